"""An answer as a scenario: a line of YAML to paste, which expects just what the answer says."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from assistant.answer import Answer, Said
from assistant.audit.holding import as_written, clauses, leading_rules, told_fee


def scenario_of(answer: Answer, words: str, on: date | None = None) -> str:
    """The scenario, on one line: the clauses and the fee of what is certain on the topics asked about, and which rules lead.

    `words` are those of `ask`; `on` the day, where it was named. What is said whatever the topic is proves nothing about this one.
    """
    told = tuple(said for said in answer.certain if not said.statement.always)
    parts: dict[str, Any] = {"ask": json.dumps(words, ensure_ascii=False)}
    if on is not None:
        parts["on"] = on.isoformat()
    if told:
        parts["cites"] = as_written(sorted(clauses(told)))
    if leading := leading_rules(answer):
        parts["leads"] = as_written(leading)
    parts |= _fee(answer)
    depends = next((fact for said in answer.possible for fact in said.depends_on), None)
    if depends is not None:
        parts["depends_on"] = depends
    return "- {" + ", ".join(f"{key}: {value}" for key, value in parts.items()) + "}"


def _fee(answer: Answer) -> dict[str, str]:
    """The fee that the answer's line speaks of, else the first that is certain, else that none is."""
    leading = leading_rules(answer)
    paid: list[Said] = [said for said in answer.certain if said.fee is not None]
    if not paid:
        return {"certain_fee": "none"}
    first = next((said for said in paid if said.id in leading), paid[0])
    return {"fee": as_written(told_fee(first))}
