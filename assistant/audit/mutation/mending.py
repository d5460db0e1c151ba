"""Scenarios that would notice what survived, as lines of YAML to paste: each the shortest case, or one that serves several survivors.

They say what the knowledge says today. Whoever takes them in confirms that it is right.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from assistant.answer.saying import is_in_time
from assistant.audit.failing import shortest_case
from assistant.audit.holding import as_written, just_told
from assistant.audit.mutation.mutants import Mutant
from assistant.audit.mutation.world import MutantChange, World
from assistant.cases.space import ALL, Cases, Space
from assistant.knowledge.model import TOPIC, Knowledge, Rule, Statement

_ORDER = ("says", "lacks", "leads", "told")


class Wanted(NamedTuple):
    """What a scenario must expect to notice a survivor: under a key the rule, with what it tells, in a case of this set, as of a day.

    `whole`: only the case without any other answer will do.
    """

    on: date
    topic: str
    key: str
    rule: Rule
    where: Cases
    just: Mapping[str, Any] = {}
    whole: bool = False


def wanted(world: World, survivors: Iterable[Mutant]) -> Iterator[Wanted]:
    """What would notice each of these, on the first day on which it changes anything."""
    for mutant in survivors:
        effect = next(world.effects(mutant), None)
        if effect is not None:
            yield from _of_change(world.knowledge, effect.rules.on, effect.changes[0])


def _of_change(knowledge: Knowledge, on: date, change: MutantChange) -> Iterator[Wanted]:
    rule, after = change.before or change.after, change.after
    assert rule is not None
    topic, said = rule.said.topic, rule.said
    if gone := change.held & ~change.holds:
        yield Wanted(on, topic, "says", rule, gone)
    elif come := change.holds & ~change.held:
        yield Wanted(on, topic, "lacks", rule, come)
    elif after is not None and after.statement is not None:
        yield from _of_words(knowledge, Wanted(on, topic, "told", rule, change.where), said, after)


def _of_words(knowledge: Knowledge, told: Wanted, said: Statement, after: Rule) -> Iterator[Wanted]:
    """What notices that a rule says something else where it says anything."""
    if just := _just(told.rule, after):
        yield told._replace(just=just)
    elif said.if_answered != after.said.if_answered:
        yield told._replace(key="lacks", where=ALL, whole=True)
    elif said.always != after.said.always:
        yield told._replace(key="says", topic=next(topic for topic in knowledge.topics if topic != told.topic))
    elif said.lead != after.said.lead:
        yield told._replace(key="leads", where=ALL if said.while_open else told.where, whole=bool(said.while_open))


def _just(before: Rule, after: Rule) -> dict[str, Any]:
    """What a rule told that it does not tell any more."""
    told, now = just_told(before), just_told(after)
    found = {key: value for key, value in told.items() if key not in now or now[key] != value}
    if "limit" in found:
        found["limit"] = {"max": False, **found["limit"]}
    return found | ({"max": False} if now.get("max") and not told.get("max") else {})


def as_scenarios(world: World, found: Sequence[Wanted]) -> Mapping[str, list[str]]:
    """The lines by topic. A case that is asked already serves what else can be seen in it."""
    asked: dict[str, dict[tuple[date, str], dict[str, Any]]] = {}
    known: dict[tuple[str, date, str], Mapping[str, str]] = {}
    for each in sorted(found, key=lambda each: (_ORDER.index(each.key), each.topic)):
        space = world.day(each.on).space
        asks = (words for on, words in asked.get(each.topic, ()) if on == each.on)
        words = next((ask for ask in asks if _serves(space, known[each.topic, each.on, ask], each)), None)
        if words is None:
            case = shortest_case(space, each.where)
            words = " ".join([*_words(world.knowledge, case), f"{TOPIC}={each.topic}"])
            known[each.topic, each.on, words] = case
        expected = asked.setdefault(each.topic, {}).setdefault((each.on, words), {})
        if each.key == "told":
            expected.setdefault(each.key, {}).setdefault(each.rule.id, {}).update(each.just)
        else:
            expected.setdefault(each.key, dict[str, None]())[each.rule.id] = None
    return {
        topic: [_line(words, on, expected, world.knowledge) for (on, words), expected in by_ask.items()]
        for topic, by_ask in asked.items()
    }


def _serves(space: Space, known: Mapping[str, str], wanted: Wanted) -> bool:
    """Whether a case that is asked can show what is wanted too."""
    if wanted.key == "leads" or (wanted.whole and known):
        return False
    return is_in_time(wanted.rule, known) and space.left(known).of(wanted.where) is ALL


def _words(knowledge: Knowledge, case: Mapping[str, str]) -> Iterator[str]:
    """A case in words that stay the same when a rule cuts a number elsewhere."""
    for fact, value in case.items():
        number, low = knowledge.questions[fact].number, knowledge.questions[fact].value(value).low
        yield f"{fact}={value}" if number is None or low is None else f"{number.id}={low}"


def _line(words: str, on: date, expected: Mapping[str, Any], knowledge: Knowledge) -> str:
    parts = [f"ask: {json.dumps(words, ensure_ascii=False)}"]
    parts += [f"on: {on.isoformat()}"] if on != knowledge.date else []
    parts += [f"{key}: {_written(each)}" for key, each in expected.items()]
    return "- {" + ", ".join(parts) + "}"


def _written(expected: Mapping[str, Any]) -> str:
    if all(value is None for value in expected.values()):
        return as_written(list(expected))
    return as_written(expected)
