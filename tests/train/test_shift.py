"""A shift at the desk: who replies as told and does what is right is never corrected; the first wrong fact or deed always is, and nothing wrong stays."""

from __future__ import annotations

import random

import pytest

from assistant.answer import Adviser
from assistant.cases.case import Case
from assistant.i18n import Language
from assistant.knowledge.model import REGION, TOPIC, UNKNOWN, Question
from assistant.train.contrasts import Contrasts
from assistant.train.guide import Guided, correction_lines, guided, guided_story
from assistant.train.items import DrillItem
from assistant.train.schedule import plan
from assistant.train.shift import DEED, FACTS, NEW, OVER, VISITS, Scene, Shift, right_place, shift
from assistant.train.shift_words import MIXED, RINGING, ShiftTeller
from assistant.train.story import Teller, seed_of
from assistant.words.wording import Wording
from tests.support.training import NOW
from tests.support.training import items as both_items


@pytest.fixture(scope="module")
def items(adviser: Adviser) -> tuple[DrillItem, ...]:
    return plan(Contrasts(adviser, "vgr").of_all(), {}, NOW, 2 * VISITS)[:VISITS]


@pytest.fixture
def on(adviser: Adviser, items: tuple[DrillItem, ...]) -> Shift:
    return shift(adviser, items)


def given(adviser: Adviser, case: Case, question: Question, value: str, told: Guided | None = None) -> Case:
    """The case after a reply."""
    if question.id == TOPIC:
        return case.with_topics((*case.topics, value))
    return case.with_answer(question, value, told.numbers.get(question.id) if told else None)


def replied(adviser: Adviser, before: Shift, value: str = "") -> Shift:
    """Reply to the open question, as the story tells unless another value is given."""
    scene = before.scene
    assert scene is not None and scene.visit is not None
    question = adviser.next_question(before.case)
    assert question is not None
    right = scene.visit.topic if question.id == TOPIC else scene.visit.truth[question.id]
    later = given(adviser, before.case, question, value or right, scene.visit)
    return before.replied(later, adviser.next_question(later) is not None)[0]


def right_deed(on: Shift) -> int:
    assert on.scene is not None
    return on.scene.visit.item.key if on.scene.visit is not None else right_place(on.scene.call)  # type: ignore[arg-type]


def step(adviser: Adviser, on: Shift) -> Shift:
    """What is right now, whatever it is."""
    assert on.scene is not None
    if on.step == NEW:
        return on.new_patient()[0]
    if on.step == DEED:
        later = on.chose(right_deed(on))[0]
        return later.settled(adviser.next_question(later.case) is not None)
    if on.scene.call is not None:
        return on.replied(on.case.with_topics((on.scene.call.topic,)), False)[0]
    return replied(adviser, on)


def until(adviser: Adviser, on: Shift, step_of: str, call: bool | None = None) -> Shift:
    """Go on rightly to a step, in a call or not."""
    while on.step != step_of or (call is not None and (on.scene is None or (on.scene.call is not None) != call)):
        on = step(adviser, on)
    return on


def test_who_replies_as_told_is_never_corrected(adviser: Adviser, on: Shift) -> None:
    scenes: list[Scene] = []
    while on.scene is not None:
        if not scenes or scenes[-1] != on.scene:
            scenes.append(on.scene)
        on = step(adviser, on)
    assert on.step == OVER and on.slips == () and on.done == VISITS + 1
    assert [scene.call is not None for scene in scenes].count(True) == 1
    assert [scene.comes for scene in scenes].count(True) == 1 and [scene.back for scene in scenes].count(True) == 1
    assert next(n for n, scene in enumerate(scenes) if scene.comes) < next(
        n for n, scene in enumerate(scenes) if scene.back
    )


def test_each_wrong_fact_is_corrected_and_the_case_goes_on_rightly(adviser: Adviser) -> None:
    for item in both_items(Contrasts(adviser).of("visit_fee"))[::5]:
        on = shift(adviser, [item])
        while on.step == FACTS:
            question = adviser.next_question(on.case)
            assert question is not None and on.scene is not None and on.scene.visit is not None
            right = on.scene.visit.topic if question.id == TOPIC else on.scene.visit.truth[question.id]
            wrong = next(value.id for value in question.values if value.id != right)
            before = len(on.slips)
            on = replied(adviser, on, wrong)
            correction = on.slips[-1].correction
            assert correction is not None and len(on.slips) == before + 1
            assert (correction.question.id, correction.given, correction.right) == (question.id, wrong, right)
            on = on.settled(adviser.next_question(on.case) is not None)
        assert on.scene is not None and on.scene.visit is not None and on.case.topics == (on.scene.visit.topic,)
        assert {**on.case.answers} == {fact: on.scene.visit.truth[fact] for fact in on.case.answers}


def test_several_wrong_facts_at_once_are_told_one_by_one(adviser: Adviser, on: Shift) -> None:
    questions = adviser.knowledge.questions
    assert on.scene is not None and on.scene.visit is not None
    truth = on.scene.visit.truth
    wrong = {
        fact: next(v.id for v in questions[fact].values if v.id != truth[fact]) for fact in truth if fact != REGION
    }
    case = on.case
    for fact, value in wrong.items():
        case = case.with_answer(questions[fact], value)
    after, slip = on.replied(case, True)
    assert slip is not None and slip.correction is not None and slip.correction.question.id == next(iter(wrong))
    assert {**after.case.answers} == {fact: truth[fact] for fact in (REGION, next(iter(wrong)))}


def test_what_the_story_tells_is_not_unknown_and_what_it_does_not_tell_is(adviser: Adviser, on: Shift) -> None:
    assert on.scene is not None and on.scene.visit is not None
    questions, truth = adviser.knowledge.questions, on.scene.visit.truth
    told = next(questions[fact] for fact in truth if fact != REGION and questions[fact].unknown)
    _, slip = on.replied(on.case.with_answer(told, UNKNOWN), True)
    assert slip is not None and slip.correction is not None and slip.correction.right == truth[told.id]
    open = next(question for fact, question in questions.items() if fact not in truth and question.unknown)
    _, slip = on.replied(on.case.with_answer(open, open.values[0].id), True)
    assert slip is not None and slip.correction is not None and slip.correction.right == UNKNOWN
    after, slip = on.replied(on.case.with_answer(open, UNKNOWN), True)
    assert slip is None and after.case.answers[open.id] == UNKNOWN


def test_the_next_patient_needs_an_empty_desk(adviser: Adviser, on: Shift) -> None:
    on = until(adviser, on, NEW)
    status = adviser.knowledge.questions["status"]
    other = next(value.id for value in status.values if value.id != on.case.answers.get("status"))
    after, slip = on.replied(on.case.with_answer(status, other), True)
    assert slip is not None and slip.mixed and after.case == on.case and after.step == NEW
    fresh, slip = after.new_patient()
    assert slip is None and fresh.step == FACTS and set(fresh.case.answers) == {REGION} and not fresh.case.topics


def test_the_telephone_comes_first_and_the_case_waits_for_its_end(adviser: Adviser, on: Shift) -> None:
    on = until(adviser, on, FACTS, call=True)
    held = on.held
    status = adviser.knowledge.questions["status"]
    for after, slip in (on.new_patient(), on.replied(on.case.with_answer(status, "visitor"), True)):
        assert slip is not None and slip.ringing and after.scene == on.scene and after.case == on.case
    assert on.scene is not None and on.scene.call is not None
    asked, slip = on.replied(on.case.with_topics((on.scene.call.topic,)), False)
    assert slip is None and asked.step == DEED
    after, slip = asked.chose(right_place(on.scene.call))
    assert slip is None and after.step == FACTS and after.case == held and after.held is None


def test_a_wrong_deed_is_corrected_and_the_next_one_comes(adviser: Adviser, on: Shift) -> None:
    for call in (False, True):
        at = until(adviser, on, DEED, call=call)
        wrong = next(number for number in range(at.choices) if number != right_deed(at))
        after, slip = at.chose(wrong)
        assert slip is not None and (
            slip.chosen == wrong if call else slip.verdict is not None and not slip.verdict.right
        )
        assert after.done == at.done + 1 and after.scene != at.scene
        for number in (-1, at.choices):
            with pytest.raises(IndexError):
                at.chose(number)
        assert at.new_patient() == (at, None) or call, "first something is to be done"


@pytest.mark.parametrize("seed", range(8))
def test_whatever_is_replied_nothing_wrong_stays_and_it_comes_to_an_end(adviser: Adviser, on: Shift, seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(600):
        if on.scene is None:
            break
        if chance.random() < 0.5:
            on = step(adviser, on)
        elif on.step == DEED:
            on = on.chose(chance.randrange(on.choices))[0]
            on = on.settled(adviser.next_question(on.case) is not None)
        elif chance.random() < 0.2:
            on = on.new_patient()[0]
        else:
            question = chance.choice([*adviser.knowledge.questions.values(), adviser.knowledge.topic_question])
            later = given(adviser, on.case, question, chance.choice(question.values).id)
            on = on.replied(later, adviser.next_question(later) is not None)[0]
            on = on.settled(adviser.next_question(on.case) is not None)
        if on.scene is not None and on.scene.visit is not None and on.step in (FACTS, DEED):
            visit = on.scene.visit
            assert all(visit.truth.get(fact, UNKNOWN) == value for fact, value in on.case.answers.items()), on.case
            assert set(on.case.topics) <= {visit.topic}
    assert on.step == OVER


def test_the_story_tells_each_answer(adviser: Adviser, each_language: Language) -> None:
    teller = Teller(Wording(adviser.knowledge, each_language))
    for item in both_items(Contrasts(adviser).of("travel"))[::5]:
        told = guided(adviser, item, 1)
        story = guided_story(told, teller)
        for fact, value in told.truth.items():
            assert teller.phrase(fact, value, seed_of(item, 1), told.numbers.get(fact), told.truth) in story
        region = teller.phrase(REGION, told.truth[REGION], seed_of(item, 1), None, told.truth)
        assert region not in guided_story(told, teller, with_region=False)


def test_every_step_has_words(adviser: Adviser, on: Shift, each_language: Language) -> None:
    words = ShiftTeller(adviser, Teller(Wording(adviser.knowledge, each_language)), with_region=False)
    told = []
    while on.scene is not None:
        told.append(words.told(on))
        if on.step == DEED:
            assert words.deed(on).endswith("?") and len(set(words.deeds(on))) == on.choices
            for number in range(on.choices):
                _, slip = on.chose(number)
                if slip is not None:
                    first, *_ = words.corrected(on.scene, slip)
                    assert words.deeds(on)[right_deed(on)] in first
        if on.step == NEW:
            _, slip = on.replied(on.case.with_topics(("dental", "travel")), True)
            assert slip is not None and words.corrected(on.scene, slip) == (each_language.gettext(MIXED),)
        if on.step == FACTS and on.scene.call is not None:
            _, slip = on.new_patient()
            assert slip is not None and words.corrected(on.scene, slip) == (each_language.gettext(RINGING),)
        if on.step == FACTS and on.scene.visit is not None and (question := adviser.next_question(on.case)) is not None:
            later = given(adviser, on.case, question, question.values[-1].id)
            _, slip = on.replied(later, True)
            if slip is not None and slip.correction is not None:
                lines = correction_lines(on.scene.visit, slip.correction, words.teller)
                assert words.corrected(on.scene, slip) == lines and all(lines)
        on = step(adviser, on)
    assert all(told) and len(set(told)) > VISITS
    assert str(on.done) in words.ended(on, 61.0)[0] and "1" in words.ended(on, 61.0)[-1]
