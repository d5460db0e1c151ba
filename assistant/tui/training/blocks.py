"""Training in paragraphs: a verdict with its reasons, a led case, and progress as bars with their numbers.

Right and wrong differ by mark and by words, never by colour alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from assistant.i18n import N_, Language
from assistant.train.outline import Explained
from assistant.train.problems import GOES_ON, TrainingError
from assistant.train.progress import Progress, TopicProgress
from assistant.train.story import Teller
from assistant.train.verdict import Verdict
from assistant.tui.hanging import GAP, Block
from assistant.words.wording import Wording

RIGHT, WRONG, OTHER = "✓", "✗", "·"
MASTERED, BEGUN, LEFT = "█", "▒", "·"
DAYS = 14
"""Days that the strip shows."""
HEIGHTS = "▁▂▃▄▅▆▇█"


def problem_blocks(problem: TrainingError | None, language: Language) -> list[Block]:
    """What is wrong with the learner's file, and that training goes on; nothing if nothing is wrong."""
    if problem is None:
        return []
    text = f"{problem.text(language)} {language.gettext(GOES_ON)}"
    return [Block(text, "bold $warning", "! ", "bold $warning")]


# -- the drill -----------------------------------------------------------------------------------------------------------


def verdict_blocks(verdict: Verdict, told: Explained, teller: Teller, *, again: bool, brief: bool) -> list[Block]:
    """Right or wrong, the choices with their marks, and why. `brief`: without the choices that were not at stake."""
    gettext = teller.wording.language.gettext
    if told.right:
        blocks = [Block(gettext("Right."), "bold $success", f"{RIGHT} ", "bold $success")]
    else:
        text = gettext("Not right.")
        if again:
            text += " " + gettext("This case comes back in a moment.")
        blocks = [Block(text, "bold $error", f"{WRONG} ", "bold $error")]
    blocks += _choice_blocks(verdict, teller, brief)
    gap = [] if brief else [GAP]
    blocks += [*gap, Block(told.because)]
    if told.why:
        blocks.append(Block(told.why))
    if told.instead:
        blocks.append(Block(told.instead))
    blocks += [Block(gettext("Source: {text}", text=source), "$muted") for source in told.sources]
    if told.note:
        blocks += [*gap, Block(gettext("Remember: {text}", text=told.note), "", "! ", "bold $warning")]
    if told.contrast and not told.neighbours:
        blocks += [*gap, Block(told.contrast, "", "↔ ", "bold $primary")]
    return blocks


def neighbour_blocks(told: Explained, teller: Teller) -> tuple[list[Block], list[Block]]:
    """After a mistake the two cases of the contrast, to stand side by side; nothing else."""
    if not told.neighbours:
        return [], []
    gettext = teller.wording.language.gettext
    titles = gettext("This case"), gettext("Its neighbour")
    both = [
        [
            Block(f"{title}: {each.differs}", "bold $primary", "↔ ", "bold $primary"),
            Block(each.story),
            Block(gettext("Right: {text}", text=each.answer), "bold", f"{RIGHT} ", "bold $success"),
            *(Block(gettext("Source: {text}", text=source), "$muted") for source in each.sources),
        ]
        for title, each in zip(titles, told.neighbours, strict=True)
    ]
    return both[0], both[1]


def _choice_blocks(verdict: Verdict, teller: Teller, brief: bool) -> list[Block]:
    gettext, item = teller.wording.language.gettext, verdict.item
    blocks = []
    for index, text in enumerate(teller.choices(item)):
        if index == item.key:
            said = text if verdict.right else gettext("The right answer: {text}", text=text)
            blocks.append(Block(said, "bold", f"  {RIGHT} {index + 1} ", "bold $success"))
        elif index == verdict.choice:
            said = gettext("Your answer: {text}", text=text)
            blocks.append(Block(said, "", f"  {WRONG} {index + 1} ", "bold $error"))
        elif not brief:
            blocks.append(Block(text, "$muted", f"  {OTHER} {index + 1} ", "$muted"))
    return blocks


# -- progress ------------------------------------------------------------------------------------------------------------


def bar(mastered: int, begun: int, total: int, width: int) -> str:
    """A bar of `width` characters: mastered, begun and not mastered, not begun. Whatever is begun shows, and only all is full."""
    full = width * mastered // total if total else 0
    part = -(-width * begun // total) if total else 0
    part = min(max(part, full), width if begun == total else width - 1) - full
    return MASTERED * full + BEGUN * part + LEFT * (width - full - part)


def progress_blocks(found: Progress, days: Mapping[str, int], today: date, teller: Teller, width: int) -> list[Block]:
    """The whole progress. `width`: characters of a bar."""
    language = teller.wording.language
    total, mastered = sum(topic.total for topic in found.topics), sum(topic.mastered for topic in found.topics)
    seen = sum(topic.seen for topic in found.topics)
    everything = language.gettext(
        "All: {mastered} of {total} pairs mastered; {topics} of {all} topics",
        mastered=mastered,
        total=total,
        topics=found.mastered_topics,
        all=len(found.topics),
    )
    return [
        Block(everything, "bold", f"{bar(mastered, seen, total, width)}  ", "$success"),
        GAP,
        Block(language.gettext("Days in a row: {number}", number=found.streak), "bold"),
        _strip(days, today, language),
        GAP,
        *topic_blocks(found.topics, teller, width),
        Block(
            language.gettext(
                "{full} mastered   {part} begun   {empty} not begun", full=MASTERED, part=BEGUN, empty=LEFT
            ),
            "$muted",
        ),
        *_weakest(found, teller),
    ]


def topic_blocks(topics: Sequence[TopicProgress], teller: Teller, width: int) -> list[Block]:
    """A bar with its numbers for each topic."""
    return [
        Block(_topic_line(topic, teller), "", f"{bar(topic.mastered, topic.seen, topic.total, width)}  ", "$success")
        for topic in topics
    ]


def _topic_line(topic: TopicProgress, teller: Teller) -> str:
    language = teller.wording.language
    name = teller.wording.topic(topic.topic)
    if topic.is_mastered:
        text = language.gettext("{topic}: all {total} mastered", topic=name, total=topic.total)
    else:
        text = language.gettext(
            "{topic}: {mastered} of {total}, {seen} begun",
            topic=name,
            mastered=topic.mastered,
            total=topic.total,
            seen=topic.seen,
        )
    parts = [text]
    if topic.changed:
        parts.append(language.gettext("changed: {number}", number=topic.changed))
    if topic.due:
        parts.append(language.gettext("to repeat: {number}", number=topic.due))
    return ", ".join(parts)


def _strip(days: Mapping[str, int], today: date, language: Language) -> Block:
    """The last days as a strip: the more answers, the higher."""
    counts = [days.get((today - timedelta(days=back)).isoformat(), 0) for back in reversed(range(DAYS))]
    most = max(counts)
    marks = "".join(HEIGHTS[max(1, 7 * count // most)] if count else HEIGHTS[0] for count in counts)
    text = language.gettext(
        "the last {days} days: {answers} answers on {trained} of them",
        days=DAYS,
        answers=sum(counts),
        trained=sum(count > 0 for count in counts),
    )
    return Block(text, "", f"{marks}  ", "$primary")


def _weakest(found: Progress, teller: Teller) -> list[Block]:
    if not found.weakest:
        return []
    language = teller.wording.language
    blocks = [GAP, Block(language.gettext("Hardest for you so far:"), "bold")]
    for weak in found.weakest:
        lead = language.gettext("wrong {wrong} of {answers}", wrong=weak.wrong, answers=weak.answers)
        text = teller.subject(weak.contrast)
        topic = teller.wording.topic(weak.contrast.topic)
        blocks.append(Block(f"{lead} – {topic}: {text}", "", f"{WRONG} ", "bold $error"))
    return blocks


# -- help ----------------------------------------------------------------------------------------------------------------

_KEYS = (
    ("1 … 4", N_("on an empty line: answers; ↑ ↓ and Enter do too")),
    (N_("words"), N_("everything else is text: the beginning of an answer and Enter takes it")),
    (N_("Enter, Space"), N_("goes on after an answer")),
    ("F2, /why", N_("more about the right answer: the rules, the sources, what would change it")),
    ("PgUp PgDn", N_("scroll")),
    ("Esc", N_("empties the line; on an empty line leaves; what was answered is kept")),
    ("F3", N_("next language; the case stays as it is")),
    ("F9", N_("hide the screen; F9 shows it again")),
)


def help_blocks(wording: Wording) -> list[Block]:
    """The keys, and how repetition and mastery work."""
    gettext = wording.language.gettext
    keys = [Block(gettext(text), "", gettext(key).ljust(15), "bold") for key, text in _KEYS]
    return [
        Block(gettext("Practise"), "bold $primary"),
        GAP,
        *keys,
        GAP,
        Block(
            gettext(
                "Cases come in pairs: one answer apart, with different outcomes. What differs is what is to be learnt."
            )
        ),
        Block(
            gettext("What was wrong comes back in the same session; what was right comes back after days, then weeks.")
        ),
        Block(
            gettext(
                "A pair is mastered when both cases were right the last time and are expected to be remembered for a week."
            )
        ),
        Block(gettext("The cases are made up. Nothing about a patient is stored."), "$muted"),
    ]
