"""Warming up: what sessions would make on their way is made once before they are forked, so that they share it."""

from __future__ import annotations

import asyncio

from assistant.answer import Adviser
from assistant.cases.case import Case
from assistant.dialogue.line import LineReader
from assistant.i18n import language, languages, languages_from
from assistant.tui.served.app import BrowserApp, BrowserPreferences

SIZE = (120, 40)
KEYS = ("1", "1", "1", "f5", "escape", "f1", "escape")
"""A made-up patient, what can be taken along, the help: so that all of it is loaded."""


def warm(adviser: Adviser) -> None:
    """Answer, read the word lists of each language, and use the app without a screen."""
    adviser.answer(Case(), general=True)
    for code in languages():
        for _ in LineReader(adviser.knowledge, languages_from(code)).prepared():
            pass
    asyncio.run(_used(adviser))


async def _used(adviser: Adviser) -> None:
    preferences = BrowserPreferences(adviser.knowledge, {}, lambda settings: None)
    app = BrowserApp(adviser, language(languages()[0]), preferences)
    app.grace = 0
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(*KEYS)
        await pilot.pause()
