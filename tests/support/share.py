"""The share of very many cases that a law takes by default; where the slow tests run (`-m slow`) the same law takes all of them.

A law over every partial case, phrase or screen meets the same few ways of going wrong thousands of times. So by default it takes
1. of each *kind* of case one at least, by every way in which the law's cases are told apart: every topic in every region and every
   situation, every rule that leads, every phrase; whoever breaks a kind breaks a case that is looked at;
2. beside them one in so many of the rest, for what goes wrong across kinds.

Which ones is decided by what a case is (a checksum of how it is written), not by where it stands: every tenth of a product would always
have the same value of its last question, and a case more in the list would exchange all that come after it. So a run is as the one before,
and what fails fails again. How much is taken was weighed by mutants: docs/decisions/029-a-share-of-the-cases.md.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from zlib import crc32

import pytest

Item = TypeVar("Item")


@dataclass(frozen=True)
class Share:
    """Some of the cases, or all of them."""

    whole: bool = False

    def of(self, items: Iterable[Item], *kinds: Callable[[Item], Hashable], one_in: int = 0) -> list[Item]:
        """The cases to look at, in the order given: one at least of each kind, and one in so many; without a number only those."""
        every = list(items)
        if self.whole:
            return every
        drawn = {place: crc32(repr(item).encode()) for place, item in enumerate(every)}
        by_kind = [(kind, set[Hashable]()) for kind in kinds]
        taken = []
        for place in sorted(drawn, key=drawn.__getitem__):
            is_met = True
            for kind, met in by_kind:
                of = kind(every[place])
                if of not in met:
                    is_met = False
                    met.add(of)
            if not is_met or (one_in and drawn[place] % one_in == 0):
                taken.append(place)
        return [every[place] for place in sorted(taken)]

    def least(self, number: int, one_in: int) -> int:
        """Of so many that all cases must show, what the share must: as many times fewer as it is smaller."""
        return number if self.whole else number // one_in

    def most(self, rate: float, cases: int) -> float:
        """How many of so many cases may be so, if that rate of all may: of a share three standard deviations more, since it is drawn."""
        return rate * cases if self.whole else rate * cases + 3 * (rate * cases) ** 0.5


def params(
    names: Sequence[str],
    items: Iterable[tuple[Any, ...]],
    *kinds: Callable[[tuple[Any, ...]], Hashable],
    one_in: int = 0,
) -> pytest.MarkDecorator:
    """A test for each of the cases; those that are not in the share are slow."""
    every = list(items)
    taken = Share().of(every, *kinds, one_in=one_in)
    marked = [pytest.param(*item, marks=() if item in taken else pytest.mark.slow) for item in every]
    return pytest.mark.parametrize(
        tuple(names), marked, ids=lambda of: "x".join(map(str, of)) if isinstance(of, tuple) else None
    )
