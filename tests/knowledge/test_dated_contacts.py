"""Contacts that change on a day: an answer tells how somebody is reached on its own day, by the clause of that day, and what is to come."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from assistant.answer import Adviser, Said
from assistant.audit.coverage import accounts
from assistant.audit.impact.compare import Impact, Period, impact
from assistant.audit.impact.outline import report
from assistant.audit.impact.released import ReleasedSide, kept
from assistant.audit.impact.sides import KnowledgeSide
from assistant.audit.mutation.mutants import CONTACTS, mutants
from assistant.audit.proof import prove
from assistant.audit.reviewed import cited
from assistant.cases.case import case_from_words
from assistant.i18n import language
from assistant.knowledge import Knowledge, load_knowledge
from assistant.knowledge.dated import as_of
from assistant.words.wording import Wording
from tests.support.editing import SOUND, edited

FIRST = date(2027, 3, 1)
BEFORE = FIRST - timedelta(days=1)
OLD, NEW = "010-000 00 00", "010-000 00 09"
CLAUSE = f'  - {{id: N9, document: north-2025, says: "From March 2027 the desk: {NEW}."}}\n'
DATED = f"""  - id: desk
    name: "Disken"
    values:
      - {{phone: "{OLD}", sources: [N1]}}
      - {{from: {FIRST}, phone: "{NEW}", sources: [N9]}}
"""
RULE = "medicines.desk"


@pytest.fixture(scope="module")
def sound() -> Knowledge:
    return load_knowledge(SOUND)


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    """The sound knowledge in which the desk of the north has another number from a day on."""
    file = "packs/north/region.yaml"
    changes = [
        (file, f'  - {{id: desk, name: "Disken", phone: "{OLD}", sources: [N1]}}\n', DATED),
        (file, "contacts:\n", f"{CLAUSE}contacts:\n"),
    ]
    return load_knowledge(edited(tmp_path_factory.mktemp("moved"), changes, of=SOUND))


def said(knowledge: Knowledge, on: date) -> Said:
    answer = Adviser(knowledge, on).answer(case_from_words(knowledge, ["region=north", "topic=medicines"]))
    return next(each for each in answer.certain if each.id == RULE)


def test_it_is_proved_and_every_clause_of_it_is_used(moved: Knowledge) -> None:
    assert prove(moved) == []
    (account,) = (each for each in accounts(moved, Adviser(moved, BEFORE).space) if each.clause.id == "N9")
    assert account.contacts == ("desk",)
    assert account.hole is None


@pytest.mark.parametrize(("on", "number", "clause"), [(BEFORE, OLD, "N1"), (FIRST, NEW, "N9")])
def test_an_answer_tells_the_number_and_the_clause_of_its_day(
    moved: Knowledge, on: date, number: str, clause: str
) -> None:
    told, adviser = said(moved, on), Adviser(moved, on)
    assert [source.clause.id for source in told.sources] == [clause]
    assert told.contact is not None
    assert told.contact.phone == number
    assert number in Wording(adviser.knowledge, language("en")).rule_text(told.rule)
    assert as_of(as_of(moved, FIRST), on).contacts == as_of(moved, on).contacts


def test_what_is_to_come_is_told_sixty_days_ahead(moved: Knowledge) -> None:
    near, far = said(moved, BEFORE), said(moved, FIRST - timedelta(days=61))
    assert near.coming is not None
    assert Wording(moved, language("en")).coming(near.coming) == f"From 1 March {NEW}"
    assert far.coming is None


def test_both_clauses_are_to_be_read(moved: Knowledge) -> None:
    assert cited(moved, moved.rules[RULE]) == ("N1", "N9")


@pytest.mark.parametrize("released", [False, True])
def test_the_impact_of_it_begins_on_its_day(sound: Knowledge, moved: Knowledge, released: bool) -> None:
    def reached(found: Impact) -> list[tuple[str, Period]]:
        return [(change.id, change.period) for change in found.changes if change.kind == "contact"]

    new = KnowledgeSide(moved)
    again = ReleasedSide(kept(new)) if released else KnowledgeSide(moved)
    assert impact(again, new).changes == ()
    found = impact(ReleasedSide(kept(KnowledgeSide(sound))) if released else KnowledgeSide(sound), new)
    assert reached(found) == [("desk", Period(FIRST, None))]
    sections = report(found, ("a", "b"), language("en")).sections
    parts = [part for section in sections for item in section.items for part in item.parts]
    assert (f"Disken, {OLD}", f"Disken, {NEW}") in [(part.old, part.new) for part in parts]


def test_another_day_and_no_change_at_all_are_mutants(moved: Knowledge) -> None:
    found = [mutant.knowledge(moved) for mutant in mutants(moved) if mutant.of == CONTACTS]
    days = [FIRST - timedelta(days=1), FIRST, FIRST + timedelta(days=1)]
    numbers = [[as_of(each, day).contacts["desk"].phone for day in days] for each in found]
    assert numbers == [[NEW, NEW, NEW], [OLD, OLD, NEW], [OLD, OLD, OLD]]
