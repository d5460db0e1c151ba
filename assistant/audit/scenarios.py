"""Scenarios: cases as data, with what the answer must and must not say; read from YAML, every mistake with its place.

ask            the case, in the words of `vardlots ask`
on             the day as of which it is asked (default: the knowledge's own)
cites          clauses that a certain statement cites        not         clauses that no statement cites, certain or possible
says           rules whose statements are certain            lacks       rules whose statements are not there at all
leads          the rules of the lines that answer, one a topic, where one rule leads
open           rules whose statements are only possible      depends_on  a fact that some possible statement depends on
doubted        rules of statements that another one, or another topic asked about, speaks against
fee            a certain fee: amount (null: not known), max, per, clause
limit          an amount in a certain statement that is a ceiling, no price
certain_fee    none: no certain statement states a fee
contact        a contact's id, a phone number or an e-mail address that a certain statement gives
derived        derived facts that are certain
told           by rule, just what its certain statement tells: say, actor, contact, cites, amount, max, per, limit, link, form
never_sends_to an actor to whom no certain statement leads   not_prefix  no clause whose id begins so
clause, why    for people
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from assistant.cases.case import BadInputError, Case, case_from_words
from assistant.i18n import N_
from assistant.knowledge.model import KINDS, PERS, Knowledge
from assistant.knowledge.problems import Place, Problem
from assistant.knowledge.read.fields import NO_IDS, TEXT, Fields, Filled, Key, name, named, remark, text, word_of
from assistant.knowledge.read.nodes import Mistakes, Node, read_file
from assistant.places import from_here

NONE = "none"
"""What `certain_fee` may say."""

FEE = "fee"
_FOR_PEOPLE = ("ask", "on", "clause", "why")
"""The keys that expect nothing."""


def _given(item: Node) -> Mapping[str, Any] | None:
    """A fee as far as it is told: what is not told may be anything."""
    found = _FEE.open(item)
    return None if found is None or not found.whole else {key: found.values[key] for key in found.items}


def _perhaps(read: Any) -> Key:
    """A key that may be `null`."""
    return Key(lambda item: None if item.is_null() else read(item), None)


_FEE = Fields(
    dict[str, Any],
    {
        "amount": _perhaps(Node.amount),
        "max": Key(Node.flag, None),
        "per": _perhaps(word_of(PERS)),
        "clause": Key(name, None),
    },
)


def _just(item: Node) -> Mapping[str, Any] | None:
    """What a statement tells, as far as it is written."""
    found = JUST.open(item)
    return None if found is None or not found.whole else {key: found.values[key] for key in found.items}


JUST = Fields(
    dict[str, Any],
    {
        "say": Key(word_of(KINDS), None),
        "actor": NO_IDS,
        "contact": Key(name, None),
        "cites": NO_IDS,
        "amount": _perhaps(Node.amount),
        "max": Key(Node.flag, None),
        "per": Key(word_of(PERS), None),
        "limit": Key(_given, None),
        "link": Key(name, None),
        "form": Key(text, None),
    },
)
"""What one statement tells."""
TOLD = "told"


class Scenario(NamedTuple):
    """A case as of a day, and what is expected of its answer: by key, in the order written. `words` are those of `ask`.

    `about`: the clauses for whose sake it was written.
    """

    place: Place
    words: str
    case: Case
    on: date
    expected: Mapping[str, Any]
    why: str
    about: tuple[str, ...] = ()

    def naming(self, id: str) -> tuple[str, ...]:
        """The keys under which it names a clause or a rule."""
        keys = [key for key, value in self.expected.items() if isinstance(value, tuple) and id in value]
        if id in self.expected.get(TOLD, {}):
            keys.append(TOLD)
        if self.expected.get(FEE, {}).get("clause") == id:
            keys.append(FEE)
        return tuple(keys) or (("clause",) if id in self.about else ())


SCENARIO = Fields(
    Scenario,
    {
        "ask": TEXT,
        "on": Key(Node.day, None),
        **dict.fromkeys(("cites", "not", "says", "lacks", "leads", "open", "doubted"), NO_IDS),
        "depends_on": Key(name, None),
        FEE: Key(_given, None),
        "limit": Key(Node.amount, None),
        "certain_fee": Key(word_of((NONE,)), None),
        "contact": Key(text, None),
        "derived": Key(named(name), {}),
        TOLD: Key(named(_just), {}),
        "never_sends_to": Key(name, None),
        "not_prefix": Key(name, None),
        "clause": NO_IDS,
        "why": Key(remark, ""),
    },
)
"""An item of a file of scenarios."""


def beside(knowledge: Path) -> Path:
    """Where the scenarios of a folder of knowledge lie."""
    return knowledge.resolve().parent / "tests" / "scenarios"


def files_of(paths: Iterable[Path]) -> list[Path]:
    """The files themselves, and those in the folders, by name."""
    return [file for path in paths for file in (sorted(path.glob("*.yaml")) if path.is_dir() else [path])]


def read_scenarios(
    files: Iterable[tuple[Path, str]], knowledge: Knowledge, mistakes: Mistakes, on: date | None = None
) -> list[Scenario]:
    """The scenarios of these files, each with the name to call it by. Whatever names nothing is a mistake: it would prove nothing.

    `on`: the day of a scenario that names none; without it, the knowledge's own.
    """
    found: list[Scenario] = []
    for path, called in files:
        item = read_file(path, called, mistakes)
        for entry in item.items() if item is not None else ():
            scenario = scenario_in(entry, knowledge, on or knowledge.date)
            if scenario is not None:
                found.append(scenario)
    return found


def scenario_in(item: Node, knowledge: Knowledge, on: date) -> Scenario | None:
    """An item of a file. `on`: its day if it names none."""
    found = SCENARIO.open(item)
    if found is None:
        return None
    _check_names(found, knowledge)
    expected = {key: found.values[key] for key in found.items if key not in _FOR_PEOPLE}
    if not expected:
        item.mistake(N_("This scenario expects nothing: say what the answer cites, says or lacks."))
    words = found.values["ask"]
    case = _case(found.items["ask"], words, knowledge) if words else None
    if case is None or not expected or not found.whole:
        return None
    return Scenario(
        item.place, words, case, found.values["on"] or on, expected, found.values["why"], found.values["clause"]
    )


def scenarios_beside(folder: Path, knowledge: Knowledge) -> list[Scenario]:
    """The scenarios that lie beside a folder of knowledge, as far as they can be read; none where there are none."""
    return read_scenarios([(path, from_here(path)) for path in files_of([beside(folder)])], knowledge, Mistakes())


def _case(item: Node, words: str, knowledge: Knowledge) -> Case | None:
    try:
        return case_from_words(knowledge, words.split())
    except BadInputError as error:
        item.mistakes.problems.append(Problem(item.place, *error.told))
        return None


_CLAUSE, _RULE = N_("There is no clause {word}."), N_("There is no rule {word}.")
_FACT, _ACTOR = N_("There is no fact {word}. Allowed: {allowed}."), N_("There is no actor {word}. Allowed: {allowed}.")


def _check_names(found: Filled, knowledge: Knowledge) -> None:
    """Every id of a clause, a rule, a fact or an actor is one of the knowledge."""
    known: Mapping[str, tuple[str, Collection[str]]] = {
        **dict.fromkeys(("cites", "not", "clause"), (_CLAUSE, knowledge.clauses)),
        **dict.fromkeys(("says", "lacks", "leads", "open", "doubted"), (_RULE, knowledge.rules)),
        "depends_on": (_FACT, knowledge.questions),
        "derived": (_FACT, knowledge.derived),
        "never_sends_to": (_ACTOR, knowledge.actors),
    }
    for key, item in found.items.items():
        if key in known:
            message, allowed = known[key]
            for word in _words(found.values[key]):
                item.mistakes.known(item.place, message, word, allowed)
    for rule, just in found.values[TOLD].items():
        item = found.items[TOLD]
        item.mistakes.known(item.place, _RULE, rule, knowledge.rules)
        for key, (message, allowed) in _just_known(knowledge).items():
            for word in _words(just.get(key)):
                item.mistakes.known(item.place, message, word, allowed)
    fee = found.values[FEE] or {}
    if fee.get("clause"):
        found.items[FEE].mistakes.known(found.items[FEE].place, _CLAUSE, fee["clause"], knowledge.clauses)
    for fact, value in found.values["derived"].items():
        if fact in knowledge.derived:
            place = found.items["derived"].place
            found.item.mistakes.known_value(place, fact, value, knowledge.values_of(fact))


def _just_known(knowledge: Knowledge) -> Mapping[str, tuple[str, Collection[str]]]:
    return {
        "actor": (_ACTOR, knowledge.actors),
        "contact": (N_("There is no contact {word}."), knowledge.contacts),
        "cites": (_CLAUSE, knowledge.clauses),
        "link": (N_("There is no document {word}."), knowledge.documents),
    }


def _words(value: Any) -> tuple[str, ...]:
    return () if value is None else (value,) if isinstance(value, str) else tuple(value)
