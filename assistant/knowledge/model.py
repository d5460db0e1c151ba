"""The model of the knowledge: immutable objects named as the field names them.

Named tuples rather than dataclasses: the app imports this before its first paint, and a dataclass takes seven times as long
to make (docs/decisions/003-start-up.md).
"""

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import chain
from typing import Any, NamedTuple

from assistant.knowledge.conditions import Condition
from assistant.knowledge.local import NO_LOCAL, LocalAdditions
from assistant.knowledge.problems import Place
from assistant.knowledge.training import NO_TRAINING, TrainingTexts
from assistant.knowledge.word_lists import NO_WORDS, Words
from assistant.records import record, replace

NATIONAL = "national"
"""The pack whose rules hold in every region."""

UNKNOWN = "unknown"
"""The answer "don't know" to any question. It is no value of the question: every value remains possible."""

REGION = "region"
"""The question that the packs of regions answer."""

AGENCY_CONTACT, FORBIDDEN = "agency_contact", "forbidden"
"""The derived fact that says whether an authority may be contacted about the patient, and its value where nobody may ever."""

FIND_OUT = "find_out"
"""The key under which a question says how its answer can be found out."""

TOPIC = "topic"
"""The question whose values are the topics. It chooses what is shown; no rule depends on it."""

NAMING_RULES = ("opposes", "doubts", "in_other_words", "says_too")
"""The parts of a statement that name other rules; no reader sees them."""
KINDS = ("warning", "responsibility", "fee", "contact", "step", "entitlement", "note")
"""The kinds of statement, in the order in which an answer shows them."""

FEE, RESPONSIBILITY, ENTITLEMENT, CONTACT = "fee", "responsibility", "entitlement", "contact"
"""The kinds of statement on what something costs, who is responsible, what the patient has a right to, and whom to reach."""

STEP = "step"
"""The kind of statement that somebody is to do."""

TOLD_IN_BRIEF = (FEE, ENTITLEMENT, RESPONSIBILITY, STEP)
"""The kinds whose brief words stand in the heading of a folded group, without a lead too."""

WARNING = "warning"
"""The kind of statement that is read before anything else."""

NOTE = "note"
"""The kind of statement that is good to know."""

PERS = ("visit", "journey", "dispensing", "medicine", "treatment")
"""What a fee is paid for, one at a time."""

WITH_NUMBER, NO_NUMBER = "with_number", "no_number"
"""How a text names whom to reach that is no contact."""

NOT_FOUND = "X"
"""The grade of a clause that records that a source was looked for and not found."""

ADVICE = "advice"
"""The grade of our own advice: what no source says, with its reason and the day it was reviewed."""

GRADES = ("primary", "A", "B", "C", ADVICE, NOT_FOUND)
"""How far a source carries: a client's document, a statute, an authority's page, an old page, our own advice, not found."""

LONGEST_TEXT = 400
"""Characters of what a statement says: more is read by nobody at a desk."""

LONGEST_LEAD = 120
"""Characters of a lead, in any language: one line that answers the question itself."""


class ClockSpan(NamedTuple):
    """Days of the week (Monday is 1), both inclusive, and hours of them: from one, before the other."""

    first_day: int
    last_day: int
    from_hour: int
    to_hour: int


class Value(NamedTuple):
    """A value of a question or of a derived fact. `low` and `high` bound a band of a number, both inclusive.

    `of`: facts and the values with one of which it can go together; where another is known, it is offered last. `clock`: when the
    clock suggests it. `brief`: its label where several stand in one line; empty if the label without what stands in brackets will do.
    `only_told`: whoever has not said it has not meant it, so it is no way in which an open question may turn out.
    `stays`: of a visit: somebody is there already, and comes to no desk for it.
    """

    id: str
    label: str
    help: str = ""
    low: int | None = None
    high: int | None = None
    of: tuple[tuple[str, tuple[str, ...]], ...] = ()
    clock: tuple[ClockSpan, ...] = ()
    brief: str = ""
    only_told: bool = False
    stays: bool = False

    def goes_with(self, known: Mapping[str, str]) -> bool:
        """Whether this answer can go together with those that are known."""
        return all(known.get(fact, UNKNOWN) in (UNKNOWN, *values) for fact, values in self.of)


class NumberAnswer(NamedTuple):
    """A question that takes a number too: the fact's name, its label, and the least and greatest number."""

    id: str
    label: str
    least: int
    greatest: int

    def kind(self, low: int, high: int) -> str:
        """Which of the `BandTexts` a span is called by."""
        if low == self.least and high < self.greatest:
            return "first"
        if high == self.greatest and low > self.least:
            return "last"
        return "between" if low < high else "one"


class BandTexts(NamedTuple):
    """How spans of a number are called: one that begins with the least number, one that ends with the greatest, one of a single number.

    Placeholders: `{from}`, `{to}`, and `{above}` for the number after it.
    """

    first: str
    between: str
    last: str
    one: str

    @staticmethod
    def filled(text: str, low: int, high: int) -> str:
        """One of these texts, in any language, with the ends of a span put in."""
        return text.format(**{"from": low, "to": high, "above": high + 1})


class Clue(NamedTuple):
    """What the patient shows or tells that tells something: `gives` facts and their values, by the clauses `sources`."""

    value: Value
    gives: Mapping[str, str]
    sources: tuple[str, ...]
    place: Place


class FindOut(NamedTuple):
    """How to find out the answer to a question that one does not know: what to ask instead, and the clues it may bring."""

    label: str
    help: str
    clues: Mapping[str, Clue]
    unknown: Value
    place: Place


class Halves(NamedTuple):
    """The answers to a question of yes and no, which asks for what is not so of most."""

    exception: str = "yes"
    most: str = "no"


class Question(NamedTuple):
    """A question to the receptionist; its id is the fact that it asks for. `who`: another answer is probably another patient."""

    id: str
    order: int
    label: str
    short: str
    help: str
    values: tuple[Value, ...]
    unknown: Value | None
    number: NumberAnswer | None
    multiple: bool
    place: Place
    find_out: FindOut | None = None
    who: bool = False
    bands: BandTexts | None = None
    names: tuple[Value, ...] = ()
    """Of numbers: spans that may be named in an answer besides the values, which are the bands that follow from the rules."""
    settle: str = ""
    """What the reader does first where nothing can be said without the answer, as a sentence."""
    ask: str = ""
    """The same in a few words, behind an answer and its colon: what is found out where that is not the answer."""

    def value(self, id: str) -> Value:
        """The value with this id, or the named span. Raises KeyError if there is none."""
        for value in (*self.values, *self.names):
            if value.id == id:
                return value
        if id == UNKNOWN and self.unknown is not None:
            return self.unknown
        raise KeyError(id)

    @property
    def has_a_usual(self) -> bool:
        """Whether one of its answers, the first, is the usual one: not of numbers, regions, people, or yes and no."""
        return self.number is None and self.id != REGION and not self.who and len(self.values) > 2

    @property
    def is_of_documents(self) -> bool:
        """Whether its answers are what patients show: each goes with who they are."""
        return self.has_a_usual and any(value.of for value in self.values)

    @property
    def halves(self) -> Halves | None:
        """Its answers, if they are yes and no and say by themselves what they are answers to: "not registered", not "no"."""
        told = {value.id for value in self.values if value.brief}
        return Halves() if {value.id for value in self.values} == told == {*Halves()} else None

    @property
    def finding_out(self) -> "Question | None":
        """The question to put to whoever does not know the answer to this one; its values are clues. None if there is none."""
        if self.find_out is None:
            return None
        way = self.find_out
        values = tuple(clue.value for clue in way.clues.values())
        id = f"{self.id}.{FIND_OUT}"
        return Question(id, self.order, way.label, self.short, way.help, values, way.unknown, None, False, way.place)

    def called(self, low: int, high: int) -> str:
        """How a span of the number is called, in the language of the knowledge."""
        if self.number is None or self.bands is None:
            return ""
        return self.bands.filled(getattr(self.bands, self.number.kind(low, high)), low, high)

    def parts(self, id: str) -> tuple[str, ...]:
        """The values that an answer leaves: itself, or the bands that a named span touches. No rule tells the numbers of a band apart.

        "Don't know" leaves all but what is so only where it is told. Raises KeyError for no answer.
        """
        if id == UNKNOWN:
            return tuple(value.id for value in self.values if not value.only_told)
        named = self.value(id)
        if named in self.values or named.low is None or named.high is None:
            return (id,)
        return self.touched(named.low, named.high)

    def touched(self, low: int, high: int) -> tuple[str, ...]:
        """The bands that hold any of these numbers."""
        return tuple(
            value.id
            for value in self.values
            if value.low is not None and value.high is not None and value.low <= high and low <= value.high
        )

    def spanning(self, values: Collection[str]) -> str | None:
        """The value or the named span that stands for just these values; None if there is none."""
        wanted = set(values)
        known = (value.id for value in (*self.values, *self.names))
        return next((id for id in known if set(self.parts(id)) == wanted), None)

    def spans(self, values: Iterable[str]) -> list[tuple[int, int]]:
        """The numbers that these values (bands or named spans) hold, as spans that do not touch."""
        wanted = {part for id in values for part in self.parts(id)}
        found: list[tuple[int, int]] = []
        for value in self.values:
            if value.id in wanted and value.low is not None and value.high is not None:
                begun = found.pop()[0] if found and found[-1][1] + 1 == value.low else value.low
                found.append((begun, value.high))
        return found

    def band(self, number: int) -> str:
        """The value whose band holds this number. Raises KeyError if none does."""
        for value in self.values:
            if value.low is not None and value.high is not None and value.low <= number <= value.high:
                return value.id
        raise KeyError(number)


class DerivedFact(NamedTuple):
    """A fact that rules derive. It always has one value: the derived one, or `otherwise`."""

    id: str
    label: str
    values: tuple[Value, ...]
    otherwise: str
    place: Place


class Topic(NamedTuple):
    """What one can ask about. Synonyms by language: words that a receptionist may type. `first`: the kind of statement that is looked for.

    `looked_up`: its place among the tables that are looked up most; 0 if it is none of them. `no_patient`: somebody else asks, so no
    question about a patient is put, and it can be chosen from the first question on. `short`: its label where room is short; empty if
    the label is short enough. `back_office`: it is work without anybody at the desk. `for_everybody`: its answer holds whoever the
    patient turns out to be, so nothing that is said of the answers goes before it. `calls`: who only asks whom to call is answered by it,
    where its line names somebody; where the answers settle that, the line stands there before a topic is chosen. `instead_of`: the
    topics whose amounts do not hold for what this one speaks of: where both are asked about, theirs are told with that exception.
    `in_danger`: who tells of somebody in danger, and asks nothing, is answered by it. `goes_with_visit`: it is asked about beside a visit,
    so a fee that a line lists beside it is the visit's. `visit_too`: a visit that a line names apart from it is asked about as well;
    `leads_to_visit`: but where it is the only other topic, not a doctor who is named only as whom it leads to.
    """

    id: str
    label: str
    help: str
    synonyms: Mapping[str, tuple[str, ...]]
    place: Place
    first: str = ""
    looked_up: int = 0
    no_patient: bool = False
    short: str = ""
    back_office: bool = False
    for_everybody: bool = False
    calls: bool = False
    instead_of: tuple[str, ...] = ()
    in_danger: bool = False
    goes_with_visit: bool = False
    visit_too: bool = False
    leads_to_visit: bool = False


class Term(NamedTuple):
    """A word of the field, explained. `words`: by language, the forms by which a text uses it.

    `asked_as`: by language, how a line asks about it, where no source at hand tells; its text ends with whom to ask. `answers_on`: its text
    answers such a line itself, on these topics, before anything else is said. `price`: it is a price that is asked for, which is no topic's.
    """

    id: str
    label: str
    words: Mapping[str, tuple[str, ...]]
    text: str
    sources: tuple[str, ...]
    place: Place
    asked_as: Mapping[str, tuple[str, ...]] = {}
    answers_on: tuple[str, ...] = ()
    price: bool = False


class Actor(NamedTuple):
    """Who can be responsible for a step. `named_as`: the words by which a text names this actor.

    A name in capitals only is a short name: it counts as a whole word and in capitals. `named_in`: the ids of the questions, topics, terms
    and other texts for everybody that may name the actor. `asked_as`: whole words by which a text sends the reader to this actor, which
    is our own advice. `asking`: by language, the phrases by which a line does so; the actor reads `instead` in their place.
    """

    id: str
    label: str
    named_as: tuple[str, ...]
    place: Place
    asked_as: tuple[str, ...] = ()
    named_in: tuple[str, ...] = ()
    asking: Mapping[str, tuple[str, ...]] = {}
    instead: str = ""


class Role(NamedTuple):
    """Who reads an answer. `actors`: those whose steps are this reader's own; `also`: other words by which the role is asked for.

    `near`: those whose steps, though not the reader's own, are told in a short answer too, where steps are what is looked for.
    `in_full`: the reader is told everything at length, and nothing is folded or counted.
    """

    id: str
    label: str
    actors: tuple[str, ...]
    also: tuple[str, ...]
    near: tuple[str, ...]
    in_full: bool
    place: Place


class Phase(NamedTuple):
    """A part of a process that takes several steps, as "agreement"; phases come in the order in which they are written."""

    id: str
    label: str
    place: Place


class Region(NamedTuple):
    """A region with rules of its own: a folder of `packs/`."""

    id: str
    order: int
    label: str
    help: str
    place: Place


class Document(NamedTuple):
    """A source: what it is, who publishes it, which date or version was read, and until when we trust it unread.

    `replaces`: the edition in whose place it comes on its first day, which ends the day before. Their clauses have the same ids; those that
    it `keeps` stand in it word for word.
    """

    id: str
    pack: str
    title: str
    publisher: str
    date: str
    in_force_from: datetime.date | None
    review_by: datetime.date
    grade: str | None
    url: str | None
    place: Place
    in_force_to: datetime.date | None = None
    replaces: str = ""
    keeps: tuple[str, ...] = ()

    def is_in_force(self, on: datetime.date) -> bool:
        """Whether it is in force on a day."""
        return within(on, self.in_force_from, self.in_force_to)


class Anomaly(NamedTuple):
    """What a document prints that cannot be meant, and how it is read here; shown with statements on these topics.

    `sources`: the other clauses by which it is read so: what is printed is cited, whoever those clauses speak of.
    """

    text: str
    topics: tuple[str, ...]
    sources: tuple[str, ...] = ()

    @classmethod
    def read(cls, written: Mapping[str, Any]) -> "Anomaly":
        """One that was written out."""
        parts: dict[str, Any] = {
            name: tuple(part) if isinstance(part, list) else part for name, part in written.items()
        }
        return cls(**parts)

    def written_out(self) -> dict[str, Any]:
        """As JSON has it: its fields that say something."""
        return {name: part for name, part in self._asdict().items() if part}

    @property
    def shown(self) -> tuple[object, ...]:
        """What readers are told by it; in which order topics and clauses stand tells them nothing."""
        return tuple(tuple(sorted(part)) if isinstance(part, tuple) else part for part in self)


class Clause(NamedTuple):
    """One statement of a document, in the pack whose rules may cite it.

    `not_for` says of whom it does not speak, or whom the document excludes. `extends_to`: whom it gives what others have, so that a
    rule about them may cite it beside a clause that speaks of the others. `says` is for editors only.
    """

    id: str
    pack: str
    document: str
    at: str
    grade: str | None
    not_for: Condition | None
    says: str
    who: str
    disposition: str
    anomaly: Anomaly | None
    place: Place
    extends_to: Condition | None = None


class Change(NamedTuple):
    """A change of the law that these documents were read before: said once, as a note, where an answer of the day or later cites one.

    `sources`: the clauses, or the advice, that the note rests on.
    """

    id: str
    day: datetime.date
    text: str
    documents: tuple[str, ...]
    place: Place
    sources: tuple[str, ...] = ()


class Ways(NamedTuple):
    """How somebody is reached from the day `first` to the day `last`, by the clauses `sources`; None where nothing bounds it."""

    first: datetime.date | None
    phone: str | None
    email: str | None
    fax: str | None
    sources: tuple[str, ...]
    place: Place
    last: datetime.date | None = None


class Contact(NamedTuple):
    """Whom to reach, and how. `values`: where that changes on a day, how on each day; what it is now is filled in as of a day (`dated`)."""

    id: str
    pack: str
    name: str
    phone: str | None
    email: str | None
    fax: str | None
    hours: str | None
    sources: tuple[str, ...]
    place: Place
    values: tuple[Ways, ...] = ()

    @property
    def ways(self) -> tuple[Ways, ...]:
        """How it is reached, on any day."""
        now = Ways(None, self.phone, self.email, self.fax, self.sources, self.place)
        return self.values or (now,)

    def gives(self, placeholder: str) -> bool:
        """Whether it has on every day what this placeholder of a text stands for."""
        return placeholder == "contact" or all(getattr(way, placeholder) is not None for way in self.ways)

    def on(self, day: datetime.date) -> Ways:
        """How it is reached on a day; before the first day that is known as from then on."""
        return next((each for each in self.ways if within(day, None, each.last)), self.ways[-1])


class Fee(NamedTuple):
    """A fee. `amount` None: the sources give none. `maximum`: at most so much. `per`: for each what."""

    amount: Decimal | None
    currency: str
    maximum: bool
    per: str | None

    def written_out(self) -> dict[str, str | bool | None]:
        """As JSON has it: in an answer, in a receipt."""
        amount = None if self.amount is None else str(self.amount)
        return {
            "amount": amount,
            "currency": self.currency,
            "max": self.maximum and amount is not None,
            "per": self.per,
        }


class AmountValue(NamedTuple):
    """What an amount is from the day `first` to the day `last`, both inclusive, by the clauses `sources`; None where nothing bounds it."""

    first: datetime.date | None
    last: datetime.date | None
    amount: Decimal
    sources: tuple[str, ...]
    place: Place


class Amount(NamedTuple):
    """An amount with a name, to which the fees of rules refer: its values one after the other, without a gap."""

    id: str
    pack: str
    values: tuple[AmountValue, ...]
    place: Place

    def on(self, day: datetime.date) -> AmountValue | None:
        """Its value on a day; None before the first and after the last."""
        return next((each for each in self.values if within(day, each.first, each.last)), None)


def within(day: datetime.date, first: datetime.date | None, last: datetime.date | None) -> bool:
    """Whether a day lies between two, both inclusive; None bounds nothing."""
    return (first is None or first <= day) and (last is None or day <= last)


class FormPart(NamedTuple):
    """A heading of a form in another system, with its lines to fill in. It is copied there, so it is never translated."""

    name: str
    heading: str
    lines: tuple[str, ...]


class Statement(NamedTuple):
    """What a rule says: text with placeholders, and the facts about it that are data.

    `limit` is an amount that is no price (a ceiling); `link` a document whose page is shown below the text. `lead` is the one
    line that answers the question itself where this statement is the most specific one that has a line; empty if it has none. `brief` is
    what the line says of it beside others, while it is open which of them leads. `own`: the line of whoever takes it, where that role reads.
    `line`: a step or a note in a line, where a process is told in short: without what explains it; empty: a step's lead, or the text.
    `if_answered`: it speaks of answers that were given, so it is said only when certain and makes no question worth asking.
    `waits_for`: the questions whose answers alone it waits for: while others are open it is told as depending on them. None: it waits for all.
    `slip`: the same for the patient's own eyes, on the slip that is handed over; empty if nothing is.
    `opposes`: statements that would be wrong to follow wherever this one holds; training offers them as wrong answers.
    `doubts`: statements (it may be itself) that another reading of the sources speaks against where this one holds; training does not ask
    for them there.
    `while_open`: the question until whose answer is known it is said; it speaks of not knowing. `at_the_desk`: it is for who stands at
    the desk, so it comes last where only topics of the back office are asked. `until`: the question whose answer makes it needless, however
    it is answered; unlike `while_open` it holds for some patients only.
    `phase`: the part of the process on its topic that a step belongs to; empty if it is in none.
    `in_other_words`: statements that say the same in words of their own; `says_too`: statements of which it says all, and more. Where one
    of several says something in each case that is left, that is certain.
    `on_condition`: its fee hangs on something in its text that no question asks about: programs are told so beside the amount.
    `asked_by`: the sign of a line that asks for it: it is told first then. `names_whom`: its text names whom to reach, who is no contact of
    the region: with or without their number; empty if it names nobody.
    """

    kind: str
    topic: str
    actors: tuple[str, ...]
    text: str
    fee: Fee | None
    limit: Fee | None
    contact: str | None
    link: str | None
    form: FormPart | None
    order: int
    always: bool
    sends_to: tuple[str, ...]
    mentions: tuple[str, ...]
    lead: str = ""
    brief: str = ""
    if_answered: bool = False
    waits_for: tuple[str, ...] | None = None
    slip: str = ""
    opposes: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    while_open: str | None = None
    at_the_desk: bool = False
    phase: str = ""
    own: str = ""
    line: str = ""
    until: str | None = None
    in_other_words: tuple[str, ...] = ()
    says_too: tuple[str, ...] = ()
    on_condition: bool = False
    asked_by: str = ""
    names_whom: str = ""

    @property
    def charged(self) -> Fee | None:
        """What is paid by it; where it only doubts a fee, the amount that it names."""
        return self.fee or (self.limit if self.doubts else None)

    @property
    def fees(self) -> tuple[Fee, ...]:
        """What it says of payment: its fee, and its limit."""
        return tuple(fee for fee in (self.fee, self.limit) if fee is not None)

    @property
    def names_what_is_paid(self) -> bool:
        """Whether it answers with an amount, and not that nothing is paid, or that it is not known."""
        return bool(self.fee or self.lead) and any(fee.amount for fee in self.fees)

    @property
    def ended_by(self) -> tuple[str, ...]:
        """The questions whose answers end it, whatever they are."""
        return tuple(fact for fact in (self.while_open, self.until) if fact is not None)

    def is_told_while_open(self, open_facts: Iterable[str]) -> bool:
        """Whether what speaks of answers is told, as depending on them, while these are open."""
        return self.waits_for is not None and not set(self.waits_for).intersection(open_facts)

    @property
    def speaks_against_the_answers(self) -> bool:
        """Whether it says on every topic that the answers do not fit together: it has no words to stand beside what they would lead to."""
        return self.if_answered and self.always and not self.brief

    @property
    def warns_of_the_answers(self) -> bool:
        """The same, as a warning: what follows from these answers is not to be relied on before they are settled."""
        return self.kind == WARNING and self.speaks_against_the_answers


class Rule(NamedTuple):
    """When its condition holds, it derives a fact (`derive`: fact and value) or makes a statement; never both.

    `named`: by `fee` and `limit` the amount that it names; what it is and by which clauses is filled in as of a day (`dated`). `cited`:
    the clauses that the rule itself cites, where it names an amount or gives a contact that changes. `succeeds`: the rules in whose place
    it came one day, and those before them. `overrides` holds those that succeeded what is written there too.
    """

    id: str
    pack: str
    when: Condition
    derive: tuple[str, str] | None
    statement: Statement | None
    sources: tuple[str, ...]
    overrides: tuple[str, ...]
    valid_from: datetime.date | None
    valid_to: datetime.date | None
    inherits_when: bool
    place: Place
    places: Mapping[str, Place]
    succeeds: tuple[str, ...] = ()
    named: tuple[tuple[str, str], ...] = ()
    cited: tuple[str, ...] = ()

    @property
    def said(self) -> Statement:
        """Its statement, where it is known that it makes one."""
        assert self.statement is not None
        return self.statement

    def stands_for(self, id: str) -> bool:
        """Whether it is that rule, overrides it, or came in its place."""
        return id == self.id or id in self.overrides or id in self.succeeds

    def at(self, key: str) -> Place:
        """Where a key's value stands; the rule's own place if it has no such key."""
        return self.places.get(key, self.place)


class Selector(NamedTuple):
    """Which statements an invariant speaks of; every part that is given must fit. `named`: the amount that `fee_above` names."""

    kind: str | None = None
    topic: str | None = None
    actor: str | None = None
    sends_to: str | None = None
    rule: str | None = None
    fee_above: Decimal | None = None
    named: str = ""


class Invariant(NamedTuple):
    """What must hold in every case where `when` holds: no statement that `never` fits, or one that `always` fits."""

    id: str
    text: str
    when: Condition
    never: Selector | None
    always: Selector | None
    sources: tuple[str, ...]
    place: Place


class Promise(NamedTuple):
    """What is kept whatever the rules say, for everybody whom `protects` fits.

    `actor`: whom nothing leads to; a text may name this actor only in a warning or a note, in a sentence that has one of the words
    `forbidding`. `warned_by`: the rule whose warning is always shown. A knowledge has a promise of each kind, or it is refused.
    """

    id: str
    text: str
    protects: Condition
    actor: str | None
    forbidding: tuple[str, ...]
    warned_by: str | None
    place: Place


_NOTHING: Mapping[str, Any] = {}


@record
class Knowledge:
    """Everything that Vårdlots knows, checked. Mappings are by id, in the order in which things are shown.

    `exposing`: words that tell how a patient stays in Sweden, in every language; none may stand on a slip that others may see.
    `short_numbers`: those to ring that people type from memory; in a text each is the number of a contact, kept once.
    `free`: words by which a line says that nothing is paid.
    `folder`: where it was read from, if it is not the one that came with the program; whoever answers by it says so.
    `editions`: by id, a clause in each edition of its document that has it, the earliest first; only where there are several.
    `local`: what a workplace adds; it says nothing of any case, and what proves and compares does not look at it.
    `day`: as of which day it is (`dated.as_of`), if anything in it changes from day to day.
    """

    uncompared = ("folder", "local")

    version: str
    date: datetime.date
    questions: Mapping[str, Question]
    topic_question: Question
    derived: Mapping[str, DerivedFact]
    topics: Mapping[str, Topic]
    actors: Mapping[str, Actor]
    glossary: Mapping[str, Term]
    regions: Mapping[str, Region]
    documents: Mapping[str, Document]
    clauses: Mapping[str, Clause]
    contacts: Mapping[str, Contact]
    rules: Mapping[str, Rule]
    invariants: Mapping[str, Invariant]
    training: TrainingTexts = NO_TRAINING
    words: Words = NO_WORDS
    changes: tuple[Change, ...] = ()
    exposing: tuple[str, ...] = ()
    promises: tuple[Promise, ...] = ()
    roles: Mapping[str, Role] = _NOTHING
    phases: Mapping[str, Phase] = _NOTHING
    folder: str = ""
    amounts: Mapping[str, Amount] = _NOTHING
    editions: Mapping[str, tuple[Clause, ...]] = _NOTHING
    day: datetime.date | None = None
    local: LocalAdditions = NO_LOCAL
    short_numbers: tuple[str, ...] = ()
    free: tuple[str, ...] = ()

    @property
    def named(self) -> dict[str, str]:
        """Which knowledge it is, for programs: its version, and its folder if it is not the one that came along."""
        return {"version": self.version, **({"folder": self.folder} if self.folder else {})}

    @property
    def parts(self) -> tuple[object, ...]:
        """All that it is made of, but the order in which topics are offered."""
        return tuple(value for name, value in vars(self).items() if name != "topic_question")

    def with_topics_first(self, ids: Iterable[str]) -> "Knowledge":
        """This knowledge, its topics offered in another order: these first, the others as written. Unknown ids are passed over."""
        place = {id: index for index, id in enumerate(dict.fromkeys((*ids, *self.topics)))}
        values = sorted(self.topic_question.values, key=lambda value: place[value.id])
        return replace(self, topic_question=self.topic_question._replace(values=tuple(values)))

    def role(self, word: str = "") -> Role | None:
        """The role with this id, or asked for by this word; the first for none. None where there are no roles. Raises KeyError."""
        if not word:
            return next(iter(self.roles.values()), None)
        return next((role for role in self.roles.values() if word in role.also), None) or self.roles[word]

    def editions_of(self, id: str) -> tuple[Clause, ...]:
        """A clause in each edition of its document that has it, the earliest first. Raises KeyError for no such clause."""
        return self.editions.get(id) or (self.clauses[id],)

    @property
    def every_clause(self) -> Iterator[Clause]:
        """All clauses, in every edition."""
        return (clause for id in self.clauses for clause in self.editions_of(id))

    def grade(self, clause: Clause) -> str:
        """The grade of a clause: its own, else its document's."""
        return clause.grade or self.documents[clause.document].grade or "X"

    def values_of(self, fact: str) -> tuple[str, ...]:
        """The values that an asked or derived fact can take. Raises KeyError for no such fact."""
        holder = self.questions[fact] if fact in self.questions else self.derived[fact]
        return tuple(value.id for value in holder.values)

    def parts_of(self, fact: str, value: str) -> tuple[str, ...]:
        """The values that an answer to a question leaves of its fact: one, unless it is a named span that rules cut, or "don't know"."""
        return self.questions[fact].parts(value)

    def fitting(self, fact: str, known: Mapping[str, str]) -> frozenset[str]:
        """The values of a fact that go together with all that was answered; none where no answer says with which it goes."""
        given = (
            value
            for other in known
            if other in self.questions
            for value in self.questions[other].values
            if value.id == known[other]
        )
        sets = [frozenset(values) for value in given for of_fact, values in value.of if of_fact == fact]
        return frozenset.intersection(*sets) if sets else frozenset()

    def open_facts(self, known: Mapping[str, str]) -> tuple[str, ...]:
        """The questions whose answers are not settled by what is known."""
        return tuple(fact for fact in self.questions if fact not in known or len(self.parts_of(fact, known[fact])) > 1)

    def question_for(self, fact: str) -> Question:
        """The question that asks for this fact, takes this number, or helps to find the answer out. Raises KeyError for no such fact."""
        if fact in self.questions:
            return self.questions[fact]
        helping = (way for question in self.questions.values() if (way := question.finding_out) is not None)
        for question in chain(self.questions.values(), (self.topic_question,), helping):
            if fact == question.id or (question.number is not None and fact == question.number.id):
                return question
        raise KeyError(fact)
