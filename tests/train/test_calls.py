"""Who asks in the middle of a case: what is called right is said on the topic whoever the patient is, else `check` tells where."""

from __future__ import annotations

import pytest

from assistant.i18n import SOURCE
from assistant.knowledge import Knowledge
from assistant.knowledge.training import Call
from assistant.records import replace
from assistant.train.calls import call_problems


def with_call(knowledge: Knowledge, **changed: object) -> Knowledge:
    """The knowledge with its first call changed, and no other."""
    call: Call = knowledge.training.calls[0]._replace(**changed)  # type: ignore[arg-type]
    return replace(knowledge, training=knowledge.training._replace(calls=(call,)))


def test_the_calls_are_right_for_every_patient(knowledge: Knowledge) -> None:
    assert knowledge.training.calls and call_problems(knowledge) == []


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"topic": "dental"}, "says nothing on the topic of the call"),
        ({"topic": "entitlement", "rule": "entitlement.no_agency"}, "does not hold in every case"),
        ({"rule": "TEXT"}, "stands among what is wrong"),
    ],
)
def test_what_is_not_right_for_every_patient_is_told_with_its_place(
    knowledge: Knowledge, changed: dict[str, str], told: str
) -> None:
    call = knowledge.training.calls[0]
    said = knowledge.rules[call.rule].statement
    assert said is not None
    wanted = changed if changed.get("rule") != "TEXT" else {"wrong": (*call.wrong, said.text)}
    (problem,) = call_problems(with_call(knowledge, **wanted))
    assert told in problem.text(SOURCE) and problem.place == call.place
