"""The command `vardlots`: reads the words, calls the one subcommand, and turns every error into a line and an exit code.

Exit codes: 0 done; 1 the knowledge or the installation is at fault; 2 the words typed are at fault.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from assistant.i18n import N_, Language, language, languages, preferred_language

COMMANDS = {
    "chat": N_("open the app: guided questions, the answer beside them"),
    "ask": N_("answer one case, for scripts and quick questions"),
    "check": N_("check a folder of knowledge and show every mistake"),
    "doctor": N_("show what runs here and what is missing"),
}


class _Parser(argparse.ArgumentParser):
    """A parser whose errors are one line, in the language chosen, with exit code 2."""

    speaks: Language

    def error(self, message: str) -> NoReturn:
        from assistant.case import visible

        fail(
            self.speaks.gettext(N_("{problem} See {command} --help."), problem=visible(message, 200), command=self.prog)
        )


def fail(text: str, code: int = 2) -> NoReturn:
    """End with one line on standard error."""
    print(f"vardlots: {text}", file=sys.stderr)
    raise SystemExit(code)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    speaks = language(_language_of(words))
    if not words or words[0] in ("--lang", "--plain") or words[0].startswith("--lang="):
        words.insert(0, "chat")
    try:
        return _run(words, speaks)
    except BrokenPipeError:
        # Whoever read our output (head, less) has had enough; leave quietly, and keep Python from flushing into the closed pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130


def _language_of(words: Sequence[str]) -> str:
    """The language that the words ask for, needed before they are parsed so that errors can be in it."""
    for index, word in enumerate(words):
        code = (
            word.removeprefix("--lang=")
            if word.startswith("--lang=")
            else words[index + 1]
            if word == "--lang" and index + 1 < len(words)
            else ""
        )
        if code in languages():
            return code
    return preferred_language(dict(os.environ))


def _run(words: list[str], speaks: Language) -> int:
    from assistant import __version__

    command = words[0]
    if command in ("--help", "-h", "help"):
        print(_help(speaks))
        return 0
    if command == "--version":
        print(f"vardlots {__version__}")
        return 0
    if command not in COMMANDS:
        _unknown_command(command, speaks)
    parser = _Parser(prog=f"vardlots {command}", description=speaks.gettext(COMMANDS[command]), allow_abbrev=False)
    parser.speaks = speaks
    parser.add_argument(
        "--lang", choices=languages(), default=speaks.code, help=speaks.gettext(N_("language of the answer"))
    )
    if command == "ask":
        from assistant.cli import ask as subcommand
    elif command == "check":
        from assistant.cli import check as subcommand  # type: ignore[no-redef]
    elif command == "doctor":
        from assistant.cli import doctor as subcommand  # type: ignore[no-redef]
    else:
        from assistant.cli import chat as subcommand  # type: ignore[no-redef]
    subcommand.add_arguments(parser, speaks)
    return subcommand.run(parser.parse_args(words[1:]), speaks)


def _help(speaks: Language) -> str:
    width = max(map(len, COMMANDS))
    lines = [
        speaks.gettext(
            N_("Vårdlots: who is responsible, what it costs, whom to contact, what to do next — with sources.")
        ),
        "",
    ]
    lines += [f"  vardlots {name:<{width}}  {speaks.gettext(text)}" for name, text in COMMANDS.items()]
    lines += ["", speaks.gettext(N_("“vardlots COMMAND --help” tells more. Without a command the app opens."))]
    return "\n".join(lines)


def _unknown_command(command: str, speaks: Language) -> NoReturn:
    from assistant.case import visible
    from assistant.knowledge.problems import listing, nearest

    text = speaks.gettext(
        N_("There is no command “{word}”. Allowed: {allowed}."), word=visible(command), allowed=listing(COMMANDS)
    )
    near = nearest(command, COMMANDS)
    fail(f"{text} {speaks.gettext(N_('Did you mean {name}?'), name=near)}" if near else text)
