"""Training in plain lines: the drill and the courses, each answer saved at once, every line saying by a label what it is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime

from assistant.answer import Adviser
from assistant.dialogue.line_outline import alarm
from assistant.dialogue.menu import MenuReader, OnMenu, Picked
from assistant.dialogue.readings import Alarm
from assistant.i18n import N_, Language, language
from assistant.knowledge import Knowledge
from assistant.knowledge.model import REGION
from assistant.knowledge.training import Course
from assistant.plain.asking import number_of
from assistant.plain.lines import EndOfTalk, Lines
from assistant.plain.telling import tell
from assistant.plain.voice import Voice
from assistant.train.contrasts import Contrasts
from assistant.train.courses import Courses, course_progress, left_of
from assistant.train.items import Contrast, DrillItem
from assistant.train.keeper import Keeper
from assistant.train.outline import Explained, Judge, Neighbour, course_intro, course_line, progress_lines
from assistant.train.problems import GOES_ON, TrainingError
from assistant.train.progress import progress
from assistant.train.schedule import Record, plan
from assistant.train.session import Session, times_told
from assistant.train.sound import Learner
from assistant.train.store import learner_name
from assistant.train.story import Teller
from assistant.words.outline import Section
from assistant.words.wording import Wording


class Training(Voice):
    """What a session in lines needs: the knowledge, what the learner's file holds, and the lines in and out.

    Where the file cannot be read or written it is said once, and the session goes on without it. `noted`: what to look for, as told so far;
    heard after each mistake it would be skipped.
    """

    def __init__(self, adviser: Adviser, contrasts: Contrasts, speaks: Language, keeper: Keeper, lines: Lines) -> None:
        super().__init__(lines, Wording(adviser.knowledge, speaks))
        self.adviser, self.contrasts, self.keeper = adviser, contrasts, keeper
        self.noted: set[str] = set()
        self._menu: MenuReader | None = None

    @property
    def teller(self) -> Teller:
        """Tells stories in the language of the session."""
        return Teller(self.wording)

    @property
    def menu(self) -> MenuReader:
        """Reads a line beside choices, as the app does."""
        if self._menu is None or self._menu.codes[0] != self.language.code:
            self._menu = MenuReader(self.wording.knowledge, self.codes)
        return self._menu

    def next_language(self) -> None:
        """Go on in the next language."""
        self.wording = Wording(self.adviser.knowledge, language(self.next_code))
        self.say(N_("The language is now {name}."), name=self.language.name)

    def show(self, found: Iterable[Section]) -> None:
        """Sections of an explanation or an answer."""
        for section in found:
            tell(self.lines, section, section.items)

    # -- the file --------------------------------------------------------------------------------------------------

    def load(self, remember: bool) -> None:
        """Read what is known of the learner; with `remember`, keep the region."""
        self._complain(self.keeper.load())
        if remember:
            self._complain(self.keeper.remember_region())

    def begin(self, remember: bool) -> None:
        """Read what is known, and name who practises: the answers are kept for nobody else."""
        self.load(remember)
        if self.wording.elsewhere:
            self.lines.say(self.wording.elsewhere)
        name = self.keeper.learner.name
        if self.keeper.saving:
            self.say(
                N_("You practise as {name}: the answers are kept under that name. “--learner” names another."),
                name=name,
            )
        else:
            self.say(N_("You practise as {name}."), name=name)

    def keep(self, item: DrillItem, right: bool) -> None:
        """Keep an answer, in the file if that can be written."""
        self._complain(self.keeper.keep(item, right, datetime.now(UTC), date.today()))

    def _complain(self, problem: TrainingError | None) -> None:
        if problem is not None:
            self.lines.say(f"{problem.text(self.language)} {self.text(GOES_ON)}")


def newcomer(lines: Lines, wording: Wording, asking: bool) -> Learner:
    """Somebody new, who says a name and, if asked for, a region.

    Raises EndOfTalk if they quit instead (no word for that is a name), and NotANameError.
    """
    voice, gettext = Voice(lines, wording), wording.language.gettext
    name = learner_name(voice.ask(N_("Your name or an alias (Enter: “learner”):")) or gettext("learner"))
    return Learner(name, _region(voice, wording.knowledge) if asking else None)


def _region(voice: Voice, knowledge: Knowledge) -> str | None:
    """The region that a newcomer works in; None for all."""
    question = knowledge.questions[REGION]
    labels = [voice.wording.value(question, value.id) for value in question.values]
    offered = [
        OnMenu(value.id, str(at), label)
        for at, (value, label) in enumerate(zip(question.values, labels, strict=True), 1)
    ]
    voice.lines.say(voice.wording.question(question))
    while True:
        voice.number(labels)
        word = voice.ask(N_("Enter: all regions. Otherwise the number, or the beginning of the name."))
        if not word:
            return None
        reading = MenuReader(knowledge, voice.codes).read(word, offered)
        if isinstance(reading, Picked):
            return reading.id
        voice.refuse(word)


# -- the drill -----------------------------------------------------------------------------------------------------------


def drill(training: Training, topics: tuple[str, ...], count: int, remember: bool = False) -> int:
    """Ask the cases of a session; the exit code."""
    training.begin(remember)
    contrasts = training.contrasts.of_all(topics)
    before = dict(training.keeper.records)
    session = Session.of(plan(contrasts, training.keeper.records, datetime.now(UTC), count))
    if session.done:
        training.say(N_("Nothing is due now, and nothing is new. Come back another day."))
        return 0
    session = _ask_all(training, session, before)
    if session.given:
        named = tuple(dict.fromkeys(verdict.item.contrast.topic for verdict in session.given))
        _tell_progress(training, training.contrasts.of_all(named))
    return 0


def course(training: Training, chosen: Course, remember: bool = False) -> int:
    """Ask the cases of a course that are not right yet; all of them again where none is left. The exit code."""
    training.begin(remember)
    courses = Courses(training.adviser, training.keeper.learner.region)
    items, before = courses.items(chosen), dict(training.keeper.records)
    if not items:
        training.say(N_("No case of this course can be asked for your region: its rules are not known here."))
        return 1
    training.lines.say(course_line(course_progress(chosen, items, before), training.wording))
    training.lines.say(course_intro(chosen, training.wording))
    _ask_all(training, Session.of(left_of(items, before) or items, at_end=True), before)
    found = course_progress(chosen, items, training.keeper.records)
    training.lines.say(course_line(found, training.wording))
    if found.is_done:
        training.say(N_("The course is done. “--certificate FILE” with “--course” writes the certificate."))
    else:
        training.say(N_("What is left is asked when you take the course again."))
    return 0


def _ask_all(training: Training, session: Session, before: dict[str, Record]) -> Session:
    """Ask the items of a session until they are answered or the learner quits; the session as it is then."""
    how = N_(
        "Answer with a number. “{more}” tells more about the last answer, “{language}” changes language, “{quit}” ends."
    )
    training.say(how, **_words(training))
    try:
        while session.item is not None:
            _put(training, session, session.item, before)
            session = _take(training, session, training.read(), before)
    except EndOfTalk:
        pass  # what was answered is saved, and counted below
    right, asked = session.score
    training.say()
    if asked:
        training.say(N_("Right at the first answer: {right} of {asked}."), right=right, asked=asked)
    return session


def _words(training: Training) -> dict[str, str]:
    """The commands that there are while one practises, as one types them."""
    return {name: training.word(name) for name in ("more", "language", "quit")}


def _put(training: Training, session: Session, item: DrillItem, before: dict[str, Record]) -> None:
    """Put the item of the session."""
    teller, topic = training.teller, training.wording.topic(item.contrast.topic)
    training.say()
    training.say(N_("{number} left. Topic: {topic}"), number=len(session.queue), topic=topic)
    record = before.get(item.contrast.id)
    if session.is_repeat:
        training.say(N_("Once more:"))
    elif record is not None and record.is_changed(item.contrast):
        training.say(N_("New since you last trained:"))
    training.say(N_("Case: {text}"), text=teller.story(item, times_told(item, session.given, before)))
    training.say(N_("Question: {text}"), text=teller.question(item))
    training.number(teller.choices(item))


def _take(training: Training, session: Session, word: str, before: dict[str, Record]) -> Session:
    """Take what was typed: a choice by its number or the beginning of its words, or a command."""
    command = training.commanded(word)
    if command == "language":
        training.next_language()
    elif command == "more":
        _tell_more(training, session)
    elif word:
        place = _chosen(training, session, word)
        if place is not None:
            is_repeat = session.is_repeat
            session, verdict = session.answer(place)
            round = times_told(verdict.item, session.given[:-1], before)
            told = Judge(training.adviser, training.teller).explained(verdict, round)
            training.keep(verdict.item, verdict.right)  # before it is told: what is told is saved
            _tell(training, told.once_more if is_repeat else told)
    return session


def _chosen(training: Training, session: Session, word: str) -> int | None:
    """The place of the choice that a line names; None, and said why, where it names none, or is acute."""
    assert session.item is not None
    choices = training.teller.choices(session.item)
    reading = training.menu.read(word, [OnMenu(str(at), str(at + 1), text) for at, text in enumerate(choices)])
    if isinstance(reading, Alarm):
        for line in alarm(reading, training.wording)[:-1]:
            training.lines.say(line)
        return None
    number = int(reading.id) + 1 if isinstance(reading, Picked) else number_of(word)
    if number is None or not 1 <= number <= len(choices):
        training.not_an_answer(word)
        return None
    return number - 1


def _tell_more(training: Training, session: Session) -> None:
    if not session.given:
        training.say(N_("There is no answer yet."))
        return
    found = Judge(training.adviser, training.teller).more(session.given[-1].item)
    training.show(found)
    if not found:
        training.say(N_("There is no more to tell about this one."))


def _tell(training: Training, told: Explained) -> None:
    """The verdict with its reasons."""
    if told.right:
        training.say(N_("Right."))
    else:
        training.say(N_("Not right. The right answer: {text}"), text=told.answer)
    for line in (told.because, told.why, told.instead):
        if line:
            training.lines.say(line)
    for source in told.sources:
        training.say(N_("Source: {text}"), text=source)
    if told.neighbours:
        _tell_beside(training, *told.neighbours)
    elif told.contrast:
        training.lines.say(told.contrast)
    if told.note and told.note not in training.noted:
        training.noted.add(told.note)
        training.say(N_("Remember: {text}"), text=told.note)


def _tell_beside(training: Training, here: Neighbour, there: Neighbour) -> None:
    """The other case of a contrast: what differs, what is right there, by which clause. This one has just been told in full."""
    training.say(N_("Its neighbour: {text}"), text=there.story)
    training.say(N_("What differs: here {here}; there {there}."), here=here.differs, there=there.differs)
    training.say(N_("Right there: {text}"), text=there.answer)
    for source in there.sources:
        training.say(N_("Source there: {text}"), text=source)


def _tell_progress(training: Training, contrasts: tuple[Contrast, ...]) -> None:
    keeper = training.keeper
    found = progress(contrasts, keeper.records, keeper.days, datetime.now(UTC), date.today())
    for line in progress_lines(found._replace(weakest=()), training.teller):
        training.lines.say(line)
