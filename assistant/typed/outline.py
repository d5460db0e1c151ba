"""Words for what was understood of a typed line: one short line each for what was taken, denied, unclear and not understood."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.knowledge.model import TOPIC
from assistant.masking import DOT
from assistant.typed.model import Heard, Understood
from assistant.words.wording import Wording


def alarm_lines(words: str, wording: Wording) -> tuple[str, str]:
    """What acute words call for, in capitals, and why."""
    gettext = wording.language.gettext
    return (
        gettext("GET CARE STAFF NOW"),
        gettext("“{words}” may be acute. Nothing here is more urgent.", words=words),
    )


def lines(understood: Understood, wording: Wording) -> list[str]:
    """What was understood, denied, unclear and not understood, in the language of `wording`; a line each."""
    gettext = wording.language.gettext
    found = [*_taken(understood, wording), *_denied(understood, wording), *_unclear(understood, wording)]
    if understood.strange:
        words = ", ".join(gettext("“{text}”", text=word) for word in understood.strange)
        found.append(gettext("Not understood: {words}", words=words))
    found += [gettext("“{word}”: did you mean “{phrase}”?", word=word, phrase=near) for word, near in understood.near]
    found += _people_and_places(understood, wording)
    if understood.unread:
        found.append(
            gettext("Only the first {number} characters were read.", number=len(understood.masked) - understood.unread)
        )
    if DOT in understood.masked:
        found.append(gettext("A number was hidden. It is not needed and is kept nowhere."))
    return found or [gettext("Nothing was understood.")]


def _people_and_places(understood: Understood, wording: Wording) -> Iterator[str]:
    gettext = wording.language.gettext
    if understood.whose:
        people = ", ".join(gettext("“{text}”", text=words) for words in understood.whose)
        yield gettext("Who is the patient? Nothing is taken of what is said of {people}.", people=people)
    for words in understood.home:
        yield gettext("“{words}”: where the patient lives. The region of the desk decides.", words=words)


def _taken(understood: Understood, wording: Wording) -> Iterator[str]:
    taken = [f"{wording.short(heard.fact)}: {_value(heard, wording)}" for heard in understood.heard]
    taken += [f"{wording.short(TOPIC)}: {wording.topic(topic)}" for topic, _ in understood.topics]
    if taken:
        yield wording.language.gettext("Understood: {facts}", facts=" · ".join(taken))


def _denied(understood: Understood, wording: Wording) -> Iterator[str]:
    gettext = wording.language.gettext
    denied = [
        f"{wording.short(fact)}: {_label(fact, value, wording)} ({gettext('“{text}”', text=words)})"
        for fact, value, words in understood.denied
    ]
    if denied:
        yield gettext("Ruled out, nothing chosen: {facts}", facts=" · ".join(denied))


def _unclear(understood: Understood, wording: Wording) -> Iterator[str]:
    for fact, values, words in understood.unclear:
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
