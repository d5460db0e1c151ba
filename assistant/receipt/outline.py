"""Telling what became of a receipt: which rules changed, and whether the outcome did, as lines of plain text."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.i18n import N_
from assistant.receipt.model import Written
from assistant.receipt.verifying import GONE, NEW, DayOutcome, Deviation, Verification
from assistant.texts import visible
from assistant.words.wording import Wording

_LONGEST = 300
"""Characters of a text of a receipt that are shown: it comes from a file."""

PARTS = {
    GONE: N_("gone"),
    NEW: N_("new"),
    "condition": N_("condition"),
    "days": N_("days in force"),
    "sources": N_("sources"),
    "conclusion": N_("conclusion"),
    "text": N_("text"),
    "details": N_("kind, topic, who acts or order"),
    "fee": N_("fee"),
    "contact": N_("contact"),
    "link": N_("link"),
    "certain": N_("whether it is certain"),
    "depends_on": N_("what it depends on"),
}
"""What can be different about a rule or a statement, in words."""
_HEAD = {
    "knowledge": N_("version of the knowledge"),
    "fingerprint": N_("fingerprint of all rules"),
    "engine": N_("engine"),
    "language": N_("language (the words cannot be compared)"),
}
"""What a receipt says of itself, in words."""
_SHOWN = ("text", "fee", "contact", "certain", "depends_on", "sources")
"""What is shown of a statement as it was and as it is."""


def report(found: Verification, wording: Wording) -> list[str]:
    """The report of a verification, in the wording's language."""
    gettext = wording.language.gettext
    lines = [*_first(found, wording), *_head(found, wording), *_changes(found, wording)]
    if found.refused is not None:
        lines.append(
            gettext(
                "The facts of the receipt are not understood any more: {problem}",
                problem=found.refused.text(wording.language),
            )
        )
    for outcome in found.outcomes:
        lines += _outcome(outcome, wording)
    if found.reproduced:
        lines.append(gettext("Reproduced: the same rules, the same answer."))
    elif not found.same_outcome:
        lines.append(gettext("Not reproduced: the outcome of this case has changed."))
    elif not found.unchanged:
        lines.append(gettext("Not reproduced: rules have changed, but the outcome of this case is the same."))
    else:
        lines.append(
            gettext(
                "Not reproduced: the receipt was not made of what is here, but the rules that bear on this case are the same, and so is what could be compared."
            )
        )
    return lines


def _first(found: Verification, wording: Wording) -> list[str]:
    """Which knowledge is compared with which."""
    gettext, receipt = wording.language.gettext, found.receipt
    head = gettext(
        "Receipt of {day}, knowledge {version}. Compared with knowledge {now}.",
        day=receipt.on, version=visible(receipt.knowledge), now=found.version,
    )  # fmt: skip
    other = gettext("The receipt was made by another knowledge than the one that came along.") if receipt.other else ""
    return [head, *filter(None, (other, wording.elsewhere))]


def _head(found: Verification, wording: Wording) -> list[str]:
    """What the receipt says of itself that is not so here."""
    gettext = wording.language.gettext
    return [
        gettext("{part}: {then} in the receipt, {now} here", part=gettext(_HEAD[part]), then=visible(then), now=now)
        for part, then, now in found.head
    ]


def _changes(found: Verification, wording: Wording) -> list[str]:
    gettext = wording.language.gettext
    lines = [] if found.unchanged else [gettext("Changed since the receipt:")]
    for rule, parts, here in found.changes:
        what = ", ".join(gettext(PARTS[part]) if part in PARTS else visible(part) for part in parts)
        text = gettext("rule {rule}: {what}", rule=visible(rule, 100), what=what)
        lines.append("- " + (text if here else gettext("{text} (not shown in this case)", text=text)))
    for fact in found.questions:
        lines.append("- " + gettext("question {fact}: its values", fact=visible(fact)))
    for fact in found.derived:
        lines.append("- " + gettext("derived fact {fact}: its values", fact=visible(fact)))
    return lines


def _outcome(outcome: DayOutcome, wording: Wording) -> list[str]:
    gettext = wording.language.gettext
    verdict = N_("As of {day}: the same answer.") if outcome.same else N_("As of {day}: another answer.")
    lines = [gettext(verdict, day=outcome.on)]
    for difference in outcome.differences:
        lines += _difference(difference, wording)
    for topic in outcome.not_known:
        label = wording.topic(topic) if topic in wording.knowledge.topics else visible(topic)
        lines.append("- " + gettext("{topic}: what is known or in force has changed", topic=label))
    if outcome.to_check:
        lines.append("  " + gettext("Check before use: {sources}", sources=", ".join(outcome.to_check)))
    return lines


def _difference(difference: Deviation, wording: Wording) -> list[str]:
    gettext = wording.language.gettext
    what = ", ".join(gettext(PARTS[part]) for part in difference.what)
    lines = ["- " + gettext("rule {rule}: {what}", rule=visible(difference.rule, 100), what=what)]
    whole = {GONE, NEW} & set(difference.what)
    for label, statement in ((N_("receipt: {value}"), difference.then), (N_("now: {value}"), difference.now)):
        if statement is not None:
            parts = ["text"] if whole else [part for part in _SHOWN if part in difference.what]
            lines += ["    " + gettext(label, value=_value(statement, part, wording)) for part in parts]
    return lines


def _value(statement: Written, part: str, wording: Wording) -> str:
    """A part of a statement in words."""
    gettext = wording.language.gettext
    if part == "text":
        return visible(statement.text, _LONGEST)
    if part == "fee":
        fees = [fee for fee in (statement.fee, statement.limit) if fee is not None]
        return ", ".join(wording.fee(fee) for fee in fees) or "–"
    if part == "contact":
        return _contact(statement.contact)
    if part == "certain":
        return gettext("certain") if statement.certain else gettext("depends on more")
    if part == "depends_on":
        return visible(", ".join(statement.depends_on), _LONGEST) or "–"
    return visible(", ".join(f"{clause} ({date})" for clause, date in statement.sources), _LONGEST)


def _contact(contact: Mapping[str, str | None] | None) -> str:
    return visible(", ".join(value for value in contact.values() if value), _LONGEST) if contact else "–"
