"""The case in the top line, as `Region › Situation › Topic › 34 years`: a click on a part asks for it again."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events
from textual.content import Content
from textual.style import Style
from textual.widget import Widget

from assistant.texts import harmless
from assistant.tui.chat.turns import FACT
from assistant.words.crumbs import SEPARATOR, Crumb

NAME = "Vårdlots"
ACTION = "action"


class Trail(Widget, can_focus=False):
    """One line. `ask_again` is called with the fact that is clicked, `acted` when what stands at its end is clicked."""

    DEFAULT_CSS = "Trail { height: 1; width: 100%; padding: 0 1; }"

    def __init__(self, *, ask_again: Callable[[str], None], acted: Callable[[], None], id: str) -> None:
        super().__init__(id=id)
        self._ask_again, self._acted = ask_again, acted
        self.crumbs: tuple[Crumb, ...] = ()
        self.asked = ""
        self.tagline = ""
        self.action = ""

    def show(self, crumbs: Sequence[Crumb], *, asked: str, tagline: str, action: str) -> None:
        """Show these. `asked`: the fact that is being asked again; `action`: what can be clicked at the end."""
        shown = tuple(crumbs), asked, tagline, action
        if shown != (self.crumbs, self.asked, self.tagline, self.action):
            self.crumbs, self.asked, self.tagline, self.action = shown
            self.refresh()

    def on_click(self, event: events.Click) -> None:
        fact = event.style.meta.get(FACT)
        if fact:
            event.stop()
            self._ask_again(fact)
        elif ACTION in event.style.meta:
            event.stop()
            self._acted()

    def _piece(self, crumb: Crumb) -> Content:
        text = f"({crumb.text})" if crumb.idle else crumb.text
        look = "bold underline" if crumb.fact == self.asked else "$muted" if crumb.idle else "bold"
        return Content.styled(harmless(text), look).stylize(Style.from_meta({FACT: crumb.fact}))

    def render(self) -> Content:
        width = self.content_size.width
        if not self.crumbs:
            return Content.assemble((NAME, "bold $primary"), ("  " + self.tagline, "$muted")).truncate(
                width, ellipsis=True
            )
        action = Content.styled(self.action, "$primary").stylize(Style.from_meta({ACTION: True}))
        room = width - action.cell_length - 2 if self.action else width
        pieces = [self._piece(crumb) for crumb in self.crumbs]
        line = self._joined(pieces, room)
        if not self.action or room < 20:
            return line.truncate(width, ellipsis=True)
        return Content.assemble(
            line.truncate(room, ellipsis=True).pad_right(max(0, room - line.cell_length) + 2), action
        )

    def _joined(self, pieces: list[Content], room: int) -> Content:
        """All of them; where they do not fit, the first is left out, then the second, and so on: what is asked for stands last."""
        separator = Content.styled(SEPARATOR, "$muted")
        line = separator.join(pieces)
        while line.cell_length > room and len(pieces) > 1:
            pieces = pieces[1:]
            line = Content.assemble(("…" + SEPARATOR, "$muted"), separator.join(pieces))
        return line
