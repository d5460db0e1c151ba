"""The one grammar of the live line, as data: what each line is in each state, whatever the face."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest

from assistant.answer import Adviser
from assistant.cases.case import Case, case_from_words
from assistant.dialogue import Conversation
from assistant.dialogue.line import LineReader
from assistant.dialogue.options import options
from assistant.dialogue.readings import (
    Alarm,
    Asked,
    Begun,
    LineReading,
    NextPatient,
    Nothing,
    Replied,
    Suggestion,
    Told,
    Unread,
)
from assistant.knowledge import Knowledge
from assistant.knowledge.model import REGION, TOPIC, UNKNOWN
from tests.support.here import data
from tests.support.sweep import sweep

STATES: list[dict[str, Any]] = data("dialogue/lines.yaml")
LINES = [(state, line, given) for state in STATES for line, given in state["lines"].items()]


@pytest.fixture(scope="module")
def reader(knowledge: Knowledge) -> LineReader:
    return LineReader(knowledge, ("sv", "en"))


@pytest.fixture()
def talk(adviser: Adviser) -> Conversation:
    return at(adviser, "region=vgr status=undocumented topic=interpreter")


def at(adviser: Adviser, words: str) -> Conversation:
    return Conversation(adviser, case_from_words(adviser.knowledge, words.split()))


def added(knowledge: Knowledge, before: Case, after: Case) -> str:
    """What one case has that the other has not, in the words of a case; topics all."""
    words = [
        after.given(knowledge, fact)
        for fact, value in after.answers.items()
        if value != UNKNOWN and (before.answers.get(fact) != value or before.numbers != after.numbers)
    ]
    fresh = [word for word in words if word not in {before.given(knowledge, fact) for fact in before.answers}]
    topics = f"topic={','.join(after.topics)}" if after.topics != before.topics else ""
    return " ".join([*fresh, *([topics] if topics else [])])


def told(reading: LineReading, talk: Conversation) -> str:
    """A reading as the data writes it."""
    knowledge = talk.adviser.knowledge
    match reading:
        case Replied(later):
            return f"answers {added(knowledge, talk.case, later.case)}".strip()
        case Told(later, _, None):
            return f"tells {added(knowledge, talk.case, later.case)}".strip()
        case Suggestion() | Told(_, _, Suggestion()):
            offer = reading if isinstance(reading, Suggestion) else reading.offer
            assert offer is not None
            named = [
                f"age={one.number}"
                if one.number
                else f"{one.fact}={one.value}"
                if one.fact
                else f"{one.value} {one.reading.words}".strip()
                if isinstance(one.reading, Asked)
                else one.words or one.value
                for one in offer.choices
            ]
            return f"offers {' '.join(named)}"
        case Asked(name, words):
            return f"asks {name} {words}".strip()
        case Alarm(words, _):
            return f"alarms {words}"
        case Begun():
            fresh = talk.new_patient()
            return f"begins {added(knowledge, fresh.case, reading.told(fresh).case)}"
        case NextPatient(_, _, facts):
            return f"next {' '.join(facts)}"
        case Unread(_, wrong, _):
            return "wrong" if wrong else "unread"
    return type(reading).__name__


def test_a_line_is_what_the_data_says(adviser: Adviser, reader: LineReader) -> None:
    def is_so(of: tuple[dict[str, Any], str, str]) -> None:
        state, line, given = of
        talk = at(adviser, state["case"])
        assert (talk.question.id if talk.question else "-") == state["at"]
        assert told(reader.read(line, talk), talk) == given

    sweep(((f"{of[0]['case']}: {of[1]}", of) for of in LINES), is_so)


def every_state(adviser: Adviser) -> Iterator[Conversation]:
    yield Conversation(adviser)
    for state in STATES:
        yield at(adviser, state["case"])


def test_no_letter_is_a_command_by_itself_in_any_state(adviser: Adviser, reader: LineReader) -> None:
    for talk in every_state(adviser):
        for letter in "abcdefghijklmnopqrstuvwxyzåäöABCÅÄÖ":
            reading = reader.read(letter, talk)
            assert not isinstance(reading, Asked | Suggestion), letter
            assert reader.at_once(letter, talk) is None


def test_every_command_word_is_that_command_after_a_slash_in_any_state(adviser: Adviser, reader: LineReader) -> None:
    """Whatever is asked, and whatever else the word may be without the slash."""
    for talk in every_state(adviser):
        for name, by_language in adviser.knowledge.words.commands.items():
            for phrase in (phrase for phrases in by_language.values() for phrase in phrases):
                reading = reader.read(f"/{phrase.upper()}", talk)
                if name == "authority":
                    assert isinstance(reading, Replied)
                    assert reading.later.case.topics == ("authority_enquiry",)
                else:
                    assert reading == Asked(name)


def test_every_sign_of_an_option_answers_with_it(adviser: Adviser, reader: LineReader) -> None:
    for talk in every_state(adviser):
        for option in options(talk):
            reading = reader.read(option.sign, talk)
            assert isinstance(reading, Replied)
            if option.id != UNKNOWN:
                case = reading.later.case
                assert (
                    option.id in case.topics if option.beside else option.id in (*case.answers.values(), *case.topics)
                )


def test_a_plus_adds_a_topic_to_whatever_is_open(adviser: Adviser, reader: LineReader) -> None:
    """Of an authority that asks, too: by a plus nothing is put aside."""
    signs = {option.sign: option.id for option in options(at(adviser, "region=vgr status=undocumented"))}
    of_each = {topic: at(adviser, f"region=vgr status=undocumented topic={topic}") for topic in signs.values()}
    assert any(adviser.knowledge.topics[topic].no_patient for topic in of_each)
    for topic, talk in of_each.items():
        for sign, other in signs.items():
            reading = reader.read(f"+{sign}", talk)
            assert isinstance(reading, Replied) and set(reading.later.case.topics) == {topic, other}, (topic, sign)


def test_a_digit_answers_at_once_unless_more_may_follow(adviser: Adviser, reader: LineReader) -> None:
    topics = at(adviser, "region=vgr status=undocumented")
    assert isinstance(reader.at_once("3", topics), Replied)
    assert reader.at_once("0", topics) is None, "a second row begins with it"
    assert isinstance(reader.at_once("01", topics), Replied)
    assert isinstance(reader.at_once("+3", topics), Replied)
    assert reader.at_once("+0", topics) is None
    ages = at(adviser, "region=vgr status=asylum_seeker topic=medicines proof=lma_valid")
    waits = [str(age) for age in (*range(1, 10), 10, 11, 12)]
    assert [typed for typed in map(str, range(1, 121)) if reader.at_once(typed, ages) is None] == waits
    assert reader.at_once("0", ages) is None, "an age may be typed as 09"
    assert all(isinstance(reader.at_once(f"0{age}", ages), Replied) for age in range(1, 10))
    assert reader.at_once("00", ages) is None
    assert reader.at_once("00", topics) is None, "who typed that nobody knows once too often chooses no topic"
    assert reader.at_once("3", at(adviser, "region=vgr status=undocumented topic=interpreter")) is None


def test_the_options_that_still_fit_are_named_as_one_types(adviser: Adviser, reader: LineReader) -> None:
    topics = at(adviser, "region=vgr status=undocumented")
    assert len(reader.matches("", topics)) == len(adviser.knowledge.topics)
    assert reader.matches("t", topics) == ("dental", "interpreter") or len(reader.matches("t", topics)) > 2
    assert reader.matches("tol", topics) == ("interpreter",)
    assert reader.matches("/tol", topics) == ()
    assert reader.matches("xyz", topics) == ()
    assert reader.matches("0", topics)[:1] == ("dental",)
    assert reader.matches("n", at(adviser, "region=vgr status=temporary_protection topic=dental")) == ("no",)


def test_one_reading_is_taken_with_enter_or_yes_and_left_with_no(adviser: Adviser, reader: LineReader) -> None:
    talk = at(adviser, "region=vgr")
    reading = reader.read("kanske asylsökande", talk)
    assert isinstance(reading, Told)
    for taken in ("", "ja", "yes", "1"):
        later = reader.read(taken, reading.later, reading.offer)
        assert isinstance(later, Replied)
        assert later.later.case.answers["status"] == "asylum_seeker"
    for left in ("nej", "n", "no"):
        assert reader.read(left, reading.later, reading.offer) == Nothing()
    for other in ("papperslös", "3"):
        answered = reader.read(other, reading.later, reading.offer)
        assert isinstance(answered, Replied), "another line is read for itself"
        assert answered.later.case.answers["status"] == "undocumented"
    assert isinstance(reader.at_once("3", reading.later, reading.offer), Replied)


def test_who_is_the_patient_is_asked_and_the_chosen_ones_facts_are_taken(adviser: Adviser, reader: LineReader) -> None:
    talk = at(adviser, "region=vgr")
    reading = reader.read("mamma asyl, barn 3 år, tolk", talk)
    assert isinstance(reading, Told)
    assert reading.later.case.answers == talk.case.answers and reading.later.case.topics == ("interpreter",)
    assert reader.read("", reading.later, reading.offer) == Nothing(), "Enter alone chooses nobody"
    for sign, given in (("1", {"status": "asylum_seeker"}), ("2", {"age_group": "under_18"})):
        chosen = reader.read(sign, reading.later, reading.offer)
        assert isinstance(chosen, Told)
        assert chosen.later.case.answers == {"region": "vgr", **given}
        assert chosen.later.case.topics == ("interpreter",)


def test_what_words_usually_mean_is_said_and_one_step_back_leaves_the_rest(
    adviser: Adviser, reader: LineReader
) -> None:
    talk = at(adviser, "region=vgr")
    reading = reader.read("papperslös 34 läkarbesök", talk)
    assert isinstance(reading, Told) and [one.value for one in reading.understood.as_usual] == ["primary_doctor"]
    before = reading.later.back()
    assert "visit" not in before.case.answers and before.case.answers["status"] == "undocumented"
    assert before.question is not None and before.question.id == "visit" and before.back().case == talk.case


def test_two_readings_are_choices(adviser: Adviser, reader: LineReader) -> None:
    talk = at(adviser, "region=vgr status=undocumented")
    offer = reader.read("hjälp", talk)
    assert isinstance(offer, Suggestion)
    assert isinstance(reader.read("1", talk, offer), Replied)
    assert reader.read("2", talk, offer) == Asked("help")
    assert reader.at_once("2", talk, offer) == Asked("help")
    assert isinstance(reader.read("", talk, offer), Nothing), "Enter alone chooses none of two"
    asked = at(adviser, "region=rjl status=undocumented age=40 topic=registration episode=new")
    reader = LineReader(
        adviser.knowledge, ("sv", "en"), lambda: datetime(2026, 11, 30, 10)
    )  # between six and seven the clock says nothing
    assert reader.suggested(asked) is not None
    assert isinstance(reader.read("", asked, offer), Nothing), "nor does it take what is suggested beneath"


def test_somebody_else_is_the_next_patient_or_a_change_and_never_by_enter_alone(
    talk: Conversation, reader: LineReader
) -> None:
    found = reader.read("asylsökande 34 år tandvård", talk)
    assert isinstance(found, NextPatient)
    assert reader.read("", talk, found) == Nothing()
    begun = reader.read("1", talk, found)
    assert isinstance(begun, Begun)
    case = begun.told(talk.new_patient()).case
    assert (case.answers, case.topics) == (
        {"region": "vgr", "status": "asylum_seeker", "age_group": "20_plus"},
        ("dental",),
    )
    same = reader.read("2", talk, found)
    assert isinstance(same, Replied)
    assert same.later.case.topics == ("interpreter", "dental")
    assert talk.preview_of(same.later) is None, "that it is a change has just been chosen: it is not asked twice"


@pytest.mark.parametrize(
    ("line", "heard", "offered"),
    [
        ("mother without papers brings baby 6 months, vaccination", "under_18", "undocumented"),
        ("papperslös mamma med 3-åring, tandläkare", "under_18", "undocumented"),
    ],
)
def test_whoever_is_the_patient_nothing_that_was_said_is_lost(
    adviser: Adviser, reader: LineReader, line: str, heard: str, offered: str
) -> None:
    talk = at(adviser, "region=vgr")
    asked = reader.read(line, talk)
    assert isinstance(asked, Told) and asked.offer is not None and len(asked.offer.choices) == 2
    child = reader.read("2", asked.later, asked.offer)
    assert isinstance(child, Told) and child.later.case.answers["age_group"] == heard
    # What is said of the mother may hold of the child: it is asked, never taken.
    assert "status" not in child.later.case.answers
    assert child.offer is not None and [one.value for one in child.offer.choices] == [offered]


def test_an_alarm_keeps_the_case_and_what_else_was_said(adviser: Adviser, reader: LineReader) -> None:
    talk = at(adviser, "region=vgr")
    alarm = reader.read("papperslös 7 år ont i bröstet", talk)
    assert isinstance(alarm, Alarm)
    beneath = reader.read("", talk, alarm)
    assert isinstance(beneath, Told)
    assert beneath.later.case.answers["status"] == "undocumented"
    assert isinstance(reader.read("andas inte", talk, alarm), Alarm), "another one is another one"


def test_after_an_alarm_no_word_of_it_is_called_not_understood(adviser: Adviser, reader: LineReader) -> None:
    alarm = reader.read("papperslös kvinna 40 ont i bröstet svårt att andas", at(adviser, "region=vgr"))
    assert isinstance(alarm, Alarm) and isinstance(alarm.beneath, Told)
    assert alarm.beneath.understood.strange == ("40",), "a number that is not taken may be an age"
    nothing = reader.read("ont i bröstet och hjärtat rusar", at(adviser, "region=vgr"))
    assert isinstance(nothing, Alarm) and nothing.beneath == Nothing()


def test_an_authority_is_answered_without_a_question_about_a_patient(adviser: Adviser, reader: LineReader) -> None:
    for words in ("", "region=vgr", "region=rjl", "region=other"):
        talk = at(adviser, words)
        (sign,) = (option.sign for option in options(talk) if option.beside)
        later = reader.at_once(sign, talk)
        assert isinstance(later, Replied)
        assert later.later.case.topics == ("authority_enquiry",)
        assert later.later.question is None or later.later.question.id == REGION
        said = [one.rule.id for one in later.later.answer.certain]
        assert said and {one.split(".")[0] for one in said} == {"authority_enquiry"}, "what to say and do stands alone"


def test_nobody_asks_beside_the_questions_about_a_patient(adviser: Adviser) -> None:
    for words in ("region=vgr status=undocumented", "region=vgr topic=dental", "age=7"):
        assert not any(option.beside for option in options(at(adviser, words)))
    assert TOPIC not in at(adviser, "region=vgr").beside
