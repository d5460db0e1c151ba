"""Settings: region, language, colours, idle time and topics first, in a TOML file that the user may edit. Nothing about a patient."""

from assistant.settings.file import (
    PATH_VARIABLE,
    SettingsRead,
    language_set,
    local_set,
    read_settings,
    save_settings,
    settings_path,
)
from assistant.settings.problems import SettingsError, SettingsProblem
from assistant.settings.schema import (
    DEFAULTS,
    SETTINGS,
    THEMES,
    Setting,
    Settings,
    allowed,
    fits,
    help_lines,
    option_label,
    setting,
)

__all__ = [
    "DEFAULTS",
    "PATH_VARIABLE",
    "SETTINGS",
    "THEMES",
    "Setting",
    "Settings",
    "SettingsError",
    "SettingsProblem",
    "SettingsRead",
    "allowed",
    "fits",
    "help_lines",
    "language_set",
    "local_set",
    "option_label",
    "read_settings",
    "save_settings",
    "setting",
    "settings_path",
]
