"""Looking up without an interview: words or a number, page by page; the case waits, and one can be started from what was found."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from assistant.cases.case import case_from_words
from assistant.dialogue.own_words import folded, is_word
from assistant.i18n import N_
from assistant.lookup.commands import CONTACTS_WORD, OTHER_REGION, PATIENTS, START_A_CASE, TABLES
from assistant.plain.asking import number_of
from assistant.plain.lines import EndOfTalk
from assistant.typed.commands import SLASH

if TYPE_CHECKING:
    from assistant.lookup.outline import Page
    from assistant.plain.desk import PlainDesk

FEW = 10
"""Results that are said at first; "more" says as many more."""

START_PAGE, FIND, OPEN = ("", ""), "find", "open"
"""What can be shown: the start page, what a query finds, what a number opens."""


OF_LOOKUP = (
    (TABLES, N_("the tables by situation and age, the contacts and all topics")),
    (CONTACTS_WORD, N_("the contacts")),
    (START_A_CASE, N_("starts a case with what was opened last")),
    (OTHER_REGION, N_("for the next region")),
    (PATIENTS, N_("for all patients, or for the patient of the open case only")),
)
"""Each word that does something while something is looked up, and what."""

COMMANDS = (
    ("more", N_("more results")),
    ("back", N_("to what was shown before; at last to the case")),
    ("language", N_("say everything in the next language; the case stays as it is")),
    ("help", N_("these lines")),
    ("quit", N_("end; nothing is stored")),
)
"""The commands of the line that do something here, and what."""


def look_up(desk: PlainDesk, words: str = "") -> None:
    """Look up words, or begin with what can be opened without any. Ends when the user goes back, or starts a case."""
    _LookingUp(desk).run(words)


class _LookingUp:
    """What is looked up, and for whom. `_trail`: what was shown, as a query or as what a number opened, the last one last."""

    def __init__(self, desk: PlainDesk) -> None:
        from assistant.lookup import Scope

        self._desk = desk
        self._scope = Scope(desk.conversation.case)
        self._trail: list[tuple[str, str]] = []
        self._most = FEW
        self._page: Page | None = None
        self._opens: tuple[str, ...] = ()
        self._done = False

    def run(self, words: str) -> None:
        self._say_for_whom()
        if words:
            self._take(words)
        else:
            self._show(START_PAGE)
        while not self._done:
            desk = self._desk
            desk.lines.say()
            how = N_("Look up: words, or a number from above. Enter goes back to the case, “{help}” is help.")
            desk.say(how, help=desk.word("help"))
            word = desk.lines.read()
            if not word:
                break
            self._take(word)
        if not self._done:
            self._desk.say(N_("Back in the case."))

    # -- what is typed ---------------------------------------------------------------------------------------------

    def _take(self, line: str) -> None:
        line = self._desk.alarmed(line)
        if (action := self._action(line)) is not None:
            action()
        elif line.isdigit() and self._opens:
            self._open(line)
        else:
            self._show((FIND, line.lstrip(SLASH).strip()) if line.strip(SLASH + " ") else START_PAGE)

    def _action(self, line: str) -> Callable[[], None] | None:
        """What a line does, if it is a command here; None if it is to be looked up."""
        commands = {
            "back": self._back,
            "more": self._more,
            "language": self._language,
            "help": self._help,
            "quit": _quit,
        }
        words = {
            TABLES: lambda: self._show(START_PAGE),
            CONTACTS_WORD: self._contacts,
            START_A_CASE: self._start,
            OTHER_REGION: self._other_region,
            PATIENTS: self._other_patients,
        }
        named = next((action for word, action in words.items() if is_word(line, word)), None)
        return named or commands.get(self._desk.commanded(line))

    def _open(self, line: str) -> None:
        number = number_of(line)
        if number is None or not 1 <= number <= len(self._opens):
            self._desk.refuse(line)
            return
        self._show((OPEN, self._opens[number - 1]))

    def _contacts(self) -> None:
        from assistant.lookup.outline import CONTACTS

        self._show((OPEN, CONTACTS))

    def _more(self) -> None:
        if not self._trail or self._trail[-1][0] != FIND:
            self._desk.say(N_("There is no more."))
            return
        self._most += FEW
        self._again()

    def _back(self) -> None:
        """To what was shown before; from the first, to the case."""
        self._trail = self._trail[:-1]
        if not self._trail:
            self._done = True
            self._desk.say(N_("Back in the case."))
            return
        self._again()

    def _start(self) -> None:
        """Go on in the case with what was opened, on top of what is known there already."""
        desk = self._desk
        words = self._page.case_words if self._page is not None else ()
        if not words:
            desk.say(N_("Open something first: no case can be started from here."))
            return
        self._done = True
        if desk.propose(desk.conversation.begun(case_from_words(desk.knowledge, words))):
            desk.say(N_("“{back}” takes it back."), back=desk.word("back"))

    def _language(self) -> None:
        from assistant.plain.moving import change_language

        change_language(self._desk)
        self._again()

    def _help(self) -> None:
        self._desk.say(N_("Words are looked up in Swedish and English. A number opens what it stands before."))
        for word, text in OF_LOOKUP:
            self._desk.lines.say(f"{self._desk.text(word)}: {self._desk.text(text)}")
        for name, text in COMMANDS:
            self._desk.lines.say(f"{self._desk.word(name)}: {self._desk.text(text)}")

    # -- for whom --------------------------------------------------------------------------------------------------

    def _say_for_whom(self) -> None:
        whom, known = self._scope.words(self._desk.wording)
        self._desk.lines.say()
        self._desk.say(N_("Look up for: {whom}. {known}."), whom=whom, known=known)

    def _other_region(self) -> None:
        self._scope = self._scope.next_region(self._desk.knowledge)
        self._say_for_whom()
        self._again()

    def _other_patients(self) -> None:
        if not self._scope.has_patient:
            self._desk.say(N_("Nothing is answered about a patient yet: this is for all patients."))
            return
        self._scope = self._scope.other_patients()
        self._say_for_whom()
        self._again()

    # -- showing ---------------------------------------------------------------------------------------------------

    def _show(self, shown: tuple[str, str]) -> None:
        """Show something new, one step further on."""
        self._most = FEW
        self._trail.append(shown)
        self._again()

    def _again(self) -> None:
        """Say what is shown now. Numbers that it does not use go on opening what they opened before."""
        from assistant.lookup import outline
        from assistant.masking import mask
        from assistant.plain.pages import page_lines

        desk, within = self._desk, self._scope.within
        self._trail = self._trail or [START_PAGE]
        how, what = self._trail[-1]
        if how == FIND:
            found = desk.lookup.find(mask(folded(what)), desk.language, within, self._most)
            self._page = outline.results_page(found, desk.wording)
        elif how == OPEN:
            self._page = outline.opened_page(desk.lookup, what, desk.wording, within, self._scope.mine)
        else:
            self._page = outline.start_page(desk.lookup, desk.wording)
        self._opens = self._page.opens or self._opens
        desk.lines.say()
        for line in page_lines(self._page, desk.wording):
            desk.lines.say(line)


def _quit() -> None:
    raise EndOfTalk
