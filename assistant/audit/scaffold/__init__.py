"""Scaffolds: what a new region, question, topic, status or language needs, as files to write, and what is then left to do."""

from assistant.audit.scaffold.language import new_language
from assistant.audit.scaffold.plan import Plan, ScaffoldError
from assistant.audit.scaffold.question import new_question
from assistant.audit.scaffold.region import new_region
from assistant.audit.scaffold.remaining import Remaining, remaining
from assistant.audit.scaffold.status import new_status
from assistant.audit.scaffold.topic import new_topic

__all__ = [
    "Plan", "Remaining", "ScaffoldError", "new_language", "new_question", "new_region", "new_status", "new_topic", "remaining",
]  # fmt: skip
