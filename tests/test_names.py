"""One name, one thing: no two public classes of the package are called the same."""

from __future__ import annotations

import ast
from collections import defaultdict

from tests.support.here import ROOT


def test_no_class_name_has_two_meanings() -> None:
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted((ROOT / "assistant").rglob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                found[node.name].append(path.relative_to(ROOT).as_posix())
            elif isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.BinOp | ast.Subscript):
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                for target in targets:  # a type with a name of its own, as `Condition = Has | All`
                    if isinstance(target, ast.Name) and target.id[0].isupper() and not target.id.isupper():
                        found[target.id].append(path.relative_to(ROOT).as_posix())
    assert {name: paths for name, paths in found.items() if len(paths) > 1} == {}
