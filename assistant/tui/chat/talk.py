"""The conversation as it is steered: on to another one, a step back or forward, a new patient. What shows it is built on this."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from textual.timer import Timer

from assistant.answer import REFUSALS
from assistant.cases.case import Case
from assistant.dialogue import Conversation
from assistant.i18n import N_
from assistant.knowledge.model import REGION, TOPIC
from assistant.tui.base import DeskScreen

SLIP_SECONDS = 30.0
"""How long the last patient can be brought back after "new patient"."""
_BRINGS_BACK = N_("New patient. Esc brings the last one back, for a short while.")


class TalkScreen(DeskScreen[None]):
    """Holds a conversation and replaces it by the one that a reply makes."""

    def __init__(self, conversation: Conversation) -> None:
        super().__init__()
        self.conversation = conversation
        self._set_aside: Conversation | None = None
        self.forgetting: Timer | None = None

    def show(self) -> None:
        """Show the conversation as it is now."""

    def say(self, message: str) -> None:
        """Say a text of the code beside the conversation, until the next step."""

    def unsay(self, message: str) -> None:
        """Take back a text of the code that was said, where nothing was said since."""

    def forget_typed(self) -> None:
        """Forget what was typed."""

    @property
    def holds_case(self) -> bool:
        """Whether anything is known of a patient."""
        case = self.conversation.case
        return bool(case.topics or any(fact != REGION for fact in case.answers))

    @property
    def holds_something(self) -> bool:
        return bool(self.holds_case or self._set_aside)

    # -- steering --------------------------------------------------------------------------------------------------

    def go(self, conversation: Conversation) -> None:
        """Go on with another conversation."""
        self.forget()
        self.app.remember_language()
        self.app.preferences.keep_region(conversation.region_chosen_since(self.conversation))
        self.conversation = conversation
        self.show()

    def propose(self, later: Conversation, done: Callable[[], None] = lambda: None) -> None:
        """Go on to a later conversation; if that takes back an answer, show what it does first. `done`: once it is so."""
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
        from assistant.tui.chat.why import preview_blocks  # most replies take nothing back
        from assistant.tui.dialogs.dialog import Confirm

        blocks = partial(preview_blocks, preview)
        self.app.push_screen(Confirm(lambda: blocks(self.app.wording), confirmed, self.app.grace, self.typed_on))

    def typed_on(self, text: str) -> None:
        """Go on with what was typed above the conversation."""

    def replied(self, value: str) -> None:
        """A reply to the open question by the id of its value."""
        self.propose(self.conversation.reply(value))

    def told(self, case: Case, done: Callable[[], None]) -> None:
        """Go on with what was typed."""
        self.propose(self.conversation.told(case), done)

    def ask_again(self, fact: str) -> None:
        """Ask a question once more, its reply still there to be changed."""
        self.go(self.conversation.ask_again(fact))

    def action_back(self) -> None:
        """One step back; a choice of digits that has begun is dropped with it."""
        before = self.conversation.back()
        if before is self.conversation and self._set_aside is not None:
            before = self._set_aside  # "new patient" was a slip
        if before is not self.conversation:
            if before.region_given_up_since(self.conversation):
                self.app.preferences.take_back_region()
            self.go(before)

    def action_forward(self) -> None:
        """The step that was last gone back."""
        after = self.conversation.forward()
        if after is not self.conversation:
            self.go(after)

    def action_topics(self) -> None:
        """Choose the topics anew."""
        if self.conversation.question is None or self.conversation.question.id != TOPIC:
            self.go(self.conversation.ask_again(TOPIC))

    def action_new_patient(self) -> None:
        """A new case; the region stays, nothing else does. For a short while Esc brings the last one back, if it was a slip."""
        self.next_patient(lambda fresh: fresh)

    def next_patient(self, begun: Callable[[Conversation], Conversation]) -> None:
        """The next patient, of whom something may be known already. The last one is set aside for a short while."""
        before, known = self.conversation, self.holds_case
        self._go_to_new_patient()
        if (later := begun(self.conversation)) is not self.conversation:
            self.go(replace(later, previous=None))
        if known:
            self._set_aside = before
            self.forgetting = self.set_timer(SLIP_SECONDS, self._slip_is_over)
            self.say(_BRINGS_BACK)

    def _slip_is_over(self) -> None:
        """The short while is over: nor is it promised any longer, if nothing was said since."""
        self.forget()
        self.unsay(_BRINGS_BACK)

    def _go_to_new_patient(self) -> None:
        self.app.forget_clipboard()
        self.app.clear_notifications()  # what was copied or saved is the last patient's
        self.forget_typed()
        self.go(self.conversation.new_patient(self.app.adviser_now()))

    def clear(self) -> None:
        """A new case, and nothing that brings the last one back; whoever comes back is told why."""
        self._go_to_new_patient()
        self.forget()
        self.say(N_("Cleared: nobody was here for a while."))

    def forget(self) -> None:
        """The last patient is forgotten for good."""
        self._set_aside = None
        if self.forgetting is not None:
            self.forgetting.stop()
            self.forgetting = None
