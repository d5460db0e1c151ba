"""An answer as a card: what answers the question, what is to be heeded, what I do, then everything else in groups that can stay folded.

The words and their order are the outline's; here it is only decided what stands open and what is counted.
"""

from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from assistant.answer.model import Answer
from assistant.knowledge.model import STEP
from assistant.words.outline import LEAD, LOCAL, OTHERS, POSSIBLE, WARNING, Item, Section, outline
from assistant.words.wording import Wording

SOURCES, TERMS = "sources", "terms"
"""The kinds of two groups that are no sections of an outline."""


class Fold(NamedTuple):
    """What can be folded: its name (of its own in this card), its title, its kind, its items; `in_full`: the reader wants it open."""

    name: str
    title: str
    kind: str
    items: tuple[Item, ...]
    in_full: bool = False


class Card(NamedTuple):
    """`leads` answer; `warnings` are to be heeded; `steps` are mine; `folds` the rest; `foot` says as of when."""

    leads: tuple[Item, ...]
    warnings: tuple[Item, ...]
    steps: tuple[Section, ...]
    folds: tuple[Fold, ...]
    foot: str


def card(answer: Answer, wording: Wording, *, asking: bool) -> Card:
    """The card of an answer. `asking`: questions remain, so what depends on them stands first among what is folded."""
    made = outline(answer, wording)
    head = tuple(takewhile(lambda section: section.name in (LEAD, WARNING), made.sections))
    steps = tuple(section for section in made.sections if section.name == STEP)
    rest = [section for section in made.sections if section not in head and section not in steps]
    if asking:
        rest.sort(key=lambda section: section.name != POSSIBLE)
    in_full = wording.role is not None and wording.role.in_full
    # Where steps are looked for and none are mine, those of who takes the first ones are not left folded for shorter groups.
    others = [section for section in rest if section.name == OTHERS]
    wanted = others if in_full else [] if steps or not _about_steps(answer, wording) else others[:1]
    folds = [Fold("", each.title, each.name, each.items, each in wanted or each.name == LOCAL) for each in rest]
    if made.terms:
        terms = tuple(Item(f"{label}: {text}") for label, text in made.terms)
        folds.append(Fold("", made.terms_title, TERMS, terms))
    if made.sources:
        folds.append(Fold("", made.sources_title, SOURCES, tuple(Item(text) for text in made.sources)))
    return Card(
        leads=_items(head, LEAD),
        warnings=_items(head, WARNING),
        steps=steps,
        folds=tuple(fold._replace(name=f"{number}:{fold.kind}") for number, fold in enumerate(folds)),
        foot=made.foot,
    )


def _about_steps(answer: Answer, wording: Wording) -> bool:
    """Whether every topic begins with steps, and no amount is known that could be looked for instead."""
    topics = [wording.knowledge.topics[topic].first for topic in answer.case.topics]
    fees = (said.statement.fee for said in answer.certain)
    return set(topics) == {STEP} and all(fee is None or fee.amount is None for fee in fees)


def _items(sections: Sequence[Section], name: str) -> tuple[Item, ...]:
    return tuple(item for section in sections if section.name == name for item in section.items)
