"""Practise as at the desk: the real conversation's screen, with a told patient above it, and corrected at the first wrong fact and deed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path, PurePath
from time import monotonic
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from assistant.answer import REFUSALS, refusal
from assistant.dialogue import Conversation
from assistant.i18n import N_
from assistant.train.shift import DEED, FACTS, OVER, Misstep, Scene, Shift
from assistant.train.shift_words import ShiftTeller
from assistant.train.story import Teller
from assistant.train.verdict import Verdict
from assistant.tui.chat.fitting import Shares
from assistant.tui.chat.screen import ChatScreen
from assistant.tui.hanging import Block
from assistant.tui.training.blocks import RIGHT, WRONG
from assistant.tui.training.room import TrainingRoom
from assistant.tui.training.screen import HIGH, Heading
from assistant.tui.widgets.asking import OnOffer
from assistant.tui.widgets.offers import Put
from assistant.tui.widgets.options import Choosable
from assistant.tui.widgets.paragraphs import Paragraphs

CHOICE = "deed:"
"""Begins the ids of deeds, beside those of values and topics."""

NOT_HERE = N_("Not while you practise.")

ELSEWHERE = frozenset({"take_along", "report", "practise", "settings"})
"""What the desk can do and a made-up case cannot."""


class ShiftScreen(ChatScreen):
    """A shift. The story stays in sight; time is shown, and judged by nobody."""

    CSS_PATH: ClassVar[str | PurePath | list[str | PurePath] | None] = [  # type: ignore[assignment]
        Path(__file__).parent.parent / "chat" / "chat.tcss",
        Path(__file__).parent / "training.tcss",
    ]
    BINDINGS: ClassVar[list[BindingType]] = [Binding("f8", "leave", N_("Leave the training"), key_display="F8")]

    def __init__(self, room: TrainingRoom) -> None:
        self.room = room
        self.shift: Shift = room.shift()
        super().__init__(Conversation(room.adviser, self.shift.case))
        self._held: Conversation | None = None
        self._slip: tuple[Scene, Misstep] | None = None
        self._was_right = False
        self._why: tuple[str, ...] = ()
        self._since = monotonic()

    def compose(self) -> ComposeResult:
        yield Heading(id="train-heading")
        yield Paragraphs(id="coach")
        yield from super().compose()

    @property
    def words(self) -> ShiftTeller:
        """Puts the shift in words, in the language that the app has now."""
        return ShiftTeller(self.room.adviser, Teller(self.app.wording), self.room.region is None)

    @property
    def coach(self) -> Paragraphs:
        """What is told, and what was wrong."""
        return self.query_one("#coach", Paragraphs)

    @property
    def holds_something(self) -> bool:
        """Nobody here is a patient."""
        return False

    def begin(self) -> None:
        super().begin()
        # Once the story has taken its rows, the answer's beginning stands elsewhere.
        self.call_after_refresh(lambda: self.call_after_refresh(self.to_card))

    # -- showing -----------------------------------------------------------------------------------------------------------

    def _fit_now(self) -> Shares:
        width, height = self.app.size
        return Shares(width, max(8, height - 1 - self._coach_rows()), len(self._heard()))

    def _coach_rows(self) -> int:
        width, height = self.app.size
        rows = sum(len(block.lines(max(8, width - 2))) for block in self._told())
        return min(rows, max(3, height * 2 // 5))

    def _show_talk(self, *, anew: bool) -> None:
        gettext = self.app.language.gettext
        rows = self._coach_rows()
        self.coach.show(self._told())
        self.coach.styles.height = rows
        took = gettext("{minutes} min", minutes=int((monotonic() - self._since) // 60))
        self.query_one(Heading).say(
            gettext("As at the desk"),
            " · ".join((self.room.name, gettext("{number} left", number=self.shift.left), took)),
        )
        super()._show_talk(anew=anew)

    def _told(self) -> list[Block]:
        """What was wrong or right last, and who is there now."""
        words = self.words
        blocks = []
        if self._slip is not None:
            first, *others = words.corrected(*self._slip)
            others = others if self.app.size.height >= HIGH else others[:1]  # the options need the rows
            blocks += [
                Block(first, "bold $error", f"{WRONG} ", "bold $error"),
                *(Block(text, "", "  ") for text in others),
            ]
        elif self._was_right:
            blocks.append(Block(" ".join((self.app.language.gettext("Right."), *self._why)), "$success", f"{RIGHT} "))
        if self.shift.step == OVER:
            first, *others = words.ended(self.shift, monotonic() - self._since)
            return [*blocks, Block(first, "bold"), *(Block(text) for text in others)]
        return [*blocks, Block(words.told(self.shift), "bold")]

    def offered(self, *, in_a_row: bool) -> Put:
        gettext = self.app.language.gettext
        if self.shift.step == DEED and not self.changing and self.waiting is None:
            texts = enumerate(self.words.deeds(self.shift), 1)
            options = tuple(Choosable(f"{CHOICE}{number}", str(number), text) for number, text in texts)
            hint = gettext("Choose with a number, or move with the arrows first.")
            return Put(OnOffer(self.words.deed(self.shift), options=options, hint=hint))
        if self.shift.step == OVER:
            return Put(OnOffer(gettext("Esc leaves the training."), hint=gettext("Esc leaves the training.")))
        return super().offered(in_a_row=in_a_row)

    # -- replies -----------------------------------------------------------------------------------------------------------

    def propose(self, later: Conversation, done: Callable[[], None] = lambda: None) -> None:
        """What is wrong is corrected before anybody asks whether to change it."""
        if self.shift.is_right(later.case):
            super().propose(later, done)
        else:
            self.go(later)
            self.line.value = ""

    def go(self, conversation: Conversation) -> None:
        """On with another conversation, if what it says is right; else what is wrong in it is put right."""
        scene, before = self.shift.scene, self.shift
        self.shift, slip = before.replied(conversation.case, conversation.question is not None)
        if slip is None:
            self._slip = None if conversation.case != before.case else self._slip
            self._was_right = conversation.case != before.case
            self._why = ()
            if before.held is None and self.shift.held is not None:
                self._held = conversation
            super().go(conversation)
            return
        assert scene is not None
        self._slip, self._was_right = (scene, slip), False
        self._go_on_with(self.conversation.told(self.shift.case) if slip.correction is not None else self.conversation)

    def _go_on_with(self, conversation: Conversation) -> None:
        """Show a conversation whose case is right; where it has no question left, there is something to do."""
        self.shift = self.shift.settled(conversation.question is not None)
        super().go(conversation)

    def next_patient(self, begun: Callable[[Conversation], Conversation]) -> None:
        scene = self.shift.scene
        self.shift, slip = self.shift.new_patient()
        if slip is not None and scene is not None:
            self._slip, self._was_right = (scene, slip), False
            self.show()
            return
        if self.shift.step in (DEED, OVER):
            return  # first something is to be done
        self._slip, self._was_right = None, False
        self.forget_typed()
        fresh = Conversation(self.room.adviser, self.shift.case, role=self.app.wording.role)
        self._go_on_with(fresh)
        if (later := begun(fresh)) is not fresh:
            self.go(later)

    def chosen(self, ids: tuple[str, ...]) -> None:
        if not ids[0].startswith(CHOICE):
            super().chosen(ids)
            return
        scene = self.shift.scene
        if scene is None or self.shift.step != DEED:
            return  # a second click, before the first has taken effect
        number = int(ids[0].removeprefix(CHOICE)) - 1
        self.shift, slip = self.shift.chose(number)
        self._slip, self._was_right = (scene, slip) if slip is not None else None, slip is None
        self._why = self._reason(scene) if slip is None else ()
        held, self._held = self._held, None if scene.call is not None else self._held
        if scene.visit is not None:
            self.room.is_led(scene.visit.item)
        if scene.call is not None and held is not None:
            self._go_on_with(held)
        else:
            self.show()

    def _reason(self, scene: Scene) -> tuple[str, ...]:
        """Why the deed was right, in a sentence."""
        if scene.visit is None:
            return ()
        try:
            told = self.words.explained(self._verdict(scene))
        except REFUSALS as error:
            return (refusal(error, self.app.language),)
        return (told.why or told.because,)

    @staticmethod
    def _verdict(scene: Scene) -> Verdict:
        assert scene.visit is not None
        return Verdict(scene.visit.item, scene.visit.item.key)

    # -- keys --------------------------------------------------------------------------------------------------------------

    takes_back = False  # each answer is judged as it is given

    def _at_once(self, text: str) -> bool:
        """A digit chooses a deed at once, where there is one to choose."""
        if self.shift.step != DEED or self.changing or self.waiting is not None:
            return super()._at_once(text)
        option = next((option for option in self.asking.options if option.key == text.strip()), None)
        if option is not None:
            self.line.value = ""
            self.chosen((option.id,))
        return option is not None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What a made-up case cannot be done with is not offered."""
        return False if action in ELSEWHERE else super().check_action(action, parameters)

    def command(self, name: str, words: str) -> None:
        if name in ("take", "print", "report", "train", "settings", "role"):
            self.say(NOT_HERE)
        else:
            super().command(name, words)

    async def action_take_along(self) -> None:
        self.say(NOT_HERE)

    async def action_report(self) -> None:
        self.say(NOT_HERE)

    async def action_practise(self) -> None:
        self.say(NOT_HERE)

    async def action_settings(self) -> None:
        self.say(NOT_HERE)

    def action_back(self) -> None:
        """Esc: what is typed or offered; then a step back; where there is none, out of the training."""
        busy = self.line.value or self.arrows_in_card or self.changing or self.waiting is not None
        if not busy and (self.shift.step != FACTS or self.conversation.previous is None):
            self.action_leave()
        else:
            super().action_back()
