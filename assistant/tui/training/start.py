"""Practise: who trains, on what, and how; above the conversation, which waits and is as it was."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from assistant.dialogue.readings import Alarm
from assistant.i18n import N_
from assistant.knowledge.model import REGION
from assistant.masking import DOT
from assistant.texts import harmless
from assistant.train.courses import LENGTH, SECONDS
from assistant.train.outline import course_line
from assistant.train.progress import Progress
from assistant.train.schedule import DEFAULT_COUNT
from assistant.train.shift import CALLS, VISITS
from assistant.train.store import LONGEST_NAME, NotANameError
from assistant.tui.hanging import Block
from assistant.tui.training.blocks import problem_blocks
from assistant.tui.training.room import TrainingRoom
from assistant.tui.training.screen import Heading, TrainingScreen
from assistant.tui.widgets.choices import Choice, Choices
from assistant.tui.widgets.masked_line import LONGEST
from assistant.tui.widgets.paragraphs import Paragraphs
from assistant.typed.commands import SLASH

WHO, WHERE, MENU, TOPICS, COURSES = "who", "where", "menu", "topics", "courses"
DRILL, GUIDED, CHOOSE, PROGRESS, SOMEBODY_ELSE, ALL_TOPICS = "drill", "guided", "choose", "progress", "else", "all"
COURSE = "course"
EVERYWHERE = ""
"""In place of a region: cases from all of them."""
MINUTES = round(LENGTH * SECONDS / 60)
SHIFT_MINUTES = round((VISITS + CALLS) * SECONDS / 60)
MOST_NAMES = 9
"""Names that are offered; the last ones that trained."""


class TrainScreen(TrainingScreen):
    """The start of training, in steps: the name, of somebody new where they work, what to do, and (if wanted) the topics or the course."""

    def __init__(self, room: TrainingRoom) -> None:
        super().__init__(room)
        self.step = MENU if room.name else WHO
        self._known = () if room.name else room.known()[:MOST_NAMES]
        self._wrong_name = ""
        self._was_new = room.is_new
        self._progress: Progress | None = None

    def compose(self) -> ComposeResult:
        yield Heading(id="train-heading")
        with VerticalScroll(id="train-text", classes="training-text", can_focus=False):
            yield Paragraphs(id="train-about")
            yield Static(id="train-name-label")
            yield Static(id="train-name-error")
            yield Paragraphs(id="train-before")
            yield Choices(chosen=self._chosen, id="train-choices")
        yield from self.compose_line()

    def begin(self) -> None:
        self._go_to(self.step)

    def fit(self) -> None:
        super().fit()
        if self.step == MENU:
            self._count_soon()

    # -- what is said --------------------------------------------------------------------------------------------------

    def _go_to(self, step: str) -> None:
        """Show a step from its beginning."""
        self.step = step
        self._was_new = self.room.is_new  # nothing changes its place while it is looked at
        self._wrong_name = ""
        self.line.value = ""
        self.line.max_length = LONGEST_NAME if step == WHO else LONGEST
        offers = self._offers()
        if offers:
            ticked = self.room.topics if step == TOPICS else ()
            self.query_one(Choices).put(offers, several=step == TOPICS, ticked=ticked)
        self.reword()
        self.query_one("#train-text").scroll_home(animate=False)
        if step == MENU:
            self._count_soon()

    def reword(self) -> None:
        """Say everything in the language that the app has now; what is typed, ticked and highlighted stays."""
        gettext = self.app.language.gettext
        self.say_heading(gettext("Practise"))
        self.query_one("#train-about", Paragraphs).show(self._about())
        label = self.query_one("#train-name-label", Static)
        label.display = self.step == WHO
        label.update(Content(gettext("Write your name or an alias in the line below, then Enter.")))
        self._say_wrong_name()
        before = [Block(gettext("Or somebody who trained here before:"))] if self.step == WHO and self._known else []
        self.query_one("#train-before", Paragraphs).show(before)
        choices = self.query_one(Choices)
        choices.hint = gettext("Choose with a number, or move with the arrows first.")
        choices.confirm = gettext("Enter  Train the ticked topics")
        offers = self._offers()
        choices.display = bool(offers)
        if offers:
            choices.reword(offers)
        self.drive_choices()
        if self.step == WHO:
            self.line.placeholder = gettext("your name or an alias")
        self.refresh_bindings()

    def _about(self) -> list[Block]:
        gettext, wording = self.app.language.gettext, self.app.wording
        problem = problem_blocks(self.room.problem, self.app.language)
        if self.step == WHO:
            text = gettext(
                "Made-up cases, the real rules. Your answers are kept under your name or an alias, on this computer."
            )
            return [*problem, Block(text)]
        if self.step == WHERE:
            return [*problem, Block(wording.question(wording.knowledge.questions[REGION]), "bold")]
        if self.step == TOPICS:
            return [Block(gettext("Which topics? Number or click ticks, Enter goes on."), "bold")]
        if self.step == COURSES:
            return [*problem, Block(gettext("Which course? What was answered wrong comes back at its end."), "bold")]
        if self.room.region is None:
            region = gettext("Cases from all regions. Your own region is chosen in the settings.")
        else:
            question = wording.knowledge.questions[REGION]
            region = gettext("Cases from: {region}", region=wording.value(question, self.room.region))
        return [*problem, Block(region, "$muted"), *self._counts()]

    def _counts(self) -> list[Block]:
        gettext, found = self.app.language.gettext, self._progress
        if found is None:
            return [Block(gettext("Counting …"))]
        changed = sum(topic.changed for topic in found.topics)
        due = gettext("To repeat today: {number}", number=sum(topic.due for topic in found.topics))
        left = gettext("Not begun: {number}", number=sum(topic.total - topic.seen for topic in found.topics))
        done = gettext("Topics mastered: {number} of {all}", number=found.mastered_topics, all=len(found.topics))
        streak = gettext("Days in a row: {number}", number=found.streak)
        new = [
            Block(
                gettext("New since you last trained: {number}. It comes first.", number=changed),
                "bold",
                "! ",
                "bold $warning",
            )
        ]
        return [*(new if changed else []), Block(f"{due} · {left}"), Block(f"{done} · {streak}")]

    def _offers(self) -> list[Choice]:
        wording = self.app.wording
        if self.step == WHO:
            return [Choice(name, str(number), harmless(name)) for number, name in enumerate(self._known, 1)]
        if self.step == WHERE:
            question = wording.knowledge.questions[REGION]
            places = [(value.id, wording.value(question, value.id)) for value in question.values]
            places.append((EVERYWHERE, self.app.language.gettext("Cases from all regions")))
            return [Choice(id, str(number), label) for number, (id, label) in enumerate(places, 1)]
        if self.step == TOPICS:
            topics = self.room.contrasts.topics
            return [Choice(topic, str(number), wording.topic(topic)) for number, topic in enumerate(topics, 1)]
        if self.step == COURSES:
            courses = enumerate(self.room.course_progress(), 1)
            return [Choice(found.course.id, str(number), course_line(found, wording)) for number, found in courses]
        return self._doings()

    def _doings(self) -> list[Choice]:
        """What to do; the first day's course comes first for somebody new."""
        gettext, wording = self.app.language.gettext, self.app.wording
        chosen = ", ".join(wording.topic(topic) for topic in self.room.topics) or gettext("all")
        labels = [
            (DRILL, gettext("Drill: up to {number} cases, with a question on each", number=DEFAULT_COUNT)),
            (
                GUIDED,
                gettext(
                    "As at the desk: told patients and the real questions, about {minutes} minutes",
                    minutes=SHIFT_MINUTES,
                ),
            ),
            (CHOOSE, gettext("Topics: {topics}", topics=chosen)),
            (PROGRESS, gettext("How far you have come; certificate; your data")),
            (SOMEBODY_ELSE, gettext("Somebody else trains")),
        ]
        if self.room.adviser.knowledge.training.courses:
            day_one = gettext("Day one: {number} cases, about {minutes} minutes", number=LENGTH, minutes=MINUTES)
            labels.insert(0 if self._was_new else 2, (COURSE, day_one))
        if self.room.topics:
            labels.append((ALL_TOPICS, gettext("All topics again")))
        return [Choice(id, str(number), label) for number, (id, label) in enumerate(labels, 1)]

    def _count_soon(self) -> None:
        """The cases of all topics are made when they are first counted: after this screen is painted."""
        self.call_after_refresh(self._count)

    def _count(self) -> None:
        if self.built and self.step == MENU and self.room.name:
            self._progress = self.room.progress()
            self.reword()

    # -- the line ------------------------------------------------------------------------------------------------------

    def give(self, text: str) -> None:
        """Where a name is asked for, a line is one, unless it begins with a slash or is acute."""
        if self.step == WHO and not text.startswith(SLASH) and not isinstance(self.read(text), Alarm):
            self._named(text)
        else:
            super().give(text)

    def above(self, text: str) -> Content | None:
        return None if self.step == WHO and not text.startswith(SLASH) else super().above(text)

    def enter(self) -> None:
        if self.step == WHO and self.choices is None:
            self._named("")
        else:
            super().enter()

    def action_leave(self) -> None:
        """One step back, at last to the conversation."""
        if self.step in (WHERE, TOPICS, COURSES) or (self.step == WHO and self.room.name):
            self._go_to(MENU)
        else:
            super().action_leave()

    # -- doing it ------------------------------------------------------------------------------------------------------

    def _named(self, typed: str) -> None:
        if DOT in typed:  # a number was typed, and covered
            self._wrong_name = N_("This looks like a number of a person. Use a name or an alias.")
            self._say_wrong_name()
            return
        try:
            self.room.enter(typed)
        except NotANameError as error:
            self._wrong_name = str(error)
            self._say_wrong_name()
            return
        self._progress = None
        self._go_to(WHERE if self.room.asks_region else MENU)

    def _say_wrong_name(self) -> None:
        part = self.query_one("#train-name-error", Static)
        part.display = bool(self._wrong_name) and self.step == WHO
        part.update(Content(f"! {self.app.language.gettext(self._wrong_name)}" if self._wrong_name else ""))

    def _chosen(self, ids: tuple[str, ...]) -> None:
        if not self.is_current:
            return  # a second key, before the screen that the first one opened is there
        if self.step == WHO:
            self._named(ids[0])
        elif self.step == WHERE:
            self.room.works_in(ids[0] or None)
            self._go_to(MENU)
        elif self.step == TOPICS:
            self._train_on(ids)
        elif self.step == COURSES:
            self._take(ids[0])
        else:
            self._do(ids[0])

    def _train_on(self, topics: tuple[str, ...]) -> None:
        self.room.topics = topics
        self._go_to(MENU)

    def _take(self, id: str) -> None:
        from assistant.tui.training.drill import DrillScreen

        course = self.room.adviser.knowledge.training.courses[id]
        self.app.push_screen(DrillScreen(self.room, course), lambda _: self._go_to(self.step))

    def _do(self, what: str) -> None:
        if what == COURSE:
            self._go_to(COURSES)
        elif what == DRILL:
            from assistant.tui.training.drill import DrillScreen

            self.app.push_screen(DrillScreen(self.room))
        elif what == GUIDED:
            from assistant.tui.training.shift import ShiftScreen

            self.app.push_screen(ShiftScreen(self.room))
        elif what == PROGRESS:
            from assistant.tui.training.progress import ProgressScreen

            self.app.push_screen(ProgressScreen(self.room), lambda _: self._back_from_progress())
        elif what == CHOOSE:
            self._go_to(TOPICS)
        elif what == ALL_TOPICS:
            self._train_on(())
        else:
            self._ask_who()

    def _ask_who(self) -> None:
        self._known = self.room.known()[:MOST_NAMES]
        self._go_to(WHO)

    def _back_from_progress(self) -> None:
        """Whoever has deleted their data is nobody here."""
        if not self.room.name:
            self._progress = None
            self._ask_who()
