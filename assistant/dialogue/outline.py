"""A preview in words: the change, then what it does, as sections that every face can show."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.answer import Said
from assistant.cases.case import Case
from assistant.dialogue.preview import Preview
from assistant.words.by_role import lines
from assistant.words.outline import LEAD, Item, Section
from assistant.words.wording import Wording

ENDS, BEGINS, DOUBT, CHANGED, ANSWERS, ASKED = "ends", "begins", "doubt", "changed", "answers", "asked"
"""The names of the sections."""


MOST = 4
"""Statements of a kind that are told; of more, only the number: what applies now is read in the answer itself."""


def sections(preview: Preview, wording: Wording) -> tuple[Section, ...]:
    """What the change is, what it does to what applies, and what becomes of the other answers. Empty sections are left out."""
    gettext, difference = wording.language.gettext, preview.difference
    begins, ends = _apart(difference.begins, [said for said in difference.ends if said.certain], wording)
    found = [
        Section(CHANGED, gettext("The change"), tuple(_changes(preview, wording))),
        Section(LEAD, gettext("In short"), _leads(preview, wording)),
        Section(BEGINS, gettext("Applies instead"), _statements(begins, wording)),
        Section(ENDS, gettext("No longer applies"), _statements(ends, wording)),
        Section(DOUBT, gettext("Is no longer certain"), _statements(difference.in_doubt, wording, depends=True)),
        Section(ANSWERS, gettext("The other answers"), tuple(_others(preview, wording))),
        Section(ASKED, gettext("Will be asked"), tuple(Item(wording.short(fact)) for fact in preview.asked_anew)),
    ]
    if difference.more:
        text = wording.language.ngettext(
            "{number} more statement may apply", "{number} more statements may apply", len(difference.more)
        )
        found.insert(5, Section(DOUBT, gettext("May apply"), (Item(text),)))
    if not any(section.items for section in found[1:6]):
        found.insert(1, Section(BEGINS, gettext("What applies"), (Item(gettext("Nothing in it changes.")),)))
    return tuple(section for section in found if section.items)


def _leads(preview: Preview, wording: Wording) -> tuple[Item, ...]:
    """The lines that answer then, where they differ from those that answer now."""
    now, then = (lines(answer, wording) for answer in (preview.answer, preview.later))
    return tuple(Item(text) for text in then if text not in now)


def _apart(begins: Iterable[Said], ends: Iterable[Said], wording: Wording) -> tuple[list[Said], list[Said]]:
    """What really begins and ends for the reader: not what is said of every patient, nor what both sides say in the same words, nor a fee
    that stays the same by another rule."""
    sides = [[said for said in side if not said.statement.always] for side in (begins, ends)]
    same = [{_told(said, wording) for said in side} for side in sides]
    both = same[0] & same[1]
    first, last = ([said for said in side if _told(said, wording) not in both] for side in sides)
    return first, last


def _told(said: Said, wording: Wording) -> tuple[object, ...]:
    """What a statement tells: what it costs on its topic, else its words."""
    fee = said.fee
    return (said.statement.topic, fee) if fee is not None else (wording.rule_text(said.rule),)


def _changes(preview: Preview, wording: Wording) -> Iterable[Item]:
    for fact in preview.changed:
        before, after = (_answered(case, fact, wording) for case in (preview.before, preview.after))
        label = wording.short(fact)
        yield Item(f"{label}: {before} → {after}" if before else f"{label}: {after}")


def _answered(case: Case, fact: str, wording: Wording) -> str:
    return wording.answered(case, wording.knowledge.questions[fact]) if fact in case.answers else ""


def _statements(said: Iterable[Said], wording: Wording, depends: bool = False) -> tuple[Item, ...]:
    """Each text once, and how many more there are."""
    items: dict[str, Item] = {}
    for one in said:
        text = wording.rule_text(one.rule)
        items.setdefault(text, Item(text, (wording.depends(one),) if depends else (), said=one))
    more = len(items) - MOST
    rest = (Item(wording.language.ngettext("and {number} more", "and {number} more", more)),) if more > 0 else ()
    return (*list(items.values())[:MOST], *rest)


def _others(preview: Preview, wording: Wording) -> Iterable[Item]:
    gettext = wording.language.gettext
    if preview.stays:
        yield Item(gettext("Stay: {facts}", facts=_named(preview, preview.stays, wording)))
    if preview.falls_away:
        facts = _named(preview, preview.falls_away, wording)
        yield Item(gettext("No longer matter, but stay noted: {facts}", facts=facts))
    if preview.counts_again:
        yield Item(gettext("Matter now: {facts}", facts=_named(preview, preview.counts_again, wording)))


def _named(preview: Preview, facts: Iterable[str], wording: Wording) -> str:
    return "; ".join(f"{wording.short(fact)}: {_answered(preview.after, fact, wording)}" for fact in facts)
