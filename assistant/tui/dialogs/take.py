"""Take it along: what can be copied from an answer, or saved of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from itertools import chain, repeat

from assistant import taking
from assistant.answer import Answer, Said
from assistant.i18n import N_
from assistant.tui.dialogs.dialog import ConfirmSaving
from assistant.tui.dialogs.saving import Offer, SaveDialog
from assistant.tui.hanging import GAP, Block

RECEIPT, RECEIPT_ENDING = "receipt", ".json"
SAVED = (
    ("html", N_("Save as a page to print (HTML, A4)")),
    ("text", N_("Save as text")),
    ("markdown", N_("Save as Markdown")),
    (RECEIPT, N_("Save as a receipt: “vardlots verify” checks it later")),
    (taking.SLIP, N_("See and save the slip for the patient (two languages)")),
)
"""What the answer can be saved as, in the order of the keys. A receipt needs a topic."""
PRINT_SLIP, PRINT_ANSWER = "8", "9"
KEYS = tuple(f"0{number % 10}" for number in range(1, 11))
"""Keys for what not every answer has: contacts and forms. The keys before them always mean the same; none is a letter."""
LONGEST = 40
"""Characters of a statement that are shown."""


class Take(SaveDialog):
    """What can be taken along of an answer."""

    def __init__(
        self, answer: Answer, selected: str = "", folder: str = "", now: Callable[[], datetime] = datetime.now
    ) -> None:
        """`selected`: the rule of the chosen statement, empty for none."""
        super().__init__(N_("Take it along. An age is given as a range, never exactly."), folder, now)
        self.answer, self.selected = answer, selected

    def offers(self) -> list[Offer]:
        """Everything that can be taken along of this answer, in the language of the app."""
        return [*self._copies(), *self._saves(), *self._prints(), *self._contacts_and_forms()]

    def _copies(self) -> Iterator[Offer]:
        gettext, wording = self.app.language.gettext, self.app.wording
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
                doing = self._show_slip if form == taking.SLIP else partial(self._save, form)
                yield Offer(str(number), self.app.language.gettext(label), "", doing)

    def _show_slip(self) -> None:
        """What stands on the slip, before it is saved: it is handed to somebody."""

        def blocks() -> list[Block]:
            title = Block(self.app.language.gettext("The slip for the patient"), "bold $primary")
            return [title, *(block for text in texts for block in (GAP, *map(Block, text)))]

        texts = taking.slip_by_language(self.answer, self.app.wording)

        self.app.push_screen(ConfirmSaving(blocks, partial(self._save, taking.SLIP), self.app.grace))

    def _prints(self) -> Iterator[Offer]:
        """What can be printed at once, where the machine has a command for it, and is the user's own."""
        command = None if self.app.is_web else taking.printer()
        if command is None:
            return
        gettext, wording = self.app.language.gettext, self.app.wording
        for key, label, text in (
            (PRINT_SLIP, gettext("Print the slip for the patient now"), taking.slip_as_text),
            (PRINT_ANSWER, gettext("Print the answer now"), taking.answer_text),
        ):
            yield Offer(key, label, "", partial(self._print, command, text(self.answer, wording)))

    def _contacts_and_forms(self) -> Iterator[Offer]:
        gettext, wording = self.app.language.gettext, self.app.wording
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
            label = gettext("Save the form to fill in (HTML): {name}", name=form)
            yield Offer(next(keys), label, "", partial(self._save_form, form))

    def _copy(self, what: str, text: str) -> None:
        self.app.copy(text)
        gettext = self.app.language.gettext
        self.done(gettext("Copied: {what}. We try to empty the clipboard for the next patient.", what=what))

    def _none_chosen(self) -> None:
        self.complain(
            lambda: self.app.language.gettext(
                "No statement is chosen. Close this, choose one in the answer with the arrows or a click, and come back."
            )
        )

    def _save(self, form: str) -> None:
        wording = self.app.wording
        if form == RECEIPT:
            from assistant.receipt import receipt_of, to_json

            text, ending = to_json(receipt_of(self.answer, wording)), RECEIPT_ENDING
        else:
            text, ending = taking.export(self.answer, wording, form), taking.ENDINGS[form]
        self.save(text, ending)

    def _save_form(self, name: str) -> None:
        self.save(taking.form_as_page(self.answer, name, self.app.wording), taking.ENDINGS["html"])

    def _print(self, command: str, text: str) -> None:
        try:
            taking.print_text(text, command)
        except taking.PrintError as error:
            reason = str(error)
            self.complain(
                lambda: self.app.language.gettext(
                    "Nothing was printed: {reason}. Save a page and print it from the browser.", reason=reason
                )
            )
            return
        self.done(self.app.language.gettext("Handed to the printer."))


def in_view(answer: Answer, selected: str = "") -> tuple[Said, ...]:
    """The statements to name one by one above the conversation, so that none is read as an answer that is only possible yet.

    While a question is open, what is possible is counted there and not told (docs/decisions/006). `selected`: the rule of a
    statement that the user has chosen, so it is told.
    """
    asking = not answer.case.topics or any(open_.fact not in answer.case.answers for open_ in answer.open_questions)
    return tuple(said for said in answer.statements if said.certain or not asking or said.id == selected)


def shortened(text: str, longest: int = LONGEST) -> str:
    """A text that is cut after a word where it is long."""
    if len(text) <= longest:
        return text
    return text[: longest - 1].rsplit(" ", 1)[0].rstrip(",;:.–- ") + " …"
