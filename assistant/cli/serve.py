"""`vardlots serve`: the page and the JSON over HTTP, for a whole workplace; nothing about a patient stays on the server."""

from __future__ import annotations

import argparse
import sys
from importlib.util import find_spec

from assistant.cli.knowledge import knowledge_or_fail
from assistant.cli.words import WordParser, fail
from assistant.i18n import N_, Language
from assistant.texts import visible

NEEDED = ("starlette", "uvicorn", "httptools", "jinja2")
"""What the extra `serve` brings."""
HOST, PORT = "127.0.0.1", 8080


def add_arguments(parser: WordParser) -> None:
    """The words that `serve` takes."""
    gettext = parser.speaks.gettext
    parser.option(
        "--host",
        default=HOST,
        metavar=gettext("ADDRESS"),
        help=gettext("address to listen on (default: {host}, this machine only)", host=HOST),
    )
    parser.option(
        "--port",
        default=str(PORT),
        metavar=gettext("NUMBER"),
        help=gettext("port to listen on (default: {port})", port=PORT),
    )


def run(words: argparse.Namespace, speaks: Language) -> int:
    """Serve until Ctrl+C or a signal."""
    port = _port(words.port, speaks)
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        text = N_("Not installed: {names}. “pip install 'vardlots[serve]'” brings what serving needs.")
        fail(speaks.gettext(text, names=", ".join(missing)), 1)
    knowledge = knowledge_or_fail(speaks)
    from assistant.web.serving import listen, serve

    shown = f"[{words.host}]" if ":" in words.host else words.host
    address = f"http://{visible(shown)}:{port}/"
    try:
        listening = listen(words.host, port)
    except OSError as error:
        text = N_("Nothing can be served at {address}: {reason}.")
        fail(speaks.gettext(text, address=address, reason=error.strerror or type(error).__name__), 1)
    print(speaks.gettext("Serving at {address}. Ctrl+C ends it.", address=address), file=sys.stderr)
    serve(knowledge, listening, speaks.code)
    return 0


def _port(word: str, speaks: Language) -> int:
    if not (word.isascii() and word.isdigit() and len(word) <= 5 and 1 <= int(word) <= 65535):
        fail(speaks.gettext("--port must be a whole number from 1 to 65535; “{word}” is not.", word=visible(word)))
    return int(word)
