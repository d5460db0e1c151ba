"""Memory of closed screens: Textual 8.2.8 keeps what they painted, one to two MiB each time one is opened and closed."""

from __future__ import annotations

from textual._styles_cache import StylesCache


def let_go_of_closed_screens() -> None:
    """Forget what closed screens painted.

    Textual's cache of border colours keeps every widget that asked it, and with the widget its painted lines, which may be about
    a patient. Emptied, it is filled again at the next paint, in microseconds.
    """
    StylesCache.get_inner_outer.cache_clear()
