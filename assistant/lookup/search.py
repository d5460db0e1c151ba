"""Search: what is known about the words typed, each result with the conditions under which it holds.

Whom a result could lead astray decides what is shown. What leads to an actor that not every patient may be led to (see
`sensitive`) is shown with its condition where no case is given, and only if it is certain where one is; a query that names a
patient for whom it never holds ("papperslös boende") does not find it either. The warning that belongs to such an actor stands
above the results as soon as one of them, or the query, names it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache

from assistant.answer import Adviser
from assistant.cases.case import Case
from assistant.cases.space import ALL, NONE, Cases
from assistant.i18n import Language
from assistant.knowledge.kept import Kept
from assistant.knowledge.model import REGION, TOPIC, Contact
from assistant.knowledge.naming import named_in
from assistant.lookup.entries import IndexEntry, entries, value_names
from assistant.lookup.index import PREFIX, SCORES, TEXT, Index, Query, Scored
from assistant.lookup.results import CONTACT_HIT, STATEMENT_HIT, TERM_HIT, TOPIC_HIT, Found, Hit
from assistant.lookup.sensitive import leads_to, may_be_shown, named_by, naming, warnings
from assistant.lookup.when import When, condition
from assistant.records import replace
from assistant.words.wording import Wording

MOST_HITS = 20
NEAR = SCORES[TEXT, PREFIX]
"""The score of what has the words of a query itself, not only something similar or beside it."""
ANYONE = Case()
_STEP = 64
"""Entries in one step of getting ready."""
_NO_WORD = "qqqq"
"""Is like no word, and so is compared with all."""
_KEPT: Kept[Index] = Kept()


class Lookup:
    """Looks things up in one knowledge as of the adviser's day. The index is made at the first query and kept."""

    def __init__(self, adviser: Adviser, languages: Sequence[Language]) -> None:
        """`languages`: all those whose words are understood, whichever of them is shown."""
        self.adviser = adviser
        self.knowledge = adviser.knowledge
        self._languages = tuple(languages)
        self._ready = False

    @cached_property
    def index(self) -> Index:
        """Of what is known as of the day, in these languages; whoever looks up next in the same has it as well."""
        return _KEPT.made_of((*self.knowledge.parts, *self._languages), self._made_index, self.adviser.on)

    def _made_index(self) -> Index:
        names = value_names(self.adviser, self._languages)
        return Index(entries(self.adviser, self._languages), names, self.knowledge.words)

    def prepared(self) -> Iterator[None]:
        """Make what a first search needs, in short steps: the index, then where each entry holds. For moments when nobody waits."""
        if self._ready:
            return
        entries = self.index.entries
        yield
        self.index.read(_NO_WORD)  # loads what compares words
        yield
        for number, entry in enumerate(entries):
            self._holds(entry)
            if number % _STEP == 0:
                yield
        self._ready = True

    def find(self, query: str, speaks: Language, within: Case = ANYONE, most: int = MOST_HITS) -> Found:
        """What is known about the words of a query, in the language spoken, as far as it is possible in the case. Never raises."""
        wording = Wording(self.knowledge, speaks)
        reading = self.index.read(query)
        ordered, less_apt, withheld = self._sorted_out(reading, within)
        for_others = {entry.id for entry in less_apt}
        hits = tuple(
            self._hit(entry, wording, within)._replace(apt=entry.id not in for_others)
            for entry in self._first(ordered, reading, max(0, most))
        )
        named = {name for hit in hits for name in hit.names} | self._named(reading)
        named |= {actor for entry in withheld for actor in self._leads_to(entry)}
        return Found(
            query=query,
            about_whom=tuple(wording.value(self.knowledge.questions[fact], value) for fact, value in reading.implied),
            warnings=warnings(self.adviser, wording, named),
            hits=hits,
            more=len(ordered) - len(hits),
            withheld=len(withheld),
            not_understood=reading.not_understood,
            nearest=() if hits else self._nearest(reading.not_understood, speaks),
        )

    def _sorted_out(self, reading: Query, within: Case) -> tuple[list[IndexEntry], list[IndexEntry], list[IndexEntry]]:
        """What is found and possible in the case, in order; those of it that are for other patients; and what may not be shown.

        Whatever the words fit best: what leads elsewhere comes after all that has the words, and what does not hold for the
        patient whom the query names comes last.
        """
        cases, implied = self.adviser.space.agreeing(within.known), self._implied_cases(reading)
        apt: list[IndexEntry] = []
        remote: list[IndexEntry] = []
        leading: list[IndexEntry] = []
        less_apt: list[IndexEntry] = []
        withheld: list[IndexEntry] = []
        for scored in sorted(reading.found, key=lambda each: self._rank(each, reading)):
            entry = self.index.entries[scored.entry]
            holds = self._holds(entry)
            leads = bool(self._leads_to(entry))
            if not self._belongs(entry, within) or not holds.meets(cases):
                continue
            fits = (holds & cases).meets(implied)
            if not may_be_shown(holds, cases, leads, within) or (leads and not fits):
                withheld.append(entry)
            else:
                near = scored.score >= NEAR or not apt
                (leading if leads else less_apt if not fits else apt if near else remote).append(entry)
        return [*apt, *leading, *remote, *less_apt], less_apt, withheld

    def _first(self, ordered: Sequence[IndexEntry], reading: Query, most: int) -> list[IndexEntry]:
        """As many as are shown; what leads elsewhere and is called by its whole name has the last places, however much has the words."""
        called = [self.index.entries[scored.entry] for scored in reading.found if scored.named]
        late = [entry for entry in ordered[most:] if entry in called and self._leads_to(entry)][:most]
        return [*ordered[: most - len(late)], *late]

    def look_at(self, kind: str, id: str, speaks: Language, within: Case = ANYONE) -> Found:
        """One thing alone, with the warning that belongs to it; no hit if it is not possible, or may not be shown, in the case."""
        return self._told(self._by_id.get((kind, id), ()), speaks, within)

    @cached_property
    def _by_id(self) -> dict[tuple[str, str], tuple[IndexEntry, ...]]:
        found: dict[tuple[str, str], tuple[IndexEntry, ...]] = {}
        for entry in self.index.entries:
            of = entry.kind, entry.id
            found[of] = (*found.get(of, ()), entry)
        return found

    def on_topic(self, topic: str, speaks: Language, within: Case = ANYONE) -> Found:
        """All that is said on a topic and is possible in the case, in the order of an answer."""
        said = (entry for entry in self.index.entries if entry.kind == STATEMENT_HIT and topic in entry.topics)
        return self._told(said, speaks, within)

    def _told(self, chosen: Iterable[IndexEntry], speaks: Language, within: Case) -> Found:
        """Entries that nobody searched for with words, with what must be read with them."""
        wording, cases = Wording(self.knowledge, speaks), self.adviser.space.agreeing(within.known)
        possible = [entry for entry in chosen if self._holds(entry).meets(cases)]
        shown = [
            entry for entry in possible if may_be_shown(self._holds(entry), cases, bool(self._leads_to(entry)), within)
        ]
        hits = tuple(self._hit(entry, wording, within) for entry in shown)
        named = {name for hit in hits for name in hit.names} | {a for entry in possible for a in self._leads_to(entry)}
        withheld = len(possible) - len(shown)
        return Found("", (), warnings(self.adviser, wording, named), hits, 0, withheld, (), ())

    def _nearest(self, strange: Sequence[str], speaks: Language) -> tuple[str, ...]:
        return tuple(dict.fromkeys(near for word in strange for near in self.index.near(word, speaks.code)))

    # -- what an entry is about ------------------------------------------------------------------------------------

    def _belongs(self, entry: IndexEntry, within: Case) -> bool:
        """Whether an entry belongs to the topics chosen, if any are."""
        about = (entry.id,) if entry.kind == TOPIC_HIT else entry.topics
        return not within.topics or not about or bool({*about} & {*within.topics})

    def _holds(self, entry: IndexEntry) -> Cases:
        """The cases in which an entry says something. A topic and a word of the glossary are there for everybody."""
        space = self.adviser.space
        if entry.kind == STATEMENT_HIT:
            return space.rules[entry.id]
        if entry.kind == CONTACT_HIT:
            return contact_cases(self.adviser, self.knowledge.contacts[entry.id])
        return ALL

    def _leads_to(self, entry: IndexEntry) -> tuple[str, ...]:
        if entry.kind == STATEMENT_HIT:
            said = self.knowledge.rules[entry.id].statement
            return said.sends_to if said is not None else ()
        return leads_to(self.knowledge, self.knowledge.contacts[entry.id]) if entry.kind == CONTACT_HIT else ()

    def _rank(self, scored: Scored, reading: Query) -> int:
        """The rank of an entry among those found, the first being 0; of equals, the better score comes first.

        What the query calls by a whole name comes first ("avgift" of "avgift barn"), then what every word of it fits, those as well
        that say which patient it is about ("papperslös medicin": what is said on medicines to few but the undocumented).
        """
        if scored.named:
            return 0
        fits = scored.complete and scored.score >= NEAR
        return 1 if fits and self._for_few(self.index.entries[scored.entry], reading) else 2

    def _for_few(self, entry: IndexEntry, reading: Query) -> bool:
        """Whether an entry is for patients such as the query names: of each fact named it leaves half of the values at most."""
        space, holds = self.adviser.space, self._holds(entry)
        for fact in dict.fromkeys(fact for fact, _ in reading.implied):
            values = self.knowledge.values_of(fact)
            if 2 * sum(holds.meets(space.having(fact, value)) for value in values) > len(values):
                return False
        return True

    def _implied_cases(self, reading: Query) -> Cases:
        """The cases of the patient whom the query names: of several values of a fact any, of several facts all."""
        by_fact: dict[str, Cases] = {}
        for fact, value in reading.implied:
            by_fact[fact] = by_fact.get(fact, NONE) | self.adviser.space.having(fact, value)
        cases = ALL
        for having in by_fact.values():
            cases &= having
        return cases

    def _named(self, reading: Query) -> set[str]:
        """The sensitive actors that the query itself names, in any language and however mistyped."""
        found = set()
        for id, actor in self.knowledge.actors.items():
            labels = [each.knowledge(f"actor.{id}.label", actor.label) for each in self._languages]
            if actor.named_as and any({*self.index.meaning_of(label)} & reading.meant for label in labels):
                found.add(id)
        return found

    # -- putting it in words ---------------------------------------------------------------------------------------

    def _hit(self, entry: IndexEntry, wording: Wording, within: Case) -> Hit:
        makers: dict[str, Callable[[IndexEntry, Wording, Case], Hit]] = {
            TOPIC_HIT: self._topic,
            STATEMENT_HIT: self._statement,
            CONTACT_HIT: self._contact,
            TERM_HIT: self._term,
        }
        return makers[entry.kind](entry, wording, within)

    def _topic(self, entry: IndexEntry, wording: Wording, within: Case) -> Hit:
        topic = self.knowledge.topics[entry.id]
        return _plain(
            entry, wording.topic(topic.id), wording.value_help(self.knowledge.topic_question, topic.id)
        )._replace(names=named_in(self.knowledge, topic.help), case_words=(*self._given(within), f"{TOPIC}={topic.id}"))

    def _term(self, entry: IndexEntry, wording: Wording, within: Case) -> Hit:
        term = self.knowledge.glossary[entry.id]
        return _plain(entry, *wording.term(term))._replace(
            names=named_in(self.knowledge, f"{term.label} {term.text}"),
            sources=self.adviser.sources(term.sources),
            case_words=self._given(within),
        )

    def _statement(self, entry: IndexEntry, wording: Wording, within: Case) -> Hit:
        rule = self.knowledge.rules[entry.id]
        said = rule.statement
        assert said is not None
        when = self._condition(wording, self.adviser.space.rules[rule.id], within)
        return Hit(
            kind=STATEMENT_HIT,
            id=rule.id,
            title=": ".join(dict.fromkeys((wording.topic(said.topic), wording.kind(said.kind)))),
            text=wording.rule_text(rule),
            condition=when,
            certain=when.always,
            apt=True,
            names=self._named_by(rule.id),
            leads_to=said.sends_to,
            sources=self.adviser.sources(rule.sources),
            rule=rule,
            contact=self.knowledge.contacts[said.contact] if said.contact else None,
            case_words=(*self._patient(within, when, bool(said.sends_to)), f"{TOPIC}={said.topic}"),
        )

    def _contact(self, entry: IndexEntry, wording: Wording, within: Case) -> Hit:
        contact = self.knowledge.contacts[entry.id]
        when = self._condition(wording, self._holds(entry), within)
        leading = leads_to(self.knowledge, contact)
        lines = wording.contact_lines(contact)
        topics = (f"{TOPIC}={','.join(entry.topics)}",) if entry.topics else ()
        return Hit(
            kind=CONTACT_HIT,
            id=contact.id,
            title=lines[0],
            text=" · ".join(lines[1:]),
            condition=when,
            certain=when.always,
            apt=True,
            names=leading,
            leads_to=leading,
            sources=self.adviser.sources(contact.sources),
            rule=None,
            contact=contact,
            case_words=(*self._patient(within, when, bool(leading)), *topics),
        )

    @lru_cache(maxsize=2048)  # noqa: B019 - a lookup lives as long as the program
    def _named_by(self, rule: str) -> tuple[str, ...]:
        return named_by(self.knowledge, self.knowledge.rules[rule])

    def _condition(self, wording: Wording, holds: Cases, within: Case) -> When:
        return self._conditions(wording.language, holds, tuple(within.known.items()))

    @lru_cache(maxsize=2048)  # noqa: B019 - a lookup lives as long as the program
    def _conditions(self, speaks: Language, holds: Cases, known: tuple[tuple[str, str], ...]) -> When:
        return condition(self.adviser.space, Wording(self.knowledge, speaks), holds, dict(known))

    def _given(self, within: Case) -> tuple[str, ...]:
        return tuple(within.given(self.knowledge, fact) for fact in self.knowledge.questions if fact in within.answers)

    def _patient(self, within: Case, when: When, leading: bool) -> tuple[str, ...]:
        """What is known of the patient wherever it holds, as `status=undocumented`: with that a conversation may begin.

        What leads to a sensitive actor may hold for some of these patients? Then nothing is presumed that it depends on: whoever
        opens the result would take for granted what must be asked.
        """
        settled = {
            fact: values[0]
            for fact, values in (when.rows[0].items() if when.rows else ())
            if len(values) == 1 and all(row.get(fact) == values for row in when.rows)
        }
        if leading or self._leading.meets(self.adviser.space.completions({**within.known, **settled})):
            settled = {fact: value for fact, value in settled.items() if fact not in self._to_be_asked}
        known = replace(within, answers={f: value for f, value in within.answers.items() if f not in settled})
        return (*self._given(known), *(f"{fact}={value}" for fact, value in settled.items()))

    @cached_property
    def _leading(self) -> Cases:
        """The cases in which anything leads to a sensitive actor."""
        found = NONE
        for entry in self.index.entries:
            found |= self._holds(entry) if self._leads_to(entry) else NONE
        return found

    @cached_property
    def _to_be_asked(self) -> tuple[str, ...]:
        """What must be asked about a patient before anything leads to a sensitive actor. The region is no patient.

        Of each by itself: with one way barred by an expired card and another open all the same, the card matters nevertheless.
        """
        space = self.adviser.space
        leading = {self._holds(entry) for entry in self.index.entries if self._leads_to(entry)}
        facts = {fact for holds in leading for fact in space.facts_of(holds)}
        return tuple(fact for fact in self.knowledge.questions if fact in facts and fact != REGION)


def contact_cases(adviser: Adviser, contact: Contact) -> Cases:
    """The cases in which a statement names a contact."""
    holds = NONE
    for rule in naming(adviser.knowledge, contact):
        holds |= adviser.space.rules.get(rule.id, NONE)
    return holds


def _plain(entry: IndexEntry, title: str, text: str) -> Hit:
    """A hit that is there for everybody."""
    return Hit(entry.kind, entry.id, title, text, None, True, True, (), (), (), None, None, ())
