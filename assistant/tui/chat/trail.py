"""The case in the top line, as `Region › Situation › Topic › 34 years`: a click on a part asks for it again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from textual import events
from textual.content import Content
from textual.style import Style
from textual.widget import Widget

from assistant.texts import harmless
from assistant.tui.chat.turns import FACT
from assistant.words.crumbs import SEPARATOR, Crumb, least_needed

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
            whole = Content.assemble((NAME, "bold $primary"), ("  " + self.tagline, "$muted"))
            without_its_question = self.tagline.partition(":")[0]
            short = Content.assemble((NAME, "bold $primary"), ("  " + without_its_question, "$muted"))
            return whole if whole.cell_length <= width else short.truncate(width, ellipsis=True)
        action = Content.styled(self.action, "$primary").stylize(Style.from_meta({ACTION: True}))
        room = width - action.cell_length - 2 if self.action else width
        line = self._joined(room)
        if not self.action or room < 20:
            return line.truncate(width, ellipsis=True)
        return Content.assemble(
            line.truncate(room, ellipsis=True).pad_right(max(0, room - line.cell_length) + 2), action
        )

    def _joined(self, room: int) -> Content:
        """All of them; where they do not fit, those that are needed least are left out: who the patient is stays, and what was said last."""
        pieces = {place: self._piece(crumb) for place, crumb in enumerate(self.crumbs)}
        line = _in_a_row(pieces)
        for place in least_needed(self.crumbs):
            if line.cell_length <= room:
                break
            del pieces[place]
            line = _in_a_row(pieces)
        return line


def _in_a_row(pieces: Mapping[int, Content]) -> Content:
    """The pieces in their order, with a mark where some are left out."""
    shown: list[Content] = []
    after = 0
    for place, piece in pieces.items():
        shown += [Content("…"), piece] if place > after else [piece]
        after = place + 1
    return Content.styled(SEPARATOR, "$muted").join(shown)
