"""Languages: texts of the code and of the knowledge in the language of the user, and amounts as that language writes them.

Two gettext domains. `vardlots` holds the texts of the code (source language English), `knowledge` those of the
knowledge (source language Swedish; the message context is the id of the text). A language is a folder in `locales/`.
"""

from __future__ import annotations

import gettext as _gettext
import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from assistant.places import knowledge_locales_folder, locales_folder

CODE_DOMAIN = "vardlots"
KNOWLEDGE_DOMAIN = "knowledge"
_AMOUNT = re.compile(r"(\D*)1(\D?)234(\D)50(\D*)")
"""An amount written out, as an example of how a language writes them."""
SOURCE_LANGUAGE = {CODE_DOMAIN: "en", KNOWLEDGE_DOMAIN: "sv"}
DEFAULT_LANGUAGE = "sv"
UNFINISHED = "unfinished"
"""A file in the folder of a language that is not translated yet: nobody is offered it."""


_LONG_AGO = datetime(2026, 11, 22, tzinfo=UTC)
"""The day in the header of every catalogue."""


def N_(message: str) -> str:  # noqa: N802 - the name that extraction tools know
    """Mark a text for translation where it stands; it is translated where it is shown."""
    return message


_MONTHS = (
    N_("{day} January"), N_("{day} February"), N_("{day} March"), N_("{day} April"), N_("{day} May"), N_("{day} June"),
    N_("{day} July"), N_("{day} August"), N_("{day} September"), N_("{day} October"), N_("{day} November"), N_("{day} December"),
)  # fmt: skip


class Language:
    """One language: looks texts up and writes amounts. Immutable; share it freely."""

    def __init__(
        self, code: str, code_texts: _gettext.NullTranslations, knowledge_texts: _gettext.NullTranslations
    ) -> None:
        self.code = code
        self._code_texts = code_texts
        self._knowledge_texts = knowledge_texts

    def __repr__(self) -> str:
        return f"Language({self.code!r})"

    def gettext(self, message: str, /, **parts: object) -> str:
        """A text of the code, with `{name}` filled in from `parts`."""
        text = self._code_texts.gettext(message) if message else ""
        return text.format(**parts) if parts else text

    def ngettext(self, singular: str, plural: str, number: int, /, **parts: object) -> str:
        """A text of the code that depends on a number, given to it as `{number}`."""
        return self._code_texts.ngettext(singular, plural, number).format(number=number, **parts)

    def knowledge(self, context: str, source: str) -> str:
        """A text of the knowledge: `source` is its Swedish text, `context` its id, as `rule.interpreter.book`."""
        return self._knowledge_texts.pgettext(context, source) if source else ""

    def has_knowledge(self, context: str, source: str) -> bool:
        """Whether this text of the knowledge is translated (always true in its source language)."""
        if self.code == SOURCE_LANGUAGE[KNOWLEDGE_DOMAIN] or not source:
            return True
        missing = "\0"
        catalogue = getattr(self._knowledge_texts, "_catalog", {})
        return bool(catalogue.get(f"{context}\x04{source}", missing) != missing)

    @property
    def name(self) -> str:
        """The language's own name, as `svenska`."""
        from babel import Locale

        return str(Locale.parse(self.code).get_display_name(self.code) or self.code)

    def money(self, amount: Decimal, currency: str) -> str:
        """An amount with its currency as the language writes it, as `75 kr`; decimals only where there are any."""
        # How an amount is written, shown by one: where the sign stands, what is between thousands and before the decimals.
        example = N_("SEK 1,234.50")
        return _money(amount, currency, self.gettext(example), example)

    def day(self, day: date) -> str:
        """A day of the calendar without its year, as `1 January`."""
        return self.gettext(_MONTHS[day.month - 1], day=day.day)


@lru_cache(maxsize=256)
def _money(amount: Decimal, currency: str, example: str, source: str) -> str:
    """The amount written as the example is. The sign in it is that of the currency of the source; another is written by its code.

    By hand: Babel, which knows all countries, takes 5 MiB and 17 ms for this.
    """
    shown = _AMOUNT.fullmatch(example) or _AMOUNT.fullmatch(source)
    assert shown is not None
    before, between, point, after = shown.groups()
    digits = f"{amount:,.2f}" if amount % 1 else f"{amount:,.0f}"
    number = digits.translate({ord(","): between, ord("."): point})
    if currency not in source:
        before, after = f"{currency} " if before else "", f" {currency}" if after else ""
    return f"{before}{number}{after}"


SOURCE = Language("en", _gettext.NullTranslations(), _gettext.NullTranslations())
"""The texts as they stand in the code and in the knowledge: needs no catalogue, so it serves while one is being built."""


def _catalogue(folder: Path, code: str, domain: str) -> _gettext.NullTranslations:
    """The compiled catalogue; in a checkout the text file is read instead where it is newer.

    Raises FileNotFoundError where a language that is not the source language has no catalogue.
    """
    if code == SOURCE_LANGUAGE[domain]:
        return _gettext.NullTranslations()
    compiled = folder / code / "LC_MESSAGES" / f"{domain}.mo"
    source = compiled.with_suffix(".po")
    if source.exists() and (not compiled.exists() or compiled.stat().st_mtime_ns < source.stat().st_mtime_ns):
        return _compiled_now(source)
    with compiled.open("rb") as stream:
        return _gettext.GNUTranslations(stream)


def _compiled_now(source: Path) -> _gettext.GNUTranslations:
    """A catalogue read from its text file: only in a checkout, where nothing has compiled it yet."""
    from io import BytesIO

    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with source.open("rb") as stream:
        catalogue = read_po(stream)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return _gettext.GNUTranslations(compiled)


def catalogue_text(code: str, domain: str, messages: Iterable[tuple[str | None, Any, Any]]) -> bytes:
    """A catalogue as a text file: of each message its context, its text and its translation.

    The header is the same every time, so that a catalogue without new texts is not changed by writing it again.
    """
    from io import BytesIO

    from babel.messages.catalog import Catalog
    from babel.messages.pofile import write_po

    head: dict[str, Any] = {"header_comment": f"# Vårdlots: {domain}, {code}", "project": "vardlots", "version": "1"}
    head |= {"creation_date": _LONG_AGO, "revision_date": _LONG_AGO, "fuzzy": False}
    head |= {"last_translator": "-", "language_team": code, "msgid_bugs_address": "-"}
    catalogue = Catalog(locale=code, **head)
    for context, message, translation in messages:
        catalogue.add(message, translation, context=context)
    written = BytesIO()
    write_po(written, catalogue, width=140, omit_header=False)
    return written.getvalue()


def _folder_of(domain: str, folder: Path | None) -> Path:
    """Where the catalogues of a domain lie: both in `folder` if one is named."""
    return folder or (locales_folder() if domain == CODE_DOMAIN else knowledge_locales_folder())


@lru_cache(maxsize=4)
def languages(folder: Path | None = None) -> tuple[str, ...]:
    """The codes of the languages there are, the default first."""
    folders = (_folder_of(domain, folder) for domain in SOURCE_LANGUAGE)
    names = {path.name for each in folders for path in each.glob("*") if path.is_dir()}
    codes = sorted(name for name in names if _is_complete(name, folder)) if names else [DEFAULT_LANGUAGE]
    return tuple(sorted(codes, key=lambda code: code != DEFAULT_LANGUAGE))


def languages_from(code: str) -> tuple[str, ...]:
    """The codes of the languages there are, this one first."""
    return (code, *(other for other in languages() if other != code))


def _is_complete(code: str, folder: Path | None) -> bool:
    """Whether a language has every catalogue that it needs, and nobody says that it is unfinished."""
    if any((_folder_of(domain, folder) / code / UNFINISHED).exists() for domain in SOURCE_LANGUAGE):
        return False
    return all(
        any((_folder_of(domain, folder) / code / "LC_MESSAGES" / f"{domain}{end}").is_file() for end in (".mo", ".po"))
        for domain, source in SOURCE_LANGUAGE.items()
        if source != code
    )


@lru_cache(maxsize=16)
def language(code: str, folder: Path | None = None) -> Language:
    """The language with this code. Raises KeyError if there is none."""
    if code not in languages(folder):
        raise KeyError(code)
    return Language(code, *(_catalogue(_folder_of(domain, folder), code, domain) for domain in SOURCE_LANGUAGE))


def read_again() -> None:
    """Forget the catalogues: they may have been edited, or be those of another knowledge."""
    languages.cache_clear()
    language.cache_clear()


def preferred_language(environment: dict[str, str]) -> str:
    """The language that the environment asks for (`LC_ALL`, `LC_MESSAGES`, `LANG`), else Swedish.

    `C` and `POSIX` ask for nothing, so that a bare machine answers its Swedish users in Swedish.
    """
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        code = environment.get(name, "").split(".")[0].split("_")[0].lower()
        if code in languages():
            return code
    return DEFAULT_LANGUAGE
