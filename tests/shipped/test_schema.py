"""The schemas beside the shipped knowledge: they are its own, each file names its own, and takes it as it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from assistant.audit.scenarios import beside, files_of
from assistant.audit.schema import kept, kind_of, schemas
from assistant.audit.schema.files import SCENARIOS
from assistant.knowledge import Knowledge
from tests.support.here import ROOT
from tests.support.plain_yaml import plain

FOLDER = ROOT / "knowledge"
FILES = [*sorted(FOLDER.rglob("*.yaml")), *files_of([beside(FOLDER)])]


@pytest.fixture(scope="module")
def known(knowledge: Knowledge) -> dict[str, Draft7Validator]:
    return {kind: Draft7Validator(schema) for kind, schema in schemas(knowledge).items()}


def test_they_are_those_of_this_knowledge_and_every_file_names_its_own(knowledge: Knowledge) -> None:
    found = kept(knowledge, FOLDER)
    out_of_date = [path.relative_to(ROOT).as_posix() for path, _ in (*found.schemas, *found.files)]
    assert out_of_date == [], "`vardlots schema` renews them"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_file_is_accepted_by_its_schema(path: Path, known: dict[str, Draft7Validator]) -> None:
    within = path.relative_to(FOLDER).as_posix() if path.is_relative_to(FOLDER) else ""
    errors = known[kind_of(within) or SCENARIOS].iter_errors(plain(path.read_text(encoding="utf-8")))
    assert [f"{list(error.absolute_path)}: {error.message}" for error in errors] == []
