"""What the desk needs from below, loaded behind the curtain."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from assistant.answer import Adviser
from assistant.knowledge import shipped_knowledge


def adviser_of_today(topics_first: Iterable[str], now: Adviser | None = None) -> Adviser:
    """Answers by the shipped knowledge as of today, these topics offered first; by what `now` is made of, as far as it can.

    Raises KnowledgeError if the knowledge is damaged.
    """
    today = date.today()
    adviser = now.as_of(today) if now is not None else Adviser(shipped_knowledge(), today)
    return adviser.offering(topics_first)
