"""Claims: what a choice says of the patient that the knowledge can show to be false, and whether it is.

A statement that no rule makes of a patient may still be true of them: "the patient has a right to care that cannot be deferred" is
true of a child too. So a choice is false only where something that holds shows it: another amount is paid, another number is rung,
somebody else is responsible, a derived fact has another value, or the knowledge says that the one is wrong where the other is right
(`opposes:` of a rule). What cannot be shown to be false is never a wrong answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from assistant.cases.space import NONE, Cases
from assistant.knowledge.model import RESPONSIBILITY, Knowledge, Statement

AMOUNT, NUMBER, ACTOR, VALUE, DEED = "amount", "number", "actor", "value", "deed"
LEAST = Decimal("0.01")
"""The least fee that is one."""


class Claim(NamedTuple):
    """What a choice claims: `of` what kind it is, and `values`, of which a true claim of the kind shares one; of a fee, the `span`.

    A fee of at most so much may be any that is less, but it is one: it is not care free of charge. An amount that no source gives
    claims nothing (no span): nobody can say of a known amount that it is not that.
    """

    of: str
    values: frozenset[str] = frozenset()
    span: tuple[Decimal, Decimal] | None = None

    @property
    def claims_nothing(self) -> bool:
        return not self.values and self.span is None

    def agrees(self, other: Claim) -> bool:
        """Whether both can be true of one patient at once."""
        if self.span is None or other.span is None:
            return bool(self.values & other.values)
        return self.span[0] <= other.span[1] and other.span[0] <= self.span[1]


def claim_of(knowledge: Knowledge, said: Statement, ids: Iterable[str]) -> Claim | None:
    """What a statement claims that could be shown to be false; None if nothing. `ids`: the rules that make it."""
    if said.fee is not None:
        amount = said.fee.amount
        if amount is None:
            return Claim(AMOUNT)
        return Claim(AMOUNT, span=(LEAST if said.fee.maximum else amount, amount))
    if said.contact is not None and said.kind == "contact" and not said.sends_to:
        contact = knowledge.contacts[said.contact]
        return Claim(NUMBER, frozenset(way for way in (contact.phone, contact.email, contact.fax) if way))
    if said.kind == RESPONSIBILITY:
        return Claim(ACTOR, frozenset(said.actors))
    own = set(ids)
    opposed = any(
        rule.statement is not None and rule.statement.opposes and (rule.id in own or own & {*rule.statement.opposes})
        for rule in knowledge.rules.values()
    )
    return Claim(DEED, frozenset(own)) if opposed else None


class Claimed(NamedTuple):
    """A claim and the cases in which it is made; `opposed`: the rules that are wrong where it is right; `doubted`: the cases in which
    another reading speaks against it, so that it shows nothing; `doubted_if_told`: those in which what speaks of given answers does, so
    only once they are told."""

    claim: Claim | None
    cases: Cases
    opposed: frozenset[str] = frozenset()
    doubted: Cases = NONE
    doubted_if_told: Cases = NONE

    def doubted_in(self, cases: Cases) -> Claimed:
        """The same, doubted in these cases too."""
        return self._replace(doubted=self.doubted | cases)

    def is_doubted(self, within: Cases) -> bool:
        """Whether it shows nothing, as it may not hold in some of these cases."""
        return self.doubted.meets(within) or (self.doubted_if_told.meets(within) and within <= self.doubted_if_told)


def is_false(wrong: Claimed, right: Claimed, others: Iterable[Claimed], within: Cases) -> bool:
    """Whether `wrong` is shown to be false in all these cases by `right`, which holds in all of them.

    `others` are the theme's other outcomes: where one that may hold claims the same, or claims an amount that is not known, nothing
    is shown.
    """
    if wrong.claim is None or right.claim is None or wrong.claim.of != right.claim.of:
        return False
    if wrong.cases.meets(within) or not within <= right.cases or right.is_doubted(within):
        return False
    if right.claim.of == DEED:
        return bool(wrong.claim.values & right.opposed or right.claim.values & wrong.opposed)
    if wrong.claim.claims_nothing or _hides(right.claim, wrong.claim):
        return False
    # Whether cases meet is asked last: of most claims it need not be.
    return not any(
        other.claim is not None
        and other.claim.of == right.claim.of
        and _hides(other.claim, wrong.claim)
        and other.cases.meets(within)
        for other in others
    )


def _hides(claim: Claim, wrong: Claim) -> bool:
    """Whether what may also hold keeps a claim from being seen to be false: it says the same, or an amount that is not known."""
    return claim.claims_nothing or claim.agrees(wrong)
