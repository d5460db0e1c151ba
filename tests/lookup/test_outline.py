"""The lookup in words: every page of every face reads what leads to another authority after its condition, and says the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

import pytest

from assistant.answer import Adviser
from assistant.cases.case import Case, case_from_words
from assistant.i18n import Language, language, languages
from assistant.knowledge.model import ADVICE, REGION
from assistant.lookup import Lookup, Scope, contacts_page
from assistant.lookup.outline import (
    CONTACTS,
    ONLY_IF,
    TOPICS,
    Page,
    Shown,
    opened_page,
    results_page,
    start_page,
    subject,
)
from assistant.lookup.writers import page_as_text, page_to_copy
from assistant.plain.pages import page_lines
from assistant.tui.lookup.blocks import found_blocks, page_blocks
from assistant.words.wording import Wording


@pytest.fixture(scope="module")
def lookup(adviser: Adviser) -> Lookup:
    return Lookup(adviser, [language(code) for code in languages()])


PATIENTS = ("", "region=vgr", "region=rjl", "region=other", "region=rjl status=undocumented",
            "region=rjl status=asylum_seeker proof=none age=30 registered=no")  # fmt: skip


def pages(lookup: Lookup, within: Case, wording: Wording) -> Iterator[tuple[str, Page]]:
    """Everything that can be opened, and what some queries find."""
    for entry in lookup.index.entries:
        about = subject(entry.kind, entry.id)
        yield about, opened_page(lookup, about, wording, within)
    yield CONTACTS, opened_page(lookup, CONTACTS, wording, within)
    for query in ("migrationsverket", "tolk", "läkemedel", "fråga från polisen"):
        yield query, results_page(lookup.find(query, wording.language, within, 100), wording)


def faces(page: Page, wording: Wording) -> dict[str, str]:
    """The page as each face says it, as one line."""
    blocks = found_blocks(page) if page.about is None else page_blocks(page, page.begins, wording)
    return {
        "plain": " ".join(" ".join(page_lines(page, wording)).split()),
        "screen": " ".join(" ".join(block.text for block in blocks).split()),
        "text": " ".join(page_as_text(page, wording).split()),
        "copied": " ".join(page_to_copy(page, wording).split()),
    }


@cache
def told(lookup: Lookup, words: str, speaks: Language) -> tuple[tuple[str, Page, Mapping[str, str]], ...]:
    """Every page for a patient, as each face says it."""
    wording = Wording(lookup.knowledge, speaks)
    made = pages(lookup, case_from_words(lookup.knowledge, words.split()), wording)
    return tuple((about, page, faces(page, wording)) for about, page in made)


def leading(page: Page) -> list[Shown]:
    """What leads to another authority."""
    things = [*page.things, *([page.about] if page.about is not None else [])]
    return [thing for thing in things if any(line.role == ONLY_IF for line in thing.lines)]


@pytest.mark.parametrize("words", PATIENTS)
def test_what_leads_elsewhere_is_read_after_its_condition_in_every_face(
    lookup: Lookup, words: str, each_language: Language
) -> None:
    within = case_from_words(lookup.knowledge, words.split())
    met = 0
    for about, page, said in told(lookup, words, each_language):
        for thing in leading(page):
            assert [line.role for line in thing.lines].index(ONLY_IF) == 0, about
            assert page.warnings, about
            condition, *rest = (" ".join(line.text.split()) for line in thing.lines if line.role != TOPICS)
            for face, text in said.items():
                if face in ("text", "copied") and not all(part in text for part in rest):
                    continue  # a list does not say what a page is about, and what is said of a contact is copied alone
                met += 1
                read = text.index(f"{thing.title} {condition}".strip())
                for part in (condition, *rest):
                    read = text.index(part, read) + len(part)
    assert met or within.answers.get("status") in ("undocumented", "asylum_seeker")


@pytest.mark.parametrize("words", PATIENTS)
def test_every_face_says_all_that_stands_on_a_page(lookup: Lookup, words: str, each_language: Language) -> None:
    for about, page, each_says in told(lookup, words, each_language):
        lists = ("plain", "screen", "text") if page.about is None else ("plain", "screen")  # opened pages are no lists
        said = {face: each_says[face] for face in lists}
        for group in page.groups:
            for thing in group.things:
                for face, text in said.items():
                    if group.in_table and face == "screen":
                        continue  # there it stands in the table itself
                    assert thing.title in text, (face, about)
                    assert all(" ".join(line.text.split()) in text for line in thing.lines), (face, about)
        for text in said.values():
            assert page.withheld in text


def test_a_table_of_nothing_known_is_left_out_where_something_is_known(lookup: Lookup, each_language: Language) -> None:
    wording = Wording(lookup.knowledge, each_language)
    unknown = each_language.gettext("not known here")
    for region in lookup.knowledge.values_of(REGION):
        for status in lookup.knowledge.values_of("status"):
            for topic in lookup.knowledge.topics:
                page = opened_page(lookup, subject("topic", topic), wording, Case({REGION: region, "status": status}))
                if page.table is None or not [group for group in page.groups if not group.in_table]:
                    continue
                cells = [cell.text for row in page.table.rows for cell in row.cells]
                assert set(cells) != {unknown}, (region, status, topic)


def test_the_first_page_is_in_the_order_of_the_knowledge(lookup: Lookup) -> None:
    page = start_page(lookup, Wording(lookup.knowledge, language("en")))
    tables, contacts, _ = page.groups
    places = [lookup.knowledge.topics[thing.opens.partition(":")[2]].looked_up for thing in tables.things]
    assert places == sorted(places) and 0 not in places
    assert contacts.things[0].opens == CONTACTS
    assert {*page.opens} == {CONTACTS, *(subject("topic", topic) for topic in lookup.knowledge.topics)}


def test_the_contacts_of_the_command_are_those_of_the_page(lookup: Lookup) -> None:
    wording, within = Wording(lookup.knowledge, language("sv")), Case({REGION: "vgr"})
    cards = contacts_page(lookup.adviser, wording, within).cards
    page = opened_page(lookup, CONTACTS, wording, within)
    assert [thing.title for thing in page.things] == [card.lines[0] for card in cards]


@pytest.mark.parametrize("words", PATIENTS)
def test_our_own_advice_is_never_cited_as_a_source(lookup: Lookup, words: str, each_language: Language) -> None:
    """As in an answer: in no face does the clause of our advice stand as if a source said so."""
    advice = {id for id, clause in lookup.knowledge.clauses.items() if lookup.knowledge.grade(clause) == ADVICE}
    assert advice
    for about, _, said in told(lookup, words, each_language):
        for text in said.values():
            assert not re.search(rf"\[[^]]*\b({'|'.join(advice)})\b", text), about


# -- for whom ------------------------------------------------------------------------------------------------------------


def test_what_is_not_known_is_not_said(lookup: Lookup, each_language: Language) -> None:
    scope = Scope(Case({REGION: "vgr", "status": "unknown"}))
    whose, known = scope.words(Wording(lookup.knowledge, each_language))
    assert scope.of_patient and whose == each_language.gettext("This patient")
    assert known.count(":") == 1


def test_a_region_alone_is_no_patient(lookup: Lookup) -> None:
    scope = Scope(Case({REGION: "vgr"}))
    assert not scope.has_patient and scope.within == Case({REGION: "vgr"})
    assert scope.next_region(lookup.knowledge).within.answers[REGION] != "vgr"
    patient = Scope(Case({REGION: "vgr", "age_group": "under_18"}, {"age": 7}))
    assert patient.within.numbers == {"age": 7}
    assert patient.other_patients().within == Case({REGION: "vgr"})
    assert patient.other_patients().other_patients() == patient
