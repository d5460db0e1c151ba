"""The screen of the conversation: replies and the open question on one side, the answer on the other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical

from assistant.answer import REFUSALS, refusal
from assistant.dialogue import Conversation
from assistant.i18n import N_
from assistant.knowledge.model import TOPIC
from assistant.tui.chat.openers import Openers
from assistant.tui.hanging import Block
from assistant.tui.textual_8_2_8 import let_go_of_closed_screens
from assistant.tui.widgets.answer import AnswerView
from assistant.tui.widgets.choices import Choices
from assistant.tui.widgets.key_bar import KeyBar
from assistant.tui.widgets.question import CHANGE_ANSWER, NEW_PATIENT, OTHER_TOPICS, QuestionPane
from assistant.tui.widgets.replies import Replies, Reply
from assistant.tui.widgets.typed_line import TypedLine
from assistant.tui.widgets.typed_pane import TypedPane


class ChatScreen(Openers):
    """Shows a conversation and replaces it by the one that a reply makes."""

    AUTO_FOCUS = None
    CSS_PATH = Path(__file__).parent / "chat.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        # In the order of the bottom line, which shows as many as fit.
        Binding("f1", "app.help", N_("Help"), key_display="F1"),
        Binding("escape", "back", N_("Back"), key_display="Esc"),
        Binding("n", "new_patient", N_("New patient")),
        Binding("slash,ctrl+k", "look_up", N_("Look up"), key_display="/"),
        Binding("p", "take_along", N_("Take along")),
        Binding("m", "write", N_("My own words")),
        Binding("y", "explain", N_("Why?")),
        Binding("l", "app.next_language", N_("Language")),
        Binding("e", "change", N_("Change")),
        Binding("s", "sources", N_("Sources")),
        Binding("h", "app.hide", N_("Hide")),
        Binding("f", "forward", N_("Forward")),
        Binding("t", "topics", N_("Topics")),
        Binding("o", "settings", N_("Settings")),
        Binding("r", "report", N_("Report an error")),
        Binding("v", "practise", N_("Practise")),
        Binding("w", "why", N_("Why is this asked?"), show=False),
        Binding("pageup", "scroll_answer(-1)", show=False),
        Binding("pagedown", "scroll_answer(1)", show=False),
    ]

    def __init__(self, conversation: Conversation) -> None:
        super().__init__(conversation)
        self.sources_in_full = False

    def compose(self) -> ComposeResult:
        with Container(id="body"):
            with Vertical(id="talk"):
                yield Replies(ask_again=self.ask_again, left=self._focus_entry, id="replies")
                yield QuestionPane(chosen=self._chosen, number_given=self._number, id="questions")
                yield TypedPane(told=self.told, replied=self.replied, left=self._focus_entry, id="typed")
            yield AnswerView(ask_why=self.explain, id="answer-view")
        yield KeyBar(id="keys")

    def begin(self) -> None:
        self.choices.grace = self.app.grace
        # Everything about the first paint is settled before it, so that the screen is laid out once.
        self._fit()
        self._show_question()
        self._focus_entry()
        # The engine is made for the first answer: after the first paint.
        self.call_after_refresh(self._show_answer)

    def fit(self) -> None:
        let_go_of_closed_screens()
        if self._fit():
            self._show_question()
            self._show_answer(stay=True)

    def _fit(self) -> bool:
        """One column or two, as the width of the terminal allows; whether that is a change."""
        if self.has_class("-narrow" if self.narrow else "-wide"):
            return False
        self.set_class(self.narrow, "-narrow").set_class(not self.narrow, "-wide")
        return True

    # -- showing ---------------------------------------------------------------------------------------------------

    @property
    def narrow(self) -> bool:
        """Whether there is room for one column only."""
        return self.app.size.width < 100

    def show(self) -> None:
        self._show_question()
        self._show_answer()
        self._focus_entry()
        self.refresh_bindings()

    def say(self, message: str) -> None:
        self.query_one(TypedPane).say(message)

    def forget_typed(self) -> None:
        self.query_one(TypedPane).empty()

    def clear(self) -> None:
        super().clear()
        self.say_countdown(None)

    @property
    def holds_something(self) -> bool:
        # By `query`, which finds nothing while the screen is built or closed, where `query_one` would raise.
        return super().holds_something or any(line.value for line in self.query(TypedLine))

    def reword(self) -> None:
        self._show_question()
        self._show_answer(stay=True)
        self.refresh_bindings()

    def _show_replies(self) -> None:
        wording, talk = self.app.wording, self.conversation
        asked = talk.asking_again
        replies = [
            Reply(
                known.id,
                wording.short(known.id),
                wording.answered(talk.case, known),
                known.id == asked,
                known.id in talk.idle,
            )
            for known in talk.replied
        ]
        tagline = wording.language.gettext(
            "asylum seekers, temporary protection and undocumented patients: what applies?"
        )
        self.query_one(Replies).show(replies, tagline, flowing=self.narrow)

    def _show_question(self) -> None:
        self._show_replies()
        self.query_one(QuestionPane).show(self.conversation, self.app.wording, narrow=self.narrow)
        self.query_one(TypedPane).show(self.conversation, self.app.wording, narrow=self.narrow)

    def _show_answer(self, *, stay: bool = False) -> None:
        from assistant.tui.chat.blocks import IN_FULL, INLINE, LINES, answer_blocks, count_line, shown

        wording, gettext = self.app.wording, self.app.language.gettext
        view = self.query_one(AnswerView)
        try:
            answer = shown(self.conversation)
        except REFUSALS as error:
            block = Block(refusal(error, self.app.language), "", "! ", "bold $warning")
            view.show([gettext("No answer")], [block], stay=False)
            return
        # While a question is open, what depends on it is only counted: the question is about to settle it.
        brief = self.conversation.question is not None
        sources = IN_FULL if self.sources_in_full else INLINE if self.narrow else LINES
        blocks = answer_blocks(answer, wording, sources, brief)
        view.show([gettext("What applies"), *count_line(answer, wording)], blocks, stay=stay)

    def _focus_entry(self) -> None:
        if self.conversation.question is None:
            self.set_focus(self.query_one(AnswerView).scroll, scroll_visible=False)
        else:
            self.set_focus(self.query_one(QuestionPane).entry, scroll_visible=False)

    # -- replies ---------------------------------------------------------------------------------------------------

    def typed(self, character: str | None) -> bool:
        """A typed character, wherever the focus is. Returns whether it replied to the question, or typed into its field."""
        if not self.built or not character:
            return False
        line = self.query_one(TypedPane).line
        if self.focused is line:
            line.put(character)
            return True
        replies = self.query_one(Replies)
        if self.focused is replies and replies.press(character):
            return True
        return self.query_one(QuestionPane).press(character)

    def _chosen(self, ids: tuple[str, ...]) -> None:
        actions: dict[str, Callable[[], None]] = {
            NEW_PATIENT: self.action_new_patient,
            OTHER_TOPICS: self.action_topics,
            CHANGE_ANSWER: self.action_change,
        }
        question = self.conversation.question
        if question is None:
            actions[ids[0]]()
        elif question.id == TOPIC:
            self.go(self.conversation.reply_topics(ids))
        else:
            self.propose(self.conversation.reply(ids[0]))

    def _number(self, number: int) -> None:
        self.propose(self.conversation.reply_number(number))

    # -- actions ---------------------------------------------------------------------------------------------------

    def say_countdown(self, seconds: int | None) -> None:
        """Say in the bottom line that the case will be cleared in so many seconds; None: no more."""
        self.query_one(KeyBar).alert("" if seconds is None else self.countdown(seconds))

    def countdown(self, seconds: int) -> str:
        """That the case will be cleared in so many seconds."""
        return self.app.language.ngettext(
            "! Cleared in {number} second. Any key keeps it.",
            "! Cleared in {number} seconds. Any key keeps it.",
            seconds,
        )

    def action_change(self) -> None:
        """To the replies, to choose the one to change."""
        replies = self.query_one(Replies)
        if replies.can_focus:
            self.set_focus(replies)
            self.query_one(TypedPane).say(
                N_("Which answer? Its number, or the arrows and Enter. Esc leaves it as it is.")
            )

    def action_write(self) -> None:
        """To the line that takes words."""
        self.set_focus(self.query_one(TypedPane).line)

    def action_sources(self) -> None:
        """Sources in full, or in short."""
        self.sources_in_full = not self.sources_in_full
        self._show_answer(stay=True)

    def action_scroll_answer(self, direction: int) -> None:
        """Scroll the answer by a page, wherever the focus is."""
        scroll = self.query_one(AnswerView).scroll
        if direction < 0:
            scroll.scroll_page_up(animate=False)
        else:
            scroll.scroll_page_down(animate=False)

    @property
    def choices(self) -> Choices:
        """The choices of the open question."""
        return self.query_one(Choices)
