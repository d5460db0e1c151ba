"""The outline of an answer: titled sections of items in the reader's words, the same for text, Markdown, HTML and the screen."""

from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from assistant.answer.model import Answer, Coming, Lead, Said, Source
from assistant.i18n import KNOWLEDGE_DOMAIN, SOURCE_LANGUAGE
from assistant.knowledge.model import (
    KINDS,
    NATIONAL,
    NOTE,
    REGION,
    STEP,
    UNKNOWN,
    WARNING,
    Change,
    Contact,
    Knowledge,
    Term,
)
from assistant.words.by_role import TASKS, lines
from assistant.words.local import local_shown
from assistant.words.wording import Wording

LEAD = "lead"
POSSIBLE = "possible"
FORM = "form"
NOT_KNOWN = "not_known"
OPEN = "open"
CHECK = "check"
OTHERS = "others"
LOCAL = "local"


class Item(NamedTuple):
    """One statement in words.

    `notes` stand below it: what it depends on, who acts, contacts, oddities of the source. `group` is the sub-heading that the
    statement stands under, as `If “Situation” is “Undocumented”` or the phase of a step; empty if under none. `number`: of a step
    its place among all steps on its topic, whoever takes them; None for all of a topic whose steps are not read from the first one on.
    """

    text: str
    notes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    said: Said | None = None
    group: str = ""
    number: int | None = None

    @property
    def numbered(self) -> str:
        """Its number as it is read, as "2."; empty for what has none."""
        return f"{self.number}." if self.number else ""


class Section(NamedTuple):
    """Statements of one kind; `name` is a kind, or `lead`, `others`, `form`, `possible`, `not_known`, `local`, `open`, `check`.

    The reader's own steps are a section `step`, and those of each other actor one section `others`, titled with the actor. `folded`:
    where a face can fold, it shows the title with the number of items first.
    """

    name: str
    title: str
    items: tuple[Item, ...]
    folded: bool = False

    @property
    def groups(self) -> tuple[tuple[str, tuple[Item, ...]], ...]:
        """The items by sub-heading, in order: pairs of sub-heading (may be empty) and its items."""
        return tuple((group, tuple(items)) for group, items in groupby(self.items, key=lambda item: item.group))


class Outline(NamedTuple):
    """A whole answer in words. `facts` are pairs of label and value; `foot` says by which knowledge, as of which day."""

    language: str
    title: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    terms_title: str
    terms: tuple[tuple[str, str], ...]
    sources_title: str
    sources: tuple[str, ...]
    foot: str
    leads: tuple[Lead, ...] = ()
    """What the lines that lead are made of."""
    excepted: Mapping[str, tuple[str, ...]] = {}
    """By topic the others asked about whose amounts hold in its place."""
    direction: str = "ltr"
    """In which direction the language is written."""


def outline(answer: Answer, wording: Wording) -> Outline:
    """The outline of an answer, in the wording's language."""
    gettext = wording.language.gettext
    return Outline(
        language=wording.language.code,
        title=gettext("What applies"),
        facts=facts(answer, wording),
        sections=sections(answer, wording),
        terms_title=gettext("Words explained"),
        terms=tuple(wording.term(term) for term in terms(answer, wording)),
        sources_title=gettext("Sources"),
        sources=sources(answer, wording),
        foot=wording.foot(answer.on),
        leads=answer.leads,
        excepted=answer.excepted,
        direction=wording.language.direction,
    )


def terms(answer: Answer, wording: Wording) -> list[Term]:
    """The words of the glossary that the statements use."""
    return wording.terms(wording.rule_text(said.rule) for said in answer.statements)


def sources(answer: Answer, wording: Wording) -> tuple[str, ...]:
    """Each document that the answer cites, once, with its clauses."""
    cited: dict[str, dict[str, Source]] = {}
    for said in answer.statements:
        for source in _printed(said, wording):
            cited.setdefault(source.document.id, {})[source.clause.id] = source
    for change in _changed(answer, wording):
        for source in wording.sources_of(change):
            cited.setdefault(source.document.id, {})[source.clause.id] = source
    return tuple(wording.document(tuple(clauses.values())) for clauses in cited.values())


def facts(answer: Answer, wording: Wording) -> tuple[tuple[str, str], ...]:
    """What was answered, in the order of the questions."""
    knowledge, case = wording.knowledge, answer.case
    asked = [knowledge.questions[fact] for fact in knowledge.questions if fact in case.answers]
    if case.topics:
        asked = sorted([*asked, knowledge.topic_question], key=lambda question: question.order)
    return tuple((wording.short(question.id), wording.answered(case, question)) for question in asked)


def sections(answer: Answer, wording: Wording) -> tuple[Section, ...]:
    """The sections of an answer: what is certain by kind, what is not known here, what depends on more, what is still open.

    What is good to know stands after what is looked for, even where that depends on more. What is for who stands at the desk comes
    last where nobody does.
    """
    gettext = wording.language.gettext
    told: set[str] = set()
    first = _merged([*_asked_about(answer.certain, answer, wording), *_heeded(answer, wording.knowledge)], wording)
    first = list(answer.as_far_as_sure(first))
    # What stands there already is not said again as depending on more: a region's own rule may say what a national one says.
    told_first = {_words_of(said, wording) for said in first}
    possible = [
        said for said in _asked_about(answer.possible, answer, wording) if _words_of(said, wording) not in told_first
    ]
    last = [said for said in first if said.statement.at_the_desk] if _in_the_back_office(answer, wording) else []
    found = [Section(LEAD, gettext("In short"), tuple(Item(text) for text in lines(answer, wording)))]
    found += _certain([said for said in first if said not in last], answer, wording, told)
    found.append(Section(NOT_KNOWN, gettext("Not known here"), tuple(Item(text) for text in wording.not_known(answer))))
    found.append(Section(LOCAL, gettext("At your workplace"), _local(answer, wording)))
    found += _forms(answer, wording)
    urgent = Section(WARNING, gettext("If it is urgent"), tuple(item(said, wording, told) for said in last))
    found.append(urgent)
    found.append(Section(OPEN, gettext("Not answered"), _open_questions(answer, wording)))
    found.append(Section(POSSIBLE, gettext("Depends on more"), _grouped(possible, answer, wording, told)))
    if _looked_for_is_in_doubt(answer, wording):
        found.sort(key=lambda section: section.name == NOTE or (section is urgent and bool(last)))
    found = _noted(found, beside_amounts(answer, wording))
    found.append(Section(CHECK, gettext("Check before use"), _old(answer, wording)))
    return tuple(section for section in found if section.items)


def _asked_about(found: Sequence[Said], answer: Answer, wording: Wording) -> list[Said]:
    """What is looked for: where somebody else asks (an authority), of what is said with every topic the warnings alone that are certain.

    Which rules hold for residents or visitors, and what they pay, is no part of that answer; and it warns itself while the situation is open.
    """
    topics = [wording.knowledge.topics[topic] for topic in answer.case.topics]
    if not topics or not all(topic.no_patient for topic in topics):
        return list(found)
    asked = {*answer.case.topics}
    return [
        said
        for said in found
        if said.statement.topic in asked
        or (said.statement.kind == WARNING and said.certain and not said.statement.while_open)
    ]


def _heeded(answer: Answer, knowledge: Knowledge) -> list[Said]:
    """The national warnings that are only possible: they are told as those that are certain, since one heeded in vain does no harm.

    (A region's, while the region is not known, would read as if the right to acute care depended on it.) Not those that are always
    said of an answer for which another warning stands as long as it is open; nor those in whose place a region that may be the reader's
    has something else to do: "not known here" is wrong there; nor one that speaks of what is shown, which stands under that answer.
    """
    open_facts = {said.statement.while_open for said in answer.certain if said.statement.kind == WARNING}
    return [
        said
        for said in answer.possible
        if said.statement.kind == WARNING
        and said.rule.pack == NATIONAL
        and not (said.statement.always and open_facts.issuperset(said.depends_on))
        and not (REGION in said.depends_on and _is_replaced(said.id, knowledge))
        and not all(knowledge.question_for(fact).is_of_documents for fact in said.depends_on)
    ]


def _is_replaced(warning: str, knowledge: Knowledge) -> bool:
    """Whether something else than a warning is said in the place of this one somewhere."""
    return any(
        warning in rule.overrides and rule.statement is not None and rule.statement.kind != WARNING
        for rule in knowledge.rules.values()
    )


def _in_the_back_office(answer: Answer, wording: Wording) -> bool:
    """Whether all that is asked is work without anybody at the desk."""
    topics = [wording.knowledge.topics[topic] for topic in answer.case.topics]
    return bool(topics) and all(topic.back_office for topic in topics)


def _looked_for_is_in_doubt(answer: Answer, wording: Wording) -> bool:
    """Whether on some topic what is looked for in it depends on more: what is good to know then stands after it."""
    for topic in answer.case.topics:
        of_kind = wording.knowledge.topics[topic].first
        certain = [
            said.certain
            for said in answer.statements
            if (said.statement.topic, said.statement.kind) == (topic, of_kind)
        ]
        if certain and not any(certain):
            return True
    return False


def _kinds(answer: Answer, wording: Wording) -> list[str]:
    """The kinds in the order of this answer: warnings, then what is looked for in the chosen topics, then the others."""
    topics = [wording.knowledge.topics[topic].first for topic in answer.case.topics]
    return list(dict.fromkeys([WARNING, *(kind for kind in topics if kind), *KINDS]))


def _certain(first: Sequence[Said], answer: Answer, wording: Wording, told: set[str]) -> list[Section]:
    """The statements by kind; of several topics by topic, in the order asked, after what is always shown.

    What is always shown stands first whether its own topic is asked or not: acute care is not to be looked for under a topic.
    """
    topics = answer.case.topics
    if len(topics) < 2:
        return _by_kind(first, _kinds(answer, wording), "", wording, told)
    general = [said for said in first if said.statement.always or said.statement.topic not in topics]
    found = _by_kind(general, _kinds(answer, wording), "", wording, told)
    for topic in topics:
        of_topic = [said for said in first if said.statement.topic == topic and not said.statement.always]
        kinds = list(dict.fromkeys([WARNING, wording.knowledge.topics[topic].first or WARNING, *KINDS]))
        found += _by_kind(of_topic, kinds, wording.topic(topic), wording, told)
    return found


def beside_amounts(answer: Answer, wording: Wording) -> Callable[[Said], tuple[str, ...]]:
    """What stands right beside an amount, or a right to care: which topics asked about have another, and what doubts it, with whom to ask.

    Nobody charges by it and reads the warning afterwards; a program reads it in the same text, which is not certain then.
    """
    gettext, doubts, in_doubt = wording.language.gettext, _doubts(answer, wording), answer.in_doubt

    def notes(said: Said) -> tuple[str, ...]:
        topics = answer.exceptions_to(said.statement) if said.fee is not None else ()
        found = [wording.excepting(topics)] if topics else []
        doubt = doubts.get(said.id) if said.fee is not None or said.id in in_doubt else None
        if doubt and (said.certain or said.id in in_doubt):
            found.append(gettext("Not certain: {text}.", text=doubt))
        elif said.id in in_doubt and not (topics and answer.is_only_excepted(said)):
            found.append(gettext("Not certain: read the warning first."))
        return tuple(found)

    return notes


def _doubts(answer: Answer, wording: Wording) -> dict[str, str]:
    """The statements that another one doubts, with its brief words: an amount stands beside what it turns on, or reads as certain."""
    return {
        id: wording.rule_brief(said.rule)
        for said in answer.certain
        if said.statement.brief
        for id in said.statement.doubts
        if id != said.id
    }


def _noted(found: Sequence[Section], notes: Callable[[Said], tuple[str, ...]]) -> list[Section]:
    """The same, with these notes before the others of each statement."""

    def told(item: Item) -> Item:
        first = notes(item.said) if item.said is not None else ()
        return item._replace(notes=(*first, *item.notes)) if first else item

    return [section._replace(items=tuple(map(told, section.items))) for section in found]


def _by_kind(
    first: Sequence[Said], kinds: Sequence[str], topic: str, wording: Wording, told: set[str]
) -> list[Section]:
    """Sections of statements by kind, titled with the topic where one is given; the steps whose they are."""
    found = []
    for kind in kinds:
        of_kind = [said for said in first if said.statement.kind == kind]
        if kind == STEP:
            found += _steps(of_kind, topic, wording, told)
        else:
            items = tuple(item(said, wording, told) for said in of_kind)
            found.append(Section(kind, _titled(topic, wording.kind(kind)), items))
    return found


def _titled(topic: str, title: str) -> str:
    return f"{topic}: {title}" if topic not in ("", title) else title


def _steps(steps: Sequence[Said], topic: str, wording: Wording, told: set[str]) -> list[Section]:
    """The reader's own steps, then those of each other actor under that actor's name, each by phases.

    What only fills in a heading of a form stands in the form, and not here too.
    """
    taken = [said for said in steps if said.statement.form is None]
    of_others: dict[str, list[Said]] = {}
    for said in taken:
        if not wording.mine(said):
            of_others.setdefault(said.statement.actors[0], []).append(said)
    # Who acts stands in the heading where it is the same of all steps below it, and below each step where it differs.
    who = {first: {said.statement.actors for said in of_one} for first, of_one in of_others.items()}
    made = {
        said.id: item(
            said,
            wording,
            told,
            wording.phase(said.statement.phase),
            says_who=wording.mine(said) or len(who[said.statement.actors[0]]) > 1,
        )
        for said in taken
    }
    mine = tuple(made[said.id] for said in taken if wording.mine(said))
    found = [Section(STEP, _titled(topic, wording.kind(STEP)), mine)]
    for first, of_one in of_others.items():
        items, title = tuple(made[one.id] for one in of_one), _titled(topic, _actors(who[first], wording))
        found.append(Section(OTHERS, title, items, _may_be_folded(of_one, wording)))
    in_order = _without_gaps([item for section in found for item in section.items], 1)
    return [section if in_order else _numbered_alone(section) for section in found if section.items]


def _may_be_folded(steps: Sequence[Said], wording: Wording) -> bool:
    """Whether steps of another may be counted in place of being told: one alone takes hardly more room than "1 step", and may be the answer."""
    return wording.role is not None and not wording.role.in_full and len(steps) > 1


def _actors(of_steps: Collection[tuple[str, ...]], wording: Wording) -> str:
    """The names of those who take steps: all, where they take each of them together; else of the one who takes them first."""
    actors = next(iter(of_steps))
    return ", ".join(wording.actor(actor) for actor in (actors if len(of_steps) == 1 else actors[:1]))


def _numbered_alone(section: Section) -> Section:
    """A section of steps that are not one sequence with all the others: only the reader's own are numbered, and only if they begin."""
    return section if section.name == STEP and _without_gaps(section.items, 1) else _unnumbered(section)


def _without_gaps(steps: Sequence[Item], first: int | None) -> bool:
    """Whether steps are numbered from this one on, with none left out: only then do numbers show an order."""
    return first is not None and [item.number for item in steps] == list(range(first, first + len(steps)))


def _unnumbered(section: Section) -> Section:
    """A section whose steps are no sequence: "5." before anything else, or 9 after 4, would look as if steps were missing."""
    return section._replace(items=tuple(item._replace(number=None) for item in section.items))


def checked_before_use(answer: Answer, remarks: Wording | None = None) -> list[tuple[Source, ...]]:
    """The clauses cited of each document that is to be checked before use; not for what is always right to do.

    `remarks`: those too on which what is printed below a statement rests, in these words.
    """
    cited: dict[str, list[Source]] = {}
    for said in answer.statements:
        if not _is_warned(said):
            for source in _printed(said, remarks) if remarks is not None else said.sources:
                of_document = cited.setdefault(source.document.id, [])
                if source.stale and source not in of_document:
                    of_document.append(source)
    return [tuple(sources) for sources in cited.values() if sources]


def _old(answer: Answer, wording: Wording) -> tuple[Item, ...]:
    """The documents that are to be checked before use, each once, and the changes of the law since."""
    return (
        *(Item(wording.old(sources)) for sources in checked_before_use(answer, wording)),
        *(
            Item(wording.change(change), sources=_cited(wording.sources_of(change), wording))
            for change in _changed(answer, wording)
        ),
    )


def _changed(answer: Answer, wording: Wording) -> list[Change]:
    """The changes of the law, up to the day of the answer, that a document cited was read before.

    Not for what is said on every topic: that other rules hold for residents and visitors stands on none of these.
    """
    cited = {source.document.id for said in answer.statements if not said.statement.always for source in said.sources}
    return [
        change
        for change in wording.knowledge.changes
        if change.day <= answer.on and not cited.isdisjoint(change.documents)
    ]


def _is_warned(said: Said) -> bool:
    """Whether a statement is what is always right to do, and so not to be checked before use."""
    return said.statement.always and said.statement.kind == WARNING


def _merged(statements: list[Said], wording: Wording) -> list[Said]:
    """Statements in the same words as one, with the sources of all; what is always said comes first, acute care before all else."""
    merged: dict[tuple[object, ...], Said] = {}
    for said in sorted(statements, key=_place):
        # A step of two topics is numbered in each.
        key = (said.statement.topic if said.number else "", said.certain, *_words_of(said, wording))
        if key in merged:
            sources = (*merged[key].sources, *said.sources)
            said = merged[key]._replace(sources=tuple({source.clause.id: source for source in sources}.values()))
        merged[key] = said
    return list(merged.values())


def _place(said: Said) -> tuple[bool, bool, int]:
    """Where a statement stands among those of its kind: what is always said in an order of its own, whatever order the topics have."""
    of = said.statement
    return not of.at_the_desk, not of.always, of.order if of.always else 0


def _words_of(said: Said, wording: Wording) -> tuple[str, str | None, str, Coming | None]:
    """What makes two statements the same to a reader: their kind, contact and words, now and soon."""
    return said.statement.kind, said.statement.contact, wording.rule_text(said.rule), said.coming


def _grouped(possible: list[Said], answer: Answer, wording: Wording, told: set[str]) -> tuple[Item, ...]:
    """The statements in doubt by the answers with which they are possible, first those that are certain then.

    What goes together with the answers given stands before what hardly does: who has a residence permit seeks no asylum.

    The sub-heading says on what they depend; below a statement stands only on what it depends besides.
    """
    asked = {fact: place for place, fact in enumerate(wording.knowledge.questions)}
    orders = {fact: _likely_first(fact, answer, wording.knowledge) for fact in asked}

    def place(said: Said) -> tuple[int, int, tuple[int, ...], bool]:
        group = group_of(said)
        if group is None:
            return len(asked), 0, (), True
        fact, values = group
        order = orders[fact]
        return asked[fact], len(values), tuple(sorted(order.index(value) for value in values)), not said.certain_if

    several = wording.language.gettext("Depends on several answers")
    items = []
    for said in sorted(_merged_in_doubt(possible, wording), key=place):
        group = group_of(said)
        items.append(item(said, wording, told, wording.if_it_is(*group) if group is not None else several))
    return tuple(items)


def _likely_first(fact: str, answer: Answer, knowledge: Knowledge) -> list[str]:
    """The values of a fact, those first that go together with all that was answered. Ages stay in their order."""
    question = knowledge.questions[fact]
    fitting = knowledge.fitting(fact, answer.case.known) if question.number is None else frozenset()
    return sorted(knowledge.values_of(fact), key=lambda value: value not in fitting)


def _merged_in_doubt(possible: list[Said], wording: Wording) -> list[Said]:
    """Statements in the same words as one where they turn on the same facts: with the values of both, so that no case is lost."""
    merged: dict[object, Said] = {}
    for said in possible:
        group = group_of(said)
        fact = group[0] if group is not None else ""
        rest = said.only_if.also_on if said.only_if is not None and not said.certain_if else ()
        key = (fact, bool(said.certain_if), rest if fact else said.depends_on, *_words_of(said, wording))
        if key in merged:
            said = _either(merged[key], said, wording.knowledge.values_of(fact) if fact else ())
        merged[key] = said
    return list(merged.values())


def _either(one: Said, other: Said, order: Sequence[str]) -> Said:
    """One statement for two in the same words: possible with the values of either, on the sources of both."""
    sources = tuple({source.clause.id: source for source in (*one.sources, *other.sources)}.values())
    one = one._replace(sources=sources)
    if one.certain_if:
        both = {*one.certain_if, *other.certain_if}
        return one._replace(certain_if=tuple(value for value in order if value in both))
    if one.only_if is not None and other.only_if is not None:
        both = {*one.only_if.values, *other.only_if.values}
        return one._replace(only_if=one.only_if._replace(values=tuple(value for value in order if value in both)))
    return one


def group_of(said: Said) -> tuple[str, tuple[str, ...]] | None:
    """The fact and its values that a statement in doubt stands under; None if no single fact decides anything."""
    if said.certain_if:
        return said.depends_on[0], said.certain_if
    return (said.only_if.fact, said.only_if.values) if said.only_if is not None else None


def _forms(answer: Answer, wording: Wording) -> list[Section]:
    """The forms that certain steps fill in, by name: their headings in order, each with its lines.

    A form stays in the language of the other system: whoever reads another is told in theirs what each heading is for.
    """
    forms: dict[str, list[Item]] = {}
    foreign = wording.language.code != SOURCE_LANGUAGE[KNOWLEDGE_DOMAIN]
    for said in answer.certain:
        part = said.statement.form
        if part is not None:
            sources = _cited(said.sources, wording)
            notes = (wording.rule_text(said.rule), *part.lines) if foreign else part.lines
            forms.setdefault(part.name, []).append(Item(part.heading, notes, sources, said))
    return [
        Section(FORM, wording.language.gettext("Form to copy: {name}", name=name), tuple(items))
        for name, items in forms.items()
    ]


def _local(answer: Answer, wording: Wording) -> tuple[Item, ...]:
    """What the workplace adds, the ways to reach a contact in one line."""
    return tuple(Item(one.text, (" · ".join(one.ways),) if one.ways else ()) for one in local_shown(answer, wording))


def _open_questions(answer: Answer, wording: Wording) -> tuple[Item, ...]:
    """The questions still open, each with what it decides; where the reply was "don't know", also how to find out."""
    items = []
    for open_ in answer.open_questions:
        question = wording.knowledge.question_for(open_.fact)
        notes = [wording.why_asked(open_)]
        if answer.case.answers.get(open_.fact) == UNKNOWN and (help := wording.value_help(question, UNKNOWN)):
            notes.append(wording.language.gettext("How to find out: {text}", text=help))
        items.append(Item(wording.question(question), tuple(notes)))
    return tuple(items)


def turns_on(said: Said, wording: Wording, group: str) -> tuple[str, ...]:
    """On what a statement in doubt depends, besides what its sub-heading says; empty if on nothing."""
    on = said.depends_on
    if group:
        on = () if said.certain_if else said.only_if.also_on if said.only_if else on
    return (wording.depends_on(on),) if on and not said.certain else ()


def item(said: Said, wording: Wording, told: set[str], group: str = "", *, says_who: bool = True) -> Item:
    """A statement in words, with its notes. An oddity of a source is told once in an answer: `told` holds those told.

    `says_who`: whether who acts is told here, if anywhere.
    """
    gettext = wording.language.gettext
    notes = [*turns_on(said, wording, group)]
    if said.coming is not None:
        notes.append(f"{wording.coming(said.coming)}.")
    if says_who and _says_who(said, wording):
        actors = ", ".join(wording.actor(actor) for actor in said.statement.actors)
        notes.append(gettext("Who: {actors}", actors=actors))
    if said.contact is not None and (lines := _contact(said, said.contact, wording)):
        notes.append(" · ".join(lines))
    if (link := wording.link(said)) is not None:
        notes.append(link)
    odd = [text for text in wording.anomalies(said) if text not in told]
    told.update(odd)
    notes += odd
    sources = _printed(said, wording) if odd else said.sources
    return Item(wording.rule_text(said.rule), tuple(notes), _cited(sources, wording), said, group, said.number)


def _printed(said: Said, wording: Wording) -> tuple[Source, ...]:
    """The sources of a statement, and of what is printed below it."""
    return (*said.sources, *wording.odd_by(said))


def _cited(sources: Sequence[Source], wording: Wording) -> tuple[str, ...]:
    """What stands for these sources behind a text, each once."""
    return tuple(dict.fromkeys(wording.cited(source) for source in sources))


def _contact(said: Said, contact: Contact, wording: Wording) -> list[str]:
    """A contact below the statement that gives it; nothing where the text has all of it."""
    text = wording.rule_text(said.rule)
    told = all(way is None or way in text for way in (contact.phone, contact.email, contact.fax, contact.hours))
    return [] if told else wording.contact_lines(contact)


def _says_who(said: Said, wording: Wording) -> bool:
    """Whether it is said who acts: not where the reader does it alone, nor where the heading names the one who does.

    Of what is no task the text says it where it matters.
    """
    actors = said.statement.actors
    if said.statement.kind not in TASKS or not actors:
        return False
    if said.number is not None:
        return len(actors) > 1
    if said.contact is not None and [wording.actor(actor) for actor in actors] == [wording.contact_name(said.contact)]:
        return False
    return wording.role is None or not set(actors) <= set(wording.role.actors)
