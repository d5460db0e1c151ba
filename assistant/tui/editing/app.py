"""The app of `vardlots edit`: it looks at the folder ten times a second, has each save checked, and takes up what was found."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from typing import Protocol

from assistant.answer import Adviser
from assistant.cases.case import Case
from assistant.dialogue import Conversation
from assistant.editing import Bench, BenchTold, Finding, Watch
from assistant.editing.watch import EVERY
from assistant.i18n import Language, language, read_again
from assistant.knowledge import Knowledge
from assistant.settings.preferences import Preferences
from assistant.tui.app import VardlotsApp
from assistant.tui.editing.screen import EditScreen
from assistant.tui.process import collect_seldom, guarded_stderr


class Checks(Protocol):
    """Checks the folder while the app goes on."""

    def ask(self) -> None:
        """Check now."""

    def found(self) -> Finding | BenchTold | None:
        """What the check has found, and after that what a change does; None as long as there is nothing new."""


class EditApp(VardlotsApp):
    """The desk of somebody who edits: the case is made up, so no idle time clears it."""

    def __init__(
        self,
        bench: Bench,
        watch: Watch,
        catalogues: Watch,
        checks: Checks,
        speaks: Language,
        *,
        language_named: bool = False,
        preferences: Preferences | None = None,
        begun: Case | None = None,
    ) -> None:
        super().__init__(None, speaks, language_named=language_named, preferences=preferences, begun=begun)
        self.bench = bench
        self._watch, self._catalogues, self._checks = watch, catalogues, checks
        self._checking = False

    def first_knowledge(self) -> Knowledge:
        self.adviser = Adviser(self.bench.good, date.today())
        return self.bench.good

    def conversation_screen(self, talk: Conversation) -> EditScreen:
        return EditScreen(talk, self.bench)

    def on_mount(self) -> None:
        self.set_interval(EVERY, self.look)

    def mind_idleness(self) -> None:
        self.idle.touch()

    def look(self) -> None:
        """Have a save checked, and take up what was found; only where the conversation is in sight, which then follows."""
        # The interval may fall before the first screen stands, and after the last has gone.
        screen = self.screen_stack[-1] if self.screen_stack else None
        if not isinstance(screen, EditScreen) or not screen.built:
            return
        if self._catalogues.changed():
            self._read_catalogues()
        match self._checks.found():
            case Finding() as finding:
                self._checking = False
                self._take(finding, screen)
            case BenchTold() as told:
                self.bench.told = told
                screen.say_bench()
        if not self._checking and self._watch.changed():
            self._checking = True
            self._checks.ask()

    def _take(self, finding: Finding, screen: EditScreen) -> None:
        if not self.bench.take(finding):
            screen.say_bench()
            return
        self.adviser = Adviser(self.bench.good, date.today()).offering(self.preferences.settings.topics_first)
        self.wording = self.wording.of(self.adviser.knowledge)
        screen.answered_by(self.adviser)

    def _read_catalogues(self) -> None:
        """A translation was saved: speak by it. One that cannot be read leaves the words as they are."""
        read_again()
        if error := language(self.language.code).damage:
            text = self.language.gettext(
                "The catalogue cannot be read: {reason}.", reason=error.strerror or type(error).__name__
            )
            self.notify(text, severity="warning", timeout=8, markup=False)
            return
        self.speak(self.language.code)


def run(
    bench: Bench, watches: Sequence[Watch], checks: Checks, speaks: Language, *, named: bool, begun: Case | None
) -> int:
    """Open the app on a bench and stay in it until the user leaves; the exit code."""
    collect_seldom()
    with guarded_stderr():
        app = EditApp(bench, watches[0], watches[1], checks, speaks, language_named=named, begun=begun)
        app.run()
    if app.last_words:
        print(app.last_words, file=sys.stderr)
    return app.return_code or 0
