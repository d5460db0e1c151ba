"""Problems: what is wrong in the knowledge, where it stands, and what is allowed there."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from assistant.i18n import Language
from assistant.messages import Message, listing
from assistant.places import from_here
from assistant.texts import visible

_MOST_PLACES = 5
"""Places told of a mistake that stands in more of them."""
_LONGEST = 2000
"""Characters of a line that tells a mistake."""
_PLACE = r"([\w./-]+\.yaml)(:\d+:\d+)"


class Place(NamedTuple):
    """A place in a file of the knowledge; line and column count from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"

    def in_folder(self, folder: Path) -> "Place":
        """The same, by the way that leads from where one stands to the file in this folder of knowledge."""
        return self if self.file == "." else self._replace(file=from_here(folder / self.file))


class KeyPlaces(Mapping[str, Place]):
    """Where the keys of one thing stand in its file, written as one text: asked for where something is wrong, and kept of every rule."""

    __slots__ = ("_file", "_read", "_written")

    def __init__(self, file: str, written: str, read: Mapping[str, Place] | None = None) -> None:
        """`written`: each key with its line and column, as `text:12:5`, on a line. `read`: the same as long as the files are being checked."""
        self._file, self._written, self._read = file, written, read

    @classmethod
    def of(cls, file: str, places: Mapping[str, Place]) -> "KeyPlaces":
        """These places, all in this file."""
        return cls(file, "\n".join(f"{key}:{place.line}:{place.column}" for key, place in places.items()), places)

    def __reduce__(self) -> "tuple[type[KeyPlaces], tuple[str, str]]":
        return KeyPlaces, (self._file, self._written)

    def __getitem__(self, key: str) -> Place:
        if self._read is not None:
            return self._read[key]
        for each in self._written.splitlines():
            name, line, column = each.rsplit(":", 2)
            if name == key:
                return Place(self._file, int(line), int(column))
        raise KeyError(key)

    def __iter__(self) -> Iterator[str]:
        return (each.rsplit(":", 2)[0] for each in self._written.splitlines())

    def __len__(self) -> int:
        return self._written.count("\n") + 1 if self._written else 0


class Problem(NamedTuple):
    """One mistake: its place, and what is wrong there (the parts of a Message).

    `also`: more places of the same. `unread`: for it a file or a folder could not be read, or not as it looks; nobody knows what it says.
    """

    place: Place
    message: str
    parts: Mapping[str, object] = {}
    nearest: str | None = None
    also: tuple[Place, ...] = ()
    unread: bool = False

    def text(self, language: Language) -> str:
        """`file:line:column: message`, with the nearest right name where there is one, and where it is wrong in the same way."""
        text = f"{visible(self.place, 300)}: {Message(self.message, self.parts, self.nearest).text(language)}"
        if not self.also:
            return text
        places = listing(str(place) for place in self.also[:_MOST_PLACES])
        more = len(self.also) - _MOST_PLACES
        and_more = language.ngettext("{number} more", "{number} more", more) if more > 0 else ""
        also = language.gettext("The same: {places}", places=", ".join(filter(None, (places, and_more))))
        return f"{text} {also}"

    def in_folder(self, folder: Path) -> "Problem":
        """The same with its place, and those that it names, as they are found from where one stands."""
        parts = {
            key: re.sub(_PLACE, lambda found: from_here(folder / found[1]) + found[2], part)
            if isinstance(part, str)
            else part
            for key, part in self.parts.items()
        }
        also = tuple(place.in_folder(folder) for place in self.also)
        return self._replace(place=self.place.in_folder(folder), parts=parts, also=also)


class KnowledgeError(Exception):
    """The knowledge has mistakes; `problems` holds all of them, in the order of files and lines."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: problem.place))
        super().__init__(f"{len(self.problems)} problems in the knowledge")

    def lines(self, language: Language, folder: Path) -> list[str]:
        """Every mistake of a folder of knowledge in a line, and how many there are."""
        count = language.ngettext("{number} mistake.", "{number} mistakes.", len(self.problems))
        found = (problem.in_folder(folder).text(language) for problem in self.problems)
        return [*(visible(text, _LONGEST) for text in found), count]

    def told(self, language: Language, folder: Path, editing: bool) -> str:
        """What a command says that cannot go on: to whoever edits the knowledge all of it, to everybody else one line."""
        if editing:
            return "\n".join(self.lines(language, folder))
        return language.ngettext(
            "The knowledge has {number} mistake; “vardlots check” shows it.",
            "The knowledge has {number} mistakes; “vardlots check” shows them.",
            len(self.problems),
        )
