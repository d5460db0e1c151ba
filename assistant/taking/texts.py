"""What is taken along of an answer: as text to copy or print, as a file, as a slip for the patient, as a form of another system.

An exact age is a datum about a patient; its band is a category of the rules. Everything that leaves through here holds the band.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from itertools import count
from pathlib import Path

from assistant import files
from assistant.answer import Answer, Said
from assistant.knowledge.model import Contact, FormPart, Knowledge
from assistant.records import replace
from assistant.words.handed import form_page, slip_lines, slip_page, slip_text
from assistant.words.outline import item, outline
from assistant.words.slip import slip, slips
from assistant.words.wording import Wording
from assistant.words.writers import as_text, write

SLIP = "slip"
"""The page for the patient, among the formats of an answer."""

ENDINGS = {"text": ".txt", "markdown": ".md", "html": ".html", "json": ".json", SLIP: ".html"}
"""The formats in which an answer can be saved, with the ending of the file's name."""


def without_numbers(answer: Answer, knowledge: Knowledge) -> Answer:
    """The same answer with bands in the place of numbers (`age_group=under_18` for `age=7`), in the case and in the reasons."""
    bands = {
        f"{question.number.id}={answer.case.numbers[question.number.id]}": f"{id}={answer.case.answers[id]}"
        for id, question in knowledge.questions.items()
        if question.number is not None and question.number.id in answer.case.numbers
    }
    statements = tuple(
        said._replace(because=tuple(bands.get(given, given) for given in said.because)) for said in answer.statements
    )
    return replace(answer, case=replace(answer.case, numbers={}), statements=statements)


# -- copying: plain text, for the clipboard ------------------------------------------------------------------------------


def contact_text(contact: Contact, wording: Wording) -> str:
    """A contact: name, telephone, e-mail, fax and hours, as far as they are known, a line each."""
    return "\n".join(wording.contact_lines(contact)) + "\n"


def statement_text(said: Said, wording: Wording) -> str:
    """A statement with what stands below it, and each of its clauses with publisher, heading and date."""
    words = item(said, wording, set())
    sources = [wording.source(source) for source in said.sources]
    return "\n".join([words.text, *words.notes, *sources]) + "\n"


def answer_text(answer: Answer, wording: Wording) -> str:
    """The whole answer."""
    return as_text(outline(without_numbers(answer, wording.knowledge), wording))


def forms(answer: Answer) -> tuple[str, ...]:
    """The names of the forms in other systems that steps of the answer fill in, as `SAMSA`."""
    parts = (said.statement.form for said in answer.certain)
    return tuple(dict.fromkeys(part.name for part in parts if part is not None))


def form_text(answer: Answer, name: str) -> str:
    """A form to paste into the other system: each heading with its lines, and a blank line to write on. Never translated.

    Empty if no certain step of the answer fills in a form of this name.
    """
    return "\n".join("\n".join([part.heading, *part.lines]) + "\n" for part in _parts(answer, name))


def form_as_page(answer: Answer, name: str, wording: Wording) -> str:
    """The same form as a page with a field for each line, to fill in in the browser."""
    return form_page(name, _parts(answer, name), wording)


def _parts(answer: Answer, name: str) -> list[FormPart]:
    parts = (said.statement.form for said in answer.certain)
    return [part for part in parts if part is not None and part.name == name]


# -- the patient's slip ----------------------------------------------------------------------------------------------------


def slip_as_text(answer: Answer, wording: Wording) -> str:
    """The slip in two languages side by side, to print as it is."""
    return slip_text(slips(answer, wording))


def slip_by_language(answer: Answer, wording: Wording) -> tuple[tuple[str, ...], ...]:
    """The slip in each of its languages, one below the other, a line each: to be read before it is handed over."""
    return tuple(tuple(slip_lines(each)) for each in slips(answer, wording))


def slip_to_say(answer: Answer, wording: Wording) -> str:
    """The slip in the reader's language only, a line each."""
    return "\n".join(slip_lines(slip(answer, wording))) + "\n"


# -- saving: files -------------------------------------------------------------------------------------------------------


def export(answer: Answer, wording: Wording, form: str) -> str:
    """The text of a file with the whole answer, in one of `ENDINGS`. Raises KeyError for another format."""
    ENDINGS[form]
    if form == SLIP:
        return slip_page(slips(answer, wording))
    return write(without_numbers(answer, wording.knowledge), wording, form)


def default_folder() -> Path:
    """Where files are saved unless the user says otherwise: the folder of downloads, else the home, else the present folder."""
    home = files.home()
    if home is None:
        return Path()
    from platformdirs import user_downloads_path

    folder = user_downloads_path()
    return folder if folder.is_dir() else home


def file_name(when: datetime, ending: str, number: int = 1) -> str:
    """The name of a saved file, as `vardlots-2026-11-22-1405.html`: the minute, and nothing about the case.

    `number`: from the second file of the same minute on.
    """
    return f"vardlots-{when:%Y-%m-%d-%H%M}{f'-{number}' if number > 1 else ''}{ending}"


def save(text: str, folder: Path, when: datetime, ending: str) -> Path:
    """Write a text to a new file in a folder and return its path. No file is ever overwritten.

    Raises OSError if it cannot be written; then nothing is left of it.
    """
    for number in count(1):
        path = folder / file_name(when, ending, number)
        with suppress(FileExistsError):
            files.write_new(path, text)
            break
    return path
