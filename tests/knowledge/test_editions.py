"""Editions: two stand beside each other, and the answer on each day rests on the one that is in force."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.answer import Adviser
from assistant.audit.proof import prove
from assistant.cases.case import case_from_words
from assistant.i18n import SOURCE
from assistant.knowledge import Knowledge, KnowledgeError, load_knowledge
from assistant.knowledge.dated import as_of, days_of_change, validity
from tests.support.editing import SOUND, edited

BEFORE, AFTER = date(2026, 12, 31), date(2027, 1, 1)
EDITION = """documents:
  - {id: north-2027, replaces: north-2025, in_force_from: 2027-01-01, title: "Rutin", publisher: "Norr", date: "2027-01-01",
     review_by: 2028-01-01, grade: primary, url: "https://north.example/2027"%s}
"""
CLAUSE = """clauses:
  - {id: N1, document: north-2027, at: "2", says: "Anew. The desk: 010-000 00 00; the agency: 0771-000 00 00. A medicine is 40."}
"""
LINKED = ("packs/north/rules.yaml", "    contact: desk\n", "    contact: desk\n    link: north-2025\n")
PAGE = ("packs/north/region.yaml", "grade: primary}", 'grade: primary, url: "https://north.example/2025"}')


@pytest.fixture
def both(tmp_path: Path) -> Knowledge:
    """The small knowledge with a second edition of the region's document, entered ahead."""
    return load_knowledge(edited(tmp_path, [PAGE, LINKED], {"packs/north/edition.yaml": EDITION % "" + CLAUSE}, SOUND))


def cited(knowledge: Knowledge, on: date) -> tuple[str, str, str | None]:
    case = case_from_words(knowledge, ["region=north", "status=asylum_seeker", "topic=medicines"])
    (said,) = (each for each in Adviser(knowledge, on).answer(case).certain if each.id == "medicines.desk")
    (source,) = said.sources
    return source.document.id, source.clause.at, said.statement.link


def test_the_answer_on_each_day_cites_the_edition_in_force(both: Knowledge) -> None:
    assert cited(both, date(2025, 1, 1)) == cited(both, BEFORE) == ("north-2025", "", "north-2025")
    assert cited(both, AFTER) == cited(both, date(2030, 1, 1)) == ("north-2027", "2", "north-2027")


def test_an_edition_entered_ahead_proves_and_is_a_day_of_change(both: Knowledge) -> None:
    assert [problem.text(SOURCE) for problem in prove(both)] == []
    assert AFTER in days_of_change(both)
    assert both.documents["north-2025"].in_force_to == BEFORE
    assert validity(both, both.rules["medicines.desk"]) == (None, None)


def test_what_an_edition_keeps_is_cited_from_it(tmp_path: Path) -> None:
    knowledge = load_knowledge(edited(tmp_path, (), {"packs/north/edition.yaml": EDITION % ", keeps: [N1]"}, SOUND))
    assert prove(knowledge) == []
    assert (cited(knowledge, BEFORE)[0], cited(knowledge, AFTER)[0]) == ("north-2025", "north-2027")


def test_what_is_kept_over_two_editions_is_cited_from_each(tmp_path: Path) -> None:
    third = EDITION.replace("documents:\n", "").replace("2027", "2028").replace("north-2025", "north-2027")
    # The later one may stand first.
    text = "documents:\n" + third % ", keeps: [N1]" + EDITION.replace("documents:\n", "") % ", keeps: [N1]"
    knowledge = load_knowledge(edited(tmp_path, (), {"packs/north/edition.yaml": text}, SOUND))
    assert [cited(knowledge, day)[0] for day in (BEFORE, AFTER, date(2028, 1, 1))] == [
        "north-2025",
        "north-2027",
        "north-2028",
    ]
    assert prove(knowledge) == []


def test_what_rests_on_a_document_that_ends_ends_with_it(tmp_path: Path) -> None:
    end = ("packs/north/region.yaml", "grade: primary}", "in_force_to: 2026-12-31, grade: primary}")
    knowledge = load_knowledge(edited(tmp_path, [end], of=SOUND))
    rule = knowledge.rules["medicines.desk"]
    assert validity(knowledge, rule) == (None, BEFORE)
    case = case_from_words(knowledge, ["region=north", "status=asylum_seeker", "topic=medicines"])
    for on, there in ((BEFORE, True), (AFTER, False)):
        answer = Adviser(knowledge, on).answer(case)
        assert ("medicines.desk" in {said.id for said in answer.statements}) == there


def test_a_rule_that_ends_in_time_may_rest_on_a_clause_that_the_edition_leaves_out(tmp_path: Path) -> None:
    out = (
        EDITION % ""
        + 'clauses:\n  - {id: N2, document: north-2027, says: "Other. The desk: 010-000 00 00", disposition: "nothing"}\n'
    )
    ended = ("packs/north/rules.yaml", "    sources: [N1]\n", "    sources: [N1]\n    valid_to: %s\n")
    moved = (
        "packs/north/region.yaml",
        'phone: "010-000 00 00", sources: [N1]',
        'phone: "010-000 00 00", sources: [N2]',
    )
    for day, right in (("2026-12-31", True), ("2027-01-01", False)):
        changes = [(*ended[:2], ended[2] % day), moved]
        folder = edited(tmp_path / day, changes, {"packs/north/edition.yaml": out}, SOUND)
        if right:
            load_knowledge(folder)
        else:
            with pytest.raises(KnowledgeError) as error:
                load_knowledge(folder)
            assert [problem.parts["word"] for problem in error.value.problems] == ["N1"]


def test_an_amount_may_rest_on_both_editions_of_one_clause(tmp_path: Path) -> None:
    clause = CLAUSE.replace("is 40", "is 41")
    amounts = """amounts:
  - id: m
    values: [{amount: "40", sources: [N1]}, {from: 2027-01-01, amount: "%s", sources: [N1]}]
rules:
  - {id: medicines.north, overrides: medicines.fee, say: fee, topic: medicines, text: "Nord: {fee}.", fee: {amount: m, per: medicine}, sources: [N1]}
"""
    for amount, said in (("41", []), ("40", ["40"])):
        more = {"packs/north/edition.yaml": EDITION % "" + clause + amounts % amount}
        knowledge = load_knowledge(edited(tmp_path / amount, (), more, SOUND))
        assert [problem.parts["word"] for problem in prove(knowledge)] == said
        assert as_of(knowledge, AFTER).rules["medicines.north"].sources == ("N1",)
