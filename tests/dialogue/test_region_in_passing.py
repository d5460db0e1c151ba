"""A region that a line only names holds for that patient: for the next one it is suggested, and the desk's own comes back."""

from datetime import datetime

import pytest

from assistant.answer import Adviser
from assistant.cases.case import Case
from assistant.dialogue import Conversation
from assistant.dialogue.line import LineReader
from assistant.dialogue.readings import Told
from assistant.knowledge.model import REGION
from assistant.web.steps import step_of, written

NOW = datetime(2026, 11, 30, 12)


def named(adviser: Adviser, region: str, before: Conversation) -> Conversation:
    """The conversation with a region that is only named, as by a line on a patient."""
    return before.told(before.case.with_answer(adviser.knowledge.questions[REGION], region))


def test_a_region_only_named_is_asked_of_the_next_patient_and_suggested(adviser: Adviser) -> None:
    later = named(adviser, "vgr", Conversation(adviser)).reply("undocumented")
    fresh = later.new_patient()
    assert REGION not in fresh.case.answers
    assert fresh.question is not None and fresh.question.id == REGION
    assert fresh.suggested(NOW) == "vgr"
    taken = fresh.reply("vgr")
    assert taken.stationed and taken.new_patient().case.answers[REGION] == "vgr"


def test_the_suggestion_stays_until_the_region_is_answered(adviser: Adviser) -> None:
    fresh = named(adviser, "vgr", Conversation(adviser)).new_patient()
    told = fresh.told(fresh.case.with_topics(("medicines",)))
    assert told.ask_again(REGION).suggested(NOW) == "vgr"
    assert told.new_patient().suggested(NOW) == "vgr"
    assert told.ask_again(REGION).reply("rjl").new_patient().case.answers[REGION] == "rjl"


def test_the_region_of_the_desk_comes_back_after_another_was_named(adviser: Adviser) -> None:
    chosen = Conversation(adviser).reply("vgr")
    set_already = Conversation(adviser, Case({REGION: "vgr"}))
    for before in (chosen, set_already):
        assert named(adviser, "rjl", before).new_patient().case.answers == {REGION: "vgr"}
        assert before.reply("undocumented").new_patient().case.answers == {REGION: "vgr"}


@pytest.mark.parametrize("before", ["", "vgr"])
def test_a_page_keeps_whose_region_it_is(adviser: Adviser, before: str) -> None:
    begun = Conversation(adviser, Case({REGION: before} if before else {}))
    later = named(adviser, "rjl", begun)
    kept = step_of(written(later), adviser)
    assert kept.new_patient().case == later.new_patient().case
    fresh = step_of(written(later.new_patient()), adviser)
    assert fresh.suggested(NOW) == later.new_patient().suggested(NOW)


def test_a_line_that_names_a_region_beside_a_patient_only_names_it(adviser: Adviser) -> None:
    reading = LineReader(adviser.knowledge, ("sv", "en")).read("vi är i vgr", Conversation(adviser))
    assert isinstance(reading, Told)
    assert reading.later.passing is None


def test_only_a_region_that_is_chosen_where_none_was_is_the_desks(adviser: Adviser) -> None:
    begun = Conversation(adviser)
    chosen = begun.reply("vgr")
    assert chosen.region_chosen_since(begun) == "vgr"
    assert chosen.reply("undocumented").region_chosen_since(chosen) is None
    assert named(adviser, "vgr", begun).region_chosen_since(begun) is None
    assert begun.region_given_up_since(chosen) and not chosen.region_given_up_since(begun)
