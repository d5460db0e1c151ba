"""Languages: texts of the code and of the knowledge in the language of the user, and amounts as that language writes them.

Two gettext domains. `vardlots` holds the texts of the code (source language English), `knowledge` those of the
knowledge (source language Swedish; the message context is the id of the text). A language is a folder in `locales/`.
"""

from __future__ import annotations

import errno
import gettext as _gettext
import os
import re
import struct
from array import array
from bisect import bisect_left
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from io import BytesIO
from operator import add
from pathlib import Path

from assistant.places import knowledge_locales_folder, locales_folder

CODE_DOMAIN = "vardlots"
KNOWLEDGE_DOMAIN = "knowledge"
_AMOUNT = r"(\D*)1(\D?)234(\D)50(\D*)"
"""An amount written out, as an example of how a language writes them."""
SOURCE_LANGUAGE = {CODE_DOMAIN: "en", KNOWLEDGE_DOMAIN: "sv"}
DEFAULT_LANGUAGE = "sv"
OFFERED_FROM = 90
"""Percent of the texts of the program, and of the knowledge, that are translated before a language is offered."""
UNFINISHED_VARIABLE = "VARDLOTS_UNFINISHED"
"""Set to anything, offers every language, for those who translate."""
_MAGIC = 0x950412DE
"""The first bytes of a compiled catalogue."""
_HASHES = 1 << 32
_GERMANIC = "n != 1"
"""Which form of a text a number takes where a catalogue does not tell."""
_TO_BE_TRANSLATED = rb'(?m)^msgid (?!""\n(?!"))'
_UNTRANSLATED = rb'(?m)^msgstr(?:\[\d+\])? ""\n(?!")|^#, fuzzy'


def N_(message: str) -> str:  # noqa: N802 - the name that extraction tools know
    """Mark a text for translation where it stands; it is translated where it is shown."""
    return message


_MONTHS = (
    N_("{day} January"), N_("{day} February"), N_("{day} March"), N_("{day} April"), N_("{day} May"), N_("{day} June"),
    N_("{day} July"), N_("{day} August"), N_("{day} September"), N_("{day} October"), N_("{day} November"), N_("{day} December"),
)  # fmt: skip


AMOUNT_EXAMPLE = N_("SEK 1,234.50")
"""How an amount is written, shown by one: where the sign stands, what is between thousands and before the decimals."""


def is_amount(example: str) -> bool:
    """Whether amounts can be written as this one is."""
    return re.fullmatch(_AMOUNT, example) is not None


class Catalogue(_gettext.NullTranslations):
    """A compiled catalogue as the bytes of its file: of two thousand texts few are shown, and each is taken out when it first is.

    The library takes all of them out at the start, which is time before the first answer, and memory for the whole day.
    """

    def __init__(self, content: bytes, name: str) -> None:
        """Raises OSError for what is no compiled catalogue in UTF-8."""
        super().__init__()
        self._content = content
        try:
            magic, _, count, keys, texts = struct.unpack_from("<5I", content)
            placed = [struct.unpack_from(f"<{2 * count}I", content, at) for at in (keys, texts)]
            lengths, starts = [*placed[0][::2], *placed[1][::2]], [*placed[0][1::2], *placed[1][1::2]]
            if magic != _MAGIC or max(map(add, lengths, starts)) >= len(content):
                raise ValueError
            content[min(starts) :].decode()
        except (struct.error, ValueError):
            raise OSError(errno.EINVAL, "no catalogue in UTF-8", name) from None
        self._keys, self._texts = (array("I", of) for of in placed)
        asked_by = (
            content[at : at + length].partition(b"\0")[0] for length, at in zip(lengths[:count], starts, strict=False)
        )
        self._by_hash = array("Q", sorted([hash(key) % _HASHES << 32 | at for at, key in enumerate(asked_by)]))
        self._taken: dict[str, list[str] | None] = {}
        self._said: dict[str, str] = {}
        _, _, form = "\n".join(self._found(b"") or ()).partition("plural=")
        try:
            self._form_of = _form_of(form.partition("\n")[0].rstrip("; ") or _GERMANIC)
        except ValueError as error:
            raise OSError(errno.EINVAL, str(error), name) from None

    def _text(self, number: int) -> str:
        at = self._texts[2 * number + 1]
        return self._content[at : at + self._texts[2 * number]].decode()

    def _forms(self, message: str) -> list[str] | None:
        """The forms of a text, or its only one; None if it is not here."""
        if message not in self._taken:
            self._taken[message] = self._found(message.encode("utf-8", "surrogatepass"))
        return self._taken[message]

    def _found(self, key: bytes) -> list[str] | None:
        sought = hash(key) % _HASHES
        at = bisect_left(self._by_hash, sought << 32)
        while at < len(self._by_hash) and self._by_hash[at] >> 32 == sought:
            number = self._by_hash[at] & 0xFFFFFFFF
            if self._content.startswith(key + b"\0", self._keys[2 * number + 1]):
                return self._text(number).split("\0")
            at += 1
        return None

    def holds(self, message: str) -> bool:
        """Whether a text is here."""
        return self._forms(message) is not None

    def gettext(self, message: str) -> str:
        said = self._said.get(message)
        if said is None:
            forms = self._forms(message)
            said = message if forms is None else forms[0] if len(forms) == 1 else self._form(forms, 1) or message
            self._said[message] = said
        return said

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        forms = self._forms(msgid1)
        return self._form(forms or [], n) or (msgid1 if n == 1 else msgid2)

    def _form(self, forms: list[str], number: int) -> str:
        form = self._form_of(number)
        return forms[form] if form < len(forms) else ""

    def pgettext(self, context: str, message: str) -> str:
        forms = self._forms(f"{context}\x04{message}")
        return message if forms is None else forms[0]


def _form_of(told: str) -> Callable[[int], int]:
    """Which form of a text a number takes, as a catalogue tells it; what is true of most languages is not read as a formula. Raises ValueError."""
    if told.strip("()") == _GERMANIC:
        return lambda number: int(number != 1)
    form: Callable[[int], int] = _gettext.c2py(told)
    return form


class Language:
    """One language: looks texts up and writes amounts. Immutable; share it freely.

    `instead`: the languages in whose catalogues a text of the knowledge is looked for that is not translated into this one.
    `as_written`: its texts of the knowledge are those that stand there, whatever the language.
    `damage`: why its catalogues cannot be read, with the file; all its texts are then as they stand in code and knowledge.
    """

    def __init__(
        self,
        code: str,
        code_texts: _gettext.NullTranslations,
        knowledge_texts: _gettext.NullTranslations,
        instead: tuple[Language, ...] = (),
        as_written: bool = False,
        damage: OSError | None = None,
    ) -> None:
        self.code, self._instead, self._as_written, self.damage = code, instead, as_written, damage
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
        if not self._instead:
            return self._knowledge_texts.pgettext(context, source) if source else ""
        return self._speaking(context, source)._knowledge_texts.pgettext(context, source) if source else ""

    def has_knowledge(self, context: str, source: str) -> bool:
        """Whether this text of the knowledge is translated (always true in its source language)."""
        if self._as_written or self.code == SOURCE_LANGUAGE[KNOWLEDGE_DOMAIN] or not source:
            return True
        return isinstance(self._knowledge_texts, Catalogue) and self._knowledge_texts.holds(f"{context}\x04{source}")

    def spoken_in(self, context: str, source: str) -> str:
        """The code of the language in which this text of the knowledge is told: another one where it is not translated."""
        return self._speaking(context, source).code

    def _speaking(self, context: str, source: str) -> Language:
        languages = (each for each in (self, *self._instead) if each.has_knowledge(context, source))
        return next(languages, _UNTRANSLATED_KNOWLEDGE)

    @property
    def direction(self) -> str:
        """In which direction the language is written: `ltr` or `rtl`."""
        if self.code in SOURCE_LANGUAGE.values():
            return "ltr"
        from babel import Locale

        return str(Locale.parse(self.code).text_direction)

    @property
    def name(self) -> str:
        """The language's own name, as `svenska`."""
        from babel import Locale

        return str(Locale.parse(self.code).get_display_name(self.code) or self.code)

    def money(self, amount: Decimal, currency: str) -> str:
        """An amount with its currency as the language writes it, as `75 kr`; decimals only where there are any."""
        return _money(amount, currency, self.gettext(AMOUNT_EXAMPLE), AMOUNT_EXAMPLE)

    def day(self, day: date) -> str:
        """A day of the calendar without its year, as `1 January`."""
        return self.gettext(_MONTHS[day.month - 1], day=day.day)


@lru_cache(maxsize=256)
def _money(amount: Decimal, currency: str, example: str, source: str) -> str:
    """The amount written as the example is. The sign in it is that of the currency of the source; another is written by its code.

    By hand: Babel, which knows all countries, takes 5 MiB and 17 ms for this.
    """
    shown = re.fullmatch(_AMOUNT, example) or re.fullmatch(_AMOUNT, source)
    assert shown is not None
    before, between, point, after = shown.groups()
    digits = f"{amount:,.2f}" if amount % 1 else f"{amount:,.0f}"
    number = digits.translate({ord(","): between, ord("."): point})
    if currency not in source:
        before, after = f"{currency} " if before else "", f" {currency}" if after else ""
    return f"{before}{number}{after}"


_UNTRANSLATED_KNOWLEDGE = Language(
    SOURCE_LANGUAGE[KNOWLEDGE_DOMAIN], _gettext.NullTranslations(), _gettext.NullTranslations()
)
NO_CATALOGUE = Language("en", _gettext.NullTranslations(), _gettext.NullTranslations())
"""English where a catalogue is damaged: what is said by the knowledge is Swedish, and marked so."""
SOURCE = Language("en", _gettext.NullTranslations(), _gettext.NullTranslations(), as_written=True)
"""The texts as they stand in the code and in the knowledge: needs no catalogue, so it serves while one is being built."""


def _catalogue(code: str, domain: str, folder: Path | None) -> _gettext.NullTranslations:
    """The compiled catalogue; in a checkout the text file is read instead where it is newer.

    Raises FileNotFoundError where a language that is not the source language has no catalogue.
    """
    if code == SOURCE_LANGUAGE[domain]:
        return _gettext.NullTranslations()
    compiled = _file_of(domain, code, folder)
    source = compiled.with_suffix(".po")
    if _is_newer(source, compiled):
        return _compiled_now(source)
    return Catalogue(compiled.read_bytes(), str(compiled))


def _is_newer(source: Path, compiled: Path) -> bool:
    """Whether the text of a catalogue is there and was changed after it was compiled."""
    return source.exists() and (not compiled.exists() or compiled.stat().st_mtime_ns < source.stat().st_mtime_ns)


def _compiled_now(source: Path) -> Catalogue:
    """A catalogue read from its text file: only in a checkout, where nothing has compiled it yet."""
    text = source.read_bytes()
    try:
        return Catalogue(_compiled(text), str(source))
    except ValueError as error:  # what is no UTF-8, and what Babel cannot read, are ones too
        raise OSError(errno.EINVAL, str(error), str(source)) from None


@lru_cache(maxsize=4)
def _compiled(text: bytes) -> bytes:
    """A catalogue as it is compiled, of its text. When the catalogues are read again, most say what they said before."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    catalogue = read_po(BytesIO(text))
    for message in list(catalogue):
        # A plural of which forms are missing would have them filled in with the wrong English ones.
        if message.pluralizable and not all(message.string or ()):
            catalogue.delete(message.id, message.context)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    return compiled.getvalue()


def _file_of(domain: str, code: str, folder: Path | None) -> Path:
    """The compiled catalogue of a language: both in `folder` if one is named. A knowledge may bring the program's texts in a language of its own."""
    beside = (folder or knowledge_locales_folder()) / code / "LC_MESSAGES" / f"{domain}.mo"
    if folder or domain == KNOWLEDGE_DOMAIN or beside.with_suffix(".po").is_file() or beside.is_file():
        return beside
    return locales_folder() / code / "LC_MESSAGES" / f"{domain}.mo"


@lru_cache(maxsize=4)
def languages(folder: Path | None = None) -> tuple[str, ...]:
    """The codes of the languages that are offered, the default first."""
    return tuple(code for code in languages_begun(folder) if _is_offered(code, folder))


def languages_begun(folder: Path | None = None) -> tuple[str, ...]:
    """The codes of all languages that have every catalogue, translated or not, the default first."""
    folders = (folder,) if folder else (knowledge_locales_folder(), locales_folder())
    names = {path.name for each in folders for path in each.glob("*") if path.is_dir()}
    codes = sorted(name for name in names if _is_complete(name, folder)) if names else [DEFAULT_LANGUAGE]
    return tuple(sorted(codes, key=lambda code: code != DEFAULT_LANGUAGE))


def not_offered() -> dict[str, int]:
    """The languages that are begun and not offered, with the percent that is translated of what is translated least."""
    return {
        code: min(100 * done // max(1, of) for done, of in (translated(code, domain) for domain in SOURCE_LANGUAGE))
        for code in languages_begun()
        if code not in languages()
    }


def translated(code: str, domain: str, folder: Path | None = None) -> tuple[int, int]:
    """How many texts of a domain are translated into a language, and of how many; quickly, without reading all of them."""
    if code == SOURCE_LANGUAGE[domain]:
        return 1, 1
    compiled = _file_of(domain, code, folder)
    source = compiled.with_suffix(".po")
    try:
        if _is_newer(source, compiled):
            written = source.read_bytes()
            entries = written.replace(b"\r\n", b"\n").split(b"\n\n")[1:]
            texts = [entry + b"\n" for entry in entries if re.search(_TO_BE_TRANSLATED, entry + b"\n")]
            return sum(not re.search(_UNTRANSLATED, entry) for entry in texts), len(texts)
        with compiled.open("rb") as stream:
            found = re.search(rb"Project-Id-Version: \S+ (\d+)/(\d+)\n", stream.read())
    except OSError:
        return 0, 1
    return (int(found[1]), int(found[2])) if found else (0, 1)


def _is_offered(code: str, folder: Path | None) -> bool:
    """Whether enough is translated. What all texts are written in is; nobody could do without."""
    if code in SOURCE_LANGUAGE.values() or os.environ.get(UNFINISHED_VARIABLE):
        return True
    shares = (translated(code, domain, folder) for domain in SOURCE_LANGUAGE)
    return all(100 * done >= OFFERED_FROM * of for done, of in shares)


def languages_from(code: str) -> tuple[str, ...]:
    """The codes of the languages there are, this one first."""
    return (code, *(other for other in languages() if other != code))


def _is_complete(code: str, folder: Path | None) -> bool:
    """Whether a language has every catalogue that it needs."""
    return all(
        any(_file_of(domain, code, folder).with_suffix(end).is_file() for end in (".mo", ".po"))
        for domain, source in SOURCE_LANGUAGE.items()
        if source != code
    )


@lru_cache(maxsize=16)
def language(code: str, folder: Path | None = None) -> Language:
    """The language with this code; where its catalogues are damaged, it says so and speaks as the texts are written. Raises KeyError if there is none.

    Whoever reads lines and pages reads them in every language: one that cannot be read must not keep the others from answering.
    """
    if code not in languages(folder):
        raise KeyError(code)
    try:
        code_texts, knowledge_texts = (_catalogue(code, domain, folder) for domain in (CODE_DOMAIN, KNOWLEDGE_DOMAIN))
    except OSError as error:
        return Language(code, _gettext.NullTranslations(), _gettext.NullTranslations(), damage=error)
    return Language(code, code_texts, knowledge_texts, _instead_of(code, folder))


def _instead_of(code: str, folder: Path | None) -> tuple[Language, ...]:
    """What is looked into for a text that is not translated: whoever does not know the country's language may know the program's."""
    source = SOURCE_LANGUAGE[CODE_DOMAIN]
    if code in SOURCE_LANGUAGE.values() or source not in languages(folder):
        return ()
    return (language(source, folder),)


def read_again() -> None:
    """Forget the catalogues: they may have been edited, or be those of another knowledge."""
    for remembered in (languages, language):
        remembered.cache_clear()


def preferred_language(environment: dict[str, str]) -> str:
    """The language that the environment asks for (`LC_ALL`, `LC_MESSAGES`, `LANG`), else Swedish.

    `C` and `POSIX` ask for nothing, so that a bare machine answers its Swedish users in Swedish.
    """
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        code = environment.get(name, "").split(".")[0].split("_")[0].lower()
        if code in languages():
            return code
    return DEFAULT_LANGUAGE
