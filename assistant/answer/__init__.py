"""Answers: what is certain, what depends on what, why, and what would change it; in no language yet."""

from assistant.answer.adviser import Adviser, DisagreementError
from assistant.answer.model import Answer, OpenQuestion, Said, Source
from assistant.answer.refusal import REFUSALS, refusal

__all__ = ["REFUSALS", "Adviser", "Answer", "DisagreementError", "OpenQuestion", "Said", "Source", "refusal"]
