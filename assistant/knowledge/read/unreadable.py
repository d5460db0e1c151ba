"""What YAML cannot read, or reads otherwise than it looks, in the words of somebody who edits it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import yaml

from assistant.i18n import N_

_MERGE_MARK = re.compile(r"(?:<{7}|={7}|>{7})(?: |$)")
_TAB = re.compile(r" *\t")
_NO_SPACE = re.compile(r" *[\u00a0\u2007\u202f]")
_NO_SPACE_HERE = N_("A space that does not break stands here: indent with ordinary spaces.")
_REASONS = (
    ("mapping values are not allowed", N_("A colon stands in a text without quotes: put the text in straight quotes.")),
    ("could not find expected ':'", N_("A line without “key: value”, or a text without its closing quote, ends here.")),
    (
        "did not find expected key",
        N_("This line does not fit: its indentation, a quote or a comma is wrong here or above."),
    ),
    ("did not find expected '-'", N_("This line is not indented as the lines of the list above it.")),
    ("did not find expected ',' or", N_("A bracket or a brace is not closed, or a comma is missing.")),
    ("unexpected end of stream", N_("A quote that was opened is never closed.")),
)
"""What libyaml says, by a part of it, and what an editor can do about it."""

_OTHERWISE = N_("YAML cannot be read here: {reason}.")
_QUOTE_OPEN = N_("This text goes on over the next line: its closing quote is missing, or write it on one line.")
_PLAIN_TAGS = frozenset(
    f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "timestamp", "map", "seq")
)

_BEGIN_NODES = frozenset({yaml.events.ScalarEvent, yaml.events.MappingStartEvent, yaml.events.SequenceStartEvent})


class Misreading(NamedTuple):
    """A line and a column, from 1, and what is wrong there."""

    line: int
    column: int
    message: str
    word: str = ""


def why_unreadable(source: str, line: int, column: int, reason: str) -> Misreading:
    """What is wrong with a text that YAML gave up at a line and a column (from 0), for a reason of its own."""
    lines = source.splitlines()
    for number, each in enumerate(lines, 1):
        if _MERGE_MARK.match(each):
            return Misreading(
                number, 1, N_("Two versions of this file were merged, and these marks are left: {word}"), each[:7]
            )
        if _NO_SPACE.match(each):
            return Misreading(number, 1, _NO_SPACE_HERE)
    if line < len(lines) and _TAB.match(lines[line]):
        return Misreading(line + 1, 1, N_("A tab stands here: indent with spaces."))
    for part, message in _REASONS:
        if part in reason:
            return Misreading(line + 1, column + 1, message)
    return Misreading(line + 1, column + 1, _OTHERWISE, reason)


def misread(source: str, events: Iterable[Any]) -> Iterator[Misreading]:
    """What YAML reads, but otherwise than it looks: anchors and aliases, tags, texts cut at a #, quotes that swallow the next lines."""
    lines = source.splitlines()
    if not source.isascii():
        yield from (Misreading(at, 1, _NO_SPACE_HERE) for at, line in enumerate(lines, 1) if _NO_SPACE.match(line))
    documents = 0
    for event in events:
        kind = type(event)
        if kind is yaml.events.ScalarEvent:
            if message := _swallowed(event, lines):
                yield _at(event, message, event.value[:1])
        elif kind is yaml.events.DocumentStartEvent:
            documents += 1
            if documents == 2:
                yield _at(event, N_("A second document begins here: take out the line “---”, or make two files."))
        elif kind is yaml.events.AliasEvent:
            yield _at(event, N_("Aliases (&name and *name) are not used here: write the value out where it is meant."))
        if kind in _BEGIN_NODES and (event.anchor is not None or event.tag is not None):
            yield from _marked(event)


def _marked(event: Any) -> Iterator[Misreading]:
    """What is wrong with the anchor and the tag of a node."""
    if event.anchor is not None:
        yield _at(event, N_("A text cannot begin with &: put it in quotes."))
    if event.tag is not None and event.tag not in _PLAIN_TAGS:
        yield _at(event, N_("Tags ({word}) are not used here."), event.tag)


def _at(event: yaml.events.Event, message: str, word: str = "") -> Misreading:
    assert event.start_mark is not None
    return Misreading(event.start_mark.line + 1, event.start_mark.column + 1, message, word)


def _swallowed(event: yaml.events.ScalarEvent, lines: list[str]) -> str | None:
    """What is wrong with a text that does not begin or end where it seems to."""
    start, end, style, value = event.start_mark, event.end_mark, event.style, event.value
    assert start is not None and end is not None
    if style in (">", "|"):
        return N_("Write this text on one line, in quotes: behind > or | its line breaks count.")
    if style:
        return _QUOTE_OPEN if end.line > start.line else None
    if value and value[0] in "“”„»«":
        return N_('A text begins with {word}: write straight quotes, "…".')
    if " " in value and lines[end.line][end.column :].lstrip().startswith("#"):
        return N_("All that follows # is left out of this text: put it in quotes.")
    return N_("A quote is missing at the beginning of this text.") if value.count('"') % 2 else None
