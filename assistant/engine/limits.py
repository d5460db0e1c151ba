"""The limits within which durable-rules was found to be right, and the error that names the rule that breaks one.

Measured by fuzzing (see docs/decisions/002-engines.md); past them the engine crashes, hangs or concludes wrongly.
"""

from __future__ import annotations

from collections import Counter

from assistant.engine.program import Literal, Program
from assistant.i18n import N_
from assistant.messages import ToldError

MOST_RULES = 4000
MOST_CONDITIONS_OF_A_RULE = 16
MOST_USES_OF_A_CONDITION = 250
MOST_CONDITIONS = 500


class LimitError(ToldError):
    """A rule breaks a limit of the engine; `rule` is its id."""

    def __init__(self, rule: str, message: str, **parts: str) -> None:
        super().__init__(message, rule=rule, **parts)
        self.rule = rule


def check_limits(program: Program) -> None:
    """Raise LimitError for the first rule that breaks a limit."""
    rules = 0
    uses: Counter[Literal] = Counter()
    for rule in program.rules:
        for way in rule.ways:
            rules += 1
            uses.update(way)
            worst = next((literal for literal in way if uses[literal] > MOST_USES_OF_A_CONDITION), None)
            if rules > MOST_RULES:
                message = N_(
                    "With {rule}, a topic has more than {most} combinations of conditions in a region; the engine cannot hold more."
                )
                raise LimitError(rule.id, message, most=str(MOST_RULES))
            if len(way) > MOST_CONDITIONS_OF_A_RULE:
                message = N_(
                    "{rule} has {number} conditions at once; the engine takes at most {most}: derive a fact from some of them first."
                )
                raise LimitError(rule.id, message, number=str(len(way)), most=str(MOST_CONDITIONS_OF_A_RULE))
            if worst is not None:
                message = N_(
                    "With {rule}, the condition on {fact} is used more than {most} times on a topic in a region; derive a fact from it first."
                )
                raise LimitError(rule.id, message, fact=worst[0], most=str(MOST_USES_OF_A_CONDITION))
            if len(uses) > MOST_CONDITIONS:
                message = N_(
                    "With {rule}, a topic has more than {most} different conditions in a region; the engine cannot hold more."
                )
                raise LimitError(rule.id, message, most=str(MOST_CONDITIONS))
