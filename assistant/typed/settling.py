"""Settling: what the phrases of a line say of one fact together. A fact is settled only where exactly one value is left."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from assistant.knowledge.model import UNKNOWN, Question
from assistant.typed.ages import AgeSpan, bands, whole_bands
from assistant.typed.model import Denied, Heard, Unclear
from assistant.typed.scope import DENIED, DOUBTED, HOME, OTHERS, QUESTIONED, SAID

_YES_AND_NO = 2
"""The values of a question of which not to know is an answer that says as much."""


class Mention(NamedTuple):
    """That a line names a fact: the values that the words leave, or the ages; `exact` if they are one number of years.

    `sign`: what the words are a sign of. `ruled_out`: the values are several, and denied together. `counted_as`: it is asked whether who is told
    to be something else counts as this. `present`: it is told as of now. `not_known`: it is said that nobody knows. `usual`: the value that
    is meant most often by what settles nothing, and is asked about on the topics of `asked_on`.
    `past`: it is told beside a day that is over.
    `of_many`: an age that is told of a group, or as one of two that may be. `of_parent`: it is said of a parent, and may hold of the child.
    """

    values: tuple[str, ...]
    mode: str
    words: str
    ages: AgeSpan | None = None
    exact: bool = False
    sign: str = ""
    ruled_out: bool = False
    counted_as: bool = False
    present: bool = False
    past: bool = False
    not_known: bool = False
    usual: str = ""
    asked_on: tuple[str, ...] = ()
    of_many: bool = False
    of_parent: bool = False


Mentions = dict[str, list[Mention]]
"""By fact, every place where a line names it."""


class Settled(NamedTuple):
    """What is heard, denied and unclear of one fact."""

    heard: Heard | None = None
    denied: tuple[Denied, ...] = ()
    unclear: Unclear | None = None


def nobody_knows(question: Question, mentions: list[Mention]) -> list[Mention]:
    """The mentions of a fact, with what nobody knows: of yes and no that is "don't know"; beside what is told of a visit it says nothing.

    It is never a guess: one value is not offered as what may be meant.
    """
    # "We do not know her status": that nobody knows it is not in doubt itself.
    mentions = [one._replace(mode=SAID, not_known=False) if one.values == (UNKNOWN,) else one for one in mentions]
    told = [one for one in mentions if not one.not_known]
    if len(told) == len(mentions):
        return mentions
    several = len({one.values for one in mentions}) > 1
    known = [one for one in told if len(one.values) < len(question.values)]  # "no papers with her" leaves all open
    in_doubt = [one for one in mentions if one.not_known]
    may_be = {one.values for one in in_doubt if len(one.values) < len(question.values)}
    if question.who and not known and len(may_be) > 1:
        # "we don't know if she is an asylum seeker or in hiding": of two that may be, that nobody knows is the answer.
        return [Mention((UNKNOWN,), SAID, " … ".join(one.words for one in in_doubt))]
    if len(question.values) == _YES_AND_NO and not told and not several:
        return [one._replace(values=(UNKNOWN,), mode=SAID) for one in mentions]
    if told and not question.who and len(question.values) > _YES_AND_NO:
        return told
    return [one._replace(mode=QUESTIONED) if one.not_known and len(one.values) == 1 else one for one in mentions]


def settle(question: Question, mentions: Sequence[Mention]) -> Settled:
    """What the mentions of a fact say together. What is said of others counts where nothing is said of the patient: as open."""
    every = {value.id for value in question.values}
    # "Russian, not Ukrainian: asylum": what leaves all open rules nothing out, and puts nothing in doubt.
    mentions = [one for one in mentions if one.mode == SAID or one.ages or not every <= set(one.values)] or mentions
    own = [mention for mention in mentions if mention.mode not in (OTHERS, HOME)]
    if not own:
        return Settled(None, (), _unclear(question, mentions))
    if any(mention.exact and mention.mode == SAID for mention in own):
        # "19, does he count as a child?"; "a boy of 11, as the other kids"
        own = [mention for mention in own if mention.mode != QUESTIONED and not mention.of_many]
    said = {mention.values for mention in own if mention.mode == SAID and not mention.sign}
    if not question.who:  # "out of hours, tonight": what is told outright is no matter of doubt by other words
        own = [mention for mention in own if mention.mode != DOUBTED or mention.values not in said]
    # "do asylum kids have a right to child psychiatry": what is told is not asked beside it.
    own = [
        mention for mention in own if mention.mode != QUESTIONED or mention.ages is None or mention.values not in said
    ]
    if any(mention.mode == SAID and len(mention.values) == 1 for mention in own):
        own = [mention for mention in own if not mention.counted_as]  # "a tourist: does she count as undocumented"
    if any(mention.mode == SAID and mention.present for mention in own):
        own = [mention for mention in own if not mention.past]  # "in A&E last night, now wants to see the GP"
    if any(mention.mode == SAID and set(mention.values) == {UNKNOWN} for mention in own):
        # "no papers, no idea of status": what it may be besides is no offer; "unknown patient, asylum seeker?" asks about the one that is named.
        first = next(at for at, one in enumerate(own) if one.mode == SAID and set(one.values) == {UNKNOWN})
        asked = {one.values for one in own[first:] if one.mode == QUESTIONED and not one.not_known}
        dropped = (DOUBTED,) if len(asked) == 1 else (DOUBTED, QUESTIONED)
        own = [one for one in own if one.mode not in dropped and not every <= set(one.values)]
    return _settled(question, own)


def _settled(question: Question, mentions: Sequence[Mention]) -> Settled:
    said = [mention for mention in mentions if mention.mode == SAID]
    denied = [mention for mention in mentions if mention.mode == DENIED]
    mentions = _without_ruled_out(mentions, said)
    if any(mention.mode in (DOUBTED, QUESTIONED) for mention in mentions):
        return Settled(None, _denials(question, denied), _unclear(question, mentions))
    denied = [mention for mention in denied if not _goes_without_saying(mention, said)]
    allowed = [value.id for value in question.values]
    left = set(allowed)
    for mention in denied:
        out = set(whole_bands(mention.ages, question)) if mention.ages else set(mention.values)
        if not out:  # "not 18" may mean younger or older
            return Settled(None, (), _unclear(question, mentions))
        left -= out
    if not said:
        return _by_elimination(question, denied, [value for value in allowed if value in left])
    ages, alike = _common(said), len({mention.values for mention in said}) == 1
    for mention in said:
        # "Unknown" is left alone only by words that say it.
        left = left & set(mention.values) if UNKNOWN not in left else set(mention.values)
        left = left or (set(mention.values) & {UNKNOWN} if alike else set())
    if any(mention.ages is not None for mention in said):
        left &= _of_ages(question, said, ages)
    value = question.spanning(left) if UNKNOWN not in left else UNKNOWN
    if value is None:
        values = [value for value in allowed if value in left] or None
        return Settled(None, _denials(question, denied), _unclear(question, said if values else mentions, values))
    number = ages.low if ages and ages.exact and any(mention.exact for mention in said) else None
    return Settled(Heard(question.id, value, number, _words(said)), _denials(question, denied))


def _of_ages(question: Question, said: Sequence[Mention], common: AgeSpan | None) -> set[str]:
    """The bands that ages leave: of those that they have in common; of two ages in one band that band, whichever is the patient's."""
    if common is not None:
        return set(bands(common, question))
    return set(said[0].values) if len({mention.values for mention in said}) == 1 else set()


def _without_ruled_out(mentions: Sequence[Mention], said: Sequence[Mention]) -> Sequence[Mention]:
    """The mentions without denials of several values that leave what is told: "to the nurse without referral, not to the doctor"."""
    told = set.intersection(*(set(mention.values) for mention in said)) if said else set()
    return [one for one in mentions if len(told) != 1 or not one.ruled_out or told & set(one.values)]


def _goes_without_saying(denied: Mention, said: Sequence[Mention]) -> bool:
    """Whether a denied age is another than the exact one that is told: "she is 16, not 61"."""
    exact = [mention.ages for mention in said if mention.exact and mention.ages is not None]
    return denied.ages is not None and bool(exact) and all(ages.common(denied.ages) is None for ages in exact)


def _by_elimination(question: Question, denied: Sequence[Mention], left: list[str]) -> Settled:
    if len(left) == 1:
        return Settled(Heard(question.id, left[0], None, _words(denied)))
    return Settled(None, _denials(question, denied)) if left else Settled(None, (), _unclear(question, denied))


def _common(said: Iterable[Mention]) -> AgeSpan | None:
    """The ages that every mention leaves; None if there are none."""
    common: AgeSpan | None = None
    for mention in said:
        if mention.ages is not None:
            common = mention.ages if common is None else common.common(mention.ages)
            if common is None:
                return None
    return common


def _denials(question: Question, denied: Iterable[Mention]) -> tuple[Denied, ...]:
    found = {
        value: Denied(question.id, value, mention.words, mention.usual, mention.asked_on)
        for mention in denied
        for value in mention.values
    }
    return tuple(found.values())


def _unclear(question: Question, mentions: Sequence[Mention], values: Iterable[str] | None = None) -> Unclear:
    named = {value for mention in mentions for value in mention.values} if values is None else set(values)
    order = [value.id for value in question.values] + [UNKNOWN]
    return Unclear(question.id, tuple(value for value in order if value in named), _words(mentions))


def _words(mentions: Iterable[Mention]) -> str:
    return " … ".join(dict.fromkeys(mention.words for mention in mentions))
