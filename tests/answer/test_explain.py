"""Explanations: the reasons suffice and are the fewest, the chain is true and complete, each change named really changes it."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from assistant.answer import Adviser
from assistant.answer.explain import (
    APPLIES,
    EXCLUDED,
    FALLS,
    UNCERTAIN,
    Explanation,
    NotSaidError,
    explain,
)
from assistant.cases.case import Case, case_from_words
from assistant.i18n import Language, language
from assistant.words.explanation import CHAIN, CHANGE, WHY
from assistant.words.wording import Wording
from tests.support.explaining import section_of, words
from tests.support.here import ROOT

SCENARIOS = yaml.safe_load((ROOT / "tests" / "answer" / "explanations.yaml").read_text(encoding="utf-8"))


# -- scenarios -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario["rule"])
def test_scenarios(adviser: Adviser, scenario: dict[str, Any]) -> None:
    found = explain(adviser, case_from_words(adviser.knowledge, scenario["case"].split()), scenario["rule"])
    concluded = [f"{step.concludes[0]}={step.concludes[1]}" for step in found.steps if step.concludes]
    assert concluded == scenario["steps"]
    turns: dict[str, dict[Any, list[str]]] = {outcome: {} for outcome in (FALLS, UNCERTAIN, APPLIES, EXCLUDED)}
    for turn in found.turns:
        said = [rule.id for rule in turn.instead] if turn.outcome == FALLS else list(turn.depends_on)
        turns[turn.outcome][turn.changes] = said
    if found.certain:
        assert found.because == tuple((fact, values[0]) for fact, values in words(scenario["because"]))
        if "falls" in scenario:
            assert turns[FALLS] == {words(text): said for text, said in scenario["falls"].items()}
            assert turns[UNCERTAIN] == {words(text): said for text, said in scenario["doubt"].items()}
    else:
        assert list(turns[APPLIES]) == [words(text) for text in scenario["applies"]]
        assert list(turns[EXCLUDED]) == [words(text) for text in scenario["excluded"]]


# -- every rule of the shipped knowledge ---------------------------------------------------------------------------------


def test_what_is_not_said_is_not_explained(adviser: Adviser) -> None:
    def reasons(text: str, rule: str) -> Explanation:
        return explain(adviser, case_from_words(adviser.knowledge, text.split()), rule)

    with pytest.raises(NotSaidError):
        reasons("status=undocumented", "visit_fee.lma.free_care")
    with pytest.raises(KeyError):
        reasons("status=undocumented", "care_act.undocumented")
    with pytest.raises(KeyError):
        reasons("status=undocumented", "no.such.rule")


# -- words ---------------------------------------------------------------------------------------------------------------


def test_an_age_is_told_as_given_with_the_band_that_counts(adviser: Adviser, each_language: Language) -> None:
    given = "region=vgr status=undocumented age=7 topic=visit_fee visit=emergency"
    case = case_from_words(adviser.knowledge, given.split())
    wording = Wording(adviser.knowledge, each_language)
    told = section_of(explain(adviser, case, "visit_fee.vgr.undocumented.to_19"), wording, WHY)
    assert (
        f"{wording.short('age_group')}: 7 ({wording.value(adviser.knowledge.questions['age_group'], 'under_18')})"
        in {item.text for item in told.items}
    )


def test_what_is_sure_is_told_as_such_in_a_possible_statement(adviser: Adviser) -> None:
    found = explain(adviser, Case({"status": "undocumented"}), "visit_fee.undocumented.inpatient")
    assert [step.always for step in found.steps] == [True, True, False]
    told = section_of(found, Wording(adviser.knowledge, language("en")), CHAIN).items
    assert [item.text.startswith("If ") for item in told] == [False, False, True]


def test_what_is_not_named_is_counted(adviser: Adviser, monkeypatch: pytest.MonkeyPatch) -> None:
    words_ = "region=vgr status=undocumented age=7 visit=emergency"
    case = case_from_words(adviser.knowledge, words_.split())
    rule = "visit_fee.vgr.undocumented.to_19"
    whole = explain(adviser, case, rule)
    monkeypatch.setattr("assistant.answer.explain.MOST_TURNS", 2)
    found = explain(adviser, case, rule)
    assert found.turns == whole.turns[:2] and found.more == len(whole.turns) - 2
    told = section_of(found, Wording(adviser.knowledge, language("en")), CHANGE).items
    assert told[-1].text == f"and {found.more} more"
