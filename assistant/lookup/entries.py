"""Entries: what a search goes over (topics, statements, contacts, words of the glossary), each with its words in every language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from assistant.answer import Adviser
from assistant.i18n import Language
from assistant.knowledge.model import REGION, TOPIC, Contact, Knowledge, Rule, Term, Topic
from assistant.knowledge.word_lists import MEANS
from assistant.lookup.results import CONTACT_HIT, STATEMENT_HIT, TERM_HIT, TOPIC_HIT
from assistant.lookup.sensitive import naming
from assistant.wordforms import folded, words
from assistant.words.wording import Wording

_PLACEHOLDER = re.compile(r"\{\w+\}")


class Spoken(NamedTuple):
    """Words in a language: its code and the text."""

    code: str
    text: str


class IndexEntry(NamedTuple):
    """Something to be found. `labels` name it, `texts` are what it says, `topics` what it is about."""

    kind: str
    id: str
    labels: tuple[Spoken, ...]
    texts: tuple[Spoken, ...]
    topics: tuple[str, ...]


class ValueName(NamedTuple):
    """A name of a value of a question, by which a query may say what patient it is about."""

    fact: str
    value: str
    name: Spoken


def entries(adviser: Adviser, languages: Sequence[Language]) -> list[IndexEntry]:
    """Everything that can be found on the adviser's day, in the order in which equals are shown."""
    knowledge = adviser.knowledge
    found = [_topic(knowledge, topic, languages) for topic in knowledge.topics.values()]
    found += [_contact(adviser, contact, languages) for contact in knowledge.contacts.values()]
    found += [_term(term, languages) for term in knowledge.glossary.values()]
    found += [
        _statement(adviser, rule, languages)
        for rule in adviser.statements.values()
        if rule.statement is not None and not rule.statement.while_open  # that speaks of one patient, not of the rules
    ]
    return found


def value_names(adviser: Adviser, languages: Sequence[Language]) -> list[ValueName]:
    """The names of all values: their labels up to a bracket, the glossary's words for a term of the same id, and of what is said of the patient
    the words of typed lines that name no topic as well ("vera asyl").

    That a region is none of those known names no patient: "resa till annan region" asks about the journey.
    """
    knowledge = adviser.knowledge
    synonyms = (word for topic in knowledge.topics.values() for listed in topic.synonyms.values() for word in listed)
    of_topics = {word for phrase in synonyms for word in words(folded(phrase))}
    names = []
    for question in knowledge.questions.values():
        about_patient = knowledge.words.topic_too.get(question.id) == "alone"
        for value in question.values:
            if question.id == REGION and value.id not in knowledge.regions:
                continue
            if about_patient:
                names += [
                    ValueName(question.id, value.id, Spoken(code, phrase))
                    for code, phrase in _typed(knowledge, question.id, value.id)
                    if not set(words(folded(phrase))) <= of_topics
                ]
            term = knowledge.glossary.get(value.id)
            for language in languages:
                label = Wording(knowledge, language).value(question, value.id).split(" (")[0]
                others = term.words.get(language.code, ()) if term else ()
                names += [ValueName(question.id, value.id, Spoken(language.code, name)) for name in (label, *others)]
    return names


def _typed(knowledge: Knowledge, fact: str, value: str) -> Iterator[tuple[str, str]]:
    """The phrases that mean a value in a typed line, with their languages."""
    for meaning in knowledge.words.meanings:
        if (meaning.fact, meaning.values, meaning.how) == (fact, (value,), MEANS):
            yield from ((code, phrase) for code, phrases in meaning.phrases.items() for phrase in phrases)


def _topic(knowledge: Knowledge, topic: Topic, languages: Sequence[Language]) -> IndexEntry:
    labels = [Spoken(each.code, each.knowledge(f"topic.{topic.id}.label", topic.label)) for each in languages]
    labels += [Spoken(code, word) for code, listed in topic.synonyms.items() for word in listed]
    labels += [Spoken(code, _PLACEHOLDER.sub(" ", word)) for code, word in _typed(knowledge, TOPIC, topic.id)]
    helps = tuple(Spoken(each.code, each.knowledge(f"topic.{topic.id}.help", topic.help)) for each in languages)
    return IndexEntry(TOPIC_HIT, topic.id, tuple(labels), helps, ())


def _contact(adviser: Adviser, contact: Contact, languages: Sequence[Language]) -> IndexEntry:
    labels = tuple(Spoken(each.code, each.knowledge(f"contact.{contact.id}.name", contact.name)) for each in languages)
    ways = [way for way in (contact.phone, contact.email, contact.fax) if way]
    # A number is found by its parts and in one piece: nobody remembers where its spaces are.
    numbers = ["".join(filter(str.isdigit, way)) for way in (contact.phone, contact.fax) if way]
    texts = [Spoken("", text) for text in (*ways, *numbers)]
    if contact.hours:
        texts += [Spoken(each.code, each.knowledge(f"contact.{contact.id}.hours", contact.hours)) for each in languages]
    topics = dict.fromkeys(rule.statement.topic for rule in naming(adviser.knowledge, contact) if rule.statement)
    return IndexEntry(CONTACT_HIT, contact.id, labels, tuple(texts), tuple(topics))


def _term(term: Term, languages: Sequence[Language]) -> IndexEntry:
    labels = [Spoken(each.code, each.knowledge(f"glossary.{term.id}.label", term.label)) for each in languages]
    labels += [Spoken(code, word) for code, listed in term.words.items() for word in listed]
    texts = tuple(Spoken(each.code, each.knowledge(f"glossary.{term.id}.text", term.text)) for each in languages)
    return IndexEntry(TERM_HIT, term.id, tuple(labels), texts, ())


def _statement(adviser: Adviser, rule: Rule, languages: Sequence[Language]) -> IndexEntry:
    said = rule.statement
    assert said is not None
    texts = [
        Spoken(each.code, _PLACEHOLDER.sub(" ", each.knowledge(f"rule.{rule.id}", said.text))) for each in languages
    ]
    fees = said.fees
    texts += [Spoken("", str(fee.amount)) for fee in fees if fee.amount]
    # Free, or not known: what is said then. (Other amounts are not put in words here: that takes time, and the number is enough.)
    texts += [
        Spoken(each.code, Wording(adviser.knowledge, each).fee(fee))
        for fee in fees
        if not fee.amount
        for each in languages
    ]
    if said.contact:
        contact = adviser.knowledge.contacts[said.contact]
        texts += [Spoken(each.code, each.knowledge(f"contact.{contact.id}.name", contact.name)) for each in languages]
        texts += [Spoken("", way) for way in (contact.phone, contact.email, contact.fax) if way]
    # A clause is found by what it is called: whoever has read "[J08]" types that.
    texts += [Spoken("", id) for id in rule.sources]
    if said.form is not None:
        texts += [Spoken("sv", text) for text in (said.form.name, said.form.heading)]
    return IndexEntry(STATEMENT_HIT, rule.id, (), tuple(texts), (said.topic,))
