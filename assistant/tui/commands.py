"""The command palette (ctrl+p): titles of the form "area: action", in the language of the app."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from textual.app import SystemCommand
from textual.await_complete import AwaitComplete
from textual.command import CommandList, CommandPalette
from textual.content import Content
from textual.widgets.option_list import Option

from assistant.i18n import language, languages
from assistant.tui.themes import DARK

if TYPE_CHECKING:
    from assistant.tui.app import VardlotsApp
    from assistant.tui.screens.chat import ChatScreen


class Palette(CommandPalette):
    """Textual's palette, speaking the language of the app."""

    def __init__(self, prompt: str, nothing_found: str) -> None:
        super().__init__(placeholder=prompt, id="--command-palette")
        self._nothing_found = nothing_found
        self._leaving = False

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Once only: Textual fails when a second Esc comes before the first has taken effect."""
        if self._leaving:
            return AwaitComplete()
        self._leaving = True
        return super().dismiss(result)

    def _action_command_list(self, action: str) -> None:
        """Page keys raise KeyError in Textual 8.2.8 when they come before the list has been laid out: then do nothing."""
        with suppress(KeyError):
            super()._action_command_list(action)

    def _start_no_matches_countdown(self, search_value: str) -> None:
        """After a pause, say that nothing was found; Textual has this text in English only."""
        self._stop_no_matches_countdown()
        self._no_matches_timer = self.set_timer(
            self._NO_MATCHES_COUNTDOWN, lambda: self._say_nothing_found(search_value)
        )

    def _say_nothing_found(self, search_value: str) -> None:
        if search_value:
            self.query_one(CommandList).add_option(
                Option(Content(self._nothing_found), disabled=True, id=self._NO_MATCHES)
            )
        self._list_visible = bool(search_value)


def commands(app: VardlotsApp, chat: ChatScreen) -> Iterator[SystemCommand]:
    """Everything that can be done, with what it does."""
    gettext = app.language.gettext
    yield SystemCommand(
        gettext("Case: new patient"), gettext("Clears everything but the region"), chat.action_new_patient
    )
    yield SystemCommand(gettext("Case: one step back"), gettext("Takes back the last reply"), chat.action_back)
    yield SystemCommand(
        gettext("Case: choose topics"), gettext("One or several topics for the same patient"), chat.action_topics
    )
    yield SystemCommand(gettext("Case: change an answer"), gettext("Asks a question again"), chat.action_change)
    yield SystemCommand(gettext("Question: why is this asked?"), gettext("What the answer decides"), chat.action_why)
    yield SystemCommand(gettext("Answer: sources"), gettext("In full, or in short"), chat.action_sources)
    for code in languages():
        if code != app.language.code:
            name = language(code).name
            yield SystemCommand(
                gettext("View: language {name}", name=name),
                gettext("The case stays as it is"),
                partial(app.speak, code),
            )
    theme = gettext("View: light theme") if app.theme == DARK.name else gettext("View: dark theme")
    yield SystemCommand(theme, gettext("Light or dark colours"), app.action_next_theme)
    yield SystemCommand(gettext("Help: keys and marks"), gettext("For the part that has the focus"), app.action_help)
    yield SystemCommand(gettext("App: quit"), gettext("Nothing is stored"), app.exit)
