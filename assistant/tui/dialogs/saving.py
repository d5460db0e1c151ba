"""A dialog with a key for each thing that can be taken or saved, and the folder that files go to; one key does it and closes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from io import StringIO
from pathlib import Path, PurePath
from typing import ClassVar, NamedTuple

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from assistant import taking
from assistant.texts import harmless
from assistant.tui.base import DIALOG_LOOK, Modal
from assistant.tui.widgets.choices import Choice, Choices


class Offer(NamedTuple):
    """Something that can be taken along: its key, what it is called, a note, and what does it."""

    key: str
    label: str
    note: str
    take: Callable[[], None]


class FolderField(Input):
    """The folder that files are saved in. `given` is called on Enter, `changed` when it is typed in."""

    def __init__(self, folder: str, *, given: Callable[[], None], changed: Callable[[], None], id: str) -> None:
        super().__init__(folder, id=id, compact=True, select_on_focus=False)
        self.cursor_blink = False
        self._given, self._changed = given, changed

    async def action_submit(self) -> None:
        self._given()

    @on(Input.Changed)
    def _typed(self, message: Input.Changed) -> None:
        message.stop()
        self._changed()


class SaveDialog(Modal[str]):
    """Offers things by their keys. Its result is the folder as the user left it, for the next time.

    `TITLE_TEXT` is said above the offers, `offers` makes them in the language of the app.
    """

    CSS_PATH: ClassVar[str | PurePath | list[str | PurePath] | None] = [DIALOG_LOOK, DIALOG_LOOK.parent / "saving.tcss"]
    AUTO_FOCUS = "#save-offers"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-high")]  # noqa: RUF012 - as Textual declares it

    def __init__(self, title: str, folder: str = "", now: Callable[[], datetime] = datetime.now) -> None:
        """`title` is marked for translation. `folder`: empty for the usual one. `now` names the files."""
        super().__init__()
        self._title, self._now = title, now
        self._folder = folder
        self._problem: Callable[[], str] | None = None

    def offers(self) -> Sequence[Offer]:
        """Everything that can be taken along, in the language of the app."""
        return ()

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog"):
            yield Static(id="save-title")
            with VerticalScroll(id="save-scroll", can_focus=False):
                yield Choices(chosen=self._chosen, id="save-offers")
            with Horizontal(id="save-row"):
                yield Static(id="save-label")
                if not self.app.is_web:
                    yield FolderField(
                        self._folder or usual_folder(), given=self._folder_given, changed=self._typed, id="save-folder"
                    )
            yield Static(id="save-problem")
            with Horizontal(id="dialog-buttons"):
                if not self.app.is_web:
                    yield Static(id="save-change")
                yield Static(id="dialog-close")

    def begin(self) -> None:
        choices = self.query_one(Choices)
        choices.grace = self.app.grace
        choices.put(self._choices())
        self.reword()

    def reword(self) -> None:
        gettext = self.app.language.gettext
        choices = self.query_one(Choices)
        choices.hint = gettext("Choose with a number, or move with the arrows first.")
        choices.reword(self._choices())
        web = self.app.is_web
        for selector, text in (
            ("#save-title", gettext(self._title)),
            ("#save-label", gettext("Files go to your browser.") if web else gettext("Files are saved in:")),
            ("#save-change", gettext("Tab  Another folder")),
            ("#dialog-close", gettext("Esc  Close")),
        ):
            for part in self.query(selector).results(Static):
                part.update(Content(text))
        self._say_problem()
        self.refresh_bindings()

    def _choices(self) -> list[Choice]:
        # Ids are places in the list: the same in every language.
        return [
            Choice(str(place), offer.key, offer.label, note=offer.note) for place, offer in enumerate(self.offers())
        ]

    # -- keys and mouse --------------------------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        """A typed character that nothing else took: the key of an offer."""
        self.query_one(Choices).take_key(event)

    def _chosen(self, ids: tuple[str, ...]) -> None:
        if not self.left:
            self.offers()[int(ids[0])].take()

    def clicked(self, id: str | None) -> bool:
        if id != "save-change":
            return super().clicked(id)
        self.query_one(FolderField).focus()
        return True

    def action_leave(self) -> None:
        """Back to the screen below, with the folder as it is typed."""
        self.leave("" if self.app.is_web else self.query_one(FolderField).value)

    # -- doing it --------------------------------------------------------------------------------------------------

    def save(self, text: str, ending: str) -> None:
        """Save a text in the folder of the field, or hand it to the browser, and close; or say why not."""
        if self.app.is_web:
            name = taking.file_name(self._now(), ending)
            self.app.deliver_text(StringIO(text), save_filename=name)
            self.done(self.app.language.gettext("Handed to your browser: {name}", name=name))
            return
        folder = self._checked_folder()
        if folder is None:
            return
        try:
            path = taking.save(text, folder, self._now(), ending)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            self.complain(
                lambda: self.app.language.gettext("Nothing was saved: {reason} ({path}).", path=folder, reason=reason)
            )
            return
        self.done(self.app.language.gettext("Saved: {path}", path=path))

    def done(self, text: str) -> None:
        """Close, and say what was done."""
        self.app.notify(harmless(text), timeout=10, markup=False)
        self.action_leave()

    def complain(self, problem: Callable[[], str]) -> None:
        """Say a problem in whatever language the app has, until something else is typed."""
        self._problem = problem
        self._say_problem()

    def _checked_folder(self) -> Path | None:
        """The folder in the field; None, and a message, if there is none of that name."""
        typed = self.query_one(FolderField).value.strip() or usual_folder()
        folder = folder_of(typed)
        if folder is None:
            gettext = self.app.language.gettext
            self.complain(
                lambda: (
                    gettext("There is no folder “{path}”.", path=typed)
                    if typed
                    else gettext("Type the folder to save in.")
                )
            )
        return folder

    def _folder_given(self) -> None:
        """Enter in the field: back to the offers, if there is such a folder."""
        self._problem = None
        if self._checked_folder() is not None:
            self.query_one(Choices).focus()
        self._say_problem()

    def _typed(self) -> None:
        self._problem = None
        if self.built:
            self._say_problem()

    def _say_problem(self) -> None:
        part = self.query_one("#save-problem", Static)
        part.display = self._problem is not None
        part.update(Content(harmless(f"! {self._problem()}" if self._problem is not None else "")))


def usual_folder() -> str:
    """Where files are saved unless the user says otherwise; empty for a user without a home."""
    try:
        return str(taking.default_folder())
    except (OSError, RuntimeError):
        return ""


def folder_of(typed: str) -> Path | None:
    """The folder of this name; None if there is none."""
    try:
        folder = Path(typed).expanduser().absolute()
        return folder if typed and folder.is_dir() else None
    except (OSError, RuntimeError, ValueError):  # the home of nobody, or a name that no folder can have
        return None
