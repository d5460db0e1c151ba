"""What is made otherwise whatever the case: questions, answers, regions, topics, contacts, sources, texts; and rules that changed unseen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from assistant.audit.impact.sides import contacts_named, shown_contact, shown_document
from assistant.audit.impact.statements import DayEffects
from assistant.knowledge.conditions import Has
from assistant.knowledge.model import REGION, TOPIC, Clause, Knowledge, Question, Rule
from assistant.knowledge.problems import Place
from assistant.knowledge.texts import texts
from assistant.knowledge.word_lists import MEANS, OF_ALARMS

ADDED, REMOVED, CHANGED, RENAMED = "added", "removed", "changed", "renamed"
"""How something is otherwise."""

_PARTS = {"actors": "actor", "glossary": "glossary", "changes": "change", "roles": "role", "phases": "phase"}
"""Parts of a knowledge by what the contexts of their texts begin with."""
_TEXTS = (*_PARTS.values(), "topic", "region", "question", "derived")
"""What the contexts of texts begin with that are told one by one; other texts with their statements, contacts, sources, or as a part."""
_SEEN = ("training", "words", "exposing")
"""Parts of a knowledge that are told as a whole."""
_UNSEEN = ("derived",)
"""Parts that no reader sees by themselves, whatever they do to what is said."""
_LAWS = {"invariants": "invariant", "promises": "promise"}
"""What is proved: each is told, since without it a mistake would be no mistake any more."""


class Made(NamedTuple):
    """Something that is made otherwise: what it is, its id, the question it is an answer to, and its words before and after.

    `seen`: whether a reader can see it.
    """

    what: str
    how: str
    id: str
    of: str = ""
    old: str = ""
    new: str = ""
    seen: bool = True


def made_otherwise(
    old: Knowledge, new: Knowledge, topic: str = "", region: str = "", whole: bool = True
) -> Iterator[Made]:
    """What is made otherwise. Narrowed to a topic or a region, only the questions and what has that name.

    `whole`: of both sides everything is known, and not only what a reader is told.
    """
    yield from _come_and_gone("question", _labels(old.questions), _labels(new.questions))
    for id in [id for id in new.questions if id in old.questions]:
        yield from _answers(old, new, id)
        if whole and _how_put(old.questions[id], old) != _how_put(new.questions[id], new):
            yield Made("put", CHANGED, id)
    for what, name, before, now in (
        ("region", region, old.regions, new.regions),
        ("topic", topic, old.topics, new.topics),
    ):
        for made in _come_and_gone(what, _labels(before), _labels(now)):
            if name in ("", made.id):
                yield made
    if not topic and not region:
        yield from _contacts(old, new)
        yield from _documents(old, new)
    if whole and not topic and not region:
        yield from _clauses(old, new)
        yield from _laws(old, new)
        said, heard = list(_texts(old, new)), list(_words(old, new))
        yield from (*said, *heard)
        yield from _parts(old, new, {made.id.split(".")[0] for made in said} | ({"words"} if heard else set()))


def quiet_rules(old: Knowledge, new: Knowledge, days: Sequence[DayEffects]) -> Iterator[Made]:
    """Rules that only one knowledge has, where no statement of theirs is otherwise: renamed, without an effect, or deriving a fact."""
    seen = {
        one.rule.id
        for day in days
        for effect in day.effects
        if not effect.id
        for one in (effect.old, effect.new)
        if one
    }
    quiet = [{id: rule for id, rule in each.rules.items() if id not in seen} for each in (old, new)]
    gone = [rule for id, rule in quiet[0].items() if id not in new.rules]
    come = {id: rule for id, rule in quiet[1].items() if id not in old.rules}
    for rule in gone:
        same = next((other for other in come if _is_renamed(days, rule.id, other)), None)
        if same is None:
            yield Made(_what(rule), REMOVED, rule.id, seen=False)
        else:
            del come[same]
            yield Made("rule", RENAMED, same, old=rule.id, new=same, seen=False)
    yield from (Made(_what(rule), ADDED, id, seen=False) for id, rule in come.items())


def _what(rule: Rule) -> str:
    return "rule" if rule.derive is None else "deriving"


def _is_renamed(days: Sequence[DayEffects], id: str, other: str) -> bool:
    """Whether a rule says in every case, on every day, what one with another id says now."""
    pairs = [(day.old.get(id), day.new.get(other)) for day in days]
    same = all(
        one is two is None
        or (one is not None and two is not None and (one.outcome, one.holds) == (two.outcome, two.holds))
        for one, two in pairs
    )
    return same and any(one is not None for one, _ in pairs)


def _labels(things: Mapping[str, object]) -> dict[str, str]:
    return {id: str(getattr(thing, "label", "")) for id, thing in things.items()}


def _come_and_gone(what: str, old: Mapping[str, str], new: Mapping[str, str], *, of: str = "") -> Iterator[Made]:
    """What only one side has, of things with labels."""
    yield from (Made(what, REMOVED, id, of, old=label) for id, label in old.items() if id not in new)
    yield from (Made(what, ADDED, id, of, new=label) for id, label in new.items() if id not in old)


def _answers(old: Knowledge, new: Knowledge, id: str) -> Iterator[Made]:
    """The answers of a question that have come or gone. Those that are regions are told as regions."""
    before, now = old.questions[id], new.questions[id]
    regions = {*old.regions, *new.regions} if id == REGION else set()
    if before.number is not None and now.number is not None:
        spans = [", ".join(value.label for value in question.values) for question in (before, now)]
        if _ends(before) != _ends(now):
            yield Made("spans", CHANGED, id, old=spans[0], new=spans[1])
    else:
        values = [{value.id: value.label for value in each.values if value.id not in regions} for each in (before, now)]
        yield from _come_and_gone("value", *values, of=id)


def _ends(question: Question) -> list[tuple[int | None, int | None]]:
    return [(value.low, value.high) for value in question.values]


def _how_put(question: Question, of: Knowledge) -> object:
    """How a question is put, but for its texts and which answers it has."""
    find_out = {id: clue.gives for id, clue in question.find_out.clues.items()} if question.find_out else None
    values = {value.id: (value.of, value.clock) for value in question.values if value.of or value.clock}
    number = question.number and (question.number.least, question.number.greatest)
    return plain(
        (question.order, number, question.multiple, question.who, find_out, values, question.unknown is None), of
    )


def _contacts(old: Knowledge, new: Knowledge) -> Iterator[Made]:
    """Contacts that have come or gone. Those whose numbers changed are told with the cases in which they are given."""
    known = contacts_named(old, new), contacts_named(new, old)
    gone = {id: each.name for id, each in old.contacts.items() if id not in new.contacts and known[0][id] == id}
    come = {id: each.name for id, each in new.contacts.items() if id not in old.contacts and known[1][id] == id}
    # What no statement gives is seen by who looks contacts up.
    yield from _come_and_gone("contact", gone, come)
    for id, contact in new.contacts.items():
        if id in old.contacts and shown_contact(contact) != shown_contact(old.contacts[id]):
            before, now = (
                ", ".join(part for part in shown_contact(each) if part) for each in (old.contacts[id], contact)
            )
            yield Made("contact", CHANGED, id, old=before, new=now)


def _documents(old: Knowledge, new: Knowledge) -> Iterator[Made]:
    """Documents that have come or gone, or are printed otherwise: where a statement cites one, that is told with its cases instead."""
    before, now = ({id: each.title for id, each in side.documents.items()} for side in (old, new))
    yield from (made._replace(seen=False) for made in _come_and_gone("document", before, now))
    for id, document in new.documents.items():
        if id in old.documents and (was := shown_document(old.documents[id])) != (shown := shown_document(document)):
            yield Made("document", CHANGED, id, old=was, new=shown)


def _clauses(old: Knowledge, new: Knowledge) -> Iterator[Made]:
    """Clauses that have come, gone or are worded otherwise: only editors read them."""
    said, says = ({id: each.says for id, each in side.clauses.items()} for side in (old, new))
    yield from (made._replace(seen=False) for made in _come_and_gone("clause", said, says))
    for id in [id for id in says if id in said]:
        before, now = ({each.document: each.says for each in side.editions_of(id)} for side in (old, new))
        last = said[id]
        for document, words in now.items():
            last = before.get(document, last)  # a new edition is read against the one before it
            if last != words:
                where = f"{id} ({document})" if len(now) > 1 else id
                yield Made("clause", CHANGED, where, old=last, new=words, seen=False)
            last = words
        guards = [dict.fromkeys(_guard(each, side) for each in side.editions_of(id)) for side in (old, new)]
        if list(guards[0]) != list(guards[1]):  # an edition that keeps it is no change of it
            yield Made("guard", CHANGED, id, seen=False)


def _guard(clause: Clause, of: Knowledge) -> object:
    """Of whom a clause does not speak, to whom it gives what others have, and how much it is trusted: proved, and shown to nobody."""
    return plain((clause.not_for, clause.extends_to, of.grade(clause)), of)


def _laws(old: Knowledge, new: Knowledge) -> Iterator[Made]:
    """Invariants and promises that have come, gone or say something else."""
    for part, what in _LAWS.items():
        before, now = ({law.id: law for law in _listed(getattr(side, part))} for side in (old, new))
        texts = [{id: law.text for id, law in laws.items()} for laws in (before, now)]
        yield from (made._replace(seen=False) for made in _come_and_gone(what, *texts))
        for id in [id for id in now if id in before]:
            if plain(before[id], old) != plain(now[id], new):
                yield Made(what, CHANGED, id, old=before[id].text, new=now[id].text, seen=False)


def _listed(laws: Mapping[str, Any] | tuple[Any, ...]) -> Iterable[Any]:
    return laws.values() if isinstance(laws, Mapping) else laws


def _texts(old: Knowledge, new: Knowledge) -> Iterator[Made]:
    """Texts that are said of no case: labels, helps, the glossary."""
    before, now = ({context: text for context, text, _ in texts(each)} for each in (old, new))
    for context in now:
        if context in before and before[context] != now[context] and context.split(".")[0] in _TEXTS:
            yield Made("text", CHANGED, context, old=before[context], new=now[context])


def _words(old: Knowledge, new: Knowledge) -> Iterator[Made]:
    """Words that, when typed, mean something else than before, by their language."""
    before, now = _meanings(old), _meanings(new)
    for word in sorted({**now, **before}):
        if (was := before.get(word, "")) != (means := now.get(word, "")):
            how = CHANGED if was and means else ADDED if means else REMOVED
            yield Made("word", how, word, old=was, new=means)


def _meanings(knowledge: Knowledge) -> dict[str, str]:
    """What each word means: facts and their values, topics."""
    found: dict[str, set[str]] = {}
    for meaning in knowledge.words.meanings:
        said = f"{meaning.fact}={'|'.join(sorted(meaning.values))}{'' if meaning.how == MEANS else f' ({meaning.how})'}"
        for language, phrases in meaning.phrases.items():
            for phrase in phrases:
                found.setdefault(f"{language} “{phrase}”", set()).add(said)
    for kind in OF_ALARMS:
        for language, phrases in knowledge.words.lines.get(kind, {}).items():
            for phrase in phrases:
                found.setdefault(f"{language} “{phrase}”", set()).add(kind)
    for topic in knowledge.topics.values():
        for language, phrases in topic.synonyms.items():
            for phrase in phrases:
                found.setdefault(f"{language} “{phrase}”", set()).add(f"{TOPIC}={topic.id}")
    return {word: ", ".join(sorted(said)) for word, said in found.items()}


def _parts(old: Knowledge, new: Knowledge, told: set[str]) -> Iterator[Made]:
    """Whole parts of a knowledge that are otherwise, but those of which texts or words are told."""
    for name in (*_PARTS, *_SEEN, *_UNSEEN):
        if _PARTS.get(name, name) not in told and plain(getattr(old, name), old) != plain(getattr(new, name), new):
            yield Made("part", CHANGED, name, seen=name not in _UNSEEN)


def plain(thing: object, of: Knowledge) -> object:
    """What a part of a knowledge means, to be compared: without places in files, numbers in place of bands, and whatever the order."""
    if isinstance(thing, Place):
        return None
    if isinstance(thing, Has) and thing.fact in of.questions and of.questions[thing.fact].number is not None:
        return thing.fact, tuple(of.questions[thing.fact].spans(thing.values))
    if isinstance(thing, Mapping):
        return tuple(sorted(((str(key), plain(value, of)) for key, value in thing.items()), key=repr))
    if isinstance(thing, tuple) and hasattr(thing, "_fields"):
        return type(thing).__name__, tuple(plain(each, of) for each in thing)
    if isinstance(thing, tuple | list | set | frozenset):
        return tuple(sorted((plain(each, of) for each in thing), key=repr))
    if hasattr(thing, "__match_args__"):
        return type(thing).__name__, tuple(plain(getattr(thing, name), of) for name in thing.__match_args__)
    return thing
