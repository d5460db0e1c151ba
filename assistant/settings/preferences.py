"""What the desk remembers from one day to the next: the settings, read when a face opens, and saved when one is changed.

Remembered is how somebody works (region, language, colours), never anything about a patient.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from assistant.i18n import Language
from assistant.knowledge.model import UNKNOWN, Knowledge
from assistant.settings.file import read_settings, save_settings, settings_path
from assistant.settings.problems import SettingsError
from assistant.settings.schema import DEFAULTS, Settings, SettingValue


class Preferences:
    """The settings in force. With no `path`, as in tests and for a user without a home, nothing is read or saved."""

    in_browser = False
    """Whether a browser keeps them, instead of a file."""
    _region_chosen: str | None = None
    """The region that an answer has set."""

    def __init__(self, knowledge: Knowledge, path: Path | None) -> None:
        self._knowledge, self.path = knowledge, path
        self._reading = read_settings(path, knowledge) if path is not None else None
        self.settings: Settings = self._reading.settings if self._reading is not None else DEFAULTS

    @classmethod
    def of_user(cls, knowledge: Knowledge) -> Preferences:
        """The settings where this user's platform keeps them."""
        return cls(knowledge, settings_path())

    def problems(self, language: Language) -> list[str]:
        """What is wrong in the file, a line each."""
        found = self._reading.problems if self._reading is not None else ()
        return [problem.text(self._knowledge, language) for problem in found]

    def remember(self, id: str, value: SettingValue) -> bool:
        """Keep a setting, if the file can be written and has no mistakes; else it holds until the app is closed. Whether it was kept."""
        self._change({id: value})
        if self.path is None:
            return False
        try:
            self.save({id: value})
        except SettingsError:
            return False
        return True

    def keep_region(self, region: str | None) -> bool:
        """The first region that is chosen is where this desk stands; it is changed in the settings. Whether it was kept."""
        if not region or region == UNKNOWN or self.settings.region is not None:
            return False
        self._region_chosen = region
        return self.remember("region", region)

    def forget_region(self) -> None:
        """The region that was kept just now was no answer."""
        self._region_chosen = None
        self.remember("region", None)

    def take_back_region(self) -> None:
        """The answer by which the region was kept is taken back; one that was set otherwise stays."""
        if self._region_chosen is not None and self._region_chosen == self.settings.region:
            self.forget_region()

    def save(self, changes: dict[str, SettingValue]) -> None:
        """Save settings. Raises SettingsError, and then nothing is changed."""
        if self.path is not None:
            self._reading = save_settings(self.path, changes, self._knowledge)
        self._change(changes)

    def _change(self, changes: dict[str, Any]) -> None:
        self.settings = self.settings._replace(**changes)
