"""Proof of the invariants: where something is missing that must be said, the rule that made the gap is named."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from assistant.audit.absent import Absent, absent
from assistant.audit.failing import failing_case
from assistant.cases.space import NONE, Cases, Space, condition_cases
from assistant.i18n import N_
from assistant.knowledge.model import REGION, Invariant, Knowledge, Rule, Selector
from assistant.knowledge.problems import Problem


def broken(knowledge: Knowledge, space: Space, invariant: Invariant, on: date) -> Iterator[Problem]:
    """What is wrong with an invariant on a day: a rule that breaks it, or the case in which what must be said is not."""
    where = condition_cases(knowledge, space, invariant.when)
    if invariant.never is not None:
        for id, holds in space.rules.items():
            if fits(invariant.never, knowledge.rules[id]) and (wrong := holds & where):
                message = N_("The invariant {word} is broken by the rule {rule} ({at}): {case}")
                parts = {"word": invariant.id, "rule": id, "at": str(knowledge.rules[id].place)}
                yield Problem(invariant.place, message, {**parts, "case": failing_case(space, wrong, on)})
                return
    if invariant.always is not None and on >= knowledge.date:
        wanted = invariant.always
        covered = covered_by(knowledge, space, lambda rule: fits(wanted, rule))
        if wrong := where & ~covered:
            case = failing_case(space, wrong, on)
            late = absent(knowledge, space, wrong, lambda rule: fits(wanted, rule), on)
            made = gap(knowledge, space, wrong, lambda rule: fits(wanted, rule))
            if late is not None:
                yield of_absent(late, invariant.id, case)
            elif made is None:
                message = N_("The invariant {word} does not hold here: {case}")
                yield Problem(invariant.place, message, {"word": invariant.id, "case": case})
            else:
                message = N_("The invariant {word} does not hold here; look at {rule} ({at}): {case}")
                parts = {"word": invariant.id, "rule": made.id, "at": str(made.place), "case": case}
                yield Problem(invariant.place, message, parts)


def of_absent(late: Absent, law: str, case: str) -> Problem:
    """A law that fails because something is not in force. All laws that fail for it are told as one."""
    return Problem(late.place, late.message, {"word": late.id, "other": law, "day": late.day.isoformat(), "case": case})


def covered_by(knowledge: Knowledge, space: Space, wanted: Callable[[Rule], bool]) -> Cases:
    """The cases in which one of these statements is said. In a whole case nothing is open: what is said until then is no answer to it."""
    covered = NONE
    for id, holds in space.rules.items():
        said = knowledge.rules[id].statement
        if said is not None and not said.while_open and wanted(knowledge.rules[id]):
            covered |= holds
    return covered


def gap(knowledge: Knowledge, space: Space, wrong: Cases, wanted: Callable[[Rule], bool]) -> Rule | None:
    """The rule to look at where something that is wanted is not said.

    That is one that took its place; else one that would say it and never holds; else one that says it in a case next to this one.
    """
    case = space.first(wrong)
    taking = list(_taking_its_place(knowledge, space, wrong, wanted))
    if taking:
        return knowledge.rules[_narrowest(space, _beside(space, case, taking, list(case)) or taking[:1])]
    saying = [id for id in space.rules if wanted(knowledge.rules[id])]
    never = [id for id in saying if not space.rules[id]]
    numbers = [fact for fact in case if knowledge.questions[fact].number is not None]
    beside = never or _beside(space, case, saying, numbers, 1) or _beside(space, case, saying, list(case))
    near = [id for id in beside if _of_one_topic(knowledge.rules[id])] or beside
    if near:
        return knowledge.rules[_narrowest(space, near)]
    return knowledge.rules[max(saying, key=lambda id: space.count(space.rules[id]))] if saying else None


def _taking_its_place(
    knowledge: Knowledge, space: Space, wrong: Cases, wanted: Callable[[Rule], bool]
) -> Iterator[str]:
    """The rules of a region that override one that would say what is wanted."""
    for id in space.rules:
        rule = knowledge.rules[id]
        for other in rule.overrides:
            if other not in knowledge.rules:
                continue  # a mistake of its own
            there = space.having(REGION, rule.pack) & condition_cases(knowledge, space, knowledge.rules[other].when)
            if wanted(knowledge.rules[other]) and there.meets(wrong):
                yield id
                break


def _beside(
    space: Space, case: Mapping[str, str], ids: Sequence[str], facts: Iterable[str], steps: int | None = None
) -> list[str]:
    """Those of these rules that hold in the case with another answer to one of these questions, at most so many values before or after."""
    cases = NONE
    for fact in facts:
        values = list(space.axes[fact].values)
        at = values.index(case[fact])
        near = values if steps is None else values[max(at - steps, 0) : at + steps + 1]
        for value in near:
            if value != case[fact]:
                cases |= space.agreeing({**case, fact: value})
    return [id for id in ids if space.rules[id].meets(cases)]


def _narrowest(space: Space, ids: Sequence[str]) -> str:
    """The rule that says most of the case: the one that holds in the fewest."""
    return min(ids, key=lambda id: space.count(space.rules[id]))


def _of_one_topic(rule: Rule) -> bool:
    """What is said on every topic is no sign of what one of them lacks."""
    return rule.statement is None or not rule.statement.always


def fits(selector: Selector, rule: Rule) -> bool:
    """Whether a rule's statement is one that the selector means. A rule that overrides another, or succeeds it, stands for it too."""
    said = rule.statement
    if said is None:
        return False
    fee = said.fee.amount if said.fee is not None else None
    return (
        (selector.kind is None or said.kind == selector.kind)
        and (selector.topic is None or said.topic == selector.topic)
        and (selector.actor is None or selector.actor in said.actors)
        and (selector.sends_to is None or selector.sends_to in said.sends_to)
        and (selector.rule is None or rule.stands_for(selector.rule))
        and (selector.fee_above is None or (fee is not None and fee > selector.fee_above))
    )
