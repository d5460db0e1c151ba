"""Whether what a knowledge calls its answers is heard as just that: a new region's name must not be taken for another region."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistant.i18n import N_, Language
from assistant.knowledge.model import REGION, TOPIC, Knowledge
from assistant.knowledge.problems import Place, Problem
from assistant.messages import listing
from assistant.typed import Listener, Understood


def misheard(knowledge: Knowledge, languages: Iterable[Language]) -> Iterator[Problem]:
    """Every label of an answer that somebody who types it is heard to mean another, or, of a region or a topic, not at all."""
    spoken = list(languages)
    listener = Listener(knowledge, tuple(language.code for language in spoken))  # it hears all languages at once
    labels = (named for language in spoken for named in _labels(knowledge, language))
    for fact, value, label, place in dict.fromkeys(labels):
        understood = listener.hear(label, knowledge.date)
        meant = _meant(understood, fact)
        if meant and value not in meant:
            message = N_(
                "“{word}”, as {fact} calls {value}, is heard as {other}: take it out of the words of that one ({phrases})."
            )
            phrases = listing(_listed_for(knowledge, fact, meant, label)) or "–"
            parts = {"word": label, "fact": fact, "value": value, "other": ", ".join(sorted(meant)), "phrases": phrases}
            yield Problem(place, message, parts)
        elif not meant and fact in (REGION, TOPIC) and not _left_open(understood, fact, value):
            yield Problem(place, N_("“{word}” is not heard as {value}."), {"word": label, "value": value})


def _listed_for(knowledge: Knowledge, fact: str, values: set[str], label: str) -> Iterator[str]:
    """The words of a label that the word lists give these values, each with its language: one may stand there in several."""
    lists = [(each.phrases, each.values) for each in knowledge.words.meanings if each.fact == fact]
    if fact == TOPIC:
        lists += [(topic.synonyms, (topic.id,)) for topic in knowledge.topics.values()]
    for phrases, meant in lists:
        for code, listed in phrases.items() if values & {*meant} else ():
            yield from (f"{code} “{phrase}”" for phrase in listed if phrase.casefold() in label.casefold())


def _labels(knowledge: Knowledge, language: Language) -> Iterator[tuple[str, str, str, Place]]:
    """Each answer's fact, value, label in a language, and place."""
    for question in knowledge.questions.values():
        for value in question.values:
            region = knowledge.regions.get(value.id) if question.id == REGION else None
            context = f"region.{value.id}.label" if region else f"question.{question.id}.{value.id}.label"
            label = language.knowledge(context, value.label)
            yield question.id, value.id, label, region.place if region else question.place
    for topic in knowledge.topics.values():
        yield TOPIC, topic.id, language.knowledge(f"topic.{topic.id}.label", topic.label), topic.place


def _meant(understood: Understood, fact: str) -> set[str]:
    if fact == TOPIC:
        return {topic for topic, _ in understood.topics}
    return {heard.value for heard in understood.heard if heard.fact == fact}


def _left_open(understood: Understood, fact: str, value: str) -> bool:
    """Whether a label leaves it open whether this is meant: “another region” may be where the patient comes from."""
    return any(one.fact == fact and value in one.values for one in understood.unclear)
