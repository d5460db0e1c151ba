"""Signs: what a line gives signs of, of the patient and of others, that settle a fact only together."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.knowledge.word_lists import SOMEBODY_ELSE, THEIRS
from assistant.typed.line import Line, facts_of
from assistant.typed.matching import Match
from assistant.typed.parents import in_clause_of
from assistant.typed.people import as_typed, who_is
from assistant.typed.scope import DOUBTED, OTHERS, QUESTIONED, SAID
from assistant.typed.settling import Mentions
from assistant.typed.together import ABROAD, YEARS
from assistant.typed.tokens import NUMBER
from assistant.typed.whereabouts import lives_abroad

_YEARS_BACK = 100
_OF_AGE = 18


def signs(line: Line, *, asked: bool = False) -> dict[str, str]:
    """What the line gives signs of, each with its words. `asked`: also by what is in doubt or a question, which is asked about as well."""
    found: dict[str, str] = {}
    modes = (SAID, DOUBTED, QUESTIONED) if asked else (SAID,)
    for phrase in line.scopes.phrases:
        for entry in phrase.found.entries if phrase.mode in modes else ():
            shown = entry.thing is not None and not (entry.fact and line.knowledge.questions[entry.fact].who)
            heads = phrase.found.start == line.heading
            if entry.sign and not heads and not (shown and _is_of_others(line, phrase.found)):
                found.setdefault(entry.sign, line.words(phrase))
    for match in (*line.scopes.signs, *(line.scopes.doubted if asked else ())):
        words = as_typed(line.read, line.text, match)
        if asked or match.start not in line.around.others:
            found.update({entry.sign: words for entry in match.entries if entry.sign and entry.sign not in found})
    years = [line.text[word.start : word.end] for at, word in enumerate(line.read.words) if _is_past_year(line, at)]
    abroad = {ABROAD: line.text} if lives_abroad(line.read, told=True) else {}
    named = [as_typed(line.read, line.text, one) for one in line.read.found if _is_somebody_else(line, one)]
    others = {SOMEBODY_ELSE: named[0]} if named else {}
    return {**({YEARS: years[0]} if years else {}), **abroad, **others, **found}


def _is_somebody_else(line: Line, found: Match) -> bool:
    return who_is(found) not in (None, *line.around.whom.people)


def signs_of_others(line: Line, mentions: Mentions) -> Iterator[tuple[str, str]]:
    """What others are told to be beside a child, of the facts by which somebody is named: a registered child of asylum seekers is none."""
    ages = [one.ages for one in mentions.get(line.of_ages.id if line.of_ages else "", ()) if one.mode == SAID]
    if not any(age is not None and age.high < _OF_AGE for age in ages):
        return
    own = {fact for phrase in line.scopes.phrases if phrase.mode != OTHERS for fact in facts_of(phrase)}
    for phrase in line.scopes.phrases:
        for entry in phrase.found.entries if phrase.mode == OTHERS else ():
            if entry.fact in line.around.about_patient and entry.fact not in own and len(entry.values) == 1:
                yield f"{THEIRS}{entry.values[0]}", line.words(phrase)


def _is_of_others(line: Line, found: Match) -> bool:
    """Whether somebody else is named in the clause of a thing: "her daughter's card is valid" tells nothing of hers."""
    people = [one.start for one in line.read.found if _is_somebody_else(line, one)]
    return in_clause_of(line.read, found, people)


def _is_past_year(line: Line, at: int) -> bool:
    word, found = line.read.words[at], line.read.at(at)
    year = int(word.text) if word.kind == NUMBER and len(word.text) == 4 else word.until.year if word.until else 0
    return line.today.year - _YEARS_BACK < year < line.today.year and found is None


def called_by(line: Line, signs: dict[str, str], fact: str) -> dict[str, str]:
    """The signs as the rules of a fact call them: a year that is over has a name of its own there."""
    name = line.knowledge.words.past_year.get(fact)
    return {name: signs[YEARS], **signs} if name and YEARS in signs else signs
