"""The answer as a value: what is certain, what depends on more, why, and on which sources. No language in it yet."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from assistant.cases.case import Case
from assistant.engine import Conclusions
from assistant.knowledge.model import ENTITLEMENT, REGION, Clause, Contact, Document, Fee, Rule, Statement
from assistant.records import record


class Source(NamedTuple):
    """A clause that a statement rests on. `stale`: old, or past its review; check before use."""

    clause: Clause
    document: Document
    grade: str
    stale: bool


class OnlyIf(NamedTuple):
    """A statement is possible only with these values of a fact, and then depends on other facts still."""

    fact: str
    values: tuple[str, ...]
    also_on: tuple[str, ...]


class Coming(NamedTuple):
    """What a statement's fee, its limit, or how its contact is reached will be from a day on; None where that stays as it is.

    `rule`: what is said then, where an amount takes other words than today's (one that becomes two).
    """

    day: date
    fee: Fee | None
    limit: Fee | None
    contact: Contact | None = None
    rule: Rule | None = None


class Said(NamedTuple):
    """A statement in an answer.

    `certain`: it holds in every completion of the case. Else it holds in some, and `depends_on` names the facts that settle
    it. `because`: a minimal set of the given answers that forces it, as `status=undocumented`; empty if nothing is needed.
    `certain_if`: where it depends on one fact only, the values of that fact with which it is certain; with the others it is
    excluded. Empty if it depends on none or on several.
    `only_if`: where it depends on several, the first of them that excludes it with some value, the values with which it remains
    possible, and the other facts on which it then depends; None if no single fact excludes it.
    `number`: of a step that is certain, its place among the steps on its topic; a part of a form shares that of the step before.
    `coming`: what its amount will be from a day that is near; None if nothing changes soon.
    """

    rule: Rule
    statement: Statement
    contact: Contact | None
    certain: bool
    depends_on: tuple[str, ...]
    because: tuple[str, ...]
    sources: tuple[Source, ...]
    certain_if: tuple[str, ...] = ()
    only_if: OnlyIf | None = None
    number: int | None = None
    coming: Coming | None = None

    @property
    def id(self) -> str:
        return self.rule.id

    @property
    def fee(self) -> Fee | None:
        return self.statement.fee

    def rests_on_the_same(self, other: "Said") -> bool:
        """Whether it speaks of an answer about the patient from which another statement follows, which is neither always true nor of answers.

        What names an authority without sending anyone there says not to, and stands whatever the patient turns out to be.
        """
        if other.statement.always or other.statement.if_answered or other.statement.mentions:
            return False
        return any(given in other.because for given in self.because if not given.startswith(f"{REGION}="))

    @property
    def stale(self) -> bool:
        """Whether a source of the statement is to be checked before use."""
        return any(source.stale for source in self.sources)


class Lead(NamedTuple):
    """What answers the question on a topic in one line: of the statements with a lead, the most specific in each completion.

    `rules` are those that lead in some completion, the most specific first; `everywhere`: in each completion one of them does.
    `depends_on` names the facts that decide which; none where one rule leads in every completion. `withheld`: some leads are not
    among `rules`, because they may not be said of the case (see `saying`). `forks`: for each of those facts what leads with which value.
    `usually`: where several facts decide, what leads with each answer to the first of those that have a usual one, and with that the next.
    `halves`: of a branch that says who the patient is, where several facts decide, what leads with the answers to one of yes and no.
    """

    topic: str
    rules: tuple[Rule, ...]
    everywhere: bool
    depends_on: tuple[str, ...]
    withheld: bool = False
    forks: "tuple[Fork, ...]" = ()
    usually: "Fork | None" = None
    halves: "Fork | None" = None

    @property
    def speaks_against_the_answers(self) -> bool:
        """Whether it only says that the answers do not fit together."""
        said = self.rules[0].statement if self.rules and not self.depends_on else None
        return said is not None and said.speaks_against_the_answers

    def among(self, fact: str, values: Collection[str]) -> "Lead":
        """What leads with one of these answers to a fact on which it turns, and with no other; itself where it does not turn on it."""
        forks = [fork for fork in self.forks if fork.fact == fact]
        if not forks:
            return self
        fork = forks[0]._replace(branches=tuple(each for each in forks[0].branches if each[0] in values))
        leading = [rule for _, branch in fork.branches if branch is not None for rule in branch.rules]
        rules = tuple(rule for rule in self.rules if rule in leading)
        return self._replace(rules=rules, forks=(fork,), usually=None) if rules else self

    @property
    def certain(self) -> bool:
        """Whether one rule leads whatever is still open."""
        return self.everywhere and len(self.rules) == 1 and not self.withheld


class Fork(NamedTuple):
    """What leads with each value that a fact may have; None where nothing does. `fitting`: the values that go with all that was answered."""

    fact: str
    branches: tuple[tuple[str, Lead | None], ...]
    fitting: frozenset[str] = frozenset()

    @property
    def usual(self) -> "tuple[str, Lead] | None":
        """What leads with the usual answer: the first that goes with what was answered. None where nothing leads then."""
        told = [(value, branch) for value, branch in self.branches if branch and not branch.speaks_against_the_answers]
        first = next((each for each in told if each[0] in self.fitting), None)
        return first or next(iter(told), None)


def _stands_beside(said: Said, doubting: Said) -> bool:
    """Whether what doubts a statement is told beside it: of an amount, or of a right to care. Where there is no amount nobody charges by it."""
    if said.statement.kind == ENTITLEMENT:
        return True
    if said.fee is None:
        return False
    return bool(doubting.statement.brief) or (doubting.statement.warns_of_the_answers and said.fee.amount is not None)


def _settling(doubting: Iterable[Said], doubted: Said | None = None) -> Iterator[str]:
    """The facts on which statements rest that doubt another, and it does not: looked at again, they settle which of them holds."""
    known = {REGION} | {given.split("=")[0] for given in (doubted.because if doubted is not None else ())}
    return (fact for said in doubting for given in said.because if (fact := given.split("=")[0]) not in known)


def doubted_fees(statements: Collection[Said]) -> Iterator[tuple[str, Said]]:
    """The fees that hold in every completion and are doubted in some, each with what doubts it: the facts that settle it are open questions,
    though none is asked for it."""
    fees = {said.id for said in statements if said.certain and said.fee is not None}
    return ((id, said) for said in statements if not said.certain for id in said.statement.doubts if id in fees)


class OpenQuestion(NamedTuple):
    """A question whose answer can still change the answer, and the rules whose statements are at stake."""

    fact: str
    at_stake: tuple[str, ...]


class OutOfForce(NamedTuple):
    """Statements on a topic that would fit the case but are not in force on the day: nothing is known for that day.

    `clauses` are those they rest on; `first` and `last` the days between which they hold, None where nothing bounds them.
    """

    topic: str
    clauses: tuple[str, ...]
    first: date | None
    last: date | None


@record
class Answer:
    """The answer to a case on a day. `not_known`: topics asked about on which the knowledge says nothing for this case.

    `excepted`: by topic asked about the others asked about whose amounts hold in place of its own, each for what it speaks of.
    """

    case: Case
    on: date
    derived: Mapping[str, str]
    statements: tuple[Said, ...]
    open_questions: tuple[OpenQuestion, ...]
    not_known: tuple[str, ...]
    out_of_force: tuple[OutOfForce, ...]
    conclusions: Conclusions
    leads: tuple[Lead, ...] = ()
    excepted: Mapping[str, tuple[str, ...]] = MappingProxyType({})

    @property
    def certain(self) -> tuple[Said, ...]:
        return tuple(said for said in self.statements if said.certain)

    @property
    def doubted(self) -> dict[str, tuple[str, ...]]:
        """The statements against which another reading, what is paid on another topic asked about, or that the answers do not fit together
        speaks in this case, each with what says so (it may be itself)."""
        found: dict[str, tuple[str, ...]] = {}
        against = [said for said in self.certain if said.statement.warns_of_the_answers]
        for said in self.certain if against else ():
            if by := tuple(one.id for one in against if one.rests_on_the_same(said)):
                found[said.id] = by
        for said in self.certain:
            for id in said.statement.doubts:
                found[id] = (*found.get(id, ()), said.id)
        for said in self.statements if self.excepted else ():
            if topics := self.exceptions_to(said.statement):
                found[said.id] = (*found.get(said.id, ()), *self._charged_on(topics))
        return found

    @property
    def in_doubt(self) -> dict[str, tuple[str, ...]]:
        """What is told with what doubts it beside it, though it holds in every completion: the fees and rights to care that another statement
        doubts, and what the answers that do not fit together make doubtful; each with the facts that settle it."""
        told, doubted = {said.id: said for said in self.certain}, self.doubted
        found: dict[str, tuple[str, ...]] = {}
        for said in told.values() if doubted else ():
            by = [told[id] for id in doubted.get(said.id, ()) if id in told and id != said.id]
            if beside := [one for one in by if _stands_beside(said, one)]:
                found[said.id] = tuple(dict.fromkeys(_settling(beside, said))) or tuple(
                    dict.fromkeys(_settling(beside))
                )
        return found

    @property
    def turning(self) -> dict[str, tuple[str, ...]]:
        """The fees that hold in every completion and are doubted in some, each with the facts that settle whether they are."""
        found: dict[str, tuple[str, ...]] = {}
        for id, doubting in doubted_fees(self.statements):
            found[id] = tuple(dict.fromkeys((*found.get(id, ()), *doubting.depends_on)))
        return found

    def as_far_as_sure(self, statements: Iterable[Said]) -> Iterator[Said]:
        """These statements, a fee that is doubted in some completion as not certain: nobody charges by what one more answer may undo."""
        turning = self.turning
        for said in statements:
            on = turning.get(said.id)
            yield said if on is None else said._replace(certain=False, depends_on=on, because=())

    def as_told_to_programs(self) -> Iterator[Said]:
        """The same of all statements; nor is one certain beside which it stands that it is not."""
        in_doubt = self.in_doubt
        for said in self.as_far_as_sure(self.statements):
            on = in_doubt.get(said.id)
            yield said if on is None else said._replace(certain=False, depends_on=on)

    @property
    def paid_on(self) -> tuple[str, ...]:
        """The questions not answered on which a fee turns, in the order in which they are asked: no key may be spent on them, and yet nobody
        is to charge without having read so. Fees of one amount turn on nothing, unless something doubts them."""
        told = [said for said in self.as_far_as_sure(self.statements) if said.fee is not None]
        of_topic: dict[str, set[Fee]] = {}
        for said in told:
            if said.fee is not None:
                of_topic.setdefault(said.statement.topic, set()).add(said.fee._replace(per=None))
        turning = self.turning
        unsure = [said for said in told if not said.certain]
        unsure = [said for said in unsure if said.id in turning or len(of_topic[said.statement.topic]) > 1]
        facts = {fact for said in unsure for fact in said.depends_on}
        return tuple(question.fact for question in self.open_questions if question.fact in facts)

    def exceptions_to(self, statement: Statement) -> tuple[str, ...]:
        """The topics asked about whose amounts hold in place of the one that a statement names."""
        return self.excepted.get(statement.topic, ()) if statement.names_what_is_paid else ()

    def is_free_on(self, topics: Collection[str]) -> bool:
        """Whether all that is paid on these topics is nothing, whatever is still open."""
        fees = [said.fee for said in self.statements if said.statement.topic in topics and said.fee is not None]
        return bool(fees) and not any(fee.amount is None or fee.amount for fee in fees)

    def is_only_excepted(self, said: Said) -> bool:
        """Whether nothing speaks against an amount but that another topic asked about has another for what it speaks of."""
        against = {*self.doubted.get(said.id, ())} - {said.id}
        return against <= {*self._charged_on(self.exceptions_to(said.statement))}

    def _charged_on(self, topics: tuple[str, ...]) -> Iterator[str]:
        """The statements that say what is paid on these topics."""
        return (said.id for said in self.statements if said.statement.topic in topics and said.fee is not None)

    @property
    def possible(self) -> tuple[Said, ...]:
        """The statements that hold only in some completions."""
        return tuple(said for said in self.statements if not said.certain)
