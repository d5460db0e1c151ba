"""Saving a file of the learner's own: the certificate, or all that is kept about them; one key saves and closes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from assistant import taking
from assistant.i18n import N_
from assistant.texts import harmless
from assistant.tui.bindings import TranslatedKeys
from assistant.tui.dialogs.take import FolderField
from assistant.tui.widgets.choices import Choice, Choices

if TYPE_CHECKING:
    from assistant.tui.app import VardlotsApp


class Saving(NamedTuple):
    """Something that can be saved: what it is called (marked for translation), how its file's name ends, and its text."""

    label: str
    ending: str
    text: Callable[[], str]


class SaveAs(TranslatedKeys, ModalScreen[str]):
    """Offers to save. Its result is the folder as the user left it, for the next time."""

    CSS_PATH: ClassVar[list[str | PurePath]] = ["../dialogs/dialog.tcss", "training.tcss"]
    AUTO_FOCUS = "#save-offers"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", N_("Close")),
        Binding("l", "app.next_language", N_("Language")),
        Binding("f2", "app.next_theme", show=False),
        Binding("ctrl+q", "app.quit", N_("Quit"), show=False),
    ]

    def __init__(
        self, title: str, offers: tuple[Saving, ...], folder: str, now: Callable[[], datetime] = datetime.now
    ) -> None:
        """`title` is marked for translation. `folder`: empty for the usual one. `now` names the file."""
        super().__init__()
        self._title, self.offers, self._now = title, offers, now
        self._folder = folder or str(taking.default_folder())
        self._problem: Callable[[], str] | None = None
        self._leaving = False

    @property
    def desk(self) -> VardlotsApp:
        """The app, which knows the language."""
        from assistant.tui.app import VardlotsApp

        assert isinstance(self.app, VardlotsApp)
        return self.app

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog"):
            yield Static(id="save-title")
            yield Choices(chosen=self._chosen, looked=lambda: None, left=lambda: None, id="save-offers")
            with Horizontal(id="save-row"):
                yield Static(id="save-label")
                yield FolderField(self._folder, given=self._folder_given, id="save-folder")
            yield Static(id="save-problem")
            with Horizontal(id="dialog-buttons"):
                yield Static(id="save-change")
                yield Static(id="dialog-close")

    def on_mount(self) -> None:
        choices = self.query_one(Choices)
        choices.grace = self.desk.grace
        choices.put(self._choices())
        self.reword()

    def reword(self) -> None:
        """Say everything in the language that the app has now; what is typed and highlighted stays."""
        gettext = self.desk.language.gettext
        choices = self.query_one(Choices)
        choices.hint = gettext("Choose with a number, or move with the arrows first.")
        choices.reword(self._choices())
        for selector, text in (
            ("#save-title", gettext(self._title)),
            ("#save-label", gettext("Files are saved in:")),
            ("#save-change", gettext("Tab  Another folder")),
            ("#dialog-close", gettext("Esc  Close")),
        ):
            self.query_one(selector, Static).update(Content(text))
        self._say_problem()
        self.refresh_bindings()

    def _choices(self) -> list[Choice]:
        gettext = self.desk.language.gettext
        return [Choice(str(number), str(number), gettext(offer.label)) for number, offer in enumerate(self.offers, 1)]

    # -- keys and mouse ------------------------------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        """A typed digit that nothing else took."""
        if event.is_printable and event.character and self.query_one(Choices).press(event.character):
            event.stop()
            event.prevent_default()

    @on(events.Click)
    def _clicked(self, event: events.Click) -> None:
        id = event.widget.id if event.widget is not None else None
        if event.widget is self or id == "dialog-close":
            self.action_close()
        elif id == "save-change":
            self.query_one(FolderField).focus()
        else:
            return
        event.stop()

    def action_close(self) -> None:
        """Back to the screen below; once, even if two keys come at once."""
        if not self._leaving:
            self._leaving = True
            self.dismiss(self.query_one(FolderField).value)

    # -- doing it ------------------------------------------------------------------------------------------------------

    def _folder_given(self) -> None:
        self.query_one(Choices).focus()

    def _chosen(self, ids: tuple[str, ...]) -> None:
        if self._leaving:
            return
        offer, folder = self.offers[int(ids[0]) - 1], self.query_one(FolderField).value.strip()
        try:
            place = Path(folder).expanduser() if folder else taking.default_folder()
            path = taking.save(offer.text(), place.absolute(), self._now(), offer.ending)
        except (OSError, RuntimeError, ValueError) as error:  # no such folder, no such user, no such name
            reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
            self._complain(folder, reason)
            return
        text = self.desk.language.gettext("Saved: {path}", path=path)
        self.app.notify(harmless(text), timeout=10, markup=False)
        self.action_close()

    def _complain(self, folder: str, reason: str) -> None:
        self._problem = lambda: self.desk.language.gettext(
            "Nothing was saved: {reason} ({path}).", path=folder, reason=reason
        )
        self._say_problem()

    def _say_problem(self) -> None:
        part = self.query_one("#save-problem", Static)
        part.display = self._problem is not None
        part.update(Content(harmless(f"! {self._problem()}" if self._problem is not None else "")))
