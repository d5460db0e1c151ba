"""Every partial case: what is certain, what is open, what is asked and why, against the plain meaning of the rules.

There are 1.5 million partial cases and 19 topics. A rule depends only on the facts of its table (tests/support/plain_meaning.py), so what
is said on a topic depends only on the facts that the rules shown there read: every partial case is one of those below, with answers
added that no rule of the topic reads. Several topics show the statements of each. Where the slow tests run, all of them are looked at; else
of values that no rule of a topic tells apart one stands for all, each in its turn, and of the cases a share is taken: every pair of answers.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations, cycle, product
from math import prod

import pytest

from assistant.answer import Adviser
from assistant.answer.model import Lead
from assistant.answer.saying import is_in_time, only_if_certain
from assistant.answer.sharing import RuleTold
from assistant.cases.case import Case
from assistant.cases.space import NONE
from assistant.engine import Conclusions
from assistant.knowledge.model import AGENCY_CONTACT, FORBIDDEN, REGION, TOPIC, Knowledge, Statement
from tests.support.apart import RuleByRule
from tests.support.dialogues import dialogues
from tests.support.here import TODAY
from tests.support.plain_meaning import PlainMeaning, Table
from tests.support.share import Share
from tests.support.shipped import shipped
from tests.support.whole_space import bits as whole


class WithoutEngine(RuleByRule):
    """An adviser that asks no engine: tests/engine/test_engines.py shows that engine and space agree on every case."""

    def infer(self, case: Case, general: bool = False) -> Conclusions:
        return Conclusions({}, (), "none")

    def leads(self, case: Case, told: Sequence[RuleTold]) -> tuple[Lead, ...]:
        """Nothing leads: which line does is tested in tests/shipped/test_leads.py, and would be a third of the work here."""
        return ()


class PlainlyDeriving(WithoutEngine):
    """The same, with the derived facts of the first completion, as they are plainly meant."""

    meaning: PlainMeaning

    def infer(self, case: Case, general: bool = False) -> Conclusions:
        facts = {fact: case.known.get(fact, self.knowledge.values_of(fact)[0]) for fact in self.knowledge.questions}
        derived = {
            fact: value.id
            for fact, spec in self.knowledge.derived.items()
            for value in spec.values
            if _so(self.meaning.derived_table(fact, value.id), facts)
        }
        return Conclusions(derived, (), "none")


def _so(table: Table, facts: dict[str, str]) -> bool:
    return table.verdict(table.known(facts))[1]


@pytest.fixture(scope="module")
def meaning(knowledge: Knowledge) -> PlainMeaning:
    return PlainMeaning(knowledge, TODAY)


@pytest.fixture(scope="module")
def composer(knowledge: Knowledge) -> WithoutEngine:
    return WithoutEngine(knowledge, TODAY)


def about_nobody(meaning: PlainMeaning, topic: str | None) -> bool:
    """Whether a topic is about no patient: then none is asked about, and what is always said waits until one is told of."""
    return topic is not None and meaning.knowledge.topics[topic].no_patient


def shown(meaning: PlainMeaning, topic: str | None) -> dict[str, Statement]:
    """The statements that a topic shows; without a topic, all."""
    return {
        id: rule.statement
        for id, rule in meaning.rules.items()
        if rule.statement is not None and (rule.statement.always or topic in (None, rule.statement.topic))
    }


def read_on(meaning: PlainMeaning, topic: str) -> list[str]:
    """The questions that the statements of a topic depend on, in the order in which they are asked."""
    read = {fact for id in shown(meaning, topic) for fact in meaning.table(id).facts}
    return [fact for fact in meaning.knowledge.questions if fact in read]


Alike = Mapping[str, Sequence[tuple[str, ...]]]
"""By fact, its values; those together of which one may stand for the others."""


def each_by_itself(knowledge: Knowledge, facts: Iterable[str]) -> Alike:
    """Every value of these facts."""
    return {fact: [(value,) for value in knowledge.values_of(fact)] for fact in facts}


def told_apart(meaning: PlainMeaning, topic: str) -> Alike:
    """The values of the facts that a topic's statements depend on; together those that none of them tells apart."""
    tables = {meaning.table(id) for id in shown(meaning, topic)} | {meaning.derived_table(AGENCY_CONTACT, FORBIDDEN)}
    alike: dict[str, list[tuple[str, ...]]] = {}
    for fact in read_on(meaning, topic):
        together: dict[tuple[tuple[bool, ...], ...], tuple[str, ...]] = {}
        reading = [table for table in tables if fact in table.facts]
        for value in meaning.knowledge.values_of(fact):
            columns = tuple(table.column(fact, value) for table in reading)
            together[columns] = (*together.get(columns, ()), value)
        alike[fact] = list(together.values())
    return alike


def each_pair(facts: Iterable[str]) -> list[Callable[[Case], Hashable]]:
    """The kinds of cases: any two answers that can be given together, and each of them while the other is open."""

    def of_two(one: str, other: str) -> Callable[[Case], Hashable]:
        return lambda case: (case.answers.get(one), case.answers.get(other))

    return [of_two(*two) for two in combinations(facts, 2)]


def partial_cases(alike: Alike, topics: tuple[str, ...]) -> Iterator[Case]:
    """Every way to know some of these facts and not the others."""
    turns = {values: cycle(values) for of_fact in alike.values() for values in of_fact}
    for values in product(*((None, *of_fact) for of_fact in alike.values())):
        known = {fact: next(turns[each]) for fact, each in zip(alike, values, strict=True) if each}
        yield Case(known, {}, topics)


@cache
def tables_shown(meaning: PlainMeaning, topic: str | None) -> tuple[Table, ...]:
    """The tables of the statements of a topic that are worth a question, each once: rules that are the same function share theirs."""
    asking = [rule for rule, said in shown(meaning, topic).items() if not said.if_answered]
    return tuple({id(table): table for table in map(meaning.table, asking)}.values())


def at_stake(meaning: PlainMeaning, case: Case, topic: str | None) -> list[str]:
    """The facts that can still change what is shown, in the order in which they are asked."""
    known = case.known
    found: set[str] = set()
    for table in tables_shown(meaning, topic):
        found |= table.settling(table.known(known))
    asked = [REGION] if about_nobody(meaning, topic) else meaning.knowledge.questions
    return [fact for fact in asked if fact in found]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """One test for each topic of the shipped knowledge."""
    if "topic" in metafunc.fixturenames:
        metafunc.parametrize("topic", list(shipped().topics))


def answers_both_ways(table: Table) -> list[Callable[[tuple[str, ...]], Hashable]]:
    """The kinds of a table's cases: each answer, where it is so and where it is not."""

    def of_fact(place: int) -> Callable[[tuple[str, ...]], Hashable]:
        return lambda case: (case[place], table.so[case])

    return [of_fact(place) for place in range(len(table.facts))]


# -- the ground on which the rest stands -----------------------------------------------------------------------------------


def test_every_rule_holds_exactly_where_its_plain_meaning_says(
    adviser: Adviser, meaning: PlainMeaning, share: Share
) -> None:
    """In every case of its table, or in a share of them: with every answer some in which it holds and some in which it does not."""
    assert set(adviser.space.rules) == set(meaning.rules)
    for id, holds in adviser.space.rules.items():
        table = meaning.table(id)
        for case in share.of(table.so, *answers_both_ways(table), one_in=20):
            facts = dict(zip(table.facts, case, strict=True))
            within = adviser.space.completions(facts)
            assert holds & within == (within if _so(table, facts) else NONE), (id, facts)


def test_each_case_is_one_combination_of_values_and_each_combination_one_case(adviser: Adviser) -> None:
    size = prod(len(question.values) for question in adviser.knowledge.questions.values())
    values: list[list[str]] = [[] for _ in range(size)]
    for fact in adviser.knowledge.questions:
        for value in adviser.knowledge.values_of(fact):
            bits = f"{whole(adviser.space, adviser.space.having(fact, value)):0{size}b}"
            assert len(bits) == size
            for of_case, bit in zip(values, bits, strict=True):
                if bit == "1":
                    of_case.append(value)
    assert all(len(of_case) == len(adviser.knowledge.questions) for of_case in values)
    assert len(set(map(tuple, values))) == size == adviser.space.size


# -- what is said ----------------------------------------------------------------------------------------------------------


def test_in_every_partial_case_what_is_said_is_what_holds_and_what_is_asked_can_change_it(
    composer: WithoutEngine, meaning: PlainMeaning, topic: str, share: Share
) -> None:
    knowledge = composer.knowledge
    statements = shown(meaning, topic)
    tables = {id: meaning.table(id) for id in statements}
    each_table = set(tables.values())
    read_together = {table.facts for table in each_table}
    alike = each_by_itself(knowledge, read_on(meaning, topic)) if share.whole else told_apart(meaning, topic)
    for case in share.of(partial_cases(alike, (topic,)), *each_pair(alike), one_in=20):
        answer = composer.answer(case)
        assert not answer.leads  # none was looked for
        known = case.known
        waits = about_nobody(meaning, topic) and not known.keys() - {REGION}
        of_facts = {facts: tuple(map(known.get, facts)) for facts in read_together}
        verdicts = {table: table.verdict(of_facts[table.facts]) for table in each_table}
        in_time = [
            id
            for id in statements
            if verdicts[tables[id]][0]
            and is_in_time(knowledge.rules[id], known)
            and not (waits and statements[id].always)
        ]
        certain = {id for id in in_time if verdicts[tables[id]][1]}
        possible = {id for id in in_time if not verdicts[tables[id]][1]}
        assert {said.id for said in answer.certain} == certain, case
        left = composer.space.left(known)
        held_back = {
            id
            for id in possible
            if only_if_certain(composer.space, knowledge.rules[id], left.of(composer.space.rules[id]), left)
        }
        assert {said.id for said in answer.possible} == possible - held_back, case
        for said in answer.statements:
            table = tables[said.id]
            settling = table.settling(of_facts[table.facts])
            assert set(said.depends_on) == settling, (case, said.id)
            assert said.certain_if == alone(table, case, settling), (case, said.id)
            assert said.only_if == among_several(table, case, settling, said.depends_on), (case, said.id)
            assert not said.because or said.certain
            if said.certain:
                assert_a_reason(table, dict(reason.split("=") for reason in said.because), case)
        stake = at_stake(meaning, case, topic)
        # What a fee turns on is not answered either, though no question is put for its sake.
        turning = {fact for facts in answer.turning.values() for fact in facts}
        assert [open_.fact for open_ in answer.open_questions] == [
            fact for fact in knowledge.questions if fact in {*stake, *turning}
        ], case
        question = composer.next_question(case)
        assert ([question.id] if question else []) == stake[:1], case


def alone(table: Table, case: Case, settling: frozenset[str]) -> tuple[str, ...]:
    """The values of the one fact that decides with which it holds in every completion; none where several decide."""
    if len(settling) != 1:
        return ()
    (fact,) = settling
    return tuple(value for value in table.open[fact] if table.verdict(table.known({**case.answers, fact: value}))[1])


def among_several(
    table: Table, case: Case, settling: frozenset[str], depends_on: tuple[str, ...]
) -> tuple[str, tuple[str, ...], tuple[str, ...]] | None:
    """The first of several facts that excludes it with some value, the values that do not, and what it depends on with those."""
    if len(settling) < 2:
        return None
    for fact in depends_on:
        with_each = {value: table.known({**case.answers, fact: value}) for value in table.open[fact]}
        kept = tuple(value for value, known in with_each.items() if table.verdict(known)[0])
        if len(kept) < len(with_each):
            left = {other for value in kept for other in table.settling(with_each[value])} - {fact}
            return fact, kept, tuple(other for other in depends_on if other in left)
    return None


def assert_a_reason(table: Table, because: dict[str, str], case: Case) -> None:
    """The reasons are answers given, they suffice, and none of them can be left out."""
    assert because.items() <= case.answers.items()
    assert because.keys() <= set(table.facts), case
    assert table.verdict(table.known(because))[1], (case, because)
    for fact in because:
        fewer = {other: value for other, value in because.items() if other != fact}
        assert not table.verdict(table.known(fewer))[1], (case, because, fact)


def test_a_derived_fact_is_given_exactly_if_it_is_certain(knowledge: Knowledge, meaning: PlainMeaning) -> None:
    composer = PlainlyDeriving(knowledge, TODAY)
    composer.meaning = meaning
    for fact, spec in knowledge.derived.items():
        tables = {value.id: meaning.derived_table(fact, value.id) for value in spec.values}
        read = {name for table in tables.values() for name in table.facts}
        facts = [name for name in knowledge.questions if name in read]
        for case in partial_cases(each_by_itself(knowledge, facts), ("interpreter",)):
            certain = [value for value, table in tables.items() if table.verdict(table.known(case.answers))[1]]
            derived = composer.answer(case).derived
            assert [value for name, value in derived.items() if name == fact] == certain, (fact, case)


# -- what is asked ---------------------------------------------------------------------------------------------------------


def test_in_every_dialogue_about_a_topic_no_question_is_idle_and_none_is_missing(
    composer: WithoutEngine, meaning: PlainMeaning, topic: str
) -> None:
    """Every dialogue there can be, with every reply to every question and with "don't know" to any of them."""
    for case, question in dialogues(composer, Case(), topic):
        left = [fact for fact in at_stake(meaning, case, topic if case.topics else None) if fact not in case.answers]
        if question is None:
            assert case.topics and not left, case
        elif question.id != TOPIC:
            assert [question.id] == left[:1], case
            assert case.topics or question.order < composer.knowledge.topic_question.order, case
