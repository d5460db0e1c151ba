"""Training in words: verdicts with their reasons, progress as lines for a learner, a row for each learner for the tutor."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from functools import cached_property
from io import StringIO
from typing import NamedTuple

from assistant.answer import Adviser
from assistant.answer.explain import explain
from assistant.i18n import N_
from assistant.knowledge.training import Course
from assistant.train.beside import Beside
from assistant.train.contrasts import Contrasts
from assistant.train.courses import CourseProgress
from assistant.train.items import DrillItem
from assistant.train.making import Maker
from assistant.train.progress import Progress, TopicProgress
from assistant.train.story import Teller, case_of
from assistant.train.verdict import Grounds, Verdict
from assistant.words.explanation import sections
from assistant.words.outline import Section
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
    gettext = teller.wording.language.gettext
    lines = [_bar(topic, teller.wording) for topic in progress.topics]
    lines.append(gettext("Days in a row: {number}", number=progress.streak))
    if progress.weakest:
        lines.append(gettext("Hardest for you so far:"))
    for weak in progress.weakest:
        text = teller.subject(weak.contrast)
        told = gettext("  wrong {wrong} of {answers} times: {text}", wrong=weak.wrong, answers=weak.answers, text=text)
        lines.append(told)
    return lines


def course_name(course: Course, wording: Wording) -> str:
    """What a course is called."""
    return wording.language.knowledge(f"course.{course.id}.name", course.name)


def course_intro(course: Course, wording: Wording) -> str:
    """What a course is about."""
    return wording.language.knowledge(f"course.{course.id}.intro", course.intro)


def course_line(found: CourseProgress, wording: Wording) -> str:
    """A course in one line: how many cases and minutes, and how many cases are right so far."""
    gettext, name = wording.language.gettext, course_name(found.course, wording)
    if found.is_done:
        return gettext("{course}: done, all {total} cases right", course=name, total=found.total)
    if found.right:
        return gettext("{course}: {right} of {total} cases right", course=name, right=found.right, total=found.total)
    return gettext(
        "{course}: {total} cases, about {minutes} minutes", course=name, total=found.total, minutes=found.minutes
    )


def _bar(topic: TopicProgress, wording: Wording) -> str:
    """How far a topic is mastered: in a bar and in words."""
    gettext = wording.language.gettext
    filled = BAR * topic.mastered // topic.total
    more = []
    if topic.changed:
        more.append(gettext("changed: {number}", number=topic.changed))
    if topic.due:
        more.append(gettext("to repeat: {number}", number=topic.due))
    line = gettext(
        "{bar} {topic}: {mastered} of {total} pairs mastered, {seen} begun",
        bar="#" * filled + "." * (BAR - filled),
        topic=wording.topic(topic.topic),
        mastered=topic.mastered,
        total=topic.total,
        seen=topic.seen,
    )
    return ", ".join((line, *more))


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


# -- every item, to be read --------------------------------------------------------------------------------------------------


def item_lines(contrasts: Contrasts, topics: Sequence[str], teller: Teller) -> list[str]:
    """Every item as lines: the case, the question, the choices (the right one with a star); then the statements that no item asks."""
    gettext, rules = teller.wording.language.gettext, teller.wording.knowledge.rules
    lines = told_items((item for contrast in contrasts.of_all(topics) for item in contrast.sides()), teller)
    left = contrasts.left_out(topics)
    lines += (
        ["", gettext("No item asks these, since nothing shows another answer to them to be wrong:")] if left else []
    )
    return lines + [f"- {teller.wording.rule_text(rules[id])} ({id})" for id in left]


def told_items(items: Iterable[DrillItem], teller: Teller) -> list[str]:
    """Items as lines: the case, the question, the choices, the right one with a star."""
    lines: list[str] = []
    for item in items:
        topic = teller.wording.topic(item.contrast.topic)
        lines.append(f"{topic}: {teller.story(item)} {teller.question(item)}")
        lines += [f"  {'*' if place == item.key else '-'} {text}" for place, text in enumerate(teller.choices(item))]
    return lines


# -- verdicts ------------------------------------------------------------------------------------------------------------


class Neighbour(NamedTuple):
    """One of the two cases of a contrast, as it stands beside the other: its story, what differs, what is right, and by which clauses."""

    story: str
    differs: str
    answer: str
    sources: tuple[str, ...]


class Explained(NamedTuple):
    """A verdict in words.

    `answer`: the right choice. `because`: the told answers that force it. `why`: what a tutor says to it, if anything. `instead`: where
    none of the choices applies, what does; else empty. `sources`: the clauses. `contrast`: the nearest case in which another choice is
    right. After a wrong answer, `neighbours`: this case and the nearest one in which what was chosen is right, side by side, and `note`: what to
    look for. Where there is none such, this case and its own neighbour, and no note.
    """

    right: bool
    answer: str
    because: str
    why: str
    instead: str
    sources: tuple[str, ...]
    contrast: str
    neighbours: tuple[Neighbour, ...]
    note: str

    @property
    def once_more(self) -> Explained:
        """What is left to tell when the case was missed before in the session: its neighbour stood beside it then."""
        return self._replace(contrast="")


class Judge:
    """Puts verdicts in words."""

    def __init__(self, adviser: Adviser, teller: Teller) -> None:
        self.adviser, self.teller = adviser, teller
        self.grounds = Grounds(adviser)

    @cached_property
    def _beside(self) -> Beside:
        """Made with the first mistake, once for all that follow."""
        return Beside(self.adviser, Maker(self.adviser))

    def explained(self, verdict: Verdict, round: int = 0) -> Explained:
        """The verdict in words. `round`: that of the story that was told. Raises what `Grounds.confirm` raises."""
        item, teller = verdict.item, self.teller
        self.grounds.confirm(item)
        pair, meant = self._mistaken(verdict, round)
        return Explained(
            right=verdict.right,
            answer=teller.choice(item.contrast, item.right),
            because=self._because(item),
            why=self._why(item),
            instead=self._instead(item),
            sources=tuple(teller.wording.source(source) for source in self.grounds.sources(item)),
            contrast=self._contrast(item),
            neighbours=() if pair is None else self._neighbours(pair, item, round),
            note=self._note(pair.contrast.fact) if pair is not None and meant else "",
        )

    def more(self, item: DrillItem) -> tuple[Section, ...]:
        """The whole explanation of the right statement, as the app gives it for an answer; empty where no statement is right."""
        rules = self.grounds.rules(item)
        if not item.right.rules or not rules:
            return ()
        case = case_of(self.adviser.knowledge.questions, item)
        return sections(explain(self.adviser, case, rules[0]), self.teller.wording)

    def _instead(self, item: DrillItem) -> str:
        if not item.right.is_none:
            return ""
        applying = self.grounds.applying(item)
        if not applying:
            ask = "Not known here. Ask your manager, or see your region's website for care staff."
            return self.teller.wording.language.gettext(ask)
        text = self.teller.wording.rule_text(self.adviser.knowledge.rules[applying[0]])
        return self.teller.wording.language.gettext("What applies: {text}", text=text)

    def _because(self, item: DrillItem) -> str:
        gettext, wording = self.teller.wording.language.gettext, self.teller.wording
        forced = self.grounds.forcing(item)
        if not forced:
            return gettext("It applies in every case.")
        conditions = "; ".join(wording.condition(fact, (value,)) for fact, value in forced.items())
        if item.right.is_none:
            return gettext("None of the others applies here, because: {conditions}.", conditions=conditions)
        return gettext("Because: {conditions}.", conditions=conditions)

    def _contrast(self, item: DrillItem) -> str:
        """The other case of the contrast: its one different answer, and what is right there."""
        other = item.other
        wording = self.teller.wording
        if other.key == item.key:
            return ""
        condition = self._differs(other)
        return wording.language.gettext(
            "What would change it: {condition}. Then: {text}",
            condition=condition,
            text=self.teller.choice(item.contrast, other.right),
        )

    def _mistaken(self, verdict: Verdict, round: int) -> tuple[DrillItem | None, bool]:
        """What to set beside a mistake: the case with the nearest one in which what was chosen is right, and True; where there is none such,
        with its own neighbour, and False. None without a mistake."""
        item = verdict.item
        if verdict.right or verdict.is_the_neighbour_s:
            return (None if verdict.right else item), True
        pair = self._beside.taken_for(item, verdict.choice, round)
        return pair or (item if item.key != item.other.key else None), pair is not None

    def _neighbours(self, pair: DrillItem, item: DrillItem, round: int) -> tuple[Neighbour, ...]:
        """The case as it was told, and the one that is set beside it."""
        teller = self.teller
        there = teller.story(pair.other, round if pair == item else 0)
        return tuple(
            Neighbour(
                story=story,
                differs=self._differs(side),
                answer=teller.choice(side.contrast, side.right),
                sources=tuple(teller.wording.source(source) for source in self.grounds.sources(side)),
            )
            for side, story in ((pair, teller.story(item, round)), (pair.other, there))
        )

    def _differs(self, side: DrillItem) -> str:
        """What is so in this case of the two and not in the other."""
        return ", ".join(self.teller.wording.condition(fact, (side.case[fact],)) for fact in side.differing)

    def _why(self, item: DrillItem) -> str:
        """The reason behind the rule, with the clauses that the verdict does not name anyway."""
        why = self.grounds.why(item)
        if why is None:
            return ""
        wording = self.teller.wording
        text = wording.language.knowledge(f"training.why.{why.id}", why.text)
        named = self.grounds.sources(item)
        more = [source for source in self.adviser.sources(why.sources) if source not in named]
        return f"{text} {wording.in_brackets(more)}" if more else text

    def _note(self, fact: str) -> str:
        note = self.adviser.knowledge.training.notes.get(fact)
        if note is None:
            return ""
        wording = self.teller.wording
        text = wording.language.knowledge(f"training.note.{fact}", note.text)
        return f"{text} {wording.in_brackets(self.adviser.sources(note.sources))}"
