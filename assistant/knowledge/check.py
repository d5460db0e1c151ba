"""Checking what was read: every name refers to something, every text keeps its facts as data, nothing runs in a circle."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from string import Formatter

from assistant.i18n import N_
from assistant.knowledge.conditions import Condition, TooManyWays, literals, ways
from assistant.knowledge.model import (
    LONGEST_LEAD,
    NATIONAL,
    NOT_FOUND,
    TOPIC,
    UNKNOWN,
    Clue,
    Contact,
    Invariant,
    Knowledge,
    Question,
    Rule,
    Statement,
)
from assistant.knowledge.needs import derived_needs
from assistant.knowledge.problems import Place, Problem, nearest
from assistant.knowledge.read.nodes import Mistakes

PLACEHOLDERS = ("fee", "limit", "contact", "phone", "email", "fax")
_OF_CONTACT = {"contact": "name", "phone": "phone", "email": "email", "fax": "fax"}
_PHONE = re.compile(r"\+?\d[\d \u00a0–-]{6,}\d")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.\w+")
_AMOUNT = re.compile(r"\d+(?:[.,]\d+)?\s*(?:kr\b|kronor|SEK)", re.IGNORECASE)


def check(knowledge: Knowledge, mistakes: Mistakes) -> None:
    """Note every wrong reference and every broken law of the knowledge; what needs the case space is proved elsewhere."""
    _check_names(knowledge, mistakes)
    for change in knowledge.changes:
        for document in change.documents:
            _known(mistakes, change.place, N_("There is no document {word}."), document, knowledge.documents)
    for clause in knowledge.clauses.values():
        _known(mistakes, clause.place, N_("There is no document {word}."), clause.document, knowledge.documents)
        if clause.document in knowledge.documents and not (clause.grade or knowledge.documents[clause.document].grade):
            mistakes.add(clause.place, N_("Neither the clause {word} nor its document has a grade."), word=clause.id)
        if clause.not_for is not None and _check_condition(knowledge, clause.not_for, mistakes):
            _check_ways(knowledge, clause.not_for, clause.id, clause.place, mistakes)
        for topic in clause.anomaly.topics if clause.anomaly else ():
            _known(mistakes, clause.place, N_("There is no topic {word}. Allowed: {allowed}."), topic, knowledge.topics)
    for question in knowledge.questions.values():
        for clue in question.find_out.clues.values() if question.find_out else ():
            _check_clue(knowledge, clue, mistakes)
    for term in knowledge.glossary.values():
        for id in term.sources:
            _known(mistakes, term.place, N_("There is no clause {word}."), id, knowledge.clauses)
    for contact in knowledge.contacts.values():
        _check_sources(knowledge, contact.place, contact.sources, contact.pack, mistakes)
    for rule in knowledge.rules.values():
        _check_rule(knowledge, rule, mistakes)
    for invariant in knowledge.invariants.values():
        _check_invariant(knowledge, invariant, mistakes)
    _check_circles(knowledge, mistakes)


def _known(mistakes: Mistakes, place: Place, message: str, word: str, known: Iterable[str]) -> bool:
    """Whether the word is known; else a problem that gives the nearest known word (the whole list may be long)."""
    words = list(known)
    if word in words:
        return True
    if "{allowed}" in message:
        mistakes.add(place, message, words, word)
    else:
        mistakes.problems.append(Problem(place, message, {"word": word}, nearest(word, words)))
    return False


_RESERVED = ("all", "any", "not", "id", "sid", "start_of_run", UNKNOWN)
"""Names that conditions or the engines use themselves."""


def _check_names(knowledge: Knowledge, mistakes: Mistakes) -> None:
    """The names of facts: each means one thing, and none means anything to a condition or to an engine."""
    taken: set[str] = set()
    for question in (*knowledge.questions.values(), knowledge.topic_question):
        names = [question.id, *([question.number.id] if question.number else [])]
        for name in names:
            if name in taken:
                mistakes.add(question.place, N_("{word} is the name of another fact."), word=name)
            taken.add(name)
            _check_name(name, question.place, mistakes)
        _check_shape(question, mistakes)
    for fact in knowledge.derived.values():
        if fact.id in taken:
            mistakes.add(fact.place, N_("{word} is both a question and a derived fact."), word=fact.id)
        _check_name(fact.id, fact.place, mistakes)
        if any(value.id == UNKNOWN for value in fact.values):
            mistakes.add(fact.place, N_("“unknown” is no value of a derived fact: name what is meant."))


def _check_name(name: str, place: Place, mistakes: Mistakes) -> None:
    if name in _RESERVED or "." in name:
        mistakes.add(place, N_("{word} cannot be the name of a fact; choose another, without a full stop."), word=name)


def _check_shape(question: Question, mistakes: Mistakes) -> None:
    """Only the topics are several at once, and every other question can be answered by "don't know"."""
    topical = question.id == TOPIC
    if question.multiple != topical:
        mistakes.add(
            question.place, N_("“multiple: true” belongs to the question {topic}, and to no other."), topic=TOPIC
        )
    if question.unknown is None and not topical:
        mistakes.add(question.place, N_("The question {word} needs “unknown:” with a label."), word=question.id)


def _check_clue(knowledge: Knowledge, clue: Clue, mistakes: Mistakes) -> None:
    """A clue gives values of questions, and says by which clauses. It may cite a region's: it explains a word, it is no rule."""
    if not clue.gives or not clue.sources:
        mistakes.add(clue.place, N_("The clue {word} must give a fact and cite a clause."), word=clue.value.id)
    for fact, value in clue.gives.items():
        if _known(mistakes, clue.place, N_("There is no fact {word}. Allowed: {allowed}."), fact, knowledge.questions):
            message = N_("{fact} has no value {word}. Allowed: {allowed}.")
            allowed = knowledge.values_of(fact)
            if value not in allowed:
                mistakes.add(clue.place, message, allowed, value, fact=fact)
    for id in clue.sources:
        _known(mistakes, clue.place, N_("There is no clause {word}."), id, knowledge.clauses)


def _check_condition(knowledge: Knowledge, condition: Condition, mistakes: Mistakes) -> bool:
    """Check facts and values; whether all are right."""
    right = True
    facts = [*knowledge.questions, *knowledge.derived]
    for literal in literals(condition):
        if literal.fact == TOPIC:
            mistakes.add(
                literal.place, N_("A rule cannot depend on the topic: give the statement its “topic:” instead.")
            )
            right = False
        elif not _known(
            mistakes, literal.place, N_("There is no fact {word}. Allowed: {allowed}."), literal.fact, facts
        ):
            right = False
        else:
            allowed = knowledge.values_of(literal.fact)
            for value in sorted(literal.values):
                message = N_("{fact} has no value {word}. Allowed: {allowed}.")
                if value not in allowed:
                    mistakes.add(literal.place, message, allowed, value, fact=literal.fact)
                    right = False
    return right


def _check_sources(knowledge: Knowledge, place: Place, sources: Iterable[str], pack: str, mistakes: Mistakes) -> None:
    for id in sources:
        if not _known(mistakes, place, N_("There is no clause {word}."), id, knowledge.clauses):
            continue
        of_pack = knowledge.clauses[id].pack
        if of_pack not in (NATIONAL, pack):
            mistakes.add(
                place,
                N_("{word} is a clause of the region {region}; a rule of {pack} cannot cite it."),
                word=id,
                region=of_pack,
                pack=pack,
            )


def _check_rule(knowledge: Knowledge, rule: Rule, mistakes: Mistakes) -> None:
    right = _check_condition(knowledge, rule.when, mistakes)
    _check_sources(knowledge, rule.at("sources"), rule.sources, rule.pack, mistakes)
    cited = [knowledge.clauses[id] for id in rule.sources if id in knowledge.clauses]
    if cited and all((clause.grade or "") == NOT_FOUND for clause in cited):
        message = N_(
            "{rule} rests only on what was looked for and not found: cite what carries it, or an advice of our own."
        )
        mistakes.add(rule.at("sources"), message, rule=rule.id)
    for id in rule.overrides:
        if _known(mistakes, rule.at("overrides"), N_("There is no rule {word} to override."), id, knowledge.rules):
            other = knowledge.rules[id]
            if other.pack != NATIONAL:
                mistakes.add(
                    rule.at("overrides"), N_("{word} is not a national rule: only those can be overridden."), word=id
                )
            if (other.derive is None) != (rule.derive is None):
                mistakes.add(
                    rule.at("overrides"),
                    N_("{word} says something and the other derives a fact: one cannot override the other."),
                    word=id,
                )
    if rule.derive is not None:
        fact, value = rule.derive
        if _known(
            mistakes,
            rule.at("derive"),
            N_("There is no derived fact {word}. Allowed: {allowed}."),
            fact,
            knowledge.derived,
        ):
            allowed = knowledge.values_of(fact)
            if value not in allowed:
                mistakes.add(
                    rule.at("derive"), N_("{fact} has no value {word}. Allowed: {allowed}."), allowed, value, fact=fact
                )
    if rule.statement is not None:
        _check_statement(knowledge, rule, rule.statement, mistakes)
    if right:
        _check_ways(knowledge, rule.when, rule.id, rule.at("when"), mistakes)


def _check_ways(knowledge: Knowledge, condition: Condition, word: str, place: Place, mistakes: Mistakes) -> None:
    try:
        found = ways(condition, knowledge.values_of)
    except TooManyWays:
        mistakes.add(place, N_("The condition of {word} has too many combinations; split it."), word=word)
        return
    if not found:
        mistakes.add(place, N_("{word} can never hold: its conditions exclude each other."), word=word)


def _check_statement(knowledge: Knowledge, rule: Rule, said: Statement, mistakes: Mistakes) -> None:
    _known(
        mistakes, rule.at("topic"), N_("There is no topic {word}. Allowed: {allowed}."), said.topic, knowledge.topics
    )
    for key, actors in (("actor", said.actors), ("sends_to", said.sends_to), ("mentions", said.mentions)):
        for actor in actors:
            _known(mistakes, rule.at(key), N_("There is no actor {word}. Allowed: {allowed}."), actor, knowledge.actors)
    contact: Contact | None = None
    if said.contact is not None and _known(
        mistakes,
        rule.at("contact"),
        N_("There is no contact {word}. Allowed: {allowed}."),
        said.contact,
        knowledge.contacts,
    ):
        contact = knowledge.contacts[said.contact]
        if contact.pack not in (NATIONAL, rule.pack):
            mistakes.add(
                rule.at("contact"),
                N_("{word} is a contact of the region {region}; a rule of {pack} cannot give it."),
                word=contact.id,
                region=contact.pack,
                pack=rule.pack,
            )
    if said.fee is not None and said.fee.amount is None and (said.fee.maximum or said.fee.per):
        mistakes.add(rule.at("fee"), N_("A fee whose amount is not known has no “max:” and no “per:”."))
    if said.link is not None and _known(
        mistakes, rule.at("link"), N_("There is no document {word}."), said.link, knowledge.documents
    ):
        if knowledge.documents[said.link].url is None:
            mistakes.add(rule.at("link"), N_("The document {word} has no address to link to."), word=said.link)
        if knowledge.documents[said.link].pack not in (NATIONAL, rule.pack):
            mistakes.add(rule.at("link"), N_("{word} is a document of another region."), word=said.link)
    for key, text in (("text", said.text), ("lead", said.lead)):
        _check_text(rule, said, key, text, contact, mistakes)
    if len(said.lead) > LONGEST_LEAD:
        message = N_("The lead of {rule} has {word} characters; {number} at most, so that it is read at a glance.")
        mistakes.add(rule.at("lead"), message, word=str(len(said.lead)), rule=rule.id, number=str(LONGEST_LEAD))
    for actor_id, named_actor in knowledge.actors.items():
        words = f"{said.text}\n{said.lead}".casefold()
        named = any(name.casefold() in words for name in named_actor.named_as)
        if named and actor_id not in (*said.sends_to, *said.mentions):
            mistakes.add(
                rule.at("text"),
                N_(
                    "The text of {rule} names {word}: say “sends_to: [{word}]” if it leads anyone there, else “mentions: [{word}]”."
                ),
                word=actor_id,
                rule=rule.id,
            )


def _check_text(rule: Rule, said: Statement, key: str, text: str, contact: Contact | None, mistakes: Mistakes) -> None:
    """The placeholders of the text under a key of a rule, and what is typed into it that should be data."""
    place = rule.at(key)
    names = placeholders(text)
    if names is None:
        mistakes.add(place, N_("The braces in the text of {word} do not match."), word=rule.id)
        return
    for name in sorted(names):
        if name not in PLACEHOLDERS:
            mistakes.add(place, N_("There is no placeholder {word}. Allowed: {allowed}."), PLACEHOLDERS, name)
        elif name in ("fee", "limit") and getattr(said, name) is None:
            mistakes.add(
                place,
                N_("The text of {rule} says {{{word}}}, but the rule has none."),
                word=name,
                rule=rule.id,
            )
        elif name in _OF_CONTACT and (contact is None or getattr(contact, _OF_CONTACT[name]) is None):
            mistakes.add(
                place,
                N_("The text of {rule} says {{{word}}}, but its contact gives none."),
                word=name,
                rule=rule.id,
            )
    for pattern, what in ((_AMOUNT, "fee"), (_PHONE, "phone"), (_EMAIL, "email")):
        found = pattern.search(text)
        if found and not _DAY.match(found.group()):
            message = N_("“{word}” is typed into the text of {rule}: keep it once, as data, and write {{{name}}}.")
            mistakes.add(place, message, word=found.group(), rule=rule.id, name=what)


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


def _check_invariant(knowledge: Knowledge, invariant: Invariant, mistakes: Mistakes) -> None:
    if _check_condition(knowledge, invariant.when, mistakes):
        _check_ways(knowledge, invariant.when, invariant.id, invariant.place, mistakes)
    for id in invariant.sources:
        _known(mistakes, invariant.place, N_("There is no clause {word}."), id, knowledge.clauses)
    selector = invariant.never or invariant.always
    assert selector is not None
    for word, known, message in (
        (selector.topic, knowledge.topics, N_("There is no topic {word}. Allowed: {allowed}.")),
        (selector.actor, knowledge.actors, N_("There is no actor {word}. Allowed: {allowed}.")),
        (selector.sends_to, knowledge.actors, N_("There is no actor {word}. Allowed: {allowed}.")),
        (selector.rule, knowledge.rules, N_("There is no rule {word}.")),
    ):
        if word is not None:
            _known(mistakes, invariant.place, message, word, known)


def _check_circles(knowledge: Knowledge, mistakes: Mistakes) -> None:
    needs = derived_needs(knowledge)
    for circle in _circles(needs):
        place = knowledge.derived[circle[0]].place
        mistakes.add(place, N_("Derived facts go in a circle: {word}."), word=" → ".join([*circle, circle[0]]))


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
