"""Reading the small grammar of `words/`: things and their states, signs and what they say together, and other people."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from assistant.i18n import N_
from assistant.knowledge.problems import Place
from assistant.knowledge.read.nodes import Mistakes, Node
from assistant.knowledge.read.phrases import OF_COUNTS, OF_YEARS, Placed, by_key, read_phrases, texts
from assistant.knowledge.word_lists import (
    AROUND,
    DOUBT,
    HOWS,
    NAMED_STATES,
    SIDES,
    SOMEBODY_ELSE,
    STATES,
    THEIRS,
    Phrases,
    Sign,
    State,
    Thing,
    Together,
)

ReadValue = Callable[[Node], str | None]
ReadTold = Callable[[Node], Iterable[tuple[str, str]]]
NotePhrases = Callable[[Placed, object], None]
_COUNTS_AND_YEARS = (*OF_COUNTS, *OF_YEARS)


class RulesReader:
    """Reads what a phrase says only together with others. `named`, `known`: signs that something is made of, and those listed.

    That something is shown is a sign too, by the id of its value.
    """

    def __init__(self, mistakes: Mistakes) -> None:
        self._mistakes = mistakes
        self.things: list[Thing] = []
        self.states: list[State] = []
        self.signs: list[Sign] = []
        self.together: list[Together] = []
        self.past_year: dict[str, str] = {}
        self.people: list[Phrases] = []
        self.known: set[str] = set()
        self._named: list[tuple[str, Place]] = []

    def thing(
        self, item: Node, fact: str, value: ReadValue, note: NotePhrases, told: ReadTold, topic: ReadValue
    ) -> None:
        """What is shown: what it says by itself, if anything, under one of `HOWS`, and what it says in each state."""
        keys = (*HOWS, *STATES, "sign", "signs", "tells", "without", "asked_on")
        read = by_key(item, keys)
        if read is None:
            return
        named, pairs = read
        hows = [how for how in HOWS if how in named]
        if len(hows) > 1:
            item.mistake(N_("At most one of these may stand here: {allowed}."), allowed=HOWS)
            return
        values = named[hows[0]].gather(value) if hows else ()
        states = {state: named[state].gather(value) for state in STATES if state in named}
        phrases = read_phrases(item, pairs, keys)
        how = hows[0] if hows else DOUBT
        note(phrases, (values, how))
        if all(states.values()) and (values or not hows):
            sign = self.sign_of(named["sign"]) if "sign" in named else ""
            tells = dict(told(named["tells"])) if "tells" in named else {}
            self.known.update(values, *states.values())
            signs = dict(self._signs_of(named["signs"])) if "signs" in named else {}
            without = value(named["without"]) if "without" in named else ""
            asked_on = named["asked_on"].gather(topic) if "asked_on" in named else ()
            self.things.append(
                Thing(fact, values, how, states, texts(phrases), sign or "", tells, signs, without or "", asked_on)
            )

    def _signs_of(self, item: Node) -> Iterable[tuple[str, str]]:
        """The signs of a thing by its state."""
        for key, value in item.pairs() or []:
            state, sign = key.one_of(STATES), self.sign_of(value)
            if state is not None and sign is not None:
                yield state, sign

    def state(self, item: Node) -> None:
        """Words for a state, and on which side of the thing they stand."""
        read = by_key(item, ("state", "side"), "state")
        if read is None:
            return
        named, pairs = read
        state = named["state"].one_of(NAMED_STATES)
        side = named["side"].one_of(SIDES) if "side" in named else AROUND
        phrases = read_phrases(item, pairs, ("state", "side"))
        if state is not None and side is not None:
            self.states.append(State(state, side, texts(phrases)))

    def sign(self, item: Node) -> None:
        """Words that say something only together with others."""
        read = by_key(item, ("sign",), "sign")
        if read is None:
            return
        named, pairs = read
        sign = self.sign_of(named["sign"])
        phrases = read_phrases(item, pairs, ("sign",), _COUNTS_AND_YEARS)
        if sign is not None:
            self.signs.append(Sign(sign, texts(phrases)))

    def sign_of(self, item: Node) -> str | None:
        """The name of a sign that stands beside phrases."""
        sign = item.identifier()
        if sign is not None:
            self.known.add(sign)
        return sign

    def together_of(self, item: Node, fact: str, value: ReadValue) -> None:
        """What signs say together: all of `of`, with each of `one_of` by itself, if there are any."""
        fields = item.fields((), ("of", "one_of", "value", "values", "over", "usual", "unless"))
        if fields is None:
            return
        chosen = [key for key in ("value", "values") if key in fields]
        if len(chosen) != 1:
            item.mistake(N_("Exactly one of these is needed: {allowed}."), allowed=("value", "values"))
            return
        if "of" not in fields and "one_of" not in fields:
            item.mistake(N_("At least one of these is needed: {allowed}."), allowed=("of", "one_of"))
            return
        signs = fields["of"].gather(self._name) if "of" in fields else ()
        each = fields["one_of"].gather(self._name) if "one_of" in fields else ()
        values = fields[chosen[0]].gather(value)
        over = fields["over"].gather(value) if "over" in fields else ()
        usual = (fields["usual"].one_of(values) or "") if "usual" in fields else ""
        unless = fields["unless"].gather(self._name) if "unless" in fields else ()
        combined = [(*signs, sign) for sign in each] or [signs]
        if len(combined[0]) < 2 and not over and not usual:  # of one sign, all that is said is what it outweighs
            fields["of" if "of" in fields else "one_of"].mistake(
                N_("One sign alone says nothing: list it under “means:”, or name two or more.")
            )
        elif values:
            self.together += [Together(fact, values, of, over, usual, unless) for of in combined]

    def of_past_year(self, item: Node, fact: str) -> None:
        """The sign that a year that is over is, as "came in 2022"."""
        sign = self.sign_of(item)
        if sign is not None:
            self.past_year[fact] = sign

    def person(self, item: Node) -> None:
        """Words for the same person."""
        read = by_key(item, ())
        if read is not None:
            self.people.append(texts(read_phrases(item, read[1], ())))

    def finish(self) -> None:
        """What is made of signs is made of signs that are listed."""
        for name, place in self._named:
            self._mistakes.known(
                place,
                N_("No words are listed for the sign {word}. Allowed: {allowed}."),
                name.removeprefix(THEIRS),
                sorted({*self.known, SOMEBODY_ELSE}),
            )

    def _name(self, item: Node) -> str | None:
        name = item.identifier()
        if name is not None:
            self._named.append((name, item.place))
        return name


def days_by_value(item: Node, value: Callable[[Node], str | None]) -> Iterable[tuple[str, int]]:
    """By value, the days that a thing is good for."""
    for key, number in item.pairs() or []:
        name, days = value(key), number.whole_number()
        if name is not None and days is not None:
            yield name, days
