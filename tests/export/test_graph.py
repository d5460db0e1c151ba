"""The drawing: which boxes and joins it has, that nothing overlaps or leaves it, and that it can be read without being seen."""

from __future__ import annotations

from datetime import date
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest

from assistant.answer import Adviser
from assistant.export import graph
from assistant.i18n import language
from assistant.knowledge import Knowledge
from assistant.words.wording import Wording
from tests.support.running import said

SVG = "{http://www.w3.org/2000/svg}"
ON = date(2026, 11, 22)


@pytest.fixture(scope="module")
def adviser(knowledge: Knowledge) -> Adviser:
    return Adviser(knowledge, ON)


def drawn(adviser: Adviser, topic: str = "") -> ElementTree.Element:
    return ElementTree.fromstring(graph(adviser, Wording(adviser.knowledge, language("en")), topic))


def kinds(picture: ElementTree.Element) -> dict[str, list[str]]:
    """The boxes by their kind, each by its first line."""
    found: dict[str, list[str]] = {}
    for group in picture.iter(f"{SVG}g"):
        found.setdefault(group.attrib["class"], []).append(group.findtext(f"{SVG}text") or "")
    return found


def test_every_topic_and_derived_fact_has_its_box(adviser: Adviser) -> None:
    boxes = kinds(drawn(adviser))
    assert len(boxes["topic"]) == len(adviser.knowledge.topics)
    assert len(boxes["derived"]) == len(adviser.knowledge.derived)
    assert boxes["question"]


def test_a_join_tells_how_many_rules_make_it(adviser: Adviser) -> None:
    wording = Wording(adviser.knowledge, language("en"))
    picture = drawn(adviser, "dental")
    counted = sum(
        any(fact == "age_group" for way in adviser.rules.by_id[id].ways for fact, _ in way)
        for id, rule in adviser.rules.in_force.items()
        if rule.statement is not None and rule.statement.topic == "dental"
    )
    assert counted > 1
    told = f"{wording.short('age_group')} → {wording.topic('dental')}: {counted} rules"
    assert told in [path.findtext(f"{SVG}title") for path in picture.iter(f"{SVG}path")]
    assert told in (picture.findtext(f"{SVG}desc") or "")
    assert str(counted) in [text.text for text in picture.iter(f"{SVG}text") if text.get("class") == "number"]


@pytest.mark.parametrize("topic", ["", "dental", "interpreter"])
def test_boxes_lie_within_the_picture_and_apart(adviser: Adviser, topic: str) -> None:
    picture = drawn(adviser, topic)
    width, height = int(picture.attrib["width"]), int(picture.attrib["height"])
    boxes = [
        tuple(int(each.attrib[name]) for name in ("x", "y", "width", "height"))
        for each in picture.iter(f"{SVG}rect") if each.attrib["class"] == "box"
    ]  # fmt: skip
    for x, y, wide, high in boxes:
        assert x >= 0 and y >= 0 and x + wide <= width and y + high <= height
    for one, other in combinations(boxes, 2):
        across = one[0] < other[0] + other[2] and other[0] < one[0] + one[2]
        assert not (across and one[1] < other[1] + other[3] and other[1] < one[1] + one[3])


def test_a_topic_alone_has_what_it_rests_on_and_nothing_else(adviser: Adviser) -> None:
    boxes = kinds(drawn(adviser, "dental"))
    assert len(boxes["topic"]) == 1
    assert 0 < len(boxes["derived"]) <= len(adviser.knowledge.derived)
    assert len(boxes["question"]) < len(adviser.knowledge.questions)


def test_the_command_draws_a_topic_and_refuses_one_that_there_is_not(tmp_path: Path) -> None:
    words = ("export", "graph", str(tmp_path / "drawing.svg"), "--lang", "en", "--topic")
    assert said(*words, "dental").returncode == 0
    picture = ElementTree.parse(tmp_path / "drawing.svg").getroot()
    assert picture.attrib["aria-labelledby"] == "title desc"
    assert [picture.find(f"{SVG}{name}") is not None for name in ("title", "desc")] == [True, True]
    wrong = said(*words, "teeth")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "dental" in wrong.stderr
    elsewhere = said("export", "dmn", str(tmp_path), "--topic", "dental", "--lang", "en")
    assert elsewhere.returncode == 2 and "graph" in elsewhere.stderr
