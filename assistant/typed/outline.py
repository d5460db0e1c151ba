"""Words for what was understood of a typed line: one short line each for what was taken, denied, unclear and not understood."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from assistant.knowledge.model import TOPIC
from assistant.masking import DOT
from assistant.typed.model import Heard, Understood
from assistant.words.wording import Wording


class Remark(NamedTuple):
    """One thing that is said of a typed line; `taken`: that it is what was understood and taken."""

    text: str
    taken: bool = False


def alarm_lines(words: str, wording: Wording) -> tuple[str, str]:
    """What acute words call for, in capitals, and why."""
    gettext = wording.language.gettext
    return (
        gettext("GET CARE STAFF NOW"),
        gettext("“{words}” may be acute. Nothing here is more urgent.", words=words),
    )


def lines(understood: Understood, wording: Wording) -> list[str]:
    """What was understood, denied, unclear and not understood, in the language of `wording`; a line each."""
    found = [*_taken(understood, wording), *_denied(understood, wording), *_unclear(understood, wording)]
    return [*found, *_rest(understood, wording)] or [wording.language.gettext("Nothing was understood.")]


def remarks(understood: Understood, wording: Wording, asked: Callable[[str], bool]) -> list[Remark]:
    """The same in few words, beside the question that offers the answers. `asked`: whether a fact can still matter; else it is not said."""
    taken = [Remark(line, True) for line in _taken(understood, wording)]
    open_ = [unclear for unclear in understood.unclear if asked(unclear.fact)]
    others = [*_denied(understood, wording)]
    if open_:
        words = " · ".join(f"{wording.short(fact)} ({_quoted(words, wording)})" for fact, _, words, _ in open_)
        others.append(wording.language.gettext("Not settled: {facts}", facts=words))
    found = [*taken, *(Remark(line) for line in (*others, *_rest(understood, wording)))]
    return found or [Remark(wording.language.gettext("Nothing was understood."))]


def _quoted(words: str, wording: Wording) -> str:
    return wording.language.gettext("“{text}”", text=words)


def _rest(understood: Understood, wording: Wording) -> Iterator[str]:
    gettext = wording.language.gettext
    # Of words for several people it is asked who is the patient.
    strange = [word for word in understood.strange if word not in understood.whose]
    if strange:
        yield gettext("Not understood: {words}", words=", ".join(_quoted(word, wording) for word in strange))
    for word, near in understood.near:
        yield gettext("“{word}”: did you mean “{phrase}”?", word=word, phrase=near)
    yield from _people_and_places(understood, wording)
    if understood.unread:
        yield gettext(
            "Only the first {number} characters were read.", number=len(understood.masked) - understood.unread
        )
    if DOT in understood.masked:
        yield gettext("A number was hidden. It is not needed and is kept nowhere.")


def _people_and_places(understood: Understood, wording: Wording) -> Iterator[str]:
    gettext = wording.language.gettext
    if understood.whose:
        people = ", ".join(_quoted(words, wording) for words in understood.whose)
        yield gettext("Who is the patient? Nothing is taken of what is said of {people}.", people=people)
    for words in understood.home:
        yield gettext("“{words}”: where the patient lives. The region of the desk decides.", words=words)


def _taken(understood: Understood, wording: Wording) -> Iterator[str]:
    taken = [f"{wording.short(heard.fact)}: {_value(heard, wording)}" for heard in understood.heard]
    taken += [f"{wording.short(TOPIC)}: {wording.topic(topic)}" for topic, _ in understood.topics]
    if taken:
        yield wording.language.gettext("Understood: {facts}", facts=" · ".join(taken))
    usual = [
        f"{wording.short(one.fact)}: {_value(one, wording)} ({_quoted(one.words, wording)})"
        for one in understood.as_usual
    ]
    if usual:
        facts = " · ".join(usual)
        yield wording.language.gettext("Assumed, as most often: {facts}. One step back chooses another.", facts=facts)
    if understood.calling:
        yield wording.language.gettext("Whom to call: see the answer.")
    if understood.answers_money:
        yield wording.language.gettext("What it costs and who pays: see the answer.")


def _denied(understood: Understood, wording: Wording) -> Iterator[str]:
    gettext = wording.language.gettext
    denied = [
        f"{wording.short(fact)}: {_label(fact, value, wording)} ({_quoted(words, wording)})"
        for fact, value, words in understood.denied
    ]
    if denied:
        yield gettext("Ruled out, nothing chosen: {facts}", facts=" · ".join(denied))


def _unclear(understood: Understood, wording: Wording) -> Iterator[str]:
    for fact, values, words, _ in understood.unclear:
        yield wording.language.gettext(
            "{fact}: not settled by “{words}”. Possible: {choices}.",
            words=words,
            fact=wording.short(fact),
            choices=", ".join(_label(fact, value, wording) for value in values),
        )


def _value(heard: Heard, wording: Wording) -> str:
    return str(heard.number) if heard.number is not None else _label(heard.fact, heard.value, wording)


def _label(fact: str, value: str, wording: Wording) -> str:
    return wording.value(wording.knowledge.question_for(fact), value)
