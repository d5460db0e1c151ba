"""What `vardlots check`, `coverage` and `doctor` say of the shipped knowledge: nothing is wrong, nothing is missing."""

from __future__ import annotations

import pytest

from assistant.cli import main


def test_check_accepts_it() -> None:
    assert main(["check"]) == 0


def test_coverage_has_no_hole(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["coverage", "--lang", "en"]) == 0
    assert "0 holes" in capsys.readouterr().out


def test_doctor_finds_nothing_missing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--lang", "en"]) == 0
    assert "not translated" not in capsys.readouterr().out
