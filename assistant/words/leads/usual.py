"""The usual case: what holds of an open lead with the usual answers, told with them, and what is left to the question."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from assistant.answer.model import Fork, Lead
from assistant.knowledge.model import STEP, Rule
from assistant.words.leads.answers import spans, turning_on
from assistant.words.leads.gists import gist, in_common, known_fees, to_ask_first
from assistant.words.leads.speech import LeadWords, first_otherwise, small, to_ask_otherwise
from assistant.words.leads.ways import LeadTelling
from assistant.words.units import unit_left_out


class Usual(NamedTuple):
    """An open lead with the usual answer to one question after the other. `lead`: what leads then; `forks`: those questions."""

    lead: Lead
    forks: tuple[Fork, ...]


LONGEST_NAMED = 60
"""Characters of what holds with the usual answers within a branch, with those behind it; longer, it is told as what usually holds."""


def usual_of(lead: Lead, wording: LeadWords) -> Usual | None:
    """The usual case of a lead; None where no question has a usual answer, or something may not be said."""
    forks: list[Fork] = []
    while (fork := _next(lead, wording)) is not None and fork.usual is not None and not lead.withheld:
        forks.append(fork)
        _, lead = fork.usual
    return Usual(lead, tuple(forks)) if forks and lead.rules and not lead.withheld else None


def _next(lead: Lead, wording: LeadWords) -> Fork | None:
    if lead.usually is not None:
        return lead.usually
    return next((fork for fork in lead.forks if _has_a_usual(fork, wording)), None) if len(lead.forks) == 1 else None


def _has_a_usual(fork: Fork, wording: LeadWords) -> bool:
    return wording.knowledge.question_for(fork.fact).has_a_usual


def told_in_brackets(lead: Lead, how: LeadTelling, wording: LeadWords, *, joined: bool = False) -> str:
    """What holds usually, within a branch: "an amount (except no paper)", "an amount (GP)"; empty where that is no single thing.

    `joined`: brackets that it has of its own are no hindrance, "free (older page; GP)".
    """
    usual = usual_of(lead, wording)
    if usual is None or usual.lead.depends_on:
        return _in_common(usual or Usual(lead, ()), wording)
    said = usual.lead.rules[0].statement
    told = small(how(usual.lead.rules[0]).removesuffix("."), wording.names)
    if said is None or said.always or said.sends_to or re.search(r"[:;]|\. " if joined else r"[:;(]|\. ", told):
        return ""
    gettext = wording.language.gettext
    names = answers_of(usual, wording)
    if names.casefold() in told.casefold():
        return told
    if len(usual.forks) == 1:
        alike, others = _alike(usual.forks[0], how, wording)
        names = _named(usual.forks[0], alike, wording)
        if not others:
            return told
        excepted = gettext("except {answers}", answers=_named(usual.forks[0], others, wording))
        names = excepted if len(excepted) < len(names) else names
    return _with(told, [names], wording)


class OfGroup(NamedTuple):
    """What holds usually of a group of people; `only`: what they then show, which stands behind their name. Empty where that is no single thing."""

    told: str = ""
    only: str = ""


def told_of_group(lead: Lead, group: str, how: LeadTelling, mostly: bool, wording: LeadWords) -> OfGroup:
    """What holds usually within the branch of a question on who the patient is: "an amount (GP, 20–84)", of those with a valid card.

    `group`: that question. `mostly`: "perhaps an amount (GP)", where there is no room for what the group shows.
    """
    if lead.certain:
        return _mostly_charged(lead.rules[0], wording)
    if mostly and (common := in_common(lead, wording)):
        return OfGroup(common)
    usual = usual_of(lead, wording) or Usual(lead, ())
    band = _widest(usual.lead, wording)
    rule = band.rule if band is not None else next(iter(usual.lead.rules), None)
    if lead.withheld or rule is None or rule.statement is None or (band is None and usual.lead.depends_on):
        return OfGroup()
    told = small(how(rule).removesuffix("."), wording.names)
    if rule.statement.always or rule.statement.sends_to or re.search(r"[:;]|\. ", told):
        return OfGroup()
    shown = [fork for fork in usual.forks if _is_shown_by(fork, group, wording)]
    asked = [_named(fork, [fork.usual[0]], wording) for fork in usual.forks if fork.usual and fork not in shown]
    gettext = wording.language.gettext
    charged = _charged(rule, wording)
    if mostly and charged:
        # What a document decides has no room for the ages too; what only the age decides is told with it: a child may pay nothing.
        if shown:
            return OfGroup(_with(gettext("perhaps {told}", told=charged), asked, wording))
        return OfGroup(_with(charged, asked + ([band.ages] if band is not None else []), wording))
    if mostly and shown and rule.statement.kind == STEP:
        return OfGroup()  # what is to be done is not left without the document that it is to be done with
    asked += [band.ages] if band is not None else []
    only = ", ".join(_named(fork, [fork.usual[0]], wording) for fork in shown if fork.usual)
    return OfGroup(_with(told, asked, wording), "" if mostly else only)


def _with(told: str, answers: Sequence[str], wording: LeadWords) -> str:
    """What holds with usual answers, with those that it does not name behind it: in its own brackets, where it has some."""
    answers = [answer for answer in answers if answer.casefold() not in told.casefold()]
    if not answers:
        return told
    if ")" in told:
        return told.replace(")", f"; {', '.join(answers)})", 1)
    return wording.language.gettext("{told} ({facts})", told=told, facts=", ".join(answers))


def _mostly_charged(rule: Rule, wording: LeadWords) -> OfGroup:
    """What a rule charges whose brief words say more, as what it charges in some cases: "perhaps free of charge"."""
    charged = _charged(rule, wording)
    if not charged or charged in wording.rule_brief(rule):
        return OfGroup()
    return OfGroup(wording.language.gettext("perhaps {told}", told=charged))


def _charged(rule: Rule, wording: LeadWords) -> str:
    """What a rule charges, in place of its brief words; empty where it is not known, or another reading speaks against it.

    Where it is known of some, "so much, or ask".
    """
    said = rule.statement
    if said is None or said.fee is None or rule.id in said.doubts or "(" in wording.rule_brief(rule):
        return ""  # brackets tell of which age the page is that says so
    if said.fee.amount is not None:
        return wording.fee(unit_left_out(said.fee))
    limit = wording.fee(unit_left_out(said.limit)) if said.limit is not None else ""
    known = limit and limit in wording.rule_brief(rule)
    return wording.language.gettext("{fees}, or ask", fees=limit) if known else ""


class _Band(NamedTuple):
    """What leads with most numbers, and which they are."""

    rule: Rule
    ages: str


def _widest(lead: Lead, wording: LeadWords) -> _Band | None:
    """What leads with most of the numbers on which alone a lead still turns; None where it turns on something else, or most is open too."""
    if len(lead.forks) != 1 or (question := wording.knowledge.question_for(lead.forks[0].fact)).number is None:
        return None
    values: dict[str, list[str]] = {}
    rules: dict[str, Rule] = {}
    for value, branch in lead.forks[0].branches:
        if branch is not None and branch.certain:
            values.setdefault(branch.rules[0].id, []).append(value)
            rules[branch.rules[0].id] = branch.rules[0]
    if not values:
        return None
    most = max(values, key=lambda id: sum(high - low for low, high in question.spans(values[id])))
    return _Band(rules[most], spans(question, values[most], wording))


def _is_shown_by(fork: Fork, group: str, wording: LeadWords) -> bool:
    """Whether the usual answer is what such people show: a document that goes with who they are."""
    question, usual = wording.knowledge.question_for(fork.fact), fork.usual
    return usual is not None and any(value.id == usual[0] and group in dict(value.of) for value in question.values)


def _in_common(usual: Usual, wording: LeadWords) -> str:
    """What holds usually, whatever is still open then: "free of charge or an amount (GP), depending on age"."""
    told = (gist(usual.lead, wording)[0] if usual.forks else "") or known_fees(usual.lead, wording)
    if not told:
        return ""
    gettext = wording.language.gettext
    asked = ", ".join(turning_on(fact, wording) for fact in usual.lead.depends_on)
    if usual.forks:
        named = gettext("{told} ({facts})", told=told, facts=answers_of(usual, wording))
        told = named if len(named) <= LONGEST_NAMED else gettext("perhaps {told}", told=told)
    return gettext("{told}, depending on {facts}", told=told, facts=asked)


def answers_of(usual: Usual, wording: LeadWords) -> str:
    """The usual answers, within a sentence."""
    told = [(fork, fork.usual[0]) for fork in usual.forks if fork.usual is not None]
    return ", ".join(_named(fork, [value], wording) for fork, value in told)


def alike_answers_of(usual: Usual, how: LeadTelling, wording: LeadWords) -> str:
    """The usual answers with the others of which the same is told: "valid LMA card, receipt"."""
    return ", ".join(_named(fork, _alike(fork, how, wording)[0], wording) for fork in usual.forks)


def _to_ask_first(usual: Usual, how: LeadTelling, wording: LeadWords) -> str:
    """Whom to ask first without the usual document, as a sentence; empty where more is open, or that is not one and the same."""
    fork, *more = usual.forks
    if more or not wording.knowledge.question_for(fork.fact).is_of_documents:
        return ""
    others = _alike(fork, how, wording)[1]
    return first_otherwise(
        {to_ask_first(branch, wording) for value, branch in fork.branches if branch and value in others}, wording
    )


def _alike(fork: Fork, how: LeadTelling, wording: LeadWords) -> tuple[list[str], list[str]]:
    """The answers with which the same is told as with the usual one, and the others."""
    alike: list[str] = []
    others: list[str] = []
    usual = _told(fork.usual[1], how, wording) if fork.usual is not None else ()
    for value, branch in fork.branches:
        if branch is None or not branch.speaks_against_the_answers:
            (alike if branch is not None and _told(branch, how, wording) == usual else others).append(value)
    return alike, others


def _told(lead: Lead, how: LeadTelling, wording: LeadWords) -> tuple[object, ...]:
    """What is told of a lead, with what it still turns on."""
    if not lead.depends_on and lead.rules:
        return (how(lead.rules[0]).removesuffix("."),)
    return (lead.depends_on, *(rule.id for rule in lead.rules))


def _named(fork: Fork, values: Sequence[str], wording: LeadWords) -> str:
    question = wording.knowledge.question_for(fork.fact)
    return ", ".join(small(wording.brief_value(question, value), wording.names) for value in values)


def tellings(usual: Usual, told: str, how: LeadTelling, wording: LeadWords) -> Iterator[str]:
    """A line that tells the usual case, from the fullest naming of its answers; `told`: what holds with them."""
    names = dict.fromkeys((alike_answers_of(usual, how, wording), answers_of(usual, wording)))
    otherwise = _to_ask_first(usual, how, wording) or to_ask_otherwise(
        [wording.knowledge.question_for(fork.fact) for fork in usual.forks], wording
    )
    for rest in (f" {otherwise}", ""):
        for each in names:
            yield f"{each}: {told.removesuffix('.')}.{rest}"
