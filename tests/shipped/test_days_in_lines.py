"""Days in lines: of a day of birth the age is heard, of the last day of a card whether it is good; nothing of a hidden day is kept."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.masking import DOT
from assistant.typed import Listener
from tests.support.shipped import as_shipped, shipped

KNOWLEDGE = shipped()
with as_shipped():
    LISTENER = Listener(KNOWLEDGE, ("sv", "en"))
    LISTENER.prepare()
TODAY = date(2026, 11, 29)
DIGITS = ("%Y-%m-%d", "%Y%m%d", "%Y/%m/%d", "%Y.%m.%d", "%d/%m/%Y", "%d.%m.%Y")
BORN = ("papperslös, född {}", "dob {}, undocumented", "född den {} papperslös", "f {}")


def heard(line: str) -> dict[str, str | int]:
    return {one.fact: one.value if one.number is None else one.number for one in LISTENER.hear(line, TODAY).heard}


@given(st.dates(date(1917, 1, 1), TODAY), st.sampled_from(DIGITS), st.sampled_from(BORN))
@settings(max_examples=150, deadline=None)
def test_of_a_day_of_birth_only_the_age_is_kept(born: date, written: str, line: str) -> None:
    understood = LISTENER.hear(line.format(born.strftime(written)), TODAY)
    age = TODAY.year - born.year - ((TODAY.month, TODAY.day) < (born.month, born.day))
    assert [one.number for one in understood.heard if one.fact == "age_group"] == [age]
    assert DOT in understood.masked
    assert f"{born:%m%d}" not in repr(understood).replace("-", "").replace("/", "").replace(".", "")
    assert str(born.toordinal()) not in repr(understood)


@pytest.mark.parametrize(
    "line",
    [
        "f 20080220-1234",
        "f 2008-02-20-1234",
        "f 20080220 1234",
        "född 850709-9805",
        "tel 0702-12 34 56",
        "f 2008-13-40",
    ],
)
def test_a_personal_number_or_another_number_tells_no_age(line: str) -> None:
    assert "age_group" not in heard(line)


@pytest.mark.parametrize("born, age", [("850709", 41), ("071130", 18), ("27 maj 2019", 7), ("May 27, 2019", 7)])
def test_a_day_in_six_digits_or_with_its_month_tells_the_age_too(born: str, age: int) -> None:
    assert heard(f"papperslös född {born}")["age_group"] == age


@pytest.mark.parametrize(
    "words", ["LMA-kort giltigt till {}", "lma {}", "lma card valid until {}", "lma-kort t o m {}"]
)
@given(days=st.integers(1, 700))
@settings(max_examples=25, deadline=None)
def test_a_card_is_good_until_its_last_day(words: str, days: int) -> None:
    for sign in ("%Y-%m-%d", "%y%m%d"):
        assert heard(words.format((TODAY + timedelta(days)).strftime(sign)))["proof"] == "lma_valid"
    if "till" in words or "until" in words:
        assert heard(words.format((TODAY - timedelta(days)).strftime("%Y-%m-%d"))).get("proof") in ("lma_expired", None)


@pytest.mark.parametrize(
    "line, proof",
    [
        ("lma till 3 mars", "lma_valid"),
        ("lma-kort till sonen", None),
        ("lma kort giltigt till sista nov", "lma_valid"),
        ("lma valid to end of nov", "lma_valid"),
        ("lma gäller till 4/1", "lma_valid"),
        ("LMA card that runs out on the second of February 2027", "lma_valid"),
        ("The LMA card was good until midsummer", "lma_expired"),
        ("kvitto på asylansökan daterat 20 nov", "asylum_receipt"),
        ("kvitto på asylansökan daterat 20 okt", None),
        ("asylum receipt from 8 weeks ago", None),
        ("lma card valid until friday", "lma_valid"),
        ("lma-kort, mår bra", None),
        ("has an lma card, otherwise she is fine", None),
        ("lma-kort, salvan är slut", None),
    ],
)
def test_until_when_or_from_when_a_paper_is(line: str, proof: str | None) -> None:
    assert heard(line).get("proof") == proof


@pytest.mark.parametrize("line", ["kvittot på asylansökan är från augusti", "asylum receipt dated in July"])
def test_whoever_has_a_receipt_of_this_year_has_applied(line: str) -> None:
    assert heard(line) == {"status": "asylum_seeker"}
