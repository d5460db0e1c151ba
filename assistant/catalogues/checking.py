"""What is wrong in the catalogues, and how much of each topic is translated."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from string import Formatter
from typing import NamedTuple

from babel.messages.catalog import Catalog

from assistant.catalogues.files import CatalogueFile, catalogue_files, read
from assistant.catalogues.messages import MessageKey, belongs_to, by_key, messages, shown, strings_of
from assistant.i18n import AMOUNT_EXAMPLE, SOURCE_LANGUAGE, is_amount
from assistant.knowledge import Knowledge

BRACES = "(braces that do not match)"


class Share(NamedTuple):
    """How much is translated."""

    done: int
    of: int

    def plus(self, other: Share) -> Share:
        """Both together."""
        return Share(self.done + other.done, self.of + other.of)

    @property
    def percent(self) -> int:
        """Rounded down: 100 is all of it."""
        return 100 * self.done // self.of if self.of else 100


def problems(locales: Path, knowledge: Knowledge) -> list[str]:
    """What is wrong in the catalogues: one line each. A language that need not be whole may have gaps."""
    found = []
    for file in catalogue_files(locales):
        catalogue = read(file)
        have, wanted = by_key(catalogue), messages(file.domain, knowledge)
        found += [f"{file.name}: not in the catalogue: {shown(key)}" for key in wanted if key not in have]
        found += [f"{file.name}: no longer in use: {shown(key)}" for key in have if key not in set(wanted)]
        if file.code in SOURCE_LANGUAGE.values():
            gaps = (key for key in wanted if key in have and not strings_of(have[key]))
            found += [f"{file.name}: not translated: {shown(key)}" for key in gaps]
        found += [f"{file.name}: {problem}" for problem in wrong_in(catalogue)]
    return found


def wrong_in(catalogue: Catalog) -> list[str]:
    """Translations that cannot be shown as their texts are."""
    return [
        f"{problem} in {shown(key)}: {string!r}"
        for key, message in by_key(catalogue).items()
        for string in strings_of(message)
        if (problem := wrong_with(key, string))
    ]


def wrong_with(key: MessageKey, string: str) -> str:
    """What is wrong with a translation; empty if it can be shown."""
    texts = (key[1],) if isinstance(key[1], str) else key[1]
    if placeholders(string) != set().union(*map(placeholders, texts)):
        return "placeholders differ"
    if key[1] == AMOUNT_EXAMPLE and not is_amount(string):
        return "no amount that can be followed"
    return ""


def placeholders(text: str) -> set[str]:
    """The names in braces that are filled in."""
    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        return {BRACES}


def shares(locales: Path, knowledge: Knowledge) -> Mapping[str, Mapping[str, Share]]:
    """By language and topic, how much is translated; a file that is not there is not translated at all."""
    found: dict[str, dict[str, Share]] = {}
    for file in catalogue_files(locales):
        topics = found.setdefault(file.code, {})
        for topic, share in _shares_of(file, knowledge):
            topics[topic] = topics.get(topic, Share(0, 0)).plus(share)
    return {code: {topic: topics[topic] for topic in _in_order(topics, knowledge)} for code, topics in found.items()}


def _shares_of(file: CatalogueFile, knowledge: Knowledge) -> Iterator[tuple[str, Share]]:
    have = by_key(read(file))
    for key in messages(file.domain, knowledge):
        done = key in have and bool(strings_of(have[key]))
        yield belongs_to(file.domain, key[0], knowledge), Share(int(done), 1)


def _in_order(topics: Mapping[str, Share], knowledge: Knowledge) -> Sequence[str]:
    """Topics in the order of the knowledge; what belongs to none first."""
    return sorted(topics, key=lambda topic: list(knowledge.topics).index(topic) if topic in knowledge.topics else -1)


def whole(topics: Mapping[str, Share]) -> Share:
    """All of a language."""
    found = Share(0, 0)
    for share in topics.values():
        found = found.plus(share)
    return found
