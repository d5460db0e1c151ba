"""A lead in one line: what answers the question on a topic, and where that is open, what with which answer.

An uncertain lead is told as fully as the line has room for: in its statements' own words, in their brief words, by what they charge; at
last only on what it turns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol

from assistant.answer.model import Lead
from assistant.i18n import Language
from assistant.knowledge.model import LONGEST_LEAD, Fee, Knowledge, Question, Rule

SAID_BY_THE_LINE = ("visit", "journey")
"""What a lead says in its own words: so much for the visit, where so much per visit for the visit would stand."""

LeadTelling = Callable[[Rule], str]
"""What a rule that leads is told by."""


class LeadWords(Protocol):
    """The words of a language that a lead is told in."""

    @property
    def knowledge(self) -> Knowledge: ...
    @property
    def language(self) -> Language: ...
    def rule_lead(self, rule: Rule) -> str: ...
    def rule_brief(self, rule: Rule) -> str: ...
    def fee(self, fee: Fee) -> str: ...
    def depends_on(self, facts_on: Iterable[str]) -> str: ...
    def short(self, fact: str) -> str: ...
    def value(self, question: Question, value: str) -> str: ...


def line(lead: Lead, wording: LeadWords) -> str:
    """A lead in one line of at most `LONGEST_LEAD` characters; an uncertain one says first on what it turns."""
    texts = {wording.rule_lead(rule) for rule in lead.rules}
    if lead.everywhere and len(texts) == 1 and not lead.withheld:
        return texts.pop()
    on = wording.depends_on(lead.depends_on)
    if lead.withheld:
        return f"{on}."
    return next((told for told in _tellings(lead, wording) if len(told) <= LONGEST_LEAD), f"{on}.")


def _tellings(lead: Lead, wording: LeadWords) -> Iterator[str]:
    """The lead from its fullest telling to its shortest: what is said of every topic is shortened first."""

    def general(rule: Rule) -> str:
        said = rule.statement
        return wording.rule_brief(rule) if said is not None and said.always else wording.rule_lead(rule)

    def amount(rule: Rule) -> str:
        return _amount(rule, wording) or wording.rule_brief(rule)

    tellings = [wording.rule_lead, general, wording.rule_brief, amount]
    tellings = tellings if _each_its_amount(lead, wording) else tellings[:-1]
    for telling in tellings if lead.branches else ():
        yield _by_answer(lead, wording, telling)
    for telling in tellings:
        yield from _side_by_side(lead, wording, telling)
    if fees := _fees_between(lead, wording):
        yield f"{wording.depends_on(lead.depends_on)}: {fees}"


def _amount(rule: Rule, wording: LeadWords) -> str:
    """What a rule that leads charges, if that is known and it has no brief words; what is paid for is what the question is about."""
    said = rule.statement
    if said is None or said.brief or said.fee is None or said.fee.amount is None:
        return ""
    return wording.fee(_unit_left_out(said.fee))


def _unit_left_out(fee: Fee) -> Fee:
    return fee._replace(per=None) if fee.per in SAID_BY_THE_LINE else fee


def _each_its_amount(lead: Lead, wording: LeadWords) -> bool:
    """Whether no two statements charge the same for different things: as one amount that would say too much."""
    charging = [rule for rule in lead.rules if _amount(rule, wording)]
    amounts = {_amount(rule, wording) for rule in charging}
    return len(amounts) == len({wording.rule_lead(rule) for rule in charging})


def _by_answer(lead: Lead, wording: LeadWords, telling: LeadTelling) -> str:
    """The lead in one telling of its rules, by the answers to the one question that is open."""
    question = wording.knowledge.question_for(lead.depends_on[0])
    values: dict[str, set[str]] = {}
    for rule, of in zip(lead.rules, lead.branches, strict=True):
        values.setdefault(telling(rule), set()).update(of)
    if rest := set(lead.possible).difference(*values.values()):
        values.setdefault(wording.language.gettext("not known here"), set()).update(rest)
    if len(values) == 1:
        return _sentence(next(iter(values)))
    return f"{wording.short(question.id)}? {_branches(question, values, wording)}"


def _side_by_side(lead: Lead, wording: LeadWords, telling: LeadTelling) -> Iterator[str]:
    """The lead in one telling of its rules, one after another: more than one question is open, or its answers are long."""
    not_known = wording.language.gettext("not known here")
    texts = list(dict.fromkeys(telling(rule) for rule in lead.rules))
    texts += [] if lead.everywhere or not_known in texts else [not_known]
    if len(texts) == 1:
        yield _sentence(texts[0])
        return
    bare = [text.removesuffix(".") for text in texts]
    # An amount alone says nothing beside the same amount with what it is for.
    beside = " · ".join(text for text in bare if not any(other.startswith(f"{text} ") for other in bare))
    yield f"{wording.depends_on(lead.depends_on)}: {beside}"
    yield f"{' '.join(f'{wording.short(fact)}?' for fact in lead.depends_on)} {beside}"


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith('.') else '.'}"


def _branches(question: Question, values: dict[str, set[str]], wording: LeadWords) -> str:
    """What holds with which answers, in the order of the answers; what holds with most of them as what holds otherwise, and last."""
    place = {value.id: index for index, value in enumerate(question.values)}
    ordered = sorted(values.items(), key=lambda pair: min(place[value] for value in pair[1]))
    most = max(ordered, key=lambda pair: len(pair[1]))
    if question.number is None and len(most[1]) > 1:
        ordered = [*(pair for pair in ordered if pair is not most), most]
    named = [
        wording.language.gettext("otherwise")
        if pair is most and question.number is None and len(pair[1]) > 1
        else _named(question, sorted(pair[1], key=place.__getitem__), wording)
        for pair in ordered
    ]
    return " ".join(_sentence(f"{name}: {text}") for name, (text, _) in zip(named, ordered, strict=True))


def _named(question: Question, ids: Sequence[str], wording: LeadWords) -> str:
    """Some answers to a question by their labels; bands of a number by the numbers between which they lie."""
    if question.number is None:
        return ", ".join(wording.value(question, id) for id in ids)
    return ", ".join(_span(question, low, high, wording) for low, high in question.spans(ids))


def _span(question: Question, low: int, high: int, wording: LeadWords) -> str:
    assert question.number is not None
    if low == question.number.least:
        return wording.language.gettext("under {number}", number=str(high + 1))
    if high == question.number.greatest:
        return wording.language.gettext("from {number}", number=str(low))
    return f"{low}–{high}"


def _fees_between(lead: Lead, wording: LeadWords) -> str:
    """What the statements that may lead charge: the least to the greatest amount, or each different fee if one is not known.

    Empty where one of them is no fee, and where all are the same: then they differ in what is paid for, and the amount alone
    would say too much.
    """
    statements = [rule.statement for rule in lead.rules if rule.statement is not None]
    fees = [_unit_left_out(said.fee) for said in statements if said.fee is not None]
    words = list(dict.fromkeys(wording.fee(fee) for fee in fees))
    if len(fees) < len(lead.rules) or not lead.everywhere or len(words) < 2:
        return ""
    known = sorted((fee.amount, index) for index, fee in enumerate(fees) if fee.amount is not None)
    if len(known) < len(fees):
        return " · ".join(words)
    least, most = fees[known[0][1]], fees[known[-1][1]]
    return wording.language.gettext("{least} to {most}", least=wording.fee(least), most=wording.fee(most))
