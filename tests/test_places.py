"""Where the knowledge lies: the environment may name another, with its catalogues; the program's own texts stay."""

from __future__ import annotations

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
from tests.support.running import vardlots


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


@pytest.mark.parametrize("words", [["ask", "status=undocumented"], ["check"], ["doctor"], ["find", "fee"]])
def test_a_knowledge_that_is_not_there_is_said_in_a_line_and_no_traceback(words: list[str], tmp_path: Path) -> None:
    done = vardlots(*words, environment={**BARE, KNOWLEDGE_VARIABLE: str(tmp_path / "nowhere")})
    assert done.returncode == 1
    assert "Traceback" not in done.stderr


def test_without_its_catalogues_the_knowledge_speaks_swedish_alone(tmp_path: Path) -> None:
    done = vardlots("ask", "status=undocumented", environment={**BARE, LOCALES_VARIABLE: str(tmp_path / "nowhere")})
    assert done.returncode == 0 and "VIKTIGT" in done.stdout
    assert "Traceback" not in done.stderr
