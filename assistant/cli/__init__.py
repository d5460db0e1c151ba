"""The command `vardlots`: reads the words, calls the one subcommand, and turns every error into a line and an exit code.

Exit codes: 0 done; 1 the knowledge or the installation is at fault; 2 the words typed are at fault.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from typing import NoReturn

from assistant.i18n import N_, Language, language, languages, preferred_language

COMMANDS = {
    "chat": N_("open the app: guided questions, the answer beside them"),
    "ask": N_("answer one case, for scripts and quick questions"),
    "check": N_("check a folder of knowledge and show every mistake"),
    "coverage": N_("show which rules rest on which clauses, and what nothing covers"),
    "doctor": N_("show what runs here and what is missing"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    speaks = language(_language_of(words))
    if not words or words[0] in ("--lang", "--plain") or words[0].startswith("--lang="):
        words.insert(0, "chat")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A terminal that cannot show "å" shows "?" instead of a traceback; a pipe always gets UTF-8.
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")
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
        following = words[index + 1] if index + 1 < len(words) else ""
        code = word.removeprefix("--lang=") if word.startswith("--lang=") else following if word == "--lang" else ""
        if code in languages():
            return code
    return preferred_language(dict(os.environ))


def _run(words: list[str], speaks: Language) -> int:
    from assistant import __version__
    from assistant.cli.words import Words

    command = words[0]
    if command in ("--help", "-h", "help"):
        print(_help(speaks))
        return 0
    if command == "--version":
        print(f"vardlots {__version__}")
        return 0
    if command not in COMMANDS:
        _unknown_command(command, speaks)
    parser = Words(command, COMMANDS[command], speaks)
    parser.choice("lang", languages(), speaks.code, N_("language of what is shown"))
    subcommand = importlib.import_module(f"assistant.cli.{command}")  # only the one that is needed: start-up is short
    subcommand.add_arguments(parser)
    code: int = subcommand.run(parser.read(words[1:]), speaks)
    return code


def _help(speaks: Language) -> str:
    width = max(map(len, COMMANDS))
    lines = [
        speaks.gettext("Vårdlots: who is responsible, what it costs, whom to contact, what to do next — with sources."),
        "",
    ]
    lines += [f"  vardlots {name:<{width}}  {speaks.gettext(text)}" for name, text in COMMANDS.items()]
    lines += ["", speaks.gettext("“vardlots COMMAND --help” tells more. Without a command the app opens.")]
    return "\n".join(lines)


def _unknown_command(command: str, speaks: Language) -> NoReturn:
    from assistant.case import visible
    from assistant.cli.words import fail
    from assistant.knowledge.problems import listing, nearest

    text = speaks.gettext(
        "There is no command “{word}”. Allowed: {allowed}.", word=visible(command), allowed=listing(COMMANDS)
    )
    near = nearest(command, COMMANDS)
    fail(f"{text} {speaks.gettext('Did you mean {name}?', name=near)}" if near else text)
