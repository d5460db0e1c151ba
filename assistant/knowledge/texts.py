"""The texts of the knowledge that people read, each with the context under which catalogues hold its translation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.knowledge.model import FIND_OUT, REGION, TOPIC, Knowledge, Question
from assistant.knowledge.problems import Place
from assistant.knowledge.training import training_texts

Text = tuple[str, str, Place]
"""Context, Swedish text, and where it stands."""


_OWN_WORDS = r"^[^A-ZÅÄÖ]*?\b[a-zåäö]{2}"
"""Where a clause stands told in our own words ("introduction"): a heading begins with a capital and stays as the document has it."""


def texts(knowledge: Knowledge) -> Iterator[Text]:
    """Every text that is not empty, in the order of the knowledge."""
    return (text for text in _texts(knowledge) if text[1])


def _texts(knowledge: Knowledge) -> Iterator[Text]:
    for topic in knowledge.topics.values():
        yield f"topic.{topic.id}.label", topic.label, topic.place
        yield f"topic.{topic.id}.short", topic.short, topic.place
        yield f"topic.{topic.id}.help", topic.help, topic.place
    for actor in knowledge.actors.values():
        yield f"actor.{actor.id}.label", actor.label, actor.place
        if actor.instead:
            yield f"actor.{actor.id}.instead", actor.instead, actor.place
    for role in knowledge.roles.values():
        yield f"role.{role.id}.label", role.label, role.place
    for phase in knowledge.phases.values():
        yield f"phase.{phase.id}.label", phase.label, phase.place
    for term in knowledge.glossary.values():
        yield f"glossary.{term.id}.label", term.label, term.place
        yield f"glossary.{term.id}.text", term.text, term.place
    for region in knowledge.regions.values():
        yield f"region.{region.id}.label", region.label, region.place
        yield f"region.{region.id}.help", region.help, region.place
    for question in (*knowledge.questions.values(), knowledge.topic_question):
        yield from _of_question(question, knowledge)
    for fact in knowledge.derived.values():
        yield f"derived.{fact.id}.label", fact.label, fact.place
        for value in fact.values:
            yield f"derived.{fact.id}.{value.id}.label", value.label, fact.place
    for contact in knowledge.contacts.values():
        yield f"contact.{contact.id}.name", contact.name, contact.place
        yield f"contact.{contact.id}.hours", contact.hours or "", contact.place
    for document in knowledge.documents.values():
        if any(char.islower() for char in document.date):  # a day or "SFS 2022:1007" is the same in every language
            yield f"document.{document.id}.date", document.date, document.place
    for clause in knowledge.every_clause:
        if re.search(_OWN_WORDS, clause.at):
            yield f"clause.{clause.id}.at", clause.at, clause.place
        if clause.anomaly is not None:
            yield f"clause.{clause.id}.anomaly", clause.anomaly.text, clause.place
    for change in knowledge.changes:
        yield f"change.{change.id}.text", change.text, change.place
    for rule in knowledge.rules.values():
        if rule.statement is not None:
            yield f"rule.{rule.id}", rule.statement.text, rule.place
            yield f"lead.{rule.id}", rule.statement.lead, rule.place
            yield f"slip.{rule.id}", rule.statement.slip, rule.place
            yield f"brief.{rule.id}", rule.statement.brief, rule.place
            yield f"own.{rule.id}", rule.statement.own, rule.place
            yield f"line.{rule.id}", rule.statement.line, rule.place
    for invariant in knowledge.invariants.values():
        yield f"invariant.{invariant.id}.text", invariant.text, invariant.place
    yield from training_texts(knowledge.training)


def _of_question(question: Question, knowledge: Knowledge) -> Iterator[Text]:
    context = f"question.{question.id}"
    yield f"{context}.label", question.label, question.place
    if not question.id.endswith(f".{FIND_OUT}"):  # that has the short name of the question it belongs to
        yield f"{context}.short", question.short, question.place
    yield f"{context}.help", question.help, question.place
    yield f"{context}.settle", question.settle, question.place
    yield f"{context}.ask", question.ask, question.place
    if question.finding_out is not None:
        yield from _of_question(question.finding_out, knowledge)
    if question.number is not None:
        yield f"{context}.number.label", question.number.label, question.place
    if question.bands is not None:
        for kind, text in question.bands._asdict().items():
            yield f"{context}.bands.{kind}", text, question.place
    elsewhere = {REGION: knowledge.regions.keys(), TOPIC: knowledge.topics.keys()}.get(question.id, ())
    for value in (*question.values, *((question.unknown,) if question.unknown else ())):
        if value.id not in elsewhere and value.low is None:  # the label of a band is made of those texts
            yield f"{context}.{value.id}.label", value.label, question.place
            yield f"{context}.{value.id}.help", value.help, question.place
            yield f"{context}.{value.id}.brief", value.brief, question.place
