"""A lead in one line: what answers the question on a topic, and where that is open, what with which answer.

An uncertain lead is told by the answers to an open question, as fully as the line has room for: in its statements' own words, in their
brief words, by what they charge; then with what is still to be asked in place of what depends on more. What holds with one answer is never
told without that answer. Where none of it fits, the line says what to find out first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from enum import IntEnum
from functools import cached_property
from typing import Protocol

from assistant.answer.model import Fork, Lead
from assistant.i18n import N_, Language
from assistant.knowledge.conditions import literals
from assistant.knowledge.model import LONGEST_LEAD, REGION, Fee, Knowledge, Question, Rule, Statement

SAID_BY_THE_LINE = ("visit", "journey")
"""What a lead says in its own words: so much for the visit, where so much per visit for the visit would stand."""

LONGEST_USUAL = 48
"""Characters of what holds with the usual answers, where the exceptions follow in the same sentence."""

MOST_NAMED = 3
"""Answers that are named one by one before what they have in common: of more it is said first, then the exception."""

YES_OR_NO = {"yes", "no"}
"""The answers of a question that say nothing without it, if they have no brief words."""

_Stage = Callable[["_Forks"], Iterator[str]]
"""A way to tell the forks of a lead."""

LeadTelling = Callable[[Rule], str]
"""What a rule that leads is told by."""


class LeadWords(Protocol):
    """The words of a language that a lead is told in."""

    @property
    def knowledge(self) -> Knowledge: ...
    @property
    def language(self) -> Language: ...
    def rule_lead(self, rule: Rule) -> str: ...
    def rule_brief(self, rule: Rule) -> str: ...
    def fee(self, fee: Fee) -> str: ...
    def depends_on(self, facts_on: Iterable[str]) -> str: ...
    def short(self, fact: str) -> str: ...
    @property
    def names(self) -> Collection[str]: ...
    def settle(self, question: Question) -> str: ...
    def brief_value(self, question: Question, value: str) -> str: ...
    def is_said_by_its_answers(self, question: Question) -> bool: ...


LeadKey = tuple[object, ...]
"""All of a lead that its line depends on, as something that can be looked up by."""


def key_of(lead: Lead) -> LeadKey:
    """Leads of many cases are alike: with the same key they have the same line."""
    return (
        lead.topic, tuple(map(id, lead.rules)), lead.everywhere, lead.depends_on, lead.withheld,
        tuple((fork.fact, fork.fitting, tuple((value, branch and key_of(branch)) for value, branch in fork.branches)) for fork in lead.forks),
    )  # fmt: skip


def line(lead: Lead, wording: LeadWords) -> str:
    """A lead in one line of at most `LONGEST_LEAD` characters."""
    texts = {wording.rule_lead(rule) for rule in lead.rules}
    if lead.everywhere and len(texts) == 1 and not lead.withheld:
        return texts.pop()
    told = (_cased(text) for text in _tellings(lead, wording))
    return next((text for text in told if len(text) <= LONGEST_LEAD), f"{wording.depends_on(lead.depends_on)}.")


def _tellings(lead: Lead, wording: LeadWords) -> Iterator[str]:
    """The lead from its fullest telling to its shortest; what all answers have in common needs no answer before it.

    What an open branch has in common is said where there is room for it; a line that would only ask says it in any case.
    """
    plain = _Forks(wording, Gists.NONE)
    said, short, as_told = (_Forks(wording, gists, plain) for gists in (Gists.SAID, Gists.SHORT, Gists.AS_TOLD))
    has_gists = any(plain.has_a_gist(branch) for fork in lead.forks for _, branch in fork.branches)
    whole, part, last = _stages(lead, _ways_to_tell(lead, wording), wording)
    for stages in (whole, part):
        for stage in stages:
            for forks in (said, short) if has_gists else ():
                yield from stage(forks)
            yield from stage(plain)
        for stage in stages if has_gists else ():
            yield from stage(as_told)
    yield from last(plain)
    gist, _ = _gist(lead, wording)
    if gist:
        yield f"{gist}. {_to_settle(lead, wording)}"
        yield f"{gist}. {wording.depends_on(lead.depends_on)}."
    yield _to_settle(lead, wording)


def _stages(
    lead: Lead, ways: list[LeadTelling], wording: LeadWords
) -> tuple[tuple[_Stage, ...], tuple[_Stage, ...], _Stage]:
    """The ways to tell the forks of a lead, from the fullest to the shortest: all answers, some of them, and one rather than none."""
    different = tuple(dict.fromkeys(ways))
    # While it is open who the patient is, a line does not tell of some and leave the others to "otherwise".
    among_people = any(_is_among_people(fork, wording.knowledge.question_for(fork.fact)) for fork in lead.forks)

    def whole(to_the_end: bool) -> _Stage:
        return lambda forks: _told_whole(lead, ways, forks, to_the_end)

    def in_part(forks: _Forks) -> Iterator[str]:
        for fork in lead.forks:
            yield from forks.told_by(fork, ways[2], True).told_as_it_fits()
            for split in (True, False):
                yield from forks.told_by(fork, ways[-1], False, split).told_without_what_every_topic_says()
            yield from forks.told_by(fork, ways[-1], False).told_in_part(not among_people)

    def otherwise(forks: _Forks) -> Iterator[str]:
        for how in different:
            for fork in lead.forks:
                yield from forks.told_by(fork, how, to_the_end=False).told_otherwise()

    def one(forks: _Forks) -> Iterator[str]:
        for fork in lead.forks:
            yield from forks.told_by(fork, ways[-1], True).told_in_part(not among_people, least=1)

    split: _Stage = lambda forks: _split_tellings(lead, different, forks)  # noqa: E731
    return (whole(True), split, whole(False)), (in_part, otherwise), one


def _told_whole(lead: Lead, ways: list[LeadTelling], forks: _Forks, to_the_end: bool) -> Iterator[str]:
    for fork in lead.forks:
        whole, brief = (forks.told_by(fork, how, to_the_end) for how in (ways[0], ways[2]))
        # Answers that say the same in fewer words are told together: three times the same amount is no choice.
        shorter = brief if len(brief.values) < len(whole.values) else whole
        yield from shorter.told()
    for how in dict.fromkeys(ways):
        for fork in lead.forks:
            yield from forks.told_by(fork, how, to_the_end).told()


def _split_tellings(lead: Lead, ways: Iterable[LeadTelling], forks: _Forks) -> Iterator[str]:
    """The lead with two answers in one where that leaves nothing to be asked: first in full, then without what every topic says."""
    for how in ways:
        for fork in lead.forks:
            split = forks.told_by(fork, how, False, split=True)
            if split.only and not split.unsettled:
                yield from split.told()
    for how in ways:
        for fork in lead.forks:
            split = forks.told_by(fork, how, False, split=True)
            if split.only and not split.unsettled:
                yield from split.told_without_what_every_topic_says()


def _ways_to_tell(lead: Lead, wording: LeadWords) -> list[LeadTelling]:
    """How each rule of a lead may be told, from the fullest: what is said of every topic is shortened first.

    Where two ways come to the same words, the first stands for the other too: nothing is put together twice.
    """

    def whole(rule: Rule) -> str:
        said, text = rule.statement, wording.rule_lead(rule)
        if said is not None and said.always and said.if_answered:
            return wording.rule_brief(rule)  # "registered: as residents", not "since the patient is in the register"
        # Behind the answer and its colon a second colon would be hard to follow.
        return (_amount(rule, wording) or wording.rule_brief(rule)) if ": " in text else text

    def general(rule: Rule) -> str:
        said = rule.statement
        return wording.rule_brief(rule) if said is not None and said.always else whole(rule)

    def amount(rule: Rule) -> str:
        return _amount(rule, wording) or wording.rule_brief(rule)

    told: dict[tuple[str, ...], LeadTelling] = {}
    rules = {rule.id: rule for rule in _rules_of(lead)}.values()
    ways = (whole, general, wording.rule_brief, amount)
    return [told.setdefault(tuple([how(rule) for rule in rules]), how) for how in ways]


def _rules_of(lead: Lead) -> Iterator[Rule]:
    """The rules of a lead and of all branches of its forks."""
    yield from lead.rules
    for fork in lead.forks:
        for _, branch in fork.branches:
            yield from _rules_of(branch) if branch is not None else ()


def _amount(rule: Rule, wording: LeadWords) -> str:
    """What a rule that leads charges, if that is known and it has no brief words; what is paid for is what the question is about."""
    said = rule.statement
    if said is None or said.brief or said.fee is None or said.fee.amount is None:
        return ""
    return wording.fee(unit_left_out(said.fee))


def unit_left_out(fee: Fee) -> Fee:
    """A fee without what goes without saying of a visit or a journey."""
    return fee._replace(per=None) if fee.per in SAID_BY_THE_LINE else fee


class Gists(IntEnum):
    """Whether a branch that is open says what holds in any case, in how many words, and whether it then counts as told."""

    NONE = 0
    SHORT = 1
    SAID = 2
    AS_TOLD = 3


_ForkKey = tuple[int, LeadTelling, bool, bool, Gists]
"""A fork, and in which way it is told."""


class _Forks:
    """The forks of one lead, those within branches too, each told in each way once."""

    def __init__(self, wording: LeadWords, gists: Gists, beside: _Forks | None = None) -> None:
        """`beside`: what tells the forks of the same lead with other gists; what comes to the same is made once."""
        self._wording = wording
        self.gists = gists
        self._gist_of: dict[int, tuple[str, bool]] = beside._gist_of if beside is not None else {}
        self._told: dict[_ForkKey, _Fork] = beside._told if beside is not None else {}

    def told_by(
        self, fork: Fork, how: LeadTelling, to_the_end: bool, split: bool = False, gists: Gists | None = None
    ) -> _Fork:
        """The fork told in a way. `to_the_end`: with a fork in a branch that turns on one more answer; else such a branch says what to ask.

        `split`: such a branch is told by both answers in one, "temporary protection (not registered)". `gists`: whether a branch that is
        open says what holds in any case.
        """
        if not any(branch is not None and branch.forks for _, branch in fork.branches):
            to_the_end, split = True, False  # it comes to the same
        gists = self.gists if gists is None else gists
        if not any(self.has_a_gist(branch, to_the_end) for _, branch in fork.branches):
            gists = Gists.NONE
        key = id(fork), how, to_the_end, split, gists
        told = self._told.get(key)
        if told is None:
            told = self._told[key] = _Fork(fork, how, self._wording, to_the_end, self, split, gists)
        return told

    def gist(self, branch: Lead) -> tuple[str, bool]:
        """What holds whatever is still open in a branch, and whether that is all of it."""
        found = self._gist_of.get(id(branch))
        if found is None:
            found = self._gist_of[id(branch)] = _gist(branch, self._wording)
        return found

    def has_a_gist(self, branch: Lead | None, to_the_end: bool = False) -> bool:
        """Whether a branch turns on more and has something in common in any case. `to_the_end`: not if its own fork is told."""
        if branch is None or not branch.depends_on or (to_the_end and branch.forks):
            return False
        return bool(self.gist(branch)[0])


class _Fork:
    """A fork told in one way; `forks`: those within its branches, told in the same way."""

    def __init__(
        self,
        fork: Fork,
        how: LeadTelling,
        wording: LeadWords,
        to_the_end: bool,
        forks: _Forks,
        split: bool,
        gists: Gists,
    ) -> None:
        self._forks, self.gists = forks, gists
        self.question = wording.knowledge.question_for(fork.fact)
        self.how, self.wording, self.to_the_end = how, wording, to_the_end
        self.nested = False
        self.fitting = fork.fitting
        self.unsettled: set[str] = set()
        self.general: set[str] = set()
        self.own: set[str] = set()
        self.sending: set[str] = set()
        self.careful: set[str] = set()
        self.values: dict[str, list[str]] = {}
        self.only: dict[tuple[str, str], str] = {}
        told = [(value, branch) for value, branch in fork.branches if not _does_not_fit(branch)]
        self.left_out = len(told) < len(fork.branches)
        self._tell(told, split)
        self.general -= self.own
        open_values = [value for text in self.unsettled for value in self.values.get(text, ())]
        self.most_is_open = 2 * len(open_values) > len(told)

    def _tell(self, told: Iterable[tuple[str, Lead | None]], split: bool) -> None:
        for value, branch in told:
            within = self._splitting(branch) if split else None
            if within is None:
                self.values.setdefault(self._branch(branch), []).append(value)
            else:
                self._split(value, within)

    def _splitting(self, branch: Lead | None) -> Fork | None:
        """The one fork within a branch whose answers say by themselves what they are, so that they can stand behind another in brackets."""
        if branch is None or branch.withheld or len(branch.forks) != 1:
            return None
        (fork,) = branch.forks
        return fork if _has_words_of_its_own(self.wording.knowledge.question_for(fork.fact)) else None

    def _split(self, value: str, within: Fork) -> None:
        """Tells a value by both answers in one. What every topic says of the rest needs no line: the words of the answers say who they are."""
        question = self.wording.knowledge.question_for(within.fact)
        for inner, branch in within.branches:
            if not _does_not_fit(branch) and not _is_general(branch):
                text = self._branch(branch)
                self.values.setdefault(text, []).append(value)
                self.only[text, value] = self._small(self.wording.brief_value(question, inner))

    def told(self) -> Iterator[str]:
        """The fork with and without its question before it; nothing where it would hardly say anything.

        Under "otherwise" what holds for most could only stand last: not before what is said of every topic, while there is another telling.
        """
        if self.most_is_open or not self.values or (self.nested and len(self.values) == 1 and not self.left_out):
            return
        if len(self.values) == 1:
            yield _sentence(next(iter(self.values))) if self._alike else self._branches(". ", named=True)
            return
        named, gathered = self._branches(". ", named=True), self._branches(". ", named=bool(self.general))
        usual = list(map(_sentence, self._usual_first()))
        if self.question.id != REGION and any(len(values) > MOST_NAMED for values in self.values.values()):
            yield from usual
        yield from self._with_its_question(named)
        if self.question.id != REGION:
            yield from usual
        if gathered != named and not (self._has_a_usual and self._usual in self._gathered(named=bool(self.general))):
            yield from self._with_its_question(gathered)
        yield from usual

    def told_without_what_every_topic_says(self) -> Iterator[str]:
        """All that is the topic's own, with what must still be asked; and what the rest turns on, if there is room for it."""
        kept = [text for text in self.values if text not in self.general]
        several = sum(len(self.values[text]) for text in kept) > 1
        if several and len(kept) < len(self.values) and self._says_what_it_is and not self.most_is_open:
            told = self._in_part(kept)
            yield told
            yield told.removesuffix(" " + self._otherwise)

    def told_otherwise(self) -> Iterator[str]:
        """The fork with what holds for most last, as what holds otherwise."""
        if not self.most_is_open and len(self.values) > 1:
            yield from self._with_its_question(self._branches(". "))

    def _usual_first(self) -> Iterator[str]:
        """What holds with the usual answers first, and with which it does not: "the fee, except no document: search first".

        Not of numbers, yes and no, which stand in their order; nor of situations, where "except" would be read as "don't know".
        """
        (usual, values), *others = self.values.items()
        most = len(values) > 1 and all(len(values) >= len(other) for _, other in others)
        may_be = self.question.number is None and not self.question.who and not self.only
        told = usual not in self.unsettled | self.sending | self.general | self.careful
        if others and most and may_be and told and len(usual) <= LONGEST_USUAL and not re.search(r"[:;(]|\. ", usual):
            gettext = self.wording.language.gettext
            excepting = gettext("{usual}, except {others}", usual="", others="")
            parts = "; ".join(f"{self._small(self._named(values, text))}: {text}" for text, values in others)
            if excepting not in usual:
                yield gettext("{usual}, except {others}", usual=usual, others=parts)

    def _with_its_question(self, branches: str) -> Iterator[str]:
        if not _has_words_of_its_own(self.question):
            yield f"{self.wording.short(self.question.id)}? {branches}"
        if self._says_what_it_is:
            yield branches

    def told_in_part(self, hiding: bool, least: int = 2) -> Iterator[str]:
        """As many answers as the line has room for, in their order, and what the others turn on; nothing without `least`, or all but one.

        What is said of every topic is the first to be left out; what the answer does not settle is, unless it goes with what was answered.
        What is the topic's own is left out only if `hiding`: a line that tells some patients' answer and not others' would be read as
        that of all, and whoever has no paper at all would be the one left out.
        """
        if self.most_is_open:
            return
        fitting = {text for text, values in self.values.items() if self._fits(values) and text not in self.general}
        kept = self._kept(fitting)
        if not fitting.issubset(kept):
            kept = self._kept(())
        several = sum(len(self.values[text]) for text in kept) >= least or len(self.values) == len(kept) + 1 > 1
        hidden = self.values.keys() - set(kept) - self.general
        if hidden and not hiding:
            yield from self._told_by_name()
        elif several and not self.general.issuperset(kept) and self._says_what_it_is:
            yield self._in_part(kept)

    def _told_by_name(self) -> Iterator[str]:
        """All people whom the topic has an answer of its own for: whoever is protected first, those for whom there is no room by name."""
        own = [text for text in self.values if text not in self.general]
        own.sort(key=lambda text: (not self._protects(self.values[text]), text in self.unsettled))
        if not _asks_who(self.question) or not own or own[0] in self.unsettled:
            return
        for count in range(len(own) - 1, 0, -1):
            kept, left = own[:count], own[count:]
            parts = [f"{self._named(self.values[text], text)}: {text}" for text in self.values if text in kept]
            names = ", ".join(map(self._small, (self._named(self.values[text], text) for text in left)))
            own_rules = self.wording.language.gettext("own rules")
            parts.append(f"{names}: {own_rules}")
            yield " ".join(map(_sentence, parts))

    def _protects(self, values: Iterable[str]) -> bool:
        """Whether something is promised to whoever has one of these answers."""
        protected = [has for promise in self.wording.knowledge.promises for has in literals(promise.protects)]
        return any(has.fact == self.question.id and not has.values.isdisjoint(values) for has in protected)

    def _kept(self, first: Collection[str]) -> list[str]:
        """The answers that the line has room for, with what goes with what was answered before the others, settled or not."""
        kept: list[str] = []
        for text in sorted(
            self.values, key=lambda text: (text in self.general, text not in first, text in self.unsettled)
        ):
            may_be_said = text in first or text not in self.unsettled or _asks_who(self.question)
            if may_be_said and len(self._in_part([*kept, text])) <= LONGEST_LEAD:
                kept.append(text)
        return kept

    def told_as_it_fits(self) -> Iterator[str]:
        """All answers that go with what was answered (a UT card with temporary protection), and what the others turn on."""
        kept = [text for text, values in self.values.items() if self._fits(values) and text not in self.general]
        if kept and len(kept) < len(self.values) and self.unsettled.isdisjoint(kept):
            yield self._in_part(kept)

    def _fits(self, values: Iterable[str]) -> bool:
        return not self.fitting.isdisjoint(values)

    def _in_part(self, kept: Collection[str]) -> str:
        """Some of the branches, and what the others turn on."""
        ordered = sorted(self.values.items(), key=lambda pair: (pair[0] in self.general, not self._fits(pair[1])))
        parts = [f"{self._named(values, text)}: {text}" for text, values in ordered if text in kept]
        return " ".join([*map(_sentence, parts), self._otherwise])

    @cached_property
    def _otherwise(self) -> str:
        turning_on = self._turning_on(self.question.id)
        return _sentence(self.wording.language.gettext("otherwise: depends on {facts}", facts=turning_on))

    def _turning_on(self, fact: str) -> str:
        """What a branch depends on, within a sentence: a question by its short words, or by what its Yes says."""
        question = self.wording.knowledge.question_for(fact)
        if not _has_words_of_its_own(question):
            return self._small(self.wording.short(fact))
        answer = self._small(self.wording.brief_value(question, "yes"))
        return self.wording.language.gettext("whether {answer}", answer=answer)

    @cached_property
    def _alike(self) -> bool:
        """Whether what holds with all answers needs none before it: not where it is true of one patient, and another has not been told of."""
        return not self.only and not (self.left_out and self.question.who)

    @cached_property
    def within(self) -> str:
        """The fork as part of a branch of another."""
        if len(self.values) == 1 and self._alike:
            return next(iter(self.values))
        if usual := next(self._usual_first(), ""):
            return usual
        before = "" if self._says_what_it_is else f"{self._small(self.wording.short(self.question.id))}? "
        return f"{before}{self._branches('; ').removesuffix('.')}"

    @cached_property
    def _says_what_it_is(self) -> bool:
        """Whether the answers say by themselves what they are answers to: not yes and no, if they have no words of their own."""
        return _has_words_of_its_own(self.question) or self.wording.is_said_by_its_answers(self.question)

    def _branch(self, lead: Lead | None) -> str:
        gettext = self.wording.language.gettext
        if lead is None:
            return gettext("not known here")
        if lead.depends_on and lead.forks and not lead.withheld:
            inner = self._forks.told_by(lead.forks[0], self.how, True, gists=self.gists)
            if inner.values and (self.to_the_end or len(inner.values) == 1):
                self.nested = self.nested or len(inner.values) > 1
                return inner.within
        if lead.depends_on or lead.withheld or not lead.rules:
            return self._open_branch(lead)
        (rule, *_) = lead.rules
        text = self._small(self.how(rule).removesuffix("."))
        if rule.statement is not None:
            (self.general if _says_what_every_topic_says(rule.statement) else self.own).add(text)
        if rule.statement is not None and rule.statement.sends_to:
            self.sending.add(text)
        if rule.statement is not None and rule.statement.if_answered and rule.statement.doubts:
            self.careful.add(text)
        return text

    def _open_branch(self, lead: Lead) -> str:
        """A branch that turns on more: what holds in any case, if anything does, and what is asked for the rest."""
        gettext = self.wording.language.gettext
        gist, settled = self._forks.gist(lead)
        if settled:
            (self.general if _all_general(lead) else self.own).add(gist)
            return gist
        asked = ", ".join(map(self._turning_on, lead.depends_on))
        if gist and self.gists is Gists.SHORT:
            text = gettext("{told} ({facts})", told=gist, facts=asked)
        elif gist and self.gists:
            text = gettext("{told}, depending on {facts}", told=gist, facts=asked)
        else:
            text = gettext("depends on {facts}", facts=asked) if asked else gettext("choose it to see more")
        if gist and self.gists is Gists.AS_TOLD:
            self.own.add(text)
        else:
            self.unsettled.add(text)
        return text

    def _branches(self, between: str, named: bool = False) -> str:
        """What holds with which answers; what holds with most of them as what holds otherwise, and last.

        Otherwise is also whatever is not known yet: so nothing is told so that leads to another actor, nor anything if `named`.
        """
        ordered = self._main_case_first
        gathered = self._gathered(named)
        if gathered:
            ordered = [
                *(pair for pair in ordered if pair[0] not in gathered),
                *((text, self.values[text]) for text in gathered),
            ]
        parts = []
        for pair in ordered:
            text, values = pair
            name = self.wording.language.gettext("otherwise") if text in gathered else self._named(values, text)
            parts.append(f"{name}: {text}")
        if between == ". ":
            return " ".join(_sentence(part) for part in parts)
        return between.join(self._small(part) for part in parts)

    def _gathered(self, named: bool) -> tuple[str, ...]:
        """What holds with most answers, where it is told as what holds otherwise; empty if nothing is."""
        text, values = max(self._main_case_first, key=lambda pair: len(pair[1]))
        may_be = not named and len(self.values) > 1 and self.question.number is None
        return (text,) if may_be and len(values) > 1 and text not in self.sending else ()

    @property
    def _usual(self) -> str:
        """What holds with the usual answer: the one that the knowledge has first."""
        return next(iter(self.values))

    @property
    def _has_a_usual(self) -> bool:
        """Whether one of its answers is the usual one, and the others exceptions: not of numbers, regions, people, or yes and no."""
        question = self.question
        return question.number is None and question.id != REGION and not question.who and self._says_what_it_is

    @cached_property
    def _main_case_first(self) -> list[tuple[str, list[str]]]:
        """What goes with what was answered first, then what holds with the usual answer, for most, what must still be asked, what speaks of
        an answer that is an exception, and what every topic says; numbers, regions, yes and no stay in their own order."""
        ordered = list(self.values.items())
        if self.question.number is not None or self.question.id == REGION or not self._says_what_it_is:
            return ordered
        return sorted(
            ordered,
            key=lambda pair: (
                pair[0] in self.general,
                not self._fits(pair[1]),
                pair[0] in self.careful,
                self._has_a_usual and pair[0] != self._usual,
                pair[0] in self.unsettled,
                -len(pair[1]),
            ),
        )

    def _named(self, values: Sequence[str], text: str) -> str:
        """The answers with which a text holds, by their labels; bands of a number by the numbers between which they lie."""
        if self.question.number is not None:
            return ", ".join(self._span(low, high) for low, high in self.question.spans(values))
        first, *rest = (
            self.wording.brief_value(self.question, value) + self._in_brackets(text, value) for value in values
        )
        return ", ".join([first, *map(self._small, rest)])

    def _in_brackets(self, text: str, value: str) -> str:
        only = self.only.get((text, value))
        return f" ({only})" if only else ""

    def _small(self, text: str) -> str:
        """A text within the line; regions are names."""
        return _small(text, self.wording.names)

    def _span(self, low: int, high: int) -> str:
        number, gettext = self.question.number, self.wording.language.gettext
        assert number is not None
        if low == number.least:
            return gettext("under {number}", number=str(high + 1))
        if high == number.greatest:
            return gettext("from {number}", number=str(low))
        return f"{low}–{high}"


def _asks_who(question: Question) -> bool:
    """Whether its answers are people: situations, not ages."""
    return question.who and question.number is None


def _is_among_people(fork: Fork, question: Question) -> bool:
    """Whether it is open which of several people the patient is."""
    return _asks_who(question) and sum(not _does_not_fit(branch) for _, branch in fork.branches) > 1


def _has_words_of_its_own(question: Question) -> bool:
    """Whether it is one of yes and no whose answers say by themselves what they are answers to: "not registered", not "no"."""
    return {value.id for value in question.values} == YES_OR_NO and all(value.brief for value in question.values)


def _says_what_every_topic_says(said: Statement) -> bool:
    """Whether it holds whatever is asked about; not where it doubts what the topic says, and goes before it."""
    return said.always and not said.doubts


def _is_general(branch: Lead | None) -> bool:
    """Whether what leads is said of every topic."""
    leading = branch.rules[0].statement if branch is not None and not branch.depends_on and branch.rules else None
    return leading is not None and _says_what_every_topic_says(leading)


def _all_general(lead: Lead) -> bool:
    """Whether all that leads is said of every topic."""
    return all(rule.statement is not None and _says_what_every_topic_says(rule.statement) for rule in lead.rules)


def _does_not_fit(branch: Lead | None) -> bool:
    """Whether an answer only would not go together with those given: no line tells that beside the answers that do.

    What speaks of answers on every topic, and has no brief words, is such a statement.
    """
    leading = branch.rules[0].statement if branch is not None and not branch.depends_on and branch.rules else None
    return leading is not None and leading.if_answered and leading.always and not leading.brief


def _cased(text: str) -> str:
    return text[:1].upper() + text[1:]


def _small(text: str, names: Collection[str]) -> str:
    """A text within a sentence: its first letter small, if it does not begin with a name, or with a word in capitals, as LMA."""
    first = re.split(r"[^\w-]", text, maxsplit=1)[0]
    return text if first in names or not first[1:].islower() else text[:1].lower() + text[1:]


def _sentence(text: str) -> str:
    return f"{_cased(text)}{'' if text.endswith(('.', '?')) else '.'}"


def _to_settle(lead: Lead, wording: LeadWords) -> str:
    """What the reader finds out first, and what next, if there is room for both; the app asks for the rest."""
    told = [
        wording.settle(wording.knowledge.question_for(fact))
        or wording.language.gettext("Find out first: {fact}.", fact=wording.short(fact))
        for fact in lead.depends_on[:2]
    ]
    both = " ".join(told)
    return both if len(both) <= LONGEST_LEAD else told[0]


def _gist(lead: Lead, wording: LeadWords) -> tuple[str, bool]:
    """What holds whatever is still open in a lead, and whether that is all: the same words, amounts, or what all have in common.

    Empty where they have nothing in common, or where something may not be said or is not known.
    """
    if lead.withheld or not lead.everywhere or not lead.rules:
        return "", False
    texts = list(
        dict.fromkeys(_amount(rule, wording) or wording.rule_brief(rule).removesuffix(".") for rule in lead.rules)
    )
    if len(texts) == 1:
        return texts[0], True
    first, *others = [re.split("[,;] ", text) for text in texts]
    common = [clause for clause in first if all(clause in other for other in others)]
    return ", ".join(common) or _fees_between(lead, wording), False


def _fees_between(lead: Lead, wording: LeadWords) -> str:
    """What the statements that may lead charge: the least to the greatest amount.

    Empty where one of them is no fee, or one is not known, and where all are the same: then they differ in what is paid for, and the
    amount alone would say too much.
    """
    statements = [rule.statement for rule in lead.rules if rule.statement is not None]
    fees = [unit_left_out(said.fee) for said in statements if said.fee is not None]
    known = sorted((fee.amount, index) for index, fee in enumerate(fees) if fee.amount is not None)
    if len(known) < len(lead.rules) or not lead.everywhere or len({wording.fee(fee) for fee in fees}) < 2:
        return ""
    least, most = fees[known[0][1]], fees[known[-1][1]]
    between = N_("{least} or {most}") if len({wording.fee(fee) for fee in fees}) == 2 else N_("{least} to {most}")
    return wording.language.gettext(between, least=wording.fee(least), most=wording.fee(most))
