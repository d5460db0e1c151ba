"""What is said of a line: in its border while it is typed, above it once it is taken, or when nothing was done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from assistant.dialogue.line_outline import COMMAND_TEXTS, HEARD, alarm, chips, offered
from assistant.dialogue.readings import Alarm, Asked, LineReading, Suggestion, Told, Unread
from assistant.texts import harmless
from assistant.words.wording import Wording

if TYPE_CHECKING:
    from assistant.typed import Understood

BETWEEN = " · "


def above(reading: LineReading, wording: Wording) -> Content | None:
    """What a line means so far, in a few words; None where the options say it, or there is nothing to say yet."""
    gettext = wording.language.gettext
    if isinstance(reading, Alarm):
        return Content.styled(f"! {alarm(reading, wording)[0]}", "bold $error")
    if isinstance(reading, Asked):
        return Content.styled(gettext(COMMAND_TEXTS[reading.name]), "bold") if reading.name in COMMAND_TEXTS else None
    if isinstance(reading, Suggestion):
        return Content.styled(harmless(offered(reading, wording)[0]), "bold $warning")
    understood = reading.understood if isinstance(reading, Told | Unread) else None
    return _chips(understood, wording) if understood is not None else None


def _chips(understood: Understood, wording: Wording) -> Content | None:
    """Each piece that is understood, and each that is not, told apart by a sign."""
    found = [
        Content.styled(
            f"{'✓ ' if chip.kind == HEARD else ''}{harmless(chip.text)}",
            "bold $success" if chip.kind == HEARD else "bold $warning",
        )
        for chip in chips(understood, wording)
    ]
    return Content(BETWEEN).join(found) if found else None


def after(understood: Understood, wording: Wording, *, taken: bool) -> tuple[str, ...]:
    """What was understood, denied, unclear and not understood, a line each; that Esc takes it back, if it is taken."""
    from assistant.typed.outline import lines

    return (*lines(understood, wording), *([wording.language.gettext("Esc takes it back.")] if taken else []))
