"""Holding answers against scenarios: what was expected and what came instead, key by key."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from assistant.answer import Adviser, Answer, Said
from assistant.audit.scenarios import Scenario
from assistant.knowledge.model import Fee, Rule


class Miss(NamedTuple):
    """What a scenario expects under a key and the answer does not keep. Both as a scenario would write them."""

    key: str
    expected: str
    came: str


class Failed(NamedTuple):
    """A scenario that does not hold, and all of it that does not."""

    scenario: Scenario
    misses: tuple[Miss, ...]


def failing(scenarios: Iterable[Scenario], adviser: Adviser) -> Iterator[Failed]:
    """The scenarios that do not hold, each asked as of its day."""
    days: dict[date, Adviser] = {adviser.on: adviser}
    for scenario in scenarios:
        asked = days.setdefault(scenario.on, adviser.as_of(scenario.on))
        misses = misses_of(scenario.expected, asked.answer(scenario.case))
        if misses:
            yield Failed(scenario, misses)


def misses_of(expected: Mapping[str, Any], answer: Answer) -> tuple[Miss, ...]:
    """What an answer does not keep of what is expected of it."""
    found = []
    for key, wanted in expected.items():
        came = _JUDGES[key](answer, wanted)
        if came is not None:
            found.append(Miss(key, as_written(wanted), came))
    return tuple(found)


def as_written(value: Any) -> str:
    """A value as a scenario writes it, on one line."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_part(key, each)}" for key, each in value.items()) + "}"
    if isinstance(value, str) or not isinstance(value, Iterable):
        return str(value)
    return "[" + ", ".join(map(str, value)) + "]"


def _part(key: str, value: Any) -> str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return f'"{value}"' if key in ("amount", "form") else as_written(value)


# -- the keys: each gives what came, or None where the answer keeps what is expected ---------------------------------------


def _cites(answer: Answer, wanted: Iterable[str]) -> str | None:
    cited = clauses(answer.certain)
    return None if cited.issuperset(wanted) else as_written(sorted(cited))


def _not(answer: Answer, wanted: Iterable[str]) -> str | None:
    unwanted = set(wanted)
    citing = [
        f"{said.id} ({', '.join(sorted(each))})" for said in answer.statements if (each := clauses((said,)) & unwanted)
    ]
    return as_written(citing) if citing else None


def _says(answer: Answer, wanted: Iterable[str]) -> str | None:
    certain = [said.id for said in answer.certain]
    return None if set(certain).issuperset(wanted) else as_written(certain)


def _lacks(answer: Answer, wanted: Iterable[str]) -> str | None:
    there = [said.id for said in answer.statements if said.id in set(wanted)]
    return as_written(there) if there else None


def _leads(answer: Answer, wanted: Iterable[str]) -> str | None:
    leading = leading_rules(answer)
    return None if leading == list(wanted) else as_written(leading)


def _open(answer: Answer, wanted: Iterable[str]) -> str | None:
    possible = [said.id for said in answer.possible]
    return None if set(possible).issuperset(wanted) else as_written(possible)


def _doubted(answer: Answer, wanted: Iterable[str]) -> str | None:
    doubted = answer.doubted
    return None if doubted.keys() >= set(wanted) else as_written(sorted(doubted))


def _depends_on(answer: Answer, wanted: str) -> str | None:
    facts = {fact for said in answer.possible for fact in said.depends_on}
    return None if wanted in facts else as_written(sorted(facts))


def _fee(answer: Answer, wanted: Mapping[str, Any]) -> str | None:
    if any(_is_fee(said, wanted) for said in answer.certain):
        return None
    return as_written([as_written(told_fee(said)) for said in answer.certain if said.fee is not None])


def _is_fee(said: Said, wanted: Mapping[str, Any]) -> bool:
    if said.fee is None:
        return False
    told = {key: value for key, value in wanted.items() if key != "clause" and getattr(said.fee, _OF_FEE[key]) != value}
    return not told and ("clause" not in wanted or wanted["clause"] in clauses((said,)))


_OF_FEE = {"amount": "amount", "max": "maximum", "per": "per"}


def _limit(answer: Answer, wanted: Any) -> str | None:
    limits = [said.statement.limit for said in answer.certain if said.statement.limit is not None]
    return None if wanted in [limit.amount for limit in limits] else as_written([limit.amount for limit in limits])


def _certain_fee(answer: Answer, _: str) -> str | None:
    paid = [f"{said.id} {as_written(told_fee(said))}" for said in answer.certain if said.fee is not None]
    return as_written(paid) if paid else None


def _contact(answer: Answer, wanted: str) -> str | None:
    contacts = [said.contact for said in answer.certain if said.contact is not None]
    ways = [
        way
        for contact in contacts
        for way in (contact.id, contact.phone, contact.email, contact.fax)
        if way is not None
    ]
    return None if wanted in ways else as_written(list(dict.fromkeys(ways)))


def _derived(answer: Answer, wanted: Mapping[str, str]) -> str | None:
    came = {fact: answer.derived.get(fact) for fact in wanted}
    return None if came == wanted else as_written(came)


def _told(answer: Answer, wanted: Mapping[str, Mapping[str, Any]]) -> str | None:
    by_id = {said.id: just_told(said.rule) for said in answer.certain if said.id in wanted}
    came = {id: by_id.get(id) for id in wanted}
    wrong = {id: told for id, told in came.items() if told is None or not _keeps(told, wanted[id])}
    return as_written({id: "not certain" if told is None else told for id, told in wrong.items()}) if wrong else None


def _keeps(told: Mapping[str, Any], wanted: Mapping[str, Any]) -> bool:
    return all(
        set(told.get(key, ())) == set(value) if isinstance(value, tuple) else _as_told(told, key) == value
        for key, value in wanted.items()
        if not isinstance(value, Mapping)
    ) and all(_keeps(told.get(key, {}), value) for key, value in wanted.items() if isinstance(value, Mapping))


def _as_told(told: Mapping[str, Any], key: str) -> Any:
    """What stands under a key; what is no maximum need not be told."""
    return told.get(key, False if key == "max" else None)


def just_told(rule: Rule) -> dict[str, Any]:
    """What a rule's statement tells, as a scenario tells it under `told`; what is left out is not there."""
    said = rule.statement
    assert said is not None
    told = {
        "say": said.kind,
        "actor": said.actors,
        "contact": said.contact,
        "cites": rule.sources,
        "limit": _just_paid(said.limit),
        "link": said.link,
        "form": said.form.heading if said.form is not None else None,
    }
    return {**{key: value for key, value in told.items() if value}, **_just_paid(said.fee)}


def _just_paid(fee: Fee | None) -> dict[str, Any]:
    if fee is None:
        return {}
    return {"amount": fee.amount, **({"max": True} if fee.maximum else {}), **({"per": fee.per} if fee.per else {})}


def _never_sends_to(answer: Answer, wanted: str) -> str | None:
    leading = [said.id for said in answer.certain if wanted in said.statement.sends_to]
    return as_written(leading) if leading else None


def _not_prefix(answer: Answer, wanted: str) -> str | None:
    cited = sorted(clause for clause in clauses(answer.statements) if clause.startswith(wanted))
    return as_written(cited) if cited else None


_JUDGES: Mapping[str, Callable[[Answer, Any], str | None]] = {
    "cites": _cites,
    "not": _not,
    "says": _says,
    "lacks": _lacks,
    "leads": _leads,
    "open": _open,
    "doubted": _doubted,
    "depends_on": _depends_on,
    "fee": _fee,
    "limit": _limit,
    "certain_fee": _certain_fee,
    "contact": _contact,
    "derived": _derived,
    "told": _told,
    "never_sends_to": _never_sends_to,
    "not_prefix": _not_prefix,
}


def clauses(statements: Iterable[Said]) -> set[str]:
    """The clauses that statements cite."""
    return {source.clause.id for said in statements for source in said.sources}


def leading_rules(answer: Answer) -> list[str]:
    """The rules of the lines that answer, one a topic, where one rule leads."""
    return [lead.rules[0].id for lead in answer.leads if len(lead.rules) == 1]


def told_fee(said: Said) -> dict[str, Any]:
    """The fee of a statement as a scenario tells it; what it leaves out is not so, or not known."""
    fee: Fee | None = said.fee
    assert fee is not None
    told: dict[str, Any] = {"amount": fee.amount}
    if fee.maximum:
        told["max"] = True
    if fee.per is not None:
        told["per"] = fee.per
    return {**told, "clause": said.sources[0].clause.id}
