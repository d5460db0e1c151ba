"""The scenes of the app: how each screen is reached. Their pictures are compared, and their contrast is asked, in both sizes."""

from __future__ import annotations

import tempfile
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from textual.pilot import Pilot

from assistant.answer import Adviser
from assistant.i18n import language
from assistant.records import replace
from assistant.train.store import TrainingStore
from assistant.tui.app import VardlotsApp
from assistant.tui.training.room import TrainingRoom
from tests.support.app import reply, settle

Scene = Callable[[Pilot[None]], Awaitable[None]]


async def first(pilot: Pilot[None]) -> None:
    await settle(pilot)


async def topics(pilot: Pilot[None]) -> None:
    await settle(pilot)
    await reply(pilot, "vgr", "undocumented")
    await pilot.press("down", "space", "down", "down", "space")
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


async def finding_out(pilot: Pilot[None]) -> None:
    await settle(pilot)
    await reply(pilot, "vgr")
    await pilot.press("0")
    await settle(pilot)


async def not_known(pilot: Pilot[None]) -> None:
    await settle(pilot)
    await reply(pilot, "vgr", "unknown", "visit_fee", "unknown", "unknown", "unknown", "unknown")
    await settle(pilot)


async def typing(pilot: Pilot[None]) -> None:
    await settle(pilot)
    await reply(pilot, "vgr")
    app = pilot.app
    assert isinstance(app, VardlotsApp)
    app.chat.line.value = "19850101-1234 xyzzy asylsökande 7 år tolk"
    await settle(pilot)


async def typed(pilot: Pilot[None]) -> None:
    await typing(pilot)
    await pilot.press("enter")
    await settle(pilot)


async def filtering(pilot: Pilot[None]) -> None:
    await settle(pilot)
    await reply(pilot, "vgr", "undocumented")
    await pilot.press("t", "o")
    await settle(pilot)


async def fees(pilot: Pilot[None]) -> None:
    await settle(pilot)
    await reply(pilot, "vgr", "undocumented", "medicines")
    await settle(pilot)


async def offered(pilot: Pilot[None]) -> None:
    await settle(pilot)
    await reply(pilot, "vgr")
    await pilot.press(*"77", "enter")
    await settle(pilot)


async def alarm(pilot: Pilot[None]) -> None:
    await mid_case(pilot)
    await pilot.press(*"akut", "enter")
    await settle(pilot)


async def in_the_answer(pilot: Pilot[None]) -> None:
    await finished(pilot)
    await pilot.press("tab", "down")
    await settle(pilot)


async def changing(pilot: Pilot[None]) -> None:
    await finished(pilot)
    await pilot.press("f7")
    await settle(pilot)


async def preview(pilot: Pilot[None]) -> None:
    await finished(pilot)
    app = pilot.app
    assert isinstance(app, VardlotsApp)
    app.chat.ask_again("status")
    await settle(pilot)
    await reply(pilot, "undocumented")
    await settle(pilot)


async def why_asked(pilot: Pilot[None]) -> None:
    await mid_case(pilot)
    await pilot.press("f2")
    await settle(pilot)


async def why_it_applies(pilot: Pilot[None]) -> None:
    await finished(pilot)
    await pilot.press("f2")
    await settle(pilot)


async def lookup(pilot: Pilot[None]) -> None:
    await mid_case(pilot)
    await pilot.press("f6")
    await settle(pilot)


async def lookup_found(pilot: Pilot[None]) -> None:
    await lookup(pilot)
    await pilot.press(*"medic")
    await settle(pilot)
    await pilot.press("down", "enter")
    await settle(pilot)


async def table(pilot: Pilot[None]) -> None:
    await lookup(pilot)
    await pilot.press("2")
    await settle(pilot)


async def contacts(pilot: Pilot[None]) -> None:
    await lookup(pilot)
    await pilot.press("6")
    await settle(pilot)


async def take_along(pilot: Pilot[None]) -> None:
    await finished(pilot)
    app = pilot.app
    assert isinstance(app, VardlotsApp)
    app.chat.folder = "/home/desk"
    await pilot.press("f5")
    await settle(pilot)


async def settings(pilot: Pilot[None]) -> None:
    await first(pilot)
    await pilot.press("f10")
    await settle(pilot)


async def report(pilot: Pilot[None]) -> None:
    await finished(pilot)
    await pilot.press("ctrl+r")
    await settle(pilot)


async def hidden(pilot: Pilot[None]) -> None:
    await finished(pilot)
    await pilot.press("f9")
    await settle(pilot)


async def countdown(pilot: Pilot[None]) -> None:
    await finished(pilot)
    app = pilot.app
    assert isinstance(app, VardlotsApp)
    app.chat.say_countdown(20)
    await settle(pilot)


async def training(pilot: Pilot[None]) -> None:
    await first(pilot)
    app = pilot.app
    assert isinstance(app, VardlotsApp)
    noon = datetime(2026, 11, 22, 12, tzinfo=UTC)
    folder = Path(tempfile.mkdtemp())
    app.training = TrainingRoom(
        app.adviser, "vgr", TrainingStore(folder / "t.sqlite3"), now=lambda: noon, today=noon.date
    )
    await pilot.press("f8")
    await settle(pilot)


async def training_menu(pilot: Pilot[None]) -> None:
    await training(pilot)
    await pilot.press(*"Kim", "enter")
    await settle(pilot)
    await pilot.press("1")  # where somebody new works
    await settle(pilot)


async def drill(pilot: Pilot[None]) -> None:
    await training_menu(pilot)
    await pilot.press("1")
    await settle(pilot)


async def verdict(pilot: Pilot[None]) -> None:
    await drill(pilot)
    await pilot.press("1")
    await settle(pilot)


async def at_the_desk(pilot: Pilot[None]) -> None:
    await training_menu(pilot)
    await pilot.press("2")
    await settle(pilot)


def still(adviser: Adviser, code: str) -> VardlotsApp:
    """The app with what changes from machine to machine and from edit to edit held still: the engine, the version."""
    app = VardlotsApp(_still(adviser), language(code))
    app.grace = 0
    app.breath = 0.0
    return app


@cache
def _still(adviser: Adviser) -> Adviser:
    return Adviser(replace(adviser.knowledge, version="0"), adviser.on, engine="clips")


SCENES: tuple[Scene, ...] = (
    first,
    topics,
    mid_case,
    finished,
    help_,
    finding_out,
    not_known,
    typing,
    typed,
    filtering,
    fees,
    offered,
    alarm,
    in_the_answer,
    changing,
    preview,
    why_asked,
    why_it_applies,
    lookup,
    lookup_found,
    table,
    contacts,
    take_along,
    settings,
    report,
    hidden,
    countdown,
    training,
    training_menu,
    drill,
    verdict,
    at_the_desk,
)
