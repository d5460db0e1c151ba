"""Told ages: the age of the patient among the numbers of a line: those of children together, of two who say different things, and numbers that stand alone."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.typed.ages import AgeSpan, bands, born
from assistant.typed.clauses import clauses, names_fact, names_topic
from assistant.typed.enumerated import number_of_two
from assistant.typed.lexicon import PERSON
from assistant.typed.line import Line
from assistant.typed.matching import Match
from assistant.typed.people import as_typed, names_about_patient
from assistant.typed.scope import DENIED, DOUBTED, HOME, OTHERS, SAID, Scoped, is_amount, stands_alone
from assistant.typed.settling import Mention, Mentions
from assistant.typed.tokens import NUMBER, WORD, Token
from assistant.wordforms import folded

_YEARS = range(1900, 2100)
_TWO_AGES = 10
"""Years from which a number beside an age that is told may be another one, and not so many of something."""
_SAID_WITHIN = 5
"""Words behind "says" within which the age stands that somebody says."""
_OF_AGE = 18
_OF_A_SUBJECT = frozenset({"asking", "may_ask", "negations", "accompanying", "wanting"})
"""Kinds of words behind whoever a line is about."""
_HAS_AN_AGE = frozenset({"subjects", "patients", "persons", "children", "young", "asking", "fillers", PERSON})
"""Kinds of words right before an age: whoever has it, and "is"."""
_CARDS = 3
"""As many cards as somebody may have."""


def of_children(line: Line, mentions: Mentions) -> None:
    """Ages of several children together: which of them is the patient is not told, but an age that all of them share."""
    of_ages = line.of_ages
    for ages, start, end in line.enumerated:
        assert of_ages is not None
        modes = {phrase.mode for phrase in line.scopes.phrases if start <= phrase.found.start < end}
        words = line.text[line.read.words[start].start : line.read.words[end - 1].end]
        mode = SAID if modes == {SAID} else DOUBTED
        mentions.setdefault(of_ages.id, []).append(Mention(bands(ages, of_ages), mode, words, ages))


def numbers_alone(line: Line, mentions: Mentions) -> Iterator[int]:
    """A number that stands alone is an age where the line gives no other, and nothing beside it could be what it counts. The places of the others."""
    alone = [phrase for phrase in line.scopes.phrases if not phrase.found.entries]
    together = line.of_several
    alone = [phrase for phrase in alone if phrase.found.start not in together]
    alone = [phrase for phrase in alone if not _is_for_a_word(line, phrase.found.start)]
    alone = _not_taken_back(line, alone, mentions)
    standing = [
        phrase
        for phrase in alone
        if not _is_a_year(line, phrase) and stands_alone(line.read, line.scopes, phrase, line.around.about_patient)
    ]
    for phrase in alone:
        ages = _age(line, phrase) if phrase in standing and len(standing) == 1 else None
        of_ages = line.of_ages
        given = [mention for mention in mentions.get(of_ages.id, ()) if mention.mode == SAID] if of_ages else []
        counts = _topic_follows(line, phrase) and "links" in line.read.kinds(phrase.found.start - 1)
        counts = counts or (ages is not None and _counts_behind(line, phrase, ages.low))
        counts = counts or (ages is not None and _counts_what_is_had(line, phrase, ages.low))
        other = [mention for mention in given if mention.exact and mention.ages != ages]
        if ages is not None and ages.low >= _TWO_AGES and other and phrase.mode == SAID and not counts:
            given = []  # "he turned 50 … the patient is 36": one of them is not the patient's
        if of_ages is None or ages is None or counts or any(mention.exact for mention in given):
            if not is_amount(line.read, phrase.found.start):
                yield phrase.found.start
            continue
        mode = phrase.mode
        if mode in (DENIED, HOME) or (mode == SAID and _may_count_behind(line, phrase, ages.high)):
            mode = DOUBTED
        mention = Mention(bands(ages, of_ages), mode, line.words(phrase), ages, ages.exact)
        mentions.setdefault(of_ages.id, []).append(mention)


def _is_a_year(line: Line, phrase: Scoped) -> bool:
    """Whether a number is a year of these centuries, and no time as "0815": "refused 2022, never left. 41" tells one age."""
    text = line.read.words[phrase.found.start].text
    return text.isdigit() and int(text) in _YEARS


def _is_for_a_word(line: Line, at: int) -> bool:
    """Whether a number may be written for a word, before whoever something is for: "wheelchair 4 asylum seeker", but "boy 4 asylum seeker"."""
    words, behind = line.read.words, line.read.at(at + 1)
    if words[at].text not in line.lexicon.numerals or not at or behind is None:
        return False
    if words[at - 1].ends or words[at].ends:
        return False
    if "knowing" in line.read.kinds(at + 1):
        return True  # "wants 2 know"
    somebody = names_about_patient(behind, line.around.about_patient)
    if not somebody and not (_names_matter(behind) and any(_is_two_digits(word) for word in words[:at])):
        return False  # "31, here 4 gp", but "boy 4 gp"
    before = line.read.at(at - 1)
    aged = before is not None and any(
        entry.age is not None or entry.fact in line.around.about_patient for entry in before.entries
    )
    return not aged and not line.read.kinds(at - 1) & (_HAS_AN_AGE if somebody else _HAS_AN_AGE - {"fillers"})


def _is_two_digits(word: Token) -> bool:
    return word.kind == NUMBER and len(word.text) == len(str(_TWO_AGES))


def _names_matter(found: Match) -> bool:
    """Whether a phrase names what somebody comes for, and no age."""
    named = names_fact(found) or names_topic(found)
    return named and not any(entry.age is not None for entry in found.entries)


def called_young(line: Line, mentions: Mentions) -> None:
    """Who a line begins with is called a boy, and no age is told: he is under age."""
    of_ages, clause = line.of_ages, next(clauses(line.read.words), range(0))
    first = next((at for at in clause if "young" in line.read.kinds(at)), None)
    if of_ages is None or first is None or of_ages.number is None or of_ages.id in mentions:
        return
    found = line.read.at(first)
    before = [at for at in range(first) if not line.read.kinds(at) & {"fillers", "conjunctions"}]
    if found is None or before or first in line.around.others or first in line.around.asked:
        return
    behind = line.read.kinds(found.end) if found.end in clause else frozenset()
    if behind & _OF_A_SUBJECT or (found.end in clause and names_fact(line.read.at(found.end))):
        ages = AgeSpan(of_ages.number.least, _OF_AGE - 1)
        words = as_typed(line.read, line.text, found)
        mentions[of_ages.id] = [Mention(bands(ages, of_ages), SAID, words, ages)]


def contradicted(line: Line, mentions: Mentions) -> None:
    """Two who say different ages: neither is taken ("he says he is 17, his uncle says 19")."""
    of_ages = line.of_ages
    told = {age: at for place in range(len(line.read.words)) for at, age in _age_said(line, place)}
    if of_ages is None or len(told) < 2:
        return
    given = mentions.get(of_ages.id, [])
    span = AgeSpan(min(told), max(told))
    if len(bands(span, of_ages)) == 1 and all(one.ages is not None and one.ages.common(span) for one in given):
        words = " … ".join(line.word(at) for at in told.values())
        mentions[of_ages.id] = [Mention(bands(span, of_ages), SAID, words, span)]
        return
    heard = {one.ages for one in given}
    mentions[of_ages.id] = [
        *(one._replace(mode=DOUBTED) for one in given),
        *(
            Mention(bands(AgeSpan(age, age), of_ages), DOUBTED, line.word(at), AgeSpan(age, age), True)
            for age, at in told.items()
            if AgeSpan(age, age) not in heard
        ),
    ]


def _age_said(line: Line, saying: int) -> Iterator[tuple[int, int]]:
    """The place of the number shortly behind a word such as "says", in its clause and before anybody else says anything; and the number."""
    words, sayings = line.read.words, line.lexicon.saying
    if folded(words[saying].text) not in sayings:
        return
    for at in range(saying + 1, min(len(words), saying + 1 + _SAID_WITHIN)):
        word = words[at]
        if words[at - 1].ends or folded(word.text) in sayings:
            return
        number = number_of_two(line.read, line.lexicon, at)
        if number is not None and number >= _TWO_AGES:
            yield at, number
            return


def _not_taken_back(line: Line, alone: list[Scoped], mentions: Mentions) -> list[Scoped]:
    """The numbers without those that a correction takes back, and without those denied, or told of others, beside one that is not."""
    cut = line.corrected_at
    behind = [phrase for phrase in alone if phrase.found.start > cut >= 0]
    of_ages = line.of_ages.id if line.of_ages else ""
    anew = any(_told_behind(line, phrase, cut) for phrase in line.scopes.phrases)
    if behind and not anew and _may_be_age(line, behind):
        mentions.pop(of_ages, None)  # "aged 23, make that 32"
    kept = behind if behind or (cut >= 0 and anew and of_ages in mentions) else alone
    return [phrase for phrase in kept if phrase.mode not in (DENIED, OTHERS)] or kept


def _may_be_age(line: Line, behind: list[Scoped]) -> bool:
    """Whether the only number behind a correction is said, and may well be an age."""
    only = behind[0] if len(behind) == 1 and behind[0].mode == SAID else None
    ages = _age(line, only) if only is not None and stands_alone(line.read, line.scopes, only) else None
    return ages is not None and ages.low >= _TWO_AGES


def _told_behind(line: Line, phrase: Scoped, cut: int) -> bool:
    return phrase.found.start > cut and any(entry.age is not None for entry in phrase.found.entries)


def _age(line: Line, phrase: Scoped) -> AgeSpan | None:
    """The age that a number may be; None if it can be none."""
    word, of_ages = line.read.words[phrase.found.start], line.of_ages
    if of_ages is None or of_ages.number is None:
        return None
    if word.short_year:
        return born(None, int(word.text), of_ages, line.today)
    number = int(word.text) if word.kind == NUMBER else line.lexicon.number(word.text) or 0
    return (
        AgeSpan(number, number)
        if len(word.text) <= 3 or (word.kind != NUMBER and number <= of_ages.number.greatest)
        else None
    )


def _topic_follows(line: Line, phrase: Scoped) -> bool:
    """Whether a topic's word stands right behind: "2 recept" counts prescriptions."""
    behind = phrase.found.end
    return behind < len(line.read.words) and not line.read.words[behind - 1].ends and names_topic(line.read.at(behind))


def _counts_what_is_had(line: Line, phrase: Scoped, number: int) -> bool:
    """Whether a small number counts what somebody is told to have, behind a word that names nobody: "got 3 medicines", but "boy 9 dentist"."""
    at = phrase.found.start - 1
    if number >= _TWO_AGES or at < 0 or line.read.words[at].ends or not _topic_follows(line, phrase):
        return False
    before, kinds = line.read.at(at), line.read.kinds(at)
    return before is None or not (
        "being" in kinds
        or kinds & _HAS_AN_AGE - {"fillers", "asking"}
        or any(one.fact or one.age for one in before.entries)
    )


def _may_count_behind(line: Line, phrase: Scoped, number: int) -> bool:
    """Whether a small number may count what stands right behind it: "2 recept", "5 besök"; or be an answer of its own."""
    behind = phrase.found.end
    if behind >= len(line.read.words) or line.read.words[behind - 1].ends:
        return False
    few = number < _OF_AGE and folded(line.read.words[behind].text) in line.lexicon.few
    return few or (number < _TWO_AGES and (_topic_follows(line, phrase) or _glued(line, phrase)))


def _counts_behind(line: Line, phrase: Scoped, number: int) -> bool:
    """Whether a small number counts what stands behind it: "2 cards", "2 from the same place"."""
    behind = phrase.found.end
    if behind >= len(line.read.words) or line.read.words[behind - 1].ends:
        return False
    found = line.read.at(behind)
    thing = found is not None and any(entry.thing is not None for entry in found.entries)
    return (thing and number <= _CARDS) or ("origins" in line.read.kinds(behind) and number < _TWO_AGES)


def _glued(line: Line, phrase: Scoped) -> bool:
    """Whether a word begins right behind a digit: "3papperslös" may be an answer by its number, and then a word."""
    here, behind = line.read.words[phrase.found.end - 1], line.read.words[phrase.found.end : phrase.found.end + 1]
    return any(word.start == here.end and word.kind == WORD for word in behind)
