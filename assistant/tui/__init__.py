"""The app for the desk: a guided conversation with the answer beside it, in a terminal (Textual).

The rooms below decide everything; the widgets here show and ask.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from assistant.cases.case import Case
    from assistant.i18n import Language

__all__ = ["run"]


def run(
    language: Language, named: bool = False, practise: bool = False, begun: Case | None = None, on: date | None = None
) -> int:
    """Open the app and stay in it until the user leaves; the exit code.

    `named`: the language wins over the one in the settings. `practise`: it opens with the training. `begun`: what is
    known of the first patient. `on`: the day as of which it answers, if it is not that of the calendar.
    """
    from assistant.tui.process import collect_nothing_yet, collect_seldom, guarded_stderr

    collect_seldom()
    collect_nothing_yet()
    with guarded_stderr():
        from assistant.tui.app import VardlotsApp

        app = VardlotsApp(None, language, language_named=named, practise=practise, begun=begun, day=on)
        app.run()
    if app.last_words:
        print(app.last_words, file=sys.stderr)
    return app.return_code or 0
