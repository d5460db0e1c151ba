"""The share of the cases that laws take by default: each kind is in it, it is the same in every run, and a case more changes no other."""

from __future__ import annotations

from itertools import product

import pytest

from tests.support.share import Share

CASES = list(product(range(10), "abcd", range(50)))


def test_all_is_all_in_its_order() -> None:
    assert Share(whole=True).of(CASES, lambda case: case[0]) == CASES


def test_each_kind_is_in_it_and_one_in_so_many_of_the_rest() -> None:
    only_kinds = Share().of(CASES, lambda case: case[:2], lambda case: case[2])
    taken = Share().of(CASES, lambda case: case[:2], lambda case: case[2], one_in=10)
    for some in (only_kinds, taken):
        assert {case[:2] for case in some} == {case[:2] for case in CASES}
        assert {case[2] for case in some} == {case[2] for case in CASES}
        assert some == sorted(some)
    assert len(only_kinds) <= 90 < len(CASES) // 15 < len(taken) < len(CASES) // 5


def test_another_case_exchanges_none_of_the_others() -> None:
    taken = set(Share().of(CASES, one_in=10))
    assert set(Share().of([(11, "e", 0), *CASES], one_in=10)) - {(11, "e", 0)} == taken


@pytest.mark.parametrize("axis", [0, 1, 2])
def test_no_value_of_any_question_stands_for_all(axis: int) -> None:
    """As it would if each tenth were taken of a product of which the last question has fifty answers."""
    of_axis = {case[axis] for case in CASES}
    assert {case[axis] for case in Share().of(CASES, one_in=4)} == of_axis


def test_what_is_rare_may_be_so_by_chance_in_a_share_and_in_all_not() -> None:
    assert Share(whole=True).most(0.01, 1000) == 10
    assert 10 < Share().most(0.01, 1000) < 20
    assert (Share(whole=True).least(1000, 8), Share().least(1000, 8)) == (1000, 125)
