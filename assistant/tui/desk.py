"""What the desk needs from below, loaded behind the curtain."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from assistant.answer import Adviser
from assistant.knowledge import shipped_knowledge


def adviser_of_today(topics_first: Iterable[str], now: Adviser | None = None) -> Adviser:
    """Answers by the shipped knowledge as of today, these topics offered first; `now` if that is one that does.

    Raises KnowledgeError if the knowledge is damaged.
    """
    knowledge = shipped_knowledge().with_topics_first(topics_first)
    if now is not None and now.knowledge.topic_question == knowledge.topic_question:
        return now.as_of(date.today())
    return Adviser(knowledge, date.today())
