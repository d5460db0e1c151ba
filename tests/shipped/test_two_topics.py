"""Two topics asked about together: no amount stands as sure beside a statement that for what it speaks of another one is paid."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import permutations, product
from typing import NamedTuple

import pytest

from assistant.answer import Adviser
from assistant.cases.case import Case, case_from_words
from assistant.cases.space import NONE, Cases
from assistant.i18n import language
from assistant.words.by_role import line
from assistant.words.compact import Compact
from assistant.words.outline import POSSIBLE, Section, outline
from assistant.words.short import shortened
from assistant.words.slip import slips
from assistant.words.wording import Wording
from assistant.words.writers import as_object

PAID_FOR = {
    "visit_fee": {"visit"},
    "infection": {"visit", "medicine"},
    "maternity": {"visit"},
    "health_examination": {"visit"},
    "medicines": {"medicine"},
    "dental": {"teeth"},
    "travel": {"journey"},
    "consumables": {"product"},
}
"""What a reader takes the amounts of a topic to be paid for: two topics with nothing in common never speak against each other."""


class Against(NamedTuple):
    """A rule on a topic that names an amount, and one on another that says something else of the same; where both hold."""

    topic: str
    rule: str
    other: str
    by: str
    both: Cases


def _against(adviser: Adviser) -> Iterator[Against]:
    fees = {id: rule.said for id, rule in adviser.statements.items() if rule.said.fee is not None}
    for (id, said), (by, other) in permutations(fees.items(), 2):
        amounts = {fee.amount for fee in (said.fee, said.limit) if fee is not None and fee.amount}
        assert other.fee is not None
        if said.topic == other.topic or not amounts - {other.fee.amount}:
            continue
        both = adviser.space.rules[id] & adviser.space.rules[by]
        if both is not NONE and PAID_FOR[said.topic] & PAID_FOR[other.topic]:
            yield Against(said.topic, id, other.topic, by, both)


@pytest.fixture(scope="module")
def against(adviser: Adviser) -> list[Against]:
    """One of each pair of rules that speak against each other."""
    return list(_against(adviser))


def test_each_topic_with_a_fee_says_what_is_paid(adviser: Adviser) -> None:
    assert {rule.said.topic for rule in adviser.statements.values() if rule.said.fee is not None} == PAID_FOR.keys()


def test_of_two_topics_that_speak_of_the_same_one_holds_in_place_of_the_other(
    adviser: Adviser, against: list[Against]
) -> None:
    declared = {(id, topic.id) for topic in adviser.knowledge.topics.values() for id in topic.instead_of}
    assert {(each.topic, each.other) for each in against} == declared


def test_an_amount_beside_another_topic_says_that_it_does_not_hold_for_it(
    adviser: Adviser, against: list[Against]
) -> None:
    """In lines, statements, on the patient's slip and to programs; whichever is asked about first, and alone as before."""
    sv = Wording(adviser.knowledge, language("sv"))
    compact = Compact(sv)
    for each in against:
        facts = adviser.space.first(each.both)
        alone = adviser.answer(Case(facts, {}, (each.topic,)))
        assert not alone.excepted, each
        for topics in ((each.topic, each.other), (each.other, each.topic)):
            answer = adviser.answer(Case(facts, {}, topics))
            assert answer.excepted == {each.topic: (each.other,)}, each
            exception = sv.excepting([each.other])
            for told in (as_object(answer, sv), json.loads(compact.written(answer))):
                (fee,) = [one for one in told["answer"] if one["id"] == each.rule]
                assert fee["fee"]["amount"] is None and each.by in fee["doubted_by"], each
            (item,) = [
                item
                for section in outline(answer, sv).sections
                for item in section.items
                if item.said is not None and item.said.id == each.rule
            ]
            assert exception in item.notes, each
            told_alone = {text for part in slips(alone, sv)[0].parts for text in part.lines}
            sure = [said for said in alone.certain if said.id == each.rule and said.fee is not None and said.fee.amount]
            if sure and each.rule not in alone.doubted:
                beside = {text for part in slips(answer, sv)[0].parts for text in part.lines}
                assert not {text for text in told_alone if re.search(r"\d kr", text)} <= beside, each


@pytest.mark.parametrize("code", ["sv", "en"])
def test_a_line_with_an_amount_says_what_it_does_not_hold_for_however_much_is_open(
    code: str, adviser: Adviser, against: list[Against]
) -> None:
    """With all answers, with each of them left out, and with none."""
    wording, seen = Wording(adviser.knowledge, language(code)), 0
    pairs: dict[tuple[str, str], list[Against]] = defaultdict(list)
    for each in against:
        pairs[each.topic, each.other].append(each)
    for (topic, other), found in pairs.items():
        for facts in ({}, *(facts for each in found for facts in _with_one_open(adviser.space.first(each.both)))):
            answer = adviser.answer(Case(facts, {}, (topic, other)))
            (lead,) = [lead for lead in answer.leads if lead.topic == topic]
            told = line(lead, answer, wording)
            if re.search(r"\d kr\b|SEK \d", told):
                assert told.endswith(wording.excepting([other])), (facts, told)
                seen += 1
    assert seen > 100


def _with_one_open(facts: dict[str, str]) -> Iterator[dict[str, str]]:
    yield facts
    for left_out in facts:
        yield {fact: value for fact, value in facts.items() if fact != left_out}


@pytest.mark.parametrize("code", ["sv", "en"])
@pytest.mark.parametrize("region", ["vgr", "rjl", "other"])
def test_nobody_is_sent_to_ask_the_price_of_what_is_free_whoever_it_is(
    code: str, region: str, adviser: Adviser
) -> None:
    """With the situation open too: the line, and each line that stands under one answer, says what it does not hold for (F05, F24, V33)."""
    wording = Wording(adviser.knowledge, language(code))
    exception = wording.excepting(["infection"])
    for topic, status in product(("medicines", "visit_fee"), ("unknown", "asylum_seeker", "undocumented")):
        words = f"region={region} age=30 status={status} topic=infection,{topic}"
        answer = adviser.answer(case_from_words(adviser.knowledge, words.split()))
        (lead,) = [lead for lead in answer.leads if lead.topic == topic]
        assert line(lead, answer, wording).endswith(exception), (topic, status)
        told = shortened(outline(answer, wording), wording, "")
        amounts = [
            item.text
            for part in told.sections
            if part.name == POSSIBLE
            for item in part.items
            if item.said is not None
            and item.said.statement.topic == topic
            and item.said.statement.names_what_is_paid
            and re.search(r"\d kr\b|SEK \d", item.text)
        ]
        assert [text for text in amounts if not text.endswith(exception)] == []


@pytest.mark.parametrize("code", ["sv", "en"])
def test_no_reader_is_sent_to_a_warning_that_is_not_there(code: str, adviser: Adviser) -> None:
    """What another topic has another amount for is told beside it, and is no warning: "read the warning first" would be one in vain."""
    wording, seen = Wording(adviser.knowledge, language(code)), 0
    vain, exception = wording.language.gettext("Not certain: read the warning first."), wording.excepting(["infection"])
    shown = ("status=undocumented proof=none", "status=asylum_seeker proof=lma_valid")
    of_topics = ("medicines", "visit_fee visit=primary_doctor", "visit_fee visit=emergency")
    for region, status, topic in product(("vgr", "rjl", "other"), shown, of_topics):
        words = f"region={region} age=30 {status} topic=infection,{topic}"
        answer = adviser.answer(case_from_words(adviser.knowledge, words.split()))
        assert not any(said.statement.warns_of_the_answers for said in answer.certain), words
        notes = [note for part in outline(answer, wording).sections for item in part.items for note in item.notes]
        assert vain not in notes, words
        seen += exception in notes
    assert seen > 10


def _in_short(adviser: Adviser, words: str) -> Section:
    wording = Wording(adviser.knowledge, language("en"))
    answer = adviser.answer(case_from_words(adviser.knowledge, words.split()))
    return next(each for each in shortened(outline(answer, wording), wording, "").sections if each.name == POSSIBLE)


@pytest.mark.parametrize("region", ["vgr", "rjl", "other"])
@pytest.mark.parametrize("topics", ["visit_fee,dental,medicines", "entitlement,housing", "visit_fee,maternity"])
def test_each_line_in_doubt_names_its_topic_where_several_are_asked(region: str, topics: str, adviser: Adviser) -> None:
    """ "Do not charge" of a visit would be read of the medicines too."""
    wording = Wording(adviser.knowledge, language("en"))
    section = _in_short(adviser, f"region={region} status=unknown age=19 topic={topics}")
    for item in section.items:
        said = item.said
        if said is not None and not said.statement.always and said.statement.topic in topics.split(","):
            assert item.text.startswith(f"{wording.topic_short(said.statement.topic)}: "), item.text


def test_a_line_of_each_topic_stands_before_the_number_of_what_is_left(adviser: Adviser) -> None:
    words = "region=rjl status=unknown age=19 topic=visit_fee,dental,medicines visit=primary_doctor"
    groups = _in_short(adviser, words).groups
    for situation in ("Asylum seeker", "Undocumented"):
        of_it = [items for group, items in groups if situation in group and " or " not in group]
        told = {item.said.statement.topic for items in of_it for item in items if item.said}
        assert told >= {"visit_fee", "dental", "medicines"}, [[item.text for item in items] for items in of_it]
