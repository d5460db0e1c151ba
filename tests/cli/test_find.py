"""`vardlots find` as a script or a person at a shell uses it."""

from __future__ import annotations

import csv
import io
import json

import pytest

from tests.support.running import Done, said


def find(*words: str, lang: str = "en") -> Done:
    return said("find", *words, "--lang", lang)


def test_words_are_found_with_their_conditions_and_sources() -> None:
    done = find("paperslös", "medicin")
    assert (done.returncode, done.stderr) == (0, "")
    for expected in ("Medicines", "Undocumented", "SEK 50", "[F25]", "topic=medicines"):
        assert expected in done.stdout
    assert "\x1b" not in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_the_warning_comes_before_what_names_the_migration_agency() -> None:
    done = find("Migration", "Agency")
    assert done.stdout.index("Never contact the Migration Agency about an undocumented patient") < done.stdout.index(
        "1. "
    )


@pytest.mark.parametrize("given", ["status=undocumented", "status=unknown", "proof=none"])
def test_no_number_of_the_migration_agency_unless_it_is_certain(given: str) -> None:
    done = find("Migrationsverket", "--in", given)
    assert done.returncode == 0
    assert "010-485" not in done.stdout
    assert "0771-235" not in done.stdout


def test_where_no_patient_is_given_a_number_of_the_migration_agency_stands_after_its_condition() -> None:
    lines = find("Migrationsverket", "--in", "region=rjl").stdout.splitlines()
    numbered = [place for place, line in enumerate(lines) if "010-485" in line]
    assert numbered
    for place in numbered:
        first = max(number for number in range(place) if lines[number][:1].isdigit())
        assert "Applies only if" in lines[first + 1], lines[first]


def test_results_in_json() -> None:
    found = json.loads(find("tolk", "--in", "region=vgr", "status=undocumented", "--format", "json").stdout)
    assert found["results"][0]["id"] == "interpreter"
    statements = [hit for hit in found["results"] if hit["kind"] == "statement"]
    assert statements
    assert all(hit["sources"] and hit["condition"]["rows"] for hit in statements)
    assert all("status=undocumented" in hit["case_words"] for hit in statements)


def test_what_a_result_offers_is_understood_by_ask() -> None:
    hits = json.loads(find("läkemedel", "papperslös", "--format", "json").stdout)["results"]
    words = next(hit for hit in hits if hit["id"] == "medicines.fee.undocumented.adult")["case_words"]
    done = said("ask", *words)
    assert done.returncode == 0


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_nothing_found_is_no_error_and_says_so(lang: str) -> None:
    done = find("qqqqqqqq", lang=lang)
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) == 1


def test_a_table_in_every_format() -> None:
    text, markdown, table, data = (
        find("--table", "medicines", "--in", "region=vgr", "--format", form).stdout
        for form in ("text", "markdown", "csv", "json")
    )
    assert "UNDOCUMENTED" in text
    assert markdown.startswith("# Medicines")
    cells = list(csv.DictReader(io.StringIO(table)))
    adult = next(cell for cell in cells if (cell["status"], cell["age_group"]) == ("undocumented", "20_plus"))
    assert (adult["text"], adult["certain"], adult["clauses"]) == ("at most SEK 50 per medicine", "yes", "F25")
    row = next(row for row in json.loads(data)["rows"] if row["answers"]["status"] == ["undocumented"])
    assert row["cells"]["20_plus"]["rules"] == ["medicines.fee.undocumented.adult"]


def test_the_contacts_of_a_region() -> None:
    done = find("--contacts", "--in", "region=vgr")
    assert "Asylenheten VGR" in done.stdout
    assert "asyl@vgregion.se" in done.stdout
    assert "010-485" not in done.stdout
    found = json.loads(find("--contacts", "--in", "region=rjl", "--format", "json").stdout)
    assert all(card["leads_to"] == ["migration_agency"] for card in found["contacts"])
    assert found["warnings"]


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ((), ("--table", "--contacts")),
        (("tolk", "--contacts"), ("--table", "--contacts")),
        (("--table", "medicin"), ("medicin", "medicines?")),
        (("--table", "referral"), ("referral", "visit_fee")),
        (("tolk", "--in", "regoin=vgr"), ("regoin", "region?")),
        (("tolk", "--in", "vgr"), ("vgr", "=")),
        (("tolk", "--format", "csv"), ("csv", "json")),
        (("tolk", "--format", "xml"), ("xml", "markdown")),
        (("tolk", "--formt", "json"), ("--formt", "--format?")),
    ],
    ids=lambda part: " ".join(part),
)
def test_a_wrong_word_ends_with_one_line_that_helps(words: tuple[str, ...], named: tuple[str, ...]) -> None:
    done = find(*words)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
    for part in named:
        assert part in done.stderr


def test_help_says_what_nothing_found_means() -> None:
    assert "exit code 0" in " ".join(find("--help").stdout.split())


def test_the_query_is_not_written_anywhere_but_to_the_reader(tmp_path: object) -> None:
    """A control character in a query does not reach the terminal."""
    assert "\x1b" not in find("tolk\x1b[31m").stdout
    assert "\x1b" not in find("tolk\x1b[31m", "--format", "json").stdout


def test_what_is_acute_comes_before_what_is_found() -> None:
    for lang, alarm in (("sv", "HÄMTA VÅRDPERSONAL NU"), ("en", "GET CARE STAFF NOW")):
        for line in ("ont i brostet", "not breathing"):
            done = find(*line.split(), lang=lang)
            assert (done.returncode, done.stdout.splitlines()[0]) == (0, alarm)
            assert len(done.stdout.splitlines()) > 3, "what is found stands below"
        assert alarm not in find("akut", "tandvård", lang=lang).stdout
    assert json.loads(find("chest", "pain", "--format", "json").stdout)["acute"] == "chest pain"
    assert "acute" not in json.loads(find("tolk", "--format", "json").stdout)
