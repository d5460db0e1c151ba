"""The screen of the conversation: replies and the open question on one side, the answer on the other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical
from textual.screen import Screen

from assistant.answer import REFUSALS, refusal
from assistant.dialogue import Conversation
from assistant.i18n import N_
from assistant.knowledge.model import TOPIC
from assistant.tui.actions import CHANGE_ANSWER, NEW_PATIENT, OTHER_TOPICS
from assistant.tui.bindings import TranslatedKeys
from assistant.tui.hanging import Block
from assistant.tui.widgets.answer import AnswerView
from assistant.tui.widgets.choices import Choices
from assistant.tui.widgets.key_bar import KeyBar
from assistant.tui.widgets.question import QuestionPane
from assistant.tui.widgets.replies import Replies, Reply

if TYPE_CHECKING:
    from assistant.tui.app import VardlotsApp


class ChatScreen(TranslatedKeys, Screen[None]):
    """Shows a conversation and replaces it by the one that a reply makes."""

    AUTO_FOCUS = None
    CSS_PATH = Path(__file__).parent / "chat.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "app.help", N_("Help"), key_display="F1"),
        Binding("escape", "back", N_("Back"), key_display="Esc"),
        Binding("n", "new_patient", N_("New patient")),
        Binding("l", "app.next_language", N_("Language")),
        Binding("t", "topics", N_("Topics"), show=False),
        Binding("e", "change", N_("Change"), show=False),
        Binding("s", "sources", N_("Sources")),
        Binding("w", "why", N_("Why?")),
        Binding("pageup", "scroll_answer(-1)", show=False),
        Binding("pagedown", "scroll_answer(1)", show=False),
    ]

    def __init__(self, conversation: Conversation) -> None:
        super().__init__()
        self.conversation = conversation
        self.sources_in_full = False
        self._begun = False

    @property
    def desk(self) -> VardlotsApp:
        """The app, which knows the language."""
        from assistant.tui.app import VardlotsApp

        assert isinstance(self.app, VardlotsApp)
        return self.app

    def compose(self) -> ComposeResult:
        with Container(id="body"):
            with Vertical(id="talk"):
                yield Replies(ask_again=self._ask_again, id="replies")
                yield QuestionPane(chosen=self._chosen, number_given=self._number, id="questions")
            yield AnswerView(id="answer-view")
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        self.choices.grace = self.desk.grace
        # Everything about the first paint is settled before it, so that the screen is laid out once.
        self._begun = True
        self._fit()
        self._show_question()
        self._focus_entry()
        # The engine is made for the first answer: after the first paint.
        self.call_after_refresh(self._show_answer)

    def on_resize(self, event: events.Resize) -> None:
        if self._fit():
            self._show_question()

    def on_screen_resume(self) -> None:
        # The terminal may have been resized while a dialog lay above.
        if self._fit():
            self._show_question()

    def _fit(self) -> bool:
        """One column or two, as the width of the terminal allows; whether that is a change."""
        if not self._begun or self.has_class("-narrow" if self.narrow else "-wide"):
            return False
        self.set_class(self.narrow, "-narrow").set_class(not self.narrow, "-wide")
        return True

    # -- showing ---------------------------------------------------------------------------------------------------

    @property
    def narrow(self) -> bool:
        """Whether there is room for one column only."""
        return self.app.size.width < 100

    def go(self, conversation: Conversation) -> None:
        """Go on with another conversation."""
        self.conversation = conversation
        self._show_question()
        self._show_answer()
        self._focus_entry()
        self.refresh_bindings()

    def reword(self) -> None:
        """Say everything in the language that the app has now; what is typed and where the focus is stays."""
        self._show_question()
        self._show_answer(stay=True)
        self.refresh_bindings()

    def _show_replies(self) -> None:
        wording, talk = self.desk.wording, self.conversation
        asked = talk.asking_again
        replies = [
            Reply(known.id, wording.short(known.id), wording.answered(talk.case, known), known.id == asked)
            for known in talk.replied
        ]
        tagline = wording.language.gettext(
            "asylum seekers, temporary protection and undocumented patients: what applies?"
        )
        self.query_one(Replies).show(replies, tagline, flowing=self.narrow)

    def _show_question(self) -> None:
        self._show_replies()
        self.query_one(QuestionPane).show(self.conversation, self.desk.wording, narrow=self.narrow)

    def _show_answer(self, *, stay: bool = False) -> None:
        from assistant.tui.answer_blocks import answer_blocks, count_line, shown

        wording, gettext = self.desk.wording, self.desk.language.gettext
        view = self.query_one(AnswerView)
        try:
            answer = shown(self.conversation)
        except REFUSALS as error:
            block = Block(refusal(error, self.desk.language), "", "! ", "bold $warning")
            view.show([gettext("No answer")], [block], stay=False)
            return
        # While a question is open, what depends on it is only counted: the question is about to settle it.
        brief = self.conversation.question is not None
        blocks = answer_blocks(answer, wording, self.sources_in_full, brief)
        view.show([gettext("What applies"), *count_line(answer, wording)], blocks, stay=stay)

    def _focus_entry(self) -> None:
        if self.conversation.question is None:
            self.set_focus(self.query_one(AnswerView).scroll, scroll_visible=False)
        else:
            self.set_focus(self.query_one(QuestionPane).entry, scroll_visible=False)

    # -- replies ---------------------------------------------------------------------------------------------------

    def typed(self, character: str | None) -> bool:
        """A typed character, wherever the focus is. Returns whether it replied to the question, or typed into its field."""
        return self._begun and bool(character) and self.query_one(QuestionPane).press(character or "")

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
            self.go(self.conversation.reply(ids[0]))

    def _number(self, number: int) -> None:
        self.go(self.conversation.reply_number(number))

    def _ask_again(self, fact: str) -> None:
        self.go(self.conversation.ask_again(fact))

    # -- actions ---------------------------------------------------------------------------------------------------

    def action_back(self) -> None:
        """One step back; a choice of digits that has begun is dropped with it."""
        before = self.conversation.back()
        if before is not self.conversation:
            self.go(before)

    def action_new_patient(self) -> None:
        """A new case; the region stays, nothing else does."""
        self.go(self.conversation.new_patient(self.desk.adviser_now()))

    def action_topics(self) -> None:
        """Choose the topics anew."""
        if self.conversation.question is None or self.conversation.question.id != TOPIC:
            self.go(self.conversation.ask_again(TOPIC))

    def action_change(self) -> None:
        """To the replies, to choose the one to change."""
        replies = self.query_one(Replies)
        if replies.can_focus:
            self.set_focus(replies)

    def action_sources(self) -> None:
        """Sources in full, or in short."""
        self.sources_in_full = not self.sources_in_full
        self._show_answer(stay=True)

    def action_why(self) -> None:
        """Why the open question is asked."""
        from assistant.tui.screens.dialog import Dialog
        from assistant.tui.why import why_blocks

        self.app.push_screen(Dialog(lambda: why_blocks(self.conversation, self.desk.wording)))

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
