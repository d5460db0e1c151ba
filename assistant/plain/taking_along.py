"""Taking along: what can be said as text to copy, and what can be saved as a file in a folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from assistant import taking
from assistant.i18n import N_
from assistant.texts import visible

if TYPE_CHECKING:
    from assistant.plain.desk import PlainDesk

RECEIPT, RECEIPT_ENDING = "receipt", ".json"
SAVED = (
    ("html", N_("Save as a page to print (HTML, A4)")),
    ("text", N_("Save as text")),
    ("markdown", N_("Save as Markdown")),
    (RECEIPT, N_("Save as a receipt: “vardlots verify” checks it later")),
)
"""What the answer can be saved as, in the order of the app. A receipt needs a topic."""

Offered = tuple[str, Callable[[], None]]
"""What it is called, and what does it."""


def take_along(desk: PlainDesk) -> None:
    """Let one thing be chosen, and say it or save it."""
    offers = [*_shown(desk), *_saved(desk), *_contacts_and_forms(desk), *_handed(desk), *_printed(desk)]
    place = desk.pick(
        N_("Take along what? Its number, or Enter for nothing. An age is given as a range, never exactly."),
        [label for label, _ in offers],
    )
    if place is not None:
        offers[place][1]()


def _shown(desk: PlainDesk) -> Iterator[Offered]:
    answer = desk.conversation.answer
    yield desk.text(N_("Show the whole answer, to copy")), lambda: _show(desk, taking.answer_text(answer, desk.wording))
    yield desk.text(N_("Show one statement with its sources, to copy")), lambda: _show_statement(desk)


def _saved(desk: PlainDesk) -> Iterator[Offered]:
    for form, label in SAVED:
        if form != RECEIPT or desk.conversation.answer.case.topics:
            yield desk.text(label), partial(_save, desk, form)


def _handed(desk: PlainDesk) -> Iterator[Offered]:
    """What is handed over on paper: the slip for the patient, and the forms to fill in."""
    answer, wording = desk.conversation.answer, desk.wording
    slip = desk.text(N_("Show the slip for the patient, to copy"))
    yield slip, lambda: _show(desk, taking.slip_to_say(answer, wording))
    label = desk.text(N_("Save the slip for the patient (half a page, two languages)"))
    yield label, partial(_save, desk, taking.SLIP)
    for name in taking.forms(answer):
        page = desk.text(N_("Save the form to fill in (HTML): {name}"), name=name)
        text = taking.form_as_page(answer, name, wording)
        yield page, partial(_save_text, desk, text, taking.ENDINGS["html"])


def _printed(desk: PlainDesk) -> Iterator[Offered]:
    """What can be printed at once, where the machine has a command for it."""
    command = taking.printer()
    if command is None:
        return
    answer, wording = desk.conversation.answer, desk.wording
    yield (
        desk.text(N_("Print the slip for the patient now")),
        lambda: _print(desk, command, taking.slip_as_text(answer, wording)),
    )
    yield desk.text(N_("Print the answer now")), lambda: _print(desk, command, taking.answer_text(answer, wording))


def print_answer(desk: PlainDesk) -> None:
    """Print the whole answer at once, or say that this machine cannot."""
    command = taking.printer()
    if command is None:
        desk.say(N_("There is no printer command here. “{take}” saves a page to print."), take=desk.word("take"))
    else:
        _print(desk, command, taking.answer_text(desk.conversation.answer, desk.wording))


def _contacts_and_forms(desk: PlainDesk) -> Iterator[Offered]:
    answer, wording = desk.conversation.answer, desk.wording
    certain = {said.contact.id for said in answer.certain if said.contact is not None}
    contacts = {said.contact.id: said.contact for said in answer.statements if said.contact is not None}
    for id, contact in contacts.items():
        label = desk.text(N_("Show contact, to copy: {name}"), name=wording.contact_name(contact))
        note = "" if id in certain else " " + desk.text(N_("(depends on more)"))
        yield label + note, partial(_show, desk, taking.contact_text(contact, wording))
    for name in taking.forms(answer):
        label = desk.text(N_("Show form, to copy: {name}"), name=name)
        yield label, partial(_show, desk, taking.form_text(answer, name))


def _show(desk: PlainDesk, text: str) -> None:
    desk.say(N_("Text to copy, up to the line that says that it ends:"))
    desk.lines.say()
    desk.lines.say(text.strip("\n"))
    desk.lines.say()
    desk.say(N_("Here the text ends."))


def _show_statement(desk: PlainDesk) -> None:
    said = desk.conversation.answer.statements
    texts = [desk.wording.rule_text(one.rule) for one in said]
    place = desk.pick(N_("Which statement? Its number, or Enter for none:"), texts)
    if place is not None:
        _show(desk, taking.statement_text(said[place], desk.wording))


def _save(desk: PlainDesk, form: str) -> None:
    """Save the answer in a format."""
    answer, wording = desk.conversation.answer, desk.wording
    if form == RECEIPT:
        from assistant.receipt import receipt_of, to_json

        text, ending = to_json(receipt_of(answer, wording)), RECEIPT_ENDING
    else:
        text, ending = taking.export(answer, wording, form), taking.ENDINGS[form]
    _save_text(desk, text, ending)


def _save_text(desk: PlainDesk, text: str, ending: str) -> None:
    """Ask for a folder, and save a text there. Nothing is ever overwritten; what cannot be saved is said."""
    usual = desk.folder or _usual_folder()
    desk.say(N_("In which folder? Enter for {path}:"), path=visible(usual, 200))
    typed = desk.lines.read() or usual
    folder = _folder(typed)
    if folder is None:
        desk.say(N_("There is no folder “{path}”."), path=visible(typed, 200))
        desk.say(N_("Nothing was saved."))
        return
    try:
        path = taking.save(text, folder, datetime.now(), ending)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        desk.say(N_("Nothing was saved: {reason} ({path})."), path=visible(str(folder), 200), reason=reason)
        return
    desk.folder = str(folder)
    desk.say(N_("Saved: {path}"), path=path)


def _print(desk: PlainDesk, command: str, text: str) -> None:
    try:
        taking.print_text(text, command)
    except taking.PrintError as error:
        desk.say(
            N_("Nothing was printed: {reason}. Save a page and print it from the browser."),
            reason=visible(str(error), 200),
        )
        return
    desk.say(N_("Handed to the printer."))


def _usual_folder() -> str:
    """The folder for saved files; the present one for a user without a home."""
    try:
        return str(taking.default_folder())
    except (OSError, RuntimeError):
        return "."


def _folder(typed: str) -> Path | None:
    """The folder of this name; None if there is none."""
    try:
        folder = Path(typed).expanduser().absolute()
        return folder if folder.is_dir() else None
    except (OSError, RuntimeError, ValueError):  # the home of nobody, or a name that no folder can have
        return None
