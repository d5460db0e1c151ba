"""Makes one self-contained file of the installed program and tries it; `sh tools/bundle.sh` installs what is needed and runs this.

What PyInstaller gathers is packed behind a few lines of shell that unpack it once: a file that unpacks itself at each start, as PyInstaller
makes it, takes ten times as long for `ask`. On Windows, which has no such shell, that is made all the same. docs/decisions/019.
"""

from __future__ import annotations

import compileall
import hashlib
import os
import platform
import py_compile
import shutil
import signal
import subprocess
import sys
import tarfile
import tempfile
import time
from importlib.metadata import distribution, version
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORK, OUT = ROOT / "build" / "bundle", ROOT / "dist"
HEAD = ROOT / "tools" / "bundle.in"
LARGEST = 45_000_000
"""Bytes of the file: what a mail to an IT department, and the smallest stick, still takes."""
WHOLE = ("assistant", "clips", "textual", "uvicorn")
"""Packages of which parts are imported by name or read as files; those that are installed are taken whole."""
NEVER_USED = ("pkg_resources", "setuptools", "tkinter", "pip", "hatchling", "PyInstaller")
TOLD = ("durable-rules", "clipspy", "textual", "babel", "pyyaml")
"""Packages whose versions `doctor` tells."""
CASE = ("region=vgr", "status=undocumented", "age=7", "topic=visit_fee", "--on", "2026-11-28")
FIRST_QUESTION = b"Vilken region"
TRIED = (
    ("--version",),
    ("ask", *CASE),
    ("ask", *CASE, "--lang", "en", "--format", "html"),
    ("find", "tolk"),
    ("find", "--table", "medicines", "--in", "region=rjl"),
    ("check",),
    ("stats",),
)
"""Commands that must say exactly what the installed program says."""


def gathered(windows: bool) -> Path:
    """A folder with the program and all that it needs; on Windows the one file itself."""
    start = WORK / "vardlots.py"
    start.write_text("from assistant.__main__ import main\n\nraise SystemExit(main())\n", encoding="utf-8")
    words = ["--noconfirm", "--log-level", "ERROR", "--name", "vardlots", "--onefile" if windows else "--onedir"]
    words += ["--distpath", str(WORK / "gathered"), "--workpath", str(WORK / "work"), "--specpath", str(WORK)]
    # Modules as files of their own: an archive of them is inflated at every start.
    words += ["--debug", "noarchive", *([] if windows else ["--strip"])]
    for name in (name for name in WHOLE if find_spec(name)):
        words += ["--collect-all", name]
    for name in (name for name in TOLD if _installed(name)):
        words += ["--copy-metadata", name]
    for name in NEVER_USED:
        words += ["--exclude-module", name]
    # From another folder: the program that is installed is gathered, not the sources beside this file.
    subprocess.run([sys.executable, "-m", "PyInstaller", *words, str(start)], check=True, cwd=WORK)
    return WORK / "gathered" / ("vardlots.exe" if windows else "vardlots")


def _installed(name: str) -> bool:
    try:
        return bool(distribution(name))
    except ModuleNotFoundError:
        return False


def compiled(folder: Path) -> None:
    """Compile our modules where they lie: the knowledge's fingerprint is of their text, and read as text they would be compiled at each start."""
    mode = py_compile.PycInvalidationMode.UNCHECKED_HASH
    if not compileall.compile_dir(folder / "_internal" / "assistant", quiet=1, invalidation_mode=mode):
        raise SystemExit("Not everything could be compiled.")


def packed(folder: Path, name: str) -> Path:
    """The one file: the lines of shell, and behind them the folder. The same folder gives the same file."""
    inside = BytesIO()
    with tarfile.open(fileobj=inside, mode="w:gz", compresslevel=9) as archive:
        archive.add(folder, "vardlots", filter=_plain)
    content = inside.getvalue()
    id = f"{name}-{hashlib.sha256(content).hexdigest()[:12]}"
    text = HEAD.read_text(encoding="utf-8").replace("@ID@", id)
    head = text.replace("@LINES@", str(text.count("\n") + 1))
    OUT.mkdir(exist_ok=True)
    file = OUT / name
    file.write_bytes(head.encode() + content)
    file.chmod(0o755)
    return file


def _plain(part: tarfile.TarInfo) -> tarfile.TarInfo:
    part.uid = part.gid = 0
    part.uname = part.gname = ""
    return part


def problems(file: Path) -> list[str]:
    """What is wrong with the file: it is tried beside the installed program, in an empty home, as somebody who carries it would."""
    found = [] if file.stat().st_size <= LARGEST else [f"{file.stat().st_size:,} bytes; at most {LARGEST:,}"]
    installed = Path(sys.executable).with_name("vardlots")
    with tempfile.TemporaryDirectory() as home:
        bare = {"HOME": home, "PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8"}
        for words in TRIED:
            ours, theirs = (
                subprocess.run([str(program), *words], env=bare, capture_output=True, text=True, check=False, cwd=home)
                for program in (file, installed)
            )
            if (ours.returncode, ours.stdout) != (theirs.returncode, theirs.stdout):
                found.append(
                    f"{' '.join(words)}: not what the installed program says\n{ours.stderr}{ours.stdout[:500]}"
                )
        found += _engines(file, bare)
        found += [] if sys.platform == "win32" or _opens(file, bare) else ["the app does not show its first question"]
        slow = _seconds(file, bare) / _seconds(installed, bare)
        print(f"ask: {slow:.2f} x the installed one")
        if slow > 3:
            found.append(f"ask takes {slow:.1f} x as long as the installed one; at most 3")
    return found


def _engines(file: Path, bare: dict[str, str]) -> list[str]:
    """Both engines must answer, where both are installed here."""
    found = []
    for engine in ("clips", *(["durable-rules"] if find_spec("durable_rules_engine") else [])):
        done = subprocess.run(
            [str(file), "ask", *CASE],
            env={**bare, "VARDLOTS_ENGINE": engine},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            found.append(f"{engine}: {done.stderr}")
    return found


def _opens(file: Path, bare: dict[str, str]) -> bool:
    """Whether the app comes up in a terminal and puts its first question."""
    import pty
    import select

    child, terminal = pty.fork()
    if child == 0:
        os.execve(file, [str(file), "--lang", "sv"], {**bare, "TERM": "xterm-256color"})
    shown, until = b"", time.monotonic() + 30
    try:
        while FIRST_QUESTION not in shown and time.monotonic() < until:
            if select.select([terminal], [], [], 1)[0]:
                shown += os.read(terminal, 65536)
    except OSError:  # it has ended
        pass
    finally:
        os.kill(child, signal.SIGTERM)
        os.waitpid(child, 0)
        os.close(terminal)
    return FIRST_QUESTION in shown


def _seconds(program: Path, bare: dict[str, str]) -> float:
    """How long a warm answer takes: the best of several."""
    taken = []
    for _ in range(7):
        begun = time.perf_counter()
        subprocess.run([str(program), "ask", *CASE], env=bare, capture_output=True, check=True)
        taken.append(time.perf_counter() - begun)
    return min(taken)


def main() -> int:
    """Build the file, try it, and say where it lies; 1 if something is wrong with it."""
    windows = sys.platform == "win32"
    name = f"vardlots-{version('vardlots')}-{platform.system().lower()}-{platform.machine().lower()}"
    shutil.rmtree(WORK / "gathered", ignore_errors=True)
    made = gathered(windows)
    if windows:
        OUT.mkdir(exist_ok=True)
        file = Path(shutil.copy(made, OUT / f"{name}.exe"))
    else:
        compiled(made)
        file = packed(made, name)
    wrong = problems(file)
    print("\n".join([*wrong, f"{file.relative_to(ROOT)}: {file.stat().st_size / 1e6:.1f} MB"]))
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
