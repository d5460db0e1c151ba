"""The plain talk: what a person hears line by line, from the first question to the answer."""

from __future__ import annotations

from io import StringIO

import pytest

from assistant.answer import Adviser
from assistant.i18n import Language, language
from assistant.knowledge.model import TOPIC, UNKNOWN
from assistant.plain import talk
from assistant.plain.lines import wrapped
from assistant.words.wording import Wording


def said(adviser: Adviser, speaks: Language, *lines: str) -> str:
    out = StringIO()
    assert talk(adviser, speaks, StringIO("".join(f"{line}\n" for line in lines)), out) == 0
    return out.getvalue()


def number_of(adviser: Adviser, fact: str, value: str) -> str:
    """The number that one types for a value."""
    question = adviser.knowledge.topic_question if fact == TOPIC else adviser.knowledge.questions[fact]
    return str([known.id for known in question.values].index(value) + 1)


@pytest.fixture()
def expired_card(adviser: Adviser) -> list[str]:
    """The replies for an asylum seeker whose LMA card has expired and who needs medicines, in Västra Götaland."""
    replies = [("region", "vgr"), ("status", "asylum_seeker"), (TOPIC, "medicines"), ("proof", "lma_expired")]
    return [number_of(adviser, fact, value) for fact, value in replies]


def test_an_expired_card_leads_to_the_asylum_unit(
    adviser: Adviser, each_language: Language, expired_card: list[str]
) -> None:
    heard = said(adviser, each_language, *expired_card, "45", "/answer")
    assert "0700-82 54 88" in heard and "asyl@vgregion.se" in heard
    assert each_language.gettext("Everything needed is answered.") in heard
    assert "V14" in heard


def test_no_line_needs_eyes(adviser: Adviser, expired_card: list[str]) -> None:
    heard = said(adviser, language("sv"), *expired_card, "?", "/why ask", "/help", "45", "/answer")
    assert not set(heard) & set("│─┌┐└┘├┤╭╮╰╯█▌\x1b\r\t")


def test_back_and_change_lose_nothing(adviser: Adviser, expired_card: list[str]) -> None:
    valid = number_of(adviser, "proof", "lma_valid")
    heard = said(
        adviser,
        language("en"),
        *expired_card,
        "/back",
        valid,
        "45",
        "/change",
        "4",
        number_of(adviser, "proof", "lma_expired"),
        "1",  # yes, change it
        "/answer",
    )
    assert "No longer applies:" in heard, "what the change does is said first"
    whole = heard.rsplit("What applies", 1)[-1].splitlines()
    facts = next(line for line in reversed(whole) if line.startswith("Region:"))
    wording = Wording(adviser.knowledge, language("en"))
    assert wording.value(adviser.knowledge.questions["proof"], "lma_expired") in facts
    assert facts.endswith("45"), "the age given before the change is still there"


def test_a_wrong_reply_is_said_and_asked_again(adviser: Adviser) -> None:
    for wrong in ("99", "-1", "zzz", "1.5", "²", "1,2", "9" * 5000):
        heard = said(adviser, language("en"), wrong, "1")
        assert (
            "is no answer to this question" in heard
            or "Not understood" in heard
            or "hidden" in heard
            or "Do you mean" in heard
        )
        assert heard.count("Question: Which region") == 2, "it is asked again"
        assert len(max(heard.splitlines(), key=len)) < 1000


def test_hostile_input_is_shown_harmlessly(adviser: Adviser) -> None:
    heard = said(adviser, language("en"), "\x1b[2J\u202eevil[/b]", "\x00", "1")
    assert "\x1b" not in heard and "\u202e" not in heard and "\x00" not in heard


def test_the_language_changes_in_mid_case(adviser: Adviser, expired_card: list[str]) -> None:
    heard = said(adviser, language("sv"), *expired_card, "/language", "45")
    assert "The language is now English." in heard
    before, after = heard.split("The language is now English.")
    assert "Fråga:" in before and "Fråga:" not in after
    assert "Contacts:" in after, "what was said is said again in the new language"


def test_several_topics_and_bands_for_ages(adviser: Adviser) -> None:
    both = ",".join(number_of(adviser, TOPIC, topic) for topic in ("medicines", "interpreter"))
    vgr, undocumented = number_of(adviser, "region", "vgr"), number_of(adviser, "status", "undocumented")
    heard = said(adviser, language("en"), vgr, undocumented, both, "0-17")
    assert "V27" in heard and "F26" in heard and "Everything needed is answered" in heard
    heard = said(adviser, language("en"), vgr, undocumented, both, "20-120")
    assert "at most SEK 50 per medicine" in heard and "Everything needed is answered" in heard


def test_zero_is_no_age_but_dont_know_as_everywhere(adviser: Adviser) -> None:
    start = [
        number_of(adviser, "region", "vgr"),
        number_of(adviser, "status", "undocumented"),
        number_of(adviser, TOPIC, "medicines"),
    ]
    assert "Age: Don't know" in said(adviser, language("en"), *start, "0", "/answer")
    assert "is no answer to this question" in said(adviser, language("en"), *start, "00")


def test_do_not_know_is_a_reply_and_what_depends_on_it_is_said(adviser: Adviser) -> None:
    vgr, housing = number_of(adviser, "region", "vgr"), number_of(adviser, TOPIC, "housing")
    heard = said(adviser, language("en"), vgr, "0", "0", housing, "0")
    assert "\nIf “Situation” is “Undocumented (without a permit)”:\n- " in heard
    assert "\nIf “Situation” is “Asylum seeker” or “Temporary protection (massflykting)”:\n- " in heard
    assert "statements depend on what is not answered." in heard
    status = adviser.knowledge.questions["status"]
    how = Wording(adviser.knowledge, language("en")).value_help(status, UNKNOWN)
    assert f"   How to find out: {how}" in heard.split("Not answered: ")[1]


def test_new_patient_keeps_the_region_only(adviser: Adviser, expired_card: list[str]) -> None:
    heard = said(adviser, language("en"), *expired_card, "45", "/new", "/change")
    after = heard.split("New patient.")[1]
    assert "1. Region:" in after and "2. " not in after.split("Which answer?")[1].split("Question:")[0].replace(
        "2. Jönköping", ""
    )


def test_the_end_of_input_ends_the_talk_anywhere(adviser: Adviser, expired_card: list[str]) -> None:
    for length in range(len(expired_card) + 1):
        assert said(adviser, language("sv"), *expired_card[:length])
    assert said(adviser, language("sv"), *expired_card, "/change")


def test_words_are_heard_and_taken_back(adviser: Adviser) -> None:
    heard = said(
        adviser, language("en"), "1", "undocumented 7 years interpreter", "/change", "", "/back", "/change", ""
    )
    assert "Understood: Situation: Undocumented" in heard and "“/back” takes it back." in heard
    replies = heard.split("Which answer?")
    assert "Interpreter" in replies[1] and "Interpreter" not in replies[2]


def test_a_change_is_made_only_when_it_is_confirmed(adviser: Adviser) -> None:
    vgr, undocumented = number_of(adviser, "region", "vgr"), number_of(adviser, "status", "undocumented")
    seeker = number_of(adviser, "status", "asylum_seeker")
    topic = number_of(adviser, TOPIC, "interpreter")
    heard = said(adviser, language("en"), vgr, undocumented, topic, "/change", "2", seeker, "", "/change", "")
    assert "Change it?" in heard and "Nothing is changed." in heard
    assert "Situation: Undocumented" in heard.rsplit("Which answer?", 1)[-1]
    for words in (seeker, "asylum seeker"):
        again = ("/change", "2") if words == seeker else ()
        heard = said(adviser, language("en"), vgr, undocumented, topic, *again, words, "1", "/change", "")
        assert "Situation: Asylum seeker" in heard.rsplit("Which answer?", 1)[-1]


def test_forward_again_after_going_back(adviser: Adviser) -> None:
    vgr, undocumented = number_of(adviser, "region", "vgr"), number_of(adviser, "status", "undocumented")
    heard = said(adviser, language("en"), vgr, undocumented, "/back", "/forward", "/change", "")
    assert "Situation: Undocumented" in heard.rsplit("Which answer?", 1)[-1]


def test_why_a_statement_applies_and_what_would_change_it(adviser: Adviser) -> None:
    vgr, undocumented = number_of(adviser, "region", "vgr"), number_of(adviser, "status", "undocumented")
    heard = said(adviser, language("en"), vgr, undocumented, number_of(adviser, TOPIC, "interpreter"), "/why", "2")
    told = heard.rsplit("Which statement?", 1)[-1]
    for part in ("Why this applies:", "How it follows:", "Sources:", "What would change it:"):
        assert part in told
    heard = said(adviser, language("en"), vgr, "/why", "99", "/why", "")
    assert "“99” is none of the numbers." in heard


def test_not_knowing_leads_to_what_the_patient_shows(adviser: Adviser) -> None:
    vgr = number_of(adviser, "region", "vgr")
    heard = said(adviser, language("en"), vgr, "0", "2", "/change", "")
    assert "Question: What does the patient show or tell?" in heard
    assert "Situation: Asylum seeker" in heard and "Proof: " in heard.rsplit("Which answer?", 1)[-1]


@pytest.mark.parametrize("words", ["vet inte", "Don't know", "i dont know", "ingen aning"])
def test_not_knowing_can_be_said_in_words(adviser: Adviser, words: str) -> None:
    heard = said(adviser, language("en"), "1", words, words, "/change", "")
    assert "Situation: Don't know" in heard.rsplit("Which answer?", 1)[-1]


def test_words_that_do_not_tell_the_situation_leave_it_unknown_and_go_on(adviser: Adviser) -> None:
    heard = said(adviser, language("en"), "1", "0", "expired LMA card", "/change", "")
    assert "Situation: Don't know" in heard and "Proof: Expired LMA card" in heard


def test_what_is_no_text_is_dropped_and_said(adviser: Adviser, each_language: Language) -> None:
    heard = said(adviser, each_language, "\ufffd1")
    assert each_language.gettext("A character was dropped: the terminal does not send UTF-8.") in heard
    assert heard.endswith(said(adviser, each_language, "1")[-100:]), "the rest of the line is taken as it is"


def test_on_a_terminal_lines_break_between_words() -> None:
    line = "   Note: " + "avgiftsfritt " * 12
    rows = wrapped(line.rstrip(), 40).split("\n")
    assert len(rows) > 2 and all(len(row) < 40 for row in rows)
    assert " ".join(" ".join(rows).split()) == " ".join(line.split()), "no word is lost or broken"
    assert wrapped("short", 40) == "short"


def test_what_another_does_stands_below_who_it_is(adviser: Adviser, each_language: Language) -> None:
    """Steps in phases have a heading of their own; whose they are is said all the same, above it: the municipality's are nothing for the desk."""
    heard = said(adviser, each_language, "home care for undocumented patient 70 in Borås").splitlines()
    wording = Wording(adviser.knowledge, each_language)
    phase, who = wording.phase("invoicing"), wording.actor("municipal_care")
    assert f"{who}:".casefold() in (line.casefold() for line in heard)
    above = [line for line in heard[: heard.index(f"{phase}:")] if line and not line.startswith("-")]
    assert who.casefold() in above[-2].casefold(), above[-3:]


def test_an_age_that_is_taken_is_said(adviser: Adviser, expired_card: list[str], each_language: Language) -> None:
    heard = said(adviser, each_language, *expired_card, "1")
    wording = Wording(adviser.knowledge, each_language)
    age = next(question for question in adviser.knowledge.questions.values() if question.number)
    year = each_language.ngettext("{number} year", "{number} years", 1)
    assert f"{wording.short(age.id)}: {year}." in heard
