"""Verifying a receipt: its case is answered again by the knowledge of now, as of its own day and as of today, and compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from assistant.answer import Adviser, Answer
from assistant.cases.case import BadInputError, case_from_words
from assistant.i18n import language, languages
from assistant.knowledge.dated import as_of
from assistant.knowledge.model import UNKNOWN, Knowledge
from assistant.receipt.fingerprints import bearing, derived_print, knowledge_print, question_print, rule_prints
from assistant.receipt.making import written
from assistant.receipt.model import Prints, Receipt, Written
from assistant.words.wording import Wording

GONE, NEW = "gone", "new"
"""What has become of a rule or a statement as a whole."""


class RuleChange(NamedTuple):
    """A rule that is not as it was: `gone`, `new`, or the parts that changed. `here`: its statement was in the receipt or is in an answer now."""

    rule: str
    parts: tuple[str, ...]
    here: bool


class Deviation(NamedTuple):
    """A statement that is not as in the receipt: what about it, then and now (None: not there)."""

    rule: str
    what: tuple[str, ...]
    then: Written | None
    now: Written | None


class DayOutcome(NamedTuple):
    """The answer as of a day, beside the receipt's.

    `not_known`: topics on which one of the two knows nothing and the other does. `to_check`: clauses to be checked before use.
    """

    on: date
    differences: tuple[Deviation, ...]
    not_known: tuple[str, ...]
    to_check: tuple[str, ...]

    @property
    def same(self) -> bool:
        return not self.differences and not self.not_known


class HeadDifference(NamedTuple):
    """What a receipt says of itself that is not so here: the name of the part, then and now."""

    part: str
    then: str
    now: str


class Verification(NamedTuple):
    """What became of a receipt.

    `head`: what it says of itself that is not so here; without its language its words cannot be compared. `changes`: its rules
    that changed, whether or not that matters here; `questions` and `derived`: the facts that mean something else now. `outcomes`:
    as of the receipt's day and today; none, and `refused`, where its facts can no longer be understood.
    """

    receipt: Receipt
    version: str
    changes: tuple[RuleChange, ...]
    questions: tuple[str, ...]
    derived: tuple[str, ...]
    outcomes: tuple[DayOutcome, ...]
    head: tuple[HeadDifference, ...]
    refused: BadInputError | None = None

    @property
    def unchanged(self) -> bool:
        """Whether every rule that could bear on the case, and every fact, is as it was."""
        return not (self.changes or self.questions or self.derived)

    @property
    def same_outcome(self) -> bool:
        """Whether the answer is as in the receipt, on its day and today."""
        return self.refused is None and all(outcome.same for outcome in self.outcomes)

    @property
    def reproduced(self) -> bool:
        """Whether all of it is as here: only then does the receipt prove that the same answer is given."""
        return self.unchanged and self.same_outcome and not self.head


def verify(receipt: Receipt, knowledge: Knowledge, today: date) -> Verification:
    """Answer the case of a receipt again, and compare. Raises what Adviser.answer raises."""
    given = dict(word.split("=", 1) for word in receipt.facts if "=" in word)
    facts = [
        fact
        for fact, print_ in receipt.questions.items()
        if not _is_question(knowledge, fact, given.get(fact, UNKNOWN), print_)
    ]
    derived = [
        fact for fact in {**receipt.derived, **knowledge.derived} if not _is_derived(knowledge, fact, receipt.derived)
    ]
    knowledge = as_of(knowledge, receipt.on)
    try:
        case = case_from_words(knowledge, receipt.facts)
    except BadInputError as error:
        changes = _changes(receipt, knowledge, (), set())
        return Verification(receipt, knowledge.version, changes, tuple(facts), tuple(derived), (), (), error)
    days = dict.fromkeys((receipt.on, today))
    answers = [Adviser(knowledge, day).answer(case) for day in days]
    head = tuple(_head(receipt, knowledge, answers[0].conclusions.engine))
    outcomes = tuple(_outcome(receipt, answer, knowledge) for answer in answers)
    shown = {said.id for answer in answers for said in answer.statements}
    changes = _changes(receipt, knowledge, (rule.id for rule in bearing(knowledge, case)), shown)
    return Verification(receipt, knowledge.version, changes, tuple(facts), tuple(derived), outcomes, head)


def _head(receipt: Receipt, knowledge: Knowledge, engine: str) -> Iterator[HeadDifference]:
    """What the receipt says of itself, beside what is so here."""
    here = {
        "knowledge": (receipt.knowledge, knowledge.version),
        "fingerprint": (receipt.fingerprint, knowledge_print(knowledge)),
        "engine": (receipt.engine, engine),
    }
    for part, (then, now) in here.items():
        if then != now:
            yield HeadDifference(part, then, now)
    if receipt.language not in languages():
        yield HeadDifference("language", receipt.language, ", ".join(languages()))


def _is_question(knowledge: Knowledge, fact: str, answer: str, print_: str) -> bool:
    return fact in knowledge.questions and question_print(knowledge.questions[fact], answer) == print_


def _is_derived(knowledge: Knowledge, fact: str, then: Prints) -> bool:
    return fact in knowledge.derived and then.get(fact) == derived_print(knowledge.derived[fact])


def _changes(
    receipt: Receipt, knowledge: Knowledge, bearing_now: Iterable[str], shown_now: set[str]
) -> tuple[RuleChange, ...]:
    """The rules of the receipt that changed or are gone, and those that are new and could bear on its case."""
    here = shown_now | {statement.rule for statement in receipt.statements}
    found = []
    for id, then in receipt.rules.items():
        if id not in knowledge.rules:
            found.append(RuleChange(id, (GONE,), id in here))
            continue
        now = rule_prints(knowledge, knowledge.rules[id])
        parts = tuple(part for part in {**then, **now} if then.get(part) != now.get(part))
        if parts:
            found.append(RuleChange(id, parts, id in here))
    found += [RuleChange(id, (NEW,), id in here) for id in bearing_now if id not in receipt.rules]
    return tuple(found)


def _outcome(receipt: Receipt, answer: Answer, knowledge: Knowledge) -> DayOutcome:
    """The answer beside the receipt's; texts are compared in the receipt's language, if there still is one."""
    known = receipt.language in languages()
    wording = Wording(as_of(knowledge, answer.on), language(receipt.language if known else languages()[0]))
    then = {statement.rule: statement for statement in receipt.statements}
    now = {said.id: written(said, wording) for said in answer.statements}
    differences = []
    for rule in {**then, **now}:
        what = _different(then.get(rule), now.get(rule), texts=known)
        if what:
            differences.append(Deviation(rule, what, then.get(rule), now.get(rule)))
    out_of_force = {item.topic for item in answer.out_of_force}
    topics = (set(receipt.not_known) ^ set(answer.not_known)) | (set(receipt.not_in_force) ^ out_of_force)
    stale = {source.clause.id for said in answer.statements for source in said.sources if source.stale}
    return DayOutcome(answer.on, tuple(differences), tuple(sorted(topics)), tuple(sorted(stale)))


def _different(then: Written | None, now: Written | None, texts: bool) -> tuple[str, ...]:
    """What differs between two statements of one rule, by name; empty if nothing does."""
    if then is None or now is None:
        return (NEW,) if then is None else (GONE,)
    pairs = {
        "certain": (then.certain, now.certain),
        "depends_on": (sorted(then.depends_on), sorted(now.depends_on)),
        "text": (then.text, now.text) if texts else (),
        "fee": ((then.fee, then.limit), (now.fee, now.limit)),
        "contact": (_reach(then, texts), _reach(now, texts)),
        "sources": (_cited(then, texts), _cited(now, texts)),
        "details": ((then.topic, then.kind), (now.topic, now.kind)),
    }
    return tuple(name for name, pair in pairs.items() if pair and pair[0] != pair[1])


def _reach(statement: Written, texts: bool) -> dict[str, str | None] | None:
    """How to reach the contact; without the parts in words where the languages differ."""
    if statement.contact is None:
        return None
    return {part: value for part, value in statement.contact.items() if texts or part not in ("name", "hours")}


def _cited(statement: Written, texts: bool) -> list[tuple[str, ...]]:
    return sorted(source if texts else source[:1] for source in statement.sources)
