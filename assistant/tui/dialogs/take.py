"""Take it along: a dialog with a key for each thing that can be copied from the answer or saved of it; one key does it and closes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from itertools import chain, repeat
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from assistant import taking
from assistant.answer import Answer
from assistant.i18n import N_
from assistant.texts import harmless
from assistant.tui.bindings import TranslatedKeys
from assistant.tui.chat.in_view import in_view
from assistant.tui.widgets.choices import Choice, Choices

if TYPE_CHECKING:
    from assistant.tui.app import VardlotsApp

RECEIPT, RECEIPT_ENDING = "receipt", ".json"
SAVED = (
    ("html", N_("Save as a page to print (HTML, A4)")),
    ("text", N_("Save as text")),
    ("markdown", N_("Save as Markdown")),
    (RECEIPT, N_("Save as a receipt: “vardlots verify” checks it later")),
)
"""What the answer can be saved as, in the order of the keys. A receipt needs a topic."""
KEYS = "789abcdefghijkmnopqrstuvwxyz"
"""Keys for what not every answer has: contacts and forms. The keys before them always mean the same."""
LONGEST = 40
"""Characters of a statement that are shown."""


class Offer(NamedTuple):
    """Something that can be taken along: its key, what it is called, a note, and what does it."""

    key: str
    label: str
    note: str
    take: Callable[[], None]


class FolderField(Input):
    """The folder that files are saved in. `given` is called on Enter."""

    def __init__(self, folder: str, *, given: Callable[[], None], id: str) -> None:
        super().__init__(folder, id=id, compact=True, select_on_focus=False)
        self.cursor_blink = False
        self._given = given

    async def action_submit(self) -> None:
        self._given()


class Take(TranslatedKeys, ModalScreen[str]):
    """What can be taken along of an answer. Its result is the folder as the user left it, for the next time."""

    CSS_PATH: ClassVar[list[str | PurePath]] = ["dialog.tcss", "take.tcss"]
    AUTO_FOCUS = "#take-offers"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-high")]  # noqa: RUF012 - as Textual declares it
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", N_("Close")),
        Binding("l", "app.next_language", N_("Language")),
        Binding("f2", "app.next_theme", show=False),
        Binding("ctrl+q", "app.quit", N_("Quit"), show=False),
    ]

    def __init__(
        self, answer: Answer, selected: str = "", folder: str = "", now: Callable[[], datetime] = datetime.now
    ) -> None:
        """`selected`: the rule of the chosen statement, empty for none. `folder`: empty for the usual one. `now` names the files."""
        super().__init__()
        self.answer, self.selected, self._now = answer, selected, now
        self._folder = folder or str(taking.default_folder())
        self._problem: Callable[[], str] | None = None
        self._leaving = False

    @property
    def desk(self) -> VardlotsApp:
        """The app, which knows the language and the clipboard."""
        from assistant.tui.app import VardlotsApp

        assert isinstance(self.app, VardlotsApp)
        return self.app

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog"):
            yield Static(id="take-title")
            with VerticalScroll(id="take-scroll", can_focus=False):
                yield Choices(chosen=self._chosen, looked=lambda: None, left=lambda: None, id="take-offers")
            with Horizontal(id="take-row"):
                yield Static(id="take-label")
                yield FolderField(self._folder, given=self._folder_given, id="take-folder")
            yield Static(id="take-problem")
            with Horizontal(id="dialog-buttons"):
                yield Static(id="take-change")
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
            (
                "#take-title",
                gettext("Take it along. An age is given as a range, never exactly."),
            ),
            ("#take-label", gettext("Files are saved in:")),
            ("#take-change", gettext("Tab  Another folder")),
            ("#dialog-close", gettext("Esc  Close")),
        ):
            self.query_one(selector, Static).update(Content(text))
        self._say_problem()
        self.refresh_bindings()

    # -- what is offered -------------------------------------------------------------------------------------------

    def offers(self) -> list[Offer]:
        """Everything that can be taken along of this answer, in the language of the app."""
        return [*self._copies(), *self._saves(), *self._contacts_and_forms()]

    def _copies(self) -> Iterator[Offer]:
        gettext, wording = self.desk.language.gettext, self.desk.wording
        text = taking.answer_text(self.answer, wording)
        yield Offer("1", gettext("Copy the whole answer"), "", partial(self._copy, gettext("the whole answer"), text))
        said = next((said for said in self.answer.statements if said.id == self.selected), None)
        if said is None:
            note = gettext("(choose it first in the answer)")
            yield Offer("2", gettext("Copy the chosen statement"), note, self._none_chosen)
            return
        words = shortened(wording.rule_text(said.rule))
        copy = partial(self._copy, gettext("“{text}”", text=words), taking.statement_text(said, wording))
        yield Offer("2", gettext("Copy the chosen statement: {text}", text=words), "", copy)

    def _saves(self) -> Iterator[Offer]:
        for number, (form, label) in enumerate(SAVED, 3):
            if form != RECEIPT or self.answer.case.topics:
                yield Offer(str(number), self.desk.language.gettext(label), "", partial(self._save, form))

    def _contacts_and_forms(self) -> Iterator[Offer]:
        gettext, wording = self.desk.language.gettext, self.desk.wording
        keys = chain(KEYS, repeat(""))
        certain = {said.contact.id for said in self.answer.certain if said.contact is not None}
        contacts = {said.contact.id: said.contact for said in in_view(self.answer) if said.contact is not None}
        for id, contact in contacts.items():
            name = wording.contact_name(contact)
            note = "" if id in certain else gettext("(depends on more)")
            copy = partial(self._copy, name, taking.contact_text(contact, wording))
            yield Offer(next(keys), gettext("Copy contact: {name}", name=name), note, copy)
        for form in taking.forms(self.answer):
            copy = partial(self._copy, form, taking.form_text(self.answer, form))
            yield Offer(next(keys), gettext("Copy form: {name}", name=form), "", copy)

    def _choices(self) -> list[Choice]:
        # Ids are places in the list: the same in every language.
        return [
            Choice(str(place), offer.key, offer.label, note=offer.note) for place, offer in enumerate(self.offers())
        ]

    # -- keys and mouse --------------------------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        """A typed character that nothing else took: the key of an offer."""
        if event.is_printable and event.character and self.query_one(Choices).press(event.character):
            event.stop()
            event.prevent_default()

    def _chosen(self, ids: tuple[str, ...]) -> None:
        if not self._leaving:
            self.offers()[int(ids[0])].take()

    @on(events.Click)
    def _clicked(self, event: events.Click) -> None:
        id = event.widget.id if event.widget is not None else None
        if event.widget is self or id == "dialog-close":
            self.action_close()
        elif id == "take-change":
            self.query_one(FolderField).focus()
        else:
            return
        event.stop()

    def action_close(self) -> None:
        """Back to the conversation; once, even if two keys come at once."""
        if not self._leaving:
            self._leaving = True
            self.dismiss(self.query_one(FolderField).value)

    # -- doing it --------------------------------------------------------------------------------------------------

    def _copy(self, what: str, text: str) -> None:
        self.desk.copy(text)
        gettext = self.desk.language.gettext
        self._done(gettext("Copied: {what}. The clipboard is emptied for the next patient.", what=what))

    def _none_chosen(self) -> None:
        self._complain(
            lambda: self.desk.language.gettext(
                "No statement is chosen. Close this, choose one in the answer with the arrows or a click, and come back."
            )
        )

    def _save(self, form: str) -> None:
        wording = self.desk.wording
        if form == RECEIPT:
            from assistant.receipt import receipt_of, to_json

            text, ending = to_json(receipt_of(self.answer, wording)), RECEIPT_ENDING
        else:
            text, ending = taking.export(self.answer, wording, form), taking.ENDINGS[form]
        folder = self._checked_folder()
        if folder is None:
            return
        try:
            path = taking.save(text, folder, self._now(), ending)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            self._complain(
                lambda: self.desk.language.gettext("Nothing was saved: {reason} ({path}).", path=folder, reason=reason)
            )
            return
        self._done(self.desk.language.gettext("Saved: {path}", path=path))

    def _checked_folder(self) -> Path | None:
        """The folder in the field; None, and a message, if there is none of that name."""
        typed = self.query_one(FolderField).value.strip()
        try:
            folder = Path(typed).expanduser().absolute() if typed else taking.default_folder()
            there = folder.is_dir()
        except (OSError, RuntimeError, ValueError):  # the home of nobody, or a name that no folder can have
            there = False
        if there:
            return folder
        self._complain(lambda: self.desk.language.gettext("There is no folder “{path}”.", path=typed))
        return None

    def _folder_given(self) -> None:
        """Enter in the field: back to the offers, if there is such a folder."""
        self._problem = None
        if self._checked_folder() is not None:
            self.query_one(Choices).focus()
        self._say_problem()

    def _done(self, text: str) -> None:
        self.app.notify(harmless(text), timeout=10, markup=False)
        self.action_close()

    def _complain(self, problem: Callable[[], str]) -> None:
        self._problem = problem
        self._say_problem()

    def _say_problem(self) -> None:
        part = self.query_one("#take-problem", Static)
        part.display = self._problem is not None
        part.update(Content(harmless(f"! {self._problem()}" if self._problem is not None else "")))

    @on(Input.Changed)
    def _typed(self, message: Input.Changed) -> None:
        message.stop()
        self._problem = None
        self._say_problem()


def shortened(text: str, longest: int = LONGEST) -> str:
    """A text that is cut after a word where it is long."""
    if len(text) <= longest:
        return text
    return text[: longest - 1].rsplit(" ", 1)[0].rstrip(",;:.–- ") + " …"
