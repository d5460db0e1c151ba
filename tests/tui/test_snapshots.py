"""How the screens look: first screen, a question in mid-case, a finished answer, help; both sizes, both languages.

After a change that is meant: `pytest tests/tui --snapshot-update`, and look at the difference before committing it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import pytest
from textual.pilot import Pilot

from assistant.answer import Adviser
from assistant.i18n import language
from assistant.tui.app import VardlotsApp
from assistant.tui.themes import LIGHT
from tests.tui.conftest import SMALL, WIDE, reply, settle

Step = Callable[[Pilot[None]], Awaitable[None]]


async def first(pilot: Pilot[None]) -> None:
    await settle(pilot)


async def topics(pilot: Pilot[None]) -> None:
    await settle(pilot)
    await reply(pilot, "vgr", "undocumented")
    await pilot.press("4", "5")
    await settle(pilot)


async def mid_case(pilot: Pilot[None]) -> None:
    await settle(pilot)
    await reply(pilot, "vgr", "asylum_seeker", "medicines")
    await pilot.press("down")
    await settle(pilot)


async def finished(pilot: Pilot[None]) -> None:
    await settle(pilot)
    await reply(pilot, "vgr", "asylum_seeker", "medicines", "lma_expired", "34")
    await settle(pilot)


async def help_(pilot: Pilot[None]) -> None:
    await mid_case(pilot)
    await pilot.press("f1")
    await settle(pilot)


def still(adviser: Adviser, code: str) -> VardlotsApp:
    """The app with what changes from machine to machine and from edit to edit held still: the engine, the version."""
    app = VardlotsApp(Adviser(replace(adviser.knowledge, version="0"), adviser.on, engine="clips"), language(code))
    app.grace = 0
    return app


STEPS = [first, topics, mid_case, finished, help_]


@pytest.mark.parametrize("code", ["sv", "en"])
@pytest.mark.parametrize("size", [SMALL, WIDE], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.__name__.strip("_"))
def test_screen(adviser: Adviser, snap_compare: Any, step: Step, size: tuple[int, int], code: str) -> None:
    app = still(adviser, code)
    assert snap_compare(app, terminal_size=size, run_before=step)


def test_light_theme(adviser: Adviser, snap_compare: Any) -> None:
    app = still(adviser, "sv")
    app.theme = LIGHT.name
    assert snap_compare(app, terminal_size=WIDE, run_before=mid_case)
