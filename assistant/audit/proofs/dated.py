"""The sixth proof: around every day on which something begins, ends or is to be reviewed, nothing out of force is said, and what is old says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from assistant.answer import Adviser
from assistant.audit.proofs.ground import Proof, ProofGround, ProofPart
from assistant.i18n import N_
from assistant.knowledge.dated import days_of_change
from assistant.knowledge.model import Document, Knowledge, Rule
from assistant.knowledge.problems import Problem
from assistant.words.wording import Wording


def days_around(knowledge: Knowledge) -> tuple[date, ...]:
    """The day before, the day itself and the day after each day that the knowledge names."""
    named = {knowledge.date, *days_of_change(knowledge), *(change.day for change in knowledge.changes)}
    named |= {day for rule in knowledge.rules.values() for day in (rule.valid_from, rule.valid_to) if day is not None}
    for document in knowledge.documents.values():
        named |= {day for day in (document.in_force_from, document.in_force_to, document.review_by) if day is not None}
    around = {_after(day, days) for day in named for days in (-1, 0, 1)}
    return tuple(sorted(around))


def _after(day: date, days: int) -> date:
    return date.fromordinal(max(1, min(date.max.toordinal(), day.toordinal() + days)))


def _parts(ground: ProofGround) -> Sequence[str]:
    """The days by stretches of a few, so that several processes share them."""
    return tuple(str(start) for start in range(0, len(days_around(ground.knowledge)), _TOGETHER))


_TOGETHER = 8


def _in_time(ground: ProofGround, part: str) -> ProofPart:
    days = days_around(ground.knowledge)[int(part) : int(part) + _TOGETHER]
    problems: dict[object, Problem] = {}
    for on in days:
        for problem in _of_day(ground, on):
            problems.setdefault((problem.place, problem.message), problem)
    return ProofPart({"days": len(days)}, tuple(problems.values()))


def _of_day(ground: ProofGround, on: date) -> Iterator[Problem]:
    adviser = Adviser(ground.knowledge, on)
    knowledge = adviser.rules.knowledge
    for rule in knowledge.rules.values():
        if (rule.id in adviser.rules.in_force) != _in_force(knowledge, rule, on):
            message = N_("{rule} is in force on a day on which it is not, or not on one on which it is: {day}.")
            yield Problem(rule.place, message, {"rule": rule.id, "day": on.isoformat()})
    yield from _unmarked(ground, adviser)


def _in_force(knowledge: Knowledge, rule: Rule, on: date) -> bool:
    """Whether a rule is in force by its own days and those of the documents that it cites, said once more in another way."""
    documents = [knowledge.documents[knowledge.clauses[id].document] for id in rule.sources]
    begins = [rule.valid_from or date.min, *(document.in_force_from or date.min for document in documents)]
    ends = [rule.valid_to or date.max, *(document.in_force_to or date.max for document in documents)]
    return max(begins) <= on <= min(ends)


def _unmarked(ground: ProofGround, adviser: Adviser) -> Iterator[Problem]:
    """What is past its review is shown with a mark in every language, and nothing else for that reason."""
    wordings = [Wording(ground.knowledge, language) for language in ground.spoken]
    for source in adviser.sources(adviser.knowledge.clauses):
        old = source.grade == "C" or _past_review(source.document, adviser.on)
        shown = all((wording.check_before_use() in wording.source(source)) == old for wording in wordings)
        if source.stale != old or not shown:
            message = N_("{word} is past its review and not marked so, or marked and not past it: {day}.")
            yield Problem(source.clause.place, message, {"word": source.clause.id, "day": adviser.on.isoformat()})


def _past_review(document: Document, on: date) -> bool:
    return document.review_by + timedelta(days=1) <= on if document.review_by < date.max else False


DATED = Proof(
    "dates",
    N_("{days} days on which something begins, ends or is to be reviewed, and those before and after"),
    _parts,
    _in_time,
)
