"""Answers: composed from conclusions, and written as text, Markdown, HTML or JSON in the reader's language."""

from assistant.answer.adviser import Adviser, DisagreementError
from assistant.answer.model import Answer, OpenQuestion, Said, Source
from assistant.answer.refusal import REFUSALS, refusal

__all__ = ["REFUSALS", "Adviser", "Answer", "DisagreementError", "OpenQuestion", "Said", "Source", "refusal"]
