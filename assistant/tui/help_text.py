"""What F1 shows: how one replies, the keys, and what the marks mean."""

from __future__ import annotations

from assistant.i18n import N_, Language
from assistant.tui.chat.blocks import CERTAIN_MARK, POSSIBLE_MARK, STEP_MARK, WARNING_MARK
from assistant.tui.chat.card import FOLDED, NOT_TICKED, OPENED
from assistant.tui.hanging import GAP, Block

KeyRows = tuple[tuple[str, str], ...]

_REPLYING: KeyRows = (
    ("1 … 9, 0", N_("on an empty line: gives that answer at once; 0 is don't know")),
    ("34", N_("an age: at once where no further digit can follow, else with Enter")),
    (N_("words"), N_("everything else is text: write what you know, Enter takes what was understood")),
    (N_("tol + Enter"), N_("the beginning of an option takes it")),
    ("↑ ↓  Enter", N_("move to an option and take it")),
    (N_("+ or Space"), N_("several topics: Space on each, then Enter; or afterwards + and a number")),
    ("Esc", N_("empties the line; on an empty line one step back")),
    ("•", N_("long numbers are covered at once and kept nowhere")),
)
_ANSWER: KeyRows = (
    ("Tab", N_("the arrows act in the answer, and on the question again")),
    ("↑ ↓  Enter", N_("in the answer: opens a group, or tells why a statement applies and what would change it")),
    ("Ctrl+O", N_("opens the next folded group; /more contacts opens that one, /answer everything")),
    ("Ctrl+D", N_("ticks off your next step; “done 2”, Space on a step, or a click on its box that one")),
    ("PgUp PgDn", N_("scroll: options that do not fit, then the answer")),
    ("Ctrl+↑ Ctrl+↓", N_("scroll what has been said")),
)
_KEYS: KeyRows = (
    ("F1", N_("this help")),
    ("F2", N_("why does this apply, or why is this asked?")),
    ("F3", N_("next language; the case stays as it is")),
    ("F4  Ctrl+N", N_("new patient: everything is cleared but the region; Esc brings the last one back")),
    ("F5", N_("take along: copy or save the answer, a statement, a contact")),
    ("F6  Ctrl+K", N_("look up fees, medicines, contacts and words")),
    ("F7", N_("change an answer: you first see what that would do")),
    ("F8", N_("practise on made-up cases; the case waits")),
    ("F9", N_("hide the screen; F9 shows it again")),
    ("F10", N_("settings")),
    ("F12", N_("dark, light, high contrast")),
    ("Ctrl+T", N_("choose the topics anew")),
    ("Ctrl+F", N_("forward again")),
    ("Ctrl+R", N_("report that something is wrong or out of date")),
    ("Ctrl+P", N_("all commands")),
    ("Ctrl+Q", N_("quit")),
)
_MARKS: KeyRows = (
    (STEP_MARK, N_("answers the question; or is something to do")),
    (
        f"{NOT_TICKED} 1.",
        N_("what you do, in order; [x] once you have ticked it off: kept nowhere, gone with the patient"),
    ),
    (CERTAIN_MARK, N_("applies, whatever the remaining answers are")),
    (WARNING_MARK, N_("important")),
    (POSSIBLE_MARK, N_("may apply: depends on answers that are missing")),
    (f"{FOLDED} {OPENED}", N_("a group, folded or open, and how much is in it")),
    (N_("new"), N_("new since your last answer")),
    (N_("(25)"), N_("an answer that changes nothing as the case stands; it stays noted")),
    ("V14, F08 …", N_("the clause of the source; the group of sources has publisher, title and date")),
)


def help_blocks(language: Language) -> list[Block]:
    """The help."""
    gettext = language.gettext
    return [
        Block(gettext("Help"), "bold $primary"),
        GAP,
        *_part(language, gettext("Replying"), _REPLYING),
        *_part(language, gettext("The answer"), _ANSWER),
        *_part(language, gettext("The keys"), _KEYS),
        *_part(language, gettext("The marks in the answer"), _MARKS),
        Block(gettext("Everything can be clicked, too. Nothing about a patient is stored."), "$muted"),
    ]


def _part(language: Language, title: str, keys: KeyRows) -> list[Block]:
    width = 15
    lines = [Block(language.gettext(text), "", language.gettext(key).ljust(width), "bold") for key, text in keys]
    return [Block(title, "bold"), *lines, GAP]
