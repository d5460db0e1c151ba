"""Fingerprints of rules: short hashes of each part of a rule, so that a change can be named without the old rule at hand.

They are taken of what the rule means, not of how its file is written: the order of conditions, comments and places do not count.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Any

from assistant.cases.case import Case
from assistant.knowledge.conditions import All, Condition, Has, Not, Some
from assistant.knowledge.dated import validity
from assistant.knowledge.kept import Kept
from assistant.knowledge.model import NATIONAL, REGION, UNKNOWN, DerivedFact, Fee, Knowledge, Question, Rule
from assistant.receipt.model import Prints

_LENGTH = 12


def rule_prints(knowledge: Knowledge, rule: Rule) -> dict[str, str]:
    """The fingerprints of a rule by part: condition, days, sources; and of what it derives, or of what it says."""
    first, last = validity(knowledge, rule)
    parts: dict[str, Any] = {
        "condition": [rule.pack, _canonical(knowledge, rule.when), sorted(rule.overrides)],
        "days": [str(first), str(last)],
        "sources": [_clause(knowledge, id) for id in rule.sources],
    }
    said = rule.statement
    if rule.derive is not None:
        parts["conclusion"] = rule.derive
    if said is not None:
        parts["text"] = [said.text, said.form]
        parts["details"] = [said.kind, said.topic, said.actors, said.order, said.always, said.sends_to, said.mentions]
        parts["details"] += [waits for waits in (said.while_open, said.until) if waits]
        if said.phase:
            parts["phase"] = said.phase
        if said.fee is not None or said.limit is not None:
            parts["fee"] = [_fee(said.fee), _fee(said.limit)]
        if said.contact is not None:
            contact = knowledge.contacts[said.contact]
            parts["contact"] = [contact.name, contact.phone, contact.email, contact.fax, contact.hours]
        if said.link is not None:
            parts["link"] = [knowledge.documents[said.link].title, knowledge.documents[said.link].url]
    return {name: _hash(part) for name, part in parts.items()}


def question_print(question: Question, answer: str) -> str:
    """The fingerprint of what an answer to a question means: of a number the numbers it stands for, else one value among all."""
    if question.number is not None:
        return _hash(_spans(question, [answer]) if _is_answer(question, answer) else None)
    return _hash([value.id for value in question.values])


def _is_answer(question: Question, answer: str) -> bool:
    return answer == UNKNOWN or any(value.id == answer for value in (*question.values, *question.names))


def _spans(question: Question, values: Iterable[str]) -> list[Any]:
    """The numbers that values stand for, however finely the rules of other regions cut them."""
    return [question.number and question.number.id, *(list(span) for span in question.spans(values))]


def derived_print(fact: DerivedFact) -> str:
    """The fingerprint of a derived fact: its values, and which it has when no rule says otherwise."""
    return _hash([[value.id for value in fact.values], fact.otherwise])


_KEPT: Kept[str] = Kept()


def knowledge_print(knowledge: Knowledge) -> str:
    """The fingerprint of all rules, with the questions and derived facts that they rest on: made once for a knowledge."""
    return _KEPT.made_of((knowledge,), lambda: _knowledge_print(knowledge))


def _knowledge_print(knowledge: Knowledge) -> str:
    return _hash(
        [
            {id: rule_prints(knowledge, rule) for id, rule in knowledge.rules.items()},
            {id: [[value.id, value.low, value.high] for value in of.values] for id, of in knowledge.questions.items()},
            {id: derived_print(fact) for id, fact in knowledge.derived.items()},
        ]
    )


def bearing(knowledge: Knowledge, case: Case) -> Iterator[Rule]:
    """The rules that could bear on the answer to a case: of its region, deriving facts or speaking on its topics."""
    region = case.answers.get(REGION, UNKNOWN)
    for rule in knowledge.rules.values():
        of_region = region == UNKNOWN or rule.pack in (NATIONAL, region)
        said = rule.statement
        if of_region and (said is None or said.always or not case.topics or said.topic in case.topics):
            yield rule


def prints_of(knowledge: Knowledge, case: Case) -> tuple[dict[str, Prints], Prints, Prints]:
    """The fingerprints that belong to a case: of rules, of the questions it answers, of the derived facts."""
    return (
        {rule.id: rule_prints(knowledge, rule) for rule in bearing(knowledge, case)},
        {
            fact: question_print(question, case.answers[fact])
            for fact, question in knowledge.questions.items()
            if fact in case.answers
        },
        {id: derived_print(fact) for id, fact in knowledge.derived.items()},
    )


def _canonical(knowledge: Knowledge, condition: Condition) -> list[Any]:
    """A condition as nested lists, without places, in an order that does not depend on how it was written."""
    match condition:
        case Has(fact, values):
            question = knowledge.questions.get(fact)
            if question is not None and question.number is not None:
                return ["has", *_spans(question, values)]
            return ["has", fact, *sorted(values)]
        case All(parts):
            return ["all", *sorted((_canonical(knowledge, part) for part in parts), key=json.dumps)]
        case Some(parts):
            return ["any", *sorted((_canonical(knowledge, part) for part in parts), key=json.dumps)]
        case Not(part):
            return ["not", _canonical(knowledge, part)]
    raise TypeError(condition)


def _clause(knowledge: Knowledge, id: str) -> list[str]:
    clause = knowledge.clauses[id]
    document = knowledge.documents[clause.document]
    return [id, clause.at, knowledge.grade(clause), document.id, document.date, str(document.review_by)]


def _fee(fee: Fee | None) -> list[Any] | None:
    return None if fee is None else [str(fee.amount), fee.currency, fee.maximum, fee.per]


def _hash(content: object) -> str:
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:_LENGTH]
