"""`tools/browser.sh`: it installs a Chromium where apt can, asks nobody for a password, and says in one line what is missing."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.support.here import ROOT

SH = shutil.which("sh") or "/bin/sh"
# apt-get: writes down what it is asked; brings a Chromium once its lists are there.
APT = """#!{sh}
echo "$*" >>"{here}/asked"
case "$*" in
    *update*) : >"{here}/lists" ;;
    *) [ -e "{here}/lists" ] && : >"{here}/bin/chromium" && {chmod} +x "{here}/bin/chromium" ;;
esac
"""


def played(folder: Path, name: str, text: str) -> None:
    path = folder / "bin" / name
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)


def install(folder: Path, user: int = 0, apt: bool = True, sudo: bool = False, has: str = "") -> tuple[str, list[str]]:
    """What is said, and what apt was asked, on a machine with these commands and no others."""
    (folder / "bin").mkdir()
    played(folder, "id", f"#!{SH}\necho {user}\n")
    if apt:
        played(folder, "apt-get", APT.format(sh=SH, here=folder, chmod=shutil.which("chmod")))
    if user:
        played(folder, "sudo", f'#!{SH}\n[ "$1" = -n ] || exit 9\nshift\n' + ('exec "$@"\n' if sudo else "exit 1\n"))
    if has:
        played(folder, has, f"#!{SH}\n")
    done = subprocess.run(
        [SH, "-euc", ". tools/browser.sh; install_browser"],
        cwd=ROOT, env={"PATH": str(folder / "bin"), "HOME": str(folder)}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    asked = folder / "asked"
    return done.stdout + done.stderr, asked.read_text(encoding="utf-8").splitlines() if asked.exists() else []


@pytest.mark.parametrize("has", ["chromium", "google-chrome"])
def test_where_there_is_a_browser_nothing_is_asked(tmp_path: Path, has: str) -> None:
    assert install(tmp_path, has=has) == ("", [])


@pytest.mark.parametrize("user", [0, 1000])
def test_apt_brings_one_without_a_word(tmp_path: Path, user: int) -> None:
    said, asked = install(tmp_path, user, sudo=True)
    assert said == ""
    assert [words.split()[-1] for words in asked] == ["chromium", "update", "chromium"]
    assert all(word in asked[0].split() for word in ("-y", "install", "-qq"))


@pytest.mark.parametrize(("user", "apt"), [(0, False), (1000, True)], ids=["no apt", "a password is asked for"])
def test_where_it_cannot_one_line_says_what_to_install(tmp_path: Path, user: int, apt: bool) -> None:
    said, asked = install(tmp_path, user, apt)
    assert asked == []
    assert len(said.splitlines()) == 1 and "sudo apt install chromium" in said
