"""What F1 shows while one looks things up."""

from __future__ import annotations

from assistant.i18n import N_, Language
from assistant.tui.hanging import GAP, Block

_KEYS = (
    (N_("words"), N_("in Swedish or English; mistypings, other forms and missing dots are forgiven")),
    ("1 … 9", N_("on an empty line: opens what stands beside the number")),
    ("↓  Tab", N_("to the list, and on to the page beside it; what is typed goes into the line all the same")),
    ("↑ ↓  Enter", N_("choose and open")),
    ("Esc", N_("one step back, at last to the conversation, which is as it was")),
    ("Ctrl+S", N_("starts a case with what is open; or “start a case” and Enter")),
    ("Ctrl+Y  F5", N_("copies what is chosen, with its condition and its sources")),
    ("Ctrl+G", N_("another region; or “next region” and Enter")),
    ("Ctrl+O", N_("for the patient of the open case only, or for all; or “all patients” and Enter")),
    ("F3", N_("next language")),
    ("F9", N_("hide the screen; F9 shows it again")),
)


def help_blocks(language: Language) -> list[Block]:
    """The keys: no letter is one."""
    gettext = language.gettext
    lines = [Block(gettext(text), "", gettext(key).ljust(15), "bold") for key, text in _KEYS]
    return [
        Block(gettext("Look up"), "bold $primary"),
        GAP,
        *lines,
        GAP,
        Block(gettext("Everything can be clicked, too. Nothing about a patient is stored."), "$muted"),
    ]
