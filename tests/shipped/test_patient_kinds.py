"""The kinds of lines that say who the patient is: each has a line of its own, of which it is the first."""

from __future__ import annotations

import pytest

from assistant.typed import Listener, patients, steps
from assistant.typed.matching import Read
from assistant.typed.patients import KINDS, About, PatientKind
from tests.support.here import TODAY
from tests.support.shipped import shipped


@pytest.fixture(scope="module")
def listener() -> Listener:
    return Listener(shipped(), ("en", "sv"))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.example)
def test_each_kind_has_a_line_that_no_other_tells_before_it(
    kind: PatientKind, listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A kind without one is none: another tells all of its lines."""
    asked: list[PatientKind] = []
    told: list[About] = []

    def noting(one: PatientKind) -> PatientKind:
        def whom(read: Read) -> About | None:
            asked.append(one)
            return one.whom(read)

        return one._replace(whom=whom)

    def told_about(read: Read) -> About:
        told.append(patients.told_about(read))
        return told[-1]

    monkeypatch.setattr(patients, "KINDS", tuple(map(noting, KINDS)))
    monkeypatch.setattr(steps, "told_about", told_about)
    listener.hear(kind.example, TODAY)
    assert (asked[-1].example, told[-1].told) == (kind.example, kind is not KINDS[0])
