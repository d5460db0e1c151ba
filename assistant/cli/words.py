"""The words of a command line: parsed by argparse, with help and errors in the reader's language, each error one line."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from functools import partial
from typing import Any, NoReturn

from assistant.i18n import N_, Language
from assistant.messages import nearest, not_allowed
from assistant.texts import visible


def fail(text: str, code: int = 2) -> NoReturn:
    """End with one line on standard error."""
    print(f"vardlots: {visible(text, LONGEST)}", file=sys.stderr)
    raise SystemExit(code)


LONGEST = 2000
"""Characters of a line that says what is wrong."""


# Argparse asks the machine's catalogues for its words, and imports what finds these: nobody here is shown one, and `_misused` reads them.
setattr(argparse, "_", str)  # noqa: B010 - a name that its stub does not tell


class _HelpFormatter(argparse.HelpFormatter):
    """Argparse's own layout, with its one word of its own in the reader's language."""

    def __init__(self, prog: str, *, usage: str, **more: Any) -> None:
        super().__init__(prog, **more)
        self._usage = usage

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        """The line of how to call it."""
        super().add_usage(usage, actions, groups, self._usage if prefix is None else prefix)


class WordParser(argparse.ArgumentParser):
    """The words of one subcommand. A wrong word ends with exit code 2, what is allowed, and the nearest right word."""

    def __init__(self, command: str, description: str, speaks: Language) -> None:
        self.speaks = speaks
        super().__init__(
            prog=f"vardlots {command}",
            description=speaks.gettext(description),
            formatter_class=partial(_HelpFormatter, usage=speaks.gettext("usage: ")),
            add_help=False,
            allow_abbrev=False,
            exit_on_error=False,
        )
        self._words = self.add_argument_group(speaks.gettext("words"))
        self._options = self.add_argument_group(speaks.gettext("options"))
        self.option("-h", "--help", action="help", help=speaks.gettext("show this help message and exit"))
        self._choices: dict[str, tuple[str, ...]] = {}

    def word(self, name: str, **how: Any) -> None:
        """A word by its place."""
        self._words.add_argument(name, **how)

    def option(self, *names: str, **how: Any) -> None:
        """A word by its name."""
        self._options.add_argument(*names, **how)

    def choice(self, name: str, allowed: Sequence[str], default: str, help: str) -> None:
        """An option `--name` that takes one of these words."""
        self._choices[name] = tuple(allowed)
        shown = "{" + ",".join(allowed) + "}"
        self.option(f"--{name}", default=default, metavar=shown, help=self.speaks.gettext(help))

    def read(self, words: Sequence[str]) -> argparse.Namespace:
        """The words as values. Ends the program on a wrong one."""
        try:
            found, strange = self.parse_known_args(words)
        except argparse.ArgumentError as error:
            self._misused(error)
        if strange:
            self._refuse(N_("“{word}” is not understood here. Allowed: {allowed}."), strange[0], self._names())
        for name, allowed in self._choices.items():
            value = getattr(found, name)
            if value not in allowed:
                self._refuse(N_("--{name} cannot be “{word}”. Allowed: {allowed}."), value, allowed, name=name)
        return found

    def error(self, message: str) -> NoReturn:
        """Words are missing: what is said instead of argparse's own words."""
        usage = " ".join(self.format_usage().split())
        fail(self.speaks.gettext("A word is missing. {usage}", usage=usage))

    def _misused(self, error: argparse.ArgumentError) -> NoReturn:
        """A word that lacks what belongs behind it, or that takes nothing there."""
        if error.argument_name is None:
            self.error(error.message)
        lacks = error.message.startswith("expected")
        message = (
            N_("{name} needs a word after it. See {command} --help.")
            if lacks
            else N_("{name} takes no word. See {command} --help.")
        )
        fail(self.speaks.gettext(message, name=error.argument_name, command=self.prog))

    def _names(self) -> list[str]:
        return [name for action in self._actions for name in action.option_strings]

    def _refuse(self, message: str, word: str, allowed: Sequence[str], **parts: str) -> NoReturn:
        near = nearest(word.split("=")[0], allowed)  # of --lagn=sv, the name
        fail(not_allowed(message, word, allowed, **parts)._replace(nearest=near).text(self.speaks))
