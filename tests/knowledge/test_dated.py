"""Amounts with names and rules with successors: what a rule says on a day is what is written for that day, and nothing is written twice."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.answer import Adviser, Said
from assistant.audit.proof import prove
from assistant.cases.case import case_from_words
from assistant.engine import ENGINES, engine_problem
from assistant.i18n import SOURCE
from assistant.knowledge import Knowledge, KnowledgeError, load_knowledge
from assistant.knowledge.dated import as_of, days_of_change
from tests.support.editing import AMOUNTS, CAP, CLAUSE, DOCTOR_FEE_NAMED, NATIONAL, SOUND, costing_more, edited
from tests.support.here import TODAY

BEFORE, AFTER = date(2026, 12, 31), date(2027, 1, 1)
DOCTOR = "status=asylum_seeker age=30 proof=lma_valid topic=visit_fee visit=primary_doctor"


@pytest.fixture(scope="module")
def dearer(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    """The fixed knowledge in which a visit to a doctor costs more from 2027: one line beside the clause."""
    return load_knowledge(costing_more(tmp_path_factory.mktemp("dearer")))


def fees(knowledge: Knowledge, on: date, words: str, engine: str | None = None) -> list[Said]:
    answer = Adviser(knowledge, on, engine).answer(case_from_words(knowledge, words.split()))
    return [said for said in answer.certain if said.statement.topic == "visit_fee" and said.fee is not None]


@pytest.mark.parametrize("engine", [name for name in ENGINES if not engine_problem(name)])
@pytest.mark.parametrize("region", ["vgr", "other"])
def test_a_rule_says_the_amount_of_the_day_by_the_clause_of_the_day(
    dearer: Knowledge, region: str, engine: str
) -> None:
    words = f"region={region} {DOCTOR}"
    (then,) = fees(dearer, BEFORE, words, engine)
    (later,) = fees(dearer, AFTER, words, engine)
    assert then.id == later.id
    assert (then.fee and then.fee.amount, later.fee and later.fee.amount) == (Decimal(50), Decimal(60))
    assert ([each.clause.id for each in then.sources], [each.clause.id for each in later.sources]) == (
        ["F01"],
        ["F01b"],
    )


def test_the_dearer_knowledge_proves_with_its_cap(dearer: Knowledge) -> None:
    assert prove(dearer) == []
    assert AFTER in days_of_change(dearer)
    caps = [as_of(dearer, day).invariants["visit_fee_at_most_50"].never for day in (BEFORE, AFTER)]
    assert [cap and cap.fee_above for cap in caps] == [Decimal(50), Decimal(60)]


def test_a_fee_above_the_named_cap_is_found_on_the_day_on_which_it_is_above(tmp_path: Path) -> None:
    cheaper = AMOUNTS.replace('"60"', '"40"').replace("F01b", "F01c")
    clause = CLAUSE.replace("F01b", "F01c").replace("60", "40")
    folder = edited(tmp_path, [(NATIONAL, *DOCTOR_FEE_NAMED), CAP], {"packs/national/amounts.yaml": clause + cheaper})
    problems = [problem for problem in prove(load_knowledge(folder)) if problem.place.file == "invariants/fees.yaml"]
    assert [problem.parts["word"] for problem in problems] == ["visit_fee_at_most_50"]
    assert "--on 2027-01-01" in str(problems[0].parts["case"])


def test_where_nothing_changes_a_day_is_the_knowledge_itself(knowledge: Knowledge) -> None:
    assert as_of(knowledge, AFTER) is knowledge


def test_a_day_of_a_day_is_that_day(dearer: Knowledge) -> None:
    there_and_back = as_of(as_of(dearer, AFTER), BEFORE)
    assert there_and_back.rules == as_of(dearer, BEFORE).rules
    assert as_of(dearer, AFTER).rules != there_and_back.rules


def test_the_clause_of_the_day_takes_the_place_of_the_one_cited_and_is_added_where_none_is(tmp_path: Path) -> None:
    rule = """rules:
  - {id: medicines.%s, say: fee, topic: medicines, when: {status: %s}, text: "Kostar: {fee}.", fee: {amount: m, per: visit}, sources: %s}
"""
    amounts = """clauses:
  - {id: A3, document: act, says: "41"}
amounts:
  - id: m
    values: [{amount: "40", sources: [A1]}, {from: 2027-01-01, amount: "41", sources: [A3]}]
"""
    more = {
        "packs/national/amounts.yaml": amounts,
        "packs/north/one.yaml": rule % ("one", "undocumented", "[N1, A1, A2]"),
        "packs/north/two.yaml": rule % ("two", "undocumented", "[N1]"),
    }
    knowledge = load_knowledge(edited(tmp_path, (), more, SOUND))
    now, then = (as_of(knowledge, day).rules for day in (BEFORE, AFTER))
    assert (now["medicines.one"].sources, then["medicines.one"].sources) == (("N1", "A1", "A2"), ("N1", "A3", "A2"))
    assert (now["medicines.two"].sources, then["medicines.two"].sources) == (("N1", "A1"), ("N1", "A3"))


def test_a_successor_of_what_a_region_overrides_is_overridden_too(tmp_path: Path) -> None:
    """The first fault of the audit: a fee gets a successor, the region's override is not touched, and two fees are certain."""
    successor = """rules:
  - id: visit_fee.lma.primary_doctor.2027
    succeeds: visit_fee.lma.primary_doctor
    valid_from: 2027-01-01
    when: {fee_scheme: lma, age: {from: 20}, visit: primary_doctor}
    say: fee
    topic: visit_fee
    actor: [reception]
    text: "Läkarbesök i offentlig primärvård: {fee}."
    fee: {amount: "60", per: visit}
    sources: [F01b]
"""
    cap = (CAP[0], CAP[1], 'topic: visit_fee, fee_above: "60"')
    knowledge = load_knowledge(edited(tmp_path, [cap], {"packs/national/later.yaml": CLAUSE + successor}))
    assert prove(knowledge) == []
    assert knowledge.rules["visit_fee.lma.primary_doctor"].valid_to == BEFORE

    def said(region: str, on: date) -> list[str]:
        return [each.id for each in fees(knowledge, on, f"region={region} {DOCTOR}")]

    assert (said("vgr", BEFORE), said("vgr", AFTER)) == (["visit_fee.vgr.lma.primary_doctor"],) * 2
    assert said("other", BEFORE) == ["visit_fee.lma.primary_doctor"]
    assert said("other", AFTER) == ["visit_fee.lma.primary_doctor.2027"]


def test_a_successor_stands_for_what_it_succeeds_in_invariants_and_doubts(tmp_path: Path) -> None:
    rule = """  - {id: medicines.fee.%s, succeeds: medicines.%s, valid_from: %s, when: {scope: limited},
     say: fee, topic: medicines, text: "Läkemedel: {fee}.", fee: {amount: "40", max: true, per: medicine}, sources: [A1]}
"""
    invariant = 'invariants:\n  - {id: always, text: "Alltid.", when: {status: undocumented, age: {from: 18}}, always: {rule: medicines.fee}, sources: [A1]}\n'
    doubt = 'rules:\n  - {id: medicines.doubt, say: note, topic: medicines, text: "Osäkert.", doubts: [medicines.fee], sources: [N1]}\n'
    more = {
        "packs/national/later.yaml": "rules:\n"
        + rule % ("2027", "fee", "2027-01-01")
        + rule % ("2028", "fee.2027", "2028-01-01"),
        "invariants/more.yaml": invariant,
        "packs/north/doubt.yaml": doubt,
    }
    knowledge = load_knowledge(edited(tmp_path, (), more, SOUND))
    assert [problem.text(SOURCE) for problem in prove(knowledge)] == []
    assert knowledge.rules["medicines.fee.2028"].succeeds == ("medicines.fee.2027", "medicines.fee")
    assert knowledge.rules["medicines.fee.2027"].valid_to == date(2027, 12, 31)
    said = knowledge.rules["medicines.doubt"].statement
    assert said is not None and said.doubts == ("medicines.fee", "medicines.fee.2027", "medicines.fee.2028")


OVERRIDE = """rules:
  - {id: medicines.north, overrides: medicines.fee,
     say: fee, topic: medicines, text: "Nord: {fee}.", fee: {amount: "40", per: medicine}, sources: [N1]}
"""
SUCCESSOR = """rules:
  - {id: medicines.fee.2027, succeeds: medicines.fee, valid_from: 2027-01-01, when: %s,
     say: fee, topic: medicines, text: "Ny: {fee}.", fee: {amount: "40", per: medicine}, sources: [A1]}
"""


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        pytest.param(
            {"packs/north/over.yaml": OVERRIDE, "packs/national/later.yaml": SUCCESSOR % "{scope: full}"},
            ["packs/north/over.yaml:2:38: medicines.north takes its condition from medicines.fee, and medicines.fee.2027, which "
             "succeeds that, has another: write “when:”."],
            id="another condition",
        ),
        pytest.param(
            {"packs/north/over.yaml": OVERRIDE, "packs/national/later.yaml": SUCCESSOR % "{scope: [limited]}"},
            [],
            id="the same condition",
        ),
        pytest.param(
            {
                "packs/north/over.yaml": OVERRIDE.replace("sources", "valid_to: 2026-12-31, sources"),
                "packs/national/later.yaml": SUCCESSOR % "{scope: limited}",
            },
            [],
            id="an override that ends with what it overrides",
        ),
        pytest.param(
            {
                "packs/north/over.yaml": OVERRIDE.replace("sources", "valid_from: 2027-01-01, sources"),
                "packs/national/later.yaml": SUCCESSOR % "{scope: limited}",
            },
            [],
            id="an override that begins with the successor",
        ),
        pytest.param(
            {
                "packs/north/amounts.yaml": 'amounts:\n  - {id: m, values: [{amount: "40", sources: [N1]}]}\n',
                "packs/national/later.yaml": 'rules:\n  - {id: housing.fee, say: fee, topic: housing, '
                'text: "Bo: {fee}.", fee: {amount: m, per: visit}, sources: [A1]}\n',
            },
            ["packs/national/later.yaml:2:74: m is an amount of the region north; a rule of national cannot name it."],
            id="an amount of a region",
        ),
    ],
)  # fmt: skip
def test_mistakes_in_two_files(tmp_path: Path, more: dict[str, str], expected: list[str]) -> None:
    folder = edited(tmp_path, (), more, SOUND)
    try:
        found = [problem.text(SOURCE) for problem in prove(load_knowledge(folder))]
    except KnowledgeError as error:
        found = [problem.text(SOURCE) for problem in error.problems]
    assert found == expected


def test_a_rule_that_will_change_is_not_missed_today(dearer: Knowledge) -> None:
    answer = Adviser(dearer, TODAY).answer(case_from_words(dearer, f"region=other {DOCTOR}".split()))
    assert answer.out_of_force == ()
