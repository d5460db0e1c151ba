"""Steps of one's own are ticked off by hand: kept with the patient, whatever is answered, and gone with the next one."""

from __future__ import annotations

import pytest

from assistant.answer import Adviser
from assistant.cases.case import case_from_words
from assistant.dialogue import Conversation
from assistant.dialogue.ticking import is_done, meant, own_steps
from assistant.i18n import language
from assistant.words.wording import Wording

CASE = "region=vgr status=asylum_seeker topic=medicines proof=lma_expired"


@pytest.fixture(params=["sv", "en"])
def wording(request: pytest.FixtureRequest, adviser: Adviser) -> Wording:
    return Wording(adviser.knowledge, language(request.param))


@pytest.fixture
def talk(adviser: Adviser) -> Conversation:
    return Conversation(adviser, case_from_words(adviser.knowledge, CASE.split()))


def test_the_next_step_is_the_first_that_is_not_done(talk: Conversation, wording: Wording) -> None:
    steps = own_steps(talk, wording)
    assert len(steps) > 1
    for step in steps:
        assert meant(talk, wording, "") == step and not is_done(step, talk)
        assert step.said is not None
        talk = talk.ticked(step.said.id)
        assert is_done(step, talk)
    assert meant(talk, wording, "") is None


def test_a_step_is_named_by_its_number_and_ticked_again_is_not_done(talk: Conversation, wording: Wording) -> None:
    first, *_ = own_steps(talk, wording)
    assert first.said is not None
    assert meant(talk, wording, str(first.number)) == first
    assert meant(talk, wording, "99") is None
    assert not is_done(first, talk.ticked(first.said.id).ticked(first.said.id))


def test_what_was_done_stays_done_whatever_is_answered_and_is_gone_with_the_patient(
    talk: Conversation, wording: Wording
) -> None:
    first, *_ = own_steps(talk, wording)
    assert first.said is not None
    done = talk.ticked(first.said.id)
    for later in (
        done.reply_number(34), done.reply_number(34).back(), done.reply_number(34).back().forward(), done.ask_again("status"),
        done.about(("interpreter",)), done.read_by(None),
    ):  # fmt: skip
        assert is_done(first, later)
    assert done.new_patient().done == frozenset()
    assert done.case == talk.case, "it is no answer, so nothing that is taken along or asked knows of it"
