"""Decision tables: read back from the XML and decided here by the letter of DMN, they say what our engine says in every case."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import date
from itertools import product
from pathlib import Path
from xml.etree import ElementTree

import pytest

from assistant.answer import Adviser
from assistant.export import decision_tables
from assistant.export.dmn import MODEL, STATEMENT, Box, apart, decision_of
from assistant.i18n import language
from assistant.knowledge import Knowledge
from assistant.words.wording import Wording
from tests.support.running import said

ON = date(2026, 11, 22)
DMN = f"{{{MODEL}}}"


@pytest.fixture(scope="module")
def adviser(knowledge: Knowledge) -> Adviser:
    return Adviser(knowledge, ON)


@pytest.fixture(scope="module")
def tables(adviser: Adviser) -> dict[str, ElementTree.Element]:
    made = decision_tables(adviser, Wording(adviser.knowledge, language("sv")))
    return {name.removesuffix(".dmn"): ElementTree.fromstring(text) for name, text in made.items()}


def test_there_is_a_file_for_each_topic_and_every_reference_leads_to_what_it_requires(
    tables: dict[str, ElementTree.Element], knowledge: Knowledge
) -> None:
    assert tables.keys() == knowledge.topics.keys()
    for model in tables.values():
        ids = [node.attrib["id"] for node in model.iter() if "id" in node.attrib]
        assert len(ids) == len(set(ids))
        required = [node.attrib["href"] for node in model.iter() if "href" in node.attrib]
        assert required
        assert {href.removeprefix("#") for href in required} <= set(ids)
        for decision in model.iter(f"{DMN}decision"):
            columns = [node.text for node in decision.iterfind(f".//{DMN}inputExpression/{DMN}text")]
            names = [
                node[0].attrib["href"].rpartition(".")[2] for node in decision.iter(f"{DMN}informationRequirement")
            ]
            assert columns == names


@pytest.mark.parametrize("topic", ["visit_fee", "dental", "medicines"])
def test_the_tables_say_what_our_engine_says(
    adviser: Adviser, tables: dict[str, ElementTree.Element], topic: str
) -> None:
    model = tables[topic]
    facts = [node.attrib["name"] for node in model.iter(f"{DMN}inputData")]
    every = list(product(*(adviser.knowledge.values_of(fact) for fact in facts)))
    for values in random.Random(16).sample(every, min(len(every), 200)):
        case = dict(zip(facts, values, strict=True))
        fired = adviser.engine.infer(adviser.space.example(case), (topic,)).rules
        ours = sorted(id for id in fired if adviser.knowledge.rules[id].statement is not None)
        assert sorted(_decided(model, decision_of(topic), case)) == ours, case


def _decided(model: ElementTree.Element, id: str, known: Mapping[str, str]) -> list[str]:
    """What a decision comes to, those that it requires decided first: all rows that fit, or with FIRST the first one."""
    decision = next(node for node in model.iter(f"{DMN}decision") if node.attrib["id"] == id)
    case = dict(known)
    for node in decision.iter(f"{DMN}requiredDecision"):
        other = node.attrib["href"].removeprefix("#")
        case[other.removeprefix(decision_of(""))] = _decided(model, other, known)[0]
    columns = [node.text or "" for node in decision.iterfind(f".//{DMN}inputExpression/{DMN}text")]
    found = []
    for rule in decision.iter(f"{DMN}rule"):
        tests = [node.text or "" for node in rule.iterfind(f"{DMN}inputEntry/{DMN}text")]
        if all(test == "-" or f'"{case[fact]}"' in test.split(",") for fact, test in zip(columns, tests, strict=True)):
            found.append((rule.findtext(f"{DMN}outputEntry/{DMN}text") or "").strip('"'))
    table = decision.find(f"{DMN}decisionTable")
    assert table is not None
    return found[:1] if table.attrib["hitPolicy"] == "FIRST" else found


def test_what_a_topic_says_is_collected_and_a_derived_fact_always_has_a_value(
    tables: dict[str, ElementTree.Element], knowledge: Knowledge
) -> None:
    for topic, model in tables.items():
        for table in model.iter(f"{DMN}decisionTable"):
            output = table.find(f"{DMN}output")
            assert output is not None
            last = [*table.iter(f"{DMN}rule")][-1]
            if output.attrib["name"] == STATEMENT:
                assert (table.attrib["id"], table.attrib["hitPolicy"]) == (f"table.{topic}", "COLLECT")
            else:
                assert {node.text for node in last.iterfind(f"{DMN}inputEntry/{DMN}text")} == {"-"}
                otherwise = knowledge.derived[output.attrib["name"]].otherwise
                assert last.findtext(f"{DMN}outputEntry/{DMN}text") == f'"{otherwise}"'


def test_boxes_taken_apart_hold_the_same_cases_once() -> None:
    values = {"a": ("1", "2", "3"), "b": ("1", "2"), "c": ("1", "2", "3")}
    chance = random.Random(7)
    overlapping = 0
    for _ in range(200):
        boxes: list[Box] = [
            {fact: frozenset(chance.sample(all_of, chance.randint(1, len(all_of)))) for fact, all_of in values.items()}
            for _ in range(3)
        ]
        pieces = apart(boxes, values.__getitem__)
        for each in product(*values.values()):
            case = dict(zip(values, each, strict=True))
            held = sum(_holds(box, case) for box in boxes)
            overlapping += held > 1
            assert sum(_holds(piece, case) for piece in pieces) == bool(held)
    assert overlapping


def _holds(box: Box, case: Mapping[str, str]) -> bool:
    return all(case[fact] in values for fact, values in box.items())


def test_the_command_writes_a_file_for_each_topic(tmp_path: Path, knowledge: Knowledge) -> None:
    done = said("export", "dmn", str(tmp_path), "--lang", "en", "--on", ON.isoformat())
    assert (done.returncode, done.stderr) == (0, "")
    assert {path.name for path in tmp_path.iterdir()} == {f"{topic}.dmn" for topic in knowledge.topics}
