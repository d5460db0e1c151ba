"""Practise as at the desk, in lines: the real conversation for told patients, corrected at the first wrong fact and the first wrong deed."""

from __future__ import annotations

from datetime import UTC, datetime
from time import monotonic

from assistant.dialogue import Conversation
from assistant.dialogue.readings import Asked, Begun, LineReading
from assistant.i18n import N_
from assistant.plain.asking import number_of
from assistant.plain.desk import PlainDesk
from assistant.plain.lines import EndOfTalk
from assistant.plain.replying import act
from assistant.plain.training import Training
from assistant.settings.preferences import Preferences
from assistant.train.schedule import plan
from assistant.train.shift import DEED, FACTS, Misstep, Scene, Shift, shift
from assistant.train.shift_words import ShiftTeller
from assistant.train.story import Teller
from assistant.train.verdict import Verdict

NOT_HERE = frozenset({"take", "print", "report", "train", "settings", "role", "forward"})
"""Commands of the desk that a made-up case has no use for."""


class ShiftDesk(PlainDesk):
    """The desk in lines, in a shift. `with_region`: stories tell where the desk stands."""

    def __init__(self, training: Training, on: Shift, with_region: bool) -> None:
        adviser = training.adviser
        preferences = Preferences(adviser.knowledge, None)
        super().__init__(adviser, training.language, training.lines, preferences, remembers=False, today=None)
        self.shift, self._with_region = on, with_region
        self.conversation = self._fresh()
        self._told: Scene | None = None
        self._held: Conversation | None = None

    def _fresh(self) -> Conversation:
        return Conversation(self.conversation.adviser, self.shift.case, role=self.wording.role)

    @property
    def words(self) -> ShiftTeller:
        """Puts the shift in words, in the language of now."""
        return ShiftTeller(self.conversation.adviser, Teller(self.wording), self._with_region)

    # -- one step ----------------------------------------------------------------------------------------------------------

    def ask_one(self) -> None:
        """Tell who is there, if somebody else is; put what is asked now, read a line, do what it is. Raises EndOfTalk."""
        if self.shift.scene is not self._told:
            self._told = self.shift.scene
            self.lines.say()
            self.lines.say(self.words.told(self.shift))
        if self.shift.step == DEED:
            self.lines.say()
            self.say(N_("Question: {text}"), text=self.words.deed(self.shift))
            self.number(self.words.deeds(self.shift))
            self._do_deed(self.read())
            return
        self.tell_next()
        waiting, self.waiting = self.waiting, None
        self._take(self.reader.read(self.lines.read(), self.conversation, waiting))

    def _do_deed(self, word: str) -> None:
        number = number_of(word)
        if number is not None and 1 <= number <= self.shift.choices:
            self._choose(number - 1)
        elif self.commanded(word):
            self._take(self.reader.read(word, self.conversation))
        else:
            self.not_an_answer(word)

    def _take(self, reading: LineReading) -> None:
        """Do what a line is, but for what is different in a shift."""
        if isinstance(reading, Begun) or (isinstance(reading, Asked) and reading.name == "new"):
            self._begin(reading)
        elif isinstance(reading, Asked) and (
            reading.name in NOT_HERE or (reading.name == "back" and not self._can_go_back)
        ):
            self.say(N_("Not while you practise."))
        else:
            act(self, reading)
            self._keep_up()

    @property
    def _can_go_back(self) -> bool:
        return self.shift.step == FACTS and self._held is None

    def _keep_up(self) -> None:
        """A command may have gone back in the conversation: the shift goes along."""
        if self.shift.step == FACTS and self.conversation.case != self.shift.case:
            self.shift, _ = self.shift.replied(self.conversation.case, self.conversation.question is not None)

    # -- what is right and wrong -------------------------------------------------------------------------------------------

    def propose(self, later: Conversation) -> bool:
        """What is wrong is corrected before anybody asks whether to change it."""
        if self.shift.is_right(later.case):
            return super().propose(later)
        self.go(later)
        return False

    def go(self, later: Conversation) -> None:
        scene, before = self.shift.scene, self.shift
        self.shift, slip = before.replied(later.case, later.question is not None)
        if slip is None:
            if later.case != before.case:
                self.say(N_("Right."))
            if before.held is None and self.shift.held is not None:
                self._held = later
            super().go(later)
            return
        self._correct(scene, slip)
        if slip.correction is not None:
            self._go_on_with(self.conversation.told(self.shift.case))

    def _go_on_with(self, talk: Conversation) -> None:
        self.shift = self.shift.settled(talk.question is not None)
        super().go(talk)

    def _correct(self, scene: Scene | None, slip: Misstep) -> None:
        assert scene is not None
        for line in self.words.corrected(scene, slip):
            self.lines.say(line)

    def _begin(self, reading: Begun | Asked) -> None:
        """The next patient, if it is time."""
        scene = self.shift.scene
        self.shift, slip = self.shift.new_patient()
        if slip is not None:
            self._correct(scene, slip)
            return
        if self.shift.step != FACTS:
            self.say(N_("First choose what applies to the patient who is here."))
            return
        self.forget()
        self.told = set()
        self.say(N_("New patient."))
        self._go_on_with(self._fresh())
        if isinstance(reading, Begun):
            self.go(reading.told(self.conversation))

    def _choose(self, number: int) -> None:
        scene = self.shift.scene
        assert scene is not None
        self.shift, slip = self.shift.chose(number)
        if slip is not None:
            self._correct(scene, slip)
        else:
            self.say(N_("Right."))
            if scene.visit is not None:
                told = self.words.explained(Verdict(scene.visit.item, number))
                for line in self.words.because(told):
                    self.lines.say(line)
        if scene.call is not None and self._held is not None:
            held, self._held = self._held, None
            self._go_on_with(held)


def at_the_desk(training: Training, topics: tuple[str, ...], count: int, remember: bool = False) -> int:
    """A shift with so many patients; the exit code. Nothing is saved but the region: the drill is what counts."""
    training.begin(remember)
    items = plan(training.contrasts.of_all(topics), {}, datetime.now(UTC), 2 * count)[:count]
    desk = ShiftDesk(training, shift(training.adviser, items), training.keeper.learner.region is None)
    how = N_(
        "The patients are made up, the questions are those of the desk: answer with a number, or write what the story tells. "
        "“{new}” begins the next patient, “{language}” changes language, “{quit}” ends."
    )
    training.say(how, **{name: training.word(name) for name in ("new", "language", "quit")})
    since = monotonic()
    try:
        while desk.shift.scene is not None:
            desk.ask_one()
    except EndOfTalk:
        pass  # nothing is saved in this mode
    desk.lines.say()
    for line in desk.words.ended(desk.shift, monotonic() - since):
        desk.lines.say(line)
    return 0
