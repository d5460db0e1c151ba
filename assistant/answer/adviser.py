"""The adviser: puts a case to the engine and to the case space, and composes the answer.

The engine concludes for one completion of the case and names the rules and facts that fired; the space says which of those
conclusions hold in every completion. The two are separate programs: where they disagree, no answer is given at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import replace
from datetime import date
from functools import cached_property, lru_cache
from itertools import groupby

from assistant.answer.leading import Leading
from assistant.answer.model import Answer, Lead, OnlyIf, OpenQuestion, OutOfForce, Said, Source
from assistant.answer.needed import needed_sets
from assistant.answer.saying import is_certain, is_in_time, may_be_said, only_if_certain
from assistant.answer.steps import numbered
from assistant.cases.case import Case
from assistant.cases.space import Cases, Space, condition_cases
from assistant.engine import CaseEngine, Conclusions
from assistant.engine.program import Program, compile_program, validity
from assistant.knowledge.model import KINDS, NATIONAL, REGION, TOPIC, UNKNOWN, Knowledge, Question, Rule


class DisagreementError(Exception):
    """The engine and the case space conclude differently. The message names rules, never the case."""


def _asks(rule: Rule) -> bool:
    """Whether a rule's statement is worth a question: not one that speaks of answers that were given."""
    return rule.statement is not None and not rule.statement.if_answered


class _Day:
    """What is made of the rules of a day, when first needed: the program, the case space, the engine."""

    def __init__(self, knowledge: Knowledge, on: date, engine_name: str | None) -> None:
        self._knowledge, self._on = knowledge, on
        self.engine_name = engine_name

    @cached_property
    def program(self) -> Program:
        return compile_program(self._knowledge, self._on)

    @cached_property
    def space(self) -> Space:
        return Space(self.program)

    @cached_property
    def engine(self) -> CaseEngine:
        return CaseEngine(self.program, self.engine_name)


class Adviser:
    """Answers cases by one knowledge as of one day. Make one and keep it: engine and space are made when first needed."""

    def __init__(self, knowledge: Knowledge, on: date, engine: str | None = None) -> None:
        self.knowledge = knowledge
        self.on = on
        self._day = _Day(knowledge, on, engine)

    def as_of(self, on: date) -> Adviser:
        """This adviser if it answers as of that day, else one that does."""
        return self if on == self.on else Adviser(self.knowledge, on, self._day.engine_name)

    def offering(self, topics_first: Iterable[str]) -> Adviser:
        """This adviser, offering these topics first: what it answers, and by which engine, is the same, and nothing is made anew."""
        knowledge = self.knowledge.with_topics_first(topics_first)
        if knowledge.topic_question == self.knowledge.topic_question:
            return self
        other = copy(self)
        other.knowledge = knowledge
        return other

    @cached_property
    def program(self) -> Program:
        """The rules of the day."""
        return self._day.program

    @cached_property
    def space(self) -> Space:
        """The case space of the day."""
        return self._day.space

    @cached_property
    def engine(self) -> CaseEngine:
        """The rule engine. Raises EngineMissingError when none is installed."""
        return self._day.engine

    @cached_property
    def statements(self) -> dict[str, Rule]:
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

        A statement that leads anyone to another actor is said only when it is certain, or when contact is forbidden in no case that
        is left: "depends on the status" is no answer to whether the Migration Agency may be called about somebody who may be
        undocumented.

        Without a topic it holds every statement, or with `general` only those that are always shown.
        Raises DisagreementError and EngineMissingError.
        """
        conclusions = self.infer(case)
        known = case.known
        within = self.space.completions(known)
        depends = self._depends(case, within, general)
        statements = [
            self._said(rule, case, depends.get(rule.id, ()))
            for rule in self._shown(case, general)
            if is_in_time(rule, known)
            and may_be_said(only_if_certain(self.space, rule, within), self.space.rules[rule.id], within)
        ]
        heard = {said.statement.topic for said in statements}
        return Answer(
            case=case,
            on=self.on,
            derived={
                fact: value
                for fact, value in conclusions.derived.items()
                if is_certain(self.space.having(fact, value), within)
            },
            statements=numbered(statements),
            open_questions=self._open_questions(case, self._stakes(case, depends), general),
            not_known=tuple(topic for topic in case.topics if topic not in heard),
            out_of_force=self._out_of_force(case, within),
            conclusions=conclusions,
            leads=tuple(lead for topic in case.topics if (lead := self.lead_on(topic, case)) is not None),
        )

    def lead_on(self, topic: str, case: Case) -> Lead | None:
        """What answers the question on a topic in one line, as in the answer to the case; None where nothing does."""
        return self._leading.on(topic, case)

    @cached_property
    def _leading(self) -> Leading:
        """What leads on each topic."""
        return Leading(self.knowledge, self.space, self.statements)

    def next_question(self, case: Case, own: frozenset[str] | None = None) -> Question | None:
        """The question to ask now: not answered yet, and its answer can still change what is shown. None: nothing is left.

        The topic is asked in its place among the others. Of several questions, the editor's order decides; of those that share
        a place in it, the one that settles most (the topic before all of them). With the reader's `own` actors, only a question
        that changes what is needed of an answer (`answer.needed`); without, any that changes anything.
        """
        topic = self.knowledge.topic_question
        if not case.answers and not case.topics and (first := self._first_question) is not None:
            return first
        within = self.space.completions(case.known)
        about_nobody = self._about_nobody(case.topics)
        shown = self._sets_shown(case.topics) if own is None or not case.topics else self._sets_needed(case.topics, own)
        undecided = [holds for holds in shown if 0 != holds & within != within]
        for order, questions in self._questions_by_order:
            if not case.topics and topic.order <= order:
                return topic
            open_ = [
                question
                for question in questions
                if case.leaves_open(question)
                and (question.id == REGION or not about_nobody)
                and any(self.space.settling(holds, within, (question.id,)) for holds in undecided)
            ]
            if len(open_) > 1:
                each = [holds for _, holds in self._undecided(case, within)]
                return min(open_, key=lambda question: self._left_undecided(question, each, within))
            if open_:
                return open_[0]
        return topic if not case.topics else None

    @cached_property
    def _questions_by_order(self) -> tuple[tuple[int, tuple[Question, ...]], ...]:
        """The questions without the topic, those of one place in the editor's order together."""
        return tuple(
            (order, tuple(questions))
            for order, questions in groupby(self.knowledge.questions.values(), key=lambda question: question.order)
        )

    @cached_property
    def _first_question(self) -> Question | None:
        """The question that comes first when nothing is known, if its place says so: asked without waiting for the case space.

        It matters, since nothing is known that could make it idle (a test proves it of the shipped knowledge).
        """
        topic = self.knowledge.topic_question
        order, questions = self._questions_by_order[0]
        if topic.order <= order:
            return topic
        return questions[0] if len(questions) == 1 else None

    def _left_undecided(self, question: Question, undecided: Iterable[Cases], within: Cases) -> float:
        """How many of the undecided rules are expected to stay so when the question is answered, every completion being as likely.

        Each value that is left has as many completions as the next, so it is the mean over those values.
        """
        each = [within & self.space.having(question.id, value.id) for value in question.values]
        left = [sum(0 != holds & then != then for holds in undecided) for then in each if then]
        return sum(left) / len(left)

    def relevant(self, case: Case) -> dict[str, tuple[str, ...]]:
        """For each fact not settled yet whose answer can still change what is shown: the rules at stake.

        Rules that are said only when certain count for the fact, but are not named: see `answer`.
        """
        return self._stakes(case, self._depends(case, self.space.completions(case.known)))

    def matters(self, case: Case, fact: str) -> bool:
        """Whether the answer to this question can change what is shown, the other answers being what they are."""
        others = replace(case, answers={known: value for known, value in case.answers.items() if known != fact})
        within = self.space.completions(others.known)
        return any(self.space.settling(holds, within, (fact,)) for _, holds in self._undecided(others, within))

    # -- parts -----------------------------------------------------------------------------------------------------

    def _open_facts(self, case: Case) -> tuple[str, ...]:
        return self.knowledge.open_facts(case.known)

    def _shown(self, case: Case, general: bool = False) -> tuple[Rule, ...]:
        """The rules whose statements belong to the chosen topics; without a topic chosen all, or the general ones."""
        nobody = self._about_nobody(case.topics) and not case.known.keys() - {REGION}
        return self._shown_on(case.topics, general, not nobody)

    @lru_cache(maxsize=32)  # noqa: B019 - an adviser lives as long as the program
    def _shown_on(self, topics: tuple[str, ...], general: bool, always: bool = True) -> tuple[Rule, ...]:
        spoken = [(rule, rule.statement) for rule in self.statements.values() if rule.statement is not None]
        return tuple(
            rule for rule, said in spoken if (said.always and always) or said.topic in topics or not (topics or general)
        )

    def _about_nobody(self, topics: Iterable[str]) -> bool:
        """Whether topics are chosen and all are about no patient: then none is asked about, and what is always said waits for one."""
        return bool(topics) and all(self.knowledge.topics[topic].no_patient for topic in topics)

    @lru_cache(maxsize=32)  # noqa: B019 - an adviser lives as long as the program
    def _sets_shown(self, topics: tuple[str, ...]) -> tuple[Cases, ...]:
        """The different sets of cases in which the rules shown hold: many rules hold in the same cases."""
        return tuple(dict.fromkeys(self.space.rules[rule.id] for rule in self._shown_on(topics, False) if _asks(rule)))

    @lru_cache(maxsize=32)  # noqa: B019 - an adviser lives as long as the program
    def _sets_needed(self, topics: tuple[str, ...], own: frozenset[str]) -> tuple[Cases, ...]:
        """The same of what is needed of an answer."""
        rules = [rule for rule in self._shown_on(topics, False) if _asks(rule)]
        leading = [[rule for rule in self._leading.rules(topic) if _asks(rule)] for topic in topics]
        return needed_sets(rules, leading, own, self.space.rules, self.space.all)

    def _undecided(self, case: Case, within: Cases, general: bool = False) -> list[tuple[Rule, Cases]]:
        """The rules shown that hold in some completions and not in others."""
        shown = ((rule, self.space.rules[rule.id]) for rule in self._shown(case, general) if _asks(rule))
        return [(rule, holds) for rule, holds in shown if holds & within and not is_certain(holds, within)]

    def _depends(self, case: Case, within: Cases, general: bool = False) -> dict[str, tuple[str, ...]]:
        """For each rule shown that is not decided yet, the facts that settle it."""
        open_facts = self._open_facts(case)
        undecided = self._undecided(case, within, general)
        # Many rules hold in the same cases: what settles one of them settles them all.
        settling: dict[Cases, tuple[str, ...]] = {}
        for rule, holds in undecided:
            if holds not in settling:
                settling[holds] = self.space.settling_rule(rule.id, within, open_facts)
        return {rule.id: settling[holds] for rule, holds in undecided}

    def _stakes(self, case: Case, depends: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        """The same by fact: the rules that it settles.

        Those that are said only when certain are not named, nor those that are always shown: no answer decides about acute care.
        """
        stakes: dict[str, list[str]] = {}
        for id, facts in depends.items():
            statement = self.knowledge.rules[id].statement
            for fact in facts:
                named = stakes.setdefault(fact, [])
                named += [id] if statement is not None and not (statement.sends_to or statement.always) else []
        asked = (REGION,) if self._about_nobody(case.topics) else self._open_facts(case)
        return {fact: tuple(stakes[fact]) for fact in asked if fact in stakes}

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
            certain_if=self._certain_if(rule, case, depends_on),
            only_if=self._only_if(rule, case, depends_on),
        )

    def _certain_if(self, rule: Rule, case: Case, depends_on: tuple[str, ...]) -> tuple[str, ...]:
        """Where a rule depends on one fact only, the values of that fact with which it holds in every completion.

        No other fact matters, so with each value it holds in all completions or in none: some means all.
        """
        if len(depends_on) != 1:
            return ()
        holds = self.space.rules[rule.id] & self.space.completions(case.known)
        (fact,) = depends_on
        return tuple(value for value in self.knowledge.values_of(fact) if holds & self.space.having(fact, value))

    def _only_if(self, rule: Rule, case: Case, depends_on: tuple[str, ...]) -> OnlyIf | None:
        """The first of several facts that excludes a rule with some value, and what is left to depend on without that."""
        if len(depends_on) < 2:
            return None
        within = self.space.completions(case.known)
        holds = self.space.rules[rule.id] & within
        for fact in depends_on:
            values = self.knowledge.parts_of(fact, case.known.get(fact, UNKNOWN))
            kept = tuple(value for value in values if holds & self.space.having(fact, value))
            if len(kept) < len(values):
                among = self.space.holding((((fact, frozenset(kept)),),)) & within
                others = tuple(other for other in depends_on if other != fact)
                # `fact` itself may still matter among the values kept; it stands in the heading already.
                return OnlyIf(fact, kept, self.space.settling(holds, among, others))
        return None

    def _because(self, holds: Cases, case: Case) -> tuple[str, ...]:
        """The fewest of the given answers in all of whose completions the rule holds: none of them can be left out."""
        return tuple(case.given(self.knowledge, fact) for fact in self.space.forcing(holds, case.known))

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
        for rule in self.statements.values():
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
