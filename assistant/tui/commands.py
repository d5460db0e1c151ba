"""The commands of the palette: titles of the form "area: action", in the language of the app."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from textual.app import SystemCommand

from assistant.i18n import N_, language, languages
from assistant.settings import setting
from assistant.tui.chat.screen import ChatScreen
from assistant.tui.desk import Desk
from assistant.tui.themes import BY_SETTING


def commands(
    app: Desk, chat: ChatScreen, hide: Callable[[], None], help_on_keys: Callable[[], None]
) -> Iterator[SystemCommand]:
    """Everything that can be done, with what it does."""
    gettext = app.language.gettext
    for title, text, action in (
        (N_("Case: new patient"), N_("Clears everything but the region"), chat.action_new_patient),
        (N_("Case: one step back"), N_("Takes back the last reply"), chat.action_back),
        (N_("Case: forward again"), N_("The step that was taken back"), chat.action_forward),
        (N_("Case: choose topics"), N_("One or several topics for the same patient"), chat.action_topics),
        (N_("Case: change an answer"), N_("Shows first what it would do"), chat.action_change),
        (N_("Question: why is this asked?"), N_("What the answer decides"), chat.action_why_asked),
        (N_("Answer: why does this apply?"), N_("And what would change it"), chat.action_explain),
        (N_("Look up: fees, medicines, contacts"), N_("Without an interview; the case waits"), chat.action_look_up),
        (
            N_("Answer: tick off your next step"),
            N_("Kept in memory only, gone with the patient"),
            chat.action_tick_next,
        ),
        (N_("Answer: open the next part"), N_("What is folded, one at a time"), chat.action_open_next),
        (N_("Answer: take along"), N_("Copy or save"), chat.action_take_along),
        (N_("Answer: report an error"), N_("Wrong or out of date: tell the knowledge editor"), chat.action_report),
        (
            N_("Training: practise on made-up cases"),
            N_("Day one, drill, a shift at the desk, progress; the case waits"),
            chat.action_practise,
        ),
        (N_("Desk: settings"), N_("Region, language, colours, idle time, topics first"), chat.action_settings),
        (N_("Desk: hide the screen"), N_("The same key shows it again"), hide),
    ):
        yield SystemCommand(gettext(title), gettext(text), action)
    for code in languages():
        if code != app.language.code:
            name = language(code).name
            title = gettext("View: language {name}", name=name)
            yield SystemCommand(title, gettext("The case stays as it is"), partial(app.choose_language, code))
    for word, label in setting("theme").options.items():
        if BY_SETTING[word] != app.theme:
            title = gettext("View: colours {name}", name=gettext(label))
            yield SystemCommand(title, gettext("They are remembered"), partial(app.choose_theme, word))
    yield SystemCommand(gettext("Help: keys and marks"), gettext("And how one replies"), help_on_keys)
    yield SystemCommand(gettext("App: quit"), gettext("Nothing is stored"), app.exit)
