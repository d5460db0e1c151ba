"""A new language: a folder of catalogues with every text, none translated yet, and not offered to anybody until it is finished."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog

from assistant.audit.scaffold.plan import Plan, ScaffoldError
from assistant.catalogues.files import CatalogueFile, as_text, read
from assistant.catalogues.messages import MessageKey, by_key, knowledge_messages
from assistant.catalogues.updating import up_to_date
from assistant.i18n import CODE_DOMAIN, KNOWLEDGE_DOMAIN, N_, OFFERED_FROM, SOURCE_LANGUAGE
from assistant.knowledge.model import Knowledge
from assistant.messages import Message


def new_language(knowledge: Knowledge, program: Path, beside: Path, code: str) -> Plan:
    """The catalogues of a new language: of the program's texts in `program`, of the knowledge's in `beside`.

    The program's texts are those of a language that it has already.
    """
    name = _checked(code, (program, beside))
    wanted = {CODE_DOMAIN: _of_the_program(program), KNOWLEDGE_DOMAIN: list(knowledge_messages(knowledge))}
    files = {}
    for domain, folder in ((CODE_DOMAIN, program), (KNOWLEDGE_DOMAIN, beside)):
        file = CatalogueFile(code, domain, _catalogue(folder, code, domain))
        files[file.path] = as_text(file, up_to_date(file, Catalog(locale=code), wanted[domain]))
    return Plan(files, _next(code, name))


def _checked(code: str, folders: Iterable[Path]) -> str:
    """The language's own name. Raises ScaffoldError for what is no code of a language, or is there already."""
    try:
        if not code.isalpha() or code != code.lower() or len(code) not in (2, 3):
            raise ValueError(code)
        name = Locale.parse(code).get_display_name(code)
    except (ValueError, UnknownLocaleError):
        raise ScaffoldError(N_("“{word}” is no code of a language, as “fi” or “uk”."), word=code) from None
    if code in SOURCE_LANGUAGE.values() or any((folder / code).exists() for folder in folders):
        raise ScaffoldError(N_("There is “{word}” already."), word=code)
    return name or code


def _catalogue(folder: Path, code: str, domain: str) -> Path:
    return folder / code / "LC_MESSAGES" / f"{domain}.po"


def _of_the_program(folder: Path) -> list[MessageKey]:
    """The texts of the program, with their contexts, as another language has them."""
    path = next(iter(sorted(folder.glob(f"*/LC_MESSAGES/{CODE_DOMAIN}.po"))), None)
    if path is None:
        raise ScaffoldError(N_("There is no {file} in {folder}."), file=f"{CODE_DOMAIN}.po", folder=str(folder))
    return list(by_key(read(CatalogueFile(path.parent.parent.name, CODE_DOMAIN, path))))


def _next(code: str, name: str) -> tuple[Message, ...]:
    parts = {"code": code, "name": name}
    return (
        Message(N_("locales/{code}/LC_MESSAGES/vardlots.po and knowledge.po: the texts in {name}"), parts),
        Message(
            N_("{words}: the key “{code}:” beside “sv:” and “en:”, or typed lines are understood in those only"),
            parts,
        ),
        Message(N_("{scenarios} need no change: they name ids"), parts),
        Message(
            N_("it is offered from {percent} % on; “vardlots language check” tells how much is translated"),
            {"percent": OFFERED_FROM},
        ),
    )
