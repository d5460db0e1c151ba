"""Receipts: an answer that can be verified later. The same knowledge reproduces it; another names the rules that changed and what it means here."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answer import Adviser
from assistant.cases.case import case_from_words
from assistant.i18n import Language, language
from assistant.knowledge import Knowledge, load_knowledge, shipped_knowledge
from assistant.places import KNOWLEDGE_VARIABLE
from assistant.receipt import (
    FORMAT,
    Receipt,
    ReceiptError,
    Verification,
    from_json,
    receipt_of,
    report,
    to_json,
    verify,
)
from assistant.records import replace
from assistant.words.wording import Wording
from tests.support.here import FIXED, TODAY
from tests.support.running import Done, said

KNOWLEDGE = shipped_knowledge()
ADVISER = Adviser(KNOWLEDGE, TODAY)
ADULT = "region=vgr status=asylum_seeker proof=lma_valid age=34 topic=medicines,interpreter"
FEE = "medicines.fee.asylum_seeker.adult"
INTERPRETER = "interpreter.vgr.booking.lma"


def receipt(words: str = ADULT, code: str = "sv", adviser: Adviser = ADVISER) -> Receipt:
    answer = adviser.answer(case_from_words(adviser.knowledge, words.split()))
    return receipt_of(answer, Wording(adviser.knowledge, language(code)))


# -- what is in it -------------------------------------------------------------------------------------------------------


def test_a_receipt_holds_facts_statements_clauses_with_dates_and_by_what_it_was_made() -> None:
    found = json.loads(to_json(receipt()))
    assert found["receipt"] == FORMAT
    assert found["facts"] == [
        "region=vgr", "status=asylum_seeker", "proof=lma_valid", "age_group=20_plus", "topic=medicines,interpreter",
    ]  # fmt: skip
    assert found["on"] == "2026-11-22" and found["language"] == "sv"
    assert found["knowledge"]["version"] == KNOWLEDGE.version
    assert found["engine"] == ADVISER.engine.name
    fee = next(each for each in found["statements"] if each["rule"] == FEE)
    assert fee["fee"] == {"amount": "50", "currency": "SEK", "max": True, "per": "dispensing"}
    assert fee["certain"] is True and fee["depends_on"] == []
    for source in fee["sources"]:
        assert source["date"] == KNOWLEDGE.documents[KNOWLEDGE.clauses[source["clause"]].document].date
    assert set(found["rules"]) >= {each["rule"] for each in found["statements"]}


def test_a_receipt_says_the_statements_of_the_answer_in_its_language(each_language: Language) -> None:
    answer = ADVISER.answer(case_from_words(KNOWLEDGE, ADULT.split()))
    wording = Wording(KNOWLEDGE, each_language)
    made = receipt_of(answer, wording)
    assert [each.text for each in made.statements] == [wording.rule_text(said.rule) for said in answer.statements]


@pytest.mark.parametrize("age", [20, 47, 119])
def test_nothing_in_a_receipt_identifies_a_patient(age: int) -> None:
    text = to_json(receipt(ADULT.replace("34", str(age))))
    assert text == to_json(receipt(ADULT.replace("age=34", "age_group=20_plus")))
    assert "age=" not in text.replace("language", "")


# -- reproduced ----------------------------------------------------------------------------------------------------------


values = st.fixed_dictionaries(
    {},
    optional={
        fact: st.sampled_from(["unknown", *(value.id for value in question.values)])
        for fact, question in KNOWLEDGE.questions.items()
    },
)
topics = st.lists(st.sampled_from(list(KNOWLEDGE.topics)), max_size=3, unique=True)


@given(values, topics, st.sampled_from(["sv", "en"]))
@settings(max_examples=20)
def test_the_receipt_of_any_case_survives_its_file_and_is_reproduced(
    facts: dict[str, str], chosen: list[str], code: str
) -> None:
    words = [f"{fact}={value}" for fact, value in facts.items()] + ([f"topic={','.join(chosen)}"] if chosen else [])
    made = receipt(" ".join(words), code)
    assert from_json(to_json(made)) == made
    assert verify(made, KNOWLEDGE, TODAY).reproduced


def test_the_knowledge_read_again_from_its_files_has_the_same_fingerprints(knowledge: Knowledge) -> None:
    assert receipt(adviser=Adviser(knowledge, TODAY)) == receipt()


# -- changed knowledge ---------------------------------------------------------------------------------------------------

Change = tuple[str, str, str]
"""A file of the knowledge, a text in it, and what takes its place."""

MEDICINES, VGR_INTERPRETER, VGR_CONTACTS = (
    "packs/national/medicines.yaml", "packs/vgr/interpreter.yaml", "packs/vgr/contacts.yaml",
)  # fmt: skip
FEE_LINES = """\
    when: {status: asylum_seeker, age: {from: 18}, proof: [lma_valid, asylum_receipt]}
    say: fee
    topic: medicines
    actor: [pharmacy]
    order: 10
    fee: {amount: "50", max: true, per: dispensing}
    text: "Receptläkemedel inom läkemedelsförmånen: {fee}."
    sources: [F06, F07, M01]
"""
NEW_RULE = """\
rules:
  - id: interpreter.vgr.extra
    when: {status: %s}
    say: note
    topic: interpreter
    actor: [region_unit]
    text: "En ny anteckning."
    sources: [V27]

"""


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Knowledge]:
    """The shipped knowledge with texts replaced in its files."""

    def make(*changes: Change) -> Knowledge:
        folder = tmp_path_factory.mktemp("knowledge") / "knowledge"
        shutil.copytree(FIXED[KNOWLEDGE_VARIABLE], folder)
        for name, old, new in changes:
            text = (folder / name).read_text(encoding="utf-8")
            assert text.count(old) >= 1, old
            (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")
        return load_knowledge(folder)

    return make


def rules_changed(found: Verification) -> dict[str, set[str]]:
    return {change.rule: set(change.parts) for change in found.changes}


def outcome_changed(found: Verification) -> list[dict[str, set[str]]]:
    return [{each.rule: set(each.what) for each in outcome.differences} for outcome in found.outcomes]


@pytest.mark.parametrize(
    ("changes", "rules", "outcome"),
    [
        pytest.param(
            [(MEDICINES, FEE_LINES, FEE_LINES.replace('"50"', '"60"'))],
            {FEE: {"fee"}}, {FEE: {"fee", "text"}}, id="fee",
        ),
        pytest.param(
            [(VGR_INTERPRETER, "Uppge patientens LMA-nummer när du", "Uppge LMA-numret när du")],
            {INTERPRETER: {"text"}}, {INTERPRETER: {"text"}}, id="text",
        ),
        pytest.param(
            [(MEDICINES, FEE_LINES, FEE_LINES.replace("[lma_valid, asylum_receipt]", "[asylum_receipt]"))],
            {FEE: {"condition"}}, {FEE: {"gone"}}, id="condition with effect",
        ),
        pytest.param(
            [(MEDICINES, FEE_LINES, FEE_LINES.replace("from: 18", "from: 20"))],
            {FEE: {"condition"}}, {}, id="condition without effect on this case",
        ),
        pytest.param(
            [(MEDICINES, FEE_LINES, FEE_LINES.replace("[F06, F07, M01]", "[F06, M01]"))],
            {FEE: {"sources"}}, {FEE: {"sources"}}, id="a source less",
        ),
        pytest.param(
            [(MEDICINES, FEE_LINES, FEE_LINES.replace("order: 10", "order: 11"))],
            {FEE: {"details"}}, {}, id="order",
        ),
        pytest.param(
            [(MEDICINES, FEE_LINES, FEE_LINES + '    valid_from: "2026-12-01"\n'.replace('"', ""))],
            {FEE: {"days"}}, {FEE: {"gone"}}, id="in force later",
        ),
        pytest.param(
            [(MEDICINES, f"  - id: {FEE}\n", f"  - id: {FEE}.renamed\n")],
            {FEE: {"gone"}, f"{FEE}.renamed": {"new"}}, {FEE: {"gone"}, f"{FEE}.renamed": {"new"}}, id="gone and new",
        ),
        pytest.param(
            [(VGR_INTERPRETER, "rules:\n", NEW_RULE % "undocumented")],
            {"interpreter.vgr.extra": {"new"}}, {}, id="new, for other cases",
        ),
        pytest.param(
            [(VGR_INTERPRETER, "rules:\n", NEW_RULE % "asylum_seeker")],
            {"interpreter.vgr.extra": {"new"}}, {"interpreter.vgr.extra": {"new"}}, id="new, for this case",
        ),
    ],
)  # fmt: skip
def test_a_changed_knowledge_gives_exactly_the_changed_rules_and_the_outcome(
    changed: Callable[..., Knowledge], changes: list[Change], rules: dict[str, set[str]], outcome: dict[str, set[str]]
) -> None:
    made, now = receipt(), changed(*changes)
    found = verify(from_json(to_json(made)), now, TODAY)
    assert rules_changed(found) == rules
    assert outcome_changed(found) in ([outcome], [outcome, outcome])
    assert not found.reproduced and not found.unchanged
    lines = report(found, Wording(now, language("en")))
    assert all(any(rule in line for line in lines) for rule in rules)
    assert ("outcome of this case is the same" in lines[-1]) == (not outcome)
    assert all(line.isprintable() for line in lines)


def test_a_receipt_made_by_another_knowledge_says_so_and_not_where_it_lies() -> None:
    folder = "/home/somebody/knowledge"
    other = Adviser(replace(ADVISER.knowledge, folder=folder), ADVISER.on)
    text = to_json(receipt(adviser=other))
    assert json.loads(text)["knowledge"]["came_along"] is False and folder not in text
    assert "came_along" not in to_json(receipt())
    found = verify(from_json(text), ADVISER.knowledge, TODAY)
    lines = report(found, Wording(ADVISER.knowledge, language("en")))
    assert lines[1] == "The receipt was made by another knowledge than the one that came along."
    assert found.reproduced  # it has the same rules all the same
    lines = report(verify(receipt(), other.knowledge, TODAY), Wording(other.knowledge, language("en")))
    assert folder in lines[1]


def test_the_new_fee_is_told_beside_the_old(changed: Callable[..., Knowledge]) -> None:
    now = changed((MEDICINES, FEE_LINES, FEE_LINES.replace('"50"', '"60"')))
    lines = "\n".join(report(verify(receipt(), now, TODAY), Wording(now, language("en"))))
    assert re.search(r"receipt: at most SEK.50 per dispensing", lines)
    assert re.search(r"now: at most SEK.60 per dispensing", lines)


def test_a_contact_that_changed(changed: Callable[..., Knowledge]) -> None:
    made = receipt("region=vgr status=asylum_seeker proof=lma_expired topic=registration")
    reached = {each.rule for each in made.statements if each.contact and "asyl@" in (each.contact["email"] or "")}
    found = verify(made, changed((VGR_CONTACTS, "0700-82 54 88", "0700-00 00 00")), TODAY)
    assert reached
    for rule in reached:
        assert rules_changed(found)[rule] == {"contact"}
        assert "contact" in outcome_changed(found)[0][rule]
    assert all(parts == {"contact"} for parts in rules_changed(found).values())


def test_how_a_file_is_written_changes_nothing(changed: Callable[..., Knowledge]) -> None:
    rewritten = FEE_LINES.replace(
        "{status: asylum_seeker, age: {from: 18}, proof: [lma_valid, asylum_receipt]}",
        "{proof: [asylum_receipt, lma_valid], status: [asylum_seeker], age: [{from: 20}, {to: 19, from: 18}]} # as before",
    )
    now = changed((MEDICINES, FEE_LINES, rewritten), ("knowledge.yaml", "version:", "# of today\nversion:"))
    assert verify(receipt(), now, TODAY).reproduced


def test_a_rule_of_another_region_or_topic_is_no_concern_of_the_receipt(changed: Callable[..., Knowledge]) -> None:
    now = changed((VGR_INTERPRETER, "Uppge patientens LMA-nummer när du", "Uppge LMA-numret när du"))
    for words in (ADULT.replace("vgr", "rjl"), ADULT.replace(",interpreter", "")):
        found = verify(receipt(words), now, TODAY)
        assert found.unchanged and found.same_outcome
        assert [each.part for each in found.head] == ["fingerprint"], "other rules have changed, and that is said"
        assert "rules that bear on this case" in report(found, Wording(now, language("en")))[-1]
    assert not verify(receipt(ADULT.replace("region=vgr ", "")), now, TODAY).unchanged


def test_a_band_that_means_other_ages_is_told(changed: Callable[..., Knowledge]) -> None:
    now = changed(
        ("questions/age.yaml", "id: 20_plus, from: 20", "id: 20_plus, from: 20, to: 64"),
        (VGR_INTERPRETER, "rules:\n", (NEW_RULE % "undocumented").replace("when: {", "when: {age: {from: 65}, ")),
    )
    found = verify(receipt(), now, TODAY)
    assert found.questions == ("age_group",) and not found.reproduced and found.same_outcome
    assert any("age_group" in line for line in report(found, Wording(now, language("en"))))


def test_a_limit_of_another_region_is_no_concern_of_the_receipt(changed: Callable[..., Knowledge]) -> None:
    """The bands are finer then, for everybody; what the answer stands for and what the rules say is the same."""
    new = (NEW_RULE % "undocumented").replace("when: {", "when: {age: {from: 65}, ").replace("[V27]", "[R03]")
    now = changed(("packs/rjl/interpreter.yaml", "rules:\n", new))
    assert now.values_of("age_group") == ("under_18", "18_19", "20_64", "65_plus")
    found = verify(receipt(), now, TODAY)
    assert found.unchanged and found.same_outcome
    assert [each.part for each in found.head] == ["fingerprint"]


def test_facts_that_are_not_understood_any_more_are_told() -> None:
    strange = receipt()._replace(facts=("region=atlantis",), questions={"region": "0", "shoe_size": "0"})
    found = verify(strange, KNOWLEDGE, TODAY)
    assert found.refused is not None and not found.outcomes and not found.reproduced
    assert set(found.questions) == {"region", "shoe_size"}
    assert any("atlantis" in line for line in report(found, Wording(KNOWLEDGE, language("en"))))


def test_a_rule_that_is_in_force_no_more_today_is_told_with_the_same_rules() -> None:
    made = receipt()
    days = [rule.valid_to for rule in KNOWLEDGE.rules.values() if rule.valid_to]
    late = max(date(2026, 11, 22), *days) + timedelta(days=1) if days else TODAY
    found = verify(made, KNOWLEDGE, late)
    assert found.unchanged
    assert found.outcomes[0].on == TODAY and found.outcomes[0].same


def test_an_answer_as_of_a_day_before_its_rules_is_another_one_today() -> None:
    made = receipt(adviser=Adviser(KNOWLEDGE, date(1990, 1, 1)))
    found = verify(made, KNOWLEDGE, TODAY)
    assert found.unchanged and not found.reproduced
    assert [outcome.same for outcome in found.outcomes] == [True, False]
    assert "outcome of this case has changed" in report(found, Wording(KNOWLEDGE, language("en")))[-1]


def test_sources_that_are_past_their_review_are_told_and_are_no_change() -> None:
    found = verify(receipt(), KNOWLEDGE, date(2035, 1, 1))
    assert set(found.outcomes[0].to_check) < set(found.outcomes[1].to_check)


def test_a_receipt_in_a_language_that_is_not_here_is_compared_without_its_words_and_not_reproduced() -> None:
    made = receipt(code="en")._replace(language="tlh")
    statements = tuple(each._replace(text="Inget kostar något.") for each in made.statements)
    for each in (made, made._replace(statements=statements)):
        found = verify(each, KNOWLEDGE, TODAY)
        assert not found.reproduced and found.unchanged and found.same_outcome
        assert any("tlh" in line for line in report(found, Wording(KNOWLEDGE, language("en"))))


@pytest.mark.parametrize("part", ["knowledge", "fingerprint", "engine", "language"])
def test_a_receipt_whose_head_was_changed_is_not_reproduced(part: str) -> None:
    head: dict[str, Any] = {part: "\x1b[2Jother"}
    made = receipt()._replace(**head)
    found = verify(made, KNOWLEDGE, TODAY)
    assert not found.reproduced
    assert [each.part for each in found.head] == [part]
    for code in ("sv", "en"):
        lines = report(found, Wording(KNOWLEDGE, language(code)))
        assert any("other" in line for line in lines[1:]) and all(line.isprintable() for line in lines)


def test_a_receipt_of_which_anything_that_is_read_was_changed_is_not_reproduced() -> None:
    content = json.loads(to_json(receipt("region=vgr status=asylum_seeker proof=lma_expired topic=registration")))
    tampered = 0
    for index, statement in enumerate(content["statements"]):
        if statement["contact"] is None:
            continue
        for way in ("text", "contact/hours", "contact/name", "contact/phone", "sources/0/date"):
            changed = json.loads(json.dumps(content))
            *steps, last = [int(step) if step.isdigit() else step for step in way.split("/")]
            place = changed["statements"][index]
            for step in steps:
                place = place[step]
            place[last] = "1999"
            assert not verify(from_json(json.dumps(changed)), KNOWLEDGE, TODAY).reproduced, way
            tampered += 1
    assert tampered


# -- files that are no receipt -------------------------------------------------------------------------------------------


def altered(path: str, value: Any) -> str:
    """The text of a receipt with one value replaced, or left out (`...`)."""
    content = json.loads(to_json(receipt()))
    *way, last = [int(step) if step.isdigit() else step for step in path.split("/")]
    place = content
    for step in way:
        place = place[step]
    if value is ...:
        del place[last]
    else:
        place[last] = value
    return json.dumps(content)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "line 1, column 1"),
        ("{\n  broken", "line 2, column 3"),
        ("[]", "an object should be"),
        ("{}", "no receipt"),
        ('{"receipt": 1}', "“knowledge” is missing"),
        ('{"receipt": 2}', "format 2"),
        ('{"receipt": true}', "format True"),
        ('{"receipt": 1, "receipt": 1}', "“receipt” stands twice"),
        ('{"receipt": NaN}', "“NaN” is no number"),
        ("[" * 100_000, "no receipt"),
        ("1" * 10_000, "no receipt"),
        ("x" * 5_000_000, "too large"),
        (altered("on", "2026-13-01"), "on: “\"2026-13-01\"” stands where a day"),
        (altered("on", "2026-W01-1"), "where a day"),
        (altered("on", 5), "on: “5” stands where text should be"),
        (altered("facts", "x"), "where a list should be"),
        (altered("facts/0", None), "facts[0]: “null” stands where text should be"),
        (altered("statements/2/certain", "yes"), "statements[2].certain"),
        (altered("statements/1/kind", "rumour"), "where warning, responsibility, fee"),
        (altered("statements/0/sources/0/date", ...), "“statements[0].sources[0].date” is missing"),
        (altered("statements/0/fee", {"amount": "1e9", "currency": "SEK", "max": False, "per": None}), "statements[0].fee.amount"),
        (altered("statements/0/fee", {"amount": 50, "currency": "SEK", "max": False, "per": None}), "statements[0].fee.amount"),
        (altered("statements/0/fee", {"amount": "5", "currency": "kr", "max": False, "per": None}), "statements[0].fee.currency"),
        (altered("statements/0/contact", {"name": "x"}), "“statements[0].contact.phone” is missing"),
        (altered("rules/x", "y"), "rules.x: “\"y\"” stands where fingerprints"),
        (altered("questions", []), "questions"),
        (altered("derived/care_act", {}), "derived.care_act"),
        (altered("knowledge", "1"), "knowledge"),
    ],
)  # fmt: skip
def test_a_broken_or_foreign_file_is_refused_with_what_is_wrong_and_where(
    text: str, says: str, each_language: Language
) -> None:
    with pytest.raises(ReceiptError) as refused:
        from_json(text)
    assert says in refused.value.text(language("en"))
    for line in (refused.value.text(language("en")), refused.value.text(each_language)):
        assert line.isprintable() and len(line) < 400


def test_a_second_copy_of_a_statement_is_refused() -> None:
    content = json.loads(to_json(receipt()))
    content["statements"].insert(0, {**content["statements"][0], "text": "Inget kostar något."})
    with pytest.raises(ReceiptError, match="twice"):
        from_json(json.dumps(content))


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
PATHS = (
    "receipt", "knowledge", "knowledge/version", "engine", "language", "on", "facts", "facts/1", "statements", "statements/0",
    "statements/0/rule", "statements/0/depends_on", "statements/0/fee", "statements/0/contact", "statements/0/sources",
    "not_known", "not_in_force", "rules", "questions", "derived",
)  # fmt: skip


@given(anything, st.sampled_from(PATHS))
@settings(max_examples=50)
def test_whatever_stands_in_a_receipt_it_is_refused_or_verified(value: Any, path: str) -> None:
    try:
        made = from_json(altered(path, value))
    except ReceiptError as error:
        assert error.text(language("sv")).isprintable()
    else:
        lines = report(verify(made, KNOWLEDGE, TODAY), Wording(KNOWLEDGE, language("en")))
        assert all(line.isprintable() for line in lines)


# -- the command ---------------------------------------------------------------------------------------------------------


def vardlots(*words: str) -> Done:
    return said("verify", *words)


def test_the_command_reproduces_a_receipt_of_today(tmp_path: Path, each_language: Language) -> None:
    path = tmp_path / "receipt.json"
    path.write_text(to_json(receipt(adviser=Adviser(KNOWLEDGE, date.today()))), encoding="utf-8")
    done = vardlots(str(path), "--lang", each_language.code)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1] == each_language.gettext("Reproduced: the same rules, the same answer.")


def test_the_command_exits_1_and_names_the_rule_that_changed(tmp_path: Path) -> None:
    made = receipt(adviser=Adviser(KNOWLEDGE, date.today()))
    rules = {**made.rules, FEE: {**made.rules[FEE], "text": "000000000000"}}
    path = tmp_path / "receipt.json"
    path.write_text(to_json(made._replace(rules=rules)), encoding="utf-8")
    done = vardlots(str(path), "--lang", "en")
    assert (done.returncode, done.stderr) == (1, "")
    assert f"rule {FEE}: text" in done.stdout and "outcome of this case is the same" in done.stdout


@pytest.mark.parametrize("kind", ["fifo", "folder", "device"])
def test_the_command_neither_waits_for_nor_reads_what_is_no_file(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "receipt.json"
    if kind == "fifo":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    else:
        path.symlink_to("/dev/zero")
    done = vardlots(str(path), "--lang", "en")
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1 and str(path) in done.stderr


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff\xfe", b"[" * 50_000, b'{"receipt": "\\u001b[31m"}', None])
def test_the_command_exits_2_with_one_line_for_any_other_file(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "other.json"
    if content is not None:
        path.write_bytes(content)
    done = vardlots(str(path), "--lang", "en")
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1 and str(path) in done.stderr
    assert "Traceback" not in done.stderr and "\x1b" not in done.stderr
