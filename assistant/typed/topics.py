"""Topics: what a line asks about, what it denies to ask about, and what it names only beside something else."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping
from typing import NamedTuple

from assistant.knowledge.model import TOPIC
from assistant.typed.clauses import clauses, sentences
from assistant.typed.fees import NamedTopic, fees_apart, listed
from assistant.typed.lacking import lacked
from assistant.typed.line import Line, facts_of
from assistant.typed.model import Denied
from assistant.typed.people import as_typed
from assistant.typed.questions import asks_the_price
from assistant.typed.scope import DENIED, HOME, QUESTIONED, SAID, Scoped
from assistant.typed.settling import Mention
from assistant.typed.signs import signs
from assistant.typed.things import thing_of
from assistant.typed.together import concluded
from assistant.typed.tokens import ASKED, SENTENCE
from assistant.typed.visits import tells_of_a_visit, visits_apart
from assistant.wordforms import folded

_ASKS_ANEW = frozenset({"question_words", "may_ask"})
"""Kinds of words that begin a question behind "and"."""
_COMES_ALONG = frozenset({"about_whom", "accompanying"})
"""Kinds of small words that tell who comes along."""


class _Otherwise(NamedTuple):
    """What a line asks otherwise: of any topic; of what something costs, on a topic that answers it; anything at all, if only beside; whether
    it is of one phrase; and whether it tells whom somebody comes to see."""

    topic: bool
    paying: bool
    anything: bool
    one_phrase: bool
    visit: bool


_ALWAYS, _ALONE, _IF_NO_OTHER, _OF_MONEY, _WHO_COMES = "always", "alone", "if_no_other", "of money", "who comes"
_OF_PATIENT = "of the patient"
"""How a phrase names a topic: whatever else is asked, or as `_ASKED_IF` tells. `_OF_MONEY`: by what it costs, or who pays; `_WHO_COMES`: by who comes
along, and why ("his wife interprets"); `_OF_PATIENT`: by how the patient lives ("homeless"). The word lists know the first three."""
_ASKED_IF: Mapping[str, Callable[[_Otherwise], bool]] = {
    _OF_MONEY: lambda asked: not asked.paying,
    _WHO_COMES: lambda asked: not asked.anything,
    _IF_NO_OTHER: lambda asked: not asked.topic,
    _OF_PATIENT: lambda asked: not asked.topic and not asked.visit,
    _ALONE: lambda asked: not asked.topic and asked.one_phrase,
}
"""By how a topic is named beside other things, whether it is asked about too."""


def topics_of(line: Line, told: Mapping[str, str]) -> tuple[tuple[tuple[str, str], ...], tuple[Denied, ...]]:
    """The topics asked about, and those denied. What names a fact too names a topic only as the word list of the fact says.

    `told`: what the line says outright of facts, each value with its words: signs too, where these rule on topics together.
    """
    taken: dict[str, str] = {}
    denied: list[Denied] = []
    beside: list[tuple[str, str, str]] = []
    for phrase in line.scopes.phrases:
        for how, topic in _named_topics(line, phrase):
            if how in _ASKED_IF:
                if (
                    how == _OF_MONEY
                    or phrase.mode in (SAID, QUESTIONED)
                    or (phrase.mode == HOME and _is_lesser(line, phrase))
                ):
                    beside.append((how, topic, line.words(phrase)))
            elif phrase.mode == DENIED:
                denied += [] if facts_of(phrase) else [Denied(TOPIC, topic, line.words(phrase))]
            else:
                taken.setdefault(topic, line.words(phrase))
    taken.update(
        {topic: taken.get(topic, words) for topic, words in lacked(line, asks_otherwise=bool(taken or beside))}
    )
    beside += (*_whether_enough(line), *_amounts(line))
    visits = (*_fees_of_visits(line), *_fees_apart(line, taken))
    taken.update({topic: taken.get(topic, words) for topic, words in (*_beside(line, beside, taken), *visits)})
    taken.update(_visits_apart(line, taken, {one.value for one in denied}))
    taken = _told_together(line, _as_asked(line, taken), told)
    if not taken and len({one.value for one in denied}) == 1 and _asks_behind(line, denied[0].words):
        taken = {denied[0].value: denied[0].words}
    # Asked for in one place and not in another: asked for.
    return tuple(taken.items()), tuple(one for one in denied if one.value not in taken)


def _asks_behind(line: Line, words: str) -> bool:
    """Whether a question of its own stands behind what is denied, which it is about: "has not had her health check yet. Who arranges that?"."""
    start = line.text.index(words) + len(words)
    begun = (part.start for part in sentences(line.read.words) if line.read.words[part.stop - 1].ends == ASKED)
    return any(line.read.words[at].start >= start and "question_words" in line.read.kinds(at) for at in begun)


def _as_asked(line: Line, taken: dict[str, str]) -> dict[str, str]:
    """The topics in the order in which the line names them."""
    named = [entry.values for phrase in line.scopes.phrases for entry in phrase.found.entries if entry.fact == TOPIC]
    order = {topic: place for place, values in reversed([*enumerate(named)]) for topic in values}
    return dict(sorted(taken.items(), key=lambda each: order.get(each[0], len(named))))


def _told_together(line: Line, taken: dict[str, str], told: Mapping[str, str]) -> dict[str, str]:
    """The topics, with what signs, and topics themselves, say of them together: whether to bill a visit that nobody came to is of its fee."""
    rules = line.lexicon.together.get(TOPIC)
    if not rules:
        return taken
    named = [Mention((topic,), SAID, words) for topic, words in taken.items()]
    return {one.values[0]: one.words for one in concluded(rules, {**told, **taken, **signs(line, asked=True)}, named)}


def _whether_enough(line: Line) -> Iterator[tuple[str, str, str]]:
    """The topic that tells whether what is shown is enough, where a sentence asks that of a thing, and costs are no matter of the line."""
    asked = [found for found in line.read.found if "sufficing" in line.read.kinds(found.start)]
    if not asked or money(line):
        return
    for found in line.read.found:
        thing = thing_of(found)
        topic = line.knowledge.words.enough.get(thing.fact, "") if thing is not None else ""
        if topic:
            yield _IF_NO_OTHER, topic, as_typed(line.read, line.text, asked[0])
            return


def _amounts(line: Line) -> Iterator[tuple[str, str, str]]:
    """What the visits of a line cost is asked under, where it asks whether an amount is right: "physio on a referral, is it 25 kr?", "…, free?"."""
    if not any(asks_the_price(line.read, part) for part in sentences(line.read.words)):
        return
    for phrase in line.scopes.phrases:
        for topic in {line.knowledge.words.about.get(fact) for fact in facts_of(phrase)} - {None}:
            if topic:
                yield _IF_NO_OTHER, topic, line.words(phrase)


def _beside(line: Line, beside: list[tuple[str, str, str]], taken: Container[str]) -> Iterator[tuple[str, str]]:
    """Of the topics that are named beside other things, each with its words, those that are asked about too."""
    asks = any(topic in taken for topic in line.knowledge.topics)
    otherwise = _Otherwise(
        asks,
        any(paying in taken for paying in line.lexicon.paying),
        asks or any(how in (_OF_MONEY, _IF_NO_OTHER) for how, *_ in beside),
        len(line.scopes.phrases) == 1,
        any(one.mode == SAID and tells_of_a_visit(line, one.found) for one in line.scopes.phrases),
    )
    living = [one for one in beside if one[0] == _OF_PATIENT and _ASKED_IF[_OF_PATIENT](otherwise)]
    asked = otherwise._replace(topic=asks or bool(living))
    others = (one for one in beside if one[0] != _OF_PATIENT and _ASKED_IF[one[0]](asked))
    yield from ((topic, words) for _, topic, words in (*living, *others))


def _fees_of_visits(line: Line) -> Iterator[tuple[str, str]]:
    """The topics of money that stand in a clause of their own with a visit: "where do we send the invoice, and what does the visit cost"."""
    if not any(_topics_of_money(line, phrase) for phrase in line.scopes.phrases):
        return
    for part in _parts_of_clauses(line):
        here = [phrase for phrase in line.scopes.phrases if part.start <= phrase.found.start < part.stop]
        visits = {line.knowledge.words.about.get(fact) for phrase in here for fact in facts_of(phrase)} - {None}
        money = [(topic, phrase) for phrase in here for topic in _topics_of_money(line, phrase)]
        named = {topic for phrase in here for _, topic in _named_topics(line, phrase)}
        alone = named == {topic for topic, _ in money} and line.read.words[part.start - 1].ends == SENTENCE
        if alone and not visits:  # "a doctor's visit, then a prescription. What does it cost?" is of both
            visits = _visits_before(line, part.start)
        yield from ((topic, line.words(phrase)) for topic, phrase in money if {topic} == visits == named)


def _fees_apart(line: Line, taken: Container[str]) -> Iterator[tuple[str, str]]:
    """The fee of the visit where it is listed beside what goes with one, or beside a visit and another topic that answers what it costs itself."""
    topics = line.knowledge.topics
    paying = [topics[topic] for topic in line.lexicon.paying if topic in taken]
    if not paying or not any(_topics_of_money(line, phrase) for phrase in line.scopes.phrases):
        return
    instead = {other for topic in topics if topic in taken for other in topics[topic].instead_of}
    named = [_named_in_list(line, phrase) for phrase in line.scopes.phrases if phrase.mode in (SAID, QUESTIONED)]
    parts = [[one for one in named if one.start in part] for part in listed(line.read, line.text)]
    alone = all(topic.goes_with_visit for topic in paying)
    yield from (one for one in fees_apart(parts, visit_told=not alone) if one[0] not in instead)


def _visits_apart(line: Line, taken: Container[str], not_asked: Container[str]) -> dict[str, str]:
    """The topics of what visits cost that the line names apart from what it asks about, and does not rule out."""
    told = [_named_in_list(line, phrase) for phrase in line.scopes.phrases if phrase.mode == SAID]
    return {topic: words for topic, words in visits_apart(line, told, taken) if topic not in not_asked}


def _named_in_list(line: Line, phrase: Scoped) -> NamedTopic:
    money, about = _topics_of_money(line, phrase), line.knowledge.words.about
    # A card names a topic only where it stands alone: in a list it is none of what is asked.
    topics = () if money else tuple(topic for how, topic in _named_topics(line, phrase) if how != _ALONE)
    told = (one.fact for one in phrase.found.entries if one.usual or len(one.values) == 1)
    visit = tuple(about[fact] for fact in told if fact in about)
    is_fee = any(folded(one.phrase) in line.lexicon.fees for one in phrase.found.entries)
    return NamedTopic(phrase.found.start, line.words(phrase), money, topics, visit, is_fee)


def _visits_before(line: Line, at: int) -> set[str | None]:
    """What the visits that are told of before a place cost is asked under; "at the health centre" alone tells of none."""
    told = [phrase for phrase in line.scopes.phrases if phrase.found.start < at and phrase.mode == SAID]
    entries = (one for phrase in told for one in phrase.found.entries if one.usual or len(one.values) == 1)
    return {line.knowledge.words.about.get(one.fact) for one in entries} - {None}


def _parts_of_clauses(line: Line) -> Iterator[range]:
    """The clauses, parted where another question goes on behind "and": "what does it cost and where do we send …"."""
    for clause in clauses(line.read.words):
        start = clause.start
        for at in clause:
            if at > start and line.read.kinds(at) & _ASKS_ANEW and "conjunctions" in line.read.kinds(at - 1):
                yield range(start, at)
                start = at
        yield range(start, clause.stop)


def _named_topics(line: Line, phrase: Scoped) -> Iterator[tuple[str, str]]:
    """The topics that a phrase names, each with how it names them beside its facts; the label of a region that heads a line names none."""
    if phrase.found.start == line.heading:
        return
    hows = {line.knowledge.words.topic_too.get(fact, _ALWAYS) for fact in facts_of(phrase)}
    how = next((how for how in (_ALONE, _IF_NO_OTHER) if how in hows), _ALWAYS)
    if how == _ALWAYS and _topics_of_money(line, phrase):
        how = _OF_MONEY
    along = any(entry.small in _COMES_ALONG for entry in phrase.found.entries)
    for entry in phrase.found.entries:
        if entry.fact == TOPIC:
            lesser = how == _ALWAYS and folded(entry.phrase) in line.lexicon.lesser
            of_entry = (_WHO_COMES if along else _IF_NO_OTHER) if lesser else how
            if how == _ALWAYS and folded(entry.phrase) in line.lexicon.describing:
                of_entry = _OF_PATIENT
            yield from ((of_entry, topic) for topic in entry.values)


def _is_lesser(line: Line, phrase: Scoped) -> bool:
    """Whether a phrase names a topic by a word that does so only where no other is named: "from another region"."""
    return any(entry.fact == TOPIC and folded(entry.phrase) in line.lexicon.lesser for entry in phrase.found.entries)


def money(line: Line) -> tuple[str, ...]:
    """The topics that nothing names but words for what something costs, or who pays."""
    phrases = line.scopes.phrases
    named = {
        topic
        for phrase in phrases
        for _, topic in _named_topics(line, phrase)
        if not _topics_of_money(line, phrase) and phrase.mode != DENIED
    }
    of_money = dict.fromkeys(topic for phrase in phrases for topic in _topics_of_money(line, phrase))
    return tuple(topic for topic in of_money if topic not in named)


def of_money(line: Line) -> list[Scoped]:
    """The phrases that name a topic only by words for what something costs, or who pays."""
    return [phrase for phrase in line.scopes.phrases if _topics_of_money(line, phrase)]


def _topics_of_money(line: Line, phrase: Scoped) -> tuple[str, ...]:
    """The topics that a phrase names only by words for what something costs, or who pays."""
    named = [entry for entry in phrase.found.entries if entry.fact == TOPIC]
    of_money = all(folded(entry.phrase) in line.lexicon.money for entry in named) and phrase.mode != DENIED
    return tuple(topic for entry in named for topic in entry.values) if of_money else ()
