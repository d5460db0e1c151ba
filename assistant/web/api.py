"""The answers as JSON over HTTP: what `vardlots ask` gives for a case, and on request the chain of rules, what would change it, the next question."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from assistant.answer import REFUSALS, Adviser, Answer, refusal
from assistant.answer.explain import Explanation, NotSaidError, explain
from assistant.cases.case import BadInputError, Case, case_from_words
from assistant.cases.given import day_of, decoded, words_of_facts
from assistant.dialogue import Conversation
from assistant.dialogue.options import options
from assistant.i18n import N_, Language, languages
from assistant.knowledge.model import Knowledge
from assistant.messages import ToldError, listing, nearest
from assistant.texts import visible
from assistant.web.desk import House, PageDesk
from assistant.web.fields import RequestError
from assistant.words.beside import beside
from assistant.words.explanation import sections
from assistant.words.wording import Wording
from assistant.words.writers import as_object

LONGEST_CASE = 64 * 1024
LONGEST_BATCH = 2 * 1024 * 1024
"""Bytes of one case, and of many."""
MOST_CASES = 1000
"""Cases of one request; more are asked in several, or by `vardlots ask --batch`."""
MOST_EXPLAINED = 20
"""Statements explained in one request."""
JSON_TYPE = "application/json"

_HOW = ("lang", "on", "role")
_OF_ONE = ("facts", *_HOW, "explain", "next_question")
_OF_MANY = ("cases", *_HOW)

encoded = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def statement_ids(knowledge: Knowledge) -> tuple[str, ...]:
    """The ids of all that is said on any day."""
    return tuple(rule.id for rule in knowledge.rules.values() if rule.statement is not None)


class Manner(NamedTuple):
    """How cases are answered."""

    desk: PageDesk
    adviser: Adviser

    @property
    def wording(self) -> Wording:
        return self.desk.wording

    @property
    def language(self) -> Language:
        return self.desk.wording.language


def ask(kind: str, body: bytes, house: House) -> dict[str, Any]:
    """The answer to one case. Raises RequestError, BadInputError for what is wrong in it, and what Adviser.answer raises."""
    sent = _object(kind, body, _OF_ONE)
    how = _how(sent, house)
    case = _case(sent.get("facts"), how)
    explained, next_question = _explained(sent.get("explain", []), how), sent.get("next_question", False)
    if not isinstance(next_question, bool):
        raise BadInputError(N_("“{name}” must be true or false."), name="next_question")
    answer = how.adviser.answer(case)
    found = as_object(answer, how.wording)
    if explained:
        found["explanations"] = [_explanation(id, answer, how) for id in explained]
    if next_question:
        found["next_question"] = _next_question(case, how)
    return found


def batch(kind: str, body: bytes, house: House) -> Iterator[str]:
    """The answers to many cases, in their order, as JSON in pieces; what is wrong with one is said in its own place. Raises RequestError."""
    sent = _object(kind, body, _OF_MANY)
    how = _how(sent, house)
    cases = sent.get("cases")
    if not isinstance(cases, list):
        raise RequestError(400, N_("“{name}” is missing, or no list."), name="cases")
    if len(cases) > MOST_CASES:
        raise RequestError(413, N_("More than {most} cases were sent."), most=str(MOST_CASES))
    return _answers(cases, how)


def _answers(cases: Sequence[Any], how: Manner) -> Iterator[str]:
    yield '{"answers":['
    for number, facts in enumerate(cases, 1):
        yield ("," if number > 1 else "") + encoded({"line": number, **_of_many(facts, how)})
    yield "]}"


def _of_many(facts: Any, how: Manner) -> dict[str, Any]:
    try:
        return as_object(how.adviser.answer(_case(facts, how)), how.wording)
    except ToldError as error:
        return {"error": error.text(how.language)}
    except REFUSALS as error:
        return {"error": refusal(error, how.language)}


# -- what is sent --------------------------------------------------------------------------------------------------------


def _object(kind: str, body: bytes, allowed: tuple[str, ...]) -> Mapping[str, Any]:
    """The object that was sent, with no name in it that is not allowed."""
    if kind.partition(";")[0].strip().lower() != JSON_TYPE:
        raise RequestError(415, N_("Cases are sent as {allowed}."), allowed=JSON_TYPE)
    try:
        sent = decoded(body)
    except BadInputError:
        raise
    except ValueError:  # what is no UTF-8 is one too
        raise RequestError(400, N_("What was sent is no JSON.")) from None
    if not isinstance(sent, dict):
        example = '{"facts": {"status": "undocumented", "age": 7}}'
        raise RequestError(400, N_("What was sent is no JSON object, as {example}."), example=example)
    for name in sent:
        if name not in allowed:
            message = N_("“{word}” is not understood here. Allowed: {allowed}.")
            near = nearest(name[:60], allowed)
            raise RequestError(400, message, near, word=visible(name), allowed=listing(allowed))
    return sent


def _how(sent: Mapping[str, Any], house: House) -> Manner:
    """The language, the role and the day that are asked for. Raises BadInputError."""
    roles = [word for role in house.knowledge.roles.values() for word in (role.id, *role.also)]
    code = _word(sent, "lang", languages()) or house.speaks
    desk = house.desk(code, _word(sent, "role", roles))
    on = sent.get("on")
    if on is None:
        return Manner(desk, desk.adviser)
    return Manner(desk, house.as_of(day_of(on if isinstance(on, str) else str(on)[:60])))


def _word(sent: Mapping[str, Any], name: str, allowed: Any) -> str:
    """One of the allowed words; empty where none is named."""
    word = sent.get(name)
    if word is None:
        return ""
    if not isinstance(word, str) or word not in allowed:
        message = N_("{name} cannot be “{word}”. Allowed: {allowed}.")
        near = nearest(str(word)[:60], allowed)
        raise BadInputError(message, near, name=name, word=visible(word), allowed=listing(allowed))
    return word


def _case(facts: Any, how: Manner) -> Case:
    if not isinstance(facts, dict):
        example = '{"status": "undocumented", "age": 7}'
        raise BadInputError(N_("The facts are no JSON object, as {example}."), example=example)
    return case_from_words(how.desk.knowledge, words_of_facts(facts))


def _explained(ids: Any, how: Manner) -> list[str]:
    """The rules whose statements are to be explained."""
    if not isinstance(ids, list) or len(ids) > MOST_EXPLAINED or not all(isinstance(id, str) for id in ids):
        raise BadInputError(
            N_("“{name}” must be a list of at most {most} ids of rules."), name="explain", most=str(MOST_EXPLAINED)
        )
    known = statement_ids(how.desk.knowledge)
    for id in ids:
        if id not in known:
            near = nearest(id[:60], known)
            raise BadInputError(N_("There is no statement “{word}”."), near, word=visible(id))
    return ids


# -- what is answered besides --------------------------------------------------------------------------------------------


def _explanation(id: str, answer: Answer, how: Manner) -> dict[str, Any]:
    """Why a statement applies, by which rules it follows, what would change it; as data and in words."""
    try:
        if id not in how.adviser.statements:  # not on that day
            raise NotSaidError(id)
        found = explain(how.adviser, answer.case, id)
    except NotSaidError:
        return {"id": id, "said": False}
    return {
        "id": id,
        "said": True,
        "certain": found.certain,
        "because": [{"fact": fact, "value": value} for fact, value in found.because],
        "chain": _chain(found),
        "changes": [
            {
                "answers": [{"fact": fact, "values": list(values)} for fact, values in turn.changes],
                "outcome": turn.outcome,
                "instead": [rule.id for rule in turn.instead],
                "depends_on": list(turn.depends_on),
            }
            for turn in found.turns
        ],
        "more_changes": found.more,
        "text": {
            part.name: [{"text": item.text, "notes": list(item.notes)} for item in part.items]
            for part in sections(found, how.wording)
        },
    }


def _chain(found: Explanation) -> list[dict[str, Any]]:
    return [
        {
            "concludes": None if step.concludes is None else {"fact": step.concludes[0], "value": step.concludes[1]},
            "ways": [
                {
                    "rule": way.rule,
                    "conditions": [{"fact": fact, "values": list(values)} for fact, values in way.conditions],
                }
                for way in step.ways
            ],
            "otherwise": step.otherwise,
            "always": step.always,
            "clauses": [source.clause.id for source in step.sources],
        }
        for step in found.steps
    ]


def _next_question(case: Case, how: Manner) -> dict[str, Any] | None:
    """The question to ask next, with its answers and what each decides; None where no answer would change what is needed."""
    wording = how.wording
    talk = Conversation(how.adviser, case, role=wording.role)
    question = talk.question
    if question is None:
        return None
    decides, number = beside(how.adviser, case, question, wording), question.number
    return {
        "fact": question.id,
        "text": wording.question(question),
        "help": wording.help(question),
        "several": question.multiple,
        "number": None
        if number is None
        else {
            "fact": number.id,
            "label": wording.number_label(question),
            "least": number.least,
            "greatest": number.greatest,
        },
        "values": [
            {"value": option.id, "label": wording.value(question, option.id), "decides": decides.get(option.id, "")}
            for option in options(talk)
            if not option.beside
        ],
    }
