"""Reading `words/`: by what words a typed line names facts, ages and numbers, denies and doubts; in any language.

A file holds the words of one fact (`fact:` with `means:`, `open:`, `group:`, `doubt:`), or `ages:` and `numbers:`, or the small words that belong to no
fact, or what a whole line says: that something is acute, yes or no, a command. Every mistake is noted with its place; a phrase listed for two
meanings of one fact is a mistake that names both places.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from assistant.i18n import N_
from assistant.knowledge.model import UNKNOWN, Question
from assistant.knowledge.problems import Place
from assistant.knowledge.read.nodes import Mistakes, Node
from assistant.knowledge.word_lists import (
    COMMANDS,
    GROUP,
    HOWS,
    LINE_WORDS,
    MEANS,
    OPEN,
    SMALL_WORDS,
    TOPIC_TOO,
    UNITS,
    AgePhrases,
    Bound,
    Meaning,
    Words,
)
from assistant.texts import folded

_LANGUAGE = re.compile(r"[a-z]{2,3}\Z")
_BOUND = re.compile(r"(?P<name>n|m|year|min|max)?(?P<offset>[+-]?\d{1,3})?\Z")
_PLACEHOLDER = re.compile(r"\{(\w*)\}")
_OF_COUNTS, _OF_BIRTH = ("n", "m"), ("year",)
OF_FACT = ("fact", "topic_too", "aged_by", *HOWS)
"""The keys of the words of one fact."""

KEYS = (*OF_FACT, "ages", "numbers", *SMALL_WORDS, *LINE_WORDS, "commands")
"""The keys of a file of `words/`."""

_BY_LANGUAGE = "sv, en, …"


class WordsReader:
    """Reads the files of `words/`, one after the other, and remembers where each phrase stands."""

    def __init__(self, questions: Mapping[str, Question], mistakes: Mistakes) -> None:
        self._questions = questions
        self._mistakes = mistakes
        self._meanings: list[Meaning] = []
        self._topic_too: dict[str, str] = {}
        self._aged_by: dict[str, tuple[str, ...]] = {}
        self._ages: list[AgePhrases] = []
        self._numbers: dict[str, dict[str, int]] = {}
        self._small: dict[str, dict[str, tuple[str, ...]]] = {}
        self._lines: dict[str, dict[str, tuple[str, ...]]] = {}
        self._commands: dict[str, dict[str, tuple[str, ...]]] = {}
        self._seen: dict[tuple[str, str, tuple[str, ...]], tuple[object, Place]] = {}

    @property
    def words(self) -> Words:
        """All that was read so far."""
        return Words(
            tuple(self._meanings),
            self._topic_too,
            tuple(self._ages),
            self._numbers,
            self._small,
            self._aged_by,
            self._lines,
            self._commands,
        )

    def read(self, item: Node) -> None:
        """One file of `words/`."""
        fields = item.fields((), KEYS)
        if fields is None:
            return
        of_fact = {key: fields.pop(key) for key in OF_FACT if key in fields}
        if of_fact:
            self._read_fact(item, of_fact)
        for key, value in fields.items():
            if key == "ages":
                self._ages += value.gather(self._read_age)
            elif key == "numbers":
                self._read_numbers(value)
            elif key == "commands":
                self._read_commands(value)
            else:
                self._read_phrases(key, value)

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
        if "aged_by" in fields:
            self._aged_by[fact] = tuple(word.casefold() for word in fields["aged_by"].gather(Node.text))
        for key in HOWS:
            for entry in fields[key].items() if key in fields else ():
                self._read_meaning(entry, key, fact)

    def _read_meaning(self, item: Node, key: str, fact: str) -> None:
        name = "value" if key == MEANS else "values"
        pairs = item.pairs()
        if pairs is None:
            return
        by_key = {pair[0].node.value: pair for pair in pairs}
        if name not in by_key:
            item.mistake(N_("The key {word} is missing."), word=name)
            return
        question = self._questions[fact]
        allowed = [value.id for value in (*question.values, *question.names)] + ([UNKNOWN] if question.unknown else [])
        values = [self._value(value, fact, allowed) for value in by_key.pop(name)[1].one_or_more()]
        if key in (OPEN, GROUP) and len(values) < 2:
            item.mistake(N_("“{word}:” needs two values or more; one value belongs under “means:”."), word=key)
        parts = {value: (value,) if value == UNKNOWN else question.parts(value) for value in values if value}
        known = tuple(dict.fromkeys(part for value in values if value for part in parts[value]))
        phrases = self._phrases(item, by_key.values(), name, _OF_COUNTS)
        if None in values or not known:
            return
        meaning = Meaning(fact, known, key, {code: _texts(found) for code, found in phrases.items()})
        for code, found in phrases.items():
            for text, place in found:
                self._note(fact, code, text, (known, key), place)
        self._meanings.append(meaning)

    def _value(self, item: Node, fact: str, allowed: list[str]) -> str | None:
        value = item.identifier()
        if value is not None and value not in allowed:
            message = N_("{fact} has no value {word}. Allowed: {allowed}.")
            item.mistake(message, allowed, value, fact=fact)
            return None
        return value

    def _note(self, fact: str, code: str, text: str, meaning: object, place: Place) -> None:
        """A phrase has one meaning for a fact; with or without diacritics and hyphens it is the same phrase."""
        key = (fact, code, _letters(text))
        other, first = self._seen.setdefault(key, (meaning, place))
        if other != meaning:
            message = N_("“{word}” is listed for {fact} with another meaning too: see {other}.")
            self._mistakes.add(place, message, word=text, fact=fact, other=str(first))

    # -- ages and numbers ------------------------------------------------------------------------------------------

    def _read_age(self, item: Node) -> AgePhrases | None:
        pairs = item.pairs()
        if pairs is None:
            return None
        by_key = {pair[0].node.value: pair for pair in pairs}
        units = [key for key in by_key if key in UNITS]
        if len(units) != 1:
            item.mistake(N_("An age needs exactly one of: {allowed}."), allowed=UNITS)
            return None
        unit = units[0]
        written = by_key.pop(unit)[1]
        text = written.text()
        names = (*_OF_BIRTH, *_OF_COUNTS) if unit == "born" else _OF_COUNTS
        bounds = None if text is None else _bounds(text)
        phrases = self._phrases(item, by_key.values(), unit, names)
        if bounds is None:
            if text is not None:
                message = N_("{word} is no span of ages: write “n”, “n to m”, “0 to n-1”, “n to max”.")
                written.mistake(message, word=text)
            return None
        used = {bound.name for bound in bounds} - {"", "min", "max"}
        for code, found in phrases.items():
            for phrase, place in found:
                if not used <= set(_PLACEHOLDER.findall(phrase)):
                    wanted = " ".join(f"{{{name}}}" for name in sorted(used))
                    message = N_("“{word}” must hold what its span counts: {wanted}.")
                    self._mistakes.add(place, message, word=phrase, wanted=wanted)
                self._note("ages", code, phrase, (unit, bounds), place)
        return AgePhrases(unit, *bounds, {code: _texts(found) for code, found in phrases.items()})

    def _read_numbers(self, item: Node) -> None:
        for key, of_language in item.pairs() or []:
            code = self._language(key, ())
            for word, value in (of_language.pairs() or []) if code else []:
                number, name = value.whole_number(), word.text()
                if number is not None and name is not None and code:
                    self._numbers.setdefault(code, {})[name] = number

    # -- small words -----------------------------------------------------------------------------------------------

    def _read_phrases(self, kind: str, item: Node) -> None:
        """Small words, or phrases of a whole line: of those, none has two meanings."""
        found = self._phrases(item, item.pairs() or [], None, _OF_COUNTS)
        of_kind = (self._lines if kind in LINE_WORDS else self._small).setdefault(kind, {})
        for code, phrases in found.items():
            of_kind[code] = (*of_kind.get(code, ()), *_texts(phrases))
            for text, place in phrases if kind in LINE_WORDS else ():
                self._note("lines", code, text, kind, place)

    def _read_commands(self, item: Node) -> None:
        """The words of each command. Every language is understood at once, so a word is one command in all of them."""
        for key, by_language in item.pairs() or []:
            name = key.one_of(COMMANDS)
            found = self._phrases(by_language, by_language.pairs() or [], None, ())
            if name is None:
                continue
            words = self._commands.setdefault(name, {})
            for code, phrases in found.items():
                words[code] = (*words.get(code, ()), *_texts(phrases))
                for text, place in phrases:
                    self._note("commands", "", text, name, place)

    # -- phrases ---------------------------------------------------------------------------------------------------

    def _phrases(
        self, item: Node, pairs: Iterable[tuple[Node, Node]], beside: str | None, placeholders: tuple[str, ...]
    ) -> dict[str, list[tuple[str, Place]]]:
        found: dict[str, list[tuple[str, Place]]] = {}
        pairs = list(pairs)
        for key, phrases in pairs:
            code = self._language(key, (beside,) if beside else ())
            if code is not None:
                read = ((self._phrase(entry, placeholders), entry.place) for entry in phrases.one_or_more())
                found[code] = [(text, place) for text, place in read if text is not None]
        if not pairs:
            item.mistake(N_("There are no words here: a line for each language is needed, as “sv: […]”."))
        return found

    def _language(self, key: Node, beside: tuple[str, ...]) -> str | None:
        name = str(key.node.value)
        if _LANGUAGE.match(name):
            return name
        allowed = ", ".join((*beside, _BY_LANGUAGE))
        key.mistake(N_("Unknown key {word}. Allowed here: {allowed}."), word=name, allowed=(allowed,))
        return None

    def _phrase(self, item: Node, placeholders: tuple[str, ...]) -> str | None:
        text = item.text()
        if text is None:
            return None
        for name in _PLACEHOLDER.findall(text):
            if name not in placeholders:
                message = N_("There is no placeholder {word} here. Allowed: {allowed}.")
                item.mistake(message, [f"{{{known}}}" for known in placeholders], f"{{{name}}}")
                return None
        if not _letters(text):
            item.mistake(N_("There is no word in “{word}”."), word=text)
            return None
        return text


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


def _texts(found: list[tuple[str, Place]]) -> tuple[str, ...]:
    return tuple(text for text, _ in found)


def _letters(text: str) -> tuple[str, ...]:
    """The words of a phrase in small letters without diacritics: what is the same phrase when typed."""
    return tuple(re.findall(r"[^\W_]+|[<>+]|\{\w+\}", folded(text)))
