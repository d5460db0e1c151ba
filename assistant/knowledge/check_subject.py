"""Checking that what belongs together is of one subject: a rule and the topic in its name, what it overrides, what an amount is paid for, and a
fee that is nothing and its words. A slip here breaks no rule of the YAML, and leaves the answer on one topic without what another has too much."""

from __future__ import annotations

from collections import Counter

from assistant.i18n import N_
from assistant.knowledge.model import Knowledge, Rule, Statement
from assistant.knowledge.read.nodes import Mistakes


def check_subject(knowledge: Knowledge, rule: Rule, mistakes: Mistakes) -> None:
    """Note where the parts of a rule, or it and what it overrides, are not of one subject."""
    said = rule.statement
    if said is None or said.topic not in knowledge.topics:
        return
    first = rule.id.split(".")[0]
    if first in knowledge.topics and first != said.topic:
        message = N_("{rule} is on {topic}, but its name begins with {word}: one of the two is wrong.")
        mistakes.add(rule.at("topic"), message, word=first, rule=rule.id, topic=said.topic)
    for id in rule.overrides:
        other = knowledge.rules[id].statement if id in knowledge.rules else None
        if other is not None and other.topic != said.topic:
            message = N_("{rule} is on {topic} and overrides {word}, which is on {other}.")
            mistakes.add(rule.at("overrides"), message, word=id, rule=rule.id, topic=said.topic, other=other.topic)
    _paid_for(knowledge, rule, said, mistakes)
    _free(knowledge, rule, said, mistakes)


def _paid_for(knowledge: Knowledge, rule: Rule, said: Statement, mistakes: Mistakes) -> None:
    """An amount is paid for one thing: a visit, a journey. Most rules that name it are taken to know what."""
    named = dict(rule.named).get("fee")
    if named is None or said.fee is None or said.fee.per is None:
        return
    paid = [
        (other.statement.fee.per, other.id)
        for other in knowledge.rules.values()
        if ("fee", named) in other.named and other.statement is not None and other.statement.fee is not None
    ]
    most = Counter(per for per, _ in paid).most_common(1)[0][0] if paid else said.fee.per
    if said.fee.per != most:
        message = N_("{rule} says {word} “per: {per}”, but {other} says it “per: {other_per}”.")
        other = next(id for per, id in paid if per == most)
        parts = {"rule": rule.id, "per": said.fee.per, "other": other, "other_per": str(most)}
        mistakes.add(rule.at("fee"), message, word=named, **parts)


def _free(knowledge: Knowledge, rule: Rule, said: Statement, mistakes: Mistakes) -> None:
    """Where nothing is paid, each line says so, by a word of `free:` or as {fee}."""
    if said.fee is None or said.fee.amount is None or said.fee.amount or not knowledge.free:
        return
    for key in ("text", "lead", "own", "line", "slip"):
        line: str = getattr(said, key)
        if line and "{fee}" not in line and not any(word.casefold() in line.casefold() for word in knowledge.free):
            message = N_(
                "{rule} is free of charge, but its “{key}:” does not say so: write {{fee}}, or one of {words}."
            )
            mistakes.add(rule.at(key), message, rule=rule.id, key=key, words=", ".join(knowledge.free))
