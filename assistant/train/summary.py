"""Progress in words: lines for a learner, and a row for each learner for the tutor, as text or CSV."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import NamedTuple

from assistant.i18n import N_
from assistant.train.progress import Progress
from assistant.train.story import Teller
from assistant.words.wording import Wording

BAR = 10
"""Characters of a bar."""

COLUMNS = (
    N_("Learner"),
    N_("Last trained"),
    N_("Days in a row"),
    N_("Answers"),
    N_("Right, per cent"),
    N_("Topics mastered"),
    N_("Topics"),
    N_("Pairs mastered"),
    N_("Pairs of cases"),
    N_("Weakest topics"),
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class TutorRow(NamedTuple):
    """A learner for the tutor."""

    learner: str
    progress: Progress


def progress_lines(progress: Progress, teller: Teller) -> list[str]:
    """The progress of one learner: a line with a bar for each topic, the streak, what is weak."""
    wording, language = teller.wording, teller.wording.language
    lines = []
    for topic in progress.topics:
        filled = BAR * topic.mastered // topic.total
        more = []
        if topic.changed:
            more.append(language.gettext("changed: {number}", number=topic.changed))
        if topic.due:
            more.append(language.gettext("to repeat: {number}", number=topic.due))
        lines.append(
            language.gettext(
                "{bar} {topic}: {mastered} of {total} pairs mastered, {seen} begun",
                bar="#" * filled + "." * (BAR - filled),
                topic=wording.topic(topic.topic),
                mastered=topic.mastered,
                total=topic.total,
                seen=topic.seen,
            )
            + "".join(f", {text}" for text in more)
        )
    lines.append(language.gettext("Days in a row: {number}", number=progress.streak))
    if progress.weakest:
        lines.append(language.gettext("Hardest for you so far:"))
        for weak in progress.weakest:
            lines.append(
                language.gettext(
                    "  wrong {wrong} of {answers} times: {text}",
                    wrong=weak.wrong,
                    answers=weak.answers,
                    text=teller.choice(weak.contrast, weak.contrast.choices[weak.contrast.keys[0]]),
                )
            )
    return lines


def table(rows: Iterable[TutorRow], wording: Wording) -> list[list[str]]:
    """The heading and a row for each learner."""
    return [[wording.language.gettext(column) for column in COLUMNS], *(_cells(row, wording) for row in rows)]


def _cells(row: TutorRow, wording: Wording) -> list[str]:
    progress = row.progress
    right = "" if not progress.answers else str(round(100 * (progress.answers - progress.wrong) / progress.answers))
    begun = [topic for topic in progress.topics if topic.seen and not topic.is_mastered]
    begun.sort(key=lambda topic: topic.mastered / topic.total)
    return [
        row.learner,
        progress.last.isoformat() if progress.last else "",
        str(progress.streak),
        str(progress.answers),
        right,
        str(progress.mastered_topics),
        str(len(progress.topics)),
        str(sum(topic.mastered for topic in progress.topics)),
        str(sum(topic.total for topic in progress.topics)),
        "; ".join(wording.topic(topic.topic) for topic in begun[:3]),
    ]


def as_csv(rows: Sequence[Sequence[str]]) -> str:
    """A table as CSV. A cell that a spreadsheet would take for a formula gets an apostrophe before it."""
    out = StringIO()
    csv.writer(out, lineterminator="\n").writerows(
        [f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row] for row in rows
    )
    return out.getvalue()


def as_lines(rows: Sequence[Sequence[str]]) -> list[str]:
    """A table as lines, each cell after its heading, for terminals and screen readers."""
    heading, *others = rows
    return [", ".join(f"{name}: {cell}" for name, cell in zip(heading, row, strict=True) if cell) for row in others]
