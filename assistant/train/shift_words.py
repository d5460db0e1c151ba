"""A shift at the desk in words: who stands there or rings, what was wrong and why, what there is to do, and how it went."""

from __future__ import annotations

from assistant.answer import Adviser
from assistant.i18n import N_
from assistant.knowledge.training import Call
from assistant.train.guide import correction_lines, guided_story
from assistant.train.outline import Explained, Judge
from assistant.train.shift import Misstep, Scene, Shift, right_place
from assistant.train.story import Teller
from assistant.train.verdict import Verdict

MIXED = N_(
    "Not right. The answers of the last patient are still there: begin with “New patient”, else the two are mixed."
)
RINGING = N_(
    "Not right. Somebody else wants an answer first: no question about the patient is answered now. Write who it is and that they ask."
)


class ShiftTeller:
    """Puts a shift in words. `with_region`: stories tell where the desk stands, since it is another one each time."""

    def __init__(self, adviser: Adviser, teller: Teller, with_region: bool) -> None:
        self.adviser, self.teller, self.with_region = adviser, teller, with_region

    # -- what is on --------------------------------------------------------------------------------------------------------

    def told(self, shift: Shift) -> str:
        """Who stands at the desk, rings or writes."""
        scene = shift.scene
        if scene is None:
            return ""
        if scene.call is not None:
            return self._known(f"training.call.{scene.call.id}", scene.call.text)
        return self._visit(scene, first=not shift.done)

    def _visit(self, scene: Scene, first: bool) -> str:
        assert scene.visit is not None
        gettext = self.teller.wording.language.gettext
        story = guided_story(scene.visit, self.teller, self.with_region)
        if scene.back:
            return gettext("The patient who had to wait is back: {text}", text=story)
        if scene.comes:
            return gettext("In the middle of it somebody else comes, who cannot wait: {text}", text=story)
        return gettext("Case: {text}", text=story) if first else gettext("The next patient: {text}", text=story)

    def deed(self, shift: Shift) -> str:
        """What is asked when all that matters is answered: what applies, or what one does."""
        scene = shift.scene
        if scene is None or scene.visit is None:
            return self.teller.wording.language.gettext("What do you do?")
        return self.teller.question(scene.visit.item)

    def deeds(self, shift: Shift) -> tuple[str, ...]:
        """The choices, in their order."""
        scene = shift.scene
        if scene is None:
            return ()
        if scene.call is not None:
            return self._of_call(scene.call)
        assert scene.visit is not None
        return self.teller.choices(scene.visit.item)

    def _of_call(self, call: Call) -> tuple[str, ...]:
        wrong = [self._known(f"training.call.{call.id}.{place}", text) for place, text in enumerate(call.wrong, 1)]
        place = right_place(call)
        return (*wrong[:place], self._right(call), *wrong[place:])

    def _right(self, call: Call) -> str:
        return self.teller.wording.rule_text(self.adviser.knowledge.rules[call.rule])

    def _known(self, context: str, text: str) -> str:
        return self.teller.wording.language.knowledge(context, text)

    # -- what was wrong ----------------------------------------------------------------------------------------------------

    def corrected(self, scene: Scene, slip: Misstep) -> tuple[str, ...]:
        """What was wrong in a scene, what is right, and why."""
        gettext = self.teller.wording.language.gettext
        if slip.correction is not None and scene.visit is not None:
            return correction_lines(scene.visit, slip.correction, self.teller)
        if slip.verdict is not None:
            told = self.explained(slip.verdict)
            return (gettext("Not right. The right answer: {text}", text=told.answer), *self.because(told))
        if slip.chosen is not None and scene.call is not None:
            rule = self.adviser.knowledge.rules[scene.call.rule]
            sources = (self.teller.wording.source(source) for source in self.adviser.sources(rule.sources))
            right = gettext("Not right. The right answer: {text}", text=self._right(scene.call))
            return (right, *(gettext("Source: {text}", text=source) for source in sources))
        return (gettext(MIXED if slip.mixed else RINGING),)

    def explained(self, verdict: Verdict) -> Explained:
        """The verdict on a deed. Raises what `Judge.explained` raises."""
        return Judge(self.adviser, self.teller).explained(verdict)

    def because(self, told: Explained) -> tuple[str, ...]:
        """Why a deed is right, and the clauses."""
        gettext = self.teller.wording.language.gettext
        sources = (gettext("Source: {text}", text=source) for source in told.sources)
        return (*filter(None, (told.because, told.why)), *sources)

    # -- how it went -------------------------------------------------------------------------------------------------------

    def ended(self, shift: Shift, seconds: float) -> tuple[str, ...]:
        """How it went, and how long it took: that is told and judged by nobody."""
        language, wrong = self.teller.wording.language, len(shift.slips)
        lines = [language.gettext("The shift is over. Cases and calls done: {number}.", number=shift.done)]
        if wrong:
            lines.append(language.ngettext("{number} correction.", "{number} corrections.", wrong))
        else:
            lines.append(language.gettext("Without a correction."))
        lines.append(language.gettext("Time: {minutes} min. Nobody counts it.", minutes=minutes(seconds)))
        return tuple(lines)


def minutes(seconds: float) -> int:
    """Whole minutes, at least one."""
    return max(1, round(seconds / 60))
