"""The words by which something new is understood: those listed for another value are moved."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import yaml

from assistant.audit.scaffold.editing import added, top_of, value_at, without
from assistant.audit.scaffold.plan import quoted
from assistant.audit.schema.keeping import read
from assistant.knowledge.read.phrases import letters

_MEANS = "means"
_LEFT_EMPTY = re.compile(r"^ +[a-z]{2,3}: \[\] *\n", re.MULTILINE)
"""The line of a language of which no word is left."""


def moved(folder: Path, fact: str, value: str, label: str, words: Iterable[str]) -> dict[Path, str]:
    """The word list of a fact with these words, and the label, taken from its other values and given to a new one.

    The label itself needs no word: what a value is called is understood.
    """
    found = _words_of(folder, fact)
    if found is None:
        return {}
    path, text = found
    wanted = {letters(word) for word in (label, *words)}
    means = value_at(top_of(text), _MEANS)
    languages: dict[str, list[str]] = {}
    items = means.value if isinstance(means, yaml.SequenceNode) else []
    for entry in items:
        for code, listed in _by_language(entry):
            languages.setdefault(code, []).extend(word for word in listed if letters(word) in wanted)
    text, _ = without(text, means, lambda word: letters(word) in wanted)
    text = _LEFT_EMPTY.sub("", text)
    told = {letters(word) for listed in languages.values() for word in listed}
    new = [word for word in words if letters(word) not in told]
    languages.setdefault("sv", []).extend(new)
    given = {
        code: _once(word for word in listed if letters(word) != letters(label)) for code, listed in languages.items()
    }
    lines = [
        f"- value: {value}",
        *(f"  {code}: [{', '.join(map(quoted, listed))}]" for code, listed in given.items() if listed),
    ]
    if len(lines) > 1:
        text = added(text, value_at(top_of(text), _MEANS), lines)
    return {path: text}


def _once(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(words))


def _words_of(folder: Path, fact: str) -> tuple[Path, str] | None:
    """The file of `words/` with the words of a fact."""
    for path in sorted((folder / "words").glob("*.yaml")):
        text = read(path)
        top = top_of(text)
        if getattr(value_at(top, "fact"), "value", None) == fact and value_at(top, _MEANS) is not None:
            return path, text
    return None


def _by_language(entry: yaml.Node) -> Iterator[tuple[str, list[str]]]:
    """The phrases of an entry by language."""
    for key, value in entry.value if isinstance(entry, yaml.MappingNode) else []:
        if isinstance(value, yaml.SequenceNode) and key.value != "values":
            yield key.value, [item.value for item in value.value if isinstance(item, yaml.ScalarNode)]


def told_by(folder: Path, key: str) -> tuple[Path, str] | None:
    """The file of `training/` that holds a list under a key."""
    for path in sorted((folder / "training").glob("*.yaml")):
        text = read(path)
        if value_at(top_of(text), key) is not None:
            return path, text
    return None
