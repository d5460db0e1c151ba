"""The desk in lines: what the commands share - the conversation, its language, the settings, and what has been said of the answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from assistant.answer import Adviser
from assistant.cases.case import Case
from assistant.dialogue import Conversation
from assistant.dialogue.line import LineReader
from assistant.dialogue.line_outline import alarm, next_patient, offered
from assistant.dialogue.outline import sections as preview_sections
from assistant.dialogue.readings import Alarm, NextPatient, Nothing, Suggestion, Waiting
from assistant.dialogue.shown import finished
from assistant.i18n import N_, language
from assistant.knowledge.dated import as_of
from assistant.knowledge.model import REGION, Knowledge
from assistant.plain.asking import put
from assistant.plain.lines import Lines
from assistant.plain.telling import tell
from assistant.plain.voice import Voice
from assistant.words.outline import LEAD, outline
from assistant.words.short import shortened
from assistant.words.wording import Wording

if TYPE_CHECKING:
    from assistant.i18n import Language
    from assistant.lookup import Lookup
    from assistant.settings.preferences import Preferences


class PlainDesk(Voice):
    """One user, in lines.

    remembers   whether the region and the language are remembered when they are first chosen, as in the app; what `o` changes is
                saved in any case
    waiting     what was offered, or alarms, and waits for the next line
    told        the ids of the rules whose statements have been said
    set_aside   the last patient, until anything is answered for the new one
    folder      where the user saved to last; empty for the usual folder
    region_changed  whether the region was set in this talk: then each new patient begins with that one
    """

    def __init__(
        self,
        adviser: Adviser,
        speaks: Language,
        lines: Lines,
        preferences: Preferences,
        *,
        remembers: bool,
        today: Callable[[], date] | None,
        begun: Case | None = None,
    ) -> None:
        super().__init__(lines, Wording(adviser.knowledge, speaks, preferences.settings.role))
        self.knowledge: Knowledge = adviser.knowledge  # topics in the order of the knowledge
        self.preferences, self.remembers = preferences, remembers
        self._today = today
        self._first_language = speaks.code
        first = Conversation(self._offering(adviser), self.first_case(), role=self.wording.role)
        self.conversation = first.begun(begun) if begun is not None else first
        self.told: set[str] = set()
        self.set_aside: Conversation | None = None
        self.folder = ""
        self.region_changed = False
        self.waiting: Waiting | None = None
        self._reader: LineReader | None = None
        self._lookup: Lookup | None = None
        self._answer_at: int | None = None

    # -- the conversation ------------------------------------------------------------------------------------------

    def first_case(self) -> Case:
        """The case that a talk begins with: the region that is set, and nothing else."""
        region = self.preferences.settings.region
        return Case({REGION: region}) if region else Case()

    def say_region(self) -> None:
        """Say which region the open case has, if it has one that nobody answered for this patient."""
        region = self.conversation.case.answers.get(REGION)
        if region:
            label = self.wording.value(self.knowledge.questions[REGION], region)
            self.say(
                N_("{fact}: {value}. “{change}” changes it for this patient."),
                fact=self.wording.short(REGION),
                value=label,
                change=self.word("change"),
            )

    def go(self, later: Conversation) -> None:
        """Go on with another conversation, and say what is new in its answer. The last patient is forgotten for good."""
        self.set_aside = None
        region = later.region_chosen_since(self.conversation)
        self.conversation = later
        self.told &= {said.id for said in later.answer.certain}
        self._remember_region(region)
        self.tell_news()

    def propose(self, later: Conversation) -> bool:
        """Go on, after a question if that takes back an answer; whether it was done."""
        preview = self.conversation.preview_of(later)
        if preview is not None:
            for section in preview_sections(preview, self.wording):
                tell(self.lines, section, section.items)
            if self.ask(N_("Change it? 1 changes it, Enter leaves everything as it is:")) != "1":
                self.say(N_("Nothing is changed."))
                if self.conversation.asking_again is not None:
                    self.conversation = self.conversation.back()
                return False
        self.go(later)
        return True

    def new_patient(self) -> Conversation:
        """The conversation for the next patient: as of today, with the topics first and the region that are set now."""
        now = self.conversation.adviser
        adviser = self._offering(now.as_of(self._today()) if self._today else now)
        if adviser.knowledge.rules is not self.knowledge.rules:  # an amount is another one from this day on
            self.knowledge = as_of(self.knowledge, adviser.on)
            self.wording = Wording(self.knowledge, self.language, self.preferences.settings.role)
        if self.region_changed:
            return Conversation(adviser, self.first_case(), role=self.wording.role)
        return self.conversation.new_patient(adviser)

    def _offering(self, adviser: Adviser) -> Adviser:
        """The adviser, with the topics first that are set."""
        return adviser.offering(self.preferences.settings.topics_first)

    def _remember_region(self, region: str | None) -> None:
        if self.remembers and self.preferences.keep_region(region):
            settings = self.word("settings")
            self.say(N_("The region is remembered for the next time. “{settings}” changes that."), settings=settings)

    # -- telling ---------------------------------------------------------------------------------------------------

    def tell_next(self) -> None:
        """What is asked or offered now; right before it the short answer once more, if a long one has moved it off the screen."""
        with self.lines.held_back() as asked:
            if self.waiting is None or (isinstance(self.waiting, Suggestion) and self.waiting.single):
                self.tell_question()
            self.tell_waiting()
        began, self._answer_at = self._answer_at, None
        if began is not None and self.lines.leaves_sight(began, asked):
            for section in outline(self.conversation.answer, self.wording).sections:
                if section.name == LEAD:
                    tell(self.lines, section, section.items)
        for text in asked:
            self.lines.say(text)

    def answer_begins(self) -> None:
        """What is said from here on is the answer, or what is new in it."""
        self._answer_at = self.lines.rows

    def tell_question(self) -> None:
        """The open question and what one types for each of its answers; or that there is none left."""
        question = self.conversation.question
        self.say()
        if question is None:
            words = {name: self.word(name) for name in ("answer", "new", "change")}
            told = self.text(N_("{answer} is the whole answer, {new} a new patient, {change} changes one."), **words)
            self.lines.say(f"{finished(self.conversation, self.wording)} {told}")
            if self.conversation.offers_more:
                only_good = N_("More can be asked, that changes only what is good to know: {more}")
                paid = N_("More can be asked, and what is paid depends on it: {more}")
                self.say(paid if self.conversation.paid_on else only_good, more=self.word("ask_more"))
            return
        put(self.lines, self.conversation, self.wording, self.reader.suggested(self.conversation))
        if question.multiple:
            self.lines.say("   " + self.text(N_("Several: their numbers with commas between, as 1,4.")))

    def tell_news(self) -> None:
        """What is certain now and has not been told yet, in short; when no question is left, also what stays in doubt, and how much more there is."""
        self.answer_begins()
        answer = self.conversation.answer
        fresh = {said.id for said in answer.certain} - self.told
        found = shortened(outline(answer, self.wording), self.wording, "", self.word("answer")).sections
        for section in found:
            if section.name == LEAD and (leads := [item for item in section.items if item.text not in self.told]):
                tell(self.lines, section, leads)
                self.told |= {item.text for item in leads}
        found = tuple(section for section in found if section.name != LEAD)
        for section in found:
            if items := [item for item in section.items if item.said is not None and item.said.id in fresh]:
                tell(self.lines, section, items)
        self.told |= fresh
        for section in found if self.conversation.question is None else ():
            # What is certain, but told with what it turns on, has been told.
            if doubtful := [item for item in section.items if item.said is None or item.said.id not in self.told]:
                tell(self.lines, section, doubtful)

    def alarmed(self, line: str) -> str:
        """Raise the alarm if a line that is looked up is acute: then the next line counts, or, after Enter, this one."""
        while words := self.reader.acute(line):
            self.waiting = Alarm(words, Nothing())
            self.tell_waiting()
            self.waiting = None
            typed = self.read()
            if not typed:
                break
            line = typed
        return line

    def tell_waiting(self) -> None:
        """Say what is offered, or alarms, and waits for the next line."""
        match self.waiting:
            case Alarm() as raised:
                texts = alarm(raised, self.wording)
            case NextPatient() as found:
                texts = next_patient(found, self.conversation.case, self.wording)
            case Suggestion() as offer:
                texts = offered(offer, self.conversation, self.wording)
            case _:
                return
        self.lines.say()
        for text in texts:
            self.lines.say(text)

    # -- language, words, lookup -----------------------------------------------------------------------------------

    def speak(self, code: str | None) -> None:
        """Say everything in this language from now on; None: in the one that the talk began with."""
        self.wording = Wording(self.knowledge, language(code or self._first_language), self.preferences.settings.role)
        self.told = set()
        self.say(N_("The language is now {name}."), name=self.language.name)

    def read_as(self, role: str | None) -> None:
        """Put the steps of this role first from now on; None: of the first role."""
        self.wording = Wording(self.knowledge, self.language, role)
        self.conversation = self.conversation.read_by(self.wording.role)

    @property
    def reader(self) -> LineReader:
        """Reads lines, words of the language of the talk first."""
        if self._reader is None or self._reader.codes[0] != self.language.code:
            self._reader = LineReader(self.knowledge, self.codes)
        return self._reader

    @property
    def lookup(self) -> Lookup:
        """Looks things up as of the day of the conversation; what it has read stays until the next patient."""
        if self._lookup is None or self._lookup.adviser is not self.conversation.adviser:
            from assistant.i18n import languages
            from assistant.lookup import Lookup

            self._lookup = Lookup(self.conversation.adviser, [language(code) for code in languages()])
        return self._lookup

    def forget(self) -> None:
        """Let go of what was typed: words, searches."""
        if self._reader is not None:
            self._reader.forget()
        self._lookup = None
