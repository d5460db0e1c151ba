"""The screen of the conversation: the case on top, turns and answer, the question, and below it the line that is always live."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from assistant.dialogue.readings import Alarm
from assistant.dialogue.turns import recounted, turns
from assistant.i18n import N_
from assistant.tui.chat.card import AnswerCard
from assistant.tui.chat.fitting import Shares
from assistant.tui.chat.flow import Column, Flow, Part
from assistant.tui.chat.saying import laid_out
from assistant.tui.chat.trail import Trail
from assistant.tui.chat.turns import Turns
from assistant.tui.chat.typing import Typing
from assistant.tui.textual_8_2_8 import let_go_of_closed_screens
from assistant.tui.widgets.asking import Asking
from assistant.tui.widgets.key_bar import KeyBar
from assistant.tui.widgets.live_line import LiveLine
from assistant.tui.widgets.offers import Put, changes, may_be_meant, put
from assistant.words.crumbs import crumbs


class ChatScreen(Typing):
    """Shows a conversation and replaces it by the one that a reply makes."""

    AUTO_FOCUS = "#line"
    CSS_PATH = Path(__file__).parent / "chat.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        # In the order of the bottom line, which shows as many as fit.
        Binding("f1", "app.help", N_("Help"), key_display="F1"),
        Binding("escape", "back", N_("Back"), key_display="Esc"),
        Binding("f3", "app.next_language", N_("Language"), key_display="F3"),
        Binding("f4,ctrl+n", "new_patient", N_("New patient"), key_display="F4"),
        Binding("f6,ctrl+k", "look_up", N_("Look up"), key_display="F6"),
        Binding("f5", "take_along", N_("Take along"), key_display="F5"),
        Binding("f2", "why", N_("Why?"), key_display="F2"),
        Binding("f7", "change", N_("Change"), key_display="F7"),
        Binding("tab", "other_part", show=False),
        Binding("f9", "app.hide", N_("Hide"), key_display="F9"),
        Binding("ctrl+t", "topics", N_("Topics"), key_display="^T"),
        Binding("f8", "practise", N_("Practise"), key_display="F8"),
        Binding("f10", "settings", N_("Settings"), key_display="F10"),
        Binding("ctrl+r", "report", N_("Report an error"), key_display="^R"),
        Binding("ctrl+f", "forward", N_("Forward"), key_display="^F"),
        Binding("ctrl+d", "tick_next", show=False),
        Binding("ctrl+o", "open_next", show=False),
        Binding("shift+tab", "other_part", show=False),
        Binding("up", "arrow(-1)", show=False),
        Binding("down", "arrow(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("ctrl+up", "scroll_talk(-1)", show=False),
        Binding("ctrl+down", "scroll_talk(1)", show=False),
    ]

    def compose(self) -> ComposeResult:
        yield Trail(ask_again=self.ask_again, acted=self.action_new_patient, id="trail")
        with Part(id="body"):
            with Flow(id="flow"):
                yield Turns(ask_again=self.ask_again, id="turns-in-flow")
                yield AnswerCard(opened=self.open, ticked=self.tick, id="card")
            with Column(id="left"):
                with Part(id="talk"):
                    yield Turns(ask_again=self.ask_again, id="turns")
                yield Asking(chosen=self.chosen, stray=self.say_aside, id="asking")
        yield Static(id="heard")
        yield LiveLine(changed=self.line_changed, cut=self.say_cut, aside=self.line_aside, id="line")
        yield KeyBar(id="keys")

    def begin(self) -> None:
        self.asking.grace = self.app.grace
        # Everything about the first paint is settled before it, so that the screen is laid out once.
        self._show_talk(anew=True)
        # The engine is made for the first answer: after the first paint.
        self.call_after_refresh(self.show_answer)

    def fit(self) -> None:
        let_go_of_closed_screens()
        if self.fitted != self._fit_now():
            self._show_talk(anew=False)
            self.show_answer(stay=True)
            self.call_after_refresh(self.to_selected)
        elif self.built:
            self._say_heard()  # as many rows as before, and other words

    # -- showing ---------------------------------------------------------------------------------------------------

    def show(self) -> None:
        self.arrows_in_card = False
        self._show_talk(anew=True)
        self.show_answer()

    def show_question(self) -> None:
        self._show_talk(anew=True)
        self.show_answer(stay=True)

    def clear(self) -> None:
        super().clear()
        self.say_countdown(None)

    def reword(self) -> None:
        self._show_talk(anew=False)
        self.show_answer(stay=True)
        self.line_changed(self.line.value)
        self.refresh_bindings()

    @property
    def holds_something(self) -> bool:
        # By `query`, which finds nothing while the screen is built or closed, where `query_one` would raise.
        return super().holds_something or any(line.value for line in self.query(LiveLine))

    @property
    def rows_above(self) -> int:
        """Rows that are taken between the case and the rest."""
        return 0

    def _fit_now(self) -> Shares:
        width, height = self.app.size
        return Shares(width, height, len(self._heard()) + self.rows_above)

    def _heard(self) -> list[Content]:
        """What is said of the line, in as few rows as there are for it."""
        width, height = self.app.size
        return laid_out(self.said, width - 2, 1 if height < 20 else 3)

    def _show_talk(self, *, anew: bool) -> None:
        """The case, the turns and the question; `anew`: the question is another one."""
        self._share()
        self._show_trail()
        self._show_turns()
        self._show_question(self.offered(in_a_row=not self.fitted.wide), anew)
        self._say_heard()
        # No digit leads to danger: whoever answers by digits reads the word that does, whatever is asked.
        self.line.placeholder = self.app.language.gettext(
            "In danger? Type “acute”. Or e.g. undocumented 7-year-old needs interpreter"
        )

    def _share(self) -> None:
        """The parts share the terminal; what has not changed is not set again, since that would lay out everything anew."""
        before, fit = self.fitted, self._fit_now()
        self.fitted = fit
        if fit != before or not (self.has_class("-wide") or self.has_class("-narrow")):
            self.set_class(fit.wide, "-wide").set_class(not fit.wide, "-narrow").set_class(fit.low, "-low")
            self.query_one("#left").styles.width = fit.talk_width if fit.wide else "100%"
            self.query_one("#flow").styles.width = fit.columns - fit.talk_width if fit.wide else "100%"

    def offered(self, *, in_a_row: bool) -> Put:
        """What can be chosen now."""
        if self.changing:
            return changes(self.conversation, self.app.wording)
        if self.waiting is not None and not isinstance(self.waiting, Alarm):
            return may_be_meant(self.waiting, self.conversation, self.app.wording)
        return put(self.conversation, self.app.wording, in_a_row=in_a_row, packed=self.fitted.tight)

    def _show_question(self, made: Put, anew: bool) -> None:
        asking, fit = self.asking, self.fitted
        if anew:
            asking.put(made.offer, ticked=made.ticked, at=made.at, deliberate=made.taken)
        else:
            asking.reword(made.offer)
        asking.allow(fit.question_most(asking.bare_rows(fit.question_width)))
        if fit.wide:  # out of sight it would be looked for, and everything arranged anew for that
            self.query_one("#turns", Turns).allow(max(1, fit.body - asking.rows(fit.question_width)))

    def _show_trail(self) -> None:
        wording, talk = self.app.wording, self.conversation
        gettext = wording.language.gettext
        found, new = crumbs(talk.case, wording, talk.idle), gettext("New patient")
        self.query_one(Trail).show(
            found,
            asked=talk.asking_again or "",
            tagline=gettext("asylum seekers, temporary protection and undocumented patients: what applies?"),
            action=f"{new} F4" if self.holds_case else "",
        )

    def _show_turns(self) -> None:
        wording = self.app.wording
        gettext = wording.language.gettext
        found = [recounted(turn, self.conversation.case, wording) for turn in turns(self.conversation)]
        example = gettext("e.g. undocumented 7-year-old needs interpreter")
        greeting = (
            gettext("asylum seekers, temporary protection and undocumented patients: what applies?").capitalize(),
            "",
            gettext("Answer with a number, or write what you know in the line below:"),
            f"  {example}",
            "",
        )
        later = gettext("changed later")
        if self.fitted.wide:
            self.query_one("#turns", Turns).more_above = gettext("▲ {number} lines above (Ctrl+↑)", number="{number}")
            self.query_one("#turns", Turns).show(found, greeting, later)
        else:
            self.query_one("#turns-in-flow", Turns).show(found, (), later)

    def _say_heard(self) -> None:
        part, lines = self.query_one("#heard", Static), self._heard()
        part.display = bool(lines)
        text = Content("\n").join(lines)
        if part.content != text:
            part.update(text)

    # -- actions ---------------------------------------------------------------------------------------------------

    def command(self, name: str, words: str) -> None:
        doing: dict[str, Callable[[], object]] = {
            "new": self.action_new_patient,
            "back": self.action_back,
            "forward": self.action_forward,
            "change": self.action_change,
            "topics": self.action_topics,
            "answer": self.whole_answer,
            "more": partial(self.open_part, words),
            "ask_more": partial(self.say, N_("No further question would change the answer for these topics.")),
            "done": partial(self.tick_step, words),
            "explain": self.action_why_asked,
            "why": self.action_explain,
            "why_asked": self.action_why_asked,
            "report": self.action_report,
            "train": self.action_practise,
            "settings": self.action_settings,
            "role": self.action_settings,
            "find": partial(self.look_up, words),
            "take": self.action_take_along,
            "print": self.action_take_along,
            "language": self.app.action_next_language,
        }
        if name in doing:
            self.call_later(doing[name])
        else:
            self.call_later(self.run_action, f"app.{name}")  # help, hide, quit

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

    def action_scroll_talk(self, direction: int) -> None:
        """Scroll what has been said."""
        if self.fitted.wide:
            self.query_one("#turns", Turns).scroll_lines(3 * direction)
        else:
            self.query_one("#flow", Flow).scroll_relative(y=3 * direction, animate=False)
