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
from textual.timer import Timer

from assistant.answer import REFUSALS, refusal
from assistant.cases.case import Case
from assistant.dialogue import Conversation
from assistant.i18n import N_
from assistant.knowledge.model import REGION, TOPIC
from assistant.tui.bindings import TranslatedKeys
from assistant.tui.chat.actions import CHANGE_ANSWER, NEW_PATIENT, OTHER_TOPICS
from assistant.tui.chat.openers import Openers
from assistant.tui.closed_screens import let_go_of_closed_screens
from assistant.tui.hanging import Block
from assistant.tui.widgets.answer import AnswerView
from assistant.tui.widgets.choices import Choices
from assistant.tui.widgets.key_bar import KeyBar
from assistant.tui.widgets.question import QuestionPane
from assistant.tui.widgets.replies import Replies, Reply
from assistant.tui.widgets.typed_line import TypedLine
from assistant.tui.widgets.typed_pane import TypedPane

if TYPE_CHECKING:
    from assistant.tui.app import VardlotsApp

SLIP_SECONDS = 30.0
"""How long the last patient can be brought back after "new patient"."""


class ChatScreen(Openers, TranslatedKeys, Screen[None]):
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
        super().__init__()
        self.conversation = conversation
        self.sources_in_full = False
        self._begun = False
        self._set_aside: Conversation | None = None
        self._forgetting: Timer | None = None

    @property
    def desk(self) -> VardlotsApp:
        """The app, which knows the language."""
        from assistant.tui.app import VardlotsApp

        assert isinstance(self.app, VardlotsApp)
        return self.app

    def compose(self) -> ComposeResult:
        with Container(id="body"):
            with Vertical(id="talk"):
                yield Replies(ask_again=self._ask_again, left=self._focus_entry, id="replies")
                yield QuestionPane(chosen=self._chosen, number_given=self._number, id="questions")
                yield TypedPane(told=self._told, replied=self._reply, left=self._focus_entry, id="typed")
            yield AnswerView(ask_why=self.explain, id="answer-view")
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
            self._show_answer(stay=True)

    def on_screen_resume(self) -> None:
        let_go_of_closed_screens()
        # The terminal may have been resized while a dialog lay above.
        if self._fit():
            self._show_question()
            self._show_answer(stay=True)

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
        self._forget()
        self.desk.remember_language()
        if REGION not in self.conversation.case.answers:
            self.desk.remember_region(conversation.case.answers.get(REGION))
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
        self.query_one(QuestionPane).show(self.conversation, self.desk.wording, narrow=self.narrow)
        self.query_one(TypedPane).show(self.conversation, self.desk.wording, narrow=self.narrow)

    def _show_answer(self, *, stay: bool = False) -> None:
        from assistant.tui.chat.blocks import IN_FULL, INLINE, LINES, answer_blocks, count_line, shown

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
        if not self._begun or not character:
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

    def propose(self, later: Conversation, done: Callable[[], None] = lambda: None) -> None:
        """Go on to a later conversation; if that takes back an answer, show what it does first. `done`: once it is so."""
        from assistant.tui.chat.previews import preview_blocks
        from assistant.tui.dialogs.confirm import Confirm

        try:
            preview = self.conversation.preview_of(later)
        except REFUSALS:
            preview = None  # the answer itself says what is wrong

        def confirmed() -> None:
            self.go(later)
            done()

        if preview is None:
            confirmed()
            return
        self.app.push_screen(Confirm(lambda: preview_blocks(preview, self.desk.wording), confirmed, self.desk.grace))

    def _reply(self, value: str) -> None:
        """A reply to the open question by the id of its value."""
        self.propose(self.conversation.reply(value))

    def _told(self, case: Case, done: Callable[[], None]) -> None:
        """Go on with what was typed."""
        self.propose(self.conversation.told(case), done)

    def _ask_again(self, fact: str) -> None:
        self.go(self.conversation.ask_again(fact))

    # -- actions ---------------------------------------------------------------------------------------------------

    def action_back(self) -> None:
        """One step back; a choice of digits that has begun is dropped with it."""
        before = self.conversation.back()
        if before is self.conversation and self._set_aside is not None:
            before = self._set_aside  # "new patient" was a slip
        if before is not self.conversation:
            self.go(before)

    def action_forward(self) -> None:
        """The step that was last gone back."""
        after = self.conversation.forward()
        if after is not self.conversation:
            self.go(after)

    def action_new_patient(self) -> None:
        """A new case; the region stays, nothing else does. For a short while Esc brings the last one back, if it was a slip."""
        before = self.conversation
        self._go_to_new_patient()
        if before.case.answers or before.case.topics:
            self._set_aside = before
            self._forgetting = self.set_timer(SLIP_SECONDS, self._forget)
            self.query_one(TypedPane).say(N_("New patient. Esc brings the last one back, for a short while."))

    def _go_to_new_patient(self) -> None:
        self.desk.forget_clipboard()
        self.query_one(TypedPane).empty()
        self.go(self.conversation.new_patient(self.desk.adviser_now()))

    def clear(self) -> None:
        """A new case, and nothing that brings the last one back; whoever comes back is told why."""
        self._go_to_new_patient()
        self._forget()
        self.say_countdown(None)
        self.query_one(TypedPane).say(N_("Cleared: nobody was here for a while."))

    def _forget(self) -> None:
        """The last patient is forgotten for good."""
        self._set_aside = None
        if self._forgetting is not None:
            self._forgetting.stop()
            self._forgetting = None

    @property
    def holds_something(self) -> bool:
        """Whether there is anything about a patient that idle time has to clear."""
        if not self._begun:
            return False
        case = self.conversation.case
        told = case.topics or any(fact != REGION for fact in case.answers)
        typed = any(getattr(screen, "holds_something", False) for screen in self.app.screen_stack if screen is not self)
        # By `query`, which finds nothing while the app is closing, where `query_one` would raise.
        return bool(told or typed or self._set_aside or any(line.value for line in self.query(TypedLine)))

    def say_countdown(self, seconds: int | None) -> None:
        """Say in the bottom line that the case will be cleared in so many seconds; None: no more."""
        self.query_one(KeyBar).alert("" if seconds is None else self.countdown(seconds))

    def countdown(self, seconds: int) -> str:
        """That the case will be cleared in so many seconds."""
        return self.desk.language.ngettext(
            "! Cleared in {number} second. Any key keeps it.",
            "! Cleared in {number} seconds. Any key keeps it.",
            seconds,
        )

    def action_topics(self) -> None:
        """Choose the topics anew."""
        if self.conversation.question is None or self.conversation.question.id != TOPIC:
            self.go(self.conversation.ask_again(TOPIC))

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
