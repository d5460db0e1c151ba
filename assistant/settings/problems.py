"""What is wrong with the settings, where, and what is allowed there: for the person who can mend the file."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from assistant.files import reason
from assistant.i18n import Language
from assistant.knowledge.model import Knowledge
from assistant.messages import Message
from assistant.settings.schema import Setting, rule_of
from assistant.texts import visible


class SettingsProblem(NamedTuple):
    """One mistake in a file of settings, with a text of the code and its parts.

    `line` and `column` count from 1; 0 is unknown. `breaks`: the file is not saved to until this is mended. `of` is the
    setting whose rule the text tells as `{allowed}`, `error` the one whose reason it tells as `{reason}`.
    """

    path: Path
    message: str
    parts: Mapping[str, str]
    line: int = 0
    column: int = 0
    breaks: bool = True
    of: Setting | None = None
    nearest: str | None = None
    error: OSError | None = None

    def text(self, knowledge: Knowledge, speaks: Language) -> str:
        """`file:line:column: what is wrong, what is allowed, the nearest right word`, in one line."""
        parts = dict(self.parts)
        if self.error is not None:
            parts["reason"] = reason(self.error, speaks)
        if self.of is not None:
            parts["allowed"] = rule_of(self.of, knowledge, speaks)
        where = ":".join([visible(self.path, 200), *(str(number) for number in (self.line, self.column) if number)])
        return f"{where}: {Message(self.message, parts, self.nearest).text(speaks)}"


class SettingsError(Exception):
    """The settings were not saved; `problems` says why. The file is as it was."""

    def __init__(self, problems: Iterable[SettingsProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(problem.message for problem in self.problems))

    def text(self, knowledge: Knowledge, speaks: Language) -> str:
        """Why nothing was saved, a line for each problem."""
        lines = [problem.text(knowledge, speaks) for problem in self.problems]
        return "\n".join([speaks.gettext("The settings were not saved."), *lines])
