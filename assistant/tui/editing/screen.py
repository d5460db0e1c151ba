"""The conversation with the state of the edited folder above it: mistakes with their places, or what the last save changed."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from assistant.answer import Adviser
from assistant.dialogue import Conversation
from assistant.editing import Bench
from assistant.editing.outline import MARK, rows
from assistant.texts import harmless
from assistant.tui.chat.screen import ChatScreen

MOST_ROWS = 10
"""Rows that the state of the folder takes at most; on a small screen a quarter of it."""


class EditScreen(ChatScreen):
    """As long as the folder has mistakes, the answer is that of the last good state and is marked so."""

    DEFAULT_CSS = """
    #bench { height: auto; width: 100%; padding: 0 1; background: $panel; }
    """

    def __init__(self, conversation: Conversation, bench: Bench) -> None:
        super().__init__(conversation)
        self.bench = bench

    def compose(self) -> ComposeResult:
        parts = iter(super().compose())
        yield next(parts)
        yield Static(id="bench")
        yield from parts

    # -- the folder ------------------------------------------------------------------------------------------------

    def _bench_rows(self) -> list[str]:
        width, height = self.app.size
        most = max(1, min(MOST_ROWS, height // 4))
        return rows(self.bench, self.app.language, width - 4, most)

    @property
    def rows_above(self) -> int:
        return len(self._bench_rows())

    def _show_bench(self) -> None:
        first, *others = (harmless(row) for row in self._bench_rows())
        sign = "! " if self.bench.problems else "✓ "
        colour = "bold $warning" if self.bench.problems else "bold $success"
        lines = [Content.styled(sign + first, colour), *(Content(f"  {row}") for row in others)]
        part, text = self.query_one("#bench", Static), Content("\n").join(lines)
        if part.content != text:
            part.update(text)

    def marked(self, title: str) -> str:
        return f"{self.app.language.gettext(MARK)}: {title}" if self.bench.problems else title

    def say_bench(self) -> None:
        """The folder is in another state; the answer is as it was."""
        if self.built:
            self._show_bench()
            self.fit()
            self.show_answer(stay=True)

    def answered_by(self, adviser: Adviser) -> None:
        """Answer the open case again, by another state of the folder; what is typed stays."""
        self.forget()
        before = self.conversation.question
        self.conversation = self.conversation.answered_by(adviser)
        if not self.built:
            return
        self._show_bench()
        if self.conversation.question == before:
            self.reword()
        else:
            self.show_question()

    # -- showing ---------------------------------------------------------------------------------------------------

    def begin(self) -> None:
        self._show_bench()
        super().begin()

    def fit(self) -> None:
        self._show_bench()
        super().fit()

    def reword(self) -> None:
        self._show_bench()
        super().reword()
