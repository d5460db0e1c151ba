"""The verdict on an answer, in words: what is right, why, on which clause, and what would change it."""

from __future__ import annotations

from typing import NamedTuple

from assistant.answer import Adviser
from assistant.answer.explain import explain
from assistant.answer.model import Source
from assistant.cases.space import Cases
from assistant.knowledge.model import KINDS
from assistant.train.items import Alternative, DrillItem
from assistant.train.story import Teller, case_of
from assistant.words.explanation import sections
from assistant.words.outline import Section


class Verdict(NamedTuple):
    """A choice that was made for an item."""

    item: DrillItem
    choice: int

    @property
    def right(self) -> bool:
        return self.choice == self.item.key


class Explained(NamedTuple):
    """A verdict in words.

    `answer`: the right choice. `because`: the told answers that force it. `instead`: where none of the choices applies, what does;
    else empty. `sources`: the clauses. `contrast`: the nearest case in which another choice is right. `note`: what to look for,
    after a wrong answer; else empty.
    """

    right: bool
    answer: str
    because: str
    instead: str
    sources: tuple[str, ...]
    contrast: str
    note: str


class Judge:
    """Explains verdicts, from the same rules as every answer."""

    def __init__(self, adviser: Adviser, teller: Teller) -> None:
        self.adviser = adviser
        self.teller = teller

    def explained(self, verdict: Verdict) -> Explained:
        """The verdict in words.

        The engine is asked too: raises what `Adviser.infer` raises, so that nothing is taught on which engine and space disagree.
        """
        item, teller = verdict.item, self.teller
        self.adviser.infer(case_of(self.adviser.knowledge.questions, item))
        return Explained(
            right=verdict.right,
            answer=teller.choice(item.contrast, item.right),
            because=self._because(item),
            instead=self._instead(item),
            sources=tuple(teller.wording.source(source) for source in self.sources(item)),
            contrast=self._contrast(item),
            note="" if verdict.right else self._note(item.contrast.fact),
        )

    def more(self, item: DrillItem) -> tuple[Section, ...]:
        """The whole explanation of the right statement, as the app gives it for an answer; empty where no statement is right."""
        rules = self._rules(item)
        if not item.right.rules or not rules:
            return ()
        case = case_of(self.adviser.knowledge.questions, item)
        return sections(explain(self.adviser, case, rules[0]), self.teller.wording)

    def sources(self, item: DrillItem) -> tuple[Source, ...]:
        """The clauses on which the right choice rests; where it is that none applies, those of what applies instead."""
        rules = self._applying(item)[:1] if item.right.is_none else self._rules(item)
        clauses = [clause for rule in rules for clause in self.adviser.knowledge.rules[rule].sources]
        return self.adviser.sources(dict.fromkeys(clauses))

    # -- parts -----------------------------------------------------------------------------------------------------

    def _rules(self, item: DrillItem) -> list[str]:
        """The rules by which the right choice holds in the case: those that say it, or derive its value."""
        space = self.adviser.space
        within = space.completions(item.case)
        rules = item.right.rules or [
            rule.id for rule in self.adviser.program.rules if rule.derive == item.right.derived
        ]
        return [rule for rule in rules if space.rules[rule] & within]

    def _applying(self, item: DrillItem) -> list[str]:
        """Statements that certainly hold in the told case, and not in all: of the topic first, then those always shown."""
        space, topic = self.adviser.space, item.contrast.topic
        within = space.completions(item.told)
        found = []
        for id, holds in space.rules.items():
            said = self.adviser.knowledge.rules[id].statement
            if said is not None and said.topic == topic and holds & within == within:
                found.append((said.kind == "warning", KINDS.index(said.kind), said.order, id))
        return [id for *_, id in sorted(found) if space.rules[id] != space.all]

    def _instead(self, item: DrillItem) -> str:
        if not item.right.is_none:
            return ""
        applying = self._applying(item)
        if not applying:
            ask = "Not known here. Ask your manager, or see your region's website for care staff."
            return self.teller.wording.language.gettext(ask)
        text = self.teller.wording.rule_text(self.adviser.knowledge.rules[applying[0]])
        return self.teller.wording.language.gettext("What applies: {text}", text=text)

    def _cases(self, item: DrillItem, choice: Alternative) -> Cases:
        """The cases in which a choice of the item is right."""
        space = self.adviser.space
        if choice.derived is not None:
            return space.having(*choice.derived)
        if choice.is_none:
            others = 0
            for other in item.contrast.choices:
                others |= 0 if other.is_none else self._cases(item, other)
            return space.all & ~others
        found = 0
        for rule in choice.rules:
            found |= space.rules[rule]
        return found

    def _because(self, item: DrillItem) -> str:
        gettext, wording = self.teller.wording.language.gettext, self.teller.wording
        forced = self.adviser.space.forcing(self._cases(item, item.right), item.told)
        if not forced:
            return gettext("It applies in every case.")
        conditions = "; ".join(wording.condition(fact, (value,)) for fact, value in forced.items())
        if item.right.is_none:
            return gettext("None of the others applies here, because: {conditions}.", conditions=conditions)
        return gettext("Because: {conditions}.", conditions=conditions)

    def _contrast(self, item: DrillItem) -> str:
        """The other case of the contrast: its one different answer, and what is right there."""
        other = item.other
        wording = self.teller.wording
        if other.key == item.key:
            return ""
        condition = wording.condition(item.contrast.fact, (other.case[item.contrast.fact],))
        return wording.language.gettext(
            "What would change it: {condition}. Then: {text}",
            condition=condition,
            text=self.teller.choice(item.contrast, other.right),
        )

    def _note(self, fact: str) -> str:
        note = self.adviser.knowledge.training.notes.get(fact)
        if note is None:
            return ""
        text = self.teller.wording.language.knowledge(f"training.note.{fact}", note.text)
        return f"{text} [{', '.join(note.sources)}]"
