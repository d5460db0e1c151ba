"""The Textual app: language, themes, help, and a quiet end when something goes wrong.

It paints before it knows anything: the curtain is up at once, and knowledge, screens and engine are loaded behind it. So nothing
heavy is imported at the top of this module (docs/decisions/003-start-up.md).
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from assistant.i18n import N_, Language, language
from assistant.tui.base import DeskScreen
from assistant.tui.desk import Desk, Typed
from assistant.tui.dialogs.curtain import Curtain
from assistant.tui.idle import IdleWatch
from assistant.tui.process import ENDING, pass_over_what_stays
from assistant.tui.textual_8_2_8 import Undecodable
from assistant.tui.themes import BY_SETTING

if TYPE_CHECKING:
    from datetime import date

    from rich.console import RenderableType

    from assistant.answer import Adviser
    from assistant.cases.case import Case
    from assistant.dialogue import Conversation
    from assistant.knowledge import Knowledge
    from assistant.settings.preferences import Preferences
    from assistant.train.store import TrainingStore
    from assistant.tui.chat.screen import ChatScreen
    from assistant.tui.training.room import TrainingRoom


STAYS_AFTER = 1.0
"""Seconds after the first question until everything that stays is there, the engine too."""


class VardlotsApp(Desk):
    """One user at one desk."""

    TITLE = "Vårdlots"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3", "next_language", show=False),
        Binding("f12", "next_theme", show=False),
        Binding("f9", "hide", show=False, priority=True),
        Binding("ctrl+q", "quit", N_("Quit"), priority=True),
    ]

    def __init__(
        self,
        adviser: Adviser | None,
        speaks: Language,
        *,
        language_named: bool = False,
        preferences: Preferences | None = None,
        practise: bool = False,
        begun: Case | None = None,
        day: date | None = None,
    ) -> None:
        """Without an adviser, the shipped knowledge and the user's settings are loaded behind the curtain.

        `language_named`: the language holds, whatever the settings say. An adviser without `preferences`, as in tests, has no file
        of settings. `practise`: the training is opened above the conversation. `begun`: what is known of the first patient.
        `day`: that as of which it answers, if it is not that of the calendar.
        """
        super().__init__(adviser, speaks, day)
        self._practise, self._begun = practise, begun
        self._given_preferences, self._language_named = preferences, language_named
        self._warned = False  # whether the countdown is shown
        self.last_words = ""
        self.training: TrainingRoom | None = None  # who trains, as long as the app is open

    def get_default_screen(self) -> Screen[None]:
        return Curtain()

    def on_mount(self) -> None:
        self.call_after_refresh(self._sit_down)

    async def _sit_down(self) -> None:
        """Load what the desk needs, and show the conversation above the curtain."""
        from assistant.dialogue import Conversation
        from assistant.knowledge import KnowledgeError
        from assistant.places import came_along, knowledge_folder
        from assistant.words.wording import Wording

        try:
            knowledge = self.first_knowledge()
        except KnowledgeError as error:
            editing = not came_along(knowledge_folder())
            self.last_words = error.told(self.language, knowledge_folder(), editing)
            self.exit(return_code=2 if editing else 1)
            return
        self._take_up_settings(knowledge)
        self.adviser = self.adviser_now()
        self.wording = Wording(self.adviser.knowledge, self.language, self.preferences.settings.role)
        talk = Conversation(self.adviser, self.first_case(), role=self.wording.role)
        await self.push_screen(self.conversation_screen(talk.begun(self._begun) if self._begun is not None else talk))
        self.set_interval(1, self.mind_idleness)
        if self._given is None:
            self.set_timer(STAYS_AFTER, pass_over_what_stays)
        if self._practise:
            await self.practise()
        if self.day is not None:
            self.notify(self.language.gettext("Answers as of {day}.", day=self.day), timeout=20, markup=False)
        for problem in self.preferences.problems(self.language):
            self.notify(problem, severity="warning", timeout=20, markup=False)

    def first_knowledge(self) -> Knowledge:
        """The knowledge that the desk opens with. Raises KnowledgeError."""
        from assistant.knowledge import shipped_knowledge

        return self._given.knowledge if self._given else shipped_knowledge()

    def conversation_screen(self, talk: Conversation) -> ChatScreen:
        """The screen that a conversation is shown on."""
        from assistant.tui.chat.screen import ChatScreen

        return ChatScreen(talk)

    def _take_up_settings(self, knowledge: Knowledge) -> None:
        """Language, colours and idle time as they were set."""
        from assistant.settings.preferences import Preferences

        self.preferences = self._given_preferences or (
            Preferences.of_user(knowledge) if self._given is None else Preferences(knowledge, None)
        )
        settings = self.preferences.settings
        if settings.language is not None and not self._language_named:
            self.language = language(settings.language)
        self.theme = BY_SETTING[settings.theme]
        self.idle = IdleWatch(settings.idle_minutes)

    @property
    def chat(self) -> ChatScreen:
        """The screen of the conversation, whatever lies above it. Raises StopIteration behind the curtain."""
        from assistant.tui.chat.screen import ChatScreen

        return next(screen for screen in self.screen_stack if isinstance(screen, ChatScreen))

    async def on_event(self, event: events.Event) -> None:
        """Keys act in the order in which they are typed, however fast: at once, instead of after a walk through the widgets."""
        if isinstance(
            event, events.Key | events.MouseDown | events.MouseScrollDown | events.MouseScrollUp | events.Paste
        ):
            self._somebody_is_here()
        if isinstance(event, events.Key) and isinstance(self.screen, Typed):
            typed = event.is_printable and self.screen.typed(event.character)
            if typed or await self.key_acts(event.key):
                return
        await super().on_event(event)

    def action_next_language(self) -> None:
        """Above the conversation the key is no slip: there it is remembered, and the settings show it, at once."""
        super().action_next_language()
        if self.screen is not self.chat:
            self.remember_language()

    async def practise(self) -> None:
        """Practise on made-up cases; the case waits."""
        from assistant.tui.training.room import TrainingRoom
        from assistant.tui.training.start import TrainScreen

        adviser, region = self.adviser_now(), self.preferences.settings.region
        if self.training is None:
            self.training = TrainingRoom(adviser, region, self.training_store())
        else:
            self.training.come_back(adviser, region)
        await self.push_screen(TrainScreen(self.training))

    def training_store(self) -> TrainingStore | None:
        """Where progress is kept, if it is not this user's own file."""
        return None

    # -- a desk that others can see -----------------------------------------------------------------------------------

    def _somebody_is_here(self) -> None:
        self.idle.touch()
        if self._warned:
            self._warned = False
            self.chat.say_countdown(None)
            self.clear_notifications()

    def mind_idleness(self) -> None:
        """Once a second: say the countdown, and clear the case when it has run out. An empty desk needs neither."""
        if self.ends:
            return
        left = self.idle.left
        if left is None or not self.holds_something:
            self.idle.touch()
        elif left <= 0:
            self.clear_case()
            self.idle.touch()
        elif self.idle.warns:
            self.chat.say_countdown(round(left))
            if self.screen is not self.chat and not self._warned:
                self.notify(self.chat.countdown(round(left)), severity="warning", timeout=left, markup=False)
            self._warned = True

    @property
    def holds_something(self) -> bool:
        """Whether there is anything about a patient that idle time has to clear, on whatever screen."""
        return any(isinstance(screen, DeskScreen) and screen.holds_something for screen in self.screen_stack)

    def clear_case(self) -> None:
        """Nothing of the case is left: not on the screen, not behind Esc, not in the clipboard where the terminal allows."""
        while self.screen is not self.chat and len(self.screen_stack) > 1:
            self.pop_screen()
        self.chat.clear()

    def action_hide(self) -> None:
        """Hide everything at once; the same key shows it again."""
        from assistant.tui.dialogs.hidden import Hidden

        if isinstance(self.screen, Hidden):
            self.screen.action_leave()
        elif not isinstance(self.screen, Curtain):
            self.push_screen(Hidden())

    @on(Undecodable)
    def _say_undecodable(self) -> None:
        self._somebody_is_here()
        text = self.language.gettext("A character was dropped: the terminal does not send UTF-8.")
        self.notify(text, severity="warning", timeout=8, markup=False)

    # -- help and commands -----------------------------------------------------------------------------------------

    def action_help(self) -> None:
        """The keys, and what the marks mean."""
        from assistant.tui.dialogs.dialog import Dialog
        from assistant.tui.help_text import help_blocks

        self.push_screen(Dialog(lambda: help_blocks(self.language)))

    def action_help_quit(self) -> None:
        """ctrl+c does not quit; say what does."""
        self.notify(self.language.gettext("Ctrl+Q quits."), markup=False)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        from assistant.tui.chat.screen import ChatScreen
        from assistant.tui.commands import commands

        # In a shift the commands are for the made-up patient: the one at the desk waits below.
        front = next(each for each in reversed(self.screen_stack) if isinstance(each, ChatScreen))
        return commands(self, front, self.action_hide, self.action_help)

    def action_command_palette(self) -> None:
        """Every command, to be searched; what is hidden stays hidden, and there is one palette only."""
        from assistant.tui.dialogs.hidden import Hidden
        from assistant.tui.dialogs.palette import Palette

        if not isinstance(self.screen, Hidden | Palette | Curtain):
            self.push_screen(Palette(lambda: self.get_system_commands(self.screen)))

    # -- the end ---------------------------------------------------------------------------------------------------

    def on_load(self) -> None:
        """From now on the screen belongs to the app, so whatever ends the process ends the app first."""
        if not self.is_headless:
            for number in ENDING:
                asyncio.get_running_loop().add_signal_handler(number, self._told_to_end, number)

    def _told_to_end(self, number: int) -> None:
        self.exit(return_code=128 + number)

    def exit(self, result: None = None, return_code: int = 0, message: RenderableType | None = None) -> None:
        """Leave the app, and nothing of a patient in the clipboard."""
        self.forget_clipboard()
        super().exit(result, return_code, message)

    def failed(self, error: str) -> None:
        """One line, which `run` prints."""
        self.last_words = self.language.gettext(
            "Vårdlots had to close because of an error ({error}). Nothing about the patient was stored.", error=error
        )
        self.forget_clipboard()
