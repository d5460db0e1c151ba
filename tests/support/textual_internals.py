"""What the tests must know and Textual 8.2.8 does not tell: the only file of the tests that looks at its private members.

Textual is pinned; a new release may need a change here, and nowhere else.
"""

from __future__ import annotations

from typing import Any

from textual.events import Event
from textual.screen import Screen
from textual.strip import Strip

from assistant.tui.app import VardlotsApp


def strips(screen: Screen[Any]) -> list[Strip]:
    """What stands on the screen, line by line; an export to SVG would tell it in another form only."""
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
