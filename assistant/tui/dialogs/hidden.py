"""A screen that shows nothing: one key hides the case from who comes to the desk, the same key or Esc brings it back."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from assistant.tui.base import DeskScreen


class Hidden(DeskScreen[None]):
    """Covers everything. The case behind it is cleared when the idle time is over, as always."""

    CSS = "Hidden { align: center middle; background: $background; } #hidden { width: auto; color: $muted; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f9,escape,enter,space", "leave", show=False),
        Binding("f3", "app.next_language", show=False),
        Binding("ctrl+q", "app.quit", show=False),
    ]

    def compose(self) -> ComposeResult:
        yield Static(id="hidden")

    def begin(self) -> None:
        self.reword()

    def reword(self) -> None:
        self.query_one("#hidden", Static).update(
            Content("Vårdlots\n" + self.app.language.gettext("F9 or a click shows it again"))
        )

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self.action_leave()
