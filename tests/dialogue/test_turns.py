"""The turns of a conversation, and what is new since the last of them."""

from __future__ import annotations

from assistant.answer import Adviser
from assistant.dialogue import Conversation
from assistant.dialogue.turns import new_in, recounted, turns
from assistant.i18n import language
from assistant.words.crumbs import crumbs
from assistant.words.emphasis import Emphasis
from assistant.words.wording import Wording


def talk(adviser: Adviser) -> Conversation:
    """An adult who is undocumented and needs medicines."""
    return Conversation(adviser).reply("vgr").reply("undocumented").reply_topics(["medicines"]).reply_number(34)


def test_each_reply_is_a_turn_and_a_question_opened_again_is_none(adviser: Adviser) -> None:
    now = talk(adviser)
    assert [turn.facts for turn in turns(now)] == [("region",), ("status",), ("topic",), ("age_group",)]
    assert len(turns(now.ask_again("status"))) == 4
    assert len(turns(now.back())) == 3 and len(turns(now.back().forward())) == 4


def test_what_is_told_at_once_is_one_turn_that_names_each_fact(adviser: Adviser) -> None:
    wording = Wording(adviser.knowledge, language("en"))
    later = talk(adviser)
    (turn,) = turns(Conversation(adviser).told(later.case))
    told = recounted(turn, later.case, wording)
    assert told.question == "" and [fact for fact, _ in told.replies] == ["region", "status", "age_group", "topic"]
    assert all(": " in text for _, text in told.replies)


def test_a_reply_that_was_changed_says_so(adviser: Adviser) -> None:
    wording = Wording(adviser.knowledge, language("en"))
    later = talk(adviser).ask_again("age_group").reply_number(7)
    told = [recounted(turn, later.case, wording) for turn in turns(later)]
    assert [one.again for one in told] == [False, False, False, True, False]


def test_new_is_what_is_certain_since_the_last_reply(adviser: Adviser) -> None:
    now = talk(adviser)
    before = {said.id for said in now.back().answer.certain}
    certain = {said.id for said in now.answer.certain}
    assert new_in(now) == certain - before != set()
    assert not new_in(now.back()), "choosing the topics is no news"
    assert new_in(now.ask_again("status")) == new_in(now)


def test_a_case_in_one_line_has_no_brackets_and_says_to_what_yes_is_the_answer(adviser: Adviser) -> None:
    wording = Wording(adviser.knowledge, language("en"))
    case = talk(adviser).case.with_answer(adviser.knowledge.questions["registered"], "no")
    texts = [crumb.text for crumb in crumbs(case, wording)]
    assert "34 years" in texts and not any("(" in text for text in texts)
    assert f"{wording.short('registered')}: No" in texts


def test_amounts_and_every_way_to_reach_somebody_stand_out(adviser: Adviser) -> None:
    for code in ("sv", "en"):
        wording = Wording(adviser.knowledge, language(code))
        emphasis = Emphasis(wording)
        for rule in adviser.knowledge.rules.values():
            said = rule.statement
            if said is None or said.fee is None or said.fee.amount is None or "{fee}" not in said.text:
                continue
            text = wording.rule_text(rule)
            assert emphasis.spans(text), text
        for contact in adviser.knowledge.contacts.values():
            if contact.phone:
                assert [f"x {contact.phone}."[start:end] for start, end in emphasis.spans(f"x {contact.phone}.")] == [
                    contact.phone
                ]
        assert not emphasis.spans("Under 18, 7–17, 2026-11-22")
