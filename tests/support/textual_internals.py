"""What the tests must know and Textual 8.2.8 does not tell: the only file of the tests that looks at its private members.

Textual is pinned; a new release may need a change here, and nowhere else.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import textual.app
import textual.pilot
from textual._compositor import Compositor
from textual._context import active_app, visible_screen_stack
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.events import Event
from textual.screen import Screen
from textual.strip import Strip

from assistant.tui.app import VardlotsApp


def strips(screen: Screen[Any]) -> list[Strip]:
    """What stands on the screen, line by line; an export to SVG would tell it in another form only."""
    visible_screen_stack.set(screen.app._background_screens)  # what shows through behind a dialog
    return screen._compositor.render_strips()


def forward(screen: Screen[Any], event: Event) -> None:
    """Send an event as if the terminal had sent it: the pilot can click and hover, but not turn the wheel."""
    screen._forward_event(event)


def notices(app: VardlotsApp) -> list[str]:
    """The notes that are shown, each in full: on the screen they are cut and wrapped."""
    return [each.message for each in app._notifications]


def crash(app: VardlotsApp) -> Exception | None:
    """The error that ends the app, before it has ended."""
    return app._exception


def last_prints(app: VardlotsApp) -> list[Any]:
    """What the app would print after it has closed: a traceback stood there."""
    return list(app._exit_renderables)


def filters(app: VardlotsApp) -> list[str]:
    """The names of what recolours every line, as for a terminal without colours."""
    return [type(each).__name__ for each in app._filters]


@contextmanager
def layouts() -> Iterator[list[Screen[Any]]]:
    """The screens that have been laid out meanwhile, each as often as it was."""
    found: list[Screen[Any]] = []
    lay_out = Screen._refresh_layout

    def counted(self: Screen[Any], *how: Any, **more: Any) -> None:
        found.append(self)
        lay_out(self, *how, **more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Screen, "_refresh_layout", counted)
        yield found


ENOUGH = 20
"""How often a screen behind another is drawn while something is waited for."""
PATIENCE = 10.0
"""Seconds after which what goes on for ever is no longer waited for."""


async def until_idle(*_: float) -> None:
    """Wait until nothing is left to be done, what is to be drawn is drawn, and no longer.

    Textual's own way sleeps for 20 ms at a time until the process has used nearly no processor time meanwhile: half of the time of
    the tests was spent asleep, and on a busy machine it gave up after a second with work left. No timer is waited for; those of
    drawing and of another size are run ahead of time.
    """
    loop: Any = asyncio.get_running_loop()
    app = active_app.get()
    end = loop.time() + PATIENCE
    drawn: Counter[Any] = Counter()
    while loop.time() < end:
        await asyncio.sleep(0)
        if loop._ready:
            continue
        # What shows through behind a dialog is laid out and drawn as well.
        in_sight = (app.screen, *app._background_screens) if app._screen_stack else ()
        waiting = [screen for screen in in_sight if screen._update_timer._active.is_set()]
        # One that is too small to draw what is behind would be waited for without end.
        waiting = [screen for screen in waiting if screen is app.screen or drawn[screen] < ENOUGH]
        drawn.update(waiting)
        if app._resize_timer is not None:
            app._check_resize()  # as its timer would, a moment later
        elif waiting:
            for screen in waiting:
                screen._on_timer_update()
        else:
            return


@contextmanager
def waited_for_exactly() -> Iterator[None]:
    """Let the pilot, and the keys that it presses, wait with `until_idle`."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (textual.app, textual.pilot):
            patch.setattr(module, "wait_for_idle", until_idle)
        yield


@contextmanager
def drawn_when_looked_at() -> Iterator[None]:
    """Draw a screen only when a test looks at it (`strips`, a picture): headless, every other frame goes nowhere."""
    draw = Compositor.render_update

    def render_update(self: Compositor, full: bool = False, *rest: Any, **how: Any) -> Any:
        if full:
            return draw(self, full, *rest, **how)
        self._dirty_regions.clear()
        return None

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Compositor, "render_update", render_update)
        yield


_READ: dict[tuple[object, ...], list[RuleSet]] = {}


@contextmanager
def styles_read_once() -> Iterator[None]:
    """Read each text of styles once with the same colours, not anew for each app, each screen and each theme: what it gives is the same."""
    read = Stylesheet._parse_rules

    def _parse_rules(self: Stylesheet, *text: Any, **how: Any) -> list[RuleSet]:
        key = (text, frozenset(how.items()), frozenset(self._variables.items()))
        if key not in _READ:
            _READ[key] = read(self, *text, **how)
        return _READ[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", _parse_rules)
        yield


@contextmanager
def in_no_time() -> Iterator[None]:
    """All of these, for a test that asks what an app shows and does."""
    with waited_for_exactly(), drawn_when_looked_at(), styles_read_once():
        yield
