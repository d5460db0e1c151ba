"""Where the knowledge lies: the environment may name another, with its catalogues; the program's own texts stay."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from assistant.i18n import CODE_DOMAIN, language, languages
from assistant.places import (
    KNOWLEDGE_VARIABLE,
    LOCALES_VARIABLE,
    knowledge_folder,
    knowledge_locales_folder,
    locales_folder,
)
from tests.support.here import BARE, FIXED, ROOT
from tests.support.running import said, vardlots


def test_the_environment_names_the_knowledge(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(KNOWLEDGE_VARIABLE, str(tmp_path))
    monkeypatch.setenv(LOCALES_VARIABLE, str(tmp_path / "words"))
    assert (knowledge_folder(), knowledge_locales_folder()) == (tmp_path, tmp_path / "words")
    assert locales_folder() == ROOT / "locales"
    for name in FIXED:
        monkeypatch.setenv(name, "")
    assert (knowledge_folder(), knowledge_locales_folder()) == (ROOT / "knowledge", ROOT / "locales")


def test_the_program_speaks_swedish_whatever_knowledge_there_is() -> None:
    assert languages() == ("sv", "en")
    assert language("sv").gettext("Sources") == "Källor"
    assert (ROOT / "locales" / "sv" / "LC_MESSAGES" / f"{CODE_DOMAIN}.po").is_file()


OLD = "Uppge patientens LMA-nummer när du bokar tolk. Har patienten inget LMA-nummer: säg det."
CHANGED = "Uppge numret när du bokar tolk."
RULE = "rule.interpreter.vgr.booking.lma"
WORDS = ["ask", "region=vgr", "status=asylum_seeker", "topic=interpreter", "--all"]


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    """A knowledge of its own: the fixed one but for one text."""
    folder = Path(shutil.copytree(FIXED[KNOWLEDGE_VARIABLE], tmp_path / "mine" / "knowledge"))
    file = folder / "packs" / "vgr" / "interpreter.yaml"
    text = file.read_text(encoding="utf-8")
    assert text.count(OLD) == 1
    file.write_text(text.replace(OLD, CHANGED), encoding="utf-8")
    return folder


STRANGE = ("nowhere", "empty", "pipe", "circle", "a text", "disk")


@pytest.fixture(params=STRANGE)
def strange(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """What is no folder of knowledge, whatever else it is."""
    path = tmp_path / "strange"
    match request.param:
        case "empty":
            path.mkdir()
        case "pipe":
            os.mkfifo(path)
        case "circle":
            path.symlink_to(path)
        case "a text":
            path.write_text("knowledge", encoding="utf-8")
        case "disk":
            return Path("/")
    return path


COMMANDS = (
    ["ask", "status=undocumented"],
    ["find", "fee"],
    ["chat", "--plain"],
    ["train", "--progress"],
    ["stats"],
    ["coverage"],
    ["test"],
)


@pytest.mark.parametrize("words", COMMANDS)
def test_what_is_no_knowledge_is_said_in_a_line_with_exit_code_2(words: list[str], strange: Path) -> None:
    for done in (
        said(*words, "--lang", "en", "--knowledge", str(strange)),
        said("--lang", "en", *words, environment={**BARE, KNOWLEDGE_VARIABLE: str(strange)}),
    ):
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith(".:1:1: ") and str(strange) in done.stderr
        assert done.stderr.endswith("\n1 mistake.\n") and len(done.stderr.splitlines()) == 2


@pytest.mark.parametrize("command", ["check", "doctor"])
def test_those_that_look_for_faults_tell_of_it_too(command: str, strange: Path) -> None:
    done = said(command, "--knowledge", str(strange))
    assert done.returncode == 1 and str(strange) in done.stdout + done.stderr


@pytest.mark.parametrize("before", [True, False])
def test_a_word_names_the_knowledge_of_a_command_before_or_after_it(before: bool, changed: Path) -> None:
    named = ["--knowledge", str(changed)]
    words = [*WORDS, "--lang", "sv"]
    done = said(*(named if before else []), *words, *([] if before else named))
    assert done.returncode == 0 and CHANGED in done.stdout
    assert CHANGED not in said(*words).stdout


def test_the_mistakes_of_a_named_knowledge_are_told_as_check_tells_them(changed: Path) -> None:
    (changed / "packs" / "national" / "more.yaml").write_text("rules:\n\t- x", encoding="utf-8")
    asked, checked = (said(command, "--knowledge", str(changed)) for command in ("ask", "check"))
    assert (asked.returncode, checked.returncode) == (2, 1)
    assert asked.stderr == checked.stderr != ""
    assert asked.stderr.startswith("packs/national/more.yaml:2:1: ")


def test_the_catalogues_beside_a_named_knowledge_are_its_own(changed: Path) -> None:
    words = [*WORDS, "--lang", "en", "--knowledge", str(changed)]
    bare = {name: value for name, value in BARE.items() if name != LOCALES_VARIABLE}
    assert CHANGED in said(*words, environment=bare).stdout
    catalogue = changed.parent / "locales" / "en" / "LC_MESSAGES" / "knowledge.po"
    catalogue.parent.mkdir(parents=True)
    text = f'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8"\n\nmsgctxt "{RULE}"\nmsgid "{CHANGED}"\nmsgstr "As changed."\n'
    catalogue.write_text(text, encoding="utf-8")
    assert "As changed." in vardlots(*words, environment=bare).stdout


def test_without_its_catalogues_the_knowledge_speaks_swedish_alone(tmp_path: Path) -> None:
    done = vardlots("ask", "status=undocumented", environment={**BARE, LOCALES_VARIABLE: str(tmp_path / "nowhere")})
    assert done.returncode == 0 and "VIKTIGT" in done.stdout
    assert "Traceback" not in done.stderr
