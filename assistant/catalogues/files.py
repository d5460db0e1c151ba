"""The files of the catalogues: which there have to be, read, and written so that the same texts give the same file, whoever writes it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from assistant.catalogues.messages import strings_of
from assistant.i18n import CODE_DOMAIN, KNOWLEDGE_DOMAIN, N_, SOURCE_LANGUAGE
from assistant.messages import ToldError

WIDTH = 140
_BREAKS = re.compile(r"(\s+|[^\s\w]*\w+[a-zA-Z]-(?=\w+[a-zA-Z])|(?<=[\w!\"'&.,?])-{2,}(?=\w))")
"""Where a long text may go on in the next line."""
_HEAD = """\
# Vårdlots: {domain}, {code}
msgid ""
msgstr ""
"Project-Id-Version: vardlots 1\\n"
"Language: {code}\\n"
"Plural-Forms: {plural}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"""
"""No day, no name and no version of a tool: they would be another in each copy, and say nothing."""


class CatalogueError(ToldError):
    """A catalogue cannot be read or made."""


class CatalogueFile(NamedTuple):
    """The text file of a language in a domain."""

    code: str
    domain: str
    path: Path

    @property
    def name(self) -> str:
        return f"{self.code}/{self.domain}"


def catalogue_files(locales: Path) -> Iterator[CatalogueFile]:
    """Every catalogue there has to be in a folder; those of the program only where the folder has any."""
    folders = sorted(path for path in locales.iterdir() if (path / "LC_MESSAGES").is_dir())
    domains = [KNOWLEDGE_DOMAIN]
    if any((path / "LC_MESSAGES" / f"{CODE_DOMAIN}.po").is_file() for path in folders):
        domains.insert(0, CODE_DOMAIN)
    for folder in folders:
        for domain in domains:
            if folder.name != SOURCE_LANGUAGE[domain]:
                yield CatalogueFile(folder.name, domain, folder / "LC_MESSAGES" / f"{domain}.po")


def locale_of(code: str) -> Locale:
    """What is known of a language. Raises CatalogueError for one that there is not."""
    try:
        return Locale.parse(code)
    except (UnknownLocaleError, ValueError):
        raise CatalogueError(
            N_("There is no language {word}; a language is named as sv, en or pt_BR."), word=code
        ) from None


def read(file: CatalogueFile) -> Catalog:
    """The catalogue in a file; an empty one where there is no file. Raises CatalogueError for one that cannot be read."""
    locale_of(file.code)
    if not file.path.exists():
        return Catalog(locale=file.code)
    try:
        with file.path.open("rb") as stream:
            return read_po(stream, locale=file.code, abort_invalid=True)
    except (PoFileError, ValueError) as error:  # what is no UTF-8 is a ValueError too
        line = getattr(error, "lineno", None)
        place = f"{file.path}:{line + 1}" if isinstance(line, int) else str(file.path)
        raise CatalogueError(
            N_("{path}: this catalogue cannot be read: {reason}."), path=place, reason=str(error)
        ) from None


def write(file: CatalogueFile, catalogue: Catalog) -> bool:
    """Write the messages in their order; whether the file is another now."""
    text = as_text(file, catalogue)
    if file.path.is_file() and file.path.read_bytes() == text.encode():
        return False
    file.path.parent.mkdir(parents=True, exist_ok=True)
    beside = file.path.with_name(f".{file.path.name}.new")
    beside.write_bytes(text.encode())
    beside.replace(file.path)
    return True


def as_text(file: CatalogueFile, catalogue: Catalog) -> str:
    """The text of a catalogue."""
    head = _HEAD.format(domain=file.domain, code=file.code, plural=catalogue.plural_forms)
    forms = catalogue.num_plurals
    return head + "".join(f"\n{_entry(message, forms)}" for message in catalogue if message.id)


def _entry(message: Message, forms: int) -> str:
    lines = [f"# {comment}" for comment in message.user_comments]
    flags = [name for name, there in (("fuzzy", message.fuzzy), ("python-brace-format", _filled_in(message))) if there]
    lines += [f"#, {', '.join(flags)}"] if flags else []
    if message.context:
        lines.append(f"msgctxt {_quoted(message.context)}")
    if isinstance(message.id, str):
        lines += [f"msgid {_quoted(message.id)}", f"msgstr {_quoted(str(message.string or ''))}"]
    else:
        lines += [f"msgid {_quoted(message.id[0])}", f"msgid_plural {_quoted(message.id[1])}"]
        strings = [*strings_of(message), *[""] * forms][:forms]
        lines += [f"msgstr[{index}] {_quoted(string)}" for index, string in enumerate(strings)]
    return "\n".join(lines) + "\n"


def _filled_in(message: Message) -> bool:
    """Whether something is filled into it, so that tools of translators watch over its braces."""
    texts = (message.id,) if isinstance(message.id, str) else message.id
    return any(re.search(r"\{\w+\}", text) for text in texts)


def _quoted(text: str) -> str:
    """A text in quotes, on several lines where it is long or has several: always in the same way."""
    lines = [part for line in text.splitlines(True) for part in _parts(line)]
    if len(lines) <= 1:
        return _escaped(text)
    return "\n".join(['""', *map(_escaped, lines)])


def _parts(line: str) -> Iterator[str]:
    if len(_escaped(line)) <= WIDTH:
        yield line
        return
    part, size = "", 2
    for piece in _BREAKS.split(line):
        length = len(_escaped(piece)) - 2
        if part and size + length >= WIDTH:
            yield part
            part, size = "", 2
        part, size = part + piece, size + length
    if part:
        yield part


def _escaped(text: str) -> str:
    for sign, instead in (("\\", "\\\\"), ("\t", "\\t"), ("\r", "\\r"), ("\n", "\\n"), ('"', '\\"')):
        text = text.replace(sign, instead)
    return f'"{text}"'


def compiled(file: CatalogueFile, catalogue: Catalog) -> Path:
    """Write what the program reads, beside the text; its head says how much is translated. Returns its path."""
    messages = [message for message in catalogue if message.id]
    full = [message for message in messages if strings_of(message)]
    made = Catalog(locale=file.code, project="vardlots", version=f"{len(full)}/{len(messages)}", fuzzy=False)
    for message in full:  # a plural of which a form is missing would be filled with the wrong English one
        made.add(message.id, message.string, context=message.context)
    path = file.path.with_suffix(".mo")
    with path.open("wb") as stream:
        write_mo(stream, made)
    return path
