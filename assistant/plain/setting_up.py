"""The settings in lines: each with its number and value; one is changed, checked and saved, and holds at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.i18n import N_
from assistant.knowledge.model import REGION
from assistant.plain.asking import number_of, numbers_of
from assistant.plain.lines import echoed
from assistant.settings import SETTINGS, Setting, SettingsError, allowed, fits, option_label
from assistant.settings.schema import CHOICE, NUMBER, SEVERAL, SettingValue, rule_of

if TYPE_CHECKING:
    from assistant.plain.desk import PlainDesk

OF_THE_APP = ("theme", "idle_minutes")
"""Settings that have no effect on lines."""


def settings(desk: PlainDesk) -> None:
    """Let a setting be chosen by its number, and change it."""
    if desk.preferences.path is not None:
        desk.say(N_("The settings lie in {path}"), path=desk.preferences.path)
    for problem in desk.preferences.problems(desk.language):
        desk.lines.say(problem)
    lines = [f"{desk.text(of.label)}: {_value(desk, of, getattr(desk.preferences.settings, of.id))}" for of in SETTINGS]
    place = desk.pick(N_("Which setting? Its number, or Enter for none:"), lines)
    if place is not None:
        _change(desk, SETTINGS[place])


def choose_role(desk: PlainDesk) -> None:
    """Change the setting of the role alone."""
    _change(desk, next(of for of in SETTINGS if of.id == "role"))


def _value(desk: PlainDesk, of: Setting, value: SettingValue) -> str:
    """A value as the user reads it."""
    if value is None or value == ():
        return desk.text(N_("Not set"))
    words = (str(value),) if isinstance(value, str | int) else value
    if of.kind == NUMBER:
        return words[0]
    return ", ".join(option_label(of, word, desk.knowledge, desk.language) for word in words)


def _change(desk: PlainDesk, of: Setting) -> None:
    desk.say(of.help)
    if of.id in OF_THE_APP:
        desk.say(N_("It has an effect in the app only, not in these lines."))
    words = allowed(of, desk.knowledge)
    labels = [option_label(of, word, desk.knowledge, desk.language) for word in words]
    typed = desk.ask(_prompt(of), labels, least=of.least, greatest=of.greatest)
    if not typed or desk.commanded(typed) == "back":
        desk.say(N_("Nothing is changed."))
        return
    try:
        value = _read(of, typed, words)
        if not fits(of, value, desk.knowledge):
            raise ValueError(typed)
    except ValueError:
        rule = rule_of(of, desk.knowledge, desk.language) if of.kind == NUMBER else f"1-{len(words)}"
        desk.say(N_("“{word}” is not allowed here. Allowed: {allowed}."), word=echoed(typed), allowed=rule)
        desk.say(N_("Nothing is changed."))
        return
    _keep(desk, of, value)


def _prompt(of: Setting) -> str:
    if of.kind == NUMBER:
        return N_("A whole number from {least} to {greatest}, or Enter to change nothing:")
    if of.kind == SEVERAL:
        return N_("Which, in which order? Numbers with commas between, 0 for none, or Enter to change nothing:")
    if of.default is None:
        return N_("Which? Its number, 0 for “not set”, or Enter to change nothing:")
    return N_("Which? Its number, or Enter to change nothing:")


def _read(of: Setting, typed: str, words: tuple[str, ...]) -> SettingValue:
    """The value that was typed. Raises ValueError if it is none."""
    if of.kind == NUMBER:
        number = number_of(typed)
        if number is None:
            raise ValueError(typed)
        return number
    if typed == "0" and (of.kind == SEVERAL or of.default is None):
        return () if of.kind == SEVERAL else None
    places = numbers_of(typed, len(words))
    if of.kind == CHOICE:
        (place,) = places
        return words[place]
    return tuple(dict.fromkeys(words[place] for place in places))


def _keep(desk: PlainDesk, of: Setting, value: SettingValue) -> None:
    """Save the setting, and put it in force. A file with mistakes is left as it is, and the setting holds for this talk."""
    preferences = desk.preferences
    try:
        preferences.save({of.id: value})
        kept = preferences.path is not None
    except SettingsError as error:
        desk.lines.say(error.text(desk.knowledge, desk.language))
        preferences.remember(of.id, value)
        kept = False
    desk.lines.say(f"{desk.text(of.label)}: {_value(desk, of, value)}")
    if kept:
        desk.say(N_("Saved: {path}"), path=preferences.path)
    else:
        desk.say(N_("What is changed here holds until you quit."))
    _in_force(desk, of, value)


def _in_force(desk: PlainDesk, of: Setting, value: SettingValue) -> None:
    if of.id == "language":
        desk.speak(value if isinstance(value, str) else None)
        desk.tell_news()
    elif of.id == "role":
        desk.read_as(value if isinstance(value, str) else None)
    elif of.id == "topics_first":
        desk.say(N_("It holds from the next patient on."))
    elif of.id == REGION:
        talk = desk.conversation
        desk.region_changed = True
        if isinstance(value, str) and REGION not in talk.case.answers:
            desk.go(talk.told(talk.case.with_answer(desk.knowledge.questions[REGION], value)))
        else:
            desk.say(N_("It holds from the next patient on."))
