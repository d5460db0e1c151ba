"""What is shown when a result is opened: its paragraphs, the warnings that belong to it, and with which words a case begins."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from assistant.cases.case import Case, case_from_words
from assistant.knowledge.model import TOPIC
from assistant.lookup import Lookup, contacts_page, table, table_topics
from assistant.lookup.results import CONTACT_HIT, TOPIC_HIT, Hit, Warned
from assistant.lookup.sensitive import named_by, naming, warnings
from assistant.lookup.writers import contacts_as_text, table_as_text
from assistant.tui.hanging import GAP, Block
from assistant.tui.lookup.blocks import (
    CONTACTS,
    begin_blocks,
    card_as_text,
    card_blocks,
    contacts_blocks,
    hit_as_text,
    hit_blocks,
    said_blocks,
    table_blocks,
    withheld_blocks,
)
from assistant.words.wording import Wording


class Page(NamedTuple):
    """What one opens. `case_words` is empty where no case can begin with it; `copied` is it as text, empty if it has none."""

    blocks: tuple[Block, ...]
    warnings: tuple[Warned, ...]
    case_words: tuple[str, ...]
    copied: str


NOTHING = Page((), (), (), "")


def page(lookup: Lookup, about: str, wording: Wording, within: Case, *, open_case: bool = False) -> Page:
    """The page of `about` (`contacts`, or a kind and an id as `topic:medicines`); without blocks if there is nothing to open.

    `open_case`: a patient's case is open, whether or not things are looked up for that patient. What is started goes on with it.
    """
    kind, _, id = about.partition(":")
    if about == CONTACTS:
        shown = contacts_page(lookup.adviser, wording, within)
        return Page(tuple(contacts_blocks(shown, wording)), shown.warnings, (), contacts_as_text(shown, wording))
    if kind == CONTACT_HIT:
        return _contact(lookup, id, wording, within, open_case)
    if kind == TOPIC_HIT:
        return _topic(lookup, id, wording, within, open_case)
    found = lookup.look_at(kind, id, wording.language, within)
    if not found.hits:
        return Page(tuple(withheld_blocks(found.withheld, wording)), found.warnings, (), "")
    hit = found.hits[0]
    words = _more_than(within, hit.case_words, lookup)
    blocks = said_blocks(hit, _begins(words, wording, open_case), wording)
    return Page(tuple(blocks), found.warnings, words, hit_as_text(hit, found.warnings, wording))


def _more_than(known: Case, words: tuple[str, ...], lookup: Lookup) -> tuple[str, ...]:
    """The words of a case, if they say more than is known already."""
    return words if {*words} - {known.given(lookup.knowledge, fact) for fact in known.answers} else ()


def _topic(lookup: Lookup, id: str, wording: Wording, within: Case, open_case: bool) -> Page:
    """A topic: its table if it has one, then all that is said on it."""
    gettext = wording.language.gettext
    hit: Hit = lookup.look_at(TOPIC_HIT, id, wording.language, within).hits[0]
    found = lookup.on_topic(id, wording.language, within)
    blocks = [Block(hit.title, "bold $primary"), Block(hit.text, "$muted"), GAP]
    warned, copied, told = found.warnings, "", set()
    made = table(lookup.adviser, wording, id, within) if id in table_topics(lookup.knowledge) else None
    # A table of nothing but "not known here" would hide that other things are known on the topic.
    if made is not None and any(note.rule.statement and note.rule.statement.topic == id for note in made.notes):
        blocks += [*table_blocks(made, wording), GAP]
        warned, copied = (*made.warnings, *warned), table_as_text(made, wording)
        told = {note.rule.id for note in made.notes}
    others = [said for said in found.hits if said.id not in told]
    if others:
        title = gettext("What else is said") if told else gettext("What is said")
        blocks.append(Block(title.upper(), "bold $success"))
    for said in others:
        blocks += [*hit_blocks(said, wording), GAP]
    blocks += withheld_blocks(found.withheld, wording)
    blocks += begin_blocks(_begins(hit.case_words, wording, open_case))
    return Page(tuple(blocks), warned, hit.case_words, copied)


def _contact(lookup: Lookup, id: str, wording: Wording, within: Case, open_case: bool) -> Page:
    """A contact, as on the page of all contacts, with what is said of it."""
    shown = contacts_page(lookup.adviser, wording, within)
    card = next((card for card in shown.cards if card.contact.id == id), None)
    if card is None:
        return Page(tuple(withheld_blocks(1, wording)), shown.warnings, (), "")
    named = set(card.leads_to)
    for rule in naming(lookup.knowledge, card.contact):
        named |= {*named_by(lookup.knowledge, rule)}
    warned = warnings(lookup.adviser, wording, named)
    found = lookup.look_at(CONTACT_HIT, id, wording.language, within)
    words = _more_than(within, found.hits[0].case_words if found.hits else card.case_words, lookup)
    blocks = card_blocks(card, _begins(words, wording, open_case), wording)
    return Page(tuple(blocks), warned, words, card_as_text(card, warned, wording))


def _begins(words: Sequence[str], wording: Wording, open_case: bool) -> str:
    """The line that begins a case with these words, or that adds them to the patient's whose case is open; empty without any."""
    said, gettext = case_in_words(words, wording), wording.language.gettext
    if not said:
        return ""
    if open_case:
        return gettext("Use this for the patient of the open case: {answers}", answers=said)
    return gettext("Start a case with this: {answers}", answers=said)


def case_in_words(words: Sequence[str], wording: Wording) -> str:
    """What a case begins with, in words, as `Situation: Undocumented; Topic: Medicines`."""
    case = case_from_words(wording.knowledge, words)
    known = [wording.knowledge.questions[fact] for fact in wording.knowledge.questions if fact in case.answers]
    said = [f"{wording.short(question.id)}: {wording.answered(case, question)}" for question in known]
    if case.topics:
        topics = ", ".join(wording.topic(topic) for topic in case.topics)
        said.append(f"{wording.short(TOPIC)}: {topics}")
    return "; ".join(said)
