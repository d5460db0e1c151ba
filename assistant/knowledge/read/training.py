"""Reading and checking `training/`: the questions of the drill, and the phrases in which a case is told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from string import Formatter
from typing import Protocol, TypeVar

from assistant.i18n import N_
from assistant.knowledge.conditions import Condition, literals
from assistant.knowledge.model import KINDS, TOPIC, Knowledge
from assistant.knowledge.problems import Place
from assistant.knowledge.read.nodes import Mistakes, Node
from assistant.knowledge.read.packs import read_condition
from assistant.knowledge.training import (
    LABEL,
    MANNERS,
    NO_TRAINING,
    NUMBER,
    Need,
    Person,
    TeachingNote,
    Telling,
    TrainingQuestion,
    TrainingTexts,
    asked_by,
)

_KEYS = ("questions", "people", "tellings", "needs", "notes", "unlikely")


class _Placed(Protocol):
    @property
    def place(self) -> Place: ...


T = TypeVar("T", bound=_Placed)


def read_training(items: Iterable[Node]) -> TrainingTexts:
    """All files of `training/` together; a file holds any of the keys."""
    questions: list[TrainingQuestion] = []
    people: list[Person] = []
    tellings: list[Telling] = []
    needs: list[Need] = []
    notes: list[TeachingNote] = []
    unlikely: list[Condition] = []
    top: Node | None = None
    for item in items:
        top = item
        fields = item.fields((), _KEYS) or {}
        for key, value in fields.items():
            if key == "questions":
                questions += value.gather(_read_question)
            elif key == "people":
                people += value.gather(_read_person)
            elif key == "tellings":
                tellings += value.gather(_read_telling)
            elif key == "needs":
                needs += value.gather(_read_need)
            elif key == "notes":
                notes += value.gather(_read_note)
            else:
                unlikely += value.gather(read_condition)
    if top is None:
        return NO_TRAINING
    mistakes = top.mistakes
    _by(((question.id, question) for question in questions), mistakes)
    _by(((person.id, person) for person in people), mistakes)
    return TrainingTexts(
        tuple(questions),
        tuple(people),
        _by(((telling.fact, telling) for telling in tellings), mistakes),
        _by(((need.topic, need) for need in needs), mistakes),
        _by(((note.fact, note) for note in notes), mistakes),
        tuple(unlikely),
    )


def _by(pairs: Iterable[tuple[str, T]], mistakes: Mistakes) -> dict[str, T]:
    """By name; a name used twice is a mistake that names both places."""
    found: dict[str, T] = {}
    for name, thing in pairs:
        if name in found:
            mistakes.add(
                thing.place, N_("The id {word} is taken: see {other}."), word=name, other=str(found[name].place)
            )
        found.setdefault(name, thing)
    return found


def _read_question(item: Node) -> TrainingQuestion | None:
    fields = item.fields(("id", "text"), ("topics", "kinds", "derived", "answers"))
    if fields is None:
        return None
    id, text = fields["id"].identifier(), fields["text"].text()
    topics = fields["topics"].gather(Node.identifier) if "topics" in fields else ()
    kinds = fields["kinds"].gather(lambda kind: kind.one_of(KINDS)) if "kinds" in fields else ()
    derived = fields["derived"].identifier() if "derived" in fields else None
    answers = _texts_by_name(fields["answers"]) if "answers" in fields else {}
    if ("kinds" in fields) == ("derived" in fields):
        item.mistake(N_("A training question asks for “kinds:” of statements or for a “derived:” fact: one of them."))
        return None
    if "derived" in fields and len(topics) != 1:
        item.mistake(N_("A training question for a derived fact needs one topic, under which it is trained."))
        return None
    return (
        None if id is None or text is None else TrainingQuestion(id, text, topics, kinds, derived, answers, item.place)
    )


def _texts_by_name(item: Node) -> dict[str, str]:
    found = {}
    for key, value in item.pairs() or []:
        name, text = key.identifier(), value.text()
        if name is not None and text is not None:
            found[name] = text
    return found


def _read_person(item: Node) -> Person | None:
    fields = item.fields(("id", "text"), ("when", "topics"))
    if fields is None:
        return None
    id, text = fields["id"].identifier(), fields["text"].text()
    when = {}
    for key, value in fields["when"].pairs() or [] if "when" in fields else []:
        fact, values = key.identifier(), value.gather(Node.identifier)
        if fact is not None and values:
            when[fact] = values
    topics = fields["topics"].gather(Node.identifier) if "topics" in fields else ()
    return None if id is None or text is None else Person(id, text, when, topics, item.place)


def _read_telling(item: Node) -> Telling | None:
    fields = item.fields(("fact", "as"), ("values", NUMBER, "otherwise"))
    if fields is None:
        return None
    fact, manner = fields["fact"].identifier(), fields["as"].one_of(MANNERS)
    values = {}
    for key, texts in fields["values"].pairs() or [] if "values" in fields else []:
        value, phrases = key.identifier(), texts.gather(Node.text)
        if value is not None and phrases:
            values[value] = phrases
            for phrase in phrases:
                _allow_placeholders(texts, phrase, ())
    number = fields[NUMBER].text() if NUMBER in fields else ""
    otherwise = fields["otherwise"].text() if "otherwise" in fields else ""
    if number:
        _allow_placeholders(fields[NUMBER], number, (NUMBER,))
    if otherwise:
        _allow_placeholders(fields["otherwise"], otherwise, (LABEL,))
    if fact is None or manner is None or number is None or otherwise is None:
        return None
    return Telling(fact, manner, values, number, otherwise, item.place)


def _allow_placeholders(item: Node, text: str, wanted: tuple[str, ...]) -> None:
    """A phrase holds exactly these placeholders."""
    try:
        found = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        found = {"{"}
    if found != set(wanted):
        allowed = ", ".join(f"{{{name}}}" for name in wanted) or "–"
        item.mistake(N_("This phrase must hold these placeholders and no others: {names}."), names=allowed)


def _read_need(item: Node) -> Need | None:
    fields = item.fields(("topic", "texts"))
    if fields is None:
        return None
    topic, texts = fields["topic"].identifier(), fields["texts"].gather(Node.text)
    for text in texts:
        _allow_placeholders(fields["texts"], text, ())
    return None if topic is None or not texts else Need(topic, texts, item.place)


def _read_note(item: Node) -> TeachingNote | None:
    fields = item.fields(("fact", "text", "sources"))
    if fields is None:
        return None
    fact, text, sources = fields["fact"].identifier(), fields["text"].text(), fields["sources"].gather(Node.identifier)
    return None if fact is None or text is None else TeachingNote(fact, text, sources, item.place)


# -- checking ------------------------------------------------------------------------------------------------------------


def check_training(knowledge: Knowledge, mistakes: Mistakes) -> None:
    """Every name refers to something, every statement is asked about by one question, every answer can be told."""
    training = knowledge.training
    if training == NO_TRAINING:
        return
    for question in training.questions:
        for topic in question.topics:
            _known(
                mistakes, question.place, N_("There is no topic {word}. Allowed: {allowed}."), topic, knowledge.topics
            )
        _check_answers(knowledge, question, mistakes)
    for person in training.people:
        for topic in person.topics:
            _known(mistakes, person.place, N_("There is no topic {word}. Allowed: {allowed}."), topic, knowledge.topics)
        for fact, values in person.when.items():
            _check_values(knowledge, person.place, fact, values, mistakes)
    for note in training.notes.values():
        _check_fact(knowledge, note.place, note.fact, mistakes)
        for id in note.sources:
            _known(mistakes, note.place, N_("There is no clause {word}."), id, knowledge.clauses)
    for condition in training.unlikely:
        for literal in literals(condition):
            if literal.fact not in knowledge.derived:
                _check_values(knowledge, literal.place, literal.fact, literal.values, mistakes)
    _check_complete(knowledge, mistakes)


def _check_complete(knowledge: Knowledge, mistakes: Mistakes) -> None:
    """Nothing that a story may have to tell, and nothing that is to be asked about, is without words."""
    training = knowledge.training
    top = Place("training", 1, 1)
    if not any(not person.when and not person.topics for person in training.people):
        mistakes.add(
            top, N_("There is no person whose words always fit: one of “people:” needs neither “when” nor “topics”.")
        )
    for topic in knowledge.topics:
        if topic not in training.needs:
            mistakes.add(top, N_("No story can be told on the topic {word}: “needs:” has no texts for it."), word=topic)
    for need in training.needs.values():
        _known(mistakes, need.place, N_("There is no topic {word}. Allowed: {allowed}."), need.topic, knowledge.topics)
    for telling in training.tellings.values():
        if _check_fact(knowledge, telling.place, telling.fact, mistakes):
            _check_values(knowledge, telling.place, telling.fact, telling.values, mistakes)
    for fact, question in knowledge.questions.items():
        known = training.tellings.get(fact)
        for value in question.values:
            if known is None or not (known.otherwise or known.number or value.id in known.values):
                mistakes.add(
                    known.place if known else top,
                    N_("No story can tell {fact} = {word}: “tellings:” has no phrase for it."),
                    word=value.id,
                    fact=fact,
                )
    asked = {pair for question in training.questions for pair in asked_by(training, knowledge.topics, question)}
    missing: dict[tuple[str, str], str] = {}
    for rule in knowledge.rules.values():
        said = rule.statement
        if said is not None and (said.topic, said.kind) not in asked:
            missing.setdefault((said.topic, said.kind), rule.id)
    for (topic, kind), id in missing.items():
        mistakes.add(
            top,
            N_("No training question asks about {kind} on the topic {word}, as rule {rule} makes one."),
            word=topic,
            kind=kind,
            rule=id,
        )


def _check_answers(knowledge: Knowledge, question: TrainingQuestion, mistakes: Mistakes) -> None:
    if question.derived is None:
        return
    message = N_("There is no derived fact {word}. Allowed: {allowed}.")
    if _known(mistakes, question.place, message, question.derived, knowledge.derived):
        values = knowledge.values_of(question.derived)
        for value in question.answers:
            message = N_("{fact} has no value {word}. Allowed: {allowed}.")
            _known(mistakes, question.place, message, value, values, fact=question.derived)


def _check_fact(knowledge: Knowledge, place: Place, fact: str, mistakes: Mistakes) -> bool:
    message = N_("There is no question {word}. Allowed: {allowed}.")
    return fact != TOPIC and _known(mistakes, place, message, fact, knowledge.questions)


def _check_values(
    knowledge: Knowledge, place: Place, fact: str, values: Iterable[str] | Mapping[str, object], mistakes: Mistakes
) -> None:
    if _check_fact(knowledge, place, fact, mistakes):
        for value in sorted(values):
            message = N_("{fact} has no value {word}. Allowed: {allowed}.")
            _known(mistakes, place, message, value, knowledge.values_of(fact), fact=fact)


def _known(mistakes: Mistakes, place: Place, message: str, word: str, known: Iterable[str], **parts: str) -> bool:
    words = list(known)
    if word not in words:
        mistakes.add(place, message, words, word, **parts)
    return word in words
