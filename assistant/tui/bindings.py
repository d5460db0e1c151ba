"""Keys whose names follow the language: BINDINGS hold English texts, which are translated when the footer asks for them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from textual.binding import ActiveBinding
from textual.screen import Screen

from assistant.i18n import N_

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
        language = getattr(self.app, "language", None)
        found = super().active_bindings
        if language is None:
            return found
        return {
            key: active._replace(binding=replace(active.binding, description=language.gettext(active.binding.description)))
            for key, active in found.items()
        }
