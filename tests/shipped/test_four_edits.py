"""A fee, a phone number, a region and a language, changed in a copy of the checkout as an editor would: `check` and `test` hold, no Python is touched."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from babel.messages.pofile import read_po, write_po

from tests.support.here import BARE, FIXED, ROOT
from tests.support.running import Done, said_in

pytestmark = pytest.mark.slow  # whole copies, checked and asked: a minute of processor

ENVIRONMENT = {name: value for name, value in BARE.items() if name not in FIXED}


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What of the checkout the program needs, and the scenarios."""
    folder = tmp_path_factory.mktemp("checkout")
    left_out = shutil.ignore_patterns("__pycache__", "_data", "*.mo")
    for name in ("assistant", "knowledge", "locales", "tests/scenarios"):
        shutil.copytree(ROOT / name, folder / name, ignore=left_out)
    return folder


def vardlots(checkout: Path, *words: str, typed: str = "", **more: str) -> Done:
    """The program of the copy, as it is there. `more`: of the environment."""
    return said_in(checkout, *words, environment={**ENVIRONMENT, **more}, typed=typed)


def python_of(checkout: Path) -> Mapping[str, str]:
    return {
        path.relative_to(checkout).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(checkout.rglob("*.py"))
    }


def replaced(folder: Path, old: str, new: str) -> int:
    """Replace a text in all files of a folder, as an editor does; in how many."""
    changed = 0
    for path in sorted(folder.rglob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        if old in text:
            path.write_text(text.replace(old, new), encoding="utf-8")
            changed += 1
    return changed


def holds(checkout: Path) -> None:
    """The data part: `check` finds nothing, and every scenario holds."""
    for words in (("check",), ("test",)):
        done = vardlots(checkout, *words, "--lang", "en")
        assert (done.returncode, done.stderr) == (0, ""), done.stderr


def test_a_fee_changes(checkout: Path) -> None:
    """One more value from next year on, and the clause that says so: no rule, no cap and no scenario is touched.

    Where a rule says one amount by two laws, `check` names the other, and it changes too.
    """
    before = python_of(checkout)
    packs = checkout / "knowledge" / "packs" / "national"
    first = re.search(r"id: (\S+)\n +values:\n", (packs / "amounts.yaml").read_text(encoding="utf-8"))
    assert first is not None
    name = first[1]
    old, new = raised(packs, name)
    while other := re.search(r"by which (\S+) is ", vardlots(checkout, "check", "--lang", "en").stderr):
        assert raised(packs, other[1]) == (old, new)
    holds(checkout)
    naming = re.search(
        rf"- id: (\S+)\n(?:    .*\n)*?.*amount: {name},", (packs / "visit_fee.yaml").read_text(encoding="utf-8")
    )
    assert naming is not None
    days = {day: vardlots(checkout, "rule", naming[1], "--on", day).stdout for day in ("2026-12-31", "2027-01-01")}
    assert f" {new} kr" in days["2027-01-01"].split("2027-01-01 – …")[0]
    assert f" {old} kr" in days["2026-12-31"].split("2027-01-01 – …")[0]
    assert python_of(checkout) == before


def raised(packs: Path, name: str) -> tuple[str, str]:
    """Give an amount its next value from next year on, and say it in its clause; what it was and is. The checkout is two folders up from the packs."""
    amounts = (packs / "amounts.yaml").read_text(encoding="utf-8")
    found = re.search(rf'id: {re.escape(name)}\n +values:\n( *)- \{{amount: "(\d+)", sources: \[(\w+)\]\}}\n', amounts)
    assert found is not None, name
    indent, old, clause = found.groups()
    new = str(int(old) + 10)
    line = f'{indent}- {{from: 2027-01-01, amount: "{new}", sources: [{clause}]}}\n'
    (packs / "amounts.yaml").write_text(amounts[: found.end()] + line + amounts[found.end() :], encoding="utf-8")
    refused = vardlots(packs.parents[2], "check", "--lang", "en").stderr
    assert f"says {new}" in refused or f"says {old}" in refused, "the clause does not say it yet"
    sources = (packs / "sources.yaml").read_text(encoding="utf-8")
    said = re.search(rf'- id: {clause}\n(?:    .*\n)*?    says: "', sources)
    assert said is not None
    told = f"{sources[: said.end()]}From 2027: {new} kronor. {sources[said.end() :]}"
    (packs / "sources.yaml").write_text(told, encoding="utf-8")
    return old, new


def test_a_phone_number_changes(checkout: Path) -> None:
    before = python_of(checkout)
    contacts = checkout / "knowledge" / "packs" / "vgr" / "contacts.yaml"
    number = re.search(r'phone: "([^"]+)"', contacts.read_text(encoding="utf-8"))
    assert number is not None
    new = "031-000 00 01"
    contacts.write_text(contacts.read_text(encoding="utf-8").replace(number[1], new), encoding="utf-8")
    assert new in vardlots(checkout, "check", "--lang", "en").stderr, "the clause still says the old one"
    assert replaced(checkout / "knowledge" / "packs", number[1], new)
    replaced(checkout / "tests" / "scenarios", number[1], new)
    holds(checkout)
    assert new in vardlots(checkout, "find", "--contacts", "--in", "region=vgr").stdout
    assert python_of(checkout) == before


def test_a_region_is_added(checkout: Path) -> None:
    before = python_of(checkout)
    made = vardlots(checkout, "new", "region", "skane", "--label", "Skåne", "--words", "malmö", "--lang", "en")
    assert (made.returncode, made.stderr) == (0, "")
    assert "“vardlots check” finds no mistake." in made.stdout
    assert "WHERE NOTHING IS KNOWN YET" in made.stdout
    holds(checkout)
    home = {"HOME": str(checkout), "XDG_CONFIG_HOME": str(checkout / "config")}
    typed = vardlots(checkout, "chat", "--plain", typed="malmö asylsökande\n", **home)
    assert "Skåne" in typed.stdout
    assert vardlots(checkout, "schema", "--check").returncode == 0
    assert python_of(checkout) == before


def test_a_language_is_added(checkout: Path) -> None:
    """It is offered when it is finished: here the other language's words stand for its own."""
    before = python_of(checkout)
    made = vardlots(checkout, "new", "language", "fi", "--lang", "en")
    assert (made.returncode, made.stderr) == (0, "")
    holds(checkout)
    early = vardlots(checkout, "ask", "status=undocumented", "topic=housing", "--lang", "fi")
    assert "VARDLOTS_UNFINISHED=1" in early.stderr, "nobody is offered it yet"
    assert early.stdout == vardlots(checkout, "ask", "status=undocumented", "topic=housing", "--lang", "sv").stdout
    for domain, other in (("vardlots", "sv"), ("knowledge", "en")):
        translate(checkout / "locales" / "fi" / "LC_MESSAGES" / f"{domain}.po", checkout / "locales" / other)
    holds(checkout)
    done = vardlots(checkout, "ask", "status=undocumented", "topic=housing", "--lang", "fi")
    assert (done.returncode, done.stderr) == (0, "")
    assert python_of(checkout) == before


def translate(catalogue: Path, other: Path) -> None:
    """Fill a catalogue with the translations of another language, and with the text itself where that has none."""
    with catalogue.open("rb") as stream:
        ours = read_po(stream)
    with (other / "LC_MESSAGES" / catalogue.name).open("rb") as stream:
        theirs = read_po(stream)
    for message in ours:
        if message.id:
            known = theirs.get(message.id[0] if isinstance(message.id, list | tuple) else message.id, message.context)
            message.string = known.string if known is not None and known.string else message.id
    with catalogue.open("wb") as stream:
        write_po(stream, ours)
