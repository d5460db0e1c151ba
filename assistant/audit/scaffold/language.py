"""A new language: a folder of catalogues with every text, none translated yet, and not offered to anybody until it is finished."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.messages.pofile import read_po

from assistant.audit.scaffold.plan import Plan, ScaffoldError
from assistant.i18n import CODE_DOMAIN, KNOWLEDGE_DOMAIN, N_, SOURCE_LANGUAGE, UNFINISHED, catalogue_text
from assistant.knowledge.model import Knowledge
from assistant.knowledge.texts import texts
from assistant.messages import Message

_ABOUT = "This language is offered to nobody as long as this file is here. Remove it when every text is translated.\n"


def new_language(knowledge: Knowledge, program: Path, beside: Path, code: str) -> Plan:
    """The catalogues of a new language: of the program's texts in `program`, of the knowledge's in `beside`.

    The program's texts are those of a language that it has already.
    """
    name = _checked(code, (program, beside))
    files = {
        _catalogue(program, code, CODE_DOMAIN): _written(code, CODE_DOMAIN, _of_the_program(program)),
        _catalogue(beside, code, KNOWLEDGE_DOMAIN): _written(
            code, KNOWLEDGE_DOMAIN, ((context, text, "") for context, text, _ in texts(knowledge))
        ),
        program / code / UNFINISHED: _ABOUT,
        beside / code / UNFINISHED: _ABOUT,
    }
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


def _of_the_program(folder: Path) -> list[tuple[str | None, Any, str]]:
    """The texts of the program, with their contexts, as another language has them."""
    path = next(iter(sorted(folder.glob(f"*/LC_MESSAGES/{CODE_DOMAIN}.po"))), None)
    if path is None:
        raise ScaffoldError(N_("There is no {file} in {folder}."), file=f"{CODE_DOMAIN}.po", folder=str(folder))
    with path.open("rb") as stream:
        found = read_po(stream)
    ids = ((message.context, message.id) for message in found if message.id)
    return [(context, tuple(id) if isinstance(id, list | tuple) else id, "") for context, id in ids]


def _written(code: str, domain: str, messages: Iterable[tuple[str | None, Any, str]]) -> str:
    return catalogue_text(code, domain, messages).decode("utf-8")


def _next(code: str, name: str) -> tuple[Message, ...]:
    parts = {"code": code, "name": name}
    return (
        Message(N_("locales/{code}/LC_MESSAGES/vardlots.po and knowledge.po: the texts in {name}"), parts),
        Message(
            N_(
                "knowledge/words/: the key “{code}:” beside “sv:” and “en:”, or typed lines are understood in those only"
            ),
            parts,
        ),
        Message(N_("tests/scenarios/ need no change: they name ids"), parts),
        Message(N_("when every text is translated, remove locales/{code}/{file}"), {**parts, "file": UNFINISHED}),
    )
