"""The card: the answer in a border, its groups folded or open; one widget that draws all of it, so that memory stays flat."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events
from textual.content import Content
from textual.geometry import Region

from assistant.tui.hanging import PRESS, Block
from assistant.tui.widgets.paragraphs import ABOUT, Paragraphs

OPENED, FOLDED = "▾", "▸"
FOLD = "fold:"
"""Begins what a heading of a group is about."""
TICKED, NOT_TICKED = "[x]", "[ ]"
"""Before a step of one's own that is done, and that is not."""


class AnswerCard(Paragraphs, can_focus=False):
    """Shows blocks in a border. `opened` is called with what is clicked: the id of a rule, or a fold; `ticked` with a step's rule."""

    def __init__(self, *, opened: Callable[[str], None], ticked: Callable[[str], None], id: str) -> None:
        super().__init__(id=id)
        self._opened, self._ticked = opened, ticked
        self.display = True

    def title(self, title: str) -> None:
        """What stands in the border above."""
        self.border_title = Content(title)

    def how(self, subtitle: str) -> None:
        """What the keys do here, in the border below."""
        self.border_subtitle = Content(subtitle)

    def show(self, blocks: Sequence[Block]) -> None:
        super().show(blocks)
        self.display = True

    def on_click(self, event: events.Click) -> None:
        about, step = event.style.meta.get(ABOUT), event.style.meta.get(PRESS)
        if step:
            event.stop()
            self._ticked(step)
        elif about:
            event.stop()
            self.select(about)
            self._opened(about)

    def is_open(self, about: str) -> bool:
        """Whether the group with this heading is open."""
        return any(block.about == about and block.lead.startswith(OPENED) for block in self.blocks)

    @property
    def folded(self) -> tuple[tuple[str, str], ...]:
        """The groups that are folded: what each heading is about, and its text."""
        return tuple((block.about, block.text) for block in self.blocks if block.lead.startswith(FOLDED))

    def can_be_ticked(self, about: str) -> bool:
        """Whether this is a step of one's own."""
        return bool(about) and any(block.press == about for block in self.blocks)

    def step(self, step: int) -> bool:
        """To the statement or heading before or after; returns whether there is one."""
        subjects = self.subjects
        at = subjects.index(self.selected) + step if self.selected in subjects else 0 if step > 0 else len(subjects) - 1
        if not 0 <= at < len(subjects):
            return False
        self.select(subjects[at])
        return True

    @property
    def place(self) -> Region | None:
        """Where what is selected stands, within what holds the card."""
        return self.place_of(self.selected)

    def place_of(self, about: str) -> Region | None:
        """Where something stands, within what holds the card."""
        spot = self.spot(about) if about else None
        if spot is None:
            return None
        inside = self.content_region.offset - self.region.offset
        return spot.translate(self.virtual_region.offset + inside)
