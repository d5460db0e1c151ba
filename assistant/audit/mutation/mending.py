"""Scenarios that would notice what survived, as lines of YAML to paste: each the shortest case, or one that serves several survivors.

They say what the knowledge says today. Whoever takes them in confirms that it is right.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from assistant.answer.saying import is_in_time
from assistant.audit.failing import shortest_case
from assistant.audit.holding import as_written, just_told
from assistant.audit.mutation.mutants import Mutant
from assistant.audit.mutation.world import MutantChange, World
from assistant.cases.space import ALL, Cases, Space
from assistant.knowledge.model import TOPIC, Knowledge, Rule


class Wanted(NamedTuple):
    """What a scenario must expect to notice a survivor: under a key the rule, with what it tells, in a case of this set."""

    topic: str
    key: str
    rule: Rule
    where: Cases
    just: Mapping[str, Any] = {}


def wanted(world: World, survivors: Iterable[Mutant]) -> Iterator[Wanted]:
    """What would notice each of these on the knowledge's own day; nothing where it is other on other days only."""
    for mutant in survivors:
        for effect in world.effects(mutant):
            if effect.rules.on == world.knowledge.date:
                yield from _of_change(effect.changes[0])
            break


def _of_change(change: MutantChange) -> Iterator[Wanted]:
    rule = change.before or change.after
    assert rule is not None and rule.statement is not None
    topic = rule.statement.topic
    if gone := change.held & ~change.holds:
        yield Wanted(topic, "says", rule, gone)
    elif come := change.holds & ~change.held:
        yield Wanted(topic, "lacks", rule, come)
    elif change.after is not None and (just := _just(rule, change.after)):
        yield Wanted(topic, "told", rule, change.held, just)


def _just(before: Rule, after: Rule) -> dict[str, Any]:
    """What a rule told that it does not tell any more."""
    told, now = just_told(before), just_told(after)
    found = {key: value for key, value in told.items() if now.get(key) != value or key not in now}
    return found | ({"max": False} if now.get("max") and not told.get("max") else {})


def as_scenarios(knowledge: Knowledge, space: Space, found: Sequence[Wanted]) -> Mapping[str, list[str]]:
    """The lines by topic. A case that is asked already serves what else can be seen in it."""
    order = {"says": 0, "lacks": 1, "told": 2}
    asked: dict[str, dict[str, dict[str, Any]]] = {}
    known: dict[tuple[str, str], Mapping[str, str]] = {}
    for topic, key, rule, where, just in sorted(found, key=lambda each: (order[each.key], each.topic)):
        asks = (ask for ask in asked.get(topic, ()) if is_in_time(rule, known[topic, ask]))
        words = next((ask for ask in asks if _within(space, known[topic, ask], where)), None)
        if words is None:
            case = shortest_case(space, where)
            words = " ".join([*_words(knowledge, case), f"{TOPIC}={topic}"])
            known[topic, words] = case
        expected = asked.setdefault(topic, {}).setdefault(words, {})
        if key == "told":
            expected.setdefault(key, {}).setdefault(rule.id, {}).update(just)
        else:
            expected.setdefault(key, dict[str, None]())[rule.id] = None
    return {
        topic: [
            "- {ask: "
            + json.dumps(words, ensure_ascii=False)
            + "".join(f", {key}: {_written(each)}" for key, each in expected.items())
            + "}"
            for words, expected in by_ask.items()
        ]
        for topic, by_ask in asked.items()
    }


def _words(knowledge: Knowledge, case: Mapping[str, str]) -> Iterator[str]:
    """A case in words that stay the same when a rule cuts a number elsewhere."""
    for fact, value in case.items():
        number, low = knowledge.questions[fact].number, knowledge.questions[fact].value(value).low
        yield f"{fact}={value}" if number is None or low is None else f"{number.id}={low}"


def _within(space: Space, known: Mapping[str, str], where: Cases) -> bool:
    return space.left(known).of(where) is ALL


def _written(expected: Mapping[str, Any]) -> str:
    if all(value is None for value in expected.values()):
        return as_written(list(expected))
    return as_written(expected)
