"""Why a statement holds, by which rules it follows, and what would change it: exact, read off the case space. No language in it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import combinations, product
from typing import NamedTuple

from assistant.answer.adviser import Adviser
from assistant.answer.model import Source
from assistant.answer.saying import is_certain, is_in_time, may_say
from assistant.cases.case import Case
from assistant.cases.space import NONE, Cases, Space
from assistant.engine.program import Literal
from assistant.knowledge.model import UNKNOWN, Rule

FALLS = "falls"
UNCERTAIN = "uncertain"
APPLIES = "applies"
EXCLUDED = "excluded"

MOST_CHANGED = 2
"""Answers changed at once, at most, in the search for what makes a certain statement fall."""
MOST_ANSWERED = 4
"""Open questions answered at once, at most, in the search for what settles a possible statement."""
MOST_TURNS = 8
"""Changes named; of more, only the number is told."""


class OneOf(NamedTuple):
    """The fact has one of these values, which stand in the order of the knowledge."""

    fact: str
    values: tuple[str, ...]


class WayToHold(NamedTuple):
    """One way for a rule to hold: all its conditions. No conditions: it always holds."""

    rule: str
    conditions: tuple[OneOf, ...]


class Step(NamedTuple):
    """A step from the answers to the statement; any one of its ways is enough.

    `concludes`: a derived fact and its value; None in the last step, which concludes the statement itself. `otherwise`: the
    value stands where no rule gives another, and `given` are answers that leave none, where they can be named. `always`: one
    of its ways (or `otherwise`) holds in every completion of the reasons, so that the step is sure; else it is an "if".
    """

    concludes: tuple[str, str] | None
    ways: tuple[WayToHold, ...]
    otherwise: bool
    given: tuple[OneOf, ...]
    always: bool
    sources: tuple[Source, ...]


class Turn(NamedTuple):
    """Answers that would change whether the statement is said: any combination of these values, all else as in the case.

    Of a certain statement `outcome` is `FALLS` or `UNCERTAIN`, of a possible one `APPLIES` or `EXCLUDED`. `instead`: where it
    falls, the statements of the same topic and kind that are certain then and are not now. `depends_on`: where it is no longer
    certain, the facts that settle it.
    """

    changes: tuple[OneOf, ...]
    outcome: str
    instead: tuple[Rule, ...] = ()
    depends_on: tuple[str, ...] = ()


class Explanation(NamedTuple):
    """Why a statement holds in a case, and what would change it.

    `because`: the fewest given answers that force it, as pairs of fact and value; empty if it always holds, or is only
    possible. `steps` go from the answers to the statement. `sources`: its own first, then those of the steps. `turns`: the nearest
    changes; `more` counts those not named. `left_open`: of a possible statement, the facts that settle it, if there are answers to
    them on which it depends still and that no turn names. `said_anyway`: a possible statement whose text other rules say in
    every other case that is left, so that no answer changes what is said.
    """

    rule: Rule
    case: Case
    certain: bool
    because: tuple[tuple[str, str], ...]
    steps: tuple[Step, ...]
    sources: tuple[Source, ...]
    turns: tuple[Turn, ...]
    more: int
    left_open: tuple[str, ...]
    said_anyway: bool


class NotSaidError(LookupError):
    """The statement is not said in this case: it is excluded, or it leads to another actor and is not certain."""


def explain(adviser: Adviser, case: Case, rule_id: str) -> Explanation:
    """Why the statement of a rule holds in a case, how it follows, and what would change it.

    Raises KeyError if no rule of the day with this id says anything, NotSaidError if the case's answer does not hold it.
    """
    space, rule = adviser.space, adviser.knowledge.rules[rule_id]
    holds = space.rules[rule_id]
    if rule.statement is None:
        raise KeyError(rule_id)
    within, left = space.completions(case.known), space.left(case.known)
    certain = is_certain(holds, within)
    ids: tuple[str, ...] = (rule_id,)
    if not is_in_time(rule, case.known) or not may_say(space, rule, left.of(holds), left):
        raise NotSaidError(rule_id)
    if not certain and is_certain(either := space.any_of(like := adviser.saying_the_same(rule, case)), within):
        certain, ids, holds = True, like, either
    because = space.forcing(holds, case.known) if certain else {}
    steps = _Chain(adviser, holds, because if certain else case.known).to(ids)
    own = adviser.sources(rule.sources)
    sources = {source.clause.id: source for source in (*own, *(source for step in steps for source in step.sources))}
    nearest = _Nearest(adviser, case, rule)
    turns = nearest.changes(because) if certain else nearest.answers()
    return Explanation(
        rule=rule,
        case=case,
        certain=certain,
        because=tuple(because.items()),
        steps=steps,
        sources=tuple(sources.values()),
        turns=tuple(turns[:MOST_TURNS]),
        more=max(0, len(turns) - MOST_TURNS),
        left_open=() if certain else nearest.left_open(turns),
        said_anyway=not certain and nearest.said & within == within,
    )


# -- how it follows ------------------------------------------------------------------------------------------------------


class _Chain:
    """The steps that lead to a statement, true in every completion of the answers known."""

    def __init__(self, adviser: Adviser, holds: Cases, known: Mapping[str, str]) -> None:
        self._adviser, self._known = adviser, known
        self._space, self._program = adviser.space, adviser.program
        self._within = self._space.completions(known)
        self._holds = holds & self._within
        self._derivers: dict[tuple[str, str], list[tuple[str, tuple[Literal, ...]]]] = {}
        for rule in self._program.rules:
            if rule.derive is not None:
                self._derivers.setdefault(rule.derive, []).extend((rule.id, way) for way in rule.ways)

    def to(self, ids: Collection[str]) -> tuple[Step, ...]:
        """The steps to what one of these rules says, from the answers up, the statement last."""
        ways = [(rule.id, way) for rule in self._program.rules if rule.id in ids for way in rule.ways]
        last = self._step(None, ways, self._holds)
        wanted: dict[str, set[str]] = {}
        self._want(last, wanted)
        found = []
        for level in reversed(self._program.levels):
            steps = [step for fact in level if fact in wanted for step in self._deriving(fact, wanted[fact])]
            for step in steps:
                self._want(step, wanted)
            found.append(steps)
        return (*(step for steps in reversed(found) for step in steps), last)

    def _want(self, step: Step, wanted: dict[str, set[str]]) -> None:
        """Note the derived facts, and which of their values, on which the step builds."""
        for way in step.ways:
            for fact, values in way.conditions:
                if fact in self._program.derived:
                    wanted.setdefault(fact, set()).update(values)

    def _deriving(self, fact: str, wanted: set[str]) -> list[Step]:
        """One step for each value wanted that the fact takes where the statement holds."""
        steps = []
        for value in self._program.derived[fact].values:
            having = self._space.having(fact, value) & self._within
            if value in wanted and having & self._holds:
                # A step that is sure is shown to be so in every completion, not only where the statement holds.
                cases = having if having == self._within else having & self._holds
                steps.append(self._step((fact, value), self._derivers.get((fact, value), []), cases))
        return steps

    def _step(
        self, concludes: tuple[str, str] | None, ways: Sequence[tuple[str, tuple[Literal, ...]]], cases: Cases
    ) -> Step:
        shown = _cover(self._space, ways, cases)
        otherwise = bool(cases & ~self._space.holding(way for _, way in shown))
        ids = dict.fromkeys(id for rule, _ in shown for id in self._adviser.knowledge.rules[rule].sources)
        return Step(
            concludes=concludes,
            ways=tuple(WayToHold(rule, self._conditions(way)) for rule, way in shown),
            otherwise=otherwise,
            given=self._leaving(concludes, cases) if concludes and otherwise and not shown else (),
            always=cases == self._within,
            sources=self._adviser.sources(ids),
        )

    def _leaving(self, concludes: tuple[str, str], cases: Cases) -> tuple[OneOf, ...]:
        """Answers that leave this value: the fewest known ones that force it, or those to one open question; else none."""
        if cases == self._within:
            forced = self._space.forcing(self._space.having(*concludes), self._known)
            return tuple(OneOf(fact, (value,)) for fact, value in forced.items())
        for fact in self._adviser.knowledge.questions:
            values = [value for value in self._program.asked[fact] if self._space.having(fact, value) & cases]
            if self._space.holding([[(fact, frozenset(values))]]) & self._within == cases:
                return (OneOf(fact, tuple(values)),)
        return ()

    def _conditions(self, way: Iterable[Literal]) -> tuple[OneOf, ...]:
        """A way's conditions in the order of the knowledge: first what is asked, then what is derived."""
        knowledge, meant = self._adviser.knowledge, dict(way)
        return tuple(
            OneOf(fact, tuple(value for value in knowledge.values_of(fact) if value in meant[fact]))
            for fact in (*knowledge.questions, *knowledge.derived)
            if fact in meant
        )


def _cover(
    space: Space, ways: Sequence[tuple[str, tuple[Literal, ...]]], cases: Cases
) -> list[tuple[str, tuple[Literal, ...]]]:
    """Ways that together hold wherever any does in these cases: one alone if it can, else as few as taking the widest first finds."""
    left = [(way, space.holding([way[1]]) & cases) for way in ways]
    chosen = []
    while left:
        way, held = max(left, key=lambda pair: (space.count(pair[1]), -len(pair[0][1])))
        if not held:
            break
        chosen.append(way)
        left = [(other, cases & ~held) for other, cases in left if other != way]
    return sorted(chosen, key=ways.index)


# -- what would change it ------------------------------------------------------------------------------------------------


class _Nearest:
    """The nearest changes to the answers of a case that change whether a statement is said.

    Where another rule says the very same (a region's in place of the nation's, say), nothing has changed for the reader.
    """

    def __init__(self, adviser: Adviser, case: Case, saying: Rule) -> None:
        self._space, self._knowledge, self._known = adviser.space, adviser.knowledge, case.known
        statement = saying.said
        self._within = self._space.completions(self._known)
        like = [
            (rule, self._space.rules[rule.id])
            for rule in self._knowledge.rules.values()
            if rule.statement is not None
            and rule.id in self._space.rules
            and (rule.statement.topic, rule.statement.kind) == (statement.topic, statement.kind)
        ]
        like.sort(key=lambda pair: pair[0].statement.order if pair[0].statement else 0)
        self.said = NONE
        self._others: list[tuple[Rule, Cases]] = []
        for rule, holds in like:
            if adviser.together.says(rule, saying):
                self.said |= holds
            elif holds & self._within != self._within and is_in_time(rule, self._known):
                self._others.append((rule, holds))

    def changes(self, because: Mapping[str, str]) -> list[Turn]:
        """What makes a certain statement fall or become uncertain: one answer changed; if none makes it fall, two.

        At least one of the answers that force it must change: while they all stand, so does the statement.
        """
        found: list[Turn] = []
        for size in range(1, MOST_CHANGED + 1):
            turns = []
            for facts in combinations(self._questions(self._known), size):
                if any(fact in because for fact in facts):
                    turns += self._grouped(facts, self._changed(facts, doubt=size == 1))
            found += turns
            if any(turn.outcome == FALLS for turn in turns):
                break
        # What makes it fall comes before what only makes it uncertain, and is the last to be left out.
        return sorted(found, key=lambda turn: turn.outcome != FALLS)

    def _changed(self, facts: tuple[str, ...], doubt: bool) -> dict[tuple[str, ...], Turn]:
        known = self._space.assumed(self._known)
        rest = self._space.agreeing({fact: value for fact, value in known.items() if fact not in facts})
        found = {}
        others = [self._others_than(fact, self._known[fact]) for fact in facts]
        for values in product(*others):
            cases = rest
            for fact, value in zip(facts, values, strict=True):
                cases &= self._space.having(fact, value)
            if not self.said & cases:
                instead = tuple(rule for rule, holds in self._others if holds & cases == cases)
                found[values] = Turn((), FALLS, instead)
            elif doubt and self.said & cases != cases:
                open_facts = self._knowledge.open_facts(self._known)
                found[values] = Turn((), UNCERTAIN, (), self._space.settling(self.said, cases, open_facts))
        return found

    def answers(self) -> list[Turn]:
        """What settles a possible statement: the fewest answers to its open questions that make it certain, or exclude it."""
        facts = self._settling()
        found: dict[str, list[Turn]] = {APPLIES: [], EXCLUDED: []}
        for size in range(1, min(len(facts), MOST_ANSWERED) + 1):
            missing = [outcome for outcome in found if not found[outcome]]
            for chosen in combinations(facts, size) if missing else ():
                settled = self._settled(chosen, missing)
                for turn in self._grouped(chosen, settled):
                    found[turn.outcome].append(turn)
        return [*found[APPLIES], *found[EXCLUDED]]

    def left_open(self, turns: Iterable[Turn]) -> tuple[str, ...]:
        """The facts that settle a possible statement, if these turns do not settle it in every completion."""
        covered = NONE
        for turn in turns:
            covered |= self._space.holding([[(fact, frozenset(values)) for fact, values in turn.changes]])
        return () if self._within <= covered else self._settling()

    def _settling(self) -> tuple[str, ...]:
        return self._space.settling(self.said, self._within, self._knowledge.open_facts(self._known))

    def _others_than(self, fact: str, value: str) -> list[str]:
        """The values of a fact that an answer excludes."""
        left = self._knowledge.parts_of(fact, value)
        return [other for other in self._knowledge.values_of(fact) if other not in left]

    def _settled(self, facts: tuple[str, ...], outcomes: Sequence[str]) -> dict[tuple[str, ...], Turn]:
        found = {}
        left = (self._knowledge.parts_of(fact, self._known.get(fact, UNKNOWN)) for fact in facts)
        for values in product(*left):
            cases = self._within
            for fact, value in zip(facts, values, strict=True):
                cases &= self._space.having(fact, value)
            outcome = EXCLUDED if not self.said & cases else APPLIES if self.said & cases == cases else ""
            if outcome in outcomes:
                found[values] = Turn((), outcome)
        return found

    def _grouped(self, facts: tuple[str, ...], turns: Mapping[tuple[str, ...], Turn]) -> list[Turn]:
        """Turns of the same facts with the same outcome as one, as far as they are every combination of some values."""
        alike: dict[tuple[object, ...], list[tuple[str, ...]]] = {}
        for values, turn in turns.items():
            alike.setdefault((turn.outcome, turn.depends_on, *(rule.id for rule in turn.instead)), []).append(values)
        return [
            turns[same[0]]._replace(changes=tuple(map(OneOf, facts, box)))
            for same in alike.values()
            for box in _boxes(same)
        ]

    def _questions(self, facts: Iterable[str]) -> list[str]:
        given = set(facts)
        return [fact for fact in self._knowledge.questions if fact in given]


def _boxes(found: Sequence[tuple[str, ...]]) -> list[tuple[tuple[str, ...], ...]]:
    """The same combinations of values as boxes: for each place a set of values, every combination of which is meant."""
    boxes: list[tuple[tuple[str, ...], ...]] = [tuple((value,) for value in values) for values in found]
    for place in reversed(range(len(found[0]))):
        merged: dict[tuple[tuple[str, ...], ...], tuple[str, ...]] = {}
        for box in boxes:
            rest = (*box[:place], *box[place + 1 :])
            merged[rest] = (*merged.get(rest, ()), *box[place])
        boxes = [(*rest[:place], values, *rest[place:]) for rest, values in merged.items()]
    return boxes
