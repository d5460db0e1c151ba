"""The terminal's page and its files: our own page around the terminal that textual-serve brings along, served from where that is installed.

Nothing is loaded from elsewhere: the font is served too. The policy lets in our scripts and styles, and the styles that the terminal makes, by a
word that changes with each answer.
"""

from __future__ import annotations

import re
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from assistant.i18n import N_, Language
from assistant.web.pages import files
from assistant.web.terminal.session import FAILED, FULL, IDLE, KILLED, LEFT, STOPPED

HERE = Path(__file__).resolve().parent
THEIRS = {
    "textual.js": "js/textual.js",
    "xterm.css": "css/xterm.css",
    "mono.ttf": "fonts/RobotoMono-VariableFont_wght.ttf",
}
"""What textual-serve brings along, by our names."""
TYPES = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "ttf": "font/ttf",
}
BELOW = "/static/terminal/"
_FONT = "mono.ttf"

WORDS = {
    LEFT: N_("You have left the app. Nothing of the case is kept."),
    KILLED: N_("The app was ended from outside. Nothing of the case is kept."),
    FAILED: N_("The app had to close."),
    IDLE: N_("Nobody was here for a long time, so the app was closed. Nothing of the case is kept."),
    FULL: N_(
        "So many use the app just now that there is no room for one more. Try again in a few minutes, or use the page."
    ),
    STOPPED: N_(
        "The connection to the server is gone: it was stopped, or the network is down. Nothing of the case is kept."
    ),
}
"""What is said when it has ended, by why."""
UNABLE = N_(
    "The app cannot be shown here: {names} is missing on the server. “pip install 'vardlots[serve]'” brings it."
)
NO_FORK = N_("The app cannot be shown here: the server's system cannot do it.")


class TerminalFile:
    """A file of the terminal: its type and what it holds."""

    def __init__(self, name: str, content: bytes) -> None:
        self.content = content
        stem, _, ending = name.rpartition(".")
        self.type = TYPES[ending]
        self.address = f"{BELOW}{stem}.{sha256(content).hexdigest()[:12]}.{ending}"


@cache
def terminal_files() -> dict[str, TerminalFile]:
    """The files by their names; none where textual-serve is not installed."""
    theirs = _their_folder()
    if theirs is None:
        return {}
    found = {name: TerminalFile(name, (theirs / path).read_bytes()) for name, path in THEIRS.items()}
    font = found[_FONT].address.removeprefix(BELOW)
    for path in sorted((HERE / "static").iterdir()):
        content = path.read_bytes()
        if path.suffix == ".css":
            content = content.replace(_FONT.encode(), font.encode())
        found[path.name] = TerminalFile(path.name, content)
    return found


def _their_folder() -> Path | None:
    """The static files of textual-serve, which is not imported."""
    spec = find_spec("textual_serve")
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(next(iter(spec.submodule_search_locations))) / "static"


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def terminal_page(speaks: Language, root: str, nonce: str) -> str:
    """The page with the terminal in it."""
    addresses = {name: root + file.address for name, file in terminal_files().items()}
    ends = [(why, speaks.gettext(words)) for why, words in WORDS.items()]
    page = _templates().get_template("terminal.html")
    icon = next(root + address for address in files() if address.endswith(".svg"))
    return page.render(
        gettext=speaks.gettext, lang=speaks.code, root=root, files=addresses, icon=icon, ends=ends, nonce=nonce
    )


def policy(host: str, nonce: str) -> str:
    """What the page may load and reach. A socket is named for browsers to which 'self' is no socket."""
    sockets = f" ws://{host} wss://{host}" if re.fullmatch(r"[\w.\-]+(:\d+)?|\[[0-9a-fA-F:.]+\](:\d+)?", host) else ""
    return (
        f"default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; style-src-attr 'unsafe-inline'; font-src 'self'; "
        f"img-src 'self'; connect-src 'self'{sockets}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
