"""`vardlots doctor`: what runs here, which knowledge, which languages, and what is missing and how to get it."""

from __future__ import annotations

import argparse
import platform
import shlex
import shutil
import sys
from contextlib import suppress
from datetime import date
from importlib.metadata import PackageNotFoundError, version

from assistant import __version__
from assistant.cases.case import Case
from assistant.cli.knowledge import untranslated
from assistant.cli.words import WordParser
from assistant.engine import ENGINES, EngineMissingError, engine_name, engine_problem
from assistant.i18n import N_, OFFERED_FROM, Language, language, languages, not_offered
from assistant.knowledge import Knowledge, KnowledgeError, shipped_knowledge
from assistant.knowledge.local import LocalAdditions
from assistant.places import knowledge_folder, locales_folder
from assistant.texts import visible

_PACKAGES = {"durable-rules": "durable_rules", "clips": "clipspy"}
_FLAG = "CPPFLAGS=-DPyEval_CallObject=PyObject_CallObject"


def add_arguments(parser: WordParser) -> None:
    """`doctor` takes no words of its own."""


def run(words: argparse.Namespace, speaks: Language) -> int:
    """Print the findings; 1 if anything is missing without which no answer can be given."""
    gettext = speaks.gettext
    print(f"vardlots {__version__}, Python {platform.python_version()}, {platform.system()} {platform.machine()}")
    healthy = _engines(speaks)
    there = _languages(speaks)
    healthy &= len(there) == len(languages()) > 0
    healthy &= _knowledge(speaks, there)
    print(gettext("Catalogues: {folder}", folder=visible(locales_folder(), 200)))
    _files(speaks)
    try:
        print(f"textual {version('textual')}")
    except PackageNotFoundError:
        healthy = False
        print(
            gettext("textual is not installed: the app cannot open; “vardlots chat --plain” and “vardlots ask” work.")
        )
    encoding = sys.stdout.encoding or ""
    if encoding.lower().replace("-", "") != "utf8":
        print(
            gettext(
                "The terminal's encoding is {encoding}; set it to UTF-8, or å, ä and ö may be wrong.",
                encoding=encoding,
            )
        )
    return 0 if healthy else 1


def _files(speaks: Language) -> None:
    """Where this user's files lie, and what is wrong in the settings; the program works without any of them."""
    from assistant.feedback import feedback_path
    from assistant.settings import read_settings, settings_path
    from assistant.train.store import training_file

    nowhere = speaks.gettext("nowhere: you have no home folder, so nothing is remembered")
    path = settings_path()
    print(speaks.gettext("Settings: {file}", file=visible(path or nowhere, 200)))
    if path is not None:
        with suppress(KnowledgeError):  # said below
            knowledge = shipped_knowledge()
            for problem in read_settings(path, knowledge).problems:
                print(f"  {problem.text(knowledge, speaks)}")
    print(speaks.gettext("Reports of users: {file}", file=visible(feedback_path() or nowhere, 200)))
    print(speaks.gettext("Progress in training: {file}", file=visible(training_file() or nowhere, 200)))


def _engines(speaks: Language) -> bool:
    try:
        serving = engine_name()
    except EngineMissingError:
        serving = ""
    for name in ENGINES:
        problem = engine_problem(name)
        if problem is not None:
            print(speaks.gettext("Engine {name}: not usable: {problem}", name=name, problem=problem))
            if name == "durable-rules":
                print(f"  {_why_not_durable(speaks)}")
            continue
        state = (
            N_("Engine {name} {release}: runs the rules.")
            if name == serving
            else N_("Engine {name} {release}: ready, not in use.")
        )
        print(speaks.gettext(state, name=name, release=_release(name) or "?"))
    if not serving:
        print(speaks.gettext("No rule engine is installed: “pip install clipspy” mends that."))
    return bool(serving)


def _why_not_durable(speaks: Language) -> str:
    """What durable-rules lacks here, and what brings it: it is published as source only, and older than Python 3.13."""
    needs_flag = sys.version_info >= (3, 13)
    install = f"pip --python {shlex.quote(sys.executable)} install --no-cache-dir 'durable-rules>=2.0.28,<3'"
    command = f"{_FLAG} {install}" if needs_flag else install
    if not any(shutil.which(compiler) for compiler in ("cc", "gcc", "clang")):
        return speaks.gettext(
            "It is built from source, and there is no C compiler here; with one: {command}", command=command
        )
    if needs_flag:
        return speaks.gettext("From Python 3.13 on it must be built with a flag: {command}", command=command)
    if _release("durable-rules") is None:
        return speaks.gettext("It is not installed: {command}", command=command)
    return speaks.gettext("It is installed and cannot be loaded; build it again: {command}", command=command)


def _release(engine: str) -> str | None:
    """The installed release of an engine's package."""
    try:
        return version(_PACKAGES[engine])
    except PackageNotFoundError:
        return None


def _languages(speaks: Language) -> list[Language]:
    """The languages whose catalogues can be read; for the others a line that says so."""
    found = []
    for code in languages():
        spoken = language(code)
        if error := spoken.damage:
            problem = f"{error.filename or ''} {error.strerror or error}".strip()
            print(
                speaks.gettext("Language {code}: its catalogue cannot be read: {problem}", code=code, problem=problem)
            )
            continue
        found.append(spoken)
        print(speaks.gettext("Language {code} ({name}): catalogues in place.", code=code, name=spoken.name))
    for code, percent in not_offered().items():
        text = N_("Language {code}: {percent} % translated, offered from {least} % on.")
        print(speaks.gettext(text, code=code, percent=percent, least=OFFERED_FROM))
    return found


def _past_review(knowledge: Knowledge, speaks: Language) -> list[str]:
    """The documents that are to be read again, and those read before a change of the law."""
    today = date.today()
    gettext = speaks.gettext
    lines = [
        gettext("{document} ({read}): past its review on {day}", document=one.title, read=one.date, day=one.review_by)
        for one in knowledge.documents.values()
        if one.review_by < today
    ]
    for change in knowledge.changes:
        if change.day <= today:
            named = ", ".join(change.documents)
            lines.append(
                gettext("read before the change of the law on {day}: {documents}", day=change.day, documents=named)
            )
    return lines


def _which(knowledge: Knowledge, speaks: Language) -> None:
    """Its version, and whether it came along."""
    gettext = speaks.gettext
    print(
        gettext(
            "  version {version} of {day}, {rules} rules",
            version=knowledge.version,
            day=knowledge.date.isoformat(),
            rules=str(len(knowledge.rules)),
        )
    )
    if knowledge.folder:
        print("  " + gettext("not the knowledge that came along: every answer says so"))
    _local(knowledge.local, speaks)


def _local(added: LocalAdditions, speaks: Language) -> None:
    """What the workplace adds, or what is wrong with it."""
    if not added.file:
        return
    gettext, ngettext = speaks.gettext, speaks.ngettext
    print(gettext("Local additions: {file}", file=visible(added.file, 200)))
    if not added.problems:
        contacts = ngettext("{number} contact", "{number} contacts", len(added.contacts))
        notes = ngettext("{number} note", "{number} notes", len(added.notes))
        print("  " + gettext("{contacts}, {notes}: every answer says so", contacts=contacts, notes=notes))
    for problem in added.problems:
        print(f"  {visible(problem.text(speaks), 300)}")


def _knowledge(speaks: Language, there: list[Language]) -> bool:
    gettext = speaks.gettext
    print(gettext("Knowledge: {folder}", folder=visible(knowledge_folder(), 200)))
    try:
        knowledge = shipped_knowledge()
    except KnowledgeError as error:
        print(gettext("  {number} mistakes; “vardlots check” shows them.", number=str(len(error.problems))))
        return False
    _which(knowledge, speaks)
    for line in _past_review(knowledge, speaks):
        print(f"  {line}")
    for line in untranslated(knowledge, there, speaks):
        print(f"  {line}")
    try:
        from assistant.answer import Adviser

        Adviser(knowledge, date.today()).answer(Case())
    except Exception as error:  # noqa: BLE001 - a doctor reports whatever is wrong
        print(gettext("  A trial answer failed: {problem}", problem=type(error).__name__))
        return False
    print(gettext("  A trial answer came out right in both evaluations."))
    return True
