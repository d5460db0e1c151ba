"""Keys whose names follow the language: BINDINGS hold English texts, which are translated when the footer asks for them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from textual.binding import ActiveBinding
from textual.screen import Screen

from assistant.i18n import N_, Language, languages

if TYPE_CHECKING:
    _Base = Screen[Any]
else:
    _Base = object

PALETTE = N_("palette")
"""Textual's own name for ctrl+p, shown in the footer."""


class TranslatedKeys(_Base):
    """A screen that shows its keys in the app's language. Put it before `Screen` among the bases."""

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys that work now, their descriptions translated."""
        found = super().active_bindings
        language = getattr(self.app, "language", None)
        return found if language is None else {key: _translated(active, language) for key, active in found.items()}


def _translated(active: ActiveBinding, language: Language) -> ActiveBinding:
    """The key that changes the language names all languages, so that nobody is caught in the wrong one."""
    binding = active.binding
    text = (
        "/".join(languages()).upper()
        if binding.action.endswith("next_language")
        else language.gettext(binding.description)
    )
    return active._replace(binding=replace(binding, description=text))
