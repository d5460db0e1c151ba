"""Whatever is sent, in the right form or not: an answer, or a sentence on what is wrong with it; never a fault, and never markup of a stranger."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from tests.support.page import read

FORM = {"content-type": "application/x-www-form-urlencoded"}
WITH_A_CLIENT = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=150
)

TEXT = st.text(max_size=30)
JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)
FACTS = ("region", "status", "proof", "registered", "age", "age_group", "visit", "topic", "nothing", "")
VALUES = (
    "vgr",
    "rjl",
    "undocumented",
    "asylum_seeker",
    "unknown",
    "none",
    "7",
    "43",
    "121",
    "yes",
    "under_18",
    "medicines",
    "medicines,dental",
    "",
)
WORDS = st.builds(lambda fact, value: f"{fact}={value}", st.sampled_from(FACTS), st.sampled_from(VALUES) | TEXT)
STEPS = st.lists(
    WORDS | st.sampled_from(("~further", "~again=status", "~again=topic", "~finding=status", "~again=", "~")),
    max_size=5,
).map(" ".join)
DOING = st.sampled_from(
    [
        "answer:unknown",
        "answer:vgr",
        "answer:undocumented",
        "answer:medicines",
        "again:status",
        "again:topic",
        "topics",
        "several",
        "number",
        "line",
        "choose:1",
        "choose:2",
        "choose:",
        "leave",
        "confirm",
        "keep",
        "authority",
        "more",
        "back",
        "forward",
        "new",
        "whyasked",
        "why:",
        "tick:",
        "unfold",
        "begin:status=undocumented",
        "lang:en",
        "reader",
        "othertopics",
    ]
)
LINES = TEXT | st.sampled_from(
    (
        "undocumented 7 years interpreter",
        "34",
        "1",
        "no",
        "yes",
        "/back",
        "/find medicines",
        "/done 1",
        "unconscious",
        "mamma asyl, barn 3 år",
        "+2",
        "?",
    )
)
FORMS = st.fixed_dictionaries(
    {},
    optional={
        "lang": st.sampled_from(("sv", "en", "xx")),
        "role": st.sampled_from(("", "care_staff", "nobody")),
        "step": st.lists(STEPS, min_size=1, max_size=4),
        "at": st.sampled_from(("0", "1", "3", "99", "x", "")),
        "back": st.sampled_from(("0", "1", "9", "-1")),
        "waits": st.lists(LINES, max_size=3),
        "do": DOING | TEXT,
        "line": LINES,
        "number": TEXT,
        "topic": st.lists(st.sampled_from(("medicines", "dental", "nothing")), max_size=3),
        "proposed": STEPS,
        "done": TEXT,
        "as": st.sampled_from(("reception", "nobody", "")),
        "q": LINES,
        "open": st.sampled_from(("contacts", "topic:medicines", "topic:", "statement:x", ":", "x")) | TEXT,
        "most": st.sampled_from(("10", "999", "-1", "x")),
        "region": st.sampled_from(("vgr", "unknown", "nowhere", "")),
        "whom": st.sampled_from(("all", "mine", "x")),
        "form": st.sampled_from(("slip", "html", "text", "receipt", "form:SAMSA", "form:", "../x")) | TEXT,
    },
)
QUESTIONS = st.fixed_dictionaries(
    {"facts": st.dictionaries(st.sampled_from(FACTS) | TEXT, st.sampled_from(VALUES) | JSON_VALUES, max_size=5)},
    optional={
        "lang": st.sampled_from(("sv", "en")) | JSON_VALUES,
        "on": st.sampled_from(("2026-11-22", "0001-01-01", "9999-12-31")) | JSON_VALUES,
        "role": JSON_VALUES,
        "explain": st.lists(TEXT, max_size=2) | JSON_VALUES,
        "next_question": st.booleans() | JSON_VALUES,
    },
)


@WITH_A_CLIENT
@given(sent=JSON_VALUES | QUESTIONS)
def test_any_json_is_answered_or_refused(client: TestClient, sent: Any) -> None:
    for address, body in (("/api/ask", sent), ("/api/batch", {"cases": [sent]}), ("/api/batch", sent)):
        answer = client.post(address, content=json.dumps(body), headers={"content-type": "application/json"})
        assert answer.status_code in (200, 400), answer.text
        found = answer.json()
        assert ("error" in found) == (answer.status_code == 400)


@WITH_A_CLIENT
@given(body=st.binary(max_size=200))
def test_any_bytes_are_answered_or_refused(client: TestClient, body: bytes) -> None:
    for address in ("/api/ask", "/api/batch"):
        answer = client.post(address, content=body, headers={"content-type": "application/json"})
        assert answer.status_code == 400 and set(answer.json()) == {"error"}
    for address in ("/", "/find", "/take", "/line"):
        assert client.post(address, content=body, headers=FORM).status_code in (200, 400)


@settings(WITH_A_CLIENT, max_examples=400)
@given(sent=FORMS, address=st.sampled_from(("/", "/", "/", "/find", "/take", "/line")))
def test_any_form_is_answered_or_refused(client: TestClient, sent: dict[str, Any], address: str) -> None:
    body = urlencode(sent, doseq=True, errors="replace")
    answer = client.post(address, content=body, headers=FORM)
    assert answer.status_code in (200, 400), answer.text[:300]
    if answer.headers["content-type"].startswith("text/html"):
        page = read(answer.text)
        ids = [each.get("id") for each in page if each.get("id")]
        assert len(ids) == len(set(ids))
        assert sum("autofocus" in each.attributes for each in page) <= 1
        if answer.status_code == 200 and address == "/":
            assert page.having("form", id="case")
            for step in page.having("input", name="step"):
                again = client.post(
                    "/", content=urlencode({"step": step.get("value"), "at": "0", "do": ""}), headers=FORM
                )
                assert again.status_code == 200, "what a page holds, a page can be made of"
