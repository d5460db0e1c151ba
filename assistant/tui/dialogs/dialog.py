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
from assistant.masking import mask
from assistant.texts import harmless
from assistant.tui.base import Modal
from assistant.tui.hanging import Block
from assistant.tui.widgets.masked_line import LONGEST
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
    """What a change would do, before it is made: Enter makes it (`confirmed` is called), Esc leaves everything as it is.

    What is typed meanwhile is kept and shown, and goes to the line below once the dialog is left (`typed_on` is called with it).
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "confirm", N_("Change")),
        Binding("escape", "leave", N_("Leave as it is")),
        Binding("backspace", "rub_out", show=False),
        Binding("f1", "nothing", show=False),
    ]
    CLOSE, CONFIRM = N_("Esc  Leave as it is"), N_("Enter  Change")

    def __init__(
        self,
        blocks: Blocks,
        confirmed: Callable[[], None],
        grace: float,
        typed_on: Callable[[str], None] | None = None,
    ) -> None:
        """`grace`: seconds after it appears in which a stray Enter confirms nothing."""
        super().__init__(blocks)
        self._confirmed, self._grace, self._typed_on = confirmed, grace, typed_on
        self._typed = ""
        self._since = monotonic()

    def compose_below(self) -> ComposeResult:
        yield Static(id="dialog-typed")
        with Horizontal(id="dialog-buttons"):
            yield Static(id="dialog-confirm")
            yield Static(id="dialog-close")

    def reword(self) -> None:
        super().reword()
        self.query_one("#dialog-confirm", Static).update(Content(self.app.language.gettext(self.CONFIRM)))
        self._say_typed()

    def fit(self) -> None:
        super().fit()
        scroll = self.query_one(DialogScroll)
        scroll.styles.max_height = max(1, self.app.size.height * 9 // 10 - AROUND - bool(self._typed))

    # -- what is typed meanwhile -----------------------------------------------------------------------------------

    def typed(self, character: str | None) -> bool:
        """A typed character; digits that may identify somebody are masked. Returns whether it was taken."""
        if self._typed_on is None or not self.built or not character:
            return False
        self._keep(mask(self._typed + character)[:LONGEST])
        return True

    def action_rub_out(self) -> None:
        """Take back the last character."""
        self._keep(self._typed[:-1])

    def _keep(self, typed: str) -> None:
        anew = bool(typed) != bool(self._typed)
        self._typed = typed
        if anew:
            self.fit()
        self._say_typed()

    def _say_typed(self) -> None:
        part = self.query_one("#dialog-typed", Static)
        part.display = bool(self._typed)
        text = self.app.language.gettext("Kept for the line: {words}", words=harmless(self._typed))
        part.update(Content.styled(text, "bold $warning"))

    def leave(self, result: None = None) -> bool:
        if not super().leave(result):
            return False
        self.call_later(self._hand_on)  # once what the change does has emptied the line
        return True

    def _hand_on(self) -> None:
        # Digits alone would answer what nobody has read.
        if self._typed_on is not None and any(map(str.isalpha, self._typed)):
            self._typed_on(self._typed)

    # -- Enter and Esc ---------------------------------------------------------------------------------------------

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


class ConfirmSaving(Confirm):
    """The same question before something is saved that is shown above it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "confirm", N_("Save"))]
    CONFIRM = N_("Enter  Save")
