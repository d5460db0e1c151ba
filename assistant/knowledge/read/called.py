"""What things are called, for whoever writes a label where its id belongs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistant.knowledge.model import Knowledge, Value
from assistant.knowledge.problems import Problem
from assistant.knowledge.read.nodes import NO_ID
from assistant.texts import folded


def called(knowledge: Knowledge) -> dict[str, str]:
    """By label or synonym, folded, the id of what is called so; what several things are called is left out."""
    found: dict[str, set[str]] = {}
    for label, id in _labels(knowledge):
        if label:
            found.setdefault(folded(label), set()).add(id)
    return {label: next(iter(ids)) for label, ids in found.items() if len(ids) == 1}


def _labels(knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    for topic in knowledge.topics.values():
        synonyms = (word for words in topic.synonyms.values() for word in words)
        yield from ((word, topic.id) for word in (topic.label, topic.short, *synonyms))
    for question in knowledge.questions.values():
        yield from ((value.label, value.id) for value in question.values)
        yield from ((label, question.id) for label in (question.label, question.short))
    for fact in knowledge.derived.values():
        yield from ((value.label, value.id) for value in (*fact.values, Value(fact.id, fact.label)))
    yield from ((actor.label, actor.id) for actor in knowledge.actors.values())
    yield from ((phase.label, phase.id) for phase in knowledge.phases.values())
    yield from ((contact.name, contact.id) for contact in knowledge.contacts.values())
    yield from ((document.title, document.id) for document in knowledge.documents.values())


def with_meant(problems: Iterable[Problem], labels: dict[str, str]) -> list[Problem]:
    """Problems of words that are no ids, each with the id of what is called so."""
    return [
        problem._replace(nearest=labels.get(folded(str(problem.parts["word"]))))
        if problem.message == NO_ID
        else problem
        for problem in problems
    ]
