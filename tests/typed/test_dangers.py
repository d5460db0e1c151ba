"""Dangers: signs of different kinds raise the alarm together, in whatever order and wherever in a line; one alone, denied, over or shared does not."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations

import pytest

from assistant.knowledge import shipped_knowledge
from assistant.knowledge.model import Knowledge
from assistant.knowledge.word_lists import Danger, DangerSign, Words
from assistant.records import replace
from assistant.typed.acute import Acute

Hears = Callable[[str], str]

SIGNS = (
    DangerSign("fell", {"en": ("tumbled", "toppled over")}),
    DangerSign("thinner", {"en": ("zarelto",)}),
    DangerSign("dozing", {"en": ("dozing", "nodding off")}),
    DangerSign("hot", {"en": ("temperature {n}",)}, least=38, most=43),
    DangerSign("hot", {"en": ("{n}",)}, least=38, most=42, decimal=True),
    DangerSign("tiny", {"en": ("tiny tot",)}),
    DangerSign("pressure", {"en": ("pressure {n}",)}, least=150, most=300),
    DangerSign("belt", {"en": ("belt",)}),
    DangerSign("squeeze", {"en": ("squeeze", "belt squeeze")}),
    DangerSign("order", {"en": ("reorder",)}),
)
DANGERS = (
    Danger(("fell", "thinner", "dozing"), unless=("order",)),
    Danger(("tiny", "hot")),
    Danger(("tiny", "pressure")),
    Danger(("belt", "squeeze"), near=4),
)
TOLD_BESIDE = {
    "over_behind": {"en": ("last year",)},
    "over_lately": {"en": ("last week",)},
    "well_again": {"en": ("fine now",)},
    "here_again": {"en": ("now", "again")},
    "in_general": {"en": ("general question",)},
    "not_acute": {"en": ("zarelto shop", "dozer", "dozers")},
}


def made(shipped: Knowledge) -> Knowledge:
    """The shipped knowledge with these dangers alone."""
    words: Words = replace(
        shipped.words, danger_signs=SIGNS, dangers=DANGERS, lines={**shipped.words.lines, **TOLD_BESIDE}
    )
    return replace(shipped, words=words)


@pytest.fixture(scope="module")
def heard() -> Hears:
    """What is acute in a line."""
    return Acute(made(shipped_knowledge()), ("en", "sv")).heard


def test_all_signs_of_a_danger_are_one_in_every_order_and_none_without_one_of_them(heard: Hears) -> None:
    signs = ("tumbled", "zarelto", "nodding off")
    for order in permutations(signs):
        line = f"asylum seeker 44, {order[0]}, {order[1]} and {order[2]}"
        assert heard(line) == line.partition(", ")[2]
        assert not heard(f"asylum seeker 44, {order[0]}, {order[1]}")
        assert heard(f"{order[2]} {order[0]} {order[1]}")


def test_slips_and_inflections_are_forgiven(heard: Hears) -> None:
    assert heard("tumbeld, zarelto, noding off") and heard("tumbles on zarleto now dozing")


def test_a_sign_that_is_denied_counts_for_nothing_nor_one_listed_behind_a_denied_one(heard: Hears) -> None:
    assert not heard("no temperature 39, tiny tot") and not heard("tumbled, zarelto, not dozing")
    assert not heard("tumbled, zarelto, no dozing") and not heard("zarelto, not tumbled or dozing")
    assert heard("no rash but temperature 39, tiny tot")


def test_a_sign_that_is_over_counts_for_nothing_unless_it_is_here_again(heard: Hears) -> None:
    assert not heard("tumbled last year, zarelto, dozing") and not heard("tumbled in 2019, zarelto, dozing")
    assert heard("tumbled last year, zarelto, dozing again") and not heard(
        "tumbled last week, zarelto, dozing, fine now"
    )
    assert heard("tumbled last week, zarelto, dozing")


def test_a_number_lies_where_it_must_and_is_a_decimal_where_it_must(heard: Hears) -> None:
    assert heard("tiny tot temperature 39") and heard("tiny tot 38,6") and heard("38.6 tiny tot")
    assert not heard("tiny tot temperature 37") and not heard("tiny tot 39") and not heard("tiny tot 36,6")


def test_a_blood_pressure_is_heard_though_it_is_hidden_and_no_other_digits_are(heard: Hears) -> None:
    said = heard("pressure 210/115, tiny tot")
    assert said == "pressure •••/•••, tiny tot" and not heard("pressure 850709-9805, tiny tot")
    assert not heard("pressure 210/115-9805, tiny tot") and not heard("pressure 110/115, tiny tot")


def test_one_word_is_never_two_signs_and_near_means_near(heard: Hears) -> None:
    assert not heard("belt squeeze") or heard("belt squeeze") == "belt squeeze"
    assert heard("belt does squeeze") == "belt does squeeze"
    assert not heard("a belt is what he came for and the juice was a squeeze")


def test_a_sign_within_what_only_sounds_so_counts_for_nothing(heard: Hears) -> None:
    assert not heard("tumbled in the zarelto shop, dozing") and heard("tumbled in the shop, zarelto, dozing")
    assert not heard("tumbled on zarelto, a dozer") and not heard("tumbled on zarelto, dozers")


def test_what_stands_in_unless_takes_the_danger_away(heard: Hears) -> None:
    assert not heard("tumbled, zarelto, dozing, reorder")


def test_a_general_question_tells_of_nobody(heard: Hears) -> None:
    assert not heard("general question: what if a tiny tot has temperature 39?")


def test_without_dangers_nothing_is_prepared_and_nothing_heard() -> None:
    none = shipped_knowledge()
    bare = Acute(replace(none, words=replace(none.words, danger_signs=(), dangers=())), ("en", "sv"))
    assert not bare.heard("tumbled, zarelto, dozing")
