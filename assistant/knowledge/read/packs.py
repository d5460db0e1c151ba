"""Reading what a pack holds: documents, clauses, contacts, rules; and the invariants, which speak of them."""

from __future__ import annotations

from assistant.i18n import N_
from assistant.knowledge.conditions import ALWAYS, All, Condition, Has, Not, Some
from assistant.knowledge.model import (
    GRADES,
    KINDS,
    NATIONAL,
    PERS,
    Anomaly,
    Clause,
    Contact,
    Document,
    Fee,
    FormPart,
    Invariant,
    Rule,
    Selector,
    Statement,
)
from assistant.knowledge.read.nodes import Node

_SAID = (
    "topic",
    "actor",
    "text",
    "fee",
    "limit",
    "contact",
    "link",
    "form",
    "order",
    "always",
    "sends_to",
    "mentions",
    "lead",
)
DEFAULT_ORDER = 50
DEFAULT_CURRENCY = "SEK"


def read_document(item: Node, pack: str) -> Document | None:
    """An item of `documents:`."""
    fields = item.fields(("id", "title", "publisher", "date", "review_by"), ("in_force_from", "grade", "url"))
    if fields is None:
        return None
    id, title, publisher = fields["id"].identifier(), fields["title"].text(), fields["publisher"].text()
    date, review_by = fields["date"].text(), fields["review_by"].day()
    in_force = fields["in_force_from"].day() if "in_force_from" in fields else None
    grade = fields["grade"].one_of(GRADES) if "grade" in fields else None
    url = fields["url"].text() if "url" in fields else None
    if id is None or title is None or publisher is None or date is None or review_by is None:
        return None
    return Document(id, pack, title, publisher, date, in_force, review_by, grade, url, item.place)


def read_clause(item: Node, pack: str) -> Clause | None:
    """An item of `clauses:`."""
    fields = item.fields(("id", "document", "says"), ("at", "grade", "not_for", "who", "disposition", "anomaly"))
    if fields is None:
        return None
    id, document, says = fields["id"].identifier(), fields["document"].identifier(), fields["says"].text()
    at, who, disposition = (
        fields[key].text(empty=True) if key in fields else "" for key in ("at", "who", "disposition")
    )
    anomaly = _read_anomaly(fields["anomaly"]) if "anomaly" in fields else None
    grade = fields["grade"].one_of(GRADES) if "grade" in fields else None
    not_for = read_condition(fields["not_for"]) if "not_for" in fields else None
    if id is None or document is None or says is None:
        return None
    return Clause(id, pack, document, at or "", grade, not_for, says, who or "", disposition or "", anomaly, item.place)


def _read_anomaly(item: Node) -> Anomaly | None:
    fields = item.fields(("text", "topics"))
    if fields is None:
        return None
    text, topics = fields["text"].text(), fields["topics"].gather(Node.identifier)
    return None if text is None else Anomaly(text, topics)


def read_contact(item: Node, pack: str) -> Contact | None:
    """An item of `contacts:`."""
    fields = item.fields(("id", "name", "sources"), ("phone", "email", "fax", "hours"))
    if fields is None:
        return None
    id, name = fields["id"].identifier(), fields["name"].text()
    phone, email, fax, hours = (
        fields[key].text() if key in fields else None for key in ("phone", "email", "fax", "hours")
    )
    if not fields.keys() & {"phone", "email", "fax"}:
        item.mistake(N_("A contact needs at least one of phone, email, fax."))
    sources = fields["sources"].gather(Node.identifier)
    return (
        None if id is None or name is None else Contact(id, pack, name, phone, email, fax, hours, sources, item.place)
    )


def read_rule(item: Node, pack: str) -> Rule | None:
    """An item of `rules:`: it derives a fact or says something."""
    common = ("when", "overrides", "valid_from", "valid_to")
    says = _has_key(item, "say")
    if says == _has_key(item, "derive"):
        item.mistake(N_("A rule has either “say:” or “derive:”."))
        return None
    fields = (
        item.fields(("id", "say", "topic", "text", "sources"), (*common, *_SAID))
        if says
        else item.fields(("id", "derive", "sources"), common)
    )
    if fields is None:
        return None
    id = fields["id"].identifier()
    when: Condition | None = read_condition(fields["when"]) if "when" in fields else ALWAYS
    overrides = fields["overrides"].gather(Node.identifier) if "overrides" in fields else ()
    if overrides and pack == NATIONAL:
        fields["overrides"].mistake(N_("A national rule cannot override another rule; only a region's rule can."))
    valid_from = fields["valid_from"].day() if "valid_from" in fields else None
    valid_to = fields["valid_to"].day() if "valid_to" in fields else None
    if valid_from and valid_to and valid_to < valid_from:
        fields["valid_to"].mistake(N_("The rule ends before it begins ({word})."), word=valid_from.isoformat())
    sources = fields["sources"].gather(Node.identifier)
    if not sources:
        fields["sources"].mistake(N_("A rule cites at least one clause."))
    statement = _read_statement(fields) if says else None
    derive = None if says else _read_derivation(fields["derive"])
    if id is None or when is None or (statement is None and derive is None):
        return None
    places = {key: value.place for key, value in fields.items()}
    inherits = bool(overrides) and "when" not in fields
    return Rule(
        id, pack, when, derive, statement, sources, overrides, valid_from, valid_to, inherits, item.place, places
    )


def _has_key(item: Node, name: str) -> bool:
    value = getattr(item.node, "value", None)
    return isinstance(value, list) and any(isinstance(pair, tuple) and pair[0].value == name for pair in value)


def _read_derivation(item: Node) -> tuple[str, str] | None:
    pairs = item.pairs() or []
    if len(pairs) != 1:
        item.mistake(N_("A rule derives one fact: one line of “fact: value”."))
        return None
    fact, value = pairs[0][0].identifier(), pairs[0][1].identifier()
    return None if fact is None or value is None else (fact, value)


def _read_statement(fields: dict[str, Node]) -> Statement | None:
    kind = fields["say"].one_of(KINDS)
    topic, text = fields["topic"].identifier(), fields["text"].text()
    actors = fields["actor"].gather(Node.identifier) if "actor" in fields else ()
    fee = _read_fee(fields["fee"]) if "fee" in fields else None
    limit = _read_fee(fields["limit"]) if "limit" in fields else None
    contact = fields["contact"].identifier() if "contact" in fields else None
    link = fields["link"].identifier() if "link" in fields else None
    form = _read_form(fields["form"]) if "form" in fields else None
    order = fields["order"].whole_number() if "order" in fields else DEFAULT_ORDER
    always = fields["always"].flag() if "always" in fields else False
    sends_to = fields["sends_to"].gather(Node.identifier) if "sends_to" in fields else ()
    mentions = fields["mentions"].gather(Node.identifier) if "mentions" in fields else ()
    lead = fields["lead"].text() if "lead" in fields else ""
    if kind == "fee" and "fee" not in fields:
        fields["say"].mistake(
            N_("A statement of the kind “fee” needs “fee:” (with “amount: null” where no source gives the amount).")
        )
    if kind is not None and kind != "fee" and "fee" in fields:
        fields["fee"].mistake(N_("Only a statement of the kind “fee” has “fee:”."))
    if kind == "contact" and "contact" not in fields:
        fields["say"].mistake(N_("A statement of the kind “contact” needs “contact:” with the id of a contact."))
    if kind is None or topic is None or text is None or order is None or always is None or lead is None:
        return None
    return Statement(
        kind, topic, actors, text, fee, limit, contact, link, form, order, always, sends_to, mentions, lead
    )


def _read_form(item: Node) -> FormPart | None:
    fields = item.fields(("name", "heading", "lines"))
    if fields is None:
        return None
    name, heading, lines = fields["name"].text(), fields["heading"].text(), fields["lines"].gather(Node.text)
    return None if name is None or heading is None else FormPart(name, heading, lines)


def _read_fee(item: Node) -> Fee | None:
    fields = item.fields(("amount",), ("currency", "max", "per"))
    if fields is None:
        return None
    unknown = fields["amount"].is_null()
    amount = None if unknown else fields["amount"].amount()
    currency = fields["currency"].one_of((DEFAULT_CURRENCY,)) if "currency" in fields else DEFAULT_CURRENCY
    maximum = fields["max"].flag() if "max" in fields else False
    per = fields["per"].one_of(PERS) if "per" in fields else None
    if (amount is None and not unknown) or currency is None or maximum is None:
        return None
    return Fee(amount, currency, maximum, per)


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
    if value.is_mapping():
        inner = value.fields(("not",))
        has = None if inner is None or fact is None else _has(fact, key, inner["not"])
        return None if has is None else Not(has)
    return None if fact is None else _has(fact, key, value)


def _has(fact: str, key: Node, value: Node) -> Has | None:
    values = value.gather(Node.identifier)
    if not values:
        if not value.one_or_more():
            value.mistake(N_("No value is given for {word}."), word=fact)
        return None
    return Has(fact, frozenset(values), key.place)


def read_invariant(item: Node) -> Invariant | None:
    """An item of `invariants:`."""
    fields = item.fields(("id", "text", "sources"), ("when", "never", "always"))
    if fields is None:
        return None
    id, text = fields["id"].identifier(), fields["text"].text()
    when: Condition | None = read_condition(fields["when"]) if "when" in fields else ALWAYS
    never = _read_selector(fields["never"]) if "never" in fields else None
    always = _read_selector(fields["always"]) if "always" in fields else None
    if ("never" in fields) == ("always" in fields):
        item.mistake(N_("An invariant has either “never:” or “always:”."))
        return None
    sources = fields["sources"].gather(Node.identifier)
    if id is None or text is None or when is None or (never is None and always is None):
        return None
    return Invariant(id, text, when, never, always, sources, item.place)


def _read_selector(item: Node) -> Selector | None:
    fields = item.fields((), ("kind", "topic", "actor", "sends_to", "rule", "fee_above"))
    if not fields:
        item.mistake(
            N_("Say which statements are meant: {allowed}."),
            allowed=("kind", "topic", "actor", "sends_to", "rule", "fee_above"),
        )
        return None
    return Selector(
        kind=fields["kind"].one_of(KINDS) if "kind" in fields else None,
        topic=fields["topic"].identifier() if "topic" in fields else None,
        actor=fields["actor"].identifier() if "actor" in fields else None,
        sends_to=fields["sends_to"].identifier() if "sends_to" in fields else None,
        rule=fields["rule"].identifier() if "rule" in fields else None,
        fee_above=fields["fee_above"].amount() if "fee_above" in fields else None,
    )
