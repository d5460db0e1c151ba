"""YAML as the language server reads it: the core of YAML 1.2, in which `no` is a word and a day is a text."""

from __future__ import annotations

import re
from typing import Any

import yaml


def plain(text: str) -> Any:
    """The values of a text of YAML."""
    return _value(yaml.compose(text, Loader=yaml.SafeLoader))


def _value(node: Any) -> Any:
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): _value(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_value(value) for value in node.value]
    if node is None or node.style is not None:
        return None if node is None else node.value
    return _scalar(node.value)


def _scalar(word: str) -> Any:
    if word in ("", "~", "null", "Null", "NULL"):
        return None
    if word in ("true", "True", "TRUE", "false", "False", "FALSE"):
        return word.casefold() == "true"
    if re.fullmatch(r"[-+]?[0-9]+", word):
        return int(word)
    if re.fullmatch(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", word):
        return float(word)
    return word
