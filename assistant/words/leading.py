"""A lead in one line: what answers the question on a topic, and where that is open, what with which answer.

An uncertain lead is told by the answers to an open question, as fully as the line has room for: in its statements' own words, in their
brief words, by what they charge; then with what is still to be asked in place of what depends on more. What holds with one answer is never
told without that answer. Where none of it fits, the line says what to find out first.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Protocol

from assistant.answer.model import Fork, Lead
from assistant.i18n import Language
from assistant.knowledge.model import LONGEST_LEAD, REGION, Fee, Knowledge, Question, Rule

SAID_BY_THE_LINE = ("visit", "journey")
"""What a lead says in its own words: so much for the visit, where so much per visit for the visit would stand."""

YES_OR_NO = {"yes", "no"}
"""The answers of a question that say nothing without it, if they have no brief words."""

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
    """The lead from its fullest telling to its shortest; what all answers have in common needs no answer before it."""
    ways = _ways_to_tell(lead, wording)
    different = tuple(dict.fromkeys(ways))
    forks = _Forks(wording)
    for to_the_end in (True, False):
        for fork in lead.forks:
            whole, brief = (forks.told_by(fork, how, to_the_end) for how in (ways[0], ways[2]))
            # Answers that say the same in fewer words are told together: three times the same amount is no choice.
            shorter = brief if len(brief.values) < len(whole.values) else whole
            yield from shorter.told()
        for how in different:
            for fork in lead.forks:
                yield from forks.told_by(fork, how, to_the_end).told()
        yield from _split_tellings(lead, different, forks) if to_the_end else ()
    for fork in lead.forks:
        yield from forks.told_by(fork, ways[2], True).told_as_it_fits()
        for split in (True, False):
            yield from forks.told_by(fork, ways[-1], False, split).told_without_what_every_topic_says()
        yield from forks.told_by(fork, ways[-1], False).told_in_part(len(lead.depends_on) == 1)
    for how in different:
        for fork in lead.forks:
            yield from forks.told_by(fork, how, to_the_end=False).told_otherwise()
    if fees := _fees_between(lead, wording):
        yield f"{fees}. {_to_settle(lead, wording)}"
        yield f"{wording.depends_on(lead.depends_on)}: {fees}"
    yield _to_settle(lead, wording)


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
        text = wording.rule_lead(rule)
        # Behind the answer and its colon a second colon would be hard to follow.
        return wording.rule_brief(rule) if ": " in text else text

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


class _Forks:
    """The forks of one lead, those within branches too, each told in each way once."""

    def __init__(self, wording: LeadWords) -> None:
        self._wording = wording
        self._told: dict[tuple[int, LeadTelling, bool, bool], _Fork] = {}

    def told_by(self, fork: Fork, how: LeadTelling, to_the_end: bool, split: bool = False) -> _Fork:
        """The fork told in a way. `to_the_end`: with a fork in a branch that turns on one more answer; else such a branch says what to ask.

        `split`: such a branch is told by both answers in one, "temporary protection (not registered)".
        """
        if not any(branch is not None and branch.forks for _, branch in fork.branches):
            to_the_end, split = True, False  # it comes to the same
        key = id(fork), how, to_the_end, split
        told = self._told.get(key)
        if told is None:
            told = self._told[key] = _Fork(fork, how, self._wording, to_the_end, self, split)
        return told


class _Fork:
    """A fork told in one way; `forks`: those within its branches, told in the same way."""

    def __init__(
        self, fork: Fork, how: LeadTelling, wording: LeadWords, to_the_end: bool, forks: _Forks, split: bool
    ) -> None:
        self._forks = forks
        self.question = wording.knowledge.question_for(fork.fact)
        self.how, self.wording, self.to_the_end = how, wording, to_the_end
        self.nested = False
        self.fitting = fork.fitting
        self.unsettled: set[str] = set()
        self.general: set[str] = set()
        self.own: set[str] = set()
        self.sending: set[str] = set()
        self.values: dict[str, list[str]] = {}
        self.only: dict[tuple[str, str], str] = {}
        told = [(value, branch) for value, branch in fork.branches if not _does_not_fit(branch)]
        self.left_out = len(told) < len(fork.branches)
        for value, branch in told:
            within = self._splitting(branch) if split else None
            if within is None:
                self.values.setdefault(self._branch(branch), []).append(value)
            else:
                self._split(value, within)
        self.general -= self.own
        open_values = [value for text in self.unsettled for value in self.values.get(text, ())]
        self.most_is_open = 2 * len(open_values) > len(told)

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
                self.only[text, value] = _small(self.wording.brief_value(question, inner))

    def told(self) -> Iterator[str]:
        """The fork with and without its question before it; nothing where it would hardly say anything.

        Under "otherwise" what holds for most could only stand last: not before what is said of every topic, while there is another telling.
        """
        if self.most_is_open or not self.values or (self.nested and len(self.values) == 1 and not self.left_out):
            return
        if len(self.values) == 1:
            yield _sentence(next(iter(self.values))) if self._alike else self._branches(". ", named=True)
            return
        for branches in dict.fromkeys(
            (self._branches(". ", named=True), self._branches(". ", named=bool(self.general)))
        ):
            yield from self._with_its_question(branches)

    def told_without_what_every_topic_says(self) -> Iterator[str]:
        """All that is the topic's own, with what must still be asked; and that the rest is told below, if there is room for it."""
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

    def _with_its_question(self, branches: str) -> Iterator[str]:
        if not _has_words_of_its_own(self.question):
            yield f"{self.wording.short(self.question.id)}? {branches}"
        if self._says_what_it_is:
            yield branches

    def told_in_part(self, hiding: bool) -> Iterator[str]:
        """As many answers as the line has room for, in their order, and that more is told below; nothing without two of them, or all but one.

        What is said of every topic is the first to be left to below; what the answer does not settle is, unless it goes with what was answered.
        What is the topic's own is left to below only if `hiding`, since there is nothing better: a line that tells some patients' answer and
        not others' would be read as that of all.
        """
        if self.most_is_open:
            return
        fitting = {text for text, values in self.values.items() if self._fits(values) and text not in self.general}
        kept = self._kept(fitting)
        if not fitting.issubset(kept):
            kept = self._kept(())
        several = sum(len(self.values[text]) for text in kept) > 1 or len(self.values) == len(kept) + 1 > 1
        hidden = self.values.keys() - set(kept) - self.general
        if hidden and not hiding and self.question.who and self.question.number is None:
            return
        if several and not self.general.issuperset(kept) and self._says_what_it_is:
            yield self._in_part(kept)

    def _kept(self, first: Collection[str]) -> list[str]:
        """The answers that the line has room for, with what goes with what was answered before the others, settled or not."""
        kept: list[str] = []
        for text in sorted(self.values, key=lambda text: (text in self.general, text not in first)):
            if (text in first or text not in self.unsettled) and len(self._in_part([*kept, text])) <= LONGEST_LEAD:
                kept.append(text)
        return kept

    def told_as_it_fits(self) -> Iterator[str]:
        """All answers that go with what was answered (a UT card with temporary protection), and that more is told below."""
        kept = [text for text, values in self.values.items() if self._fits(values) and text not in self.general]
        if kept and len(kept) < len(self.values) and self.unsettled.isdisjoint(kept):
            yield self._in_part(kept)

    def _fits(self, values: Iterable[str]) -> bool:
        return not self.fitting.isdisjoint(values)

    def _in_part(self, kept: Collection[str]) -> str:
        """Some of the branches, and that the others are told below."""
        ordered = sorted(self.values.items(), key=lambda pair: (pair[0] in self.general, not self._fits(pair[1])))
        parts = [f"{self._named(values, text)}: {text}" for text, values in ordered if text in kept]
        return " ".join([*map(_sentence, parts), self._otherwise])

    @cached_property
    def _otherwise(self) -> str:
        return _sentence(self.wording.language.gettext("otherwise: see below"))

    @cached_property
    def _alike(self) -> bool:
        """Whether what holds with all answers needs none before it: not where it is true of one patient, and another has not been told of."""
        return not self.only and not (self.left_out and self.question.who)

    @cached_property
    def within(self) -> str:
        """The fork as part of a branch of another."""
        if len(self.values) == 1 and self._alike:
            return next(iter(self.values))
        before = "" if self._says_what_it_is else f"{_small(self.wording.short(self.question.id))}? "
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
            inner = self._forks.told_by(lead.forks[0], self.how, True)
            if inner.values and (self.to_the_end or len(inner.values) == 1):
                self.nested = self.nested or len(inner.values) > 1
                return inner.within
        if lead.depends_on or lead.withheld or not lead.rules:
            asked = ", ".join(_small(self.wording.short(fact)) for fact in lead.depends_on)
            text = gettext("see below ({facts})", facts=asked) if asked else gettext("choose it to see more")
            self.unsettled.add(text)
            return text
        (rule, *_) = lead.rules
        text = self.how(rule).removesuffix(".")
        if rule.statement is not None:
            (self.general if rule.statement.always else self.own).add(text)
        if rule.statement is not None and rule.statement.sends_to:
            self.sending.add(text)
        return text

    def _branches(self, between: str, named: bool = False) -> str:
        """What holds with which answers; what holds with most of them as what holds otherwise, and last.

        Otherwise is also whatever is not known yet: so nothing is told so that leads to another actor, nor anything if `named`.
        """
        ordered = self._main_case_first
        most = max(ordered, key=lambda pair: len(pair[1]))
        gathered = (
            not named
            and len(ordered) > 1
            and self.question.number is None
            and len(most[1]) > 1
            and most[0] not in self.sending
        )
        if gathered:
            ordered = [*(pair for pair in ordered if pair is not most), most]
        parts = []
        for pair in ordered:
            text, values = pair
            name = (
                self.wording.language.gettext("otherwise") if gathered and pair is most else self._named(values, text)
            )
            parts.append(f"{name}: {text}")
        if between == ". ":
            return " ".join(_sentence(part) for part in parts)
        return between.join(self._small_answer(part) for part in parts)

    @cached_property
    def _main_case_first(self) -> list[tuple[str, list[str]]]:
        """What goes with what was answered first, then what holds for most, what must still be asked, and what every topic says; numbers,
        regions, yes and no stay in their own order."""
        ordered = list(self.values.items())
        if self.question.number is not None or self.question.id == REGION or not self._says_what_it_is:
            return ordered
        return sorted(
            ordered,
            key=lambda pair: (
                pair[0] in self.general,
                not self._fits(pair[1]),
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
        return ", ".join([first, *map(self._small_answer, rest)])

    def _in_brackets(self, text: str, value: str) -> str:
        only = self.only.get((text, value))
        return f" ({only})" if only else ""

    def _small_answer(self, text: str) -> str:
        """An answer within a sentence: regions are names."""
        return text if self.question.id == REGION else _small(text)

    def _span(self, low: int, high: int) -> str:
        number, gettext = self.question.number, self.wording.language.gettext
        assert number is not None
        if low == number.least:
            return gettext("under {number}", number=str(high + 1))
        if high == number.greatest:
            return gettext("from {number}", number=str(low))
        return f"{low}–{high}"


def _has_words_of_its_own(question: Question) -> bool:
    """Whether it is one of yes and no whose answers say by themselves what they are answers to: "not registered", not "no"."""
    return {value.id for value in question.values} == YES_OR_NO and all(value.brief for value in question.values)


def _is_general(branch: Lead | None) -> bool:
    """Whether what leads is said of every topic."""
    leading = branch.rules[0].statement if branch is not None and not branch.depends_on and branch.rules else None
    return leading is not None and leading.always


def _does_not_fit(branch: Lead | None) -> bool:
    """Whether an answer only would not go together with those given: no line tells that beside the answers that do.

    What speaks of answers and has no brief words is such a statement.
    """
    leading = branch.rules[0].statement if branch is not None and not branch.depends_on and branch.rules else None
    return leading is not None and leading.if_answered and not leading.brief


def _cased(text: str) -> str:
    return text[:1].upper() + text[1:]


def _small(text: str) -> str:
    """A text within a sentence: its first letter small, if it is not a word in capitals, as LMA."""
    return text if text[1:2].isupper() or text[1:2] == "-" else text[:1].lower() + text[1:]


def _sentence(text: str) -> str:
    return f"{_cased(text)}{'' if text.endswith(('.', '?')) else '.'}"


def _to_settle(lead: Lead, wording: LeadWords) -> str:
    """What the reader finds out first, and what then."""
    first, *rest = lead.depends_on
    question = wording.knowledge.question_for(first)
    told = wording.settle(question) or wording.language.gettext("Find out first: {fact}.", fact=wording.short(first))
    if not rest:
        return told
    facts = ", ".join(_small(wording.short(fact)) for fact in rest)
    then = wording.language.gettext("Then answer: {facts}.", facts=facts)
    return f"{told} {then}"


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
    return wording.language.gettext("{least} to {most}", least=wording.fee(least), most=wording.fee(most))
