"""The usual case: what holds of an open lead with the usual answers, told with them, and what is left to the question."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from assistant.answer.model import Fork, Lead
from assistant.words.leads.answers import turning_on
from assistant.words.leads.gists import gist, known_fees
from assistant.words.leads.speech import LeadWords, small
from assistant.words.leads.ways import LeadTelling


class Usual(NamedTuple):
    """An open lead with the usual answer to one question after the other. `lead`: what leads then; `forks`: those questions."""

    lead: Lead
    forks: tuple[Fork, ...]


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


def told_in_brackets(lead: Lead, how: LeadTelling, wording: LeadWords) -> str:
    """What holds usually, within a branch: "an amount (no paper: see the question)", "an amount (GP)"; empty where that is no single thing."""
    usual = usual_of(lead, wording)
    if usual is None or usual.lead.depends_on:
        return _in_common(usual or Usual(lead, ()), wording)
    said = usual.lead.rules[0].statement
    told = small(how(usual.lead.rules[0]).removesuffix("."), wording.names)
    if said is None or said.always or said.sends_to or re.search(r"[:;(]|\. ", told):
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
        excepted = gettext("{answers}: see the question", answers=_named(usual.forks[0], others, wording))
        names = excepted if len(excepted) < len(names) else names
    return gettext("{told} ({facts})", told=told, facts=names)


def _in_common(usual: Usual, wording: LeadWords) -> str:
    """What holds usually, whatever is still open then: "free of charge or an amount (GP), depending on age"."""
    told = (gist(usual.lead, wording)[0] if usual.forks else "") or known_fees(usual.lead, wording)
    if not told:
        return ""
    gettext = wording.language.gettext
    asked = ", ".join(turning_on(fact, wording) for fact in usual.lead.depends_on)
    if usual.forks:
        told = gettext("{told} ({facts})", told=told, facts=answers_of(usual, wording))
    return gettext("{told}, depending on {facts}", told=told, facts=asked)


def answers_of(usual: Usual, wording: LeadWords) -> str:
    """The usual answers, within a sentence."""
    told = [(fork, fork.usual[0]) for fork in usual.forks if fork.usual is not None]
    return ", ".join(_named(fork, [value], wording) for fork, value in told)


def alike_answers_of(usual: Usual, how: LeadTelling, wording: LeadWords) -> str:
    """The usual answers with the others of which the same is told: "valid LMA card, receipt"."""
    return ", ".join(_named(fork, _alike(fork, how, wording)[0], wording) for fork in usual.forks)


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
    gettext = wording.language.gettext
    names = dict.fromkeys((alike_answers_of(usual, how, wording), answers_of(usual, wording)))
    otherwise = gettext("Otherwise: see the question.")
    for rest in (f" {otherwise}", ""):
        for each in names:
            yield f"{each}: {told.removesuffix('.')}.{rest}"
