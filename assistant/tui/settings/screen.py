"""The settings on a screen, drawn from their schema: changed with a key or a click, saved at once, in force at once.

A file with mistakes is not written to: the screen shows the mistakes, and what is changed holds until the app is closed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from assistant.dialogue.menu import OnMenu
from assistant.i18n import N_
from assistant.settings import SETTINGS, SettingsError, allowed, option_label, read_settings
from assistant.settings.schema import CHOICE, NUMBER, Setting, SettingValue, rule_of
from assistant.tui.hanging import GAP, Block
from assistant.tui.lined import Lined
from assistant.tui.widgets.choice_help import ChoiceHelp
from assistant.tui.widgets.paragraphs import Paragraphs
from assistant.tui.widgets.setting_rows import Described, SettingOption, SettingRows

Changed = Callable[[str, SettingValue], None]

KEYS = (
    (
        "1 … 9",
        N_(
            "on an empty line: to that setting; where the idle time is chosen, types it; Backspace takes the last digit back"
        ),
    ),
    (N_("words"), N_("everything else is text: the beginning of a setting or of a choice, and Enter")),
    ("↑ ↓", N_("from setting to setting")),
    ("Enter", N_("the next choice; on a topic: on the list, or off it")),
    ("← →", N_("the choice beside; one less or more; a topic up or down the list")),
    ("Esc", N_("empties the line; on an empty line back to the conversation")),
)
"""What F1 says."""


class SettingsScreen(Lined[None]):
    """All settings of the schema. `changed` is called with the id and the value of a setting that is to be in force from now on."""

    CSS_PATH = "settings.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f10", "leave", show=False),
        Binding("f12", "next_theme", show=False),
    ]

    def __init__(self, changed: Changed) -> None:
        super().__init__()
        self._in_force = changed
        self._failed: SettingsError | None = None
        self._kept: bool | None = None  # whether the last change was; None: nothing has been changed
        self._broken = False  # whether the file had mistakes when the screen was opened

    def compose(self) -> ComposeResult:
        with Vertical(id="settings"):
            yield Static(id="settings-title")
            with VerticalScroll(id="settings-scroll", can_focus=False):
                yield SettingRows(changed=self._change, looked=self._say_help, id="setting-rows")
            yield ChoiceHelp(id="setting-help")
            with VerticalScroll(id="settings-said", can_focus=False):
                yield Paragraphs(id="settings-message")
        yield from self.compose_line()

    def begin(self) -> None:
        path = self.app.preferences.path
        self._broken = path is not None and read_settings(path, self.app.wording.knowledge).broken
        self.reword()

    def fit(self) -> None:
        super().fit()
        self.reword()  # a command may have changed a setting while the palette lay above

    def reword(self) -> None:
        """Say everything in the language that the app has now, and show the values in force now."""
        gettext = self.app.language.gettext
        self.query_one("#settings-title", Static).update(Content(gettext("Settings")))
        self.query_one(SettingRows).show([self._described(of) for of in SETTINGS])
        self.query_one(ChoiceHelp).put([self._help(of) for of in SETTINGS])
        self._say_help()
        self._say()
        self.line.placeholder = gettext("a number, the beginning of a setting or of a choice, or /help")
        self.refresh_bindings()

    def _described(self, of: Setting) -> Described:
        speaks, knowledge = self.app.language, self.app.wording.knowledge
        options = [SettingOption(word, option_label(of, word, knowledge, speaks)) for word in allowed(of, knowledge)]
        if of.kind == CHOICE and of.default is None:
            options.insert(0, SettingOption(None, speaks.gettext("Not set")))
        value = getattr(self.app.preferences.settings, of.id)
        unit = speaks.gettext(of.unit) if of.unit else ""
        return Described(of, speaks.gettext(of.label), tuple(options), value, unit)

    # -- the line --------------------------------------------------------------------------------------------------

    @property
    def rows(self) -> SettingRows:
        """The settings."""
        return self.query_one(SettingRows)

    def offered(self) -> list[OnMenu]:
        """The settings, and what can be chosen for each; of the one that is looked at first."""
        described = self.rows.described
        here = self.rows.row.of.setting.id if self.rows.row is not None else ""
        choices = [
            OnMenu(f"{each.setting.id}={option.word or ''}", "", option.label)
            for each in sorted(described, key=lambda each: each.setting.id != here)
            if each.setting.kind == CHOICE
            for option in each.options
        ]
        mine = [choice for choice in choices if choice.id.startswith(f"{here}=")]
        labels = {choice.label for choice in mine}
        settings = [OnMenu(each.setting.id, "", each.label) for each in described]
        return [*mine, *(choice for choice in choices if choice.label not in labels), *settings]

    def pick(self, id: str) -> None:
        of, chosen, word = id.partition("=")
        place = next(at for at, each in enumerate(self.rows.described) if each.setting.id == of)
        self.rows.go_to_setting(place)
        if chosen:
            self._change(of, word or None)

    def digit(self, digit: str) -> bool:
        return self.rows.digit(digit)

    def enter(self) -> None:
        self.rows.action_next()

    def space(self) -> None:
        self.rows.action_next()

    def action_move(self, step: int) -> None:
        self.rows.action_move(step)

    def aside(self, what: str, step: int) -> None:
        if what == "back":
            self.rows.action_rub_out()
        else:
            (self.rows.action_step if what == "across" else self.rows.action_go)(step)

    def action_scroll_text(self, direction: int) -> None:
        self.rows.action_move(8 * direction)

    # -- what is said ----------------------------------------------------------------------------------------------

    def _help(self, of: Setting) -> str:
        gettext = self.app.language.gettext
        how = {
            CHOICE: N_("Enter or ← → changes it."),
            NUMBER: N_("Type the number, or ← → for one less or more."),
        }.get(of.kind, N_("Enter puts a topic on the list or takes it off; ← → moves it up or down the list."))
        return f"{gettext(of.help)} {gettext(how)}"

    def _say_help(self) -> None:
        rows = self.query_one(SettingRows)
        if rows.row is None:
            return
        of = rows.row.of.setting
        text = self._help(of)
        if rows.refused:
            rule = rule_of(of, self.app.wording.knowledge, self.app.language)
            text = "! " + self.app.language.gettext("Allowed: {allowed}.", allowed=rule)
        self.query_one(ChoiceHelp).show(text)

    def _say(self) -> None:
        """What became of the last change, what is wrong with the file, and where it lies."""
        self.query_one(Paragraphs).show(self._message())

    def _message(self) -> list[Block]:
        speaks, preferences = self.app.language, self.app.preferences
        until_closed = speaks.gettext("What is changed here holds until the app is closed.")
        problems = [Block(text, "bold $warning", "! ") for text in preferences.problems(speaks)]
        if self._failed is not None:
            lines = self._failed.text(self.app.wording.knowledge, speaks).split("\n")
            return [*(Block(line, "bold $warning", "! ") for line in lines), Block(until_closed)]
        if preferences.in_browser:
            return [Block(speaks.gettext("The settings are kept by this browser (a cookie)."), "$muted")]
        if preferences.path is None or (self._broken and not self._kept):
            return [*problems, Block(until_closed)]
        if self._kept:
            return [*problems, Block(speaks.gettext("Saved: {path}", path=preferences.path), "$success", "✓ ")]
        return [*problems, Block(speaks.gettext("The settings lie in {path}", path=preferences.path), "$muted")]

    # -- doing it --------------------------------------------------------------------------------------------------

    def _change(self, id: str, value: SettingValue) -> None:
        preferences = self.app.preferences
        try:
            preferences.save({id: value})
            self._failed, self._kept = None, True
        except SettingsError as error:
            self._failed, self._kept = error, False
            preferences.remember(id, value)  # for as long as the app is open
        self._in_force(id, value)
        self.reword()

    def action_help(self) -> None:
        """The keys of this screen."""
        from assistant.tui.dialogs.dialog import Dialog

        self.app.push_screen(Dialog(self._keys))

    def _keys(self) -> list[Block]:
        gettext = self.app.language.gettext
        lines = [Block(gettext(text), "", gettext(key).ljust(10), "bold") for key, text in KEYS]
        about = gettext("What is changed is saved and in force at once. Everything can be clicked, too.")
        return [Block(gettext("Settings"), "bold $primary"), GAP, *lines, GAP, Block(about, "$muted")]

    def action_next_theme(self) -> None:
        """Other colours, as everywhere; the row follows."""
        self.app.action_next_theme()
        self.reword()
