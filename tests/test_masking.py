"""Masking: every way to write a number of a person is hidden whole; years, ages and amounts stay; the work grows with the length."""

from __future__ import annotations

import re
import unicodedata
from cProfile import Profile
from datetime import date
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant import masking
from assistant.knowledge import shipped_knowledge
from assistant.masking import DOT, mask, mask_but_days

KNOWLEDGE = shipped_knowledge()
JOINERS = [
    "",
    "-",
    "–",
    "—",
    "‑",
    "−",
    "+",
    ".",
    ":",
    "/",
    "_",
    ",",
    " ",
    "  ",
    "\u00a0",
    "\u200b",
    " - ",
    " – ",
    ", ",
    ": ",
]
NUMBERS = st.text(alphabet="0123456789•-+ ./•7år,:", max_size=40)


@st.composite
def personal_numbers(draw: st.DrawFn) -> str:
    """A personal number or a coordination number (the day plus 60), in any of the ways people write one."""
    born = draw(st.dates(date(1905, 1, 1), date(2026, 12, 31)))
    day = born.day + draw(st.sampled_from([0, 60]))
    month, day_, last = f"{born.month:02}", f"{day:02}", f"{draw(st.integers(0, 9999)):04}"
    year = draw(st.sampled_from([f"{born.year}", f"{born.year % 100:02}", f"{born.year // 100} {born.year % 100:02}"]))
    inner = draw(st.sampled_from(JOINERS))
    outer = draw(st.sampled_from(JOINERS if inner == "" else JOINERS[1:]))
    outer = inner if "," in inner or ": " in inner else outer  # who lists, lists all of it
    birth = inner.join([year.replace(" ", inner), month, day_])
    return birth + outer + draw(st.sampled_from([last, f"{last[:2]}{inner}{last[2:]}"]))


@st.composite
def card_numbers(draw: st.DrawFn) -> str:
    """The number of an LMA card, as 51-123456-7."""
    first, middle, last = draw(st.integers(10, 99)), draw(st.integers(0, 999_999)), draw(st.integers(0, 9))
    joiner = draw(st.sampled_from(JOINERS))
    return f"{first}{joiner}{middle:06}{joiner}{last}"


AROUND = st.sampled_from(["{}", "papperslös {} tolk", "född {}, 41 år", "({})", "LMA: {}.", "7 år, {}", "x{}y"])


@given(st.one_of(personal_numbers(), card_numbers()), AROUND)
@settings(max_examples=400)
def test_every_way_to_write_a_number_of_a_person_is_masked_whole(number: str, around: str) -> None:
    before, after = around.split("{}")
    shown = mask(around.format(number))
    hidden = shown[len(before) : len(shown) - len(after)]
    assert not re.search(r"\d", hidden)
    assert mask(shown) == shown


@given(st.one_of(personal_numbers(), card_numbers()), AROUND)
@settings(max_examples=400)
def test_what_is_masked_but_for_days_holds_no_number_of_a_person(number: str, around: str) -> None:
    line = mask_but_days(around.format(number))
    before, after = around.split("{}")
    assert not re.search(r"\d", line[len(before) : len(line) - len(after)])


@given(NUMBERS)
def test_what_is_masked_but_for_days_is_masked_as_the_line_itself(line: str) -> None:
    assert mask(mask_but_days(line)) == mask(line)


@pytest.mark.parametrize("line", ["född 1985-03-02, 41 år", "34 2027-06-30", "850302", "19850302 41", "lma 2027-06"])
def test_a_day_and_an_age_beside_it_are_left_to_be_read(line: str) -> None:
    assert mask_but_days(line) == line
    assert DOT in mask(line)


@given(personal_numbers())
def test_nothing_of_it_is_left_when_it_was_typed_key_by_key(number: str) -> None:
    shown = ""
    for char in number:
        shown = mask(shown + char)
    assert not re.search(r"\d", shown)


@pytest.mark.parametrize(
    "number",
    ["8501011234", "850101+1234", "19850101 1234", "070-123 45 67", "0700-82 54 88", "+46 70 123 45 67", "031-123 45 67",
     "031 12345", "2019-05-12", "85 07 09", "8_5_0_7_0_9", "8--5--0--7--0--9", "12345", "٨٥٠٧٠٩", "⁸⁵⁰⁷⁰⁹"],
)  # fmt: skip
def test_these_are_masked_whole_and_while_they_are_typed(number: str) -> None:
    assert not re.search(r"[\d⁰-⁹]", mask(number))
    shown = ""
    for char in number:
        shown = mask(shown + char)
        assert not re.search(r"\d{5}", shown)
    assert not re.search(r"[\d⁰-⁹]", shown)


@pytest.mark.parametrize("number", ["8507099805", "0511294000", "198507699805", "200512691234"])
def test_a_personal_number_in_groups_of_any_sizes_is_masked_whole_and_once(number: str) -> None:
    for gaps in product(("", " "), repeat=len(number) - 1):
        line = "".join(digit + gap for digit, gap in zip(number, [*gaps, ""], strict=True))
        shown = mask(line)
        if line != "2005126912 34":  # the number of somebody, and an age
            assert not re.search(r"\d", shown), line
        assert mask(shown) == shown, line


@given(st.one_of(NUMBERS, st.text(max_size=40)))
@settings(max_examples=300)
def test_masking_keeps_the_length_leaves_no_long_number_and_does_it_once(line: str) -> None:
    masked = mask(line)
    assert len(masked) == len(line)
    assert mask(masked) == masked
    assert not re.search(r"\d{5}", masked)
    assert all(
        one == other or (other == masking.DOT and unicodedata.digit(one, None) is not None)
        for one, other in zip(line, masked, strict=True)
    )


@pytest.mark.parametrize(
    "line",
    ["född 1985", "7 år", "2019", "18-19 år", "i 40-årsåldern", "3 barn 5, 7 och 12 år", "2025/2026", "5, 7, 12, 14 år",
     "10,12,14 år", "född 1985 41 år", "född 5 7 2015", "barn 7, mamma 34.", "since 2025 it is 60 kr", "SFS 2013:407", "lag 1994:362",
     "08:00-16:30", "1 450 kr", "12 500:-", "50 kr, 100 kr, 200 kr", "50, 100, 200 kr", "2024, 2025, 2026", "18–64, 65+"],
)  # fmt: skip
def test_years_ages_amounts_laws_and_hours_stay(line: str) -> None:
    assert mask(line) == line


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("850709-9805 34 år", "••••••-•••• 34 år"),
        ("34 år, 850709-9805", "34 år, ••••••-••••"),
        ("34, 850709-9805", "34, ••••••-••••"),
        ("född 1985-07-09, 41 år", "född ••••-••-••, 41 år"),
        ("20190512 7 år", "•••••••• 7 år"),
        ("850709, 9805, 34 år", "••••••, ••••, 34 år"),
        ("Hon är 34. 850709-9805", "Hon är 34. ••••••-••••"),
        ("den 19850709 — 98 05", "den •••••••• — •• ••"),
        ("20100709 41 år", "•••••••• 41 år"),
        ("201007-0912 34 år", "••••••-•••• 34 år"),
        ("2010070912 34 år", "•••••••••• 34 år"),
        ("2025 850709-9805", "2025 ••••••-••••"),
        ("08-123456 34 år", "••-•••••• 34 år"),
    ],
)
def test_an_age_beside_a_number_stays(line: str, shown: str) -> None:
    assert mask(line) == shown


def test_amounts_and_ages_of_the_knowledge_stay() -> None:
    for rule in KNOWLEDGE.rules.values():
        if rule.statement is not None and rule.statement.fee is not None and rule.statement.fee.amount is not None:
            line = f"avgiften är {rule.statement.fee.amount} kr och inte {rule.statement.fee.amount + 1} kr"
            assert mask(line) == line


def test_the_telephone_numbers_that_are_named_stay_and_no_others() -> None:
    contact = next(contact for contact in KNOWLEDGE.contacts.values() if contact.phone)
    digits = "".join(re.findall(r"\d", contact.phone or ""))
    line = f"fel: {contact.phone}, det är 070-123 45 67"
    assert mask(line, {digits}) == f"fel: {contact.phone}, det är •••-••• •• ••"


@pytest.mark.parametrize(
    "line",
    [
        "9",
        "9 ",
        "9-",
        "a 9",
        "9-9 ",
        "12 ",
        "123456 1 ",
        "2019 ",
        "9, ",
        "00000 0 ",
        "•",
        "•9 ",
        "0.",
        "98,",
        "--",
        "  ",
    ],
)
def test_the_work_grows_with_the_length_and_no_faster(line: str) -> None:
    """Counted are the calls that are made, of Python and of C."""
    counts = []
    for times in (400, 4_000):
        text, calls = line * times, Profile()
        calls.enable()
        mask(text)
        calls.disable()
        counts.append(sum(of_one.callcount for of_one in calls.getstats()))
    assert counts[1] <= counts[0] * 11 + 100
