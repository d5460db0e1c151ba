"""The answer: a heading, and one widget that draws all of it, so that memory stays flat. Scrolls by keyboard and by mouse."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from assistant.tui.hanging import Block
from assistant.tui.widgets.paragraphs import Paragraphs


class AnswerScroll(VerticalScroll, can_focus=True):
    """What scrolls, and takes the focus."""


class AnswerView(Vertical):
    """The answer under its heading."""

    def compose(self) -> ComposeResult:
        yield Static(id="answer-heading")
        with AnswerScroll(id="answer"):
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
