"""The desk in lines: what the commands share - the conversation, its language, the settings, and what has been said of the answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from assistant.answer import Adviser
from assistant.cases.case import Case
from assistant.dialogue import Conversation
from assistant.dialogue.outline import sections as preview_sections
from assistant.i18n import N_, language
from assistant.knowledge.model import REGION, UNKNOWN, Knowledge
from assistant.plain.lines import EndOfTalk, Lines, echoed
from assistant.plain.telling import tell, tell_news
from assistant.plain.words import BACK, QUIT, is_word
from assistant.words.wording import Wording

if TYPE_CHECKING:
    from assistant.i18n import Language
    from assistant.lookup import Lookup
    from assistant.settings.preferences import Preferences
    from assistant.typed import Listener


class Desk:
    """One user, in lines.

    remembers   whether the region and the language are remembered when they are first chosen, as in the app; what `o` changes is
                saved in any case
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
    ) -> None:
        self.knowledge: Knowledge = adviser.knowledge  # topics in the order of the knowledge
        self.lines, self.preferences, self.remembers = lines, preferences, remembers
        self._today = today
        self._first_language = speaks.code
        self.conversation = Conversation(self._offering(adviser), self.first_case())
        self.wording = Wording(adviser.knowledge, speaks)
        self.told: set[str] = set()
        self.set_aside: Conversation | None = None
        self.folder = ""
        self.region_changed = False
        self.listener: tuple[str, Listener] | None = None
        self._lookup: Lookup | None = None

    # -- saying and asking -----------------------------------------------------------------------------------------

    @property
    def language(self) -> Language:
        return self.wording.language

    def text(self, message: str, **parts: object) -> str:
        """A text of the code in the language of the talk."""
        return self.language.gettext(message, **parts)

    def say(self, message: str = "", **parts: object) -> None:
        """Say a text of the code."""
        self.lines.say(self.text(message, **parts) if message else "")

    def ask(self, message: str, options: Sequence[str] = (), **parts: object) -> str:
        """Say a text and numbered options, and read a line. Raises EndOfTalk if the user quits, or at the end of the input."""
        self.say(message, **parts)
        for number, option in enumerate(options, 1):
            self.lines.say(f"{number}. {option}")
        word = self.lines.read()
        if is_word(word, QUIT):
            raise EndOfTalk
        return word

    def pick(self, message: str, options: Sequence[str], **parts: object) -> int | None:
        """Ask for one of these by its number: its place from 0. None for Enter, for "back" and, said, for anything else."""
        word = self.ask(message, options, **parts)
        if not word or is_word(word, BACK):
            return None
        number = number_of(word)
        if number is None or not 1 <= number <= len(options):
            self.say(N_("“{word}” is none of the numbers."), word=echoed(word))
            return None
        return number - 1

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
                N_("{fact}: {value}. e changes it for this patient."), fact=self.wording.short(REGION), value=label
            )

    def go(self, later: Conversation) -> None:
        """Go on with another conversation, and say what is new in its answer. The last patient is forgotten for good."""
        self.set_aside = None
        self.conversation = later
        self.told &= {said.id for said in later.answer.certain}
        self._remember_region()
        tell_news(self)

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
        if self.region_changed:
            return Conversation(adviser, self.first_case())
        return self.conversation.new_patient(adviser)

    def _offering(self, adviser: Adviser) -> Adviser:
        """An adviser with the topics first that are set; the same one if it has them."""
        knowledge = self.knowledge.with_topics_first(self.preferences.settings.topics_first)
        same = knowledge.topic_question == adviser.knowledge.topic_question
        return adviser if same else Adviser(knowledge, adviser.on)

    def _remember_region(self) -> None:
        """The first region that is answered is where this desk stands, as in the app."""
        region = self.conversation.case.answers.get(REGION, UNKNOWN)
        if not self.remembers or region == UNKNOWN or self.preferences.settings.region is not None:
            return
        if self.preferences.remember(REGION, region):
            self.say(N_("The region is remembered for the next time. o changes that."))

    # -- language, words, lookup -----------------------------------------------------------------------------------

    def speak(self, code: str | None) -> None:
        """Say everything in this language from now on; None: in the one that the talk began with."""
        self.wording = Wording(self.knowledge, language(code or self._first_language))
        self.told = set()
        self.say(N_("The language is now {name}."), name=self.language.name)

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
        if self.listener is not None:
            self.listener[1].forget()
        self._lookup = None


def number_of(word: str) -> int | None:
    """A typed number; None if it is none, or longer than any that is asked for."""
    return int(word) if word.isascii() and word.isdigit() and len(word) <= 6 else None


def numbers_of(word: str, count: int) -> tuple[int, ...]:
    """Places from 0 of typed numbers from 1 to `count`, commas or spaces between them. Raises ValueError for any other word."""
    found = [number_of(part) for part in word.replace(",", " ").split()]
    places = tuple(number - 1 for number in found if number is not None and 1 <= number <= count)
    if len(places) < len(found):
        raise ValueError(word)
    return places
