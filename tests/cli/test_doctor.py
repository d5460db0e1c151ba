"""`vardlots doctor`: the true reason when durable-rules is missing."""

from __future__ import annotations

import shutil
import sys
from importlib.metadata import PackageNotFoundError

import pytest

from assistant.cli import doctor, main

FLAG = "CPPFLAGS=-DPyEval_CallObject=PyObject_CallObject"


@pytest.mark.parametrize(
    ("python", "compiler", "installed", "said", "flag"),
    [
        ((3, 11), True, False, "It is not installed", False),
        ((3, 12), False, False, "no C compiler", False),
        ((3, 12), True, True, "cannot be loaded", False),
        ((3, 13), True, False, "must be built with a flag", True),
        ((3, 13), True, True, "must be built with a flag", True),
        ((3, 14), False, False, "no C compiler", True),
    ],
)
def test_why_durable_rules_is_missing(
    python: tuple[int, int],
    compiler: bool,
    installed: bool,
    said: str,
    flag: bool,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def release(package: str) -> str:
        if package == "durable_rules" and not installed:
            raise PackageNotFoundError(package)
        return "1"

    monkeypatch.setattr(sys, "version_info", (*python, 0, "final", 0))
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}" if compiler else None)
    monkeypatch.setattr(doctor, "version", release)
    monkeypatch.setattr(doctor, "engine_problem", lambda name: "no module" if name == "durable-rules" else None)
    monkeypatch.setattr(doctor, "engine_name", lambda: "clips")
    main(["doctor", "--lang", "en"])
    lines = capsys.readouterr().out.splitlines()
    reason = lines[lines.index("Engine durable-rules: not usable: no module") + 1]
    assert said in reason
    assert (FLAG in reason) is flag
    assert "pip --python" in reason and "durable-rules>=2.0.28,<3" in reason
    assert "Engine clips 1: runs the rules." in lines
