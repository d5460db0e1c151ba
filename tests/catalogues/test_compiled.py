"""A compiled catalogue says what the library of Python reads in it; what is none is refused in words."""

from __future__ import annotations

import gettext
import random
from io import BytesIO

import pytest
from babel.messages import Catalog
from babel.messages.mofile import write_mo

from assistant.i18n import Catalogue

FORMS = {"pl": 3, "sv": 2, "ja": 1}


def compiled(code: str) -> bytes:
    """Texts with and without a context, of one form and of as many as the language has."""
    catalogue = Catalog(code)
    for number in range(40):
        catalogue.add(f"text {number}", f"text {number} på {code}")
        catalogue.add(f"text {number}", f"ett annat {number}", context=f"rule.{number}")
        forms = tuple(f"form {form} av {number}: {{number}}" for form in range(FORMS[code]))
        catalogue.add((f"{number} thing", f"{number} things"), forms)
    written = BytesIO()
    write_mo(written, catalogue)
    return written.getvalue()


@pytest.mark.parametrize("code", FORMS)
def test_a_text_is_what_the_library_reads(code: str) -> None:
    content = compiled(code)
    library, ours = gettext.GNUTranslations(BytesIO(content)), Catalogue(content, "a.mo")
    for number in range(42):  # the last two are not there
        text, thing = f"text {number}", f"{number} thing"
        assert ours.gettext(text) == library.gettext(text) and ours.gettext(thing) == library.gettext(thing)
        for context in (f"rule.{number}", "rule.none"):
            assert ours.pgettext(context, text) == library.pgettext(context, text)
            assert ours.holds(f"{context}\x04{text}") is (library.pgettext(context, text) != text)
        for count in (0, 1, 2, 5, 12, 22):
            assert ours.ngettext(thing, "things", count) == library.ngettext(thing, "things", count)
    assert ours.gettext("\udcff") == "\udcff"  # half a letter from a terminal is no text that is translated


def test_what_is_no_catalogue_is_refused() -> None:
    content, chance = compiled("sv"), random.Random(20261129)
    for length in (0, 3, 19, 27, 28, 400, len(content) // 2, len(content) - 2):
        with pytest.raises(OSError, match="no catalogue"):
            Catalogue(content[:length], "a.mo")
    for _ in range(200):  # a changed bit is refused or changes a text; it never ends the program in another way
        damaged = bytearray(content)
        damaged[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        try:
            found = Catalogue(bytes(damaged), "a.mo")
        except OSError:
            continue
        assert isinstance(found.gettext("text 1"), str)
