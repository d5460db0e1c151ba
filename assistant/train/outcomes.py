"""Outcomes: what a question of the drill can have for an answer on a topic, and in which cases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from assistant.answer import Adviser
from assistant.cases.space import NONE, Cases, Space, condition_cases
from assistant.knowledge.model import Knowledge, Rule, Statement
from assistant.knowledge.training import TrainingQuestion, asked_by
from assistant.train.claims import VALUE, Claim, Claimed, claim_of
from assistant.train.items import Alternative

WARNING = "warning"
UNCLAIMED = Claimed(None, NONE)


@dataclass(frozen=True, eq=False, slots=True)
class Outcome:
    """A choice, the cases in which it holds, and those of each of its rules (for a value: of the value).

    `same`: what two outcomes that cost or say the same share, so that
    a learner is not asked to tell them apart where another choice is at hand. `says`: what it tells, as plain values; `clauses`: for
    each rule, the clauses that it rests on. `heeded`: a warning that is shown on every topic. `text`: the words of a
    statement, with placeholders. `alike`: the cases in which it is said, or something that only says more or less of the same. `claimed`: what it claims, by
    which a wrong choice is shown to be false.
    """

    choice: Alternative
    cases: Cases
    parts: tuple[Cases, ...]
    same: object
    says: object
    clauses: tuple[tuple[str, ...], ...]
    heeded: bool
    text: str
    alike: Cases = NONE
    claimed: Claimed = UNCLAIMED

    def is_said_by(self, other: Outcome) -> bool:
        """Whether one of the two only says more than the other: then nobody can say that the shorter one is wrong."""
        short, long = sorted((self.text.rstrip("."), other.text.rstrip(".")), key=len)
        return bool(short) and long.startswith(short)

    def content_in(self, within: Cases) -> object:
        """What it tells in some of these cases: nothing where it does not hold there, else its words and the clauses of its rules."""
        rules = zip(self.choice.rules, self.parts, self.clauses, strict=False)
        return (
            (self.says, [(id, clauses) for id, part, clauses in rules if part.meets(within)])
            if self.cases.meets(within)
            else None
        )

    def holds_in(self, space: Space, number: int) -> bool:
        """Whether it holds in the case with this number."""
        return space.has(self.cases, number)


class Theme(NamedTuple):
    """A question on a topic, with every outcome it can have."""

    id: str
    topic: str
    question: TrainingQuestion
    outcomes: tuple[Outcome, ...]


def themes(adviser: Adviser, topic: str) -> Iterator[Theme]:
    """The themes of a topic, in the order of the questions."""
    training, topics = adviser.knowledge.training, adviser.knowledge.topics
    for question in training.questions:
        kinds = {kind for other, kind in asked_by(training, topics, question) if other == topic}
        if question.derived is not None and topic in question.topics:
            outcomes = tuple(_values(adviser, question, question.derived))
        elif kinds:
            outcomes = tuple(_statements(adviser, topic, kinds))
        else:
            continue
        if outcomes:
            doubtful = _not_asked(adviser, question)
            outcomes = tuple(replace(each, claimed=each.claimed.doubted_in(doubtful)) for each in outcomes)
            yield Theme(f"{topic}.{question.id}", topic, question, tuple(_compared(outcomes)))


def _compared(outcomes: tuple[Outcome, ...]) -> Iterator[Outcome]:
    """The outcomes, each with the cases in which it or something like it is said."""
    for outcome in outcomes:
        alike = outcome.cases
        for other in outcomes:
            alike |= other.cases if outcome.is_said_by(other) else NONE
        yield replace(outcome, alike=alike)


def _not_asked(adviser: Adviser, question: TrainingQuestion) -> Cases:
    """The cases in which the question is not asked."""
    if question.not_asked is None:
        return NONE
    return condition_cases(adviser.knowledge, adviser.space, question.not_asked)


def _values(adviser: Adviser, question: TrainingQuestion, fact: str) -> Iterator[Outcome]:
    """The values of a derived fact that occur; the silent ones claim nothing."""
    for value in adviser.knowledge.values_of(fact):
        cases = adviser.space.having(fact, value)
        if cases:
            made = _outcome(
                adviser, Alternative((), (fact, value)), (cases,), (fact, value), (fact, value), (), False, ""
            )
            claimed = () if value in question.silent else (value, *_agreeing(question, value))
            yield replace(made, claimed=Claimed(Claim(VALUE, frozenset(claimed)), made.cases))


def _agreeing(question: TrainingQuestion, value: str) -> Iterator[str]:
    """A name for each pair of values, this and another, that may both be true of a patient: who shares one agrees."""
    for one, others in question.agrees.items():
        for other in others:
            if value in (one, other):
                yield f"{one} {other}"


def _statements(adviser: Adviser, topic: str, kinds: set[str]) -> Iterator[Outcome]:
    """The statements of these kinds that are in force, those with the same words as one outcome."""
    doubting = [(id, rule.statement) for id, rule in adviser.rules.in_force.items() if _doubts(rule)]
    by_words: dict[object, list[Rule]] = {}
    for rule in adviser.knowledge.rules.values():
        said = rule.statement
        if said is None or said.while_open:  # a told case leaves nothing open
            continue
        if said.topic == topic and said.kind in kinds and adviser.space.rules.get(rule.id):
            by_words.setdefault(_words(said), []).append(rule)
    for words, rules in by_words.items():
        said = rules[0].statement
        assert said is not None
        ids = tuple(rule.id for rule in rules)
        made = _outcome(
            adviser,
            Alternative(ids),
            tuple(adviser.space.rules[rule.id] for rule in rules),
            said.fee if said.fee is not None else words,
            (words, _contact(adviser.knowledge, said)),
            tuple(rule.sources for rule in rules),
            said.always and said.kind == WARNING,
            said.text,
        )
        opposed = frozenset(id for rule in rules if rule.statement is not None for id in rule.statement.opposes)
        claim, doubted = (
            claim_of(adviser.knowledge, said, ids),
            (_doubted(adviser, doubting, ids, told) for told in (False, True)),
        )
        yield replace(made, claimed=Claimed(claim, made.cases, opposed, *doubted))


def _doubts(rule: Rule) -> bool:
    return rule.statement is not None and bool(rule.statement.doubts)


def _doubted(
    adviser: Adviser, doubting: Iterable[tuple[str, Statement | None]], ids: Iterable[str], told: bool
) -> Cases:
    """The cases in which a statement holds that doubts one of these rules; `told`: one that speaks of answers that were given."""
    own, found = set(ids), NONE
    for id, said in doubting:
        if said is not None and said.if_answered == told and not own.isdisjoint(said.doubts):
            found |= adviser.space.rules[id]
    return found


def _words(said: Statement) -> object:
    """What decides how a statement reads."""
    return said.text, said.fee, said.limit, said.contact


def _contact(knowledge: Knowledge, said: Statement) -> object:
    """How the contact of a statement reads, if it has one."""
    if said.contact is None:
        return None
    contact = knowledge.contacts[said.contact]
    return contact.name, contact.phone, contact.email, contact.fax


def _outcome(
    adviser: Adviser,
    choice: Alternative,
    parts: tuple[Cases, ...],
    same: object,
    says: object,
    clauses: tuple[tuple[str, ...], ...],
    heeded: bool,
    text: str,
) -> Outcome:
    cases = NONE
    for part in parts:
        cases |= part
    return Outcome(choice, cases, parts, same, says, clauses, heeded, text)
