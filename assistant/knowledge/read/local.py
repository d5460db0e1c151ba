"""Reading local additions: a YAML file of contacts and notes, refused as a whole where it has a mistake, or would change or say what the rules do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from assistant.i18n import N_, language, languages
from assistant.knowledge.local import EVERY_LANGUAGE, LocalAddition, LocalAdditions, LocalContact, LocalNote, LocalWords
from assistant.knowledge.model import LONGEST_TEXT, Knowledge
from assistant.knowledge.naming import named_in
from assistant.knowledge.problems import Place
from assistant.knowledge.read.fields import Fields, Key, names
from assistant.knowledge.read.forms import email, phone
from assistant.knowledge.read.nodes import Mistakes, Node, read_file
from assistant.knowledge.stated import EMAIL, PHONE, states_amount

MOST = 100
"""Additions of a file: more are read by nobody at a desk."""
_KINDS = ("contacts", "notes")
_OF_THE_KNOWLEDGE = N_(
    "“{word}” belongs to the knowledge: local additions are contacts and notes, and change no rule, no fee and no contact of a document."
)


def read_local(path: Path, knowledge: Knowledge) -> LocalAdditions:
    """The local additions in a file; none, with what is wrong, if anything is."""
    mistakes = Mistakes()
    top = read_file(path, str(path), mistakes)
    items = _by_kind(top) if top is not None else {}
    contacts = items["contacts"].gather(CONTACT_HERE.read) if "contacts" in items else ()
    notes = items["notes"].gather(NOTE_HERE.read) if "notes" in items else ()
    found = LocalAdditions(str(path), contacts, notes)
    if len(found.all) > MOST:
        mistakes.add(Place(str(path), 1, 1), N_("More than {most} additions are read by nobody."), most=str(MOST))
    for one in found.all:
        _check(one, knowledge, mistakes)
    return LocalAdditions(str(path), problems=tuple(mistakes.problems)) if mistakes.problems else found


def _by_kind(top: Node) -> dict[str, Node]:
    """The lists of the file. What only the knowledge may say is refused with its reason."""
    found: dict[str, Node] = {}
    for key, value in top.pairs() or ():
        word = str(key.node.value)
        if word in _KINDS:
            found[word] = value
        else:
            _refuse(key, word)
    return found


def _refuse(key: Node, word: str) -> None:
    if word in _NOT_HERE:
        key.mistake(_OF_THE_KNOWLEDGE, None, word)
    else:
        key.mistake(N_("Unknown key {word}. Allowed here: {allowed}."), _KINDS, word)


_NOT_HERE = frozenset({
    "rules", "fees", "fee", "amounts", "limits", "documents", "clauses", "overrides", "questions", "topics", "actors", "invariants", "promises", "regions",
})  # fmt: skip
"""What a file of the knowledge may hold and a local one may not."""


def _words(item: Node) -> LocalWords | None:
    """A text for all languages, or one for each of some."""
    if not item.is_mapping():
        text = item.text()
        return None if text is None else {EVERY_LANGUAGE: text}
    found = {}
    for key, value in item.pairs() or ():
        code, text = key.one_of(languages()), value.text()
        if code is not None and text is not None:
            found[code] = text
    return found or None


_WHERE = {"topics": Key(names, (), spoils=True), "regions": Key(names, (), spoils=True)}
CONTACT_HERE = Fields(
    LocalContact,
    {
        "name": Key(_words),
        "phone": Key(phone, None, spoils=True),
        "email": Key(email, None, spoils=True),
        "fax": Key(phone, None, spoils=True),
        "hours": Key(_words, None),
        **_WHERE,
    },
)
"""An item of `contacts:`."""
NOTE_HERE = Fields(LocalNote, {"text": Key(_words), **_WHERE})
"""An item of `notes:`."""


def _check(one: LocalAddition, knowledge: Knowledge, mistakes: Mistakes) -> None:
    """Note what an addition may not be, or not say."""
    for topic in one.topics:
        mistakes.known(one.place, N_("There is no topic {word}. Allowed: {allowed}."), topic, knowledge.topics)
    for region in one.regions:
        message = N_("There is no region {word}. Allowed: {allowed}.")
        mistakes.known(one.place, message, region, knowledge.regions)
    if isinstance(one, LocalContact):
        _check_contact(one, knowledge, mistakes)
    for text in _texts(one):
        if len(text) > LONGEST_TEXT:
            message = N_("This text has {number} characters; more than {most} are read by nobody at a desk.")
            mistakes.add(one.place, message, number=str(len(text)), most=str(LONGEST_TEXT))
        if states_amount(knowledge, text):
            message = N_("“{word}” says what something costs: fees come from the sources alone.")
            mistakes.add(one.place, message, word=text[:60])
        if isinstance(one, LocalNote) and (number := PHONE.search(text) or EMAIL.search(text)):
            message = N_("“{word}” stands in a note: whom to reach, and how, is a contact with a name of its own.")
            mistakes.add(one.place, message, word=number.group())
        for actor in {*named_in(knowledge, text), *_named_in_translation(knowledge, text)}:
            message = N_("“{word}” names {actor}: only rules do, which know the patients who must not be led there.")
            mistakes.add(one.place, message, word=text[:60], actor=knowledge.actors[actor].label)


def _check_contact(one: LocalContact, knowledge: Knowledge, mistakes: Mistakes) -> None:
    if not (one.phone or one.email or one.fax):
        mistakes.add(one.place, N_("A contact needs at least one of phone, email, fax."))
    for name in one.name.values():
        if (
            theirs := next((theirs for theirs in _names_of(knowledge) if theirs.casefold() in name.casefold()), None)
        ) is not None:
            message = N_("“{word}” is a contact of a document: its number is changed in the knowledge only.")
            mistakes.add(one.place, message, word=theirs)


def _names_of(knowledge: Knowledge) -> Iterator[str]:
    """What the contacts of the knowledge are called in any language, without what stands in brackets."""
    for contact in knowledge.contacts.values():
        for code in languages():
            name = language(code).knowledge(f"contact.{contact.id}.name", contact.name).partition("(")[0].strip()
            yield from [name] if name else []


def _texts(one: LocalAddition) -> Iterator[str]:
    if isinstance(one, LocalNote):
        yield from one.text.values()
        return
    yield from one.name.values()
    yield from (one.hours or {}).values()
    yield from filter(None, (one.email,))


def _named_in_translation(knowledge: Knowledge, text: str) -> Iterator[str]:
    """The actors of `named_as` whom a text names by their label in any language; what is most telling in a label is its longest word."""
    small = text.casefold()
    for id, actor in knowledge.actors.items():
        labels = [language(code).knowledge(f"actor.{id}.label", actor.label) for code in languages()]
        if actor.named_as and any(max(label.split(), key=len).casefold() in small for label in labels if label):
            yield id
