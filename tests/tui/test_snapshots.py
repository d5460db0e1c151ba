"""How every screen looks: in both languages, in both sizes, in the dark and the light theme; and that all of it can be read.

After a change that is meant: `pytest tests/tui --snapshot-update`, and look at the difference before committing it.
"""

from __future__ import annotations

import asyncio
from functools import cache
from typing import Any, NamedTuple

import pytest
from textual.app import App
from textual.theme import Theme

from assistant.answer import Adviser
from assistant.tui.themes import DARK, HIGH_CONTRAST, LIGHT, THEMES
from tests.support.app import SMALL, WIDE, settle
from tests.support.contrast import too_faint
from tests.support.scenes import SCENES, Scene, finished, still
from tests.support.share import Share

SIZES = pytest.mark.parametrize("size", [SMALL, WIDE], ids=lambda size: f"{size[0]}x{size[1]}")
EACH = pytest.mark.parametrize("step", SCENES, ids=lambda scene: scene.__name__.strip("_"))


class Seen(NamedTuple):
    """A scene as it was seen: its picture in each language and theme, and the texts that are too faint there."""

    pictures: dict[tuple[str, str], str]
    faint: dict[tuple[str, str], list[str]]


def is_due(theme: Theme, scene: Scene, size: tuple[int, int]) -> bool:
    """Whether a scene is looked at in these colours in this size: what is faint there is so in either."""
    return theme is DARK or scene is finished or (theme is LIGHT) == (size == WIDE)


@cache
def seen(adviser: Adviser, scene: Scene, size: tuple[int, int], whole: bool) -> Seen:
    """A scene played once, then looked at in the other language and in every theme; where it is not `whole`, in the light in one size only,
    in high contrast in the other.

    That it then looks as if it had been played so from its first key is a law of its own: whoever changes the language or the colours
    loses nothing, and sees nothing old. It is played in Swedish in one size, in English in the other.
    """

    async def play() -> Seen:
        found = Seen({}, {})
        app = still(adviser, "sv" if size == SMALL else "en")
        async with app.run_test(size=size, tooltips=True, notifications=True) as pilot:
            await scene(pilot)
            await settle(pilot)
            for _ in "sv", "en":
                code = app.language.code
                for theme in (
                    (each for each in THEMES if whole or is_due(each, scene, size)) if code == "sv" else [DARK]
                ):
                    if app.theme != theme.name:
                        app.theme = theme.name
                        await settle(pilot)
                    found.faint[code, theme.name] = too_faint(app)
                    if theme is not HIGH_CONTRAST or scene is finished:
                        found.pictures[code, theme.name] = app.export_screenshot(title=app.title, simplify=True)
                app.theme = DARK.name
                app.action_next_language()
                await settle(pilot)
        return found

    return asyncio.run(play())


class Picture(App[None]):
    """A picture that has been taken, for the fixture that would run an app to take one."""

    def __init__(self, svg: str) -> None:
        super().__init__()
        self.svg = svg

    def run(self, **_: Any) -> Any:
        return self.svg


@pytest.mark.parametrize("code", ["sv", "en"])
@SIZES
@EACH
def test_screen(adviser: Adviser, snap_compare: Any, step: Scene, size: tuple[int, int], code: str) -> None:
    assert snap_compare(Picture(seen(adviser, step, size, False).pictures[code, DARK.name]))


@EACH
def test_screen_in_light(adviser: Adviser, snap_compare: Any, step: Scene) -> None:
    assert snap_compare(Picture(seen(adviser, step, WIDE, False).pictures["sv", LIGHT.name]))


@SIZES
def test_high_contrast(adviser: Adviser, snap_compare: Any, size: tuple[int, int]) -> None:
    assert snap_compare(Picture(seen(adviser, finished, size, False).pictures["sv", HIGH_CONTRAST.name]))


@SIZES
@EACH
def test_every_text_has_contrast(adviser: Adviser, share: Share, step: Scene, size: tuple[int, int]) -> None:
    faint = {where: texts for where, texts in seen(adviser, step, size, share.whole).faint.items() if texts}
    assert not faint
