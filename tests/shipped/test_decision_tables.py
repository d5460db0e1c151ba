"""The shipped rules as decision tables in another engine: in every case it says what ours says."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from xml.etree import ElementTree

import pytest

from assistant.answer import Adviser
from assistant.export import decision_tables
from assistant.export.dmn import MODEL, decision_of
from assistant.i18n import language
from assistant.knowledge import Knowledge
from assistant.words.wording import Wording
from tests.support.dmn import DecisionEngine, invalid
from tests.support.here import TODAY

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def adviser(knowledge: Knowledge) -> Adviser:
    return Adviser(knowledge, TODAY)


@pytest.fixture(scope="module")
def tables(adviser: Adviser) -> dict[str, str]:
    return decision_tables(adviser, Wording(adviser.knowledge, language("sv")))


def test_every_file_is_valid_by_the_schema_of_dmn(tables: dict[str, str], tmp_path: Path) -> None:
    for name, text in tables.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert invalid([tmp_path / name for name in tables], tmp_path / "schema") == ""


def test_the_schema_refuses_what_is_no_decision_table(tables: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / "broken.dmn"
    path.write_text(next(iter(tables.values())).replace("hitPolicy", "hits"), encoding="utf-8")
    assert "hits" in invalid([path], tmp_path / "schema")


def test_another_engine_says_the_same_in_every_case(
    adviser: Adviser, tables: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    engine = DecisionEngine(tmp_path_factory.mktemp("npm"))
    for topic in ("visit_fee", "dental"):
        model = tables[f"{topic}.dmn"]
        facts = [node.attrib["name"] for node in ElementTree.fromstring(model).iter(f"{{{MODEL}}}inputData")]
        values = [adviser.knowledge.values_of(fact) for fact in facts]
        cases = [dict(zip(facts, each, strict=True)) for each in product(*values)]
        assert len(cases) > 500
        ours = []
        for case in cases:
            fired = adviser.engine.infer(adviser.space.example(case), (topic,)).rules
            ours.append(sorted(id for id in fired if adviser.knowledge.rules[id].statement is not None))
        theirs = [sorted(said) for said in engine.said(model, decision_of(topic), cases)]
        assert [case for case, mine, other in zip(cases, ours, theirs, strict=True) if mine != other] == []
        assert len({tuple(said) for said in theirs}) > 5
