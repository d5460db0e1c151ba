"""A shift at the desk, as a value: told patients one after another, one who comes in the middle, others who call, write or come and ask.

The learner uses the real conversation; whoever shows it says what was replied, and is told the first wrong fact or deed. Nothing is
counted and nothing is saved: the drill is what counts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from assistant.answer import Adviser
from assistant.cases.case import Case
from assistant.knowledge.training import Call
from assistant.train.guide import Correction, Guided, guided
from assistant.train.items import DrillItem, turn
from assistant.train.verdict import Verdict

NEW, FACTS, DEED, OVER = "new", "facts", "deed", "over"
"""What comes next: a new patient is to be begun, the dialogue's questions are answered, something is done, nothing any more."""

VISITS, CALLS = 5, 2
"""Patients of a shift, and those who ask in the middle of one."""


class Scene(NamedTuple):
    """A patient, or somebody who asks (`call`: by telephone, at the desk, in writing).

    `middle`: what comes in the middle of it; `back`: a patient who had to wait; `comes`: one who does not wait.
    """

    visit: Guided | None = None
    call: Call | None = None
    middle: Scene | None = None
    back: bool = False
    comes: bool = False


class Misstep(NamedTuple):
    """Something that was wrong: a fact (`correction`), a deed (`verdict`, or `chosen` of a call), or a reply where another thing was due.

    `mixed`: answers for the next patient on top of the last one's; `ringing`: a question answered while somebody else waits for a word.
    """

    correction: Correction | None = None
    verdict: Verdict | None = None
    chosen: int | None = None
    mixed: bool = False
    ringing: bool = False


@dataclass(frozen=True)
class Shift:
    """`scenes`: the first is on. `case`: what has been answered for it, always rightly. `held`: the case that waits for the end of a call."""

    scenes: tuple[Scene, ...]
    step: str
    case: Case
    held: Case | None = None
    slips: tuple[Misstep, ...] = ()
    done: int = 0

    @property
    def scene(self) -> Scene | None:
        """What is on; None when the shift is over."""
        return self.scenes[0] if self.scenes else None

    @property
    def left(self) -> int:
        """How many patients and calls there are still, with the one that is on."""
        return sum(1 + _nested(scene) for scene in self.scenes)

    @property
    def choices(self) -> int:
        """How many deeds there are to choose from now; none but at that step."""
        scene = self.scene
        if self.step != DEED or scene is None:
            return 0
        return len(scene.call.wrong) + 1 if scene.call is not None else len(self._visit.item.contrast.choices)

    @property
    def _visit(self) -> Guided:
        assert self.scene is not None and self.scene.visit is not None
        return self.scene.visit

    # -- what the learner does ---------------------------------------------------------------------------------------------

    def new_patient(self) -> tuple[Shift, Misstep | None]:
        """A new patient is begun. In the middle of one the answers are gone, as at the desk; during a call nobody else is served."""
        if self.scene is None:
            return self, None
        if self.scene.call is not None:
            return self._slipped(Misstep(ringing=True))
        if self.step == DEED:
            return self, None
        return replace(self, step=FACTS, case=self._visit.first_case), None

    def replied(self, case: Case, open: bool) -> tuple[Shift, Misstep | None]:
        """A reply made this case of the last one; `open`: whether the dialogue has a question left. The shift after it, and what was wrong."""
        scene = self.scene
        if scene is None or case == self.case:
            return self.settled(open), None
        if scene.call is not None:
            return self._on_the_telephone(scene.call, case)
        if self.step == NEW:
            return self._slipped(Misstep(mixed=True))
        wrong = self._visit.first_wrong(self.case, case)
        if wrong is not None:
            return replace(self, case=self._visit.mended(self.case, case))._slipped(Misstep(correction=wrong))
        return replace(self, case=case)._interrupted(open), None

    def is_right(self, case: Case) -> bool:
        """Whether nothing would be wrong in a reply that makes this case."""
        return self.replied(case, True)[1] is None

    def chose(self, number: int) -> tuple[Shift, Misstep | None]:
        """A deed was chosen. Raises IndexError for none of them."""
        if not 0 <= number < self.choices:
            raise IndexError(number)
        scene = self.scene
        assert scene is not None
        if scene.call is not None:
            slip = None if number == right_place(scene.call) else Misstep(chosen=number)
        else:
            verdict = Verdict(self._visit.item, number)
            slip = None if verdict.right else Misstep(verdict=verdict)
        after = self._slipped(slip)[0] if slip is not None else self
        return after._gone_on(), slip

    def settled(self, open: bool) -> Shift:
        """The shift once it is known whether the dialogue has a question left: when nothing is left to ask of a patient, something is to be done."""
        known = self.scene is not None and self.scene.visit is not None and self.case.topics
        return replace(self, step=DEED) if known and self.step == FACTS and not open else self

    # -- what follows ------------------------------------------------------------------------------------------------------

    def _slipped(self, slip: Misstep) -> tuple[Shift, Misstep]:
        return replace(self, slips=(*self.slips, slip)), slip

    def _interrupted(self, open: bool) -> Shift:
        """After the first right reply comes what comes in the middle: a call, for which the case waits, or the next patient, for whom it cannot."""
        scene = self.scenes[0]
        if scene.middle is None:
            return self.settled(open)
        rest = (scene._replace(middle=None, back=scene.middle.call is None), *self.scenes[1:])
        if scene.middle.call is not None:
            return replace(self, scenes=(scene.middle, *rest), held=self.case)
        return replace(self, scenes=(scene.middle, *rest), step=NEW)

    def _on_the_telephone(self, call: Call, case: Case) -> tuple[Shift, Misstep | None]:
        """Right is what the desk has for such a call; no question about a patient is answered now."""
        if call.topic in case.topics and case.answers == self.case.answers:
            return replace(self, case=case, step=DEED), None
        return self._slipped(Misstep(ringing=True))

    def _gone_on(self) -> Shift:
        """The next scene: after a call the case that waited, else another patient, for whom the desk is to be cleared."""
        was, rest = self.scenes[0], self.scenes[1:]
        done = self.done + 1
        if not rest:
            return replace(self, scenes=(), step=OVER, held=None, done=done)
        if was.call is not None and self.held is not None:
            return replace(self, scenes=rest, step=FACTS, case=self.held, held=None, done=done)
        return replace(self, scenes=rest, step=NEW, done=done)


def _nested(scene: Scene) -> int:
    return 0 if scene.middle is None else 1 + _nested(scene.middle)


def right_place(call: Call) -> int:
    """The place of the right deed among those of a call."""
    return turn(call.id, len(call.wrong) + 1)


def shift(adviser: Adviser, items: Sequence[DrillItem], led: Mapping[str, int] | None = None) -> Shift:
    """A shift with these patients. The second has to wait for the third, who does not; during the fourth and the last somebody else asks.

    `led`: how often each contrast was led before, by its id: so often its story is another one.
    """
    before = led or {}
    visits = [Scene(visit=guided(adviser, item, before.get(item.contrast.id, 0))) for item in items]
    if len(visits) > 2:
        visits[1:3] = [visits[1]._replace(middle=visits[2]._replace(comes=True))]
    places = sorted({2, len(visits) - 1} - {0, 1}) if len(visits) > 2 else []
    for place, call in zip(places, _calls(adviser, sum(before.values()) // VISITS), strict=False):
        visits[place] = visits[place]._replace(middle=Scene(call=call))
    scenes = tuple(visits)
    first = scenes[0].visit
    assert first is not None
    return Shift(scenes, FACTS, first.first_case)


def _calls(adviser: Adviser, shifts: int) -> tuple[Call, ...]:
    """Who asks in a shift, after so many: each in turn, so that whoever goes on meets all of them."""
    calls = adviser.knowledge.training.calls
    first = shifts * CALLS % max(1, len(calls))
    return (*calls[first:], *calls[:first])[:CALLS]
