"""The answer: a heading, and one widget that draws all of it, so that memory stays flat.

Scrolls by keyboard and by mouse. With the focus in it, the arrows go from statement to statement, and Enter or a click asks why
that one applies.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from assistant.i18n import N_
from assistant.tui.hanging import Block
from assistant.tui.widgets.paragraphs import ABOUT, Paragraphs


class AnswerScroll(VerticalScroll, can_focus=True):
    """What scrolls, and takes the focus; the arrows choose a statement."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "select(1)", show=False),
        Binding("up", "select(-1)", show=False),
        Binding("enter,space", "ask_why", N_("Why does this apply?"), show=False),
    ]

    def __init__(self, *, ask_why: Callable[[str], None], id: str) -> None:
        """`ask_why` is called with the id of the statement."""
        super().__init__(id=id)
        self._ask_why = ask_why

    @property
    def paragraphs(self) -> Paragraphs:
        """The statements."""
        return self.query_one(Paragraphs)

    def action_select(self, step: int) -> None:
        """To the statement before or after; at either end it scrolls on, so that nothing is out of reach."""
        subjects, at = self.paragraphs.subjects, self.paragraphs.selected
        index = subjects.index(at) + step if at in subjects else 0 if step > 0 else len(subjects)
        if not 0 <= index < len(subjects):
            (self.scroll_down if step > 0 else self.scroll_up)(animate=False)
            return
        self.paragraphs.select(subjects[index])
        spot = self.paragraphs.spot(subjects[index])
        if spot is not None:
            self.scroll_to_region(spot.translate(self.paragraphs.virtual_region.offset), animate=False, force=True)

    def action_ask_why(self) -> None:
        """Why the chosen statement applies."""
        if self.paragraphs.selected:
            self._ask_why(self.paragraphs.selected)

    def on_blur(self) -> None:
        self.paragraphs.select("")

    def on_click(self, event: events.Click) -> None:
        about = event.style.meta.get(ABOUT)
        if about:
            event.stop()
            self._ask_why(about)


class AnswerView(Vertical):
    """The answer under its heading."""

    def __init__(self, *, ask_why: Callable[[str], None], id: str) -> None:
        """`ask_why` is called with the id of the statement about which the user asks."""
        super().__init__(id=id)
        self._ask_why = ask_why

    def compose(self) -> ComposeResult:
        yield Static(id="answer-heading")
        with AnswerScroll(ask_why=self._ask_why, id="answer"):
            yield Paragraphs(id="answer-text")

    @property
    def heading(self) -> Static:
        """The line above the answer."""
        return self.query_one("#answer-heading", Static)

    @property
    def scroll(self) -> AnswerScroll:
        """The part that takes the focus."""
        return self.query_one(AnswerScroll)

    def show(self, heading: Sequence[str], blocks: Sequence[Block], *, stay: bool) -> None:
        """Show an answer. `stay`: keep the place that is scrolled to, as when only the language changes."""
        title, *counts = heading
        parts = [(title, "bold"), *((f"   {count}", "") for count in counts if count)]
        said = Content.assemble(*parts)
        if self.heading.content != said:
            self.heading.update(said)
        self.query_one(Paragraphs).show(blocks)
        if not stay:
            self.scroll.scroll_home(animate=False)

    @property
    def text(self) -> str:
        """All that is shown, as plain text."""
        return self.query_one(Paragraphs).text
