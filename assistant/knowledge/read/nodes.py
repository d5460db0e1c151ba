"""Reading YAML as nodes with places: nothing is guessed, nothing is built that could bite, every mistake is collected.

Walking the nodes of `yaml.compose` gives the place of every word, and the word as it was typed: `no` stays a word,
and a number that YAML would take for octal is refused. Duplicate keys, aliases, tags and unknown keys are mistakes.
"""

from __future__ import annotations

import errno
import os
import re
import sys
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, TypeVar

import yaml

from assistant.files import read
from assistant.i18n import N_
from assistant.knowledge.problems import Place, Problem
from assistant.knowledge.read.unreadable import misread, why_unreadable
from assistant.messages import listing, nearest
from assistant.texts import folded

LARGEST_FILE = 1 << 20
"""Bytes; a larger file is no knowledge that a person edits."""

DEEPEST = 40
"""Levels of nesting; deeper is no knowledge that a person edits."""

MOST_HINTS = 200
"""Mistakes that are told with the nearest right word."""

TO_BE_WRITTEN = "…"
"""A text that a scaffold leaves to be written."""

NO_ID = N_("{word} is no id: an id has letters, digits, “_”, “-” and “.” only.")
_TOO_DEEP = N_("Nested too deep for anyone to read.")

T = TypeVar("T")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*\Z")
_NO_PART_OF_IDS = re.compile(r"[^A-Za-z0-9_.-]")
_STRINGS, _MAPPING, _SEQUENCE = (f"tag:yaml.org,2002:{kind}" for kind in ("str", "map", "seq"))
_resolved: Callable[..., str] = yaml.resolver.Resolver().resolve
"""The tag that YAML gives a scalar by how it looks."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
_YEARS = range(1900, 2100)
"""Years that a day of a source or a rule can be in; any other is a slip of the hand."""


def is_id(word: str) -> bool:
    """Whether a word can be an id: ASCII letters, digits, `_`, `-` and `.`."""
    return bool(_ID.match(word))


class Mistakes:
    """Collects the problems of one reading. `unread`: those for which a file could not be read at all, or not as it looks.

    `noted`: how many mistakes were made, those that are not told because they follow from another one too.

    `spoilt`: ids of records, and facts that they speak of, that have mistakes of their own; who names one is not at fault too.
    `called`: by what a thing is called, folded, its id: who writes the label has meant the id.
    `classes`: the classes of words that may stand in a phrase of `words/`, as `{month}`.
    """

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.noted = 0
        self.unread: list[Problem] = []
        self.spoilt: set[str] = set()
        self.called: Mapping[str, str] = {}
        self.classes: Mapping[str, Mapping[str, tuple[str, ...]]] = {}

    def add(
        self,
        place: Place,
        message: str,
        /,
        allowed: Iterable[str] | None = None,
        word: str | None = None,
        meant: str | None = None,
        **parts: str,
    ) -> None:
        """Note a problem. With `allowed` and `word`, the allowed words and the nearest of them are given too, if it is not said what was `meant`."""
        words = [] if allowed is None else list(allowed)
        if allowed is not None and "{allowed}" in message:
            parts["allowed"] = listing(words)
        if word is not None:
            parts["word"] = word
        # The nearest word takes time to find: whoever has that many mistakes has another problem first.
        hint = word is not None and len(self.problems) < MOST_HINTS
        near = self._meant(word or "", words) if hint and words and meant is None else meant
        self.problems.append(Problem(place, message, parts, near))
        self.noted += 1

    def _meant(self, word: str, allowed: list[str]) -> str | None:
        """The allowed word that this may have meant: what is called so, else the nearest one, else what is called nearly so."""
        of_labels = {label: id for label, id in self.called.items() if id in allowed}
        if folded(word) in of_labels:
            return of_labels[folded(word)]
        near = nearest(word, allowed)
        label = nearest(folded(word), of_labels) if near is None else None
        return of_labels[label] if label is not None else near

    def known(
        self,
        place: Place,
        message: str,
        word: str,
        allowed: Collection[str],
        /,
        fitting: Collection[str] | None = None,
        **parts: str,
    ) -> bool:
        """Whether a word is one of those allowed; else it is noted, with the nearest of those that are `fitting`, all of them if not said."""
        if word in allowed:
            return True
        if word in self.spoilt:
            self.noted += 1
        else:
            self.add(place, message, fitting or allowed, word, **parts)
        return False

    def known_value(self, place: Place, fact: str, value: str, allowed: Collection[str]) -> bool:
        """Whether a fact has a value; else that is noted."""
        return self.known(place, N_("{fact} has no value {word}. Allowed: {allowed}."), value, allowed, fact=fact)


# Nobody changes one; frozen, a hundred thousand of them would take three times as long.
@dataclass(slots=True, eq=False)
class Node:
    """A node of a file, with what is needed to say where and what is wrong. Readers return None after a mistake."""

    node: yaml.Node
    file: str
    mistakes: Mistakes

    @property
    def place(self) -> Place:
        return Place(self.file, self.node.start_mark.line + 1, self.node.start_mark.column + 1)

    def spoil(self) -> None:
        """Note that what is described here has a mistake of its own."""
        for key, value in self.node.value if isinstance(self.node, yaml.MappingNode) else ():
            if key.value in ("id", "fact") and isinstance(value, yaml.ScalarNode):
                self.mistakes.spoilt |= {value.value, _NO_PART_OF_IDS.sub("", value.value)}

    def mistake(
        self, message: str, /, allowed: Iterable[str] | None = None, word: str | None = None, **parts: str
    ) -> None:
        """Note a problem at this place."""
        self.mistakes.add(self.place, message, allowed, word, **parts)

    # -- collections ----------------------------------------------------------------------------------------------

    def fields(self, required: Iterable[str], optional: Iterable[str] = ()) -> dict[str, Node] | None:
        """A mapping with these keys and no others."""
        required = tuple(required)
        optional = tuple(key for key in optional if key not in required)
        pairs = self.pairs()
        if pairs is None:
            return None
        found: dict[str, Node] = {}
        meant: set[str | None] = set()
        for key, value in pairs:
            name = sys.intern(str(key.node.value))
            if name not in required and name not in optional:
                key.mistake(N_("Unknown key {word}. Allowed here: {allowed}."), (*required, *optional), name)
                meant.add(self.mistakes.problems[-1].nearest)
            else:
                found[name] = value
        for name in required:
            if name not in found and name not in meant:  # one that is mistyped is told already
                self.mistake(N_("The key {word} is missing."), word=name)
        return found if all(name in found for name in required) else None

    def pairs(self) -> list[tuple[Node, Node]] | None:
        """The keys and values of a mapping. Duplicate keys are a mistake; the first one counts."""
        if not isinstance(self.node, yaml.MappingNode):
            self.mistake(N_("Expected lines of “key: value” here."))
            return None
        seen: dict[str, Node] = {}
        pairs = []
        for key_node, value_node in self.node.value:
            key = Node(key_node, self.file, self.mistakes)
            if not isinstance(key_node, yaml.ScalarNode):
                key.mistake(N_("A key must be a single word."))
                continue
            name = key_node.value
            if name in seen:
                key.mistake(
                    N_("The key {word} stands here twice; first in line {line}."),
                    word=name,
                    line=str(seen[name].place.line),
                )
                continue
            seen[name] = key
            pairs.append((key, Node(value_node, self.file, self.mistakes)))
        return pairs

    def items(self) -> list[Node]:
        """The items of a list."""
        if not isinstance(self.node, yaml.SequenceNode):
            self.mistake(N_("Expected a list here: [a, b], or lines that begin with “- ”."))
            return []
        return [Node(node, self.file, self.mistakes) for node in self.node.value]

    def one_or_more(self) -> list[Node]:
        """A list, or a single word taken as a list of one."""
        return [self] if isinstance(self.node, yaml.ScalarNode) else self.items()

    def is_mapping(self) -> bool:
        """Whether lines of "key: value" stand here."""
        return isinstance(self.node, yaml.MappingNode)

    def is_list(self) -> bool:
        """Whether a list stands here."""
        return isinstance(self.node, yaml.SequenceNode)

    # -- single values --------------------------------------------------------------------------------------------

    def _scalar(self) -> str | None:
        if not isinstance(self.node, yaml.ScalarNode):
            self.mistake(N_("Expected a single value here, not a list or a mapping."))
            return None
        return sys.intern(self.node.value)  # the same word stands in hundreds of places

    def _plain(self) -> bool:
        return isinstance(self.node, yaml.ScalarNode) and self.node.style not in ("'", '"', "|", ">")

    def text(self, empty: bool = False) -> str | None:
        """Words for people, or a number such as a phone number: anything YAML could mistake must be in quotes."""
        value = self._scalar()
        if value is None:
            return None
        if self._plain() and self.node.tag != _STRINGS and not (empty and value == ""):
            if value == "":
                self.mistake(N_("A text is missing here."))
            else:
                self.mistake(N_('YAML would not read {word} as a text: write it in quotes, "{word}".'), word=value)
            return None
        if not value.isprintable() and _CONTROL.search(value):
            self.mistake(N_("This text holds a control character that nobody can see; type it anew."))
            return None
        if not value.strip() and not empty:
            self.mistake(N_("A text is missing here."))
            return None
        if value.strip() == TO_BE_WRITTEN:  # what it belongs to stays known: nothing else is wrong for it
            self.mistake(N_("This text is still to be written."))
        return value.strip()

    def identifier(self) -> str | None:
        """An id: letters, digits, `_`, `-` and `.`, read as typed (`no` and `18_19` are words here)."""
        value = self._scalar()
        if value is None:
            return None
        if not is_id(value):
            self.mistake(NO_ID, word=value or '""')
            return None
        return value

    def one_of(
        self, allowed: Iterable[str], message: str = N_("{word} is not allowed here. Allowed: {allowed}.")
    ) -> str | None:
        """One of these words, read as typed."""
        allowed = tuple(allowed)
        value = self._scalar()
        if value is None:
            return None
        if value not in allowed:
            self.mistakes.known(self.place, message, value, allowed)
            return None
        return value

    def flag(self) -> bool | None:
        """`true` or `false`."""
        value = self.one_of(("true", "false"))
        return None if value is None else value == "true"

    def whole_number(self) -> int | None:
        """A whole number, without leading zeros (YAML reads those as octal)."""
        value = self._scalar()
        if value is None:
            return None
        if not re.fullmatch(r"-?(0|[1-9][0-9]{0,8})", value):
            self.mistake(N_("{word} is no whole number."), word=value or '""')
            return None
        return int(value)

    def day(self) -> date | None:
        """A day, as 2025-11-05."""
        value = self._scalar()
        if value is None:
            return None
        try:
            if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
                raise ValueError(value)
            found = date.fromisoformat(value)
            if found.year not in _YEARS:
                raise ValueError(value)
            return found
        except ValueError:
            self.mistake(N_("{word} is no day of the calendar; write it as 2025-11-05."), word=value or '""')
            return None

    def amount(self) -> Decimal | None:
        """An amount: a decimal number in quotes, as "50" or "12.50"."""
        value = self.text()
        if value is None:
            return None
        try:
            if not re.fullmatch(r"(0|[1-9][0-9]{0,6})(\.[0-9]{2})?", value):
                raise InvalidOperation
            return Decimal(value)
        except InvalidOperation:
            self.mistake(N_('{word} is no amount; write it as "50" or "12.50", without the currency.'), word=value)
            return None

    def is_null(self) -> bool:
        """Whether `null` stands here, spelled out."""
        return self._plain() and self.node.value == "null"

    def gather(self, read: Callable[[Node], T | None]) -> tuple[T, ...]:
        """What `read` makes of each item of the list here; items with mistakes are left out."""
        return tuple(value for value in (read(item) for item in self.one_or_more()) if value is not None)


_remembered: dict[str, tuple[str, yaml.Node]] | None = None


def remember_files() -> None:
    """From now on a file that reads as it did when it was last read is not taken apart again: for who reads a folder on each save."""
    global _remembered
    _remembered = {}


def read_file(path: Path, name: str, mistakes: Mistakes) -> Node | None:
    """The top node of a YAML file, after the checks that hold for every file. None after a mistake."""
    before = len(mistakes.problems)
    source = _source(path, name, mistakes)
    known = (_remembered or {}).get(name)
    if known is not None and known[0] == source:
        return Node(known[1], name, mistakes)
    node = None if source is None else _composed(source, name, mistakes)
    if node is None:  # what cannot be read, or reads otherwise than it looks, may be the cause of anything
        mistakes.unread += mistakes.problems[before:]
        return None
    if _remembered is not None and source is not None:
        _remembered[name] = source, node
    return Node(node, name, mistakes)


def _source(path: Path, name: str, mistakes: Mistakes) -> str | None:
    """The text of a file. A pipe or a device is neither waited for nor read."""
    top = Place(name, 1, 1)
    try:
        content = read(path, LARGEST_FILE)
        if content is not None:
            return content.decode("utf-8")
        mistakes.add(top, N_("The file cannot be read: {reason}."), reason=os.strerror(errno.ENOENT))
    except UnicodeDecodeError:
        mistakes.add(top, N_("The file is not UTF-8 text; save it as UTF-8."))
    except OSError as error:
        if error.errno == errno.EMSGSIZE:
            mistakes.add(top, N_("The file is larger than 1 MiB; split it."))
        elif error.errno == errno.EINVAL:
            mistakes.add(top, N_("This is no file, but a folder, a pipe or a device."))
        else:
            reason = error.strerror or type(error).__name__
            mistakes.add(top, N_("The file cannot be read: {reason}."), reason=reason)
    return None


def _composed(source: str, name: str, mistakes: Mistakes) -> yaml.Node | None:
    """The top node of a text of YAML."""
    top = Place(name, 1, 1)
    try:
        events: list[yaml.events.Event] = []
        if (abyss := _abyss(source, name, events)) is not None:
            mistakes.add(abyss, _TOO_DEEP)
            return None
        wrong = list(misread(source, events))
        for found in wrong:
            mistakes.add(Place(name, found.line, found.column), found.message, word=found.word)
        node = None if wrong else _top(events)
        if node is None and not wrong:
            mistakes.add(top, N_("The file is empty."))
        return node
    except yaml.MarkedYAMLError as error:
        mark, reason = error.problem_mark or error.context_mark, str(error.problem or error.context)
        if "nesting depth" in reason:  # libyaml 0.2.6 and later has a guard of its own, which may come before ours
            mistakes.add(Place(name, mark.line + 1, mark.column + 1) if mark else top, _TOO_DEEP)
            return None
        found = why_unreadable(source, mark.line if mark else 0, mark.column if mark else 0, reason)
        mistakes.add(Place(name, found.line, found.column), found.message, word=found.word, reason=found.word)
    except (yaml.YAMLError, RecursionError) as error:
        mistakes.add(top, N_("YAML cannot be read here: {reason}."), reason=str(error).splitlines()[0])
    return None


def _abyss(source: str, name: str, events: list[yaml.events.Event]) -> Place | None:
    """Where the nesting passes `DEEPEST`, if it does; the events before that are kept. Composing nodes recurses in C: tens of thousands of
    levels would end Python."""
    loader, depth = _LOADER(source), 0
    kind: type[yaml.events.Event] | None = None
    while kind is not yaml.events.StreamEndEvent:
        event = loader.get_event()
        events.append(event)
        kind = type(event)
        if kind is yaml.events.MappingStartEvent or kind is yaml.events.SequenceStartEvent:
            depth += 1
            if depth > DEEPEST:
                return Place(name, event.start_mark.line + 1, event.start_mark.column + 1)
        elif kind is yaml.events.MappingEndEvent or kind is yaml.events.SequenceEndEvent:
            depth -= 1
    return None


def _top(events: Iterable[Any]) -> yaml.Node | None:
    """The top node of which these events tell. `yaml.compose` would take the text apart once more for it."""
    levels: list[list[yaml.Node]] = [[]]
    begun: list[Any] = []
    for event in events:
        kind = type(event)
        if kind is yaml.events.ScalarEvent:
            # What is in quotes is a text, however it looks.
            tag = event.tag or (_STRINGS if event.style else _resolved(yaml.ScalarNode, event.value, event.implicit))
            levels[-1].append(yaml.ScalarNode(tag, event.value, event.start_mark, event.end_mark, event.style))
        elif kind is yaml.events.MappingStartEvent or kind is yaml.events.SequenceStartEvent:
            begun.append(event)
            levels.append([])
        elif kind is yaml.events.MappingEndEvent:
            within, start = levels.pop(), begun.pop()
            pairs = list(zip(within[::2], within[1::2], strict=True))
            levels[-1].append(yaml.MappingNode(start.tag or _MAPPING, pairs, start.start_mark, event.end_mark))
        elif kind is yaml.events.SequenceEndEvent:
            within, start = levels.pop(), begun.pop()
            levels[-1].append(yaml.SequenceNode(start.tag or _SEQUENCE, within, start.start_mark, event.end_mark))
    return levels[0][0] if levels[0] else None
