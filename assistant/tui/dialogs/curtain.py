"""The curtain: what stands on the screen while the knowledge is loaded behind it, a tenth of a second."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Static


class Curtain(Screen[None]):
    """The name of the program, and nothing that could be taken for an answer."""

    def compose(self) -> ComposeResult:
        yield Static(" Vårdlots …", markup=False)
