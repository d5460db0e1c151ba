"""Words for what was understood of a typed line: one short line each for what was taken, denied, unclear and not understood."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from assistant.knowledge.model import TOPIC, Term
from assistant.masking import DOT
from assistant.typed.model import Denied, Heard, Understood
from assistant.words.crumbs import says_nothing_alone
from assistant.words.leads.speech import small
from assistant.words.wording import Wording

_SENTENCE_ENDS = re.compile(r"(?<=[.!?]) (?=[A-ZÅÄÖ])")
_CLAUSE_ENDS = re.compile(r"[,.:;?!\n]")
_APART = " … "
"""Between the words of several places by which a fact was settled."""


class Remark(NamedTuple):
    """One thing that is said of a typed line; `taken`: that it is what was understood and taken. `brief`: the same where rows are few.

    `spare`: it says nothing that is not told elsewhere on the screen too, and is worth no row of its own.
    `first`: it was understood and nothing answers it, or it is the answer itself: where not all fit, it stands as what was taken does.
    """

    text: str
    taken: bool = False
    brief: str = ""
    first: bool = False
    spare: bool = False


def alarm_lines(words: str, wording: Wording) -> tuple[str, str]:
    """What acute words call for, in capitals, and why."""
    gettext = wording.language.gettext
    why = gettext("“{words}” may be acute. Nothing here is more urgent.", words=words)
    return gettext("GET CARE STAFF NOW"), " ".join((why, *_never_in_the_way(wording)))


def _never_in_the_way(wording: Wording) -> Iterator[str]:
    """The sentence with which the warning ends that every answer carries: what never stands in the way of acute care (neither papers nor money)."""
    for promise in wording.knowledge.promises:
        rule = wording.knowledge.rules.get(promise.warned_by or "") if promise.actor is None else None
        if rule is not None:
            yield _SENTENCE_ENDS.split(wording.rule_text(rule))[-1]


def lines(understood: Understood, wording: Wording) -> list[str]:
    """What was understood, denied, unclear and not understood, in the language of `wording`; a line each."""
    taken = (remark.text for remark in _taken(understood, wording))
    found = [*taken, *_denied(understood.denied, wording), *_unclear(understood, wording)]
    return [*found, *_rest(understood, wording)] or [wording.language.gettext("Nothing was understood.")]


def remarks(understood: Understood, wording: Wording, asked: Callable[[str], bool]) -> list[Remark]:
    """The same in few words, beside the question that offers the answers. `asked`: whether a fact can still matter; else it is not said."""
    taken = [*_taken(understood, wording, short=True)]
    heard = bool(understood.topics)
    denied = [one for one in understood.denied if (not heard if one.fact == TOPIC else asked(one.fact))]
    others = [Remark(line, brief=_brief(denied, wording)) for line in _denied(denied, wording)]
    open_ = [unclear for unclear in understood.unclear if asked(unclear.fact) and not unclear.of]
    if open_:
        gettext = wording.language.gettext
        words = " · ".join(f"{wording.short(fact)} ({_quoted(words, wording)})" for fact, _, words, *_ in open_)
        facts = ", ".join(wording.short(one.fact) for one in open_)
        others.append(
            Remark(gettext("Not settled: {facts}", facts=words), brief=gettext("Not settled: {facts}", facts=facts))
        )
    found = [*taken, *others, *(Remark(line) for line in _rest(understood, wording))]
    return found or [Remark(wording.language.gettext("Nothing was understood."))]


def _brief(denied: Iterable[Denied], wording: Wording) -> str:
    """What was ruled out by the words that did, once for all the values that they rule out."""
    words = dict.fromkeys(_quoted(one.words, wording) for one in denied)
    return wording.language.gettext("Ruled out: {facts}", facts=", ".join(words))


def not_understood(understood: Understood, wording: Wording) -> list[str]:
    """The words not understood that might have mattered: not who else is named, of whom nothing is taken.

    Where words for several people may each mean the patient, it is asked.
    """
    people = {
        phrase.casefold()
        for person in (wording.knowledge.words.people if understood.strange else ())
        for phrases in person.values()
        for phrase in phrases
    }
    # How old somebody is of whom it is asked whether they are the patient, the question tells.
    told = [word for word in understood.strange if not (understood.whose and word.isdigit())]
    return [word for word in told if word not in understood.whose and word.casefold() not in people]


def _quoted(words: str, wording: Wording) -> str:
    return wording.language.gettext("“{text}”", text=words)


def _rest(understood: Understood, wording: Wording) -> Iterator[str]:
    gettext = wording.language.gettext
    if strange := not_understood(understood, wording):
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
    for one in understood.unsettled:
        if one.of:
            yield gettext("Said of “{person}”, not taken: “{words}”.", person=one.of, words=one.words)
    for words in understood.home:
        yield gettext("“{words}”: where the patient lives. The region of the desk decides.", words=words)
    for words in understood.goals:
        yield gettext("“{words}”: where somebody or something goes. The region of the desk decides.", words=words)


def _taken(understood: Understood, wording: Wording, *, short: bool = False) -> Iterator[Remark]:
    """What was taken. `short`: in the few rows above the line, topics and situations by their short labels."""
    gettext = wording.language.gettext
    named = wording.topic_short if short else wording.topic
    yield from _answered(understood, wording)
    taken = [_fact(heard, understood.masked, wording, short=short) for heard in understood.heard]
    if understood.topics:
        topics = ", ".join(named(topic) for topic, _ in understood.topics)
        taken.append(topics if short else f"{wording.short(TOPIC)}: {topics}")
    if taken:
        yield Remark(gettext("Understood: {facts}", facts=" · ".join(taken)), True)
    usual = [
        f"{wording.short(one.fact)}: {_value(one, wording)} ({_quoted(one.words, wording)})"
        for one in understood.as_usual
    ]
    if usual:
        facts = " · ".join(usual)
        whole = gettext("Assumed, as most often: {facts}. One step back chooses another.", facts=facts)
        yield Remark(whole, True, gettext("Assumed, as most often: {facts}.", facts=facts))
    yield from _not_known(understood, wording)
    if understood.calling and not understood.number_unknown:
        yield Remark(gettext("Whom to call: see the answer."), True, spare=True)
    if understood.answers_money and not understood.fee_unknown:
        text = gettext("What it costs and who pays: see the answer.")
        yield Remark(text, True, gettext("The cost: see the answer."), spare=True)


def _fact(heard: Heard, line: str, wording: Wording, *, short: bool) -> str:
    """A fact that was taken; what was concluded from words in several parts of the line is told apart from what was said, by these words."""
    if short and (alone := _alone(heard, wording)):
        return alone
    told = f"{wording.short(heard.fact)}: {_value(heard, wording, short=short)}"
    return told if short or not _in_several_parts(heard.words, line) else f"{told} ({_quoted(heard.words, wording)})"


def _alone(heard: Heard, wording: Wording) -> str:
    """A fact without the name of its question, where rows are few and it says by itself what it is, as in the line above it; else nothing."""
    if heard.number is not None:
        return wording.language.ngettext("{number} year", "{number} years", heard.number)
    return "" if says_nothing_alone(heard.value, wording) else _value(heard, wording, short=True)


def _in_several_parts(words: str, line: str) -> bool:
    """Whether words stand in the line one behind the other with the end of a clause between them: "nurse: …, on referral"."""
    parts = [line.find(part) for part in words.split(_APART)]
    if len(parts) == 1 or -1 in parts:
        return False
    first, last = min(parts), max(parts)
    return bool(_CLAUSE_ENDS.search(line, first, last))


def _answered(understood: Understood, wording: Wording) -> Iterator[Remark]:
    """What the glossary answers itself, before what was understood: nobody reads a price first who asks whether care waits for money."""
    topics = {topic for topic, _ in understood.topics}
    for term in _asked_terms(understood, wording):
        if term.answers_on and (not topics or topics.intersection(term.answers_on)):
            _, text = wording.term(term)
            yield Remark(text, brief=_SENTENCE_ENDS.split(text)[0], first=True)


def _asked_terms(understood: Understood, wording: Wording) -> Iterator[Term]:
    return (wording.knowledge.glossary[id] for id in understood.unanswered)


def _not_known(understood: Understood, wording: Wording) -> Iterator[Remark]:
    """What is asked and no source answers, with whom to ask: the last sentence of what the glossary says of it."""
    gettext = wording.language.gettext
    for term in _asked_terms(understood, wording):
        if term.answers_on:
            continue
        label, text = wording.term(term)
        *_, ask = _SENTENCE_ENDS.split(text)
        what = small(label, wording.names)
        first = ask.removesuffix(".").split(",")[0] + "."
        told, briefly = (gettext("Not known here: {what}. {ask}", what=what, ask=each) for each in (ask, first))
        yield Remark(told, brief=briefly, first=True)
    if understood.number_unknown:
        yield Remark(gettext("Whom to call: see the answer. Their phone number is not known here."), first=True)
    if understood.nobody_named:
        yield Remark(gettext("Whom to call: not known here. Ask your manager."), first=True)
    if understood.fee_unknown:
        whole = gettext("What the patient pays: not known here. Ask your manager.")
        payer = gettext("As to who pays: see the answer.") if understood.payer_told else ""
        yield Remark(f"{payer} {whole}".lstrip(), brief=payer or whole, first=True)
    if understood.calls_when_asked:
        yield Remark(gettext("Whom to call: choose what it is about first."), first=True)


def _denied(denied: Iterable[Denied], wording: Wording) -> Iterator[str]:
    gettext = wording.language.gettext
    ruled_out = [
        f"{wording.short(fact)}: {_label(fact, value, wording)} ({_quoted(words, wording)})"
        for fact, value, words, *_ in denied
    ]
    if ruled_out:
        yield gettext("Ruled out, nothing chosen: {facts}", facts=" · ".join(ruled_out))


def _unclear(understood: Understood, wording: Wording) -> Iterator[str]:
    gettext = wording.language.gettext
    for fact, values, words, _, _, of in understood.unsettled:
        if of:
            continue  # told with the people of the line
        named, choices = wording.short(fact), ", ".join(_label(fact, value, wording) for value in values)
        if len(values) != 1:
            yield gettext(
                "{fact}: not settled by “{words}”. Possible: {choices}.", words=words, fact=named, choices=choices
            )
        elif wording.knowledge.question_for(fact).number is not None:
            # One age is told: only whose it is may be in doubt.
            yield gettext("{fact}: not certain that “{words}” is the patient's.", fact=named, words=words)
        else:
            # One value is no choice, but an offer.
            yield gettext(
                "{fact}: perhaps {choice} (“{words}”). Choose it if it holds for the patient.",
                fact=named,
                choice=choices,
                words=words,
            )


def _value(heard: Heard, wording: Wording, *, short: bool = False) -> str:
    if heard.number is not None:
        return str(heard.number)
    question = wording.knowledge.question_for(heard.fact)
    if short and question.who and question.number is None:
        return wording.bare_value(question, heard.value)
    return wording.value(question, heard.value)


def _label(fact: str, value: str, wording: Wording) -> str:
    return wording.value(wording.knowledge.question_for(fact), value)
