"""The model of the word lists: by what words a typed line names facts, ages and topics. Checked when read; no places are kept."""

from collections.abc import Mapping
from typing import NamedTuple

from assistant.knowledge.late import Late
from assistant.records import record

MEANS, OPEN, GROUP, DOUBT = "means", "open", "group", "doubt"
HOWS = (MEANS, OPEN, GROUP, DOUBT)
"""A phrase means one value; leaves it open between several; names several together, so that a denial rules out each; or casts doubt,
whatever else the line says of the fact."""

UNITS = ("years", "months", "weeks", "days", "born")
"""What the number in a typed age counts; `born` is a year of birth."""

TOPIC_TOO = ("always", "if_no_other", "alone")
"""When a phrase that names a fact names a topic too: always; if the line names no other topic; if it says nothing else."""

_LOGIC = ("negations", "negations_after", "hedges", "hedges_after", "alternatives", "contrasts", "conjunctions")

COUNTING = ("counted", "few", "ones", "more_than", "receptions", "complaints", "several")
"""Kinds of small words that tell what a number counts, or that it is a least one; a complaint behind it counts nothing; how several
things end that it may count."""

GOING = ("sending", "towards", "arriving", "stationed")
"""Kinds of words before a place that tell that a referral, or somebody, only goes there; that they came there; that whoever asks works there."""

FRAMING = ("greetings", "openings", "closings", "signatures")
"""Kinds of words that open and close a line, and are left out of it: a greeting; behind a sign what leads in; thanks; before a name how one signs."""

REWORDED = "reworded"
"""The kind of phrases that are read as others: "migration board = migration agency"."""

SMALL_WORDS = (
    *_LOGIC,
    "origins",
    "living",
    "staying",
    "fillers",
    "other_words",
    "ailments",
    "ordinary",
    "of_a_body",
    "matters",
    "present",
    "countries",
    "times",
    "corrections",
    *FRAMING,
    # questions
    "asking",
    "asking_of_all",
    "asking_of_things",
    "may_ask",
    "being",
    "owing",
    "subjects",
    "question_words",
    "whether",
    "supposing",
    "indefinite",
    "comparing",
    "saying",
    "bound_for",
    "each_of_them",
    "knowing",
    "not_knowing",
    "asking_after",
    "tags",
    "for_whom",
    "askers",
    "sufficing",
    "money",
    "fees",
    "calling",
    "lesser",
    "describing",
    "elsewhere",
    "hospitals",
    # people
    "patients",
    "persons",
    "retracting",
    "selves",
    "possessives",
    "mine",
    "about_whom",
    "wanting",
    "accompanying",
    "bringing",
    "taking_along",
    "well",
    "she",
    "he",
    "they",
    "outsiders",
    "everybody",
    "pointing",
    "children",
    "parents",
    "elders",
    "child_of",
    "young",
    "anew",
    "reasons",
    "relating",
    "professions",
    "relative",
    # numbers and compounds
    "before_a_span",
    "before_an_age",
    "after_a_span",
    "coming",
    "month_end",
    *COUNTING,
    *GOING,
    "lately",
    "numbered",
    "numerals",
    "ordinals",
    "links",
    "joints",
    "endings",
    "spoken",
    REWORDED,
)
"""Kinds of words of a typed line that name no fact (knowledge/README.md says what each does)."""

SAYING_NOTHING = (*_LOGIC, "fillers", "corrections")
"""Those of them that stand in any line, whatever it is about."""

MONTH = "month"
"""The class of words that the names of the months are."""

ACUTE, NOT_ACUTE, AGREEING, DECLINING = "acute", "not_acute", "agreeing", "declining"
OVER_BEHIND, OVER_BEFORE, HERE_AGAIN, IN_GENERAL = "over_behind", "over_before", "here_again", "in_general"
OVER_LATELY, WELL_AGAIN, OVER_PAST = "over_lately", "well_again", "over_past"
ACUTE_TOGETHER, AFTERCARE, LIVED_WITH, TOLD_PAST = "acute_together", "aftercare", "lived_with", "told_past"
OF_ALARMS = (
    *(ACUTE, ACUTE_TOGETHER, NOT_ACUTE, OVER_BEHIND, OVER_BEFORE, OVER_LATELY, WELL_AGAIN, OVER_PAST, HERE_AGAIN),
    *(AFTERCARE, IN_GENERAL),
)
"""Kinds that settle whether a line raises the alarm: an acute condition; signs of which any two are one; what only sounds like one; behind it and
before it, that it is over; beside it, that it was lately, which is over where the line tells that somebody is well again; before it, that it was
once; that it is here again; that the line is about the care of those who live with such a thing; that whoever asks asks in general."""
DANGER = "danger"
"""What a sign of danger names in the lexicon."""
OF_DANGERS = (NOT_ACUTE, OVER_BEHIND, OVER_BEFORE, OVER_LATELY, WELL_AGAIN, HERE_AGAIN, IN_GENERAL)
"""Kinds of phrases of alarms that settle whether a sign of danger counts."""
HAVING_NONE, NONE_OF, NONE_LEFT, NOT_WANTED = "having_none", "none_of", "none_left", "not_wanted"
OF_LACKS = (HAVING_NONE, NONE_OF, NONE_LEFT, NOT_WANTED)
"""Kinds that settle whether a denial tells of a lack: somebody has none; none of a thing; behind it, that none is left, or here; that it is not needed."""
LINE_WORDS = (*OF_ALARMS, LIVED_WITH, TOLD_PAST, *OF_LACKS, AGREEING, DECLINING)
"""Kinds of phrases that a whole line is read for: what is acute, which of it one lives with afterwards, which is told in the past, what is lacking, yes, no."""

COMMANDS = (
    "new",
    "back",
    "forward",
    "change",
    "topics",
    "done",
    "more",
    "ask_more",
    "answer",
    "explain",
    "why",
    "why_asked",
    "find",
    "take",
    "print",
    "report",
    "train",
    "settings",
    "language",
    "role",
    "authority",
    "hide",
    "help",
    "quit",
)
"""What a line can tell the program to do; the words for each stand in the word lists."""

VALID, EXPIRED, UNTIL, AWAY, RENEWED, LOOKS = "valid", "expired", "until", "away", "renewed", "looks"
EXPIRY, UNTIL_DAY, UNREADABLE, LOST = "expiry", "until_day", "unreadable", "lost"
TOLD_BEHIND = (UNTIL, EXPIRY, UNTIL_DAY)
STATES = (VALID, EXPIRED, AWAY, RENEWED)
NAMED_STATES = (*STATES, LOST, LOOKS, UNREADABLE, *TOLD_BEHIND)
"""How a thing that is shown may be: in order, run out, not at hand, being made anew. `lost`: not at hand, and whoever had it
most often shows nothing else. `looks`: in order by its looks, if no more is told.
`unreadable`: nobody can tell, whatever else is said of it.
`until` is settled by what is said behind it;
`expiry` ("exp July") too, and it may be over; `until_day` ("card to 3 March") is none without a day, a month or a year behind it."""

AROUND, BEFORE, AFTER = "around", "before", "after"
SIDES = (AROUND, BEFORE, AFTER)
"""On which side of the thing words for a state stand."""


Phrases = Mapping[str, tuple[str, ...]]
"""Phrases by language."""


class Meaning(NamedTuple):
    """Phrases that name a fact, and how they name these values (one of `HOWS`).

    `sign`: what they are a sign of, together with others. `of_nothing_else`: next to a topic they are about that ("refused the prescription").
    `usual`: of values that they leave open, the one that is meant where nothing in the line says `elsewhere`; empty if none is.
    `asked_on`: the topics on which it is not taken, but asked about.
    """

    fact: str
    values: tuple[str, ...]
    how: str
    phrases: Phrases
    sign: str = ""
    of_nothing_else: bool = False
    usual: str = ""
    asked_on: tuple[str, ...] = ()


class Thing(NamedTuple):
    """Phrases for a thing that is shown: what it says of a fact by itself (`how`, `values`), and by state (one of `STATES`).

    `sign`: what it is a sign of in these states; `signs`: in each state, where they differ. `tells`: by other facts, the value that whoever has it has.
    `without`: what is meant where somebody who may have it has it not, or not here, and the line says nothing else; on the topics of `asked_on` it is asked.
    """

    fact: str
    values: tuple[str, ...]
    how: str
    states: Mapping[str, tuple[str, ...]]
    phrases: Phrases
    sign: str = ""
    tells: Mapping[str, str] = {}
    signs: Mapping[str, str] = {}
    without: str = ""
    asked_on: tuple[str, ...] = ()


class State(NamedTuple):
    """Phrases for how a thing is (one of `STATES`, or of `TOLD_BEHIND`), standing on a side of it (one of `SIDES`)."""

    state: str
    side: str
    phrases: Phrases


THEIRS = "theirs_"
"""Before the id of a value: the sign that somebody else than the patient is told to be so."""
SOMEBODY_ELSE = "somebody_else"
"""The sign that somebody is named who is not the patient."""


class Sign(NamedTuple):
    """Phrases that say nothing by themselves, but something together with others ("came back", of somebody expelled)."""

    sign: str
    phrases: Phrases


class Together(NamedTuple):
    """What signs say of a fact together: a value, or several between which it is open. Values of `over` do not contradict it.

    `usual`: the one of several that is meant most often, where the line names the fact by nothing else. `unless`: signs beside which it says nothing.
    """

    fact: str
    values: tuple[str, ...]
    of: tuple[str, ...]
    over: tuple[str, ...]
    usual: str = ""
    unless: tuple[str, ...] = ()


class Bound(NamedTuple):
    """One end of a span of ages: a placeholder of the phrase (`n`, `m`, `year`), `min`, `max` or nothing, plus an offset."""

    name: str
    offset: int


class AgePhrases(NamedTuple):
    """Phrases that tell an age: from `low` to `high`, both inclusive, counted in `unit` (one of `UNITS`).

    `span`: as well a span of time, as beside "since" or "ago" ("2 years"). `only`: the ages that they may tell, if not every one: who is
    called a boy is under 18, so the number behind it is his age, and "man 2" tells none.
    """

    unit: str
    low: Bound
    high: Bound
    phrases: Phrases
    span: bool = False
    only: tuple[Bound, Bound] | None = None


MOST = 999
"""The largest number that a typed phrase counts."""


class DangerSign(NamedTuple):
    """Phrases that tell a sign of danger: a number in them lies from `least` to `most`, and is typed with a decimal if it must be `decimal`."""

    sign: str
    phrases: Phrases
    least: int = 0
    most: int = MOST
    decimal: bool = False


class Danger(NamedTuple):
    """Signs that are an alarm where all of them stand in a line, in any order, and none of `unless`. `near`: within so many words, if not 0."""

    of: tuple[str, ...]
    unless: tuple[str, ...] = ()
    near: int = 0


@record
class Words(Late):
    """By what words a typed line is understood (`words/`), beside the labels and the topics' synonyms. Whoever answers with digits reads none.

    `topic_too`: by fact, when words that name it and are a topic's synonym too name the topic (one of `TOPIC_TOO`).
    `about`: by fact, the topic that a line is about which tells it and names no topic; `enough`: which asks whether that is enough.
    `aged_by`: by fact, words that say of the thing named just before them how old it is ("a receipt two months old").
    `fresh_for`: by fact and value, the days that such a thing is good for.
    `numbers`, `months`: by language, words for numbers and the months. `small`: by kind (one of `SMALL_WORDS`) and language, phrases.
    `things`, `states`: what is shown, and how it is. `signs`, `together`: what says something only together; `past_year`: by fact, of what a
    year that is over is a sign. `people`: words for others than the patient, those for the same person together.
    `classes`: by name and language, words any of which may stand in a phrase at that name: "born {n} {month}".
    `danger_signs`, `dangers`: signs of danger, and which of them are an alarm together.
    `lines`: by kind (one of `LINE_WORDS`) and language, phrases. `commands`: by command (one of `COMMANDS`) and language, its words.
    """

    meanings: tuple[Meaning, ...] = ()
    topic_too: Mapping[str, str] = {}
    about: Mapping[str, str] = {}
    enough: Mapping[str, str] = {}
    ages: tuple[AgePhrases, ...] = ()
    numbers: Mapping[str, Mapping[str, int]] = {}
    small: Mapping[str, Mapping[str, tuple[str, ...]]] = {}
    aged_by: Mapping[str, tuple[str, ...]] = {}
    fresh_for: Mapping[str, Mapping[str, int]] = {}
    months: Mapping[str, Mapping[str, int]] = {}
    things: tuple[Thing, ...] = ()
    states: tuple[State, ...] = ()
    signs: tuple[Sign, ...] = ()
    together: tuple[Together, ...] = ()
    past_year: Mapping[str, str] = {}
    people: tuple[Phrases, ...] = ()
    lines: Mapping[str, Phrases] = {}
    commands: Mapping[str, Phrases] = {}
    classes: Mapping[str, Phrases] = {}
    danger_signs: tuple[DangerSign, ...] = ()
    dangers: tuple[Danger, ...] = ()


NO_WORDS = Words()
"""Of a knowledge without word lists: labels and synonyms alone are understood."""
