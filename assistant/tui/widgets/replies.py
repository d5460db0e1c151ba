"""What has been replied: rows beside the answer, or one flowing line when the screen is narrow; each can be asked again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.style import Style
from textual.widget import Widget

from assistant.i18n import N_
from assistant.texts import harmless

NAME = "Vårdlots"


@dataclass(frozen=True, slots=True)
class Reply:
    """A question's short name and the answer in words; `asked`: it is being asked again now; `idle`: it changes nothing now."""

    fact: str
    label: str
    value: str
    asked: bool = False
    idle: bool = False

    @property
    def shown(self) -> str:
        """The answer, in brackets if it changes nothing as the case stands."""
        return f"({self.value})" if self.idle else self.value


class Replies(Widget, can_focus=True):
    """The answered questions. Arrows choose one, Enter or a click asks it again."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,left", "move(-1)", show=False),
        Binding("down,right", "move(1)", show=False),
        Binding("enter,space", "ask_again", N_("Change"), key_display="Enter"),
        Binding("escape", "leave", N_("Leave"), key_display="Esc"),
    ]
    DEFAULT_CSS = "Replies { height: auto; width: 1fr; }"

    def __init__(self, *, ask_again: Callable[[str], None], left: Callable[[], None], id: str) -> None:
        """`ask_again` is called with the fact whose question is to be asked again, `left` on the way out."""
        super().__init__(id=id)
        self._ask_again, self._left = ask_again, left
        self.replies: tuple[Reply, ...] = ()
        self.tagline = ""
        self.at = 0
        self.flowing = False
        self.can_focus = False

    def show(self, replies: Sequence[Reply], tagline: str, *, flowing: bool) -> None:
        """Show these replies, in one flowing line or in rows; the tagline stands there as long as there is none."""
        harmless_replies = tuple(
            replace(reply, label=harmless(reply.label), value=harmless(reply.value)) for reply in replies
        )
        if (harmless_replies, tagline, flowing) == (self.replies, self.tagline, self.flowing):
            return
        self.replies, self.tagline, self.flowing = harmless_replies, tagline, flowing
        self.can_focus = bool(replies)
        self.at = max(0, min(self.at, len(replies) - 1))
        self.refresh(layout=True)

    def on_focus(self) -> None:
        self.at = max(0, len(self.replies) - 1)
        self.refresh(layout=True)  # now each has its number before it

    def on_blur(self) -> None:
        self.refresh(layout=True)

    def press(self, character: str) -> bool:
        """A digit asks that reply's question again. Returns whether it means anything here."""
        if not (character.isascii() and character.isdigit()):
            return False
        if 0 < int(character) <= len(self.replies):
            self._ask_again(self.replies[int(character) - 1].fact)
        return True

    def action_leave(self) -> None:
        """Esc: nothing is changed."""
        self._left()

    def action_move(self, step: int) -> None:
        """To the reply before or after."""
        self.at = max(0, min(self.at + step, len(self.replies) - 1))
        self.refresh()

    def action_ask_again(self) -> None:
        """Ask the chosen one again."""
        if self.replies:
            self._ask_again(self.replies[self.at].fact)

    def on_click(self, event: events.Click) -> None:
        index = event.style.meta.get("reply")
        if index is not None and index < len(self.replies):
            event.stop()
            self._ask_again(self.replies[index].fact)

    # -- drawing ---------------------------------------------------------------------------------------------------

    def _piece(self, index: int, label: str, value: str) -> Content:
        here = self.has_focus and index == self.at
        mark = "›" if here else "→" if self.replies[index].asked else " "
        mark += f"{index + 1} " if self.has_focus else ""
        look = "bold $cursor-on on $cursor" if here else "bold" if self.replies[index].asked else ""
        text = Content.assemble(mark, (label, "" if here else "$muted"), value)
        return text.stylize_before(look).stylize(Style.from_meta({"reply": index}))

    def _rows(self, width: int) -> list[Content]:
        label_width = max(len(reply.label) for reply in self.replies) + 2
        rows: list[Content] = []
        for index, reply in enumerate(self.replies):
            lines = Content(reply.shown).wrap(max(8, width - label_width - 3))
            rows.append(self._piece(index, reply.label.ljust(label_width), lines[0].plain))
            for line in lines[1:]:
                rows.append(
                    Content(" " * (label_width + (3 if self.has_focus else 1)) + line.plain).stylize(
                        Style.from_meta({"reply": index})
                    )
                )
        return rows

    def _flow(self, width: int) -> list[Content]:
        lines: list[Content] = []
        for index, reply in enumerate(self.replies):
            value = (
                reply.shown
                if len(reply.shown) <= width - len(reply.label) - 4
                else reply.shown[: max(8, width - len(reply.label) - 5)] + "…"
            )
            piece = self._piece(index, f"{reply.label}: ", value)
            if lines and lines[-1].cell_length + piece.cell_length + 2 <= width:
                lines[-1] = Content.assemble(lines[-1], " ·", piece)
            else:
                lines.append(piece)
        return lines

    def _lines(self, width: int) -> list[Content]:
        if not self.replies:
            return Content.assemble((NAME, "bold $primary"), ("  " + self.tagline, "$muted")).wrap(max(8, width))
        if self.flowing:
            return self._flow(width)
        return [Content.styled(NAME, "bold $primary"), Content(""), *self._rows(width)]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._lines(width))

    def render(self) -> Content:
        return Content("\n").join(self._lines(self.content_size.width))
