"""What all screens have in common: the desk they stand on, keys named in its language, and that they are left once.

A screen is told things while it is being built and while it is taken down: a second passes, a key comes, the language changes.
So nothing that is asked from outside (`holds_something`) asks a widget, and nothing is reworded that is not `built`.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path, PurePath
from typing import ClassVar

from textual import events, getters, on
from textual.binding import ActiveBinding, Binding, BindingType
from textual.screen import ModalScreen, Screen, ScreenResultType

from assistant.i18n import N_, Language, languages
from assistant.tui.desk import Desk
from assistant.tui.textual_8_2_8 import arrange_once

PALETTE = N_("palette")
"""Textual's own name for ctrl+p, shown in the footer."""

DIALOG_LOOK = Path(__file__).parent / "dialogs" / "dialog.tcss"


class DeskScreen(Screen[ScreenResultType]):
    """A screen of this app. `reword` says everything anew; BINDINGS hold English names, translated when the footer asks."""

    app = getters.app(Desk)

    def __init__(self) -> None:
        super().__init__()
        arrange_once(self)
        self.left = False
        self._begun = False

    @property
    def built(self) -> bool:
        """Whether all parts are here: between the end of its opening and the beginning of its closing."""
        return self._begun and self.is_attached and self in self.app.screen_stack

    @property
    def holds_something(self) -> bool:
        """Whether there is anything about a patient here that idle time has to clear."""
        return False

    def reword(self) -> None:
        """Say everything in the language that the app has now; what is typed, chosen and open stays."""

    def begin(self) -> None:
        """All parts are here: fill them."""

    def fit(self) -> None:
        """The size may be another, or what lay above is gone."""

    def on_mount(self) -> None:
        if self.is_attached and self in self.app.screen_stack:  # else it was closed before it was open
            self._begun = True
            self.begin()

    def on_resize(self, event: events.Resize) -> None:
        if self.built:
            self.fit()

    def on_screen_resume(self) -> None:
        if self.built:
            self.fit()

    def leave(self, result: ScreenResultType | None = None) -> bool:
        """Back to the screen below, with a result. Once, even if two keys come at once; returns whether it is left now."""
        if self.left or not self.is_current:
            return False
        self.left = True
        self.dismiss(result)
        return True

    def action_leave(self) -> None:
        """Back to the screen below."""
        self.leave()

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys that work now, their descriptions translated."""
        return {key: _translated(active, self.app.language) for key, active in super().active_bindings.items()}


class Modal(DeskScreen[ScreenResultType], ModalScreen[ScreenResultType]):
    """A screen above another, which stays in sight around it: Esc leaves it, and so does a click beside it or on `#dialog-close`."""

    CSS_PATH: ClassVar[str | PurePath | list[str | PurePath] | None] = DIALOG_LOOK
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", N_("Close")),
        Binding("f3", "app.next_language", N_("Language"), key_display="F3"),
        Binding("ctrl+q", "app.quit", N_("Quit"), show=False),
    ]

    def clicked(self, id: str | None) -> bool:
        """Do what a click on the part of this id does; returns whether it does anything."""
        if id != "dialog-close":
            return False
        self.action_leave()
        return True

    @on(events.Click)
    def _clicked(self, event: events.Click) -> None:
        if event.widget is self:
            self.action_leave()
        elif event.widget is None or not self.clicked(event.widget.id):
            return
        event.stop()


def _translated(active: ActiveBinding, language: Language) -> ActiveBinding:
    """The key that changes the language names all languages, so that nobody is caught in the wrong one."""
    binding = active.binding
    text = (
        "/".join(languages()).upper()
        if binding.action.endswith("next_language")
        else language.gettext(binding.description)
    )
    return active._replace(binding=replace(binding, description=text))
