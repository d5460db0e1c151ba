"""A told case on its way through the real dialogue: what the story tells of each question, and the first wrong fact of a reply."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from assistant.answer import Adviser
from assistant.cases.case import Case
from assistant.knowledge.model import REGION, TOPIC, UNKNOWN, Question
from assistant.train.items import DrillItem
from assistant.train.story import Teller, number_of, seed_of


class Correction(NamedTuple):
    """A wrong answer to a question of the dialogue, and the right one. Values are ids; for the topic the topic's id.

    `right` is `unknown` where the story does not tell.
    """

    question: Question
    given: str
    right: str


@dataclass(frozen=True)
class Guided:
    """A told case. `truth`: what the story tells, an answer for each question that the dialogue can ask of it; `round`: of its story."""

    adviser: Adviser
    item: DrillItem
    truth: Mapping[str, str]
    numbers: Mapping[str, int]
    round: int = 0

    @property
    def topic(self) -> str:
        """What the story is about."""
        return self.item.contrast.topic

    @property
    def first_case(self) -> Case:
        """The case that it begins with: where the desk stands is known."""
        return Case({REGION: self.truth[REGION]})

    def first_wrong(self, before: Case, after: Case) -> Correction | None:
        """The first fact of a reply that the story tells otherwise, or does not tell; None if there is none."""
        return next(self._wrong(before, after), None)

    def mended(self, before: Case, after: Case) -> Case:
        """The case after a reply: what is right in it, and the first wrong fact put right; what else is wrong is to be asked."""
        case = after
        for place, wrong in enumerate(list(self._wrong(before, after))):
            if wrong.question.id == TOPIC:
                case = case.with_topics((self.topic,))
            elif place == 0:
                case = case.with_answer(wrong.question, wrong.right, self.numbers.get(wrong.question.id))
            else:
                case = case.without(wrong.question)
        return case

    def _wrong(self, before: Case, after: Case) -> Iterator[Correction]:
        knowledge = self.adviser.knowledge
        for fact, question in knowledge.questions.items():
            given = after.answers.get(fact)
            if given is None or given == before.answers.get(fact):
                continue
            right = self.truth.get(fact)
            if right is None and given != UNKNOWN and question.unknown is not None:
                yield Correction(question, given, UNKNOWN)
            elif right is not None and (given == UNKNOWN or right not in question.parts(given)):
                yield Correction(question, given, right)
        for topic in after.topics:
            if topic != self.topic and topic not in before.topics:
                yield Correction(knowledge.topic_question, topic, self.topic)


def guided(adviser: Adviser, item: DrillItem, round: int = 0) -> Guided:
    """The case of an item, with all that the dialogue asks on its way to the end."""
    questions = adviser.knowledge.questions
    numbers = number_of(questions, item, round)
    truth = {REGION: item.case[REGION]}
    case = Case(dict(truth))
    while (question := adviser.next_question(case)) is not None:
        if question.id == TOPIC:
            case = case.with_topics((item.contrast.topic,))
        else:
            truth[question.id] = item.case[question.id]
            case = case.with_answer(question, truth[question.id], numbers.get(question.id))
    return Guided(adviser, item, truth, numbers, round)


def guided_story(told: Guided, teller: Teller, with_region: bool = True) -> str:
    """The story of a guided case: it tells the answer to every question that will be asked. `with_region`: where the desk stands too."""
    facts = {fact: value for fact, value in told.truth.items() if with_region or fact != REGION}
    return teller.tell(facts, told.topic, seed_of(told.item, told.round), told.numbers)


def correction_lines(told: Guided, correction: Correction, teller: Teller) -> tuple[str, ...]:
    """Why an answer was wrong: what the story says, and how one sees it at the desk."""
    wording, question, right = teller.wording, correction.question, correction.right
    gettext = wording.language.gettext
    if question.id == TOPIC:
        return (gettext("Not right. The story is about: {value}.", value=wording.topic(right)),)
    if right == UNKNOWN:
        return (gettext("Not right. The story does not say that: {question}", question=wording.question(question)),)
    seed = seed_of(told.item, told.round)
    phrase = teller.phrase(question.id, right, seed, told.numbers.get(question.id), told.truth)
    lines = [
        gettext("Not right. The right answer: {value}.", value=wording.value(question, right)),
        gettext("The story says: “{text}”", text=phrase),
    ]
    help = wording.value_help(question, right) or wording.help(question)
    return (*lines, help) if help else tuple(lines)
