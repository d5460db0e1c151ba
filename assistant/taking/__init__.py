"""Taking an answer along: what can be copied as text, printed, saved as a file or handed to the patient, and that none of it identifies anybody."""

from assistant.taking.printing import PrintError, print_text, printer
from assistant.taking.texts import (
    ENDINGS,
    SLIP,
    answer_text,
    contact_text,
    default_folder,
    export,
    file_name,
    form_as_page,
    form_text,
    forms,
    save,
    slip_as_text,
    slip_by_language,
    slip_to_say,
    statement_text,
    without_numbers,
)

__all__ = [
    "ENDINGS", "SLIP", "PrintError", "answer_text", "contact_text", "default_folder", "export", "file_name", "form_as_page",
    "form_text", "forms", "print_text", "printer", "save", "slip_as_text",
    "slip_by_language", "slip_to_say", "statement_text", "without_numbers",
]  # fmt: skip
