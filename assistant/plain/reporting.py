"""Reporting that an answer is wrong or out of date: which statements, in the user's words; never anything about the patient."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from assistant.feedback import ADVICE, FeedbackError, entry, feedback_path, write_entry
from assistant.i18n import N_
from assistant.plain.asking import numbers_of

if TYPE_CHECKING:
    from assistant.plain.desk import PlainDesk

MOST_NAMED = 3
"""Rules whose ids are said as what goes along; more are counted."""


def report(desk: PlainDesk) -> None:
    """Ask which statements it is about and for the user's words, and keep them for the knowledge editor."""
    desk.say(N_("Is something wrong or out of date? Tell the knowledge editor."))
    chosen = _asked_about(desk)
    if chosen is None:
        return
    rules = chosen or [one.id for one in desk.conversation.answer.statements]
    along = ", ".join(rules)
    if len(rules) > MOST_NAMED:
        along = desk.language.ngettext("the ids of {number} rule", "the ids of {number} rules", len(rules))
    desk.say(
        N_("Kept with your words: {rules}; knowledge {version}; the day. Nothing about the patient."),
        rules=along,
        version=desk.knowledge.version,
    )
    desk.say(ADVICE)
    words = desk.ask(N_("Your words:"))
    if words or chosen:
        _keep(desk, words, rules)
    else:
        desk.say(N_("Nothing was written, so nothing is kept."))


def _asked_about(desk: PlainDesk) -> list[str] | None:
    """The rules that it is about, none for the answer as a whole; None if nothing is to be reported."""
    said = desk.conversation.answer.statements
    word = desk.ask(
        N_("What is it about? Numbers with commas between, 0 for the answer as a whole, or Enter to report nothing:"),
        [desk.wording.rule_text(one.rule) for one in said],
    )
    if not word or desk.commanded(word) == "back":
        return None
    try:
        return [said[place].id for place in ([] if word == "0" else numbers_of(word, len(said)))]
    except ValueError:
        desk.refuse(word)
        return None


def _keep(desk: PlainDesk, words: str, rules: Sequence[str]) -> None:
    try:
        path = feedback_path()
        write_entry(entry(words, rules, desk.knowledge, desk.language, date.today()), path)
    except FeedbackError as error:
        desk.lines.say(error.text(desk.language))
    else:
        desk.say(N_("Kept for the knowledge editor: {path}"), path=path)
