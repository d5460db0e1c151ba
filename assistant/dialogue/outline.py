"""A preview in words: the change, then what it does, as sections that every face can show."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.answer import Said
from assistant.cases.case import Case
from assistant.dialogue.preview import Preview
from assistant.words.outline import Item, Section
from assistant.words.wording import Wording

ENDS, BEGINS, DOUBT, CHANGED, ANSWERS, ASKED = "ends", "begins", "doubt", "changed", "answers", "asked"
"""The names of the sections."""


def sections(preview: Preview, wording: Wording) -> tuple[Section, ...]:
    """What the change is, what it does to what applies, and what becomes of the other answers. Empty sections are left out."""
    gettext, difference = wording.language.gettext, preview.difference
    found = [
        Section(CHANGED, gettext("The change"), tuple(_changes(preview, wording))),
        Section(BEGINS, gettext("Applies instead"), _statements(difference.begins, difference.ends, wording)),
        Section(ENDS, gettext("No longer applies"), _statements(difference.ends, difference.begins, wording)),
        Section(DOUBT, gettext("Is no longer certain"), _statements(difference.in_doubt, (), wording, depends=True)),
        Section(ANSWERS, gettext("The other answers"), tuple(_others(preview, wording))),
        Section(ASKED, gettext("Will be asked"), tuple(Item(wording.short(fact)) for fact in preview.asked_anew)),
    ]
    if difference.more:
        text = wording.language.ngettext(
            "{number} more statement may apply", "{number} more statements may apply", len(difference.more)
        )
        found.insert(4, Section(DOUBT, gettext("May apply"), (Item(text),)))
    if difference.nothing:
        found.insert(1, Section(BEGINS, gettext("What applies"), (Item(gettext("Nothing in it changes.")),)))
    return tuple(section for section in found if section.items)


def _changes(preview: Preview, wording: Wording) -> Iterable[Item]:
    for fact in preview.changed:
        before, after = (_answered(case, fact, wording) for case in (preview.before, preview.after))
        label = wording.short(fact)
        yield Item(f"{label}: {before} → {after}" if before else f"{label}: {after}")


def _answered(case: Case, fact: str, wording: Wording) -> str:
    return wording.answered(case, wording.knowledge.questions[fact]) if fact in case.answers else ""


def _statements(
    said: Iterable[Said], other_side: Iterable[Said], wording: Wording, depends: bool = False
) -> tuple[Item, ...]:
    """Each text once; what another rule says in the same words on the other side has not changed for the reader."""
    unchanged = {wording.rule_text(one.rule) for one in other_side}
    items: dict[str, Item] = {}
    for one in said:
        text = wording.rule_text(one.rule)
        if text not in unchanged:
            items.setdefault(text, Item(text, (wording.depends(one),) if depends else (), said=one))
    return tuple(items.values())


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
