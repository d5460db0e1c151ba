"""The tutor's view: a table, and a page that can be printed and heard; what is missed most, and who needs what."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from assistant.answer import Adviser
from assistant.i18n import Language
from assistant.train.contrasts import Contrasts
from assistant.train.items import Contrast
from assistant.train.outline import TutorRow
from assistant.train.progress import progress
from assistant.train.schedule import Record, after
from assistant.train.story import Teller
from assistant.train.tutor import TutorPage, most_missed
from assistant.words.wording import Wording
from tests.support.here import TODAY
from tests.support.training import NOW, mastered


@pytest.fixture(scope="module")
def contrasts(adviser: Adviser) -> tuple[Contrast, ...]:
    return Contrasts(adviser).of_all(("interpreter", "registration"))


def missing(contrast: Contrast, times: int) -> Record:
    record: Record | None = None
    for _ in range(times):
        record = after(record, contrast.sides()[0], False, NOW)
    assert record is not None
    return record


@pytest.fixture
def page(adviser: Adviser, contrasts: tuple[Contrast, ...], each_language: Language) -> TutorPage:
    """Ada has mastered all; <Bo> misses the last question."""
    last = contrasts[-1]
    works = [
        (contrasts, {contrast.id: mastered(contrast) for contrast in contrasts}),
        (contrasts, {last.id: missing(last, 2)}),
    ]
    rows = [
        TutorRow(name, progress(contrasts, records, {TODAY.isoformat(): 1}, NOW, TODAY))
        for name, (_, records) in zip(("Ada", "<Bo>"), works, strict=True)
    ]
    return TutorPage(rows, works, Teller(Wording(adviser.knowledge, each_language)))


def test_what_most_learners_miss_comes_first(contrasts: tuple[Contrast, ...]) -> None:
    first, second, third = contrasts[:3]
    works = [
        (contrasts, {first.id: missing(first, 5), second.id: missing(second, 1)}),
        (contrasts, {second.id: missing(second, 1), third.id: mastered(third)}),
    ]
    found = most_missed(works)
    assert [(each.contrast, each.wrong, each.answers, each.learners) for each in found] == [
        (second, 2, 2, 2),
        (first, 5, 5, 1),
    ]


def test_the_table_has_a_row_a_learner_with_its_columns_under_each_other(page: TutorPage) -> None:
    heading, rule, ada, bo, *rest = page.as_text().splitlines()
    starts = [match.start() for match in re.finditer(r"-+", rule)]
    assert len(starts) == 5 and all(heading[start] != " " and ada[start] != " " for start in starts)
    assert (
        ada.startswith("Ada ") and bo.startswith("<Bo> ") and f"{len(page.works[0][0])}/{len(page.works[0][0])}" in ada
    )
    assert any("<Bo>:" in line for line in rest) and not any("Ada:" in line for line in rest), "Ada needs nothing"


def test_the_page_has_no_script_and_tables_that_can_be_heard(page: TutorPage, each_language: Language) -> None:
    text = page.as_html(TODAY)
    found: list[tuple[str, dict[str, str | None]]] = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attributes: found.append((tag, dict(attributes)))  # type: ignore[method-assign,assignment]
    parser.feed(text)
    tags = [tag for tag, _ in found]
    assert "script" not in tags and "bo" not in tags and "&lt;Bo&gt;" in text
    assert ("html", {"lang": each_language.code}) in found
    assert tags.count("table") == tags.count("caption") == 2
    assert all(attributes.get("scope") in ("col", "row") for tag, attributes in found if tag == "th")
    assert not any("http" in str(value) for _, attributes in found for value in attributes.values())
    assert each_language.gettext("Missed most often") in text and each_language.gettext("Who needs what") in text
