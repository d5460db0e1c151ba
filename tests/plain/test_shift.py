"""A shift at the desk in lines: a told patient by digits and by words, corrections, the next patient, the telephone."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest

from assistant.answer import Adviser
from assistant.dialogue.options import options
from assistant.i18n import Language, language
from assistant.knowledge.model import TOPIC
from assistant.plain.lines import Lines
from assistant.plain.shift import ShiftDesk, at_the_desk
from assistant.plain.training import Training
from assistant.train.contrasts import Contrasts
from assistant.train.keeper import Keeper
from assistant.train.schedule import plan
from assistant.train.shift import DEED, FACTS, NEW, VISITS, right_place, shift
from assistant.train.shift_words import MIXED, RINGING
from assistant.train.sound import Learner
from assistant.train.store import TrainingStore
from tests.support.training import NOW


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "training.sqlite3"


def training(adviser: Adviser, path: Path, speaks: Language, typed: str, out: StringIO) -> Training:
    keeper = Keeper(TrainingStore(path), Learner("Bo", "vgr"))
    return Training(adviser, Contrasts(adviser, "vgr"), speaks, keeper, Lines(StringIO(typed), out))


class Typing(StringIO):
    """Types what is right in a shift, whatever is asked. `first`: lines that are typed before, each at its step."""

    def __init__(self, first: dict[tuple[str, bool], str]) -> None:
        super().__init__()
        self.first = first
        self.desk: ShiftDesk | None = None

    def readline(self, size: int | None = -1) -> str:  # type: ignore[override]
        assert self.desk is not None and self.desk.shift.scene is not None
        on = self.desk.shift
        scene = self.desk.shift.scene
        assert scene is not None
        line = self.first.pop((on.step, scene.call is not None), None)
        return (line if line is not None else self._right()) + "\n"

    def _right(self) -> str:
        desk = self.desk
        assert desk is not None and desk.shift.scene is not None
        on, scene = desk.shift, desk.shift.scene
        assert scene is not None
        if on.step == DEED:
            return str((scene.visit.item.key if scene.visit else right_place(scene.call)) + 1)  # type: ignore[arg-type]
        if on.step == NEW:
            return "ny patient" if desk.language.code == "sv" else "new patient"
        if scene.call is not None:
            return "polisen ringer" if desk.language.code == "sv" else "the police ask"
        question = desk.conversation.question
        assert question is not None and scene.visit is not None
        right = scene.visit.topic if question.id == TOPIC else scene.visit.truth[question.id]
        if question.number is not None:
            value = question.value(right)
            return f"{value.low}-{value.high}" if value.low == 0 else str(value.low)
        return next(option.sign for option in options(desk.conversation) if option.id == right)


def played(adviser: Adviser, path: Path, speaks: Language, first: dict[tuple[str, bool], str]) -> tuple[ShiftDesk, str]:
    """A whole shift, with these lines typed before what is right."""
    out, typing = StringIO(), Typing(first)
    session = training(adviser, path, speaks, "", out)
    session.lines = Lines(typing, out)
    items = plan(session.contrasts.of_all(), {}, NOW, 2 * VISITS)[:VISITS]
    desk = typing.desk = ShiftDesk(session, shift(adviser, items), with_region=False)
    while desk.shift.scene is not None:
        desk.ask_one()
    return desk, out.getvalue()


def test_a_shift_answered_as_told_has_no_correction(adviser: Adviser, path: Path, each_language: Language) -> None:
    desk, text = played(adviser, path, each_language, {})
    assert desk.shift.slips == () and desk.shift.done == VISITS + 1
    assert each_language.gettext("Not right. The right answer: {value}.").split("{")[0] not in text
    call = adviser.knowledge.training.calls[0]
    assert each_language.knowledge(f"training.call.{call.id}", call.text) in text
    assert not path.exists(), "the drill is what counts"


def test_the_first_wrong_fact_the_forgotten_new_patient_and_the_telephone_are_corrected(
    adviser: Adviser, path: Path, each_language: Language
) -> None:
    child = "7 år" if each_language.code == "sv" else "7 years"
    wrong = {(FACTS, False): "5", (NEW, False): child, (FACTS, True): child, (DEED, True): "9"}
    desk, text = played(adviser, path, each_language, wrong)
    kinds = [(bool(slip.correction), slip.mixed, slip.ringing) for slip in desk.shift.slips]
    assert kinds[0] == (True, False, False) and (False, True, False) in kinds and (False, False, True) in kinds
    for message in (MIXED, RINGING):
        assert each_language.gettext(message) in text
    assert each_language.gettext("“{word}” is no answer to this question.", word="9") in text


def test_what_the_story_tells_can_be_typed_in_one_sentence(adviser: Adviser, path: Path) -> None:
    contrasts = Contrasts(adviser, "vgr").of("medicines")
    item = next(side for each in contrasts for side in each.sides() if side.told.get("status") == "undocumented")
    out = StringIO()
    session = training(adviser, path, language("sv"), "", out)
    desk = ShiftDesk(session, shift(adviser, [item]), with_region=False)
    number = next(iter(desk.shift.scene.visit.numbers.values()), 40)  # type: ignore[union-attr]
    session.lines = desk.lines = Lines(StringIO(f"papperslös {number} år läkemedel\n"), out)
    desk.ask_one()
    assert desk.shift.slips == () and {"status", "age_group"} <= set(desk.conversation.case.answers)
    assert desk.conversation.case.topics == ("medicines",)


def test_what_a_made_up_case_has_no_use_for_is_said(adviser: Adviser, path: Path, each_language: Language) -> None:
    out = StringIO()
    assert at_the_desk(training(adviser, path, each_language, "/report\n/settings\n/language\n", out), (), 3) == 0
    assert out.getvalue().count(each_language.gettext("Not while you practise.")) == 2
    other = language("en" if each_language.code == "sv" else "sv")
    assert other.gettext("Question: {text}", text="")[:6] in out.getvalue(), "and the language changes"
