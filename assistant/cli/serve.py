"""`vardlots serve`: the page and the JSON over HTTP, for a whole workplace; nothing about a patient stays on the server."""

from __future__ import annotations

import argparse
import sys
from importlib.util import find_spec
from pathlib import Path

from assistant import i18n
from assistant.cli.knowledge import knowledge_or_fail, local_or_fail
from assistant.cli.words import WordParser, fail
from assistant.i18n import N_, Language, language
from assistant.places import use_knowledge, use_local
from assistant.texts import visible
from assistant.web.configuration import Configuration, key_lines, read_configuration

NEEDED = ("starlette", "uvicorn", "httptools", "jinja2")
"""What the extra `serve` brings."""
AS_USUAL = Configuration()


_MISSING = N_("Not installed: {names}. “pip install 'vardlots[serve]'” brings what serving needs.")
_ONE_FILE = N_(
    "This one file cannot serve: {names} are not in it. Where there is Python, “pip install 'vardlots[serve]'” brings a server."
)


def is_one_file() -> bool:
    """Whether the program is the one file that is carried along (docs/decisions/019): to that nothing can be installed."""
    return bool(getattr(sys, "frozen", False))


def add_arguments(parser: WordParser) -> None:
    """The words that `serve` takes."""
    gettext = parser.speaks.gettext
    parser.option(
        "--host",
        metavar=gettext("ADDRESS"),
        help=gettext("address to listen on (default: {host}, this machine only)", host=AS_USUAL.host),
    )
    parser.option(
        "--port",
        metavar=gettext("NUMBER"),
        help=gettext("port to listen on (default: {port})", port=AS_USUAL.port),
    )
    parser.option(
        "--config",
        type=Path,
        metavar=gettext("FILE"),
        help=gettext("serve as this TOML file says; other words go before it"),
    )
    parser.option(
        "--check",
        type=Path,
        metavar=gettext("FILE"),
        help=gettext("tell what is wrong in such a file, and serve nothing"),
    )
    parser.option("--keys", action="store_true", help=gettext("list what such a file may hold, and serve nothing"))


def run(words: argparse.Namespace, speaks: Language) -> int:
    """Serve until Ctrl+C or a signal."""
    if words.keys:
        print("\n".join(key_lines(speaks)))
        return 0
    if words.check is not None:
        return _check(words.check, words, speaks)
    how = _how(words, speaks)
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        fail(speaks.gettext(_ONE_FILE if is_one_file() else _MISSING, names=", ".join(missing)), 1)
    if how.language is not None and not words.language_named:
        speaks = language(how.language)
    knowledge = knowledge_or_fail(speaks)
    local_or_fail(knowledge, speaks)
    from assistant.web.serving import listen, serve

    shown = f"[{how.host}]" if ":" in how.host else how.host
    address = f"http://{visible(shown)}:{how.port}{how.root_path}/"
    try:
        listening = listen(how.host, how.port)
    except OSError as error:
        text = N_("Nothing can be served at {address}: {reason}.")
        fail(speaks.gettext(text, address=address, reason=error.strerror or type(error).__name__), 1)
    if how.log == AS_USUAL.log:  # the log says the same
        print(speaks.gettext("Serving at {address}. Ctrl+C ends it.", address=address), file=sys.stderr, flush=True)
    serve(knowledge, listening, speaks.code, how)
    return 0


def _check(path: Path, words: argparse.Namespace, speaks: Language) -> int:
    """Tell what is wrong in a configuration, and in the knowledge that it names; 2 if anything is."""
    read = read_configuration(path)
    for problem in read.problems:
        print(problem.text(speaks), file=sys.stderr)
    if read.problems:
        return 2
    _use(read.configuration, words)
    knowledge = knowledge_or_fail(speaks)
    local_or_fail(knowledge, speaks)
    text = N_("{file}: no mistakes. Serves knowledge {version} at {host}:{port}.")
    how = read.configuration
    print(speaks.gettext(text, file=visible(path, 200), version=knowledge.version, host=how.host, port=str(how.port)))
    return 0


def _how(words: argparse.Namespace, speaks: Language) -> Configuration:
    """How to serve: as the file says, with what the words say in its place."""
    how = AS_USUAL
    if words.config is not None:
        read = read_configuration(words.config)
        if read.problems:
            print("\n".join(problem.text(speaks) for problem in read.problems), file=sys.stderr)
            raise SystemExit(2)
        how = read.configuration
        _use(how, words)
    if words.host is not None:
        how = how._replace(host=words.host)
    if words.port is not None:
        how = how._replace(port=_port(words.port, speaks))
    return how


def _use(how: Configuration, words: argparse.Namespace) -> None:
    """The knowledge and the local additions that a configuration names are in force, unless the words name another."""
    if how.local is not None:
        use_local(how.local)
    if how.knowledge is not None and words.knowledge is None:
        use_knowledge(how.knowledge)
        i18n.read_again()


def _port(word: str, speaks: Language) -> int:
    if not (word.isascii() and word.isdigit() and len(word) <= 5 and 1 <= int(word) <= 65535):
        fail(speaks.gettext("--port must be a whole number from 1 to 65535; “{word}” is not.", word=visible(word)))
    return int(word)
