"""What has been said, turn by turn: the question, the reply, what it changed. A click on a reply asks for it again."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.style import Style

from assistant.dialogue.turns import Recounted
from assistant.texts import harmless
from assistant.tui.widgets.text_lines import TextLines

FACT = "fact"
"""The key of a style's meta: the fact whose reply a place shows."""
INDENT = "  "


class Turns(TextLines, can_focus=False):
    """The turns, each in a few lines. `ask_again` is called with the fact of a reply that is clicked."""

    DEFAULT_CSS = "Turns { height: auto; width: 1fr; }"

    def __init__(self, *, ask_again: Callable[[str], None], id: str) -> None:
        super().__init__(id=id)
        self._ask_again = ask_again
        self.told: tuple[Recounted, ...] = ()
        self.greeting: tuple[str, ...] = ()
        self.more_above = "▲ {number}"
        self.changed_later = ""
        self.most: int | None = None
        self._up = 0
        self._made: tuple[int, list[Content]] | None = None

    def show(self, told: Sequence[Recounted], greeting: Sequence[str], changed_later: str) -> None:
        """Show these turns; the greeting stands there as long as there is none. `changed_later`: that a reply no longer holds."""
        if (tuple(told), tuple(greeting), changed_later) != (self.told, self.greeting, self.changed_later):
            self.told, self.greeting, self.changed_later = tuple(told), tuple(greeting), changed_later
            self._made, self._up = None, 0
            self.display = bool(told or greeting)
            self.refresh(layout=True)

    @property
    def text(self) -> str:
        """All that is said, as plain text."""
        return "\n".join(line.plain for line in self._lines(10_000))

    def on_click(self, event: events.Click) -> None:
        fact = event.style.meta.get(FACT)
        if fact:
            event.stop()
            self._ask_again(fact)

    # -- drawing ---------------------------------------------------------------------------------------------------

    def _turn(self, told: Recounted, width: int) -> list[Content]:
        lines = Content.styled(harmless(told.question), "$muted").wrap(width) if told.question else []
        for fact, reply in told.replies:
            text = Content.styled(harmless(reply), "$muted" if told.again else "bold")
            if told.again:
                text = Content.assemble(text, f"  ({self.changed_later})")
            marked = Content.assemble(("› ", "bold $primary"), text).stylize(Style.from_meta({FACT: fact}))
            lines += marked.wrap(width)
        if told.changed and not told.again:
            lines += [
                Content.assemble(INDENT, line) for line in Content(harmless(told.changed)).wrap(width - len(INDENT))
            ]
        return lines

    def _lines(self, width: int) -> list[Content]:
        if self._made is None or self._made[0] != width:
            room = max(8, width)
            lines: list[Content] = []
            for told in self.told:
                lines += [*self._turn(told, room), Content("")]
            for number, text in enumerate(self.greeting if not self.told else ()):
                lines += Content.styled(harmless(text), "$muted" if number else "bold $primary").wrap(room) or [
                    Content("")
                ]
            self._made = width, lines
        return self._made[1]

    def allow(self, rows: int) -> None:
        """It may be so many rows tall: the last of what was said is in sight, the rest is scrolled to."""
        if rows != self.most:
            self.most = rows
            self.refresh(layout=True)

    def scroll_lines(self, lines: int) -> bool:
        """Further down, or up with a negative number; returns whether there is more."""
        width = self.content_size.width
        hidden = max(0, len(self._lines(width)) - (self.most or len(self._lines(width))))
        up = max(0, min(self._up - lines, hidden))
        if up == self._up:
            return False
        self._up = up
        self.refresh()
        return True

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        if self.scroll_lines(1):
            event.stop()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        if self.scroll_lines(-1):
            event.stop()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        rows = len(self._lines(width))
        return rows if self.most is None else min(rows, self.most)

    def lines_in(self, width: int) -> list[Content]:
        lines = self._lines(width)
        if self.most is None or len(lines) <= self.most:
            return lines
        end = len(lines) - self._up
        shown = lines[max(0, end - self.most) : end]
        if end > self.most:
            shown[0] = Content.styled(self.more_above.format(number=end - self.most + 1), "bold $warning")
        return shown
