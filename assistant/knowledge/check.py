"""Checking what was read: every name refers to something, every text keeps its facts as data, nothing runs in a circle."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from string import Formatter

from assistant.i18n import N_
from assistant.knowledge.check_dated import check_amounts, check_contacts, check_inherited, check_succession
from assistant.knowledge.check_editions import check_editions
from assistant.knowledge.check_naming import check_named, check_naming
from assistant.knowledge.check_subject import check_subject
from assistant.knowledge.check_synonyms import check_synonyms
from assistant.knowledge.conditions import NEVER, Condition, Has, TooManyWays, literals, ways
from assistant.knowledge.model import (
    ADVICE,
    LONGEST_LEAD,
    LONGEST_TEXT,
    NAMING_RULES,
    NATIONAL,
    NOT_FOUND,
    STEP,
    TOLD_IN_BRIEF,
    TOPIC,
    UNKNOWN,
    Clause,
    Clue,
    Contact,
    Invariant,
    Knowledge,
    Promise,
    Question,
    Rule,
    Statement,
    Topic,
)
from assistant.knowledge.needs import derived_needs
from assistant.knowledge.problems import Place
from assistant.knowledge.read.nodes import Mistakes
from assistant.knowledge.stated import AMOUNT, EMAIL, PHONE, amount_in_words, short_numbers
from assistant.knowledge.texts import texts

PLACEHOLDERS = ("fee", "limit", "contact", "phone", "email", "fax")
_OF_CONTACT = ("contact", "phone", "email", "fax")
_OF_NO_RULE = ("topic.", "actor.", "question.", "glossary.")
"""How the contexts begin of texts that are said beside those of rules."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


MOST_WAYS_TOGETHER = 40_000
"""Ways of all conditions together, three times those of a country of 101 regions; more would take minutes to check."""

_RESERVED = ("all", "any", "not", "id", "sid", "start_of_run", UNKNOWN)
"""Names that conditions or the engines use themselves."""

_NO_CLAUSE = N_("There is no clause {word}.")
_NO_DOCUMENT = N_("There is no document {word}.")
_NO_RULE = N_("There is no rule {word}.")
_NO_TOPIC = N_("There is no topic {word}. Allowed: {allowed}.")
_NO_ACTOR = N_("There is no actor {word}. Allowed: {allowed}.")
_NO_PHASE = N_("There is no phase {word}. Allowed: {allowed}.")
_NO_FACT = N_("There is no fact {word}. Allowed: {allowed}.")


def check(knowledge: Knowledge, mistakes: Mistakes) -> None:
    """Note every wrong reference and every broken law of the knowledge; what needs the case space is proved elsewhere."""
    _Check(knowledge, mistakes).everything()
    check_naming(knowledge, mistakes)


def check_rule(knowledge: Knowledge, rule: Rule, mistakes: Mistakes) -> None:
    """Note what is wrong with one rule of a knowledge in which all else is as it was checked before."""
    _Check(knowledge, mistakes).one(rule)
    check_named(knowledge, rule, mistakes)


class _Check:
    """The checks of one reading, kind by kind."""

    def __init__(self, knowledge: Knowledge, mistakes: Mistakes) -> None:
        self._knowledge, self._mistakes = knowledge, mistakes
        self._ways = 0
        self._in_words, self._short = amount_in_words(knowledge), short_numbers(knowledge)

    def everything(self) -> None:
        """All kinds of record, one after the other."""
        knowledge = self._knowledge
        self._names()
        check_synonyms(knowledge, self._mistakes)
        for change in knowledge.changes:
            self._all_known(change.place, _NO_DOCUMENT, change.documents, knowledge.documents)
            self._all_known(change.place, _NO_CLAUSE, change.sources, knowledge.clauses)
        for clause in knowledge.every_clause:
            self._clause(clause)
        for question in knowledge.questions.values():
            for clue in question.find_out.clues.values() if question.find_out else ():
                self._clue(clue)
            self._suggestions(question)
        for topic in knowledge.topics.values():
            self._instead_of(topic)
        for role in knowledge.roles.values():
            self._all_known(role.place, _NO_ACTOR, (*role.actors, *role.near), knowledge.actors)
        for term in knowledge.glossary.values():
            self._all_known(term.place, _NO_CLAUSE, term.sources, knowledge.clauses)
        check_contacts(knowledge, self._mistakes, self._sources)
        check_amounts(knowledge, self._mistakes, self._sources)
        check_editions(knowledge, self._mistakes)
        self._amounts_elsewhere()
        for rule in knowledge.rules.values():
            self._rule(rule)
        for invariant in knowledge.invariants.values():
            self._invariant(invariant)
        self._promises()
        self._phases()
        self._circles()

    def one(self, rule: Rule) -> None:
        """A rule, and its place among the steps."""
        self._rule(rule)
        self._phases()

    def _all_known(self, place: Place, message: str, words: Iterable[str], known: Mapping[str, object]) -> None:
        for word in words:
            self._mistakes.known(place, message, word, known)

    # -- names and questions ---------------------------------------------------------------------------------------

    def _names(self) -> None:
        """The names of facts: each means one thing, and none means anything to a condition or to an engine."""
        knowledge, add = self._knowledge, self._mistakes.add
        taken: set[str] = set()
        for question in (*knowledge.questions.values(), knowledge.topic_question):
            for name in (question.id, *([question.number.id] if question.number else [])):
                if name in taken:
                    add(question.place, N_("{word} is the name of another fact."), word=name)
                taken.add(name)
                self._name(name, question.place)
            self._shape(question)
        for fact in knowledge.derived.values():
            if fact.id in taken:
                add(fact.place, N_("{word} is both a question and a derived fact."), word=fact.id)
            self._name(fact.id, fact.place)
            if any(value.id == UNKNOWN for value in fact.values):
                add(fact.place, N_("“unknown” is no value of a derived fact: name what is meant."))

    def _name(self, name: str, place: Place) -> None:
        if name in _RESERVED or "." in name:
            message = N_("{word} cannot be the name of a fact; choose another, without a full stop.")
            self._mistakes.add(place, message, word=name)

    def _shape(self, question: Question) -> None:
        """Only the topics are several at once, and every other question can be answered by "don't know"."""
        topical = question.id == TOPIC
        if question.multiple != topical:
            message = N_("“multiple: true” belongs to the question {topic}, and to no other.")
            self._mistakes.add(question.place, message, topic=TOPIC)
        if question.unknown is None and not topical:
            message = N_("The question {word} needs “unknown:” with a label.")
            self._mistakes.add(question.place, message, word=question.id)

    def _suggestions(self, question: Question) -> None:
        """What a value goes together with exists."""
        for fact, values in (pair for value in question.values for pair in value.of):
            if self._mistakes.known(question.place, _NO_FACT, fact, self._knowledge.questions):
                allowed = self._knowledge.values_of(fact)
                for value in values:
                    self._mistakes.known_value(question.place, fact, value, allowed)

    def _instead_of(self, topic: Topic) -> None:
        """What a topic says of payment takes the place of another's, and not the other way round too: each would be the other's exception."""
        self._all_known(topic.place, _NO_TOPIC, topic.instead_of, self._knowledge.topics)
        for id in topic.instead_of:
            other = self._knowledge.topics.get(id)
            if other is not None and (other is topic or topic.id in other.instead_of):
                message = N_(
                    "{topic} and {other} cannot each take the place of the other: “instead_of:” stands in one topic."
                )
                self._mistakes.add(topic.place, message, topic=topic.id, other=id)

    def _clue(self, clue: Clue) -> None:
        """A clue gives values of questions, and says by which clauses. It may cite a region's: it explains a word, it is no rule."""
        if not clue.gives or not clue.sources:
            message = N_("The clue {word} must give a fact and cite a clause.")
            self._mistakes.add(clue.place, message, word=clue.value.id)
        for fact, value in clue.gives.items():
            if self._mistakes.known(clue.place, _NO_FACT, fact, self._knowledge.questions):
                question = self._knowledge.questions[fact]
                allowed = [known.id for known in (*question.values, *question.names)]
                self._mistakes.known_value(clue.place, fact, value, allowed)
        self._all_known(clue.place, _NO_CLAUSE, clue.sources, self._knowledge.clauses)

    # -- sources and conditions ------------------------------------------------------------------------------------

    def _clause(self, clause: Clause) -> None:
        documents, add = self._knowledge.documents, self._mistakes.add
        known = self._mistakes.known(clause.place, _NO_DOCUMENT, clause.document, documents)
        graded = not known or clause.grade or documents[clause.document].grade
        if not graded and not self._mistakes.spoilt & {clause.id, clause.document}:
            add(clause.place, N_("Neither the clause {word} nor its document has a grade."), word=clause.id)
        for condition in (clause.not_for, clause.extends_to):
            if condition is not None and condition != NEVER:
                self._condition(condition, clause.id, clause.place)
        topics = clause.anomaly.topics if clause.anomaly else ()
        self._all_known(clause.place, _NO_TOPIC, topics, self._knowledge.topics)
        read_by = clause.anomaly.sources if clause.anomaly else ()
        self._all_known(clause.place, _NO_CLAUSE, read_by, self._knowledge.clauses)

    def _condition(self, condition: Condition, word: str, place: Place) -> None:
        """Facts and values of a condition; if all are right, whether it can hold."""
        right = [self._literal(literal) for literal in literals(condition)]
        if not all(right) or self._ways > MOST_WAYS_TOGETHER:
            return
        try:
            found = ways(condition, self._knowledge.values_of)
        except TooManyWays:
            message = N_("The condition of {word} has too many combinations; split it.")
            self._mistakes.add(place, message, word=word)
            return
        if not found:
            message = N_("{word} can never hold: its conditions exclude each other.")
            self._mistakes.add(place, message, word=word)
        self._ways += len(found)
        if self._ways > MOST_WAYS_TOGETHER:
            message = N_(
                "With {word}, the conditions have more than {most} combinations together; nothing can hold more."
            )
            self._mistakes.add(place, message, word=word, most=str(MOST_WAYS_TOGETHER))

    def _literal(self, literal: Has) -> bool:
        knowledge, place = self._knowledge, literal.place
        if literal.fact == TOPIC:
            message = N_("A rule cannot depend on the topic: give the statement its “topic:” instead.")
            self._mistakes.add(place, message)
            return False
        if not self._mistakes.known(place, _NO_FACT, literal.fact, {**knowledge.questions, **knowledge.derived}):
            return False
        allowed = knowledge.values_of(literal.fact)
        right = [self._mistakes.known_value(place, literal.fact, value, allowed) for value in sorted(literal.values)]
        return all(right)

    def _sources(self, place: Place, sources: Iterable[str], pack: str) -> None:
        clauses = self._knowledge.clauses
        if all(id in clauses and clauses[id].pack in (NATIONAL, pack) for id in sources):
            return  # as nearly always: nobody needs to know which others would fit
        fitting = [clause.id for clause in clauses.values() if clause.pack in (NATIONAL, pack)]
        for id in sources:
            if self._mistakes.known(place, _NO_CLAUSE, id, clauses, fitting=fitting) and clauses[id].pack not in (
                NATIONAL,
                pack,
            ):
                message = N_("{word} is a clause of the region {region}; a rule of {pack} cannot cite it.")
                self._mistakes.add(place, message, word=id, region=clauses[id].pack, pack=pack)

    # -- rules -----------------------------------------------------------------------------------------------------

    def _rule(self, rule: Rule) -> None:
        knowledge = self._knowledge
        self._sources(rule.at("sources"), rule.cited or rule.sources, rule.pack)
        cited = [knowledge.clauses[id] for id in rule.sources if id in knowledge.clauses]
        if cited and all((clause.grade or "") == NOT_FOUND for clause in cited):
            message = N_(
                "{rule} rests only on what was looked for and not found: cite what carries it, or an advice of our own."
            )
            self._mistakes.add(rule.at("sources"), message, rule=rule.id)
        self._overrides(rule)
        check_subject(knowledge, rule, self._mistakes)
        check_succession(knowledge, rule, self._mistakes)
        check_inherited(knowledge, rule, self._mistakes)
        if rule.derive is not None:
            fact, value = rule.derive
            message = N_("There is no derived fact {word}. Allowed: {allowed}.")
            if self._mistakes.known(rule.at("derive"), message, fact, knowledge.derived):
                self._mistakes.known_value(rule.at("derive"), fact, value, knowledge.values_of(fact))
        if rule.statement is not None:
            self._statement(rule, rule.statement)
        self._condition(rule.when, rule.id, rule.at("when"))

    def _overrides(self, rule: Rule) -> None:
        place, rules = rule.at("overrides"), self._knowledge.rules
        if not rule.overrides:
            return
        fitting = [
            id for id, other in rules.items()
            if other.pack == NATIONAL and (other.derive is None) == (rule.derive is None)
        ]  # fmt: skip
        for id in rule.overrides:
            if not self._mistakes.known(place, N_("There is no rule {word} to override."), id, rules, fitting=fitting):
                continue
            if rules[id].pack != NATIONAL:
                message = N_("{word} is not a national rule: only those can be overridden.")
                self._mistakes.add(place, message, word=id)
            if (rules[id].derive is None) != (rule.derive is None):
                message = N_("{word} says something and the other derives a fact: one cannot override the other.")
                self._mistakes.add(place, message, word=id)

    def _statement(self, rule: Rule, said: Statement) -> None:
        knowledge, add = self._knowledge, self._mistakes.add
        self._mistakes.known(rule.at("topic"), _NO_TOPIC, said.topic, knowledge.topics)
        for key, actors in (("actor", said.actors), ("sends_to", said.sends_to), ("mentions", said.mentions)):
            self._all_known(rule.at(key), _NO_ACTOR, actors, knowledge.actors)
        self._fee(rule, said)
        self._while_open(rule, said)
        contact = self._contact(rule, said)
        self._link(rule, said)
        for key in ("text", "lead", "brief", "own", "line", "slip"):
            self._text(rule, said, key, getattr(said, key), contact)
        self._slip(rule, said)
        for key in NAMING_RULES:
            self._all_known(rule.at(key), _NO_RULE, getattr(said, key), knowledge.rules)
        self._lengths(rule, said)
        if said.own and not said.actors:
            add(rule.at("own"), N_("{rule} has an “own:” but no “actor:” whose line it could be."), rule=rule.id)
        if said.waits_for is not None and not said.if_answered:
            message = N_("{rule} has “waits_for:” but no “if_answered:” that could wait.")
            add(rule.at("waits_for"), message, rule=rule.id)
        # Of a fee, a right, a duty or a step a folded group tells it.
        if said.brief and not said.lead and said.kind not in TOLD_IN_BRIEF:
            add(rule.at("brief"), N_("{rule} has a “brief:” but no “lead:” beside which it could stand."), rule=rule.id)
        self._asked(rule, said)

    def _lengths(self, rule: Rule, said: Statement) -> None:
        place, length = rule.at("text"), len(said.text)
        if length > LONGEST_TEXT:
            message = N_("The text of {rule} has {word} characters; {number} at most: say it shorter, or in two rules.")
            self._mistakes.add(place, message, word=str(length), rule=rule.id, number=str(LONGEST_TEXT))
        for key, text in (("lead", said.lead), ("own", said.own), ("line", said.line)):
            if len(text) > LONGEST_LEAD:
                message = N_(
                    "The lead of {rule} has {word} characters; {number} at most, so that it is read at a glance."
                )
                self._mistakes.add(rule.at(key), message, word=str(len(text)), rule=rule.id, number=str(LONGEST_LEAD))

    def _fee(self, rule: Rule, said: Statement) -> None:
        known = said.fee is None or said.fee.amount is not None or "fee" in dict(rule.named)
        if not known and said.fee is not None and (said.fee.maximum or said.fee.per):
            self._mistakes.add(rule.at("fee"), N_("A fee whose amount is not known has no “max:” and no “per:”."))
        texts = {"fee": said.text, "limit": "".join((said.text, said.lead, said.brief, said.own, said.line, said.slip))}
        for key, text in texts.items():
            paid = getattr(said, key)
            if paid is None or not (paid.amount or key in dict(rule.named)):
                continue
            if not (f"{{{key}}}" in text or AMOUNT.search(text) or self._in_words.search(text)):  # typed: told below
                message = N_(
                    "{rule} has “{key}:”, but its text does not say it: write {{{key}}} where the amount stands."
                )
                self._mistakes.add(rule.at("text"), message, rule=rule.id, key=key)

    def _while_open(self, rule: Rule, said: Statement) -> None:
        """What is said until a question is answered holds whatever the answer is, since nobody knows it yet."""
        place, questions = rule.at("while_open"), self._knowledge.questions
        if said.until is not None:
            self._mistakes.known(rule.at("until"), _NO_FACT, said.until, questions)
        for fact in said.waits_for or ():
            self._mistakes.known(rule.at("waits_for"), _NO_FACT, fact, questions)
        if said.while_open is None or not self._mistakes.known(place, _NO_FACT, said.while_open, questions):
            return
        if any(literals(rule.when)):
            message = N_("{rule} is said while a question is open: it cannot have “when:”.")
            self._mistakes.add(rule.at("when"), message, rule=rule.id)

    def _contact(self, rule: Rule, said: Statement) -> Contact | None:
        """The contact of a statement, if it is known."""
        place, contacts = rule.at("contact"), self._knowledge.contacts
        message = N_("There is no contact {word}. Allowed: {allowed}.")
        fitting = [contact.id for contact in contacts.values() if contact.pack in (NATIONAL, rule.pack)]
        if said.contact is None or not self._mistakes.known(place, message, said.contact, contacts, fitting=fitting):
            return None
        contact = contacts[said.contact]
        if contact.pack not in (NATIONAL, rule.pack):
            message = N_("{word} is a contact of the region {region}; a rule of {pack} cannot give it.")
            self._mistakes.add(place, message, word=contact.id, region=contact.pack, pack=rule.pack)
        return contact

    def _link(self, rule: Rule, said: Statement) -> None:
        place, documents = rule.at("link"), self._knowledge.documents
        if said.link is None or not self._mistakes.known(place, _NO_DOCUMENT, said.link, documents):
            return
        if documents[said.link].url is None:
            self._mistakes.add(place, N_("The document {word} has no address to link to."), word=said.link)
        if documents[said.link].pack not in (NATIONAL, rule.pack):
            self._mistakes.add(place, N_("{word} is a document of another region."), word=said.link)

    def _slip(self, rule: Rule, said: Statement) -> None:
        """Nothing on a slip tells a stranger how the patient stays in Sweden."""
        words = said.slip.casefold()
        for exposing in self._knowledge.exposing:
            if exposing.casefold() in words:
                message = N_(
                    "The slip of {rule} says “{word}”: whoever sees it would know how the patient stays in Sweden."
                )
                self._mistakes.add(rule.at("slip"), message, word=exposing, rule=rule.id)

    def _asked(self, rule: Rule, said: Statement) -> None:
        """Whom a text sends the reader to on our own advice: it cites the advice, unless it is the step of that very actor."""
        clauses = self._knowledge.clauses
        cited = (clauses[id] for id in rule.sources if id in clauses)
        if any(
            self._knowledge.grade(clause) == ADVICE for clause in cited if clause.document in self._knowledge.documents
        ):
            return
        words = set(re.findall(r"\w+", f"{said.text} {said.lead}".casefold()))
        for actor in self._knowledge.actors.values():
            if said.actors != (actor.id,) and (told := words.intersection(actor.asked_as)):
                message = N_("“{word}” in the text of {rule} is our own advice: cite the advice that gives its reason.")
                self._mistakes.add(rule.at("text"), message, word=min(told), rule=rule.id)

    def _text(self, rule: Rule, said: Statement, key: str, text: str, contact: Contact | None) -> None:
        """The placeholders of the text under a key of a rule, and what is typed into it that should be data."""
        place, add = rule.at(key), self._mistakes.add
        names = placeholders(text)
        if names is None:
            add(place, N_("The braces in the text of {word} do not match."), word=rule.id)
            return
        for name in sorted(names):
            if name not in PLACEHOLDERS:
                add(place, N_("There is no placeholder {word}. Allowed: {allowed}."), PLACEHOLDERS, name)
            elif name in ("fee", "limit") and getattr(said, name) is None and name not in rule.places:
                message = N_("The text of {rule} says {{{word}}}, but the rule has none.")
                add(place, message, word=name, rule=rule.id)
            elif name in _OF_CONTACT and (
                "contact" not in rule.places
                if contact is None
                else not contact.gives(name) and contact.id not in self._mistakes.spoilt
            ):
                message = N_("The text of {rule} says {{{word}}}, but its contact gives none.")
                add(place, message, word=name, rule=rule.id)
        for pattern, what in self._typed(text):
            found = pattern.search(text)
            if found and not _DAY.match(found.group()):
                message = N_("“{word}” is typed into the text of {rule}: keep it once, as data, and write {{{name}}}.")
                add(place, message, word=found.group(), rule=rule.id, name=what)
        if (short := self._short.search(text)) is not None:
            message = N_(
                "“{word}” is typed into the text of {rule}: give it a contact (“contact:”), and write {{phone}}."
            )
            add(place, message, word=short.group(), rule=rule.id)

    def _amounts_elsewhere(self) -> None:
        """Amounts in what belongs to no rule (a help, a term): no record keeps them there, and they would stay as they are when they change."""
        for context, text, place in texts(self._knowledge):
            if context.startswith(_OF_NO_RULE) and (found := AMOUNT.search(text) or self._in_words.search(text)):
                message = N_("“{word}” is typed into a text that belongs to no rule: say it in a rule, which keeps it.")
                self._mistakes.add(place, message, word=found.group())

    def _typed(self, text: str) -> Iterator[tuple[re.Pattern[str], str]]:
        """What is looked for in a text that should be data; none that cannot be there, since most of these are looked for long."""
        with_digits = any(map(str.isdigit, text))
        may_be = {AMOUNT: with_digits, self._in_words: "kr" in text.casefold(), PHONE: with_digits, EMAIL: "@" in text}
        kinds = {AMOUNT: "fee", self._in_words: "fee", PHONE: "phone", EMAIL: "email"}
        return ((pattern, kinds[pattern]) for pattern, there in may_be.items() if there)

    def _phases(self) -> None:
        """The steps on a topic go from one phase to the next and never back; once there are phases, each step has one."""
        phases = list(self._knowledge.phases)
        spoken = [(rule, rule.statement) for rule in self._knowledge.rules.values() if rule.statement is not None]
        last: dict[tuple[str, str], int] = {}
        for rule, said in sorted(spoken, key=lambda pair: pair[1].order):
            before = last.get((rule.pack, said.topic), -1)
            if said.phase and self._mistakes.known(rule.at("phase"), _NO_PHASE, said.phase, phases):
                at = phases.index(said.phase)
                if at < before:
                    message = N_("By its order {rule} comes after a step of the phase {word}, which comes later.")
                    self._mistakes.add(rule.at("order"), message, word=phases[before], rule=rule.id)
                last[rule.pack, said.topic] = max(at, before)
            elif said.kind == STEP and not said.phase and before >= 0:
                message = N_("By its order {rule} comes after a step of the phase {word}, and says none of its own.")
                self._mistakes.add(rule.at("order"), message, word=phases[before], rule=rule.id)

    # -- invariants and circles ------------------------------------------------------------------------------------

    def _invariant(self, invariant: Invariant) -> None:
        knowledge = self._knowledge
        self._condition(invariant.when, invariant.id, invariant.place)
        self._all_known(invariant.place, _NO_CLAUSE, invariant.sources, knowledge.clauses)
        selector = invariant.never or invariant.always
        assert selector is not None
        known: tuple[tuple[str | None, Mapping[str, object], str], ...] = (
            (selector.topic, knowledge.topics, _NO_TOPIC),
            (selector.actor, knowledge.actors, _NO_ACTOR),
            (selector.sends_to, knowledge.actors, _NO_ACTOR),
            (selector.rule, knowledge.rules, _NO_RULE),
        )
        for word, allowed, message in known:
            if word is not None:
                self._mistakes.known(invariant.place, message, word, allowed)

    def _promises(self) -> None:
        """Both kinds are made: whom nothing leads to, and what is always shown. Nobody can take them out of a knowledge unseen."""
        for promise in self._knowledge.promises:
            self._promise(promise)
        for key, made in (("from", "actor"), ("warned_by", "warned_by")):
            if all(getattr(promise, made) is None for promise in self._knowledge.promises):
                place = next(iter(self._knowledge.promises), None)
                message = N_("No promise has “{word}:”; a knowledge without it could harm a patient unseen.")
                self._mistakes.add(place.place if place else Place("knowledge.yaml", 1, 1), message, word=key)

    def _promise(self, promise: Promise) -> None:
        self._condition(promise.protects, promise.id, promise.place)
        if promise.actor is not None:
            self._mistakes.known(promise.place, _NO_ACTOR, promise.actor, self._knowledge.actors)
        if promise.warned_by is not None:
            self._mistakes.known(promise.place, _NO_RULE, promise.warned_by, self._knowledge.rules)

    def _circles(self) -> None:
        for circle in _circles(derived_needs(self._knowledge)):
            place = self._knowledge.derived[circle[0]].place
            word = " → ".join([*circle, circle[0]])
            self._mistakes.add(place, N_("Derived facts go in a circle: {word}."), word=word)


def placeholders(text: str) -> set[str] | None:
    """The names in braces in a text; None if the braces do not match."""
    try:
        parsed = list(Formatter().parse(text))
    except ValueError:
        return None
    return {
        name if not spec and not conversion else f"{name}:{spec}"
        for _, name, spec, conversion in parsed
        if name is not None
    }


def _circles(needs: Mapping[str, set[str]]) -> list[list[str]]:
    """The circles in "needs", each once, beginning with its first fact by name."""
    found: list[list[str]] = []
    for start in sorted(needs):
        stack = [[start]]
        seen: set[str] = set()
        while stack:
            path = stack.pop()
            for fact in sorted(needs.get(path[-1], ())):
                if fact == start and start == min(path):
                    found.append(path)
                    stack.clear()
                    break
                if fact not in seen:
                    seen.add(fact)
                    stack.append([*path, fact])
    return found
