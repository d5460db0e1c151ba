"""`vardlots train`: told cases as a quiz in plain lines, a shift at the desk, progress, the certificate, one's own data."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import UTC, date, datetime
from importlib.util import find_spec
from pathlib import Path

from assistant import files
from assistant.answer import REFUSALS, Adviser, refusal
from assistant.cli.chat import has_screen
from assistant.cli.days import add_on, day
from assistant.cli.knowledge import knowledge_or_fail
from assistant.cli.words import WordParser, fail
from assistant.i18n import N_, Language
from assistant.knowledge import Knowledge
from assistant.knowledge.model import REGION
from assistant.knowledge.training import Course
from assistant.messages import not_allowed
from assistant.plain.lines import EndOfTalk, Lines
from assistant.plain.shift import at_the_desk
from assistant.plain.training import Training, drill, newcomer
from assistant.plain.training import course as take_course
from assistant.texts import visible
from assistant.train.certificate import certificate, course_certificate, missing
from assistant.train.contrasts import Contrasts
from assistant.train.courses import Courses, course_progress
from assistant.train.keeper import Keeper
from assistant.train.outline import course_line, item_lines, progress_lines, told_items
from assistant.train.problems import TrainingError
from assistant.train.progress import Progress, progress
from assistant.train.schedule import DEFAULT_COUNT, Record
from assistant.train.shift import VISITS
from assistant.train.sound import Learner
from assistant.train.store import NotANameError, TrainingStore, learner_name, training_file
from assistant.train.story import Teller
from assistant.words.wording import Wording

MOST_CASES = 200

ANY_REGION = "any"
"""The word for no region in particular."""

FLAGS = {
    "guided": N_("as at the desk: told patients, the real questions"),
    "plain": N_("plain lines, for screen readers and pipes"),
    "progress": N_("show how far you have come"),
    "items": N_("print every item with its answers, and what no item asks: for whoever checks the training"),
    "export": N_("write all that is saved about you, as JSON"),
    "delete": N_("delete all that is saved about you"),
    "yes": N_("delete without asking again"),
}
"""The options that take no word."""


def add_arguments(parser: WordParser) -> None:
    """The words that `train` takes."""
    gettext = parser.speaks.gettext
    parser.option(
        "--learner", metavar=gettext("NAME"), help=gettext("your name or an alias (default: who trained last)")
    )
    parser.option(
        "--topic", metavar=gettext("TOPIC"), action="append", help=gettext("only these topics, with commas between")
    )
    parser.option("--region", metavar=gettext("REGION"), help=gettext("the region you work in; it is remembered"))
    how_many = gettext("cases in this session (default: 20)")
    parser.option("--count", metavar=gettext("NUMBER"), default=str(DEFAULT_COUNT), help=how_many)
    parser.option(
        "--certificate",
        metavar=gettext("FILE"),
        help=gettext(
            "write the certificate (.html or .md) when all topics are mastered, or with --course the course is done"
        ),
    )
    how = gettext("a short course for the first day: 12 cases in about 15 minutes (without a word: the usual one)")
    parser.option("--course", metavar=gettext("COURSE"), nargs="?", const="", help=how)
    add_on(parser)
    for name, text in FLAGS.items():
        parser.option(f"--{name}", action="store_true", help=gettext(text))


def run(words: argparse.Namespace, speaks: Language) -> int:
    """Train, or show, write or delete what is saved. Without any wish, and where there is a screen, the app opens with the training."""
    on = day(words.on, speaks)
    showing = words.progress or words.certificate or words.export or words.delete
    wishes = (
        words.learner, words.topic, words.region, words.guided, words.plain, words.course is not None, words.count != str(DEFAULT_COUNT),
    )  # fmt: skip
    if not showing and not any(wishes) and has_screen() and find_spec("textual") is not None:
        from assistant.tui import run as run_app

        return run_app(speaks, words.language_named, practise=True, on=None if words.on is None else on)
    adviser = Adviser(knowledge_or_fail(speaks), on)
    wording = Wording(adviser.knowledge, speaks)
    topics = _topics(words.topic or [], wording.knowledge, speaks)
    count = _count(words.count, speaks)
    region = words.region and _region(words.region, wording.knowledge, speaks)
    course = _course(words, speaks, wording.knowledge)
    if words.items:
        return _items(None if region == ANY_REGION else region, topics, course, adviser, wording)
    try:
        return _asked_for(words, region, topics, count, course, adviser, wording)
    except TrainingError as error:
        fail(error.text(speaks), 1)
    except EndOfTalk:
        return 0
    except NotANameError as error:
        fail(speaks.gettext(str(error)))
    except REFUSALS as error:
        fail(refusal(error, speaks), 1)


def _asked_for(
    words: argparse.Namespace,
    region: str | None,
    topics: tuple[str, ...],
    count: int,
    course: Course | None,
    adviser: Adviser,
    wording: Wording,
) -> int:
    """Show what is saved, or hold a session. Raises what reading the file, the talk and the engines raise."""
    store = TrainingStore(training_file())
    if words.progress or words.certificate or words.export or words.delete:
        learner = _learner(words.learner, store, wording.language)
        if learner is None:
            fail(wording.language.gettext("Nothing is saved about anybody."), 1)
        return _show(words, store, _working_in(region, learner, wording.knowledge), topics, adviser, wording)
    training, remember = _training(words, store, region, adviser, wording)
    if course is not None:
        return take_course(training, course, remember)
    if words.guided:
        return at_the_desk(training, topics, VISITS if words.count == str(DEFAULT_COUNT) else count, remember)
    return drill(training, topics, count, remember)


def _items(
    region: str | None, topics: tuple[str, ...], course: Course | None, adviser: Adviser, wording: Wording
) -> int:
    """Print the items of a region, or of all; those of a course, if one is named."""
    teller = Teller(wording)
    if course is not None:
        print("\n".join(told_items(Courses(adviser, region).items(course), teller)))
    else:
        print("\n".join(item_lines(Contrasts(adviser, region), topics, teller)))
    return 0


def _course(words: argparse.Namespace, speaks: Language, knowledge: Knowledge) -> Course | None:
    """The course that is named, the usual one for `--course` alone, None without."""
    if words.course is None:
        return None
    if words.topic or words.guided or words.count != str(DEFAULT_COUNT):
        fail(speaks.gettext("--course has its own cases: it goes with neither --topic, --count nor --guided."))
    courses = knowledge.training.courses
    name = words.course or next(iter(courses), "")
    _allow("course", name, tuple(courses), speaks)
    return courses[name]


def _show(
    words: argparse.Namespace,
    store: TrainingStore,
    learner: Learner,
    topics: tuple[str, ...],
    adviser: Adviser,
    wording: Wording,
) -> int:
    """Do what is asked for with what is saved about a learner. Raises TrainingError."""
    speaks = wording.language
    if words.export:
        return _export(store, learner, speaks)
    if words.delete:
        return _delete(store, learner, words.yes, speaks)
    courses, records = Courses(adviser, learner.region), store.records(learner.name)
    course = _course(words, speaks, wording.knowledge)
    if words.certificate and course is not None:
        return _course_certificate(courses, course, records, learner, wording, Path(words.certificate))
    if words.progress:
        print(speaks.gettext("Learner: {name}", name=learner.name))
    if words.progress and not topics:
        _tell_courses(courses, course, records, wording)
    if words.progress and course is not None:
        return 0
    found = _progress(store, learner, Contrasts(adviser, learner.region), topics if words.progress else ())
    if words.progress:
        print("\n".join([*progress_lines(found, Teller(wording)), *filter(None, (wording.elsewhere,))]))
        return 0
    return _certificate(found, learner, wording, Path(words.certificate))


def _tell_courses(courses: Courses, only: Course | None, records: dict[str, Record], wording: Wording) -> None:
    """How far the courses are taken that were begun, or the one that is asked for."""
    for each in (each for each in courses.all if only in (None, each)):
        found = course_progress(each, courses.items(each), records)
        if found.right or only:
            print(course_line(found, wording))


def _course_certificate(
    courses: Courses, course: Course, records: dict[str, Record], learner: Learner, wording: Wording, path: Path
) -> int:
    """Write the certificate of a course, or say what is left."""
    speaks, items = wording.language, courses.items(course)
    _certificate_name(path, speaks)
    found = course_progress(course, items, records)
    if not found.is_done:
        print(speaks.gettext("There is no certificate yet."))
        print(course_line(found, wording))
        return 1
    topics = [item.contrast.topic for item in items]
    text = course_certificate(
        learner.name, learner.region, found, topics, wording, date.today(), path.suffix.lower() != ".md"
    )
    return _written(path, text, speaks)


def _training(
    words: argparse.Namespace, store: TrainingStore, region: str | None, adviser: Adviser, wording: Wording
) -> tuple[Training, bool]:
    """What a session in lines needs, and whether the region is to be kept. Raises EndOfTalk and NotANameError for somebody new who gives no name."""
    lines, speaks = Lines(sys.stdin, sys.stdout), wording.language
    try:
        learner = _learner(words.learner, store, speaks)
    except TrainingError:
        # A session goes on without the file; it is said when the rest is read.
        learner = Learner(_name(words.learner or speaks.gettext("learner"), speaks), None)
    remember = region is not None or learner is None
    learner = learner or newcomer(lines, wording, asking=region is None)
    learner = _working_in(region, learner, wording.knowledge)
    return Training(adviser, Contrasts(adviser, learner.region), speaks, Keeper(store, learner), lines), remember


def _working_in(region: str | None, learner: Learner, knowledge: Knowledge) -> Learner:
    """The learner with the region that is asked for, else their own; None for any region, or one that is no longer there."""
    region = region or learner.region
    return learner._replace(region=region if region in knowledge.values_of(REGION) else None)


def _topics(words: list[str], knowledge: Knowledge, speaks: Language) -> tuple[str, ...]:
    topics = [topic.strip() for word in words for topic in word.split(",")]
    for topic in topics:
        _allow("topic", topic, tuple(knowledge.topics), speaks)
    return tuple(dict.fromkeys(topics))


def _region(word: str, knowledge: Knowledge, speaks: Language) -> str:
    _allow("region", word, (*knowledge.values_of(REGION), ANY_REGION), speaks)
    return word


def _allow(name: str, word: str, allowed: tuple[str, ...], speaks: Language) -> None:
    if word not in allowed:
        fail(not_allowed(N_("--{name} cannot be “{word}”. Allowed: {allowed}."), word, allowed, name=name).text(speaks))


def _count(word: str, speaks: Language) -> int:
    if not (word.isascii() and word.isdigit() and len(word) < 10 and 1 <= int(word) <= MOST_CASES):
        text = N_("--count must be a whole number from 1 to {most}; “{word}” is not.")
        fail(speaks.gettext(text, most=MOST_CASES, word=visible(word)))
    return int(word)


def _name(typed: str, speaks: Language) -> str:
    try:
        return learner_name(typed)
    except NotANameError as error:
        fail(speaks.gettext(str(error)))


def _learner(typed: str | None, store: TrainingStore, speaks: Language) -> Learner | None:
    """The learner named, else who trained last; None if nobody has trained here."""
    if typed is not None:
        try:
            return store.named(typed)
        except NotANameError as error:
            fail(speaks.gettext(str(error)))
    return next(iter(store.learners()), None)


def _progress(store: TrainingStore, learner: Learner, contrasts: Contrasts, topics: tuple[str, ...]) -> Progress:
    return progress(
        contrasts.of_all(topics),
        store.records(learner.name),
        store.days(learner.name),
        datetime.now(UTC),
        date.today(),
    )


def _certificate(found: Progress, learner: Learner, wording: Wording, path: Path) -> int:
    speaks = wording.language
    _certificate_name(path, speaks)
    if not found.mastered:
        print(speaks.gettext("There is no certificate yet. These topics are left:"))
        print("\n".join(missing(found, wording)))
        return 1
    text = certificate(learner.name, learner.region, found, wording, date.today(), path.suffix.lower() != ".md")
    return _written(path, text, speaks)


def _certificate_name(path: Path, speaks: Language) -> None:
    """The name tells in which form it is written."""
    if path.suffix.lower() not in (".html", ".htm", ".md"):
        fail(
            speaks.gettext("The certificate is written as .html or .md; “{word}” is neither.", word=visible(path.name))
        )


def _written(path: Path, text: str, speaks: Language) -> int:
    """Write a certificate where there is no file yet; the exit code."""
    try:
        files.write_new(path, text)
    except OSError as error:
        wrong = N_("The certificate was not written: {path}: {reason}.")
        fail(speaks.gettext(wrong, path=visible(path, 200), reason=files.reason(error, speaks)))
    print(speaks.gettext("The certificate is written to {path}.", path=visible(path, 200)))
    return 0


def _export(store: TrainingStore, learner: Learner, speaks: Language) -> int:
    content = store.export(learner.name)
    if content is None:
        fail(speaks.gettext("Nothing is saved about “{name}”.", name=learner.name), 1)
    print(json.dumps(content, ensure_ascii=False, indent=2))
    return 0


def _delete(store: TrainingStore, learner: Learner, sure: bool, speaks: Language) -> int:
    if not sure:
        question = N_("Type the name once more to delete all that is saved about “{name}”:")
        print(speaks.gettext(question, name=learner.name), flush=True)
        if " ".join(sys.stdin.readline(1000).split()).casefold() != learner.name.casefold():
            print(speaks.gettext("Nothing was deleted."))
            return 1
    if not store.delete(learner.name):
        fail(speaks.gettext("Nothing is saved about “{name}”.", name=learner.name), 1)
    print(speaks.gettext("All that was saved about “{name}” is deleted.", name=learner.name))
    return 0
