"""The tables of all listed words, made before the first line is read: numbers and texts alone, so that a file can keep them.

The build writes that file. It is used only for the very lists that it was made of, whichever knowledge they are of, and for the very
code that made it; otherwise the tables are made anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from assistant.knowledge.snapshot import print_of, read_sealed, write_sealed
from assistant.typed.tokens import phrase_keys
from assistant.typed.tree import PlacesOfPhrases, WaysToWrite
from assistant.wordforms import Vocabulary, folded

_NOBODY: Mapping[str, int] = {}


class WordList(NamedTuple):
    """Phrases of one language that mean one thing.

    `turns`: they are of a fact or a sign, and may turn the meaning of a shorter phrase. `after_people`: one that begins with somebody names
    that person too. `who`: which person they are words for; -1 if they are for none.
    """

    code: str
    phrases: Collection[str]
    turns: bool = False
    after_people: bool = False
    who: int = -1


class Listed(NamedTuple):
    """All that the tables are made of. `numbers`: words for them, of no language; `joints`, `endings`, `spoken`: as `Vocabulary` takes them."""

    lists: Sequence[WordList]
    classes: Mapping[str, Sequence[WordList]]
    numbers: Sequence[str]
    joints: Mapping[str, Iterable[str]]
    endings: Mapping[str, Iterable[str]]
    spoken: Mapping[str, Iterable[str]]


class WordTables(NamedTuple):
    """Where all phrases stand by their first words, and those of each class; by word the numbers of the lists that may turn a shorter phrase.

    `after_number`: the words that stand right behind a number in a phrase.
    """

    places: PlacesOfPhrases
    classes: Mapping[str, PlacesOfPhrases]
    turning: Mapping[str, Sequence[int]]
    after_number: Sequence[str]
    vocabulary: Vocabulary


def kept_tables(listed: Listed, file: Path) -> WordTables | None:
    """The tables of these lists that a file keeps; None if it keeps none of them."""
    kept = read_sealed(file, lambda: _print(listed))
    return kept if isinstance(kept, WordTables) else None


def keep_tables(listed: Listed, file: Path) -> None:
    """Make the tables of these lists, and write them to a file."""
    write_sealed(file, make_tables(listed), _print(listed))


def _print(listed: Listed) -> bytes:
    """A fingerprint of the lists and of the code that makes tables of them."""
    room = Path(__file__).parent
    own = sorted(file.name for file in room.glob("*.py"))
    return print_of((room, own), (room.parent, ("texts.py", "wordforms.py")), and_of=repr(listed))


class Making:
    """Tables being made: the words of each language, in the order in which they are met."""

    def __init__(self) -> None:
        self._codes: dict[str, dict[str, None]] = {}
        self.turning = defaultdict[str, list[int]](list)
        self.behind_numbers: dict[str, None] = {}

    def places(self, lists: Iterable[WordList], people: Mapping[str, int] = _NOBODY) -> PlacesOfPhrases:
        """Where the phrases of these lists stand; not yet ended. `people`: who is named by a word alone."""
        places = PlacesOfPhrases()
        for number, each in enumerate(lists):
            ways = WaysToWrite.to(each.phrases)
            words = dict.fromkeys(ways.lines.split())
            self._codes.setdefault(each.code, {}).update(words)
            places.add(each.phrases, ways, people if each.after_people else _NOBODY)
            for word in words if each.turns else ():
                self.turning[word].append(number)
            if "{" in ways.lines:
                self.behind_numbers.update(dict.fromkeys(_behind_numbers(ways.lines)))
        return places

    def known(self, numbers: Iterable[str] = ()) -> dict[str, frozenset[str]]:
        """The words of each language, and of none, each with its languages; what is no word is left out."""
        known: dict[str, frozenset[str]] = {}
        for code, words in self._codes.items():
            own = frozenset((code,))
            more = {of: of | own for of in {*known.values()}}
            known.update([(word, more[known[word]] if word in known else own) for word in words if word[0].isalpha()])
        return {**dict.fromkeys(numbers, frozenset[str]()), **known}


def make_tables(listed: Listed) -> WordTables:
    """The tables of these lists."""
    making = Making()
    named = ((phrase_keys(phrase), each.who) for each in listed.lists if each.who >= 0 for phrase in each.phrases)
    places = making.places(listed.lists, {keys[0]: who for keys, who in named if len(keys) == 1})
    behind, turning = [*making.behind_numbers], {word: tuple(numbers) for word, numbers in making.turning.items()}
    classes = {name: making.places(lists) for name, lists in listed.classes.items()}
    known = making.known(listed.numbers)
    words = {word: word for word in known}
    for each in (places, *classes.values()):
        each.end(words)
    return WordTables(places, classes, turning, behind, Vocabulary(known, listed.joints, listed.endings, listed.spoken))


def _behind_numbers(lines: str) -> Iterator[str]:
    """The words that stand right behind a number in a phrase; a phrase is a line."""
    for before, word in pairwise(lines.replace("\n", " \n ").split(" ")):
        if before in ("{n}", "{m}") and word[:1].isalpha():
            yield folded(word)
