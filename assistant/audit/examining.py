"""All that `check` finds in a folder: mistakes in its files, then the laws over all cases, then the courses, then what is heard."""

from __future__ import annotations

from pathlib import Path

from assistant.audit.alike import unlike_texts
from assistant.audit.heard import misheard
from assistant.audit.proof import prove
from assistant.i18n import language, languages
from assistant.knowledge import Knowledge, KnowledgeError, Problem, knowledge_in
from assistant.train.calls import call_problems
from assistant.train.courses import course_problems


def examined(folder: Path) -> tuple[Knowledge | None, tuple[Problem, ...]]:
    """The knowledge in a folder, None if its files have mistakes; and every problem. Flawless is what has none."""
    try:
        knowledge = knowledge_in(folder)
    except KnowledgeError as error:
        return None, error.problems
    spoken = [language(code) for code in languages()]
    problems = tuple(prove(knowledge)) or (
        *course_problems(knowledge),
        *call_problems(knowledge),
        *misheard(knowledge, spoken),
        *unlike_texts(knowledge, spoken[1:]),
    )
    return knowledge, KnowledgeError(problems).problems
