"""The live line at work: what is typed is read by the one grammar (dialogue.line), shown while it is typed, and done at once or on Enter.

A digit on an empty line answers at once; Enter takes what the words mean; Esc takes it back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from textual.content import Content

from assistant.answer import REFUSALS
from assistant.dialogue import Conversation
from assistant.dialogue.breath import Moment, Run, digit
from assistant.dialogue.line import PLUS, LineReader
from assistant.dialogue.options import UNSURE
from assistant.dialogue.readings import (
    Alarm,
    Asked,
    Begun,
    LineReading,
    NextPatient,
    Nothing,
    Replied,
    Suggestion,
    Told,
    Unread,
    Waiting,
)
from assistant.i18n import N_, languages_from
from assistant.knowledge.model import TOPIC, UNKNOWN
from assistant.tui.chat.answering import Answering
from assistant.tui.chat.saying import above, after
from assistant.tui.widgets.live_line import LiveLine
from assistant.tui.widgets.masked_line import LONGEST
from assistant.tui.widgets.offers import AGAIN, CHANGE_ANSWER, MEANT, MORE, NEW_PATIENT, OTHER_TOPICS
from assistant.typed.commands import SLASH
from assistant.typed.money import kinds_asked
from assistant.typed.outline import Remark

DONE = object()
ALONE = "1"
"""The number of what is offered alone."""

IN_A_NUMBER = 0.5
"""Of the breath, the share within which a digit behind a digit that answered may belong to the same number."""

IN_A_WORD = 0.4
"""Of the breath, the share within which a letter right behind a digit belongs to it, as in "7årig": a sentence may begin soon after an answer."""


LEFT_WAITING = 3.0
"""Breaths after which a digit that waits for a second one is no longer the beginning of what is typed now: both then wait for Enter."""


class Typing(Answering):
    """The part of the conversation's screen that does what is typed."""

    changing = False
    """Whether the replies are offered, to choose the one to change."""
    waiting: Waiting | None = None
    """What is offered or alarms just now: the next line is read as an answer to it first."""

    def __init__(self, conversation: Conversation) -> None:
        super().__init__(conversation)
        self.saying: Callable[[], tuple[Remark, ...]] = tuple
        self._reader: LineReader | None = None
        self._steps: Iterator[None] | None = None  # of reading the reader's word lists, from the first letter on
        self._are_read = False
        self._run: Run | None = None
        self._left = ""  # a line that nothing was done about, as it still stands there
        self._waits_since: float | None = None  # of a first digit that waits in the line

    @property
    def line(self) -> LiveLine:
        """The line."""
        return self.query_one(LiveLine)

    @property
    def reader(self) -> LineReader:
        """Reads the line, words of the language spoken first."""
        code, knowledge = self.app.language.code, self.conversation.adviser.knowledge
        if self._reader is None or self._reader.codes[0] != code or self._reader.knowledge is not knowledge:
            self._reader = LineReader(knowledge, languages_from(code))
            self._steps, self._are_read = None, False
        return self._reader

    def _words_are_read(self) -> bool:
        """Whether the word lists are: if not, they are read now, a step at a time, so that a key never waits for more than one.

        From the first letter on, and not before: who answers with digits has no use for them, and they are a fifth of all memory.
        """
        reader = self.reader  # first: another one has its lists still to read
        if self._steps is None:
            self._steps = reader.prepared()
            self.call_later(self._read_words)
        return self._are_read

    def _read_words(self) -> None:
        """The next step; after the last it is told what is understood of the line as it now stands."""
        if self._steps is None:
            return  # the reader is another one by now
        self._are_read = next(self._steps, DONE) is DONE
        if not self._are_read:
            self.call_later(self._read_words)
        elif self.built:
            self.line_changed(self.line.value)

    # -- saying ----------------------------------------------------------------------------------------------------

    def say(self, message: str) -> None:
        self.say_lines(lambda: (Remark(self.app.language.gettext(message)),))

    def unsay(self, message: str) -> None:
        if self.said == (Remark(self.app.language.gettext(message)),):
            self.say_lines(tuple)

    def say_lines(self, lines: Callable[[], tuple[Remark, ...]]) -> None:
        """Say this above the line, until the next step; in whatever language the app has then."""
        self.saying = lines
        self.fit()

    @property
    def said(self) -> tuple[Remark, ...]:
        """What is said above the line."""
        return self.saying()

    def say_aside(self, text: str) -> None:
        """A short hint, in the border of the line, until the next key."""
        if text:
            self.line.say_above(Content.styled(text, "bold"))

    def say_cut(self) -> None:
        """That not all of what was pasted has been read."""
        message = N_("Only the first {number} characters were read, as one line.")
        self.say_lines(lambda: (Remark(self.app.language.gettext(message, number=LONGEST)),))

    def forget_typed(self) -> None:
        if self._reader is not None:
            self._reader.forget()
        self.line.value = ""
        self.saying, self.waiting, self.changing = tuple, None, False
        self._run, self._left = None, ""

    # -- keys ------------------------------------------------------------------------------------------------------

    def typed(self, character: str | None) -> bool:
        """A typed character: text, but for a space on an empty line, which ticks or opens. Returns whether it was taken."""
        if not self.built or not character:
            return False
        if digit(character):
            self._begin_anew()
        elif self._words_after_all(character):
            return True
        self.line.typed(character, space=self._space, at_once=self._outside_the_line)
        return True

    def typed_on(self, text: str) -> None:
        if self.built:
            self.line.value = text
            self.line.action_end()

    def _begin_anew(self) -> None:
        """A digit typed behind words that nothing was done about answers in their place; they come back if it was no answer."""
        left, self._left = self._left, ""
        at_the_end = self.line.selection.end == len(self.line.value)
        if left and self.line.value == left and at_the_end and self.takes_back:
            self.line.value = ""
            self._run = Run(left, "", self._moment, self.conversation, self.app.clock())

    def _words_after_all(self, character: str) -> bool:
        """What is typed behind a digit in the same breath makes it the beginning of words: what it answered is as if never said."""
        run, waiting, now = self._run, self.line.value, self.app.clock()
        self._run = None
        breath = self.app.breath * (IN_A_WORD if character.isalpha() and not waiting else 1)
        if character == SLASH or (character == PLUS and self._adds_topics):
            return False  # a command begins, or a further topic, whatever the digit answered
        if run is None or not run.lasts(self.conversation, now, breath) or not (waiting + "0").isdigit():
            return False
        if run.after is not run.before.conversation or self.waiting is not run.before.waiting:
            self.forget()
            if not run.before.region_set:
                self.app.preferences.forget_region()
            self.conversation, self.waiting, self.changing, _ = run.before
            self.saying = tuple
            self.show()
        self.line.value = run.line(waiting, character)
        self.line.action_end()
        return True

    @property
    def _adds_topics(self) -> bool:
        """Whether a plus can only mean a further topic: one has been chosen, or is asked for."""
        talk = self.conversation
        return bool(talk.case.topics) or (talk.question is not None and talk.question.id == TOPIC)

    takes_back = True
    """Whether a digit that answered can be taken back by what is typed behind it."""

    @property
    def _moment(self) -> Moment:
        set_already = self.app.preferences.settings.region is not None
        return Moment(self.conversation, self.waiting, self.changing, set_already)

    def _answers(self, text: str) -> bool:
        """Do what digits say that need no Enter, and remember how it was before; returns whether they did anything."""
        before, run, now = self._moment, self._run, self.app.clock()
        self._run = None
        if self._is_left_waiting(text, now) or not self._at_once(text):
            # A digit that waits belongs to the number before it as one that answers does, and to no other.
            if run is not None and run.lasts(self.conversation, now, self.app.breath * IN_A_NUMBER):
                self._run = run._replace(at=now)
            return False
        same_number = run is not None and run.lasts(before.conversation, now, self.app.breath * IN_A_NUMBER)
        if self.takes_back and (self.conversation is not before.conversation or self.waiting is not before.waiting):
            first = run if run is not None and same_number else Run("", "", before, before.conversation, now)
            self._run = first._replace(typed=first.typed + text, after=self.conversation, at=now)
        return True

    def _is_left_waiting(self, text: str, now: float) -> bool:
        """Whether the first of these digits has stood in the line for long, so that they may be none of one number: a stray "1", then "37"."""
        if len(text) == 1:
            self._waits_since = now
        since = self._waits_since
        return since is not None and 0 < self.app.breath * LEFT_WAITING < now - since

    def _outside_the_line(self, character: str) -> bool:
        """A digit that answers at once takes away what was said above the line."""
        done = not self.arrows_in_card and self._answers(character)
        if done:
            self.line.say_above(None)
        return done

    def _space(self) -> None:
        """Ticks the option that the bar is on, or what is selected in the answer, or opens it."""
        if self.arrows_in_card:
            self._space_in_card()
        else:
            self.asking.tick_or_take()

    def line_aside(self, what: str, step: int) -> None:
        """An arrow to the side on an empty line, or to its ends."""
        if not self.arrows_in_card and what != "back":
            (self.asking.across if what == "across" else self.asking.go)(step)

    def line_changed(self, text: str) -> None:
        """The words that are typed: digits may answer at once; else it is shown which options they fit, and what is understood."""
        if not self.built:
            return
        if text and self.arrows_in_card:
            self.action_other_part()
        if not text.strip():
            self._waits_since = None
            self.asking.mean(None)
            self.line.say_above(None)
            return
        if digit(text[-1]) and self._answers(text):
            return
        if self.changing:
            fitting = [option.id for option in self.asking.options if option.key.startswith(text)]
            self.asking.mean(fitting)
            return
        self.asking.mean(self._fitting(text))
        if not self._words_are_read():
            return
        reading = self._read(self.line.as_typed)
        self.line.say_above(above(reading, self.app.wording) or self._surplus(text.strip(), reading))

    def _surplus(self, text: str, reading: LineReading) -> Content | None:
        """Of a number that is typed when nothing is asked any more: that it answers nothing."""
        is_number = text.isascii() and text.isdigit()
        if self.conversation.question is not None or not is_number or not isinstance(reading, Unread):
            return None
        message = N_("“{word}” is no answer here.")
        return Content.styled(self.app.language.gettext(message, word=text), "bold $warning")

    def _fitting(self, text: str) -> tuple[str, ...]:
        """The options that fit: of a number the range that it belongs to, of words those whose label they begin."""
        question = self.conversation.question
        if question is not None and question.number is not None and text.isascii() and text.isdigit():
            number = int(text[:9])
            if text == UNSURE:
                return (UNKNOWN,)
            in_reach = max(1, question.number.least) <= number <= question.number.greatest
            return (question.band(number),) if in_reach else ()
        return self.reader.matches(text, self.conversation) if len(text.strip()) > 1 else ()

    def _at_once(self, text: str) -> bool:
        """Do what digits say that need no Enter; returns whether they did anything."""
        if self.changing or self.asking.ticking:
            option = next((option for option in self.asking.options if option.key == text), None)
            if option is not None:
                self.line.value = ""
                self.asking.pick(option.id)
            return option is not None
        if self._stands_alone and text.isdigit():
            reading = self._read(text) if text == ALONE else None
        else:
            reading = self.reader.at_once(text, self.conversation, self.waiting)
        if reading is None:
            return False
        self.line.value = ""
        self.act(reading)
        return True

    @property
    def _stands_alone(self) -> bool:
        """Whether one thing alone is offered in the place of the question, which nobody sees then."""
        return isinstance(self.waiting, Suggestion) and self.waiting.single

    def _read(self, text: str) -> LineReading:
        """What a line is. Digits answer what is shown: beside one thing that is offered alone they answer no hidden question."""
        if self._stands_alone and text.strip().isdigit():
            text = text.strip()
            return self.reader.read("", self.conversation, self.waiting) if text == ALONE else Unread(text, wrong=True)
        return self.reader.read(text, self.conversation, self.waiting)

    # -- Enter and Esc ---------------------------------------------------------------------------------------------

    def action_enter(self) -> None:
        """Take what is typed; on an empty line, what the bar is on."""
        text, run, self._run, self._left = self.line.as_typed.strip(), self._run, None, ""
        if run is not None and run.added and run.lasts(self.conversation, self.app.clock(), self.app.breath):
            return  # the end of "+06", which needed none: it takes nothing that is suggested
        if text and not self.changing:
            self.act(self._read(text))
        elif not text and self.arrows_in_card:
            self._enter_card()
        elif not text and self.asking.undecided and not self.asking.young and isinstance(self.waiting, Suggestion):
            self.act(self.reader.read(text, self.conversation, self.waiting))  # leaves what is offered, as it says
        elif not text:
            self.asking.enter()

    def _space_in_card(self) -> None:
        if self.card.can_be_ticked(self.card.selected):
            self.tick(self.card.selected)
        else:
            self._enter_card()

    def _enter_card(self) -> None:
        if self.card.selected:
            self.open(self.card.selected)

    def action_back(self) -> None:
        """Esc: first what is typed or offered, then where the arrows are, then one step back."""
        self._run = None
        if self.line.value:
            self.line.value = ""
        elif self.arrows_in_card:
            self.action_other_part()
        elif self.changing or self.waiting is not None or self.asking.untick():
            self.changing, self.waiting = False, None
            self.show_question()
        else:
            super().action_back()

    # -- doing -----------------------------------------------------------------------------------------------------

    def act(self, reading: LineReading) -> None:
        """Do what a line is. What was said of the line before it is over."""
        self.waiting, self.saying = None, tuple
        match reading:
            case Nothing():
                self.line.value = ""
                self.show_question()
            case Replied(later):
                self.propose(later, self._emptied)
            case Told():
                self._take(reading)
            case Unread():
                self._not_read(reading)
            case Suggestion() | NextPatient():
                self._wait_for(reading)
            case Begun():
                self.next_patient(reading.told)
            case Alarm():
                self._raise(reading)
            case Asked(name, words):
                self.line.value = ""
                self.command(name, words)

    def _emptied(self) -> None:
        self.line.value = ""

    def _take(self, told: Told) -> None:
        """What a sentence says is taken; what it may also mean is offered."""

        def took() -> None:
            self.line.value = ""
            self.say_lines(lambda: after(told.understood, told.later, self.app.wording, taken=True))
            if kinds := kinds_asked(told.understood):
                self.call_after_refresh(self.put_asked, kinds)
            if told.offer is not None:
                self._wait_for(told.offer)

        if told.later is not self.conversation:
            self.propose(told.later, took)
        elif told.offer is not None:
            self._wait_for(told.offer)
        elif kinds := kinds_asked(told.understood):
            self.line.value = ""
            self.say_lines(lambda: after(told.understood, told.later, self.app.wording, taken=False))
            self.open_kinds(kinds)
        else:
            self._left = self.line.value
            self.say_lines(lambda: after(told.understood, told.later, self.app.wording, taken=False))

    def _not_read(self, unread: Unread) -> None:
        """A line that nothing is done about stays, to be mended; a digit behind its words answers the question."""
        self._left = self.line.value if any(map(str.isalpha, self.line.value)) else ""
        understood = unread.understood
        if understood is not None:
            self.say_lines(lambda: after(understood, self.conversation, self.app.wording, taken=False))
        else:
            message = N_("“{word}” is no answer here.")
            self.say_lines(lambda: (Remark(self.app.language.gettext(message, word=unread.words)),))
        if unread.offer is not None:
            self._wait_for(unread.offer)

    def _wait_for(self, waiting: Suggestion | NextPatient) -> None:
        self.line.value = ""
        self.waiting = waiting
        self.show_question()

    def _raise(self, alarm: Alarm) -> None:
        """Before anything else; the line goes on with what else it says."""
        from assistant.tui.dialogs.alarm import AlarmScreen

        self.line.value = ""
        # What is simply taken stands below already: the question there is not one that the line has answered. What asks something waits.
        taken = isinstance(alarm.beneath, Told) and self._is_simply_taken(alarm.beneath)
        if taken:
            self.act(alarm.beneath)

        def go_on(_: None) -> None:
            if self.built:
                if not taken:
                    self.act(alarm.beneath)
                self.call_after_refresh(self.to_card)  # the screen below is laid out while the alarm goes

        self.app.push_screen(AlarmScreen(alarm), go_on)

    def _is_simply_taken(self, told: Told) -> bool:
        """Whether what a sentence says asks nothing more, nor takes an answer back: nothing comes up before the alarm, nor runs out below it."""
        if told.later is self.conversation or told.offer is not None or kinds_asked(told.understood):
            return False
        try:
            return self.conversation.preview_of(told.later) is None
        except REFUSALS:
            return True

    def command(self, name: str, words: str) -> None:
        """What a word or `/word` asks for."""

    # -- choosing --------------------------------------------------------------------------------------------------

    def chosen(self, ids: tuple[str, ...]) -> None:
        """What was chosen of what is offered."""
        id, question = ids[0], self.conversation.question
        doing = {
            NEW_PATIENT: self.action_new_patient,
            OTHER_TOPICS: self.action_topics,
            CHANGE_ANSWER: self.action_change,
            MORE: self._ask_more,
        }
        if id in doing:
            doing[id]()
        elif id.startswith(AGAIN):
            self.ask_again(id.removeprefix(AGAIN))
        elif id.startswith(MEANT):
            self.act(self._read(id.removeprefix(MEANT)))
        elif id in self.conversation.beside:
            self.propose(self.conversation.about(ids))
        elif question is not None and question.id == TOPIC:
            self.go(self.conversation.reply_topics(ids))
        elif question is not None:
            self.propose(self.conversation.reply(id))

    def _ask_more(self) -> None:
        self.go(self.conversation.more())

    def go(self, conversation: Conversation) -> None:
        self.changing, self.saying, self.waiting = False, tuple, None
        super().go(conversation)

    def action_change(self) -> None:
        """Choose the reply to change."""
        if self.conversation.replied and not self.changing:
            self.changing, self.waiting = True, None
            self.show_question()

    def show_question(self) -> None:
        """Put the question anew."""
