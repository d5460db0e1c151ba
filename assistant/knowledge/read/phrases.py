"""Reading phrases of `words/`: the words of each language beside the keys that say what they mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from assistant.i18n import N_
from assistant.knowledge.read.nodes import Node
from assistant.texts import folded

_LANGUAGE = re.compile(r"[a-z]{2,3}\Z")
_PLACEHOLDER = re.compile(r"\{(\w*)\}")
_LETTERS = re.compile(r"[^\W_]+|[<>+]|\{\w+\}")
_BY_LANGUAGE = "sv, en, …"
OF_COUNTS, OF_BIRTH, OF_YEARS = ("n", "m"), ("year", "n", "m", "date"), ("year",)
"""The placeholders of a phrase: of what is counted, of a birth, of a year that is over."""

Placed = Mapping[str, list[tuple[str, Node]]]
"""Phrases by language, each with the node whose place it has: of ten thousands that are read, the places of few are asked for."""


def by_key(item: Node, keys: Iterable[str], needed: str = "") -> tuple[dict[str, Node], list[tuple[Node, Node]]] | None:
    """The values of these keys of a mapping, and the rest of its pairs: phrases by language. None if it is no mapping, or lacks what is `needed`."""
    pairs = item.pairs()
    if pairs is None:
        return None
    keys = tuple(keys)
    named = {pair[0].node.value: pair[1] for pair in pairs if pair[0].node.value in keys}
    if needed and needed not in named:
        item.mistake(N_("The key {word} is missing."), word=needed)
        return None
    return named, [pair for pair in pairs if pair[0].node.value not in keys]


def read_phrases(
    item: Node, pairs: Iterable[tuple[Node, Node]], beside: Iterable[str], placeholders: tuple[str, ...] = OF_COUNTS
) -> Placed:
    """The phrases of each language. `beside`: the keys that may stand beside the languages."""
    found: dict[str, list[tuple[str, Node]]] = {}
    pairs = list(pairs)
    for key, phrases in pairs:
        code = language_of(key, beside)
        if code is not None:
            read = ((_phrase(entry, placeholders), entry) for entry in phrases.one_or_more())
            found[code] = [
                (each, entry)
                for text, entry in read
                if text is not None
                for each in _each_of_class(text, code, item.mistakes.classes)
            ]
    if not pairs:
        item.mistake(N_("There are no words here: a line for each language is needed, as “sv: […]”."))
    return found


def language_of(key: Node, beside: Iterable[str]) -> str | None:
    """The code of a language that a key is."""
    name = str(key.node.value)
    if _LANGUAGE.match(name):
        return name
    allowed = ", ".join((*beside, _BY_LANGUAGE))
    key.mistake(N_("Unknown key {word}. Allowed here: {allowed}."), word=name, allowed=(allowed,))
    return None


def placeholders_of(phrase: str) -> set[str]:
    """The placeholders of a phrase."""
    return set(_PLACEHOLDER.findall(phrase))


def texts(found: Placed) -> dict[str, tuple[str, ...]]:
    """The phrases without their places."""
    return {code: tuple(text for text, _ in placed) for code, placed in found.items()}


def letters(text: str) -> tuple[str, ...]:
    """The words of a phrase in small letters without diacritics: what is the same phrase when typed."""
    plain = folded(text)
    return tuple(plain.split(" ") if _is_words(plain) else _LETTERS.findall(plain))


def _is_words(text: str) -> bool:
    """Whether a text is words of letters and numbers with one space between them: nearly all are, and that is soon seen."""
    return text.replace(" ", "").isalnum() and "  " not in text and text == text.strip(" ")


def _each_of_class(text: str, code: str, classes: Mapping[str, Mapping[str, tuple[str, ...]]]) -> Iterable[str]:
    """A phrase; one that is a class of words alone, as each of its words in that language."""
    if text[0] != "{":
        return (text,)
    return classes[text[1:-1]].get(code, ()) if text[1:-1] in classes and text == f"{{{text[1:-1]}}}" else (text,)


def _phrase(item: Node, placeholders: tuple[str, ...]) -> str | None:
    text = item.text()
    if text is None or _is_words(text):
        return text
    for name in _PLACEHOLDER.findall(text):
        if name not in placeholders and name not in item.mistakes.classes:
            message = N_("There is no placeholder {word} here. Allowed: {allowed}.")
            known = (*placeholders, *item.mistakes.classes)
            item.mistake(message, [f"{{{one}}}" for one in known], f"{{{name}}}")
            return None
    if not letters(text):
        item.mistake(N_("There is no word in “{word}”."), word=text)
        return None
    return text
