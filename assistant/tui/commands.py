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

from assistant.i18n import N_, language, languages
from assistant.settings import setting
from assistant.tui.themes import BY_SETTING

if TYPE_CHECKING:
    from assistant.tui.app import VardlotsApp
    from assistant.tui.chat.screen import ChatScreen


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
    for title, help, action in (
        (N_("Case: new patient"), N_("Clears everything but the region"), chat.action_new_patient),
        (N_("Case: one step back"), N_("Takes back the last reply"), chat.action_back),
        (N_("Case: forward again"), N_("The step that was taken back"), chat.action_forward),
        (N_("Case: choose topics"), N_("One or several topics for the same patient"), chat.action_topics),
        (N_("Case: change an answer"), N_("Shows first what it would do"), chat.action_change),
        (N_("Case: write in your own words"), N_("Several answers in one line"), chat.action_write),
        (N_("Question: why is this asked?"), N_("What the answer decides"), chat.action_why),
        (N_("Answer: why does this apply?"), N_("And what would change it"), chat.action_explain),
        (N_("Answer: sources"), N_("In full, or in short"), chat.action_sources),
        (N_("Look up: fees, medicines, contacts"), N_("Without an interview; the case waits"), chat.action_look_up),
        (N_("Answer: take along"), N_("Copy or save"), chat.action_take_along),
        (N_("Answer: report an error"), N_("Wrong or out of date: tell the knowledge editor"), chat.action_report),
        (
            N_("Training: practise on made-up cases"),
            N_("Drill, guided mode, progress; the case waits"),
            chat.action_practise,
        ),
        (N_("Desk: settings"), N_("Region, language, colours, idle time, topics first"), chat.action_settings),
        (N_("Desk: hide the screen"), N_("The same key shows it again"), app.action_hide),
    ):
        yield SystemCommand(gettext(title), gettext(help), action)
    for code in languages():
        if code != app.language.code:
            name = language(code).name
            title = gettext("View: language {name}", name=name)
            yield SystemCommand(title, gettext("The case stays as it is"), partial(app.choose_language, code))
    for word, label in setting("theme").options.items():
        if BY_SETTING[word] != app.theme:
            title = gettext("View: colours {name}", name=gettext(label))
            yield SystemCommand(title, gettext("They are remembered"), partial(app.choose_theme, word))
    yield SystemCommand(gettext("Help: keys and marks"), gettext("For the part that has the focus"), app.action_help)
    yield SystemCommand(gettext("App: quit"), gettext("Nothing is stored"), app.exit)
