"""The lookup leads nobody into danger, whatever is typed, and its tables say what an answer says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answer import Adviser
from assistant.cases.case import Case, case_from_words
from assistant.cases.space import NONE, Cases, Space
from assistant.i18n import language, languages
from assistant.knowledge.model import NATIONAL, REGION, WARNING, Rule
from assistant.lookup import Cell, Lookup, Table, table, table_topics
from assistant.lookup.writers import found_as_text
from assistant.records import replace
from assistant.wordforms import folded, words
from assistant.words.wording import Wording
from tests.support.here import data
from tests.support.patients import PATIENTS
from tests.support.share import Share
from tests.support.shipped import shipped
from tests.support.sweep import sweep

QUERIES = [asked["query"] for asked in data("lookup/queries.yaml")]


@given(query=st.text(max_size=300), case=st.sampled_from(["", *PATIENTS]))
@settings(max_examples=60)
def test_no_query_is_refused(lookup: Lookup, query: str, case: str) -> None:
    found = lookup.find(query, language("sv"), case_from_words(lookup.knowledge, case.split()))
    assert len(found.hits) <= 20
    found_as_text(found, Wording(lookup.knowledge, language("sv")))


@given(
    words=st.lists(st.sampled_from(QUERIES), min_size=1, max_size=4),
    cut=st.integers(1, 40),
)
@settings(max_examples=60)
def test_whatever_is_typed_half_leads_nobody_astray(lookup: Lookup, share: Share, words: list[str], cut: int) -> None:
    """Of all patients, or of some of them, others for other words."""
    typed = " ".join(words)[:cut]
    for case, _ in share.of(product(("", *PATIENTS), [typed]), lambda of: not of[0], one_in=15):
        assert_safe(lookup, typed, case_from_words(lookup.knowledge, case.split()))


def assert_safe(lookup: Lookup, query: str, within: Case) -> None:
    """No hit leads to a sensitive actor unless it is certain in the case given; the warning stands with every hit that names one."""
    space, knowledge = lookup.adviser.space, lookup.knowledge
    warned_of = mentioned(knowledge.rules[id] for id in space.rules if knowledge.rules[id].pack == NATIONAL)
    assert "migration_agency" in warned_of
    for speaks in map(language, languages()):
        found = lookup.find(query, speaks, within, most=500)
        cases = space.completions(within.known)
        for hit in found.hits:
            text = f"{hit.title} {hit.text}".casefold()
            if hit.leads_to:
                assert hit.condition is not None
                assert hit.condition.words or hit.certain
                assert not within.answers.keys() - {REGION} or hit.certain, (query, hit.id)
            if "migrationsverk" in text or "migration agency" in text:
                assert hit.names, hit.id
            assert {*hit.names} & warned_of <= mentioned(warned.rule for warned in found.warnings), (query, hit.id)
            if hit.kind == "statement":
                assert hit.certain == (not cases & ~space.rules[hit.id])
                assert space.agreeing(within.known) & space.rules[hit.id]
        if within.answers.get("status") == "undocumented":
            assert not any(hit.leads_to for hit in found.hits)
    assert knowledge.actors["migration_agency"].named_as


def mentioned(rules: Iterable[Rule]) -> set[str]:
    """The actors of whom a warning among these speaks."""
    warnings = (said for rule in rules if (said := rule.statement) is not None and said.kind == WARNING and said.always)
    return {actor for said in warnings for actor in said.mentions}


EVERYTHING = (
    "migrationsverket",
    "migration agency",
    "migr",
    "boende",
    "bostadsanpassning",
    "lma-kort",
    "lma",
    "läkemedel",
    "010",
    "0771",
)


@pytest.mark.parametrize("case", ["", *PATIENTS])
def test_nobody_is_led_to_the_migration_agency_by_mistake(case: str, lookup: Lookup) -> None:
    within = case_from_words(lookup.knowledge, case.split())
    sweep(((query, query) for query in EVERYTHING), lambda query: assert_safe(lookup, query, within))


@pytest.mark.parametrize(
    "who", ["papperslös", "undocumented", "paperslös", "papperslosa", "tillståndslös", "undocumentd"]
)
def test_a_query_that_names_an_undocumented_patient_leads_nowhere(who: str, lookup: Lookup) -> None:
    for what in ("migrationsverket", "boende", "housing", "bostadsanpassning", "särskilt bidrag", "lma-kort"):
        for query in (f"{who} {what}", f"{what} {who}", f"inte {who} {what}"):
            found = lookup.find(query, language("sv"), most=500)
            assert not any(hit.leads_to for hit in found.hits), query
            assert found.warnings, query


def test_what_leads_elsewhere_comes_after_what_has_the_words_and_does_not(lookup: Lookup) -> None:
    for query in EVERYTHING:
        hits = lookup.find(query, language("sv"), most=500).hits
        first = next((place for place, hit in enumerate(hits) if hit.leads_to), len(hits))
        assert not hits or first > 0, query
        for hit in hits[first:]:
            assert hit.leads_to or folded(query) not in words(folded(hit.text)), (query, hit.id)


def test_a_query_that_names_the_agency_is_warned_even_if_no_result_does(lookup: Lookup) -> None:
    for query in ("migrationsverket", "migrationsverkt", "migration agency", "ring migrationsverket"):
        found = lookup.find(query, language("sv"), most=0)
        assert not found.hits
        assert found.warnings, query
    assert not lookup.find("remiss", language("sv"), most=0).warnings


def test_opening_a_result_presumes_nothing_that_leads_to_the_agency(lookup: Lookup, share: Share) -> None:
    """A conversation begun from a result leads nowhere that the case given did not lead to."""
    space, knowledge = lookup.adviser.space, lookup.knowledge
    leading = {
        id for id, rule in knowledge.rules.items() if rule.statement and rule.statement.sends_to and id in space.rules
    }

    @cache
    def certain(known: frozenset[tuple[str, str]]) -> set[str]:
        return {id for id in leading if not space.completions(dict(known)) & ~space.rules[id]}

    cases = ("", "region=vgr", "region=rjl", "status=unknown", "status=undocumented", "status=asylum_seeker age=30")
    asked = share.of(product(cases, (*EVERYTHING, *QUERIES)), lambda of: of[1], lambda of: (of[0], of[1] in EVERYTHING))
    for case_words in cases:
        within, seen = case_from_words(knowledge, case_words.split()), set()
        for query in (query for case, query in asked if case == case_words):
            for hit in lookup.find(query, language("sv"), within, most=500).hits:
                if hit.case_words in seen:
                    continue
                seen.add(hit.case_words)
                begun = case_from_words(knowledge, hit.case_words)
                assert within.known.items() <= begun.known.items()
                # The region of a rule of one region is presumed: it says nothing about the patient.
                region = {fact: value for fact, value in begun.answers.items() if fact == REGION}
                regional = replace(within, answers={**within.answers, **region})
                before, after = frozenset(regional.known.items()), frozenset(begun.known.items())
                assert certain(after) <= certain(before), (query, hit.id)


def every_cell(made: Table) -> Iterator[Cell]:
    return (cell for row in made.rows for cell in row.cells)


def classes(space: Space, rules: list[str], cases: Cases) -> Iterator[Cases]:
    """The cases of a set in groups: in each, the same of these rules hold."""
    groups = [cases]
    for id in rules:
        groups = [part for group in groups for part in (group & space.rules[id], group & ~space.rules[id]) if part]
    return iter(groups)


@pytest.mark.parametrize("region", shipped().values_of(REGION))
def test_every_table_says_what_an_answer_says(region: str, adviser: Adviser) -> None:
    for topic in table_topics(adviser.knowledge):
        assert_as_answered(topic, region, adviser)


def assert_as_answered(topic: str, region: str, adviser: Adviser) -> None:
    """In every case of every cell: the cells are all cases of the region, each once, and an answer has just what the cell has.

    Cases in which the same rules on the topic hold are one case to an answer; of each such group the adviser answers one.
    """
    knowledge, space = adviser.knowledge, adviser.space
    wording = Wording(knowledge, language("en"))
    made = table(adviser, wording, topic, Case({REGION: region}))
    on_topic = [
        id
        for id in space.rules
        if (said := knowledge.rules[id].statement) is not None and (said.topic, said.kind) == (topic, made.kind)
    ]
    covered = NONE
    for cell in every_cell(made):
        assert cell.cases
        assert not covered & cell.cases
        covered |= cell.cases
        assert cell.certain
        for group in classes(space, on_topic, cell.cases):
            # What is said until a question is answered stands in a table, which answers none.
            said_until = {said.until for id in cell.rules if (said := knowledge.rules[id].statement) is not None}
            case = {fact: value for fact, value in space.first(group).items() if fact not in said_until}
            answer = adviser.answer(Case(case, {}, (topic,)))
            told = [
                each for each in answer.certain if each.statement.topic == topic and each.statement.kind == made.kind
            ]
            # The notes of a cell without a rule of its own come from what is said whatever is asked.
            expected = {id for id in cell.rules if id in on_topic}
            assert {each.id for each in told} <= expected
            assert bool(told) == bool(expected)
            if made.kind == "fee":
                shown = {wording.fee(each.fee) for each in told if each.fee}
                assert not told or shown == set(cell.text.split("; "))
            else:
                assert {each.id for each in told} == expected
            assert {source.clause.id for each in told for source in each.sources} <= set(cell.clauses)
            assert set(cell.rules) <= {each.id for each in answer.statements} | expected
    assert covered == space.having(REGION, region)


def test_no_table_leads_an_undocumented_patient_anywhere(adviser: Adviser) -> None:
    for topic in table_topics(adviser.knowledge):
        for region in (None, *adviser.knowledge.values_of(REGION)):
            case = Case({REGION: region} if region else {})
            made = table(adviser, Wording(adviser.knowledge, language("sv")), topic, case)
            for row in made.rows:
                for id in (id for cell in row.cells for id in cell.rules):
                    said = adviser.knowledge.rules[id].statement
                    assert said is not None
                    assert not said.sends_to or row.answers["status"] != ("undocumented",)
            noted = [note.text for note in made.notes if "migrationsverk" in note.text.casefold()]
            assert made.warnings or not noted
