"""Proof of the invariants, and that a topic with leads has one in every case: where something is missing, the rule that made the gap is named."""

from __future__ import annotations

from collections.abc import Callable, Iterator
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
        covered = _covered(knowledge, space, lambda rule: fits(wanted, rule))
        if wrong := where & ~covered:
            case = failing_case(space, wrong, on)
            late = absent(knowledge, space, wrong, lambda rule: fits(wanted, rule), on)
            made = gap(knowledge, space, wrong, lambda rule: fits(wanted, rule))
            if late is not None:
                yield _of(late, invariant.id, case)
            elif made is None:
                message = N_("The invariant {word} does not hold here: {case}")
                yield Problem(invariant.place, message, {"word": invariant.id, "case": case})
            else:
                message = N_("The invariant {word} does not hold here; look at {rule} ({at}): {case}")
                parts = {"word": invariant.id, "rule": made.id, "at": str(made.place), "case": case}
                yield Problem(invariant.place, message, parts)


def without_a_lead(knowledge: Knowledge, space: Space, on: date) -> Iterator[Problem]:
    """A topic whose statements have leads has one in every case, from the knowledge's own date on."""
    if on < knowledge.date:
        return
    spoken = (knowledge.rules[id].statement for id in space.rules)
    with_leads = {said.topic: None for said in spoken if said and said.lead and not said.always and not said.while_open}
    for topic in with_leads:

        def leading(rule: Rule, topic: str = topic) -> bool:
            said = rule.statement
            return said is not None and bool(said.lead) and (said.always or said.topic == topic)

        if wrong := ~_covered(knowledge, space, leading):
            case = failing_case(space, wrong, on, f"topic={topic}")
            if (late := absent(knowledge, space, wrong, leading, on)) is not None:
                yield _of(late, topic, case)
                continue
            made = gap(knowledge, space, wrong, leading)
            assert made is not None
            message = N_("The topic {word} has leads, but none here; look at {rule} ({at}): {case}")
            parts = {"word": topic, "rule": made.id, "at": str(made.place), "case": case}
            yield Problem(knowledge.topics[topic].place, message, parts)


def _of(late: Absent, law: str, case: str) -> Problem:
    """A law that fails because something is not in force. All laws that fail for it are told as one."""
    return Problem(late.place, late.message, {"word": late.id, "other": law, "day": late.day.isoformat(), "case": case})


def _covered(knowledge: Knowledge, space: Space, wanted: Callable[[Rule], bool]) -> Cases:
    """The cases in which one of these statements is said. In a whole case nothing is open: what is said until then is no answer to it."""
    covered = NONE
    for id, holds in space.rules.items():
        said = knowledge.rules[id].statement
        if said is not None and not said.while_open and wanted(knowledge.rules[id]):
            covered |= holds
    return covered


def gap(knowledge: Knowledge, space: Space, wrong: Cases, wanted: Callable[[Rule], bool]) -> Rule | None:
    """The rule to look at where something that is wanted is not said: the one that took its place, else the one that says it in the most cases."""
    for id in space.rules:
        rule = knowledge.rules[id]
        for other in rule.overrides:
            if other not in knowledge.rules:
                continue  # a mistake of its own
            there = space.having(REGION, rule.pack) & condition_cases(knowledge, space, knowledge.rules[other].when)
            if wanted(knowledge.rules[other]) and there.meets(wrong):
                return rule
    saying = [id for id in space.rules if wanted(knowledge.rules[id])]
    return knowledge.rules[max(saying, key=lambda id: space.count(space.rules[id]))] if saying else None


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
