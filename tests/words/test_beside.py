"""What stands beside an option is what the line that answers says once it is chosen; and where nothing differs, nothing stands there."""

from __future__ import annotations

import pytest

from assistant.answer import Adviser
from assistant.cases.case import case_from_words
from assistant.i18n import language
from assistant.knowledge.model import TOPIC
from assistant.words.beside import BETWEEN, MOST, beside
from assistant.words.units import unit_left_out
from assistant.words.wording import Wording
from tests.support.questions import conversations


@pytest.mark.parametrize("code", ["sv", "en"])
def test_it_is_what_the_statements_that_lead_then_charge(adviser: Adviser, code: str) -> None:
    wording, met = Wording(adviser.knowledge, language(code)), 0
    for talk in conversations(adviser):
        question = talk.question
        if question is None or question.id not in adviser.knowledge.questions:
            continue
        for value, text in beside(adviser, talk.case, question, wording).items():
            then = talk.case.with_answer(question, value)
            leading = [rule for topic in then.topics if (lead := adviser.lead_on(topic, then)) for rule in lead.rules]
            said = [rule.statement for rule in leading]
            words = {wording.fee(one.fee._replace(per=None)) for one in said if one is not None and one.fee is not None}
            words |= {wording.rule_brief(rule) for rule in leading if rule.statement and rule.statement.brief}
            known = text.split(BETWEEN)
            assert all(any(word in part for word in words) for part in known), (talk.case, value, text)
            if len(then.topics) == len(leading) == 1:
                assert any(text.startswith(word) for word in words), (talk.case, value, text)
            met += 1
    assert met >= 5, "amounts stand beside some options"


@pytest.mark.parametrize("code", ["sv", "en"])
def test_where_an_answer_leaves_several_amounts_open_it_is_said_whose_they_are(adviser: Adviser, code: str) -> None:
    """ "Free · ask" beside "Yes" would be read as free for all who answer so, where it holds of the young only."""
    wording, met = Wording(adviser.knowledge, language(code)), 0
    for talk in conversations(adviser):
        question = talk.question
        if question is None or question.id not in adviser.knowledge.questions or len(talk.case.topics) != 1:
            continue
        for value, text in beside(adviser, talk.case, question, wording).items():
            lead = adviser.lead_on(talk.case.topics[0], talk.case.with_answer(question, value))
            fees = {rule.said.fee for rule in lead.rules if rule.said.fee is not None} if lead is not None else set()
            if lead is None or len(fees) < 2:
                continue
            alone = {wording.rule_brief(rule).removesuffix(".") for rule in lead.rules}
            alone |= {wording.fee(unit_left_out(fee)) for fee in fees} | {wording.language.gettext("ask")}
            same = len({wording.fee(unit_left_out(fee)) for fee in fees}) == 1
            assert same or not alone.issuperset(text.split(BETWEEN)), (talk.case, value, text)
            met += 1
    assert met, "several amounts stand beside some options"


def test_only_what_differs_stands_there_and_never_many_amounts(adviser: Adviser) -> None:
    wording = Wording(adviser.knowledge, language("en"))
    for talk in conversations(adviser):
        if talk.question is None or talk.question.id not in adviser.knowledge.questions:
            continue
        found = beside(adviser, talk.case, talk.question, wording)
        assert len(found) != 1 and (not found or len(set(found.values())) > 1 or len(found) < len(talk.question.values))
        assert all(len(text.split(BETWEEN)) <= MOST * len(talk.case.topics) for text in found.values())


def test_before_a_topic_is_chosen_and_at_the_topics_nothing_stands_there(adviser: Adviser) -> None:
    wording, questions = Wording(adviser.knowledge, language("en")), adviser.knowledge.questions
    bare = case_from_words(adviser.knowledge, ["region=vgr"])
    assert not beside(adviser, bare, questions["status"], wording)
    assert not beside(adviser, bare.with_topics(("medicines",)), adviser.knowledge.question_for(TOPIC), wording)
