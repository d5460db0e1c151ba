"""What may be said of a case: the one rule that keeps anybody from being led to another authority on a guess."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.cases.space import ALL, NONE, Cases, Left, Space
from assistant.knowledge.model import AGENCY_CONTACT, FORBIDDEN, REGION, Rule


def may_be_said(leads: bool, holds: Cases, within: Cases) -> bool:
    """Whether something that holds in some cases may be said of those that are left: it is possible in them.

    What leads anyone to another authority is said only when it is certain: it holds in all of them.
    """
    return holds.meets(within) and (not leads or is_certain(holds, within))


def only_if_certain(space: Space, rule: Rule, holds: Cases, left: Left) -> bool:
    """Whether a statement is said only when it is certain; `holds`: what is left of its cases.

    So is what speaks of answers that were given, as long as one is open that it waits for, but the region: which region's words hold is told
    with each, but that something is to be heeded is not kept back for it. And so is what leads to another authority while contact is forbidden in a
    case that is left.

    While the patient may be undocumented nothing is told that leads there. Who can only be, say, in the population register or
    not is told under which condition.
    """
    said = rule.statement
    if said is None:
        return False
    open_facts = space.facts_of(holds)
    return (said.if_answered and open_facts != (REGION,) and not said.is_told_while_open(open_facts)) or (
        bool(said.sends_to) and bool(left.of(space.having(AGENCY_CONTACT, FORBIDDEN)))
    )


def may_say(space: Space, rule: Rule, holds: Cases, left: Left) -> bool:
    """Whether a statement may be said of the cases that are left; `holds`: what is left of its own."""
    return holds is ALL or (holds is not NONE and not only_if_certain(space, rule, holds, left))


def is_in_time(rule: Rule, known: Mapping[str, str]) -> bool:
    """Whether it is still time to say what is said only while, or until, the answer to some question is not known."""
    said = rule.statement
    return said is None or (said.while_open not in known and said.until not in known)


def is_certain(holds: Cases, within: Cases) -> bool:
    """Whether something holds in every case that is left."""
    return within <= holds
