"""Rules that come in the place of others one day: who overrides what went before overrides them too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from assistant.knowledge.model import NAMING_RULES, Rule


def successors_of(rules: dict[str, Rule]) -> dict[str, Rule]:
    """The rules, each with all that it succeeds, and what names others with those that succeed them.

    A rule without an end of its own ends on the day before the first of its successors begins.
    """
    before = {id: _before(rules, id) for id, rule in rules.items() if rule.succeeds}
    if not before:
        return rules
    after: dict[str, list[str]] = {}
    ends: dict[str, date] = {}
    for id, earlier in before.items():
        for other in earlier:
            after.setdefault(other, []).append(id)
        if (first := rules[id].valid_from) is not None and first > date.min:
            last = first - timedelta(days=1)
            ends[earlier[0]] = min(last, ends.get(earlier[0], last))
    return {
        id: _following(rule, after)._replace(
            succeeds=before.get(id, ()), valid_to=rule.valid_to if rule.valid_to is not None else ends.get(id)
        )
        for id, rule in rules.items()
    }


def _before(rules: Mapping[str, Rule], id: str) -> tuple[str, ...]:
    """The rule that a rule succeeds, the one before that, and so on; a circle is gone round once."""
    found: dict[str, None] = {}
    while id in rules and rules[id].succeeds and (id := rules[id].succeeds[0]) not in found:
        found[id] = None
    return tuple(found)


def _following(rule: Rule, after: Mapping[str, Iterable[str]]) -> Rule:
    """A rule whose references lead to the successors of what it names too."""

    def whole(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(each for id in ids for each in (id, *after.get(id, ()))))

    said: dict[str, Any] = {"overrides": whole(rule.overrides)}
    if rule.statement is not None:
        named: dict[str, Any] = {key: whole(getattr(rule.statement, key)) for key in NAMING_RULES}
        said["statement"] = rule.statement._replace(**named)
    return rule._replace(**said)
