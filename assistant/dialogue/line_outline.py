"""A reading in words, as every face shows it: chips of what is understood, what is offered, an alarm, the next patient."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from assistant.cases.case import Case
from assistant.dialogue.readings import Alarm, Asked, NextPatient, Possibility, Suggestion, Told
from assistant.i18n import N_
from assistant.knowledge.model import LONGEST_LEAD
from assistant.typed.commands import shown
from assistant.typed.outline import alarm_lines, not_understood
from assistant.words.beside import beside, in_brief
from assistant.words.wording import Wording

if TYPE_CHECKING:
    from assistant.dialogue.conversation import Conversation
    from assistant.knowledge.model import Question
    from assistant.typed import Understood

HEARD, DENIED, UNCLEAR, HOME, STRANGE = "heard", "denied", "unclear", "home", "strange"
"""Kinds of chips: what is taken, what is ruled out, what does not settle a fact, where the patient lives or goes, what is not understood or read."""

COMMAND_TEXTS = {
    "new": N_("clears everything but the region"),
    "back": N_("one step back; right after “new patient”, to the last patient"),
    "forward": N_("the step that was taken back"),
    "change": N_("change an answer"),
    "topics": N_("choose the topics anew"),
    "done": N_("tick off a step that you have done: the next one, or the one with the number behind it"),
    "more": N_("open one part of the answer: the next one, or the one whose name stands behind it"),
    "ask_more": N_("ask what else may matter"),
    "answer": N_("show the whole answer with its sources"),
    "explain": N_("explain the question and its answers"),
    "why": N_("why does a statement apply, and what would change it?"),
    "why_asked": N_("why is this asked?"),
    "find": N_("look up fees, medicines, contacts and words; the case waits"),
    "take": N_("show text to copy, or save a file"),
    "print": N_("print the answer"),
    "report": N_("report that something is wrong or out of date"),
    "train": N_("practise with told cases"),
    "settings": N_("region, language and other settings"),
    "language": N_("say everything in the next language; the case stays as it is"),
    "role": N_("whose steps come first"),
    "authority": N_("an authority asks about somebody: what to say and do"),
    "hide": N_("hide the screen"),
    "help": N_("these lines"),
    "quit": N_("end; nothing is stored"),
}
"""What each command does, in the order of the help."""


_FIRST_SENTENCE = re.compile(r"(?<=[.!?]) (?=[A-ZÅÄÖ])")


class Chip(NamedTuple):
    """A piece of what is understood of a line so far, and its kind."""

    kind: str
    text: str


def chips(understood: Understood, wording: Wording) -> tuple[Chip, ...]:
    """What is understood of a line so far, in small pieces: what is taken first, then what is not."""
    return tuple(_chips(understood, wording))


def _chips(understood: Understood, wording: Wording) -> Iterator[Chip]:
    gettext = wording.language.gettext
    yield from _taken_of(understood, wording)
    for denied in understood.denied:
        yield Chip(DENIED, gettext("not: {value}", value=_meant(denied.fact, denied.value, None, wording)))
    for unclear in understood.unsettled:
        yield Chip(UNCLEAR, gettext("“{words}”: {fact}?", words=unclear.words, fact=wording.short(unclear.fact)))
    if understood.whose:
        people = ", ".join(gettext("“{text}”", text=words) for words in understood.whose)
        yield Chip(UNCLEAR, gettext("who is the patient: {people}?", people=people))
    for words in understood.home:
        yield Chip(HOME, gettext("lives in: {place}", place=words))
    for words in understood.goals:
        yield Chip(HOME, gettext("goes to: {place}", place=words))
    for word in not_understood(understood, wording):
        yield Chip(STRANGE, gettext("not understood: “{word}”", word=word))
    if understood.unread:
        yield Chip(STRANGE, gettext("not read: the last {number} characters", number=understood.unread))


def _taken_of(understood: Understood, wording: Wording) -> Iterator[Chip]:
    """What is taken of a line."""
    gettext = wording.language.gettext
    if understood.patient:
        yield Chip(HEARD, gettext("patient: “{words}”", words=understood.patient))
    for heard in understood.heard:
        yield Chip(HEARD, _meant(heard.fact, heard.value, heard.number, wording))
    for heard in understood.as_usual:
        meant = _meant(heard.fact, heard.value, None, wording)
        yield Chip(HEARD, gettext("{value} (as most often)", value=meant))
    for topic, _ in understood.topics:
        yield Chip(HEARD, wording.topic(topic))


def _meant(fact: str, value: str, number: int | None, wording: Wording) -> str:
    question = wording.knowledge.question_for(fact)
    if number is not None:
        return f"{wording.short(fact)}: {number}"
    label = wording.value(question, value)
    # "Yes" alone does not say to what.
    return f"{wording.short(fact)}: {label}" if len(question.values) == 2 else label


def choices(offer: Suggestion, talk: Conversation, wording: Wording) -> tuple[str, ...]:
    """What is offered, each in words; the values of one question with what each decides on the topics asked, as where it is asked itself."""
    fact, *others = {meant.fact for meant in offer.choices}
    question = wording.knowledge.questions.get(fact) if not others else None
    decides = beside(talk.adviser, talk.case, question, wording) if question is not None else {}
    if not offer.single and len({decides.get(meant.value) for meant in offer.choices}) == 1:
        decides = {}  # what all that is offered decide alike tells none of them apart
    return tuple(
        _of_person(meant, talk, wording)
        if meant.words
        else choice(meant, wording, alone=offer.single, decides=decides.get(meant.value, ""))
        for meant in offer.choices
    )


def choice(meant: Possibility, wording: Wording, *, alone: bool = True, decides: str = "") -> str:
    """One thing that may be meant, in words; a command as it is typed. Beside another one, with what tells them apart and what it decides."""
    if meant.fact:
        text = _meant(meant.fact, meant.value, meant.number, wording)
        question = wording.knowledge.question_for(meant.fact)
        help = "" if alone or meant.number is not None else wording.value_help(question, meant.value)
        text = f"{text} · {decides}" if decides else text
        return f"{text}: {_FIRST_SENTENCE.split(help)[0]}" if help else text
    gettext, words = wording.language.gettext, wording.knowledge.words
    if isinstance(meant.reading, Asked) and meant.reading.words:
        return gettext("Look up “{words}”", words=meant.reading.words)
    return f"/{shown(words, meant.value, wording.language.code)}: {gettext(COMMAND_TEXTS[meant.value])}"


def _of_person(meant: Possibility, talk: Conversation, wording: Wording) -> str:
    """Somebody who may be the patient, what the line then says, and what that decides on the topics asked."""
    told = meant.reading if isinstance(meant.reading, Told) else None
    heard = told.understood.heard if told is not None else ()
    facts = " · ".join(
        (
            *(_meant(each.fact, each.value, each.number, wording) for each in heard),
            *(_decided(told.later, talk, wording) if told is not None else ()),
        )
    )
    gettext = wording.language.gettext
    who = gettext("“{text}”", text=meant.words)
    return gettext("{who}: {facts}", who=who, facts=facts) if facts else who


def _decided(talk: Conversation, so_far: Conversation, wording: Wording) -> Iterator[str]:
    """What somebody pays, or whom to call, on each topic asked; of whoever's age is not told it is the line's to say.

    Where that is more than one amount it is the line of the answer, if that is another one than while nobody was chosen.
    """
    for topic in talk.case.topics if any(question.number for question in _answered(talk)) else ():
        lead = talk.adviser.lead_on(topic, talk.case)
        text = in_brief(lead, wording)
        if not text and lead is not None and (line := wording.lead(lead)) != _line_on(topic, so_far, wording):
            text = line if len(line) <= LONGEST_LEAD else ""
        if text:
            yield text


def _line_on(topic: str, talk: Conversation, wording: Wording) -> str:
    lead = talk.adviser.lead_on(topic, talk.case)
    return wording.lead(lead) if lead is not None else ""


def _answered(talk: Conversation) -> Iterator[Question]:
    """The questions that a case has an answer to."""
    questions = talk.adviser.knowledge.questions
    return (questions[fact] for fact in talk.case.answers if fact in questions)


def asked_of(offer: Suggestion, wording: Wording) -> str:
    """What is asked of an offer, without the keys by which it is answered."""
    gettext = wording.language.gettext
    if offer.single:
        meant = choice(offer.choices[0], wording)
        if offer.of:
            return gettext("“{person}”: {meant}. The patient too?", person=offer.of, meant=meant)
        return (
            gettext("Do you mean “{meant}”?", meant=meant)
            if offer.choices[0].fact
            else gettext("{meant}?", meant=meant)
        )
    if offer.choices[0].words:
        return gettext("Who is the patient?")
    return gettext("What does “{words}” mean?", words=offer.words)


def offered(offer: Suggestion, talk: Conversation, wording: Wording) -> tuple[str, ...]:
    """What is offered: a question that Enter answers, or a question and numbered choices."""
    if offer.single:
        return (how_offered(offer, wording),)
    numbered = (f"{number}. {text}" for number, text in enumerate(choices(offer, talk, wording), 1))
    return (how_offered(offer, wording), *numbered)


def how_offered(offer: Suggestion, wording: Wording) -> str:
    """What is asked of an offer, and how it is answered."""
    gettext = wording.language.gettext
    how = gettext("Enter = yes") if offer.single else gettext("A number chooses, Enter leaves it:")
    return f"{asked_of(offer, wording)} {how}"


def alarm(raised: Alarm, wording: Wording) -> tuple[str, ...]:
    """The alarm: what to do in capitals, why, and how one goes on."""
    return (*alarm_lines(raised.words, wording), wording.language.gettext("Enter goes on. The case is kept."))


def next_patient(found: NextPatient, case: Case, wording: Wording) -> tuple[str, ...]:
    """That a sentence is probably about the next patient than that of the open case, and the two ways to go on."""
    gettext, questions = wording.language.gettext, wording.knowledge.questions
    known = "; ".join(f"{wording.short(fact)}: {wording.answered(case, questions[fact])}" for fact in found.facts)
    return (
        gettext("The next patient? The open case says: {known}.", known=known),
        gettext("1. New patient, with what you wrote"),
        gettext("2. The same patient: change it"),
    )
