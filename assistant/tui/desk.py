"""The desk: what every screen finds in the app, whoever opened it. Language, colours, settings, clipboard, the adviser of today.

Loaded before the first paint, so nothing heavy is imported at the top of this module (docs/decisions/003-start-up.md).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from time import monotonic
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from assistant.i18n import Language, language, languages
from assistant.tui.idle import IdleWatch
from assistant.tui.textual_8_2_8 import QuietApp
from assistant.tui.themes import BY_SETTING, DARK, THEMES

if TYPE_CHECKING:
    from assistant.answer import Adviser
    from assistant.cases.case import Case
    from assistant.settings.preferences import Preferences
    from assistant.settings.schema import SettingValue
    from assistant.words.wording import Wording


@runtime_checkable
class Speaks(Protocol):
    """A screen whose words follow the language of the app."""

    @property
    def built(self) -> bool:
        """Whether there is anything to reword."""

    def reword(self) -> None:
        """Say everything in the language that the app has now."""


@runtime_checkable
class Typed(Protocol):
    """A screen with a line that is always live."""

    def typed(self, character: str | None) -> bool:
        """A typed character, in the order in which it is typed. Returns whether it was taken."""


WIDE_FROM = 120
"""Columns from which conversation and card stand side by side."""


class Desk(QuietApp):
    """An app with somebody's language, colours and settings. The screens above it ask it for these, and for nothing else."""

    adviser: Adviser
    wording: Wording
    preferences: Preferences

    def __init__(self, adviser: Adviser | None, speaks: Language, day: date | None = None) -> None:
        """Without an adviser, answers are those of the shipped knowledge as of today, or of the `day`."""
        super().__init__()
        self._given, self.day = adviser, day
        self._switched = False  # whether the language was switched by its key, and nothing answered since
        self._spoken_first = speaks.code
        self.idle = IdleWatch(0)
        self.copied = False  # whether something of this patient may be in the clipboard
        self.grace = 0.5  # seconds after a question appears in which a stray Enter replies nothing
        self.breath = 1.0  # seconds in which what is typed behind a digit that answered makes it the beginning of words
        self.clock: Callable[[], float] = monotonic
        self.language = speaks
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = DARK.name

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return DARK.variables

    # -- the knowledge ---------------------------------------------------------------------------------------------

    def first_case(self) -> Case:
        """The case that each patient begins with: the region that is set, and nothing else."""
        from assistant.cases.case import Case
        from assistant.knowledge.model import REGION

        region = self.preferences.settings.region
        return Case({REGION: region}) if region else Case()

    def adviser_now(self) -> Adviser:
        """The adviser for a new patient: the app may have been left open over midnight. Raises KnowledgeError."""
        from assistant.answer import Adviser
        from assistant.knowledge import shipped_knowledge

        if self._given is None:
            now: Adviser | None = getattr(self, "adviser", None)
            day = self.day or date.today()
            adviser = now.as_of(day) if now is not None else Adviser(shipped_knowledge(), day)
            self.adviser = adviser.offering(self.preferences.settings.topics_first)
            if now is not None and now.knowledge.rules is not self.adviser.knowledge.rules:
                self.speak(self.language.code)  # an amount is another one from this day on
        return self._given or self.adviser

    async def practise(self) -> None:
        """Practise on made-up cases, above what is shown."""

    # -- settings --------------------------------------------------------------------------------------------------

    def put_in_force(self, id: str, value: SettingValue) -> None:
        """A setting has another value from now on; region and topics first hold from the next patient on."""
        if id == "theme":
            self.theme = BY_SETTING[str(value)]
        elif id == "language":
            self.speak(str(value) if value else self._spoken_first)
        elif id == "idle_minutes":
            self.idle = IdleWatch(float(str(value)))
        elif id == "role":
            self.speak(self.language.code)

    # -- language and look -----------------------------------------------------------------------------------------

    def action_next_language(self) -> None:
        """The next language, in the middle of anything. It is remembered once something is answered in it: the key may be a slip."""
        codes = languages()
        at = codes.index(self.language.code) if self.language.code in codes else -1
        self.speak(codes[(at + 1) % len(codes)])
        self._switched = True

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
        self.wording = Wording(self.adviser.knowledge, self.language, self.preferences.settings.role)
        for screen in self.screen_stack:
            if isinstance(screen, Speaks) and screen.built:
                screen.reword()

    def action_next_theme(self) -> None:
        """Dark, light, high contrast; it is remembered."""
        words = list(BY_SETTING)
        now = next((word for word in words if BY_SETTING[word] == self.theme), words[0])
        self.choose_theme(words[(words.index(now) + 1) % len(words)])

    def choose_theme(self, word: str) -> None:
        """These colours, also the next time the app is opened."""
        self.theme = BY_SETTING[word]
        self.preferences.remember("theme", word)

    # -- the clipboard ---------------------------------------------------------------------------------------------

    def copy(self, text: str) -> None:
        """Copy to the clipboard; it is emptied for the next patient, and when the app is left."""
        self.copied = True
        self.copy_to_clipboard(text)

    def forget_clipboard(self) -> None:
        """Empty the clipboard if something of this patient was copied to it; where nothing is ignored, a space takes its place."""
        if self.copied:
            self.copied = False
            self.copy_to_clipboard(" ")
            self.copy_to_clipboard("")
