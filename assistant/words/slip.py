"""The slip: what the patient is to show, pay, ring and know, in a few lines of one language, from the statements of an answer.

A patient may leave it on a bus, so it holds no answer of the case and no word that tells how somebody stays in Sweden: only what
the knowledge says for the patient's own eyes (`slip:` of a rule, proved free of such words), and amounts that are certain.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from typing import NamedTuple

from assistant.answer.model import Answer, Said
from assistant.i18n import DEFAULT_LANGUAGE, N_, language, languages
from assistant.knowledge.model import FEE
from assistant.words.wording import Wording

PARTS = (
    (N_("Show at the desk"), ("step", "responsibility")),
    (N_("What it costs"), (FEE,)),
    (N_("Good to know"), ("warning", "entitlement", "note", "contact")),
)
"""The parts of a slip in order, each with the kinds of statement that it is made of."""

BLANK = "_" * 24
"""A line to write on."""


class SlipPart(NamedTuple):
    """Lines under a title."""

    title: str
    lines: tuple[str, ...]


class Slip(NamedTuple):
    """A slip in one language. `foot` says by which knowledge, as of which day."""

    language: str
    title: str
    parts: tuple[SlipPart, ...]
    foot: str
    direction: str = "ltr"


def slips(answer: Answer, wording: Wording) -> tuple[Slip, ...]:
    """The slip in two languages: that of the country's documents first, and the reader's, or the next one that there is."""
    mine = wording.language.code
    other = mine if mine != DEFAULT_LANGUAGE else next((code for code in languages() if code != DEFAULT_LANGUAGE), mine)
    codes = dict.fromkeys((DEFAULT_LANGUAGE, other))
    return tuple(slip(answer, Wording(wording.knowledge, language(code))) for code in codes)


def slip(answer: Answer, wording: Wording) -> Slip:
    """The slip of an answer in the wording's language: what is certain, and no more."""
    gettext = wording.language.gettext
    doubted = {*answer.doubted, *answer.turning}
    parts = [SlipPart(gettext(title), _lines(_of(answer.certain, kinds), doubted, wording)) for title, kinds in PARTS]
    # No source gives a number that patients may ring: the clinic writes its own.
    parts.append(SlipPart(gettext("Your clinic's telephone"), (BLANK,)))
    return Slip(
        language=wording.language.code,
        title=gettext("For you as a patient"),
        parts=tuple(part for part in parts if part.lines),
        foot=wording.by_which(answer.on),
        direction=wording.language.direction,
    )


def _of(certain: Iterable[Said], kinds: Sequence[str]) -> list[Said]:
    return [said for said in certain if said.statement.kind in kinds]


def _lines(statements: Iterable[Said], doubted: Container[str], wording: Wording) -> tuple[str, ...]:
    lines = (_line(said, said.id in doubted, wording) for said in statements)
    return tuple(dict.fromkeys(line for line in lines if line))


def _line(said: Said, doubted: bool, wording: Wording) -> str:
    """A statement for the patient's eyes; words of its own would state a doubted amount as sure."""
    sure = not (doubted and said.fee is not None)
    return (wording.rule_slip(said.rule) if sure else "") or _amount(said, doubted, wording)


def _amount(said: Said, doubted: bool, wording: Wording) -> str:
    """What a fee without words for the patient comes to, under its topic's name; empty for what is no fee.

    An amount against which another reading speaks is a ceiling on paper, and no promise that nothing is to be paid.
    """
    if said.fee is None:
        return ""
    topic = wording.topic(said.statement.topic)
    if said.fee.amount is None or (doubted and not said.fee.amount):
        return wording.language.gettext("{topic}: ask at the desk what it costs.", topic=topic)
    if doubted:
        fee = wording.fee(said.fee._replace(maximum=True))
        return wording.language.gettext("{topic}: {fee}. Ask at the desk first.", topic=topic, fee=fee)
    return f"{topic}: {wording.fee(said.fee)}"
