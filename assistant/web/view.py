"""What the page shows of a turn: the words of the outlines, put in the places of the templates. Nothing is decided here, and nothing composed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from assistant.answer import REFUSALS, OpenQuestion, refusal
from assistant.answer.explain import NotSaidError, explain
from assistant.dialogue import Conversation
from assistant.dialogue.line_outline import asked_of, choices, next_patient
from assistant.dialogue.options import options
from assistant.dialogue.outline import sections as preview_sections
from assistant.dialogue.readings import Alarm, NextPatient, Suggestion
from assistant.dialogue.shown import card_of, finished, shown
from assistant.dialogue.turns import new_in
from assistant.knowledge.model import TOPIC, Question
from assistant.records import replace
from assistant.typed.outline import alarm_lines
from assistant.web.desk import PageDesk
from assistant.web.turn import ALL_OPEN, PageTurn
from assistant.words.beside import beside
from assistant.words.card import SOURCES, TERMS, Card, Fold
from assistant.words.crumbs import Crumb, crumbs
from assistant.words.explanation import sections as explanation_sections
from assistant.words.outline import CHECK, Item, Section
from assistant.words.wording import Wording

OPEN_ITEMS = 8
"""Statements in folded parts that stand open by themselves once topics are chosen, the first parts first; more are opened by whoever wants them."""
KEPT_FOLDED = (CHECK, TERMS, SOURCES)
"""Parts that are looked at by those who want them."""
MOST_AT_STAKE = 12
"""Statements named as at stake; of more, the number."""


class OptionShown(NamedTuple):
    """An answer that can be chosen.

    sign      what one types for it in the line; empty where a number is typed
    amount    what it decides on the topics asked about
    note      that it was answered before, or that the clock suggests it
    """

    id: str
    sign: str
    label: str
    amount: str = ""
    note: str = ""
    help: str = ""
    chosen: bool = False


class AskedNow(NamedTuple):
    """The open question. `several`: options are ticked; `many`: they could be. `number`: the least, the greatest, its label, what was given."""

    title: str
    help: str
    options: tuple[OptionShown, ...]
    several: bool = False
    many: bool = False
    number: tuple[int, int, str, str] | None = None


class Panel(NamedTuple):
    """What stands before the question: a change to confirm, what a line may mean, an alarm, why it is asked.

    `kind` is one of `alarm`, `change`, `offer`, `why`. `choices`: pairs of number and words to choose from.
    """

    kind: str
    title: str
    lines: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    choices: tuple[tuple[str, str], ...] = ()


class FoldShown(NamedTuple):
    """A part of the answer that folds, and whether it is open."""

    fold: Fold
    groups: tuple[tuple[str, tuple[Item, ...]], ...]
    new: int
    open: bool


class View(NamedTuple):
    """All that the page shows. `refused`: why there is no answer; then `card` is None. `printed`: the answers as they may leave on paper."""

    title: str
    counted: str
    crumbs: tuple[Crumb, ...]
    printed: tuple[str, ...]
    card: Card | None
    folds: tuple[FoldShown, ...]
    refused: str
    asking: AskedNow | None
    finished: str
    panel: Panel | None
    new: frozenset[str]
    why: tuple[Section, ...]


def view(turn: PageTurn, desk: PageDesk) -> View:
    """What the page shows of a turn."""
    talk, wording = turn.talk, desk.wording
    gettext = wording.language.gettext
    topics = ", ".join(wording.topic(topic) for topic in talk.case.topics)
    try:
        made, refused = card_of(talk, wording), ""
        new, count, why = new_in(talk), _count(talk, wording), _why(turn, wording)
    except REFUSALS as error:
        made, refused = None, refusal(error, wording.language)
        new, count, why = frozenset[str](), "", ()
    told = crumbs(talk.case, wording, talk.idle if made is not None else frozenset())
    covered = crumbs(replace(talk.case, numbers={}), wording) if talk.case.numbers else told
    return View(
        title=topics or gettext("What applies"),
        counted=count,
        crumbs=told,
        printed=tuple(crumb.text for crumb in covered),
        card=made,
        folds=_folds(made.folds, turn, new) if made is not None else (),
        refused=refused,
        asking=_asking(turn, wording) if talk.question is not None else None,
        finished=finished(talk, wording) if talk.question is None else "",
        panel=_panel(turn, wording),
        new=new,
        why=why,
    )


def folds_of(talk: Conversation, wording: Wording) -> tuple[Fold, ...]:
    """The parts of the answer that fold; none where there is no answer."""
    try:
        return card_of(talk, wording).folds
    except REFUSALS:
        return ()


def _count(talk: Conversation, wording: Wording) -> str:
    """How much is certain, and how much is not."""
    answer, ngettext = shown(talk), wording.language.ngettext
    parts = [ngettext("{number} statement applies", "{number} statements apply", len(answer.certain))]
    if answer.possible:
        parts.append(ngettext("{number} depends on more", "{number} depend on more", len(answer.possible)))
    return " · ".join(parts)


def _folds(folds: Sequence[Fold], turn: PageTurn, new: frozenset[str]) -> tuple[FoldShown, ...]:
    """The folded parts: open are the first short ones, what the reader wants in full, and what was asked for."""
    found, left = [], OPEN_ITEMS if turn.talk.case.topics else 0
    for fold in folds:
        fresh = sum(item.said is not None and item.said.id in new for item in fold.items)
        explained = any(item.said is not None and item.said.id == turn.why for item in fold.items)
        wished = fold.in_full or explained or turn.unfold in (ALL_OPEN, fold.name)
        fits = len(fold.items) <= left and fold.kind not in KEPT_FOLDED
        left -= len(fold.items) if fits else 0
        groups = Section(fold.kind, fold.title, fold.items).groups
        found.append(FoldShown(fold, groups, fresh, wished or fits))
    return tuple(found)


def _why(turn: PageTurn, wording: Wording) -> tuple[Section, ...]:
    """Why the statement applies that is explained; nothing where the answer does not hold it any more."""
    if not turn.why:
        return ()
    try:
        return explanation_sections(explain(turn.talk.adviser, turn.talk.case, turn.why), wording)
    except NotSaidError:
        return ()


# -- the question --------------------------------------------------------------------------------------------------------


def _asking(turn: PageTurn, wording: Wording) -> AskedNow:
    talk, question = turn.talk, turn.talk.question
    assert question is not None
    number = None
    if question.number is not None:
        given = str(talk.case.numbers.get(question.number.id, ""))
        least = max(1, question.number.least)
        number = least, question.number.greatest, wording.number_label(question), given
    return AskedNow(
        wording.question(question),
        wording.help(question),
        tuple(_options(talk, question, wording)),
        several=question.multiple and turn.several,
        many=question.multiple and not turn.several,
        number=number,
    )


def _options(talk: Conversation, question: Question, wording: Wording) -> Iterable[OptionShown]:
    gettext, case = wording.language.gettext, talk.case
    given, suggested = case.answers.get(question.id), talk.suggested(datetime.now())
    decides = beside(talk.adviser, case, question, wording)
    for sign, id, aside in options(talk):
        typed = sign if sign.isdigit() else ""
        if aside:
            help = wording.value_help(wording.knowledge.topic_question, id)
            yield OptionShown(id, typed, wording.topic(id), help=help)
            continue
        note = gettext("(answered)") if id == given else gettext("suggested now") if id == suggested else ""
        chosen = id == given or (question.id == TOPIC and id in case.topics)
        help = wording.value_help(question, id)
        yield OptionShown(id, typed, wording.value(question, id), decides.get(id, ""), note, help, chosen)


# -- what stands before it -----------------------------------------------------------------------------------------------


def _panel(turn: PageTurn, wording: Wording) -> Panel | None:
    gettext = wording.language.gettext
    match turn.waiting:
        case Alarm(words):
            title, why = alarm_lines(words, wording)
            return Panel("alarm", title, (why, gettext("The case is kept.")))
        case NextPatient() as found:
            title, *lines = next_patient(found, turn.talk.case, wording)
            numbered = (line.partition(". ") for line in lines)
            return Panel("offer", title, choices=tuple((number, words) for number, _, words in numbered))
        case Suggestion() as offer:
            meant = enumerate(choices(offer, turn.talk, wording), 1)
            return Panel(
                "offer", asked_of(offer, wording), choices=tuple((str(number), text) for number, text in meant)
            )
    if turn.preview is not None:
        return Panel("change", gettext("Change this answer?"), sections=preview_sections(turn.preview, wording))
    return _why_asked(turn.talk, wording) if turn.why_asked else None


def _why_asked(talk: Conversation, wording: Wording) -> Panel:
    """Why the question is asked: the statements at stake, and what each of its answers means."""
    language, question = wording.language, talk.question
    gettext = language.gettext
    title = gettext("Why is this asked?")
    if question is None:
        return Panel("why", title, (gettext("Nothing is asked: no further answer would change what is shown."),))
    at_stake = talk.at_stake
    if not at_stake or not talk.case.topics:
        return Panel("why", title, (wording.why_asked(OpenQuestion(question.id, ())),))
    decides = language.ngettext(
        "Its answer decides whether this applies:", "Its answer decides which of these apply:", len(at_stake)
    )
    items = [Item(wording.rule_text(wording.knowledge.rules[rule])) for rule in at_stake[:MOST_AT_STAKE]]
    if len(at_stake) > MOST_AT_STAKE:
        more = len(at_stake) - MOST_AT_STAKE
        items.append(Item(language.ngettext("and {number} more", "and {number} more", more)))
    return Panel("why", title, sections=(Section("why", decides, tuple(items)),))
