"""The open question with its help, a field for a number where it takes one, the choices, and help on the choice looked at."""

from __future__ import annotations

from collections.abc import Callable

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from assistant.answer import REFUSALS
from assistant.dialogue import Conversation
from assistant.knowledge.model import TOPIC, Question
from assistant.texts import harmless
from assistant.tui.widgets.choice_help import ChoiceHelp
from assistant.tui.widgets.choices import Choice, Choices
from assistant.tui.widgets.number_field import NumberField, is_digit
from assistant.tui.widgets.options import numbers
from assistant.words.wording import Wording

LETTERS = "abcdgiquxz"
"""Keys of the choices beside a number field, where digits mean the number; none of them is a key of the screen."""


NEW_PATIENT = "action:new_patient"
OTHER_TOPICS = "action:other_topics"
CHANGE_ANSWER = "action:change_answer"
"""What is offered when no question is left. Ids of choices, beside those of values and topics.

The widgets tell the screen what the user did by calling it, not by messages: with messages, keys typed fast could overtake
one another and reply to the wrong question.
"""


class QuestionPane(VerticalScroll, can_focus=False):
    """The left side: what is asked now. When nothing is left to ask it says so, and what can be done next."""

    def __init__(
        self, *, chosen: Callable[[tuple[str, ...]], None], number_given: Callable[[int], None], id: str
    ) -> None:
        """`chosen` is called with the ids chosen, `number_given` with a number that the question takes."""
        super().__init__(id=id)
        self._chosen, self._number_given = chosen, number_given
        self.conversation: Conversation | None = None
        self.wording: Wording | None = None
        self._wrong_number = False
        self._narrow = False

    def compose(self) -> ComposeResult:
        yield Static(id="question")
        yield Static(id="question-help")
        with Horizontal(id="number-row"):
            yield Static(id="number-label")
            yield NumberField(given=self._number, left=self._to_choices, id="number")
            yield Static("]", id="number-end", markup=False)
        yield Static(id="number-error")
        yield Choices(chosen=self._chosen, looked=self._say_choice_help, left=self._to_entry, id="choices")
        yield ChoiceHelp(id="choice-help")

    # -- filling ---------------------------------------------------------------------------------------------------

    def show(self, conversation: Conversation, wording: Wording, *, narrow: bool) -> None:
        """Show what is open now. The same conversation in another language keeps what is typed, ticked and highlighted."""
        same = conversation is self.conversation
        self.conversation, self.wording, self._narrow = conversation, wording, narrow
        question = conversation.question
        choices = self.query_one(Choices)
        offered = self._choices(question)
        if not same:
            self._wrong_number = False
            self._fill_anew(choices, offered, conversation, question)
        gettext = wording.language.gettext
        choices.hint = gettext("Choose with a number, or move with the arrows first.")
        choices.confirm = gettext("Enter  Show the answer for the ticked topics")
        choices.reword(offered, in_a_row=question is None and narrow, quiet=question is None)
        self._say("#question", self._finished() if question is None else wording.question(question))
        self._say("#question-help", self._help(question))
        self.query_one("#number-row").display = question is not None and question.number is not None
        if question is not None and question.number is not None:
            self._say("#number-label", f"{wording.number_label(question)}  [")
        self._say_number_error()
        self._say_choice_help()

    def _fill_anew(
        self, choices: Choices, offered: list[Choice], conversation: Conversation, question: Question | None
    ) -> None:
        case = conversation.case
        given = case.answers.get(question.id) if question is not None else None
        at = next((index for index, choice in enumerate(offered) if choice.id == given), None)
        several = question is not None and question.multiple
        choices.put(offered, several=several, ticked=case.topics if several else (), at=at)
        number = case.numbers.get(question.number.id) if question is not None and question.number is not None else None
        self.query_one(NumberField).fill("" if number is None else str(number))
        self.scroll_home(animate=False)

    def _choices(self, question: Question | None) -> list[Choice]:
        assert self.wording is not None and self.conversation is not None
        gettext = self.wording.language.gettext
        if question is None:
            return [
                Choice(NEW_PATIENT, "n", gettext("New patient")),
                Choice(OTHER_TOPICS, "t", gettext("Another topic")),
                Choice(CHANGE_ANSWER, "e", gettext("Change an answer")),
            ]
        keys = list(LETTERS) if question.number is not None else numbers(len(question.values))
        values = list(question.values)
        if question.unknown is not None:
            keys[len(values) :] = [LETTERS[len(values)] if question.number is not None else "0"]
            values.append(question.unknown)
        given = self.conversation.case.answers.get(question.id)
        answered = gettext("(answered)")
        return [
            Choice(
                value.id, key, self.wording.value(question, value.id), self.wording.value_help(question, value.id),
                answered if value.id == given else "",
            )
            for value, key in zip(values, keys, strict=False)
        ]  # fmt: skip

    def _finished(self) -> str:
        """That nothing is left to ask; and how much depends on what is not known, if anything does."""
        assert self.wording is not None and self.conversation is not None
        language = self.wording.language
        try:
            possible = len(self.conversation.answer.possible)
        except REFUSALS:
            possible = 0  # the answer itself says what is wrong
        if not possible:
            return language.gettext("Everything needed is answered.")
        return language.ngettext(
            "No more questions. {number} statement depends on what is not known.",
            "No more questions. {number} statements depend on what is not known.",
            possible,
        )

    def _help(self, question: Question | None) -> str:
        assert self.wording is not None
        gettext = self.wording.language.gettext
        if question is None:
            return "" if self._narrow else gettext("No further question would change the answer for these topics.")
        how = ""
        if question.id == TOPIC:
            how = gettext("Number or click ticks, Enter goes on.")
        elif question.number is not None:
            how = gettext("Type the number and press Enter, or choose below.")
        return f"{self.wording.help(question)} {how}".strip()

    def _say(self, selector: str, text: str) -> None:
        part, said = self.query_one(selector, Static), Content(harmless(text))
        if part.content != said:
            part.update(said)
        part.display = bool(text)

    def _say_number_error(self) -> None:
        assert self.wording is not None and self.conversation is not None
        question = self.conversation.question
        text = ""
        if self._wrong_number and question is not None and question.number is not None:
            least, greatest = max(1, question.number.least), question.number.greatest
            gettext = self.wording.language.gettext
            if int(self.query_one(NumberField).value or "0"):
                text = "! " + gettext(
                    "Type a whole number from {least} to {greatest}, or choose below.", least=least, greatest=greatest
                )
            else:
                first, last = LETTERS[0], LETTERS[len(question.values)]
                text = "! " + gettext("Not 0. A baby: press {first}. Don't know: press {last}.", first=first, last=last)
        self._say("#number-error", text)

    def _say_choice_help(self) -> None:
        choices, part = self.query_one(Choices), self.query_one(ChoiceHelp)
        part.put([choice.help for choice in choices.choices])
        part.show(choices.looked_at.help if choices.looked_at else "")

    # -- keys and focus --------------------------------------------------------------------------------------------

    @property
    def entry(self) -> Widget:
        """The part that takes the focus when a question appears."""
        return self.query_one(NumberField) if self.query_one("#number-row").display else self.query_one(Choices)

    def press(self, character: str) -> bool:
        """A typed character, wherever the focus is. Returns whether it means anything to the question."""
        field = self.query_one(NumberField)
        if field is self.entry and is_digit(character):
            self.screen.set_focus(field)
            field.put_digit(character)
            return True
        return self.query_one(Choices).press(character)

    def _to_choices(self) -> None:
        self.screen.set_focus(self.query_one(Choices))

    def _to_entry(self) -> None:
        self.screen.set_focus(self.entry)

    @on(Input.Changed)
    def _typed(self, message: Input.Changed) -> None:
        message.stop()
        self._wrong_number = False
        self._say_number_error()

    def _number(self, text: str) -> None:
        question = self.conversation.question if self.conversation else None
        if question is None or question.number is None or not text:
            return
        if max(1, question.number.least) <= int(text) <= question.number.greatest:
            self._number_given(int(text))
        else:
            self._wrong_number = True
            self._say_number_error()
