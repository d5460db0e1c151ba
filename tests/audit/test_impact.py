"""What a change does, told of edits as an editor makes them, and of those that change nothing."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest
import yaml

from assistant.answer import Adviser
from assistant.audit.impact.compare import Impact, ImpactChange, Period, impact
from assistant.audit.impact.frame import NothingInCommonError
from assistant.audit.impact.released import FILE, ReleasedError, ReleasedSide, kept, read_released
from assistant.audit.impact.sides import KnowledgeSide
from assistant.audit.impact.version import files_print, is_later, is_unraised
from assistant.cases.case import case_from_words
from assistant.knowledge import Knowledge, load_knowledge
from assistant.knowledge.model import Anomaly
from assistant.records import replace
from tests.support.copied import FIXED_KNOWLEDGE, SOUND, Copy
from tests.support.here import TODAY
from tests.support.running import said

FEES = "packs/national/visit_fee.yaml"
FEE = "visit_fee.lma.primary_doctor"
MEDICINES, MEDICINE = "packs/national/medicines.yaml", "medicines.fee.undocumented.adult"
"""A rule that no other names."""
NEXT_YEAR = date(2027, 1, 1)


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    """A copy of the fixed knowledge."""
    return Copy(FIXED_KNOWLEDGE, tmp_path / "knowledge")


def compared(old: Knowledge, new: Knowledge | Path, **narrowed: str) -> Impact:
    newer = load_knowledge(new) if isinstance(new, Path) else new
    return impact(KnowledgeSide(old), KnowledgeSide(newer), **narrowed)


def shown(found: Impact, kind: str) -> list[ImpactChange]:
    return [change for change in found.changes if change.kind == kind]


def next_year(copy: Copy, amount: str) -> Copy:
    """A fee with a successor: the rule ends, and another with another amount begins."""
    rule = copy.rule(FEES, FEE)
    successor = rule.replace(FEE, f"{FEE}.2027").replace('"50"', f'"{amount}"') + f"    valid_from: {NEXT_YEAR}\n"
    return copy.put(FEES, rule, f"{rule}    valid_to: 2026-12-31\n\n{successor}")


# -- the edits of an editor ----------------------------------------------------------------------------------------------


def test_a_fee_with_a_successor_is_one_statement_whose_fee_is_another(knowledge: Knowledge, copy: Copy) -> None:
    found = compared(knowledge, next_year(copy, "60").folder)
    (change,) = shown(found, "changes")
    assert change.old and change.new and (change.old.id, change.new.id) == (FEE, f"{FEE}.2027")
    assert (change.period, change.differs) == (Period(NEXT_YEAR, None), ("fee",))
    assert {fact for row in change.rows for fact in row} >= {"region", "status", "age_group", "visit"}
    assert all("vgr" not in row["region"] for row in change.rows)


def test_an_override_that_does_not_follow_the_successor_shows_as_one_fee_more(knowledge: Knowledge, copy: Copy) -> None:
    found = compared(knowledge, next_year(copy, "60").folder)
    (more,) = shown(found, "appears")
    assert more.new is not None and more.new.id == f"{FEE}.2027"
    assert [row["region"] for row in more.rows] == [("vgr",)] * len(more.rows)
    words = more.ask.split()
    assert words[:2] == ["vardlots", "ask"] and words[-2:] == ["--on", "2027-01-01"]
    adviser = Adviser(found.new, NEXT_YEAR)
    said = [said.rule.id for said in adviser.answer(case_from_words(found.new, words[2:-2])).statements if said.certain]
    assert f"{FEE}.2027" in said
    space = adviser.space
    assert space.rules["visit_fee.vgr.lma.primary_doctor"] & space.rules[f"{FEE}.2027"]


def test_a_successor_that_is_overridden_too_adds_nothing(knowledge: Knowledge, copy: Copy) -> None:
    next_year(copy, "60").edited("packs/vgr/visit_fee.yaml", rf"overrides: {FEE}$", f"overrides: [{FEE}, {FEE}.2027]")
    assert [change.kind for change in compared(knowledge, copy.folder).changes] == ["changes"]


def test_a_phone_number_is_told_once_with_all_cases_in_which_it_is_given(knowledge: Knowledge, copy: Copy) -> None:
    copy.edited("packs/vgr/contacts.yaml", "0700-82 54 88", "0700-82 54 99")
    found = compared(knowledge, copy.folder)
    assert {change.kind for change in found.changes} == {"contact"}
    assert {change.id for change in found.changes} == {"asylenheten"}
    today = next(change for change in found.changes if change.period.last is None)
    space = Adviser(knowledge, TODAY).space
    giving = [id for id, rule in knowledge.rules.items() if rule.statement and rule.statement.contact == "asylenheten"]
    expected = {number for number in range(space.size) if any(space.has(space.rules[id], number) for id in giving)}
    assert today.cases == len(expected)
    assert not [made for made in found.made if made.what == "contact"]


EDITION = """
documents:
  - {id: north-2027, replaces: north-2025, in_force_from: 2027-01-01, title: "Rutin", publisher: "Norr", date: "2027-01-01",
     review_by: 2028-01-01, grade: primary, url: "https://north.example/2027"}
clauses:
  - {id: N1, document: north-2027, at: "2", says: "Anew. The desk: 010-000 00 00; the agency: 0771-000 00 00. A medicine is 40."}
"""


def told_of_sources(found: Impact) -> list[tuple[str, str, Period]]:
    return [(change.was, change.id, change.period) for change in shown(found, "source")]


@pytest.mark.parametrize("released", [False, True])
def test_a_new_edition_is_another_source_from_its_day_on(tmp_path: Path, released: bool) -> None:
    """Its words are told to editors, as those of the clause in that edition."""
    old = KnowledgeSide(load_knowledge(SOUND))
    new = load_knowledge(Copy(SOUND, tmp_path / "k").added("packs/north/edition.yaml", EDITION).folder)
    before = ReleasedSide(kept(old)) if released else old
    found = impact(before, KnowledgeSide(new))
    assert told_of_sources(found) == [("north-2025", "north-2027", Period(NEXT_YEAR, None))]
    assert found.has_effect
    clauses = [(made.how, made.id) for made in found.made if made.what == "clause"]
    assert clauses == ([] if released else [("changed", "N1 (north-2027)")])
    assert "guard" not in {made.what for made in found.made}
    again = ReleasedSide(kept(KnowledgeSide(new))) if released else KnowledgeSide(new)
    same = impact(again, KnowledgeSide(new))
    assert (same.changes, same.made) == ((), ())


def test_another_title_is_told_with_all_who_are_shown_it(tmp_path: Path) -> None:
    copy = Copy(SOUND, tmp_path / "k").edited("packs/north/region.yaml", 'title: "[^"]*"', 'title: "Rutin, ny"')
    found = compared(load_knowledge(SOUND), copy.folder)
    assert told_of_sources(found) == [("north-2025", "north-2025", Period(None, None))]
    assert [made for made in found.made if made.what == "document"] == []


def test_a_new_region_is_compared_with_a_region_that_was_not_known(knowledge: Knowledge, copy: Copy) -> None:
    copy.added("packs/newland/region.yaml", 'region: {order: 99, label: "Nyland", help: "Region Nyland"}\n')
    found = compared(knowledge, copy.folder)
    assert [(made.what, made.how, made.id) for made in found.made] == [("region", "added", "newland")]
    assert found.has_effect
    # Only what is said of regions without rules of their own falls away.
    assert {change.kind for change in found.changes} <= {"disappears", "leads"}
    assert all(row["region"] == ("newland",) for change in found.changes for row in change.rows)
    gone = [change.old.id for change in shown(found, "disappears") if change.old]
    assert gone and all("other_region" in id for id in gone)


def test_a_word_that_means_another_region_is_told(knowledge: Knowledge, copy: Copy) -> None:
    copy.added("packs/newland/region.yaml", 'region: {order: 99, label: "Nyland", help: "Region Nyland"}\n')
    copy.edited("words/region.yaml", '"region skåne", "skåne", ', "")
    copy.edited("words/region.yaml", r"^means:\n", 'means:\n  - {value: newland, sv: ["skåne"], en: ["newland"]}\n')
    found = compared(knowledge, copy.folder)
    assert [(made.how, made.id, made.old, made.new) for made in found.made if made.what == "word"] == [
        ("added", "en “newland”", "", "region=newland"),
        ("removed", "sv “region skåne”", "region=other", ""),
        ("changed", "sv “skåne”", "region=other", "region=newland"),
    ]
    assert not [made for made in found.made if made.what == "part"]


def test_a_region_that_is_taken_out_is_told_the_other_way_round(knowledge: Knowledge, copy: Copy) -> None:
    copy.added("packs/newland/region.yaml", 'region: {order: 99, label: "Nyland", help: "Region Nyland"}\n')
    found = impact(KnowledgeSide(load_knowledge(copy.folder)), KnowledgeSide(knowledge))
    assert [(made.what, made.how, made.id) for made in found.made] == [("region", "removed", "newland")]
    assert {change.kind for change in found.changes} <= {"appears", "leads"}
    assert all("region=other" in change.ask for change in found.changes)


def test_a_rule_that_is_deleted_disappears_in_its_cases(knowledge: Knowledge, copy: Copy) -> None:
    space = Adviser(knowledge, TODAY).space
    found = compared(knowledge, copy.put(MEDICINES, copy.rule(MEDICINES, MEDICINE), "").folder)
    gone = shown(found, "disappears")
    assert {change.old.id for change in gone if change.old} == {MEDICINE}
    assert gone[0].period.last is None
    assert gone[0].cases == space.count(space.rules[MEDICINE])


def test_an_override_that_is_forgotten_lets_the_national_rule_speak_too(knowledge: Knowledge, copy: Copy) -> None:
    copy.edited("packs/vgr/visit_fee.yaml", rf"^    overrides: {FEE}\n", "")
    found = compared(knowledge, copy.folder)
    (more,) = [change for change in shown(found, "appears") if change.new]
    assert more.new is not None and more.new.id == FEE
    assert {row["region"] for row in more.rows} == {("vgr",)}


# -- what changes nothing ------------------------------------------------------------------------------------------------


def test_the_same_knowledge_has_no_effect(knowledge: Knowledge) -> None:
    found = compared(knowledge, knowledge)
    assert (found.changes, found.made, found.has_effect) == ((), (), False)


@pytest.mark.parametrize(("seed", "flow"), [(1, None), (2, True), (3, False)])
def test_another_order_comments_and_line_breaks_change_nothing(
    knowledge: Knowledge, tmp_path: Path, seed: int, flow: bool | None
) -> None:
    for path in FIXED_KNOWLEDGE.rglob("*.yaml"):
        target = tmp_path / path.relative_to(FIXED_KNOWLEDGE)
        target.parent.mkdir(parents=True, exist_ok=True)
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        assert node is not None
        mix(node, random.Random(seed), flow)
        written = yaml.serialize(node, allow_unicode=True, width=1 << 20)  # a text stands on one line
        target.write_text(f"# En kommentar.\n{written}# Slut.\n", encoding="utf-8")
    found = compared(knowledge, tmp_path)
    assert (found.changes, [made for made in found.made if made.seen]) == ((), [])


UNORDERED = {"rules", "clauses", "documents", "contacts", "sources", "actor", "invariants", "sends_to", "overrides"}
"""Lists whose order means nothing; that of answers, bands or stories does."""


def mix(node: yaml.Node, chance: random.Random, flow: bool | None) -> None:
    """Put the keys of a file in another order, and the parts of lists whose order means nothing; write it in blocks or in a row."""
    if isinstance(node, yaml.MappingNode):
        chance.shuffle(node.value)
        for key, value in node.value:
            mix(value, chance, flow)
            if key.value in UNORDERED and isinstance(value, yaml.SequenceNode):
                chance.shuffle(value.value)
    elif isinstance(node, yaml.SequenceNode):
        for each in node.value:
            mix(each, chance, flow)
    if isinstance(node, yaml.CollectionNode) and flow is not None:
        node.flow_style = flow


def test_a_rule_that_has_another_id_is_told_as_renamed(knowledge: Knowledge, copy: Copy) -> None:
    copy.edited(MEDICINES, rf"id: {MEDICINE}$", "id: medicines.fee.other_name")
    found = compared(knowledge, copy.folder)
    assert (found.changes, found.has_effect) == ((), False)
    assert [(made.how, made.old, made.new) for made in found.made] == [
        ("renamed", MEDICINE, "medicines.fee.other_name")
    ]


def test_a_rule_cut_in_two_that_say_the_same_has_no_effect(knowledge: Knowledge, copy: Copy) -> None:
    rule = copy.rule(MEDICINES, MEDICINE)
    halves = [
        rule.replace(f"id: {MEDICINE}", f"id: {MEDICINE}.{answer}").replace(
            "when: {", f"when: {{registered: {answer}, "
        )
        for answer in ("yes", "no")
    ]
    found = compared(
        knowledge, copy.put(MEDICINES, rule, "\n".join(halves).replace("yes,", "'yes',").replace("no,", "'no',")).folder
    )
    assert (found.changes, found.has_effect) == ((), False)
    assert {(made.how, made.id) for made in found.made} == {
        ("removed", MEDICINE), ("added", f"{MEDICINE}.yes"), ("added", f"{MEDICINE}.no"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        pytest.param("invariants/safety.yaml", "when: {status: undocumented}\n    never: {actor", "when: {status: resident}\n    never: {actor",
                     ("invariant", "changed", "undocumented_never_acted_on_by_the_migration_agency"), id="an invariant turned round"),
        pytest.param("packs/national/sources.yaml", r"(id: F01\n(?:    .*\n)*?    grade: A)", r"\1\n    not_for: {status: visitor}",
                     ("guard", "changed", "F01"), id="a guard put up"),
        pytest.param("words/acute.yaml", '    - "livshotande"\n', "", ("word", "removed", "sv “livshotande”"), id="a word that raises the alarm"),
    ],
)  # fmt: skip
def test_what_protects_and_is_shown_to_nobody_is_told_by_its_name(
    knowledge: Knowledge, copy: Copy, file: str, old: str, new: str, told: tuple[str, str, str]
) -> None:
    """Nothing else would tell: without the law, the guard or the word no answer is otherwise, and no mistake found."""
    found = compared(knowledge, copy.edited(file, old, new).folder)
    assert [(made.what, made.how, made.id) for made in found.made] == [told]


# -- narrowed, and what cannot be compared -------------------------------------------------------------------------------


def test_narrowed_to_a_topic_or_a_region(knowledge: Knowledge, copy: Copy) -> None:
    next_year(copy, "60").edited("packs/vgr/contacts.yaml", "0700-82 54 88", "0700-82 54 99")
    assert {change.topics for change in compared(knowledge, copy.folder, topic="visit_fee").changes} == {("visit_fee",)}
    assert not compared(knowledge, copy.folder, topic="dental", region="rjl").has_effect
    inside = compared(knowledge, copy.folder, region="rjl")
    assert [change.kind for change in inside.changes] == ["changes"]
    assert inside.cases < compared(knowledge, copy.folder).cases


def test_ages_are_told_apart_where_either_knowledge_does(knowledge: Knowledge, copy: Copy) -> None:
    copy.edited(FEES, r"(id: visit_fee.lma.referred_other\n    when: .*)age: \{from: 20\}", r"\1age: {from: 30}")
    found = compared(knowledge, copy.folder)
    (gone,) = shown(found, "disappears")
    assert {found.frame.words({"age_group": value})[0] for row in gone.rows for value in row["age_group"]} == {"age=20"}
    assert "age=20" in gone.ask
    assert [made.what for made in found.made] == ["spans"]


def test_a_question_with_no_answer_in_common_cannot_be_compared(tmp_path: Path) -> None:
    other = Copy(SOUND, tmp_path / "knowledge")
    for path in other.folder.rglob("*.yaml"):
        text = (
            path.read_text(encoding="utf-8")
            .replace("asylum_seeker", "seeker")
            .replace("{status: undocumented}", "{status: hidden}")
        )
        path.write_text(
            text.replace("id: undocumented", "id: hidden").replace("[undocumented]}", "[hidden]}"), encoding="utf-8"
        )
    with pytest.raises(NothingInCommonError, match="status"):
        compared(load_knowledge(SOUND), other.folder)


# -- the version released last -------------------------------------------------------------------------------------------


def test_what_is_kept_of_a_version_says_all_that_it_said(knowledge: Knowledge, copy: Copy) -> None:
    """On every day, with leads, contacts and sources: what changed since is told as if the whole old knowledge were there."""
    dearer = load_knowledge(
        next_year(copy, "60").edited("packs/vgr/contacts.yaml", "0700-82 54 88", "0700-82 54 99").folder
    )
    released = [ReleasedSide(kept(KnowledgeSide(version))) for version in (knowledge, dearer)]
    for version, side in zip((knowledge, dearer), released, strict=True):
        same = impact(side, KnowledgeSide(version))
        assert (same.changes, same.made) == ((), ())
    told = [
        [change[:3] + change[5:] for change in impact(old, KnowledgeSide(dearer)).changes]
        for old in (KnowledgeSide(knowledge), released[0])
    ]
    assert told[0] == told[1] != []


def test_what_is_kept_is_a_line_a_record_and_the_same_each_time(knowledge: Knowledge) -> None:
    lines = kept(KnowledgeSide(knowledge))
    assert lines == kept(KnowledgeSide(load_knowledge(FIXED_KNOWLEDGE)))
    assert all(line.startswith("{") for line in lines.splitlines())


def test_what_is_odd_in_a_clause_is_kept_whole(knowledge: Knowledge) -> None:
    """By which clauses it is read is shown to readers too: what is kept compares equal, and other clauses are another source."""
    rule = knowledge.rules[FEE]
    cited, other, *_ = (knowledge.clauses[id] for id in (*rule.sources, *knowledge.clauses))
    odd = Anomaly("Printed so.", (rule.said.topic,), (other.id,))
    assert all(odd)

    def read_by(*sources: str) -> Knowledge:
        clause = cited._replace(anomaly=odd._replace(sources=sources))
        return replace(knowledge, clauses={**knowledge.clauses, cited.id: clause}, editions={})

    now = KnowledgeSide(read_by(other.id))
    released = ReleasedSide(kept(now))
    assert released.knowledge.clauses[cited.id].anomaly == odd
    assert impact(released, now).changes == ()
    assert shown(impact(released, KnowledgeSide(read_by())), "source")


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", "no JSON", '{"version": "1", "date": "2026-01-01", "days": ["2026-13-01"]}']
)
def test_what_is_no_released_version(tmp_path: Path, text: str) -> None:
    with pytest.raises(ReleasedError):
        ReleasedSide(text)
    with pytest.raises(ReleasedError, match="No released version"):
        read_released(tmp_path)


def test_a_change_under_the_released_version_is_told(tmp_path: Path) -> None:
    """By its effect: a comment is none. Where a version comes after the released one, there is nothing to compare."""
    copy = Copy(SOUND, tmp_path / "k")
    released = tmp_path / "k" / FILE
    old = load_knowledge(copy.folder)

    def unraised() -> bool:
        return is_unraised(load_knowledge(copy.folder), copy.folder)

    assert not unraised()
    for files in ("", files_print(copy.folder)):
        released.write_text(kept(KnowledgeSide(old), files), encoding="utf-8")
        assert not unraised()
    copy.added("packs/north/rules.yaml", "# a remark\n")
    assert not unraised()
    copy.put("packs/north/rules.yaml", "Ring {contact}", "Ring till {contact}")
    assert unraised()
    line = "the version is still 1: raise it"
    assert line in said("check", str(copy.folder), "--lang", "en").stdout
    assert line in said("impact", str(SOUND), str(copy.folder), "--lang", "en").stdout
    copy.edited("knowledge.yaml", "version: .*", 'version: "1.1"')
    assert not unraised()
    assert line not in said("impact", str(SOUND), str(copy.folder), "--lang", "en").stdout
    assert [is_later("2026.10.1", other) for other in ("2026.9.30", "2026.10.1", "2027")] == [True, False, False]
