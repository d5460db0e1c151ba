"""Rules of the house that neither ruff nor the import contracts can state.

python tools/house.py             functions that are too long or too tangled and do not say why; exit code 1 if any
python tools/house.py shrink      takes exceptions that are no longer needed out of tools/house.toml

A function has at most 30 lines (without its docstring) and a complexity of at most 10. The exceptions stand in tools/house.toml,
each with its reason; the list may only shrink.

A comprehension must not name its variable as a builtin that the same function calls: Python 3.12.0 and 3.12.1 then take the builtin for
a variable without a value (PEP 709 as first released), and only there.
"""

from __future__ import annotations

import ast
import builtins
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EXCEPTIONS = ROOT / "tools" / "house.toml"
MOST_LINES = 30
MOST_BRANCHES = 10

Function = ast.FunctionDef | ast.AsyncFunctionDef

_BRINGS = {"import_module", "__import__", "run_module", "run_path", "exec_module", "spec_from_file_location", "modules"}
"""Names by which a module is brought without an import statement, alone or as an attribute."""
_RUNS = {"exec", "eval", "builtins"}
"""Names that can run anything; as an attribute they are another thing's (CLIPS has an `eval`)."""


def files() -> list[Path]:
    """The Python files of the program, its tools and its benchmarks."""
    found = [path for folder in ("assistant", "tools", "benchmarks") for path in (ROOT / folder).rglob("*.py")]
    return sorted([*found, ROOT / "hatch_build.py"])


def name(path: Path) -> str:
    """A file as it is called in a list: from the top of the repository, if it lies there."""
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else str(path)


def tree(path: Path) -> ast.Module:
    """A file as Python reads it."""
    return ast.parse(path.read_text(encoding="utf-8"))


def hidden_imports(code: ast.AST) -> list[str]:
    """Names used that bring a module in a way the import contracts cannot see."""
    named: list[str] = []
    for node in ast.walk(code):
        if isinstance(node, ast.Name):
            named += {node.id} & (_BRINGS | _RUNS)
        elif isinstance(node, ast.Attribute):
            named += {node.attr} & _BRINGS
        elif isinstance(node, ast.ImportFrom):
            named += {alias.name for alias in node.names} & _BRINGS
    return named


def hidden_builtins(code: ast.AST) -> list[str]:
    """Builtins that a function uses though a comprehension in it has a variable of that name, as "line: name"."""
    functions = [node for node in ast.walk(code) if isinstance(node, Function)]
    return [f"{used.lineno}: {used.id}" for function in functions for used in _hidden(function)]


def _hidden(function: ast.AST) -> Iterator[ast.Name]:
    nodes = list(ast.walk(function))
    comprehensions = [
        node for node in nodes if isinstance(node, ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp)
    ]
    inlined: set[str] = set()
    inside: set[ast.AST] = set()
    for node in comprehensions:
        own = {name.id for part in node.generators for name in ast.walk(part.target) if isinstance(name, ast.Name)}
        inside |= {name for name in ast.walk(node) if isinstance(name, ast.Name) and name.id in own}
        inlined |= set() if isinstance(node, ast.GeneratorExp) else own
    if builtin := {name for name in inlined if hasattr(builtins, name)}:
        outside = [node for node in nodes if isinstance(node, ast.Name) and node not in inside]
        named = {node.id for node in outside if isinstance(node.ctx, ast.Store)}
        named |= {node.arg for node in nodes if isinstance(node, ast.arg)}
        yield from (node for node in outside if node.id in builtin - named)


def large(paths: Iterable[Path]) -> dict[str, str]:
    """The functions that are too long or too tangled, by "file:function": what they measure."""
    paths = list(paths)
    found = {f"{name(path)}:{function}": f"{size} lines" for path in paths for function, size in _long(tree(path))}
    for place, complexity in _tangled(paths):
        found[place] = f"{found[place]}, {complexity}" if place in found else complexity
    return dict(sorted(found.items()))


def _long(code: ast.Module) -> Iterator[tuple[str, int]]:
    for node in ast.walk(code):
        if isinstance(node, Function):
            first = node.body[0]
            said = _lines(first) if ast.get_docstring(node, clean=False) is not None else 0
            if (size := _lines(node) - said) > MOST_LINES:
                yield node.name, size


def _lines(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def _tangled(paths: list[Path]) -> Iterator[tuple[str, str]]:
    """By ruff, which counts as McCabe did."""
    words = [sys.executable, "-m", "ruff", "check", "--isolated", "--no-cache", "--ignore-noqa", "--select", "C901"]
    words += ["--config", f"lint.mccabe.max-complexity={MOST_BRANCHES}", "--output-format", "json", *map(str, paths)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    for problem in json.loads(done.stdout):
        if told := re.search(r"`(\w+)` is too complex \((\d+)", problem["message"]):
            yield f"{name(Path(problem['filename']))}:{told[1]}", f"complexity {told[2]}"


def exceptions() -> dict[str, str]:
    """The functions that may be large, and why."""
    read: dict[str, str] = tomllib.loads(EXCEPTIONS.read_text(encoding="utf-8"))["large"]
    return read


def problems() -> list[str]:
    """One line for each function that is too large without a reason, and for each exception that nothing needs."""
    found, allowed = large(files()), exceptions()
    too_large = [f"{place}: {measure}; make it smaller" for place, measure in found.items() if place not in allowed]
    stale = [f"{place}: no longer large; python tools/house.py shrink" for place in allowed if place not in found]
    return too_large + stale


def shrink() -> None:
    """Take the exceptions out that nothing needs any more."""
    needed = large(files())
    text = EXCEPTIONS.read_text(encoding="utf-8")
    for place in exceptions():
        if place not in needed:
            text = re.sub(rf'^"{re.escape(place)}" = .*\n', "", text, flags=re.MULTILINE)
    EXCEPTIONS.write_text(text, encoding="utf-8")


def main(words: list[str]) -> int:
    """Run one of the two commands."""
    if words == ["shrink"]:
        shrink()
    found = problems()
    print("\n".join(found) or "Every function is small, or says why not.")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
