"""Reporting that an answer is wrong or out of date: which statements, in the user's words; never anything about the patient."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from assistant.feedback import ADVICE, FeedbackError, entry, feedback_path, write_entry
from assistant.i18n import N_
from assistant.plain.asking import numbers_of
from assistant.plain.words import BACK, is_word

if TYPE_CHECKING:
    from assistant.plain.desk import PlainDesk

MOST_NAMED = 3
"""Rules whose ids are said as what goes along; more are counted."""


def report(desk: PlainDesk) -> None:
    """Ask which statements it is about and for the user's words, and keep them for the knowledge editor."""
    said = desk.conversation.answer.statements
    texts = [desk.wording.rule_text(one.rule) for one in said]
    desk.say(N_("Is something wrong or out of date? Tell the knowledge editor."))
    word = desk.ask(
        N_("What is it about? Numbers with commas between, 0 for the answer as a whole, or Enter to report nothing:"),
        texts,
    )
    if not word or is_word(word, BACK):
        return
    try:
        chosen = [said[place].id for place in ([] if word == "0" else numbers_of(word, len(said)))]
    except ValueError:
        desk.refuse(word)
        return
    rules = chosen or [one.id for one in said]
    along = ", ".join(rules)
    if len(rules) > MOST_NAMED:
        along = desk.language.ngettext("the ids of {number} rule", "the ids of {number} rules", len(rules))
    version = desk.knowledge.version
    desk.say(
        N_("Kept with your words: {rules}; knowledge {version}; the day. Nothing about the patient."),
        rules=along,
        version=version,
    )
    desk.say(ADVICE)
    desk.say(N_("Your words:"))
    words = desk.lines.read()
    if not words and not chosen:
        desk.say(N_("Nothing was written, so nothing is kept."))
        return
    try:
        path = feedback_path()
        write_entry(entry(words, rules, desk.knowledge, desk.language, date.today()), path)
    except FeedbackError as error:
        desk.lines.say(error.text(desk.language))
        return
    desk.say(N_("Kept for the knowledge editor: {path}"), path=path)
