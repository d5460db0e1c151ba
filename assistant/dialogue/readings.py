"""What a typed line is, read in a conversation: one of these values, which every face shows and acts on in the same way."""

from typing import TYPE_CHECKING, NamedTuple

from assistant.cases.case import Case
from assistant.dialogue.conversation import Conversation

if TYPE_CHECKING:
    from assistant.typed import Understood


class Nothing(NamedTuple):
    """An empty line, or "no" to an offer: nothing is done."""


class Replied(NamedTuple):
    """An answer to the open question, and the conversation with it."""

    later: Conversation


class Told(NamedTuple):
    """Words that say something: what was understood, the conversation with it, and what is offered besides.

    `later` is the present conversation where nothing changes the case.
    """

    later: Conversation
    understood: "Understood"
    offer: "Suggestion | None" = None


class Asked(NamedTuple):
    """A command, by its name in `knowledge.word_lists.COMMANDS`, and the words behind it."""

    name: str
    words: str = ""


class Alarm(NamedTuple):
    """Acute words, as typed: to be shown before anything else. The case stays; `beneath` is what the line says besides."""

    words: str
    beneath: "LineReading"


class Unread(NamedTuple):
    """A line that nothing is done about. `wrong`: it stands for an answer that the open question does not take.

    `understood`: what was denied, unclear or not understood in it; None where it is no sentence.
    """

    words: str
    wrong: bool = False
    understood: "Understood | None" = None
    offer: "Suggestion | None" = None


class Possibility(NamedTuple):
    """One thing that may be meant: the value of a fact (or a topic, a number), or a command; and what choosing it does.

    `number` goes before `value` in words where it is given. `words`: those of the line for whom it may be about, in place of a fact.
    """

    fact: str
    value: str
    number: int | None
    reading: "LineReading"
    words: str = ""


class Suggestion(NamedTuple):
    """What a line may mean: one choice, which Enter takes, or more, which are taken by their numbers.

    Beside one choice the open question stands as it is, and a number answers that. `of`: words for somebody beside the patient of whom it is said.
    """

    words: str
    choices: tuple[Possibility, ...]
    of: str = ""

    @property
    def single(self) -> bool:
        return len(self.choices) == 1

    @property
    def looks_up(self) -> bool:
        """Whether it is offered to look the words up."""
        return any(isinstance(choice.reading, Asked) for choice in self.choices)


class Begun(NamedTuple):
    """The next patient, whom a sentence is about: a face begins a fresh conversation and goes on with `told` of it."""

    understood: "Understood"

    def told(self, fresh: Conversation) -> Conversation:
        """What the sentence says, on top of a fresh conversation."""
        return with_usual(fresh.told(told_of(fresh, self.understood)), self.understood)


def told_of(talk: Conversation, understood: "Understood") -> Case:
    """The case of a conversation with what is certain of a sentence."""
    from assistant.typed import applied

    return applied(talk.adviser.knowledge, talk.case, understood)


def with_usual(talk: Conversation, understood: "Understood") -> Conversation:
    """One step further, with what a sentence usually means: one step back leaves the rest of it."""
    from assistant.typed import usually

    return talk.told(usually(talk.adviser.knowledge, talk.case, understood)) if understood.as_usual else talk


class NextPatient(NamedTuple):
    """A sentence about somebody else than the patient of this finished case, as `facts` show: probably the next one.

    1 is the next patient (`begun`), 2 is this case with what the sentence says (`same`). Neither is taken by Enter alone.
    """

    begun: Begun
    same: Conversation
    facts: tuple[str, ...]


LineReading = Nothing | Replied | Told | Asked | Alarm | Unread | Suggestion | NextPatient | Begun
Waiting = Suggestion | NextPatient | Alarm
"""What a face shows and waits for: the next line is read as an answer to it first."""
