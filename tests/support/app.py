"""What the tests of the app share: its sizes, and ways to reply by the ids of values, whatever the language."""

from __future__ import annotations

from textual.pilot import Pilot

from assistant.tui.app import VardlotsApp
from assistant.tui.dialogs.curtain import Curtain
from assistant.tui.widgets.answer import AnswerView
from tests.support.textual_internals import strips

WIDE, SMALL = (140, 40), (80, 24)


async def settle(pilot: Pilot[None]) -> None:
    """Wait until the curtain is up and nothing moves any more."""
    while isinstance(pilot.app.screen, Curtain):
        await pilot.pause()
    await pilot.pause()
    await pilot.pause()


def key_of(app: VardlotsApp, value: str) -> str:
    """The key that chooses this value of the open question."""
    return next(choice.key for choice in app.chat.choices.choices if choice.id == value)


async def reply(pilot: Pilot[None], *values: str) -> None:
    """Reply to each open question by the key of a value; for the topics, tick and confirm (several as `a,b`)."""
    app = pilot.app
    assert isinstance(app, VardlotsApp)
    for value in values:
        if app.chat.choices.several:
            for topic in value.split(","):
                await pilot.press(*key_of(app, topic), "full_stop")
            await pilot.press("enter")
        elif value.isdigit():
            await pilot.press(*value, "enter")
        else:
            await pilot.press(key_of(app, value))
            if app.chat.conversation.finding_out is not None and value == "unknown":
                await pilot.press(key_of(app, value))  # and what the patient shows or tells does not help either
        await pilot.pause()


def case(app: VardlotsApp) -> dict[str, str]:
    """The replies so far."""
    return dict(app.chat.conversation.case.answers)


def answer_text(app: VardlotsApp) -> str:
    """The answer as it stands on the screen."""
    return app.chat.query_one(AnswerView).text


def screen_text(app: VardlotsApp) -> str:
    """Everything on the screen, line by line."""
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips(app.screen))
