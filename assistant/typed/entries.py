"""What a listed phrase means: the entry that the lexicon keeps of it in a language."""

from typing import NamedTuple

from assistant.knowledge.word_lists import MEANS, AgePhrases, State, Thing


class LexiconEntry(NamedTuple):
    """What a phrase means in one language: a fact's values, a topic (`fact` is `topic`), an age, or a kind of small word.

    `thing`, `state`: of a thing that is shown, and of its state. `sign`: what it is a sign of. `who`: which other person.
    `of_nothing_else`: next to a topic it is about that. `usual`: which of its values is meant if nothing says otherwise, and is asked about
    on the topics of `asked_on`.
    """

    code: str
    phrase: str
    fact: str = ""
    values: tuple[str, ...] = ()
    how: str = MEANS
    age: AgePhrases | None = None
    small: str = ""
    thing: Thing | None = None
    state: State | None = None
    sign: str = ""
    who: int = -1
    of_nothing_else: bool = False
    usual: str = ""
    asked_on: tuple[str, ...] = ()

    @property
    def meaning(self) -> tuple[object, ...]:
        """What it means, whatever its language and words."""
        age = self.age and (self.age.unit, self.age.low, self.age.high)
        state = self.state and (self.state.state, self.state.side)
        return (
            self.fact,
            self.values,
            self.how,
            age,
            self.small,
            state,
            self.sign,
            self.who,
            self.usual,
            self.asked_on,
        )

    @property
    def in_words(self) -> bool:
        """Whether its phrase can be shown: words alone, none of them the name of a class."""
        return "{" not in self.phrase

    def of_phrase(self, phrase: str) -> "LexiconEntry":
        """The same meaning of this phrase."""
        return LexiconEntry(self.code, phrase, *self[2:])
