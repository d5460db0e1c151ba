"""What small words and classes do, with words of the tests: whom a fact is told of, and what a phrase may be made of."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.knowledge import shipped_knowledge
from assistant.knowledge.word_lists import EXPIRY, MEANS, Meaning, State, Thing
from assistant.records import replace
from assistant.typed import Listener
from tests.support.hearing import facts as facts_of
from tests.support.here import TODAY

KNOWLEDGE = shipped_knowledge()
SMALL = {
    "she": ("she", "wife", "mother"),
    "he": ("he", "husband", "father"),
    "everybody": ("all", "both"),
    "children": ("children", "{n} children", "siblings"),
    "pointing": ("it is she who",),
    "relating": ("married to",),
    "professions": ("dentist", "clerk"),
    "outsiders": ("boss",),
}


def with_words(**more: Any) -> Listener:
    """Hears with the words above beside those that are listed."""
    words = KNOWLEDGE.words
    small = {**words.small, **{kind: {"en": phrases} for kind, phrases in SMALL.items()}}
    people = (*words.people, {"en": ("boss",)})
    return Listener(replace(KNOWLEDGE, words=replace(words, small=small, people=people, **more)), ("en", "sv"))


LISTENER = with_words()


def facts(line: str, listener: Listener = LISTENER) -> dict[str, Any]:
    return facts_of(KNOWLEDGE, listener.hear(line, TODAY))


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("her husband is registered but she is undocumented", "undocumented"),
        ("her husband is undocumented and he is here", None),
        ("mother, father and 2 children are undocumented", "undocumented"),
        ("mother and father are undocumented", None),
        ("father and mother, all undocumented", "undocumented"),
        ("both parents are undocumented", None),
        ("married to an asylum seeker", None),
        ("the dentist is undocumented", None),
        ("the clerk is a resident", None),
        ("dentist, undocumented", "undocumented"),
        ("my boss is undocumented", None),
        ("undocumented mother calls", None),
    ],
)
def test_what_is_told_of_others_is_no_fact_about_the_patient(line: str, status: str | None) -> None:
    assert facts(line).get("status") == status


def test_it_is_told_later_which_of_those_named_is_the_patient() -> None:
    line = "the father is a resident and the mother is undocumented, it is she who is ill"
    assert facts(line).get("status") == "undocumented"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("2 children, 4 and 7", {"age_group": "under_18"}),
        ("siblings 10 & 12", {"age_group": "under_18"}),
        ("siblings 10 and 30", {}),
        ("mother and son, 4 and 7", {}),
    ],
)
def test_of_the_ages_of_several_children_is_taken_what_they_share(line: str, expected: dict[str, str]) -> None:
    assert facts(line) == expected


def test_a_class_stands_for_each_of_its_words_and_may_count() -> None:
    classes = {"herb": {"en": ("sage", "wild thyme", "{n} leaves of mint")}}
    told = (Meaning("visit", ("emergency",), MEANS, {"en": ("bitten by {herb}",)}), *KNOWLEDGE.words.meanings)
    listener = with_words(classes=classes, meanings=told)
    for herb in ("sage", "wild thyme", "wild tyme", "9 leaves of mint"):
        assert facts(f"bitten by {herb}, 40 years old", listener) == {"visit": "emergency", "age": 40}
    assert "visit" not in facts("bitten by wild, thyme", listener)
    assert "visit" not in facts("bitten by parsley", listener)


def test_a_word_cut_off_is_understood_if_all_that_begin_so_mean_the_same_and_never_as_a_situation() -> None:
    assert facts("tandläk")["topic"] == {"dental"}
    assert facts("tandlä") == {}  # nobody cuts off behind a vowel
    assert facts("undocum") == {}
    assert [word for word, _ in LISTENER.hear("undocum", TODAY).near] == ["undocum"]  # offered


@pytest.mark.parametrize(
    ("line", "proof"),
    [
        ("lma card expd september", "lma_expired"),
        ("lma card expd april", None),
        ("lma card expd 2030", "lma_valid"),
        ("lma card expd 2020", "lma_expired"),
    ],
)
def test_a_month_of_expiry_that_is_just_over_is_over(line: str, proof: str | None) -> None:
    states = (*KNOWLEDGE.words.states, State(EXPIRY, "after", {"en": ("expd",)}))
    assert facts(line, with_words(states=states)).get("proof") == proof


def test_whoever_has_a_thing_in_order_has_what_it_tells() -> None:
    slip = Thing("proof", ("asylum_receipt",), MEANS, {}, {"en": ("blue slip",)}, tells={"status": "asylum_seeker"})
    listener = with_words(things=(*KNOWLEDGE.words.things, slip))
    assert facts("blue slip", listener) == {"proof": "asylum_receipt", "status": "asylum_seeker"}
    assert "status" not in facts("no blue slip", listener)
    assert "status" not in facts("does she have a blue slip?", listener)
    assert "status" not in facts("undocumented, blue slip", listener)
