"""A sentence in a conversation: what it tells, what it offers where it is not sure, and whether it is about the next patient."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from assistant.cases.case import Case
from assistant.dialogue.changing import ToldChange
from assistant.dialogue.conversation import Conversation
from assistant.dialogue.fitting import SHORTEST, Fit
from assistant.dialogue.readings import (
    Asked,
    Begun,
    LineReading,
    NextPatient,
    Possibility,
    Replied,
    Suggestion,
    Told,
    Unread,
    with_usual,
)
from assistant.i18n import language
from assistant.knowledge.model import CONTACT, ENTITLEMENT, FEE, REGION, RESPONSIBILITY, TOPIC, WITH_NUMBER, Knowledge
from assistant.typed.model import Heard
from assistant.wordforms import folded

if TYPE_CHECKING:
    from assistant.lookup.known import KnownHere
    from assistant.typed import Listener, Unclear, Understood

MOST_OFFERED = 2
"""Readings that are offered; of more, none is likely enough, and the question asks."""


class Ear:
    """Hears sentences. Making it costs nothing. `codes`: languages, the preferred one first."""

    def __init__(self, knowledge: Knowledge, codes: Iterable[str]) -> None:
        self._knowledge, self._codes = knowledge, tuple(codes)
        self._known: KnownHere | None = None

    @cached_property
    def _listener(self) -> Listener:
        from assistant.typed import Listener

        return Listener(self._knowledge, self._codes)

    def prepared(self) -> Iterator[None]:
        """Read the word lists in short steps."""
        return self._listener.prepared()

    def number(self, word: str) -> int | None:
        """The number that a word names; None if it names none."""
        return self._listener.number(word)

    def sentence(self, text: str, talk: Conversation, fit: Fit, in_danger: str = "") -> LineReading:
        """What a line says that is neither an answer nor a command. `fit`: the options that its words may name.

        `in_danger`: the words of it that raised the alarm.
        """
        if clause := self._clause(text, talk):
            return _to_look_up(clause)
        understood = self._about(self._listener.hear(text, talk.adviser.on), talk, in_danger)
        if len(understood.whose) == MOST_OFFERED:
            return self._who_is_it(text, understood, talk)
        begun = Begun(self._as_usual(understood, talk.new_patient()))
        understood = self._of_calling(self._of_open_topics(understood, talk), talk)
        understood = self._as_usual(_of_known(understood, talk), talk)
        understood = self._of_money(understood, talk)
        later = with_usual(self._told(understood, talk), understood)
        later = later.as_stationed() if _is_of_desk(understood, talk) else later
        if facts := self._somebody_else(understood, talk):
            return NextPatient(begun, later.as_asked(), facts)
        offer = self._offer(text, understood, later) or (None if understood.heard else _of_options(text, talk, fit))
        if offer is None and (words := self._looked_up(understood, talk)):
            offer = _to_look_up(words)
            if understood.empty:
                return offer
        if understood.empty and offer is None and not (understood.money or understood.calling or understood.unanswered):
            return Unread(understood.masked, understood=understood)
        return Told(_in_the_sense_of(offer, later, talk), understood, offer)

    def corrected(self, told: ToldChange, talk: Conversation) -> LineReading | None:
        """A change of what is known; None if nothing known is named, and the line is not told to be a change."""
        if told.fact and not told.words:
            return Replied(talk.ask_again(told.fact))
        understood = self._listener.hear(told.words, talk.adviser.on)
        if told.fact == TOPIC and understood.topics:
            return Replied(talk.reply_topics(topic for topic, _ in understood.topics))
        named = {fact for fact, _ in _facts_told(understood)}
        if len(understood.whose) == MOST_OFFERED or not (told.surely or named & talk.case.known.keys()):
            return None
        understood = self._of_open_topics(understood, talk)
        later = self._told(understood, talk)
        offer = self._offer(told.words, understood, later)
        if later is not talk:
            return Told(later.as_asked(), understood, offer)
        return offer or (Replied(talk.ask_again(told.fact)) if told.fact else Asked("change") if told.surely else None)

    def begun(self, text: str, talk: Conversation) -> LineReading | None:
        """The next patient, of whom this is said; None if it says nothing, or of two people."""
        understood = self._about(self._listener.hear(text, talk.adviser.on), talk.new_patient())
        return None if understood.empty or understood.whose else Begun(self._as_usual(understood, talk.new_patient()))

    def _about(self, understood: Understood, talk: Conversation, in_danger: str = "") -> Understood:
        """What was understood, with what it is about, where neither the line nor the conversation has a topic.

        Of somebody in danger that is the right to care, and the number, before any fee that nobody asks for ("pregnant and bleeding");
        else the topic that alone asks for a fact of it.
        """
        facts = dict(_facts_told(understood))
        if in_danger and not talk.case.topics:
            understood = self._care_first(understood)
        told = facts.keys() - {REGION} or (understood.topics and _only_of(understood.topics, in_danger))
        if talk.case.topics or not told:
            return understood
        if in_danger and not understood.money and self._begin_with_fees(understood):
            return understood._replace(topics=tuple(self._with_helping(understood.topics, in_danger)))
        if understood.topics:
            return understood
        about = self._knowledge.words.about
        topics = [(about[fact], words) for fact, words in facts.items() if fact in about]
        return understood._replace(topics=(topics[0],)) if topics else understood

    def _with_helping(self, topics: Iterable[tuple[str, str]], in_danger: str) -> Iterator[tuple[str, str]]:
        """The right to care before the topics that are named; behind them the number, where none is named but by what raised the alarm.

        Nothing is to be settled before the right to care: not who it is either.
        """
        named = tuple(topics)
        helping = [topic for topic in self._knowledge.topics.values() if topic.in_danger]
        yield from ((topic.id, "") for topic in helping if topic.first == ENTITLEMENT)
        yield from named
        if _only_of(named, in_danger):
            yield from ((topic.id, "") for topic in helping if topic.first != ENTITLEMENT)

    def _care_first(self, understood: Understood) -> Understood:
        """The right to care before a number and a fee, whatever order they are asked in: nothing else comes first for somebody in danger."""
        first = {
            topic.id for topic in self._knowledge.topics.values() if topic.in_danger and topic.first == ENTITLEMENT
        }
        return understood._replace(topics=tuple(sorted(understood.topics, key=lambda told: told[0] not in first)))

    def _begin_with_fees(self, understood: Understood) -> bool:
        """Whether the topics that are named, if any, all begin with what something costs."""
        return all(self._knowledge.topics[topic].first == FEE for topic, _ in understood.topics)

    def _of_open_topics(self, understood: Understood, talk: Conversation) -> Understood:
        """What was understood on top of this conversation: what something costs, or who pays, the topics that are open answer."""
        if not understood.money or self._paying.isdisjoint(talk.case.topics):
            return understood
        return understood._replace(topics=tuple(one for one in understood.topics if one[0] not in understood.money))

    def _of_calling(self, understood: Understood, talk: Conversation) -> Understood:
        """What was understood, whom to call being answered by the topic that is named or open, else by one that may name somebody."""
        if not understood.calling:
            return understood
        case = self._told(understood, talk).case
        if case.topics:
            # What nobody is named for is not promised, unless the line asks for nothing else.
            apart = [case.with_topics((one,)) for one in case.topics]
            if understood.empty or any(_names_somebody(talk, one) for one in apart):
                return understood
            named = {said for one in apart for said in _named_in_words(talk, one)}
            return understood._replace(
                calling=bool(named),
                number_unknown=bool(named) and WITH_NUMBER not in named,
                nobody_named=not named and REGION in case.answers,
            )
        for topic in self._knowledge.topics.values():
            if topic.calls and _names_somebody(talk, case.with_topics((topic.id,))):
                return understood._replace(topics=((topic.id, ""),))
        return understood._replace(calling=False, calls_when_asked=True)

    def _of_money(self, understood: Understood, talk: Conversation) -> Understood:
        """What was understood, with whether the answer on what is named or open says what the patient pays: no line is sent to an answer without it."""
        if not understood.answers_money:
            return understood
        case = with_usual(self._told(understood, talk), understood).case
        if not case.topics or _tells_of_paying(talk, case):
            return understood
        return understood._replace(fee_unknown=True, payer_told=RESPONSIBILITY in _kinds_on_topics(talk, case))

    def _as_usual(self, understood: Understood, talk: Conversation) -> Understood:
        """What was understood, with what words usually mean taken where the line says nothing else and the answer turns on it."""
        ruled_out = [*_ruled_out(understood)]
        if not any(one.fact not in talk.case.known for one in understood.meant((), ruled_out)):
            return understood
        later = self._told(understood, talk)
        taken = [
            one
            for one in understood.meant(later.case.topics, ruled_out)
            if later.case.topics
            and one.fact not in talk.case.known
            and not understood.is_of_patient(
                one
            )  # where somebody lives or goes is not where the desk is: that is asked
            and later.wants(one.fact)
        ]
        taken = [one for one in taken if self._may_be_said_of(one, later)]
        return understood._replace(
            unclear=tuple(one for one in understood.unclear if one not in taken),
            denied=tuple(one for one in understood.denied if one.fact not in {each.fact for each in taken}),
            as_usual=tuple(Heard(one.fact, one.usual, None, one.words) for one in taken),
        )

    def _may_be_said_of(self, unclear: Unclear, talk: Conversation) -> bool:
        """Whether all that words name goes with who the patient is told to be: who has no LMA card shows nothing, if she is an asylum seeker."""
        known = talk.case.known
        values = self._knowledge.questions[unclear.fact].values
        of = [one for one in values if one.id in unclear.values and one.of]
        told = {fact for value in of for fact, _ in value.of} <= known.keys()
        return told and (not of or any(value.goes_with(known) for value in of))

    @cached_property
    def _paying(self) -> frozenset[str]:
        from assistant.typed.money import paying

        return paying(self._knowledge)

    def _told(self, understood: Understood, talk: Conversation) -> Conversation:
        """The conversation with what was understood."""
        from assistant.typed import applied

        case = applied(self._knowledge, talk.case, understood)
        if understood.topics and case.topics != talk.case.topics:
            topics = tuple(topic for topic, _ in understood.topics)
            case = case.with_topics(talk.about(topics).case.topics)
        return talk.told(case) if case != talk.case else talk

    def _who_is_it(self, text: str, understood: Understood, talk: Conversation) -> LineReading:
        """A line about two people that does not tell who is the patient: what holds of either is taken, and who it is is asked."""
        meant = [self._listener.hear(text, talk.adviser.on, whom) for whom in understood.whose]
        meant = [_without(each, other) for each, other in zip(meant, reversed(understood.whose), strict=True)]
        common = understood._replace(heard=tuple(_of_either(*meant)), unclear=())
        later = self._told(common, talk)
        choices = (
            Possibility("", "", None, self._of_person(text, self._with_doubts(understood, each), later), whom)
            for whom, each in zip(understood.whose, meant, strict=True)
        )
        return Told(later, common, Suggestion(understood.masked, tuple(choices)))

    def _with_doubts(self, understood: Understood, of_one: Understood) -> Understood:
        """What is said of one of two people, and in doubt, what is said of the other that may hold of both; an age never does."""
        told = {fact for fact, _ in _facts_told(of_one)}
        questions = self._knowledge.questions
        shared = (one for one in understood.unclear if one.fact not in told and not questions[one.fact].number)
        return of_one._replace(unclear=(*of_one.unclear, *shared))

    def _of_person(self, text: str, understood: Understood, talk: Conversation) -> Told:
        later = self._told(understood, talk)
        return Told(later, understood, self._offer(text, understood, later))

    # -- what is looked up -----------------------------------------------------------------------------------------

    def _looked_up(self, understood: Understood, talk: Conversation) -> str:
        """The words of a line about no patient that the look-up has and no question needs; empty if there are none."""
        told = {one.fact for of in (understood.heard, understood.denied, understood.unclear) for one in of}
        if told - {REGION} or understood.whose or understood.unread:  # a region may be part of a name
            return ""
        named = self._known_here(talk).named(understood.masked)
        if named and not any(len(words.split()) > len(named.split()) for words in _around(named, understood)):
            return named
        strange = understood.strange
        return understood.masked if not understood.topics and self._known_here(talk).has_all(strange) else ""

    def _clause(self, text: str, talk: Conversation) -> str:
        """The clause that a whole line names, as it is written; empty if it names none. Where an age is asked for, "f01" may be one."""
        asks_age = talk.question is not None and talk.question.number is not None
        return "" if asks_age else self._known_here(talk).clause(text)

    def _known_here(self, talk: Conversation) -> KnownHere:
        if self._known is None or self._known.adviser is not talk.adviser:
            from assistant.lookup.known import KnownHere

            self._known = KnownHere(talk.adviser, [language(code) for code in self._codes])
        return self._known

    # -- the next patient ------------------------------------------------------------------------------------------

    def _somebody_else(self, understood: Understood, talk: Conversation) -> tuple[str, ...]:
        """The facts by which a sentence is about another patient than that of this case, which has its answer; else none."""
        if not talk.case.topics or talk.question is not None:
            return ()
        return tuple(heard.fact for heard in understood.heard if self._said_again(heard, talk))

    def _said_again(self, heard: Heard, talk: Conversation) -> bool:
        """Who the patient is, told on a case that has its answer and knows it: nobody says that twice of the same patient."""
        return bool(self._knowledge.questions[heard.fact].who) and heard.fact in talk.case.known

    # -- offers ----------------------------------------------------------------------------------------------------

    def _offer(self, text: str, understood: Understood, later: Conversation) -> Suggestion | None:
        """The one or two things that words may mean that did not settle a fact, or that were not understood."""
        for unclear in understood.unsettled:
            if self._may_be_offered(unclear, understood, later):
                choices = (self._of_value(unclear.fact, value, later) for value in unclear.values)
                return Suggestion(unclear.words, tuple(choices), unclear.of)
        return self._of_near(text, understood, later) or self._of_left(understood, later)

    def _may_be_offered(self, unclear: Unclear, understood: Understood, later: Conversation) -> bool:
        """Whether what words may mean can be chosen: what is asked about is no answer that waits for an Enter.

        What is known stands, unless the words say otherwise, or who the patient is: "was rejected" of an asylum seeker is asked about.
        """
        if unclear.fact in understood.asked or not 0 < len(unclear.values) <= MOST_OFFERED:
            return False
        question = self._knowledge.questions[unclear.fact]
        if unclear.fact not in later.case.known:
            return bool(question.who) or later.wants(unclear.fact)
        told = unclear.fact in {heard.fact for heard in understood.heard}
        fits = any(later.case.says(question, value) for value in unclear.values)
        return not told and (not fits or (question.who and not question.number and len(unclear.values) > 1))

    def _of_value(self, fact: str, value: str, later: Conversation) -> Possibility:
        """One value that may be meant; what it takes back is asked for by choosing it."""
        question = self._knowledge.questions[fact]
        same = later.case.says(question, value)
        meant = later if same else later.told(later.case.with_answer(question, value)).as_asked()
        meant = meant.as_stationed() if fact == REGION and not same else meant
        return Possibility(fact, value, None, Replied(meant))

    def _of_left(self, understood: Understood, later: Conversation) -> Suggestion | None:
        """The two answers to the open question that are left where the line rules out the others: "without an LMA card"."""
        question = later.question
        denied = {one.value: one.words for one in understood.denied if question is not None and one.fact == question.id}
        if question is None or not denied:
            return None
        fit = [one.id for one in question.values if one.id not in denied and one.goes_with(later.case.answers)]
        if len(fit) != MOST_OFFERED:
            return None
        return Suggestion(next(iter(denied.values())), tuple(self._of_value(question.id, id, later) for id in fit))

    def _of_near(self, text: str, understood: Understood, later: Conversation) -> Suggestion | None:
        """What a word that is not understood may be, mistyped."""
        if not understood.near:
            return None
        word = understood.near[0][0]
        choices = []
        for phrase in (phrase for strange, phrase in understood.near if strange == word):
            meant = self._listener.hear(phrase, later.adviser.on)
            named = [(heard.fact, heard.value, heard.number) for heard in meant.heard]
            named += [(TOPIC, topic, None) for topic, _ in meant.topics]
            if len(named) == 1:
                choices.append(Possibility(*named[0], self.sentence(text.replace(word, phrase, 1), later, Fit())))
        return Suggestion(word, tuple(choices)) if 0 < len(choices) <= MOST_OFFERED else None


def _in_the_sense_of(offer: Suggestion | None, later: Conversation, talk: Conversation) -> Conversation:
    """The conversation whose lines tell of what the words of a line may mean, where that is one of a few answers to an open question."""
    facts = (
        {choice.fact for choice in offer.choices if choice.value} if offer is not None and not offer.single else set()
    )
    if offer is None or len(facts) != 1 or later is talk or facts & {TOPIC, ""}:
        return later
    return later.may_mean(facts.pop(), (choice.value for choice in offer.choices))


def _is_of_desk(understood: Understood, talk: Conversation) -> bool:
    """Whether a line tells the region of the desk: "we are in …", or a place alone where the region is asked."""
    asked = talk.question is not None and talk.question.id == REGION
    named = {one.fact for one in understood.heard}
    return REGION in named and (understood.here or (asked and not understood.topics and len(named) == 1))


def _only_of(topics: Iterable[tuple[str, str]], words: str) -> bool:
    """Whether nothing but some words of a line names its topics."""
    return all(folded(of) in folded(words) for _, of in topics)


def _names_somebody(talk: Conversation, case: Case) -> bool:
    """Whether the answer on the topic of a case may name whom to reach: by its line, or by what is said of the patient."""
    lead = talk.adviser.lead_on(case.topics[0], case)
    led = [rule.statement for rule in lead.rules] if lead is not None else []
    if any(one is not None and one.contact for one in led):
        return True
    return bool(case.answers.keys() - {REGION}) and any(
        said.contact is not None and said.statement.kind == CONTACT for said in talk.adviser.answer(case).statements
    )


def _tells_of_paying(talk: Conversation, case: Case) -> bool:
    """Whether the answer to a case has a fee on a topic asked about, known or not; or leads to the rules of residents, or of visitors, as a whole."""
    leads = [talk.adviser.lead_on(topic, case) for topic in case.topics]
    elsewhere = (
        rule.statement is not None and rule.statement.topic not in case.topics
        for lead in leads
        for rule in (lead.rules if lead is not None else ())
    )
    return any(elsewhere) or FEE in _kinds_on_topics(talk, case)


def _kinds_on_topics(talk: Conversation, case: Case) -> set[str]:
    """The kinds of what the answer to a case says on the topics asked about."""
    said = [one.statement for one in talk.adviser.answer(case).statements]
    return {one.kind for one in said if one.topic in case.topics}


def _named_in_words(talk: Conversation, case: Case) -> set[str]:
    """How the answer to a case names whom to reach where that is no contact: with or without their number."""
    return {said.statement.names_whom for said in talk.adviser.answer(case).statements} - {""}


def _of_known(understood: Understood, talk: Conversation) -> Understood:
    """What was understood, without what words that tell something else usually mean of a fact that is known: a card tells of its state then."""
    told = [(one.fact, one.words) for one in understood.heard] + [(one.fact, one.words) for one in understood.unclear]

    def only_hints(one: Unclear) -> bool:
        return any(fact != one.fact and words == one.words for fact, words in told)

    known = talk.case.known
    left = [one for one in understood.unclear if not (one.usual and one.fact in known and only_hints(one))]
    return understood._replace(unclear=tuple(left))


def _ruled_out(understood: Understood) -> Iterator[Unclear]:
    """What a line only rules out, with what that usually means: "without an LMA card"."""
    from assistant.typed.model import Unclear

    named = {one.fact for one in understood.heard} | {one.fact for one in understood.unclear}
    for fact in dict.fromkeys(one.fact for one in understood.denied if one.usual and one.fact not in named):
        denied = [one for one in understood.denied if one.fact == fact]
        words = " … ".join(dict.fromkeys(one.words for one in denied))
        yield Unclear(fact, tuple(one.value for one in denied), words, denied[0].usual, denied[0].asked_on)


def _facts_told(understood: Understood) -> Iterator[tuple[str, str]]:
    """The facts that a line names, settled or not, with its words."""
    yield from ((heard.fact, heard.words) for heard in understood.heard)
    yield from ((unclear.fact, unclear.words) for unclear in understood.unclear)


def _without(of_one: Understood, other: str) -> Understood:
    """What is said of one of two people, without what only names the other: of "mother and child 3" the mother is not three."""
    return of_one._replace(heard=tuple(one for one in of_one.heard if one.words.casefold() != other.casefold()))


def _of_either(one: Understood, other: Understood) -> Iterator[Heard]:
    """What is heard of each of two people; and the region that is named beside either, which is that of the reception."""
    of_one, of_other = ({heard.fact: heard for heard in each.heard} for each in (one, other))
    for fact, heard in (of_other | of_one).items():
        named = [of[fact][:3] for of in (of_one, of_other) if fact in of]
        if len(set(named)) == 1 and (len(named) > 1 or fact == REGION):
            yield heard


def _to_look_up(words: str) -> Suggestion:
    return Suggestion(words, (Possibility("", "find", None, Asked("find", words)),))


def _around(name: str, understood: Understood) -> Iterator[str]:
    """The words of topics that a name is a part of: who calls is no matter of the look-up."""
    return (words for _, words in understood.topics if folded(name) in folded(words))


def _of_options(text: str, talk: Conversation, fit: Fit) -> Suggestion | None:
    """The one or two options whose labels hold all the words of a line."""
    from assistant.dialogue.options import options

    question = talk.question
    if question is None or not 0 < len(fit.ids) <= MOST_OFFERED or len(text) < SHORTEST:
        return None
    beside = {option.id for option in options(talk) if option.beside}
    choices = []
    for id in fit.ids:
        if id in beside:
            choices.append(Possibility(TOPIC, id, None, Replied(talk.about((id,)))))
        else:
            later = talk.reply_topics((id,)) if question.id == TOPIC else talk.reply(id)
            choices.append(Possibility(question.id, id, None, Replied(later)))
    return Suggestion(text, tuple(choices))
