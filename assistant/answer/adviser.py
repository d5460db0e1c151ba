"""The adviser: puts a case to the engine and to the case space, and composes the answer.

The engine concludes for one completion of the case and names the rules and facts that fired; the space says which of those
conclusions hold in every completion. The two are separate programs: where they disagree, no answer is given at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property, lru_cache

from assistant.answer.model import Answer, OpenQuestion, OutOfForce, Said, Source
from assistant.case import Case
from assistant.engine import CaseEngine, Conclusions
from assistant.engine.program import Program, compile_program, validity
from assistant.knowledge.model import KINDS, NATIONAL, REGION, TOPIC, Knowledge, Question, Rule
from assistant.space import Cases, Space, condition_cases


class DisagreementError(Exception):
    """The engine and the case space conclude differently. The message names rules, never the case."""


class Adviser:
    """Answers cases by one knowledge as of one day. Make one and keep it: engine and space are made when first needed."""

    def __init__(self, knowledge: Knowledge, on: date, engine: str | None = None) -> None:
        self.knowledge = knowledge
        self.on = on
        self._engine_name = engine

    def as_of(self, on: date) -> Adviser:
        """This adviser if it answers as of that day, else one that does."""
        return self if on == self.on else Adviser(self.knowledge, on, self._engine_name)

    @cached_property
    def program(self) -> Program:
        """The rules of the day."""
        return compile_program(self.knowledge, self.on)

    @cached_property
    def space(self) -> Space:
        """The case space of the day."""
        return Space(self.program)

    @cached_property
    def engine(self) -> CaseEngine:
        """The rule engine. Raises EngineMissingError when none is installed."""
        return CaseEngine(self.program, self._engine_name)

    @cached_property
    def _statements(self) -> dict[str, Rule]:
        """The rules of the day that say something, in the order in which statements are shown."""
        rules = [self.knowledge.rules[rule.id] for rule in self.program.rules]
        place = {topic: index for index, topic in enumerate(self.knowledge.topics)}
        spoken = [(rule, rule.statement) for rule in rules if rule.statement is not None]
        spoken.sort(
            key=lambda pair: (KINDS.index(pair[1].kind), not pair[1].always, place[pair[1].topic], pair[1].order)
        )
        return {rule.id: rule for rule, _ in spoken}

    # -- asking ----------------------------------------------------------------------------------------------------

    def infer(self, case: Case) -> Conclusions:
        """What the engine concludes of the first completion of the case.

        Raises DisagreementError if the space concludes otherwise, EngineMissingError if there is no engine.
        """
        within = self.space.completions(case.known)
        facts = self.space.first(within)
        found = self.engine.infer(facts)
        this_case = within & -within
        expected = frozenset(rule for rule, holds in self.space.rules.items() if holds & this_case)
        if found.rules != expected:
            raise DisagreementError(", ".join(sorted(found.rules ^ expected)))
        return found

    def answer(self, case: Case, general: bool = False) -> Answer:
        """The answer to a case: the statements on its topics, and those that are always shown.

        A statement that leads anyone to another actor is said only when it is certain: "depends on the status" is no answer
        to whether the Migration Agency may be called about somebody who may be undocumented.

        Without a topic it holds every statement, or with `general` only those that are always shown.
        Raises DisagreementError and EngineMissingError.
        """
        conclusions = self.infer(case)
        within = self.space.completions(case.known)
        depends = self._depends(case, within, general)
        statements = [
            self._said(rule, case, depends.get(rule.id, ()))
            for rule in self._shown(case, general)
            if self._may_be_said(rule, within)
        ]
        heard = {said.statement.topic for said in statements}
        return Answer(
            case=case,
            on=self.on,
            derived={
                fact: value
                for fact, value in conclusions.derived.items()
                if self._certain(self.space.having(fact, value), within)
            },
            statements=tuple(statements),
            open_questions=self._open_questions(case, self._stakes(case, depends), general),
            not_known=tuple(topic for topic in case.topics if topic not in heard),
            out_of_force=self._out_of_force(case, within),
            conclusions=conclusions,
        )

    def next_question(self, case: Case) -> Question | None:
        """The question to ask now: not answered yet, and its answer can still change what is shown. None: nothing is left.

        The topic is asked in its place among the others. Of several questions, the editor's order decides.
        """
        topic = self.knowledge.topic_question
        if not case.answers and not case.topics:
            # Nothing is known, so every question matters; the first is asked without waiting for the case space.
            return min((topic, *self.knowledge.questions.values()), key=lambda question: question.order)
        within = self.space.completions(case.known)
        undecided = self._undecided(case, within)
        for question in self.knowledge.questions.values():
            if not case.topics and topic.order < question.order:
                return topic
            if question.id not in case.answers and any(
                self.space.settling(holds, within, (question.id,)) for _, holds in undecided
            ):
                return question
        return topic if not case.topics else None

    def relevant(self, case: Case) -> dict[str, tuple[str, ...]]:
        """For each fact not settled yet whose answer can still change what is shown: the rules at stake.

        Rules that are said only when certain count for the fact, but are not named: see `answer`.
        """
        return self._stakes(case, self._depends(case, self.space.completions(case.known)))

    # -- parts -----------------------------------------------------------------------------------------------------

    def _may_be_said(self, rule: Rule, within: Cases) -> bool:
        assert rule.statement is not None
        holds = self.space.rules[rule.id]
        return self._certain(holds, within) if rule.statement.sends_to else bool(holds & within)

    def _open_facts(self, case: Case) -> tuple[str, ...]:
        known = case.known
        return tuple(fact for fact in self.knowledge.questions if fact not in known)

    def _shown(self, case: Case, general: bool = False) -> Iterable[Rule]:
        """The rules whose statements belong to the chosen topics; without a topic chosen all, or the general ones."""
        for rule in self._statements.values():
            assert rule.statement is not None
            if rule.statement.always or rule.statement.topic in case.topics or not (case.topics or general):
                yield rule

    def _undecided(self, case: Case, within: Cases, general: bool = False) -> list[tuple[Rule, Cases]]:
        """The rules shown that hold in some completions and not in others."""
        shown = ((rule, self.space.rules[rule.id]) for rule in self._shown(case, general))
        return [(rule, holds) for rule, holds in shown if holds & within and not self._certain(holds, within)]

    @staticmethod
    def _certain(holds: Cases, within: Cases) -> bool:
        return holds & within == within

    def _depends(self, case: Case, within: Cases, general: bool = False) -> dict[str, tuple[str, ...]]:
        """For each rule shown that is not decided yet, the facts that settle it."""
        open_facts = self._open_facts(case)
        undecided = self._undecided(case, within, general)
        return {rule.id: self.space.settling(holds, within, open_facts) for rule, holds in undecided}

    def _stakes(self, case: Case, depends: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        """The same by fact: the rules that it settles. Those that are said only when certain are not named."""
        stakes: dict[str, list[str]] = {}
        for id, facts in depends.items():
            statement = self.knowledge.rules[id].statement
            for fact in facts:
                named = stakes.setdefault(fact, [])
                named += [id] if statement is not None and not statement.sends_to else []
        return {fact: tuple(stakes[fact]) for fact in self._open_facts(case) if fact in stakes}

    def _said(self, rule: Rule, case: Case, depends_on: tuple[str, ...]) -> Said:
        assert rule.statement is not None
        return Said(
            rule=rule,
            statement=rule.statement,
            contact=self.knowledge.contacts[rule.statement.contact] if rule.statement.contact else None,
            certain=not depends_on,
            depends_on=depends_on,
            because=() if depends_on else self._because(self.space.rules[rule.id], case),
            sources=self.sources(rule.sources),
        )

    def _because(self, holds: Cases, case: Case) -> tuple[str, ...]:
        """A minimal set of the given answers in all of whose completions the rule holds: none of them can be left out."""
        kept = case.known
        for fact in reversed(list(self.knowledge.questions)):
            if fact in kept:
                without = {other: value for other, value in kept.items() if other != fact}
                if self._certain(holds, self.space.completions(without)):
                    kept = without
        return tuple(case.given(self.knowledge, fact) for fact in self.knowledge.questions if fact in kept)

    def _out_of_force(self, case: Case, within: Cases) -> tuple[OutOfForce, ...]:
        """What would be said on the topics of the case on another day: no old value ever stands in for one not in force.

        Where something of the same kind on the topic is in force, it is not missed: a fee that has changed is known.
        """
        found: dict[tuple[str, date | None, date | None], list[str]] = {}
        for rule in self._not_in_force:
            said = rule.statement
            assert said is not None
            if said.topic in case.topics and self._condition(rule) & within & ~self._heard(said.topic, said.kind):
                clauses = found.setdefault((said.topic, *validity(self.knowledge, rule)), [])
                clauses += [id for id in rule.sources if id not in clauses]
        return tuple(OutOfForce(topic, tuple(clauses), first, last) for (topic, first, last), clauses in found.items())

    @lru_cache(maxsize=256)  # noqa: B019 - an adviser lives as long as the program
    def _heard(self, topic: str, kind: str) -> Cases:
        """The cases in which something of this kind is said on the topic today."""
        found = 0
        for rule in self._statements.values():
            if rule.statement is not None and (rule.statement.topic, rule.statement.kind) == (topic, kind):
                found |= self.space.rules[rule.id]
        return found

    @cached_property
    def _not_in_force(self) -> tuple[Rule, ...]:
        """The rules that say something, but not on this day."""
        today = {rule.id for rule in self.program.rules}
        return tuple(
            rule for id, rule in self.knowledge.rules.items() if id not in today and rule.statement is not None
        )

    def _condition(self, rule: Rule) -> Cases:
        """The cases in which the condition of a rule holds, in force or not."""
        of_pack = self.space.all if rule.pack == NATIONAL else self.space.having(REGION, rule.pack)
        return of_pack & condition_cases(self.knowledge, self.space, rule.when)

    def sources(self, ids: Iterable[str]) -> tuple[Source, ...]:
        """The clauses with these ids, as sources of the day."""
        return tuple(self._source(id) for id in ids)

    @lru_cache(maxsize=512)  # noqa: B019 - an adviser lives as long as the program
    def _source(self, id: str) -> Source:
        clause = self.knowledge.clauses[id]
        document = self.knowledge.documents[clause.document]
        grade = self.knowledge.grade(clause)
        return Source(clause, document, grade, grade == "C" or self.on > document.review_by)

    @staticmethod
    def _open_questions(case: Case, stakes: Mapping[str, tuple[str, ...]], general: bool) -> tuple[OpenQuestion, ...]:
        if general and not case.topics:
            return (OpenQuestion(TOPIC, ()),)
        topic = () if case.topics else (OpenQuestion(TOPIC, ()),)
        return (*topic, *(OpenQuestion(fact, rules) for fact, rules in stakes.items()))
