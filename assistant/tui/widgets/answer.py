"""The answer: one part for each section, filled anew with every reply, so that memory stays flat. Scrolls by keyboard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from assistant.tui.answer_blocks import SECTIONS
from assistant.tui.hanging import Block
from assistant.tui.widgets.paragraphs import Paragraphs

FOOT = "foot"


class AnswerScroll(VerticalScroll, can_focus=True):
    """What scrolls."""


class AnswerView(Vertical):
    """The answer under its heading."""

    def compose(self) -> ComposeResult:
        yield Static(id="answer-heading")
        with AnswerScroll(id="answer"):
            for name in (*SECTIONS, FOOT):
                yield Paragraphs(id=f"section-{name}")

    @property
    def scroll(self) -> AnswerScroll:
        """The part that takes the focus."""
        return self.query_one(AnswerScroll)

    def show(self, heading: Sequence[str], sections: Mapping[str, Sequence[Block]], *, stay: bool) -> None:
        """Show an answer. `stay`: keep the place that is scrolled to, as when only the language changes."""
        title, *counts = heading
        parts = [(title, "bold"), *((f"   {count}", "$muted") for count in counts if count)]
        self.query_one("#answer-heading", Static).update(Content.assemble(*parts))
        for name in (*SECTIONS, FOOT):
            self.query_one(f"#section-{name}", Paragraphs).show(sections.get(name, ()))
        if not stay:
            self.scroll.scroll_home(animate=False)

    @property
    def text(self) -> str:
        """All that is shown, as plain text."""
        return "\n".join(part.text for part in self.query(Paragraphs) if part.display)
