"""What may be said of a case: the one rule that keeps anybody from being led to another authority on a guess."""

from __future__ import annotations

from assistant.cases.space import Cases, Space
from assistant.knowledge.model import AGENCY_CONTACT, FORBIDDEN, Rule


def may_be_said(leads: bool, holds: Cases, within: Cases) -> bool:
    """Whether something that holds in some cases may be said of those that are left: it is possible in them.

    What leads anyone to another authority is said only when it is certain: it holds in all of them.
    """
    return bool(holds & within) and (not leads or is_certain(holds, within))


def leads_astray(space: Space, rule: Rule, within: Cases) -> bool:
    """Whether a statement leads to another authority, and does so wrongly in a case that is left: contact is forbidden there.

    While the patient may be undocumented nothing is told that leads there. Who can only be, say, in the population register or
    not is told under which condition.
    """
    leads = rule.statement is not None and bool(rule.statement.sends_to)
    return leads and bool(space.having(AGENCY_CONTACT, FORBIDDEN) & within)


def is_certain(holds: Cases, within: Cases) -> bool:
    """Whether something holds in every case that is left."""
    return holds & within == within
