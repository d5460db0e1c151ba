"""Every text can be read: on tours through what the scenes of `test_snapshots` do not show (there each scene is asked the same)."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
from textual.color import Color
from textual.pilot import Pilot

from assistant.answer import Adviser
from assistant.i18n import language
from assistant.settings.preferences import Preferences
from assistant.settings.schema import SETTINGS
from assistant.tui.app import VardlotsApp
from assistant.tui.themes import DARK, THEMES
from tests.support import scenes
from tests.support.app import SMALL, WIDE, settle
from tests.support.contrast import AA, ratio, too_faint

Keys = tuple[str, ...]
Stop = Keys | Callable[[Any], None]
"""What leads from one place to be looked at to the next: keys, or a deed on the screen that is open."""
BROKEN = 'region = "vgr"\nidle_minutes = many\n'


def complaining(screen: Any) -> None:
    """A complaint is shown, as after a folder that is not there."""
    screen.complain(lambda: "x")


TOURS: dict[str, tuple[scenes.Scene, tuple[Stop, ...]]] = {
    "an age that cannot be, and the palette": (
        scenes.mid_case,
        (("2", "9"), ("enter",), ("escape", "1", "2", "1", "enter"), ("escape", "tab", "down"), ("escape", "escape", "ctrl+p"), ("x", "y", "z")),
    ),
    "lookup": (scenes.lookup, ((*"migr",), ("down", "down"), ("enter",), ("f1",))),
    "training": (
        scenes.training_menu,
        (("3",), ("escape", "1", "1", "y"), ("escape", "enter", "escape", "2", "1", "3"), ("escape", "4"), ("c",), ("escape", "d"), ("escape", "f1")),
    ),
    "take along": (scenes.take_along, (complaining, ("tab",))),
    "report": (scenes.report, (complaining, ("w", "tab", "down"))),
}  # fmt: skip
"""From a scene, whose own places are asked with its picture, to the others."""


async def faint_on(pilot: Pilot[None], stops: tuple[Stop, ...]) -> AsyncIterator[tuple[object, str, list[str]]]:
    """What is too faint at each stop in each theme."""
    for stop in stops:
        if callable(stop):
            stop(pilot.app.screen)
        else:
            await pilot.press(*stop)
        await settle(pilot)
        for theme in (*THEMES[1:], DARK):
            pilot.app.theme = theme.name
            await settle(pilot)
            assert isinstance(pilot.app, VardlotsApp)
            yield stop, theme.name, too_faint(pilot.app)


@pytest.mark.asyncio
@pytest.mark.parametrize("tour", TOURS)
async def test_on_a_tour_every_text_has_contrast(adviser: Adviser, tour: str) -> None:
    scene, stops = TOURS[tour]
    app = scenes.still(adviser, "sv")
    async with app.run_test(size=WIDE) as pilot:
        await scene(pilot)
        async for where, theme, faint in faint_on(pilot, stops):
            assert not faint, (where, theme)


@pytest.mark.asyncio
@pytest.mark.parametrize("text", ["", BROKEN])
async def test_every_setting_has_contrast(adviser: Adviser, tmp_path: Path, text: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(text, encoding="utf-8")
    preferences = Preferences(adviser.knowledge, path)
    app = VardlotsApp(adviser, language("en"), language_named=True, preferences=preferences)
    async with app.run_test(size=SMALL) as pilot:
        await scenes.settings(pilot)
        async for where, theme, faint in faint_on(pilot, (("down",),) * len(SETTINGS)):
            assert not faint, (where, theme)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_the_theme_s_own_colours(theme: Any) -> None:
    text = [
        theme.foreground,
        theme.variables["muted"],
        theme.primary,
        theme.success,
        theme.warning,
        theme.error,
        theme.accent,
    ]
    for back in (theme.background, theme.surface, theme.panel):
        for front in text:
            assert ratio(Color.parse(front), Color.parse(back)) >= AA, (front, back)
    assert ratio(Color.parse(theme.variables["cursor-on"]), Color.parse(theme.variables["cursor"])) >= AA
