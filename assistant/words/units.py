"""Units of a fee: which of them a line says in its own words."""

from __future__ import annotations

from assistant.knowledge.model import Fee

SAID_BY_THE_LINE = ("visit", "journey")
"""What a lead says in its own words: so much for the visit, where so much per visit for the visit would stand."""


def unit_left_out(fee: Fee) -> Fee:
    """A fee without what goes without saying of a visit or a journey."""
    return fee._replace(per=None) if fee.per in SAID_BY_THE_LINE else fee
