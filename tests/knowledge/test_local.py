"""Local additions: what a file may add, and that none can change or say what only the rules do."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.i18n import language
from assistant.knowledge import Knowledge, with_local
from assistant.knowledge.local import LocalAdditions
from tests.support.here import ROOT

CONTACT = 'contacts:\n  - {name: "Vår chef", phone: "010-00 00"'
NOTE = "notes:\n  - {text: "


def read(knowledge: Knowledge, folder: Path, text: str) -> LocalAdditions:
    path = folder / "local.yaml"
    path.write_text(text, encoding="utf-8")
    return with_local(knowledge, path).local


def told(knowledge: Knowledge, folder: Path, text: str) -> list[str]:
    """What is wrong, in English, without the file."""
    found = read(knowledge, folder, text)
    assert found.all == () or not found.problems
    return [one.text(language("en")).rpartition("local.yaml:")[2] for one in found.problems]


def test_what_is_added_is_read(knowledge: Knowledge, tmp_path: Path) -> None:
    text = f'{CONTACT}, hours: {{sv: "dagtid", en: "daytime"}}, topics: [medicines]}}\n{NOTE}"Se pärmen.", regions: [vgr]}}\n'
    found = read(knowledge, tmp_path, text)
    (contact,), (note,) = found.contacts, found.notes
    assert contact.name == {"": "Vår chef"} and contact.phone == "010-00 00"
    assert contact.hours == {"sv": "dagtid", "en": "daytime"} and contact.topics == ("medicines",)
    assert note.text == {"": "Se pärmen."} and note.regions == ("vgr",)
    assert found.problems == ()


def test_what_is_for_a_topic_or_a_region_waits_for_it(knowledge: Knowledge, tmp_path: Path) -> None:
    text = f'{CONTACT}, topics: [medicines]}}\n{NOTE}"Se pärmen.", regions: [vgr]}}\n  - {{text: "Alltid."}}\n'
    found = read(knowledge, tmp_path, text)
    contact, note, always = found.all
    assert found.fitting((), None) == (always,)
    assert found.fitting(("medicines", "dental"), "rjl") == (contact, always)
    assert found.fitting(("dental",), "vgr") == (note, always)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("rules: []", "1:1: “rules” belongs to the knowledge"),
        ("amounts: {}", "1:1: “amounts” belongs to the knowledge"),
        ("contact: []", "1:1: Unknown key contact. Allowed here: contacts, notes. Did you mean contacts?"),
        (f'{CONTACT}, fee: "50"}}', "2:44: Unknown key fee. Allowed here: name, phone,"),
        (f'{CONTACT}, topics: [medicine]}}', "2:5: There is no topic medicine."),
        (f'{CONTACT}, regions: [vgx]}}', "2:5: There is no region vgx."),
        ('contacts:\n  - {name: "Vår chef"}', "2:5: A contact needs at least one of phone, email, fax."),
        ('contacts:\n  - {name: "Asylenheten VGR, ny", phone: "112"}', "2:5: “Asylenheten VGR” is a contact of a document"),
        ('contacts:\n  - {name: {xx: "Vår chef"}, phone: "112"}', "2:13: xx is not allowed here. Allowed: sv, en."),
        (f'{NOTE}"Besöket kostar 400 kr."}}', "2:5: “Besöket kostar 400 kr.” says what something costs"),
        (f'{NOTE}{{en: "It costs SEK 400."}}}}', "2:5: “It costs SEK 400.” says what something costs"),
        (f'{NOTE}"Ring 010-123 45 67."}}', "2:5: “010-123 45 67” stands in a note"),
        (f'{NOTE}"Fråga Migrationsverket."}}', "2:5: “Fråga Migrationsverket.” names Migrationsverket"),
        (f'{NOTE}{{en: "Ask the police."}}}}', "2:5: “Ask the police.” names Polisen"),
        (f'{NOTE}"{"x" * 500}"}}', "2:5: This text has 500 characters; more than 400"),
        ("", "1:1: The file is empty."),
        ("notes: [", "2:1: YAML cannot be read here"),
    ],
)  # fmt: skip
def test_what_no_addition_may_be_is_refused_with_its_place(
    knowledge: Knowledge, tmp_path: Path, text: str, wrong: str
) -> None:
    (found,) = told(knowledge, tmp_path, text)
    assert found.startswith(wrong), found


def test_the_example_has_no_mistake(knowledge: Knowledge) -> None:
    found = with_local(knowledge, ROOT / "docs" / "serving" / "local.yaml").local
    assert found.problems == () and len(found.contacts) == 2 and len(found.notes) == 1


def test_with_one_mistake_nothing_is_added(knowledge: Knowledge, tmp_path: Path) -> None:
    found = read(knowledge, tmp_path, f'{CONTACT}}}\n{NOTE}"Det kostar 50 kronor."}}')
    assert found.all == () and len(found.problems) == 1 and found.file


def test_a_file_that_is_not_there_is_said(knowledge: Knowledge, tmp_path: Path) -> None:
    assert len(with_local(knowledge, tmp_path / "none.yaml").local.problems) == 1


def test_it_counts_for_nothing_where_knowledges_are_compared(knowledge: Knowledge, tmp_path: Path) -> None:
    (tmp_path / "local.yaml").write_text(f"{CONTACT}}}", encoding="utf-8")
    assert with_local(knowledge, tmp_path / "local.yaml") == knowledge
