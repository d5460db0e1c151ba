"""Reading what the dialogue is made of: questions, topics, actors, derived facts, regions, the knowledge's own head."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assistant.i18n import N_
from assistant.knowledge.model import (
    FIND_OUT,
    KINDS,
    UNKNOWN,
    Actor,
    Change,
    Clue,
    DerivedFact,
    FindOut,
    NumberAnswer,
    Question,
    Region,
    Term,
    Topic,
    Value,
)
from assistant.knowledge.read.nodes import Node

SOURCE_LANGUAGES = ("sv",)


@dataclass(frozen=True, slots=True)
class Head:
    """`knowledge.yaml`: the version that answers carry, and its date."""

    version: str
    date: date
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class QuestionFile:
    """A question as written, before the regions' or the topics' values are put into it."""

    question: Question
    values_from: str | None


def read_head(item: Node) -> Head | None:
    """The file `knowledge.yaml`."""
    fields = item.fields(("version", "date", "language"), ("changes",))
    if fields is None:
        return None
    changes = fields["changes"].gather(_read_change) if "changes" in fields else ()
    version, day = fields["version"].text(), fields["date"].day()
    fields["language"].one_of(SOURCE_LANGUAGES)
    return None if version is None or day is None else Head(version, day, changes)


def _read_change(item: Node) -> Change | None:
    fields = item.fields(("id", "day", "text", "documents"))
    if fields is None:
        return None
    id, day, text = fields["id"].identifier(), fields["day"].day(), fields["text"].text()
    documents = fields["documents"].gather(Node.identifier)
    return None if id is None or day is None or text is None else Change(id, day, text, documents, item.place)


def read_question(item: Node) -> QuestionFile | None:
    """A file of `questions/`."""
    fields = item.fields(
        ("id", "order", "label", "short"), ("help", "values", "values_from", "unknown", "number", "multiple", FIND_OUT)
    )
    if fields is None:
        return None
    id, order = fields["id"].identifier(), fields["order"].whole_number()
    label, short = fields["label"].text(), fields["short"].text()
    help = fields["help"].text(empty=True) if "help" in fields else ""
    number = _read_number(fields["number"]) if "number" in fields else None
    values = (
        fields["values"].gather(lambda value: _read_value(value, banded=number is not None))
        if "values" in fields
        else ()
    )
    unknown = _read_unknown(fields["unknown"]) if "unknown" in fields else None
    find_out = _read_find_out(fields[FIND_OUT]) if FIND_OUT in fields else None
    values_from = fields["values_from"].one_of(("regions", "topics")) if "values_from" in fields else None
    multiple = fields["multiple"].flag() if "multiple" in fields else False
    if "values" not in fields and "values_from" not in fields:
        item.mistake(N_("The key {word} is missing."), word="values")
    if "values" in fields:
        _report_twice(fields["values"], [value.id for value in values])
    if id is None or order is None or label is None or short is None or multiple is None or help is None:
        return None
    if number is not None:
        _check_bands(fields.get("values", item), number, values)
    return QuestionFile(
        Question(id, order, label, short, help, values, unknown, number, multiple, item.place, find_out), values_from
    )


def _read_value(item: Node, banded: bool = False) -> Value | None:
    fields = item.fields(("id", "label", "from", "to") if banded else ("id", "label"), ("help",))
    if fields is None:
        return None
    id, label = fields["id"].identifier(), fields["label"].text()
    help = fields["help"].text(empty=True) if "help" in fields else ""
    low = fields["from"].whole_number() if banded else None
    high = fields["to"].whole_number() if banded else None
    if id == UNKNOWN:
        fields["id"].mistake(N_("“unknown” is no value: describe it under “unknown:”, beside “values:”."))
        return None
    return None if id is None or label is None or help is None else Value(id, label, help, low, high)


def _read_unknown(item: Node) -> Value | None:
    fields = item.fields(("label",), ("help",))
    if fields is None:
        return None
    label = fields["label"].text()
    help = fields["help"].text(empty=True) if "help" in fields else ""
    return None if label is None or help is None else Value(UNKNOWN, label, help)


def _read_find_out(item: Node) -> FindOut | None:
    fields = item.fields(("label", "clues", "unknown"), ("help",))
    if fields is None:
        return None
    label = fields["label"].text()
    help = fields["help"].text(empty=True) if "help" in fields else ""
    clues, unknown = fields["clues"].gather(_read_clue), _read_unknown(fields["unknown"])
    _report_twice(fields["clues"], [clue.value.id for clue in clues])
    if label is None or help is None or unknown is None:
        return None
    return FindOut(label, help, {clue.value.id: clue for clue in clues}, unknown, item.place)


def _read_clue(item: Node) -> Clue | None:
    fields = item.fields(("id", "label", "gives", "sources"), ("help",))
    if fields is None:
        return None
    id, label = fields["id"].identifier(), fields["label"].text()
    help = fields["help"].text(empty=True) if "help" in fields else ""
    if id == UNKNOWN:
        fields["id"].mistake(N_("“unknown” is no value: describe it under “unknown:”, beside “values:”."))
    pairs = [(key.identifier(), value.identifier()) for key, value in fields["gives"].pairs() or []]
    gives = {fact: value for fact, value in pairs if fact is not None and value is not None}
    sources = fields["sources"].gather(Node.identifier)
    if id is None or label is None or help is None:
        return None
    return Clue(Value(id, label, help), gives, sources, item.place)


def _read_number(item: Node) -> NumberAnswer | None:
    fields = item.fields(("id", "label", "min", "max"))
    if fields is None:
        return None
    id, label = fields["id"].identifier(), fields["label"].text()
    least, greatest = fields["min"].whole_number(), fields["max"].whole_number()
    if id is None or label is None or least is None or greatest is None:
        return None
    return NumberAnswer(id, label, least, greatest)


def _check_bands(item: Node, number: NumberAnswer, values: tuple[Value, ...]) -> None:
    """The bands must cover the numbers from the least to the greatest, without a gap and without overlap."""
    expected = number.least
    for value in values:
        if value.low != expected or value.high is None or value.high < value.low:
            item.mistake(
                N_("The band {word} must begin at {number}: the bands cover every number, once, in rising order."),
                word=value.id,
                number=str(expected),
            )
            return
        expected = value.high + 1
    if expected != number.greatest + 1:
        item.mistake(
            N_("The bands end at {last}, but numbers go to {greatest}."),
            last=str(expected - 1),
            greatest=str(number.greatest),
        )


def _report_twice(item: Node, ids: list[str]) -> None:
    for id in sorted({id for id in ids if ids.count(id) > 1}):
        item.mistake(N_("The id {word} is used twice here."), word=id)


def read_topics(item: Node) -> tuple[Topic, ...]:
    """The file `topics.yaml`."""
    fields = item.fields(("topics",))
    return () if fields is None else fields["topics"].gather(_read_topic)


def _read_topic(item: Node) -> Topic | None:
    fields = item.fields(("id", "label"), ("help", "synonyms", "first", "looked_up"))
    if fields is None:
        return None
    id, label = fields["id"].identifier(), fields["label"].text()
    help = fields["help"].text(empty=True) if "help" in fields else ""
    synonyms = _read_words(fields["synonyms"]) if "synonyms" in fields else {}
    first = fields["first"].one_of(KINDS) if "first" in fields else ""
    looked_up = fields["looked_up"].whole_number() if "looked_up" in fields else 0
    if id is None or label is None or help is None:
        return None
    return Topic(id, label, help, synonyms, item.place, first or "", looked_up or 0)


def _read_words(item: Node) -> dict[str, tuple[str, ...]]:
    """Words by language: `{sv: [...], en: [...]}`."""
    found = {}
    for key, words in item.pairs() or []:
        code = key.identifier()
        if code is not None:
            found[code] = words.gather(Node.text)
    return found


def read_glossary(item: Node) -> tuple[Term, ...]:
    """The file `glossary.yaml`."""
    fields = item.fields(("glossary",))
    return () if fields is None else fields["glossary"].gather(_read_term)


def _read_term(item: Node) -> Term | None:
    fields = item.fields(("id", "label", "words", "text", "sources"))
    if fields is None:
        return None
    id, label, text = fields["id"].identifier(), fields["label"].text(), fields["text"].text()
    words, sources = _read_words(fields["words"]), fields["sources"].gather(Node.identifier)
    return None if id is None or label is None or text is None else Term(id, label, words, text, sources, item.place)


def read_actors(item: Node) -> tuple[Actor, ...]:
    """The file `actors.yaml`."""
    fields = item.fields(("actors",))
    return () if fields is None else fields["actors"].gather(_read_actor)


def _read_actor(item: Node) -> Actor | None:
    fields = item.fields(("id", "label"), ("named_as",))
    if fields is None:
        return None
    id, label = fields["id"].identifier(), fields["label"].text()
    named_as = fields["named_as"].gather(Node.text) if "named_as" in fields else ()
    return None if id is None or label is None else Actor(id, label, named_as, item.place)


def read_derived(item: Node) -> tuple[DerivedFact, ...]:
    """The file `derived.yaml`."""
    fields = item.fields(("derived",))
    return () if fields is None else fields["derived"].gather(_read_derived_fact)


def _read_derived_fact(item: Node) -> DerivedFact | None:
    fields = item.fields(("id", "label", "values", "otherwise"))
    if fields is None:
        return None
    id, label = fields["id"].identifier(), fields["label"].text()
    values = fields["values"].gather(_read_value)
    _report_twice(fields["values"], [value.id for value in values])
    otherwise = fields["otherwise"].one_of([value.id for value in values])
    if id is None or label is None or not values:
        return None
    # A wrong `otherwise` is a mistake already; the fact stays known, so that rules about it are not mistakes too.
    return DerivedFact(id, label, values, otherwise or values[0].id, item.place)


def read_region(item: Node, id: str) -> Region | None:
    """The key `region:` of a pack's `region.yaml`; the region's id is the name of its folder."""
    fields = item.fields(("order", "label"), ("help",))
    if fields is None:
        return None
    order, label = fields["order"].whole_number(), fields["label"].text()
    help = fields["help"].text(empty=True) if "help" in fields else ""
    return None if order is None or label is None or help is None else Region(id, order, label, help, item.place)
