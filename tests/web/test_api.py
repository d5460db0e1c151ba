"""JSON over HTTP: the object of `vardlots ask`, many at once, and what comes on request; the description tells the truth."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import jsonschema
import pytest
from starlette.testclient import TestClient

from assistant.answer import Adviser
from assistant.cases.case import Case, case_from_words
from assistant.dialogue import Conversation
from assistant.i18n import language
from assistant.words.wording import Wording
from assistant.words.writers import as_object
from tests.support.here import TODAY, data
from tests.support.running import said

CONVERSATIONS: list[dict[str, Any]] = data("faces/conversations.yaml")
Asking = Callable[..., Any]


@pytest.fixture
def asked(client: TestClient) -> Asking:
    """The answer to what is sent to an address."""

    def post(address: str = "/api/ask", **sent: Any) -> Any:
        answer = client.post(address, json=sent)
        assert answer.status_code == 200, answer.text
        assert answer.headers["content-type"] == "application/json"
        return answer.json()

    return post


@pytest.mark.parametrize("held", CONVERSATIONS, ids=lambda held: held["name"])
def test_it_is_the_object_of_ask(held: dict[str, Any], asked: Asking) -> None:
    facts = held["knows"]
    words = [f"{fact}={','.join(value) if isinstance(value, list) else value}" for fact, value in facts.items()]
    how = ["--role", held["role"]] if "role" in held else []
    done = said("ask", *words, "--lang", held["language"], "--format", "json", "--on", TODAY.isoformat(), *how)
    sent = {"facts": facts, "lang": held["language"], **({"role": held["role"]} if "role" in held else {})}
    assert asked(**sent) == json.loads(done.stdout)


def test_facts_may_be_numbers_texts_and_lists(asked: Asking) -> None:
    for age, topic in ((7, ["medicines", "dental"]), ("7", "medicines,dental")):
        found = asked(facts={"region": "vgr", "age": age, "topic": topic})
        assert found["facts"] == {
            "region": "vgr",
            "age": 7,
            "age_group": found["facts"]["age_group"],
            "topic": ["medicines", "dental"],
        }


def test_a_day_is_answered_as_of(asked: Asking) -> None:
    assert asked(facts={})["on"] == TODAY.isoformat()
    assert asked(facts={}, on="2025-12-01")["on"] == "2025-12-01"


def test_many_are_answered_in_their_order_and_a_wrong_one_in_its_place(asked: Asking, adviser: Adviser) -> None:
    wording = Wording(adviser.knowledge, language("en"))
    cases = [
        {"region": "vgr"},
        {"status": "undocumentd"},
        [],
        {"age": 7.5},
        {"status": "undocumented", "topic": ["housing"]},
    ]
    answers = asked("/api/batch", cases=cases, lang="en")["answers"]
    assert [each["line"] for each in answers] == [1, 2, 3, 4, 5]
    assert ["error" in each for each in answers] == [False, True, True, True, False]
    whole = as_object(
        adviser.answer(case_from_words(adviser.knowledge, ["status=undocumented", "topic=housing"])), wording
    )
    assert answers[4] == {"line": 5, **json.loads(json.dumps(whole))}
    assert asked("/api/batch", cases=[]) == {"answers": []}


def test_why_a_statement_applies_comes_on_request(asked: Asking, adviser: Adviser) -> None:
    facts = {"region": "vgr", "status": "undocumented", "age": 43, "topic": ["medicines"]}
    ids = [each["id"] for each in asked(facts=facts)["answer"]]
    found = asked(facts=facts, explain=ids)["explanations"]
    assert [each["id"] for each in found] == ids
    for each in found:
        assert each["said"]
        assert set(each["text"]) == {"why", "chain", "sources", "change"}
        assert each["chain"][-1]["concludes"] is None
        for step in each["chain"]:
            for way in step["ways"]:
                assert way["rule"] in adviser.knowledge.rules
        for fact in each["because"]:
            assert fact["fact"] in adviser.knowledge.questions
    changing = next(each for each in found if each["changes"])
    for change in changing["changes"]:
        assert change["outcome"] in ("falls", "uncertain", "applies", "excluded") and change["answers"]


def test_a_change_that_is_named_changes_it(asked: Asking, adviser: Adviser) -> None:
    """The first change of each certain statement, made: the statement is no longer certain."""
    facts = {"region": "vgr", "status": "undocumented", "age_group": "20_plus", "topic": ["medicines"]}
    certain = [each["id"] for each in asked(facts=facts)["answer"] if each["certain"]]
    changed = 0
    for each in asked(facts=facts, explain=certain)["explanations"]:
        for change in each["changes"][:1]:
            other = {**facts, **{answer["fact"]: answer["values"][0] for answer in change["answers"]}}
            left = {one["id"] for one in asked(facts=other)["answer"] if one["certain"]}
            assert each["id"] not in left
            changed += 1
    assert changed


def test_a_statement_that_is_not_said_is_not_explained(asked: Asking, adviser: Adviser) -> None:
    known = {
        each["id"]
        for each in asked(facts={"region": "vgr", "status": "undocumented", "topic": ["medicines"]})["answer"]
    }
    other = next(id for id in adviser.statements if id not in known)
    facts = {"region": "vgr", "status": "undocumented", "topic": ["medicines"]}
    found = asked(facts=facts, explain=[other])["explanations"]
    assert found[0]["said"] in (False, True)  # of another topic it may be explained all the same
    leading = [id for id, rule in adviser.statements.items() if rule.statement is not None and rule.statement.sends_to]
    for at in range(0, len(leading), 20):
        for each in asked(facts={"status": "unknown"}, explain=leading[at : at + 20])["explanations"]:
            assert not each["said"] or each["certain"], (
                "what leads to an authority is explained only where it is certain"
            )


def test_the_next_question_comes_on_request_until_there_is_none(asked: Asking, adviser: Adviser) -> None:
    facts: dict[str, Any] = {}
    fact = ""
    for _ in range(20):
        found = asked(facts=facts, next_question=True)["next_question"]
        talk = Conversation(
            adviser, case_from_words(adviser.knowledge, [f"{name}={value}" for name, value in facts.items()])
        )
        assert (found is None) == (talk.question is None)
        if found is None:
            break
        fact = found["fact"]
        assert talk.question is not None and fact == talk.question.id
        assert found["text"] and all(value["label"] for value in found["values"])
        facts[fact] = "medicines" if fact == "topic" else found["values"][0]["value"]
    assert found is None and fact


def test_it_answers_without_being_asked_for_more(asked: Asking) -> None:
    assert not {"explanations", "next_question"} & set(asked(facts={}))


# -- the description -----------------------------------------------------------------------------------------------------


@pytest.fixture
def described(client: TestClient) -> Any:
    return client.get("/api/openapi.json").json()


def fits(value: Any, schema: Any, described: Any) -> bool:
    """Whether a value is what a schema says: as much of JSON Schema as the description uses."""
    if "$ref" in schema:
        found = described
        for part in schema["$ref"].removeprefix("#/").split("/"):
            found = found[part]
        return fits(value, found, described)
    if "allOf" in schema:
        return all(fits(value, one, described) for one in schema["allOf"])
    if "anyOf" in schema:
        return any(fits(value, one, described) for one in schema["anyOf"])
    if "enum" in schema:
        return value in schema["enum"]
    kinds: dict[str, Any] = {
        "object": dict,
        "array": list,
        "string": str,
        "boolean": bool,
        "integer": int,
        "null": type(None),
    }
    if not isinstance(value, kinds[schema["type"]]):
        return False
    if schema["type"] == "object":
        properties = schema.get("properties", {})
        return (
            all(name in value for name in schema.get("required", ()))
            and all(fits(value[name], of, described) for name, of in properties.items() if name in value)
            and (schema.get("additionalProperties", True) is not False or set(value) <= set(properties))
        )
    if schema["type"] == "array":
        return all(fits(each, schema.get("items", {"type": "object"}), described) for each in value)
    return True


def schema_of(described: Any, address: str, code: str) -> Any:
    return described["paths"][address]["post"]["responses"][code]["content"]["application/json"]["schema"]


def test_what_is_answered_is_what_is_described(asked: Asking, described: Any, client: TestClient) -> None:
    for held in CONVERSATIONS:
        found = asked(facts=held["knows"], next_question=True, explain=[])
        assert fits(found, schema_of(described, "/api/ask", "200"), described), held["name"]
    answers = asked("/api/batch", cases=[{}, {"age": 1000}])
    assert fits(answers, schema_of(described, "/api/batch", "200"), described)
    refused = client.post("/api/ask", json={"facts": {"age": 1000}})
    assert fits(refused.json(), schema_of(described, "/api/ask", str(refused.status_code)), described)


def test_what_is_described_is_taken_and_nothing_else(client: TestClient, described: Any, adviser: Adviser) -> None:
    facts = described["components"]["schemas"]["Facts"]["properties"]
    for fact, schema in facts.items():
        for value in schema.get("enum", ()):
            assert client.post("/api/ask", json={"facts": {fact: value}}).status_code == 200, (fact, value)
    numbers = {question.number.id for question in adviser.knowledge.questions.values() if question.number}
    assert set(facts) == {*adviser.knowledge.questions, *numbers, "topic"}


@pytest.mark.parametrize(
    "sent",
    [{"facts": {"age": 98.0}}, {"facts": {"age": "7"}, "lang": None, "on": None, "role": None}, {"facts": {"topic": "medicines,dental"}}],
    ids=["a whole number as some programs write it", "null where nothing is asked for", "topics as text"],
)  # fmt: skip
def test_what_is_taken_is_described(client: TestClient, described: Any, sent: dict[str, Any]) -> None:
    assert client.post("/api/ask", json=sent).status_code == 200
    wants = described["paths"]["/api/ask"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    jsonschema.validate(sent, {**wants, "components": described["components"]})


@pytest.mark.parametrize(
    "sent", [{"facts": {"age": 9.5}}, {"facts": {"age": "121"}}, {"facts": {"topic": ""}}, {"facts": {"topic": []}}]
)
def test_what_is_not_taken_is_not_described(client: TestClient, described: Any, sent: dict[str, Any]) -> None:
    assert client.post("/api/ask", json=sent).status_code == 400
    wants = described["paths"]["/api/ask"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(sent, {**wants, "components": described["components"]})


def test_facts_that_contradict_each_other_are_no_misunderstanding(client: TestClient, described: Any) -> None:
    """Each word is as described; only together they cannot be."""
    answer = client.post("/api/ask", json={"facts": {"age": 7, "age_group": "20_plus"}})
    assert answer.status_code == 409
    assert fits(answer.json(), schema_of(described, "/api/ask", "409"), described)


def test_every_address_that_is_described_is_there(client: TestClient, described: Any) -> None:
    assert described["openapi"].startswith("3.1")
    for address, methods in described["paths"].items():
        for method in methods:
            assert client.request(method.upper(), address, content="").status_code not in (404, 405)


def test_health_and_readiness(client: TestClient, adviser: Adviser) -> None:
    assert client.get("/health").json() == {"status": "ok"}
    ready = client.get("/ready").json()
    assert ready == {
        "status": "ready",
        "knowledge": adviser.knowledge.version,
        "engine": adviser.answer(Case()).conclusions.engine,
    }


def test_it_is_not_ready_where_no_case_can_be_answered(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    from assistant.answer import DisagreementError

    def refuses(*_: object, **__: object) -> None:
        raise DisagreementError("medicines.fee")

    monkeypatch.setattr(Adviser, "answer", refuses)
    assert client.get("/ready").status_code == 503
    assert client.get("/health").status_code == 200
    answer = client.post("/api/ask", json={"facts": {}})
    assert answer.status_code == 500 and "medicines.fee" in answer.json()["error"]
