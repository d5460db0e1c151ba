"""What the tests of explanations share: facts in words, following a chain, and what an explanation in words must keep."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import product

from assistant.answer.explain import (
    Explanation,
    OneOf,
)
from assistant.cases.case import Case
from assistant.words.explanation import CHAIN, CHANGE, SOURCES, WHY, sections
from assistant.words.outline import Section
from assistant.words.wording import Wording


def words(text: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """`status=resident,visitor visit=inpatient` as facts with their values."""
    pairs = (word.split("=") for word in text.split())
    return tuple((fact, tuple(values.split(","))) for fact, values in pairs)


def follow(found: Explanation, asked: Mapping[str, str], derived: Mapping[str, str], holds_here: bool) -> None:
    """Follow the chain in one case, knowing the answers alone: no step may be false, the last must decide the statement."""
    reached = dict(asked)
    for step in found.steps:
        fits = any(all(reached.get(fact) in values for fact, values in way.conditions) for way in step.ways)
        if step.otherwise and not fits:
            assert step.concludes is not None
            left = derived[step.concludes[0]] == step.concludes[1]
            fits = all(reached[fact] in values for fact, values in step.given) if step.given else left
        assert fits or not step.always, (found.rule.id, step)
        if step.concludes is None:
            assert fits == holds_here, (found.rule.id, asked)
        elif fits:
            assert derived[step.concludes[0]] == step.concludes[1], (found.rule.id, step)
            reached[step.concludes[0]] = step.concludes[1]
    assert found.steps[-1].concludes is None


def changed_cases(case: Case, changes: tuple[OneOf, ...]) -> list[Case]:
    """The case with each combination of these answers in place of its own."""
    facts = [fact for fact, _ in changes]
    return [
        Case({**case.answers, **dict(zip(facts, values, strict=True))}, {}, case.topics)
        for values in product(*(values for _, values in changes))
    ]


def section_of(found: Explanation, wording: Wording, name: str) -> Section:
    return next(section for section in sections(found, wording) if section.name == name)


def check_words(told: tuple[Section, ...]) -> None:
    """Four sections, none empty, no line empty, and no id of the knowledge in sight."""
    assert [section.name for section in told] == [WHY, CHAIN, SOURCES, CHANGE]
    for part in told:
        assert part.title and part.items
        for item in part.items:
            for text in (item.text, *item.notes):
                assert text.strip() == text != ""
                assert not re.search(r"[{}]|\b[a-z]+_[a-z0-9_]+|(?<![\w.])(vgr|rjl|lma)\b(?!\.)", text), text
