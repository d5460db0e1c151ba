"""Checking whom texts name: nothing that a reader sees names an actor of `named_as` without the knowledge saying so."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from assistant.i18n import N_
from assistant.knowledge.model import Knowledge, Question, Rule, Value
from assistant.knowledge.naming import named_in, shown_beside, words_of
from assistant.knowledge.problems import Place
from assistant.knowledge.read.nodes import Mistakes


def check_naming(knowledge: Knowledge, mistakes: Mistakes) -> None:
    """Note every text that names an actor of `named_as` without saying so."""
    for rule in knowledge.rules.values():
        check_named(knowledge, rule, mistakes)
    for name, text, place in _for_everybody(knowledge):
        for id in named_in(knowledge, text):
            if name not in knowledge.actors[id].named_in:
                message = N_(
                    "{rule} names {word}, and everybody reads it: if nobody can be led there by it, add it to “named_in:” of {word}."
                )
                mistakes.add(place, message, word=id, rule=name)


def check_named(knowledge: Knowledge, rule: Rule, mistakes: Mistakes) -> None:
    """Note every actor of `named_as` whom a rule names without saying so."""
    said = rule.statement
    if said is None:
        return
    for id in named_in(knowledge, f"{words_of(rule)}\n{shown_beside(knowledge, rule)}"):
        if id not in (*said.sends_to, *said.mentions):
            message = N_(
                "The text of {rule} names {word}: say “sends_to: [{word}]” if it leads anyone there, else “mentions: [{word}]”."
            )
            mistakes.add(rule.at("text"), message, word=id, rule=rule.id)


def _for_everybody(knowledge: Knowledge) -> Iterator[tuple[str, str, Place]]:
    """The texts that do not depend on the patient: by whose id, what they say, and where they stand."""
    topics = knowledge.topic_question._replace(values=())  # they stand below, each in its own place
    for question in (*knowledge.questions.values(), topics):
        yield question.id, "\n".join(_of_question(question)), question.place
    for fact in knowledge.derived.values():
        yield fact.id, "\n".join((fact.label, *_of_values(fact.values))), fact.place
    for topic in knowledge.topics.values():
        yield topic.id, f"{topic.label}\n{topic.help}\n{topic.short}", topic.place
    for term in knowledge.glossary.values():
        yield term.id, f"{term.label}\n{term.text}", term.place
    for region in knowledge.regions.values():
        yield region.id, f"{region.label}\n{region.help}", region.place
    for clause in knowledge.every_clause:
        if clause.anomaly is not None:
            yield clause.id, clause.anomaly.text, clause.place
    for change in knowledge.changes:
        yield change.id, change.text, change.place
    for phase in knowledge.phases.values():
        yield phase.id, phase.label, phase.place


def _of_question(question: Question) -> Iterator[str]:
    yield from (question.label, question.short, question.help)
    yield from _of_values((*question.values, *question.names))
    if question.unknown is not None:
        yield from _of_values((question.unknown,))
    way = question.find_out
    if way is not None:
        yield from (way.label, way.help)
        yield from _of_values((*(clue.value for clue in way.clues.values()), way.unknown))


def _of_values(values: tuple[Value, ...]) -> Iterator[str]:
    return chain.from_iterable((value.label, value.help) for value in values)
