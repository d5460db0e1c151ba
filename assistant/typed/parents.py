"""Parents: what they are told to be of a child that is the patient. The child is most often so too: that is what is usually meant.

It is taken as told where a small child is told of first and nothing else of it, where it is the newborn of a mother, or where the reader chose the child.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from assistant.typed.clauses import clauses
from assistant.typed.matching import Match, Read
from assistant.typed.people import OF_AGE, tells_one_age, who_is
from assistant.typed.scope import DOUBTED, OTHERS, SAID, Around, Scoped, Scopes
from assistant.typed.settling import Mention, Mentions
from assistant.typed.tokens import ASKED

_UNSAID_BEFORE = frozenset({"hedges", "negations", "not_knowing", "whether", "alternatives"})
_UNSAID_BEHIND = frozenset({"hedges_after", "negations_after", "not_knowing", "alternatives"})
"""Kinds of words before what is named, or behind it in its clause, beside which it is not told outright."""


class OfParents(NamedTuple):
    """The parents of a line, and what it says of them. `told`: the facts that a phrase names; `ages`: the fact of ages."""

    read: Read
    scopes: Scopes
    around: Around
    told: Callable[[Scoped], Iterable[tuple[str, Mention]]]
    ages: str

    def add(self, mentions: Mentions, facts: Iterable[str]) -> None:
        """What the parents are, as what their child is, of the facts by which somebody is named and that nobody tells of it."""
        parents = [found.start for found in self.read.found if "parents" in self.read.kinds(found.start)]
        own = [one for one in mentions.get(self.ages, ()) if one.mode != OTHERS]
        young = [one.mode == SAID and one.ages is not None and one.ages.high < OF_AGE for one in own]
        if not parents or not any(young) or not (all(young) or self.around.whom.told):
            return
        named = [fact for fact in facts if any(one.mode != OTHERS for one in mentions.get(fact, ()))]
        whom = self.around.whom
        alone = all(young) and (bool(whom.child) or not whom.people)
        small = alone and (self._is_told_first(own, parents[0]) or self._is_newborn_of_hers(own, parents))
        for fact in facts if not named else ():
            theirs = self._theirs(fact, mentions, parents)
            if theirs:
                mentions[fact] = self._as_the_child_is(fact, theirs, small=small)

    def _theirs(self, fact: str, mentions: Mentions, parents: list[int]) -> list[Mention]:
        """What is said of the parents: of others, where it is not known who the patient is; else what is told of them."""
        if not self.around.whom.told:
            return mentions.get(fact, [])
        phrases = (one for one in self.scopes.phrases if one.mode == OTHERS and self._is_theirs(one.found, parents))
        return [mention for phrase in phrases for name, mention in self.told(phrase) if name == fact]

    def _as_the_child_is(self, fact: str, theirs: list[Mention], *, small: bool) -> list[Mention]:
        common = set.intersection(*(set(one.values) for one in theirs))
        if len(common) != 1 or not self._is_told_outright(fact):
            return [one._replace(mode=DOUBTED, of_parent=True) for one in theirs] if self.around.whom.told else theirs
        every = len(theirs) >= self._parents_apart()
        single = every and all(len(one.values) == 1 for one in theirs)
        mode = SAID if single and (small or self.around.whom.chosen) else DOUBTED
        usual = next(iter(common)) if mode == DOUBTED and every and not self._names_one(fact) else ""
        return [one._replace(mode=mode, usual=usual, of_parent=True) for one in theirs]

    def _parents_apart(self) -> int:
        """How many parents are named apart: of a Swedish father and an undocumented mother only one is told; not "mother and father"."""
        parents = (found for found in self.read.found if "parents" in self.read.kinds(found.start))
        apart = (found for found in parents if "they" not in self.read.kinds(found.start) and not self._goes_on(found))
        return len({who_is(found) for found in apart})

    def _goes_on(self, found: Match) -> bool:
        """Whether another parent stands right behind one: "mother and father"."""
        joined = "conjunctions" in self.read.kinds(found.end)
        return joined and "parents" in self.read.kinds(found.end + 1)

    def _is_told_first(self, ages: list[Mention], parent: int) -> bool:
        """Whether the child's age is told, and before its parents: "baby 7 months, asylum parents", "newborn, undocumented mother"."""
        words = {one.words for one in ages}
        exact = [one for one in self.scopes.phrases if tells_one_age(one.found) and self._words(one) & words]
        return bool(exact) and exact[0].found.start < parent

    def _is_newborn_of_hers(self, ages: list[Mention], parents: list[int]) -> bool:
        """Whether the child is newborn, and only its mother is told of: whichever of the two is the patient is what she is."""
        newborn = any(one.ages is not None and one.ages.high == 0 for one in ages)
        return newborn and all("she" in self.read.kinds(parent) for parent in parents)

    def _words(self, phrase: Scoped) -> set[str]:
        return {mention.words for _, mention in self.told(phrase)}

    def _is_told_outright(self, fact: str) -> bool:
        """Whether nothing in the clauses that name a fact denies it, asks about it or leaves it in doubt, of whomever it is said."""
        named = [one.found.start for one in self.scopes.phrases if any(e.fact == fact for e in one.found.entries)]
        parts = [part for part in clauses(self.read.words) if any(at in part for at in named)]
        asked = any(
            at in self.around.asked or self.read.words[part.stop - 1].ends == ASKED for part in parts for at in part
        )
        return not asked and not any(self._is_unsaid(part, [at for at in named if at in part]) for part in parts)

    def _is_unsaid(self, part: range, named: list[int]) -> bool:
        """Whether what is named at these places of a clause is denied there, or left in doubt: "delivered" in "was delivered" tells nothing of it."""
        before = any(self.read.kinds(at) & _UNSAID_BEFORE for at in range(part.start, max(named)))
        return before or any(self.read.kinds(at) & _UNSAID_BEHIND for at in range(min(named), part.stop))

    def _names_one(self, fact: str) -> bool:
        """Whether a fact only names who comes with a child, right before the word for one parent: "an undocumented father with his daughter".

        What is told of one besides, "Ukrainian mother with temporary protection", is more than a name.
        """
        own = [one.found for one in self.scopes.phrases if any(entry.fact == fact for entry in one.found.entries)]
        told = [found for found in own if any(entry.fact == fact and len(entry.values) == 1 for entry in found.entries)]
        return any(map(self._is_before_one, own)) and all(map(self._is_before_one, told))

    def _is_before_one(self, found: Match) -> bool:
        """Whether the word for one parent stands right behind a phrase."""
        if found.end >= len(self.read.words) or self.read.words[found.end - 1].ends:
            return False
        kinds = self.read.kinds(found.end)
        return "parents" in kinds and "they" not in kinds

    def _is_theirs(self, found: Match, parents: list[int]) -> bool:
        """Whether a parent stands right behind a phrase, or is who was named last before it."""
        people = [one.start for one in self.read.found if who_is(one) is not None and one.start < found.start]
        return found.end in parents or bool(people and people[-1] in parents)


def in_clause_of(read: Read, found: Match, places: Iterable[int]) -> bool:
    """Whether a phrase stands in the clause of one of these places."""
    words = read.words
    return any(not any(word.ends for word in words[min(found.start, at) : max(found.start, at)]) for at in places)
