"""Makes the pictures of the README: `python tools/screenshot.py` writes docs/*.svg."""

from __future__ import annotations

import asyncio
import sys
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from assistant.answer import Adviser  # noqa: E402
from assistant.i18n import language  # noqa: E402
from assistant.knowledge import load_knowledge  # noqa: E402
from assistant.knowledge.model import TOPIC  # noqa: E402
from assistant.tui.app import VardlotsApp  # noqa: E402

CASE = {"region": "vgr", "status": "asylum_seeker", TOPIC: "medicines", "proof": "lma_expired", "age_group": "34"}
"""What is replied to each question, in whatever order they are put; an age as it is typed."""


async def picture(code: str, size: tuple[int, int], file: Path, *more: str) -> None:
    """The answer to an asylum seeker with an expired card who needs medicines; then `more` keys are pressed."""
    adviser = Adviser(load_knowledge(ROOT / "knowledge"), date(2026, 11, 22))
    app = VardlotsApp(adviser, language(code))
    app.grace = 0
    app.breath = 0.0
    async with app.run_test(size=size) as pilot:
        await pilot.pause(0.5)
        while (question := app.chat.conversation.question) is not None:
            value = CASE[question.id]
            keys = {option.id: option.key for option in app.chat.asking.options}
            await pilot.press(*keys.get(value, value))
            await pilot.pause(0.3)
        for key in more:
            await pilot.press(key)
            await pilot.pause(0.3)
        await pilot.pause(0.5)
        file.write_text(app.export_screenshot(title="Vårdlots"), encoding="utf-8")


async def main() -> None:
    """Write the pictures."""
    await picture("sv", (140, 40), ROOT / "docs" / "answer-sv.svg")
    await picture("en", (80, 24), ROOT / "docs" / "answer-en-80x24.svg")
    await picture("sv", (100, 30), ROOT / "docs" / "change-sv.svg", "f7", "2", "3")
    await picture("en", (120, 34), ROOT / "docs" / "lookup-en.svg", "f6", "2", "ctrl+o")


if __name__ == "__main__":
    asyncio.run(main())
