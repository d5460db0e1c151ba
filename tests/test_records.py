"""Records are frozen classes of fields: made, compared, shown and changed as the dataclasses of the library."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Mapping
from dataclasses import dataclass

import pytest

from assistant.records import record, replace


@dataclass(frozen=True, slots=True)
class Slotted:
    """No record: what the screens are made of."""

    text: int
    lead: str


@record
class Thing:
    """Something with fields."""

    first: int
    second: Mapping[str, int]
    third: str = "c"
    origin: str = "here"

    uncompared = ("origin",)

    @property
    def twice(self) -> int:
        return 2 * self.first


@record
class Other:
    first: int
    second: Mapping[str, int]
    third: str = "c"
    origin: str = "here"


def test_it_is_made_by_place_and_name_with_defaults() -> None:
    thing = Thing(1, second={"a": 2})
    assert (thing.first, thing.second, thing.third, thing.twice) == (1, {"a": 2}, "c", 2)
    assert list(vars(thing)) == ["first", "second", "third", "origin"]
    assert repr(thing) == "Thing(first=1, second={'a': 2}, third='c', origin='here')"


@pytest.mark.parametrize(
    ("places", "names"),
    [((), {}), ((1,), {}), ((1, {}, "c", "d", "e"), {}), ((1, {}), {"first": 2}), ((1, {}), {"fourth": 4})],
)
def test_fields_that_are_missing_too_many_given_twice_or_unknown_are_refused(
    places: tuple[object, ...], names: dict[str, object]
) -> None:
    with pytest.raises(TypeError):
        Thing(*places, **names)  # type: ignore[arg-type]


def test_equal_are_those_of_one_kind_with_the_same_fields_that_count() -> None:
    assert Thing(1, {}) == Thing(1, {}, "c", "elsewhere")
    others: tuple[object, ...] = (Thing(2, {}), Other(1, {}), (1, {}))
    assert all(Thing(1, {}) != other for other in others)
    with pytest.raises(TypeError):
        hash(Thing(1, {}))


def test_it_is_never_changed_but_another_one_is_made() -> None:
    thing = Thing(1, {})
    with pytest.raises(AttributeError):
        thing.first = 2  # type: ignore[misc]
    with pytest.raises(AttributeError):
        del thing.first
    assert replace(thing, first=2) == Thing(2, {}) and thing.first == 1
    assert replace(Slotted(1, "b"), lead="c") == Slotted(1, "c")
    with pytest.raises(TypeError):
        replace(thing, fourth=4)


def test_it_can_be_copied_and_kept() -> None:
    thing = Thing(1, {"a": 2}, origin="elsewhere")
    for made in (copy.copy(thing), copy.deepcopy(thing), pickle.loads(pickle.dumps(thing))):
        assert made == thing and made.origin == "elsewhere"
