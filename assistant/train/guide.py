"""The guided mode: the learner answers the dialogue's questions for a told case, and is corrected at the first wrong fact."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from assistant.answer import Adviser
from assistant.cases.case import Case
from assistant.knowledge.model import TOPIC, UNKNOWN, Question
from assistant.train.items import DrillItem
from assistant.train.story import Teller, number_of


class Correction(NamedTuple):
    """A wrong answer to a question of the dialogue, and the right one. Values are ids; for the topic the topic's id."""

    question: Question
    given: str
    right: str


@dataclass(frozen=True)
class Guided:
    """A told case on its way through the dialogue.

    `case` holds what has been answered, always rightly: a wrong answer is corrected. `truth` are the answers that the story tells,
    one for each question that the dialogue asks. `corrections` are the wrong answers.
    """

    adviser: Adviser
    item: DrillItem
    truth: Mapping[str, str]
    numbers: Mapping[str, int]
    case: Case
    corrections: tuple[Correction, ...] = ()

    @property
    def question(self) -> Question | None:
        """The question to answer now; None at the end."""
        return self.adviser.next_question(self.case)

    def right_answer(self, question: Question) -> str:
        """What the story tells in answer to a question."""
        return self.item.contrast.topic if question.id == TOPIC else self.truth[question.id]

    def answer(self, value: str) -> tuple[Guided, Correction | None]:
        """Answer the question with the id of a value (or `unknown`, or a topic). A wrong answer is corrected, and the case goes on.

        Raises KeyError if no question is open, or for a value that it has not.
        """
        question = self.question
        if question is None:
            raise KeyError(value)
        if not (value == UNKNOWN and question.unknown is not None):
            question.value(value)
        right = self.right_answer(question)
        correction = None if value == right else Correction(question, value, right)
        after = _answered(self.case, question, right, self.numbers)
        more = (correction,) if correction is not None else ()
        return replace(self, case=after, corrections=(*self.corrections, *more)), correction

    def answer_number(self, number: int) -> tuple[Guided, Correction | None]:
        """Answer the question with a number: right if it lies in the right band. Raises KeyError if it takes none."""
        question = self.question
        if question is None or question.number is None:
            raise KeyError(number)
        return self.answer(question.band(number))


def guided(adviser: Adviser, item: DrillItem) -> Guided:
    """The case of an item, to be led through the dialogue from the beginning."""
    case = Case()
    truth: dict[str, str] = {}
    questions = adviser.knowledge.questions
    numbers = number_of(questions, item)
    while (question := adviser.next_question(case)) is not None:
        right = item.contrast.topic if question.id == TOPIC else item.case[question.id]
        if question.id != TOPIC:
            truth[question.id] = right
        case = _answered(case, question, right, numbers)
    return Guided(adviser, item, truth, numbers, Case())


def _answered(case: Case, question: Question, value: str, numbers: Mapping[str, int]) -> Case:
    if question.id == TOPIC:
        return case.with_topics((value,))
    return case.with_answer(question, value, numbers.get(question.id))


def guided_story(told: Guided, teller: Teller) -> str:
    """The story of a guided case: it tells the answer to every question that will be asked."""
    return teller.tell(told.truth, told.item.contrast.topic, told.item.contrast.id, told.numbers)


def correction_lines(told: Guided, correction: Correction, teller: Teller) -> tuple[str, ...]:
    """Why an answer was wrong: what the story says, and how one sees it at the desk."""
    wording, question, right = teller.wording, correction.question, correction.right
    gettext = wording.language.gettext
    if question.id == TOPIC:
        return (gettext("Not right. The story is about: {value}.", value=wording.topic(right)),)
    phrase = teller.phrase(question.id, right, told.item.contrast.id, told.numbers.get(question.id))
    lines = [
        gettext("Not right. The right answer: {value}.", value=wording.value(question, right)),
        gettext("The story says: “{text}”", text=phrase),
    ]
    help = wording.value_help(question, right) or wording.help(question)
    return (*lines, help) if help else tuple(lines)
