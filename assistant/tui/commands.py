"""The command palette (ctrl+p): titles of the form "area: action", in the language of the app."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from textual.app import SystemCommand
from textual.command import CommandList, CommandPalette
from textual.content import Content
from textual.widgets.option_list import Option

from assistant.i18n import N_, language, languages
from assistant.tui.themes import DARK

if TYPE_CHECKING:
    from assistant.tui.app import VardlotsApp
    from assistant.tui.screens.chat import ChatScreen


class Palette(CommandPalette):
    """Textual's palette, speaking the language of the app."""

    def __init__(self, prompt: str, nothing_found: str) -> None:
        super().__init__(placeholder=prompt, id="--command-palette")
        self._nothing_found = nothing_found

    def _start_no_matches_countdown(self, search_value: str) -> None:
        """After a pause, say that nothing was found; Textual has this text in English only."""
        self._stop_no_matches_countdown()
        self._no_matches_timer = self.set_timer(self._NO_MATCHES_COUNTDOWN, lambda: self._say_nothing_found(search_value))

    def _say_nothing_found(self, search_value: str) -> None:
        if search_value:
            self.query_one(CommandList).add_option(Option(Content(self._nothing_found), disabled=True, id=self._NO_MATCHES))
        self._list_visible = bool(search_value)


def commands(app: VardlotsApp, chat: ChatScreen) -> Iterator[SystemCommand]:
    """Everything that can be done, with what it does."""
    gettext = app.language.gettext
    yield SystemCommand(gettext(N_("Case: new patient")), gettext(N_("Clears everything but the region")), chat.action_new_patient)
    yield SystemCommand(gettext(N_("Case: one step back")), gettext(N_("Takes back the last reply")), chat.action_back)
    yield SystemCommand(gettext(N_("Case: choose topics")), gettext(N_("One or several topics for the same patient")), chat.action_topics)
    yield SystemCommand(gettext(N_("Case: change an answer")), gettext(N_("Asks a question again")), chat.action_change)
    yield SystemCommand(gettext(N_("Question: why is this asked?")), gettext(N_("What the answer decides")), chat.action_why)
    yield SystemCommand(gettext(N_("Answer: sources")), gettext(N_("In full, or in short")), chat.action_sources)
    for code in languages():
        if code != app.language.code:
            name = language(code).name
            yield SystemCommand(gettext(N_("View: language {name}"), name=name), gettext(N_("The case stays as it is")), partial(app.speak, code))
    theme = gettext(N_("View: light theme")) if app.theme == DARK.name else gettext(N_("View: dark theme"))
    yield SystemCommand(theme, gettext(N_("Light or dark colours")), app.action_next_theme)
    yield SystemCommand(gettext(N_("Help: keys and marks")), gettext(N_("For the part that has the focus")), app.action_help)
    yield SystemCommand(gettext(N_("App: quit")), gettext(N_("Nothing is stored")), app.exit)
