"""Whatever comes while a screen is being built or taken down (a second, a key, a click, another size), the app goes on.

Not for a place but for the kind: it is delivered at every await of every screen's opening and closing.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import cycle, product
from typing import Any

import pytest
from textual import events
from textual.geometry import Size
from textual.pilot import Pilot

from assistant.answer import Adviser
from assistant.i18n import language
from assistant.tui.app import VardlotsApp
from assistant.tui.idle import IdleWatch
from assistant.tui.textual_8_2_8 import Undecodable
from tests.support.app import WIDE, reply, settle
from tests.support.share import Share
from tests.support.stepping import context_of, delivered, run_stepped

SCREENS = {
    "lookup": ("f6", "m", "escape", "escape"),
    "take along": ("f5", "escape"),
    "report": ("ctrl+r", "x", "escape"),
    "settings": ("f10", "escape"),
    "training": ("f8", "escape"),
    "palette": ("ctrl+p", "a", "escape"),
    "help": ("f1", "escape"),
    "why": ("f2", "escape"),
    "a change": ("f7", "1", "escape", "escape"),
    "the alarm": (*"akut", "enter", "enter", "escape", "escape"),
    "an offer": (*"77", "enter", "escape", "escape"),
    "hidden": ("f9", "f9"),
}
"""The keys that open a screen above the conversation, and those that close it again."""
DEEDS = (
    "a second",
    "the countdown",
    "over 7",
    "over 31",
    "a key 3",
    "a key 13",
    "the language",
    "the pointer",
    "the window",
)
"""What is delivered, and how often."""
KEYS = ("escape", "enter", "f3", "f9", "ctrl+p", "tab", "1", "down", "f1", "f4", "slash", "f2", "f7", "x", "f6")
SIZES = ((4, 24), (140, 40), (1, 1), (80, 24), (2, 60), (200, 3))


def key(name: str) -> events.Key:
    return events.Key(name, "/" if name == "slash" else name if len(name) == 1 else None)


class Unclosable(VardlotsApp):
    """An app that ends only by a fault: a click on its last key is none."""

    async def action_quit(self) -> None:
        pass


class Clock:
    """Seconds that pass when told to."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def idle_for(seconds: float) -> IdleWatch:
    """A desk that is cleared after a minute, at which nobody has been for so long."""
    clock = Clock()
    idle = IdleWatch(1, clock)
    clock.now = seconds
    return idle


class Watch:
    """A session whose every step can be disturbed."""

    def __init__(self, pilot: Pilot[None]) -> None:
        assert isinstance(pilot.app, VardlotsApp)
        self.pilot, self.app = pilot, pilot.app

    async def open_and_close(self, keys: tuple[str, ...]) -> None:
        for name in keys:
            self.app.post_message(key(name))
            await self.pilot.pause()

    async def home(self) -> None:
        """Back to the conversation, undisturbed."""
        for _ in range(20):
            await self.pilot.pause()
            if self.app.screen is self.app.chat:
                return
            self.app.post_message(key("escape"))
        raise AssertionError(f"there is no way back from {self.app.screen}")


def screens_for(deed: str, share: Share) -> list[str]:
    """The screens above which it is delivered: each deed above some of the share, and above each screen some deeds."""
    every = share.of(product(DEEDS, SCREENS), lambda of: of[0], lambda of: of[1], one_in=3)
    return [screen for each, screen in every if each == deed]


def session(
    adviser: Adviser, disturb: Callable[[VardlotsApp], Callable[[], object]], screens: list[str], every: int, most: int
) -> None:
    """Open and close each screen above a case, with something delivered at every so many steps."""
    assert screens

    async def run() -> None:
        app = Unclosable(adviser, language("en"))
        app.grace = 0.0
        app.breath = 0.0
        async with app.run_test(size=WIDE) as pilot:
            await settle(pilot)
            watch = Watch(pilot)
            within, deed = await context_of(app), disturb(app)
            for name in screens:
                await reply(pilot, *(("vgr", "undocumented") if not app.chat.conversation.case.answers else ()))
                with delivered(deed, within, every=every, most=most) as done:
                    await watch.open_and_close(SCREENS[name])
                assert done[0] > 0, name
                await watch.home()
                assert app.is_running, name
                if app.size != WIDE:
                    await pilot.resize_terminal(*WIDE)

    run_stepped(run)


@pytest.fixture
def drawing() -> None:
    """Here every frame is drawn, as in a terminal, and not only what a test looks at."""


@pytest.fixture(autouse=True)
def nothing_is_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path))


def test_a_second_passes_at_any_await(adviser: Adviser, share: Share) -> None:
    def disturb(app: VardlotsApp) -> Callable[[], None]:
        app.idle = IdleWatch(5)
        return app.mind_idleness

    session(adviser, disturb, screens_for("a second", share), every=1, most=10_000)


def test_the_countdown_is_said_at_any_await(adviser: Adviser, share: Share) -> None:
    def disturb(app: VardlotsApp) -> Callable[[], None]:
        def tick() -> None:
            app.idle = idle_for(45)
            app.mind_idleness()

        return tick

    session(adviser, disturb, screens_for("the countdown", share), every=5, most=200)


@pytest.mark.parametrize("every", [7, 31])
def test_the_time_is_over_at_any_await(adviser: Adviser, share: Share, every: int) -> None:
    def disturb(app: VardlotsApp) -> Callable[[], object]:
        def over() -> None:
            app.idle = idle_for(61)
            app.mind_idleness()

        return lambda: app.call_later(over)

    session(adviser, disturb, screens_for(f"over {every}", share), every=every, most=6)


@pytest.mark.parametrize("every", [3, 13])
def test_a_key_comes_at_any_await(adviser: Adviser, share: Share, every: int) -> None:
    keys = cycle(KEYS)
    session(
        adviser,
        lambda app: lambda: app.post_message(key(next(keys))),
        screens_for(f"a key {every}", share),
        every=every,
        most=len(KEYS) + 1,
    )


@pytest.mark.parametrize("every", [5])
def test_the_language_changes_at_any_await(adviser: Adviser, share: Share, every: int) -> None:
    session(adviser, lambda app: app.action_next_language, screens_for("the language", share), every=every, most=12)


def test_clicks_pastes_and_bytes_that_are_no_text_come_at_any_await(adviser: Adviser, share: Share) -> None:
    spots = cycle([(0, 0), (70, 20), (139, 39), (30, 12), (5, 39)])

    def disturb(app: VardlotsApp) -> Callable[[], None]:
        def come() -> None:
            x, y = next(spots)
            for kind in (events.MouseDown, events.MouseUp):
                app.post_message(kind(None, x, y, 0, 0, 1, False, False, False, x, y))
            app.post_message(events.Paste("850709-9805 \n x"))
            app.post_message(Undecodable())

        return come

    session(adviser, disturb, screens_for("the pointer", share), every=13, most=12)


def test_the_window_changes_at_any_await(adviser: Adviser, share: Share) -> None:
    sizes = cycle(SIZES)

    def disturb(app: VardlotsApp) -> Callable[[], None]:
        def resize() -> None:
            size = Size(*next(sizes))
            app.post_message(events.Resize(size, size))

        return resize

    session(adviser, disturb, screens_for("the window", share), every=19, most=10)
