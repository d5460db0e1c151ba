"""The drill: a told case, a question, a choice; at once right or wrong, why, by which clause, and what would change it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from time import monotonic
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll

from assistant.answer import REFUSALS, refusal
from assistant.i18n import N_
from assistant.knowledge.training import Course
from assistant.train.courses import course_progress
from assistant.train.items import DrillItem
from assistant.train.outline import Judge, course_line
from assistant.train.problems import TrainingError
from assistant.train.progress import progress
from assistant.train.session import times_told
from assistant.train.verdict import Verdict
from assistant.tui.hanging import GAP, Block
from assistant.tui.training.blocks import neighbour_blocks, problem_blocks, topic_blocks, verdict_blocks
from assistant.tui.training.room import TrainingRoom
from assistant.tui.training.screen import Heading, TrainingScreen
from assistant.tui.widgets.choices import Choice, Choices
from assistant.tui.widgets.paragraphs import Paragraphs


class DrillText(VerticalScroll, can_focus=False):
    """The case and what is said about it, which scroll."""


class DrillScreen(TrainingScreen):
    """Asks the items of a session. Each answer is kept as soon as it is given."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f4", "next", N_("Next"), key_display="Enter"),
        Binding("f2", "more", N_("Why?"), key_display="F2"),
    ]

    def __init__(self, room: TrainingRoom, course: Course | None = None) -> None:
        super().__init__(room)
        self.course = course
        """The course whose cases are asked; None for the drill."""
        self.session = room.session() if course is None else room.taking(course)
        self.verdict: Verdict | None = None
        """The verdict that is shown; None while a question is open, and at the end."""
        self._before = dict(room.records)
        self._noted: dict[str, int] = {}  # what to look for, and after how many answers it was said
        self._problem: TrainingError | None = None
        self._since = monotonic()

    def compose(self) -> ComposeResult:
        yield Heading(id="train-heading")
        with DrillText(id="drill-text", classes="training-text"):
            yield Paragraphs(id="drill-case")
            yield Choices(chosen=self._chosen, id="drill-choices")
            yield Paragraphs(id="drill-verdict")
            with Container(id="drill-beside"):
                yield Paragraphs(id="drill-here")
                yield Paragraphs(id="drill-there")
        yield from self.compose_line()

    def begin(self) -> None:
        self._put()

    @property
    def item(self) -> DrillItem | None:
        """The item on the screen; None at the end."""
        return self.verdict.item if self.verdict is not None else self.session.item

    # -- showing -------------------------------------------------------------------------------------------------------

    def _put(self) -> None:
        """Put what comes next, from its beginning."""
        self.verdict = None
        if self.session.item is not None:
            self.query_one(Choices).put(self._offers())
        self.reword()
        self.query_one(DrillText).scroll_home(animate=False)

    def reword(self) -> None:
        """Say everything in the language that the app has now; the item and what was answered stay."""
        gettext, item = self.app.language.gettext, self.item
        self._say_place()
        self.query_one("#drill-case", Paragraphs).show(self._case() if item is not None else self._end())
        choices = self.query_one(Choices)
        choices.hint = gettext("Choose with a number, or move with the arrows first.")
        choices.display = self.verdict is None and item is not None
        if choices.display:
            choices.reword(self._offers())
        said, here, there = self._said()
        self.query_one("#drill-verdict", Paragraphs).show(said)
        self.query_one("#drill-here", Paragraphs).show(here)
        self.query_one("#drill-there", Paragraphs).show(there)
        self.query_one("#drill-beside").display = bool(here)
        self.drive_choices()
        if not choices.display:
            self.line.placeholder = gettext("Enter goes on; /why tells more")
        self.refresh_bindings()

    def _say_place(self) -> None:
        gettext, item = self.app.language.gettext, self.item
        if item is None:
            self.say_heading(gettext("Practise"))
            return
        number = len(self.session.given) + (self.verdict is None)
        place = gettext("{number} of {all}", number=number, all=len(self.session.given) + len(self.session.queue))
        self.say_heading(self.app.wording.topic(item.contrast.topic), place)

    def _offers(self) -> list[Choice]:
        item = self.session.item
        assert item is not None
        return [Choice(str(number), str(number), text) for number, text in enumerate(self.teller.choices(item), 1)]

    def _case(self) -> list[Block]:
        item = self.item
        assert item is not None
        gap = [GAP] if self.high else []
        note = self._note(item)
        return [
            *([Block(note, "bold $primary")] if note else []),
            Block(self.teller.story(item, self._round(item))),
            *gap,
            Block(self.teller.question(item), "bold"),
            *gap,
        ]

    @property
    def _asked(self) -> tuple[Verdict, ...]:
        """What was answered before the case on the screen."""
        return self.session.given if self.verdict is None else self.session.given[:-1]

    def _round(self, item: DrillItem) -> int:
        return times_told(item, self._asked, self._before)

    def _note(self, item: DrillItem) -> str:
        gettext, record = self.app.language.gettext, self._before.get(item.contrast.id)
        if any(verdict.item == item for verdict in self._asked):
            return gettext("Once more:")
        if record is not None and record.is_changed(item.contrast):
            return gettext("New since you last trained:")
        return ""

    def _said(self) -> tuple[list[Block], list[Block], list[Block]]:
        """The verdict with its reasons, and after a mistake the two cases side by side; where engine and case space disagree, that
        nothing is taught."""
        verdict = self.verdict
        if verdict is None:
            return [], [], []
        try:
            told = Judge(self.room.adviser, self.teller).explained(verdict, self._round(verdict.item))
        except REFUSALS as error:
            return [Block(refusal(error, self.app.language), "", "! ", "bold $warning")], [], []
        if self._noted.setdefault(told.note, len(self.session.given)) != len(self.session.given):
            told = told._replace(note="")  # said once in a session: heard after each mistake it would be skipped
        if any(other.item == verdict.item for other in self._asked):
            told = told.once_more
        again = not verdict.right and verdict.item in self.session.queue
        blocks = verdict_blocks(verdict, told, self.teller, again=again, brief=not self.high)
        return [*blocks, *problem_blocks(self._problem, self.app.language)], *neighbour_blocks(told, self.teller)

    def _end(self) -> list[Block]:
        """What the session came to; or that there was nothing to ask."""
        gettext, room = self.app.language.gettext, self.room
        right, asked = self.session.score
        if not asked:
            return [Block(gettext("Nothing is due now, and nothing is new. Come back another day."), "bold")]
        if self.course is not None:
            return self._end_of_course(self.course)
        topics = tuple(dict.fromkeys(verdict.item.contrast.topic for verdict in self.session.given))
        assert room.keeper is not None
        found = progress(room.contrasts.of_all(topics), room.records, room.keeper.days, room.now(), room.today())
        return [
            Block(gettext("The session is over."), "bold $primary"),
            GAP,
            Block(gettext("Right at the first answer: {right} of {asked}.", right=right, asked=asked), "bold"),
            Block(gettext("Days in a row: {number}", number=found.streak)),
            GAP,
            *topic_blocks(found.topics, self.teller, 20 if self.wide else 10),
            *problem_blocks(room.problem, self.app.language),
        ]

    def _end_of_course(self, course: Course) -> list[Block]:
        room, wording = self.room, self.app.wording
        gettext = wording.language.gettext
        found = course_progress(course, room.courses.items(course), room.records)
        right, asked = self.session.score
        if found.is_done:
            more = gettext("The certificate lies under “How far you have come”.")
        else:
            more = gettext("What is left is asked when you take the course again.")
        return [
            Block(course_line(found, wording), "bold $primary"),
            GAP,
            Block(gettext("Right at the first answer: {right} of {asked}.", right=right, asked=asked), "bold"),
            Block(more),
            *problem_blocks(room.problem, wording.language),
        ]

    # -- keys and mouse ------------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that would do nothing are not offered."""
        if action == "next":
            return self.verdict is not None or self.session.done
        return self.verdict is not None if action == "more" else True

    def commands(self) -> Mapping[str, Callable[[], object]]:
        return {"more": self.action_more, "why": self.action_more, "explain": self.action_more}

    def enter(self) -> None:
        if self.verdict is not None or self.session.done:
            self.action_next()
        else:
            super().enter()

    def space(self) -> None:
        self.enter()

    def _chosen(self, ids: tuple[str, ...]) -> None:
        if self.verdict is not None or self.session.done:
            return  # a second click, before the first has taken effect
        self.session, self.verdict = self.session.answer(int(ids[0]) - 1)
        self._since = monotonic()
        try:
            Judge(self.room.adviser, self.teller).explained(self.verdict)
        except REFUSALS:
            self._problem = None  # what cannot be taught is not counted either
        else:
            self._problem = self.room.keep(self.verdict)
        self.reword()
        self.call_after_refresh(self._to_verdict)

    def _to_verdict(self) -> None:
        if self.built and self.verdict is not None:
            self.query_one("#drill-verdict").scroll_visible(top=True, animate=False, force=True)

    def action_next(self) -> None:
        """The next case; at the end back to the start. A stray second Enter does not pass over a verdict."""
        if monotonic() - self._since < self.app.grace:
            return
        if self.verdict is None:
            if self.session.done:
                self.action_leave()
            return
        self._put()
        self._since = monotonic()

    def action_more(self) -> None:
        """The whole explanation of the right answer."""
        from assistant.tui.dialogs.dialog import Dialog
        from assistant.tui.hanging import section_blocks

        verdict = self.verdict
        if verdict is None:
            return
        item = verdict.item

        def blocks() -> list[Block]:
            judge = Judge(self.room.adviser, self.teller)
            return section_blocks(self.teller.choice(item.contrast, item.right), judge.more(item))

        if Judge(self.room.adviser, self.teller).more(item):
            self.app.push_screen(Dialog(blocks))
        else:
            text = self.app.language.gettext("There is no more to tell about this one.")
            self.notify(text, timeout=3, markup=False)
