"""An explanation in words: titled sections of items, as an answer's outline has, for the app, the plain talk and text."""

from __future__ import annotations

from assistant.answer.explain import APPLIES, FALLS, UNCERTAIN, Explanation, OneOf, Step, Turn
from assistant.answer.model import Source
from assistant.words.outline import Item, Section
from assistant.words.wording import Wording

WHY = "why"
CHAIN = "chain"
SOURCES = "sources"
CHANGE = "change"

MOST_INSTEAD = 3
"""Statements named that stand instead of one that falls; of more, only the number is told."""


def sections(explanation: Explanation, wording: Wording) -> tuple[Section, ...]:
    """The four sections of an explanation, named `WHY`, `CHAIN`, `SOURCES`, `CHANGE`: none without an item."""
    gettext, certain = wording.language.gettext, explanation.certain
    return (
        Section(
            WHY, gettext("Why this applies") if certain else gettext("Why this may apply"), _why(explanation, wording)
        ),
        Section(
            CHAIN,
            gettext("How it follows") if certain else gettext("When it applies"),
            tuple(_step(step, wording) for step in explanation.steps),
        ),
        Section(SOURCES, gettext("Sources"), tuple(Item(wording.source(source)) for source in explanation.sources)),
        Section(
            CHANGE,
            gettext("What would change it") if certain else gettext("What would settle it"),
            (*(_turn(turn, wording) for turn in explanation.turns), *_rest(explanation, wording)),
        ),
    )


def _why(explanation: Explanation, wording: Wording) -> tuple[Item, ...]:
    """The answers that force it, or that none does."""
    gettext = wording.language.gettext
    if not explanation.certain:
        return (Item(gettext("It fits some of the cases that are still possible, not all of them.")),)
    if not explanation.because:
        return (Item(gettext("It always applies, whatever the answers.")),)
    return tuple(Item(_answer(explanation, fact, value, wording)) for fact, value in explanation.because)


def _answer(explanation: Explanation, fact: str, value: str, wording: Wording) -> str:
    """An answer as it was given; a number with the band that counts, as `Age: 7 (Under 18 years)`."""
    question = wording.knowledge.questions[fact]
    if question.number is None or question.number.id not in explanation.case.numbers:
        return wording.condition(fact, (value,))
    number = wording.answered(explanation.case, question)
    return f"{wording.short(fact)}: {number} ({wording.value(question, value)})"


# -- how it follows ------------------------------------------------------------------------------------------------------


def _step(step: Step, wording: Wording) -> Item:
    gettext = wording.language.gettext
    if step.concludes is None:
        conclusion = gettext("this statement applies")
    else:
        fact, value = step.concludes
        conclusion = wording.condition(fact, (value,))
    return Item(_sentence(step, conclusion, wording), _cited(step.sources, wording))


def _sentence(step: Step, conclusion: str, wording: Wording) -> str:
    gettext = wording.language.gettext
    if not step.ways and step.given:
        given = _together(step.given, wording)
        if step.always:
            return gettext("{given}, and no rule says otherwise. So: {conclusion}.", given=given, conclusion=conclusion)
        return gettext("With {given}, no rule says otherwise. Then: {conclusion}.", given=given, conclusion=conclusion)
    alternatives = [_together(way.conditions, wording) for way in step.ways if way.conditions]
    if len(alternatives) < len(step.ways):
        return gettext("Always: {conclusion}.", conclusion=conclusion)
    if step.otherwise:
        alternatives.append(gettext("no rule says otherwise"))
    if not step.always:
        return gettext(
            "If {alternatives}: {conclusion}.", alternatives=_or(alternatives, wording), conclusion=conclusion
        )
    if len(alternatives) > 1:
        either = _or(alternatives, wording)
        return gettext("Either {alternatives}. In each case: {conclusion}.", alternatives=either, conclusion=conclusion)
    return gettext("{conditions}. So: {conclusion}.", conditions=alternatives[0], conclusion=conclusion)


def _or(alternatives: list[str], wording: Wording) -> str:
    """Alternatives that are lists themselves, kept apart."""
    told = alternatives[0]
    for alternative in alternatives[1:]:
        told = wording.language.gettext("{one}; or {other}", one=told, other=alternative)
    return told


def _together(conditions: tuple[OneOf, ...], wording: Wording) -> str:
    """Conditions that all hold, each in quotation marks: their values may be long."""
    gettext = wording.language.gettext
    return wording.all_of([gettext("“{text}”", text=wording.condition(*condition)) for condition in conditions])


def _cited(sources: tuple[Source, ...], wording: Wording) -> tuple[str, ...]:
    """The clauses of a step with their dates, as one note; none where no rule stands behind it."""
    if not sources:
        return ()
    cited = ", ".join(f"{source.clause.id} ({wording.date(source.document)})" for source in sources)
    return (wording.language.gettext("Source: {sources}", sources=cited),)


# -- what would change it ------------------------------------------------------------------------------------------------


def _turn(turn: Turn, wording: Wording) -> Item:
    gettext, answers = wording.language.gettext, _together(turn.changes, wording)
    if turn.outcome == APPLIES:
        return Item(gettext("With {answers}: it applies.", answers=answers))
    if turn.outcome == UNCERTAIN:
        facts = ", ".join(wording.short(fact) for fact in turn.depends_on)
        note = gettext("Depends on: {facts}", facts=facts)
        return Item(gettext("With {answers} instead: it is no longer certain.", answers=answers), (note,))
    if turn.outcome != FALLS:
        return Item(gettext("With {answers}: it does not apply.", answers=answers))
    # What leads to another actor is told only to the case in which it is certain: here it could be read as advice.
    told = [rule for rule in turn.instead if rule.statement is not None and not rule.statement.sends_to]
    texts = list(dict.fromkeys(wording.rule_text(rule) for rule in told))
    if not texts:
        return Item(gettext("With {answers} instead: it does not apply.", answers=answers))
    named = texts[:MOST_INSTEAD]
    if left := len(texts) - len(named) + len(turn.instead) - len(told):
        named.append(_more(left, wording))
    return Item(gettext("With {answers} instead, it does not apply, but this does:", answers=answers), tuple(named))


def _rest(explanation: Explanation, wording: Wording) -> list[Item]:
    """What the changes named leave out: how many more there are, that there are none, or that more stays open."""
    gettext = wording.language.gettext
    texts = []
    if explanation.more:
        texts.append(_more(explanation.more, wording))
    if explanation.said_anyway:
        texts.append(gettext("Nothing: in the other cases another rule says the same."))
    elif explanation.left_open:
        facts = ", ".join(wording.short(fact) for fact in explanation.left_open)
        texts.append(gettext("With other answers it depends on more than one of: {facts}.", facts=facts))
    elif explanation.certain and not explanation.because:
        texts.append(gettext("Nothing: it always applies."))
    elif explanation.certain and not any(turn.outcome == FALLS for turn in explanation.turns):
        texts.append(gettext("To change one or two of the answers is not enough."))
    return [Item(text) for text in texts]


def _more(number: int, wording: Wording) -> str:
    return wording.language.ngettext("and {number} more", "and {number} more", number)
