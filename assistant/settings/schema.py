"""The schema of the settings: each setting once, from which reading, checking, the screen and the help are all made."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from assistant.i18n import N_, Language, language, languages
from assistant.knowledge.model import REGION, Knowledge

CHOICE = "choice"
"""One word of those allowed, or none."""
NUMBER = "number"
"""A whole number from `least` to `greatest`."""
SEVERAL = "several"
"""A list of allowed words, each once, in the user's order."""

THEMES = ("dark", "light", "high_contrast")
"""The themes that can be set, the default first."""

SettingWords = tuple[str, ...]
SettingValue = str | int | SettingWords | None
"""The value of a setting, by its kind: a word, a number, or several words. None: not set."""


class Setting(NamedTuple):
    """One setting. `kind` is `choice`, `number` or `several`; `label` and `help` are texts of the code.

    `options` are fixed words with their labels; without them the words come from the knowledge or the languages (`allowed`).
    `unit` stands beside a number, a text of the code.
    """

    id: str
    kind: str
    default: SettingValue
    label: str
    help: str
    least: int = 0
    greatest: int = 0
    options: Mapping[str, str] = {}
    unit: str = ""


class Settings(NamedTuple):
    """The values in force. `region` and `language` None: asked for, or as the computer is set. `idle_minutes` 0: never. `role` None: the first."""

    region: str | None = None
    language: str | None = None
    theme: str = THEMES[0]
    idle_minutes: int = 5
    topics_first: SettingWords = ()
    role: str | None = None


DEFAULTS = Settings()

LOCAL, LOCAL_HELP = "local", N_("The file of local additions. It is set in the file only.")
"""A name that stands in the file alone, since it is set once for a workplace: the file of local additions."""

SETTINGS = (
    Setting(
        "region",
        CHOICE,
        DEFAULTS.region,
        N_("Region"),
        N_("The region where you work. It is filled in for each new patient."),
    ),
    Setting(
        "language",
        CHOICE,
        DEFAULTS.language,
        N_("Language"),
        N_("The language of what is shown. Not set: as the computer is set."),
    ),
    Setting(
        "theme",
        CHOICE,
        DEFAULTS.theme,
        N_("Colours"),
        N_("The colours of the screen."),
        options={"dark": N_("Dark"), "light": N_("Light"), "high_contrast": N_("High contrast")},
    ),
    Setting(
        "idle_minutes",
        NUMBER,
        DEFAULTS.idle_minutes,
        N_("Clear when idle"),
        N_("The case is cleared after so many minutes without a key or a click. 0: never."),
        least=0,
        greatest=240,
        unit=N_("minutes, 0 = never"),
    ),
    Setting(
        "topics_first",
        SEVERAL,
        DEFAULTS.topics_first,
        N_("Topics first"),
        N_("The topics that you ask about most. They are listed first, in this order."),
    ),
    Setting(
        "role",
        CHOICE,
        DEFAULTS.role,
        N_("Your role"),
        N_("Whose steps stand first in an answer. Not set: the first of them."),
    ),
)


def setting(id: str) -> Setting:
    """The setting with this id. Raises KeyError if there is none."""
    for known in SETTINGS:
        if known.id == id:
            return known
    raise KeyError(id)


def allowed(of: Setting, knowledge: Knowledge) -> SettingWords:
    """The words that a setting may have; empty for a number."""
    if of.id == "region":
        return knowledge.values_of(REGION)
    if of.id == "language":
        return languages()
    if of.id == "topics_first":
        return tuple(knowledge.topics)
    if of.id == "role":
        return tuple(knowledge.roles)
    return tuple(of.options)


def option_label(of: Setting, word: str, knowledge: Knowledge, speaks: Language) -> str:
    """An allowed word as the user reads it, as `Västra Götaland` for `vgr`. Raises KeyError for a word not allowed."""
    if of.id == "region":
        context = f"region.{word}.label" if word in knowledge.regions else f"question.{REGION}.{word}.label"
        return speaks.knowledge(context, knowledge.questions[REGION].value(word).label)
    if of.id == "language":
        return language(word).name
    if of.id == "topics_first":
        return speaks.knowledge(f"topic.{word}.label", knowledge.topics[word].label)
    if of.id == "role":
        return speaks.knowledge(f"role.{word}.label", knowledge.roles[word].label)
    return speaks.gettext(of.options[word])


def fits(of: Setting, value: Any, knowledge: Knowledge) -> bool:
    """Whether a value read from a file, or chosen on a screen, may stand for a setting. None is "not set"."""
    if value is None:
        return True
    if of.kind == NUMBER:
        return isinstance(value, int) and not isinstance(value, bool) and of.least <= value <= of.greatest
    words = allowed(of, knowledge)
    if of.kind == CHOICE:
        return isinstance(value, str) and value in words
    return isinstance(value, list | tuple) and all(isinstance(word, str) and word in words for word in value)


def rule_of(of: Setting, knowledge: Knowledge, speaks: Language) -> str:
    """What is allowed for a setting, in words."""
    if of.kind == NUMBER:
        return speaks.gettext("a whole number from {least} to {greatest}", least=of.least, greatest=of.greatest)
    words = ", ".join(f'"{word}"' for word in allowed(of, knowledge))
    return speaks.gettext("any of {words}, as a list", words=words) if of.kind == SEVERAL else words


def help_lines(knowledge: Knowledge, speaks: Language) -> list[str]:
    """Each setting with its help, what is allowed and the default, as lines of plain text."""
    lines = []
    for each in SETTINGS:
        lines.append(f"{each.id}: {speaks.gettext(each.help)}")
        lines.append("    " + speaks.gettext("Allowed: {allowed}.", allowed=rule_of(each, knowledge, speaks)))
        if each.default not in (None, ()):
            lines.append("    " + speaks.gettext("Default: {value}.", value=each.default))
    lines.append(f"{LOCAL}: {speaks.gettext(LOCAL_HELP)}")
    return lines
