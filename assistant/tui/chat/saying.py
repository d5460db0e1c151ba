"""What is said of a line: in its border while it is typed, above it once it is taken, or when nothing was done about it.

What was taken and what was not differ by a sign, never by colour alone.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from textual.content import Content

from assistant.answer import REFUSALS
from assistant.dialogue.line_outline import COMMAND_TEXTS, HEARD, alarm, chips, how_offered
from assistant.dialogue.readings import Alarm, Asked, LineReading, Suggestion, Told, Unread
from assistant.texts import harmless
from assistant.typed.outline import Remark, remarks
from assistant.words.wording import Wording

if TYPE_CHECKING:
    from assistant.dialogue import Conversation
    from assistant.typed import Understood

BETWEEN, LEFT_OUT = " · ", " …"


def above(reading: LineReading, wording: Wording) -> Content | None:
    """What a line means so far, in a few words; None where the options say it, or there is nothing to say yet."""
    gettext = wording.language.gettext
    if isinstance(reading, Alarm):
        return Content.styled(f"! {alarm(reading, wording)[0]}", "bold $error")
    if isinstance(reading, Asked):
        return Content.styled(gettext(COMMAND_TEXTS[reading.name]), "bold") if reading.name in COMMAND_TEXTS else None
    if isinstance(reading, Suggestion):
        return Content.styled(harmless(how_offered(reading, wording)), "bold $warning")
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


def after(understood: Understood, talk: Conversation, wording: Wording, *, taken: bool) -> tuple[Remark, ...]:
    """What was understood, denied, unclear and not understood, in few words; that Esc takes it back, if it is taken."""
    relevant: Container[str] = ()
    with suppress(*REFUSALS):  # the answer itself says what is wrong
        relevant = talk.adviser.relevant(talk.case)
    back = Remark(wording.language.gettext("Esc takes it back."), spare=True)
    asked = partial(_is_asked, talk, relevant)
    return (*remarks(understood, wording, asked), *([back] if taken else []))


def _is_asked(talk: Conversation, relevant: Container[str], fact: str) -> bool:
    """Whether a fact that was left open changes what is needed."""
    return fact in relevant and talk.wants(fact)


def laid_out(said: Sequence[Remark], width: int, most: int) -> list[Content]:
    """Remarks as so many lines at the most, one behind the other. Where not all fit, what was taken stands first, whole: it is what the
    answer is made of; the others are said in brief, and what is left out ends in a sign."""
    if not said or most < 1:
        return []
    lines = min(_with_less(said, width), key=len)
    if len(lines) > most:
        lines = _wrapped(sorted(_briefly(said), key=lambda remark: not (remark.taken or remark.first)), width)
    if len(lines) > most:
        lines[most - 1] = Content.assemble(lines[most - 1], " …").truncate(max(8, width), ellipsis=True)
    return lines[:most]


def _with_less(said: Sequence[Remark], width: int) -> Iterator[list[Content]]:
    """As lines with everything; without the last where the screen tells that anyhow, and without all that it tells, which a sign stands for."""
    yield _wrapped(said, width)
    for fewer in (said[:-1] if said[-1].spare else said, [remark for remark in said if not remark.spare]):
        lines = _wrapped(fewer, width) if fewer else []
        if lines and lines[-1].cell_length + len(LEFT_OUT) <= width:
            yield [*lines[:-1], Content.assemble(lines[-1], LEFT_OUT)]


def _briefly(said: Sequence[Remark]) -> list[Remark]:
    return [remark._replace(text=remark.brief or remark.text) for remark in said]


def _wrapped(said: Sequence[Remark], width: int) -> list[Content]:
    pieces = [
        Content.styled(
            f"{'✓ ' if remark.taken else ''}{harmless(remark.text)}",
            "bold $success" if remark.taken else "bold $warning",
        )
        for remark in said
    ]
    return Content("  ").join(pieces).wrap(max(8, width))
