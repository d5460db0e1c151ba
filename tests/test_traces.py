"""Nothing of a case is left behind by the process itself: no core file, no log or screenshot of Textual's."""

from __future__ import annotations

import os
import resource

import pytest

from assistant.traces import leave_none


def test_no_core_file_and_nothing_that_textual_would_write(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("TEXTUAL")]:
        monkeypatch.delenv(name)
    for name in (
        "TEXTUAL",
        "TEXTUAL_LOG",
        "TEXTUAL_SCREENSHOT",
        "TEXTUAL_SCREENSHOT_LOCATION",
        "TEXTUAL_DEVTOOLS_PORT",
    ):
        monkeypatch.setenv(name, "x")
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")  # a wish of the user that writes nothing
    leave_none()
    assert resource.getrlimit(resource.RLIMIT_CORE)[0] == 0
    assert {name for name in os.environ if name.startswith("TEXTUAL")} == {"TEXTUAL_ANIMATIONS"}


def test_every_command_begins_so(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    from assistant.cli import main

    monkeypatch.setenv("TEXTUAL_LOG", "x")
    assert main(["--help"]) == 0
    assert "TEXTUAL_LOG" not in os.environ
    assert capsys.readouterr().out
