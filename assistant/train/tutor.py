"""The tutor's view of several learners: a table for a terminal, and a page to print: mastery by topic, what is missed, who needs what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import zip_longest
from typing import NamedTuple

from assistant.i18n import N_
from assistant.texts import for_html
from assistant.train.items import Contrast
from assistant.train.outline import TutorRow
from assistant.train.schedule import Record
from assistant.train.story import Teller
from assistant.words.page import spoken

HARDEST = 3
"""Topics that a learner is told to practise."""

MOST_MISSED = 10
"""Questions that are named as most often missed."""

COLUMNS = (N_("Learner"), N_("Last trained"), N_("Right, per cent"), N_("Topics mastered"), N_("Pairs mastered"))
_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}"
    "table{border-collapse:collapse;margin:1rem 0}caption{text-align:start;font-weight:bold}"
    "th,td{border:1px solid #767676;padding:.25rem .5rem;text-align:start;vertical-align:top}footer{color:#444;font-size:.85rem}"
    "@media print{body{margin:1cm;font-size:10pt}tr{break-inside:avoid}}"
)


class Missed(NamedTuple):
    """A question that was answered wrong: how often, of how many answers, by how many learners."""

    contrast: Contrast
    wrong: int
    answers: int
    learners: int


AskedOf = tuple[Sequence[Contrast], Mapping[str, Record]]
"""What a learner is asked, and their records."""


def most_missed(works: Iterable[AskedOf]) -> tuple[Missed, ...]:
    """What is missed most often over all learners."""
    wrong: Counter[str] = Counter()
    answers: Counter[str] = Counter()
    learners: Counter[str] = Counter()
    by_id: dict[str, Contrast] = {}
    for contrasts, records in works:
        for contrast in contrasts:
            record = records.get(contrast.id)
            if record is not None:
                by_id.setdefault(contrast.id, contrast)
                wrong[contrast.id] += record.wrong
                answers[contrast.id] += record.answers
                learners[contrast.id] += record.wrong > 0
    found = [Missed(by_id[id], wrong[id], answers[id], learners[id]) for id in by_id if wrong[id]]
    found.sort(key=lambda each: (-each.learners, -each.wrong, each.contrast.id))
    return tuple(found[:MOST_MISSED])


class TutorPage:
    """What a tutor is shown, in one language."""

    def __init__(self, rows: Sequence[TutorRow], works: Sequence[AskedOf], teller: Teller) -> None:
        """`works`: of each row in turn what is asked of the learner, and the records."""
        self.rows, self.works, self._teller = rows, works, teller
        self.missed = most_missed(works)

    def as_text(self) -> str:
        """For a terminal: a table with a row for each learner, what each needs, what is missed."""
        gettext = self._teller.wording.language.gettext
        lines = _aligned(self._learners())
        needs = self._needs()
        if needs:
            lines += ["", gettext("Who needs what"), *(f"  {name}: {text}" for name, text in needs)]
        if self.missed:
            lines += ["", gettext("Missed most often"), *(f"  {text}" for text in self._missed())]
        return "\n".join(lines) + "\n"

    def as_html(self, day: date) -> str:
        """A page to print, without a script."""
        wording = self._teller.wording
        gettext = wording.language.gettext
        title = gettext("Training in Vårdlots: the learners")
        parts = [
            _table(gettext("The learners"), self._learners()),
            _table(gettext("Pairs mastered, by topic"), self._topics()),
            _part(gettext("Who needs what"), [f"{name}: {text}" for name, text in self._needs()]),
            _part(gettext("Missed most often"), self._missed()),
        ]
        foot = gettext("{day}. Vårdlots, knowledge {version}.", day=day.isoformat(), version=wording.knowledge.version)
        foot = f"{foot} {wording.elsewhere}".rstrip()
        return (
            f'<!doctype html><html {spoken(wording.language.code, wording.language.direction)}><head><meta charset="utf-8">'
            f'<meta name="viewport" content="width=device-width"><title>{for_html(title)}</title><style>{_STYLE}</style></head>'
            f"<body><main><h1>{for_html(title)}</h1>{''.join(parts)}</main><footer>{for_html(foot)}</footer></body></html>\n"
        )

    def _learners(self) -> list[list[str]]:
        rows = [[self._teller.wording.language.gettext(column) for column in COLUMNS]]
        for name, found in self.rows:
            right = str(round(100 * (found.answers - found.wrong) / found.answers)) if found.answers else ""
            pairs = f"{sum(topic.mastered for topic in found.topics)}/{sum(topic.total for topic in found.topics)}"
            topics = f"{found.mastered_topics}/{len(found.topics)}"
            rows.append([name, found.last.isoformat() if found.last else "", right, topics, pairs])
        return rows

    def _topics(self) -> list[list[str]]:
        """A row for each topic, a column for each learner; a learner in another region may have other pairs, or none."""
        gettext = self._teller.wording.language.gettext
        ids = dict.fromkeys(topic.topic for row in self.rows for topic in row.progress.topics)
        cells = [{topic.topic: f"{topic.mastered}/{topic.total}" for topic in row.progress.topics} for row in self.rows]
        heading = [gettext("Topic"), *(row.learner for row in self.rows)]
        return [heading, *([self._teller.wording.topic(id), *(cell.get(id, "") for cell in cells)] for id in ids)]

    def _needs(self) -> list[tuple[str, str]]:
        """For each learner what to do next: repeat what changed or is due, and go on with what was hardest."""
        gettext = self._teller.wording.language.gettext
        found = []
        for (name, progress), work in zip(self.rows, self.works, strict=True):
            due = sum(topic.due for topic in progress.topics)
            changed = sum(topic.changed for topic in progress.topics)
            hard = dict.fromkeys(self._teller.wording.topic(weak.contrast.topic) for weak in most_missed([work]))
            parts = [gettext("changed: {number}", number=changed)] if changed else []
            parts += [gettext("to repeat: {number}", number=due)] if due else []
            parts += [gettext("practise {topics}", topics=", ".join([*hard][:HARDEST]))] if hard else []
            if not parts and not progress.mastered:
                parts = [gettext("goes on with what is new")]
            found += [(name, "; ".join(parts))] if parts else []
        return found

    def _missed(self) -> list[str]:
        gettext = self._teller.wording.language.gettext
        return [
            gettext(
                "{topic}, {question} {text} Wrong {wrong} of {answers} times, learners: {learners}",
                topic=self._teller.wording.topic(each.contrast.topic),
                question=self._teller.question(each.contrast.sides()[0]),
                text=self._teller.subject(each.contrast),
                wrong=each.wrong,
                answers=each.answers,
                learners=each.learners,
            )
            for each in self.missed
        ]


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows with their columns under each other, and a line below the heading."""
    widths = [max(map(len, column)) for column in zip_longest(*rows, fillvalue="")]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return [lines[0], "  ".join("-" * width for width in widths), *lines[1:]]


def _table(caption: str, rows: Sequence[Sequence[str]]) -> str:
    """A table whose rows and columns have headings that a screen reader finds."""
    heading = "".join(f'<th scope="col">{for_html(cell)}</th>' for cell in rows[0])
    body = "".join(
        f'<tr><th scope="row">{for_html(row[0])}</th>{"".join(f"<td>{for_html(cell)}</td>" for cell in row[1:])}</tr>'
        for row in rows[1:]
    )
    return (
        f"<table><caption>{for_html(caption)}</caption><thead><tr>{heading}</tr></thead><tbody>{body}</tbody></table>"
    )


def _part(title: str, lines: Sequence[str]) -> str:
    """A heading with a list; nothing where there is nothing to say."""
    items = "".join(f"<li>{for_html(line)}</li>" for line in lines)
    return f"<h2>{for_html(title)}</h2><ul>{items}</ul>" if lines else ""
