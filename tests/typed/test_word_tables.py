"""Tables of words are taken from a file only for the very lists of which they were made."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.typed.word_tables import Listed, WordList, keep_tables, kept_tables

LISTED = Listed(
    [
        WordList("sv", ("ensam mamma", "mamma-barn"), turns=True, after_people=True),
        WordList("sv", ("mamma",), who=0),
        WordList("en", ("{n} months pregnant",)),
    ],
    {"{month}": [WordList("sv", ("maj",))]},
    ["två"],
    {"sv": ("s/",)},
    {},
    {},
)
"""What tables are made of, and what each part of it might be otherwise."""
OTHERS = {
    "a phrase": LISTED._replace(lists=[*LISTED.lists[:2], WordList("en", ("{n} months",))]),
    "a language": LISTED._replace(lists=[*LISTED.lists[:2], LISTED.lists[2]._replace(code="sv")]),
    "whether it turns": LISTED._replace(lists=[LISTED.lists[0]._replace(turns=False), *LISTED.lists[1:]]),
    "people": LISTED._replace(lists=[LISTED.lists[0], WordList("sv", ("mamma",), who=1), LISTED.lists[2]]),
    "the order": LISTED._replace(lists=[*LISTED.lists[1:], LISTED.lists[0]]),
    "a class": LISTED._replace(classes={"{month}": [WordList("sv", ("juni",))]}),
    "numbers": LISTED._replace(numbers=["tre"]),
    "joints": LISTED._replace(joints={"sv": ("o/",)}),
    "endings": LISTED._replace(endings={"sv": ("ens",)}),
    "words as they are said": LISTED._replace(spoken={"sv": ("ho hon",)}),
}


@pytest.mark.parametrize("other", OTHERS)
def test_tables_of_other_lists_are_not_taken(other: str, tmp_path: Path) -> None:
    file = tmp_path / "words"
    keep_tables(LISTED, file)
    assert kept_tables(LISTED, file) is not None
    assert kept_tables(OTHERS[other], file) is None


def test_no_damaged_copy_is_taken(tmp_path: Path) -> None:
    file = tmp_path / "words"
    assert kept_tables(LISTED, file) is None
    keep_tables(LISTED, file)
    whole = file.read_bytes()
    for damaged in (whole[:-1], whole[:40] + bytes([whole[40] ^ 1]) + whole[41:], b""):
        file.write_bytes(damaged)
        assert kept_tables(LISTED, file) is None
