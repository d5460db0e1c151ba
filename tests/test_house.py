"""The house: a room imports only what stands below it, however the import is written; functions are small; no fact stands in the code.

The floors are contracts in pyproject.toml (import-linter); what no contract can see is looked for by tools/house.py.
"""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.here import ROOT
from tools import house

FILES = sorted((ROOT / "assistant").rglob("*.py"))
LINT = Path(sys.executable).with_name("lint-imports")


def broken(folder: Path) -> str:
    """What the import contracts say of the packages in a folder; empty if all are kept."""
    done = subprocess.run([LINT, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr if done.returncode else ""


def rules_of_the_code(path: Path) -> str:
    """What ruff says of imports in a file, by the rules of pyproject.toml."""
    words = [sys.executable, "-m", "ruff", "check", "--no-cache", "--select", "TID"]
    words += ["--config", str(ROOT / "pyproject.toml"), str(path)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    return done.stdout if done.returncode else ""


def test_every_import_contract_is_kept() -> None:
    assert broken(ROOT) == ""


ABOVE, APP_ONLY, CIRCLE = "A room imports only what stands below it", "Only the app knows textual", "No circle"
MUTANTS = [
    ("assistant/knowledge/needs.py", "from assistant import tui", ABOVE, "knowledge.needs -> assistant.tui ("),
    ("assistant/knowledge/naming.py", "from ..tui import app", ABOVE, "knowledge.naming -> assistant.tui.app ("),
    ("assistant/knowledge/kept.py", "from assistant.tui import run", ABOVE, "knowledge.kept -> assistant.tui ("),
    ("assistant/knowledge/conditions.py", "import assistant.tui.app", ABOVE, "conditions -> assistant.tui.app ("),
    ("assistant/dialogue/conversation.py", "from assistant import train", ABOVE, "conversation -> assistant.train ("),
    ("assistant/plain/desk.py", "import textual", APP_ONLY, "assistant.plain.desk -> textual ("),
    ("assistant/cli/ask.py", "from rich import text", APP_ONLY, "assistant.cli.ask -> rich ("),
    ("benchmarks/typing.py", "import textual", APP_ONLY, "benchmarks.typing -> textual ("),
    (
        "assistant/cli/check.py",
        "from tools import catalogues",
        "The program does not know its tools",
        "check -> tools.catalogues (",
    ),
    ("assistant/tui/widgets/paragraphs.py", "from assistant.tui.lookup import screen", CIRCLE, ".widgets -> .lookup ("),
    ("assistant/plain/asking.py", "from assistant.plain import desk", CIRCLE, ".asking -> .desk ("),
    ("assistant/lookup/results.py", "from assistant.lookup import search", CIRCLE, ".results -> .search ("),
]
"""Imports that must not be, each in a function of a file: the contract that it breaks, and how that names it."""


@pytest.fixture(scope="module")
def told_of_mutants(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the contracts say of the packages with every mutant in its file."""
    folder = tmp_path_factory.mktemp("house")
    for name in ("assistant", "tools", "benchmarks"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "_data"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    for file, line, *_ in MUTANTS:
        with (folder / file).open("a", encoding="utf-8") as stream:
            stream.write(f"\n\ndef mutant() -> None:\n    {line}\n")
    return broken(folder)


@pytest.mark.parametrize(("file", "line", "contract", "edge"), MUTANTS)
def test_an_import_inside_a_function_cannot_slip_past_the_contracts(
    told_of_mutants: str, file: str, line: str, contract: str, edge: str
) -> None:
    heads, _, told = told_of_mutants.partition("Broken contracts")
    assert any(contract in head and "BROKEN" in head for head in heads.splitlines())
    (of_contract,) = re.findall(rf"^{contract}.*\n-+\n((?:.*\n)*?)(?=\n\n.*\n--|\Z)", told, re.MULTILINE) or [""]
    assert edge in of_contract, told


@pytest.mark.parametrize("line", ["from ..tui import app", "from . import model", "from .model import Rule"])
def test_a_relative_import_is_refused(tmp_path: Path, line: str) -> None:
    path = tmp_path / "needs.py"
    path.write_text(f'"""A mutant."""\n\n\ndef mutant() -> None:\n    {line}\n', encoding="utf-8")
    assert "TID252" in rules_of_the_code(path)


@pytest.mark.parametrize(
    "line",
    [
        'importlib.import_module("assistant.tui.app")',
        'import_module("assistant.tui.app")',
        "from importlib import import_module as bring",
        '__import__("assistant.tui.app")',
        'builtins.__import__("assistant.tui.app")',
        'exec("import assistant.tui.app")',
        'runpy.run_module("assistant.tui.app")',
        'sys.modules["assistant.tui.app"]',
    ],
)
def test_a_dynamic_import_is_seen(line: str) -> None:
    assert house.hidden_imports(ast.parse(f"def mutant():\n    {line}"))


def test_no_module_is_imported_where_the_contracts_cannot_see_it() -> None:
    """Besides the two that choose among siblings by name (the engine that serves, the one subcommand), and what knows the names of builtins."""
    found = {house.name(path) for path in house.files() if house.hidden_imports(house.tree(path))}
    assert found == {"assistant/engine/__init__.py", "assistant/cli/__init__.py", "tools/house.py"}


def test_a_builtin_that_a_comprehension_hides_is_seen() -> None:
    hidden = "def mutant(rows):\n    asked = [id for id in rows]\n    return {id(row): row for row in asked}"
    assert house.hidden_builtins(ast.parse(hidden)) == ["3: id"]
    assert house.hidden_builtins(ast.parse("def plain(rows):\n    return [id for id in rows]")) == []


def test_no_builtin_is_hidden_where_it_is_used() -> None:
    """Seen on Python 3.12.1 only, where such a function cannot run."""
    paths = [*house.files(), *sorted((ROOT / "tests").rglob("*.py"))]
    assert [f"{house.name(path)}:{found}" for path in paths for found in house.hidden_builtins(house.tree(path))] == []


def test_functions_are_small_and_simple_but_for_those_that_say_why() -> None:
    assert house.problems() == []


def test_every_exception_says_why() -> None:
    assert all(len(why) > 20 for why in house.exceptions().values())


def test_a_long_and_a_tangled_function_are_found(tmp_path: Path) -> None:
    lines = "\n".join("    print()" for _ in range(house.MOST_LINES))
    branches = "\n".join(f"    if word == {number}: print()" for number in range(house.MOST_BRANCHES))
    path = tmp_path / "mutant.py"
    path.write_text(f"def long():\n{lines}\n\n\ndef tangled(word):\n{branches}\n", encoding="utf-8")
    assert set(house.large([path])) == {f"{path}:long", f"{path}:tangled"}


def test_a_module_says_what_it_is() -> None:
    silent = [path.relative_to(ROOT).as_posix() for path in FILES if not ast.get_docstring(house.tree(path))]
    assert silent == [], "no sentence at the top"


@pytest.mark.parametrize(
    ("words", "unwanted"),
    [
        (["ask", "status=undocumented"], {"textual", "rich", "hypothesis", "aiohttp"}),
        (["doctor"], {"textual", "rich"}),
        (["check"], {"textual", "rich"}),
    ],
)
def test_a_command_loads_only_what_it_needs(words: list[str], unwanted: set[str]) -> None:
    code = f"import sys; from assistant.cli import main; main({words!r}); print(sorted(sys.modules), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr
    loaded = {name.split(".")[0] for name in ast.literal_eval(done.stderr.splitlines()[-1])}
    assert not loaded & unwanted


def test_no_fact_stands_in_the_code() -> None:
    """No amount, phone number or address of the sources is typed into Python."""
    for path in FILES:
        text = path.read_text(encoding="utf-8")
        for typed in ("0700-82", "asyl@vgregion", "0771-235", "601628", "50 kr", "SEK 50"):
            assert typed not in text, path
