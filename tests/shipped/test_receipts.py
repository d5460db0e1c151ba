"""The receipt of every sample case is reproduced by the knowledge that made it."""

from __future__ import annotations

import pytest

from assistant.answer import Adviser
from assistant.cases.case import case_from_words
from assistant.i18n import Language, language
from assistant.receipt import from_json, receipt_of, report, to_json, verify
from assistant.words.wording import Wording
from tests.support.here import ROOT, TODAY, data


def sample_cases() -> list[str]:
    """The first case of each topic's scenarios, and the client's own cases."""
    found = [data(f"scenarios/{path.name}")[0]["ask"] for path in sorted((ROOT / "tests/scenarios").glob("*.yaml"))]
    return [*found, *(each["ask"] for each in data("scenarios/client_cases.yaml"))]


@pytest.mark.parametrize("words", sample_cases())
def test_the_receipt_of_every_sample_case_is_reproduced(words: str, adviser: Adviser, each_language: Language) -> None:
    answer = adviser.answer(case_from_words(adviser.knowledge, words.split()))
    made = receipt_of(answer, Wording(adviser.knowledge, each_language))
    found = verify(from_json(to_json(made)), adviser.knowledge, TODAY)
    assert found.reproduced and found.unchanged and found.same_outcome
    told = report(found, Wording(adviser.knowledge, language("en")))
    assert told[-1] == "Reproduced: the same rules, the same answer."
