"""The alarm: acute words were typed. Full width, before everything else, gone at one key; the case is kept."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from assistant.dialogue.line_outline import alarm
from assistant.dialogue.readings import Alarm
from assistant.i18n import N_
from assistant.texts import harmless
from assistant.tui.base import Modal
from assistant.tui.desk import WIDE_FROM


class AlarmScreen(Modal[None]):
    """Says what to do now, whatever else was asked. Where the question stands at the top, beside the answer, it is not covered."""

    CSS = """
    AlarmScreen { align: center top; }
    AlarmScreen.-wide { align: center bottom; }
    AlarmScreen #dialog { width: 100%; max-width: 100%; height: auto; max-height: 100%; padding: 1 2; background: $background; color: $foreground; }
    AlarmScreen #dialog { border: thick $error; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,escape,space", "leave", N_("Go on"), key_display="Enter"),
    ]

    def __init__(self, raised: Alarm) -> None:
        super().__init__()
        self.HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE_FROM, "-wide")]
        self._raised = raised

    def compose(self) -> ComposeResult:
        yield Static(id="dialog")

    def begin(self) -> None:
        self.reword()

    def reword(self) -> None:
        first, *others = alarm(self._raised, self.app.wording)
        said = Content.assemble((f"! {harmless(first)}", "bold $cursor-on on $error"))
        rest = Content("\n").join(Content(harmless(line)) for line in others)
        self.query_one("#dialog", Static).update(Content.assemble(said, "\n\n", rest))

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self.action_leave()
