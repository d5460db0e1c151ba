"""Visits that a line names apart from what else it asks about: "doctor's visit, interpreter". What they cost is asked about too."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from assistant.typed.clauses import names_fact
from assistant.typed.entries import LexiconEntry
from assistant.typed.fees import NamedTopic, asked_in, listed
from assistant.typed.line import Line
from assistant.typed.matching import Match
from assistant.typed.people import who_is
from assistant.typed.tokens import NUMBER
from assistant.wordforms import folded

_ASKING = frozenset({"question_words", "asking_of_all", "asking_of_things", "may_ask", "calling"})
"""Kinds of words of a part that asks something, or tells who calls: whoever is seen there may be who does it."""
_BEFORE = frozenset({"", "fillers", "persons", "patients", "wanting", "conjunctions", "present", "times", "indefinite"})
"""Kinds of phrases that may stand before a visit that is listed; "after the visit" is none that is to come."""


def visits_apart(line: Line, named: Sequence[NamedTopic], taken: Container[str]) -> Iterator[tuple[str, str]]:
    """The topics under which the cost of such visits is asked, each with the words of the visit.

    A visit in so many words ("doctor's visit"); or a doctor who is seen, in a part that tells nothing else but of whom. Beside a journey
    alone the doctor is only where it leads.
    """
    others = [topic for topic in line.knowledge.topics.values() if topic.id in taken]
    if not others or not all(topic.visit_too for topic in others):
        return
    seen_too = not all(topic.leads_to_visit for topic in others)
    for part in listed(line.read, line.text):
        here = [one for one in named if one.start in part]
        if asked_in(here) or any(topic in taken for one in here for topic in (*one.topics, *one.visit)):
            continue
        for one in here:
            if (
                one.visit
                and _is_listed(line, part, one)
                and (_in_so_many_words(one) or (seen_too and _seen(line, part, one)))
            ):
                yield from ((topic, one.words) for topic in one.visit)


def _in_so_many_words(one: NamedTopic) -> bool:
    return bool(set(one.visit) & set(one.topics))


def _is_listed(line: Line, part: range, one: NamedTopic) -> bool:
    """Whether nothing leads to a visit but who comes: "an asylum seeker of 30, doctor's visit", not "to the doctor's visit", nor "after it"."""
    at = one.start - 1
    while at in part and (found := line.read.at(at)) is not None and "links" in line.read.kinds(at):
        at = found.start - 1
    if at not in part:
        return at == one.start - 1
    found, kinds = line.read.at(at), line.read.kinds(at)
    if found is None or not found.entries:
        return line.read.words[at].kind == NUMBER
    wanted = "wanting" in kinds
    if folded(line.read.words[one.start - 1].text) in line.lexicon.towards and not wanted:
        return False
    return wanted or names_fact(found) or who_is(found) is not None or bool(kinds & _BEFORE and kinds <= _BEFORE)


def _seen(line: Line, part: range, one: NamedTopic) -> bool:
    """Whether a part tells of somebody who is seen today and nothing that is not understood: "sees the doctor", "ska till läkare"."""
    found = line.read.at(one.start)
    if found is None or not tells_of_a_visit(line, found):
        return False
    strange = {folded(line.read.words[at].text) for at in line.scopes.strange if at in part} - line.lexicon.ordinary
    return not strange and not any(line.read.kinds(at) & _ASKING for at in part)


def tells_of_a_visit(line: Line, found: Match) -> bool:
    """Whether a phrase tells whom somebody comes to see, by what is meant or what is usual: what that costs has a topic."""
    about = line.knowledge.words.about
    return any(entry.fact in about and (entry.usual or _comes(line, entry)) for entry in found.entries)


def _comes(line: Line, entry: LexiconEntry) -> bool:
    """Whether an entry is one visit that somebody comes for: no stay, and none that nobody came to."""
    question = line.knowledge.questions.get(entry.fact)
    told = [value for value in question.values if value.id in entry.values] if question is not None else []
    return len(entry.values) == 1 and bool(told) and not any(value.stays or value.only_told for value in told)
