"""The branches of a fork, told in one way: what holds with which answers, what is still to be asked, and in which order they stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Protocol

from assistant.answer.model import Fork, Lead
from assistant.knowledge.model import REGION
from assistant.words.leads.answers import says_what_it_is, spans, turning_on
from assistant.words.leads.gists import Gists, to_ask_first
from assistant.words.leads.speech import LeadWords, says_what_every_topic_says, sentence, small
from assistant.words.leads.usual import OfGroup
from assistant.words.leads.ways import LeadTelling


class InnerFork(Protocol):
    """A fork within a branch: its texts with the answers under which they hold, and how it is told there."""

    @property
    def values(self) -> dict[str, list[str]]: ...
    @property
    def within(self) -> str: ...


class InnerTeller(Protocol):
    """What tells what is open within a branch."""

    def told_within(self, fork: Fork, how: LeadTelling, gists: Gists) -> InnerFork: ...
    def gist(self, branch: Lead) -> tuple[str, bool]: ...
    def usual(self, branch: Lead, how: LeadTelling) -> str: ...
    def of_group(self, branch: Lead, group: str, how: LeadTelling, gists: Gists) -> OfGroup: ...


class Branches:
    """The texts of a fork, told in one way, with the answers under which they hold.

    `unsettled`: those that leave something to be asked; `general`: what every topic says; `sending`: what leads to another actor;
    `charging`: what says what is paid; `careful`: what speaks of an answer that doubts another line; `usually`: what holds with usual
    answers only; `exceptions`: the answers Yes to a question within, which asks for what is not so of most. `only`: the answer to the
    question within, where a text holds with that one only. `turning_on`: the fact to ask first, where it leaves one open.
    `asked_first`: whom to ask before anything, where that is what a text ends with.
    """

    def __init__(
        self,
        fork: Fork,
        how: LeadTelling,
        wording: LeadWords,
        inside: InnerTeller,
        gists: Gists,
        to_the_end: bool,
        split: bool,
    ) -> None:
        self.question = wording.knowledge.question_for(fork.fact)
        self.wording = wording
        self._how, self._inside, self._gists, self._to_the_end = how, inside, gists, to_the_end
        self._fitting = fork.fitting
        self.nested = False
        self.unsettled, self.sending, self.general = set[str](), set[str](), set[str]()
        self.charging, self.careful, self._own = set[str](), set[str](), set[str]()
        self.usually, self.exceptions = set[str](), set[str]()
        self.values: dict[str, list[str]] = {}
        self.only: dict[tuple[str, str], str] = {}
        self.turning_on: dict[tuple[str, str], str] = {}
        self.asked_first: dict[str, set[str]] = {}
        told = [(value, branch) for value, branch in fork.branches if not does_not_fit(branch)]
        self.left_out = len(told) < len(fork.branches)
        self._tell(told, split)
        self.general -= self._own | self.usually
        open_values = [value for text in self.unsettled for value in self.values.get(text, ())]
        self.most_is_open = 2 * len(open_values) > len(told)

    def _tell(self, told: Iterable[tuple[str, Lead | None]], split: bool) -> None:
        for value, branch in told:
            within = self._splitting(branch) if split else None
            if within is None:
                self._put(value, branch, "")
            else:
                self._split(value, within)

    def _splitting(self, branch: Lead | None) -> Fork | None:
        """The one fork within a branch whose answers say by themselves what they are, so that they can stand behind another in brackets."""
        if branch is None or branch.withheld or (len(branch.forks) != 1 and branch.halves is None):
            return None
        fork = branch.halves or branch.forks[0]
        return fork if self.wording.knowledge.question_for(fork.fact).halves is not None else None

    def _split(self, value: str, within: Fork) -> None:
        """Tells a value by both answers in one. What every topic says of the rest needs no line: the words of the answers say who they are."""
        question = self.wording.knowledge.question_for(within.fact)
        for inner, branch in within.branches:
            half = self.small(self.wording.brief_value(question, inner))
            if question.halves is not None and inner == question.halves.exception:
                self.exceptions.add(half)
            if not does_not_fit(branch) and not _is_general(branch):
                self._put(value, branch, half, within.fact)

    def _put(self, value: str, branch: Lead | None, half: str, asked: str = "") -> None:
        """What holds with an answer; `half`: and with the answer to another question, `asked`. What such people show stands there too."""
        text, of_group = self._branch(branch), OfGroup()
        may_be = text in self.unsettled or (self._gists is Gists.MOSTLY and branch is not None and branch.certain)
        if self._gists in (Gists.GROUP, Gists.MOSTLY) and branch is not None and may_be:
            of_group = self._inside.of_group(branch, self.question.id, self._how, self._gists)
        if of_group.told:
            if text not in self.values:
                self.unsettled.discard(text)
            text = of_group.told
            self.usually.add(text)
        if half and text not in self.unsettled and value in self.values.get(text, ()):
            self.only.pop((text, value), None)  # the same with the other half: it holds whatever is answered there
            return
        self.values.setdefault(text, []).append(value)
        if branch is not None:
            self.asked_first.setdefault(text, set()).add(to_ask_first(branch, self.wording))
        if only := ", ".join(filter(None, (half, of_group.only))):
            self.only[text, value] = only
        if asked := asked or (branch.depends_on[0] if branch is not None and branch.depends_on else ""):
            self.turning_on[text, value] = asked

    def _branch(self, lead: Lead | None) -> str:
        gettext = self.wording.language.gettext
        if lead is None:
            return gettext("not known here")
        if lead.depends_on and lead.forks and not lead.withheld:
            inner = self._inside.told_within(lead.forks[0], self._how, self._gists)
            if inner.values and (self._to_the_end or len(inner.values) == 1):
                self.nested = self.nested or len(inner.values) > 1
                return inner.within
        if lead.depends_on or lead.withheld or not lead.rules:
            return self._open_branch(lead)
        (rule, *_) = lead.rules
        text = self.small(self._how(rule).removesuffix("."))
        if rule.statement is not None:
            (self.general if says_what_every_topic_says(rule.statement) else self._own).add(text)
        if rule.statement is not None and rule.statement.sends_to:
            self.sending.add(text)
        if rule.statement is not None and rule.statement.fee is not None and rule.statement.fee.amount is not None:
            self.charging.add(text)
        if rule.statement is not None and rule.statement.if_answered and rule.statement.doubts:
            self.careful.add(text)
        return text

    def _open_branch(self, lead: Lead) -> str:
        """A branch that turns on more: what holds in any case, if anything does, and what is asked for the rest."""
        gettext = self.wording.language.gettext
        in_common, settled = self._inside.gist(lead)
        if settled:
            (self.general if _all_general(lead) else self._own).add(in_common)
            return in_common
        usual = self._inside.usual(lead, self._how) if self._gists is Gists.USUAL else ""
        if usual:
            self.usually.add(usual)
            return usual
        asked = ", ".join(turning_on(fact, self.wording) for fact in lead.depends_on)
        if in_common and self._gists is Gists.SHORT:
            text = gettext("{told} ({facts})", told=in_common, facts=asked)
        elif in_common and self._gists:
            text = gettext("{told}, depending on {facts}", told=in_common, facts=asked)
        else:
            text = gettext("depends on {facts}", facts=asked) if asked else gettext("choose it to see more")
        if in_common and self._gists is Gists.AS_TOLD:
            self._own.add(text)
        else:
            self.unsettled.add(text)
        return text

    def joined(self, between: str, named: bool = False) -> str:
        """What holds with which answers; what holds with most of them as what holds otherwise, and last.

        Otherwise is also whatever is not known yet: so nothing is told so that leads to another actor, nor anything if `named`.
        """
        ordered = self._main_case_first
        gathered = self.gathered(named)
        if gathered:
            ordered = [
                *(pair for pair in ordered if pair[0] not in gathered),
                *((text, self.values[text]) for text in gathered),
            ]
        parts = []
        for pair in ordered:
            text, values = pair
            name = self.wording.language.gettext("otherwise") if text in gathered else self.named(values, text)
            parts.append(f"{name}: {text}")
        if between == ". ":
            return " ".join(sentence(part) for part in parts)
        return between.join(self.small(part) for part in parts)

    def gathered(self, named: bool) -> tuple[str, ...]:
        """What holds with most answers, where it is told as what holds otherwise; empty if nothing is."""
        pairs = self._main_case_first
        if self.has_a_usual and len(pairs) > 1:
            # What is not known yet is otherwise too: it is told the careful answer, not an amount, nor the one that a valid card gives.
            careful = (pair for pair in pairs if pair[0] not in {self.usual, *self.unsettled, *self.charging})
            pairs = list(careful) or pairs
        text, values = max(pairs, key=lambda pair: len(pair[1]))
        may_be = not named and len(self.values) > 1 and self.question.number is None
        return (text,) if may_be and len(values) > 1 and text not in self.sending else ()

    @property
    def usual(self) -> str:
        """What holds with the usual answer: the one that the knowledge has first."""
        return next(iter(self.values))

    @property
    def has_a_usual(self) -> bool:
        """Whether one of its answers is the usual one, and the others exceptions."""
        question = self.question
        return question.number is None and question.id != REGION and not question.who and self.says_what_it_is

    @cached_property
    def _main_case_first(self) -> list[tuple[str, list[str]]]:
        """What goes with what was answered first, then what holds with the usual answer, for most, what must still be asked, what speaks of
        an answer that is an exception, and what every topic says; numbers, regions, yes and no stay in their own order."""
        ordered = list(self.values.items())
        if self.question.number is not None or self.question.id == REGION or not self.says_what_it_is:
            return ordered
        return sorted(
            ordered,
            key=lambda pair: (
                pair[0] in self.general,
                not self.fits(pair[1]),
                pair[0] in self.careful,
                self.has_a_usual and pair[0] != self.usual,
                pair[0] in self.unsettled,
                -len(pair[1]),
            ),
        )

    @property
    def as_every_topic(self) -> frozenset[str]:
        """The answers of which one line says the same on every topic: residents, visitors."""
        return self.wording.as_every_topic(self.question.id)

    def fits(self, values: Iterable[str]) -> bool:
        return not self._fitting.isdisjoint(values)

    @cached_property
    def alike(self) -> bool:
        """Whether what holds with all answers needs none before it: not where it is true of one patient, and another has not been told of."""
        return not self.only and not (self.left_out and self.question.who)

    @cached_property
    def says_what_it_is(self) -> bool:
        """Whether its answers say by themselves what they are answers to."""
        return says_what_it_is(self.question, self.wording)

    def named(self, values: Sequence[str], text: str) -> str:
        """The answers with which a text holds, by their labels; bands of a number by the numbers between which they lie."""
        if self.question.number is not None:
            return self._spans(values, text)
        first, *rest = (
            self.wording.brief_value(self.question, value) + self._in_brackets(text, value) for value in values
        )
        return ", ".join([first, *map(self.small, rest)])

    def _spans(self, values: Sequence[str], text: str) -> str:
        """Bands of a number, with the other answer that the text holds with; that answer alone where the text holds at any number."""
        halves = {self._in_brackets(text, value) for value in values}
        half = halves.pop() if len(halves) == 1 else ""
        if half and set(values) >= {value for of_text in self.values.values() for value in of_text}:
            return self.only[text, values[0]]
        return spans(self.question, values, self.wording) + half

    def _in_brackets(self, text: str, value: str) -> str:
        only = self.only.get((text, value))
        return f" ({only})" if only else ""

    def small(self, text: str) -> str:
        """A text within the line; regions are names."""
        return small(text, self.wording.names)


def _is_general(branch: Lead | None) -> bool:
    """Whether what leads is said of every topic."""
    leading = branch.rules[0].statement if branch is not None and not branch.depends_on and branch.rules else None
    return leading is not None and says_what_every_topic_says(leading)


def _all_general(lead: Lead) -> bool:
    """Whether all that leads is said of every topic."""
    return all(rule.statement is not None and says_what_every_topic_says(rule.statement) for rule in lead.rules)


def does_not_fit(branch: Lead | None) -> bool:
    """Whether an answer only would not go together with those given: no line tells that beside the answers that do."""
    return branch is not None and branch.speaks_against_the_answers
