"""`sh tools/start.sh`: what it installs, what it leaves alone, and what it says when it cannot go on.

Python and pip are played by small scripts that write down what they are asked; nothing is installed.
"""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.here import ROOT

REAL = f"{sys.version_info[0]}.{sys.version_info[1]}"

# An interpreter: its version is told; `-m venv` and `-m pip` are played; what start.sh runs itself (tools/stamp.py) is really run.
PYTHON = """#!/bin/sh
here={folder}
case "$*" in
    -V) echo "Python {version}.0" ;;
    "-c import sys; sys.version_info >= (3, 11)"*) case {version} in 3.1[1-9]) echo {version} ;; esac ;;
    "-m pip --version") [ {pip} = yes ] ;;
    "-c import pip"*) [ {pip} = yes ] ;;
    "-m venv "*) for last; do :; done; rm -rf "$last"; mkdir -p "$last/bin"; cp "$0" "$last/bin/python" ; echo made >>"$here/log" ;;
    *"-m pip --python"*) echo "pip $*" >>"$here/log"
        case "$*" in
            *"-e ."*) [ ! -f "$here/refuses" ] || {{ echo "subprocess-exited-with-error: a long story" >&2; exit 1; }}
                printf '#!/bin/sh\\necho "opened $*"\\n' >.venv/bin/vardlots; chmod +x .venv/bin/vardlots ;;
            *--require-hashes*) [ ! -f "$here/lacks" ] || {{ cat "$here/lacks" >&2; exit 1; }}
                [ ! -f "$here/offline" ] || {{ echo "no index" >&2; exit 1; }} ;;
            *) [ ! -f "$here/offline" ] || {{ echo "no index" >&2; exit 1; }} ;;
        esac ;;
    "-m assistant check") [ ! -f "$here/refuses" ] || {{ echo "rules.yaml:3:5: a mistake" >&2; exit 1; }} ;;
    "-c import sys; sys.exit(sys.version_info < (3, 13))") [ {version} != 3.11 ] && [ {version} != 3.12 ] ;;
    *) exec {real} "$@" ;;
esac
"""


class Clone:
    """A clone with what start.sh reads, and an interpreter that plays its part."""

    def __init__(self, folder: Path) -> None:
        self.top = folder / "clone with å"
        self.log = folder / "log"
        self.folder = folder
        self.more: dict[str, str] = {}
        for name in ("tools", "assistant", "knowledge", "locales"):
            (self.top / name).mkdir(parents=True)
            (self.top / name / "file").write_text(name, encoding="utf-8")
        for name in ("start.sh", "environment.sh", "stamp.py", "catalogues.py", "constraints.py"):
            shutil.copy(ROOT / "tools" / name, self.top / "tools")
        shutil.copytree(ROOT / "tools" / "constraints", self.top / "tools" / "constraints")
        for name in ("pyproject.toml", "hatch_build.py"):
            shutil.copy(ROOT / name, self.top)

    def python(self, version: str = REAL, pip: str = "yes") -> Path:
        """The interpreter of a version."""
        path = self.folder / f"python{version}"
        text = PYTHON.format(folder=self.folder, version=version, pip=pip, real=sys.executable)
        path.write_text(text, encoding="utf-8")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        return path

    def start(self, python: Path, *words: str) -> subprocess.CompletedProcess[str]:
        """Run start.sh with these words."""
        command = ["sh", str(self.top / "tools" / "start.sh"), *words]
        environment = (
            {name: value for name, value in os.environ.items() if name != "CI"} | {"PYTHON": str(python)} | self.more
        )
        return subprocess.run(command, capture_output=True, text=True, env=environment, check=False, timeout=60)

    def did(self) -> list[str]:
        """What Python and pip were asked since this was asked last."""
        lines = self.log.read_text(encoding="utf-8").splitlines() if self.log.exists() else []
        self.log.unlink(missing_ok=True)
        return lines


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    return Clone(tmp_path)


def test_it_installs_once_by_hash_and_then_opens_at_once(clone: Clone) -> None:
    python = clone.python()
    assert clone.start(python, "doctor").stdout == "opened doctor\n"
    did = clone.did()
    assert did[0] == "made"
    assert "--require-hashes -r tools/constraints/program.txt" in did[1]
    assert "--no-index --no-deps --no-build-isolation -e ." in did[-1]
    (clone.folder / "offline").touch()
    again = clone.start(python, "doctor")
    assert (again.stdout, again.stderr, clone.did()) == ("opened doctor\n", "", [])


def test_what_serving_needs_is_installed_when_it_is_asked_for_and_serves_the_app_too(clone: Clone) -> None:
    python = clone.python()
    assert clone.start(python, "serve").stdout == "opened serve\n"
    assert "-r tools/constraints/serve.txt" in clone.did()[1]
    (clone.folder / "offline").touch()
    for words in (("serve",), ("doctor",)):
        assert clone.start(python, *words).stdout == f"opened {words[0]}\n"
    assert clone.did() == []


def test_an_environment_of_the_app_gets_what_serving_needs(clone: Clone) -> None:
    python = clone.python()
    clone.start(python, "doctor")
    clone.did()
    assert clone.start(python, "serve").stdout == "opened serve\n"
    assert any("-r tools/constraints/serve.txt" in line for line in clone.did())


def test_changed_knowledge_is_built_again_without_an_index(clone: Clone) -> None:
    python = clone.python()
    clone.start(python)
    clone.did()
    (clone.top / "knowledge" / "file").write_text("other", encoding="utf-8")
    (clone.folder / "offline").touch()
    assert clone.start(python).stdout == "opened \n"
    assert [("--no-index" in line) for line in clone.did()] == [True]


def test_a_mistake_in_the_knowledge_is_all_that_is_said(clone: Clone) -> None:
    python = clone.python()
    (clone.folder / "refuses").touch()
    done = clone.start(python)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "rules.yaml:3:5: a mistake\n")
    clone.did()
    (clone.folder / "refuses").unlink()
    assert clone.start(python).stdout == "opened \n"
    assert len(clone.did()) == 1


def test_an_old_python_is_told_in_one_line_and_leaves_nothing(clone: Clone) -> None:
    done = clone.start(clone.python("3.10"))
    assert done.returncode == 1
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1 and "Python 3.11 or later" in done.stderr and "3.10" in done.stderr
    assert not (clone.top / ".venv").exists()
    gone = clone.start(clone.folder / "nowhere")
    assert gone.returncode == 1 and "not there" in gone.stderr and len(gone.stderr.splitlines()) == 1


def test_without_pip_pip_is_what_is_asked_for(clone: Clone) -> None:
    done = clone.start(clone.python(pip="no"))
    assert done.returncode == 1
    assert "needs pip" in done.stderr and len(done.stderr.splitlines()) == 1
    assert not (clone.top / ".venv").exists()


@pytest.mark.parametrize("fault", ["gone", "old", "other"])
def test_an_environment_that_does_not_serve_is_made_anew(clone: Clone, fault: str) -> None:
    python = clone.python()
    clone.start(python)
    clone.did()
    there = clone.top / ".venv" / "bin" / "python"
    there.unlink()
    if fault == "gone":
        there.symlink_to(clone.folder / "removed")
    else:
        shutil.copy(clone.python("3.10" if fault == "old" else "3.19"), there)
    assert clone.start(python).stdout == "opened \n"
    assert clone.did()[0] == "made"


def test_without_an_index_it_says_what_could_not_be_done(clone: Clone) -> None:
    (clone.folder / "offline").touch()
    done = clone.start(clone.python())
    assert done.returncode == 1
    assert "no index" in done.stderr and "could not be installed" in done.stderr


def test_what_an_index_lacks_is_taken_as_it_fits_and_that_is_said(clone: Clone) -> None:
    (clone.folder / "lacks").write_text("no such version", encoding="utf-8")
    done = clone.start(clone.python())
    assert done.stdout == "opened \n"
    assert "the newest that fit" in done.stderr
    assert any("textual==" in line and "--require-hashes" not in line for line in clone.did())


@pytest.mark.parametrize(("said", "more"), [("HASHES DO NOT MATCH", {}), ("no such version", {"CI": "true"})])
def test_a_changed_file_is_never_taken_and_ci_takes_only_what_is_pinned(
    clone: Clone, said: str, more: dict[str, str]
) -> None:
    clone.more = more
    (clone.folder / "lacks").write_text(said, encoding="utf-8")
    done = clone.start(clone.python())
    assert done.returncode == 1 and said in done.stderr
    assert not any("textual==" in line for line in clone.did())


def test_a_clone_that_cannot_be_written_opens_if_it_is_installed(clone: Clone) -> None:
    python = clone.python()
    clone.start(python)
    before = sorted((path, path.stat().st_mtime_ns) for path in clone.top.rglob("*"))
    assert clone.start(python).stdout == "opened \n"
    assert sorted((path, path.stat().st_mtime_ns) for path in clone.top.rglob("*")) == before
