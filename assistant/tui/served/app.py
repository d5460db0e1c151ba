"""The app as a browser shows it: settings are the browser's, and nothing of this machine is offered or written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from textual.driver import Driver

from assistant.answer import Adviser
from assistant.i18n import Language
from assistant.knowledge import Knowledge
from assistant.settings.preferences import Preferences
from assistant.settings.schema import DEFAULTS, SETTINGS, SettingValue, fits
from assistant.train.problems import IN_A_BROWSER
from assistant.train.store import TrainingStore
from assistant.tui.app import VardlotsApp
from assistant.tui.served.driver import BrowserDriver

Keep = Callable[[dict[str, Any]], None]
"""Has the settings kept, by id."""


class BrowserPreferences(Preferences):
    """The settings that a browser brings along, and keeps."""

    in_browser = True

    def __init__(self, knowledge: Knowledge, brought: Mapping[str, Any], keep: Keep) -> None:
        """What is brought and does not fit, as after a change of the knowledge, is passed over."""
        super().__init__(knowledge, None)
        self._keep = keep
        fitting: dict[str, Any] = {}
        for of in SETTINGS:
            value = brought.get(of.id)
            if value is not None and fits(of, value, knowledge):
                fitting[of.id] = tuple(value) if isinstance(value, list) else value
        self.settings = DEFAULTS._replace(**fitting)

    def remember(self, id: str, value: SettingValue) -> bool:
        """Keep a setting."""
        self.save({id: value})
        return True

    def save(self, changes: dict[str, SettingValue]) -> None:
        """Keep settings."""
        super().save(changes)
        self._keep({id: value for id, value in self.settings._asdict().items() if value != getattr(DEFAULTS, id)})


class NoTrainingFile(TrainingStore):
    """In a browser nobody's progress is kept: the file would be everybody's."""

    def __init__(self) -> None:
        super().__init__(None, IN_A_BROWSER)


class BrowserApp(VardlotsApp):
    """One user in one browser."""

    def __init__(self, adviser: Adviser, speaks: Language, preferences: Preferences) -> None:
        """`adviser`: made before, and shared with all sessions. The language is that of the page around the app."""
        super().__init__(None, speaks, language_named=True, preferences=preferences)
        self.adviser = adviser

    def first_knowledge(self) -> Knowledge:
        return self.adviser.knowledge

    def get_driver_class(self) -> type[Driver]:
        return BrowserDriver

    def training_store(self) -> TrainingStore:
        return NoTrainingFile()
