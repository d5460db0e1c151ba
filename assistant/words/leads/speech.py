"""The words of a language that a lead is told in, and how they stand in a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from typing import Protocol

from assistant.i18n import Language
from assistant.knowledge.conditions import Has
from assistant.knowledge.model import Fee, Knowledge, Question, Rule, Statement
from assistant.texts import cased


class LeadWords(Protocol):
    """The words of a language that a lead is told in."""

    @property
    def knowledge(self) -> Knowledge: ...
    @property
    def language(self) -> Language: ...
    def rule_lead(self, rule: Rule) -> str: ...
    def rule_brief(self, rule: Rule) -> str: ...
    def once(self, tell: Callable[[Rule, LeadWords], str], rule: Rule) -> str: ...
    def as_every_topic(self, fact: str) -> frozenset[str]: ...
    def fee(self, fee: Fee) -> str: ...
    def depends_on(self, facts_on: Iterable[str]) -> str: ...
    def short(self, fact: str) -> str: ...
    @property
    def names(self) -> Collection[str]: ...
    def settle(self, question: Question) -> str: ...
    def ask(self, question: Question) -> str: ...
    def brief_value(self, question: Question, value: str) -> str: ...
    def is_said_by_its_answers(self, question: Question) -> bool: ...


def small(text: str, names: Collection[str]) -> str:
    """A text within a sentence: its first letter small, if it does not begin with a name, or with a word in capitals, as LMA."""
    first = re.split(r"[^\w-]", text, maxsplit=1)[0]
    return text if first in names or not first[1:].islower() else text[:1].lower() + text[1:]


def says_what_every_topic_says(said: Statement) -> bool:
    """Whether it holds whatever is asked about; not where it doubts what the topic says, and goes before it."""
    return said.always and not said.doubts


def answers_told_on_every_topic(knowledge: Knowledge, fact: str) -> frozenset[str]:
    """The answers to a question of which one line says the same on every topic: residents, visitors."""
    found: set[str] = set()
    for rule in knowledge.rules.values():
        said, when = rule.statement, rule.when
        if said is not None and said.lead and says_what_every_topic_says(said) and isinstance(when, Has):
            found |= when.values if when.fact == fact else set()
    return frozenset(found)


def sentence(text: str) -> str:
    """A text as a sentence of the line."""
    return f"{cased(text)}{'' if text.endswith(('.', '?')) else '.'}"


def first_otherwise(asked: Collection[str], wording: LeadWords) -> str:
    """Whom to ask first with all other answers, as a sentence: "Otherwise: ask the pharmacy first."; empty if that is not one and the same."""
    first, *others = asked or [""]
    otherwise = wording.language.gettext("otherwise")
    return sentence(f"{otherwise}: {first}") if first and not others else ""


def to_ask_otherwise(questions: Iterable[Question], wording: LeadWords) -> str:
    """What to find out, as a sentence, where the answers that a line has told are not the patient's: "Otherwise: ask the age."."""
    otherwise = wording.language.gettext("otherwise")
    asked = ", ".join(dict.fromkeys(map(wording.ask, questions)))
    return sentence(f"{otherwise}: {asked}")
