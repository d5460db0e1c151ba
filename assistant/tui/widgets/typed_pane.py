"""Where one types in one's own words: the line, and below it what was understood, while it is typed and after it is taken."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from assistant.cases.case import Case
from assistant.dialogue import Conversation
from assistant.knowledge.model import UNKNOWN
from assistant.texts import harmless
from assistant.tui.widgets.typed_line import TypedLine
from assistant.words.wording import Wording

if TYPE_CHECKING:
    from assistant.typed import Listener, Understood


class TypedPane(Vertical):
    """`told` is called with the case that the typed words make, and what to do once it is taken; `left` on the way out."""

    def __init__(
        self,
        *,
        told: Callable[[Case, Callable[[], None]], None],
        replied: Callable[[str], None],
        left: Callable[[], None],
        id: str,
    ) -> None:
        """`replied` is called with `unknown` where the line says no more than that."""
        super().__init__(id=id)
        self._told, self._replied, self._left = told, replied, left
        self._listener: tuple[str, Listener] | None = None
        self._understood: Understood | None = None
        self._taken = False
        self._message = ""
        self._narrow = False
        self.conversation: Conversation | None = None
        self.wording: Wording | None = None

    def compose(self) -> ComposeResult:
        yield Static(id="heard")
        with Horizontal(id="typed-row"):
            yield Static(id="typed-label")
            yield TypedLine(changed=self._changed, given=self._given, left=self._left, id="typed-line")

    @property
    def line(self) -> TypedLine:
        """The line that is typed in."""
        return self.query_one(TypedLine)

    def say(self, message: str) -> None:
        """Say a text of the code above the line, until the next step."""
        self._message = message
        self._say()

    def empty(self) -> None:
        """Nothing typed, nothing said about it, and nothing of it left in memory."""
        if self._listener is not None:
            self._listener[1].forget()
        self.line.value = ""
        self._understood, self._taken = None, False
        self._say()

    def show(self, conversation: Conversation, wording: Wording, *, narrow: bool) -> None:
        """The conversation that the words are about. Another conversation forgets what the last words were understood as."""
        gettext = wording.language.gettext
        if self.conversation is not conversation:
            self._understood, self._taken, self._message = None, False, ""
        self.conversation, self.wording, self._narrow = conversation, wording, narrow
        self.query_one("#typed-label", Static).update(Content(gettext("Press m and type:")))
        self.line.placeholder = gettext("e.g. undocumented 7-year-old needs interpreter")
        self._say()

    def _say(self) -> None:
        part, lines = self.query_one("#heard", Static), []
        if self._message and self.wording is not None:
            lines.append(self.wording.language.gettext(self._message))
        if self._understood is not None and self.wording is not None:
            from assistant.typed.outline import lines as words_of

            lines = words_of(self._understood, self.wording)
            if self._taken:
                lines.append(self.wording.language.gettext("Esc takes it back."))
        # Where there is one column only, the answer below needs the room.
        part.update(Content(harmless((" " if self._narrow else "\n").join(lines))))
        part.display = bool(lines)

    def _changed(self, text: str) -> None:
        if self.wording is None:
            return
        if text.strip():
            self._understood, self._taken = self._hear(text), False
        elif not self._taken:
            self._understood = None
        self._say()

    def _hear(self, text: str) -> Understood:
        from assistant.i18n import languages
        from assistant.typed import Listener

        assert self.wording is not None and self.conversation is not None
        code = self.wording.language.code
        if self._listener is None or self._listener[0] != code:
            codes = (code, *(other for other in languages() if other != code))
            self._listener = code, Listener(self.wording.knowledge, codes)
        return self._listener[1].hear(text, self.conversation.adviser.on)

    def _given(self, text: str) -> None:
        """Take what was understood; a line of which nothing was understood stays, to be mended."""
        from assistant.typed import applied
        from assistant.typed.not_knowing import says_not_known

        if not text.strip():
            self._left()
            return
        assert self.wording is not None and self.conversation is not None
        question = self.conversation.question
        if question is not None and question.unknown is not None and says_not_known(text):
            self.line.value = ""
            self._replied(UNKNOWN)
            return
        understood = self._hear(text)
        case = applied(self.wording.knowledge, self.conversation.case, understood)
        if understood.empty or case == self.conversation.case:
            self._understood = understood
            self._say()
            return
        self._told(case, lambda: self._took(understood))

    def _took(self, understood: Any) -> None:
        self.line.value = ""
        self._understood, self._taken = understood, True
        self._say()
