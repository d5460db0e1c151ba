"""The house of the tests: a file of tests stands alone, looks at what is public, and rests on a knowledge that stands still."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

from assistant.knowledge import Knowledge
from assistant.places import knowledge_folder, knowledge_locales_folder
from tests.support.here import ROOT
from tests.support.shipped import shipped
from tests.support.sweep import sweep

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


def each(files: Iterable[Path]) -> Iterator[tuple[str, Path]]:
    return ((path.relative_to(TESTS).as_posix(), path) for path in files)


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(tree: ast.Module) -> Iterator[str]:
    """The modules that are imported, with the names taken from them as modules too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_no_test_file_imports_another() -> None:
    def stands_alone(path: Path) -> None:
        for name in imported(tree(path)):
            parts = name.split(".")
            if parts[0] == "tests" and len(parts) > 1:
                assert parts[1] == "support", f"{name}: what is shared stands in tests/support"

    sweep(each(FILES), stands_alone)


def test_no_private_member_is_looked_at() -> None:
    def looks_at_what_is_public(path: Path) -> None:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Attribute) and node.attr.startswith("_") and not node.attr.endswith("__"):
                own = isinstance(node.value, ast.Name) and node.value.id in ("self", "cls")
                assert own or node.attr in PRIVATE_BUT_FOR_USE, f"line {node.lineno}: {ast.unparse(node)}"

    sweep(each(path for path in FILES if path != INTERNALS), looks_at_what_is_public)


def test_only_the_tests_of_the_shipped_knowledge_read_it() -> None:
    def reads_what_stands_still(path: Path) -> None:
        assert not [name for name in imported(tree(path)) if name.startswith("tests.support.shipped")]
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.BinOp) and isinstance(node.left, ast.Name) and node.left.id == "ROOT":
                first = ast.literal_eval(node.right) if isinstance(node.right, ast.Constant) else ""
                assert not str(first).startswith(("knowledge", "locales")), f"line {node.lineno}: not what stands still"

    others = (path for path in FILES if OF_THE_SHIPPED not in path.parents and path not in KNOW_WHERE_IT_LIES)
    sweep(each(others), reads_what_stands_still)


def words_of(knowledge: Knowledge) -> set[str]:
    """What an edit of the knowledge may change at any time: texts and labels, numbers and addresses."""
    said = {rule.statement.text for rule in knowledge.rules.values() if rule.statement is not None}
    reached = {way for one in knowledge.contacts.values() for way in (one.phone, one.email, one.fax) if way}
    labels = {topic.label for topic in knowledge.topics.values()}
    return said | reached | {one.name for one in knowledge.contacts.values()} | labels


def test_the_tests_of_the_shipped_knowledge_know_none_of_its_words() -> None:
    known = words_of(shipped())

    def knows_none(path: Path) -> None:
        constants = (node.value for node in ast.walk(tree(path)) if isinstance(node, ast.Constant))
        assert not known & {value for value in constants if isinstance(value, str)}

    sweep(each(OF_THE_SHIPPED.glob("*.py")), knows_none)


def test_a_sweep_fails_with_all_that_is_wrong_and_where_there_is_nothing() -> None:
    def is_even(number: int) -> None:
        assert number % 2 == 0

    sweep([("two", 2), ("four", 4)], is_even)
    with pytest.raises(pytest.fail.Exception, match=r"(?s)2 of 3:.*one: .*three: "):
        sweep([("one", 1), ("two", 2), ("three", 3)], is_even)
    with pytest.raises(pytest.fail.Exception, match="nothing to check"):
        sweep([], is_even)


def test_the_other_tests_have_another_knowledge() -> None:
    assert knowledge_folder() == TESTS / "fixed" / "knowledge"
    assert knowledge_locales_folder() == TESTS / "fixed" / "locales"
