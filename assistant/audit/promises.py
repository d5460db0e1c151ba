"""Proof of the promises: whom nothing leads to, and what is always said, over everything that a rule can bring to the screen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from assistant.audit.failing import failing_case
from assistant.cases.space import NONE, Cases, Space, condition_cases
from assistant.i18n import N_
from assistant.knowledge.model import Actor, Knowledge, Promise, Rule
from assistant.knowledge.naming import names, shown_beside, words_of
from assistant.knowledge.problems import Problem

_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
_DISSUADING = ("warning", "note")
"""The kinds of statement that may name whom they warn of: none of them is something to do."""


def broken_promises(knowledge: Knowledge, space: Space, on: date) -> Iterator[Problem]:
    """Every promise that some case breaks on a day, with the rule and the case."""
    for promise in knowledge.promises:
        protected = condition_cases(knowledge, space, promise.protects)
        if promise.actor is not None:
            yield from _led(knowledge, space, promise, knowledge.actors[promise.actor], protected, on)
        if promise.warned_by is not None and on >= knowledge.date:
            yield from _unwarned(knowledge, space, promise, promise.warned_by, protected, on)


def _led(
    knowledge: Knowledge, space: Space, promise: Promise, actor: Actor, protected: Cases, on: date
) -> Iterator[Problem]:
    for id, holds in space.rules.items():
        rule = knowledge.rules[id]
        if rule.statement is not None and (wrong := holds & protected) and _leads(knowledge, promise, actor, rule):
            message = N_("{rule} can lead somebody to {other}, whom the promise {word} protects from it: {case}")
            parts = {"rule": id, "other": actor.id, "word": promise.id, "case": failing_case(space, wrong, on)}
            yield Problem(rule.place, message, parts)


def _leads(knowledge: Knowledge, promise: Promise, actor: Actor, rule: Rule) -> bool:
    """Whether a statement can lead its reader to an actor. One that names it must warn of it in that very sentence."""
    said = rule.statement
    assert said is not None
    if actor.id in (*said.sends_to, *said.actors) or names(actor, shown_beside(knowledge, rule)):
        return True
    naming = [sentence for sentence in _SENTENCE.findall(words_of(rule)) if names(actor, sentence)]
    if naming and said.kind not in _DISSUADING:
        return True
    return not all(_forbids(promise, sentence) for sentence in naming)


def _forbids(promise: Promise, sentence: str) -> bool:
    said = set(re.findall(r"\w+", sentence.casefold()))
    return any(word.casefold() in said for word in promise.forbidding)


def _unwarned(
    knowledge: Knowledge, space: Space, promise: Promise, warning: str, protected: Cases, on: date
) -> Iterator[Problem]:
    """A rule that overrides or succeeds the warning stands for it, if it is itself a warning that is always shown."""
    covered = NONE
    weak = knowledge.rules[warning]
    for id, holds in space.rules.items():
        rule = knowledge.rules[id]
        said = rule.statement
        if said is None or not rule.stands_for(warning):
            continue
        if said.always and said.kind == "warning" and not said.while_open:
            covered |= holds
        else:
            weak = rule
    if wrong := protected & ~covered:
        message = N_("The promise {word} is broken: {rule} is not said, or is no warning that is always shown: {case}")
        yield Problem(
            weak.place, message, {"word": promise.id, "rule": weak.id, "case": failing_case(space, wrong, on)}
        )
