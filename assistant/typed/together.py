"""Together: what signs say of a fact that none says alone. "Refused" leaves the situation open; refused and in hiding does not."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from assistant.knowledge.word_lists import Together
from assistant.typed.scope import DENIED, DOUBTED, SAID
from assistant.typed.settling import Mention
from assistant.typed.sign_rules import SignRules

YEARS = "years"
"""The sign that a span of years is ("for two years"), whatever it is called in the word lists."""
ABROAD = "lives_abroad"
"""The sign that somebody is told to live in another country, whatever it is called."""
ELSEWHERE = "goes_elsewhere"
"""The sign that somebody travels to a place that is not in the region of the reception."""


def concluded(
    rules: SignRules, signs: Mapping[str, str], mentions: Sequence[Mention], named: Container[str] = ()
) -> list[Mention]:
    """The mentions of a fact with what its signs say together by its rules: what the most signs say, in place of what each says alone.

    What they usually mean is nothing where the line names the fact; and no rule holds where something speaks against it: a sign, or a value that
    the line names (`named`).
    """
    holding = [rule for rule in rules.holding(signs) if rule.usual or not _against(rule, signs, named)]
    if not holding:
        return list(mentions)
    best = max(holding, key=lambda rule: len(rule.of))
    if best.usual and (any(mention.mode != DENIED for mention in mentions) or _against(best, signs, named)):
        return list(mentions)
    words = " … ".join(dict.fromkeys(signs[sign] for sign in best.of))
    mode = DOUBTED if best.usual or len(best.values) > 1 else SAID
    told = Mention(best.values, mode, words, usual=best.usual)
    alike = [rule for rule in holding if rule.values == best.values]
    return [told, *(one for one in mentions if not any(_outweighed(one, rule) for rule in alike))]


def _against(rule: Together, signs: Container[str], named: Container[str]) -> bool:
    return any(sign in signs or sign in named for sign in rule.unless)


def _outweighed(mention: Mention, rule: Together) -> bool:
    """Whether what signs say together stands in place of this: one of the signs, or a value that does not contradict them."""
    if mention.present:
        return False  # "missed the nurse on Monday, and is here for the doctor now"
    if mention.sign in rule.of:
        return True
    return mention.mode == SAID and set(mention.values) <= {*rule.over, *rule.values}
