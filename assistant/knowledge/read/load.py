"""Loading a folder of knowledge: all files are read, all mistakes collected, and only flawless knowledge comes out."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from assistant.i18n import N_
from assistant.knowledge.check import check
from assistant.knowledge.conditions import ALWAYS, Condition, Some
from assistant.knowledge.dated import filled_in
from assistant.knowledge.model import (
    NATIONAL,
    REGION,
    TOPIC,
    UNKNOWN,
    Amount,
    Clause,
    Contact,
    Document,
    Invariant,
    Knowledge,
    Promise,
    Question,
    Region,
    Rule,
    Topic,
    Value,
)
from assistant.knowledge.problems import KnowledgeError, Place, Problem
from assistant.knowledge.read.amounts import read_amount
from assistant.knowledge.read.bands import Bands
from assistant.knowledge.read.called import called, with_meant
from assistant.knowledge.read.contacts import read_contact
from assistant.knowledge.read.courses import check_courses, read_courses
from assistant.knowledge.read.dialogue import (
    ACTOR,
    PHASE,
    REGION_FILE,
    ROLE,
    TERM,
    TOPIC_FIELDS,
    QuestionFile,
    all_of,
    read_derived_fact,
    read_question,
)
from assistant.knowledge.read.editions import editions_of, ended, kept_clauses
from assistant.knowledge.read.fields import N, by_id
from assistant.knowledge.read.head import HEAD, Head
from assistant.knowledge.read.nodes import Mistakes, Node, is_id, read_file
from assistant.knowledge.read.packs import CLAUSE, DOCUMENT, INVARIANT, read_rule
from assistant.knowledge.read.successors import successors_of
from assistant.knowledge.read.told_once import told_once
from assistant.knowledge.read.training import check_training, read_training
from assistant.knowledge.read.words import WordsReader
from assistant.knowledge.training import (
    NO_TRAINING,
    Detail,
    Person,
    Phrase,
    Telling,
    TrainingQuestion,
    TrainingTexts,
    Why,
)
from assistant.knowledge.word_lists import Words
from assistant.places import HEAD as HEAD_FILE

T = TypeVar("T")
P = TypeVar("P", Rule, Clause, Invariant, Promise, Person, Detail, Why, TrainingQuestion, Phrase)
REVIEWED = "reviewed.txt"
"""Against which words of its clauses each rule was read last (`audit/reviewed.py`)."""
MOST_FILES = 10_000
"""Files and folders; a folder that holds more is somebody's disk, not a knowledge that a person edits."""
PACK_KEYS = ("region", "documents", "clauses", "contacts", "amounts", "rules")


def load_knowledge(folder: Path) -> Knowledge:
    """The knowledge in a folder. Raises KnowledgeError with every problem found."""
    mistakes = Mistakes()
    if not folder.is_dir():
        mistakes.add(Place(".", 1, 1), N_("There is no folder {word}."), word=str(folder))
        raise _unread(mistakes.problems)
    if not os.path.lexists(folder / HEAD_FILE):
        mistakes.add(
            Place(".", 1, 1),
            N_("{word} is no folder of knowledge: it has no file {file}."),
            word=str(folder),
            file=HEAD_FILE,
        )
        raise _unread(mistakes.problems)
    _report_strangers(folder, mistakes)
    knowledge = _read(folder, mistakes)
    if mistakes.unread:  # all else could follow from what stands there
        raise _unread(told_once(mistakes.unread))
    if knowledge is not None:
        mistakes.called = names = called(knowledge)
        mistakes.problems = with_meant(mistakes.problems, names)
        check(knowledge, mistakes)
        check_training(knowledge, mistakes)
        check_courses(knowledge, mistakes)
    if knowledge is None or mistakes.problems:
        raise KnowledgeError(told_once(mistakes.problems))
    return knowledge


def _unread(problems: Iterable[Problem]) -> KnowledgeError:
    """These mistakes, for which it could not be read."""
    return KnowledgeError(problem._replace(unread=True) for problem in problems)


def _read(folder: Path, mistakes: Mistakes) -> Knowledge | None:
    """All files, in an order in which each may name what an earlier one holds; None if there is no dialogue to be had."""
    head = _single(folder, HEAD_FILE, HEAD.read, mistakes)
    topics = _listed(folder, "topics", TOPIC_FIELDS.read, mistakes)
    people, glossary = _people(folder, mistakes), _listed(folder, "glossary", TERM.read, mistakes)
    derived, packs = _listed(folder, "derived", read_derived_fact, mistakes), _Packs(folder, mistakes)
    written = _Written(packs, _invariants(folder, mistakes), _training(folder, mistakes), head)
    questions = _in_bands(_questions(folder, packs.regions, topics, mistakes), written, mistakes)
    words, topic_question = _words(folder, questions, mistakes), questions.pop(TOPIC, None)
    if head is None or topic_question is None:
        return None
    found = Knowledge(
        **{key: getattr(head, key) for key in ("version", "date", "exposing", "short_numbers", "free")},
        questions=questions,
        topic_question=topic_question,
        derived=derived,
        topics=topics,
        **people,
        glossary=glossary,
        regions=packs.regions,
        **packs.by_id(mistakes),
        invariants=written.invariants,
        words=words,
        changes=tuple(by_id(head.changes, mistakes).values()),
        promises=tuple(written.promises.values()),
        training=written.training,
    )
    return filled_in(found, found.date)


class _Written:
    """All that holds conditions, as it is written; each kind can be put in other terms."""

    def __init__(
        self, packs: _Packs, invariants: dict[str, Invariant], training: TrainingTexts, head: Head | None
    ) -> None:
        self.packs, self.invariants, self.training = packs, invariants, training
        self.promises = {promise.id: promise for promise in head.promises} if head is not None else {}

    def turn(self, into: Callable[[Condition], Condition | None], mistakes: Mistakes) -> None:
        """Put every condition in other terms. A record whose condition cannot be is left out: that is a mistake, noted already."""
        packs, training = self.packs, self.training
        before = packs.ids
        packs.rules = _turned(packs.rules, "when", into)
        for key in ("not_for", "extends_to"):
            packs.clauses = _turned(packs.clauses, key, into)
        mistakes.spoilt |= before - packs.ids
        self.invariants = {invariant.id: invariant for invariant in _turned(self.invariants.values(), "when", into)}
        self.promises = {promise.id: promise for promise in _turned(self.promises.values(), "protects", into)}
        unlikely = (into(condition) for condition in training.unlikely)
        self.training = training._replace(
            people=tuple(_turned(training.people, "when", into)),
            details=tuple(_turned(training.details, "when", into)),
            whys=tuple(_turned(training.whys, "when", into)),
            questions=tuple(_turned(training.questions, "not_asked", into)),
            tellings={fact: _telling(told, into) for fact, told in training.tellings.items()},
            unlikely=tuple(condition for condition in unlikely if condition is not None),
        )


def _turned(things: Iterable[P], key: str, into: Callable[[Condition], Condition | None]) -> list[P]:
    """Records with the condition under a key put in other terms."""
    found = []
    for thing in things:
        before = getattr(thing, key)
        turned: dict[str, Any] = {key: before if before is None else into(before)}
        if before is None or turned[key] is not None:
            found.append(thing._replace(**turned))
    return found


def _telling(told: Telling, into: Callable[[Condition], Condition | None]) -> Telling:
    """How a fact is told, the conditions of its phrases put in other terms."""
    return told._replace(
        values={value: tuple(_turned(phrases, "when", into)) for value, phrases in told.values.items()}
    )


def _in_bands(questions: dict[str, Question], written: _Written, mistakes: Mistakes) -> dict[str, Question]:
    """The questions with the bands that follow from the rules; every condition is put in terms of them."""
    bands = Bands(questions, mistakes)
    written.turn(bands.written, mistakes)
    banded = bands.cut(rule.when for rule in written.packs.rules)
    written.turn(bands.in_bands, mistakes)
    return {id: banded.get(id, question) for id, question in questions.items()}


def _training(folder: Path, mistakes: Mistakes) -> TrainingTexts:
    """What training is made of; a knowledge can do without it, or without courses."""
    found = read_training(_files(folder, "training", mistakes)) if (folder / "training").is_dir() else NO_TRAINING
    if not (folder / "courses").is_dir():
        return found
    return found._replace(courses=read_courses(_files(folder, "courses", mistakes), mistakes))


def _listed(folder: Path, key: str, read: Callable[[Node], N | None], mistakes: Mistakes) -> dict[str, N]:
    """The records of a file that holds one list, by id."""
    return by_id(_single(folder, f"{key}.yaml", all_of(key, read), mistakes) or (), mistakes)


def _people(folder: Path, mistakes: Mistakes) -> dict[str, Any]:
    """Who acts, who reads, and the phases of what is done together."""
    return {
        "actors": _listed(folder, "actors", ACTOR.read, mistakes),
        "roles": _perhaps(folder, "roles", ROLE.read, mistakes),
        "phases": _perhaps(folder, "phases", PHASE.read, mistakes),
    }


def _perhaps(folder: Path, key: str, read: Callable[[Node], N | None], mistakes: Mistakes) -> dict[str, N]:
    """The same of a file that a knowledge can do without."""
    return _listed(folder, key, read, mistakes) if (folder / f"{key}.yaml").is_file() else {}


def _questions(
    folder: Path, regions: Mapping[str, Region], topics: Mapping[str, Topic], mistakes: Mistakes
) -> dict[str, Question]:
    """The questions in their order, the topics' last."""
    files = list(_present(read_question(item) for item in _files(folder, "questions", mistakes)))
    asked = by_id([file.question for file in files], mistakes)
    placed = [
        _with_values(file, regions, topics.values(), mistakes)
        for file in files
        if asked.get(file.question.id) is file.question
    ]
    placed.sort(key=lambda question: (question.id == TOPIC, question.order))
    for id in (REGION, TOPIC):
        if id not in asked:
            mistakes.add(Place("questions", 1, 1), N_("There is no question {word}; the dialogue needs it."), word=id)
    return {question.id: question for question in placed}


def _invariants(folder: Path, mistakes: Mistakes) -> dict[str, Invariant]:
    read = all_of("invariants", INVARIANT.read)
    found = by_id([each for item in _files(folder, "invariants", mistakes) for each in read(item)], mistakes)
    if not found and not mistakes.problems:
        mistakes.add(Place("invariants", 1, 1), N_("There is no invariant: nothing would be proved."))
    return found


def _words(folder: Path, questions: Mapping[str, Question], mistakes: Mistakes) -> Words:
    reader = WordsReader(dict(questions), mistakes)
    items = list(_files(folder, "words", mistakes)) if (folder / "words").is_dir() else []
    for item in items:
        reader.read_classes(item)
    for item in items:
        reader.read(item)
    reader.finish()
    return reader.words


class _Packs:
    """What the packs hold, national first, then the regions in their order."""

    def __init__(self, folder: Path, mistakes: Mistakes) -> None:
        self.documents: list[Document] = []
        self.clauses: list[Clause] = []
        self.contacts: list[Contact] = []
        self.amounts: list[Amount] = []
        self.rules: list[Rule] = []
        regions: list[Region] = []
        contents = {pack: list(_files(folder, f"packs/{pack}", mistakes)) for pack in _pack_names(folder, mistakes)}
        if NATIONAL not in contents:
            mistakes.add(Place("packs", 1, 1), N_("There is no folder {word}."), word=f"packs/{NATIONAL}")
        for pack, items in contents.items():
            before = len(regions)
            for item in items:
                self._read(item, pack, regions)
            if pack != NATIONAL and len(regions) == before:
                mistakes.add(
                    Place(f"packs/{pack}/region.yaml", 1, 1),
                    N_("A region's folder needs a file region.yaml with “region:” and a label."),
                )
        self.regions = {region.id: region for region in sorted(regions, key=lambda region: region.order)}
        place_of = {pack: index for index, pack in enumerate((NATIONAL, *self.regions))}
        self.rules.sort(key=lambda rule: place_of.get(rule.pack, 0))

    @property
    def ids(self) -> set[str]:
        """Of rules and clauses."""
        return {rule.id for rule in self.rules} | {clause.id for clause in self.clauses}

    def by_id(self, mistakes: Mistakes) -> dict[str, Any]:
        """All that they hold, by id."""
        documents = ended(by_id(self.documents, mistakes))
        kept = kept_clauses(documents, self.clauses, mistakes)
        editions = editions_of((*self.clauses, *kept), documents, mistakes)
        return {
            "documents": documents,
            "clauses": {id: clauses[0] for id, clauses in editions.items()},
            "editions": {id: clauses for id, clauses in editions.items() if len(clauses) > 1},
            "contacts": by_id(self.contacts, mistakes),
            "amounts": by_id(self.amounts, mistakes),
            "rules": successors_of(_inheriting(by_id(self.rules, mistakes))),
        }

    def _read(self, item: Node, pack: str, regions: list[Region]) -> None:
        fields = item.fields((), PACK_KEYS)
        for key, value in (fields or {}).items():
            if key == "region":
                if pack == NATIONAL:
                    value.mistake(N_("The national pack is no region."))
                elif any(region.id == pack for region in regions):
                    value.mistake(N_("The region is described twice in its folder."))
                elif (region := REGION_FILE.read(value, id=pack)) is not None:
                    regions.append(region)
            elif key == "documents":
                self.documents += value.gather(lambda entry: DOCUMENT.read(entry, pack=pack))
            elif key == "clauses":
                self.clauses += value.gather(lambda entry: CLAUSE.read(entry, pack=pack))
            elif key == "contacts":
                self.contacts += value.gather(lambda entry: read_contact(entry, pack))
            elif key == "amounts":
                self.amounts += value.gather(lambda entry: read_amount(entry, pack))
            else:
                self.rules += value.gather(lambda entry: read_rule(entry, pack))


def _pack_names(folder: Path, mistakes: Mistakes) -> list[str]:
    """The packs by the names of their folders, national first. A region's name is an id that answers a question."""
    names = [path.name for path in _listing(folder, "packs", mistakes) if path.is_dir()]
    for name in names:
        if not is_id(name) or "." in name or name == UNKNOWN:
            mistakes.add(Place(f"packs/{name}", 1, 1), N_("{word} cannot be the name of a region's folder."), word=name)
    return sorted(names, key=lambda name: name != NATIONAL)


def _listing(folder: Path, name: str, mistakes: Mistakes) -> list[Path]:
    """What lies in a folder of the knowledge, by name. A folder that is not there or cannot be read is a mistake."""
    try:
        return sorted((folder / name).iterdir())
    except OSError as error:
        reason = error.strerror or type(error).__name__
        mistakes.add(Place(name, 1, 1), N_("The folder cannot be read: {reason}."), reason=reason)
        mistakes.unread.append(mistakes.problems[-1])
        return []


def _single(folder: Path, name: str, read: Callable[[Node], T | None], mistakes: Mistakes) -> T | None:
    item = read_file(folder / name, name, mistakes)
    return None if item is None else read(item)


def _files(folder: Path, name: str, mistakes: Mistakes) -> Iterator[Node]:
    for path in _listing(folder, name, mistakes):
        item = read_file(path, f"{name}/{path.name}", mistakes) if path.suffix == ".yaml" else None
        if item is not None:
            yield item


def _report_strangers(folder: Path, mistakes: Mistakes) -> None:
    """Files that nothing would ever read are mistakes: a rule in rules.yml must not be silently absent."""
    single = {f"{key}.yaml" for key in ("knowledge", "topics", "actors", "roles", "phases", "glossary", "derived")}
    single.add(REVIEWED)  # `vardlots check` and `review` read it: no answer needs it
    paths = list(islice(folder.rglob("*"), MOST_FILES + 1))
    if len(paths) > MOST_FILES:
        mistakes.add(
            Place(".", 1, 1),
            N_("More than {most} files lie here: this is no folder of knowledge."),
            most=str(MOST_FILES),
        )
        raise _unread(mistakes.problems)
    for path in sorted(paths):
        name = path.relative_to(folder).as_posix()
        if not path.is_file() or path.suffix == ".md" or any(part.startswith(".") for part in Path(name).parts):
            continue
        parts = name.split("/")
        read = name in single or (
            path.suffix == ".yaml"
            and (parts[0], len(parts))
            in {("questions", 2), ("invariants", 2), ("training", 2), ("courses", 2), ("words", 2), ("packs", 3)}
        )
        if not read:
            mistakes.add(
                Place(name, 1, 1),
                N_(
                    "This file is never read: files end in .yaml and lie in questions/, words/, training/, courses/, invariants/ or packs/<pack>/."
                ),
            )
            if path.suffix.lower() in (".yaml", ".yml"):  # all that it holds is missing elsewhere
                mistakes.unread.append(mistakes.problems[-1])


def _present(found: Iterable[QuestionFile | None]) -> Iterator[QuestionFile]:
    return (file for file in found if file is not None)


def _with_values(
    file: QuestionFile, regions: Mapping[str, Region], topics: Iterable[Topic], mistakes: Mistakes
) -> Question:
    question = file.question
    fitting = {REGION: "regions", TOPIC: "topics"}.get(question.id)
    if file.values_from != fitting:
        message = N_("“values_from: {word}” belongs to the question {question}, and only there.")
        word = fitting or file.values_from or ""
        owner = {"regions": REGION, "topics": TOPIC}[word]
        mistakes.add(question.place, message, word=word, question=owner)
    first: tuple[Value, ...] = ()
    if file.values_from == "regions":
        first = tuple(Value(region.id, region.label, region.help) for region in regions.values())
    elif file.values_from == "topics":
        first = tuple(Value(topic.id, topic.label, topic.help) for topic in topics)
    for value in question.values:
        if value.id in {other.id for other in first}:
            mistakes.add(question.place, N_("The id {word} is used twice here."), word=value.id)
    return question._replace(values=(*first, *question.values))


def _inheriting(rules: dict[str, Rule]) -> dict[str, Rule]:
    """A rule that overrides others and has no condition of its own takes theirs."""
    for id, rule in rules.items():
        if rule.inherits_when:
            theirs = tuple(rules[other].when for other in rule.overrides if other in rules)
            rules[id] = rule._replace(when=theirs[0] if len(theirs) == 1 else Some(theirs) if theirs else ALWAYS)
    return rules
