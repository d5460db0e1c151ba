"""The guided mode: the learner leads a told case through the dialogue, and is corrected at the first wrong fact."""

from __future__ import annotations

from time import monotonic
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll

from assistant.answer import REFUSALS, refusal
from assistant.dialogue import Conversation
from assistant.i18n import N_
from assistant.knowledge.model import TOPIC
from assistant.train.guide import Correction, Guided, guided, guided_story
from assistant.tui.hanging import GAP, Block
from assistant.tui.training.blocks import led_blocks, reply_blocks
from assistant.tui.training.room import TrainingRoom
from assistant.tui.training.screen import Heading, TrainingScreen
from assistant.tui.widgets.choices import Choices
from assistant.tui.widgets.key_bar import KeyBar
from assistant.tui.widgets.paragraphs import Paragraphs
from assistant.tui.widgets.question import QuestionPane


class GuideText(VerticalScroll, can_focus=True):
    """The story and what is said to the replies, which scroll."""


class GuideScreen(TrainingScreen):
    """Leads told cases, one after the other. The story stays in sight. Nothing is counted: the drill is what counts."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "next", N_("Next case"), key_display="Enter"),
    ]

    def __init__(self, room: TrainingRoom) -> None:
        super().__init__(room)
        self._items = room.to_lead()
        self._at = 0
        self.case: Guided = guided(room.adviser, self._items[0])
        self._talk = Conversation(room.adviser, self.case.case)
        self._right: bool | None = None  # whether the last reply was
        self._since = monotonic()

    def compose(self) -> ComposeResult:
        yield Heading(id="train-heading")
        with Container(id="guide-body"):
            with GuideText(id="guide-text", classes="training-text"):
                yield Paragraphs(id="guide-story")
                yield Paragraphs(id="guide-said")
            yield QuestionPane(chosen=self._chosen, number_given=self._number, id="guide-question")
        yield KeyBar(id="keys")

    def begin(self) -> None:
        self.query_one(Choices).grace = self.app.grace
        self.fit()
        self._show_focused()

    @property
    def pane(self) -> QuestionPane:
        """The open question of the dialogue."""
        return self.query_one(QuestionPane)

    # -- showing -------------------------------------------------------------------------------------------------------

    def _show_focused(self) -> None:
        self.reword()
        text = self.query_one(GuideText)
        self.set_focus(text if self._talk.question is None else self.pane.entry, scroll_visible=False)
        text.scroll_home(animate=False)

    def reword(self) -> None:
        """Say everything in the language that the app has now; what was replied and what is typed stays."""
        gettext, teller = self.app.language.gettext, self.teller
        place = gettext("{number} of {all}", number=self._at + 1, all=len(self._items))
        self.say_heading(gettext("Guided: reply as the story tells"), place)
        gap = [] if not self.high and self._talk.question is not None else [GAP]
        self.query_one("#guide-story", Paragraphs).show([Block(guided_story(self.case, teller), "bold"), *gap])
        self.query_one("#guide-said", Paragraphs).show(self._said())
        done = self._talk.question is None
        self.set_class(done, "-done")
        self.pane.display = not done
        if not done:
            self.pane.show(self._talk, self.app.wording, narrow=not self.wide)
            self.query_one(Choices).confirm = gettext("Enter  Reply with the ticked topic")
        self.refresh_bindings()

    def _said(self) -> list[Block]:
        blocks = reply_blocks(self.case, self._right, self.teller)
        if self._talk.question is None:
            try:
                blocks += [*([GAP] if blocks else []), *led_blocks(self.case, self.teller, self.room.adviser)]
            except REFUSALS as error:
                blocks.append(Block(refusal(error, self.app.language), "", "! ", "bold $warning"))
        return blocks

    # -- replies -------------------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that would do nothing are not offered."""
        return self._talk.question is None if action == "next" else True

    def on_key(self, event: events.Key) -> None:
        """Digits and letters reply; Enter goes on at the end of a case: in the order in which they are typed."""
        if self._talk.question is None:
            if event.key not in ("enter", "space"):
                return
            self.action_next()
        elif not (event.is_printable and event.character and self.pane.press(event.character)):
            return
        event.stop()
        event.prevent_default()

    def _chosen(self, ids: tuple[str, ...]) -> None:
        question = self._talk.question
        if question is None:
            return
        given = ids[0]
        if question.id == TOPIC:
            # Of several ticked topics, one that the story does not tell of is the mistake.
            right = self.case.right_answer(question)
            given = next((id for id in ids if id != right), right)
        self._go_on(*self.case.answer(given))

    def _number(self, number: int) -> None:
        self._go_on(*self.case.answer_number(number))

    def _go_on(self, case: Guided, correction: Correction | None) -> None:
        self.case, self._right = case, correction is None
        self._talk = Conversation(self.room.adviser, case.case)
        self._since = monotonic()
        if self._talk.question is None:
            self.room.is_led(case.item)
        self._show_focused()

    def action_next(self) -> None:
        """The next case; after the last one, back to the start. A stray second Enter does not pass over the end of a case."""
        if self._talk.question is not None or monotonic() - self._since < self.app.grace:
            return
        self._at += 1
        if self._at >= len(self._items):
            self._at -= 1
            self.action_leave()
            return
        self.case = guided(self.room.adviser, self._items[self._at])
        self._talk = Conversation(self.room.adviser, self.case.case)
        self._right = None
        self._show_focused()
