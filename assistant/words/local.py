"""Local additions in words: each marked as local wherever it is read, so that nobody takes it for what a source says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from assistant.answer.model import Answer
from assistant.i18n import N_
from assistant.knowledge.local import EVERY_LANGUAGE, LocalAddition, LocalContact, LocalWords
from assistant.knowledge.model import REGION
from assistant.words.wording import Wording


class LocalShown(NamedTuple):
    """An addition in words: `text` begins by saying that it is local; `ways` to reach a contact."""

    text: str
    ways: tuple[str, ...] = ()


def local_shown(answer: Answer, wording: Wording) -> tuple[LocalShown, ...]:
    """The local additions for a case."""
    return local_for(answer.case.topics, answer.case.answers.get(REGION), wording)


def local_for(
    topics: Sequence[str], region: str | None, wording: Wording, every: bool = True
) -> tuple[LocalShown, ...]:
    """The local additions for these topics and this region. `every`: those for every topic too."""
    found = wording.knowledge.local.fitting(topics, region)
    return tuple(in_words(one, wording) for one in found if every or one.topics)


def in_words(one: LocalAddition, wording: Wording) -> LocalShown:
    """An addition in the reader's words."""
    if not isinstance(one, LocalContact):
        return LocalShown(_marked(_told(one.text, wording), wording))
    return LocalShown(_marked(_told(one.name, wording), wording), tuple(_ways(one, wording)))


def _marked(text: str, wording: Wording) -> str:
    return wording.language.gettext("Local: {text}", text=text)


def _ways(one: LocalContact, wording: Wording) -> Iterator[str]:
    hours = _told(one.hours, wording) if one.hours is not None else None
    for label, value in (
        (N_("Phone: {value}"), one.phone),
        (N_("E-mail: {value}"), one.email),
        (N_("Fax: {value}"), one.fax),
        (N_("Hours: {value}"), hours),
    ):
        if value:
            yield wording.language.gettext(label, value=value)


def _told(words: LocalWords, wording: Wording) -> str:
    """A text in the reader's language, else in the first in which there is one, which is then said."""
    code = wording.language.code
    if code in words or EVERY_LANGUAGE in words:
        return words.get(code) or words[EVERY_LANGUAGE]
    other = next(iter(words))
    return f"[{other}] {words[other]}"
