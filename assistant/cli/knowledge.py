"""The shipped knowledge for a subcommand, or one line that says that it is damaged; and what of it is not translated."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.cli.words import fail
from assistant.i18n import Language
from assistant.knowledge import Knowledge, KnowledgeError, shipped_knowledge
from assistant.knowledge.texts import texts


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


def untranslated(knowledge: Knowledge, into: Iterable[Language], speaks: Language) -> list[str]:
    """A line for each language in which texts of the knowledge are missing, saying how many."""
    lines = []
    for each in into:
        missing = sum(not each.has_knowledge(context, source) for context, source, _ in texts(knowledge))
        if missing:
            lines.append(
                speaks.ngettext(
                    "{code}: {number} text is not translated.",
                    "{code}: {number} texts are not translated.",
                    missing,
                    code=each.code,
                )
            )
    return lines
