"""The ids of a knowledge as definitions of a schema, each with what it means, and the shapes that are made of them."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.audit.schema.shapes import (
    AMOUNT,
    NULL,
    WHOLE,
    Shape,
    at_least_one,
    by_name,
    list_of,
    mapping,
    one_of,
    one_or_more,
    ref,
)
from assistant.knowledge.model import (
    TOPIC,
    UNKNOWN,
    Actor,
    Clause,
    DerivedFact,
    Knowledge,
    NumberAnswer,
    Phase,
    Question,
    Topic,
    Value,
)

CONDITION = "condition"


def definitions(knowledge: Knowledge) -> dict[str, Shape]:
    """By name, all that a file of this knowledge may refer to."""
    documents, clauses = knowledge.documents.values(), knowledge.clauses.values()
    amounts = one_of(knowledge.amounts)
    return {
        "topic": _labels(knowledge.topics.values()),
        "actor": _labels(knowledge.actors.values()),
        "phase": _labels(knowledge.phases.values()),
        "question": _labels(knowledge.questions.values()),
        "derived": _labels(knowledge.derived.values()),
        "contact": one_of(knowledge.contacts, (contact.name for contact in knowledge.contacts.values())),
        "document": one_of(knowledge.documents, (f"{each.publisher}: {each.title}" for each in documents)),
        "clause": one_of(knowledge.clauses, (_clause(each) for each in clauses)),
        "rule": one_of(knowledge.rules),
        "training_question": one_of(each.id for each in knowledge.training.questions),
        "amount": {"anyOf": [AMOUNT, amounts]} if knowledge.amounts else AMOUNT,
        "amount_or_none": {"anyOf": [AMOUNT, NULL, *([amounts] if knowledge.amounts else [])]},
        **_values(knowledge),
        **_conditions(knowledge),
    }


def _labels(records: Iterable[Topic | Actor | Phase | Question | DerivedFact | Value]) -> Shape:
    """The ids of records, with their labels."""
    held = tuple(records)
    return one_of((each.id for each in held), (each.label for each in held))


def _clause(clause: Clause) -> str:
    return f"{clause.at}: {clause.says}" if clause.at else clause.says


def value_of(fact: str) -> str:
    """The definition of the values of a fact."""
    return f"value_of_{fact}"


def _values(knowledge: Knowledge) -> dict[str, Shape]:
    """The values of each fact, and mappings from facts to their values."""
    asked = {question.id: (*question.values, *question.names) for question in knowledge.questions.values()}
    derived = {fact.id: fact.values for fact in knowledge.derived.values()}
    found = {value_of(fact): _labels(values) for fact, values in {**asked, **derived}.items()}
    with_unknown = {value_of(TOPIC): ref("topic")}
    for fact, values in asked.items():
        with_unknown[f"{value_of(fact)}_or_unknown"] = _labels((*values, Value(UNKNOWN, "")))
    return {
        **found,
        **with_unknown,
        "derivation": mapping({fact: ref(value_of(fact)) for fact in derived}, minProperties=1, maxProperties=1),
        "derived_values": mapping({fact: ref(value_of(fact)) for fact in derived}),
        "answers": mapping({fact: ref(value_of(fact)) for fact in asked}),
        "some_answers": mapping({fact: one_or_more(ref(value_of(fact))) for fact in asked}),
        "of_derived": {"anyOf": [by_name((value.id for value in values), {}) for values in derived.values()]},
    }


def _conditions(knowledge: Knowledge) -> dict[str, Shape]:
    """A condition: facts with their values, and what joins conditions."""
    facts = {fact: _test(ref(value_of(fact))) for fact in (*knowledge.questions, *knowledge.derived)}
    numbers = [question.number for question in knowledge.questions.values() if question.number is not None]
    facts |= {number.id: _test(ref(f"span_of_{number.id}")) for number in numbers}
    several = list_of(ref(CONDITION), 1)
    return {
        **{f"span_of_{number.id}": _span(number) for number in numbers},
        CONDITION: mapping({**facts, "all": several, "any": several, "not": ref(CONDITION)}),
    }


def _test(value: Shape) -> Shape:
    """A fact is this, one of these, or not."""
    some = at_least_one(value)
    return {"anyOf": [*some["anyOf"], mapping({"not": some}, ["not"])]}


def _span(number: NumberAnswer) -> Shape:
    end: Shape = {**WHOLE, "minimum": number.least, "maximum": number.greatest}
    return mapping({"from": end, "to": end}, minProperties=1)
