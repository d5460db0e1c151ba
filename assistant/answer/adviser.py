"""The adviser: puts a case to the engine and to the case space, and composes the answer.

The engine concludes for one completion of the case and names the rules and facts that fired; the space says which of those
conclusions hold in every completion. The two are separate programs: where they disagree, no answer is given at all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from copy import copy
from datetime import date
from functools import cache, cached_property, lru_cache, partial, reduce
from itertools import groupby
from operator import itemgetter, or_
from typing import TYPE_CHECKING

from assistant.answer.model import (
    Answer,
    Coming,
    Lead,
    OnlyIf,
    OpenQuestion,
    OutOfForce,
    Said,
    Source,
    doubted_fees,
)
from assistant.cases.case import Case
from assistant.engine import CaseEngine
from assistant.knowledge.dated import as_of, validity
from assistant.knowledge.model import (
    AGENCY_CONTACT,
    ENTITLEMENT,
    FORBIDDEN,
    KINDS,
    NATIONAL,
    REGION,
    TOPIC,
    UNKNOWN,
    Knowledge,
    Question,
    Rule,
)
from assistant.records import replace

# What only an answer needs is imported where it is used: the first question is asked without it (docs/decisions/003-start-up.md).
if TYPE_CHECKING:
    from assistant.answer.coming import Ahead, Which
    from assistant.answer.leading import Leading
    from assistant.answer.sharing import Alike, KnownOfThem, ReadFacts, RuleTold
    from assistant.answer.together import SaidTogether
    from assistant.cases.space import Cases, Left, Space
    from assistant.engine import Conclusions
    from assistant.engine.day import DayRules, MadeFor
    from assistant.engine.program import Program, ProgramRule

_Shown = tuple[Rule, "Cases"]
"""A rule that says something, with the cases in which it holds, or what is left of them."""


class DisagreementError(Exception):
    """The engine and the case space conclude differently. The message names rules, never the case."""


def _asks(rule: Rule) -> bool:
    """Whether a rule's statement is worth a question: not one that speaks of answers that were given."""
    return rule.statement is not None and not rule.statement.if_answered


class _Derived(Mapping[str, str]):
    """The derived facts with the value that each certainly has, worked out when somebody looks: most answers are only read."""

    def __init__(self, space: Space, certain: Callable[[str], str | None]) -> None:
        self._space, self._certain_of = space, certain

    @cached_property
    def _certain(self) -> dict[str, str]:
        values = ((fact, self._certain_of(fact)) for fact in self._space.derived)
        return {fact: value for fact, value in values if value is not None}

    def __getitem__(self, fact: str) -> str:
        return self._certain[fact]

    def __iter__(self) -> Iterator[str]:
        return iter(self._certain)

    def __len__(self) -> int:
        return len(self._certain)


class _Day:
    """What is made of the rules of a day, when first needed: the program, the case space, the engine."""

    def __init__(self, knowledge: Knowledge, on: date, engine_name: str | None) -> None:
        self._knowledge, self._on = knowledge, on
        self.engine_name = engine_name
        self.made: dict[MadeFor, ProgramRule] = {}
        """Rules in normal form, which are the same on every day."""

    @cached_property
    def rules(self) -> DayRules:
        from assistant.engine.day import DayRules

        return DayRules(self._knowledge, self._on, self.made)

    @cached_property
    def space(self) -> Space:
        from assistant.cases.space import Space

        return Space(self.rules)

    @cached_property
    def engine(self) -> CaseEngine:
        return CaseEngine(self.rules, self.engine_name)


class Adviser:
    """Answers cases by one knowledge as of one day. Make one and keep it: engine and space are made when first needed."""

    def __init__(self, knowledge: Knowledge, on: date, engine: str | None = None) -> None:
        self.knowledge = as_of(knowledge, on)
        self.on = on
        self._day = _Day(self.knowledge, on, engine)

    def as_of(self, on: date) -> Adviser:
        """This adviser if it answers as of that day, else one that does; rules that are in normal form need not be made so again."""
        if on == self.on:
            return self
        other = Adviser(self.knowledge, on, self._day.engine_name)
        other._day.made = self._day.made
        return other

    def offering(self, topics_first: Iterable[str]) -> Adviser:
        """This adviser, offering these topics first: what it answers, and by which engine, is the same, and nothing is made anew."""
        knowledge = self.knowledge.with_topics_first(topics_first)
        if knowledge.topic_question == self.knowledge.topic_question:
            return self
        other = copy(self)
        other.knowledge = knowledge
        return other

    @cached_property
    def rules(self) -> DayRules:
        """The rules of the day."""
        return self._day.rules

    @property
    def program(self) -> Program:
        """The rules of the day as one program."""
        return self.rules.program

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
        return {rule.id: rule for rule in self._spoken}

    @cached_property
    def _spoken(self) -> tuple[Rule, ...]:
        """The rules of the day that say something, in the order in which statements are shown."""
        return self._in_order(None)

    def _in_order(self, region: str | None) -> tuple[Rule, ...]:
        """The same of those that may hold in a region (None: in any): a country has many times as many rules as one of its regions."""
        place = {topic: index for index, topic in enumerate(self.knowledge.topics)}
        kind = {id: index for index, id in enumerate(KINDS)}
        packs = (NATIONAL, region)
        spoken = [
            (rule, said)
            for rule in self.rules.in_force.values()
            if (region is None or rule.pack in packs) and (said := rule.statement) is not None
        ]
        spoken.sort(key=lambda pair: (kind[pair[1].kind], not pair[1].always, place[pair[1].topic], pair[1].order))
        return tuple(rule for rule, _ in spoken)

    @lru_cache(maxsize=256)  # noqa: B019 - an adviser lives as long as the program
    def _spoken_on(self, region: str | None) -> Mapping[str, Mapping[int, Rule]]:
        """By topic (empty: what is said with every topic) the rules of a region (None: of all) that say something on it, each by its place
        in that order."""
        found: dict[str, dict[int, Rule]] = {"": {}, **{topic: {} for topic in self.knowledge.topics}}
        for place, rule in enumerate(self._spoken if region is None else self._in_order(region)):
            found[rule.said.topic][place] = rule
            if rule.said.always:
                found[""][place] = rule
        return found

    def _saying(self, topic: str, region: str | None) -> Iterator[Rule]:
        """The rules on a topic and those of every answer, in that order, that may hold in a region (None: in any)."""
        return (rule for rule, _ in self._shown_on((topic,), True, region))

    # -- asking ----------------------------------------------------------------------------------------------------

    def infer(self, case: Case, general: bool = False) -> Conclusions:
        """What the engine concludes of the first completion of the case, on its topics; on all, or what is `general`, where it has none.

        Raises DisagreementError if the space concludes otherwise, EngineMissingError if there is no engine.
        """
        facts = self.space.example(case.known)
        topics = case.topics if case.topics or general else None
        found = self.engine.infer(facts, topics)
        expected: set[str] = set()
        for part in self.rules.parts(topics):
            self.space.gather(facts, self._expected(facts[REGION], part), expected)
        if found.rules != expected:
            raise DisagreementError(", ".join(sorted(found.rules ^ expected)))
        return found

    @lru_cache(maxsize=1024)  # noqa: B019 - an adviser lives as long as the program
    def _expected(self, region: str, part: str) -> Mapping[Cases, frozenset[str]]:
        """The rules that the engine is asked about in a region and part, by the cases in which they hold: many hold in the same."""
        found: dict[Cases, set[str]] = {}
        for id in self.rules.ids_of(region, part):
            found.setdefault(self.space.rules[id], set()).add(id)
        return {holds: frozenset(ids) for holds, ids in found.items()}

    def answer(self, case: Case, general: bool = False) -> Answer:
        """The answer to a case: the statements on its topics, and those that are always shown.

        A statement that leads anyone to another actor is said only when it is certain, or when contact is forbidden in no case that
        is left: "depends on the status" is no answer to whether the Migration Agency may be called about somebody who may be
        undocumented.

        Without a topic it holds every statement, or with `general` only those that are always shown, and whom to call where that is
        settled. Raises DisagreementError and EngineMissingError.
        """
        from assistant.answer.sharing import as_given
        from assistant.answer.steps import numbered

        calling = self._calling(case) if general and not case.topics else {}
        conclusions = self.infer(case.with_topics(calling) if calling else case, general)
        left = self.space.left(case.known)
        told = [*self._told(case, general), *calling.values()]
        once = self.together.once(told, lambda ids: self._because(self.space.any_of(ids), Case(dict(case.known))))
        statements = [as_given(each.said, case, self.knowledge) for each in once if each.said is not None]
        depends = {each.rule.id: each.depends_on for each in once if each.depends_on}
        depends |= {said.id: said.depends_on for _, said in doubted_fees(statements)}
        heard = {said.statement.topic for said in statements}
        return Answer(
            case=case,
            on=self.on,
            derived=_Derived(self.space, partial(self._certain, case.known)),
            statements=numbered(statements),
            open_questions=self._open_questions(case, self._stakes(case, depends), general),
            not_known=tuple(topic for topic in case.topics if topic not in heard),
            out_of_force=self._out_of_force(case, left),
            conclusions=conclusions,
            leads=(*self.leads(case, told), *(Lead(topic, (each.rule,), True, ()) for topic, each in calling.items())),
            excepted=self._excepted(case, statements),
        )

    def _excepted(self, case: Case, statements: Iterable[Said]) -> Mapping[str, tuple[str, ...]]:
        """Of several topics asked about, those whose amounts have exceptions on another."""
        if len(case.topics) < 2:
            return {}
        from assistant.answer.excepted import excepted

        return excepted(case.topics, statements, self.knowledge.topics)

    def saying_the_same(self, rule: Rule, case: Case) -> tuple[str, ...]:
        """The rules that, in some case that is left, say what this one does: by all of them it may be certain where it is not by one."""
        told = self._told_on((rule.said.topic,), True, case.known)
        return self.together.saying(rule, told) or (rule.id,)

    @cached_property
    def together(self) -> SaidTogether:
        """What the rules of the day say together."""
        from assistant.answer.together import SaidTogether

        return SaidTogether(self.rules.in_force)

    def _calling(self, case: Case) -> dict[str, RuleTold]:
        """By topic what says whom to call, of those topics that answer this, where the answers on the patient settle it."""
        found: dict[str, RuleTold] = {}
        for topic in self.knowledge.topics if case.known.keys() - {REGION} else ():
            lead = self.lead_on(topic, case) if self.knowledge.topics[topic].calls else None
            said = lead.rules[0].statement if lead is not None and lead.certain else None
            if lead is not None and said is not None and said.contact and said.topic == topic:
                told = self._told_on((topic,), True, case.known)
                found[topic] = next(each for each in told if each.rule is lead.rules[0])
        return found

    def lead_on(self, topic: str, case: Case) -> Lead | None:
        """What answers the question on a topic in one line, as in the answer to the case; None where nothing does."""
        return self._leading.on(topic, case.known, self._told_on((topic,), True, case.known))

    def leads(self, case: Case, told: Sequence[RuleTold]) -> tuple[Lead, ...]:
        """The leads of the topics of a case. `told`: what is told of it, which is all that may lead where it is about a patient."""
        about, known = self._is_about_a_patient(case), case.known
        found = (self._leading.on(topic, known, told) if about else self.lead_on(topic, case) for topic in case.topics)
        return tuple(lead for lead in found if lead is not None)

    def leading(self, topic: str) -> tuple[Rule, ...]:
        """The rules whose line may lead a topic, in any region, those first that lead where several hold."""
        return self._leading.rules(topic, None)

    @cached_property
    def _leading(self) -> Leading:
        """What leads on each topic."""
        from assistant.answer.leading import Leading

        return Leading(self.knowledge, self.space, self._saying)

    def next_question(self, case: Case, own: frozenset[str] | None = None) -> Question | None:
        """The question to ask now: not answered yet, and its answer can still change what is shown. None: nothing is left.

        The topic is asked in its place among the others. Of several questions, the editor's order decides; of those that share
        a place in it, the one that settles most (the topic before all of them). With the reader's `own` actors, only a question
        that changes what is needed of an answer (`answer.needed`), and what changes the line that answers before anything else;
        without, any that changes anything.
        """
        if not case.answers and not case.topics and (first := self._first_question) is not None:
            return first
        left = self.space.left(case.known)
        asking = self._asking(case, own, left)
        if not case.topics:
            return self._next_of(case, asking[0], left) or self.knowledge.topic_question
        return next((found for of in asking if (found := self._next_of(case, of, left)) is not None), None)

    def worth_asking(self, case: Case, own: frozenset[str]) -> frozenset[str]:
        """The questions that change what is needed of an answer to the case, those answered with "don't know" too."""
        asking = self._asking(case, own, self.space.left(case.known))
        return frozenset(fact for of in asking for fact in of)

    def _asking(self, case: Case, own: frozenset[str] | None, left: Left) -> list[tuple[str, ...]]:
        """The facts that decide what is needed of the answer: first those of the lines, then those of the rest; or all together."""
        region = case.known.get(REGION)
        if own is None or not case.topics:
            sets = [self._sets_shown(case.topics, region)]
        else:
            # What the right to care turns on is asked after the rest: its line tells everybody's, and nobody waits for it to be settled.
            first = tuple(topic for topic in case.topics if self.knowledge.topics[topic].first != ENTITLEMENT)
            several = first and first != case.topics
            sets = [self._sets_of_leads(first, region)] if several else []
            sets += [self._sets_of_leads(case.topics, region), self._sets_needed(case.topics, own, region)]
        bits = [[left.of(holds).facts for holds in of] for of in sets]
        return [self.space.with_bits(reduce(or_, of, 0)) for of in bits]

    def _next_of(self, case: Case, asking: Collection[str], left: Left) -> Question | None:
        """The question to ask now of those on these facts, the topic in its place among them."""
        topic = self.knowledge.topic_question
        about_nobody = self._about_nobody(case.topics)
        for order, questions in self._questions_by_order:
            if not case.topics and topic.order <= order:
                return topic
            open_ = [
                question
                for question in questions
                if case.leaves_open(question) and (question.id == REGION or not about_nobody) and question.id in asking
            ]
            if len(open_) > 1:
                each = Counter(undecided for _, undecided in self._undecided(self._left_shown(case, left)))
                return min(open_, key=lambda question: self._left_undecided(question, each, case.known))
            if open_:
                return open_[0]
        return None

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

    def _left_undecided(self, question: Question, undecided: Mapping[Cases, int], known: Mapping[str, str]) -> float:
        """How many of the undecided rules are expected to stay so when the question is answered, every completion being as likely.

        Each value that is left has as many completions as the next, so it is the mean over those values. `undecided` says how many
        rules there are for each set of cases.
        """
        values = self.knowledge.parts_of(question.id, known.get(question.id, UNKNOWN))
        then = [self.space.left({question.id: value}) for value in values]
        return sum(count for left in then for cases, count in undecided.items() if left.of(cases).kids) / len(values)

    def relevant(self, case: Case) -> dict[str, tuple[str, ...]]:
        """For each fact not settled yet whose answer can still change what is shown: the rules at stake.

        Rules that are said only when certain count for the fact, but are not named: see `answer`.
        """
        return self._stakes(case, self._depends(self._left_shown(case, self.space.left(case.known))))

    def matters(self, case: Case, fact: str) -> bool:
        """Whether the answer to this question can change what is shown, the other answers being what they are."""
        others = replace(case, answers={known: value for known, value in case.answers.items() if known != fact})
        asked = {known: value for known, value in self.space.assumed(others.known).items() if known != fact}
        left, region = self.space.left_agreeing(asked), others.known.get(REGION)
        shown = self._sets_shown(case.topics, region, self._is_about_a_patient(others))
        return any(self.space.asked_by(left.of(holds), (fact,)) for holds in shown)

    # -- parts -----------------------------------------------------------------------------------------------------

    def _open_facts(self, case: Case) -> tuple[str, ...]:
        return self.knowledge.open_facts(case.known)

    def _is_about_a_patient(self, case: Case) -> bool:
        """Whether what is always said belongs to the answer: not where all topics are about nobody and nothing is known of a patient."""
        return not self._about_nobody(case.topics) or bool(case.known.keys() - {REGION})

    @lru_cache(maxsize=1024)  # noqa: B019 - an adviser lives as long as the program
    def _shown_on(self, topics: tuple[str, ...], always: bool = True, region: str | None = None) -> tuple[_Shown, ...]:
        """The rules whose statements belong to these topics, with their cases; without a topic all."""
        spoken = self._spoken_on(region)
        wanted: dict[int, Rule] = {**spoken[""]} if always else {}
        for topic in topics or self.knowledge.topics:
            wanted |= spoken[topic]
        return tuple((rule, self.space.rules[rule.id]) for _, rule in sorted(wanted.items()))

    def _left_shown(self, case: Case, left: Left) -> list[_Shown]:
        """The rules shown, each with what is left of its cases."""
        shown = self._shown_on(case.topics, self._is_about_a_patient(case), case.known.get(REGION))
        return [(rule, left.of(holds)) for rule, holds in shown]

    def _about_nobody(self, topics: Iterable[str]) -> bool:
        """Whether topics are chosen and all are about no patient: then none is asked about, and what is always said waits for one."""
        return bool(topics) and all(self.knowledge.topics[topic].no_patient for topic in topics)

    @lru_cache(maxsize=1024)  # noqa: B019 - an adviser lives as long as the program
    def _sets_shown(self, topics: tuple[str, ...], region: str | None, always: bool = True) -> tuple[Cases, ...]:
        """The different sets of cases in which the rules shown hold: many rules hold in the same cases."""
        shown = self._shown_on(topics, always, region)
        return self._open_in((holds for rule, holds in shown if _asks(rule)), region)

    def _open_in(self, sets: Iterable[Cases], region: str | None) -> tuple[Cases, ...]:
        """What a region leaves of these sets, each once, without what it settles: the same questions matter to either."""
        left = self.space.left_agreeing({REGION: region} if region is not None else {})
        return tuple(dict.fromkeys(open_ for holds in sets if (open_ := left.of(holds)).kids))

    @lru_cache(maxsize=1024)  # noqa: B019 - an adviser lives as long as the program
    def _sets_needed(self, topics: tuple[str, ...], own: frozenset[str], region: str | None) -> tuple[Cases, ...]:
        """The same of what is needed of an answer beside its lines."""
        from assistant.answer.needed import needed_sets

        rules = [rule for rule, _ in self._shown_on(topics, True, region) if _asks(rule)]
        known = self.knowledge.topics
        return self._open_in(needed_sets(rules, (known[topic] for topic in topics), own, self.space.rules), region)

    @lru_cache(maxsize=1024)  # noqa: B019 - an adviser lives as long as the program
    def _sets_of_leads(self, topics: tuple[str, ...], region: str | None) -> tuple[Cases, ...]:
        """The same of the lines that answer on these topics."""
        from assistant.answer.needed import sets_of_leads

        leading = [(self.knowledge.topics[topic], self._leading.rules(topic, region)) for topic in topics]
        return self._open_in(sets_of_leads(leading, self.space.rules), region)

    @staticmethod
    def _undecided(rest: Iterable[_Shown]) -> list[_Shown]:
        """Of rules with what is left of their cases, those that hold in some completions and not in others."""
        return [(rule, holds) for rule, holds in rest if holds.kids and _asks(rule)]

    def _depends(self, rest: Iterable[_Shown]) -> dict[str, tuple[str, ...]]:
        """For each rule that is not decided yet, the facts that settle it."""
        return {rule.id: self.space.facts_of(holds) for rule, holds in self._undecided(rest)}

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

    def _certain(self, known: Mapping[str, str], fact: str) -> str | None:
        """The value that a derived fact has in every completion; None if it has several."""
        reading = self._deriving(fact)
        return self._certainly(fact, reading, reading.known(known))

    @lru_cache(maxsize=1024)  # noqa: B019 - an adviser lives as long as the program
    def _certainly(self, fact: str, reading: ReadFacts, known: KnownOfThem) -> str | None:
        from assistant.cases.space import ALL

        left = self.space.left(reading.answers(known))
        values = self.space.derived[fact].values
        return next((value for value in values if left.of(self.space.having(fact, value)) is ALL), None)

    @lru_cache(maxsize=1024)  # noqa: B019 - an adviser lives as long as the program
    def _deriving(self, fact: str) -> ReadFacts:
        """The questions that a derived fact depends on."""
        from assistant.answer.sharing import ReadFacts

        bits = 0
        for value in self.space.derived[fact].values:
            bits |= self.space.having(fact, value).facts
        return ReadFacts(self.space.with_bits(bits))

    def _told(self, case: Case, general: bool) -> list[RuleTold]:
        """The rules shown that are not excluded, in their order."""
        topics = case.topics or (() if general else tuple(self.knowledge.topics))
        return self._told_on(topics, self._is_about_a_patient(case), case.known)

    def _told_on(self, topics: tuple[str, ...], always: bool, known: Mapping[str, str]) -> list[RuleTold]:
        """Those on these topics; `always`: with those that are shown on every topic. A number is the span in which it lies."""
        found: list[RuleTold] = []
        for alike in self._alike_on(topics, always, known.get(REGION)):
            found += self._told_alike(alike, alike.known(known))
        found.sort(key=itemgetter(0))
        return found

    @lru_cache(maxsize=8192)  # noqa: B019 - some 10 MB if full; an adviser lives as long as the program
    def _told_alike(self, alike: Alike, given: KnownOfThem) -> tuple[RuleTold, ...]:
        """What rules that read the same say of all cases in which this is known of it."""
        from assistant.answer.saying import is_in_time, may_say
        from assistant.answer.sharing import RuleTold
        from assistant.cases.space import NONE

        case = Case(alike.answers(given))
        left, found = self.space.left(case.answers), []
        for place, rule, all_holds in alike.rules:
            if (holds := left.of(all_holds)) is not NONE:
                depends_on = self.space.facts_of(holds)
                may = may_say(self.space, rule, holds, left) and is_in_time(rule, case.answers)
                said = self._said(rule, case, depends_on, holds) if may else None
                found.append(RuleTold(place, rule, holds, depends_on if _asks(rule) else (), said))
        return tuple(found)

    @lru_cache(maxsize=1024)  # noqa: B019 - an adviser lives as long as the program
    def _alike_on(self, topics: tuple[str, ...], always: bool, region: str | None) -> tuple[Alike, ...]:
        """The rules shown on these topics in groups; `always`: with those that are shown on every topic."""
        of_topics = tuple(alike for topic in dict.fromkeys(topics) for alike in self._alike_in(topic, region, always))
        return (*self._alike_in("", region, False), *of_topics) if always else of_topics

    @lru_cache(maxsize=1024)  # noqa: B019 - an adviser lives as long as the program
    def _alike_in(self, topic: str, region: str | None, without_always: bool) -> tuple[Alike, ...]:
        """Those on one topic, or those that are shown on every topic."""
        from assistant.answer.sharing import grouped

        return grouped(
            (place, rule, self.space.rules[rule.id], self._read_by(rule))
            for place, rule in self._spoken_on(region)[topic].items()
            if not (without_always and rule.statement is not None and rule.statement.always)
        )

    def _read_by(self, rule: Rule) -> tuple[str, ...]:
        """The questions whose answers decide whether and how a rule's statement is said."""
        said = rule.statement
        assert said is not None
        if self._ahead.may_change(said):
            return tuple(self.knowledge.questions)
        bits = self.space.rules[rule.id].facts
        if said.sends_to:
            bits |= self.space.having(AGENCY_CONTACT, FORBIDDEN).facts  # see `saying`
        facts = self.space.with_bits(bits)
        return (*facts, *(fact for fact in said.ended_by if fact not in facts))

    def _said(self, rule: Rule, case: Case, depends_on: tuple[str, ...], holds: Cases) -> Said:
        """A statement; `holds`: what is left of its cases."""
        return Said(
            rule=rule,
            statement=rule.said,
            contact=self.knowledge.contacts[rule.said.contact] if rule.said.contact else None,
            certain=not depends_on,
            depends_on=depends_on,
            because=() if depends_on else self._because(self.space.rules[rule.id], case),
            sources=self.sources(rule.sources),
            certain_if=self._certain_if(case, depends_on, holds),
            only_if=self._only_if(case, depends_on, holds),
            coming=self.coming(rule, lambda space: space.completions(case.known), not depends_on),
        )

    def coming(self, rule: Rule, which: Which, certain: bool = True) -> Coming | None:
        """What a statement's amount will be from a day that is near, in these cases; None if nothing changes soon."""
        return self._ahead.of(rule, which, certain)

    @cached_property
    def _ahead(self) -> Ahead:
        from assistant.answer.coming import Ahead

        return Ahead(self)

    def _certain_if(self, case: Case, depends_on: tuple[str, ...], holds: Cases) -> tuple[str, ...]:
        """Where a rule depends on one fact only, the values of that fact with which it holds in every completion.

        No other fact matters, so with each value it holds in all completions or in none: some means all.
        """
        if len(depends_on) != 1:
            return ()
        return self._kept(depends_on[0], case, holds)[0]

    def _kept(self, fact: str, case: Case, holds: Cases) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Of a fact the values that are left with which something still holds in some case, and all that are left."""
        values = self.knowledge.parts_of(fact, case.known.get(fact, UNKNOWN))
        return tuple(value for value in values if holds.meets(self.space.having(fact, value))), values

    def _only_if(self, case: Case, depends_on: tuple[str, ...], holds: Cases) -> OnlyIf | None:
        """The first of several facts that excludes a rule with some value, and what is left to depend on without that."""
        if len(depends_on) < 2:
            return None
        for fact in depends_on:
            kept, values = self._kept(fact, case, holds)
            if len(kept) < len(values):
                among = self.space.left_with(fact, kept).of(holds)
                others = tuple(other for other in depends_on if other != fact)
                # `fact` itself may still matter among the values kept; it stands in the heading already.
                return OnlyIf(fact, kept, self.space.asked_by(among, others))
        return None

    def _because(self, holds: Cases, case: Case) -> tuple[str, ...]:
        """The fewest of the given answers in all of whose completions the rule holds: none of them can be left out."""
        return tuple(case.given(self.knowledge, fact) for fact in self.space.forcing(holds, case.known))

    def _out_of_force(self, case: Case, left: Left) -> tuple[OutOfForce, ...]:
        """What would be said on the topics of the case on another day: no old value ever stands in for one not in force.

        Where something of the same kind on the topic is in force, it is not missed: a fee that has changed is known.
        """
        found: dict[tuple[str, date | None, date | None], list[str]] = {}
        for rule in self._not_in_force:
            said = rule.statement
            assert said is not None
            if said.topic in case.topics and left.of(self._missing(rule.id)):
                clauses = found.setdefault((said.topic, *validity(self.knowledge, rule)), [])
                clauses += [id for id in rule.sources if id not in clauses]
        return tuple(OutOfForce(topic, tuple(clauses), first, last) for (topic, first, last), clauses in found.items())

    @cache  # noqa: B019 - an adviser lives as long as the program
    def _missing(self, id: str) -> Cases:
        """The cases in which a rule that is not in force would say something, and nothing of its kind is said on the topic."""
        rule = self.knowledge.rules[id]
        return self._condition(rule) & ~self._heard(rule.said.topic, rule.said.kind)

    @lru_cache(maxsize=1024)  # noqa: B019 - an adviser lives as long as the program
    def _heard(self, topic: str, kind: str) -> Cases:
        """The cases in which something of this kind is said on the topic today."""
        from assistant.cases.space import NONE

        found = NONE
        for rule in self.statements.values():
            if rule.statement is not None and (rule.statement.topic, rule.statement.kind) == (topic, kind):
                found |= self.space.rules[rule.id]
        return found

    @cached_property
    def _not_in_force(self) -> tuple[Rule, ...]:
        """The rules that say something, but not on this day."""
        today = self.rules.in_force
        return tuple(
            rule for id, rule in self.knowledge.rules.items() if id not in today and rule.statement is not None
        )

    def _condition(self, rule: Rule) -> Cases:
        """The cases in which the condition of a rule holds, in force or not."""
        from assistant.cases.space import ALL, condition_cases

        of_pack = ALL if rule.pack == NATIONAL else self.space.having(REGION, rule.pack)
        return of_pack & condition_cases(self.knowledge, self.space, rule.when)

    def sources(self, ids: Iterable[str]) -> tuple[Source, ...]:
        """The clauses with these ids, as sources of the day."""
        return self._sources(tuple(ids))

    @lru_cache(maxsize=1024)  # noqa: B019 - an adviser lives as long as the program
    def _sources(self, ids: tuple[str, ...]) -> tuple[Source, ...]:
        return tuple(self._source(id) for id in ids)

    @lru_cache(maxsize=1024)  # noqa: B019 - an adviser lives as long as the program
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
