"""What the question offers, as the screen shows it: its values with what each decides, what may be meant, what can be done or changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

from assistant.dialogue import Conversation
from assistant.dialogue import options as signs
from assistant.dialogue.line_outline import choices, how_offered, next_patient
from assistant.dialogue.readings import NextPatient, Suggestion
from assistant.knowledge.model import Question
from assistant.tui.widgets.asking import OnOffer
from assistant.tui.widgets.options import Choosable, numbers
from assistant.words.beside import beside
from assistant.words.wording import Wording

NEW_PATIENT, OTHER_TOPICS, CHANGE_ANSWER, MORE = "do:new_patient", "do:topics", "do:change", "do:more"
"""What is offered when no question is left. Ids of options, beside those of values and topics."""
AGAIN, MEANT = "again:", "meant:"
"""Begin the ids of options: one that asks for a reply again, and one that may be meant, by its number."""


class Put(NamedTuple):
    """An offer, and how it stands at first: what is ticked, and where the bar is; `taken`: Enter alone takes that."""

    offer: OnOffer
    ticked: tuple[str, ...] = ()
    at: int | None = None
    taken: bool = False


def put(conversation: Conversation, wording: Wording, *, in_a_row: bool, packed: bool = False) -> Put:
    """What is offered now. `packed`: rows are few, so that an answer that stands needs those that options can share."""
    question = conversation.question
    if question is None:
        return Put(_done(conversation, wording, in_a_row))
    suggested = conversation.suggested(datetime.now())
    given = conversation.case.answers.get(question.id, suggested)
    options = _options(conversation, question, suggested, wording)
    at = next((place for place, option in enumerate(options) if option.id == given), None)
    offer = replace(_asked(question, options, wording), packed=packed and bool(conversation.case.topics))
    return Put(offer, conversation.case.topics if question.multiple else (), at)


def changes(conversation: Conversation, wording: Wording) -> Put:
    """The replies, to choose the one to change; before them what a fee turns on and nobody has replied to."""
    gettext, missing = wording.language.gettext, conversation.paid_on
    told = [(known.id, gettext("not answered")) for known in missing]
    told += [(known.id, wording.answered(conversation.case, known)) for known in conversation.replied]
    options = tuple(
        Choosable(AGAIN + fact, key, f"{wording.short(fact)}: {text}")
        for (fact, text), key in zip(told, numbers(len(told)), strict=True)
    )
    title = gettext("Which answer do you want to change?")
    return Put(_offer(title, gettext("Esc leaves everything as it is."), options, wording))


def may_be_meant(waiting: Suggestion | NextPatient, conversation: Conversation, wording: Wording) -> Put:
    """What a line may mean, each with its number; one alone is taken by Enter."""
    if isinstance(waiting, NextPatient):
        title, *lines = next_patient(waiting, conversation.case, wording)
        texts = [line.partition(" ")[2] for line in lines]
    else:
        title = how_offered(waiting, wording)
        texts = [*choices(waiting, conversation, wording)]
    alone = len(texts) == 1
    options = tuple(Choosable(f"{MEANT}{number}", str(number), text) for number, text in enumerate(texts, 1))
    help = wording.language.gettext("Esc leaves everything as it is.")
    return Put(_offer(title, help, options, wording), at=0 if alone else None, taken=alone)


def _offer(title: str, help: str, options: tuple[Choosable, ...], wording: Wording, **more: Any) -> OnOffer:
    gettext = wording.language.gettext
    return OnOffer(
        title, help, options,
        more_above=gettext("▲ {number} more above (PgUp)", number="{number}"),
        more_below=gettext("▼ {number} more below (PgDn)", number="{number}"),
        hint=gettext("Choose with a number, or move with the arrows first."),
        **more,
    )  # fmt: skip


def _asked(question: Question, options: tuple[Choosable, ...], wording: Wording) -> OnOffer:
    gettext = wording.language.gettext
    how = ""
    if question.number is not None:  # a number that a further digit would still make sense of waits for Enter
        how = gettext("Type the age; up to {most} it takes Enter.", most=question.number.greatest // 10)
    return _offer(
        wording.question(question),
        f"{how} {wording.help(question)}".strip(),
        options,
        wording,
        several=question.multiple,
        confirm=gettext("Enter  Show the answer for the ticked topics"),
        how=gettext("Several: Space on each, or afterwards + and a number"),
        ticking=gettext("Several: choose each, then Enter"),
    )


def _options(
    conversation: Conversation, question: Question, suggested: str | None, wording: Wording
) -> tuple[Choosable, ...]:
    """The options; what Enter alone takes says so."""
    case, gettext = conversation.case, wording.language.gettext
    notes = {case.answers.get(question.id): gettext("(answered)")}
    if suggested is not None:
        notes = {suggested: gettext("(Enter)")}
    decides = beside(conversation.adviser, case, question, wording)
    found = []
    for sign, id, aside in signs.options(conversation):
        key = sign if sign.isdigit() else ""
        if aside:
            found.append(
                Choosable(id, key, wording.topic(id), help=wording.value_help(wording.knowledge.topic_question, id))
            )
            continue
        value, help = wording.value(question, id), wording.value_help(question, id)
        found.append(Choosable(id, key, value, decides.get(id, ""), notes.get(id, ""), help))
    return tuple(found)


def _more(conversation: Conversation, wording: Wording) -> str:
    """What asking more may change: what is paid, where that turns on something that nobody has replied to."""
    if conversation.paid_on:
        return wording.language.gettext("What is paid depends on it.")
    return wording.language.gettext("Changes only what is good to know.")


def _done(conversation: Conversation, wording: Wording, in_a_row: bool) -> OnOffer:
    gettext = wording.language.gettext
    options = (
        Choosable(NEW_PATIENT, "F4", gettext("New patient")),
        Choosable(OTHER_TOPICS, "^T", gettext("Another topic")),
        Choosable(CHANGE_ANSWER, "F7", gettext("Change") if in_a_row else gettext("Change an answer")),
        *(
            (Choosable(MORE, "", gettext("Ask more"), help=_more(conversation, wording)),)
            if conversation.offers_more
            else ()
        ),
    )
    from assistant.dialogue.shown import finished  # the first question is put without the words of an answer

    # Above an answer whose title counts what depends on more, that need not be told in whole words again.
    offer = _offer(finished(conversation, wording, brief=in_a_row), "", options, wording, in_a_row=in_a_row)
    return replace(offer, hint=gettext("Write, or move with the arrows first."))
