"""What the last released version said, kept in one file: each statement with the fewest conditions under which it was said, a line each.

It takes the place of the old knowledge where there is no history to read that from, and is read whatever has become of the files' form since.
Only what a reader is told is kept: no word lists, no training, nothing that proves.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import reduce
from itertools import takewhile
from operator import or_
from pathlib import Path
from typing import Any

from assistant.audit.impact.sides import ImpactDay, Saying, Side
from assistant.cases.cover import cases_of, cover
from assistant.cases.space import NONE, Space
from assistant.engine.program import Program
from assistant.i18n import N_
from assistant.knowledge.conditions import ALWAYS
from assistant.knowledge.dated import as_of
from assistant.knowledge.model import (
    NAMING_RULES,
    NATIONAL,
    Actor,
    Anomaly,
    BandTexts,
    Clause,
    Contact,
    Document,
    Fee,
    FormPart,
    Knowledge,
    NumberAnswer,
    Question,
    Region,
    Rule,
    Statement,
    Topic,
    Value,
    Ways,
)
from assistant.knowledge.problems import Place
from assistant.messages import ToldError
from assistant.places import RELEASED

FILE = RELEASED
"""Where it lies in the folder of the knowledge."""

_NOWHERE = Place(FILE, 1, 1)
_SILENT = Statement("", "", (), "", None, None, None, None, None, 0, False, (), ())
"""A statement of which nothing is said: only what differs from it is kept."""
_KEPT: Mapping[str, tuple[str, ...]] = {
    "questions": ("order", "label", "short"),
    "topics": ("label",),
    "regions": ("order", "label"),
    "actors": ("label",),
    "contacts": ("name", "phone", "email", "fax", "hours"),
    "documents": ("title", "publisher", "date", "url", "review_by"),
}
"""By kind of record its parts that are kept as they are."""
_OF_WAYS = ("first", "last", "phone", "email", "fax")


class ReleasedError(ToldError):
    """There is no file of the released version, or it cannot be understood."""


# -- keeping -------------------------------------------------------------------------------------------------------------


def kept(side: Side, files: str = "") -> str:
    """The text of the file for a knowledge: a line a record. `files`: the fingerprint of the files that it was read from."""
    head, *records = _records(side)
    head |= {"files": files} if files else {}
    return "".join(f"{json.dumps(record, ensure_ascii=False, default=_plain)}\n" for record in (head, *records))


def _plain(part: object) -> object:
    if isinstance(part, date | Decimal):
        return str(part)
    raise TypeError(type(part).__name__)


def _records(side: Side) -> Iterator[dict[str, Any]]:
    knowledge = side.knowledge
    yield {"version": knowledge.version, "date": knowledge.date, "days": side.days}
    for kind, parts in _KEPT.items():
        for id, each in getattr(knowledge, kind).items():
            record = {kind: id, **{part: getattr(each, part) for part in parts if getattr(each, part)}}
            if isinstance(each, Document) and each.replaces:
                record |= {"replaces": each.replaces, "in_force_from": each.in_force_from}
            if isinstance(each, Contact) and each.values:
                record |= {"values": [{part: getattr(way, part) for part in _OF_WAYS} for way in each.values]}
            yield record | (_answers(each) if isinstance(each, Question) else {})
    for clause in knowledge.every_clause:
        odd = {"anomaly": clause.anomaly.written_out()} if clause.anomaly else {}
        yield {
            "clauses": clause.id,
            "document": clause.document,
            "at": clause.at,
            "grade": knowledge.grade(clause),
            **odd,
        }
    yield from _runs("rule", [_said(side, day) for day in side.days])
    yield from _runs(
        "leading", [{topic: {"rules": rules} for topic, rules in side.on(day).leading.items()} for day in side.days]
    )


def _answers(question: Question) -> dict[str, Any]:
    """The answers of a question, and the number that it takes."""
    values = [[value.id, value.label, value.low, value.high] for value in question.values]
    number = question.number._asdict() if question.number else None
    return {
        "values": values,
        **({"number": number} if number else {}),
        **({"bands": question.bands._asdict()} if question.bands else {}),
    }


def _said(side: Side, day: date) -> dict[str, Any]:
    """What each rule says on a day, and when."""
    _, space, sayings, _ = side.on(day)
    return {
        saying.rule.id: {
            "when": [dict(row) for row in cover(space, side.knowledge, saying.holds, {})],
            "says": _statement(saying.said),
            "sources": saying.rule.sources,
            **({"succeeds": saying.rule.succeeds} if saying.rule.succeeds else {}),
        }
        for saying in sayings
        if saying.holds
    }


def _statement(said: Statement) -> dict[str, Any]:
    """A statement as data: its parts that are not what they are if nothing is written."""
    parts = {
        name: part
        for name, part in said._asdict().items()
        if name not in NAMING_RULES and part != getattr(_SILENT, name)
    }
    return {name: part._asdict() if isinstance(part, Fee | FormPart) else part for name, part in parts.items()}


def _runs(kind: str, by_day: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """What is said by its id, consecutive days of the same together: `days` are the places of the first and the last of them."""
    for place, records in enumerate(by_day):
        for id, record in records.items():
            if not place or by_day[place - 1].get(id) != record:
                going = takewhile(lambda day: by_day[day].get(id) == record, range(place, len(by_day)))  # noqa: B023 - used up at once
                yield {kind: id, "days": [place, max(going)], **record}


# -- reading -------------------------------------------------------------------------------------------------------------


class ReleasedSide:
    """What is kept of a released version, as a side of a comparison."""

    def __init__(self, text: str) -> None:
        """Raises ReleasedError if the text is none that was kept."""
        try:
            self._read([json.loads(line) for line in text.splitlines()])
        except (ValueError, KeyError, TypeError, IndexError, ArithmeticError) as error:
            raise ReleasedError(
                N_("{file} cannot be understood: keep the released version again."), file=FILE
            ) from error

    def _read(self, records: Sequence[dict[str, Any]]) -> None:
        head = records[0]
        self._days = tuple(date.fromisoformat(day) for day in head["days"])
        self._records = records
        self._rules = {place: _rule(record) for place, record in enumerate(records) if "rule" in record}
        self._knowledge = _knowledge(head, records, self._rules.values())
        self._space = Space(
            Program({id: self._knowledge.values_of(id) for id in self._knowledge.questions}, {}, (), {})
        )
        self._made = {day: self._day(place) for place, day in enumerate(self._days)}

    @property
    def knowledge(self) -> Knowledge:
        """What is kept of the knowledge."""
        return self._knowledge

    @property
    def days(self) -> tuple[date, ...]:
        """The days of change."""
        return self._days

    @property
    def whole(self) -> bool:
        """Only what a reader is told is kept."""
        return False

    def on(self, day: date) -> ImpactDay:
        """What was said on a day."""
        return self._made[max((begun for begun in self._days if begun <= day), default=self._days[0])]

    def _day(self, place: int) -> ImpactDay:
        """What was said on one of the days of change."""
        on = [
            at for at, record in enumerate(self._records) if "days" in record and at and _is_on(record["days"], place)
        ]
        sayings = (
            Saying(
                self._rules[at], reduce(or_, (cases_of(self._space, row) for row in self._records[at]["when"]), NONE)
            )
            for at in on
            if at in self._rules
        )
        leading = {
            record["leading"]: tuple(record["rules"])
            for record in map(self._records.__getitem__, on)
            if "leading" in record
        }
        return ImpactDay(as_of(self._knowledge, self._days[place]), self._space, tuple(sayings), leading)


def _is_on(days: Sequence[int], place: int) -> bool:
    first, last = days
    return first <= place <= last


def _rule(record: dict[str, Any]) -> Rule:
    """A rule as far as it says something."""
    said = {name: _part(name, part) for name, part in record["says"].items() if name in _SILENT._fields}
    rule = Rule(
        record["rule"],
        NATIONAL,
        ALWAYS,
        None,
        _SILENT._replace(**said),
        tuple(record["sources"]),
        (),
        None,
        None,
        False,
        _NOWHERE,
        {},
    )
    return rule._replace(succeeds=tuple(record.get("succeeds", ())))


def _part(name: str, part: Any) -> Any:
    """A part of a statement as it was before it was kept."""
    if name in ("fee", "limit"):
        return Fee(**{**part, "amount": None if part["amount"] is None else Decimal(part["amount"])})
    if name == "form":
        return FormPart(**{**part, "lines": tuple(part["lines"])})
    return tuple(part) if isinstance(part, list) else part


def _knowledge(head: dict[str, Any], records: Sequence[dict[str, Any]], rules: Iterable[Rule]) -> Knowledge:
    """What is kept of a knowledge, everything else empty."""
    of: dict[str, Any] = {kind: {} for kind in (*_KEPT, "clauses", "derived", "glossary", "invariants")}
    editions: dict[str, list[Clause]] = {}
    for record in records:
        for kind, make in _MAKING.items():
            if kind in record:
                made = make(record[kind], record)
                of[kind].setdefault(record[kind], made)
                if isinstance(made, Clause):
                    editions.setdefault(made.id, []).append(made)
    of["editions"] = {id: tuple(clauses) for id, clauses in editions.items() if len(clauses) > 1}
    of["topic_question"] = Question("topic", 0, "", "", "", (), None, None, True, _NOWHERE)
    of["rules"] = {rule.id: rule for rule in rules}
    return Knowledge(version=head["version"], date=date.fromisoformat(head["date"]), **of)


def _question(id: str, of: dict[str, Any]) -> Question:
    values = tuple(Value(value, label, "", low, high) for value, label, low, high in of["values"])
    number = NumberAnswer(**of["number"]) if "number" in of else None
    bands = BandTexts(**of["bands"]) if "bands" in of else None
    return Question(
        id, of.get("order", 0), of["label"], of["short"], "", values, None, number, False, _NOWHERE, bands=bands
    )


def _document(id: str, of: dict[str, Any]) -> Document:
    review_by = date.fromisoformat(of["review_by"])
    first = date.fromisoformat(of["in_force_from"]) if of.get("in_force_from") else None
    found = Document(
        id, NATIONAL, of["title"], of["publisher"], of["date"], first, review_by, None, of.get("url"), _NOWHERE
    )
    return found._replace(replaces=of.get("replaces", ""))


def _clause(id: str, of: dict[str, Any]) -> Clause:
    odd = Anomaly.read(of["anomaly"]) if "anomaly" in of else None
    return Clause(id, NATIONAL, of["document"], of["at"], of["grade"], None, "", "", "", odd, _NOWHERE)


def _contact(id: str, of: dict[str, Any]) -> Contact:
    phone, email, fax, hours = map(of.get, ("phone", "email", "fax", "hours"))
    values = tuple(_way(each) for each in of.get("values", ()))
    return Contact(id, NATIONAL, of["name"], phone, email, fax, hours, (), _NOWHERE, values)


def _way(of: dict[str, Any]) -> Ways:
    first, last = (date.fromisoformat(of[key]) if of[key] else None for key in ("first", "last"))
    return Ways(first, of["phone"], of["email"], of["fax"], (), _NOWHERE, last)


_MAKING: Mapping[str, Callable[[str, dict[str, Any]], object]] = {
    "questions": _question,
    "topics": lambda id, of: Topic(id, of["label"], "", {}, _NOWHERE),
    "regions": lambda id, of: Region(id, of.get("order", 0), of["label"], "", _NOWHERE),
    "actors": lambda id, of: Actor(id, of["label"], (), _NOWHERE),
    "contacts": _contact,
    "documents": _document,
    "clauses": _clause,
}


def read_released(folder: Path) -> ReleasedSide:
    """The released version that is kept in a folder of knowledge. Raises ReleasedError."""
    try:
        text = (folder / FILE).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise ReleasedError(
            N_("No released version is kept in {folder}: there is no {file}."), folder=str(folder), file=FILE
        ) from None
    return ReleasedSide(text)
