"""`vardlots edit`: the app on a folder of knowledge that is being edited: each save is checked, and the open case answered again.

The checking is done by a process of its own: the app stays quick meanwhile, and whatever is in the folder, it can be given up.
"""

from __future__ import annotations

import argparse
import gc
import shlex
import signal
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from importlib.util import find_spec
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection
from pathlib import Path

from assistant.answer import REFUSALS, Adviser, refusal
from assistant.audit.examining import examined
from assistant.audit.impact.compare import impact
from assistant.audit.impact.outline import report
from assistant.audit.impact.sides import KnowledgeSide
from assistant.audit.impact.writers import as_text
from assistant.cases.case import BadInputError, Case, carried, case_from_words
from assistant.cli.chat import has_screen
from assistant.cli.check import left_to_do
from assistant.cli.review import misread
from assistant.cli.words import WordParser, fail
from assistant.editing import Bench, BenchTold, Effects, Finding, Watch
from assistant.editing.outline import MARK, answer_changes, head, mistakes, still_to_do
from assistant.editing.watch import EVERY
from assistant.i18n import N_, Language, language, languages, read_again
from assistant.knowledge import Knowledge, KnowledgeError, Problem
from assistant.knowledge.problems import Place
from assistant.knowledge.read.nodes import remember_files
from assistant.messages import ToldError
from assistant.places import knowledge_folder, knowledge_locales_folder, use_knowledge
from assistant.words.wording import Wording
from assistant.words.writers import write

PATIENCE = 20.0
"""Seconds that a check may take; it takes half a second."""


def add_arguments(parser: WordParser) -> None:
    """The words that `edit` takes."""
    gettext = parser.speaks.gettext
    folder, fact = gettext("FOLDER"), gettext("FACT=VALUE")
    parser.word(
        "words",
        nargs="*",
        metavar=f"[{folder}] {fact}",
        help=gettext("the folder that is edited (default: the one in use), and the case that is answered on each save"),
    )
    parser.option(
        "--plain", action="store_true", help=gettext("plain lines on each save, for screen readers and pipes")
    )


def run(words: argparse.Namespace, speaks: Language) -> int:
    """Open the app on the folder, or print on each save, until the user leaves."""
    folder, facts = _folder(words, speaks)
    speaks = language(speaks.code)  # with the catalogues of that folder
    plain = words.plain or not has_screen() or find_spec("textual") is None
    files, texts = (folder, ".yaml"), (knowledge_locales_folder(), ".po")
    with Checker() as checker, suppress(KeyboardInterrupt):
        bench = _first_good(folder, checker, Watch(files), speaks)
        case = _case(bench.good, facts, speaks) if facts else None
        if plain:
            _print_on_each_save(bench, case, checker, Watch(files, texts), speaks)
        from assistant.tui.editing.app import run as run_app

        return run_app(bench, (Watch(files), Watch(texts)), checker, speaks, named=words.language_named, begun=case)
    return 0


def _folder(words: argparse.Namespace, speaks: Language) -> tuple[Path, Sequence[str]]:
    """The folder, put into force for whatever is read from now on; and the words of the case."""
    first, rest = next(iter(words.words), ""), words.words[1:]
    if not first or "=" in first:
        return knowledge_folder(), words.words
    if words.knowledge is not None:
        fail(speaks.gettext("The folder is named twice: as a word and by --knowledge."))
    use_knowledge(first)
    read_again()
    return Path(first), rest


def _case(knowledge: Knowledge, facts: Sequence[str], speaks: Language) -> Case:
    try:
        return case_from_words(knowledge, facts)
    except BadInputError as error:
        fail(error.text(speaks))


def _first_good(folder: Path, checker: Checker, watch: Watch, speaks: Language) -> Bench:
    """The bench, once the folder is flawless: before that its mistakes are told on each save. Ends where there is no knowledge at all."""
    while True:
        finding = checker.finding()
        if finding.knowledge is not None:
            return Bench(folder, finding.knowledge, finding.left)
        print("\n".join(KnowledgeError(finding.problems).lines(speaks, folder)), file=sys.stderr, flush=True)
        if any(problem.place.file == "." for problem in finding.problems):
            raise SystemExit(2)
        print(speaks.gettext("Waiting for a save that mends this; Ctrl+C ends."), file=sys.stderr, flush=True)
        while not watch.changed():
            time.sleep(EVERY)


# -- plain lines -----------------------------------------------------------------------------------------------------------


def _print_on_each_save(bench: Bench, case: Case | None, checker: Checker, watch: Watch, speaks: Language) -> None:
    """For ever: the state of the folder, and the answer where it is another. Ctrl+C ends it."""
    print("\n".join([head(bench, speaks), *still_to_do(bench, speaks)]), flush=True)
    shown = _tell_answer(bench, case, "", speaks)
    while True:
        while not watch.changed():
            time.sleep(EVERY)
        before = bench.good
        if bench.take(checker.finding()) and case is not None:
            case = carried(case, before, bench.good)
        read_again()
        print("\n".join(["", head(bench, speaks), *mistakes(bench, speaks), *still_to_do(bench, speaks)]), flush=True)
        if not bench.problems:
            shown = _tell_answer(bench, case, shown, speaks)
        if bench.good is not before:
            bench.told = checker.told()
            effects = bench.effects(speaks.code)
            print(f"\n{effects.whole}" if effects is not None else "", flush=True)


def _tell_answer(bench: Bench, case: Case | None, before: str, speaks: Language) -> str:
    """Print the answer in short; after the first time, what is new in it and what is no longer there. Returns it."""
    if case is None:
        return ""
    speaks = language(speaks.code)
    try:
        answer = Adviser(bench.good, date.today()).answer(case)
        text = write(answer, Wording(bench.good, speaks), "text", speaks.gettext("In short."))
    except REFUSALS as error:
        text = refusal(error, speaks) + "\n"
    told = "\n".join(answer_changes(before, text, speaks)) if before else f"\n{text}"
    print(told or speaks.gettext("The answer is as it was."), flush=True)
    return text


# -- checking --------------------------------------------------------------------------------------------------------------


class Checker:
    """Checks the folder in use in another process; one that does not come back is given up, and another begun."""

    def __init__(self, patience: float = PATIENCE) -> None:
        self._patience = patience
        self._begin()

    def _begin(self) -> None:
        context = get_context("fork" if "fork" in get_all_start_methods() else None)
        self._line, theirs = context.Pipe()
        self._process = context.Process(target=_check, args=(theirs, str(knowledge_folder())), daemon=True)
        self._process.start()
        theirs.close()
        self._until: float | None = None

    def __enter__(self) -> Checker:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def _end(self) -> None:
        self._process.kill()
        self._process.join()
        self._line.close()

    @property
    def process_id(self) -> int | None:
        """The process that checks."""
        return self._process.pid

    def ask(self) -> None:
        """Check now."""
        self._until = time.monotonic() + self._patience
        with suppress(OSError):  # then it is given up when it is looked for
            self._line.send(None)

    def found(self, wait: float = 0) -> Finding | BenchTold | None:
        """What the check has found, and after that what a change does; None as long as there is nothing new."""
        try:
            if self._line.poll(wait):
                found: Finding | BenchTold = self._line.recv()
                if isinstance(found, Finding):
                    self._until = None
                return found
            if self._until is None or time.monotonic() < self._until:
                return None
        except (EOFError, OSError):
            pass
        asked = self._until is not None
        self._end()
        self._begin()
        return (
            Finding((Problem(Place(".", 1, 1), N_("The check came to no end and was given up.")),), None)
            if asked
            else None
        )

    def finding(self) -> Finding:
        """Check now, and wait for it."""
        self.ask()
        while not isinstance(found := self.found(EVERY), Finding):
            pass
        return found

    def told(self) -> BenchTold | None:
        """What the change does that was just found; None if it takes too long."""
        until = time.monotonic() + self._patience
        while time.monotonic() < until:
            if isinstance(found := self.found(EVERY), BenchTold):
                return found
        return None


def _check(line: Connection, folder: str) -> None:
    """In the other process: check when asked to, and tell what a change does if nobody has asked again. Ctrl+C is for the one that the user started."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    use_knowledge(folder)
    good: Knowledge | None = None
    remember_files()  # one save changes one file
    gc.disable()  # nothing of a check is garbage before it is done; a tenth of its time
    with suppress(EOFError, OSError):
        while True:
            gc.collect()
            line.recv()
            read_again()
            knowledge, problems = examined(Path(folder))
            problems = (*problems, *misread(Path(folder)))
            now = None if problems else knowledge
            line.send(Finding(problems, now, {} if now is None else _left(now, Path(folder))))
            if good is not None and now is not None and now != good and not line.poll():
                line.send(told(good, now))
            good = now or good


def _left(knowledge: Knowledge, folder: Path) -> dict[str, tuple[str, ...]]:
    """What is left to do, in every language."""
    return {speaks.code: tuple(left_to_do(knowledge, folder, speaks)) for speaks in map(language, languages())}


def told(before: Knowledge, now: Knowledge) -> BenchTold:
    """What a change does, in every language: what is said otherwise comes first, what editors alone see last."""
    asking = f"--knowledge {shlex.quote(now.folder)}" if now.folder else ""
    try:
        found = impact(KnowledgeSide(before), KnowledgeSide(now), asking=asking)
    except ToldError:  # no case is one of both: there is nothing to compare
        return BenchTold({})
    effects = {}
    for speaks in map(language, languages()):
        names = speaks.gettext(MARK), speaks.gettext("now")
        made = report(found, names, speaks)
        dated = made.sections[1 if found.made else 0 :]
        sections = [*dated, *made.sections[: len(made.sections) - len(dated)]]
        lines = [f"{item.mark} {item.title} ({section.title})" for section in sections for item in section.items]
        effects[speaks.code] = Effects(tuple(lines) or made.head[1:], as_text(made, speaks))
    return BenchTold(effects)
