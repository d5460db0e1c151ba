"""The verdict on an answer, without words: whether it is right, on which rules and told answers, and on which clauses."""

from __future__ import annotations

from typing import NamedTuple

from assistant.answer import Adviser
from assistant.answer.model import Source
from assistant.cases.space import ALL, NONE, Cases
from assistant.knowledge.conditions import holds, literals
from assistant.knowledge.model import KINDS
from assistant.knowledge.training import Why
from assistant.train.items import Alternative, DrillItem
from assistant.train.story import case_of


class Verdict(NamedTuple):
    """A choice that was made for an item."""

    item: DrillItem
    choice: int

    @property
    def right(self) -> bool:
        return self.choice == self.item.key

    @property
    def is_the_neighbour_s(self) -> bool:
        """Whether what was chosen is wrong here and right in the other case: what tells the two apart was missed."""
        return not self.right and self.choice == self.item.other.key


class Grounds:
    """Why the right choice of an item is right, from the same rules as every answer."""

    def __init__(self, adviser: Adviser) -> None:
        self.adviser = adviser

    def confirm(self, item: DrillItem) -> None:
        """Ask the engine too: raises what `Adviser.infer` raises, so that nothing is taught on which engine and space disagree."""
        self.adviser.infer(case_of(self.adviser.knowledge.questions, item))

    def forcing(self, item: DrillItem) -> dict[str, str]:
        """The told answers that force the right choice; none if it is right in every case."""
        return dict(self.adviser.space.forcing(self._cases(item, item.right), item.told))

    def sources(self, item: DrillItem) -> tuple[Source, ...]:
        """The clauses on which the right choice rests; where none applies, or no rule derives it, those of what applies instead."""
        rules = ([] if item.right.is_none else self.rules(item)) or self.applying(item)[:1]
        clauses = [clause for rule in rules for clause in self.adviser.knowledge.rules[rule].sources]
        return self.adviser.sources(dict.fromkeys(clauses))

    def why(self, item: DrillItem) -> Why | None:
        """What a tutor says to the right answer: the first that fits what is told; None if there is nothing."""
        right, told = item.right, item.told
        answers = {right.derived[1]} if right.derived is not None else set(right.rules)
        for why in self.adviser.knowledge.training.whys:
            asked = why.question == item.contrast.question and item.contrast.topic in (
                why.topics or (item.contrast.topic,)
            )
            known = {literal.fact for literal in literals(why.when)} <= told.keys()
            if asked and known and holds(why.when, told) and (not why.answers or answers & {*why.answers}):
                return why
        return None

    def rules(self, item: DrillItem) -> list[str]:
        """The rules by which the right choice holds in the case: those that say it, or derive its value."""
        space = self.adviser.space
        within = space.completions(item.case)
        rules = item.right.rules or [
            id for id, rule in self.adviser.rules.in_force.items() if rule.derive == item.right.derived
        ]
        return [rule for rule in rules if space.rules[rule].meets(within)]

    def applying(self, item: DrillItem) -> list[str]:
        """Statements that certainly hold in the told case, and not in all: of the topic first, then those always shown."""
        space, topic = self.adviser.space, item.contrast.topic
        within = space.completions(item.told)
        found = []
        for id, cases in space.rules.items():
            said = self.adviser.knowledge.rules[id].statement
            if said is not None and said.topic == topic and within <= cases:
                found.append((said.kind == "warning", KINDS.index(said.kind), said.order, id))
        return [id for *_, id in sorted(found) if space.rules[id] is not ALL]

    def _cases(self, item: DrillItem, choice: Alternative) -> Cases:
        """The cases in which a choice of the item is right."""
        space = self.adviser.space
        if choice.derived is not None:
            return space.having(*choice.derived)
        if choice.is_none:
            others = NONE
            for other in item.contrast.choices:
                others |= NONE if other.is_none else self._cases(item, other)
            return ~others
        found = NONE
        for rule in choice.rules:
            found |= space.rules[rule]
        return found
