"""The words of a command line: parsed by argparse, with help and errors in the reader's language, each error one line."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import NoReturn

from assistant.i18n import N_, Language
from assistant.messages import listing, nearest
from assistant.texts import visible

# What argparse says by itself; it looks these up through its own `_`, which `WordParser` points at our catalogue.
ARGPARSE_TEXTS = (
    N_("usage: "),
    N_("options"),
    N_("positional arguments"),
    N_("show this help message and exit"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("expected one argument"),
    N_("ignored explicit argument %r"),
)


def fail(text: str, code: int = 2) -> NoReturn:
    """End with one line on standard error."""
    print(f"vardlots: {text}", file=sys.stderr)
    raise SystemExit(code)


class WordParser(argparse.ArgumentParser):
    """The words of one subcommand. A wrong word ends with exit code 2, what is allowed, and the nearest right word."""

    def __init__(self, command: str, description: str, speaks: Language) -> None:
        argparse._ = speaks.gettext  # type: ignore[attr-defined]
        self.speaks = speaks
        super().__init__(prog=f"vardlots {command}", description=speaks.gettext(description), allow_abbrev=False)
        self._choices: dict[str, tuple[str, ...]] = {}

    def choice(self, name: str, allowed: Sequence[str], default: str, help: str) -> None:
        """An option `--name` that takes one of these words."""
        self._choices[name] = tuple(allowed)
        shown = "{" + ",".join(allowed) + "}"
        self.add_argument(f"--{name}", default=default, metavar=shown, help=self.speaks.gettext(help))

    def read(self, words: Sequence[str]) -> argparse.Namespace:
        """The words as values. Ends the program on a wrong one."""
        found, strange = self.parse_known_args(words)
        if strange:
            self._refuse(N_("“{word}” is not understood here. Allowed: {allowed}."), strange[0], self._options())
        for name, allowed in self._choices.items():
            value = getattr(found, name)
            if value not in allowed:
                self._refuse(N_("--{name} cannot be “{word}”. Allowed: {allowed}."), value, allowed, name=name)
        return found

    def error(self, message: str) -> NoReturn:
        """What argparse found wrong, as one line."""
        fail(
            self.speaks.gettext(
                "{problem} See {command} --help.", problem=f"{visible(message, 200)}.", command=self.prog
            )
        )

    def _options(self) -> list[str]:
        return [option for action in self._actions for option in action.option_strings]

    def _refuse(self, message: str, word: str, allowed: Sequence[str], **parts: str) -> NoReturn:
        text = self.speaks.gettext(message, word=visible(word), allowed=listing(allowed), **parts)
        near = nearest(word.split("=")[0], allowed)
        fail(f"{text} {self.speaks.gettext('Did you mean {name}?', name=near)}" if near else text)
