"""What the tests of the app share: its sizes, and ways to reply by the ids of values, whatever the language."""

from __future__ import annotations

from textual.pilot import Pilot

from assistant.dialogue.options import options
from assistant.tui.app import VardlotsApp
from assistant.tui.dialogs.curtain import Curtain
from tests.support.textual_internals import strips

WIDE, SMALL = (140, 40), (80, 24)
EVERY_SIZE = (SMALL, (100, 30), (120, 34), WIDE, (60, 20))
"""The sizes at which every question is looked at."""


async def settle(pilot: Pilot[None]) -> None:
    """Wait until the curtain is up and nothing moves any more."""
    while isinstance(pilot.app.screen, Curtain):
        await pilot.pause()
    await pilot.pause()
    await pilot.pause()


def key_of(app: VardlotsApp, value: str) -> str:
    """The key that chooses this value of the open question; empty if it has none."""
    return next(option.key for option in app.chat.asking.options if option.id == value)


async def choose(pilot: Pilot[None], value: str) -> None:
    """Choose an option by its key; one that has none with the arrows and Enter."""
    app = pilot.app
    assert isinstance(app, VardlotsApp)
    key = key_of(app, value)
    if key and not key.startswith(("F", "^")):
        await pilot.press(*key)
        if app.chat.line.value == key:
            await pilot.press("enter")  # a nought may begin an age
        return
    ids = [option.id for option in app.chat.asking.options]
    await pilot.press("home", *["down"] * ids.index(value), "enter")


async def reply(pilot: Pilot[None], *values: str) -> None:
    """Reply to each open question by the key of a value; several topics as `a,b`."""
    app = pilot.app
    assert isinstance(app, VardlotsApp)
    for value in values:
        if "," in value:
            first, *others = value.split(",")
            signs = {option.id: option.sign for option in options(app.chat.conversation)}
            await pilot.press(*signs[first])
            if app.chat.line.value == signs[first]:
                await pilot.press("enter")  # the tenth of a row waits for it
            for topic in others:
                await pilot.press("plus", *signs[topic])
        elif value.isdigit():
            await pilot.press(*value)
            if app.chat.line.value:
                await pilot.press("enter")
        else:
            await choose(pilot, value)
            if app.chat.conversation.finding_out is not None and value == "unknown":
                await choose(pilot, value)  # and what the patient shows or tells does not help either
        await pilot.pause()


async def write(pilot: Pilot[None], words: str) -> None:
    """Type into the line."""
    await pilot.press(*("space" if char == " " else char for char in words))
    await settle(pilot)


def case(app: VardlotsApp) -> dict[str, str]:
    """The replies so far."""
    return dict(app.chat.conversation.case.answers)


def answer_text(app: VardlotsApp) -> str:
    """The answer as it stands in the card, scrolled out of sight or not."""
    return app.chat.card.text


async def open_all(pilot: Pilot[None]) -> None:
    """Open every group of the answer."""
    app = pilot.app
    assert isinstance(app, VardlotsApp)
    app.chat.whole_answer()
    await pilot.press("tab")
    await settle(pilot)


def screen_text(app: VardlotsApp) -> str:
    """Everything on the screen, line by line."""
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips(app.screen))
