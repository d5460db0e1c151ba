"""The line of a lead and its stages: from the fullest telling of its forks to what is to be found out first.

An uncertain lead is told by the answers to an open question, as fully as the line has room for: in its statements' own words, in their
brief words, by what they charge; then with what is still to be asked in place of what depends on more. What holds with one answer is never
told without that answer. Where none of it fits, the line says what to find out first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import filterfalse, product

from assistant.answer.model import Fork, Lead
from assistant.knowledge.model import LONGEST_LEAD, REGION, Question
from assistant.texts import cased
from assistant.words.leads.answers import asks_who
from assistant.words.leads.branches import does_not_fit
from assistant.words.leads.forks import Forks
from assistant.words.leads.free import hides_what_is_free, tells_what_is_free
from assistant.words.leads.gists import Gists, gist
from assistant.words.leads.speech import LeadWords, small
from assistant.words.leads.usual import tellings, usual_of
from assistant.words.leads.ways import LeadTelling, ways_to_tell

_Stage = Callable[[Forks], Iterator[str]]
"""A way to tell the forks of a lead."""

OF_GROUPS = (Gists.NONE, Gists.USUAL, Gists.GROUP, Gists.MOSTLY)
"""What is told of groups of people, from what holds in any case to what holds usually."""

LEAVING_OPEN = (Gists.MOSTLY, Gists.SAID, Gists.SHORT, Gists.NONE)
"""The same where one of them may be told what to ask."""

LeadKey = tuple[object, ...]
"""All of a lead that its line depends on, as something that can be looked up by."""


def key_of(lead: Lead) -> LeadKey:
    """Leads of many cases are alike: with the same key they have the same line."""
    return (
        lead.topic, tuple(map(id, lead.rules)), lead.everywhere, lead.depends_on, lead.withheld,
        tuple(map(_key_of_fork, lead.forks)), lead.usually and _key_of_fork(lead.usually),
        lead.halves and _key_of_fork(lead.halves),
    )  # fmt: skip


def _key_of_fork(fork: Fork) -> LeadKey:
    return fork.fact, fork.fitting, tuple((value, branch and key_of(branch)) for value, branch in fork.branches)


def line(lead: Lead, wording: LeadWords) -> str:
    """A lead in one line of at most `LONGEST_LEAD` characters."""
    texts = {wording.rule_lead(rule) for rule in lead.rules}
    if lead.everywhere and len(texts) == 1 and not lead.withheld:
        return texts.pop()
    told = (cased(text) for text in _tellings(lead, wording))
    fitting = (text for text in told if len(text) <= LONGEST_LEAD)
    first = next(fitting, f"{wording.depends_on(lead.depends_on)}.")
    amounts = _amounts(lead, wording)
    hides = hides_what_is_free(first, lead, wording)
    if not hides and (not amounts or any(each in first for each in amounts)):
        return first
    charging = (text for text in fitting if not amounts or any(each in text for each in amounts))
    return next((text for text in charging if not hides or tells_what_is_free(text, lead, wording)), first)


def _amounts(lead: Lead, wording: LeadWords) -> set[str]:
    """What may have to be paid, where that is known: a line that says none of it answers no question on a fee.

    Not while it is open who the patient is, or where: the line then has to tell the people, or the regions, apart.
    """
    asked = [wording.knowledge.question_for(fact) for fact in lead.depends_on]
    if any(question.id == REGION or asks_who(question) for question in asked):
        return set()
    fees = [rule.statement.fee for rule in lead.rules if rule.statement is not None and rule.statement.fee is not None]
    return {wording.fee(fee._replace(per=None, maximum=False)) for fee in fees if fee.amount}


def _tellings(lead: Lead, wording: LeadWords) -> Iterator[str]:
    """The lead from its fullest telling to its shortest; what all answers have in common needs no answer before it.

    What an open branch has in common is said where there is room for it; a line that would only ask says it in any case.
    """
    plain = Forks(wording, Gists.NONE)
    said, short, as_told, usual = (
        Forks(wording, gists, plain) for gists in (Gists.SAID, Gists.SHORT, Gists.AS_TOLD, Gists.USUAL)
    )
    has_gists = any(plain.has_a_gist(branch) for fork in lead.forks for _, branch in fork.branches)
    ways = ways_to_tell(lead, wording)
    whole, part, last = _stages(lead, ways, wording)
    with_gists = (said, short) if has_gists else ()
    yield from _of_groups(lead, ways, plain, wording, OF_GROUPS, False)
    for stages, ordered in ((whole, (*with_gists, usual, plain)), (part, (*with_gists, plain, usual))):
        for stage in stages:
            for forks in ordered:
                yield from filterfalse(_says_twice_with_what, stage(forks)) if forks is usual else stage(forks)
        for stage in stages if has_gists else ():
            yield from stage(as_told)
        if stages is whole:
            if REGION not in lead.depends_on:
                yield from _of_groups(lead, ways, plain, wording, LEAVING_OPEN, True)
            yield from _in_the_usual_case(lead, dict.fromkeys(ways), plain, wording)
    yield from last(plain)
    in_common, _ = gist(lead, wording)
    if in_common:
        yield f"{in_common}. {_to_settle(lead, wording)}"
        yield f"{in_common}. {wording.depends_on(lead.depends_on)}."
    yield _to_settle(lead, wording)


def _says_twice_with_what(text: str) -> bool:
    """Whether the same stands in brackets behind two answers: it is said once, before them."""
    in_brackets = re.findall(r"\(([^)]*)\)", text)
    return len(set(in_brackets)) < len(in_brackets)


def _stages(
    lead: Lead, ways: list[LeadTelling], wording: LeadWords
) -> tuple[tuple[_Stage, ...], tuple[_Stage, ...], _Stage]:
    """The ways to tell the forks of a lead, from the fullest to the shortest: all answers, some of them, and one rather than none."""
    different = tuple(dict.fromkeys(ways))
    # While it is open who the patient is, a line does not tell of some and leave the others to "otherwise".
    among_people = any(_is_among_people(fork, wording.knowledge.question_for(fork.fact)) for fork in lead.forks)

    def whole(to_the_end: bool) -> _Stage:
        return lambda forks: _told_whole(lead, ways, forks, to_the_end)

    def in_part(forks: Forks) -> Iterator[str]:
        for fork in lead.forks:
            yield from forks.told_by(fork, ways[2], True).told_as_it_fits()
            for split in (True, False):
                yield from forks.told_by(fork, ways[-1], False, split).told_without_what_every_topic_says()
            yield from forks.told_by(fork, ways[-1], False).told_in_part(not among_people)

    def otherwise(forks: Forks) -> Iterator[str]:
        for how in different:
            for fork in lead.forks:
                yield from forks.told_by(fork, how, to_the_end=False).told_otherwise()

    def one(forks: Forks) -> Iterator[str]:
        for fork in lead.forks:
            yield from forks.told_by(fork, ways[-1], True).told_in_part(not among_people, least=1)

    split: _Stage = lambda forks: _split_tellings(lead, different, forks)  # noqa: E731
    return (whole(True), split, whole(False)), (in_part, otherwise), one


def _told_whole(lead: Lead, ways: list[LeadTelling], forks: Forks, to_the_end: bool) -> Iterator[str]:
    for fork in lead.forks:
        whole, brief = (forks.told_by(fork, how, to_the_end) for how in (ways[0], ways[2]))
        # Answers that say the same in fewer words are told together: three times the same amount is no choice.
        shorter = brief if len(brief.values) < len(whole.values) else whole
        yield from shorter.told()
    for how in dict.fromkeys(ways):
        for fork in lead.forks:
            yield from forks.told_by(fork, how, to_the_end).told()


def _of_groups(
    lead: Lead, ways: list[LeadTelling], plain: Forks, wording: LeadWords, kinds: Iterable[Gists], leaving_open: bool
) -> Iterator[str]:
    """While it is open who the patient is, each group with what holds of it: in any case, else usually, else what to ask."""
    among = [fork for fork in lead.forks if asks_who(wording.knowledge.question_for(fork.fact))]
    for how, fork in product(dict.fromkeys(ways), among):
        if not leaving_open and not any(branch and _turns_on_a_half(branch, wording) for _, branch in fork.branches):
            yield from plain.told_by(fork, how, True).told_of_groups(False)
    for gists in kinds if among else ():
        forks = Forks(wording, gists, plain)
        for how, split in product(dict.fromkeys(ways), (True, False)):
            for fork in among:
                told = forks.told_by(fork, how, False, split).told_of_groups(leaving_open)
                yield from told if gists is Gists.NONE else filterfalse(_says_twice_with_what, told)
    for gists, how, fork in product(kinds if leaving_open else (), dict.fromkeys(ways), among):
        yield from Forks(wording, gists, plain).told_by(fork, how, False, True).told_by_name()


def _turns_on_a_half(branch: Lead, wording: LeadWords) -> bool:
    """Whether a branch turns on one of yes and no, whose answers stand behind the group in brackets."""
    return any(wording.knowledge.question_for(fork.fact).halves is not None for fork in branch.forks)


def _split_tellings(lead: Lead, ways: Iterable[LeadTelling], forks: Forks) -> Iterator[str]:
    """The lead with two answers in one where that leaves nothing to be asked: first in full, then without what every topic says."""
    for how in ways:
        for fork in lead.forks:
            split = forks.told_by(fork, how, False, split=True)
            if split.branches.only and not split.branches.unsettled:
                yield from split.told()
    for how in ways:
        for fork in lead.forks:
            split = forks.told_by(fork, how, False, split=True)
            if split.branches.only and not split.branches.unsettled:
                yield from split.told_without_what_every_topic_says()


def _in_the_usual_case(lead: Lead, ways: Iterable[LeadTelling], forks: Forks, wording: LeadWords) -> Iterator[str]:
    """Where several questions are open: what holds with the usual answers to all but one, "GP, valid LMA card: under 20: free of charge; …"."""
    usual = usual_of(lead, wording) if lead.usually is not None else None
    if usual is None or len(usual.lead.forks) > 1 or (usual.lead.depends_on and not usual.lead.forks):
        return
    for how in ways:
        inner = [forks.told_by(fork, how, True) for fork in usual.lead.forks]
        if not any(each.branches.unsettled for each in inner):
            told = inner[0].within if inner else how(usual.lead.rules[0])
            yield from tellings(usual, small(told, wording.names), how, wording)


def _to_settle(lead: Lead, wording: LeadWords) -> str:
    """What the reader finds out first, and what next, if there is room for both; the app asks for the rest."""
    told = [
        wording.settle(wording.knowledge.question_for(fact))
        or wording.language.gettext("Find out first: {fact}.", fact=wording.short(fact))
        for fact in lead.depends_on[:2]
    ]
    both = " ".join(told)
    return both if len(both) <= LONGEST_LEAD else told[0]


def _is_among_people(fork: Fork, question: Question) -> bool:
    """Whether it is open which of several people the patient is."""
    return asks_who(question) and sum(not does_not_fit(branch) for _, branch in fork.branches) > 1
