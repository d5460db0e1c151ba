"""What leads an answer: on each topic the one line that answers the question itself, and where that is open, what leads with which answer."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from operator import itemgetter
from typing import NamedTuple

from assistant.answer.model import Fork, Lead
from assistant.answer.saying import is_in_time
from assistant.answer.sharing import RuleTold
from assistant.cases.space import ALL, NONE, Cases, Left, Space
from assistant.knowledge.model import NATIONAL, REGION, UNKNOWN, Knowledge, Rule, Statement

Known = tuple[tuple[str, str], ...]
"""Answers as something that can be looked up by."""
NOTHING: frozenset[str] = frozenset()
MOST_FORKED = 2048
"""Leads with their forks that are remembered."""


class _Part(NamedTuple):
    """A rule that leads in some cases that are left, those cases, and whether it may be said of all that was left at first (see `saying`)."""

    rule: Rule
    cases: Cases
    may_be_said: bool


class _Parted(NamedTuple):
    """The cases that are left on a topic, parted by what leads in them: no case is in two parts. `unled`: those in which nothing leads.

    `speaking`: rules that speak of answers, with what is left of their cases. Such a rule leads before all others, but only where the
    answers are given: in all cases that are left.
    """

    topic: str
    parts: tuple[_Part, ...]
    unled: Cases
    speaking: tuple[tuple[Rule, Cases], ...]

    @property
    def key(self) -> tuple[object, ...]:
        """What it can be looked up by: many cases of different answers leave the same."""
        parts = ((rule.id, cases, may_be_said) for rule, cases, may_be_said in self.parts)
        return (self.topic, self.unled, *parts, *((rule.id, cases) for rule, cases in self.speaking))

    def where(self, fact: str, left: Left) -> "_Parted":
        """The same in fewer cases, once a fact is known: what is said only until then speaks no more."""
        still = [(rule, holds) for rule, holds in self.speaking if rule.said.until != fact]
        speaking = [(rule, cases) for rule, holds in still if (cases := left.of(holds)) is not NONE]
        for rule, cases in speaking:
            if cases is ALL:
                return _Parted(self.topic, (_Part(rule, ALL, True),), NONE, ())
        parts = [
            _Part(rule, cases, may_be_said)
            for rule, holds, may_be_said in self.parts
            if (cases := left.of(holds)) is not NONE
        ]
        return _Parted(self.topic, tuple(parts), left.of(self.unled), tuple(speaking))


class Leading:
    """The leads of one day's rules."""

    def __init__(self, knowledge: Knowledge, space: Space, saying: Callable[[str, str | None], Iterable[Rule]]) -> None:
        """`saying`: the rules of the day that say something on a topic, or on all, in a region; with None in any."""
        self._knowledge, self._space, self._saying = knowledge, space, saying
        self._forked: dict[object, Lead] = {}

    def on(self, topic: str, known: Mapping[str, str], told: Iterable[RuleTold]) -> Lead | None:
        """The lead of a topic; None where none of its statements has one in any completion. `told`: the rules that are told of the case.

        What may not be said of the case, or not any more, leads nothing either, and what speaks of answers that were given leads only where
        it is certain.
        Where it is open which statement leads, one that is said while the case is open does, if there is any; of a patient of whom more
        is known than that, what is said of such patients until then.
        """
        waiting = next((rule for rule in self._waiting(topic, known.get(REGION)) if is_in_time(rule, known)), None)
        in_time, closer = [], []
        for each in told:
            if waiting is not None and _stands_for(each.rule, waiting):
                closer += [each.rule] if each.holds is ALL and is_in_time(each.rule, known) else []
            elif is_in_time(each.rule, known):
                in_time.append(each)
        parted = self._parted(topic, self._rank(topic, known.get(REGION)), in_time)
        lead = self._lead(parted)
        if lead is None or not lead.depends_on:
            return lead
        while_open = next(iter(closer), waiting)
        key = (parted.key, self._turned_by(lead.depends_on, known), while_open and while_open.id)
        forked = self._forked.get(key)
        if forked is None:
            if len(self._forked) >= MOST_FORKED:
                self._forked.clear()
            forks = tuple(self._forks(lead, known, parted))
            forked = lead._replace(forks=forks, usually=self._usually(lead, known, parted))
            if while_open is not None:
                forked = Lead(topic, (while_open,), True, (), forks=forks)
            self._forked[key] = forked
        return forked

    def _turned_by(self, facts: Collection[str], known: Mapping[str, str]) -> Known:
        """The answers, of those given, that decide how forks of these facts look: what they leave of a fact, and what goes with them."""
        goes_with = self._goes_with
        return tuple(
            each for each in known.items() if each[0] in facts or not goes_with.get(each, NOTHING).isdisjoint(facts)
        )

    @cached_property
    def _goes_with(self) -> Mapping[tuple[str, str], frozenset[str]]:
        """The facts of which an answer names values that go with it."""
        return {
            (question.id, value.id): frozenset(fact for fact, _ in value.of)
            for question in self._knowledge.questions.values()
            for value in question.values
            if value.of
        }

    def _parted(self, topic: str, rank: Mapping[str, int], told: Iterable[RuleTold]) -> _Parted:
        """What leads where: of the rules that hold in a case, the first."""
        ranked = [(rank[each.rule.id], each) for each in told if each.rule.id in rank]
        ranked.sort(key=itemgetter(0))
        unled, parts, speaking = ALL, [], []
        for _, (_, rule, holds, _, said) in ranked:
            of_answers = holds is not ALL and rule.statement is not None and rule.statement.if_answered
            if of_answers and not self._is_told_open(rule, holds):
                speaking.append((rule, holds))
            elif part := holds & unled:
                parts.append(_Part(rule, part, of_answers or said is not None))
                unled &= ~holds
                if unled is NONE:
                    break
        return _Parted(topic, tuple(parts), unled, tuple(speaking))

    def _is_told_open(self, rule: Rule, holds: Cases) -> bool:
        """Whether what speaks of answers leads while some of them are open, told with them: knowing less makes no line more certain.

        Only what doubts another line, in brief words of its own (what says that answers do not fit together has none), and only where
        what is open is asked of such a patient: nobody is asked whether an asylum seeker is in the register.
        """
        said = rule.statement
        if said is None or not said.brief or not said.doubts:
            return False
        return not any(self._is_never_asked(rule.id, fact) for fact in self._space.facts_of(holds))

    @lru_cache(maxsize=1024)  # noqa: B019 - lives as long as the adviser
    def _is_never_asked(self, id: str, fact: str) -> bool:
        """Whether, for those of whom a rule speaks, whatever this one answer is, no line of any topic turns on it."""
        given = [self._space.left({fact: value}) for value in self._knowledge.parts_of(fact, UNKNOWN)]
        such = NONE
        for left in given:
            such |= left.of(self._space.rules[id])
        pack = self._knowledge.rules[id].pack
        region = pack if pack != NATIONAL else None
        lines = {line for topic in self._knowledge.topics for line in self._asking(topic, region)}
        sets = {self._space.rules[line] for line in lines}
        return not any(
            len({left.of(holds) & such for left in given}) > 1 for holds in sets if fact in self._space.facts_of(holds)
        )

    @lru_cache(maxsize=1024)  # noqa: B019 - lives as long as the adviser
    def _asking(self, topic: str, region: str | None) -> tuple[str, ...]:
        """The rules that may lead a topic and for whose sake a question is asked."""
        return tuple(rule.id for rule, said in self._said(topic, region) if not (said.if_answered or said.while_open))

    @lru_cache(maxsize=1024)  # noqa: B019 - lives as long as the adviser
    def _rank(self, topic: str, region: str | None) -> Mapping[str, int]:
        return {rule.id: rank for rank, rule in enumerate(self.rules(topic, region))}

    def _lead(self, parted: _Parted) -> Lead | None:
        """What leads in the cases that are left, as far as it may be said."""
        if not parted.parts:
            return None
        told, bits = [], 0
        for rule, cases, may_be_said in parted.parts:
            told += [rule] if may_be_said else []
            bits |= cases.facts
        depends_on = self._space.with_bits(bits)
        return Lead(parted.topic, tuple(told), parted.unled is NONE, depends_on, len(told) < len(parted.parts))

    def _forks(self, lead: Lead, known: Mapping[str, str], parted: _Parted) -> Iterator[Fork]:
        """For each fact on which a lead turns, what leads with each of its values; what may not be said stays unsaid there too.

        Where a single other fact then decides, that fork as well.
        """
        for fact in lead.depends_on:
            yield self._fork(fact, known, parted, halved=self._knowledge.questions[fact].who)

    def _fork(self, fact: str, known: Mapping[str, str], parted: _Parted, *, halved: bool) -> Fork:
        """What leads with each value of a fact; `halved`: told by halves where several others then decide."""
        branches: list[tuple[str, Lead | None]] = []
        for value in self._knowledge.parts_of(fact, known.get(fact, UNKNOWN)):
            after = parted.where(fact, self._space.left({fact: value}))
            branch = self._lead(after)
            if branch is not None and len(branch.depends_on) == 1:
                branch = branch._replace(forks=tuple(self._forks(branch, known, after)))
            elif branch is not None and branch.depends_on:
                halves = self._halves(branch, known, after) if halved else None
                branch = branch._replace(usually=self._usually(branch, known, after), halves=halves)
            branches.append((value, branch))
        return Fork(fact, tuple(branches), self._knowledge.fitting(fact, known))

    def _halves(self, lead: Lead, known: Mapping[str, str], parted: _Parted) -> Fork | None:
        """Where one of yes and no is among the facts that decide, what leads with each of its answers, told as `usually` tells it."""
        fact = next((fact for fact in lead.depends_on if self._knowledge.questions[fact].halves is not None), None)
        return None if fact is None else self._fork(fact, known, parted, halved=False)

    def _usually(self, lead: Lead, known: Mapping[str, str], parted: _Parted) -> Fork | None:
        """Where several facts decide, what leads with the answers to the first of them that has a usual one; with that one, so on for the next,
        until a single fact decides."""
        fact = next((fact for fact in lead.depends_on if self._knowledge.questions[fact].has_a_usual), None)
        if fact is None or len(lead.depends_on) < 2:
            return None
        after = {
            value: parted.where(fact, self._space.left({fact: value}))
            for value in self._knowledge.parts_of(fact, known.get(fact, UNKNOWN))
        }
        fork = Fork(
            fact,
            tuple((value, self._lead(each)) for value, each in after.items()),
            self._knowledge.fitting(fact, known),
        )
        if fork.usual is None:
            return None
        usual, branch = fork.usual
        forks = tuple(self._forks(branch, known, after[usual])) if len(branch.depends_on) == 1 else ()
        with_usual = branch._replace(forks=forks, usually=self._usually(branch, known, after[usual]))
        return fork._replace(
            branches=tuple((value, with_usual if value == usual else each) for value, each in fork.branches)
        )

    @lru_cache(maxsize=1024)  # noqa: B019 - lives as long as the adviser
    def rules(self, topic: str, region: str | None) -> tuple[Rule, ...]:
        """The rules that have a lead: what says that answers do not fit together first, since nothing else may then be relied on; what
        doubts statements on every topic; those on the topic, the most specific (it holds in the fewest cases) first; then those of every
        answer."""
        leading = [rule for rule, said in self._said(topic, region) if not said.while_open]
        return tuple(
            sorted(
                leading,
                key=lambda rule: (
                    _place(rule),
                    rule.statement is not None and rule.statement.topic != topic,
                    self._space.count(self._space.rules[rule.id]),
                ),
            )
        )

    def _said(self, topic: str, region: str | None) -> Iterator[tuple[Rule, Statement]]:
        """The statements with a lead that may lead the topic; what speaks of a patient's answers leads none that is about no patient, or for
        everybody."""
        about = self._knowledge.topics[topic]
        whoever = about.no_patient or about.for_everybody
        for rule in self._saying(topic, region):
            said = rule.statement
            if (
                said is not None
                and said.lead
                and (said.topic == topic or said.always)
                and not (whoever and said.if_answered)
            ):
                yield rule, said

    @lru_cache(maxsize=1024)  # noqa: B019 - lives as long as the adviser
    def _waiting(self, topic: str, region: str | None) -> tuple[Rule, ...]:
        """The statements on the topic that lead while the answer to some question is not known."""
        leading = self._said(topic, region)
        return tuple(rule for rule, said in leading if said.topic == topic and said.while_open is not None)


def _stands_for(rule: Rule, waiting: Rule) -> bool:
    """Whether a line is told until the same answer as one that waits for it, on the same topic."""
    said = rule.statement
    return (
        said is not None
        and bool(said.lead)
        and (said.topic, said.until) == (waiting.said.topic, waiting.said.while_open)
    )


def _place(rule: Rule) -> int:
    """Whether a line goes before others: what speaks of answers does, and of that what is said on every topic and relies on none of them."""
    said = rule.statement
    if said is None or not said.if_answered:
        return 3
    if said.speaks_against_the_answers:
        return 0
    return 1 if said.always and said.doubts else 2
