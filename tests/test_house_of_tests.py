"""The house of the tests: a file of tests stands alone, looks at what is public, and rests on a knowledge that stands still."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.knowledge import Knowledge
from assistant.places import knowledge_folder, knowledge_locales_folder
from tests.support.here import ROOT
from tests.support.shipped import shipped

TESTS = ROOT / "tests"
FILES = sorted(TESTS.rglob("*.py"))
OF_THE_SHIPPED = TESTS / "shipped"
KNOW_WHERE_IT_LIES = {
    Path(__file__).resolve(),
    TESTS / "test_places.py",
    TESTS / "support" / "shipped.py",
    TESTS / "knowledge" / "test_readme.py",
}
"""Besides `tests/shipped`: what loads it for those, what tests where it is looked for, and what reads only how it is to be written."""
PRIVATE_BUT_FOR_USE = {"_replace", "_fields", "_asdict", "_make"}
"""Named tuples mark with an underscore what is no field."""
INTERNALS = TESTS / "support" / "textual_internals.py"

each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(TESTS).as_posix())


def imported(tree: ast.Module) -> Iterator[str]:
    """The modules that are imported, with the names taken from them as modules too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@each_file
def test_no_test_file_imports_another(path: Path) -> None:
    for name in imported(ast.parse(path.read_text(encoding="utf-8"))):
        parts = name.split(".")
        if parts[0] == "tests" and len(parts) > 1:
            assert parts[1] == "support", f"{name}: what is shared stands in tests/support"


@each_file
def test_no_private_member_is_looked_at(path: Path) -> None:
    if path == INTERNALS:
        return
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute) and node.attr.startswith("_") and not node.attr.endswith("__"):
            own = isinstance(node.value, ast.Name) and node.value.id in ("self", "cls")
            assert own or node.attr in PRIVATE_BUT_FOR_USE, f"line {node.lineno}: {ast.unparse(node)}"


@each_file
def test_only_the_tests_of_the_shipped_knowledge_read_it(path: Path) -> None:
    if OF_THE_SHIPPED in path.parents or path in KNOW_WHERE_IT_LIES:
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert not [name for name in imported(tree) if name.startswith("tests.support.shipped")]
    for node in ast.walk(tree):
        if isinstance(node, ast.BinOp) and isinstance(node.left, ast.Name) and node.left.id == "ROOT":
            first = ast.literal_eval(node.right) if isinstance(node.right, ast.Constant) else ""
            assert not str(first).startswith(("knowledge", "locales")), f"line {node.lineno}: use the fixed knowledge"


def words_of(knowledge: Knowledge) -> set[str]:
    """What an edit of the knowledge may change at any time: texts and labels, numbers and addresses."""
    said = {rule.statement.text for rule in knowledge.rules.values() if rule.statement is not None}
    reached = {way for one in knowledge.contacts.values() for way in (one.phone, one.email, one.fax) if way}
    labels = {topic.label for topic in knowledge.topics.values()}
    return said | reached | {one.name for one in knowledge.contacts.values()} | labels


@pytest.mark.parametrize("path", sorted(OF_THE_SHIPPED.glob("*.py")), ids=lambda path: path.stem)
def test_the_tests_of_the_shipped_knowledge_know_none_of_its_words(path: Path) -> None:
    literals = {
        node.value
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    for word in words_of(shipped()):
        assert word not in literals


def test_the_other_tests_have_another_knowledge() -> None:
    assert knowledge_folder() == TESTS / "fixed" / "knowledge"
    assert knowledge_locales_folder() == TESTS / "fixed" / "locales"
