"""A conversation with the receptionist, as a value: the case so far, and the question that is open.

Every reply makes a new conversation that remembers the one before, so "back" cannot lose anything.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

from assistant.answer import Adviser, Answer
from assistant.case import Case
from assistant.knowledge.model import REGION, TOPIC, UNKNOWN, Question


@dataclass(frozen=True)
class Conversation:
    """`adviser` answers; `case` is what has been replied; `asking_again` a question opened again by the user."""

    adviser: Adviser
    case: Case = field(default_factory=Case)
    asking_again: str | None = None
    previous: Conversation | None = field(default=None, repr=False, compare=False)

    @cached_property
    def question(self) -> Question | None:
        """The question to put now; None when no answer could change what is shown."""
        if self.asking_again is not None:
            return self.adviser.knowledge.question_for(self.asking_again)
        return self.adviser.next_question(self.case)

    @cached_property
    def answer(self) -> Answer:
        """The answer to the case so far; before a topic is chosen, what is shown with every topic.

        Raises what Adviser.answer raises.
        """
        return self.adviser.answer(self.case, general=True)

    @property
    def replied(self) -> tuple[Question, ...]:
        """The questions that have a reply, in the order in which they are asked."""
        knowledge = self.adviser.knowledge
        questions = [question for question in knowledge.questions.values() if question.id in self.case.answers]
        if self.case.topics:
            questions.append(knowledge.topic_question)
        return tuple(sorted(questions, key=lambda question: question.order))

    @property
    def at_stake(self) -> tuple[str, ...]:
        """The rules whose statements the open question decides; empty if it decides which are shown at all."""
        if self.question is None or self.question.id == TOPIC:
            return ()
        case = self.case.without(self.question)
        return self.adviser.relevant(case).get(self.question.id, ())

    def reply(self, value: str) -> Conversation:
        """Reply to the open question with the id of a value, or with `unknown`. Raises KeyError if it is neither."""
        question = self._open_question()
        question.value(value)
        return self._next(self.case.with_answer(question, value))

    def reply_number(self, number: int) -> Conversation:
        """Reply to the open question with a number. Raises KeyError if it takes none, or not this one.

        Zero is none: everywhere else in the dialogue 0 is "don't know", so a newborn is chosen by the band.
        """
        question = self._open_question()
        if question.number is None or not max(1, question.number.least) <= number <= question.number.greatest:
            raise KeyError(number)
        return self._next(self.case.with_answer(question, question.band(number), number))

    def reply_topics(self, topics: Iterable[str]) -> Conversation:
        """Choose the topics, at least one. Raises KeyError for an unknown topic or none at all."""
        chosen = tuple(topics)
        if not chosen:
            raise KeyError(TOPIC)
        for topic in chosen:
            self.adviser.knowledge.topics[topic]
        return self._next(self.case.with_topics(chosen))

    def ask_again(self, fact: str) -> Conversation:
        """Open a question again that has a reply; the reply stays until there is another. Raises KeyError for no such fact."""
        question = self.adviser.knowledge.question_for(fact)
        return replace(self, asking_again=question.id, previous=self)

    def back(self) -> Conversation:
        """The conversation before the last step; itself at the beginning."""
        return self.previous or self

    def new_patient(self, adviser: Adviser | None = None) -> Conversation:
        """A new case at the same reception: only the region stays. `adviser`: from now on, as when the day has changed."""
        region = self.case.answers.get(REGION)
        kept = {REGION: region} if region and region != UNKNOWN else {}
        return Conversation(adviser or self.adviser, Case(kept))

    def _open_question(self) -> Question:
        if self.question is None:
            raise KeyError("no question is open")
        return self.question

    def _next(self, case: Case) -> Conversation:
        return Conversation(self.adviser, case, previous=self)
