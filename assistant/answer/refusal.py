"""Refusal: when no answer can be given, and how a face says so."""

from __future__ import annotations

from assistant.answer.adviser import DisagreementError
from assistant.engine import EngineMissingError
from assistant.i18n import Language

REFUSALS = (DisagreementError, EngineMissingError)
"""The errors that mean that there is no answer to any case here."""


def refusal(error: Exception, language: Language) -> str:
    """One of `REFUSALS` in a sentence; it names rules and engines, never the case."""
    if isinstance(error, EngineMissingError):
        return language.gettext("No rule engine is installed: {reason}. See “vardlots doctor”.", reason=str(error))
    return language.gettext(
        "The two evaluations of the rules disagree on {rules}; no answer is given. Please report this.",
        rules=str(error),
    )
