"""A language as a table for translators: a row for each text, written as CSV that spreadsheets open, and read again with every check.

Columns: domain, id, form (of a plural), text, english, translation. What a spreadsheet would take for a formula has an apostrophe before it.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from babel.messages.catalog import Catalog
from babel.numbers import get_decimal_symbol

from assistant.catalogues.checking import BRACES, placeholders, wrong_with
from assistant.catalogues.files import CatalogueError, CatalogueFile, locale_of
from assistant.catalogues.messages import MessageKey, by_key, strings_of
from assistant.catalogues.updating import memory, up_to_date
from assistant.i18n import KNOWLEDGE_DOMAIN, N_
from assistant.messages import Message, listing

COLUMNS = ("domain", "id", "form", "text", "english", "translation")
_FORMULA = ("=", "+", "-", "@", "'", "\t", "\r")
_UNSEEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
_TELLING = re.compile(r"https?://[^\s)]*[^\s).,]|[\w.+-]+@[\w.-]+\w|\d+")
"""What a translation of the knowledge must keep: addresses, and every number."""


class CatalogueRow(NamedTuple):
    """A row as it was read: its number in the file, and its cells by column."""

    number: int
    cells: Mapping[str, str]


class Mistake(NamedTuple):
    """What is wrong in a row."""

    row: int
    message: Message


# -- out -------------------------------------------------------------------------------------------------------------------


def as_csv(code: str, catalogues: Sequence[tuple[CatalogueFile, Catalog, Mapping[MessageKey, str]]]) -> str:
    """The table. With each catalogue, of exactly the texts there are: the English of texts that are not English themselves."""
    stream = io.StringIO()
    stream.write("\ufeff")  # by this a spreadsheet knows that it is UTF-8
    writer = csv.writer(stream, delimiter=separator(code), lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for file, catalogue, english in catalogues:
        for key, strings in _once(catalogue):
            for form, string in enumerate(strings):
                writer.writerow(map(_safe, _cells(file.domain, key, form, english.get(key, ""), string)))
    return stream.getvalue()


def _once(catalogue: Catalog) -> Iterator[tuple[MessageKey, tuple[str, ...]]]:
    """Every text with its translation; one that says the same as another, and is not translated otherwise, is not asked for again."""
    known = memory(catalogue)
    asked: set[str | tuple[str, ...]] = set()
    for key, message in by_key(catalogue).items():
        strings = strings_of(message)
        if key[1] in asked and strings in ((), known.get(key[1])):
            continue
        asked.add(key[1])
        yield key, strings or ("",) * (1 if isinstance(key[1], str) else catalogue.num_plurals)


def _cells(domain: str, key: MessageKey, form: int, english: str, string: str) -> tuple[str, ...]:
    context, text = key
    if isinstance(text, str):
        return domain, context or "", "", text, english, string
    return domain, context or "", str(form + 1), text[min(form, 1)], english, string


def separator(code: str) -> str:
    """What stands between cells where spreadsheets speak this language: a semicolon where the comma stands in numbers."""
    return ";" if get_decimal_symbol(locale_of(code)) in (",", "٫") else ","


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _plain(cell: str) -> str:
    return cell[1:] if cell.startswith("'") else cell


# -- in --------------------------------------------------------------------------------------------------------------------


def rows_of(content: bytes) -> list[CatalogueRow]:
    """The rows of a table as spreadsheets save it, by comma, semicolon or tab. Raises CatalogueError for what is no such table."""
    text = _decoded(content)
    first = text.partition("\n")[0]
    by = max(",;\t", key=first.count)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=by, strict=True))
    except csv.Error as error:
        raise CatalogueError(N_("This is no table that can be read: {reason}."), reason=str(error)) from None
    head = [cell.strip().casefold() for cell in lines[0]] if lines else []
    missing = [name for name in COLUMNS if name != "english" and name not in head]
    if missing:
        raise CatalogueError(N_("The first row names no column {missing}."), missing=listing(missing))
    return [
        CatalogueRow(number, dict(zip(head, map(_plain, line), strict=False)))
        for number, line in enumerate(lines[1:], 2)
        if any(line)
    ]


def _decoded(content: bytes) -> str:
    """Text in UTF-8, or in UTF-16 as "Unicode text" is saved."""
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise CatalogueError(N_("The file is not text in UTF-8.")) from None


def strangers(rows: Sequence[CatalogueRow], domains: Sequence[str]) -> list[Mistake]:
    """The rows that belong to none of these domains."""
    message = Message(N_("The column “domain” must be one of: {domains}."), {"domains": listing(domains)})
    return [Mistake(row.number, message) for row in rows if row.cells.get("domain", "").strip() not in domains]


class Taken(NamedTuple):
    """A catalogue with the translations of a table in it; how many are other than before."""

    catalogue: Catalog
    changed: int


def taken(file: CatalogueFile, catalogue: Catalog, rows: Sequence[CatalogueRow]) -> tuple[Taken, list[Mistake]]:
    """Put the translations of the rows of this domain into a catalogue; empty cells leave it as it is."""
    forms = catalogue.num_plurals
    places = _places(by_key(catalogue), forms)
    given: dict[MessageKey, dict[int, str]] = {}
    mistakes = []
    for row in rows:
        if row.cells.get("domain", "").strip() != file.domain:
            continue
        found = places.get(_name(row))
        string = row.cells.get("translation") or ""
        wrong = _wrong(found, string, given, file.domain)
        if wrong is not None:
            mistakes.append(Mistake(row.number, wrong))
        elif found is not None and string.strip():
            given.setdefault(found[0], {})[found[1]] = string
    mistakes += [
        Mistake(
            _row_of(key, rows),
            Message(N_("Of {forms} forms only {given} are translated."), {"forms": forms, "given": len(of)}),
        )
        for key, of in given.items()
        if not isinstance(key[1], str) and len(of) != forms
    ]
    return _put(file, catalogue, given), mistakes


_Place = tuple[MessageKey, int]


def _places(have: Mapping[MessageKey, object], forms: int) -> dict[tuple[str, str, str], _Place]:
    """Where a row belongs, by its id, its form and its text."""
    found = {}
    for key in have:
        for form in range(1 if isinstance(key[1], str) else forms):
            _, context, number, text, *_ = _cells("", key, form, "", "")
            found[context, number, text] = (key, form)
    return found


def _name(row: CatalogueRow) -> tuple[str, str, str]:
    text = row.cells.get("text", "").replace("\r\n", "\n")
    return row.cells.get("id", "").strip(), row.cells.get("form", "").strip(), text


def _wrong(
    found: _Place | None, string: str, given: Mapping[MessageKey, Mapping[int, str]], domain: str
) -> Message | None:
    """What is wrong with a row."""
    if found is None:
        return (
            Message(N_("There is no such text (any more): its id or its text was changed.")) if string.strip() else None
        )
    key, form = found
    if not string.strip():
        return None
    if form in given.get(key, {}):
        return Message(N_("The text is translated twice in this table."))
    if _UNSEEN.search(string):
        return Message(N_("The translation holds a character that cannot be seen."))
    if wrong_with(key, string):
        return _unlike(key, string)
    texts = (key[1],) if isinstance(key[1], str) else key[1]
    if domain == KNOWLEDGE_DOMAIN and _told(string) != _told(texts[0]):
        return Message(N_("The translation does not have the same numbers and addresses: {text}"), {"text": texts[0]})
    return None


def _unlike(key: MessageKey, string: str) -> Message:
    texts = (key[1],) if isinstance(key[1], str) else key[1]
    wanted = set().union(*map(placeholders, texts))
    if placeholders(string) == wanted:
        return Message(N_("The translation is no amount written like {text}."), {"text": texts[0]})
    if BRACES in placeholders(string):
        return Message(N_("The braces of the translation do not match."))
    if not wanted:
        return Message(N_("The text has no word in braces, so the translation has none either."))
    names = listing(f"{{{name}}}" for name in sorted(wanted))
    return Message(N_("The translation must have these in braces, and no others: {names}"), {"names": names})


def _told(text: str) -> Counter[str]:
    """Addresses, and numbers in whatever digits they are written."""
    return Counter(str(int(found)) if found.isdecimal() else found for found in _TELLING.findall(text))


def _row_of(key: MessageKey, rows: Sequence[CatalogueRow]) -> int:
    texts = key[1] if isinstance(key[1], tuple) else (key[1],)
    return next((row.number for row in rows if _name(row)[2] in texts), 1)


def _put(file: CatalogueFile, catalogue: Catalog, given: Mapping[MessageKey, Mapping[int, str]]) -> Taken:
    have = by_key(catalogue)
    changed = 0
    for key, forms in given.items():
        strings = tuple(forms[form] for form in sorted(forms))
        message = have[key]
        if strings_of(message) != strings:
            changed += 1
            message.string = strings[0] if isinstance(key[1], str) else strings
            message.flags.discard("fuzzy")
    return Taken(up_to_date(file, catalogue, list(have)), changed)
