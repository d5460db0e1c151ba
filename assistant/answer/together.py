"""What several rules say together: a statement that one of them says in each case that is left is certain, whichever rule it is.

A region's rule may say what a national one says, in the same words or in words of its own (`in_other_words:`), or that and more
(`says_too:`). While the region is open no single one of them is certain; what they all say is.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import reduce
from operator import or_
from typing import NamedTuple

from assistant.answer.sharing import RuleTold
from assistant.cases.space import ALL, NONE
from assistant.knowledge.model import NATIONAL, Rule

Content = tuple[object, ...]
"""What a statement tells the reader, whichever rule says it."""
Because = Callable[[Iterable[str]], tuple[str, ...]]
"""The fewest of the answers given that force one of these rules to hold."""


def words_of(rule: Rule) -> Content:
    """What makes the statements of two rules the same."""
    of = rule.said
    when = (of.always, of.if_answered, of.while_open, of.until)
    return (of.topic, of.kind, of.text, of.fee, of.limit, of.contact, of.actors, of.link, of.form, *when)


class _Words(NamedTuple):
    """The words of a rule, by number; what it says and nothing besides, its own words among it; all that it says."""

    own: int
    same: frozenset[int]
    all: frozenset[int]


class _Group(NamedTuple):
    """Rules told by which a statement is said: in its own words; in those or others; and all that say it, some with more."""

    own: list[RuleTold]
    same: list[RuleTold]
    saying: list[RuleTold]


class SaidTogether:
    """What rules say together, by all rules of a day."""

    def __init__(self, rules: Mapping[str, Rule]) -> None:
        self._rules = rules
        self._numbers: dict[Content, int] = {}
        self._known: dict[str, _Words] = {}

    def once(self, told: Sequence[RuleTold], because: Because) -> list[RuleTold]:
        """What is told, each statement that is said in every case that is left once and as certain: what only says the same is left out."""
        if not any(map(_is_open, told)):
            return list(told)
        made: dict[str, RuleTold] = {}
        out: set[str] = set()
        for group in self._groups(told):
            first = next((each for each in group.same if not _is_open(each)), None)
            if first is None and (first := _told_by_all(group)) is not None:
                made[first.rule.id] = _certain(first, because(each.rule.id for each in group.saying))
            if first is not None:
                out.update(each.rule.id for each in group.same if _is_open(each) and each is not first)
        return [made.get(each.rule.id, each) for each in told if each.rule.id not in out]

    def saying(self, rule: Rule, told: Iterable[RuleTold]) -> tuple[str, ...]:
        """The rules told that say what this one does, itself among them; none if it is not told, or says what others do not."""
        group = next((each for each in self._groups(told) if any(one.rule is rule for one in each.own)), None)
        return tuple(each.rule.id for each in group.saying) if group is not None else ()

    def says(self, other: Rule, rule: Rule) -> bool:
        """Whether one rule says what the other does, in the same words or not, with more or without."""
        return self._of(rule).own in self._of(other).all

    def _of(self, rule: Rule) -> _Words:
        found = self._known.get(rule.id)
        if found is None:
            own = self._number(rule)
            same = frozenset((own, *self._numbers_of(rule.said.in_other_words)))
            found = self._known[rule.id] = _Words(own, same, same.union(self._numbers_of(rule.said.says_too)))
        return found

    def _numbers_of(self, ids: Iterable[str]) -> Iterator[int]:
        return (self._number(self._rules[id]) for id in ids if id in self._rules)

    def _number(self, rule: Rule) -> int:
        """A number for the words of a rule, which many cases ask for: quicker to look up by."""
        return self._numbers.setdefault(words_of(rule), len(self._numbers))

    def _groups(self, told: Iterable[RuleTold]) -> Iterator[_Group]:
        """What several rules told say, each with those rules."""
        found: dict[int, _Group] = defaultdict(lambda: _Group([], [], []))
        for each in told:
            if each.said is not None:
                words = self._of(each.rule)
                found[words.own].own.append(each)
                for number in words.same:
                    found[number].same.append(each)
                for number in words.all:
                    found[number].saying.append(each)
        return (group for group in found.values() if group.own and len(group.saying) > 1)


def _is_open(told: RuleTold) -> bool:
    return told.said is not None and not told.said.certain


def _told_by_all(group: _Group) -> RuleTold | None:
    """The rule in whose words a group tells what it says, the nation's before a region's; None where in some case nobody says it, or soon not."""
    coming = {each.said.coming for each in group.saying if each.said is not None}
    if len(coming) > 1 or reduce(or_, (each.holds for each in group.saying), NONE) is not ALL:
        return None
    return min(group.own, key=lambda each: each.rule.pack != NATIONAL)


def _certain(told: RuleTold, because: tuple[str, ...]) -> RuleTold:
    """The same as certain. Its sources stay its own: those of a region carry that region's words."""
    assert told.said is not None
    said = told.said._replace(certain=True, depends_on=(), certain_if=(), only_if=None, because=because)
    return told._replace(depends_on=(), said=said)
