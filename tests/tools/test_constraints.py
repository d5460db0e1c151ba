"""The pinned versions: they fit the ranges of pyproject.toml, each has its hashes, and no address stands in them."""

from __future__ import annotations

import re

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tools import constraints

TEXTS = {path.stem: path.read_text(encoding="utf-8") for path in sorted(constraints.FOLDER.glob("*.txt"))}
PINNED = {
    canonicalize_name(one.name): str(one.specifier).removeprefix("==")
    for text in TEXTS.values()
    for one in map(Requirement, constraints.versions(text))
}


@pytest.mark.parametrize("wanted", sorted({one for file in constraints.ranges().values() for one in file}))
def test_what_pyproject_asks_for_is_pinned_within_its_range(wanted: str) -> None:
    asked = Requirement(wanted)
    assert canonicalize_name(asked.name) in PINNED, "python tools/constraints.py --keep"
    assert asked.specifier.contains(PINNED[canonicalize_name(asked.name)]), "python tools/constraints.py --keep"


@pytest.mark.parametrize("name", constraints.ranges())
def test_every_version_is_exact_and_has_hashes_and_no_address_is_told(name: str) -> None:
    assert "://" not in TEXTS[name] and "--index" not in TEXTS[name]
    for block in constraints.blocks(TEXTS[name]):
        first, *hashes = block.splitlines()
        assert re.match(r"[\w.-]+==[\w.]+( ; [^\\]+)? \\$", first), first
        assert hashes and all(re.match(r"    --hash=sha256:[0-9a-f]{64}( \\)?$", line) for line in hashes), first


def test_no_package_is_pinned_twice() -> None:
    names = [Requirement(one).name for text in TEXTS.values() for one in constraints.versions(text)]
    assert len(names) == len(set(names))
