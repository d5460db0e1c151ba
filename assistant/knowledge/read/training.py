"""Reading and checking `training/`: the questions of the drill, and the phrases in which a case is told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from assistant.i18n import N_
from assistant.knowledge.conditions import ALWAYS, literals
from assistant.knowledge.model import KINDS, TOPIC, Knowledge
from assistant.knowledge.problems import Place
from assistant.knowledge.read.fields import (
    ID,
    IDS,
    NO_IDS,
    TEXT,
    Fields,
    Filled,
    Key,
    by_id,
    by_name,
    hold_only,
    name,
    named,
    names,
    phrase_with,
    text,
    texts,
    word_of,
    words_of,
)
from assistant.knowledge.read.nodes import TO_BE_WRITTEN, Mistakes, Node
from assistant.knowledge.read.packs import read_condition
from assistant.knowledge.training import (
    ABOUT,
    LABEL,
    MANNERS,
    NO_TRAINING,
    NUMBER,
    Call,
    Detail,
    Need,
    Person,
    Phrase,
    TeachingNote,
    Telling,
    TrainingQuestion,
    TrainingTexts,
    Why,
    asked_by,
)


def _texts(item: Node) -> tuple[str, ...]:
    """Texts without placeholders; a wrong one is told where the list stands."""
    found = item.gather(Node.text)
    for phrase in found:
        hold_only(item, phrase, ())
    return found


def _phrases(item: Node) -> tuple[Phrase, ...]:
    """Phrases, one of which at least always fits."""
    found = item.gather(_phrase)
    if found and all(phrase.when != ALWAYS for phrase in found):
        item.mistake(N_("One of these phrases must always fit: without “when:”."))
    return found


def _phrase(item: Node) -> Phrase | None:
    """A text alone, or with `when:`."""
    if item.is_mapping():
        return PHRASE.read(item)
    text = item.text()
    if not text:
        return None
    hold_only(item, text, ())
    return Phrase(text)


def _asks_for_one_thing(found: Filled) -> bool:
    if ("kinds" in found.items) == ("derived" in found.items):
        found.item.mistake(
            N_("A training question asks for “kinds:” of statements or for a “derived:” fact: one of them.")
        )
        return False
    if "derived" in found.items and len(found.values["topics"]) != 1:
        found.item.mistake(N_("A training question for a derived fact needs one topic, under which it is trained."))
        return False
    return True


QUESTION = Fields(
    TrainingQuestion,
    {
        "id": ID,
        "text": TEXT,
        "topics": NO_IDS,
        "kinds": Key(words_of(KINDS), ()),
        "derived": Key(name, None),
        "answers": Key(named(text), {}),
        "silent": NO_IDS,
        "agrees": Key(named(names), {}),
        "not_asked": Key(read_condition, None, spoils=True),
    },
    _asks_for_one_thing,
)
PHRASE = Fields(Phrase, {"text": Key(phrase_with()), "when": Key(read_condition, ALWAYS, spoils=True)})
DETAIL = Fields(Detail, {"id": ID, "text": Key(phrase_with()), "when": Key(read_condition, ALWAYS, spoils=True)})
WHY = Fields(
    Why,
    {
        "id": ID,
        "question": ID,
        "topics": NO_IDS,
        "answers": NO_IDS,
        "when": Key(read_condition, ALWAYS, spoils=True),
        "text": TEXT,
        "sources": IDS,
    },
)
CALL = Fields(Call, {"id": ID, "text": TEXT, "topic": ID, "rule": ID, "wrong": Key(texts)})
PERSON = Fields(Person, {"id": ID, "text": TEXT, "when": Key(read_condition, ALWAYS, spoils=True), "topics": NO_IDS})
TELLING = Fields(
    Telling,
    {
        "fact": ID,
        "as": Key(word_of(MANNERS), name="manner"),
        "values": Key(named(_phrases), {}),
        NUMBER: Key(phrase_with(NUMBER), ""),
        ABOUT: Key(phrase_with(NUMBER), ""),
        "otherwise": Key(phrase_with(LABEL), ""),
    },
)
NEED = Fields(Need, {"topic": ID, "texts": Key(_texts)}, lambda found: bool(found.values["texts"]))
NOTE = Fields(TeachingNote, {"fact": ID, "text": TEXT, "sources": IDS})

READERS: Mapping[str, Callable[[Node], Any]] = {
    "questions": QUESTION.read,
    "people": PERSON.read,
    "tellings": TELLING.read,
    "needs": NEED.read,
    "notes": NOTE.read,
    "details": DETAIL.read,
    "whys": WHY.read,
    "calls": CALL.read,
    "unlikely": read_condition,
}
"""The keys of a file of `training/`, and how an item of each is read."""


def read_training(items: Iterable[Node]) -> TrainingTexts:
    """All files of `training/` together; a file holds any of the keys."""
    found: dict[str, list[Any]] = {key: [] for key in READERS}
    mistakes = Mistakes()
    for item in items:
        mistakes = item.mistakes
        for key, value in (item.fields((), READERS) or {}).items():
            found[key] += value.gather(READERS[key])
    if not any(found.values()):
        return NO_TRAINING
    by_id(found["questions"], mistakes)
    for key in ("people", "details", "whys", "calls"):
        by_id(found[key], mistakes)
    return TrainingTexts(
        tuple(found["questions"]),
        tuple(found["people"]),
        by_name(((telling.fact, telling) for telling in found["tellings"]), mistakes),
        by_name(((need.topic, need) for need in found["needs"]), mistakes),
        by_name(((note.fact, note) for note in found["notes"]), mistakes),
        tuple(found["details"]),
        tuple(found["whys"]),
        tuple(found["calls"]),
        tuple(found["unlikely"]),
    )


# -- checking ------------------------------------------------------------------------------------------------------------


_NO_TOPIC = N_("There is no topic {word}. Allowed: {allowed}.")


def check_training(knowledge: Knowledge, mistakes: Mistakes) -> None:
    """Every name refers to something, every statement is asked about by one question, every answer can be told."""
    training = knowledge.training
    if training._replace(courses={}) == NO_TRAINING:
        return
    for question in training.questions:
        for topic in question.topics:
            mistakes.known(question.place, _NO_TOPIC, topic, knowledge.topics)
        _check_answers(knowledge, question, mistakes)
    on_topics: list[Person | Why] = [*training.people, *training.whys]
    for on_topic in on_topics:
        for topic in on_topic.topics:
            mistakes.known(on_topic.place, _NO_TOPIC, topic, knowledge.topics)
    phrases = (phrase for told in training.tellings.values() for each in told.values.values() for phrase in each)
    fitting: list[Person | Detail | Why | Phrase] = [*on_topics, *training.details, *phrases]
    for fits in fitting:
        for literal in literals(fits.when):
            _check_values(knowledge, literal.place, literal.fact, literal.values, mistakes)
    for note in training.notes.values():
        _check_fact(knowledge, note.place, note.fact, mistakes)
    sourced: list[TeachingNote | Why] = [*training.notes.values(), *training.whys]
    for said in sourced:
        for id in said.sources:
            mistakes.known(said.place, N_("There is no clause {word}."), id, knowledge.clauses)
    for why in training.whys:
        _check_why(knowledge, why, mistakes)
    for call in training.calls:
        mistakes.known(call.place, _NO_TOPIC, call.topic, knowledge.topics)
        mistakes.known(call.place, N_("There is no rule {word}."), call.rule, knowledge.rules)
    for condition in training.unlikely:
        for literal in literals(condition):
            if literal.fact not in knowledge.derived:
                _check_values(knowledge, literal.place, literal.fact, literal.values, mistakes)
    _check_complete(knowledge, mistakes)


def _check_told_apart(telling: Telling, mistakes: Mistakes) -> None:
    """Words that tell two answers tell none."""
    first: dict[str, str] = {}
    for value, phrases in telling.values.items():
        for phrase in phrases:
            if phrase.text != TO_BE_WRITTEN and (other := first.setdefault(phrase.text, value)) != value:
                message = N_("“{word}” tells two answers of {fact}: {other} and {value}.")
                parts = {"fact": telling.fact, "other": other, "value": value}
                mistakes.add(telling.place, message, word=phrase.text, **parts)


def _check_complete(knowledge: Knowledge, mistakes: Mistakes) -> None:
    """Nothing that a story may have to tell, and nothing that is to be asked about, is without words."""
    training = knowledge.training
    top = _somewhere(training)
    if not any(person.when == ALWAYS and not person.topics for person in training.people):
        mistakes.add(
            top, N_("There is no person whose words always fit: one of “people:” needs neither “when” nor “topics”.")
        )
    for topic in knowledge.topics:
        if topic not in training.needs:
            place = knowledge.topics[topic].place
            mistakes.add(
                place, N_("No story can be told on the topic {word}: “needs:” has no texts for it."), word=topic
            )
    for need in training.needs.values():
        mistakes.known(need.place, _NO_TOPIC, need.topic, knowledge.topics)
    for telling in training.tellings.values():
        _check_told_apart(telling, mistakes)
        if _check_fact(knowledge, telling.place, telling.fact, mistakes):
            _check_values(knowledge, telling.place, telling.fact, telling.values, mistakes)
    for fact, question in knowledge.questions.items():
        known = training.tellings.get(fact)
        if known is None and fact in mistakes.spoilt:
            continue
        for value in question.values:
            if known is None or not (known.otherwise or known.number or value.id in known.values):
                mistakes.add(
                    known.place if known else question.place,
                    N_("No story can tell {fact} = {word}: “tellings:” has no phrase for it."),
                    word=value.id,
                    fact=fact,
                )
    asked = {pair for question in training.questions for pair in asked_by(training, knowledge.topics, question)}
    missing: dict[tuple[str, str], str] = {}
    for rule in knowledge.rules.values():
        said = rule.statement
        if said is not None and (said.topic, said.kind) not in asked and said.topic not in mistakes.spoilt:
            missing.setdefault((said.topic, said.kind), rule.id)
    for (topic, kind), id in missing.items():
        mistakes.add(
            knowledge.rules[id].place,
            N_("No training question asks about {kind} on the topic {word}, as rule {rule} makes one."),
            word=topic,
            kind=kind,
            rule=id,
        )


def _somewhere(training: TrainingTexts) -> Place:
    """A file that holds some of it."""
    held: tuple[TrainingQuestion | Person | Need | Telling, ...]
    held = (*training.questions, *training.people, *training.needs.values(), *training.tellings.values())
    return Place(held[0].place.file if held else "training", 1, 1)


def _check_why(knowledge: Knowledge, why: Why, mistakes: Mistakes) -> None:
    """What a tutor says belongs to a question that there is, and to answers that it can have."""
    questions = {question.id: question for question in knowledge.training.questions}
    message = N_("There is no training question {word}. Allowed: {allowed}.")
    if mistakes.known(why.place, message, why.question, questions):
        derived = questions[why.question].derived
        for answer in why.answers:
            if derived is not None:
                mistakes.known_value(why.place, derived, answer, knowledge.values_of(derived))
            else:
                mistakes.known(why.place, N_("There is no rule {word}."), answer, knowledge.rules)


def _check_answers(knowledge: Knowledge, question: TrainingQuestion, mistakes: Mistakes) -> None:
    if question.derived is None:
        return
    message = N_("There is no derived fact {word}. Allowed: {allowed}.")
    if mistakes.known(question.place, message, question.derived, knowledge.derived):
        values = knowledge.values_of(question.derived)
        agreed = [each for pair in question.agrees.items() for each in (pair[0], *pair[1])]
        for value in (*question.answers, *question.silent, *agreed):
            mistakes.known_value(question.place, question.derived, value, values)


def _check_fact(knowledge: Knowledge, place: Place, fact: str, mistakes: Mistakes) -> bool:
    message = N_("There is no question {word}. Allowed: {allowed}.")
    return fact != TOPIC and mistakes.known(place, message, fact, knowledge.questions)


def _check_values(
    knowledge: Knowledge, place: Place, fact: str, values: Iterable[str] | Mapping[str, object], mistakes: Mistakes
) -> None:
    if _check_fact(knowledge, place, fact, mistakes):
        for value in sorted(values):
            mistakes.known_value(place, fact, value, knowledge.values_of(fact))
