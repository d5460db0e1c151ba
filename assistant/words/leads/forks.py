"""Forks: what leads with each answer to one open question, told in one line, from the fullest telling to a part of it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property

from assistant.answer.model import Fork, Lead
from assistant.knowledge.conditions import literals
from assistant.knowledge.model import LONGEST_LEAD, REGION
from assistant.texts import cased
from assistant.words.leads.answers import asks_who
from assistant.words.leads.branches import Branches
from assistant.words.leads.gists import Gists, gist
from assistant.words.leads.speech import LeadWords, first_otherwise, sentence, to_ask_otherwise
from assistant.words.leads.usual import OfGroup, told_in_brackets, told_of_group
from assistant.words.leads.ways import LeadTelling

LONGEST_USUAL = 54
"""Characters of what holds with the usual answers, where the exceptions follow in the same sentence."""

MOST_NAMED = 3
"""Answers that are named one by one before what they have in common: of more it is said first, then the exception."""

_ForkKey = tuple[int, LeadTelling, bool, bool, Gists]
"""A fork, and in which way it is told."""


class Forks:
    """The forks of one lead, those within branches too, each told in each way once."""

    def __init__(self, wording: LeadWords, gists: Gists, beside: Forks | None = None) -> None:
        """`beside`: what tells the forks of the same lead with other gists; what comes to the same is made once."""
        self._wording = wording
        self.gists = gists
        self._gist_of: dict[int, tuple[str, bool]] = beside._gist_of if beside is not None else {}
        self._usual_of: dict[tuple[int, LeadTelling], str] = beside._usual_of if beside is not None else {}
        self._told: dict[_ForkKey, ToldFork] = beside._told if beside is not None else {}

    def told_by(
        self, fork: Fork, how: LeadTelling, to_the_end: bool, split: bool = False, gists: Gists | None = None
    ) -> ToldFork:
        """The fork told in a way. `to_the_end`: with a fork in a branch that turns on one more answer; else such a branch says what to ask.

        `split`: such a branch is told by both answers in one, "temporary protection (not registered)". `gists`: whether a branch that is
        open says what holds in any case.
        """
        if not any(branch is not None and (branch.forks or branch.halves) for _, branch in fork.branches):
            to_the_end, split = True, False  # it comes to the same
        gists = self.gists if gists is None else gists
        if gists is Gists.USUAL:
            gists = (
                gists if any(self._has_a_usual(branch, how, to_the_end) for _, branch in fork.branches) else Gists.SAID
            )
        if gists < Gists.USUAL and not any(self.has_a_gist(branch, to_the_end) for _, branch in fork.branches):
            gists = Gists.NONE
        key = id(fork), how, to_the_end, split, gists
        told = self._told.get(key)
        if told is None:
            branches = Branches(fork, how, self._wording, self, gists, to_the_end, split)
            told = self._told[key] = ToldFork(branches)
        return told

    def told_within(self, fork: Fork, how: LeadTelling, gists: Gists) -> ToldFork:
        """A fork within a branch, told in the same way."""
        return self.told_by(fork, how, True, gists=gists)

    def gist(self, branch: Lead) -> tuple[str, bool]:
        """What holds whatever is still open in a branch, and whether that is all of it."""
        found = self._gist_of.get(id(branch))
        if found is None:
            found = self._gist_of[id(branch)] = gist(branch, self._wording)
        return found

    def usual(self, branch: Lead, how: LeadTelling) -> str:
        """What holds usually where a branch turns on more, with the usual answers; empty where nothing does."""
        key = id(branch), how
        found = self._usual_of.get(key)
        if found is None:
            found = self._usual_of[key] = told_in_brackets(branch, how, self._wording)
        return found

    def of_group(self, branch: Lead, group: str, how: LeadTelling, gists: Gists) -> OfGroup:
        """What holds usually of a group of people, and what they then show."""
        return told_of_group(branch, group, how, gists is Gists.MOSTLY, self._wording)

    def _has_a_usual(self, branch: Lead | None, how: LeadTelling, to_the_end: bool) -> bool:
        if branch is None or not branch.depends_on or (to_the_end and branch.forks):
            return False
        return bool(self.usual(branch, how))

    def has_a_gist(self, branch: Lead | None, to_the_end: bool = False) -> bool:
        """Whether a branch turns on more and has something in common in any case. `to_the_end`: not if its own fork is told."""
        if branch is None or not branch.depends_on or (to_the_end and branch.forks):
            return False
        return bool(self.gist(branch)[0])


class ToldFork:
    """A fork told in one way: the lines that its branches make."""

    def __init__(self, branches: Branches) -> None:
        self.branches = branches
        self._question, self._wording = branches.question, branches.wording

    @property
    def values(self) -> dict[str, list[str]]:
        """Its texts, each with the answers under which it holds."""
        return self.branches.values

    def told(self) -> Iterator[str]:
        """The fork with and without its question before it; nothing where it would hardly say anything.

        Under "otherwise" what holds for most could only stand last: not before what is said of every topic, while there is another telling.
        """
        if (
            self.branches.most_is_open
            or not self.values
            or (self.branches.nested and len(self.values) == 1 and not self.branches.left_out)
        ):
            return
        if len(self.values) == 1 and self.branches.usually:
            return  # with the usual answers only: a line of them says so first
        if len(self.values) == 1:
            yield sentence(next(iter(self.values))) if self.branches.alike else self.branches.joined(". ", named=True)
            return
        named, gathered = (
            self.branches.joined(". ", named=True),
            self.branches.joined(". ", named=bool(self.branches.general)),
        )
        usual = list(map(sentence, self._usual_first()))
        if self._question.id != REGION and any(len(values) > MOST_NAMED for values in self.values.values()):
            yield from usual
        yield from self._with_its_question(named)
        if self._question.id != REGION:
            yield from usual
        if gathered != named and not (
            self.branches.has_a_usual
            and self.branches.usual in self.branches.gathered(named=bool(self.branches.general))
        ):
            yield from self._with_its_question(gathered)
        yield from usual

    def told_without_what_every_topic_says(self) -> Iterator[str]:
        """All that is the topic's own, with what must still be asked; and what the rest turns on, if there is room for it."""
        kept = [text for text in self.values if text not in self.branches.general]
        several = sum(len(self.values[text]) for text in kept) > 1
        if (
            several
            and len(kept) < len(self.values)
            and self.branches.says_what_it_is
            and not self.branches.most_is_open
        ):
            yield self._in_part(kept)
            yield self._parts(kept)

    def told_of_groups(self, leaving_open: bool) -> Iterator[str]:
        """All groups of people: first without what every topic says, then without those who are as residents, or whose other half is told.

        `leaving_open`: a group may be told what to ask, if none can be told more.
        """
        if not self.branches.unsettled and not leaving_open:
            yield from self.told()
        kept = [text for text in self.values if text not in self.branches.general]
        while kept and not self.branches.unsettled.issuperset(kept):
            told = leaving_open or self.branches.unsettled.isdisjoint(kept)
            if told and not self.branches.general.issuperset(kept):
                yield f"{self._parts(kept)} {self._otherwise}"
                yield self._parts(kept)
            may_be_left = [text for text in reversed(kept) if self._is_told_without(text, kept)]
            if not may_be_left:
                return
            kept.remove(min(may_be_left, key=lambda text: text not in self.branches.unsettled))

    def told_by_name(self) -> Iterator[str]:
        """As many groups as there is room for, whoever is protected first, and by name the others, with what to find out of them."""
        own = [
            text
            for text in self.values
            if text not in self.branches.general and not self._is_told_without(text, tuple(self.values))
        ]
        own.sort(key=lambda text: (not self._protects(self.values[text]), text in self.branches.unsettled))
        if not own or own[0] in self.branches.unsettled:
            return
        for count in range(len(own) - 1, 0, -1):
            kept, left = own[:count], {value for text in own[count:] for value in self.values[text]}
            left -= {value for text in kept for value in self.values[text]}
            by_name = (self._left_by_name(left) or self._chosen_by_name(left)) if left else ""
            yield f"{self._parts(kept)} {by_name}".strip()

    def _protects(self, values: Iterable[str]) -> bool:
        """Whether something is promised to whoever has one of these answers."""
        protected = [has for promise in self._wording.knowledge.promises for has in literals(promise.protects)]
        return any(has.fact == self._question.id and not has.values.isdisjoint(values) for has in protected)

    def _is_told_without(self, text: str, kept: Collection[str]) -> bool:
        """Whether no group is hidden if a text is left out: every topic speaks of those people, or they are an exception in one that is told."""
        of = self.branches
        others = {value for other in kept if other != text for value in self.values[other]}
        return all(
            value in of.as_every_topic or (of.only.get((text, value), "") in of.exceptions and value in others)
            for value in self.values[text]
        )

    def told_otherwise(self) -> Iterator[str]:
        """The fork with what holds for most last, as what holds otherwise."""
        if not self.branches.most_is_open and len(self.values) > 1:
            yield from self._usual_by_name() or self._with_its_question(self.branches.joined(". "))

    def _usual_by_name(self) -> tuple[str, ...]:
        """What holds with the usual answer by its name, where it would be what holds otherwise, and the others only ask for the same: "no document:
        depends on age. Otherwise: free" tells the exception first, and nothing of it."""
        of = self.branches
        if not of.has_a_usual or of.gathered(False) != (of.usual,):
            return ()
        others = [(text, value) for text, values in self.values.items() if text != of.usual for value in values]
        facts = {of.turning_on.get(each, "") for each in others}
        if len(facts) != 1 or not (fact := facts.pop()) or any(text in of.charging for text, _ in others):
            return ()
        question = self._wording.knowledge.question_for(fact)
        return (f"{self._parts([of.usual])} {to_ask_otherwise([question], self._wording)}",)

    def _usual_first(self) -> Iterator[str]:
        """What holds with the usual answers first, and with which it does not: "the fee, except no document: search first".

        Not of numbers, yes and no, which stand in their order; nor of situations, where "except" would be read as "don't know". And not
        before several exceptions, where the first words would be read as the answer, and each exception as one to the one before it.
        """
        (usual, values), *others = self.values.items()
        most = len(values) > 1 and all(len(values) >= len(other) for _, other in others)
        may_be = self._question.number is None and not self._question.who and not self.branches.only
        of = self.branches
        told = usual not in of.unsettled | of.sending | of.general | of.careful | of.usually
        # An amount before the document that it asks for would be read as that of everybody.
        told = told and not (self._question.is_of_documents and usual in of.charging)
        told = told and (usual, values[0]) not in of.turning_on
        if (
            len(others) == 1
            and most
            and may_be
            and told
            and len(usual) <= LONGEST_USUAL
            and not re.search(r"[:;]|\. ", usual)
        ):
            gettext = self._wording.language.gettext
            excepting = gettext("{usual}, except {others}", usual="", others="")
            text, values = others[0]
            exception = f"{self.branches.small(self.branches.named(values, text))}: {self._beyond(usual, text)}"
            if text.startswith(f"{usual}, "):
                yield f"{usual}. {cased(exception)}"  # it holds for them too: "except" would take from them what they have
            elif excepting not in usual:
                yield gettext("{usual}, except {others}", usual=usual, others=exception)

    def _beyond(self, usual: str, text: str) -> str:
        """What an exception adds where it says first what holds as usual too: "as residents. No document: call them too"."""
        more = text.removeprefix(f"{usual}, ")
        return text if more == text else self._wording.language.gettext("{more} too", more=more)

    def _with_its_question(self, branches: str) -> Iterator[str]:
        if self._question.halves is None:
            yield f"{self._wording.short(self._question.id)}? {branches}"
        if self.branches.says_what_it_is:
            yield branches

    def told_in_part(self, hiding: bool, least: int = 2) -> Iterator[str]:
        """As many answers as the line has room for, in their order, and what the others turn on; nothing without `least`, or all but one.

        What is said of every topic is the first to be left out; what the answer does not settle is, unless it goes with what was answered.
        What is the topic's own is left out only if `hiding`: a line that tells some patients' answer and not others' would be read as
        that of all, and whoever has no paper at all would be the one left out. That the others have "own rules" is no answer either.
        """
        if self.branches.most_is_open:
            return
        fitting = {
            text
            for text, values in self.values.items()
            if self.branches.fits(values) and text not in self.branches.general
        }
        kept = self._kept(fitting)
        if not fitting.issubset(kept):
            kept = self._kept(())
        several = sum(len(self.values[text]) for text in kept) >= least or len(self.values) == len(kept) + 1 > 1
        hidden = self.values.keys() - set(kept) - self.branches.general
        if hidden and not hiding:
            return
        if self._question.has_a_usual and self.branches.usual in hidden and least > 1:
            return  # amounts without a valid document, and "enter the age" with one: the wrong way round
        if several and not self.branches.general.issuperset(kept) and self.branches.says_what_it_is:
            yield self._in_part(kept)

    def _kept(self, first: Collection[str]) -> list[str]:
        """The answers that the line has room for, with what goes with what was answered before the others, settled or not."""
        kept: list[str] = []
        for text in sorted(
            self.values,
            key=lambda text: (text in self.branches.general, text not in first, text in self.branches.unsettled),
        ):
            may_be_said = text in first or text not in self.branches.unsettled or asks_who(self._question)
            if may_be_said and len(self._in_part([*kept, text])) <= LONGEST_LEAD:
                kept.append(text)
        return kept

    def told_as_it_fits(self) -> Iterator[str]:
        """All answers that go with what was answered (a UT card with temporary protection), and what the others turn on."""
        kept = [
            text
            for text, values in self.values.items()
            if self.branches.fits(values) and text not in self.branches.general
        ]
        if kept and len(kept) < len(self.values) and self.branches.unsettled.isdisjoint(kept):
            yield self._in_part(kept)

    def _in_part(self, kept: Collection[str]) -> str:
        """Some of the branches, and that the others stand with the question: by their names, where there is room."""
        told = self._parts(kept)
        left = {value for text, values in self.values.items() if text not in kept for value in values}
        if left and (self._question.number is not None or len(left) <= MOST_NAMED):
            by_name = self._left_by_name(left) or (
                self._asked_by_name(left) if self._question.number is not None else ""
            )
            if by_name and len(f"{told} {by_name}") <= LONGEST_LEAD:
                return f"{told} {by_name}"
        first = self._asked_first_of(kept)
        return f"{told} {first or self._otherwise}"

    def _asked_first_of(self, kept: Collection[str]) -> str:
        """Whom to ask first with every answer that is not told, where that is one and the same: it says more than what they turn on."""
        if not self._question.is_of_documents:
            return ""  # a region or a visit is answered more easily than somebody is asked
        left = (self.branches.asked_first.get(text, {""}) for text in self.values if text not in kept)
        return first_otherwise(set[str]().union(*left), self._wording)

    def _parts(self, kept: Collection[str]) -> str:
        ordered = sorted(
            self.values.items(), key=lambda pair: (pair[0] in self.branches.general, not self.branches.fits(pair[1]))
        )
        return " ".join(
            sentence(f"{self.branches.named(values, text)}: {text}") for text, values in ordered if text in kept
        )

    def _left_by_name(self, values: Collection[str]) -> str:
        """Answers that are not told, with what they turn on and is to be asked next; empty where that is not one and the same thing."""
        of = self.branches
        told = [(text, value) for text, holding in self.values.items() for value in holding if value in values]
        facts = {of.turning_on.get(each, "") for each in told}
        if len(facts) != 1 or not (fact := facts.pop()):
            return ""
        return sentence(f"{self._names(values)}: {self._wording.ask(self._wording.knowledge.question_for(fact))}")

    def _asked_by_name(self, values: Collection[str]) -> str:
        """Numbers that are not told, by which they are: "otherwise" behind all but one of them would say less."""
        return sentence(f"{self._names(values)}: {self._wording.ask(self._question)}")

    def _chosen_by_name(self, values: Collection[str]) -> str:
        """Answers that are not told, where they turn on different things, or only their words are too long."""
        gettext = self._wording.language.gettext
        choose = gettext("choose it") if len(values) == 1 else gettext("choose which")
        return sentence(f"{self._names(values)}: {choose}")

    def _names(self, values: Collection[str]) -> str:
        return self.branches.named([value.id for value in self._question.values if value.id in values], "")

    @cached_property
    def _otherwise(self) -> str:
        return to_ask_otherwise([self._question], self._wording)

    @cached_property
    def within(self) -> str:
        """The fork as part of a branch of another."""
        if len(self.values) == 1 and self.branches.alike:
            return next(iter(self.values))
        if usual := next(self._usual_first(), ""):
            return usual
        before = (
            "" if self.branches.says_what_it_is else f"{self.branches.small(self._wording.short(self._question.id))}? "
        )
        return f"{before}{self.branches.joined('; ').removesuffix('.')}"
