"""Utterances: typed lines as data, with what must be heard of each; read from YAML, every mistake with its place.

line      what is typed                                          on        the day on which it is typed (default: the knowledge's own)
gives     facts and topics, no more and no fewer                 must      facts and topics that are heard at least
denied    fact=value, ruled out without settling the fact        must_not  by fact, values that would be wrong to conclude
unclear   facts that are named and not settled                   acute     it raises the alarm
strange   words not understood                                   masked    the line as it may be shown
reason    beside `must`: the line was mistaken, and is held against nothing; alone: what of the line is not heard, and why
kind, noise, why   for people
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from assistant.audit.holding import Miss, as_written
from assistant.i18n import N_
from assistant.knowledge.model import TOPIC, Knowledge
from assistant.knowledge.problems import Place
from assistant.knowledge.read.fields import TEXT, Fields, Filled, Key, name, named, remark, text, texts
from assistant.knowledge.read.nodes import Mistakes, Node, read_file
from assistant.places import from_here
from assistant.typed import Listener
from assistant.typed.acute import Acute
from assistant.typed.model import Understood

LINE, REASON = "line", "reason"
"""The key by which an utterance is known; why it is held against nothing, or is not wholly heard."""
_MISSES = "misses.yaml"
"""The file of lines that are not wholly heard, each with its reason."""
_HELD = "held"
"""The folder of lines that are measured only, before anybody has looked at them."""
_NOTHING = "–"


def _values(item: Node) -> tuple[str | int, ...]:
    return item.gather(_value)


def _value(item: Node) -> str | int | None:
    """A number, or the id of a value or a topic."""
    return int(item.node.value) if item.node.tag.endswith(":int") else item.identifier()


UTTERANCE = Fields(
    dict[str, Any],
    {
        LINE: TEXT,
        "on": Key(Node.day, None),
        **{key: Key(named(_values), None) for key in ("gives", "must", "must_not")},
        **{key: Key(texts, ()) for key in ("denied", "unclear", "strange")},
        "masked": Key(text, ""),
        "acute": Key(Node.flag, False),
        REASON: Key(text, ""),
        "kind": Key(name, ""),
        "noise": Key(Node.flag, False),
        "why": Key(remark, ""),
    },
)
"""An item of a file of utterances."""

Facts = Mapping[str, tuple[str | int, ...]]
"""Values by fact; of the topics, all of them."""


class Utterance(NamedTuple):
    """A typed line, the language of its file, its day, and what is expected of it (`expected`, as it is written)."""

    place: Place
    line: str
    code: str
    on: date
    expected: Mapping[str, Any]

    @property
    def why(self) -> str:
        """What people wrote beside it."""
        return str(self.expected[REASON] or self.expected["why"])

    @property
    def asserts(self) -> bool:
        """Whether what is heard is held against it."""
        return not self.expected[REASON]

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics that it must be heard to ask about."""
        return tuple((self.expected["gives"] or self.expected["must"] or {}).get(TOPIC, ()))


class Unheard(NamedTuple):
    """A line of which something else is heard than it should be; without misses, one that is wholly heard though it stands among those that are not."""

    utterance: Utterance
    misses: tuple[Miss, ...]


def utterances_beside(knowledge: Path) -> Path:
    """Where the utterances of a folder of knowledge lie."""
    return knowledge.resolve().parent / "tests" / "utterances"


def utterance_files(folder: Path) -> list[Path]:
    """All that is held against what is heard: the lines that are measured only are left out."""
    return [path for path in sorted(folder.rglob("*.yaml")) if path.parent.name != _HELD]


def known_misses(folder: Path, knowledge: Knowledge) -> list[Utterance]:
    """The lines beside which it stands why they are not wholly heard; as far as they can be read."""
    path, mistakes = folder / _MISSES, Mistakes()
    item = read_file(path, from_here(path), mistakes) if path.is_file() else None
    read = [utterance(entry, knowledge, path) for entry in (item.items() if item is not None else ())]
    return [each for each in read if each is not None]


def is_utterance(item: Node) -> bool:
    """Whether this is a line and no case."""
    return item.is_mapping() and any(key.value == LINE for key, _ in item.node.value)


def utterance(item: Node, knowledge: Knowledge, path: Path) -> Utterance | None:
    """An item of a file, whose name ends with the language of its lines. Whatever names nothing is a mistake: it would prove nothing."""
    found = UTTERANCE.open(item)
    if found is None:
        return None
    for key in ("gives", "must", "must_not"):
        _check_names(found, key, knowledge)
    if not found.whole:
        return None
    code = path.stem.rpartition("-")[2]
    return Utterance(item.place, found.values[LINE], code, found.values["on"] or knowledge.date, found.values)


def _check_names(found: Filled, key: str, knowledge: Knowledge) -> None:
    """Every fact has a question, and every value is one of its."""
    item = found.items.get(key)
    numbers = {question.number.id for question in knowledge.questions.values() if question.number}
    for fact, values in (found.values[key] or {}).items() if item is not None else ():
        allowed = (*knowledge.questions, *numbers, TOPIC)
        if item is None or not item.mistakes.known(item.place, _FACT, fact, allowed) or fact in numbers:
            continue
        for value in map(str, values):
            item.mistakes.known_value(item.place, fact, value, _values_of(knowledge, fact))


_FACT = N_("There is no fact {word}. Allowed: {allowed}.")


def _values_of(knowledge: Knowledge, fact: str) -> list[str]:
    if fact == TOPIC:
        return list(knowledge.topics)
    question = knowledge.questions[fact]
    unknown = [question.unknown.id] if question.unknown else []
    return [value.id for value in (*question.values, *question.names)] + unknown


# -- what is heard -------------------------------------------------------------------------------------------------------


def unheard(
    utterances: Iterable[Utterance], knowledge: Knowledge, languages: Iterable[str], known: Iterable[Utterance] = ()
) -> Iterator[Unheard]:
    """The lines of which something else is heard than is expected.

    `known`: those that are heard only in part, with the reason; if one is wholly heard, it is told itself. What is wrong has no excuse.
    """
    spoken = list(languages)
    reasons = {each.line: each for each in known}

    @cache
    def hears(code: str) -> tuple[Listener, Acute]:
        first = (code, *(each for each in spoken if each != code))
        return Listener(knowledge, first), Acute(knowledge, first)

    for each in utterances:
        if not each.asserts:
            continue
        wrong, missed = misses(each, knowledge, *hears(each.code))
        reason = reasons.get(each.line)
        if wrong or (missed and reason is None):
            yield Unheard(each, (*wrong, *missed))
        elif reason is not None and not missed:
            yield Unheard(reason, ())


Misses = tuple[Miss, ...]


def misses(said: Utterance, knowledge: Knowledge, listener: Listener, acute: Acute) -> tuple[Misses, Misses]:
    """What is heard of a line and must not be; and what must be heard and is not."""
    expected = said.expected
    understood = listener.hear(said.line, said.on)
    got: dict[str, tuple[str | int, ...]] = {one.fact: (one.value,) for one in understood.heard}
    numbers = {one.fact: one.number for one in understood.heard if one.number is not None}
    got |= {_number_of(knowledge, fact): (number,) for fact, number in numbers.items()}
    got |= {TOPIC: tuple(topic for topic, _ in understood.topics)} if understood.topics else {}
    alarm = bool(acute.heard(said.line))
    wrong = [] if alarm == expected["acute"] else [Miss("acute", _flag(expected["acute"]), _flag(alarm))]
    if expected["must"] is not None:
        more, missed = _at_least(knowledge, expected, *_in_a_conversation(understood, got))
        return (*wrong, *more), missed
    for fact in numbers:  # a number says more than its band
        del got[fact]
    wrong += _exactly(knowledge, expected["gives"] or {}, got)
    lists = {
        "denied": sorted(f"{one.fact}={one.value}" for one in understood.denied),
        "unclear": sorted(one.fact for one in understood.unclear),
        "strange": list(understood.strange),
    }
    for key, came in lists.items():
        wanted = list(expected[key]) if key == "strange" else sorted(expected[key])
        wrong += [] if wanted == came else [Miss(key, as_written(wanted), as_written(came))]
    shown = expected["masked"] or said.line
    wrong += [] if shown == understood.masked else [Miss("masked", shown, understood.masked)]
    return tuple(wrong), ()


def _in_a_conversation(understood: Understood, got: Facts) -> tuple[Facts, tuple[str, ...]]:
    """What is heard of a line in a conversation: with what it takes as the words usually mean, and says so; and the topics that it answers besides.

    That is what something costs, told by the topic that is named: "abortion, what does it cost".
    The region of a place where the patient lives or goes is told too: the dialogue asks about it, and takes it for nothing.
    """
    topics = {topic for topic, _ in understood.topics}
    meant = {one.fact: (one.usual,) for one in understood.meant(topics)}
    return {**got, **meant}, understood.money if understood.answers_money and topics else ()


def _exactly(knowledge: Knowledge, gives: Facts, got: Facts) -> list[Miss]:
    return [
        Miss(fact, _told(gives.get(fact)), _told(got.get(fact)))
        for fact in dict.fromkeys((*gives, *got))
        if not _agrees(knowledge, fact, gives.get(fact), got.get(fact))
    ]


def _at_least(
    knowledge: Knowledge, expected: Mapping[str, Any], got: Facts, answered: tuple[str, ...]
) -> tuple[Misses, Misses]:
    """`answered`: topics that are not chosen, and whose question another topic of the line answers."""
    wrong = [
        Miss("must_not", f"{fact}={value}", f"{fact}={value}")
        for fact, values in (expected["must_not"] or {}).items()
        for value in values
        if value in got.get(fact, ())
    ]
    missed = []
    for fact, values in expected["must"].items():
        came = got.get(fact)
        if fact == TOPIC:
            missed += [] if set(values) <= {*(came or ()), *answered} else [Miss(fact, _told(values), _told(came))]
        elif not _agrees(knowledge, fact, values, came):
            (wrong if came else missed).append(Miss(fact, _told(values), _told(came)))
    return tuple(wrong), tuple(missed)


def _agrees(
    knowledge: Knowledge, fact: str, meant: tuple[str | int, ...] | None, came: tuple[str | int, ...] | None
) -> bool:
    """Whether what was heard is what was meant, or closer: bands of a number become finer with the rules, and the lines stay as they were written."""
    if not meant or not came or fact not in knowledge.questions or knowledge.questions[fact].number is None:
        return set(meant or ()) == set(came or ())
    return set(knowledge.parts_of(fact, str(came[0]))) <= set(knowledge.parts_of(fact, str(meant[0])))


def _number_of(knowledge: Knowledge, fact: str) -> str:
    number = knowledge.questions[fact].number
    assert number is not None  # only such a question is answered by one
    return number.id


def _told(values: Iterable[str | int] | None) -> str:
    return ", ".join(map(str, values or ())) or _NOTHING


def _flag(value: bool) -> str:
    return "true" if value else "false"
