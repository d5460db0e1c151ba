"""The answer beside the conversation: its card is filled, moved about in by the arrows, and its groups are opened and folded."""

from __future__ import annotations

from collections.abc import Container
from typing import TYPE_CHECKING

from textual.containers import VerticalScroll

from assistant.answer import REFUSALS, refusal
from assistant.dialogue import Conversation
from assistant.dialogue.turns import new_in
from assistant.i18n import N_
from assistant.texts import folded
from assistant.tui.chat.card import FOLD, AnswerCard
from assistant.tui.chat.fitting import Shares
from assistant.tui.chat.flow import Flow
from assistant.tui.chat.openers import Openers
from assistant.tui.hanging import Block
from assistant.tui.widgets.asking import Asking
from assistant.wordforms import begun_in

# What only the card needs is imported when the first one is shown: the first question is painted before.
if TYPE_CHECKING:
    from assistant.tui.chat.blocks import CardBlocks
    from assistant.words.emphasis import Emphasis


class Answering(Openers):
    """The part of the conversation's screen that shows the answer."""

    fitted = Shares(80, 24)
    arrows_in_card = False
    """Whether the arrows and Enter act in the card; else they act on the question."""
    _emphasis: Emphasis | None = None

    def __init__(self, conversation: Conversation) -> None:
        super().__init__(conversation)
        self._folds: dict[str, bool] = {}
        self._asked: Container[str] = ()

    @property
    def card(self) -> AnswerCard:
        """The answer."""
        return self.query_one(AnswerCard)

    @property
    def asking(self) -> Asking:
        """The open question."""
        return self.query_one(Asking)

    # -- showing ---------------------------------------------------------------------------------------------------

    def show_answer(self, *, stay: bool = False) -> None:
        """Fill the card. `stay`: the same answer, so what is opened and where it is scrolled to stays."""
        wording, gettext = self.app.wording, self.app.language.gettext
        if not self.built:
            return
        from assistant.dialogue.shown import card_of, shown
        from assistant.tui.chat.blocks import heading

        if not stay:
            self._folds = {}
            if not self.conversation.case.topics:
                self._asked = ()
            self.card.select("")
        try:
            made = card_of(self.conversation, wording)
            answer = shown(self.conversation)
        except REFUSALS as error:
            self.card.title(gettext("No answer"))
            self.card.show([Block(refusal(error, self.app.language), "", "! ", "bold $warning")])
            return
        self.card.show(self._maker().blocks(made))
        topics = ", ".join(wording.topic(topic) for topic in self.conversation.case.topics)
        title = heading(topics or gettext("What applies"), answer, wording, self.fitted.card_width)
        self.card.title(self.marked(title))
        self._mark_part()
        if not stay:
            self.query_one("#flow", Flow).begin_with(self.card)
            self.call_after_refresh(self._open_asked)  # where nothing is laid out anew

    def _open_asked(self) -> None:
        """What a line of this patient asked for stays asked for, with each answer to a question."""
        if self._asked:
            self.put_asked(self._asked)
        else:
            self.to_card()

    def marked(self, title: str) -> str:
        """The title of the card, and what else is to be known of the answer."""
        return title

    def _maker(self) -> CardBlocks:
        from assistant.tui.chat.blocks import CardBlocks
        from assistant.words.emphasis import Emphasis

        wording, fit = self.app.wording, self.fitted
        if self._emphasis is None or self._emphasis.wording is not wording:
            self._emphasis = Emphasis(wording)
        talk = self.conversation
        return CardBlocks(
            wording,
            self._emphasis,
            new_in(talk),
            lambda name: self._folds.get(name),
            fit.card_rows(self.asking.rows(fit.question_width)),
            fit.card_width,
            at_rest=not talk.case.topics and not talk.case.answers,
            done=talk.done,
            asked=self._asked,
        )

    def to_card(self) -> None:
        """The answer begins in sight; if it is short, what has been said stands above it."""
        if self.built:
            self.query_one("#flow", Flow).go_to(self.card)

    def to_selected(self) -> None:
        """What is selected in the answer is in sight, or the answer from its beginning."""
        if self.arrows_in_card and self.built:
            self._into_view()
        else:
            self.to_card()

    def _mark_part(self) -> None:
        gettext = self.app.language.gettext
        how = gettext("Enter: open, why · Space: done") if self.arrows_in_card else gettext("Tab: choose here")
        self.card.how(how)
        self.card.set_class(self.arrows_in_card, "-here")

    # -- moving about ----------------------------------------------------------------------------------------------

    def action_other_part(self) -> None:
        """The arrows act in the answer, or on the question again."""
        self.arrows_in_card = not self.arrows_in_card
        if self.arrows_in_card:
            self._begin_in_sight()
            self._into_view()
        else:
            self.card.select("")
        self._mark_part()

    def _begin_in_sight(self) -> None:
        """Select the first that begins in sight, or the last: where one reads, not where the answer begins."""
        top = self.query_one("#flow", VerticalScroll).scroll_offset.y
        places = ((about, self.card.place_of(about)) for about in self.card.subjects)
        first = next((about for about, place in places if place is not None and place.y >= top), "")
        self.card.select(first or next(reversed(self.card.subjects), ""))

    def _selected_in_sight(self) -> bool:
        place, flow = self.card.place, self.query_one("#flow", VerticalScroll)
        top = flow.scroll_offset.y
        return place is not None and place.bottom > top and place.y < top + flow.size.height

    def action_arrow(self, step: int) -> None:
        """Up or down: in the answer from statement to statement, else from option to option."""
        if not self.arrows_in_card:
            self.asking.move(step)
        elif self.card.selected and not self._selected_in_sight():
            self._begin_in_sight()
        elif self.card.step(step):
            self._into_view()
        else:
            self.query_one("#flow", VerticalScroll).scroll_relative(y=step, animate=False)

    def action_page(self, direction: int) -> None:
        """A page: of the options, as long as some are out of sight; then of the answer."""
        if not self.arrows_in_card and self.asking.page(direction):
            return
        flow = self.query_one("#flow", VerticalScroll)
        flow.scroll_relative(y=direction * max(1, flow.size.height - 1), animate=False)

    def _into_view(self) -> None:
        place = self.card.place
        if place is not None:
            self.query_one("#flow", VerticalScroll).scroll_to_region(place, animate=False, force=True)

    def whole_answer(self) -> None:
        """The arrows in the answer, everything in it open."""
        self._folds = dict.fromkeys(
            (about.removeprefix(FOLD) for about in self.card.subjects if about.startswith(FOLD)), True
        )
        self.show_answer(stay=True)
        if not self.arrows_in_card:
            self.action_other_part()

    def open_kinds(self, kinds: Container[str]) -> None:
        """Open the groups of these kinds of statements, right below what answers: that is never scrolled away for them."""
        groups = (about.removeprefix(FOLD) for about in self.card.subjects if about.startswith(FOLD))
        self._folds |= {name: True for name in groups if name.partition(":")[2] in kinds}
        self.put_asked(kinds)

    def put_asked(self, kinds: Container[str]) -> None:
        """Put the groups of what a line asks for right below what answers; they open as far as that does not say it already."""
        self._asked = kinds
        self.show_answer(stay=True)
        self.call_after_refresh(self.to_card)

    def open_part(self, words: str) -> None:
        """Open one folded group: the next one, or the one with a word that begins so."""
        said = folded(words).split()
        for about, title in self.card.folded:
            if begun_in(said, folded(title).split()):
                self.open(about)
                return
        message = N_("“{word}” is no folded part of the answer.") if said else N_("Everything in the answer is open.")
        self.say_aside(self.app.language.gettext(message, word=words))

    def action_open_next(self) -> None:
        """Open the next folded group."""
        self.open_part("")

    def tick_step(self, number: str) -> None:
        """Tick off a step of one's own by its number, the next one without any; what is done already is not done again then."""
        from assistant.dialogue.ticking import meant

        step = meant(self.conversation, self.app.wording, number)
        if step is None or step.said is None:
            message = N_("There is no step {number} of yours here.") if number else N_("No step of yours is left here.")
            self.say_aside(self.app.language.gettext(message, number=number))
            return
        self.tick(step.said.id)

    def action_tick_next(self) -> None:
        """Tick off the next step."""
        self.tick_step("")

    def tick(self, rule: str) -> None:
        """Tick off the step of this rule, or take the tick away; kept with the conversation, and gone with the patient."""
        self.conversation = self.conversation.ticked(rule)
        self.show_answer(stay=True)

    def say_aside(self, text: str) -> None:
        """Say a short hint, until the next key."""

    def open(self, about: str) -> None:
        """What is clicked, or chosen with Enter: a group is opened or folded, a statement explained."""
        if not about.startswith(FOLD):
            self.explain(about)
            return
        # What opened by itself stays open, whatever room is left for it now.
        groups = {each for each in self.card.subjects if each.startswith(FOLD) and self.card.is_open(each)}
        self._folds |= {each.removeprefix(FOLD): True for each in groups}
        self._folds[about.removeprefix(FOLD)] = about not in groups
        self.show_answer(stay=True)
        self.card.select(about)
        self.call_after_refresh(self._into_view)
