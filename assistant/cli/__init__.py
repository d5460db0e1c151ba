"""The command `vardlots`: reads the words, calls the one subcommand, and turns every error into a line and an exit code.

Exit codes: 0 done; 1 the knowledge or the installation is at fault (`impact`: something is otherwise); 2 the words typed are at fault.
"""

from __future__ import annotations

import gc
import importlib
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from io import TextIOWrapper
from itertools import pairwise, zip_longest
from typing import NoReturn

from assistant import traces
from assistant.files import CONFIG, own_file, reason
from assistant.i18n import N_, NO_CATALOGUE, Language, languages, not_offered, preferred_language
from assistant.i18n import language as spoken_language
from assistant.places import local_file, use_knowledge, use_local

COMMANDS = {
    "chat": N_("open the app: guided questions, the answer beside them"),
    "ask": N_("answer one case, for scripts and quick questions"),
    "find": N_("look up fees, medicines, contacts and words without an interview"),
    "serve": N_("serve the page and JSON over HTTP, for a whole workplace"),
    "verify": N_("check a saved receipt against the knowledge of today"),
    "train": N_("practise: told cases, questions, the right answer with why"),
    "tutor": N_("a summary for the tutor over several learners"),
    "feedback": N_("list what users reported as wrong or out of date"),
    "check": N_("check a folder of knowledge and show every mistake"),
    "test": N_("ask the scenarios, and show which do not hold"),
    "new": N_("make the files that a new region, question, topic, status or language needs"),
    "schema": N_("write the schemas by which an editor completes and checks the YAML"),
    "rule": N_("show all that has to do with a rule: words, cases, clauses, scenarios, history"),
    "clause": N_("show all that has to do with a clause: document, rules, scenarios, history"),
    "prove": N_("prove the knowledge over all cases and days: laws, engines, languages, dates, sources"),
    "edit": N_("open the app on a folder of knowledge that is being edited, and check each save"),
    "review": N_("list the rules to read again since their clauses changed, and tick them off"),
    "impact": N_("show in which cases a change of the knowledge says something else"),
    "language": N_("bring the translations up to date, check them, and hand them to translators as tables"),
    "mutate": N_("change each part of the knowledge in turn, and show what nothing would notice"),
    "export": N_("write the knowledge as a handbook of pages, a drawing, or decision tables (DMN)"),
    "coverage": N_("show which rules rest on which clauses, and what nothing covers"),
    "stats": N_("show how many questions each topic takes, and the size of the case space"),
    "doctor": N_("show what runs here and what is missing"),
}

_BEFORE = ("--lang", "--knowledge")
"""The options that every command has; they may stand before it."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    traces.leave_none()
    _prepare_streams()
    for folder in _words_after("--knowledge", words):
        use_knowledge(folder)  # already now: its catalogues are needed to say anything
    _use_local_of_settings()
    speaks = spoken_language(_language_of(words))  # `language` is a command of this package
    if error := speaks.damage:  # everything still works in the languages of the source texts
        speaks = NO_CATALOGUE
        print(f"vardlots: {error.filename or ''} {error.strerror or error}".replace("  ", " "), file=sys.stderr)
    try:
        try:
            return _run(_with_command(words), speaks)
        finally:
            sys.stdout.flush()  # also after a help text, which ends with SystemExit: who reads it may have gone
    except BrokenPipeError:
        _forget_output()  # whoever read our output (head, less) has had enough
        return 0
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        _give_up(speaks.gettext("This cannot be written or read: {reason}.", reason=reason(error, speaks)))
    except Exception as error:  # noqa: BLE001 - what it says is never shown: it may hold what was typed
        _give_up(speaks.gettext(_fault(error), fault=type(error).__name__))
    return 1


def _use_local_of_settings() -> None:
    """The local additions that the settings name, if the environment names none. Where there are no settings, nothing is loaded to read them."""
    path = own_file("VARDLOTS_CONFIG", CONFIG, "settings.toml")
    if path is None or local_file() is not None or not path.is_file():
        return
    from assistant.settings.file import local_set

    if (local := local_set(path)) is not None:
        use_local(str(local))


def _fault(error: Exception) -> str:
    """What is said of an error that nothing caught."""
    from assistant.cases.space import ConflictInSpace, TooEntangledError
    from assistant.engine.conclusions import ConflictError
    from assistant.engine.limits import LimitError

    # A checkout that was edited and not checked.
    if isinstance(error, ConflictError | LimitError | ConflictInSpace | TooEntangledError):
        return N_("The knowledge is at fault ({fault}); “vardlots check” shows where.")
    return N_("A fault in the program ended it ({fault}). Nothing was stored. Please report what you did.")


def _prepare_streams() -> None:
    """A terminal that cannot show "å" shows "?" instead of a traceback; a pipe always gets UTF-8; a closed stream is nothing."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123 - open to the end
        elif isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")


def _give_up(text: str) -> None:
    """One line on standard error, if that can be written."""
    with suppress(OSError):
        print(f"vardlots: {text}", file=sys.stderr)
    _forget_output()


def _forget_output() -> None:
    """Keep Python from flushing into a standard output that is closed or broken when it ends."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _with_command(words: list[str]) -> list[str]:
    """The words with the command first: `--lang en ask …` means `ask --lang en …`; no command means `chat`."""
    lead = 0
    while (name := "".join(words[lead : lead + 1]).partition("=")[0]) in _BEFORE:
        lead += 2 if words[lead] == name else 1
    if lead and len(words) > lead and not words[lead].startswith("-"):
        return [words[lead], *words[:lead], *words[lead + 1 :]]
    return ["chat", *words] if lead or words[:1] in ([], ["--plain"]) else words


def _words_after(name: str, words: Sequence[str]) -> Iterator[str]:
    """What the words give an option, needed before they are parsed."""
    for word, following in zip_longest(words, words[1:], fillvalue=""):
        if word == name:
            yield following
        elif word.startswith(f"{name}="):
            yield word.removeprefix(f"{name}=")


def _language_of(words: Sequence[str]) -> str:
    """The language that the words ask for, so that errors can be in it."""
    asked_for = (code for code in _words_after("--lang", words) if code in languages())
    return next(asked_for, None) or preferred_language(dict(os.environ))


def _run(words: list[str], speaks: Language) -> int:
    from assistant import __version__
    from assistant.cli.knowledge import add_knowledge
    from assistant.cli.words import WordParser

    command = words[0]
    if command in ("--help", "-h", "help"):
        print(_help(speaks))
        return 0
    if command == "--version":
        print(f"vardlots {__version__}")
        return 0
    if command not in COMMANDS:
        _unknown_command(command, speaks)
    _check_engine(speaks)
    parser = WordParser(command, COMMANDS[command], speaks)
    parser.choice("lang", languages(), speaks.code, N_("language of what is shown"))
    add_knowledge(parser)
    subcommand = importlib.import_module(f"assistant.cli.{command}")  # only the one that is needed: start-up is short
    if command not in ("ask", "check", "stats"):
        gc.enable()  # see __main__; what answers once and ends makes no garbage that is worth it
    subcommand.add_arguments(parser)
    found = parser.read(_in_a_finished_language(words[1:], speaks))
    found.language_named = any(word.partition("=")[0] == "--lang" for word in words)
    code: int = subcommand.run(found, speaks)
    return code


def _in_a_finished_language(words: list[str], speaks: Language) -> list[str]:
    """The words, with the language that answers in place of one that is begun and not offered yet, of which a line says so."""
    named = set(_words_after("--lang", words)) - set(languages())
    if not named or not (begun := named & not_offered().keys()):
        return words
    for code in sorted(begun):
        message = N_(
            "The language {code} is not finished: {percent} % is translated. What follows is in {language}; VARDLOTS_UNFINISHED=1 shows it as it is."
        )
        text = speaks.gettext(message, code=code, percent=not_offered()[code], language=speaks.name)
        print(f"vardlots: {text}", file=sys.stderr)
    joined = {f"--lang={code}" for code in begun}
    return [
        f"--lang={speaks.code}" if word in joined else speaks.code if before == "--lang" and word in begun else word
        for before, word in pairwise(["", *words])
    ]


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
    from assistant.cli.words import fail
    from assistant.messages import not_allowed

    fail(not_allowed(N_("There is no command “{word}”. Allowed: {allowed}."), command, COMMANDS).text(speaks))


def _check_engine(speaks: Language) -> None:
    """End with a line if an engine is asked for that there is not."""
    word = os.environ.get("VARDLOTS_ENGINE")
    if not word:
        return
    from assistant.cli.words import fail
    from assistant.engine import ENGINE_VARIABLE, ENGINES
    from assistant.messages import not_allowed

    if word not in ENGINES:
        message = N_("{name} cannot be “{word}”. Allowed: {allowed}.")
        fail(not_allowed(message, word[:60], ENGINES, name=ENGINE_VARIABLE).text(speaks))
