"""The house: data flows one way, a room imports only what stands below it, and the faces alone know textual."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.here import ROOT

# What any face may use.
CORE = {
    "dialogue",
    "lookup",
    "taking",
    "receipt",
    "settings",
    "feedback",
    "train",
    "typed",
    "words",
    "answer",
    "cases",
    "engine",
    "knowledge",
    "masking",
    "texts",
    "i18n",
}
# What each room may import, besides itself.
BELOW: dict[str, set[str]] = {
    "places": set(),
    "traces": set(),
    "texts": set(),
    "masking": set(),
    "i18n": {"places"},
    "knowledge": {"texts", "i18n", "places"},
    "engine": {"knowledge", "i18n"},
    "cases": {"texts", "engine", "knowledge", "i18n"},
    "answer": {"cases", "engine", "knowledge", "i18n"},
    "words": {"texts", "answer", "cases", "knowledge", "i18n"},
    "wordforms": {"texts"},
    "typed": {"masking", "texts", "wordforms", "words", "answer", "cases", "knowledge", "i18n"},
    "lookup": {"texts", "wordforms", "words", "answer", "cases", "engine", "knowledge", "i18n"},
    "dialogue": {"typed", "words", "answer", "cases", "knowledge"},
    "taking": {"words", "answer", "cases", "knowledge", "i18n"},
    "receipt": {"texts", "words", "answer", "cases", "engine", "knowledge", "i18n"},
    "settings": {"texts", "knowledge", "i18n"},
    "feedback": {"masking", "answer", "knowledge", "i18n"},
    "train": {"texts", "dialogue", "words", "answer", "cases", "engine", "knowledge", "i18n"},
    "audit": {"answer", "cases", "engine", "knowledge", "i18n"},
    "plain": {*CORE},
    "tui": {*CORE},
    "cli": {*CORE, "plain", "tui", "audit", "places", "traces"},
    "__main__": {"cli"},
}
FACES_WITH_A_SCREEN = {"tui"}
FILES = sorted((ROOT / "assistant").rglob("*.py"))


def room(path: Path) -> str:
    parts = path.relative_to(ROOT / "assistant").parts
    return parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_room_imports_only_what_stands_below_it(path: Path) -> None:
    if room(path) == "__init__":
        return
    for name in imported(path):
        parts = name.split(".")
        if parts[0] == "assistant" and len(parts) > 1:
            assert parts[1] in BELOW[room(path)] | {room(path)}, f"{path.name} imports {name}"
        if parts[0] in ("textual", "rich"):
            assert room(path) in FACES_WITH_A_SCREEN, f"{path.name} imports {name}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_module_says_what_it_is_and_has_one_subject(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(text)), "no sentence at the top"
    assert len(text.splitlines()) <= 400


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
