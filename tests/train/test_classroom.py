"""The simulated class is sound: a misconception shows where it must and nowhere else, a correction is remembered as FSRS says, seeds fix all."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest

from assistant.answer import Adviser
from assistant.train.contrasts import Contrasts
from assistant.train.items import Contrast, DrillItem
from assistant.train.schedule import recalled, reviewed
from benchmarks.classroom import (
    BEGIN,
    FACT,
    GUESS,
    LIMIT,
    Misconception,
    Pupil,
    at_random,
    figures,
    misconceptions,
    place_of,
    the_class,
    trained,
)
from tests.support.training import items as both_items

NUMBER = 5


@pytest.fixture(scope="module")
def contrasts(adviser: Adviser) -> tuple[Contrast, ...]:
    return Contrasts(adviser).of_all()


@pytest.fixture(scope="module")
def items(contrasts: tuple[Contrast, ...]) -> list[DrillItem]:
    return both_items(contrasts)


@pytest.fixture(scope="module")
def known(adviser: Adviser, items: list[DrillItem]) -> list[Misconception]:
    return misconceptions(adviser, items)


def test_a_misconception_leads_to_wrong_choices_only(known: list[Misconception], items: list[DrillItem]) -> None:
    keys = {place_of(item): (item.key, len(item.contrast.choices)) for item in items}
    assert known and {each.kind for each in known} >= {FACT, LIMIT}
    for each in known:
        for place, choice in each.shows.items():
            key, count = keys[place]
            assert choice != key and (choice == GUESS or 0 <= choice < count), each.name


def test_a_misconception_about_a_fact_shows_only_where_that_is_told(
    known: list[Misconception], items: list[DrillItem]
) -> None:
    told = {place_of(item): item.told for item in items}
    for each in known:
        if each.kind in (FACT, LIMIT):
            fact, _, values = each.name.partition(": ")
            value = values.partition(" > ")[0]
            assert all(told[place][fact] == value for place in each.shows), each.name


def test_who_has_none_is_always_right(items: list[DrillItem]) -> None:
    pupil = Pupil((), random.Random(1))
    assert all(pupil.choose(item, BEGIN) == item.key for item in items)


def test_a_correction_is_remembered_the_same_day_and_fades(known: list[Misconception], items: list[DrillItem]) -> None:
    wrong = next(each for each in known if GUESS not in each.shows.values())
    item = next(item for item in items if place_of(item) in wrong.shows)
    pupil = Pupil((wrong,), random.Random(1))
    assert pupil.choose(item, BEGIN) == wrong.shows[place_of(item)]
    assert pupil.choose(item, BEGIN) == item.key, "the same day it is remembered"
    memory = reviewed(None, False, BEGIN)
    assert 1 >= recalled(memory, BEGIN) > recalled(memory, BEGIN + timedelta(days=3)) > 0


@pytest.mark.parametrize("way", [trained, at_random])
def test_what_is_mended_was_found_first(
    known: list[Misconception], contrasts: tuple[Contrast, ...], way: object
) -> None:
    assert callable(way)
    pupils = the_class(known, contrasts, way, NUMBER)
    for pupil in pupils:
        assert pupil.mended, "somebody learns something in so many days"
        for name, number in pupil.mended.items():
            assert pupil.found[name] < number <= pupil.asked
    made = figures(pupils)
    assert made.found[0] <= made.found[1] and made.found[0] <= made.mended[0] and made.how_many <= made.of


def test_the_same_class_each_time_and_in_each_way(known: list[Misconception], contrasts: tuple[Contrast, ...]) -> None:
    first, again, other = (the_class(known, contrasts, way, NUMBER) for way in (trained, trained, at_random))
    assert [pupil.mended for pupil in first] == [pupil.mended for pupil in again]
    assert [[each.name for each in pupil.wrong] for pupil in first] == [
        [each.name for each in pupil.wrong] for pupil in other
    ]
