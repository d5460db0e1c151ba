"""What is said of a bench, in the words of a language: mistakes with their places, the state that answers, what the last save changed."""

from __future__ import annotations

import difflib
import textwrap

from assistant.editing.bench import Bench
from assistant.i18n import N_, Language
from assistant.texts import visible

_LONGEST = 2000
"""Characters of a mistake."""
MARK = N_("last good state")
"""Stands by an answer of a state that is no longer what the files say."""


def head(bench: Bench, language: Language) -> str:
    """The state of the folder in a line."""
    gettext = language.gettext
    time = bench.since.strftime("%H:%M:%S")
    if bench.problems:
        count = language.ngettext("{number} mistake.", "{number} mistakes.", len(bench.problems))
        answered = gettext("What is answered is the last good state, of {time}.", time=time)
        return f"{count} {answered}"
    folder = visible(bench.folder, 200)
    if bench.before is None:
        return gettext("No mistakes in {folder}. Every save is checked.", folder=folder)
    return gettext("No mistakes in {folder}, as saved at {time}.", folder=folder, time=time)


def mistakes(bench: Bench, language: Language) -> list[str]:
    """Every mistake in a line, with its place."""
    return [visible(problem.in_folder(bench.folder).text(language), _LONGEST) for problem in bench.problems]


def still_to_do(bench: Bench, language: Language) -> list[str]:
    """What is no mistake and is still to be done, in a line each."""
    return [language.gettext("Left to do: {text}", text=visible(line, _LONGEST)) for line in bench.left(language.code)]


def answer_changes(before: str, after: str, language: Language) -> list[str]:
    """What is no longer in a text, and what is new in it, line by line."""
    told = {"-": N_("no longer: {text}"), "+": N_("new: {text}")}
    lines = difflib.ndiff(before.splitlines(), after.splitlines())
    return [language.gettext(told[line[0]], text=line[2:].strip()) for line in lines if line[0] in told]


def rows(bench: Bench, language: Language, width: int, most: int) -> list[str]:
    """As many rows as there are: the state; then the mistakes, or what changed. The last row counts what does not fit.

    Of several mistakes each is cut where it takes the place of another: to see where they stand is worth more than all of one.
    """
    first = _wrapped(head(bench, language), width)
    effects = bench.effects(language.code)
    texts = mistakes(bench, language) or [
        *(effects.lines if effects is not None else ()),
        *still_to_do(bench, language),
    ]
    room = max(0, most - len(first))
    each = max(1, room // max(1, len(texts)))
    found = [_cut(_wrapped(text, width), each) for text in texts]
    shown: list[str] = []
    left = list(found)
    while left and len(shown) + len(left[0]) + (len(left) > 1) <= room:
        shown += left.pop(0)
    if left:
        shown = [*shown, language.ngettext("… and {number} more.", "… and {number} more.", len(left))]
    return [*first, *shown][: max(1, most)]


def _cut(lines: list[str], most: int) -> list[str]:
    return lines if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1][:-1]}…"]


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, max(20, width), subsequent_indent="  ", break_on_hyphens=False) or [""]
