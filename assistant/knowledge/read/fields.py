"""Tables of fields: a record of the knowledge is read by a table of its keys, how each is read, and what stands for one left out.

A mistake in a key that a record needs leaves no record. One in another key leaves what stands for it, so that the record stays
known and one mistake is not told as several.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from string import Formatter
from typing import Any, Final, Generic, NamedTuple, Protocol, TypeVar

from assistant.i18n import N_
from assistant.knowledge.problems import Place
from assistant.knowledge.read.nodes import Mistakes, Node

TAKEN = N_("The id {word} is taken: see {other}.")
NEEDED: Final = object()
"""In place of a default: the key must be there."""

T = TypeVar("T")


class Key(NamedTuple):
    """How the value of a key is read. `name`: what the record calls it, where that is another word. `spoils`: wrong, it leaves no record."""

    read: Callable[[Node], Any]
    default: Any = NEEDED
    name: str = ""
    spoils: bool = False


@dataclass(frozen=True, slots=True)
class Filled:
    """What was read of a record: the items by key, the values by name, and whether none that it needs is wrong."""

    item: Node
    items: Mapping[str, Node]
    values: dict[str, Any]
    whole: bool

    def record(self, make: Callable[..., T], **given: object) -> T | None:
        """The record made of the values and what is given beside them; None if it is not whole."""
        if not self.whole:
            self.item.spoil()
            return None
        offered = {**self.values, "place": self.item.place, **given}
        names = getattr(make, "_fields", tuple(offered))
        return make(**{name: offered[name] for name in names if name in offered})


class Fields(Generic[T]):
    """A kind of record: what it is made as, its keys, and a check of what they say together."""

    def __init__(
        self, make: Callable[..., T], keys: Mapping[str, Key], check: Callable[[Filled], bool] | None = None
    ) -> None:
        self.keys = keys
        self._make, self._check = make, check
        self._needed = tuple(key for key, how in keys.items() if how.default is NEEDED)

    def open(self, item: Node) -> Filled | None:
        """The values of an item; None if it is no mapping or a key is missing or unknown where one is needed."""
        items = item.fields(self._needed, self.keys)
        if items is None:
            item.spoil()
            return None
        values: dict[str, Any] = {}
        whole = True
        for key, how in self.keys.items():
            value, right = _value(items[key], how) if key in items else (how.default, True)
            values[how.name or key] = value
            if not right:  # it may stay known, but who relies on what it should have said is not at fault too
                item.spoil()
            whole = whole and (right or not (how.spoils or key in self._needed))
        return Filled(item, items, values, whole)

    def read(self, item: Node, **given: object) -> T | None:
        """The record in an item; `given` is what its file does not say."""
        found = self.open(item)
        if found is None or (self._check is not None and not self._check(found)):
            item.spoil()
            return None
        return found.record(self._make, **given)


def _value(item: Node, how: Key) -> tuple[Any, bool]:
    """What a key says, or what stands for it; and whether it is right (`null`, where it may stand, is None and right)."""
    before = item.mistakes.noted
    value = how.read(item)
    right = value is not None or item.mistakes.noted == before
    return (value if right or how.default is NEEDED else how.default), right


# -- how values are read -----------------------------------------------------------------------------------------------

Names = tuple[str, ...]


def name(item: Node) -> str | None:
    """An id."""
    return item.identifier()


def names(item: Node) -> Names:
    """An id, or a list of them."""
    return item.gather(Node.identifier)


def text(item: Node) -> str | None:
    """A text that must say something."""
    return item.text()


def texts(item: Node) -> Names:
    """A text, or a list of them."""
    return item.gather(Node.text)


def remark(item: Node) -> str | None:
    """A text that may be empty."""
    return item.text(empty=True)


@dataclass(frozen=True, slots=True)
class PhraseWith:
    """Reads a phrase that holds exactly these placeholders."""

    wanted: tuple[str, ...]

    def __call__(self, item: Node) -> str | None:
        text = item.text()
        if text:
            hold_only(item, text, self.wanted)
        return text


def phrase_with(*wanted: str) -> PhraseWith:
    """Reads a phrase that holds exactly these placeholders."""
    return PhraseWith(wanted)


def hold_only(item: Node, text: str, wanted: tuple[str, ...]) -> None:
    """A mistake unless a phrase holds exactly these placeholders."""
    try:
        found = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        found = {"{"}
    if found != set(wanted):
        allowed = ", ".join(f"{{{name}}}" for name in wanted) or "–"
        item.mistake(N_("This phrase must hold these placeholders and no others: {names}."), names=allowed)


# Those that are made of something say of what: a schema for editors is made of the same tables (`audit/schema`).


@dataclass(frozen=True, slots=True)
class WordOf:
    """Reads one of these words."""

    words: tuple[str, ...]

    def __call__(self, item: Node) -> str | None:
        return item.one_of(self.words)


@dataclass(frozen=True, slots=True)
class WordsOf:
    """Reads one of these words, or a list of them."""

    words: tuple[str, ...]

    def __call__(self, item: Node) -> Names:
        return item.gather(WordOf(self.words))


@dataclass(frozen=True, slots=True)
class ListOf(Generic[T]):
    """Reads a list of records; items with mistakes are left out."""

    read: Callable[[Node], T | None]

    def __call__(self, item: Node) -> tuple[T, ...]:
        return item.gather(self.read)


@dataclass(frozen=True, slots=True)
class ByName(Generic[T]):
    """Reads a mapping from ids; what is wrong, or empty, is left out."""

    read: Callable[[Node], T | None]

    def __call__(self, item: Node) -> dict[str, T]:
        found = ((key.identifier(), self.read(value)) for key, value in item.pairs() or [])
        return {key: value for key, value in found if key is not None and value not in (None, ())}


def word_of(allowed: Iterable[str]) -> WordOf:
    """One of these words."""
    return WordOf(tuple(allowed))


def words_of(allowed: Iterable[str]) -> WordsOf:
    """One of these words, or a list of them."""
    return WordsOf(tuple(allowed))


def named(read: Callable[[Node], T | None]) -> ByName[T]:
    """A mapping from ids to what is read."""
    return ByName(read)


def listed(read: Callable[[Node], T | None]) -> Key:
    """A key with a list of records."""
    return Key(ListOf(read))


ID = Key(name)
TEXT = Key(text)
HELP = Key(remark, "")
IDS = Key(names)
NO_IDS = Key(names, ())


# -- what was read, by name --------------------------------------------------------------------------------------------


class _Placed(Protocol):
    @property
    def place(self) -> Place: ...


class _Named(_Placed, Protocol):
    @property
    def id(self) -> str: ...


P = TypeVar("P", bound=_Placed)
N = TypeVar("N", bound=_Named)


def by_name(pairs: Iterable[tuple[str, P]], mistakes: Mistakes) -> dict[str, P]:
    """By name; a name used twice is a mistake that names both places, and the first counts."""
    found: dict[str, P] = {}
    for word, thing in pairs:
        first = found.setdefault(word, thing)
        if first is not thing:
            mistakes.add(thing.place, TAKEN, word=word, other=str(first.place))
    return found


def by_id(things: Iterable[N], mistakes: Mistakes) -> dict[str, N]:
    """By id, as `by_name`. Whoever reads two ids aloud hears no capitals: those that differ in them alone are a mistake too."""
    found = by_name(((thing.id, thing) for thing in things), mistakes)
    small: dict[str, N] = {}
    for id, thing in found.items():
        first = small.setdefault(id.casefold(), thing)
        if first is not thing:
            mistakes.add(
                thing.place,
                N_("The id {word} differs from {other} only in capitals."),
                word=id,
                other=f"{first.id} ({first.place})",
            )
    return found
