"""Every part of Textual that is not public and is used here, or mended: pinned to 8.2.8, with a test for each.

When Textual is raised, this file is read again, and renamed.
"""

from __future__ import annotations

import codecs
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import PurePath
from typing import Any

from textual import events
from textual._compositor import Compositor, ReflowResult
from textual._context import active_message_pump
from textual._styles_cache import StylesCache
from textual.app import App
from textual.containers import VerticalScroll
from textual.dom import NoScreen
from textual.driver import Driver
from textual.geometry import Size
from textual.layout import DockArrangeResult
from textual.message import Message
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.scrollbar import ScrollBar
from textual.widget import Widget

LOST = "\ufffd"
"""What stands where bytes were no text."""


class Undecodable(Message):
    """Something was typed or pasted that is no UTF-8, as å from a Latin-1 terminal; it was dropped."""


def without_lost(event: Message) -> tuple[Message | None, bool]:
    """The event without what could not be decoded (None if nothing is left), and whether anything was dropped."""
    if isinstance(event, events.Key) and event.character == LOST:
        return None, True
    if isinstance(event, events.Paste) and LOST in event.text:
        return events.Paste(event.text.replace(LOST, "")), True
    return event, False


def forgiving(driver: type[Driver]) -> type[Driver]:
    """The driver for terminals, which drops bytes that are no UTF-8 and says so; Textual's own ends the app with a traceback."""
    if driver.__name__ != "LinuxDriver":
        return driver
    from textual.drivers import linux_driver

    vars(linux_driver)["getincrementaldecoder"] = _forgiving_decoder

    class ForgivingDriver(linux_driver.LinuxDriver):
        def process_message(self, message: Message) -> None:
            kept, dropped = without_lost(message)
            if dropped:
                super().process_message(Undecodable())
            if kept is not None:
                super().process_message(kept)

    return ForgivingDriver


def _forgiving_decoder(encoding: str) -> partial[codecs.IncrementalDecoder]:
    return partial(codecs.getincrementaldecoder(encoding), errors="replace")


def let_go_of_closed_screens() -> None:
    """Forget what closed screens painted: Textual keeps it, one to two MiB each time one is opened and closed.

    Its cache of border colours keeps every widget that asked it, and with the widget its painted lines, which may be about a
    patient. Emptied, it is filled again at the next paint, in microseconds.
    """
    StylesCache.get_inner_outer.cache_clear()


class ArrangedOnce(Compositor):
    """Arranges the widgets once for a layout; Textual does it again whenever anything out of sight has changed."""

    def reflow(self, parent: Widget, size: Size) -> ReflowResult:
        found = super().reflow(parent, size)
        self._full_map_invalidated = False  # it has been made just now
        self.update_widgets({bar for bar in self.visible_widgets if isinstance(bar, Bar)})
        return found


def arrange_once(screen: Screen[Any]) -> None:
    """Let a screen that is being made arrange its widgets once for a layout."""
    screen._compositor = ArrangedOnce()


class LaidOutOnce(Widget):
    """A widget that may get another size without everything being laid out, and painted, a second time.

    Textual asks for that whenever the size of what is in a widget changes; it changes nothing where no scrollbar comes or goes.
    As the last of several bases: Textual takes the looks from the first.
    """

    def _size_updated(self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True) -> bool:
        return super()._size_updated(size, virtual_size, container_size, layout=False)


class Bar(ScrollBar, LaidOutOnce):
    """The scrollbar of what is settled at once."""


class SettledAtOnce(VerticalScroll, LaidOutOnce):
    """Scrolls up and down. Its scrollbar and the place that it is scrolled to are settled while it is arranged.

    Textual settles both when everything has been painted, and then lays out and paints everything again, once for each.
    """

    first: Widget | None = None
    """What stands at the top of every layout, as far as there is enough below it, until the reader scrolls.

    What is said above it may get its rows one layout later: let go of after one, it would be pushed down by them.
    """

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        if self._vertical_scrollbar is None:
            self._vertical_scrollbar = bar = Bar(name="vertical", thickness=self.scrollbar_size_vertical)
            bar.styles.set_rule("display", "none")
            self.app._start_widget(self, bar)
        return self._vertical_scrollbar

    def arrange(self, size: Size, optimal: bool = False) -> DockArrangeResult:
        arranged = super().arrange(size, optimal)
        if self.is_attached and size:
            tops = [placed.region.y for placed in arranged.placements if placed.widget is self.first]
            inside = size.region.union(arranged.total_region).size
            self.set_reactive(Widget.virtual_size, inside)
            self._settle(size.height, inside.height, tops[0] if tops else self.scroll_y)
        return arranged

    def _settle(self, height: int, rows: int, place: float) -> None:
        """So many rows are in sight, of so many, from this one on."""
        place, shown = max(0, min(place, rows - height)), rows > height
        if place != self.scroll_y:
            self.set_reactive(Widget.scroll_y, place)
            self.set_reactive(Widget.scroll_target_y, round(place))
        self.set_reactive(Widget.show_vertical_scrollbar, shown)
        bar = self._vertical_scrollbar
        if shown or bar is not None:
            bar = self.vertical_scrollbar
            bar.styles.set_rule("display", "block" if shown else "none")
            if (bar.window_virtual_size, bar.window_size, bar.position) != (rows, height, place):
                bar.set_reactive(ScrollBar.window_virtual_size, rows)
                bar.set_reactive(ScrollBar.window_size, height)
                bar.set_reactive(ScrollBar.position, place)
                bar._layout_cache.clear()
                bar._set_dirty()

    def _scroll_to(self, *args: Any, **named: Any) -> bool:
        """Whichever way one scrolls comes through here."""
        self.first = None
        return super()._scroll_to(*args, **named)

    def _scroll_update(self, virtual_size: Size) -> None:
        """All is settled."""


class QuietApp(App[None]):
    """An app that never shows a traceback: that would show every local variable, and so a patient's data."""

    def get_driver_class(self) -> type[Driver]:
        return forgiving(super().get_driver_class())

    @property
    def ends(self) -> bool:
        """Whether the app is on its way out."""
        return self._exit

    async def key_acts(self, key: str) -> bool:
        """Do at once what a key is bound to, instead of after a walk through the widgets; whether it is bound to anything."""
        return await self._check_bindings(key, priority=True) or await self._check_bindings(key)

    def failed(self, error: str) -> None:
        """The app has to close because of an error: its name and its place in the code."""

    def _handle_exception(self, error: Exception) -> None:
        """What goes wrong in a screen that is on its way out, whose parts are gone one by one, is no reason to close the app."""
        if not self._on_the_way_out(active_message_pump.get(None)):
            super()._handle_exception(error)

    def _on_the_way_out(self, pump: MessagePump | None) -> bool:
        if not isinstance(pump, Widget):
            return False
        try:
            screen = pump.screen
        except NoScreen:
            return True
        return not any(screen in stack for stack in self._screen_stacks.values())

    def _fatal_error(self) -> None:
        self._end_quietly()

    def panic(self, *renderables: object) -> None:
        self._end_quietly()

    def _end_quietly(self) -> None:
        with suppress(Exception):
            self.failed(", ".join(_name_and_place()))
        self._close_messages_no_wait()


def _name_and_place() -> Iterator[str]:
    """The error at hand, without its message, which may quote what was typed."""
    error, traceback = sys.exc_info()[1], sys.exc_info()[2]
    yield type(error).__name__
    place = ""
    while traceback is not None:
        place = f"{PurePath(traceback.tb_frame.f_code.co_filename).name}:{traceback.tb_lineno}"
        traceback = traceback.tb_next
    yield place
