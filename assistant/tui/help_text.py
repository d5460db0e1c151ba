"""What F1 shows: the keys of the part that has the focus, the keys that work everywhere, and what the marks mean."""

from __future__ import annotations

from textual.widget import Widget

from assistant.i18n import N_, Language
from assistant.tui.chat.blocks import CERTAIN_MARK, POSSIBLE_MARK, STEP_MARK, WARNING_MARK
from assistant.tui.hanging import GAP, Block
from assistant.tui.widgets.answer import AnswerScroll
from assistant.tui.widgets.choices import Choices
from assistant.tui.widgets.number_field import NumberField
from assistant.tui.widgets.replies import Replies
from assistant.tui.widgets.typed_line import TypedLine

Keys = tuple[tuple[str, str], ...]

_ONE: Keys = (
    ("1 … 9", N_("gives that answer at once")),
    ("0", N_("don't know: what is certain all the same stays")),
    ("↑ ↓  Enter", N_("choose and answer")),
)
_SEVERAL: Keys = (
    ("1 … 19", N_("ticks that topic; type both digits of a long number")),
    (N_("Space"), N_("ticks the highlighted topic")),
    ("Enter", N_("goes on with the ticked topics, or with the highlighted one if none is ticked")),
)
_NUMBER: Keys = (
    ("0 … 9", N_("type the age in whole years")),
    ("Enter", N_("answers with the number typed")),
    ("a b c d", N_("choose a range instead, or “don't know”")),
    ("↓", N_("to the ranges")),
)
_LINE: Keys = (
    (N_("words"), N_("write what you know: situation, age, what it is about; below it stands what was understood")),
    ("Enter", N_("takes what was understood")),
    ("Esc", N_("empties the line")),
    ("•", N_("long numbers are covered at once and kept nowhere")),
)
_ANSWER: Keys = (
    ("↑ ↓", N_("from statement to statement")),
    ("Enter", N_("why that one applies, and what would change it")),
    ("PgUp PgDn", N_("scroll the answer")),
    ("Home End", N_("to the beginning, to the end")),
    ("Tab", N_("to the question")),
)
_REPLIES: Keys = (
    ("↑ ↓", N_("choose a reply")),
    ("Enter", N_("asks that question again")),
)
_EVERYWHERE: Keys = (
    ("Esc", N_("one step back")),
    ("f", N_("forward again")),
    ("m", N_("write in your own words: several answers in one line")),
    ("Tab", N_("to the next part: the line, the answer, the replies, the question")),
    ("n", N_("new patient: everything is cleared but the region")),
    ("t", N_("choose the topics anew")),
    ("e", N_("change an answer: you first see what that would do")),
    ("y", N_("why does this apply, and what would change it?")),
    ("/  Ctrl+K", N_("look up fees, medicines, contacts and words")),
    ("p", N_("take along: copy or save the answer, a statement, a contact")),
    ("r", N_("report that something is wrong or out of date")),
    ("o", N_("settings")),
    ("v", N_("practise on made-up cases; the case waits")),
    ("s", N_("sources in full, or in short")),
    ("w", N_("why is this asked?")),
    ("l", N_("next language; the case stays as it is")),
    ("PgUp PgDn", N_("scroll the answer")),
    ("F2", N_("dark, light, high contrast")),
    ("F9, h", N_("hide the screen; F9 shows it again")),
    ("Ctrl+P", N_("all commands")),
    ("Ctrl+Q", N_("quit")),
)
_MARKS: Keys = (
    (CERTAIN_MARK, N_("applies, whatever the remaining answers are")),
    (STEP_MARK, N_("applies, and is something to do")),
    (WARNING_MARK, N_("important")),
    (POSSIBLE_MARK, N_("may apply: depends on answers that are missing")),
    (N_("(25)"), N_("an answer that changes nothing as the case stands; it stays noted")),
    ("V14, F08 …", N_("the clause of the source; s shows publisher, title, heading and date")),
)


def help_blocks(language: Language, focused: Widget | None) -> list[Block]:
    """The help for the part that had the focus."""
    gettext = language.gettext
    here: list[Block] = []
    if isinstance(focused, Choices):
        here = _part(
            language,
            gettext("The topics") if focused.several else gettext("The question"),
            _SEVERAL if focused.several else _ONE,
        )
    elif isinstance(focused, NumberField):
        here = _part(language, gettext("The age"), _NUMBER)
    elif isinstance(focused, TypedLine):
        here = _part(language, gettext("Your own words"), _LINE)
    elif isinstance(focused, AnswerScroll):
        here = _part(language, gettext("The answer"), _ANSWER)
    elif isinstance(focused, Replies):
        here = _part(language, gettext("The replies"), _REPLIES)
    return [
        Block(gettext("Help"), "bold $primary"),
        GAP,
        *here,
        *_part(language, gettext("Everywhere"), _EVERYWHERE),
        *_part(language, gettext("The marks in the answer"), _MARKS),
        Block(gettext("Everything can be clicked, too. Nothing about a patient is stored."), "$muted"),
    ]


def _part(language: Language, title: str, keys: Keys) -> list[Block]:
    width = 15
    lines = [Block(language.gettext(text), "", language.gettext(key).ljust(width), "bold") for key, text in keys]
    return [Block(title, "bold"), *lines, GAP]
