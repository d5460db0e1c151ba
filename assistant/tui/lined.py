"""A screen with the one live line at its bottom: digits on an empty line choose, everything else is text, and no letter is a command.

The line has the focus, always; arrows and Enter act on the choices as long as it is empty. What it means is read by the one grammar.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ScreenResultType

from assistant.dialogue.line_outline import COMMAND_TEXTS, alarm
from assistant.dialogue.menu import MenuReader, MenuReading, OnMenu, Picked
from assistant.dialogue.readings import Alarm, Asked, Nothing, Unread
from assistant.i18n import N_, languages_from
from assistant.texts import harmless
from assistant.tui.base import DeskScreen
from assistant.tui.widgets.key_bar import KeyBar
from assistant.tui.widgets.live_line import LOW_BELOW, LiveLine
from assistant.tui.widgets.masked_line import LONGEST


class Lined(DeskScreen[ScreenResultType]):
    """What is done with a line is said by `offered`, `pick` and `commands`; with an empty one by `enter`, `digit`, `space` and `move`."""

    AUTO_FOCUS = "#line"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "help", N_("Help"), key_display="F1"),
        Binding("escape", "back", N_("Back"), key_display="Esc"),
        Binding("f3", "app.next_language", N_("Language"), key_display="F3"),
        Binding("f9", "app.hide", N_("Hide"), key_display="F9"),
        Binding("enter", "enter", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "scroll_text(-1)", show=False),
        Binding("pagedown", "scroll_text(1)", show=False),
        Binding("tab,shift+tab", "stay", show=False),
    ]

    _reader: MenuReader | None = None
    _typed = False  # whether anything stands in the line

    def compose_line(self) -> ComposeResult:
        """The line, and the keys below it."""
        yield LiveLine(changed=self._changed, cut=self._say_cut, aside=self.aside, id="line")
        yield KeyBar(id="keys")

    @property
    def line(self) -> LiveLine:
        """The line."""
        return self.query_one(LiveLine)

    @property
    def holds_something(self) -> bool:
        return self._typed

    @property
    def reader(self) -> MenuReader:
        """Reads the line, words of the language spoken first."""
        code = self.app.language.code
        if self._reader is None or self._reader.codes[0] != code:
            self._reader = MenuReader(self.app.wording.knowledge, languages_from(code))
        return self._reader

    def fit(self) -> None:
        self.line.set_class(self.app.size.height < LOW_BELOW, "-bare")

    # -- what a screen says of itself ------------------------------------------------------------------------------

    def offered(self) -> Sequence[OnMenu]:
        """What can be chosen now."""
        return ()

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """The commands, by their names, that do something else here than everywhere."""
        return {}

    def pick(self, id: str) -> None:
        """Choose this."""

    def enter(self) -> None:
        """Enter on an empty line."""

    def digit(self, digit: str) -> bool:
        """A digit on an empty line; whether it means anything by itself."""
        return False

    def space(self) -> None:
        """Space on an empty line."""

    def action_move(self, step: int) -> None:
        """Up or down."""

    def aside(self, what: str, step: int) -> None:
        """An arrow to the side on an empty line (`across`), or to its ends (`go`)."""

    def action_scroll_text(self, direction: int) -> None:
        """A page of what is read."""

    def action_stay(self) -> None:
        """The focus stays in the line."""

    # -- what is typed ---------------------------------------------------------------------------------------------

    def typed(self, character: str | None) -> bool:
        """A typed character, in the order in which it is typed. Returns whether it was taken."""
        if not self.built or not character:
            return False
        self.line.typed(character, space=self.space, at_once=self._at_once)
        return True

    def _at_once(self, character: str) -> bool:
        return character.isascii() and character.isdigit() and self.digit(character)

    def read(self, text: str) -> MenuReading:
        """What a line is here."""
        return self.reader.read(text, self.offered())

    def _changed(self, text: str) -> None:
        self._typed = bool(text)
        if self.built:
            self.line.say_above(self.above(text) if text.strip() else None)

    def above(self, text: str) -> Content | None:
        """What Enter would do with what is typed, in a few words; None where there is nothing to say yet."""
        gettext, reading = self.app.language.gettext, self.read(text)
        match reading:
            case Picked(id):
                label = next(option.label for option in self.offered() if option.id == id)
                return Content.styled(f"✓ {harmless(label)}", "bold $success")
            case Asked(name) if name in COMMAND_TEXTS:
                return Content.styled(gettext(COMMAND_TEXTS[name]), "bold")
            case Alarm():
                return Content.styled(f"! {alarm(reading, self.app.wording)[0]}", "bold $error")
        return None

    def _say_cut(self) -> None:
        number = self.line.max_length or LONGEST
        self.say(self.app.language.gettext("Only the first {number} characters were read, as one line.", number=number))

    def say(self, text: str) -> None:
        """A short hint, in the border of the line, until the next key."""
        self.line.say_above(Content.styled(harmless(text), "bold $warning") if text else None)

    # -- Enter and Esc ---------------------------------------------------------------------------------------------

    def action_enter(self) -> None:
        """Take what is typed; on an empty line, what the bar is on."""
        text = self.line.value.strip()
        if text:
            self.give(text)
        else:
            self.line.value = ""
            self.enter()

    def give(self, text: str) -> None:
        """Take a line."""
        self.act(self.read(text))

    def act(self, reading: MenuReading) -> None:
        """Do what a line is; one that nothing is done about stays, to be mended."""
        gettext = self.app.language.gettext
        match reading:
            case Nothing():
                pass
            case Picked(id):
                self.line.value = ""
                self.pick(id)
            case Asked(name, _):
                self._command(name)
            case Alarm():
                self._raise(reading)
            case Unread(words):
                self.say(gettext("“{word}” is no answer here.", word=words))

    def _command(self, name: str) -> None:
        doing: dict[str, Callable[[], object]] = {
            "help": self.action_help,
            "back": self.action_leave,
            "language": self.app.action_next_language,
            **self.commands(),
        }
        gettext = self.app.language.gettext
        if name in doing:
            self.line.value = ""
            doing[name]()
        elif name in ("hide", "quit"):
            self.line.value = ""
            self.call_later(self.run_action, f"app.{name}")
        else:
            self.say(gettext("“{word}” does nothing here. Esc leads back.", word=self.line.value.strip()))

    def _raise(self, raised: Alarm) -> None:
        """Before anything else."""
        from assistant.tui.dialogs.alarm import AlarmScreen

        self.line.value = ""
        self.app.push_screen(AlarmScreen(raised))

    def action_back(self) -> None:
        """Esc: first what is typed, then one step back."""
        if self.line.value:
            self.line.value = ""
        else:
            self.action_leave()

    def action_help(self) -> None:
        """The keys of this screen."""
