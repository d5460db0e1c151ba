"""Catalogues: brings `locales/` up to date with the texts of the code and of the knowledge, checks and compiles it.

python tools/catalogues.py update     new texts appear untranslated, changed and unused ones go
python tools/catalogues.py check      what is missing, stale, or lost a placeholder; exit code 1 if anything
python tools/catalogues.py compile    .po -> .mo (the build does it too)
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from assistant.i18n import CODE_DOMAIN, KNOWLEDGE_DOMAIN, SOURCE_LANGUAGE, UNFINISHED, catalogue_text  # noqa: E402
from assistant.knowledge import load_knowledge  # noqa: E402
from assistant.knowledge.texts import texts  # noqa: E402

Key = tuple[str | None, str | tuple[str, ...]]
"""Context and text of a message."""


def code_messages() -> Iterator[Key]:
    """The texts of the code, in the order of files and lines."""
    for _, _, message, _, context in extract_from_dir(ROOT / "assistant", [("**.py", "python")]):
        if message:
            yield context, message


def knowledge_messages(folder: Path = ROOT / "knowledge") -> Iterator[Key]:
    """The texts of the knowledge."""
    for context, text, _ in texts(load_knowledge(folder)):
        yield context, text


def messages(domain: str) -> list[Key]:
    """The texts of a domain, each once."""
    return list(dict.fromkeys(code_messages() if domain == CODE_DOMAIN else knowledge_messages()))


def catalogue_files(locales: Path = ROOT / "locales") -> Iterator[tuple[str, str, Path]]:
    """Language, domain and file of every catalogue there has to be."""
    for language in sorted(path.name for path in locales.iterdir() if path.is_dir()):
        for domain in (CODE_DOMAIN, KNOWLEDGE_DOMAIN):
            if language != SOURCE_LANGUAGE[domain]:
                yield language, domain, locales / language / "LC_MESSAGES" / f"{domain}.po"


def read(path: Path, language: str) -> Catalog:
    """The catalogue in a file; an empty one where there is no file."""
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as stream:
        return read_po(stream, locale=language)


def update() -> None:
    """Rewrite every catalogue: exactly the texts there are, translated as far as they were."""
    for language, domain, path in catalogue_files():
        old = read(path, language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(catalogue_text(language, domain, _translated(messages(domain), old)))


def _translated(wanted: list[Key], old: Catalog) -> Iterator[tuple[str | None, Any, Any]]:
    """These texts, each with the translation that it had."""
    for context, message in wanted:
        before = old.get(message[0] if isinstance(message, tuple) else message, context)
        yield context, message, before.string if before else ""


def problems(locales: Path = ROOT / "locales") -> list[str]:
    """What is wrong in the catalogues: one line each."""
    found = []
    for language, domain, path in catalogue_files(locales):
        name = f"{language}/{domain}"
        catalogue = read(path, language)
        have: dict[Key, Message] = {(message.context, _id(message)): message for message in catalogue if message.id}
        wanted = messages(domain)
        found += [f"{name}: not in the catalogue: {shown(key)}" for key in wanted if key not in have]
        found += [f"{name}: no longer in use: {shown(key)}" for key in have if key not in set(wanted)]
        if not is_unfinished(locales, language):
            found += [
                f"{name}: not translated: {shown(key)}" for key in wanted if key in have and not _strings(have[key])
            ]
        found += [f"{name}: {problem}" for problem in placeholder_problems(catalogue)]
    return found


def is_unfinished(locales: Path, language: str) -> bool:
    """Whether a language is still being translated: nobody is offered it, and what it lacks is no problem."""
    return (locales / language / UNFINISHED).exists()


def placeholder_problems(catalogue: Catalog) -> list[str]:
    """Translations whose placeholders are not those of the text."""
    found = []
    for message in catalogue:
        ids = message.id if isinstance(message.id, (tuple, list)) else (message.id,)
        if not message.id:
            continue
        wanted = set().union(*map(_placeholders, ids))
        name = shown((message.context, tuple(ids)))
        found += [
            f"placeholders differ in {name}: {string!r}"
            for string in _strings(message)
            if _placeholders(string) != wanted
        ]
    return found


def shown(key: Key) -> str:
    """A message for a person."""
    context, message = key
    text = message if isinstance(message, str) else message[0]
    return f"{context}: {text!r}" if context else repr(text)


def _id(message: Message) -> str | tuple[str, ...]:
    return message.id if isinstance(message.id, str) else tuple(message.id)


def _strings(message: Message) -> list[str]:
    """The translations of a message; none if it is not translated in full."""
    strings = list(message.string) if isinstance(message.string, (tuple, list)) else [message.string]
    return [string for string in strings if string] if all(strings) else []


def _placeholders(text: str) -> set[str]:
    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        return {"(braces that do not match)"}


def compile_all(locales: Path = ROOT / "locales") -> list[Path]:
    """Compile every catalogue beside its source. Raises SystemExit where a placeholder is lost."""
    made = []
    for language, _, path in catalogue_files(locales):
        if is_unfinished(locales, language):
            continue
        catalogue = read(path, language)
        if wrong := placeholder_problems(catalogue):
            raise SystemExit("\n".join(wrong))
        compiled = path.with_suffix(".mo")
        with compiled.open("wb") as stream:
            write_mo(stream, catalogue)
        made.append(compiled)
    return made


def main(words: list[str]) -> int:
    """Run one of the three commands."""
    match words:
        case ["update"]:
            update()
        case ["compile"]:
            compile_all()
        case ["check"]:
            found = problems()
            print("\n".join(found) or "Every text is translated.")
            return 1 if found else 0
        case _:
            print(__doc__)
            return 2
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
