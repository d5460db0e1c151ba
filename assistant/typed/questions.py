"""Questions: which words of a line ask whether something is so, and therefore say nothing.

"Is she undocumented?" leaves open what "what do the undocumented pay?" tells: whom it is about. In most languages a clause asks whether
if a verb stands before the subject; a clause that says of whom it knows nothing ("do you know if she is …"), one that ends in "or not",
and a bare word with a question mark ask as well.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from itertools import pairwise

from assistant.typed.clauses import clauses, names_fact, names_topic, phrases_in, sentences
from assistant.typed.lexicon import STATE
from assistant.typed.matching import Match, Read
from assistant.typed.tokens import ASKED, CLAUSE, NUMBER

_KNOWING = 5
"""Words back from "if" within which "do you know" stands."""
_ARTICLES = 2
_STARTS = frozenset({"conjunctions", "contrasts", "alternatives"})
_BEING = frozenset({"being"})
_ASKS_OF_ALL = _BEING | {"knowing", "asking_of_all", "hedges"}
"""Kinds of words from which on a question of the staff is about somebody: "do we follow the same rules for …" is not, "do we count her as …" is."""
_ASKS_ANEW = _BEING | {"whether"}
"""Kinds of words that ask whether something is so, behind what may be done."""
_SOMEBODY = frozenset({"she", "he", "they", "patients", "persons", "askers"})
"""Kinds of words for somebody among those for subjects."""
_VERBS = frozenset({"asking", "asking_of_all", "asking_of_things", "may_ask"})


def asked(read: Read, described: Container[int] = ()) -> frozenset[int]:
    """The places of the words that are only asked about. `described`: those that only tell of whom something is asked."""
    found: set[int] = set()
    every = list(clauses(read.words))
    said = list(sentences(read.words))
    for sentence, answer in pairwise((*said, range(0))):
        inside = [part for part in every if part.start in sentence]
        of_sentence = {at for clause in inside for at in _of_clause(read, clause, sentence, described)}
        of_sentence |= {at for clause, tag in pairwise(inside) if _is_tag(read, tag) for at in clause}
        of_sentence -= {at for clause in inside for at in _told_as(read, clause)}
        found |= of_sentence
        if read.words[sentence.stop - 1].ends != ASKED or of_sentence or asks_an_amount(read, sentence):
            continue
        last = inside[-1]
        if _only_facts(read, sentence) or _either(read, last) or (_one_fact(read, last) and _left_open(read, answer)):
            found |= set(inside[-1]) - set(_presupposed(read, inside[-1]))
    return frozenset(found)


def asks_an_amount(read: Read, sentence: range) -> bool:
    """Whether a sentence ends with an amount, or two, and asks whether it is right: "asylum, 50 or 25 kr?" asks nothing of the situation."""
    paid, numbers = _paid_at_the_end(read, sentence)
    return paid and numbers


def asks_the_price(read: Read, sentence: range) -> bool:
    """Whether a sentence ends with an amount, or with a word of what is paid, and asks whether it is so: "referred to the clinic, free?"."""
    return _paid_at_the_end(read, sentence)[0]


def _paid_at_the_end(read: Read, sentence: range) -> tuple[bool, bool]:
    """Whether a word of what is paid, and whether a number stands at the end of a sentence that asks."""
    paid = numbers = False
    for at in reversed(sentence if read.words[sentence.stop - 1].ends == ASKED else ()):
        number, kinds = read.words[at].kind == NUMBER, read.kinds(at)
        if not number and not kinds & {"owing", "alternatives"}:
            break
        paid, numbers = paid or "owing" in kinds, numbers or number
    return paid, numbers


def _told_as(read: Read, clause: range) -> Iterator[int]:
    """The places of a thing of which a question says how it is, and asks something else: "does an LMA card that ran out count?"."""
    for found in phrases_in(read, clause):
        at = found.end
        if not any(entry.thing is not None for entry in found.entries) or at not in clause:
            continue
        state = at + ("relative" in read.kinds(at) and STATE not in read.kinds(at))
        told = read.at(state) if state in clause else None
        leads = state > at or (told is not None and told.end - told.start > 1)
        asks = told is not None and told.end in clause and clause.start < found.start
        if told is not None and STATE in read.kinds(state) and leads and asks:
            yield from range(found.start, told.end)


def _one_fact(read: Read, clause: range) -> bool:
    """Whether a clause is the name of a fact and nothing else."""
    found = read.at(clause.start)
    return names_fact(found) and found is not None and range(found.start, found.end) == clause


def _either(read: Read, clause: range) -> bool:
    """Whether a clause is facts with "or" between them, and nothing else: "…, asylum or registered?"."""
    return any("alternatives" in read.kinds(at) for at in clause[1:-1]) and all(
        "alternatives" in read.kinds(at) or names_fact(read.at(at)) for at in clause
    )


def _left_open(read: Read, answer: range) -> bool:
    """Whether a sentence begins with what says that nobody knows: "registered? she does not know"."""
    kinds = [read.kinds(at) for at in answer[:_KNOWING]]
    denied = any("negations" in one for one in kinds) and any("knowing" in one for one in kinds)
    return denied or any(one & {"hedges", "hedges_after", "not_knowing"} for one in kinds)


def _of_clause(read: Read, clause: range, sentence: range, described: Container[int]) -> Iterator[int]:
    for at in clause:
        kinds = read.kinds(at)
        if "asking_after" in kinds or ("alternatives" in kinds and at == clause.stop - 1 > clause.start):
            yield from () if _asks_something_else(read, at) else range(clause.start, at)
        elif "supposing" in kinds and at == clause.start:
            yield from clause  # "if she were under eighteen …"
        elif "whether" in kinds and (_asks_whether(read, at, clause) or _supposes(read, at, clause, sentence)):
            yield from (place for place in range(_what_may_be(read, at, clause), clause.stop) if place not in described)
        elif kinds & _VERBS and _may_begin(read, at, clause):
            yield from (place for place in _after_verb(read, at, clause, sentence) if place not in described)
        elif "question_words" in kinds:
            yield from _defined(read, at, clause)


def _asks_something_else(read: Read, at: int) -> bool:
    """Whether the word before a phrase is one of what is paid, or a topic: "undocumented, free or not?" asks that, and nobody's situation."""
    found = read.at(at)
    before = (found.start if found is not None else at) - 1
    if before < 0 or names_fact(read.at(before)):
        return False
    return "owing" in read.kinds(before) or names_topic(read.at(before))


def _is_tag(read: Read, clause: range) -> bool:
    """Whether a clause only asks whether the one before it is so: "right?"."""
    found = read.at(clause.start)
    return found is not None and found.end == clause.stop and bool(read.kinds(clause.start) & {"asking_after", "tags"})


def _may_begin(read: Read, at: int, clause: range) -> bool:
    """Whether a clause begins at a word: nothing but "and", "but", "hello" stands before it."""
    found = read.at(at)
    if found is None or found.start != at:
        return False
    if at > clause.start + 1 and "relative" in read.kinds(at - 1) and names_fact(read.at(at - 2)):
        return False  # "an asylum seeker who is …"
    starts = _STARTS | {"question_words"} if "asking_of_things" in read.kinds(at) else _STARTS
    return at == clause.start or bool(read.kinds(at - 1) & starts)


def _after_verb(read: Read, at: int, clause: range, sentence: range) -> Iterator[int]:
    """What a clause that begins with this verb asks about."""
    kinds = read.kinds(at)
    verb = read.at(at)
    assert verb is not None
    behind = _subject(read, verb.end)
    if behind is None and kinds & {"asking", "asking_of_all", "may_ask"}:
        behind = _said_subject(read, verb.end, clause) if _surely_asks(read, at, clause, sentence) else None
    if behind is None and "asking_of_things" in kinds and _thing(read, verb.end, "asking" not in kinds) is not None:
        behind = verb.end
    if behind is None:
        return
    does = "asking_of_all" in kinds and not kinds & {"asking", "being"}
    if does and _only_pays(read, range(behind, clause.stop)):
        return
    if "may_ask" in kinds or (does and "askers" in read.kinds(verb.end)):
        leads = _BEING if "may_ask" in kinds else _ASKS_OF_ALL
        behind = next((place for place in range(behind, clause.stop) if read.kinds(place) & leads), clause.stop)
    behind = _behind_relative(read, behind, clause)
    topic = "subjects" in read.kinds(verb.end) and not read.kinds(verb.end) & _SOMEBODY  # "does that hold for …"
    behind = _behind_whom(read, behind, clause) if behind - verb.end > _ARTICLES else behind  # "it true that …"
    for place in range(behind, clause.stop):
        topic = topic or names_topic(read.at(place))
        if "owing" in read.kinds(place) or (topic and "for_whom" in read.kinds(place)):
            return  # "does she pay …", "is it free for …": what follows tells where, or for whom
        if topic and "whether" in read.kinds(place) and not _knows_not(read, place, clause):
            return  # "does she get dental care if she is …"
        if "askers" in read.kinds(place) or _is_told_anew(read, place, clause):
            return  # "is it true that we must report …"
        yield place


def _is_told_anew(read: Read, at: int, clause: range) -> bool:
    """Whether somebody is told of behind "and" in the midst of a question: "may she have it although she is …"."""
    return "conjunctions" in read.kinds(at) and "subjects" in read.kinds(at + 1) and at + 1 in clause


def _only_pays(read: Read, part: range) -> bool:
    """Whether what is asked of a subject, with all that is told of it, is what it pays: "does a child with temporary protection pay"."""
    kinds = [read.kinds(at) for at in part]
    owing = next((place for place, of in enumerate(kinds) if "owing" in of), 0)
    return owing > 0 and not any(of & (_ASKS_OF_ALL | {"alternatives"}) for of in kinds[:owing])


def _behind_relative(read: Read, at: int, clause: range) -> int:
    """The place behind what "who …" tells first of whom a question is about: "does a man who is on a visa have to pay"."""
    if at not in clause or "relative" not in read.kinds(at) or at + 1 not in clause:
        return at
    if not read.kinds(at + 1) & _VERBS:
        return at  # "räknas hon som papperslös"
    told = next((found for found in phrases_in(read, range(at, clause.stop)) if names_fact(found)), None)
    return told.end if told is not None and told.end < clause.stop else at


def _behind_whom(read: Read, at: int, clause: range) -> int:
    """The place behind whom something is said that is asked, where a verb of its own follows: "is it true that undocumented children have a right to …"."""
    told = _said_subject(read, at, clause)
    return told if told is not None and told in clause and told in read.verbs else at


def _subject(read: Read, at: int) -> int | None:
    """The place behind a subject of which nothing is said, as "she", "the patient", "the mother"; None if none stands here."""
    if at < len(read.words) and read.kinds(at) & {"possessives"} and "people" in read.kinds(at + 1):
        at += 1
    found = read.at(at) if at < len(read.words) else None
    if found is None or found.start != at:
        return None
    kinds = {entry.small for entry in found.entries}
    if "subjects" in kinds and not kinds & _SOMEBODY and (pointed := _pointed_at(read, found)):
        return pointed
    child = any(entry.age is not None for entry in found.entries) and not found.numbers
    return found.end if child or kinds & {"subjects", "patients", "people"} else None


def _pointed_at(read: Read, found: Match) -> int | None:
    """The place behind a person whom a word points at, as in "this here woman"; None if it points at nobody."""
    for at in range(found.end, min(len(read.words), found.end + _ARTICLES)):
        here = read.at(at)
        if read.words[at - 1].ends or here is None or here.start != at:
            return None
        if read.kinds(at) & {"patients", "persons"}:
            return here.end
        if "fillers" not in read.kinds(at):
            return None
    return None


def _said_subject(read: Read, at: int, clause: range) -> int | None:
    """The place behind a subject that says whom it is about, as "an asylum seeker aged 18"; None if none stands here."""
    for _ in range(_ARTICLES):
        if at in clause and "fillers" in read.kinds(at) and not names_fact(read.at(at)):
            at += 1
    found = read.at(at) if at in clause else None
    if found is None or found.start != at or not names_fact(found):
        return None
    while found is not None and found.end in clause and _is_age(read.at(found.end)):
        found = read.at(found.end)
    return found.end if found is not None else None


def _surely_asks(read: Read, at: int, clause: range, sentence: range) -> bool:
    """Whether a verb before whom it is about asks: "is asylum seeker" may leave out who is, and so does "she is 27 and has …, what …?"."""
    told_before = not all(read.kinds(before) & _STARTS for before in range(clause.start, at))
    if not told_before and clause.start > sentence.start and not read.kinds(at) & {"asking_of_all", "may_ask"}:
        before = clause.start - 1  # "woman, 26, shows a receipt, is it …"
        told_before = read.words[before].kind == NUMBER or names_fact(read.at(before))
    if told_before and clause.stop < sentence.stop:
        return False
    if read.kinds(at) & {"asking_of_all", "may_ask"} or read.words[sentence.stop - 1].ends == ASKED:
        return True
    return any(
        "alternatives" in read.kinds(place) and "question_words" in read.kinds(place + 1) for place in clause[:-1]
    )


def _asks_whether(read: Read, at: int, clause: range) -> bool:
    """Whether "if" asks: behind a word for knowing, or in one phrase with it ("asks if she is"; but "asks about the patient")."""
    found = read.at(at)
    if found is None:
        return False
    article = "indefinite" in read.kinds(found.end) and "persons" in read.kinds(found.end + 1)
    behind = found.end + 2 if article else _subject(read, found.end)  # "how do I know if a woman is undocumented"
    verbs = _VERBS
    if behind is None:
        behind, verbs = _thing(read, found.end, False), verbs | {STATE}  # "asks if the card ran out"
    if behind is None:
        return False
    if found.end - found.start > 1:
        return behind in clause and (bool(read.kinds(behind) & verbs) or _is_verb_phrase(read.at(behind)))
    topic = at > clause.start and at - 1 in read.asking and names_topic(read.at(at - 1))
    if topic and not _asks_otherwise(
        read, clause, at
    ):  # "the authority asks if she is …", but "dental care if she is …"
        return (behind in clause and bool(read.kinds(behind) & _VERBS)) or "patients" not in read.kinds(behind - 1)
    return _knows_not(read, at, clause)


def _what_may_be(read: Read, at: int, clause: range) -> int:
    """The place from which on "whether" asks about somebody: behind "whether we may", or pay, only what asks again; "may tell them that she is …" tells it."""
    found = read.at(at)
    behind = _subject(read, found.end) if found is not None else None
    if found is None or behind is None or behind not in clause or not read.kinds(behind) & {"may_ask", "owing"}:
        return at
    kinds = read.kinds(found.end)
    if not kinds & {"askers", "they"}:
        return at
    return next((place for place in range(behind + 1, clause.stop) if _asks_anew(read, place)), clause.stop)


def _asks_anew(read: Read, at: int) -> bool:
    """Whether it is asked again behind what may be done: "whether we may know who is …", but not "whether we may treat a man who is …"."""
    kinds = read.kinds(at)
    who = "question_words" in kinds and ("relative" not in kinds or "knowing" in read.kinds(at - 1))
    return who or bool(kinds & _ASKS_ANEW)


def _supposes(read: Read, at: int, clause: range, sentence: range) -> bool:
    """Whether a sentence begins with "if", and asks what holds then: "if the card has run out, what applies?" does not say that it has."""
    found = read.at(at)
    if found is None or at != clause.start or clause.start != sentence.start:
        return False
    if clause.stop >= sentence.stop:
        return False
    behind = _subject(read, found.end)
    if behind is None and _thing(read, found.end, False) is None:
        return False
    return read.words[sentence.stop - 1].ends == ASKED or "question_words" in read.kinds(clause.stop)


def _asks_otherwise(read: Read, clause: range, at: int) -> bool:
    """Whether a clause asks what may be or costs: then "if" in it is a condition, "may she read her record if she is …"."""
    first = read.at(clause.start)
    led = first is not None and names_topic(first) and first.end - first.start > 1 and first.end < at
    return led or bool(read.kinds(clause.start) & {"may_ask", "question_words", "asking_of_things", "asking_of_all"})


def _presupposed(read: Read, clause: range) -> Iterator[int]:
    """The ages in a clause that asks for something behind them: "the child 4 years undocumented?" tells how old it is."""
    facts = [found for found in phrases_in(read, clause) if names_fact(found) and not _is_age(found)]
    for at in range(clause.start, facts[-1].start if facts else clause.start):
        if read.words[at].kind == NUMBER or _is_age(read.at(at)):
            yield at


def _is_verb_phrase(found: Match | None) -> bool:
    """Whether a phrase behind a subject says something of it, as "has temporary protection"; a single word only names it."""
    return names_fact(found) and found is not None and found.end - found.start > 1


def _knows_not(read: Read, at: int, clause: range) -> bool:
    return any("knowing" in read.kinds(place) for place in range(max(clause.start, at - _KNOWING), at))


def _defined(read: Read, at: int, clause: range) -> Iterator[int]:
    """What is to be explained: "who counts as undocumented", "what is a quota refugee"."""
    verb = read.at(at + 1) if at + 1 in clause else None
    if at > clause.start and (_is_somebody(read.at(at - 1)) or names_fact(read.at(at - 1))):
        return  # "the mother who is …", "an undocumented person who is …"
    if at and "relative" in read.kinds(at) and read.words[at - 1].ends == CLAUSE:
        return  # "when is the patient, who is …, offered it"
    if verb is None or not read.kinds(at + 1) & {"asking", "asking_of_all", "asking_of_things"}:
        return
    rest = [found for found in phrases_in(read, clause) if found.start >= verb.end]
    telling = [found for found in rest if any(entry.fact or entry.age for entry in found.entries)]
    covered = sum(found.end - found.start for found in rest)
    if len(telling) == 1 and telling[0].end == clause.stop and covered == clause.stop - verb.end:
        yield from range(telling[0].start, telling[0].end)


def _only_facts(read: Read, sentence: range) -> bool:
    """Whether a sentence with a question mark asks for nothing else: no topic, no "how", no "may she", no "whom do I call"."""
    phrases = list(phrases_in(read, sentence))
    shown = any(entry.thing is not None for found in phrases for entry in found.entries)
    return not any(
        (names_topic(found) and not names_fact(found))
        or _asks_for_more({entry.small for entry in found.entries}, shown=shown)
        for found in phrases
    )


def _asks_for_more(kinds: set[str], *, shown: bool) -> bool:
    """Whether a word asks for something; where a thing is shown "LMA card good?" asks how it is, and nothing else."""
    less = {"asking_of_things"} if shown and STATE in kinds else set[str]()
    return bool(kinds & (_VERBS | {"question_words", "calling", "askers", "sufficing"}) - less)


def _thing(read: Read, at: int, states: bool) -> int | None:
    """The place behind a thing that is shown, with its article, or its state too ("an expired card"); None if none stands here."""
    less = {"fillers", STATE} if states else {"fillers"}
    for _ in range(_ARTICLES):
        if at < len(read.words) and read.kinds(at) & less and not names_fact(read.at(at)):
            at += 1
    found = read.at(at) if at < len(read.words) else None
    return found.end if found is not None and any(entry.thing is not None for entry in found.entries) else None


def _is_age(found: Match | None) -> bool:
    return found is not None and any(entry.age is not None for entry in found.entries)


def _is_somebody(found: Match | None) -> bool:
    kinds = {entry.small for entry in found.entries} if found is not None else set()
    return bool(kinds & {"people", "patients", "persons", "subjects"}) or _is_age(found)
