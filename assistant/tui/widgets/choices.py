"""A list of numbered choices: digits, arrows and Enter, or the mouse; one of them, or several ticked and then confirmed.

Drawn by the widget itself, in two columns where the list is long and its labels are short enough.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.style import Style
from textual.timer import Timer

from assistant.dialogue.breath import digit
from assistant.texts import harmless
from assistant.tui.widgets.rows import Rows

LONG = 9
"""More choices than this get numbers of two digits, and two columns where they fit."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose: the key that chooses it, its label, and a note such as "answered"."""

    id: str
    key: str
    label: str
    note: str = ""


def _labelled(choice: Choice) -> str:
    return harmless(f"{choice.label}  {choice.note}" if choice.note else choice.label)


class Choices(Rows, can_focus=True):
    """The choices of a question.

    Enter takes a choice that somebody has moved to, or those that had been ticked before; the latter not within `grace` seconds
    after the choices appear. `hint` is said when it takes none.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("left", "across(-1)", show=False),
        Binding("right", "across(1)", show=False),
        Binding("home", "go(0)", show=False),
        Binding("end", "go(-1)", show=False),
        Binding("enter", "choose", show=False),
        Binding("space", "tick", show=False),
    ]
    DEFAULT_CSS = "Choices { height: auto; width: 1fr; }"
    PAUSE = 0.8
    """Seconds to wait for the second digit of a number."""

    def __init__(
        self,
        *,
        chosen: Callable[[tuple[str, ...]], None],
        looked: Callable[[], None] = lambda: None,
        id: str,
    ) -> None:
        """`chosen` is called with the ids chosen, `looked` when another choice is looked at."""
        super().__init__(id=id)
        self._chosen, self._looked = chosen, looked
        self.grace = 0.5
        self.choices: tuple[Choice, ...] = ()
        self.several = False
        self.confirm = ""
        self.hint = ""
        self.answered = False
        self.ticked: dict[str, None] = {}
        self.in_a_row = False
        self.driven = False
        """Whether the keys come from a line that has the focus: then the bar is drawn as if they were typed here."""
        self._hover: int | None = None
        self._typed = ""
        self._timer: Timer | None = None
        self._since = monotonic()
        self._deliberate = False
        self._heights: dict[int, int] = {}  # by width: a layout asks for the same height several times

    # -- filling ---------------------------------------------------------------------------------------------------

    def put(
        self,
        choices: Sequence[Choice],
        *,
        several: bool = False,
        ticked: Iterable[str] = (),
        in_a_row: bool = False,
    ) -> None:
        """Offer new choices. `ticked`: before, so Enter confirms them; `in_a_row`: side by side where they fit, to save lines."""
        self._forget_digits()
        self.choices, self.several, self.in_a_row = tuple(choices), several, in_a_row
        self.ticked = dict.fromkeys(ticked)
        self.at = 0
        self.answered = bool(self.ticked)
        self._hover = None
        self._since, self._deliberate = monotonic(), False
        self._heights = {}
        self.refresh(layout=True)

    def reword(self, choices: Sequence[Choice]) -> None:
        """The same choices in other words: what is ticked and highlighted stays."""
        self.choices = tuple(choices)
        self._heights = {}
        self.refresh(layout=True)

    # -- keys ------------------------------------------------------------------------------------------------------

    def pick(self, id: str) -> None:
        """Take the choice with this id, or tick it where several can be."""
        self._finish_digits()
        self._take(next((place for place, choice in enumerate(self.choices) if choice.id == id), -1))

    def press(self, character: str) -> bool:
        """Choose by a typed character, wherever the focus is. Returns whether it means anything here."""
        if (self.several or self._digits > 1 or len(self.choices) > LONG) and digit(character):
            return self._digit(character)
        self._finish_digits()
        for index, choice in enumerate(self.choices):
            if choice.key == character:
                self._take(index)
                return True
        if digit(character) and self.choices[:1] and self.choices[0].key.isdigit():
            self._say_hint()
            return True
        return False

    def take_key(self, event: events.Key) -> None:
        """A typed character that nothing else took: the key of a choice."""
        if event.is_printable and event.character and self.press(event.character):
            event.stop()
            event.prevent_default()

    def _say_hint(self) -> None:
        if self.hint:
            self.notify(self.hint, timeout=3, markup=False)

    def _digit(self, character: str) -> bool:
        typed = self._typed + character
        matching = [choice.key for choice in self.choices if choice.key.startswith(typed)]
        if not matching:
            if not self._typed:
                return True  # a digit that begins no number: nothing to choose, nothing else to do with it
            self._finish_digits()
            return self._digit(character)
        keys = [choice.key for choice in self.choices]
        if typed in keys:
            self.go_to(keys.index(typed))
        self._stop_timer()
        self._typed = typed
        if matching == [typed]:
            self._finish_digits()
        elif typed in keys:
            self._timer = self.set_timer(self.PAUSE, self._finish_digits)
        self.refresh()
        return True

    def _finish_digits(self) -> None:
        typed = self._typed
        self._forget_digits()
        for index, choice in enumerate(self.choices):
            if typed and choice.key == typed:
                self._take(index)
                return

    def _forget_digits(self) -> None:
        self._typed = ""
        self._stop_timer()

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def action_move(self, step: int) -> None:
        """Up or down."""
        self._finish_digits()
        if self.driven and not self._moved:
            self.action_go(0 if step > 0 else -1)
            return
        if step < 0 and self.at == 0:
            return
        self.go_to(self.at + step)

    def action_across(self, step: int) -> None:
        """To the other column; up or down where there is one column only."""
        self._finish_digits()
        columns = len(self._widths(self.content_size.width))
        rows = -(-len(self.choices) // columns)
        self.go_to(self.at + step * (rows if columns > 1 else 1))

    def action_go(self, index: int) -> None:
        """To the first (0) or the last (-1)."""
        self._finish_digits()
        self.go_to(index if index >= 0 else len(self.choices) - 1)

    def go_to(self, index: int) -> None:
        """Highlight a choice, or the line that confirms."""
        last = len(self.choices) if self.several else len(self.choices) - 1
        self.at = max(0, min(index, last))
        self._hover = None
        self._deliberate = True
        self.refresh()
        self._looked()
        self.call_after_refresh(self.bring_into_view)

    def action_choose(self) -> None:
        """Enter: choose the highlighted one, or confirm the ticked ones."""
        self._finish_digits()
        if not self._deliberate and (not self.answered or monotonic() - self._since < self.grace):
            # Nobody has moved to a choice, and none was ticked before: a stray Enter must not answer.
            self._say_hint()
            return
        if not self.several:
            self._take(self.at)
        elif self.ticked:
            self._confirm()
        elif self.at < len(self.choices):
            self._chosen((self.choices[self.at].id,))

    def action_tick(self) -> None:
        """Space: tick the highlighted one; where only one can be chosen, the same as Enter."""
        self._finish_digits()
        if not self.several or self.at >= len(self.choices):
            self.action_choose()
        else:
            self._take(self.at)

    # -- mouse -----------------------------------------------------------------------------------------------------

    def on_click(self, event: events.Click) -> None:
        index = event.style.meta.get("choice")
        if index is None or (event.chain > 1 and monotonic() - self._since < self.grace):
            return  # beside the choices, or the second half of a double click on the question before
        event.stop()
        self._forget_digits()
        if index == len(self.choices):
            self._confirm()
        else:
            self._take(index)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        self._hover_over(event.style.meta.get("choice"))

    def on_leave(self, event: events.Leave) -> None:
        self._hover_over(None)

    def _hover_over(self, index: int | None) -> None:
        if index != self._hover:
            self._hover = index
            self.refresh()
            self._looked()

    # -- choosing --------------------------------------------------------------------------------------------------

    def _take(self, index: int) -> None:
        if not 0 <= index < len(self.choices):
            return
        choice = self.choices[index]
        if not self.several:
            self._chosen((choice.id,))
            return
        if choice.id in self.ticked:
            del self.ticked[choice.id]
        else:
            self.ticked[choice.id] = None
        self.go_to(index)

    def _confirm(self) -> None:
        if self.ticked:
            self._chosen(tuple(choice.id for choice in self.choices if choice.id in self.ticked))

    # -- drawing ---------------------------------------------------------------------------------------------------

    @property
    def _live(self) -> bool:
        """Whether the bar is drawn: what Enter would not take has none where the keys come from a line."""
        return self.has_focus or (self.driven and self._moved)

    @property
    def _moved(self) -> bool:
        return self._deliberate or self.answered

    def _widths(self, width: int) -> list[int]:
        """The widths of the columns: one column where the labels do not fit into more."""
        if not self.choices:
            return [width]
        columns = len(self.choices) if self.in_a_row else 2 if len(self.choices) > LONG else 1
        rows = -(-len(self.choices) // columns) if columns else 1
        widths = [
            max(
                self._lead_width + Content(_labelled(choice)).cell_length
                for choice in self.choices[start : start + rows]
            )
            for start in range(0, len(self.choices), rows)
        ]
        spare = width - sum(widths)
        if len(widths) < 2 or spare < 0:
            return [width]
        return [each + spare // len(widths) for each in widths]

    @property
    def _digits(self) -> int:
        return max((len(choice.key) for choice in self.choices), default=1)

    @property
    def _lead_width(self) -> int:
        return 2 + (4 if self.several else 0) + self._digits + 1

    def _cell(self, index: int, width: int) -> list[Content]:
        choice = self.choices[index]
        tick = ("[x] " if choice.id in self.ticked else "[ ] ") if self.several else ""
        here = index == self.at and (self._live or not self.driven)
        look = (
            "bold $cursor-on on $cursor"
            if here and self._live
            else "bold"
            if here
            else "underline"
            if index == self._hover
            else ""
        )
        key_look = "" if here and self._live else "bold $primary"
        lead = Content.assemble("› " if here else "  ", tick, (choice.key.rjust(self._digits), key_look), " ")
        lines = Content(_labelled(choice)).wrap(max(8, width - lead.cell_length)) or [Content("")]
        cell = [
            Content.assemble(lead if not number else Content.blank(lead.cell_length), line)
            for number, line in enumerate(lines)
        ]
        meta = Style.from_meta({"choice": index})
        return [line.pad_right(max(0, width - line.cell_length)).stylize_before(look).stylize(meta) for line in cell]

    def _confirm_line(self, width: int) -> Content:
        here = self.at == len(self.choices) and (self._live or not self.driven)
        look = "bold $cursor-on on $cursor" if here and self._live else "bold $primary" if self.ticked else "$muted"
        # A number that has begun is shown until it is whole, with what would finish it.
        fitting = [choice.key for choice in self.choices if self._typed and choice.key.startswith(self._typed)]
        said = f"{self._typed}_   ({fitting[0]} … {fitting[-1]})" if fitting else self.confirm
        text = Content(("› " if here else "  ") + said).pad_right(max(0, width - len(said) - 2))
        return text.stylize_before(look).stylize(Style.from_meta({"choice": len(self.choices)}))

    def lines_in(self, width: int) -> list[Content]:
        widths = self._widths(width)
        rows = -(-len(self.choices) // len(widths))
        lines: list[Content] = []
        self.spots = {}
        for row in range(rows):
            indexes = range(row, len(self.choices), rows)
            cells = [self._cell(index, column) for index, column in zip(indexes, widths, strict=False)]
            height = max(map(len, cells))
            for index in indexes:
                self.spots[index] = Region(0, len(lines), width, height)
            for line in range(height):
                lines.append(
                    Content.assemble(
                        *(cell[line] if line < len(cell) else Content.blank(cell[0].cell_length) for cell in cells)
                    )
                )
        if self.several:
            self.spots[len(self.choices)] = Region(0, len(lines), width, 1)
            lines.append(self._confirm_line(width))
        return lines

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = len(self.lines_in(width)) if self.choices else 0
        return self._heights[width]
