"""Report that an answer is wrong or out of date: which statements, in the user's words; never anything about the patient.

What is written goes to a file for the knowledge editor. Numbers that could identify somebody are masked while they are typed.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import PurePath
from time import monotonic
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from assistant.answer import Answer
from assistant.feedback import ADVICE, LONGEST, Entry, FeedbackError, as_line, entry, feedback_path, write_entry
from assistant.texts import harmless
from assistant.tui.base import DIALOG_LOOK, Modal
from assistant.tui.dialogs.take import in_view
from assistant.tui.widgets.choices import Choice, Choices
from assistant.tui.widgets.typed_line import TypedLine

MOST_NAMED = 3
"""Rules whose ids are shown as what goes along; more are counted."""


class Report(Modal[None]):
    """Takes the user's words on an answer, and which statements they are about; none ticked means the answer as a whole."""

    CSS_PATH: ClassVar[str | PurePath | list[str | PurePath] | None] = [DIALOG_LOOK, DIALOG_LOOK.parent / "report.tcss"]
    AUTO_FOCUS = "#report-words"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-high"), (45, "-tall")]  # noqa: RUF012 - as Textual declares it

    def __init__(self, answer: Answer, selected: str = "", today: Callable[[], date] = date.today) -> None:
        """`selected`: the rule of the chosen statement, ticked from the start; empty for none."""
        super().__init__()
        self.answer, self._today = answer, today
        self.statements = in_view(answer, selected)
        self._before = (selected,) if selected in {said.id for said in self.statements} else ()
        self._problem: Callable[[], str] | None = None
        self._words = ""
        self._since = monotonic()

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog"):
            yield Static(id="report-title")
            yield Static(id="report-about")
            with VerticalScroll(id="report-scroll", can_focus=False):
                yield Choices(
                    chosen=lambda ids: self._to_words(),
                    looked=self._say_along,
                    id="report-statements",
                )
            yield Static(id="report-advice")
            with Horizontal(id="report-row"):
                yield Static(id="report-label")
                line = TypedLine(changed=self._typed, given=self._given, left=self.action_leave, id="report-words")
                line.max_length = LONGEST
                yield line
            yield Static(id="report-problem")
            yield Static(id="report-along")
            with Horizontal(id="dialog-buttons"):
                yield Static(id="report-keep")
                yield Static(id="report-pick")
                yield Static(id="dialog-close")

    def begin(self) -> None:
        choices = self.query_one(Choices)
        choices.grace = self.app.grace
        choices.put(self._choices(), several=True, ticked=self._before)
        if self._before:
            choices.go_to(next(index for index, choice in enumerate(choices.choices) if choice.id in self._before))
        self.reword()

    def reword(self) -> None:
        """Say everything in the language that the app has now; what is typed and ticked stays."""
        gettext = self.app.language.gettext
        choices = self.query_one(Choices)
        choices.confirm = gettext("Enter  To your words")
        choices.reword(self._choices())
        for selector, text in (
            ("#report-title", gettext("Is something wrong or out of date? Tell the knowledge editor.")),
            ("#report-about", gettext("Tick what it is about. Nothing ticked: the answer as a whole.")),
            ("#report-advice", gettext(ADVICE)),
            ("#report-label", gettext("Your words:")),
            ("#report-keep", gettext("Enter  Keep it")),
            ("#report-pick", gettext("Tab  Statements")),
            ("#dialog-close", gettext("Esc  Close")),
        ):
            self.query_one(selector, Static).update(Content(text))
        self._say_along()
        self._say_problem()
        self.refresh_bindings()

    def _choices(self) -> list[Choice]:
        wording, depends = self.app.wording, self.app.language.gettext("(depends on more)")
        return [
            Choice(said.id, str(number), wording.rule_text(said.rule), note="" if said.certain else depends)
            for number, said in enumerate(self.statements, 1)
        ]

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules that the entry is on: those ticked, else all that stand there."""
        ticked = self.query_one(Choices).ticked
        return tuple(said.id for said in self.statements if not ticked or said.id in ticked)

    # -- what is said ----------------------------------------------------------------------------------------------

    def _say_along(self) -> None:
        language = self.app.language
        ids = self.rules
        rules = ", ".join(ids)
        if len(ids) > MOST_NAMED:
            rules = language.ngettext("the ids of {number} rule", "the ids of {number} rules", len(ids))
        text = language.gettext(
            "Kept with your words: {rules}; knowledge {version}; the day. Nothing about the patient.",
            rules=rules,
            version=self.app.wording.knowledge.version,
        )
        self.query_one("#report-along", Static).update(Content(harmless(text)))

    def _say_problem(self) -> None:
        part = self.query_one("#report-problem", Static)
        part.display = self._problem is not None
        part.update(Content(harmless(f"! {self._problem()}" if self._problem is not None else "")))

    def complain(self, problem: Callable[[], str]) -> None:
        """Say what is wrong, in the language shown, until it is put right."""
        self._problem = problem
        self._say_problem()

    # -- keys and mouse --------------------------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        """A typed digit that nothing else took: the number of a statement."""
        self.query_one(Choices).take_key(event)

    def _to_words(self) -> None:
        self.query_one(TypedLine).focus()

    @property
    def holds_something(self) -> bool:
        return bool(self._words.strip())

    def _typed(self, text: str) -> None:
        self._words = text
        if self._problem is not None:
            self._problem = None
            self._say_problem()

    def clicked(self, id: str | None) -> bool:
        if id == "report-keep":
            self._given(self.query_one(TypedLine).value)
        elif id == "report-pick":
            self.query_one(Choices).focus()
        else:
            return super().clicked(id)
        return True

    # -- doing it --------------------------------------------------------------------------------------------------

    def _given(self, words: str) -> None:
        """Keep the entry. A tick alone says enough; nothing typed and nothing ticked does not."""
        if self.left:
            return
        if not words.strip() and monotonic() - self._since < self.app.grace:
            return  # the key that opened the dialog, pressed twice
        gettext = self.app.language.gettext
        if not words.strip() and not self.query_one(Choices).ticked:
            self.complain(lambda: self.app.language.gettext("Write what is wrong, or tick a statement."))
            return
        made = entry(words, self.rules, self.app.wording.knowledge, self.app.language, self._today())
        if self.app.is_web:
            self._hand_over(made)
            return
        path = feedback_path()
        try:
            write_entry(made, path)
        except FeedbackError as error:
            failed = error
            self.complain(lambda: failed.text(self.app.language))
            return
        self.app.notify(harmless(gettext("Kept for the knowledge editor: {path}", path=path)), timeout=10, markup=False)
        self.action_leave()

    def _hand_over(self, made: Entry) -> None:
        """In a browser nothing is kept on the server: the entry becomes a file there, for the user to send."""
        name = f"vardlots-feedback-{made.day}.jsonl"
        self.app.deliver_text(StringIO(as_line(made)), save_filename=name)
        text = self.app.language.gettext("Handed to your browser: {name}. Send it to the knowledge editor.", name=name)
        self.app.notify(harmless(text), timeout=10, markup=False)
        self.action_leave()
