"""The open question with everything that can be replied to it: always in sight, as tall as there is room.

It takes no focus: the line below it has it, and the screen hands on what is meant for the question.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from time import monotonic

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.style import Style

from assistant.texts import harmless
from assistant.tui.widgets.options import (
    NARROWEST,
    OPTION,
    Choosable,
    Chosen,
    Drawn,
    Heights,
    Look,
    columns_of,
    draw,
    draw_packed,
    fit_in_a_row,
    heights,
)
from assistant.tui.widgets.text_lines import TextLines

_SENTENCE_ENDS = re.compile(r"(?<=[.!?]) ")
CONFIRM, SEVERAL, UP, DOWN = "confirm", "several", "up", "down"
"""The keys of a style's meta: what confirms ticked options, what begins to tick, and what shows more of them."""


@dataclass(frozen=True)
class OnOffer:
    """What is asked, and what can be chosen. `confirm` takes the ticked ones; `how` says how to tick several, `ticking` that it has begun.

    `in_a_row`: side by side where they fit, behind the title if that fits too. `packed`: where rows are few, those that decide the same
    share a row.

    `more_above`, `more_below`: that so many options stand further up or down, `{number}` being how many.
    """

    title: str
    help: str = ""
    options: tuple[Choosable, ...] = ()
    several: bool = False
    confirm: str = ""
    how: str = ""
    ticking: str = ""
    in_a_row: bool = False
    packed: bool = False
    more_above: str = "{number}"
    more_below: str = "{number}"
    hint: str = ""


class Asking(TextLines, can_focus=False):
    """The question. `chosen` is called with the ids chosen, `stray` with what to say when Enter takes none."""

    DEFAULT_CSS = "Asking { height: auto; width: 1fr; }"

    def __init__(self, *, chosen: Chosen, stray: Callable[[str], None], id: str) -> None:
        super().__init__(id=id)
        self._chosen, self._stray = chosen, stray
        self.grace = 0.5
        self.offer = OnOffer("")
        self.look = Look()
        self.most = 100
        self._plans: dict[tuple[int, int], tuple[int, bool]] = {}
        self._heights: dict[tuple[int, bool], Heights] = {}
        self._texts: dict[tuple[str, str, int], list[Content]] = {}
        self.deliberate = False
        self._top = 0
        self._adding = False
        self._ticked: frozenset[str] = frozenset()
        self._since = monotonic()

    # -- filling ---------------------------------------------------------------------------------------------------

    def put(
        self, offer: OnOffer, *, ticked: Iterable[str] = (), at: int | None = None, deliberate: bool = False
    ) -> None:
        """Offer something new. `at`: what has been chosen before; `deliberate`: Enter takes it at once."""
        self.offer, self.look = offer, Look(at, ticked=frozenset(ticked))
        self.deliberate, self._top, self._adding = deliberate, 0, False
        self._ticked = self.look.ticked
        self._since = monotonic()
        self._changed()
        self._into_view()

    def reword(self, offer: OnOffer) -> None:
        """The same in other words: what is ticked and where the bar is stays."""
        self.offer = offer
        self._changed()

    def allow(self, rows: int) -> None:
        """It may be so many rows tall."""
        if rows != self.most:
            self.most = rows
            self._into_view()
            self.refresh(layout=True)

    @property
    def options(self) -> Sequence[Choosable]:
        """What can be chosen."""
        return self.offer.options

    def mean(self, ids: Iterable[str] | None) -> None:
        """The typed words mean these options; None: nothing is typed."""
        meant = frozenset(ids) if ids is not None else None
        if meant != self.look.meant:
            self.look = replace(self.look, meant=meant, at=None if meant else self.look.at)
            self._into_view()
            self.refresh()

    # -- keys ------------------------------------------------------------------------------------------------------

    @property
    def ticking(self) -> bool:
        """Whether what is chosen is one of several: some are ticked, or are about to be."""
        return self.offer.several and bool(self._adding or self.look.ticked)

    def pick(self, id: str) -> None:
        """Tick the option with this id, if several are being ticked; else take it."""
        place = next(at for at, option in enumerate(self.options) if option.id == id)
        self.tick(place) if self.ticking else self.take(place)

    def tick_or_take(self) -> bool:
        """Space: ticks what the bar is on, or takes it where only one can be chosen. Returns whether the bar is anywhere."""
        if self.look.at is None:
            return False
        self.tick(self.look.at) if self.offer.several else self.enter()
        return True

    def untick(self) -> bool:
        """Take back what is ticked and was not when this was put; returns whether there was any."""
        begun = self._adding or self.look.ticked != self._ticked
        self._adding = False
        return begun

    def move(self, step: int) -> None:
        """Up or down; the first key goes to the first option, or to the last."""
        if not self.options:
            return
        start = -1 if step > 0 else len(self.options)
        self._go(max(0, min((self.look.at if self.look.at is not None else start) + step, len(self.options) - 1)))

    def across(self, step: int) -> None:
        """To the other column, or to the neighbour where all stand in a row."""
        columns = columns_of(self.options, self.content_size.width)
        if columns > 1 or self.offer.in_a_row or self.offer.packed:
            self.move(step * (-(-len(self.options) // columns) if columns > 1 and self.look.at is not None else 1))

    def go(self, place: int) -> None:
        """To the first (0) or the last (-1)."""
        self._go(place if place >= 0 else len(self.options) - 1)

    def _go(self, place: int) -> None:
        if 0 <= place < len(self.options):
            self.look = replace(self.look, at=place, hover=None)
            self.deliberate = True
            self._into_view()
            self.refresh()

    @property
    def young(self) -> bool:
        """Whether it has just been put: Enter may have been meant for what stood here before."""
        return not self.deliberate and monotonic() - self._since < self.grace

    @property
    def undecided(self) -> bool:
        """Whether nothing is ticked, and the bar is nowhere."""
        return not self.look.ticked and self.look.at is None

    def enter(self) -> None:
        """Take the ticked options, or the one that the bar is on, if somebody has moved it there or it had been chosen before."""
        at = self.look.at
        if self.look.ticked and not self.young:
            self.confirm()
        elif at is not None and not self.young:
            self.take(at)
        else:
            self._stray(self.offer.hint)

    def take(self, place: int) -> None:
        """Choose this one."""
        self._chosen((self.options[place].id,))

    def tick(self, place: int) -> None:
        """Tick this one, or take its tick away."""
        self.look = replace(self.look, ticked=self.look.ticked ^ {self.options[place].id})
        self._go(place)

    def confirm(self) -> None:
        """Choose all that are ticked, in their order."""
        if self.look.ticked:
            self._chosen(tuple(option.id for option in self.options if option.id in self.look.ticked))

    # -- mouse -----------------------------------------------------------------------------------------------------

    def on_click(self, event: events.Click) -> None:
        meta = event.style.meta
        if event.chain > 1 and monotonic() - self._since < self.grace:
            return  # the second half of a double click on the question before
        if OPTION in meta:
            self.pick(self.options[meta[OPTION]].id)
        elif CONFIRM in meta:
            self.confirm()
        elif SEVERAL in meta:
            self._adding = True
            self.refresh()
        elif UP in meta or DOWN in meta:
            self.page(1 if DOWN in meta else -1)
        else:
            return
        event.stop()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        self._hover_over(event.style.meta.get(OPTION))

    def on_leave(self, event: events.Leave) -> None:
        self._hover_over(None)

    def _hover_over(self, place: int | None) -> None:
        if place != self.look.hover:
            self.look = replace(self.look, hover=place)
            self.refresh()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        if self._scroll(1):
            event.stop()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        if self._scroll(-1):
            event.stop()

    # -- what does not fit -----------------------------------------------------------------------------------------

    def page(self, direction: int) -> bool:
        """A page of options up or down; returns whether there was one."""
        return self._scroll(direction * max(1, self._room(self.content_size.width) - 2))

    def _scroll(self, lines: int) -> bool:
        width = self.content_size.width
        last = max(0, self._shown(width).rows - self._room(width))
        top = max(0, min(self._top + lines, last))
        if top == self._top:
            return False
        self._top = top
        self.refresh()
        return True

    def _into_view(self) -> None:
        """What the bar is on, or what the typed words mean first, is in sight."""
        width = self.content_size.width
        if not width or not self.options:
            return
        meant = (at for at, option in enumerate(self.options) if self.look.meant and option.id in self.look.meant)
        place = self.look.at if self.look.at is not None else next(meant, None)
        if place is None:
            return
        shown, room = self._shown(width), self._room(width)
        line = shown.first.get(place, 0)
        last = max(0, shown.rows - room)
        if not self._top < line < self._top + room - 1:
            self._top = max(0, min(line - room // 2, last))

    # -- drawing ---------------------------------------------------------------------------------------------------

    def _plan(self, width: int) -> tuple[int, bool]:
        """How many lines of help there is room for above the options, and whether each has its own below it."""
        if (width, self.most) not in self._plans:
            title, helped = len(self._title(width)), len(self._help_lines(width))
            below = 1 if self.offer.several else 0
            bare, full = (self._shape(width, helps).rows for helps in (False, True))
            in_full = title + helped + full + below <= self.most
            rows = helped if in_full else max(0, min(helped, self.most - title - bare - below))
            self._plans[width, self.most] = rows, in_full
        return self._plans[width, self.most]

    def _shape(self, width: int, helps: bool) -> Heights:
        """How tall the options are, whatever somebody looks at."""
        if self.offer.packed and (width, helps) not in self._heights:
            drawn = draw_packed(self.options, Look(), width)
            self._heights[width, helps] = Heights(len(drawn.lines), drawn.first)
        if (width, helps) not in self._heights:
            self._heights[width, helps] = heights(self.options, width, helps=helps, in_a_row=self.offer.in_a_row)
        return self._heights[width, helps]

    def _changed(self) -> None:
        """The options are others: nothing that was drawn of them holds."""
        self._plans, self._heights, self._texts = {}, {}, {}
        self.refresh(layout=True)

    def _shown(self, width: int) -> Heights:
        return self._shape(width, self._plan(width)[1])

    def _options(self, width: int, helps: bool) -> Drawn:
        if self.offer.packed:
            return draw_packed(self.options, self.look, width)
        if self._is_one_row(width):
            title = Content.styled(harmless(self.offer.title), "bold")
            drawn = draw(self.options, self.look, width - title.cell_length, helps=False, in_a_row=True)
            return replace(drawn, lines=[Content.assemble(title, line) for line in drawn.lines])
        return draw(self.options, self.look, width, helps=helps, in_a_row=self.offer.in_a_row)

    def _room(self, width: int) -> int:
        """How many lines of options are in sight."""
        helped, _ = self._plan(width)
        return max(1, self.most - len(self._title(width)) - helped - (1 if self.offer.several else 0))

    def _is_one_row(self, width: int) -> bool:
        """Whether the title and all options behind it are one row."""
        room = width - Content(harmless(self.offer.title)).cell_length
        return self.offer.in_a_row and not self.offer.help and room > 0 and fit_in_a_row(self.options, room)

    def _title(self, width: int) -> list[Content]:
        """What is asked; nothing where it stands in the row of the options."""
        if self._is_one_row(width):
            return []
        lines = self._wrapped(self.offer.title, "bold", width)
        if beside := self._help_beside_title(width):
            return [*lines[:-1], Content.assemble(lines[-1], " ", (beside, "$muted"))]
        return lines

    def _help_beside_title(self, width: int) -> str:
        """Where rows are few: the first sentences of the help that the row of the title has room for. They stand for all of it."""
        if not self.offer.packed or not self.offer.help:
            return ""
        room = width - self._wrapped(self.offer.title, "bold", width)[-1].cell_length - 1
        told = accumulate(_SENTENCE_ENDS.split(harmless(self.offer.help)), "{} {}".format)
        return max((text for text in told if Content(text).cell_length <= room), key=len, default="")

    def _help_lines(self, width: int) -> list[Content]:
        return [] if self._help_beside_title(width) else self._wrapped(self.offer.help, "$muted", width)

    def _wrapped(self, text: str, style: str, width: int) -> list[Content]:
        if (text, style, width) not in self._texts:
            lines = Content.styled(harmless(text), style).wrap(max(NARROWEST, width)) if text else []
            self._texts[text, style, width] = lines
        return self._texts[text, style, width]

    def _help(self, width: int, rows: int, of_each: bool) -> list[Content]:
        """The help on the question; in its place that of the option looked at, if it does not stand below it."""
        place = self.look.hover if self.look.hover is not None else self.look.at
        text = self.options[place].help if place is not None and place < len(self.options) and not of_each else ""
        lines = self._wrapped(text, "$muted", width) if text else self._help_lines(width)
        if len(lines) > rows > 0:
            lines = [*lines[: rows - 1], Content.assemble(lines[rows - 1], " …").truncate(width, ellipsis=True)]
        return [*lines[:rows], *[Content("")] * (rows - len(lines))]

    def _foot(self, width: int) -> list[Content]:
        """Below options of which several can be ticked: what confirms, or how to tick."""
        if not self.offer.several:
            return []
        if self.look.ticked:
            text = Content.styled(f"  {self.offer.confirm}", "bold $primary")
            return [text.truncate(width, ellipsis=True).stylize(Style.from_meta({CONFIRM: True}))]
        text = (
            Content.styled(f"  {self.offer.ticking}", "bold $primary")
            if self._adding
            else Content.styled(f"  {self.offer.how}", "$muted")
        )
        return [text.truncate(width, ellipsis=True).stylize(Style.from_meta({SEVERAL: True}))]

    def _window(self, drawn: Drawn, room: int) -> list[Content]:
        """The lines of the options that are in sight, and marks where there are more."""
        if len(drawn.lines) <= room:
            return drawn.lines
        top = max(0, min(self._top, len(drawn.lines) - room))
        lines = drawn.lines[top : top + room]
        above = [place for place, line in drawn.first.items() if line < top + 1]
        below = [place for place, line in drawn.first.items() if line >= top + room - 1]
        if top > 0:
            lines[0] = self._mark(self.offer.more_above, len(above), UP)
        if top + room < len(drawn.lines):
            lines[-1] = self._mark(self.offer.more_below, len(below), DOWN)
        return lines

    @staticmethod
    def _mark(text: str, count: int, name: str) -> Content:
        return Content.styled(f"  {text.format(number=count)}", "bold $warning").stylize(Style.from_meta({name: True}))

    def lines_in(self, width: int) -> list[Content]:
        helped, of_each = self._plan(width)
        head = [*self._title(width), *self._help(width, helped, of_each)]
        foot = self._foot(width)
        room = max(1, self.most - len(head) - len(foot))
        return [*head, *self._window(self._options(width, of_each), room), *foot][: max(1, self.most)]

    def bare_rows(self, width: int) -> int:
        """How many rows it would take at this width without any help."""
        return len(self._title(width)) + self._shape(width, False).rows + (1 if self.offer.several else 0)

    def rows(self, width: int) -> int:
        """How many rows it takes at this width."""
        helped, of_each = self._plan(width)
        fixed = len(self._title(width)) + helped + (1 if self.offer.several else 0)
        whole = fixed + self._shape(width, of_each).rows
        return max(1, min(whole, self.most))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return self.rows(width)
