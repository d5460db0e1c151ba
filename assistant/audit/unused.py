"""What is written down and used by nothing, and what two things are called: signs of a slip that no rule shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistant.i18n import N_
from assistant.knowledge.conditions import Condition, literals
from assistant.knowledge.model import REGION, Knowledge, Value
from assistant.knowledge.problems import Place, Problem
from assistant.knowledge.read.nodes import Mistakes


def check_unused(knowledge: Knowledge, mistakes: Mistakes) -> None:
    """Note contacts and amounts that nothing gives, facts on which nothing turns, and labels used twice."""
    given = {rule.statement.contact for rule in knowledge.rules.values() if rule.statement is not None}
    for contact in knowledge.contacts.values():
        if contact.id not in given:
            mistakes.add(contact.place, N_("No statement gives the contact {word}."), word=contact.id)
    named = {id for rule in knowledge.rules.values() for _, id in rule.named}
    for amount in knowledge.amounts.values():
        if amount.id not in named:
            mistakes.add(amount.place, N_("No fee names the amount {word}."), word=amount.id)
    read = {literal.fact for condition in _conditions(knowledge) for literal in literals(condition)}
    read |= {
        rule.statement.while_open for rule in knowledge.rules.values() if rule.statement and rule.statement.while_open
    }
    for question in knowledge.questions.values():
        # The packs of regions turn on the region.
        if question.id not in read and not (question.id == REGION and knowledge.regions):
            mistakes.add(
                question.place, N_("No rule turns on the question {word}: nobody needs to answer it."), word=question.id
            )
        places = {id: region.place for id, region in knowledge.regions.items()} if question.id == REGION else {}
        _labels(((value, places.get(value.id, question.place)) for value in question.values), mistakes)
    _derived(knowledge, read, mistakes)
    _labels(((Value(topic.id, topic.label), topic.place) for topic in knowledge.topics.values()), mistakes)


def unspoken(knowledge: Knowledge) -> Iterator[Problem]:
    """Each topic on which nothing is said to anybody: no mistake, since it says so, but nothing to release."""
    on = {rule.statement.topic for rule in knowledge.rules.values() if rule.statement is not None}
    for topic in knowledge.topics.values():
        if topic.id not in on:
            yield Problem(topic.place, N_("No rule says anything on the topic {word} yet."), {"word": topic.id})


def _conditions(knowledge: Knowledge) -> Iterator[Condition]:
    yield from (rule.when for rule in knowledge.rules.values())
    yield from (invariant.when for invariant in knowledge.invariants.values())
    yield from (promise.protects for promise in knowledge.promises)
    yield from (clause.not_for for clause in knowledge.every_clause if clause.not_for is not None)


def _derived(knowledge: Knowledge, read: set[str], mistakes: Mistakes) -> None:
    made = {rule.derive for rule in knowledge.rules.values() if rule.derive is not None}
    for fact in knowledge.derived.values():
        if fact.id not in read:
            mistakes.add(fact.place, N_("No rule turns on the derived fact {word}."), word=fact.id)
        for value in fact.values:
            if value.id != fact.otherwise and (fact.id, value.id) not in made:
                message = N_("No rule derives {fact} = {word}.")
                mistakes.add(fact.place, message, fact=fact.id, word=value.id)


def _labels(values: Iterable[tuple[Value, Place]], mistakes: Mistakes) -> None:
    """Two answers with one label cannot be told apart."""
    first: dict[str, str] = {}
    for value, place in values:
        other = first.setdefault(value.label.casefold(), value.id)
        if other != value.id:
            mistakes.add(place, N_("{word} and {other} have the same label."), word=value.id, other=other)
