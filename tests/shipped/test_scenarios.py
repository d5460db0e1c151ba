"""Scenarios: cases as data, with what the answer must and must not say. See tests/scenarios/*.yaml.

ask            the case, as for `vardlots ask`
cites          clauses that a certain statement cites        not         clauses that no statement cites, certain or possible
says           rules whose statements are certain            lacks       rules whose statements are not there at all
leads          the rules of the lines that answer, one a topic, where one rule leads
open           rules whose statements are only possible      depends_on  a fact that some possible statement depends on
fee            a certain fee: amount (null: not known), max, per, clause
limit          an amount in a certain statement that is a ceiling, no price
certain_fee    none: no certain statement states a fee
contact        a phone number or e-mail address that a certain statement gives
derived        derived facts that are certain
never_sends_to an actor to whom no certain statement leads   not_prefix  no clause whose id begins so
clause, why    for people
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.answer import Answer, Said
from tests.support.here import ROOT, data
from tests.support.sweep import sweep

KEYS = {
    "ask", "cites", "not", "says", "lacks", "open", "depends_on", "fee", "limit", "certain_fee", "contact", "derived",
    "leads", "never_sends_to", "not_prefix", "clause", "why",
}  # fmt: skip


@pytest.mark.parametrize("path", sorted((ROOT / "tests" / "scenarios").glob("*.yaml")), ids=lambda path: str(path.stem))
def test_scenarios(path: Path, ask: Callable[[str], Answer]) -> None:
    scenarios = enumerate(data(f"scenarios/{path.name}"), 1)
    sweep(
        ((f"{path.stem}-{number}: {each.get('ask')}", each) for number, each in scenarios), lambda each: hold(each, ask)
    )


def hold(scenario: dict[str, Any], ask: Callable[[str], Answer]) -> None:
    """Hold an answer against what its scenario expects."""
    assert scenario.keys() <= KEYS, "a key that nothing checks"
    assert scenario.keys() - {"ask", "clause", "why"}, "a scenario that expects nothing"
    answer = ask(scenario["ask"])
    certain_ids = {said.id for said in answer.certain}
    all_ids = {said.id for said in answer.statements}
    assert set(scenario.get("cites", ())) <= clauses(answer.certain)
    assert not set(scenario.get("not", ())) & clauses(answer.statements)
    assert set(scenario.get("says", ())) <= certain_ids
    assert not set(scenario.get("lacks", ())) & all_ids
    assert set(scenario.get("open", ())) <= all_ids - certain_ids
    if "leads" in scenario:
        assert scenario["leads"] == [lead.rules[0].id for lead in answer.leads if len(lead.rules) == 1]
    if "depends_on" in scenario:
        assert scenario["depends_on"] in {fact for said in answer.possible for fact in said.depends_on}
    if "fee" in scenario:
        wanted = scenario["fee"]
        assert any(is_fee(said, wanted) for said in answer.certain), [said.fee for said in answer.certain if said.fee]
    if "limit" in scenario:
        limits = [said.statement.limit for said in answer.certain if said.statement.limit is not None]
        assert scenario["limit"] in map(str, (limit.amount for limit in limits))
    if scenario.get("certain_fee") == "none":
        assert not [said.id for said in answer.certain if said.fee is not None]
    if "contact" in scenario:
        contacts = [said.contact for said in answer.certain if said.contact is not None]
        assert any(scenario["contact"] in (contact.phone, contact.email, contact.fax) for contact in contacts)
    for fact, value in scenario.get("derived", {}).items():
        assert answer.derived.get(fact) == value
    if "never_sends_to" in scenario:
        assert not [said.id for said in answer.certain if scenario["never_sends_to"] in said.statement.sends_to]
    if "not_prefix" in scenario:
        assert not [clause for clause in clauses(answer.statements) if clause.startswith(scenario["not_prefix"])]


def clauses(statements: tuple[Said, ...]) -> set[str]:
    return {source.clause.id for said in statements for source in said.sources}


def is_fee(said: Said, wanted: dict[str, Any]) -> bool:
    if said.fee is None:
        return False
    amount = None if said.fee.amount is None else str(said.fee.amount)
    return (
        amount == wanted["amount"]
        and said.fee.maximum == wanted.get("max", said.fee.maximum)
        and said.fee.per == wanted.get("per", said.fee.per)
        and wanted.get("clause", said.sources[0].clause.id) in clauses((said,))
    )
