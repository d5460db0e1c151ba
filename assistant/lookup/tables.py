"""Tables: what a topic's rules give for each situation and age, computed from the case space, so that they cannot disagree with an answer.

Columns are ages. A situation has a grid, or several where it depends on an answer such as what the patient can show; the rows of a
grid are the answers to one more question (the kind of visit). Answers that give the same share a row. A cell says what is certain in
all its cases; otherwise, what it depends on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache, partial
from itertools import groupby, permutations
from typing import NamedTuple

from assistant.answer import Adviser
from assistant.answer.model import Coming, Source
from assistant.cases.case import Case
from assistant.cases.cover import Row, cases_of, split
from assistant.cases.space import ALL, NONE, Cases, Space
from assistant.knowledge.kept import Kept
from assistant.knowledge.model import ENTITLEMENT, FEE, REGION, UNKNOWN, Fee, Knowledge, Rule
from assistant.lookup.results import Warned
from assistant.lookup.sensitive import may_be_shown, named_by, warnings
from assistant.lookup.when import row_words, values_words
from assistant.words.wording import Wording

STATUS, AGE = "status", "age_group"
"""The questions that make the rows and the columns (docs/contract.md keeps their names)."""

LONGEST_LABEL = 60
"""Characters of a label that stands in the first column, beside the cells."""

MINE = "▸ "
"""Before a cell of the open case's own."""

CellOutcome = Fee | str
"""What a statement comes to in a table: its fee; of another kind, the statement itself by its rule's id."""

Outcomes = tuple[frozenset[CellOutcome], ...]
"""What holds, for each column and region."""


class Note(NamedTuple):
    """A text that cells refer to by its number, with its sources. `rules`: the statements that say just that, the first one `rule`."""

    number: int
    rules: tuple[Rule, ...]
    text: str
    sources: tuple[Source, ...]

    @property
    def rule(self) -> Rule:
        return self.rules[0]

    @property
    def topic(self) -> str:
        """The topic that the statement is on: another one's, where the table's own topic says nothing."""
        return self.rule.statement.topic if self.rule.statement is not None else ""


class Cell(NamedTuple):
    """What holds in the cases of a row and a column.

    text        in words: a fee, a right, "not known here", or "Depends on: Age"
    certain     whether it holds in all of them; else `depends_on` names the facts that settle it
    rules       the ids of the statements that say so: in each of the cases at least one of them, and no other of the table's kind;
                none while it depends on more. `clauses` are those they rest on, `notes` their numbers
    cases       the cases that the cell covers
    brief       the text for a narrow column, where the row says what is paid for
    mine        whether the patient of the open case may be one of them
    """

    text: str
    certain: bool
    depends_on: tuple[str, ...]
    rules: tuple[str, ...]
    clauses: tuple[str, ...]
    notes: tuple[int, ...]
    cases: Cases
    brief: str = ""
    mine: bool = False

    @property
    def in_grid(self) -> str:
        """The brief text with the numbers of its notes, marked where it is the open case's own."""
        return f"{MINE if self.mine else ''}{self.brief} {self.numbers}".strip()

    @property
    def numbered(self) -> str:
        """The text with the numbers of its notes, as `free of charge [1, 2]`."""
        return f"{self.text} {self.numbers}".rstrip()

    @property
    def numbers(self) -> str:
        """The numbers of its notes, as `[1, 2]`; empty without any."""
        return f"[{', '.join(map(str, self.notes))}]" if self.notes else ""


class TableRow(NamedTuple):
    """A row: `head` its situation, `group` the answers that its grid holds for besides, `label` its own; empty: any. `answers`: all as data."""

    head: str
    group: str
    label: str
    answers: Row
    cells: tuple[Cell, ...]

    @property
    def same(self) -> bool:
        """Whether it says the same at every age."""
        return len(self.cells) > 1 and len({(cell.text, cell.notes) for cell in self.cells}) == 1

    @property
    def apart(self) -> bool:
        """Whether its label is too long for a column, and stands in a line of its own above the cells."""
        return len(self.label) > LONGEST_LABEL

    @property
    def whole(self) -> str:
        """All answers that it holds for besides its situation, in words."""
        return "; ".join(text for text in (self.group, self.label) if text)


class Grid(NamedTuple):
    """The rows of a situation for which the same answers hold besides. `first`: the situation's first grid."""

    head: str
    group: str
    rows: tuple[TableRow, ...]
    first: bool

    @property
    def only(self) -> TableRow | None:
        """Its row, if that is all that is said of the situation: the same for every answer and age."""
        row = self.rows[0]
        return row if self.first and row.same and not row.whole else None


class Table(NamedTuple):
    """A table. `given` are the known answers as pairs of label and value; `kind` is what the cells tell: `fee` or `entitlement`."""

    topic: str
    kind: str
    title: str
    given: tuple[tuple[str, str], ...]
    corner: str
    columns: tuple[str, ...]
    column_values: tuple[str, ...]
    rows: tuple[TableRow, ...]
    notes: tuple[Note, ...]
    warnings: tuple[Warned, ...]
    on: date

    @property
    def grids(self) -> tuple[Grid, ...]:
        """The rows as grids, in order."""
        found: list[Grid] = []
        for (head, group), rows in groupby(self.rows, key=lambda row: (row.head, row.group)):
            found.append(Grid(head, group, tuple(rows), not found or found[-1].head != head))
        return tuple(found)


_TOPICS: Kept[dict[str, str]] = Kept()


def table_topics(knowledge: Knowledge) -> dict[str, str]:
    """The topics that have a table, with the kind of statement in it: fees where there are any, otherwise the right to care."""
    return _TOPICS.made_of((knowledge.topics, knowledge.rules), lambda: _table_topics(knowledge))


def _table_topics(knowledge: Knowledge) -> dict[str, str]:
    said: dict[str, set[str]] = {topic: set() for topic in knowledge.topics}
    for rule in knowledge.rules.values():
        if rule.statement is not None:
            said[rule.statement.topic].add(rule.statement.kind)
    return {topic: FEE if FEE in kinds else ENTITLEMENT for topic, kinds in said.items() if kinds & {FEE, ENTITLEMENT}}


def table(adviser: Adviser, wording: Wording, topic: str, within: Case, mine: Case | None = None) -> Table:
    """The table of a topic for a case, usually of a region alone. `mine`: the open case, whose own cells are marked.

    Raises KeyError for a topic that has none.
    """
    kind = table_topics(adviser.knowledge)[topic]
    return _Maker(adviser, wording, topic, kind, within, mine).table()


class _Maker:
    """What is needed while one table is made."""

    def __init__(
        self, adviser: Adviser, wording: Wording, topic: str, kind: str, within: Case, mine: Case | None
    ) -> None:
        self.adviser, self.wording, self.topic, self.kind, self.within = adviser, wording, topic, kind, within
        self.space = adviser.space
        self.mine = self.space.completions(mine.known) if mine is not None else NONE
        self.knowledge = adviser.knowledge
        self.known = within.known
        in_force = adviser.rules.in_force.values()
        spoken = [rule for rule in in_force if rule.statement is not None and not rule.statement.while_open]
        self.rules = [r for r in spoken if r.statement and (r.statement.topic, r.statement.kind) == (topic, kind)]
        # Where a topic says nothing, what is said to these patients whatever they ask tells why.
        self.instead = [
            r for r in spoken
            if r.statement and r.statement.always and r.statement.kind != "warning" and self.space.rules[r.id] is not ALL
        ]  # fmt: skip
        self.outcomes: dict[CellOutcome, Cases] = {}
        for rule in self.rules:
            outcome = self._outcome(rule)
            self.outcomes[outcome] = self.outcomes.get(outcome, NONE) | self.space.rules[rule.id]
        self.noted: dict[str, list[Rule]] = {}

    def table(self) -> Table:
        columns = self._values(AGE)
        rows = tuple(row for status in self._values(STATUS) for row in self._rows(status, columns))
        notes = self._notes()
        named = {actor for note in notes for rule in note.rules for actor in named_by(self.knowledge, rule)}
        age, short = self.knowledge.questions[AGE], self.wording.short
        return Table(
            topic=self.topic,
            kind=self.kind,
            title=self.wording.topic(self.topic),
            given=tuple(
                (short(fact), self.wording.value(self.knowledge.questions[fact], value))
                for fact, value in self.known.items()
            ),
            corner=short(STATUS),
            columns=tuple(self.wording.value(age, value) for value in columns),
            column_values=columns,
            rows=rows,
            notes=notes,
            warnings=warnings(self.adviser, self.wording, named),
            on=self.adviser.on,
        )

    def _values(self, fact: str) -> tuple[str, ...]:
        return self.knowledge.parts_of(fact, self.known.get(fact, UNKNOWN))

    def _rows(self, status: str, columns: Sequence[str]) -> list[TableRow]:
        """The rows of a situation: the answers that give the same in every column stand together."""
        known = {**self.known, STATUS: status}
        head = self.wording.value(self.knowledge.questions[STATUS], status)
        alike = self._alike(known, columns)
        asked = dict.fromkeys(fact for answers in alike for fact in answers)
        last = max(asked, key=[*self.knowledge.questions].index, default="")
        rows = []
        for answers in alike:
            cells = tuple(self._cell({**known, AGE: column}, answers) for column in columns)
            group = row_words({fact: values for fact, values in answers.items() if fact != last}, self.wording)
            label = self._row_label(last, answers)
            rows.append(TableRow(head, group, label, {STATUS: (status,), **answers}, cells))
        return rows

    def _row_label(self, fact: str, answers: Row) -> str:
        """The answers of a row to the question that makes the rows: "Yes" alone would say nothing."""
        if fact not in answers:
            return ""
        if len(self.knowledge.values_of(fact)) < 3:
            return row_words({fact: answers[fact]}, self.wording)
        return values_words(fact, answers[fact], self.wording)

    def _alike(self, known: Mapping[str, str], columns: Sequence[str]) -> list[Row]:
        """Rows of answers, apart from each other, that together are all: within each, every column says one thing.

        The question that is asked last of those that matter (the kind of visit) makes the rows of a grid; the others tell grids
        apart. The region is no row: where it is not known, cells depend on it.
        """
        within = self.space.agreeing(known)
        facts = [fact for fact in self.knowledge.questions if fact not in known and fact not in (REGION, AGE)]
        matter = [
            fact
            for fact in facts
            if any(self.space.settling(holds, within, (fact,)) for holds in self.outcomes.values())
        ]
        comes_to = lru_cache(maxsize=None)(partial(self._after, within, tuple(columns)))

        def end(chosen: frozenset[tuple[str, str]]) -> Outcomes | None:
            return comes_to(chosen) if len(chosen) == len(matter) else None

        nothing: frozenset[tuple[str, str]] = frozenset()

        def rows(order: Sequence[str]) -> list[Row]:
            values_of = {fact: self.knowledge.values_of(fact) for fact in order}
            return [row for row, _ in split(values_of, nothing, _and, end)]

        shortest = min((rows((*order, *matter[-1:])) for order in permutations(matter[:-1])), key=len)
        place = {fact: index for index, fact in enumerate(self.knowledge.questions)}
        return [{fact: row[fact] for fact in sorted(row, key=place.__getitem__)} for row in shortest]

    def _outcome(self, rule: Rule) -> CellOutcome:
        return rule.said.fee if self.kind == FEE and rule.said.fee is not None else rule.id

    def _after(self, within: Cases, columns: Sequence[str], chosen: frozenset[tuple[str, str]]) -> Outcomes:
        """What holds after these answers, in each column and region: there, each outcome is settled."""
        for fact, value in chosen:
            within &= self.space.having(fact, value)
        parts = [
            within & self.space.having(AGE, column) & self.space.having(REGION, region)
            for column in columns
            for region in self._values(REGION)
        ]
        return tuple(frozenset(key for key, holds in self.outcomes.items() if holds.meets(part)) for part in parts)

    def _cell(self, known: Mapping[str, str], answers: Row) -> Cell:
        cases = self.space.agreeing(known) & cases_of(self.space, answers)
        case = Case(dict(known))  # a situation is given, so what leads elsewhere is said only where it is certain
        rules = [
            rule for rule in self.rules
            if may_be_shown(self.space.rules[rule.id], cases, bool(rule.statement and rule.statement.sends_to), case)
        ]  # fmt: skip
        possible = {outcome: self.outcomes[outcome] for outcome in dict.fromkeys(map(self._outcome, rules))}
        open_facts = [fact for fact in self.knowledge.questions if fact not in known and fact not in answers]
        depends = {fact for holds in possible.values() for fact in self.space.settling(holds, cases, open_facts)}
        depends_on = tuple(fact for fact in self.knowledge.questions if fact in depends)
        instead = [] if possible else [rule for rule in self.instead if cases <= self.space.rules[rule.id]]
        told = [] if depends_on else rules or instead
        coming = self._coming(told, known, answers)
        text = self._text(tuple(possible), told, depends_on)
        return Cell(
            text=self._soon(text, [coming.get(rule.id) for rule in told]),
            certain=not depends_on,
            depends_on=depends_on,
            rules=tuple(rule.id for rule in told),
            clauses=tuple(dict.fromkeys(id for rule in told for id in rule.sources)),
            notes=tuple(dict.fromkeys(self._number(rule, coming.get(rule.id)) for rule in told)),
            cases=cases,
            brief=self._brief(tuple(possible), told, depends_on),
            mine=cases.meets(self.mine),
        )

    def _notes(self) -> tuple[Note, ...]:
        """What the cells made so far refer to."""
        sources = {
            text: tuple(dict.fromkeys(id for rule in rules for id in rule.sources))
            for text, rules in self.noted.items()
        }
        return tuple(
            Note(number, tuple(rules), text, self.adviser.sources(sources[text]))
            for number, (text, rules) in enumerate(self.noted.items(), 1)
        )

    def _coming(self, told: Sequence[Rule], known: Mapping[str, str], answers: Row) -> dict[str, Coming]:
        """By rule, what the amounts of a cell will be from a day that is near. One of several rules holds in some of its cases only."""

        def which(space: Space) -> Cases:
            return space.agreeing(known) & cases_of(space, answers)

        found = ((rule.id, self.adviser.coming(rule, which, certain=len(told) == 1)) for rule in told)
        return {id: coming for id, coming in found if coming is not None}

    def _soon(self, text: str, coming: Sequence[Coming | None]) -> str:
        """The text of a cell with the change to come, where all that it says changes alike; else the notes tell each."""
        if not coming or coming[0] is None or coming[0].rule is not None or len(set(coming)) > 1:
            return text
        soon = self.wording.coming(coming[0])
        return f"{text} ({soon[:1].lower()}{soon[1:]})"

    def _number(self, rule: Rule, coming: Coming | None) -> int:
        """The number of the note that a statement stands in: those in the same words share one."""
        text = self.wording.rule_text(rule)
        if coming is not None:
            text = f"{text} {self.wording.coming(coming)}."
        rules = self.noted.setdefault(text, [])
        if rule not in rules:
            rules.append(rule)
        return [*self.noted].index(text) + 1

    def _brief(self, outcomes: Sequence[CellOutcome], told: Sequence[Rule], depends_on: Sequence[str]) -> str:
        """The text of a cell for a narrow column; a whole text is referred to by its number alone."""
        if depends_on or not outcomes:
            return self._text(outcomes, told, depends_on)
        if self.kind != FEE:
            return ""
        return "; ".join(dict.fromkeys(self.wording.brief_fee(fee) for fee in outcomes if isinstance(fee, Fee)))

    def _text(self, outcomes: Sequence[CellOutcome], told: Sequence[Rule], depends_on: Sequence[str]) -> str:
        gettext = self.wording.language.gettext
        if depends_on:
            return gettext("Depends on: {facts}", facts=", ".join(self.wording.short(fact) for fact in depends_on))
        if not outcomes:
            return gettext("other rules, see the note") if told else gettext("not known here")
        if self.kind == FEE:
            return "; ".join(self.wording.fee(fee) for fee in outcomes if isinstance(fee, Fee))
        return " ".join(self.wording.rule_text(rule) for rule in told)


def _and(chosen: frozenset[tuple[str, str]], fact: str, value: str) -> frozenset[tuple[str, str]]:
    """The answers chosen, and one more."""
    return chosen | {(fact, value)}
