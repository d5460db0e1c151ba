"""Reading `words/`: by what words a typed line names facts, ages and numbers, denies and doubts; in any language.

A file holds the words of one fact (`fact:` with `means:`, `open:`, `group:`, `doubt:`, `things:`, `signs:` …), or `ages:`, `numbers:`, `months:`, or
`states:` and `people:`, or the small words that belong to no fact, or what a whole line says: that something is acute, yes or no, a command. Every
mistake is noted with its place; a phrase listed for two meanings of one fact is a mistake that names both places.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from yaml import MappingNode

from assistant.i18n import N_
from assistant.knowledge.model import TOPIC, UNKNOWN, Question
from assistant.knowledge.read.danger_words import DangerReader
from assistant.knowledge.read.nodes import Mistakes, Node
from assistant.knowledge.read.phrases import (
    OF_BIRTH,
    OF_COUNTS,
    Placed,
    by_key,
    language_of,
    letters,
    placeholders_of,
    read_phrases,
    texts,
)
from assistant.knowledge.read.word_rules import RulesReader, days_by_value
from assistant.knowledge.word_lists import (
    COMMANDS,
    GROUP,
    HOWS,
    LINE_WORDS,
    LIVED_WITH,
    MEANS,
    MONTH,
    OF_LACKS,
    OPEN,
    REWORDED,
    SMALL_WORDS,
    TOLD_PAST,
    TOPIC_TOO,
    UNITS,
    AgePhrases,
    Bound,
    Meaning,
    Words,
)

_BOUND = re.compile(r"(?P<name>n|m|year|min|max)?(?P<offset>[+-]?\d{1,3})?\Z")
OF_FACT = (
    "fact",
    "topic_too",
    "about",
    "enough",
    "aged_by",
    "fresh_for",
    "past_year",
    *HOWS,
    "things",
    "signs",
    "together",
)
"""The keys of the words of one fact."""

_NO_FACT = ("ages", "numbers", "months", "classes", "states", "people", *SMALL_WORDS, *LINE_WORDS)
KEYS = (*OF_FACT, *_NO_FACT, "danger_signs", "dangers", "commands")
"""The keys of a file of `words/`."""


_NO_PAIR = N_("“{word}” does not say what it is read as: “migration board = migration agency”.")


class WordsReader:
    """Reads the files of `words/`, one after the other, and remembers where each phrase stands."""

    def __init__(self, questions: Mapping[str, Question], mistakes: Mistakes) -> None:
        self._questions = questions
        self._mistakes = mistakes
        self._meanings: list[Meaning] = []
        self._topic_too: dict[str, str] = {}
        self._about: dict[str, dict[str, str]] = {"about": {}, "enough": {}}
        self._aged_by: dict[str, tuple[str, ...]] = {}
        self._ages: list[AgePhrases] = []
        self._numbers: dict[str, dict[str, int]] = {}
        self._months: dict[str, dict[str, int]] = {}
        self._fresh_for: dict[str, dict[str, int]] = {}
        self._rules = RulesReader(mistakes)
        self._dangers = DangerReader(mistakes)
        self._small: dict[str, dict[str, tuple[str, ...]]] = {}
        self._lines: dict[str, dict[str, tuple[str, ...]]] = {}
        self._commands: dict[str, dict[str, tuple[str, ...]]] = {}
        self._seen: dict[tuple[str, str, tuple[str, ...]], tuple[object, Node]] = {}

    @property
    def words(self) -> Words:
        """All that was read so far."""
        rules = self._rules
        return Words(
            meanings=tuple(self._meanings),
            topic_too=self._topic_too,
            **self._about,
            ages=tuple(self._ages),
            numbers=self._numbers,
            small=self._small,
            aged_by=self._aged_by,
            fresh_for=self._fresh_for,
            months=self._months,
            things=tuple(rules.things),
            states=tuple(rules.states),
            signs=tuple(rules.signs),
            together=tuple(rules.together),
            past_year=rules.past_year,
            people=tuple(rules.people),
            lines=self._lines,
            commands=self._commands,
            classes=self._mistakes.classes,
            danger_signs=tuple(self._dangers.signs),
            dangers=tuple(self._dangers.dangers),
        )

    def finish(self) -> None:
        """What can be checked only when every file has been read."""
        self._rules.finish()
        self._dangers.finish()

    def read_classes(self, item: Node) -> None:
        """The classes of words of a file, before any phrase that may hold one is read. The names of the months are one too."""
        classes = {name: dict(of) for name, of in self._mistakes.classes.items()}
        for key, of in (item.pairs() or []) if isinstance(item.node, MappingNode) else ():
            for name, by_language in (of.pairs() or []) if key.node.value == "classes" else ():
                if (id := name.identifier()) is not None:
                    found = texts(read_phrases(by_language, by_language.pairs() or [], ()))
                    before = classes.get(id, {})
                    classes[id] = {code: (*before.get(code, ()), *found.get(code, ())) for code in {**before, **found}}
            if key.node.value == "months":
                self._read_numbers(of, self._months)
        if self._months:
            classes[MONTH] = {code: tuple(of) for code, of in self._months.items()}
        self._mistakes.classes = classes

    def read(self, item: Node) -> None:
        """One file of `words/`."""
        fields = item.fields((), KEYS)
        if fields is None:
            return
        of_fact = {key: fields.pop(key) for key in OF_FACT if key in fields}
        if of_fact:
            self._read_fact(item, of_fact)
        for key, value in fields.items():
            self._read_list(key, value)

    def _read_list(self, key: str, value: Node) -> None:
        """A list that belongs to no fact."""
        if key == "ages":
            self._ages += value.gather(self._read_age)
        elif key == "numbers":
            self._read_numbers(value, self._numbers)
        elif key in ("months", "classes"):
            pass  # read before the others
        elif key in (by_item := self._by_item):
            for entry in value.items():
                by_item[key](entry)
        elif key == "commands":
            self._read_commands(value)
        else:
            self._read_phrases(key, value)

    @property
    def _by_item(self) -> Mapping[str, Callable[[Node], None]]:
        """How each item of a list of such is read."""
        return {
            "states": self._rules.state,
            "people": self._rules.person,
            "danger_signs": self._dangers.sign,
            "dangers": self._dangers.danger,
        }

    # -- the words of a fact ---------------------------------------------------------------------------------------

    def _read_fact(self, item: Node, fields: dict[str, Node]) -> None:
        if "fact" not in fields:
            item.mistake(N_("The key {word} is missing."), word="fact")
            return
        message = N_("No question asks for {word}. Allowed: {allowed}.")
        fact = fields["fact"].one_of(self._questions, message)
        if fact is None:
            return
        if "topic_too" in fields and (how := fields["topic_too"].one_of(TOPIC_TOO)) is not None:
            self._topic_too[fact] = how
        for key, of in self._about.items():
            if key in fields and (topic := fields[key].one_of(self._allowed(TOPIC))) is not None:
                of[fact] = topic
        if "aged_by" in fields:
            self._aged_by[fact] = tuple(word.casefold() for word in fields["aged_by"].gather(Node.text))
        for key in HOWS:
            for entry in fields[key].items() if key in fields else ():
                self._read_meaning(entry, key, fact)
        self._read_rules(fact, fields)

    def _read_rules(self, fact: str, fields: dict[str, Node]) -> None:
        """What the words of a fact say only together with others."""
        allowed = self._allowed(fact)

        def value(item: Node) -> str | None:
            return self._value(item, fact, allowed)

        def note(phrases: Placed, meaning: object) -> None:
            self._note_all(fact, phrases, meaning)

        for entry in fields["things"].items() if "things" in fields else ():
            self._rules.thing(entry, fact, value, note, self._told, self._topic)
        for entry in fields["signs"].items() if "signs" in fields else ():
            self._rules.sign(entry)
        for entry in fields["together"].items() if "together" in fields else ():
            self._rules.together_of(entry, fact, value)
        if "past_year" in fields:
            self._rules.of_past_year(fields["past_year"], fact)
        if "fresh_for" in fields:
            self._fresh_for[fact] = dict(days_by_value(fields["fresh_for"], value))

    def _told(self, item: Node) -> Iterator[tuple[str, str]]:
        """Other facts with the value that is told of each."""
        for key, value in item.pairs() or []:
            fact = key.one_of(self._questions, N_("No question asks for {word}. Allowed: {allowed}."))
            told = self._value(value, fact, self._allowed(fact)) if fact is not None else None
            if fact is not None and told is not None:
                yield fact, told

    def _allowed(self, fact: str) -> list[str]:
        question = self._questions[fact]
        return [value.id for value in (*question.values, *question.names)] + ([UNKNOWN] if question.unknown else [])

    def _read_meaning(self, item: Node, key: str, fact: str) -> None:
        name = "value" if key == MEANS else "values"
        keys = (name, "sign", "of_nothing_else", "usual", "asked_on")
        read = by_key(item, keys, name)
        if read is None:
            return
        named, pairs = read
        allowed = self._allowed(fact)
        values = [self._value(value, fact, allowed) for value in named[name].one_or_more()]
        if key in (OPEN, GROUP) and len(values) < 2:
            item.mistake(N_("“{word}:” needs two values or more; one value belongs under “means:”."), word=key)
        question = self._questions[fact]
        parts = {value: (value,) if value == UNKNOWN else question.parts(value) for value in values if value}
        known = tuple(dict.fromkeys(part for value in values if value for part in parts[value]))
        phrases = read_phrases(item, pairs, (name,))
        sign = self._rules.sign_of(named["sign"]) if "sign" in named else ""
        alone = named["of_nothing_else"].flag() if "of_nothing_else" in named else False
        usual = self._value(named["usual"], fact, list(known)) if "usual" in named else ""
        asked_on = named["asked_on"].gather(self._topic) if "asked_on" in named else ()
        if None not in values and known:
            self._note_all(fact, phrases, (known, key))
            self._rules.known.update(known if key == MEANS else ())
            self._meanings.append(
                Meaning(fact, known, key, texts(phrases), sign or "", bool(alone), usual or "", tuple(asked_on))
            )
            self._rules.known.update(known if key == MEANS else ())

    def _topic(self, item: Node) -> str | None:
        return item.one_of(self._allowed(TOPIC))

    def _value(self, item: Node, fact: str, allowed: list[str]) -> str | None:
        value = item.identifier()
        if value is not None and not item.mistakes.known_value(item.place, fact, value, allowed):
            return None
        return value

    def _note_all(self, fact: str, phrases: Placed, meaning: object) -> None:
        for code, found in phrases.items():
            for text, item in found:
                self._note(fact, code, text, meaning, item)

    def _note(self, fact: str, code: str, text: str, meaning: object, item: Node) -> None:
        """A phrase has one meaning for a fact; with or without diacritics and hyphens it is the same phrase."""
        key = (fact, code, letters(text))
        other, first = self._seen.setdefault(key, (meaning, item))
        if other != meaning:
            message = N_("“{word}” is listed for {fact} with another meaning too: see {other}.")
            item.mistake(message, word=text, fact=fact, other=str(first.place))

    # -- ages and numbers ------------------------------------------------------------------------------------------

    def _read_age(self, item: Node) -> AgePhrases | None:
        keys = (*UNITS, "span", "only")
        read = by_key(item, keys)
        if read is None:
            return None
        named, pairs = read
        units = [key for key in named if key in UNITS]
        if len(units) != 1:
            item.mistake(N_("An age needs exactly one of: {allowed}."), allowed=UNITS)
            return None
        unit = units[0]
        bounds = _read_bounds(named[unit])
        phrases = read_phrases(item, pairs, (unit,), OF_BIRTH if unit == "born" else OF_COUNTS)
        if bounds is None:
            return None
        self._check_counted(unit, bounds, phrases)
        span = named["span"].flag() if "span" in named else False
        only = _read_bounds(named["only"]) if "only" in named else None
        return AgePhrases(unit, *bounds, texts(phrases), bool(span), only)

    def _check_counted(self, unit: str, bounds: tuple[Bound, Bound], phrases: Placed) -> None:
        """Each phrase of an age holds the numbers that its span is made of."""
        used = {bound.name for bound in bounds} - {"", "min", "max"}
        for code, found in phrases.items():
            for phrase, item in found:
                if not used <= (holds := placeholders_of(phrase)) and "date" not in holds:
                    wanted = " ".join(f"{{{name}}}" for name in sorted(used))
                    message = N_("“{word}” must hold what its span counts: {wanted}.")
                    item.mistake(message, word=phrase, wanted=wanted)
                self._note("ages", code, phrase, (unit, bounds), item)

    def _read_numbers(self, item: Node, into: dict[str, dict[str, int]]) -> None:
        for key, of_language in item.pairs() or []:
            code = language_of(key, ())
            for word, value in (of_language.pairs() or []) if code else []:
                number, name = value.whole_number(), word.text()
                if number is not None and name is not None and code:
                    into.setdefault(code, {})[name] = number

    # -- small words -----------------------------------------------------------------------------------------------

    def _read_phrases(self, kind: str, item: Node) -> None:
        """Small words, or phrases of a whole line: of those, none has two meanings, but that one lives with what is acute by itself."""
        found = read_phrases(item, item.pairs() or [], ())
        if kind == REWORDED:
            self._check_pairs(found)
        of_kind = (self._lines if kind in LINE_WORDS else self._small).setdefault(kind, {})
        for code, phrases in texts(found).items():
            of_kind[code] = (*of_kind.get(code, ()), *phrases)
        if kind in LINE_WORDS and kind not in (LIVED_WITH, TOLD_PAST, *OF_LACKS):
            self._note_all("lines", found, kind)

    def _check_pairs(self, found: Placed) -> None:
        """Note each phrase that does not tell by one “=” what it is read as."""
        for text, item in (one for placed in found.values() for one in placed):
            typed, _, read = text.partition("=")
            if text.count("=") != 1 or not letters(typed) or not letters(read) or placeholders_of(text):
                item.mistake(_NO_PAIR, word=text)

    def _read_commands(self, item: Node) -> None:
        """The words of each command. Every language is understood at once, so a word is one command in all of them."""
        for key, by_language in item.pairs() or []:
            name = key.one_of(COMMANDS)
            found = read_phrases(by_language, by_language.pairs() or [], (), ())
            if name is None:
                continue
            words = self._commands.setdefault(name, {})
            for code, phrases in found.items():
                words[code] = (*words.get(code, ()), *(text for text, _ in phrases))
                for text, item_ in phrases:
                    self._note("commands", "", text, name, item_)


def _read_bounds(item: Node) -> tuple[Bound, Bound] | None:
    text = item.text()
    bounds = None if text is None else _bounds(text)
    if bounds is None and text is not None:
        item.mistake(N_("{word} is no span of ages: write “n”, “n to m”, “0 to n-1”, “n to max”."), word=text)
    return bounds


def _bounds(text: str) -> tuple[Bound, Bound] | None:
    """The two ends of a span such as "n", "n to m", "0 to n-1"; None if it is none."""
    parts = [part.strip() for part in text.split(" to ")]
    if len(parts) > 2:
        return None
    found = []
    for part in parts:
        match = _BOUND.match(part)
        if not part or match is None or (match["name"] and match["offset"] and match["offset"][0] not in "+-"):
            return None
        found.append(Bound(match["name"] or "", int(match["offset"] or 0)))
    return found[0], found[-1]
