"""Laws of the shipped knowledge over all its cases: no hole, no two fees for one thing, and nobody is led into danger."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import product

import pytest

from assistant.answer import Adviser
from assistant.cases.cover import cover
from assistant.cases.space import NONE, Cases
from assistant.i18n import language
from assistant.knowledge.model import Statement
from assistant.words.wording import Wording
from tests.support.here import ROOT


def test_every_case_has_a_statement_on_every_topic(adviser: Adviser) -> None:
    space = adviser.space
    for topic in adviser.knowledge.topics:
        covered = NONE
        for rule in adviser.knowledge.rules.values():
            if rule.statement is not None and rule.statement.topic == topic:
                covered |= space.rules.get(rule.id, NONE)
        groups = ("asylum_seeker", "temporary_protection", "undocumented")
        missing = (
            ~covered
            & union(space.having("status", status) for status in groups)
            & ~(space.having("status", "temporary_protection") & space.having("registered", "yes"))
        )
        assert not missing, (topic, space.first(missing))


def test_no_case_names_two_fees_for_the_same_thing(adviser: Adviser) -> None:
    fees = [
        rule
        for rule in adviser.knowledge.rules.values()
        if rule.statement and rule.statement.fee and rule.id in adviser.space.rules
    ]
    for index, one in enumerate(fees):
        for other in fees[index + 1 :]:
            assert one.statement is not None and other.statement is not None
            if one.statement.topic == other.statement.topic and one.statement.fee != other.statement.fee:
                both = adviser.space.rules[one.id] & adviser.space.rules[other.id]
                assert not both, (one.id, other.id, adviser.space.first(both))


def test_the_migration_agency_is_never_a_way_for_an_undocumented_patient(adviser: Adviser) -> None:
    undocumented = adviser.space.having("status", "undocumented")
    for rule in adviser.knowledge.rules.values():
        said = rule.statement
        if said is None or rule.id not in adviser.space.rules:
            continue
        holds = adviser.space.rules[rule.id]
        named = "migrationsverket" in said.text.casefold()
        if holds & undocumented and named:
            assert said.kind in ("warning", "note"), rule.id
            assert "aldrig" in said.text or "inte" in said.text, rule.id
        if "migration_agency" in said.sends_to:
            assert not holds & undocumented, rule.id
        contact = adviser.knowledge.contacts[said.contact] if said.contact else None
        if contact is not None and "igrationsverk" in contact.name:
            assert not holds & undocumented, rule.id


def test_conditions_are_short(adviser: Adviser) -> None:
    longest = max(len(cover(adviser.space, adviser.knowledge, holds, {})) for holds in adviser.space.rules.values())
    assert longest <= 4


def test_every_statement_has_the_same_numbers_and_addresses_in_both_languages(adviser: Adviser) -> None:
    swedish, english = (Wording(adviser.knowledge, language(code)) for code in ("sv", "en"))
    telling = re.compile(r"\d+|[\w.+-]+@[\w.-]+\w|https?://\S+")
    for rule in adviser.knowledge.rules.values():
        if rule.statement is None:
            continue
        numbers = [sorted(telling.findall(wording.rule_text(rule))) for wording in (swedish, english)]
        assert numbers[0] == numbers[1], rule.id


def test_temporary_protection_outside_the_register_has_what_asylum_seekers_have(adviser: Adviser) -> None:
    """Care is on the same premises: in each region and age the scope, and each topic on which asylum seekers are told a right."""
    space, knowledge = adviser.space, adviser.knowledge
    outside = space.having("status", "temporary_protection") & space.having("registered", "no")
    asylum = space.having("status", "asylum_seeker")
    rights: dict[str, Cases] = {}
    for id, holds in space.rules.items():
        said = knowledge.rules[id].statement
        if said is not None and said.kind == "entitlement" and not said.always:
            rights[said.topic] = rights.get(said.topic, NONE) | holds
    same = [("care_scope", space.having("care_scope", "as_residents")), *rights.items()]
    for region, age in product(knowledge.values_of("region"), knowledge.values_of("age_group")):
        here = space.having("region", region) & space.having("age_group", age)
        for what, holds in same:
            if asylum & here and not asylum & here & ~holds:
                assert not outside & here & ~holds, (region, age, what)


def test_who_sends_the_desk_to_ask_somebody_cites_its_own_advice(adviser: Adviser) -> None:
    """No clause at hand tells the desk to ask its manager, the pharmacy or the prescriber: such a sentence is our own, and is marked so."""
    asking = re.compile(
        r"fråga (din chef|folktandvården|mödravården|förskrivaren|apoteket)|innan (patienten|barnet) betalar|innan du tar betalt"
    )
    for rule in adviser.knowledge.rules.values():
        if rule.statement is not None and asking.search(f"{rule.statement.text}\n{rule.statement.lead}".casefold()):
            assert any(source.clause.document == "vardlots-advice" for source in adviser.sources(rule.sources)), rule.id


def test_rules_say_ages_as_numbers() -> None:
    """A limit stands once, where the source has it: no condition names a span of ages by a name that stands elsewhere."""
    named = [
        f"{path.name}:{number}"
        for path in (ROOT / "knowledge").rglob("*.yaml")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(r"\bage_group: *[\[{\w]", line) and not re.search(r"\b(?:id|fact): age_group", line)
    ]
    assert not named


def test_what_scripts_call_an_age_means_what_the_contract_says(adviser: Adviser) -> None:
    question = adviser.knowledge.questions["age_group"]
    spans = {name.id: (name.low, name.high) for name in question.names}
    written = (ROOT / "docs" / "contract.md").read_text(encoding="utf-8")
    promised = {id: (int(low), int(high)) for id, low, high in re.findall(r"`(\w+)` \((\d+)–(\d+)\)", written)}
    assert promised.keys() == {"under_18", "20_plus"}
    assert {**promised, "18_19": (18, 19)}.items() <= spans.items()


def test_an_age_named_in_words_holds_every_age_that_its_name_says(adviser: Adviser) -> None:
    """From 20 is also 90: whoever types a coarse age is told nothing as certain that holds for a part of it."""
    question = adviser.knowledge.questions["age_group"]
    assert question.number is not None
    least, greatest = question.number.least, question.number.greatest
    for value in (*question.values, *question.names):
        low, high = re.fullmatch(r"(?:under_(\d+))|(\d+)_(?:plus|\d+)", value.id), re.search(r"_(\d+)$", value.id)
        assert low is not None, value.id
        if value.id.startswith("under_"):
            assert (value.low, value.high) == (least, int(low[1]) - 1), value.id
        else:
            assert (value.low, value.high) == (int(low[2]), int(high[1]) if high else greatest), value.id


CARD_DECIDES = (
    "entitlement", "registration", "visit_fee", "medicines", "travel", "home_care", "consumables", "dental", "maternity", "housing",
    "referral", "invoicing",
)  # fmt: skip
"""The topics on which the answer turns on whether somebody without a current card still is an asylum seeker, or on the card's number."""


def spoken(adviser: Adviser) -> Iterator[tuple[str, Statement, Cases]]:
    """Every statement of the day, with the cases in which it holds."""
    for id, holds in adviser.space.rules.items():
        said = adviser.knowledge.rules[id].statement
        if said is not None:
            yield id, said, holds


def union(cases: Iterable[Cases]) -> Cases:
    found = NONE
    for part in cases:
        found |= part
    return found


@pytest.mark.parametrize("topic", CARD_DECIDES)
def test_without_a_current_card_the_asylum_unit_is_asked_where_the_card_decides(adviser: Adviser, topic: str) -> None:
    space, rules = adviser.space, adviser.knowledge.rules
    asked = union(holds for id, said, holds in spoken(adviser) if said.topic == topic and "V14" in rules[id].sources)
    here = space.having("region", "vgr") & space.having("status", "asylum_seeker")
    here &= space.having("proof", "none") | space.having("proof", "lma_expired")
    if topic == "visit_fee":  # what is free does not turn on a card, nor what is known of a visit that was missed
        here &= space.having("age_group", "20_84") & ~space.having("visit", "missed")
    assert not here & ~asked, space.first(here & ~asked)


def test_who_asks_outside_about_an_undocumented_patient_is_told_what_not_to_tell(adviser: Adviser) -> None:
    outside = ~adviser.space.having("status", "undocumented")
    asking = [
        id
        for id, said, holds in spoken(adviser)
        if re.search(r"[Ff]råga ({contact}|apoteket)", said.text) and not holds & outside
    ]
    assert asking
    assert [id for id in asking if "A20" not in adviser.knowledge.rules[id].sources] == []


def test_the_mark_of_our_advice_stands_on_text_that_has_it(adviser: Adviser) -> None:
    """A sentence that is purely a source's is not shown as our advice, whatever the line above it advises."""
    advising = re.compile(r"[Ff]råga|innan du|innan någon|\b[Cc]hef", re.MULTILINE)
    whom_to_ask = {"A02", "A14", "A16"}
    told = {
        id: said.text
        for id, said, _ in spoken(adviser)
        if whom_to_ask.intersection(adviser.knowledge.rules[id].sources)
    }
    assert told
    assert {id: text for id, text in told.items() if not advising.search(text)} == {}


def test_the_asylum_unit_is_asked_about_temporary_protection_on_a_clause_or_our_advice(adviser: Adviser) -> None:
    """V14 names it for asylum seekers only; V22 to V24 for what the municipality does, whoever the patient is."""
    protected = adviser.space.having("status", "temporary_protection") & adviser.space.having("care_act", "lma")
    unit = adviser.knowledge.contacts["asylenheten"].name
    asking = {
        id: set(adviser.knowledge.rules[id].sources)
        for id, said, holds in spoken(adviser)
        if ("asylenheten" in (said.contact or "") or unit in said.text) and holds & protected
    }
    assert len(asking) > 5
    carried = {"A22", "V22", "V23", "V24", "A21", "A15"}
    assert [id for id, sources in asking.items() if not sources & carried] == []


def test_a_full_price_is_never_told_without_what_who_became_undocumented_pays(adviser: Adviser) -> None:
    """Whoever shows nothing valid may have become undocumented; and nobody who shows something valid is told of it."""
    rules, space = adviser.knowledge.rules, adviser.space
    full = {id: holds for id, said, holds in spoken(adviser) if said.kind == "fee" and "fullt pris" in said.text}
    nothing_valid = space.having("proof", "lma_expired") | space.having("proof", "none")
    assert full
    for id, holds in full.items():
        assert not holds & nothing_valid or {"F25", "F26"}.intersection(rules[id].sources), id
    told = union(full.values())
    for status in ("asylum_seeker", "temporary_protection"):
        here = space.having("status", status) & space.having("care_act", "lma") & nothing_valid
        assert not here & ~told, space.first(here & ~told)


def test_amounts_are_in_doubt_where_the_rules_for_residents_may_hold(adviser: Adviser) -> None:
    """An asylum seeker in the population register, unless a valid card settles it: every amount that is charged is doubted."""
    space = adviser.space
    here = space.having("status", "asylum_seeker") & space.having("registered", "yes")
    here &= ~(space.having("region", "vgr") & space.having("proof", "lma_valid"))
    charged = {
        id: holds & here
        for id, said, holds in spoken(adviser)
        if said.kind == "fee" and said.fee is not None and said.fee.amount and holds & here
    }
    assert len(charged) > 5
    for id, holds in charged.items():
        doubted = union(where for _, said, where in spoken(adviser) if id in said.doubts)
        assert not holds & ~doubted, (id, space.first(holds & ~doubted))


@pytest.mark.parametrize("proof", ["lma_valid", "asylum_receipt", "ut_card", "protection_application"])
def test_no_line_asks_to_see_what_was_shown(adviser: Adviser, proof: str) -> None:
    """The fact that was given decides the line: a document on the table is not asked for."""
    asking = re.compile(r"[Bb]e (att få se|patienten visa)")
    space = adviser.space
    belongs = {"lma_valid": "asylum_seeker", "asylum_receipt": "asylum_seeker"}.get(proof, "temporary_protection")
    here = space.having("proof", proof) & space.having("status", belongs) & space.having("care_act", "lma")
    lines = [(id, said, holds) for id, said, holds in spoken(adviser) if said.lead]
    for topic in adviser.knowledge.topics:
        for id, said, holds in lines:
            if said.topic != topic or not asking.search(said.lead):
                continue
            size = space.count(holds)
            better = union(where for _, s, where in lines if s.topic == topic and space.count(where) < size)
            assert not holds & here & ~better, (id, proof)
