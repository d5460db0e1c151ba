"""Renews the pinned versions that start.sh, test.sh and CI install: names, versions and hashes for every platform, no addresses.

python tools/constraints.py            the newest versions that fit the ranges of pyproject.toml (needs `uv` and an index)
python tools/constraints.py --keep     what is pinned stays; only what pyproject.toml has changed is resolved anew
python tools/constraints.py --ranges FILE     the ranges themselves, without spaces, for a shell

Where they lie: tools/constraints/program.txt (what the program needs, and what builds it), serve.txt (what serves the page besides),
tests.txt (what the tests need besides those), engine.txt (durable-rules, which is compiled where that is possible), bundle.txt (what makes
one self-contained file).
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "tools" / "constraints"
EDITABLES = "editables"
"""What hatchling needs for `pip install -e .`, which pyproject.toml has no place for."""
BUILDS_DURABLE = "setuptools"
"""What compiles durable-rules: its source distribution says nothing about it."""


def ranges() -> dict[str, list[str]]:
    """The requirements of each file, as pyproject.toml has them."""
    read = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = read["project"]["optional-dependencies"]
    program = [*read["project"]["dependencies"], *read["build-system"]["requires"], EDITABLES, BUILDS_DURABLE]
    return {
        "program": program,
        "serve": [*program, *extras["serve"]],
        "tests": [*program, *extras["serve"], *extras["test"]],
        "engine": extras["durable"],
        "bundle": extras["bundle"],
    }


def resolved(wanted: Iterable[str], pinned: Iterable[str]) -> str:
    """The versions for these requirements, in the format of pip; `pinned` versions are taken where they fit."""
    with tempfile.TemporaryDirectory() as folder:
        known = Path(folder) / "known.txt"
        known.write_text("\n".join(pinned), encoding="utf-8")
        words = ["uv", "pip", "compile", "-", "--quiet", "--universal", "--python-version", "3.11", "--generate-hashes"]
        words += ["--no-header", "--no-annotate", "--no-emit-index-url", "--constraints", str(known)]
        asked = "\n".join(wanted)
        return subprocess.run(words, input=asked, capture_output=True, text=True, check=True).stdout


def blocks(text: str) -> list[str]:
    """The requirements of a file, each with the lines of its hashes."""
    found: list[str] = []
    for line in text.splitlines():
        if line.startswith((" ", "\t")):
            found[-1] += f"\n{line}"
        elif line and not line.startswith("#"):
            found.append(line)
    return found


def versions(text: str) -> list[str]:
    """The requirements of a file without their hashes."""
    return [block.splitlines()[0].removesuffix("\\").strip() for block in blocks(text)]


def renew(keep: bool) -> None:
    """Write the files. Raises CalledProcessError if nothing fits the ranges."""
    pinned: list[str] = []
    if keep:
        pinned = [line for path in sorted(FOLDER.glob("*.txt")) for line in versions(path.read_text(encoding="utf-8"))]
    before: list[str] = []
    for name, wanted in ranges().items():
        text = resolved(wanted, pinned)
        new = [block for block in blocks(text) if block not in before]
        lead = f"# Written by `python tools/constraints.py`: {', '.join(sorted(_names(wanted)))}, and what they need.\n"
        (FOLDER / f"{name}.txt").write_text(lead + "\n".join(new) + "\n", encoding="utf-8")
        before += new
        pinned += versions(text)


def _names(wanted: Iterable[str]) -> set[str]:
    return {requirement.split(">")[0].split("=")[0].strip() for requirement in wanted}


if __name__ == "__main__":
    if sys.argv[1:2] == ["--ranges"]:
        print("\n".join(one.replace(" ", "") for one in ranges()[sys.argv[2]]))
        raise SystemExit
    try:
        renew(keep="--keep" in sys.argv[1:])
    except FileNotFoundError as error:
        raise SystemExit(f"{error.filename} is not there; “pip install uv” brings it.") from error
    except subprocess.CalledProcessError as error:
        raise SystemExit(error.stderr) from error
