"""The shipped knowledge for a subcommand, or one line that says that it is damaged."""

from __future__ import annotations

from assistant.cli.words import fail
from assistant.i18n import Language
from assistant.knowledge import Knowledge, KnowledgeError, shipped_knowledge


def knowledge_or_fail(speaks: Language) -> Knowledge:
    """The shipped knowledge; ends with exit code 1 if it has mistakes."""
    try:
        return shipped_knowledge()
    except KnowledgeError as error:
        fail(
            speaks.gettext(
                "The knowledge has {number} mistakes; “vardlots check” shows them.", number=str(len(error.problems))
            ),
            1,
        )
