"""Editing YAML as a person would: lines are put in or taken out, and all else, comments too, stays as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import yaml

from assistant.audit.scaffold.plan import ScaffoldError
from assistant.i18n import N_


def top_of(text: str) -> yaml.Node | None:
    """The top node of a text of YAML that has been read before without a mistake."""
    return yaml.compose(text, Loader=yaml.SafeLoader)  # not the faster one: only this one counts in characters


def value_at(node: yaml.Node | None, key: str) -> yaml.Node | None:
    """The value of a key of a mapping; None if there is none."""
    if not isinstance(node, yaml.MappingNode):
        return None
    return next((value for name, value in node.value if name.value == key), None)


def item_with(node: yaml.Node | None, key: str, word: str) -> yaml.Node | None:
    """The item of a list that has this word under a key."""
    items = node.value if isinstance(node, yaml.SequenceNode) else []
    return next((item for item in items if getattr(value_at(item, key), "value", None) == word), None)


def added(text: str, node: yaml.Node | None, lines: Iterable[str]) -> str:
    """A text with these lines put in as the last ones of a list or a mapping, indented as it is.

    Raises ScaffoldError where it is not written in lines of its own.
    """
    if not isinstance(node, yaml.CollectionNode) or (node.flow_style and node.value):
        raise ScaffoldError(N_("A list is not written in lines of its own: add the new item by hand."))
    if not node.value:  # "[]"
        whole = "".join(f"\n  {line}" for line in lines)
        return text[: node.start_mark.index].rstrip(" ") + whole + text[node.end_mark.index :]
    indent = " " * node.start_mark.column
    split = text.splitlines(keepends=True)
    at = _after(node, text, split)
    if at and not split[at - 1].endswith("\n"):
        split[at - 1] += "\n"
    return "".join([*split[:at], *(f"{indent}{line}".rstrip() + "\n" for line in lines), *split[at:]])


def _after(node: yaml.Node, text: str, lines: list[str]) -> int:
    """The number of lines up to the last one of a collection: what follows it may be blank, or a comment on what comes next."""
    end = len(lines) if node.end_mark.index >= len(text.rstrip("\n")) else node.end_mark.line
    while end and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#")):
        end -= 1
    return end


def without(text: str, node: yaml.Node | None, unwanted: Callable[[str], bool]) -> tuple[str, list[str]]:
    """A text without those words of the lists within a node that are unwanted, and these words."""
    taken: list[str] = []
    for found in sorted(
        _lists(node), key=lambda each: -each.start_mark.index
    ):  # from the end, so that places stay right
        gone = [item.value for item in found.value if unwanted(item.value)]
        if gone and found.flow_style:
            kept = [item for item in found.value if not unwanted(item.value)]
            shown = ", ".join(text[item.start_mark.index : item.end_mark.index] for item in kept)
            text = f"{text[: found.start_mark.index]}[{shown}]{text[found.end_mark.index :]}"
            taken += gone
    return text, taken


def _lists(node: yaml.Node | None) -> Iterator[yaml.SequenceNode]:
    """The lists of words within a node."""
    if isinstance(node, yaml.SequenceNode):
        if node.value and all(isinstance(item, yaml.ScalarNode) for item in node.value):
            yield node
        for item in node.value:
            yield from _lists(item)
    elif isinstance(node, yaml.MappingNode):
        for _, value in node.value:
            yield from _lists(value)
