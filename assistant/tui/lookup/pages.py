"""What is shown when a result is opened: its paragraphs, the warnings that belong to it, and with which words a case begins."""

from __future__ import annotations

from typing import NamedTuple

from assistant.cases.case import Case
from assistant.lookup import Lookup
from assistant.lookup.outline import opened_page
from assistant.lookup.results import Warned
from assistant.lookup.writers import page_to_copy
from assistant.tui.hanging import Block
from assistant.tui.lookup.blocks import page_blocks
from assistant.words.wording import Wording


class OpenedPage(NamedTuple):
    """What one opens. `case_words` is empty where no case can begin with it; `copied` is it as text, empty if it has none."""

    blocks: tuple[Block, ...]
    warnings: tuple[Warned, ...]
    case_words: tuple[str, ...]
    copied: str


NOTHING = OpenedPage((), (), (), "")


def page(
    lookup: Lookup, about: str, wording: Wording, within: Case, *, mine: Case | None = None, open_case: bool = False
) -> OpenedPage:
    """The page of `about` (`contacts`, or a kind and an id as `topic:medicines`); without blocks if there is nothing to open.

    `mine`: the open case, marked in tables for all patients.
    `open_case`: a patient's case is open, whether or not things are looked up for that patient. What is started goes on with it.
    """
    made = opened_page(lookup, about, wording, within, mine)
    blocks = page_blocks(made, _start(made.begins, wording, open_case), wording)
    return OpenedPage(tuple(blocks), made.warnings, made.case_words, page_to_copy(made, wording))


def _start(begins: str, wording: Wording, open_case: bool) -> str:
    """The line that begins a case with this, or that adds it to the patient's whose case is open; empty without any."""
    gettext = wording.language.gettext
    if not begins:
        return ""
    if open_case:
        return gettext("Use this for the patient of the open case: {answers}", answers=begins)
    return gettext("Start a case with this: {answers}", answers=begins)
