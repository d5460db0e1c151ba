"""What `vardlots rule` and `vardlots clause` have in common: their words, and a page as lines."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import Any

from assistant.audit.history import Edit
from assistant.audit.pages import Tested
from assistant.cli.days import add_on
from assistant.cli.words import LONGEST, WordParser, fail
from assistant.i18n import N_, Language
from assistant.messages import Message, listing, nearest
from assistant.texts import visible
from assistant.words.outline import Section

MOST_NAMED = 12
"""Ids that are named of those that begin with the word typed."""


_LEADING_ZERO = re.compile(r"(?<=[^\W\d])0+(?=\d)")


def add_page_arguments(parser: WordParser, what: str) -> None:
    """The words of a command that shows one record."""
    gettext = parser.speaks.gettext
    parser.word("id", metavar="ID", help=what)
    add_on(parser, gettext("as of this day, as 2026-11-22 (default: today)"))
    parser.option("--json", action="store_true", help=gettext("as JSON, for other programs"))


def known_id(word: str, known: Collection[str], message: str, speaks: Language) -> str:
    """The id that was typed. Ends the program on a wrong one, with those that begin so, or the nearest."""
    if word not in known:
        fail(_unknown(word, known, message, speaks))
    return word


def _unknown(word: str, known: Collection[str], message: str, speaks: Language) -> str:
    shown = visible(word, 60)
    begun = [id for id in known if word and id.startswith(f"{word}.")]
    if begun:
        ids = [*begun[:MOST_NAMED], *(["…"] if len(begun) > MOST_NAMED else [])]
        more = speaks.gettext("These begin so: {ids}.", ids=listing(ids))
        return f"{speaks.gettext(message, word=shown)} {more}"
    bare = _LEADING_ZERO.sub("", word)
    near = next((id for id in known if _LEADING_ZERO.sub("", id) == bare), None) or nearest(word, known)
    return Message(message, {"word": shown}, near).text(speaks)


NO_RULE = N_("There is no rule “{word}”.")
NO_CLAUSE = N_("There is no clause “{word}”.")


def print_page(title: str, place: str, sections: Iterable[Section]) -> None:
    """A page as plain lines."""
    print(visible(title, LONGEST))
    print(visible(place, LONGEST))
    for section in sections:
        print()
        print(section.title.upper())
        for item in section.items:
            print(f"- {visible(item.text, LONGEST)}")
            for note in item.notes:
                print(f"    {visible(note, LONGEST)}")


def tested_as_json(tested: Iterable[Tested]) -> list[dict[str, Any]]:
    """The scenarios that name something."""
    return [
        {
            "file": test.scenario.place.file,
            "line": test.scenario.place.line,
            "ask": test.scenario.words,
            "keys": test.keys,
        }
        for test in tested
    ]


def edits_as_json(edits: Iterable[Edit]) -> list[dict[str, str]]:
    """The changes of a record."""
    return [edit._asdict() for edit in edits]
