"""What training is made of: the questions of the drill, the phrases in which a case is told as a story, and the courses."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from assistant.knowledge.conditions import ALWAYS, Condition
from assistant.knowledge.problems import Place

SENTENCE, ASIDE, CLAUSE = "sentence", "aside", "clause"
MANNERS = (SENTENCE, ASIDE, CLAUSE)
"""How a story tells a fact: a sentence before it, a remark after the person ("omkring 30 år"), a part of what the person does."""

LABEL, NUMBER, ABOUT = "label", "number", "about"
"""The placeholders of phrases: the label of the value (a region's name), and a number (an age); and what tells a number roughly."""


class TrainingQuestion(NamedTuple):
    """A question of the drill. It asks for the statements of these kinds on a topic, or for the value of a derived fact.

    `topics`: the topics it is for; empty for all that no other question of the same kind names. `answers`: the values of the
    derived fact as answers in words. `silent`: values of it that say only that nothing is known: no wrong answer, and no right one.
    `agrees`: by value, those of which it does not exclude that they are right too. `not_asked`: cases in which two readings of the sources
    give two answers, or that no desk would put so; None for none.
    """

    id: str
    text: str
    topics: tuple[str, ...]
    kinds: tuple[str, ...]
    derived: str | None
    answers: Mapping[str, str]
    place: Place
    silent: tuple[str, ...] = ()
    agrees: Mapping[str, tuple[str, ...]] = {}
    not_asked: Condition | None = None


class Phrase(NamedTuple):
    """Words of a story. `when`: for whom they fit; what the story does not tell speaks against none."""

    text: str
    when: Condition = ALWAYS


class Person(NamedTuple):
    """Who comes to the desk, as `En kvinna`. `when`: for whom the words fit; `topics`: empty for all."""

    id: str
    text: str
    when: Condition
    topics: tuple[str, ...]
    place: Place


class Telling(NamedTuple):
    """How a story tells one fact: by phrases for its values, else by `number`, `about` or `otherwise` with their placeholder.

    `number` tells an exact number at a limit, `about` one that only has to lie beyond the last.
    """

    fact: str
    manner: str
    values: Mapping[str, tuple[Phrase, ...]]
    number: str
    about: str
    otherwise: str
    place: Place


class Need(NamedTuple):
    """What brings the patient to the desk when a topic is trained, as `behöver tolk`."""

    topic: str
    texts: tuple[str, ...]
    place: Place


class Detail(NamedTuple):
    """Something that is told beside what matters, as `talar dari`: nothing follows from it. `when`: for whom it fits."""

    id: str
    text: str
    when: Condition
    place: Place


class Call(NamedTuple):
    """Somebody who asks in the middle of a case, by telephone, at the desk or in writing: what is heard or seen, the topic that it is about,
    the rule that says what to do, whoever the patient is. `wrong`: deeds that the rule forbids, or one that it gives way to.
    """

    id: str
    text: str
    topic: str
    rule: str
    wrong: tuple[str, ...]
    place: Place


class Why(NamedTuple):
    """What a tutor says after an answer to a training question: the reason behind the rule, with its clauses.

    `topics`: empty for all; `answers`: the rules or values, one of which is right, empty for any. `when`: for which told answers.
    """

    id: str
    question: str
    topics: tuple[str, ...]
    answers: tuple[str, ...]
    when: Condition
    text: str
    sources: tuple[str, ...]
    place: Place


class TeachingNote(NamedTuple):
    """A thing to remember about a fact, told when it was overlooked."""

    fact: str
    text: str
    sources: tuple[str, ...]
    place: Place


class CourseCase(NamedTuple):
    """A case of a course: what is told, in the words of `ask`, and the training questions asked about it.

    `about`: rules, one of which makes the right answer; empty where any that can be asked for will do. `told_at`: where the words stand.
    """

    id: str
    told: str
    asks: tuple[str, ...]
    about: tuple[str, ...]
    place: Place
    told_at: Place


class Course(NamedTuple):
    """A short course: its cases in the order in which they are asked. `order`: its place among the courses; the first is the usual one."""

    id: str
    order: int
    name: str
    intro: str
    cases: tuple[CourseCase, ...]
    place: Place


class TrainingTexts(NamedTuple):
    """All of it. `unlikely`: cases that a story avoids where another one teaches the same. `courses` in their order."""

    questions: tuple[TrainingQuestion, ...] = ()
    people: tuple[Person, ...] = ()
    tellings: Mapping[str, Telling] = {}
    needs: Mapping[str, Need] = {}
    notes: Mapping[str, TeachingNote] = {}
    details: tuple[Detail, ...] = ()
    whys: tuple[Why, ...] = ()
    calls: tuple[Call, ...] = ()
    unlikely: tuple[Condition, ...] = ()
    courses: Mapping[str, Course] = {}


NO_TRAINING = TrainingTexts()


def asked_by(training: TrainingTexts, topics: Iterable[str], question: TrainingQuestion) -> Iterator[tuple[str, str]]:
    """The topics and kinds of statement that a question asks for: its own topics, else all that no other question names."""
    named = {(topic, kind) for other in training.questions for topic in other.topics for kind in other.kinds}
    for topic in question.topics or topics:
        for kind in question.kinds:
            if question.topics or (topic, kind) not in named:
                yield topic, kind


def training_texts(training: TrainingTexts) -> Iterator[tuple[str, str, Place]]:
    """Every text with its context and place, as `assistant.knowledge.texts` gives those of the rest."""
    for question in training.questions:
        yield f"training.question.{question.id}", question.text, question.place
        for value, text in question.answers.items():
            yield f"training.question.{question.id}.{value}", text, question.place
    yield from _of_stories(training)
    for why in training.whys:
        yield f"training.why.{why.id}", why.text, why.place
    for note in training.notes.values():
        yield f"training.note.{note.fact}", note.text, note.place
    for course in training.courses.values():
        yield f"course.{course.id}.name", course.name, course.place
        yield f"course.{course.id}.intro", course.intro, course.place


def _of_stories(training: TrainingTexts) -> Iterator[tuple[str, str, Place]]:
    """The texts of which stories are put together."""
    for person in training.people:
        yield f"story.person.{person.id}", person.text, person.place
    for telling in training.tellings.values():
        yield from _of_telling(telling)
    for need in training.needs.values():
        for index, text in enumerate(need.texts, 1):
            yield f"story.topic.{need.topic}.{index}", text, need.place
    for call in training.calls:
        yield f"training.call.{call.id}", call.text, call.place
        for index, text in enumerate(call.wrong, 1):
            yield f"training.call.{call.id}.{index}", text, call.place
    for detail in training.details:
        yield f"story.detail.{detail.id}", detail.text, detail.place


def _of_telling(telling: Telling) -> Iterator[tuple[str, str, Place]]:
    yield f"story.{telling.fact}.{NUMBER}", telling.number, telling.place
    yield f"story.{telling.fact}.{ABOUT}", telling.about, telling.place
    yield f"story.{telling.fact}.{LABEL}", telling.otherwise, telling.place
    for value, texts in telling.values.items():
        for index, phrase in enumerate(texts, 1):
            yield f"story.{telling.fact}.{value}.{index}", phrase.text, telling.place
