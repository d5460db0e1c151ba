"""Decision tables: the rules of a topic as DMN 1.3, which other engines run.

Inputs are the questions, by their ids. A derived fact is a decision that others require: the first row that fits gives its value, and
`otherwise` is its last row. What a topic says is one decision that collects the ids of the statements that hold; the rows of a statement
exclude each other, so that none is collected twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from assistant.answer import Adviser
from assistant.engine.program import ProgramRule
from assistant.knowledge.model import REGION
from assistant.texts import for_html
from assistant.words.wording import Wording

MODEL = "https://www.omg.org/spec/DMN/20191111/MODEL/"
"""The namespace of DMN 1.3."""
STATEMENT = "statement"
"""The output of a topic's decision: the id of a statement that holds."""
FIRST, COLLECT = "FIRST", "COLLECT"

Box = Mapping[str, frozenset[str]]
"""Cases as a row: for each fact named the values that it may have."""
Values = Callable[[str], Sequence[str]]
"""The values of a fact."""


class _TableRow(NamedTuple):
    """A row of a decision table. `about`: what it says, in words."""

    id: str
    box: Box
    output: str
    about: str = ""


def decision_tables(adviser: Adviser, wording: Wording) -> dict[str, str]:
    """A file for each topic, by its name."""
    return {f"{topic}.dmn": _Model(adviser, wording, topic).text() for topic in adviser.knowledge.topics}


def decision_of(topic: str) -> str:
    """The id of the decision that says what holds on a topic."""
    return f"decision.{topic}"


class _Model:
    """The decisions of one topic."""

    def __init__(self, adviser: Adviser, wording: Wording, topic: str) -> None:
        self.wording, self.topic = wording, topic
        self.day, self.knowledge = adviser.rules, adviser.knowledge
        reached = {id for region in self.knowledge.values_of(REGION) for id in self.day.ids_of(region, topic)}
        self.rules = [self.day.by_id[id] for id in self.day.in_force if id in reached]
        self.saying = [rule for rule in self.rules if rule.derive is None]
        self.derived = self._reached_facts()

    def _reached_facts(self) -> tuple[str, ...]:
        """The derived facts that the statements rest on, those that need no other first."""
        found: set[str] = set()
        needed = _facts(self.saying) & self.day.derived.keys()
        while needed:
            found |= needed
            rules = [rule for rule in self.rules if rule.derive is not None and rule.derive[0] in needed]
            needed = (_facts(rules) & self.day.derived.keys()) - found
        return tuple(sorted(found, key=lambda fact: (self.day.derived[fact].level, fact)))

    def text(self) -> str:
        """The file."""
        title = for_html(self.wording.topic(self.topic))
        return "\n".join((
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<definitions xmlns="{MODEL}" id="vardlots.{self.topic}" name="{title}" namespace="urn:vardlots:{self.topic}">',
            *self._decisions(),
            "</definitions>",
            "",
        ))  # fmt: skip

    def _decisions(self) -> Iterator[str]:
        tables = [(fact, fact, FIRST, self._deriving(fact)) for fact in self.derived]
        tables.append((self.topic, STATEMENT, COLLECT, self._said()))
        used = {fact for _, _, _, rows in tables for row in rows for fact in row.box}
        for fact in self.day.asked:
            if fact in used:
                label = for_html(self.wording.question(self.knowledge.questions[fact]))
                yield f'<inputData id="input.{fact}" name="{fact}"><description>{label}</description>'
                yield f'<variable id="variable.{fact}" name="{fact}" typeRef="string"/></inputData>'
        for name, output, policy, rows in tables:
            yield from self._decision(name, output, policy, rows)

    def _deriving(self, fact: str) -> list[_TableRow]:
        rules = [rule for rule in self.rules if rule.derive is not None and rule.derive[0] == fact]
        rows = [
            _TableRow(f"{rule.id}.{number}", box, rule.derive[1])
            for rule in rules if rule.derive is not None
            for number, box in enumerate(self._boxes(rule), 1)
        ]  # fmt: skip
        return [*rows, _TableRow(f"{fact}.otherwise", {}, self.day.derived[fact].otherwise)]

    def _said(self) -> list[_TableRow]:
        return [
            _TableRow(f"{rule.id}.{number}", box, rule.id, self.wording.rule_text(self.knowledge.rules[rule.id]))
            for rule in self.saying
            for number, box in enumerate(apart(self._boxes(rule), self.knowledge.values_of), 1)
        ]

    def _boxes(self, rule: ProgramRule) -> list[Box]:
        return [{fact: self._plain(fact, values) for fact, values in way} for way in rule.ways]

    def _plain(self, fact: str, values: Iterable[str]) -> frozenset[str]:
        """Values without names that stand for several."""
        return frozenset(one for value in values for one in self.day.names.get((fact, value), (value,)))

    def _decision(self, name: str, output: str, policy: str, rows: Sequence[_TableRow]) -> Iterator[str]:
        read = {fact for row in rows for fact in row.box}
        columns = [fact for fact in (*self.day.asked, *self.derived) if fact in read]
        yield f'<decision id="{decision_of(name)}" name="{name}">'
        yield f'<variable id="variable.{decision_of(name)}" name="{name}"/>'
        for fact in columns:
            derived = fact in self.derived
            target = (
                f'<requiredDecision href="#{decision_of(fact)}"/>'
                if derived
                else f'<requiredInput href="#input.{fact}"/>'
            )
            yield f'<informationRequirement id="requires.{name}.{fact}">{target}</informationRequirement>'
        yield f'<decisionTable id="table.{name}" hitPolicy="{policy}">'
        for fact in columns:
            yield f'<input id="column.{name}.{fact}" label="{for_html(self._label(fact))}">'
            yield f'<inputExpression id="expression.{name}.{fact}" typeRef="string"><text>{fact}</text></inputExpression></input>'
        yield f'<output id="output.{name}" name="{output}" typeRef="string"/>'
        for row in rows:
            yield from self._row(name, row, columns)
        yield "</decisionTable></decision>"

    def _row(self, name: str, row: _TableRow, columns: Sequence[str]) -> Iterator[str]:
        id = f"row.{name}.{row.id}"
        about = f"<description>{for_html(row.about)}</description>" if row.about else ""
        yield f'<rule id="{id}">{about}'
        for fact in columns:
            values = [value for value in self.knowledge.values_of(fact) if value in row.box.get(fact, ())]
            test = ",".join(f'"{value}"' for value in values) if fact in row.box else "-"
            yield f'<inputEntry id="{id}.{fact}"><text>{test}</text></inputEntry>'
        yield f'<outputEntry id="{id}.is"><text>"{row.output}"</text></outputEntry></rule>'

    def _label(self, fact: str) -> str:
        if fact in self.derived:
            return self.wording.derived(fact, self.day.derived[fact].otherwise)[0]
        return self.wording.short(fact)


def _facts(rules: Iterable[ProgramRule]) -> set[str]:
    return {fact for rule in rules for way in rule.ways for fact, _ in way}


def apart(boxes: Sequence[Box], values_of: Values) -> list[Box]:
    """Boxes that hold the same cases and exclude each other: from each, what those before it hold is taken away."""
    found: list[Box] = []
    for place, box in enumerate(boxes):
        left = [box]
        for before in boxes[:place]:
            left = [piece for one in left for piece in _without(one, before, values_of)]
        found += left
    return found


def _without(box: Box, other: Box, values_of: Values) -> Iterator[Box]:
    """A box without what another holds, in pieces that exclude each other."""
    inside = dict(box)
    for fact, values in other.items():
        mine = inside.get(fact, frozenset(values_of(fact)))
        if outside := mine - values:
            yield {**inside, fact: outside}
        inside[fact] = mine & values
        if not inside[fact]:
            return
