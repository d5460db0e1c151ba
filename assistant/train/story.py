"""A case told in words: who comes, what one sees and hears, what is needed; and an item's question and choices in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from assistant.cases.case import Case
from assistant.knowledge.conditions import holds, literals, may_hold
from assistant.knowledge.model import Question, Rule, Value
from assistant.knowledge.training import ABOUT, ASIDE, CLAUSE, LABEL, NUMBER, SENTENCE, Person, TrainingQuestion
from assistant.train.items import Alternative, Contrast, DrillItem, turn
from assistant.words.wording import Wording

CONTACT = "contact"

OLDEST = 99
"""The highest number that a story tells of a band without an end to speak of: nobody of 107 comes to a desk."""

T = TypeVar("T")


class Teller:
    """Tells cases of one knowledge in one language."""

    def __init__(self, wording: Wording) -> None:
        self.wording = wording
        self._knowledge = wording.knowledge
        self._training = wording.knowledge.training

    # -- items -----------------------------------------------------------------------------------------------------

    def story(self, item: DrillItem, round: int = 0) -> str:
        """The case of an item: exactly the answers that matter. `round`: how often it has been told before, each time as another story."""
        numbers = number_of(self._knowledge.questions, item, round)
        return self.tell(item.told, item.contrast.topic, seed_of(item, round), numbers)

    def question(self, item: DrillItem) -> str:
        """What is asked."""
        question = self._asked(item.contrast)
        return self.wording.language.knowledge(f"training.question.{question.id}", question.text)

    def choices(self, item: DrillItem) -> tuple[str, ...]:
        """The choices, in their order."""
        return tuple(self.choice(item.contrast, choice) for choice in item.contrast.choices)

    def choice(self, contrast: Contrast, choice: Alternative) -> str:
        """A choice in words."""
        if choice.rules:
            return self._said(self._knowledge.rules[choice.rules[0]])
        if choice.derived is None:
            return self.wording.language.gettext("None of these is said for this case.")
        fact, value = choice.derived
        question = self._asked(contrast)
        if value in question.answers:
            return self.wording.language.knowledge(f"training.question.{question.id}.{value}", question.answers[value])
        label = self.wording.derived(fact, value)[1]
        return f"{label[:1].upper()}{label[1:]}."

    def subject(self, contrast: Contrast) -> str:
        """What a contrast teaches, whole: the statement behind its first right answer, or that answer."""
        right = contrast.choices[contrast.keys[0]]
        if right.rules:
            return self.wording.rule_text(self._knowledge.rules[right.rules[0]])
        return self.choice(contrast, right)

    def _said(self, rule: Rule) -> str:
        """A statement as a choice: an amount or a number alone where that is asked, so that no other word gives it away."""
        said, wording = rule.statement, self.wording
        assert said is not None
        if said.fee is not None and said.fee.amount is not None:
            text = wording.fee(said.fee)
            text = wording.language.gettext("a fee: {amount}", amount=text) if said.fee.maximum else text
            return f"{text[:1].upper()}{text[1:]}."
        if said.contact is not None and said.kind == CONTACT:
            contact = self._knowledge.contacts[said.contact]
            ways = (way for way in (contact.phone, contact.email, contact.fax) if way)
            return ", ".join((wording.contact_name(contact), *ways))
        return wording.rule_text(rule)

    def _asked(self, contrast: Contrast) -> TrainingQuestion:
        return next(question for question in self._training.questions if question.id == contrast.question)

    # -- stories ---------------------------------------------------------------------------------------------------

    def tell(self, told: Mapping[str, str], topic: str, seed: str, numbers: Mapping[str, int]) -> str:
        """A story that tells these answers. `numbers`: exact ones by the question's fact; `seed` chooses among phrases."""
        told = {fact: told[fact] for fact in self._knowledge.questions if fact in told}
        parts: dict[str, list[str]] = {SENTENCE: [], ASIDE: [], CLAUSE: []}
        for fact, value in told.items():
            manner = self._training.tellings[fact].manner
            parts[manner].append(self.phrase(fact, value, seed, numbers.get(fact), told))
        does = self._row([*parts[CLAUSE], *self._beside(told, seed), self._need(topic, seed)])
        person = self._person(told, topic, seed)
        gettext = self.wording.language.gettext
        if parts[ASIDE]:
            sentence = gettext("{person}, {aside}, {does}.", person=person, aside=", ".join(parts[ASIDE]), does=does)
        else:
            sentence = gettext("{person} {does}.", person=person, does=does)
        return " ".join((*parts[SENTENCE], sentence))

    def phrase(
        self, fact: str, value: str, seed: str, number: int | None = None, told: Mapping[str, str] | None = None
    ) -> str:
        """How the story tells one answer, beside the others that are `told`."""
        telling, language = self._training.tellings[fact], self.wording.language
        question = self._knowledge.questions[fact]
        texts = telling.values.get(value, ())
        if number is not None and telling.number:
            return language.knowledge(f"story.{fact}.{NUMBER}", telling.number).format(number=number)
        if texts:
            fitting = [place for place, phrase in enumerate(texts, 1) if may_hold(phrase.when, told or {})]
            place = _taken(fitting, f"{seed}{fact}")
            return language.knowledge(f"story.{fact}.{value}.{place}", texts[place - 1].text)
        if question.number is not None and telling.about:
            about = language.knowledge(f"story.{fact}.{ABOUT}", telling.about)
            return about.format(number=_roughly(question.value(value)))
        label = self.wording.value(question, value)
        return language.knowledge(f"story.{fact}.{LABEL}", telling.otherwise).format(label=label)

    def _beside(self, told: Mapping[str, str], seed: str) -> list[str]:
        """Something of which nothing follows, in every other story: what matters is to be found among the rest."""
        fitting = [detail for detail in self._training.details if may_hold(detail.when, told)]
        if not fitting or turn(f"{seed}beside", 2):
            return []
        detail = _taken(fitting, seed)
        return [self.wording.language.knowledge(f"story.detail.{detail.id}", detail.text)]

    def _need(self, topic: str, seed: str) -> str:
        texts = self._training.needs[topic].texts
        index = turn(seed, len(texts))
        return self.wording.language.knowledge(f"story.topic.{topic}.{index + 1}", texts[index])

    def _person(self, told: Mapping[str, str], topic: str, seed: str) -> str:
        """Somebody of whom all that is told can be true; rather one whom the words describe more closely."""
        fitting = [
            person
            for person in self._training.people
            if (not person.topics or topic in person.topics)
            and _facts(person) <= told.keys()
            and holds(person.when, told)
        ]
        closest = max(_closeness(person) for person in fitting)
        fitting = [person for person in fitting if _closeness(person) == closest]
        person = _taken(fitting, seed)
        return self.wording.language.knowledge(f"story.person.{person.id}", person.text)

    def _row(self, clauses: Sequence[str]) -> str:
        """Clauses in a row, as `söker asyl, visar ett LMA-kort och behöver tolk`."""
        from babel.lists import format_list  # only when a story is told

        return str(format_list(list(clauses), locale=self.wording.language.code))


def _taken(fitting: Sequence[T], seed: str) -> T:
    """One of these, without chance: the same one from a few more or fewer, so that the two cases of a contrast differ in little else."""
    return min(fitting, key=lambda each: turn(f"{seed}{getattr(each, 'id', each)}", 1 << 30))


def _closeness(person: Person) -> tuple[int, int]:
    return len(person.topics) > 0, len(_facts(person))


def _facts(person: Person) -> set[str]:
    """The facts that must be told for the words to fit."""
    return {literal.fact for literal in literals(person.when)}


def _roughly(band: Value) -> int:
    """A round number well inside a band that is told roughly."""
    assert band.low is not None and band.high is not None
    return min(-(-(band.low + 5) // 10) * 10, band.high)


def seed_of(item: DrillItem, round: int = 0) -> str:
    """What a story is told by: the same card's the same way the first time, and each time another way after that."""
    return f"{item.contrast.id}#{round}" if round else item.contrast.id


def number_of(questions: Mapping[str, Question], item: DrillItem, round: int = 0) -> dict[str, int]:
    """The exact numbers (ages) that the story of an item tells, by fact: always one at a boundary.

    Across a boundary it is the last number before or the first after it. Elsewhere only bands between two others, or at the beginning,
    get one; the last is told roughly ("omkring 90 år"). A number that somebody has chosen is another of its band in later rounds.
    """
    found = {}
    for fact, value in item.told.items():
        question = questions[fact]
        if question.number is None:
            continue
        chosen = item.contrast.ages.get(fact)
        if chosen is not None and question.band(chosen) == value:
            found[fact] = _another(question.value(value), chosen, item, round)
            continue
        ids = [band.id for band in question.values]
        place = ids.index(value)
        band = question.values[place]
        if item.contrast.fact == fact:
            above = ids.index(item.other.case[fact]) > place
        elif place == len(ids) - 1:
            continue
        else:
            above = place == 0 or turn(item.contrast.id, 2) == 0
        number = band.high if above else band.low
        if number is not None:
            found[fact] = number
    return found


def _another(band: Value, chosen: int, item: DrillItem, round: int) -> int:
    """The number chosen, and in later rounds another of its band: the boundary is what is to be learnt, not the number."""
    assert band.low is not None and band.high is not None
    least = max(1, band.low)  # a newborn's age is no number that one tells
    most = max(chosen, min(band.high, OLDEST))
    return least + turn(seed_of(item, round), most - least + 1) if round else chosen


def case_of(questions: Mapping[str, Question], item: DrillItem) -> Case:
    """The case that the story of an item tells, as one would give it to the adviser."""
    numbers = {
        question.number.id: number
        for fact, number in number_of(questions, item).items()
        for question in (questions[fact],)
        if question.number is not None
    }
    return Case(item.told, numbers, (item.contrast.topic,))
