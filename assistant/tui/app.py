"""The Textual app: language, themes, help, and a quiet end when something goes wrong.

It paints before it knows anything: the curtain is up at once, and knowledge, screens and engine are loaded behind it. So nothing
heavy is imported at the top of this module (docs/decisions/003-start-up.md).
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import PurePath
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from assistant.i18n import N_, Language, language, languages
from assistant.tui.screens.curtain import Curtain
from assistant.tui.themes import DARK, LIGHT, THEMES

if TYPE_CHECKING:
    from assistant.answer import Adviser
    from assistant.answer.wording import Wording
    from assistant.tui.screens.chat import ChatScreen


class VardlotsApp(App[None]):
    """One user at one desk."""

    TITLE = "Vårdlots"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "next_theme", show=False),
        Binding("ctrl+q", "quit", N_("Quit"), priority=True),
    ]

    adviser: Adviser
    wording: Wording

    def __init__(self, adviser: Adviser | None, speaks: Language) -> None:
        """Without an adviser, the shipped knowledge is loaded behind the curtain."""
        super().__init__()
        self._given = adviser
        self.last_words = ""
        self.grace = 0.5  # seconds after a question appears in which a stray Enter replies nothing
        self.language = speaks
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = DARK.name

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return DARK.variables

    def get_default_screen(self) -> Screen[None]:
        return Curtain()

    def on_mount(self) -> None:
        self.call_after_refresh(self._sit_down)

    async def _sit_down(self) -> None:
        """Load what the desk needs, and show the conversation above the curtain."""
        from assistant.answer.wording import Wording
        from assistant.dialogue import Conversation
        from assistant.knowledge import KnowledgeError
        from assistant.tui.desk import adviser_of_today
        from assistant.tui.screens.chat import ChatScreen

        try:
            self.adviser = self._given or adviser_of_today()
        except KnowledgeError as error:
            self.last_words = self.language.gettext(
                "The knowledge has {number} mistakes; “vardlots check” shows them.", number=str(len(error.problems))
            )
            self.exit(return_code=1)
            return
        self.wording = Wording(self.adviser.knowledge, self.language)
        await self.push_screen(ChatScreen(Conversation(self.adviser)))

    def adviser_now(self) -> Adviser:
        """The adviser for a new patient: the app may have been left open over midnight."""
        if self._given is None:
            from datetime import date

            self.adviser = self.adviser.as_of(date.today())
        return self.adviser

    @property
    def chat(self) -> ChatScreen:
        """The screen of the conversation, whatever lies above it. Raises StopIteration behind the curtain."""
        from assistant.tui.screens.chat import ChatScreen

        return next(screen for screen in self.screen_stack if isinstance(screen, ChatScreen))

    async def on_event(self, event: events.Event) -> None:
        """Keys act in the order in which they are typed, however fast: at once, instead of after a walk through the widgets."""
        if isinstance(event, events.Key) and not isinstance(self.screen, Curtain) and self.screen is self.chat:
            typed = event.is_printable and self.chat.typed(event.character)
            if typed or await self._check_bindings(event.key, priority=True) or await self._check_bindings(event.key):
                return
        await super().on_event(event)

    # -- language and look -----------------------------------------------------------------------------------------

    def action_next_language(self) -> None:
        """The next language, in the middle of anything."""
        codes = languages()
        at = codes.index(self.language.code) if self.language.code in codes else -1
        self.speak(codes[(at + 1) % len(codes)])

    def speak(self, code: str) -> None:
        """Say everything in this language from now on."""
        from assistant.answer.wording import Wording
        from assistant.tui.screens.chat import ChatScreen
        from assistant.tui.screens.dialog import Dialog

        self.language = language(code)
        self.wording = Wording(self.adviser.knowledge, self.language)
        for screen in self.screen_stack:
            if isinstance(screen, ChatScreen | Dialog):
                screen.reword()

    def action_next_theme(self) -> None:
        """Light or dark."""
        self.theme = LIGHT.name if self.theme == DARK.name else DARK.name

    # -- help and commands -----------------------------------------------------------------------------------------

    def action_help(self) -> None:
        """The keys for the part that has the focus."""
        from assistant.tui.help_text import help_blocks
        from assistant.tui.screens.dialog import Dialog

        focused = self.chat.focused
        self.push_screen(Dialog(lambda: help_blocks(self.language, focused)))

    def action_help_quit(self) -> None:
        """ctrl+c does not quit; say what does."""
        self.notify(self.language.gettext("Ctrl+Q quits."), markup=False)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        from assistant.tui.commands import commands

        return commands(self, self.chat)

    def action_command_palette(self) -> None:
        """Every command, to be searched."""
        from assistant.tui.commands import Palette

        if self.use_command_palette and not isinstance(self.screen, Palette):
            gettext = self.language.gettext
            self.push_screen(Palette(gettext("Search for a command…"), gettext("No command found")))

    # -- the end ---------------------------------------------------------------------------------------------------

    def _fatal_error(self) -> None:
        """One line (which `run` prints) instead of a traceback: that would show every local variable, and so a patient's data."""
        error, traceback = sys.exc_info()[1], sys.exc_info()[2]
        place = ""
        while traceback is not None:
            code = traceback.tb_frame.f_code
            place = f"{PurePath(code.co_filename).name}:{traceback.tb_lineno}"
            traceback = traceback.tb_next
        self.last_words = self.language.gettext(
            "Vårdlots had to close because of an error ({error}). Nothing about the patient was stored.",
            error=f"{type(error).__name__}, {place}",
        )
        self._close_messages_no_wait()
