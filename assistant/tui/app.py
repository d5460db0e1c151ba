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
from assistant.tui.collecting import pass_over_what_stays
from assistant.tui.dialogs.curtain import Curtain
from assistant.tui.idle import IdleWatch
from assistant.tui.themes import BY_SETTING, DARK, THEMES

if TYPE_CHECKING:
    from assistant.answer import Adviser
    from assistant.cases.case import Case
    from assistant.knowledge import Knowledge
    from assistant.settings.preferences import Preferences
    from assistant.settings.schema import Value
    from assistant.tui.chat.screen import ChatScreen
    from assistant.words.wording import Wording


STAYS_AFTER = 1.0
"""Seconds after the first question until everything that stays is there, the engine too."""


class VardlotsApp(App[None]):
    """One user at one desk."""

    TITLE = "Vårdlots"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "next_theme", show=False),
        Binding("f9", "hide", show=False, priority=True),
        Binding("ctrl+q", "quit", N_("Quit"), priority=True),
    ]

    adviser: Adviser
    wording: Wording

    preferences: Preferences

    def __init__(
        self,
        adviser: Adviser | None,
        speaks: Language,
        *,
        language_named: bool = False,
        preferences: Preferences | None = None,
        practise: bool = False,
    ) -> None:
        """Without an adviser, the shipped knowledge and the user's settings are loaded behind the curtain.

        `language_named`: the language holds, whatever the settings say. An adviser without `preferences`, as in tests, has no file
        of settings. `practise`: the training is opened above the conversation.
        """
        super().__init__()
        self._practise = practise
        self._switched = False  # whether the language was switched by its key, and nothing answered since
        self._given_preferences, self._language_named = preferences, language_named
        self.idle = IdleWatch(0)
        self._warned = False  # whether the countdown is shown
        self.copied = False  # whether something of this patient may be in the clipboard
        self._given = adviser
        self.last_words = ""
        self.grace = 0.5  # seconds after a question appears in which a stray Enter replies nothing
        self.language = speaks
        self._spoken_first = speaks.code
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
        from assistant.dialogue import Conversation
        from assistant.knowledge import KnowledgeError, shipped_knowledge
        from assistant.tui.chat.screen import ChatScreen
        from assistant.tui.desk import adviser_of_today
        from assistant.words.wording import Wording

        try:
            knowledge = self._given.knowledge if self._given else shipped_knowledge()
        except KnowledgeError as error:
            self.last_words = self.language.gettext(
                "The knowledge has {number} mistakes; “vardlots check” shows them.", number=str(len(error.problems))
            )
            self.exit(return_code=1)
            return
        self._take_up_settings(knowledge)
        self.adviser = self._given or adviser_of_today(self.preferences.settings.topics_first)
        self.wording = Wording(self.adviser.knowledge, self.language)
        await self.push_screen(ChatScreen(Conversation(self.adviser, self.first_case())))
        self.set_interval(1, self._watch_idle)
        if self._given is None:
            self.set_timer(STAYS_AFTER, pass_over_what_stays)
        if self._practise:
            await self.chat.action_practise()
        for problem in self.preferences.problems(self.language):
            self.notify(problem, severity="warning", timeout=20, markup=False)

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

    def put_in_force(self, id: str, value: Value) -> None:
        """A setting has another value from now on; region and topics first hold from the next patient on."""
        if id == "theme":
            self.theme = BY_SETTING[str(value)]
        elif id == "language":
            self.speak(str(value) if value else self._spoken_first)
        elif id == "idle_minutes":
            self.idle = IdleWatch(float(str(value)))

    def remember_region(self, region: str | None) -> None:
        """The first region that is answered is where this desk stands; it is changed in the settings."""
        from assistant.knowledge.model import UNKNOWN

        if region and region != UNKNOWN and self.preferences.settings.region is None:
            self.preferences.remember("region", region)

    def first_case(self) -> Case:
        """The case that each patient begins with: the region that is set, and nothing else."""
        from assistant.cases.case import Case
        from assistant.knowledge.model import REGION

        region = self.preferences.settings.region
        return Case({REGION: region}) if region else Case()

    def adviser_now(self) -> Adviser:
        """The adviser for a new patient: the app may have been left open over midnight."""
        from assistant.tui.desk import adviser_of_today

        if self._given is None:
            self.adviser = adviser_of_today(self.preferences.settings.topics_first, self.adviser)
        return self.adviser

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
        if isinstance(event, events.Key) and not isinstance(self.screen, Curtain) and self.screen is self.chat:
            typed = event.is_printable and self.chat.typed(event.character)
            if typed or await self._check_bindings(event.key, priority=True) or await self._check_bindings(event.key):
                return
        await super().on_event(event)

    # -- language and look -----------------------------------------------------------------------------------------

    def action_next_language(self) -> None:
        """The next language, in the middle of anything. It is remembered once something is answered in it: the key may be a slip."""
        codes = languages()
        at = codes.index(self.language.code) if self.language.code in codes else -1
        self.speak(codes[(at + 1) % len(codes)])
        self._switched = True
        if self.screen is not self.chat:
            self.remember_language()  # no slip: there the key stands for this, and the settings show it at once

    def remember_language(self) -> None:
        """The language that the user switched to, now that it is used."""
        if self._switched:
            self._switched = False
            self.preferences.remember("language", self.language.code)

    def choose_language(self, code: str) -> None:
        """Speak this language, also the next time the app is opened."""
        self.speak(code)
        self.preferences.remember("language", code)

    def speak(self, code: str) -> None:
        """Say everything in this language from now on."""
        from assistant.words.wording import Wording

        self.language = language(code)
        self.wording = Wording(self.adviser.knowledge, self.language)
        for screen in self.screen_stack:
            reword = getattr(screen, "reword", None)
            if reword is not None:
                reword()

    def action_next_theme(self) -> None:
        """Dark, light, high contrast; it is remembered."""
        words = list(BY_SETTING)
        now = next((word for word in words if BY_SETTING[word] == self.theme), words[0])
        self.choose_theme(words[(words.index(now) + 1) % len(words)])

    def choose_theme(self, word: str) -> None:
        """These colours, also the next time the app is opened."""
        self.theme = BY_SETTING[word]
        self.preferences.remember("theme", word)

    # -- a desk that others can see -----------------------------------------------------------------------------------

    def _somebody_is_here(self) -> None:
        self.idle.touch()
        if self._warned:
            self._warned = False
            self.chat.say_countdown(None)
            self.clear_notifications()

    def _watch_idle(self) -> None:
        """Once a second: say the countdown, and clear the case when it has run out. An empty desk needs neither."""
        if self._exit:
            return
        left = self.idle.left
        if left is None or not self.chat.holds_something:
            self.idle.touch()
        elif left <= 0:
            self.clear_case()
            self.idle.touch()
        elif self.idle.warns:
            self.chat.say_countdown(round(left))
            if self.screen is not self.chat and not self._warned:
                self.notify(self.chat.countdown(round(left)), severity="warning", timeout=left, markup=False)
            self._warned = True

    def clear_case(self) -> None:
        """Nothing of the case is left: not on the screen, not behind Esc, not in the clipboard where the terminal allows."""
        while self.screen is not self.chat and len(self.screen_stack) > 1:
            self.pop_screen()
        self.chat.clear()

    def forget_clipboard(self) -> None:
        """Empty the clipboard if something of this patient was copied to it."""
        if self.copied:
            self.copied = False
            self.copy_to_clipboard("")

    def copy(self, text: str) -> None:
        """Copy to the clipboard; it is emptied for the next patient."""
        self.copied = True
        self.copy_to_clipboard(text)

    def action_hide(self) -> None:
        """Hide everything at once; the same key shows it again."""
        from assistant.tui.dialogs.hidden import Hidden

        if isinstance(self.screen, Hidden):
            self.screen.action_show()
        elif not isinstance(self.screen, Curtain):
            self.push_screen(Hidden())

    # -- help and commands -----------------------------------------------------------------------------------------

    def action_help(self) -> None:
        """The keys for the part that has the focus."""
        from assistant.tui.dialogs.dialog import Dialog
        from assistant.tui.help_text import help_blocks

        focused = self.chat.focused
        self.push_screen(Dialog(lambda: help_blocks(self.language, focused)))

    def action_help_quit(self) -> None:
        """ctrl+c does not quit; say what does."""
        self.notify(self.language.gettext("Ctrl+Q quits."), markup=False)

    def _all_screens(self) -> Iterable[object]:
        """Every screen that is there, also one that is on its way out."""
        return (*self.screen_stack, *self._nodes)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        from assistant.tui.commands import commands

        return commands(self, self.chat)

    def action_command_palette(self) -> None:
        """Every command, to be searched."""
        from assistant.tui.commands import Palette
        from assistant.tui.dialogs.hidden import Hidden

        if isinstance(self.screen, Hidden):
            return  # what is hidden stays hidden
        # One that is still closing counts too: Textual mounts each under the same name.
        if self.use_command_palette and not any(isinstance(screen, Palette) for screen in self._all_screens()):
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
