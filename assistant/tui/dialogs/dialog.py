"""A text above the screen: help, why something is so, or what a change would do. The language can change while it is open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import monotonic
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from assistant.i18n import N_
from assistant.tui.base import Modal
from assistant.tui.hanging import Block
from assistant.tui.widgets.paragraphs import Paragraphs

Blocks = Callable[[], Sequence[Block]]


AROUND = 3
"""Rows of a dialog around its text."""


class DialogScroll(VerticalScroll, can_focus=True):
    """The text, which scrolls."""


class Dialog(Modal[None]):
    """Shows what `blocks()` gives, in whatever language the app has."""

    AUTO_FOCUS = "DialogScroll"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("f1,enter", "leave", N_("Close"))]
    CLOSE = N_("Esc  Close")

    def __init__(self, blocks: Blocks) -> None:
        super().__init__()
        self.blocks = blocks

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog"):
            with DialogScroll(id="dialog-text"):
                yield Paragraphs(id="dialog-paragraphs")
            yield from self.compose_below()

    def compose_below(self) -> ComposeResult:
        """What stands below the text."""
        yield Static(id="dialog-close")

    def begin(self) -> None:
        self.fit()
        self.reword()

    def fit(self) -> None:
        """The text takes all rows that the dialog may have but those of its border and of the line below: none stays empty."""
        self.query_one(DialogScroll).styles.max_height = max(1, self.app.size.height * 9 // 10 - AROUND)

    def reword(self) -> None:
        self.query_one(Paragraphs).show(self.blocks())
        self.query_one("#dialog-close", Static).update(Content(self.app.language.gettext(self.CLOSE)))
        self.refresh_bindings()


class Confirm(Dialog):
    """What a change would do, before it is made: Enter makes it (`confirmed` is called), Esc leaves everything as it is."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "confirm", N_("Change")),
        Binding("escape", "leave", N_("Leave as it is")),
        Binding("f1", "nothing", show=False),
    ]
    CLOSE, CONFIRM = N_("Esc  Leave as it is"), N_("Enter  Change")

    def __init__(self, blocks: Blocks, confirmed: Callable[[], None], grace: float) -> None:
        """`grace`: seconds after it appears in which a stray Enter confirms nothing."""
        super().__init__(blocks)
        self._confirmed, self._grace = confirmed, grace
        self._since = monotonic()

    def compose_below(self) -> ComposeResult:
        with Horizontal(id="dialog-buttons"):
            yield Static(id="dialog-confirm")
            yield Static(id="dialog-close")

    def reword(self) -> None:
        super().reword()
        self.query_one("#dialog-confirm", Static).update(Content(self.app.language.gettext(self.CONFIRM)))

    def action_nothing(self) -> None:
        """Keys that close a text are no answer to a question."""

    def action_confirm(self) -> None:
        """Make the change."""
        if monotonic() - self._since >= self._grace and self.leave():
            self._confirmed()

    def clicked(self, id: str | None) -> bool:
        if id != "dialog-confirm":
            return super().clicked(id)
        self.action_confirm()
        return True


class ConfirmDeleting(Confirm):
    """The same question before something is deleted."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "confirm", N_("Delete"))]
    CONFIRM = N_("Enter  Delete")
