"""The table for translators: out as spreadsheets open it, back as they save it; what is wrong is told by its row, and then nothing is taken."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from assistant.catalogues.files import CatalogueError, CatalogueFile, read
from assistant.catalogues.messages import MessageKey, by_key, strings_of
from assistant.catalogues.table import COLUMNS, as_csv, rows_of, separator, strangers, taken
from assistant.catalogues.updating import compile_all
from assistant.i18n import CODE_DOMAIN, KNOWLEDGE_DOMAIN, SOURCE
from assistant.knowledge import Knowledge
from tests.support.made_language import MadeLanguage
from tests.support.running import Done, said


@pytest.fixture
def arabic(tmp_path: Path, knowledge: Knowledge) -> MadeLanguage:
    return MadeLanguage(tmp_path, "ar", knowledge)


def vardlots(made: MadeLanguage, *words: str) -> Done:
    return said("language", *words, "--lang", "en", environment=made.environment)


Table = list[list[str]]


def table_of(path: Path) -> tuple[str, Table]:
    """How the cells stand apart, and the rows."""
    text = path.read_bytes().decode("utf-8-sig")
    by = ";" if text.startswith(";".join(COLUMNS)) else ","
    return by, list(csv.reader(io.StringIO(text, newline=""), delimiter=by))


def saved(table: Table, by: str = ";") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=by).writerows(table)
    return out.getvalue()


def filled(table: Table, how: Callable[[str], str]) -> Table:
    return [table[0], *([*row[:5], how(row[3])] for row in table[1:])]


def test_a_language_goes_out_and_comes_back_whole(arabic: MadeLanguage, tmp_path: Path) -> None:
    path = tmp_path / "ar.csv"
    done = vardlots(arabic, "export", "ar", str(path))
    assert done.returncode == 0 and "texts are not translated yet" in done.stdout
    assert path.read_bytes().startswith(b"\xef\xbb\xbf" + separator("ar").join(COLUMNS).encode())
    by, table = table_of(path)
    assert len({(row[0], row[3], row[2]) for row in table}) == len(table), "the same text is asked for once"
    english = {row[3]: row[4] for row in table}
    assert english["Tolk"] == "Interpreter"
    path.write_text(saved(filled(table, lambda text: text), by), encoding="utf-8")
    done = vardlots(arabic, "import", "ar", str(path))
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    assert done.stdout.splitlines()[-1].endswith(" 0 left")
    catalogue = read(arabic.file(KNOWLEDGE_DOMAIN))
    assert all(strings_of(message) == (key[1],) for key, message in by_key(catalogue).items())
    assert vardlots(arabic, "check").stdout.startswith("ar: 100 % translated")


@pytest.mark.parametrize("by", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_table_is_read_however_a_spreadsheet_saves_it(by: str, encoding: str) -> None:
    table = [list(COLUMNS), ["knowledge", "rule.a", "", "Ring; fråga, sedan.\nTack.", "", "'=اتصل"]]
    (row,) = rows_of(saved(table, by).encode(encoding))
    assert row.number == 2 and row.cells["text"] == "Ring; fråga, sedan.\nTack." and row.cells["translation"] == "=اتصل"


def test_what_a_spreadsheet_takes_for_a_formula_survives_it(tmp_path: Path) -> None:
    file, catalogue = CatalogueFile("fi", CODE_DOMAIN, tmp_path / "x.po"), Catalog(locale="fi")
    for text in ("--format", "=1+1", "+46", "@", "'quoted'", "\ttab"):
        catalogue.add(text, text)
    written = as_csv("fi", [(file, catalogue, {})])
    cells = [cell for row in csv.reader(io.StringIO(written[1:], newline=""), delimiter=";") for cell in row]
    assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for cell in cells)
    empty = Catalog(locale="fi")
    for message in by_key(catalogue).values():
        empty.add(message.id)
    took, mistakes = taken(file, empty, rows_of(written.encode()))
    assert {str(m.string) for m in by_key(took.catalogue).values()} == {
        "--format",
        "=1+1",
        "+46",
        "@",
        "'quoted'",
        "\ttab",
    } or mistakes


def test_numbers_say_what_stands_between_cells() -> None:
    assert [separator(code) for code in ("sv", "uk", "en", "ar")] == [";", ";", ",", ","]


def one(text: str, translation: str, id: str = "rule.a", form: str = "", domain: str = KNOWLEDGE_DOMAIN) -> list[str]:
    return [domain, id, form, text, "", translation]


FEE = "Läkarbesök: {fee}. Ring 0700-82 54 88 eller se https://a.se/b."
WRONG = {
    "placeholder lost": (one(FEE, "Visit. Call 0700-82 54 88 or see https://a.se/b."), "must have these in braces, and no others: {fee}"),
    "placeholder misspelt": (one(FEE, "Visit: {fees}. 0700-82 54 88 https://a.se/b."), "must have these in braces"),
    "a brace alone": (one(FEE, "Visit: {fee. 0700-82 54 88 https://a.se/b."), "braces of the translation do not match"),
    "another number": (one(FEE, "Visit: {fee}. Call 0700-82 54 89 or see https://a.se/b."), "the same numbers and addresses"),
    "another address": (one(FEE, "Visit: {fee}. Call 0700-82 54 88 or see https://a.se/c."), "the same numbers and addresses"),
    "what turns the line round": (one(FEE, "\u202eVisit: {fee}. 0700-82 54 88 https://a.se/b."), "cannot be seen"),
    "a text that was changed": (one(FEE.replace("Läkar", "Läkare"), "Visit: {fee}."), "no such text (any more)"),
    "another id": (one(FEE, "Visit: {fee}. 0700-82 54 88 https://a.se/b.", id="rule.b"), "no such text (any more)"),
    "another domain": (one(FEE, "Visit", domain="kunskap"), "must be one of: vardlots, knowledge"),
    "an amount that is none": (one("SEK 1,234.50", "kruunu", id="", domain=CODE_DOMAIN), "no amount written like SEK 1,234.50"),
    "a form alone": (one("{number} mistake.", "{number}", id="", form="1", domain=CODE_DOMAIN), "Of 2 forms only 1 are translated"),
}  # fmt: skip


@pytest.mark.parametrize(("row", "problem"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_told_by_its_row(row: list[str], problem: str, tmp_path: Path) -> None:
    rows = rows_of(saved([list(COLUMNS), one(FEE, ""), row]).encode())
    mistakes = strangers(rows, [CODE_DOMAIN, KNOWLEDGE_DOMAIN])
    known: dict[str, list[MessageKey]] = {
        KNOWLEDGE_DOMAIN: [("rule.a", FEE)],
        CODE_DOMAIN: [(None, "SEK 1,234.50"), (None, ("{number} mistake.", "{number} mistakes."))],
    }
    for domain, keys in known.items():
        catalogue = Catalog(locale="fi")
        for context, text in keys:
            catalogue.add(text, context=context)
        mistakes += taken(CatalogueFile("fi", domain, tmp_path / "x.po"), catalogue, rows)[1]
    assert [(mistake.row, problem in mistake.message.text(SOURCE)) for mistake in mistakes] == [(3, True)]


def test_a_number_may_be_written_in_the_digits_of_the_language(tmp_path: Path) -> None:
    catalogue = Catalog(locale="ar")
    catalogue.add("Vänta 30 dagar.", context="rule.a")
    rows = rows_of(saved([list(COLUMNS), one("Vänta 30 dagar.", "انتظر ٣٠ يومًا.")]).encode())
    took, mistakes = taken(CatalogueFile("ar", KNOWLEDGE_DOMAIN, tmp_path / "x.po"), catalogue, rows)
    assert not mistakes and took.changed == 1


def test_a_table_with_a_mistake_changes_nothing(arabic: MadeLanguage, tmp_path: Path) -> None:
    path = tmp_path / "ar.csv"
    vardlots(arabic, "export", "ar", str(path))
    by, table = table_of(path)
    table = filled(table, lambda text: text)
    at = next(index for index, row in enumerate(table) if "{fee}" in row[3])
    table[at][5] = "no fee"
    path.write_text(saved(table, by), encoding="utf-8")
    done = vardlots(arabic, "import", "ar", str(path))
    assert done.returncode == 2 and done.stdout == ""
    first, last = done.stderr.splitlines()
    assert first.startswith(f"{path}: row {at + 1}: ") and last == "Nothing was taken over."
    assert not arabic.file(KNOWLEDGE_DOMAIN).path.exists()


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"", "names no column domain, id, form, text, translation"),
        (b"id;text\na;b\n", "names no column domain, form, translation"),
        (b"domain,id,form,text,translation\n\xff,,,,\n", "not text in UTF-8"),
        (b'domain,id,form,text,translation\n"a"b,,,,\n', "no table that can be read"),
        (None, "no such file"),
    ],
)
def test_what_is_no_table_is_told_in_a_line(
    content: bytes | None, text: str, arabic: MadeLanguage, tmp_path: Path
) -> None:
    path = tmp_path / "x.csv"
    if content is not None:
        path.write_bytes(content)
    done = vardlots(arabic, "import", "ar", str(path))
    assert done.returncode == 2 and text in done.stderr and len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (["exprot"], "Did you mean export?"),
        (["update", "fi"], "takes no other word"),
        (["export", "fi"], "Name a language and a file"),
        (["export", "tlh", "x.csv"], "There is no language tlh"),
        (["export", "../../etc", "x.csv"], "There is no language ../../etc"),
        ([], "A word is missing"),
    ],
)
def test_a_wrong_word_is_told_in_a_line(words: list[str], text: str, arabic: MadeLanguage) -> None:
    done = vardlots(arabic, *words)
    assert done.returncode == 2 and text in done.stderr and len(done.stderr.splitlines()) == 1


def test_a_file_that_is_there_is_not_written_over(arabic: MadeLanguage, tmp_path: Path) -> None:
    path = tmp_path / "ar.csv"
    path.write_text("mine", encoding="utf-8")
    assert vardlots(arabic, "export", "ar", str(path)).returncode == 2
    assert path.read_text(encoding="utf-8") == "mine"


def test_where_translations_are_only_compiled_it_is_said_and_nothing_is_missed(arabic: MadeLanguage) -> None:
    for job in (["check"], ["update"], ["export", "ar", "ar.csv"]):
        compile_all(arabic.locales)
        for path in arabic.locales.rglob("*.po"):
            path.unlink()
        done = vardlots(arabic, *job)
        assert (done.returncode, done.stdout) == (1, "") and "work in a checkout" in done.stderr


def test_rows_must_be_read() -> None:
    with pytest.raises(CatalogueError):
        rows_of(b"nothing")
