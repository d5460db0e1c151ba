"""What F1 shows while one looks things up."""

from __future__ import annotations

from assistant.i18n import N_, Language
from assistant.tui.hanging import GAP, Block

_KEYS = (
    (N_("words"), N_("in Swedish or English; mistypings, other forms and missing dots are forgiven")),
    ("1 … 9", N_("while the box is empty: opens what stands beside the number")),
    ("↓  Tab", N_("to the list, and on to the page beside it")),
    ("↑ ↓  Enter", N_("choose and open")),
    ("Esc", N_("one step back, at last to the conversation, which is as it was")),
    ("/", N_("to the search box")),
    ("s", N_("starts a case with what is open")),
    ("c", N_("copies what is chosen, with its condition and its sources")),
    ("g", N_("another region")),
    ("p", N_("for the patient of the open case only, or for all")),
    ("l", N_("next language")),
    ("F9, h", N_("hide the screen; F9 shows it again")),
)


def help_blocks(language: Language) -> list[Block]:
    """The keys, and how the box is left so that letters are keys."""
    gettext = language.gettext
    lines = [Block(gettext(text), "", gettext(key).ljust(15), "bold") for key, text in _KEYS]
    inside = gettext(
        "In the search box and in the list letters are typed. There, Ctrl+S, Ctrl+Y, Ctrl+G, Ctrl+O and Ctrl+L do what s, c, g, p and l do."
    )
    return [
        Block(gettext("Look up"), "bold $primary"),
        GAP,
        *lines,
        GAP,
        Block(inside, "$muted"),
        Block(gettext("Everything can be clicked, too. Nothing about a patient is stored."), "$muted"),
    ]
