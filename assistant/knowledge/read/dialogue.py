"""Reading what the dialogue is made of: questions, topics, actors, derived facts, regions, the knowledge's own head."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple, TypeVar

from assistant.i18n import N_
from assistant.knowledge.conditions import Span
from assistant.knowledge.model import (
    FIND_OUT,
    KINDS,
    UNKNOWN,
    Actor,
    BandTexts,
    ClockSpan,
    Clue,
    DerivedFact,
    FindOut,
    NumberAnswer,
    Phase,
    Question,
    Region,
    Role,
    Term,
    Topic,
    Value,
)
from assistant.knowledge.read.bands import whole_span
from assistant.knowledge.read.fields import (
    HELP,
    ID,
    IDS,
    NO_IDS,
    TEXT,
    Fields,
    Filled,
    Key,
    listed,
    name,
    named,
    names,
    phrase_with,
    texts,
    word_of,
)
from assistant.knowledge.read.nodes import Node

SOURCE_LANGUAGES = ("sv",)

T = TypeVar("T")
_WHOLE = Key(Node.whole_number)


class QuestionFile(NamedTuple):
    """A question as written, before the regions' or the topics' values are put into it."""

    question: Question
    values_from: str | None


# -- questions -------------------------------------------------------------------------------------------------------------


def _is_no_unknown(found: Filled) -> bool:
    if found.values["id"] != UNKNOWN:
        return True
    message = N_("“unknown” is no value: describe it under “unknown:”, beside “values:”.")
    found.items["id"].mistake(message)
    return False


def _of(item: Node) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(named(names)(item).items())


def _clock_span(item: Node) -> ClockSpan | None:
    """Days and hours, as "1-5 8-16"."""
    text = item.text()
    found = _CLOCK_SPAN.match(text) if text is not None else None
    if found is None:
        if text is not None:
            item.mistake(
                N_("{word} is no time of the week: write days (Monday is 1) and hours, as “1-5 8-16”."), word=text
            )
        return None
    return ClockSpan(*map(int, found.groups()))


_CLOCK_SPAN = re.compile(r"([1-7])-([1-7]) (\d|1\d|2[0-3])-(\d|1\d|2[0-4])\Z")

VALUE = Fields(
    Value,
    {
        "id": ID,
        "label": TEXT,
        "help": HELP,
        "of": Key(_of, ()),
        "clock": listed(_clock_span)._replace(default=()),
        "brief": HELP,
        "only_told": Key(Node.flag, False),
        "stays": Key(Node.flag, False),
    },
    _is_no_unknown,
)
"""A value of a question or of a derived fact."""


def _band_text(*wanted: str) -> Key:
    read = phrase_with(*wanted)

    def text(item: Node) -> str | None:
        before = len(item.mistakes.problems)
        found = read(item)
        return found if len(item.mistakes.problems) == before else None

    return Key(text)


BANDS = Fields(
    BandTexts,
    {
        "first": _band_text("above"),
        "between": _band_text("from", "to"),
        "last": _band_text("from"),
        "one": _band_text("from"),
    },
)
"""How the bands of a number are called: they follow from the rules."""

NAME = Fields(
    Span,
    {"id": ID, "from": _WHOLE._replace(default=None, name="low"), "to": _WHOLE._replace(default=None, name="high")},
)
"""A name for a span of numbers."""

_UNKNOWN = Fields(Value, {"label": TEXT, "help": HELP})


def _unknown(item: Node) -> Value | None:
    return _UNKNOWN.read(item, id=UNKNOWN)


NUMBER = Fields(
    NumberAnswer,
    {"id": ID, "label": TEXT, "min": _WHOLE._replace(name="least"), "max": _WHOLE._replace(name="greatest")},
)
"""The number that a question takes too."""

CLUE = Fields(
    Clue,
    {"id": ID, "label": TEXT, "gives": Key(named(name)), "sources": IDS, "help": HELP},
)
"""What the patient shows or tells that tells something."""


def _clue(item: Node) -> Clue | None:
    found = CLUE.open(item)
    if found is None:
        return None
    _is_no_unknown(found)
    value = found.record(Value)
    return None if value is None else found.record(Clue, value=value)


FINDING_OUT = Fields(FindOut, {"label": TEXT, "clues": listed(_clue), "unknown": Key(_unknown), "help": HELP})
"""How the answer to a question can be found out."""


def _find_out(item: Node) -> FindOut | None:
    found = FINDING_OUT.open(item)
    if found is None:
        return None
    clues: tuple[Clue, ...] = found.values["clues"]
    _report_twice(found.items["clues"], [clue.value.id for clue in clues])
    return found.record(FindOut, clues={clue.value.id: clue for clue in clues})


QUESTION = Fields(
    Question,
    {
        "id": ID,
        "order": _WHOLE,
        "label": TEXT,
        "short": TEXT,
        "help": HELP,
        "values": listed(VALUE.read)._replace(default=()),
        "values_from": Key(word_of(("regions", "topics")), None),
        "unknown": Key(_unknown, None),
        "number": Key(NUMBER.read, None),
        "bands": Key(BANDS.read, None),
        "names": Key(lambda item: item, ()),
        "multiple": Key(Node.flag, False),
        FIND_OUT: Key(_find_out, None),
        "who": Key(Node.flag, False),
        "settle": HELP,
        "ask": HELP,
    },
)
"""A file of `questions/`."""


def read_question(item: Node) -> QuestionFile | None:
    """A file of `questions/`."""
    found = QUESTION.open(item)
    if found is None:
        return None
    number = found.values["number"]
    if "values" in found.items:
        _report_twice(found.items["values"], [value.id for value in found.values["values"]])
    elif "values_from" not in found.items and number is None:
        item.mistake(N_("The key {word} is missing."), word="values")
    _check_number(found)
    names = () if number is None else _names(found.items["names"], number) if "names" in found.items else ()
    question = found.record(Question, names=names)
    return None if question is None else QuestionFile(question, found.values["values_from"])


def _check_number(found: Filled) -> None:
    """What belongs to a number goes together, and its values follow from the rules."""
    takes_number = "number" in found.items
    if takes_number and "values" in found.items:
        found.items["values"].mistake(
            N_(
                "The values of a number follow from the rules: give “bands:”, how they are called, and perhaps “names:”."
            )
        )
    if takes_number and "bands" not in found.items:
        found.item.mistake(N_("The key {word} is missing."), word="bands")
    for key in ("bands", "names"):
        if key in found.items and not takes_number:
            found.items[key].mistake(N_("“{word}:” belongs to a question with “number:”."), word=key)


def _names(item: Node, number: NumberAnswer) -> tuple[Value, ...]:
    """Names for spans of a number."""
    named = []
    for entry in item.items():
        found = NAME.open(entry)
        span = None if found is None or not _is_no_unknown(found) else found.record(Span)
        span = None if span is None else whole_span(number, span, item.mistakes)
        if found is not None and span is not None:
            named.append(Value(found.values["id"], "", "", span.low, span.high))
    _report_twice(item, [name.id for name in named])
    return tuple(named)


def _report_twice(item: Node, ids: list[str]) -> None:
    for id in sorted({id for id in ids if ids.count(id) > 1}):
        item.mistake(N_("The id {word} is used twice here."), word=id)


# -- topics, terms, actors, derived facts, regions ---------------------------------------------------------------------------

_WORDS = Key(named(texts))

TOPIC_FIELDS = Fields(
    Topic,
    {
        "id": ID,
        "label": TEXT,
        "help": HELP,
        "synonyms": _WORDS._replace(default={}),
        "first": Key(word_of(KINDS), ""),
        "looked_up": Key(Node.whole_number, 0),
        "no_patient": Key(Node.flag, False),
        "short": HELP,
        "back_office": Key(Node.flag, False),
        "for_everybody": Key(Node.flag, False),
        "calls": Key(Node.flag, False),
        "in_danger": Key(Node.flag, False),
        "goes_with_visit": Key(Node.flag, False),
        "visit_too": Key(Node.flag, False),
        "leads_to_visit": Key(Node.flag, False),
        "instead_of": NO_IDS,
    },
)
"""An item of `topics.yaml`."""

TERM = Fields(
    Term,
    {
        "id": ID,
        "label": TEXT,
        "words": _WORDS,
        "text": TEXT,
        "sources": IDS,
        "asked_as": _WORDS._replace(default={}),
        "answers_on": NO_IDS,
        "price": Key(Node.flag, False),
    },
)
"""An item of `glossary.yaml`."""

ACTOR = Fields(
    Actor,
    {
        "id": ID,
        "label": TEXT,
        "named_as": Key(texts, ()),
        "asked_as": Key(texts, ()),
        "named_in": NO_IDS,
        "asking": _WORDS._replace(default={}),
        "instead": HELP,
    },
)
"""An item of `actors.yaml`."""

ROLE = Fields(
    Role,
    {
        "id": ID,
        "label": TEXT,
        "actors": IDS,
        "also": Key(texts, ()),
        "near": NO_IDS,
        "in_full": Key(Node.flag, False),
    },
)
"""An item of `roles.yaml`."""

PHASE = Fields(Phase, {"id": ID, "label": TEXT})
"""An item of `phases.yaml`."""

DERIVED = Fields(
    DerivedFact, {"id": ID, "label": TEXT, "values": listed(VALUE.read), "otherwise": Key(lambda item: item)}
)
"""An item of `derived.yaml`."""


def read_derived_fact(item: Node) -> DerivedFact | None:
    """An item of `derived.yaml`."""
    found = DERIVED.open(item)
    if found is None:
        return None
    values: tuple[Value, ...] = found.values["values"]
    ids = [value.id for value in values]
    _report_twice(found.items["values"], ids)
    otherwise = found.items["otherwise"].one_of(ids)
    # A wrong `otherwise` is a mistake already; the fact stays known, so that rules about it are not mistakes too.
    return found.record(DerivedFact, otherwise=otherwise or ids[0]) if ids else None


REGION_FILE = Fields(Region, {"order": _WHOLE, "label": TEXT, "help": HELP})
"""The key `region:` of a pack's `region.yaml`; the region's id is the name of its folder."""


def all_of(key: str, read: Callable[[Node], T | None]) -> Callable[[Node], tuple[T, ...]]:
    """Reads a file that holds a list of records under one key."""

    def records(item: Node) -> tuple[T, ...]:
        fields = item.fields((key,))
        return () if fields is None else fields[key].gather(read)

    return records
