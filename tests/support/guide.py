"""The guide for editors (docs/editing.md) done step by step: its files written into a copy of the checkout, its commands run there.

Comments that no reader of the page sees say what is done with the block below them:

    <!-- into FILE -->                what of the block is not in the file yet goes behind what is; else to its end; a new file is made
    <!-- copy PAGE to FILE -->        a file beside the guide goes to the end of another
    <!-- replace in FILE: A => B -->  words of a file become others

A block with lines that begin with `$ ` is what a terminal shows. `…` stands for any lines, or within a line for any text; counts of what grows with
the knowledge, places in files and versions may be others.

`python -m tests.support.guide [CHAPTER]` prints what each command says now.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.support.here import ROOT
from tests.support.running import said_in

GUIDE = ROOT / "docs" / "editing.md"
_DIRECTIVE = re.compile(r"<!-- (into|copy|replace in) (.+) -->")
_GROWS = re.compile(
    r"\d+(?= (?:cases|scenarios|typed lines|rules|questions|clauses|invariants|texts|more|new|left|of them)\b)|(?<=row )\d+|\(\d+ of \d+\)|\d+(?= %)"
    r"|(?<=\()\d+$"  # its noun stands on the next line
)
_PLACE = re.compile(r"(\.yaml):\d+:\d+")
_VERSION = re.compile(r"\b20\d\d\.\d+\.\d+\b")
_ANY = "…"


class Step(NamedTuple):
    """What is done: `into`, `copy`, `replace in` with its words, or `run`; and the lines of its block."""

    what: str
    words: str
    block: list[str]


def chapters(text: str) -> dict[str, list[Step]]:
    """The steps of the guide by the headings of its chapters."""
    parts = re.split(r"^## (.+)$", text, flags=re.MULTILINE)
    return {title: list(_steps(body)) for title, body in zip(parts[1::2], parts[2::2], strict=True)}


def _steps(body: str) -> Iterator[Step]:
    lines = body.splitlines()
    waiting: tuple[str, str] | None = None
    number = 0
    while number < len(lines):
        line = lines[number]
        number += 1
        if found := _DIRECTIVE.fullmatch(line.strip()):
            if found[1] == "into":
                waiting = found[1], found[2]
            else:
                yield Step(found[1], found[2], [])
        elif line.startswith("    "):
            block = [line[4:]]
            while number < len(lines) and (lines[number].startswith("    ") or not lines[number].strip()):
                block.append(lines[number][4:])
                number += 1
            while not block[-1].strip():
                block.pop()
            if waiting is not None:
                yield Step(*waiting, block)
                waiting = None
            else:
                yield from _runs(block)


def _runs(block: list[str]) -> Iterator[Step]:
    starts = [number for number, line in enumerate(block) if line.startswith("$ ")]
    for start, end in zip(starts, [*starts[1:], len(block)][: len(starts)], strict=True):
        shown = block[start + 1 : end]
        while shown and not shown[-1].strip():
            shown.pop()
        yield Step("run", block[start][2:], shown)


class Workshop:
    """A copy of the checkout, kept by git, in which an editor works."""

    def __init__(self, folder: Path, history: bool = True) -> None:
        self.folder = folder
        for name in ("assistant", "knowledge", "locales", "tests/scenarios", "tests/utterances"):
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "*.mo", "_data"))
        if not history:
            return
        self._git("init", "-q", "-b", "main")
        self._git("add", "knowledge", "locales", "tests")
        self._git("-c", "user.name=editor", "-c", "user.email=editor@example.org", "commit", "-q", "-m", "as it was")

    def _git(self, *words: str) -> None:
        subprocess.run(["git", *words], cwd=self.folder, check=True, env={**os.environ, "HOME": str(self.folder)})

    def do(self, step: Step) -> list[str]:
        """Do a step; the lines that a command says, else none."""
        if step.what == "run":
            return self._run(step.words)
        if step.what == "into":
            self._into(self.folder / step.words, step.block)
        elif step.what == "copy":
            page, _, name = step.words.partition(" to ")
            lines = (GUIDE.parent / page).read_text(encoding="utf-8").splitlines()
            self._into(self.folder / name, lines)
        else:
            name, _, words = step.words.partition(": ")
            old, _, new = words.partition(" =>")
            path = self.folder / name
            text = path.read_text(encoding="utf-8-sig")
            assert text.count(old) == 1, f"{name} holds “{old}” {text.count(old)} times"
            path.write_text(text.replace(old, new.removeprefix(" ")), encoding="utf-8")
        return []

    def _into(self, path: Path, block: list[str]) -> None:
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        for known in range(len(block), 0, -1):
            there = "\n".join(block[:known]) + "\n"
            if there.strip() and there in text:
                assert text.count(there) == 1, there
                text = text.replace(there, "\n".join(block) + "\n")
                break
        else:
            text = text.rstrip("\n") + "\n" * bool(text) + "\n".join(block) + "\n"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def _run(self, words: str) -> list[str]:
        command, *rest = shlex.split(words)
        assert command == "vardlots", words
        environment = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "HOME": str(self.folder / "home")}
        return said_in(self.folder, *rest, environment=environment, together=True).stdout.splitlines()


def shows(wanted: list[str], came: list[str]) -> bool:
    """Whether a terminal shows what the guide says that it does."""
    pattern = "".join(
        r"(?:[^\n]*\n)*" if line == _ANY else re.escape(_even(line)).replace(_ANY, r"[^\n]*") + "\n" for line in wanted
    )
    return re.fullmatch(pattern, "".join(f"{_even(line.rstrip())}\n" for line in came)) is not None


def _even(line: str) -> str:
    return _VERSION.sub("VERSION", _PLACE.sub(r"\1:PLACE", _GROWS.sub("N", line)))


def main(chapter: str) -> None:
    """Print what each command of the chapters whose title holds these words says now."""
    for title, steps in chapters(GUIDE.read_text(encoding="utf-8")).items():
        if chapter.casefold() in title.casefold():
            with tempfile.TemporaryDirectory() as name:
                workshop = Workshop(Path(name))
                print(f"## {title}")
                for step in steps:
                    came = workshop.do(step)
                    if step.what == "run":
                        print(f"\n{'  ' if shows(step.block, came) else '! '}$ {step.words}", *came, sep="\n")


if __name__ == "__main__":
    main(" ".join(sys.argv[1:]))
