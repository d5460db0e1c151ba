"""Paragraphs that scroll and of which some can be picked: by arrows and Enter, or by the mouse."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from assistant.tui.hanging import Block
from assistant.tui.widgets.paragraphs import ABOUT, Paragraphs

NEAR = 3
"""Lines beyond the edge within which what comes next is gone to at once."""


class PickList(VerticalScroll, can_focus=True):
    """Shows blocks. `picked` is called with what the picked one is about, `looked` when another one is selected, `above` on the
    way up out of the list. `typed`, if there is one, is called with each character typed, which then is no key of the screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "select(1)", show=False),
        Binding("up", "select(-1)", show=False),
        Binding("enter,space", "pick", show=False),
    ]

    def __init__(
        self,
        *,
        picked: Callable[[str], None],
        looked: Callable[[], None],
        above: Callable[[], None],
        typed: Callable[[str], None] | None = None,
        id: str,
    ) -> None:
        super().__init__(id=id)
        self._picked, self._looked, self._above, self._typed = picked, looked, above, typed

    def compose(self) -> ComposeResult:
        yield Paragraphs()

    @property
    def paragraphs(self) -> Paragraphs:
        """What is shown."""
        return self.query_one(Paragraphs)

    @property
    def selected(self) -> str:
        """What the selected paragraphs are about; empty if none is selected, or if what was selected is no longer there."""
        return self.paragraphs.selected if self.paragraphs.selected in self.paragraphs.subjects else ""

    def show(self, blocks: Sequence[Block], *, stay: bool) -> None:
        """Show these instead. `stay`: keep what is selected and the place that is scrolled to."""
        if not stay:
            self.paragraphs.select("")
        self.paragraphs.show(blocks)
        if not stay:
            self.scroll_home(animate=False)

    def select(self, about: str) -> None:
        """Select what is about this and scroll there; nothing, for an empty word."""
        self.paragraphs.select(about)
        self._into_view()
        # After a change of what is shown, lines are where they belong only once it is laid out.
        self.call_after_refresh(self._into_view)

    def _into_view(self) -> None:
        if not self.query(Paragraphs):
            return  # closed since this was put off
        spot = self.paragraphs.spot(self.selected) if self.selected else None
        if spot is not None:
            self.scroll_to_region(spot.translate(self.paragraphs.virtual_region.offset), animate=False, force=True)

    def action_select(self, step: int) -> None:
        """To the one before or after, if it is in sight or nearly so; else it scrolls, so that nothing is passed over."""
        subjects, at = self.paragraphs.subjects, self.selected
        index = subjects.index(at) + step if at in subjects else 0 if step > 0 else -1
        if 0 <= index < len(subjects) and self._near(subjects[index]):
            self.select(subjects[index])
            self._looked()
        elif step < 0 and index < 0 and self.scroll_offset.y <= 0:
            self._above()
        else:
            (self.scroll_down if step > 0 else self.scroll_up)(animate=False)

    def _near(self, about: str) -> bool:
        spot = self.paragraphs.spot(about)
        if spot is None:
            return False
        top, bottom = self.scroll_offset.y - NEAR, self.scroll_offset.y + self.size.height + NEAR
        return top <= spot.y < bottom or top <= spot.bottom < bottom

    def action_pick(self) -> None:
        """Pick the selected one; without one, nothing."""
        if self.selected:
            self._picked(self.selected)

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Whether a key is typed here, so that the screen does not offer it as one of its own."""
        return self._typed is not None and character is not None and character.isprintable() and not character.isspace()

    def on_key(self, event: events.Key) -> None:
        if self._typed is not None and event.character and self.check_consume_key(event.key, event.character):
            event.stop()
            event.prevent_default()
            self._typed(event.character)

    def on_click(self, event: events.Click) -> None:
        about = event.style.meta.get(ABOUT)
        if about:
            event.stop()
            self.paragraphs.select(about)
            self._picked(about)
