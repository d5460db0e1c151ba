"""Training in plain lines: the drill and the guided mode, each answer saved at once, every line saying by a label what it is."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TextIO

from assistant.answer import Adviser
from assistant.i18n import N_, language, languages
from assistant.knowledge.model import TOPIC, UNKNOWN, Question
from assistant.texts import visible
from assistant.train.contrasts import Contrasts
from assistant.train.guide import Guided, correction_lines, guided, guided_story
from assistant.train.items import Contrast, Item
from assistant.train.keeper import Keeper
from assistant.train.problems import TrainingError
from assistant.train.progress import progress
from assistant.train.schedule import Record, plan
from assistant.train.session import Session
from assistant.train.store import Learner, TrainingStore
from assistant.train.story import Teller
from assistant.train.summary import progress_lines
from assistant.train.verdict import Judge, Verdict
from assistant.words.outline import Section
from assistant.words.wording import Wording

QUIT = ("q", "quit", "exit")


class Desk:
    """What a session in lines needs: the knowledge, the learner's file, and the lines in and out.

    Where the file cannot be read or written it is said once, and the session goes on without it.
    """

    def __init__(
        self,
        adviser: Adviser,
        contrasts: Contrasts,
        teller: Teller,
        store: TrainingStore,
        learner: Learner,
        lines: TextIO,
        out: TextIO,
    ) -> None:
        self.adviser, self.contrasts = adviser, contrasts
        self.keeper = Keeper(store, learner)
        self._lines, self._out = lines, out
        self.teller = teller

    # -- lines -----------------------------------------------------------------------------------------------------

    def text(self, message: str, **parts: object) -> str:
        return self.teller.wording.language.gettext(message, **parts)

    def say(self, line: str = "") -> None:
        print(line, file=self._out, flush=True)

    def read(self) -> str | None:
        """A typed line; None at the end of input, or when the learner quits."""
        line = self._lines.readline()
        word = line.strip()
        return None if not line or word.lower() in QUIT else word

    def next_language(self) -> None:
        """Go on in the next language."""
        codes = languages()
        found = language(codes[(codes.index(self.teller.wording.language.code) + 1) % len(codes)])
        self.teller = Teller(Wording(self.adviser.knowledge, found))
        self.say(self.text(N_("The language is now {name}."), name=found.name))

    def show(self, found: tuple[Section, ...]) -> None:
        """Sections of an explanation, line by line."""
        for section in found:
            for item in section.items:
                cited = f" [{', '.join(item.sources)}]" if item.sources else ""
                self.say(f"{section.title}: {item.text}{cited}")
                for note in item.notes:
                    self.say(f"   {note}")

    # -- the file --------------------------------------------------------------------------------------------------

    def load(self, remember: bool) -> None:
        """Read what is known of the learner; with `remember`, keep the region."""
        self._complain(self.keeper.load())
        if remember:
            self._complain(self.keeper.remember_region())

    def keep(self, item: Item, right: bool) -> None:
        """Keep an answer, in the file if that can be written."""
        self._complain(self.keeper.keep(item, right, datetime.now(UTC), date.today()))

    def _complain(self, problem: TrainingError | None) -> None:
        if problem is not None:
            self.say(problem.text(self.teller.wording.language))
            if problem.ends_saving_silently:
                self.say(self.text(N_("Training goes on, but the progress is not saved.")))


# -- the drill -----------------------------------------------------------------------------------------------------------


def drill(desk: Desk, topics: tuple[str, ...], count: int, remember: bool = False) -> int:
    """Ask the cases of a session; the exit code."""
    desk.load(remember)
    contrasts = desk.contrasts.of_all(topics)
    before = dict(desk.keeper.records)
    session = Session.of(plan(contrasts, desk.keeper.records, datetime.now(UTC), count))
    if session.done:
        desk.say(desk.text(N_("Nothing is due now, and nothing is new. Come back another day.")))
        return 0
    desk.say(desk.text(N_("Answer with a number. m tells more about the last answer, l changes language, q is quit.")))
    while session.item is not None:
        _put(desk, session, before)
        word = desk.read()
        if word is None:
            break
        session = _take(desk, session, word)
    right, asked = session.score
    desk.say()
    if asked:
        desk.say(desk.text(N_("Right at the first answer: {right} of {asked}."), right=right, asked=asked))
        named = tuple(dict.fromkeys(verdict.item.contrast.topic for verdict in session.given))
        _tell_progress(desk, desk.contrasts.of_all(named))
    return 0


def _put(desk: Desk, session: Session, before: dict[str, Record]) -> None:
    """Put the item of the session."""
    item = session.item
    assert item is not None
    teller = desk.teller
    desk.say()
    desk.say(desk.text(N_("{number} left. Topic: {topic}"), number=len(session.queue), topic=_topic(desk, item)))
    record = before.get(item.contrast.id)
    if session.is_repeat:
        desk.say(desk.text(N_("Once more:")))
    elif record is not None and record.is_changed(item.contrast):
        desk.say(desk.text(N_("New since you last trained:")))
    desk.say(desk.text(N_("Case: {text}"), text=teller.story(item)))
    desk.say(desk.text(N_("Question: {text}"), text=teller.question(item)))
    for number, text in enumerate(teller.choices(item), 1):
        desk.say(f"{number}. {text}")


def _topic(desk: Desk, item: Item) -> str:
    return desk.teller.wording.topic(item.contrast.topic)


def _take(desk: Desk, session: Session, word: str) -> Session:
    """Take what was typed: a choice, or a letter."""
    if word.lower() == "l":
        desk.next_language()
    elif word.lower() == "m":
        if not session.given:
            desk.say(desk.text(N_("There is no answer yet.")))
        else:
            judge = Judge(desk.adviser, desk.teller)
            found = judge.more(session.given[-1].item)
            desk.show(found)
            if not found:
                desk.say(desk.text(N_("There is no more to tell about this one.")))
    elif word:
        try:
            session, verdict = session.answer(_index(word))
        except (IndexError, ValueError):
            desk.say(desk.text(N_("“{word}” is no answer to this question."), word=visible(word)))
        else:
            _tell(desk, verdict)
            desk.keep(verdict.item, verdict.right)
    return session


def _index(word: str) -> int:
    if not (word.isascii() and word.isdigit() and len(word) < 4 and int(word)):
        raise ValueError(word)
    return int(word) - 1


def _tell(desk: Desk, verdict: Verdict) -> None:
    """The verdict with its reasons."""
    told = Judge(desk.adviser, desk.teller).explained(verdict)
    if told.right:
        desk.say(desk.text(N_("Right.")))
    else:
        desk.say(desk.text(N_("Not right. The right answer: {text}"), text=told.answer))
    desk.say(told.because)
    if told.instead:
        desk.say(told.instead)
    for source in told.sources:
        desk.say(desk.text(N_("Source: {text}"), text=source))
    if told.contrast:
        desk.say(told.contrast)
    if told.note:
        desk.say(desk.text(N_("Remember: {text}"), text=told.note))


def _tell_progress(desk: Desk, contrasts: tuple[Contrast, ...]) -> None:
    found = progress(contrasts, desk.keeper.records, desk.keeper.days, datetime.now(UTC), date.today())
    for line in progress_lines(found._replace(weakest=()), desk.teller):
        desk.say(line)


# -- the guided mode -----------------------------------------------------------------------------------------------------


def guide(desk: Desk, topics: tuple[str, ...], count: int, remember: bool = False) -> int:
    """Lead told cases through the dialogue; the exit code. Nothing is saved but the region: the drill is what counts."""
    desk.load(remember)
    contrasts = desk.contrasts.of_all(topics)
    items = plan(contrasts, {}, datetime.now(UTC), count)
    desk.say(desk.text(N_("Answer each question as the story tells. l changes language, q is quit.")))
    for item in items:
        if not _lead(desk, guided(desk.adviser, item)):
            break
    return 0


def _lead(desk: Desk, case: Guided) -> bool:
    """Lead one case; whether the learner goes on."""
    desk.say()
    desk.say(desk.text(N_("Case: {text}"), text=guided_story(case, desk.teller)))
    while (question := case.question) is not None:
        _put_question(desk, question)
        word = desk.read()
        if word is None:
            return False
        if word.lower() == "l":
            desk.next_language()
            desk.say(desk.text(N_("Case: {text}"), text=guided_story(case, desk.teller)))
            continue
        try:
            case, correction = _reply(case, question, word)
        except (KeyError, ValueError, IndexError):
            desk.say(desk.text(N_("“{word}” is no answer to this question."), word=visible(word)))
            continue
        if correction is None:
            desk.say(desk.text(N_("Right.")))
        else:
            for line in correction_lines(case, case.corrections[-1], desk.teller):
                desk.say(line)
    wrong = len(case.corrections)
    desk.say()
    if wrong:
        desk.say(
            desk.teller.wording.language.ngettext(
                "The case is led to its end, with {number} correction.",
                "The case is led to its end, with {number} corrections.",
                wrong,
            )
        )
    else:
        desk.say(desk.text(N_("The case is led to its end without a correction.")))
    for said in desk.adviser.answer(case.case).certain:
        desk.say(f"{desk.teller.wording.kind(said.statement.kind)}: {desk.teller.wording.rule_text(said.rule)}")
    return True


def _put_question(desk: Desk, question: Question) -> None:
    wording = desk.teller.wording
    desk.say(desk.text(N_("Question: {text}"), text=wording.question(question)))
    if question.number is not None:
        desk.say(desk.text(N_("A number of years, or a letter:")))
    for number, value in enumerate(question.values, 1):
        desk.say(f"{_sign(question, number)}. {wording.value(question, value.id)}")
    if question.unknown is not None:
        desk.say(f"0. {wording.value(question, UNKNOWN)}")


def _sign(question: Question, number: int) -> str:
    """What one types for a value: its number; a letter where numbers are ages."""
    return str(number) if question.number is None else "abcdefghij"[number - 1]


def _reply(case: Guided, question: Question, word: str) -> tuple[Guided, object]:
    """The case after a typed reply. Raises KeyError, ValueError or IndexError if it is none."""
    if word == "0" and question.id != TOPIC:
        return case.answer(UNKNOWN)
    signs = [_sign(question, number) for number in range(1, len(question.values) + 1)]
    if word.lower() in signs:
        return case.answer(question.values[signs.index(word.lower())].id)
    if question.number is not None and word.isascii() and word.isdigit() and len(word) <= 3:
        return case.answer_number(int(word))
    raise ValueError(word)
