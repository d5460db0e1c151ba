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
            return None
        values: dict[str, Any] = {}
        whole = True
        for key, how in self.keys.items():
            value, right = _value(items[key], how) if key in items else (how.default, True)
            values[how.name or key] = value
            whole = whole and (right or not (how.spoils or key in self._needed))
        return Filled(item, items, values, whole)

    def read(self, item: Node, **given: object) -> T | None:
        """The record in an item; `given` is what its file does not say."""
        found = self.open(item)
        if found is None or (self._check is not None and not self._check(found)):
            return None
        return found.record(self._make, **given)


def _value(item: Node, how: Key) -> tuple[Any, bool]:
    """What a key says, or what stands for it; and whether it is right (`null`, where it may stand, is None and right)."""
    before = len(item.mistakes.problems)
    value = how.read(item)
    right = value is not None or len(item.mistakes.problems) == before
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


def phrase_with(*wanted: str) -> Callable[[Node], str | None]:
    """Reads a phrase that holds exactly these placeholders."""

    def phrase(item: Node) -> str | None:
        text = item.text()
        if text:
            hold_only(item, text, wanted)
        return text

    return phrase


def hold_only(item: Node, text: str, wanted: tuple[str, ...]) -> None:
    """A mistake unless a phrase holds exactly these placeholders."""
    try:
        found = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        found = {"{"}
    if found != set(wanted):
        allowed = ", ".join(f"{{{name}}}" for name in wanted) or "–"
        item.mistake(N_("This phrase must hold these placeholders and no others: {names}."), names=allowed)


def word_of(allowed: Iterable[str]) -> Callable[[Node], str | None]:
    """One of these words."""
    words = tuple(allowed)
    return lambda item: item.one_of(words)


def words_of(allowed: Iterable[str]) -> Callable[[Node], Names]:
    """One of these words, or a list of them."""
    read = word_of(allowed)
    return lambda item: item.gather(read)


def named(read: Callable[[Node], T | None]) -> Callable[[Node], dict[str, T]]:
    """A mapping from ids to what is read; what is wrong, or empty, is left out."""

    def pairs(item: Node) -> dict[str, T]:
        found = ((key.identifier(), read(value)) for key, value in item.pairs() or [])
        return {key: value for key, value in found if key is not None and value not in (None, ())}

    return pairs


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
            message = N_("The id {word} is taken: see {other}.")
            mistakes.add(thing.place, message, word=word, other=str(first.place))
    return found


def by_id(things: Iterable[N], mistakes: Mistakes) -> dict[str, N]:
    """By id, as `by_name`."""
    return by_name(((thing.id, thing) for thing in things), mistakes)
