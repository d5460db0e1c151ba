"""Decision tables as others see them: the schema of DMN 1.3 as SpiffWorkflow brings it along, and an engine from npm that runs them.

Where one of them cannot be installed, the test is skipped and says why.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

SPIFF = "SpiffWorkflow==3.2.0"
ENGINE = "@hbtgmbh/dmn-eval-js@1.5.0"
_VALIDATE = """
import sys, lxml.etree as tree, SpiffWorkflow.dmn.parser as parser
from pathlib import Path
schema = tree.XMLSchema(tree.parse(str(Path(parser.__file__).parent / "schema" / "DMN13.xsd")))
for path in sys.argv[1:]:
    if not schema.validate(tree.parse(path)):
        print(path, schema.error_log)
"""
_RUN = """
const { readFileSync } = require("fs");
const { decisionTable } = require("@hbtgmbh/dmn-eval-js");
require("loglevel").getLogger("dmn-eval-js").setLevel("silent");
const [file, decision, cases] = process.argv.slice(2);
// It reads the elements of DMN 1.1, which are those used here, under their older name.
const older = "http://www.omg.org/spec/DMN/20151101/dmn.xsd";
const xml = readFileSync(file, "utf8").replace("https://www.omg.org/spec/DMN/20191111/MODEL/", older);
const say = (decisions) => JSON.parse(readFileSync(cases, "utf8")).map(
  (one) => decisionTable.evaluateDecision(decision, decisions, { ...one }).map((row) => row.statement));
decisionTable.parseDmnXml(xml).then((decisions) => console.log(JSON.stringify(say(decisions))))
  .catch((error) => { console.error(String(error)); process.exit(1); });
"""


def invalid(paths: Sequence[Path], folder: Path) -> str:
    """What the schema of DMN 1.3 finds wrong in files; it is installed into a folder."""
    pip, uv = shutil.which("pip"), shutil.which("uv")
    if pip is None and uv is None:
        pytest.skip("there is no pip and no uv here")
    # An environment may have no pip of its own; another one installs for it.
    words = (
        [pip, "--python", sys.executable, "install"] if pip else [str(uv), "pip", "install", "--python", sys.executable]
    )
    _installed([*words, "--quiet", "--target", str(folder), SPIFF], SPIFF)
    code = [sys.executable, "-c", _VALIDATE, *map(str, paths)]
    found = os.environ | {"PYTHONPATH": str(folder)}
    done = subprocess.run(code, env=found, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


class DecisionEngine:
    """The engine, installed into a folder."""

    def __init__(self, folder: Path) -> None:
        npm, node = shutil.which("npm"), shutil.which("node")
        if npm is None or node is None:
            pytest.skip("there is no node and npm here")
        _installed([npm, "install", "--no-audit", "--no-fund", "--prefix", str(folder), ENGINE], ENGINE)
        self._folder, self._node = folder, node
        (folder / "run.js").write_text(_RUN, encoding="utf-8")

    def said(self, model: str, decision: str, cases: Sequence[Mapping[str, str]]) -> list[list[str]]:
        """What a decision says in each case: the statements of the rows that fit."""
        (self._folder / "model.dmn").write_text(model, encoding="utf-8")
        (self._folder / "cases.json").write_text(json.dumps(cases), encoding="utf-8")
        words = [self._node, "run.js", "model.dmn", decision, "cases.json"]
        done = subprocess.run(words, cwd=self._folder, capture_output=True, text=True, timeout=300, check=False)
        assert done.returncode == 0, done.stderr
        found: Any = json.loads(done.stdout)
        return list(found)


def _installed(words: list[str], name: str) -> None:
    try:
        done = subprocess.run(words, capture_output=True, text=True, timeout=300, check=False)
    except subprocess.TimeoutExpired:
        pytest.skip(f"{name} was not installed within five minutes")
    if done.returncode:
        pytest.skip(f"{name} cannot be installed: {done.stderr.strip().splitlines()[-1:]}")
