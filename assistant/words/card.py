"""An answer as a card: what answers the question, what is to be heeded, what I do, then everything else in groups that can stay folded.

The words and their order are the outline's; here it is only decided what stands open and what is counted.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from assistant.answer.model import Answer, Said
from assistant.knowledge.model import CONTACT, ENTITLEMENT, FEE, RESPONSIBILITY, STEP, WARNING, Rule
from assistant.words.leads.speech import small
from assistant.words.outline import (
    CHECK,
    LEAD,
    LOCAL,
    NOT_KNOWN,
    OTHERS,
    POSSIBLE,
    Item,
    Section,
    checked_before_use,
    outline,
)
from assistant.words.wording import Wording

SOURCES, TERMS = "sources", "terms"
"""The kinds of two groups that are no sections of an outline."""


BETWEEN = " · "
"""Between what several statements say in the row of a heading."""

CARRYING = (FEE, CONTACT, ENTITLEMENT, NOT_KNOWN, LOCAL)
"""Kinds that carry the answer on whatever topic: what is paid, whom to ask, what the patient has a right to, and that it is not known here."""


class Fold(NamedTuple):
    """What can be folded: its name (of its own in this card), its title, its kind, its items; `in_full`: the reader wants it open.

    `carries`: it carries the answer, so rows are given to it before anything else; to what the line says already (`led`) after that.
    `in_sight`: folded or not, it is never out of sight. `first`: it is looked for before any steps. `gist`: what is told of it where it is
    folded too; `whole_gist`: in as many rows as that takes.
    """

    name: str
    title: str
    kind: str
    items: tuple[Item, ...]
    in_full: bool = False
    carries: bool = False
    led: bool = False
    in_sight: bool = False
    first: bool = False
    gist: str = ""
    whole_gist: bool = False


class Card(NamedTuple):
    """`leads` answer; `warnings` are to be heeded; `steps` are mine; `folds` the rest; `foot` says as of when. `led`: whose line leads.

    `while_open`: what a line may ask for by a sign, in brief, each with the answers with which it holds.
    """

    leads: tuple[Item, ...]
    warnings: tuple[Item, ...]
    steps: tuple[Section, ...]
    folds: tuple[Fold, ...]
    foot: str
    led: frozenset[str] = frozenset()
    while_open: tuple[Item, ...] = ()


def card(answer: Answer, wording: Wording, *, asking: bool) -> Card:
    """The card of an answer. `asking`: questions remain, so what depends on them stands first among what is folded."""
    made = outline(answer, wording)
    head = tuple(takewhile(lambda section: section.name in (LEAD, WARNING), made.sections))
    steps = tuple(section for section in made.sections if section.name == STEP)
    rest = [section for section in made.sections if section not in head and section not in steps]
    if asking:
        rest.sort(key=lambda section: section.name != POSSIBLE)
    led = frozenset(lead.rules[0].id for lead in answer.leads if lead.certain)
    folds = _folds(rest, answer, wording, led, asking=asking, any_steps=bool(steps))
    line = " ".join(item.text for item in _items(head, LEAD)).casefold()
    folds = [fold._replace(led=fold.led or _is_told(fold, line)) for fold in folds]
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
        led=led,
        while_open=tuple(_while_open(answer, wording)) if asking else (),
    )


def _while_open(answer: Answer, wording: Wording) -> Iterator[Item]:
    """What a line may ask for by a sign and one more answer makes certain: in the words of its line, where it has one, and with that answer."""
    for said in answer.possible:
        if said.statement.asked_by and (values := _values_then(said, answer, wording)):
            text = wording.rule_lead(said.rule) or wording.rule_text(said.rule)
            yield Item(f"{_within(values, wording)}: {small(text, wording.names)}", said=said)


def _folds(
    rest: list[Section], answer: Answer, wording: Wording, led: frozenset[str], *, asking: bool, any_steps: bool
) -> list[Fold]:
    """The sections that can be folded, and what carries the answer among them. `any_steps`: some are the reader's own."""
    in_full = wording.role is not None and wording.role.in_full
    # Where steps are looked for and none are mine, those of who takes the first ones are not left folded for shorter groups.
    others = [section for section in rest if section.name == OTHERS]
    wanted = others if in_full else [] if any_steps or not _about_steps(answer, wording) else others[:1]
    carrying = {*CARRYING, *(wording.knowledge.topics[topic].first for topic in answer.case.topics)}
    carrying |= {POSSIBLE} if asking and answer.case.topics else set()
    first = () if _about_steps(answer, wording) else (FEE, ENTITLEMENT, CONTACT)
    return [
        Fold(
            "",
            each.title,
            each.name,
            each.items,
            in_full=each in wanted or each.name == LOCAL or _takes_no_more_than_its_heading(each),
            carries=each.name in carrying or each in wanted[:1],
            led=all(item.said is not None and item.said.id in led for item in each.items),
            in_sight=each.name == CHECK or _is_for_outsiders(each, wording),
            first=each.name in first,
            whole_gist=_is_for_outsiders(each, wording),
            gist=_gist(each, answer, wording) or _duty(each, wording),
        )
        for each in rest
    ]


def _is_told(fold: Fold, line: str) -> bool:
    """Whether a line that turns on more tells what is paid in the very words of the group."""
    return fold.kind == FEE and bool(fold.gist) and all(each in line for each in fold.gist.casefold().split(BETWEEN))


def _takes_no_more_than_its_heading(section: Section) -> bool:
    """Whether steps of another are told rather than counted: one alone, that no brief words in the heading tell."""
    return section.name == OTHERS and not section.folded and not _in_brief(section)


def _duty(section: Section, wording: Wording) -> str:
    """What somebody else must do, in the brief words of those of their steps that have some: else the reader's own steps ("say nothing
    yourself", "hand over") would read as all that happens."""
    return " · ".join(wording.rule_brief(rule) for rule in _in_brief(section))


def _is_for_outsiders(section: Section, wording: Wording) -> bool:
    """Whether somebody else must do something for whoever asks from outside."""
    topics = wording.knowledge.topics
    return any(topics[rule.said.topic].no_patient for rule in _in_brief(section))


def _in_brief(section: Section) -> list[Rule]:
    """The steps of others that have brief words."""
    said = [item.said for item in section.items if item.said is not None] if section.name == OTHERS else []
    return [one.rule for one in said if one.statement.brief]


def _about_steps(answer: Answer, wording: Wording) -> bool:
    """Whether every topic begins with steps, and no amount is known that could be looked for instead."""
    topics = [wording.knowledge.topics[topic].first for topic in answer.case.topics]
    fees = (said.statement.fee for said in answer.certain)
    return set(topics) == {STEP} and all(fee is None or fee.amount is None for fee in fees)


def _gist(section: Section, answer: Answer, wording: Wording) -> str:
    """What a section that carries the answer, a duty, or a doubt of it says in a few words: whom to reach, of when the documents are, else
    the brief words of its statements, if all have some."""
    said = [item.said for item in section.items if item.said is not None]
    if section.name == POSSIBLE:
        return _reached_then(said, answer, wording)
    if section.name == CHECK:
        return _how_old(answer, wording)
    if section.name not in (*CARRYING, RESPONSIBILITY) or len(said) < len(section.items):
        return ""
    found = [_reach(one, wording) if section.name == CONTACT else wording.rule_brief(one.rule) for one in said]
    return BETWEEN.join(dict.fromkeys(found)) if all(found) else ""


def _how_old(answer: Answer, wording: Wording) -> str:
    """Of when the documents are that are to be checked before use: the doubt stands beside the amount, whether the group is open or not.

    In one row, so of what the statements themselves rest on alone.
    """
    found: dict[str, dict[str, None]] = {}
    for source, *_ in checked_before_use(answer):
        found.setdefault(wording.publisher(source), {})[wording.date(source.document)] = None
    return " · ".join(f"{publisher}, {', '.join(days)}" for publisher, days in found.items())


def _reached_then(said: Sequence[Said], answer: Answer, wording: Wording) -> str:
    """Whom to reach where one more answer makes that certain: who does not know that answer yet may need to ask there.

    In one row, so in brief: whoever is reached with several answers once behind them all, without those that do not go with what is known.
    """
    found = dict[str, list[str]]()
    for one in said:
        if one.statement.kind in (CONTACT, STEP) and one.certain_if and (reach := _reach(one, wording)):
            found.setdefault(reach, []).extend(_values_then(one, answer, wording))
    told = {reach: dict.fromkeys(values) for reach, values in found.items() if values}
    return " · ".join(f"{_within(values, wording)}: {reach}" for reach, values in told.items())


def _values_then(said: Said, answer: Answer, wording: Wording) -> list[str]:
    """The answers that make a statement certain, in brief, without those that do not go with what is known; none where it turns on several questions."""
    if not said.certain_if:
        return []
    question = wording.knowledge.questions[said.depends_on[0]]
    values = (value for value in said.certain_if if question.value(value).goes_with(answer.case.answers))
    return [wording.brief_value(question, value) for value in values]


def _within(values: Iterable[str], wording: Wording) -> str:
    """Labels one behind the other, as within a sentence."""
    first, *others = values
    return ", ".join((first, *(small(each, wording.names) for each in others)))


def _reach(said: Said, wording: Wording) -> str:
    """Whom a statement says to reach, with the first way to: the name, a comma, the number.

    Not an authority that somebody is sent to: for whom, and for whom never, is told in the statement alone, and only the whole of it may be read.
    """
    contact = said.contact if not said.statement.sends_to else None
    way = contact and (contact.phone or contact.email or contact.fax)
    return f"{wording.contact_name(contact)}, {way}" if contact is not None and way else ""


def _items(sections: Sequence[Section], name: str) -> tuple[Item, ...]:
    return tuple(item for section in sections if section.name == name for item in section.items)
