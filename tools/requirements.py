"""What a plain `pip install` of this project would install besides it, less durable-rules: for machines that cannot compile it.

python tools/requirements.py TARGET...     TARGET is `.` or `.[test]`, as for pip; prints one requirement a line
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path


def requirements(targets: list[str]) -> list[str]:
    """The requirements of the project, and of the extras that the targets name; without spaces, so that a shell can split them."""
    project = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted: list[str] = list(project["dependencies"])
    for extra, more in project["optional-dependencies"].items():
        if any(f"[{extra}]" in target for target in targets):
            wanted += more
    return [requirement.replace(" ", "") for requirement in wanted if not requirement.startswith("durable-rules")]


if __name__ == "__main__":
    print("\n".join(requirements(sys.argv[1:])))
