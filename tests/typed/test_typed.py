"""A typed line is understood by rules and word lists: what it says is taken, the rest is said to be not understood."""

from __future__ import annotations

import pickle
import re
from datetime import date
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assistant import wordforms
from assistant.cases.case import Case, case_from_words
from assistant.i18n import language
from assistant.knowledge import Knowledge, shipped_knowledge
from assistant.knowledge.word_lists import Meaning
from assistant.records import replace
from assistant.typed import Heard, Listener, Understood, applied
from assistant.typed.acute import Acute
from assistant.typed.lexicons import forget
from assistant.typed.model import Unclear
from assistant.typed.outline import lines
from assistant.words.wording import Wording
from tests.support.hearing import facts as facts_of
from tests.support.hearing import filled, listed_facts
from tests.support.here import TODAY

KNOWLEDGE = shipped_knowledge()
LISTENERS = {"sv": Listener(KNOWLEDGE, ("sv", "en")), "en": Listener(KNOWLEDGE, ("en", "sv"))}


def hear(line: str, code: str = "sv", today: date = TODAY) -> Understood:
    return LISTENERS[code].hear(line, today)


def facts(understood: Understood) -> dict[str, Any]:
    return facts_of(KNOWLEDGE, understood)


def without_words(understood: Understood) -> tuple[object, ...]:
    """What was understood, apart from how it was typed."""
    return (
        [heard[:3] for heard in understood.heard],
        [topic for topic, _ in understood.topics],
        [denied[:2] for denied in understood.denied],
        [unclear[:2] for unclear in understood.unclear],
        [word.casefold() for word in understood.strange],
    )


# -- ages ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "today", "expected"),
    [
        ("född 2008", date(2026, 11, 22), {}),
        ("född 2008", date(2025, 12, 31), {"age_group": "under_18"}),
        ("född 2008", date(2027, 1, 1), {"age_group": "18_19"}),
        ("född 2006", date(2026, 12, 31), {}),
        ("född 2026", date(2026, 1, 1), {"age": 0}),
        ("född 2027", date(2026, 12, 31), {}),
        ("född 1899", date(2026, 11, 22), {}),
        ("född -85", date(2026, 11, 22), {"age_group": "20_plus"}),
        ("född 27 maj", date(2026, 11, 22), {}),
        ("born 27 May", date(2026, 11, 22), {}),
        ("född 27/5", date(2026, 11, 22), {}),
        ("född 27 maj 2019", date(2026, 11, 22), {"age": 7}),
        ("0 år", TODAY, {"age": 0}),
        ("1 år", TODAY, {"age": 1}),
        ("121 år", TODAY, {}),
        ("i 30-årsåldern", TODAY, {"age_group": "20_plus"}),
        ("i 10-årsåldern", TODAY, {}),
        ("in her twenties", TODAY, {"age_group": "20_plus"}),
        ("barn 7 år", TODAY, {"age": 7}),
        ("vuxen 34 år", TODAY, {"age": 34}),
        ("barn 34 år", TODAY, {}),
        ("16-17 år", TODAY, {"age_group": "under_18"}),
        ("17-18 år", TODAY, {}),
        ("18+", TODAY, {}),
        ("20+", TODAY, {"age_group": "20_plus"}),
        ("<18", TODAY, {"age_group": "under_18"}),
        ("1,5 år", TODAY, {"age": 1}),
        ("sjuåring", TODAY, {"age": 7}),
        ("trettiofyraåring", TODAY, {"age": 34}),
    ],
)
def test_an_age_is_taken_only_where_all_that_it_may_be_lies_in_one_band(
    line: str, today: date, expected: dict[str, Any]
) -> None:
    assert facts(hear(line, today=today)) == expected


@given(year=st.integers(1907, 2026), today=st.dates(date(2026, 1, 1), date(2026, 12, 31)))
def test_a_year_of_birth_gives_a_band_only_if_every_birthday_does(year: int, today: date) -> None:
    question = KNOWLEDGE.questions["age_group"]
    ages = [
        today.year - year - (today < birthday.replace(year=today.year))
        for birthday in (date(year, 1, 1), date(year, 12, 31))
        if birthday <= today
    ]
    possible = {question.band(age) for age in ages}
    heard = {one.fact: one.value for one in hear(f"född {year}", today=today).heard}
    assert set(heard.values()) <= possible
    assert len(possible) == 1 or not heard


# -- what never happens ----------------------------------------------------------------------------------------------

LETTERS = st.text(alphabet=st.characters(codec="utf-8"), max_size=120)
LISTED = [phrase for _, phrase, *_ in listed_facts(KNOWLEDGE)] + [
    "inte",
    "utan",
    "kanske",
    "eller",
    "nej",
    "7 år",
    "850101-1234",
]
MIXED = st.lists(st.one_of(st.sampled_from(LISTED), st.text(max_size=8)), max_size=12).map(" ".join)


@given(st.one_of(LETTERS, MIXED), st.sampled_from(["sv", "en"]))
@example("'", "sv")
@example("İ½²७ •", "en")
def test_any_line_is_read_and_gives_a_case_that_is_allowed(line: str, code: str) -> None:
    understood = hear(line, code)
    case = applied(KNOWLEDGE, Case(), understood)
    words = [f"{fact}={value}" for fact, value in case.answers.items()]
    words += [f"{number}={value}" for number, value in case.numbers.items()] + [f"topic={t}" for t in case.topics]
    assert case_from_words(KNOWLEDGE, words) == case
    assert not {one.fact for one in understood.heard} & {one.fact for one in understood.unclear}
    for each in ("sv", "en"):
        assert lines(understood, Wording(KNOWLEDGE, language(each)))


@given(st.lists(st.sampled_from(LISTED), min_size=1, max_size=5), st.data())
def test_capitals_and_spaces_change_nothing(phrases: list[str], data: st.DataObject) -> None:
    line = filled(KNOWLEDGE, " ".join(phrases))
    gaps = st.sampled_from(["  ", "\t", " \u00a0 "])
    other = "".join(data.draw(gaps) if char == " " else char for char in line)
    other = data.draw(st.sampled_from([other, other.upper(), other.title(), f"  {other}   "]))
    assert without_words(hear(other)) == without_words(hear(line))


def test_a_wide_gap_parts_no_phrase_from_what_follows() -> None:
    told = [line for phrase in LISTED if " " in (line := filled(KNOWLEDGE, phrase))]
    assert told
    apart = [
        line
        for line in told
        if without_words(hear(f"{line} ålder okänd")) != without_words(hear(_wide(f"{line} ålder okänd")))
    ]
    assert apart == []


def _wide(line: str) -> str:
    return line.replace(" ", "  ")


def settled(understood: Understood) -> set[tuple[str, str]]:
    return {(one.fact, one.value) for one in understood.heard}


@given(st.lists(st.sampled_from(LISTED), min_size=1, max_size=4), st.sampled_from(["sv", "en"]))
@example(["papperslös"], "sv")
@example(["inte papper", "ålder okänd", "inga handlingar"], "sv")
@example(["barn", "34 år"], "sv")
@example(["piller", "vgr", "annan region"], "sv")
@example(["ålder okänd", "region stockholm", "annan region"], "sv")
@example(["nytt vårdtillfälle", "vill inte visa något"], "sv")
@example(["rjl", "vill inte visa något", "vgr"], "sv")
def test_a_question_never_adds_a_fact(phrases: list[str], code: str) -> None:
    line = filled(KNOWLEDGE, " ".join(phrases))
    said = settled(hear(line, code))
    for asked in (
        f"{line}?",
        f"{line} ??",
        f"är hon {line}",
        f"har patienten {line}",
        f"is she {line}",
        f"does he have {line}",
        f"is the patient {line}",
        f"isn't she {line}",
        f"är patienten {line}",
        f"är hon inte {line}",
    ):
        assert settled(hear(asked, code)) <= said, asked


STATUS_WORDS = sorted(
    (phrase, values[0])
    for _, phrase, fact, values, how in listed_facts(KNOWLEDGE)
    if fact == "status" and how == "means" and len(phrase) >= 4
)


@given(st.sampled_from(STATUS_WORDS), st.data())
@example(("undocumented", "undocumented"), None)
@settings(max_examples=150)
def test_a_typing_mistake_never_makes_another_status(word: tuple[str, str], data: Any) -> None:
    text, status = word
    if data is None:
        wrong = "documented"
    else:
        at = data.draw(st.integers(0, len(text) - 2))
        swapped = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
        letter = data.draw(st.sampled_from("abcdefghijklmnopqrstuvwxyzåäö"))
        wrong = data.draw(st.sampled_from([swapped, text[:at] + text[at + 1 :], text[:at] + letter + text[at + 1 :]]))
    for code in ("sv", "en"):
        heard = {one.fact: one.value for one in hear(wrong, code).heard}
        assert heard.get("status", status) == status
        assert data is not None or "status" not in heard


# -- masking ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", ["19850101-1234", "51-123456-7", "51 123456 7", "0700-82 54 88", "2019-05-12"])
def test_what_is_masked_is_not_heard(number: str) -> None:
    assert hear(f"papperslös {number}").heard == (Heard("status", "undocumented", None, "papperslös"),)


# -- the case and the words ------------------------------------------------------------------------------------------


def test_what_was_heard_goes_into_the_case_and_topics_are_added() -> None:
    before = case_from_words(KNOWLEDGE, ["region=vgr", "status=undocumented", "age=7", "topic=dental"])
    after = applied(KNOWLEDGE, before, hear("barn, asylsökande, tolk"))
    assert after == case_from_words(
        KNOWLEDGE, ["region=vgr", "status=asylum_seeker", "age=7", "topic=dental,interpreter"]
    )
    assert applied(KNOWLEDGE, before, hear("34 år")).numbers == {"age": 34}
    assert applied(KNOWLEDGE, before, hear("vuxen, kanske asylsökande, inte gravid")) == before


def test_nothing_that_was_typed_is_remembered_after_forget() -> None:
    listener = Listener(KNOWLEDGE, ("sv", "en"))
    listener.prepare()
    listener.hear("papperslös Fatimazahra Testsson", TODAY)
    alarm = Acute(KNOWLEDGE, ("en", "sv"))
    alarm.heard("papperslös Testssonia")
    assert remembers(listener, "fatimazahra") and remembers(alarm, "testssonia")
    forget()
    assert not remembers(listener, "fatimazahra") and not remembers(alarm, "testssonia")
    assert facts(listener.hear("papperslös", TODAY)) == {"status": "undocumented"}


def remembers(holder: object, word: str) -> bool:
    """Whether what an object holds, at any depth, or the forms of words, has this word."""
    before = wordforms.folded.cache_info().hits
    wordforms.folded(word)
    return word in pickle.dumps(holder).decode("latin-1") or wordforms.folded.cache_info().hits > before


def test_empty_is_what_changes_no_case() -> None:
    assert hear("mupp").empty
    assert hear("inte asylsökande").empty
    assert not hear("tolk").empty


def test_both_languages_are_understood_whatever_the_screen_says() -> None:
    for code in ("sv", "en"):
        assert facts(hear("undocumented kvinna, dentist, giltigt LMA-kort", code)) == {
            "status": "undocumented",
            "proof": "lma_valid",
            "topic": {"dental"},
        }


def test_what_was_understood_is_told_in_one_short_line_each() -> None:
    wording = Wording(KNOWLEDGE, language("en"))
    told = lines(hear("papperslös 7-åring tolk, inget LMA-kort, mupp, 850101-1234"), wording)
    assert told[0] == "Understood: Situation: Undocumented (without a permit) · Age: 7 · Topic: Interpreter"
    assert len(told) == 4
    assert "mupp" in told[2]
    assert not re.search(r"\d{4}", " ".join(told))
    assert lines(hear("och"), wording) == ["Nothing was understood."]


@pytest.mark.parametrize("code", ["sv", "en"])
def test_one_value_is_an_offer_and_of_one_age_only_whose_it_is_is_in_doubt(code: str) -> None:
    wording = Wording(KNOWLEDGE, language(code))
    of_age = next(one for one in KNOWLEDGE.questions.values() if one.number is not None)
    band = of_age.values[-1]
    understood = Understood(
        unclear=(
            Unclear("proof", ("ut_card",), "UT-kort"),
            Unclear(of_age.id, (band.id,), "så gammal"),
            Unclear("proof", ("lma_valid", "lma_expired"), "LMA-kort"),
        )
    )
    card, age, several = lines(understood, wording)
    possible = {"sv": "Kan betyda", "en": "Possible"}[code]
    assert "UT-kort" in card and possible not in card
    assert "så gammal" in age and wording.value(of_age, band.id) not in age
    assert possible in several


def test_a_word_that_is_near_two_things_is_offered_and_not_taken() -> None:
    knowledge = with_meaning("status", "asylum_seeker", "kolibrix")
    knowledge = with_meaning("status", "undocumented", "kolibriz", knowledge)
    understood = Listener(knowledge, ("sv",)).hear("kolibriy", TODAY)
    assert understood.heard == ()
    assert understood.strange == ("kolibriy",)
    assert understood.near == (("kolibriy", "kolibrix"), ("kolibriy", "kolibriz"))
    assert hear("rulxxtxl").near == (("rulxxtxl", "rullstol"),)
    assert hear("rulxxtxl").topics == ()


def test_another_language_needs_only_words() -> None:
    knowledge = with_meaning("status", "asylum_seeker", "turvapaikanhakija", code="fi")
    heard = Listener(knowledge, ("sv", "en")).hear("turvapaikanhakija 34 år", TODAY).heard
    assert [one[:3] for one in heard] == [("status", "asylum_seeker", None), ("age_group", "20_plus", 34)]


def with_meaning(fact: str, value: str, phrase: str, knowledge: Knowledge = KNOWLEDGE, code: str = "sv") -> Knowledge:
    meaning = Meaning(fact, (value,), "means", {code: (phrase,)})
    return replace(knowledge, words=replace(knowledge.words, meanings=(*knowledge.words.meanings, meaning)))
