"""Wording: the words of a language for statements, fees, contacts, sources, facts and reasons."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from assistant.answer.model import Answer, Coming, Lead, OpenQuestion, Said, Source
from assistant.cases.case import Case
from assistant.i18n import N_, Language
from assistant.knowledge.model import (
    ADVICE,
    NOT_FOUND,
    REGION,
    STEP,
    TOPIC,
    Change,
    Clause,
    Contact,
    Document,
    Fee,
    Knowledge,
    Question,
    Rule,
    Statement,
    Term,
)
from assistant.texts import cased, visible
from assistant.words.units import unit_left_out

if TYPE_CHECKING:
    from assistant.words.leads import LeadKey

_PER = {
    "visit": N_("{amount} per visit"),
    "journey": N_("{amount} per journey"),
    "dispensing": N_("{amount} per dispensing"),
    "medicine": N_("{amount} per medicine"),
    "treatment": N_("{amount} per treatment"),
}
KIND_TITLES = {
    "warning": N_("Important"),
    "entitlement": N_("Right to care"),
    "responsibility": N_("Who is responsible"),
    "fee": N_("Fees"),
    "contact": N_("Contacts"),
    "step": N_("Do this"),
    "note": N_("Good to know"),
}
MOST_LINES = 2048
"""Leads whose lines are remembered."""

LONGEST_REASON = 120
"""Characters of a statement quoted as the reason for a question."""


def _as_written(word: str) -> str:
    """A pattern for a word of the glossary: with capitals it stands just so, without it may begin a sentence."""
    return re.escape(word) if word != word.lower() else f"(?i:{re.escape(word)})"


_Told = dict[str, tuple[Rule, str]]
"""Texts of rules by their ids, each with the rule that it is of."""


def _once(told: _Told, rule: Rule, tell: Callable[[Rule], str]) -> str:
    """The text of a rule, made once: a line that leads tries a hundred before it has one that fits."""
    known = told.get(rule.id)
    if known is None or known[0] is not rule:
        known = told[rule.id] = rule, tell(rule)
    return known[1]


class Wording:
    """Words for one knowledge in one language, for a reader of one role (None where the knowledge has no roles)."""

    def __init__(self, knowledge: Knowledge, language: Language, role: str | None = None) -> None:
        """`role`: its id, or a word by which it is asked for; none stands for the first. Raises KeyError for another."""
        self.knowledge = knowledge
        self.language = language
        self.role = knowledge.role(role or "")
        self._texts: _Told = {}
        self._leads: _Told = {}
        self._briefs: _Told = {}
        self._parts: dict[Callable[[Rule, Wording], str], _Told] = {}
        self._general: dict[str, frozenset[str]] = {}
        self._by_answers: dict[str, bool] = {}
        self._brief_values: dict[tuple[str, str], str] = {}
        self._lines: dict[LeadKey, tuple[Lead, str]] = {}
        self._same_lead: dict[int, tuple[Lead, str]] = {}

    def of(self, knowledge: Knowledge) -> Wording:
        """The same words for another knowledge; its first role where it has not this one."""
        role = self.role.id if self.role is not None and self.role.id in knowledge.roles else None
        return Wording(knowledge, self.language, role)

    @property
    def elsewhere(self) -> str:
        """That this knowledge is not the one that came along, and where it lies; empty for the one that did."""
        folder = self.knowledge.folder
        if not folder:
            return ""
        return self.language.gettext(
            "This is not the knowledge that came along, but that in {folder}.", folder=visible(folder, 300)
        )

    def foot(self, on: date) -> str:
        """The last line of what is answered: by which knowledge, as of which day."""
        return f"{self.by_which(on)} {self.local}".rstrip()

    def by_which(self, on: date) -> str:
        """The same where nothing local is said."""
        text = self.language.gettext(
            "Vårdlots, knowledge {version}, as of {day}.", version=self.knowledge.version, day=on.isoformat()
        )
        return f"{text} {self.elsewhere}".rstrip()

    @property
    def local(self) -> str:
        """That a workplace has added to the knowledge, or tried to; empty if not."""
        added, gettext = self.knowledge.local, self.language.gettext
        if not added.file:
            return ""
        name = visible(added.file.replace("\\", "/").rpartition("/")[2], 100)
        if added.problems:
            text = N_("The local additions in {file} have mistakes and are left out; “vardlots doctor” shows them.")
            return gettext(text, file=name)
        return gettext("With local additions ({file}).", file=name)

    def rule_text(self, rule: Rule) -> str:
        """The text of a rule's statement, its placeholders filled in from its fee and its contact."""
        return _once(self._texts, rule, self._rule_text)

    def _rule_text(self, rule: Rule) -> str:
        text = self._filled(rule.said, self.language.knowledge(f"rule.{rule.id}", rule.said.text))
        return self._marked(f"rule.{rule.id}", rule.said.text, cased(text))

    def rule_lead(self, rule: Rule) -> str:
        """The one line of a rule's statement that answers the question itself, filled in likewise; empty if it has none."""
        return _once(self._leads, rule, self._rule_lead)

    def _rule_lead(self, rule: Rule) -> str:
        text = self._line(rule.said, self.language.knowledge(f"lead.{rule.id}", rule.said.lead))
        text = self._asked_elsewhere(text)
        return self._marked(f"lead.{rule.id}", rule.said.lead, cased(text))

    def rule_brief(self, rule: Rule) -> str:
        """What a rule that leads says where it stands beside others: its brief words, or its lead if it has none."""
        return _once(self._briefs, rule, self._rule_brief)

    def _rule_brief(self, rule: Rule) -> str:
        brief = rule.said.brief
        if not brief:
            return self.rule_lead(rule)
        text = self._asked_elsewhere(self._line(rule.said, self.language.knowledge(f"brief.{rule.id}", brief)))
        return self._marked(f"brief.{rule.id}", brief, text)

    def once(self, tell: Callable[[Rule, Wording], str], rule: Rule) -> str:
        """A part of what a rule says, made once like its texts; `tell` makes it."""
        return _once(self._parts.setdefault(tell, {}), rule, lambda of: tell(of, self))

    def as_every_topic(self, fact: str) -> frozenset[str]:
        """The answers to a question of which one line says the same on every topic: residents, visitors."""
        from assistant.words.leads.speech import answers_told_on_every_topic

        if fact not in self._general:
            self._general[fact] = answers_told_on_every_topic(self.knowledge, fact)
        return self._general[fact]

    def rule_line(self, rule: Rule) -> str:
        """What a rule says in a line, filled in likewise; empty if it has none of its own."""
        text = self._line(rule.said, self.language.knowledge(f"line.{rule.id}", rule.said.line))
        return self._marked(f"line.{rule.id}", rule.said.line, text)

    def in_a_line(self, rule: Rule) -> str:
        """A step of others, or what is good to know, where it stands in short: its line, of a step else its lead; the text where that is no longer."""
        lead = self.rule_lead(rule) if rule.said.kind == STEP else ""
        text, line = self.rule_text(rule), self.rule_line(rule) or lead
        return line if line and len(line) < len(text) else text

    def rule_own(self, rule: Rule) -> str:
        """What leads for a reader whose own statement this is, filled in likewise; empty if it has no such line."""
        text = self._line(rule.said, self.language.knowledge(f"own.{rule.id}", rule.said.own))
        return self._marked(f"own.{rule.id}", rule.said.own, text)

    def rule_slip(self, rule: Rule) -> str:
        """What a rule's statement says for the patient's own eyes, filled in likewise; empty if it says nothing."""
        text = self._line(rule.said, self.language.knowledge(f"slip.{rule.id}", rule.said.slip))
        return self._marked(f"slip.{rule.id}", rule.said.slip, text)

    def _sentence(self, context: str, source: str) -> str:
        """A text of the knowledge that is read by itself."""
        return self._marked(context, source, self.language.knowledge(context, source))

    def _marked(self, context: str, source: str, text: str) -> str:
        """A text with the language that it is in before it, where it is not translated into that of the reader."""
        if self.language.has_knowledge(context, source):
            return text
        return f"[{self.language.spoken_in(context, source)}] {text}"

    def _line(self, said: Statement, text: str) -> str:
        """A line filled in, without what it says in its own words of the fee."""
        if said.fee is not None:
            said = said._replace(fee=unit_left_out(said.fee))
        return self._filled(said, text)

    def _asked_elsewhere(self, text: str) -> str:
        """A line that sends nobody to ask themselves: where it says "ask your manager", the manager reads to ask further on."""
        for id in self.role.actors if self.role is not None else ():
            instead = self.asked_instead(id)
            for phrase in self.knowledge.actors[id].asking.get(self.language.code, ()) if instead else ():
                before = rf"\b{re.escape(phrase)}\b"
                text = re.sub(before, instead, text)
                text = re.sub(before, instead[:1].upper() + instead[1:], text, flags=re.IGNORECASE)
        return text

    def lead(self, lead: Lead) -> str:
        """A lead in one line of at most `LONGEST_LEAD` characters; an uncertain one says first on what it turns."""
        if lead.certain:
            return self.rule_lead(lead.rules[0])
        same = self._same_lead.get(id(lead))
        if same is not None and same[0] is lead:
            return same[1]
        if len(self._lines) >= MOST_LINES or len(self._same_lead) >= MOST_LINES:
            self._lines.clear()
            self._same_lead.clear()
        from assistant.words.leads import key_of, line  # the first question is asked without a line that leads

        key = key_of(lead)
        told = self._lines.get(key)
        if told is None:
            # The lead too, so that nothing else takes the place of its rules in memory.
            told = self._lines[key] = (lead, line(lead, self))
        self._same_lead[id(lead)] = (lead, told[1])
        return told[1]

    def only_asks(self, lead: Lead) -> bool:
        """Whether the line of a lead says nothing but what to find out."""
        told = self.lead(lead)
        for question in map(self.knowledge.question_for, lead.depends_on):
            told = told.replace(self.settle(question) or "\0", "")
        return bool(lead.depends_on) and not told.strip()

    def excepting(self, topics: Iterable[str]) -> str:
        """That an amount does not hold for what these topics speak of."""
        from assistant.words.leads.speech import small

        named = self.either([small(self.topic_short(topic), self.names) for topic in topics])
        return self.language.gettext("Not for {topics}.", topics=named)

    def leads(
        self, leads: Sequence[Lead], name_topics: bool = False, told: Callable[[Lead], str] | None = None
    ) -> list[str]:
        """The leads in lines: where several topics are asked and not all have the same line, each says of which it is the answer.

        `name_topics`: each does in any case. `told`: how a lead is told, if not as `lead` does.
        """
        topics: dict[str, list[str]] = {}
        first = {lead.rules[0].id: lead for lead in leads if lead.certain}
        for lead in leads:
            # What another line says too, and more, is no second line: "say nothing" once, whoever asks and whatever else is asked.
            more = (
                other
                for id, other in first.items()
                if lead.certain and lead.rules[0].id in other.rules[0].said.says_too
            )
            topics.setdefault((told or self.lead)(next(more, lead)), []).append(self.topic_short(lead.topic))
        if len(topics) < 2 and not name_topics:
            return list(topics)
        return [text if text.startswith(f"{of[0]}: ") else f"{', '.join(of)}: {text}" for text, of in topics.items()]

    def _filled(self, said: Statement, text: str) -> str:
        contact = self.knowledge.contacts[said.contact] if said.contact else None
        return text.format(
            fee=self.fee(said.fee) if said.fee else "",
            limit=self.fee(said.limit) if said.limit else "",
            contact=self.contact_name(contact) if contact else "",
            phone=(contact and contact.phone) or "",
            email=(contact and contact.email) or "",
            fax=(contact and contact.fax) or "",
        )

    def fee(self, fee: Fee) -> str:
        """A fee in words, as `at most SEK 75 per visit`."""
        if fee.amount is None:
            return self.language.gettext("amount not known here")
        if fee.amount == 0:
            return self.language.gettext("free of charge")
        amount = self.language.money(fee.amount, fee.currency)
        if fee.maximum:
            amount = self.language.gettext("at most {amount}", amount=amount)
        return self.language.gettext(_PER[fee.per], amount=amount) if fee.per else amount

    def brief_fee(self, fee: Fee) -> str:
        """A fee where there is little room, and where it is said besides what a visit or a journey is."""
        if fee.amount is None:
            return self.language.gettext("not known")
        if fee.amount == 0:
            return self.language.gettext("free")
        return self.fee(unit_left_out(fee))

    def coming(self, coming: Coming) -> str:
        """A change to come, as `From 1 January SEK 60`."""
        day = self.language.day(coming.day)
        if coming.rule is not None:
            return self.language.gettext("From {day}: {text}", day=day, text=self.rule_text(coming.rule).rstrip("."))
        fees = [unit_left_out(fee) for fee in (coming.fee, coming.limit) if fee is not None]
        reached = (coming.contact.phone, coming.contact.email, coming.contact.fax) if coming.contact is not None else ()
        amount = ", ".join(dict.fromkeys((*map(self.fee, fees), *filter(None, reached))))
        return self.language.gettext("From {day} {amount}", day=day, amount=amount)

    def contact_name(self, contact: Contact) -> str:
        return self.language.knowledge(f"contact.{contact.id}.name", contact.name)

    def contact_lines(self, contact: Contact) -> list[str]:
        """A contact as lines: its name, then each way to reach it with a label."""
        lines = [self.contact_name(contact)]
        for label, value in (
            (N_("Phone: {value}"), contact.phone),
            (N_("E-mail: {value}"), contact.email),
            (N_("Fax: {value}"), contact.fax),
        ):
            if value:
                lines.append(self.language.gettext(label, value=value))
        if contact.hours:
            hours = self.language.knowledge(f"contact.{contact.id}.hours", contact.hours)
            lines.append(self.language.gettext("Hours: {value}", value=hours))
        return lines

    def kind(self, kind: str) -> str:
        return self.language.gettext(KIND_TITLES[kind])

    def actor(self, id: str) -> str:
        return self.language.knowledge(f"actor.{id}.label", self.knowledge.actors[id].label)

    def asked_instead(self, id: str) -> str:
        """What an actor reads in place of being sent to ask that very actor; empty if nobody asks this one."""
        instead = self.knowledge.actors[id].instead
        return self.language.knowledge(f"actor.{id}.instead", instead) if instead else ""

    def phase(self, id: str) -> str:
        """The name of a part of a process; empty for none."""
        return self.language.knowledge(f"phase.{id}.label", self.knowledge.phases[id].label) if id else ""

    def mine(self, said: Said) -> bool:
        """Whether a step is the reader's own."""
        return self.role is None or not set(self.role.actors).isdisjoint(said.statement.actors)

    def topic(self, id: str) -> str:
        return self.language.knowledge(f"topic.{id}.label", self.knowledge.topics[id].label)

    def topic_short(self, id: str) -> str:
        """The label of a topic where room is short, as before the line that answers a question on it."""
        topic = self.knowledge.topics[id]
        return self.language.knowledge(f"topic.{id}.short", topic.short) if topic.short else self.topic(id)

    # -- questions -------------------------------------------------------------------------------------------------

    def question(self, question: Question) -> str:
        return self._sentence(f"question.{question.id}.label", question.label)

    @lru_cache(maxsize=256)  # noqa: B019 - a wording lives as long as its user speaks its language
    def short(self, fact: str) -> str:
        """The short name of a question, as `Age`."""
        question = self.knowledge.question_for(fact)
        return self.language.knowledge(f"question.{question.id}.short", question.short)

    def help(self, question: Question) -> str:
        return self._sentence(f"question.{question.id}.help", question.help)

    def number_label(self, question: Question) -> str:
        assert question.number is not None
        return self.language.knowledge(f"question.{question.id}.number.label", question.number.label)

    def value(self, question: Question, value: str) -> str:
        """The label of a value of a question; the regions' and the topics' are their own, a band's is made of its ends."""
        named = question.value(value)
        if named.low is not None and named.high is not None:
            return self._span(question, named.low, named.high)
        return self._value_part(question, value, "label")

    def brief_value(self, question: Question, value: str) -> str:
        """The label of a value where several stand in one line: its brief words, or the label without what stands in brackets."""
        told = self._brief_values.get((question.id, value))
        if told is None:
            told = self._brief_values[question.id, value] = self._brief_value(question, value)
        return told

    def _brief_value(self, question: Question, value: str) -> str:
        if question.id != TOPIC and question.value(value).brief:
            return self._value_part(question, value, "brief")
        return self.bare_value(question, value)

    def bare_value(self, question: Question, value: str) -> str:
        """The label of a value without what stands in brackets."""
        label = self.value(question, value)
        return re.sub(r"\s*\([^)]*\)", "", label) or label

    def is_said_by_its_answers(self, question: Question) -> bool:
        """Whether the answers to a question say by themselves what they are answers to: not yes and no, nor what answers another too."""
        found = self._by_answers.get(question.id)
        if found is None:
            values = {value.id for value in question.values}
            others = (each for each in self.knowledge.questions.values() if each.id != question.id)
            found = len(values) > 2 and not any(values <= {value.id for value in each.values} for each in others)
            self._by_answers[question.id] = found
        return found

    def settle(self, question: Question) -> str:
        """What the reader does first where nothing can be said without the answer to this question; empty if nothing is known."""
        return self._sentence(f"question.{question.id}.settle", question.settle)

    def ask(self, question: Question) -> str:
        """What the reader finds out where other answers are not told, within a sentence: "otherwise: choose the region"."""
        if question.ask:
            return self._asked_elsewhere(self.language.knowledge(f"question.{question.id}.ask", question.ask))
        return self.language.gettext("ask about {fact}", fact=self.short(question.id).lower())

    def values(self, question: Question, values: Sequence[str]) -> list[str]:
        """Some values of a question, each by its label; bands of a number that touch, as one: `18 or older`."""
        if question.number is None:
            return [self.value(question, value) for value in values]
        return [self._span(question, low, high) for low, high in question.spans(values)]

    def _span(self, question: Question, low: int, high: int) -> str:
        """How a span of the number of a question is called."""
        assert question.number is not None and question.bands is not None
        kind = question.number.kind(low, high)
        text = self.language.knowledge(f"question.{question.id}.bands.{kind}", getattr(question.bands, kind))
        return question.bands.filled(text, low, high)

    def value_help(self, question: Question, value: str) -> str:
        return self._value_part(question, value, "help")

    def _value_part(self, question: Question, value: str, part: str) -> str:
        source: str = getattr(question.value(value), part)
        if question.id == TOPIC:
            return self.language.knowledge(f"topic.{value}.{part}", source)
        if value in self.knowledge.regions and question.id == "region":
            return self.language.knowledge(f"region.{value}.{part}", source)
        return self.language.knowledge(f"question.{question.id}.{value}.{part}", source)

    def answered(self, case: Case, question: Question) -> str:
        """The answer given to a question, in words: a number as `7 years`, several topics in a row."""
        if question.id == TOPIC:
            return ", ".join(self.topic(topic) for topic in case.topics)
        number = case.numbers.get(question.number.id) if question.number else None
        return str(number) if number is not None else self.value(question, case.answers[question.id])

    def derived(self, fact: str, value: str) -> tuple[str, str]:
        """The label of a derived fact and of its value."""
        spec = self.knowledge.derived[fact]
        label = self.language.knowledge(f"derived.{fact}.label", spec.label)
        source = next(known.label for known in spec.values if known.id == value)
        return label, self.language.knowledge(f"derived.{fact}.{value}.label", source)

    # -- reasons and sources ---------------------------------------------------------------------------------------

    def depends(self, said: Said) -> str:
        """What an uncertain statement depends on, as `Depends on: Age`."""
        return self.depends_on(said.depends_on)

    @cached_property
    def names(self) -> frozenset[str]:
        """The first words of what the knowledge writes with a capital within a sentence too: its contacts, regions, actors, and terms."""
        knowledge, region = self.knowledge, self.knowledge.questions[REGION]
        named = [contact.name for contact in knowledge.contacts.values()]
        named += [name for actor in knowledge.actors.values() for name in actor.named_as]
        named += [self.value(region, value.id) for value in region.values if value.id in knowledge.regions]
        named += [word for term in knowledge.glossary.values() for word in term.words.get(self.language.code, ())]
        return frozenset(first for name in named if (first := name.split()[0]) != first.lower())

    def depends_on(self, facts_on: Iterable[str]) -> str:
        """That something depends on these facts."""
        facts = ", ".join(self.short(fact) for fact in facts_on)
        return self.language.gettext("Depends on: {facts}", facts=facts)

    def certain_if(self, said: Said) -> str:
        """When a statement that depends on one question becomes certain, as `If “Situation” is “Undocumented”`."""
        (fact,) = said.depends_on
        return self.if_it_is(fact, said.certain_if)

    def if_it_is(self, fact: str, values: Sequence[str]) -> str:
        """A condition on one question, as `If “Situation” is “Undocumented”`."""
        question = self.knowledge.question_for(fact)
        excluded = [value.id for value in question.values if value.id not in values]
        # One exception is read more easily than a long list of all the others.
        if len(excluded) == 1 and len(values) > 2 and question.number is None:
            message, named = N_("If “{question}” is anything but {values}"), excluded
        else:
            message, named = N_("If “{question}” is {values}"), list(values)
        quoted = [self.language.gettext("“{text}”", text=text) for text in self.values(question, named)]
        return self.language.gettext(message, question=self.short(fact), values=self.either(quoted))

    def either(self, texts: Sequence[str]) -> str:
        """One of these, at least one, as `A, B or C`."""
        if len(texts) == 1:
            return texts[0]
        return self.language.gettext("{some} or {last}", some=", ".join(texts[:-1]), last=texts[-1])

    def why_asked(self, open_question: OpenQuestion) -> str:
        """Why a question is still open: what its answer decides."""
        at_stake = self._decided(open_question.at_stake)
        if not at_stake:
            return self.language.gettext("It decides which rules are shown.")
        text = self.rule_text(self.knowledge.rules[at_stake[0]])
        if len(text) > LONGEST_REASON:
            text = text[: LONGEST_REASON - 1].rsplit(" ", 1)[0] + "…"
        more = len(at_stake) - 1
        if not more:
            return self.language.gettext("It decides whether this holds: “{text}”", text=text)
        return self.language.ngettext(
            "It decides whether this holds: “{text}”, and {number} more",
            "It decides whether this holds: “{text}”, and {number} more",
            more,
            text=text,
        )

    def _decided(self, at_stake: Sequence[str]) -> list[str]:
        """Those of the rules at stake of which an answer decides: not those that lead in the same words with any answer, as the first line says."""
        rules = [self.knowledge.rules[id] for id in at_stake]
        leads = [self.rule_lead(rule) if rule.said.lead else "" for rule in rules]
        return [rule.id for rule, lead in zip(rules, leads, strict=True) if not lead or leads.count(lead) == 1]

    def date(self, document: Document) -> str:
        """The date or version of a document that was read, as its publisher gives it."""
        return self.language.knowledge(f"document.{document.id}.date", document.date)

    def at(self, clause: Clause) -> str:
        """Where a clause stands in its document: the document's own heading, or our words for the place."""
        return self.language.knowledge(f"clause.{clause.id}.at", clause.at)

    def source(self, source: Source) -> str:
        """A source in one short line, for below a statement: clause, publisher, heading, date."""
        parts = [part for part in (self.publisher(source), self.at(source.clause), self.date(source.document)) if part]
        text = f"{self.cited(source)}: {', '.join(parts)}" if source.grade != ADVICE else ", ".join(parts)
        return f"{text} ({self.check_before_use()})" if source.stale else text

    def cited(self, source: Source) -> str:
        """What stands for a source behind a statement: the id of its clause, or that it is our own advice and no source's."""
        return self.language.gettext("Vårdlots' advice") if source.grade == ADVICE else source.clause.id

    def cited_by(self, rule: Rule) -> tuple[str, ...]:
        """What stands for the clauses that a rule cites, each once."""
        clauses = (self.knowledge.clauses[id] for id in rule.sources)
        sources = (
            Source(clause, self.knowledge.documents[clause.document], self.knowledge.grade(clause), False)
            for clause in clauses
        )
        return tuple(dict.fromkeys(self.cited(source) for source in sources))

    def in_brackets(self, sources: Sequence[Source]) -> str:
        """What stands for the sources behind a statement, in brackets, and which are to be checked before use; empty without any."""
        if not sources:
            return ""
        text = f"[{', '.join(dict.fromkeys(self.cited(source) for source in sources))}]"
        old = ", ".join(dict.fromkeys(self.cited(source) for source in sources if source.stale))
        check = self.language.gettext("Check before use: {sources}", sources=old)
        return f"{text} {check}" if old else text

    def publisher(self, source: Source) -> str:
        """Who says it; for a clause that only records that something was not found, that."""
        if source.grade == ADVICE:
            return self.language.gettext("Vårdlots' advice")
        if source.grade == NOT_FOUND:
            return self.language.gettext("no source found")
        return source.document.publisher.split(" (")[0]

    def document(self, sources: Sequence[Source]) -> str:
        """A document in full with the clauses cited from it, and the warning where any is old."""
        document = sources[0].document
        clauses = "; ".join(
            f"{source.clause.id} {self.publisher(source) if source.grade == NOT_FOUND else self.at(source.clause)}".strip()
            for source in sources
        )
        title = self.language.gettext("Vårdlots' advice") if sources[0].grade == ADVICE else document.title
        text = f"{document.publisher}: {title} ({self.date(document)}). {clauses}."
        if document.url:
            text += f" {document.url}"
        return f"{text} ({self.check_before_use()})" if any(source.stale for source in sources) else text

    def old(self, sources: Sequence[Source]) -> str:
        """A document that is to be checked before use, in one line: who publishes it, its name and date; behind them the clauses cited."""
        clauses, document = ", ".join(source.clause.id for source in sources), sources[0].document
        return f"{self.publisher(sources[0])}: {document.title} ({self.date(document)}): {clauses}"

    def change(self, change: Change) -> str:
        """A change of the law that what was said may not have kept up with."""
        return self._sentence(f"change.{change.id}.text", change.text)

    def sources_of(self, change: Change) -> tuple[Source, ...]:
        """The clauses, or the advice, that a change of the law rests on."""
        clauses = [self.knowledge.clauses[id] for id in change.sources]
        return tuple(
            Source(clause, self.knowledge.documents[clause.document], self.knowledge.grade(clause), False)
            for clause in clauses
        )

    def not_known(self, answer: Answer) -> list[str]:
        """What is not known for the case on its day: topics without a word, and statements not in force that day."""
        ask = self.language.gettext("Not known here. Ask your manager, or see your region's website for care staff.")
        # Where a line answers all topics alike (whose rules apply), its own words say whom to ask.
        led = {lead.topic for lead in answer.leads if lead.certain}
        texts = [f"{self.topic(topic)}: {ask}" for topic in answer.not_known if topic not in led]
        for topic, clauses, first, last in answer.out_of_force:
            if first is not None and first > answer.on:
                text = self.language.gettext(
                    "Rules in force from {day} only ({clauses}).", day=first, clauses=", ".join(clauses)
                )
            else:
                text = self.language.gettext(
                    "Rules in force until {day} only ({clauses}).", day=last, clauses=", ".join(clauses)
                )
            texts.append(f"{self.topic(topic)}: {text} {ask}")
        return texts

    def check_before_use(self) -> str:
        return self.language.gettext("check before use")

    def terms(self, texts: Iterable[str]) -> list[Term]:
        """The words of the glossary that these texts use, in its order."""
        used = set().union(*map(self._terms_of, texts))
        return [term for term in self.knowledge.glossary.values() if term.id in used]

    @lru_cache(maxsize=4096)  # noqa: B019 - a wording lives as long as its user speaks its language
    def _terms_of(self, text: str) -> frozenset[str]:
        low, code = text.lower(), self.language.code
        near = (  # most words stand in no text, and a pattern takes longer to make than a text to look through
            id
            for id, term in self.knowledge.glossary.items()
            if any(word.lower() in low for word in term.words.get(code, ()))
        )
        return frozenset(id for id in near if self._pattern(id).search(text))

    def term(self, term: Term) -> tuple[str, str]:
        """A word of the glossary and its explanation."""
        label = self.language.knowledge(f"glossary.{term.id}.label", term.label)
        return label, self._sentence(f"glossary.{term.id}.text", term.text)

    @lru_cache(maxsize=128)  # noqa: B019 - a wording lives as long as its user speaks its language
    def _pattern(self, id: str) -> re.Pattern[str]:
        words = self.knowledge.glossary[id].words.get(self.language.code, ())
        # "A-number" is no word of "Call a number", nor "SIP" of "a sip": capitals are meant.
        return re.compile("|".join(rf"\b{_as_written(word)}" for word in words) or "(?!)")

    def anomalies(self, said: Said) -> list[str]:
        """What is odd in the sources of a statement and how it is read here, where it bears on the statement's topic."""
        return [
            self._sentence(f"clause.{source.clause.id}.anomaly", source.clause.anomaly.text)
            for source in said.sources
            if source.clause.anomaly is not None and said.statement.topic in source.clause.anomaly.topics
        ]

    def odd_by(self, said: Said) -> tuple[Source, ...]:
        """The clauses by which what is odd in the sources of a statement is read here: printed with it, and cited, though of other patients."""
        odd = (source.clause.anomaly for source in said.sources)
        ids = dict.fromkeys(id for each in odd if each and said.statement.topic in each.topics for id in each.sources)
        clauses = [self.knowledge.clauses[id] for id in ids]
        graded = [(clause, self.knowledge.grade(clause)) for clause in clauses]
        return tuple(
            Source(clause, self.knowledge.documents[clause.document], grade, grade == "C") for clause, grade in graded
        )

    def link(self, said: Said, *, address: bool = True) -> str | None:
        """The page that the statement leads to; `address`: with where it is."""
        if said.statement.link is None:
            return None
        document = self.knowledge.documents[said.statement.link]
        if not address:
            return self.language.gettext("Read more: {title}", title=document.title)
        return self.language.gettext("Read more: {title} — {address}", title=document.title, address=document.url)

    # -- conditions ------------------------------------------------------------------------------------------------

    def condition(self, fact: str, values: Sequence[str]) -> str:
        """That an asked or derived fact has one of these values, as `Situation: Undocumented or Asylum seeker`.

        All values but one or two are told by those that are not meant, where that is shorter; ages always as spans.
        """
        question = self.knowledge.questions.get(fact)
        if question is not None and question.number is not None:
            return f"{self.short(fact)}: {self.either(self.values(question, values))}"
        every = self.knowledge.values_of(fact)
        excluded = [value for value in every if value not in values]
        if excluded and len(excluded) < min(3, len(values)):
            names = [self._fact_value(fact, value) for value in excluded]
            told = (
                self.language.gettext("not {value}", value=names[0])
                if len(names) == 1
                else self.language.gettext("neither {one} nor {other}", one=names[0], other=names[1])
            )
        else:
            told = self.either([self._fact_value(fact, value) for value in values])
        return f"{self._fact_label(fact)}: {told}"

    def all_of(self, texts: Sequence[str]) -> str:
        """These texts together: `A, B and C`."""
        if len(texts) == 1:
            return texts[0]
        return self.language.gettext("{several} and {last}", several=", ".join(texts[:-1]), last=texts[-1])

    def _fact_label(self, fact: str) -> str:
        if fact in self.knowledge.questions:
            return self.short(fact)
        return self.language.knowledge(f"derived.{fact}.label", self.knowledge.derived[fact].label)

    def _fact_value(self, fact: str, value: str) -> str:
        if fact in self.knowledge.questions:
            return self.value(self.knowledge.questions[fact], value)
        return self.derived(fact, value)[1]
