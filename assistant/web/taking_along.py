"""Taking along from the page: pages to print, files to keep, texts to copy. Nothing is written on the server, and no exact age leaves."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from assistant import taking
from assistant.answer import Answer
from assistant.i18n import N_
from assistant.web.desk import PageDesk
from assistant.web.fields import not_ours

RECEIPT, FORM = "receipt", "form"
_TYPES = {"html": "text/html", taking.SLIP: "text/html", "text": "text/plain", "markdown": "text/markdown"}
_PRINTED = (
    (taking.SLIP, N_("The slip for the patient (half a page, two languages)")),
    ("html", N_("The answer as a page to print (A4)")),
)
_SAVED = (
    ("text", N_("Save as text")),
    ("markdown", N_("Save as Markdown")),
    (RECEIPT, N_("Save as a receipt: “vardlots verify” checks it later")),
)


class ToTake(NamedTuple):
    """What can be taken along, and how it is called."""

    form: str
    label: str


class Copied(NamedTuple):
    """A text to copy, and what it is; `fixed`: it is in the language of the knowledge, whatever one reads."""

    title: str
    text: str
    fixed: bool = False


class TakenAlong(NamedTuple):
    """A file: its type, its name where it is saved (empty where it is shown, to be printed), its text."""

    type: str
    name: str
    text: str


def printed(answer: Answer, desk: PageDesk) -> tuple[ToTake, ...]:
    """What opens as a page, to be printed from the browser."""
    gettext = desk.wording.language.gettext
    forms = taking.forms(answer)
    filled = (ToTake(f"{FORM}:{name}", gettext("The form to fill in: {name}", name=name)) for name in forms)
    return (*(ToTake(form, gettext(label)) for form, label in _PRINTED), *filled)


def saved(answer: Answer, desk: PageDesk) -> tuple[ToTake, ...]:
    """What can be kept as a file. A receipt needs a topic."""
    gettext = desk.wording.language.gettext
    return tuple(ToTake(form, gettext(label)) for form, label in _SAVED if form != RECEIPT or answer.case.topics)


def copied(answer: Answer, desk: PageDesk) -> tuple[Copied, ...]:
    """What can be copied as text."""
    gettext, wording = desk.wording.language.gettext, desk.wording
    certain = {said.contact.id: said.contact for said in answer.certain if said.contact is not None}
    return (
        *(
            Copied(gettext("Form to copy: {name}", name=name), taking.form_text(answer, name), True)
            for name in taking.forms(answer)
        ),
        *(Copied(wording.contact_name(contact), taking.contact_text(contact, wording)) for contact in certain.values()),
        Copied(gettext("The whole answer"), taking.answer_text(answer, wording)),
    )


def taken(answer: Answer, desk: PageDesk, form: str, now: datetime) -> TakenAlong:
    """What is taken along. Raises RequestError for what is none of the offers."""
    kind, _, name = form.partition(":")
    if form not in (offer.form for offer in (*printed(answer, desk), *saved(answer, desk))):
        raise not_ours()
    if kind == FORM:
        return TakenAlong("text/html", "", taking.form_as_page(answer, name, desk.wording))
    if kind == RECEIPT:
        from assistant.receipt import receipt_of, to_json

        return TakenAlong("application/json", taking.file_name(now, ".json"), to_json(receipt_of(answer, desk.wording)))
    shown = _TYPES[kind] == "text/html"
    file = "" if shown else taking.file_name(now, taking.ENDINGS[kind])
    return TakenAlong(_TYPES[kind], file, taking.export(answer, desk.wording, kind))
