"""Repetition over time: what a session asks, when a contrast is mastered, what comes back after a change of knowledge."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import lru_cache
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Adviser
from assistant.i18n import Language, language
from assistant.knowledge import load_knowledge
from assistant.knowledge.model import Rule
from assistant.places import knowledge_folder
from assistant.records import replace
from assistant.train.certificate import certificate, missing
from assistant.train.contrasts import Contrasts
from assistant.train.items import Contrast, DrillItem
from assistant.train.outline import TutorRow, as_csv, as_lines, progress_lines, table
from assistant.train.progress import progress, streak
from assistant.train.schedule import MASTERED_DAYS, Record, after, is_mastered, plan, reviewed
from assistant.train.session import MOST_TIMES, Session
from assistant.train.story import Teller
from assistant.words.wording import Wording
from tests.support.here import TODAY
from tests.support.training import NOW, mastered

DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def contrasts(adviser: Adviser) -> tuple[Contrast, ...]:
    return Contrasts(adviser, "vgr").of_all(("interpreter", "dental", "infection"))


# -- a session -----------------------------------------------------------------------------------------------------------


def test_a_session_asks_each_item_once_when_all_is_right(contrasts: tuple[Contrast, ...]) -> None:
    session = Session.of(plan(contrasts, {}, NOW, 12))
    asked = []
    while session.item is not None:
        asked.append(session.item)
        session, verdict = session.answer(session.item.key)
        assert verdict.right
    assert len(asked) == len(set(map(str, asked))) == 12
    assert session.score == (12, 12)


def test_a_wrong_answer_comes_back_in_the_session_but_not_for_ever(contrasts: tuple[Contrast, ...]) -> None:
    session = Session.of(plan(contrasts, {}, NOW, 6))
    first = session.item
    assert first is not None
    times = 0
    while session.item is not None:
        wrong = session.item == first
        times += wrong
        assert session.is_repeat == (wrong and times > 1)
        session, _ = session.answer((session.item.key + 1) % 2 if wrong else session.item.key)
    assert times == MOST_TIMES
    assert session.score == (5, 6)


def test_a_choice_that_is_not_there_changes_nothing(contrasts: tuple[Contrast, ...]) -> None:
    session = Session.of(plan(contrasts, {}, NOW, 1))
    for choice in (-1, 4, 99):
        with pytest.raises(IndexError):
            session.answer(choice)
    done, _ = session.answer(0)
    assert session.item is not None
    assert done.given
    with pytest.raises(IndexError):
        Session.of(()).answer(0)


@lru_cache(maxsize=1)
def some_items() -> tuple[DrillItem, ...]:
    """Items made once, since hypothesis takes no fixtures of this scope."""
    adviser = Adviser(load_knowledge(knowledge_folder()), TODAY)
    return plan(Contrasts(adviser).of("infection"), {}, NOW, 6)


@given(st.lists(st.integers(0, 1), max_size=80))
def test_every_session_ends(answers: list[int]) -> None:
    session = Session.of(some_items())
    for answer in [*answers, *[0] * 80]:
        if session.item is None:
            break
        session, _ = session.answer(answer)
    assert session.done
    assert session.score[1] == len(some_items())


def test_new_contrasts_are_asked_from_both_sides_apart(contrasts: tuple[Contrast, ...]) -> None:
    items = plan(contrasts, {}, NOW, 12)
    by_id: dict[str, list[int]] = {}
    for place, item in enumerate(items):
        by_id.setdefault(item.contrast.id, []).append(place)
    assert all(len(places) == 2 and places[1] - places[0] >= 4 for places in by_id.values())
    assert {item.contrast.topic for item in items} == {"interpreter", "dental", "infection"}


def test_what_is_due_comes_before_what_is_new_and_what_is_not_due_stays_away(contrasts: tuple[Contrast, ...]) -> None:
    records = {}
    for contrast in contrasts[:6]:
        record = None
        for item in contrast.sides():
            record = after(record, item, True, NOW)
        assert record is not None
        records[contrast.id] = record
    assert {item.contrast.id for item in plan(contrasts[:6], records, NOW, 20)} == set()
    later = NOW + 4 * DAY
    items = plan(contrasts, records, later, 10)
    assert [item.contrast.id for item in items[:6]] == [contrast.id for contrast in contrasts[:6]]
    assert all(item.contrast.id not in records for item in items[6:])


def test_the_side_that_was_wrong_is_asked_again(contrasts: tuple[Contrast, ...]) -> None:
    contrast = contrasts[0]
    for wrong in (0, 1):
        record = after(None, contrast.sides()[wrong], False, NOW)
        record = after(record, contrast.sides()[1 - wrong], True, NOW)
        (item,) = plan((contrast,), {contrast.id: record}, NOW + 5 * DAY)
        assert item.side == wrong


# -- mastery -------------------------------------------------------------------------------------------------------------


def test_right_answers_are_asked_ever_more_rarely_and_a_wrong_one_soon() -> None:
    memory, now, gaps = None, NOW, []
    for _ in range(5):
        memory = reviewed(memory, True, now)
        gaps.append(memory.due - now)
        now = memory.due
    assert gaps == sorted(gaps) and gaps[-1] > 20 * gaps[0] > timedelta(0)
    assert reviewed(memory, False, now).due - now < gaps[-1] / 4


def test_a_clock_that_was_set_back_does_no_harm() -> None:
    memory = reviewed(None, True, NOW)
    for right in (True, False):
        again = reviewed(memory, right, NOW - 30 * DAY)
        assert again.stability > 0 and again.due > NOW - 30 * DAY


def test_mastered_needs_both_cases_right_and_remembered(contrasts: tuple[Contrast, ...]) -> None:
    contrast = contrasts[0]
    first, second = contrast.sides()
    record = after(None, first, True, NOW)
    assert not is_mastered(contrast, record), "one side only"
    record = after(record, second, True, NOW)
    assert not is_mastered(contrast, record), "both, but on one day"
    record = after(record, first, True, NOW + 3 * DAY)
    assert is_mastered(contrast, record) and record.memory.stability >= MASTERED_DAYS
    record = after(record, second, False, NOW + 13 * DAY)
    assert not is_mastered(contrast, record), "the last answer to one side was wrong"
    assert not is_mastered(contrast, None)


def test_the_counts_are_those_of_the_answers(contrasts: tuple[Contrast, ...]) -> None:
    record = None
    for right in (True, False, True, False, False):
        record = after(record, contrasts[0].sides()[0], right, NOW)
    assert record is not None
    assert (record.answers, record.wrong) == (5, 3)


# -- a change of knowledge -----------------------------------------------------------------------------------------------


def changed(adviser: Adviser, id: str, change: Callable[[Rule], Rule]) -> Adviser:
    """An adviser for the knowledge with one rule changed."""
    rules = {**adviser.knowledge.rules, id: change(adviser.knowledge.rules[id])}
    return Adviser(replace(adviser.knowledge, rules=rules), adviser.on)


def new_text(rule: Rule) -> Rule:
    assert rule.statement is not None
    return rule._replace(statement=rule.statement._replace(text="Något annat gäller nu."))


def new_sources(rule: Rule) -> Rule:
    return rule._replace(sources=("V27", "V25"))


@pytest.mark.parametrize("change", [new_text, new_sources])
def test_what_changed_comes_back_and_nothing_else(adviser: Adviser, change: Callable[[Rule], Rule]) -> None:
    rule = "interpreter.vgr.booking.lma"
    before = {each.id: each for each in Contrasts(adviser, "vgr").of("interpreter")}
    after_change = {each.id: each for each in Contrasts(changed(adviser, rule, change), "vgr").of("interpreter")}
    assert before.keys() == after_change.keys(), "ids survive new wording and other clauses"
    about = {id for id, each in before.items() if any(rule in side.right.rules for side in each.sides())}
    came_back = {id for id, each in after_change.items() if each.print != before[id].print}
    assert about and came_back == about


def test_a_condition_far_down_the_chain_brings_back_what_it_decides(adviser: Adviser) -> None:
    """The rule itself is as it was; the rule that derives one of its conditions has changed."""

    def no_longer(rule: Rule) -> Rule:
        return rule._replace(valid_to=date(2026, 1, 1))

    other = changed(adviser, "care_scope.lma.20_plus", no_longer)
    before = {each.id: each.print for each in Contrasts(adviser).of("interpreter")}
    now = {each.id: each.print for each in Contrasts(other).of("interpreter")}
    both = before.keys() & now.keys()
    about = {id for id in both if "/care_scope=as_residents/status" in id}
    assert about and all(before[id] != now[id] for id in about)
    assert any(before[id] == now[id] for id in both)


def test_a_changed_contrast_is_new_again(contrasts: tuple[Contrast, ...]) -> None:
    contrast = contrasts[0]
    record = mastered(contrast)
    assert is_mastered(contrast, record)
    edited = contrast._replace(print="another")
    assert not is_mastered(edited, record)
    (item,) = plan((edited,), {edited.id: record}, record.memory.last)
    record = after(record, item, True, NOW)
    assert record.print == "another"
    assert record.sides.count(None) == 1, "the other side must be shown again"


# -- progress ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ([], 0),
        (["2026-11-22"], 1),
        (["2026-11-21"], 1),
        (["2026-11-20"], 0),
        (["2026-11-20", "2026-11-21", "2026-11-22"], 3),
        (["2026-11-19", "2026-11-21", "2026-11-22"], 2),
    ],
)
def test_the_streak_is_days_in_a_row_up_to_today_or_yesterday(days: list[str], expected: int) -> None:
    assert streak({date.fromisoformat(day) for day in days}, date(2026, 11, 22)) == expected


def test_progress_counts_by_topic(contrasts: tuple[Contrast, ...]) -> None:
    done = {each.id: mastered(each) for each in contrasts if each.topic == "interpreter"}
    weak = next(each for each in contrasts if each.topic == "dental")
    records: dict[str, Record] = {**done, weak.id: after(None, weak.sides()[0], False, NOW)}
    found = progress(contrasts, records, {"2026-11-22": 7}, NOW, TODAY)
    topics = {topic.topic: topic for topic in found.topics}
    assert topics["interpreter"].is_mastered and topics["interpreter"].mastered == len(done)
    assert (topics["dental"].seen, topics["dental"].mastered) == (1, 0)
    assert topics["infection"].seen == 0
    assert [each.contrast for each in found.weakest] == [weak]
    assert found.mastered_topics == 1 and not found.mastered
    assert found.streak == 1


def test_progress_in_words(adviser: Adviser, contrasts: tuple[Contrast, ...], each_language: Language) -> None:
    wording = Wording(adviser.knowledge, each_language)
    weak = contrasts[0]
    records = {each.id: mastered(each) for each in contrasts[3:]}
    records[weak.id] = after(None, weak.sides()[0], False, NOW)
    found = progress(contrasts, records, {}, NOW, TODAY)
    lines = progress_lines(found, Teller(wording))
    for topic, line in zip(found.topics, lines, strict=False):
        assert wording.topic(topic.topic) in line
        assert str(topic.mastered) in line and str(topic.total) in line
        assert line.count("#") == 10 * topic.mastered // topic.total
    assert wording.rule_text(adviser.knowledge.rules[weak.sides()[0].right.rules[0]]) in lines[-1]


def all_mastered(contrasts: tuple[Contrast, ...]) -> dict[str, Record]:
    return {each.id: mastered(each) for each in contrasts}


@pytest.mark.parametrize("as_html", [True, False])
def test_the_certificate_is_given_when_all_is_mastered(
    adviser: Adviser, contrasts: tuple[Contrast, ...], each_language: Language, as_html: bool
) -> None:
    wording = Wording(adviser.knowledge, each_language)
    found = progress(contrasts, all_mastered(contrasts), {}, NOW, TODAY)
    assert missing(found, wording) == ()
    text = certificate("<b>Åsa*", "vgr", found, wording, TODAY, as_html)
    assert "<b>" not in text and ("&lt;b&gt;Åsa*" in text or "\\<b\\>Åsa\\*" in text)
    for topic in ("interpreter", "dental", "infection"):
        assert wording.topic(topic) in text
    assert "2026-11-22" in text.replace("\\", "") and adviser.knowledge.version in text.replace("\\", "")
    assert "http" not in text, "a certificate loads nothing"
    short = progress(contrasts, all_mastered(contrasts[1:]), {}, NOW, TODAY)
    assert len(missing(short, wording)) == 1
    with pytest.raises(ValueError, match="mastered"):
        certificate("Åsa", None, short, wording, TODAY, as_html)


def test_there_is_no_certificate_for_nothing() -> None:
    assert not progress((), {}, {}, NOW, TODAY).mastered


def test_the_tutor_s_table(adviser: Adviser, contrasts: tuple[Contrast, ...], each_language: Language) -> None:
    wording = Wording(adviser.knowledge, each_language)
    first = progress(contrasts, all_mastered(contrasts), {"2026-11-22": 9}, NOW, TODAY)
    second = progress(contrasts, {}, {}, NOW, TODAY)
    cells = table([TutorRow("=HYPERLINK(1)", first), TutorRow('Bo, "B"', second)], wording)
    read = list(csv.reader(StringIO(as_csv(cells))))
    assert [len(row) for row in read] == [len(cells[0])] * 3
    assert read[1][0] == "'=HYPERLINK(1)", "no formula for the spreadsheet"
    assert read[2][0] == 'Bo, "B"'
    assert read[1][5:9] == ["3", "3", str(len(contrasts)), str(len(contrasts))]
    assert read[2][5:9] == ["0", "3", "0", str(len(contrasts))]
    lines = as_lines(cells)
    assert len(lines) == 2 and "2026-11-22" in lines[0]


def test_swedish_is_the_language_of_a_bar_s_neighbours(adviser: Adviser, contrasts: tuple[Contrast, ...]) -> None:
    found = progress(contrasts, {}, {}, datetime.now(NOW.tzinfo), TODAY)
    assert "Tandvård" in "\n".join(progress_lines(found, Teller(Wording(adviser.knowledge, language("sv")))))
