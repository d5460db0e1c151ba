"""Local additions: contacts and notes of a workplace, laid over the knowledge. They add; no rule, fee or contact of a document changes by them."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from assistant.knowledge.problems import Place, Problem

EVERY_LANGUAGE = ""
"""The key of a text that stands as it is in every language, as a name does."""

LocalWords = Mapping[str, str]
"""A text by language."""


class LocalContact(NamedTuple):
    """Whom somebody here reaches, and how. `topics` and `regions`: only on these, and there; none: on all, everywhere."""

    name: LocalWords
    phone: str | None
    email: str | None
    fax: str | None
    hours: LocalWords | None
    topics: tuple[str, ...]
    regions: tuple[str, ...]
    place: Place


class LocalNote(NamedTuple):
    """What is good to know here."""

    text: LocalWords
    topics: tuple[str, ...]
    regions: tuple[str, ...]
    place: Place


LocalAddition = LocalContact | LocalNote


class LocalAdditions(NamedTuple):
    """What a file adds. `problems`: why nothing of it is added; a file with a mistake adds nothing."""

    file: str = ""
    contacts: tuple[LocalContact, ...] = ()
    notes: tuple[LocalNote, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def all(self) -> tuple[LocalAddition, ...]:
        """Contacts first, in the order of the file."""
        return (*self.contacts, *self.notes)

    def fitting(self, topics: Sequence[str], region: str | None) -> tuple[LocalAddition, ...]:
        """Those for these topics and this region; what is for a topic or a region waits until it is chosen."""
        return tuple(one for one in self.all if _fits(one.topics, topics) and _fits(one.regions, (region,)))


def _fits(only: Sequence[str], now: Sequence[str | None]) -> bool:
    return not only or any(one in only for one in now)


NO_LOCAL = LocalAdditions()
