"""What was understood of a typed line, as a value, and a case with it."""

from collections.abc import Container, Iterable
from typing import NamedTuple

from assistant.cases.case import Case
from assistant.knowledge.model import REGION, Knowledge


class Heard(NamedTuple):
    """A fact that the line settles: a value's id (or `unknown`); `number` only where an exact one was given."""

    fact: str
    value: str
    number: int | None
    words: str


class Denied(NamedTuple):
    """A value that the line rules out without settling the fact; a topic (`fact` is `topic`) that is not asked about.

    `usual`: what such words usually mean of somebody who may be so; empty if there is none. `asked_on`: as of what is unclear.
    """

    fact: str
    value: str
    words: str
    usual: str = ""
    asked_on: tuple[str, ...] = ()


class Unclear(NamedTuple):
    """A fact that the line names without settling it: the values that it may mean, in the question's order.

    `usual`: the one that such words usually mean, where the line says nothing else; empty if there is none.
    `asked_on`: the topics on which that is not taken, but asked about. `of`: words for somebody beside the patient of whom it is said.
    """

    fact: str
    values: tuple[str, ...]
    words: str
    usual: str = ""
    asked_on: tuple[str, ...] = ()
    of: str = ""


class Understood(NamedTuple):
    """All that a line says. `words` are as typed, masked.

    `topics`: topic and words. `strange`: words not understood. `near`: such a word, and a listed phrase that it may mean.
    `masked`: the line, as it may be shown. `home`: words for where the patient lives, `goals`: for where somebody or something goes; they settle
    nothing. `here`: whether the line tells that the desk is in the region that it names: "we are in Borås". `whose`: words for
    the people of whom something is said, where the line does not tell who is the patient. `unread`: characters that were not read.
    `number_unknown`: whoever the answer names for that, it has no number of theirs.
    `asked`: those of the unclear facts that the line asks about. `patient`: words for whom the line is about, where it names several people.
    `money`: the topics that words for what it costs or who pays name, if nothing else is asked about; `topics` has them only then.
    `calling`: whether it asks whom to call. `as_usual`: facts that were only taken as the words usually mean. `unanswered`: the terms that it
    asks about and no source tells of; `nobody_named`: whether it asks whom to call, and nobody is named for that; `calls_when_asked`: or what it is
    about is asked first. `asks_for`: the signs by which
    it asks for statements that are told first then.
    """

    heard: tuple[Heard, ...] = ()
    topics: tuple[tuple[str, str], ...] = ()
    denied: tuple[Denied, ...] = ()
    unclear: tuple[Unclear, ...] = ()
    strange: tuple[str, ...] = ()
    near: tuple[tuple[str, str], ...] = ()
    masked: str = ""
    home: tuple[str, ...] = ()
    whose: tuple[str, ...] = ()
    unread: int = 0
    asked: tuple[str, ...] = ()
    patient: str = ""
    money: tuple[str, ...] = ()
    calling: bool = False
    as_usual: tuple[Heard, ...] = ()
    unanswered: tuple[str, ...] = ()
    nobody_named: bool = False
    calls_when_asked: bool = False
    number_unknown: bool = False
    asks_for: tuple[str, ...] = ()
    fee_unknown: bool = False
    payer_told: bool = False
    goals: tuple[str, ...] = ()
    here: bool = False

    @property
    def empty(self) -> bool:
        """Whether nothing was understood that changes a case."""
        return not self.heard and not self.topics

    @property
    def unsettled(self) -> tuple[Unclear, ...]:
        """What the line names and leaves open, but for where the patient lives or goes: that is said by itself, and is no answer that waits."""
        return tuple(one for one in self.unclear if not self.is_of_patient(one))

    def is_of_patient(self, unclear: Unclear) -> bool:
        """Whether what is unclear is the region of a place where the patient lives or goes: the desk is most often in it, but nobody said so."""
        return unclear.fact == REGION and (unclear.words in self.home or unclear.words in self.goals)

    def meant(self, topics: Container[str], also: Iterable[Unclear] = ()) -> list[Unclear]:
        """What is taken as the words usually mean, of what is unclear and more: nothing that the line asks about, and on no topic on which that is
        asked instead."""
        return [
            one
            for one in (*self.unclear, *also)
            if one.usual and one.fact not in self.asked and not any(topic in topics for topic in one.asked_on)
        ]

    @property
    def answers_money(self) -> bool:
        """Whether what something costs, or who pays, is asked about a topic that is named or open."""
        return bool(self.money) and not any(topic in self.money for topic, _ in self.topics)


def usually(knowledge: Knowledge, case: Case, understood: Understood) -> Case:
    """The case with what was only taken as the words usually mean."""
    for heard in understood.as_usual:
        case = case.with_answer(knowledge.questions[heard.fact], heard.value)
    return case


def applied(knowledge: Knowledge, case: Case, understood: Understood) -> Case:
    """The case with everything heard, in place of what it said of these facts; topics are added to those chosen."""
    for heard in understood.heard:
        question = knowledge.questions[heard.fact]
        if heard.number is not None or not case.says(question, heard.value):  # "a child" does not take back "7 years"
            case = case.with_answer(question, heard.value, heard.number)
    topics = tuple(topic for topic, _ in understood.topics)
    return case.with_topics((*case.topics, *topics)) if topics else case
