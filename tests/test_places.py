"""Where the knowledge lies: the environment may name another, with its catalogues; the program's own texts stay."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import venv
from pathlib import Path

import pytest
import yaml

from assistant.i18n import CODE_DOMAIN, SOURCE, language, languages
from assistant.knowledge import load_knowledge
from assistant.knowledge.problems import Place, Problem
from assistant.knowledge.snapshot import write_snapshot
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


@pytest.mark.parametrize(("command", "code"), [("check", 2), ("doctor", 1)])
def test_those_that_look_for_faults_tell_of_it_too(command: str, code: int, strange: Path) -> None:
    done = said(command, "--knowledge", str(strange))
    assert done.returncode == code and str(strange) in done.stdout + done.stderr


def test_a_place_is_told_by_the_way_from_where_one_stands(changed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    problem = Problem(Place("topics.yaml", 2, 5), "see {other}", {"other": "packs/vgr/travel.yaml:3:1"})
    monkeypatch.chdir(changed.parent)
    assert (
        problem.in_folder(changed).text(SOURCE) == "knowledge/topics.yaml:2:5: see knowledge/packs/vgr/travel.yaml:3:1"
    )
    monkeypatch.chdir(changed / "packs")
    assert problem.in_folder(changed).text(SOURCE).startswith(f"{changed / 'topics.yaml'}:2:5: ")


@pytest.mark.parametrize("before", [True, False])
def test_a_word_names_the_knowledge_of_a_command_before_or_after_it(before: bool, changed: Path) -> None:
    named = ["--knowledge", str(changed)]
    words = [*WORDS, "--lang", "sv"]
    done = said(*(named if before else []), *words, *([] if before else named))
    assert done.returncode == 0 and CHANGED in done.stdout
    assert CHANGED not in said(*words).stdout


@pytest.mark.parametrize(("written", "code"), [("rules:\n\t- x", 2), ("rules:\n- x", 1)])
def test_the_mistakes_of_a_named_knowledge_are_told_as_check_tells_them(written: str, code: int, changed: Path) -> None:
    (changed / "packs" / "national" / "more.yaml").write_text(written, encoding="utf-8")
    asked, checked = (said(command, "--knowledge", str(changed)) for command in ("ask", "check"))
    assert (asked.returncode, checked.returncode) == (2, code)
    assert asked.stderr == checked.stderr != ""
    assert asked.stderr.startswith(f"{changed / 'packs' / 'national' / 'more.yaml'}:2:")


def test_the_catalogues_beside_a_named_knowledge_are_its_own(changed: Path) -> None:
    words = [*WORDS, "--lang", "en", "--knowledge", str(changed)]
    bare = {name: value for name, value in BARE.items() if name != LOCALES_VARIABLE}
    assert CHANGED in said(*words, environment=bare).stdout
    catalogue = changed.parent / "locales" / "en" / "LC_MESSAGES" / "knowledge.po"
    catalogue.parent.mkdir(parents=True)
    text = f'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8"\n\nmsgctxt "{RULE}"\nmsgid "{CHANGED}"\nmsgstr "As changed."\n'
    catalogue.write_text(text, encoding="utf-8")
    assert "As changed." in vardlots(*words, environment=bare).stdout


ELSEWHERE = "This is not the knowledge that came along, but that in {}."


@pytest.mark.parametrize(
    "words",
    [WORDS, ["find", "interpreter"], ["find", "--contacts"], ["find", "--table", "visit_fee"], ["coverage"], ["stats"]],
)
def test_whoever_answers_by_another_knowledge_says_so_last(words: list[str], changed: Path) -> None:
    done = said(*words, "--lang", "en", "--knowledge", str(changed))
    told = " ".join(done.stdout.split())
    assert told.endswith(ELSEWHERE.format(changed)), told[-300:]
    assert "came along" not in said(*words, "--lang", "en").stdout


def test_the_lines_say_it_first_and_doctor_beside_the_folder(changed: Path) -> None:
    named = ["--lang", "en", "--knowledge", str(changed)]
    lines = said("chat", "--plain", *named, typed="quit\n").stdout.splitlines()
    assert lines[1] == ELSEWHERE.format(changed)
    lines = said("doctor", *named).stdout.splitlines()
    assert (
        lines[lines.index(f"Knowledge: {changed}") + 2] == "  not the knowledge that came along: every answer says so"
    )
    assert "came along" not in said("doctor", "--lang", "en").stdout


@pytest.mark.parametrize(
    "words", [WORDS, ["find", "tolk"], ["find", "--contacts"], ["find", "--table", "visit_fee"], ["stats"]]
)
def test_json_names_the_folder_of_another_knowledge(words: list[str], changed: Path) -> None:
    words = [word for word in words if word != "--all"] + ["--format", "json"]
    other, ours = (json.loads(said(*words, *named).stdout) for named in (["--knowledge", str(changed)], []))
    assert other["knowledge"]["folder"] == str(changed)
    assert "folder" not in ours["knowledge"]


def test_a_batch_answers_by_the_knowledge_that_is_named_in_all_its_processes(changed: Path, tmp_path: Path) -> None:
    cases = tmp_path / "cases.jsonl"
    cases.write_text('{"region": "vgr", "status": "asylum_seeker", "topic": "interpreter"}\n' * 300, encoding="utf-8")
    done = vardlots("ask", "--batch", str(cases), "--lang", "sv", "--knowledge", str(changed))
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(answers) == 300 and all(answer["knowledge"]["folder"] == str(changed) for answer in answers)
    assert all(CHANGED in [said["text"] for said in answer["answer"]] for answer in answers)


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout as `tools/start.sh` leaves it: the program and its knowledge in an environment of its own."""
    folder = tmp_path_factory.mktemp("checkout")
    venv.create(folder / ".venv", with_pip=False)
    (packages,) = (folder / ".venv" / "lib").glob("python*/site-packages")
    shutil.copytree(ROOT / "assistant", packages / "assistant", ignore=shutil.ignore_patterns("_data", "__pycache__"))
    fixed, along = Path(FIXED[KNOWLEDGE_VARIABLE]), packages / "assistant" / "_data"
    shutil.copytree(fixed, along / "knowledge")
    shutil.copytree(ROOT / "locales", along / "locales")
    write_snapshot(load_knowledge(fixed), fixed, along / "knowledge.snapshot")
    (folder / "assistant").mkdir()
    return folder


def test_a_program_in_the_environment_of_a_checkout_answers_by_its_knowledge(checkout: Path, changed: Path) -> None:
    def answered() -> str:
        environment = {"LANG": "C.UTF-8", "PYTHONPATH": str(Path(yaml.__file__).parent.parent)}
        words = [str(checkout / ".venv" / "bin" / "python"), "-m", "assistant", *WORDS, "--lang", "en"]
        done = subprocess.run(words, cwd="/", env=environment, capture_output=True, text=True, timeout=60, check=True)
        return done.stdout

    mine = checkout / "knowledge"
    assert CHANGED not in answered()
    shutil.copytree(changed, mine)
    assert CHANGED in answered() and ELSEWHERE.format(mine) in answered()
    shutil.rmtree(mine)
    shutil.copytree(FIXED[KNOWLEDGE_VARIABLE], mine)
    assert CHANGED not in answered() and "came along" not in answered()  # the same files are no other knowledge


def test_without_its_catalogues_the_knowledge_speaks_swedish_alone(tmp_path: Path) -> None:
    done = vardlots("ask", "status=undocumented", environment={**BARE, LOCALES_VARIABLE: str(tmp_path / "nowhere")})
    assert done.returncode == 0 and "VIKTIGT" in done.stdout
    assert "Traceback" not in done.stderr
