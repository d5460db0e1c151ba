"""Reading what a pack holds: documents, clauses, rules; and the invariants, which speak of them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from yaml import ScalarNode

from assistant.i18n import N_
from assistant.knowledge.conditions import ALWAYS, NEVER, All, Condition, Has, Not, Some, Span, Within
from assistant.knowledge.model import (
    GRADES,
    KINDS,
    NATIONAL,
    NO_NUMBER,
    PERS,
    WITH_NUMBER,
    Anomaly,
    Clause,
    Document,
    Fee,
    FormPart,
    Invariant,
    Rule,
    Selector,
    Statement,
)
from assistant.knowledge.problems import KeyPlaces
from assistant.knowledge.read.fields import (
    HELP,
    ID,
    IDS,
    NO_IDS,
    TEXT,
    Fields,
    Filled,
    Key,
    name,
    text,
    texts,
    word_of,
)
from assistant.knowledge.read.forms import page
from assistant.knowledge.read.nodes import Node, is_id

DEFAULT_ORDER = 50
DEFAULT_CURRENCY = "SEK"


def read_condition(item: Node) -> Condition | None:
    """A `when:`, `not_for:` or a part of one: all its lines must hold."""
    pairs = item.pairs()
    if pairs is None:
        return None
    parts = [_read_line(key, value) for key, value in pairs]
    found = tuple(part for part in parts if part is not None)
    if len(found) < len(parts):
        return None
    return found[0] if len(found) == 1 else All(found)


def _read_line(key: Node, value: Node) -> Condition | None:
    match key.node.value:
        case "all" | "any" as word:
            parts: tuple[Condition, ...] = value.gather(read_condition)
            if not parts:
                if value.node.value:
                    return None
                value.mistake(N_("“{word}:” needs a list of at least one condition."), word=word)
                return None
            return All(parts) if word == "all" else Some(parts)
        case "not":
            part = read_condition(value)
            return None if part is None else Not(part)
    return _read_test(key, value)


def _read_test(key: Node, value: Node) -> Condition | None:
    """`fact: value`, `fact: [a, b]` or `fact: {not: …}`."""
    fact = key.identifier()
    if value.is_mapping() and value.node.value and not _is_span(value):
        inner = value.fields(("not",), SPAN.keys)
        has = None if inner is None or fact is None else _has(fact, key, inner["not"])
        return None if has is None else Not(has)
    return None if fact is None else _has(fact, key, value)


def _is_span(item: Node) -> bool:
    """Whether a mapping is a span of numbers: it says from where, or to where."""
    return item.is_mapping() and any(key.node.value in SPAN.keys for key, _ in item.pairs() or [])


def _says_an_end(found: Filled) -> bool:
    if not found.items:
        found.item.mistake(N_("Say from where, or to where: {from: 18, to: 19}; either end may be left out."))
    return bool(found.items)


SPAN = Fields(
    Span,
    {"from": Key(Node.whole_number, None, "low", spoils=True), "to": Key(Node.whole_number, None, "high", spoils=True)},
    _says_an_end,
)
"""A span of numbers in a condition."""


def _has(fact: str, key: Node, value: Node) -> Has | Within | None:
    entries = value.items() if value.is_list() else [value] if value.node.value else []
    if any(entry.is_mapping() for entry in entries):
        spans = [SPAN.read(entry) for entry in entries]
        whole = tuple(span for span in spans if span is not None)
        return Within(fact, whole, key.place) if len(whole) == len(spans) else None
    values = value.gather(Node.identifier) if entries else ()
    if not values:
        if not entries:
            value.mistake(N_("No value is given for {word}."), word=fact)
        return None
    return Has(fact, frozenset(values), key.place)


# -- documents, clauses -------------------------------------------------------------------------------------------------

_GRADE = Key(word_of(GRADES), None)

DOCUMENT = Fields(
    Document,
    {
        "id": ID,
        "title": TEXT,
        "publisher": TEXT,
        "date": TEXT,
        "review_by": Key(Node.day),
        "in_force_from": Key(Node.day, None),
        "in_force_to": Key(Node.day, None),
        "replaces": Key(name, ""),
        "keeps": NO_IDS,
        "grade": _GRADE,
        "url": Key(page, None),
    },
)
"""An item of `documents:`."""

ANOMALY = Fields(Anomaly, {"text": TEXT, "topics": IDS, "sources": NO_IDS})
"""What a clause prints that cannot be meant."""


NOBODY = "nobody"
"""In `not_for:` of a new edition: it leaves nobody out any more."""


def _not_for(item: Node) -> Condition | None:
    """Of whom a clause does not speak."""
    return NEVER if not item.is_mapping() and item.node.value == NOBODY else read_condition(item)


CLAUSE = Fields(
    Clause,
    {
        "id": ID,
        "document": ID,
        "says": TEXT,
        "at": HELP,
        "grade": _GRADE,
        "not_for": Key(_not_for, None),
        "extends_to": Key(read_condition, None),
        "who": HELP,
        "disposition": HELP,
        "anomaly": Key(ANOMALY.read, None),
    },
)
"""An item of `clauses:`."""

# -- rules -----------------------------------------------------------------------------------------------------------------

FORM = Fields(FormPart, {"name": TEXT, "heading": TEXT, "lines": Key(texts)})
"""A heading of a form in another system."""


class AmountName(str):
    """The name of an amount, where an amount could stand."""

    __slots__ = ()


def amount_or_name(item: Node) -> Decimal | AmountName | None:
    """An amount, or the name of one: a word that begins with a letter."""
    word = item.node.value if isinstance(item.node, ScalarNode) else ""
    return AmountName(word) if is_id(word) and word[0].isalpha() else item.amount()


def _amount(item: Node) -> Decimal | AmountName | None:
    return None if item.is_null() else amount_or_name(item)


FEE = Fields(
    Fee,
    {
        "amount": Key(_amount),
        "currency": Key(word_of((DEFAULT_CURRENCY,)), DEFAULT_CURRENCY),
        "max": Key(Node.flag, False, "maximum"),
        "per": Key(word_of(PERS), None),
    },
)
"""A fee, or an amount that is no price."""


def _derivation(item: Node) -> tuple[str, str] | None:
    pairs = item.pairs() or []
    if len(pairs) != 1:
        item.mistake(N_("A rule derives one fact: one line of “fact: value”."))
        return None
    fact, value = pairs[0][0].identifier(), pairs[0][1].identifier()
    return None if fact is None or value is None else (fact, value)


_SOMETIMES = {
    "when": Key(read_condition, ALWAYS, spoils=True),
    "overrides": NO_IDS,
    "succeeds": Key(name, ""),
    "valid_from": Key(Node.day, None),
    "valid_to": Key(Node.day, None),
}

DERIVES = Fields(Rule, {"id": ID, "derive": Key(_derivation), "sources": IDS, **_SOMETIMES})
"""An item of `rules:` that derives a fact."""

SAYS = Fields(
    Rule,
    {
        "id": ID,
        "say": Key(word_of(KINDS), name="kind"),
        "topic": ID,
        "text": TEXT,
        "sources": IDS,
        **_SOMETIMES,
        "actor": Key(NO_IDS.read, (), "actors"),
        "fee": Key(FEE.read, None),
        "limit": Key(FEE.read, None),
        "contact": Key(name, None),
        "link": Key(name, None),
        "form": Key(FORM.read, None),
        "order": Key(Node.whole_number, DEFAULT_ORDER),
        "always": Key(Node.flag, False),
        "sends_to": NO_IDS,
        "mentions": NO_IDS,
        "lead": Key(text, ""),
        "brief": Key(text, ""),
        "own": Key(text, ""),
        "line": Key(text, ""),
        "if_answered": Key(Node.flag, False),
        "waits_for": Key(NO_IDS.read, None),
        "slip": Key(text, ""),
        "opposes": NO_IDS,
        "doubts": NO_IDS,
        "in_other_words": NO_IDS,
        "says_too": NO_IDS,
        "on_condition": Key(Node.flag, False),
        "asked_by": Key(text, ""),
        "names_whom": Key(word_of((WITH_NUMBER, NO_NUMBER)), ""),
        "while_open": Key(name, None),
        "until": Key(name, None),
        "at_the_desk": Key(Node.flag, False),
        "phase": Key(name, ""),
    },
)
"""An item of `rules:` that says something."""


def read_rule(item: Node, pack: str) -> Rule | None:
    """An item of `rules:`: it derives a fact or says something."""
    says = _has_key(item, "say")
    if says == _has_key(item, "derive"):
        item.mistake(N_("A rule has either “say:” or “derive:”."))
        item.spoil()
        return None
    found = (SAYS if says else DERIVES).open(item)
    if found is None:
        return None
    _check_rule(found, pack)
    if says:
        _check_kind(found)
    named = _names_taken(found.values)
    return found.record(
        Rule,
        pack=pack,
        derive=found.values.get("derive"),
        statement=found.record(Statement) if says else None,
        inherits_when=bool(found.values["overrides"]) and "when" not in found.items,
        places=KeyPlaces.of(item.place.file, {key: value.place for key, value in found.items.items()}),
        succeeds=(found.values["succeeds"],) if found.values["succeeds"] else (),
        named=named,
        cited=found.values["sources"] if named else (),
    )


def _names_taken(values: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """The names of amounts in the fees of a rule, taken out of them: what they are on a day is not known here."""
    fees = [(key, values[key]) for key in ("fee", "limit") if values.get(key) is not None]
    named = tuple((key, str(fee.amount)) for key, fee in fees if isinstance(fee.amount, AmountName))
    values.update((key, values[key]._replace(amount=None)) for key, _ in named)
    return named


def _has_key(item: Node, key: str) -> bool:
    value = getattr(item.node, "value", None)
    return isinstance(value, list) and any(isinstance(pair, tuple) and pair[0].value == key for pair in value)


def _check_rule(found: Filled, pack: str) -> None:
    items, values = found.items, found.values
    if values["overrides"] and pack == NATIONAL:
        items["overrides"].mistake(N_("A national rule cannot override another rule; only a region's rule can."))
    first, last = values["valid_from"], values["valid_to"]
    if first and last and last < first:
        items["valid_to"].mistake(N_("The rule ends before it begins ({word})."), word=first.isoformat())
    if not values["sources"]:
        items["sources"].mistake(N_("A rule cites at least one clause."))


def _check_kind(found: Filled) -> None:
    items, kind = found.items, found.values["kind"]
    if kind == "fee" and "fee" not in items:
        items["say"].mistake(
            N_("A statement of the kind “fee” needs “fee:” (with “amount: null” where no source gives the amount).")
        )
    if kind is not None and kind != "fee" and "fee" in items:
        items["fee"].mistake(N_("Only a statement of the kind “fee” has “fee:”."))
    if kind == "step" and not found.values["actors"]:
        items["say"].mistake(N_("A step needs “actor:”: whose it is."))
    if "phase" in items and kind != "step":
        items["phase"].mistake(N_("Only a step has “phase:”."))
    if kind == "contact" and "contact" not in items:
        items["say"].mistake(N_("A statement of the kind “contact” needs “contact:” with the id of a contact."))


# -- invariants ------------------------------------------------------------------------------------------------------------


def _says_which(found: Filled) -> bool:
    if not found.items:
        found.item.mistake(N_("Say which statements are meant: {allowed}."), allowed=SELECTOR.keys)
    above = found.values["fee_above"]
    if isinstance(above, AmountName):
        found.values.update(fee_above=None, named=str(above))
    return bool(found.items)


SELECTOR = Fields(
    Selector,
    {
        "kind": Key(word_of(KINDS), None),
        **dict.fromkeys(("topic", "actor", "sends_to", "rule"), Key(name, None)),
        "fee_above": Key(amount_or_name, None),
    },
    _says_which,
)
"""Which statements an invariant speaks of."""


def _never_or_always(found: Filled) -> bool:
    if ("never" in found.items) == ("always" in found.items):
        found.item.mistake(N_("An invariant has either “never:” or “always:”."))
        return False
    return not (found.values["never"] is None and found.values["always"] is None)


INVARIANT = Fields(
    Invariant,
    {
        "id": ID,
        "text": TEXT,
        "sources": IDS,
        "when": Key(read_condition, ALWAYS, spoils=True),
        "never": Key(SELECTOR.read, None),
        "always": Key(SELECTOR.read, None),
    },
    _never_or_always,
)
"""An item of `invariants:`."""
