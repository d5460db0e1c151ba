"""`vardlots impact`: in which cases a change of the knowledge says something else; exit code 1 if in any."""

from __future__ import annotations

import argparse
import json
import shlex
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from assistant.audit.impact.compare import Impact, impact
from assistant.audit.impact.frame import NothingInCommonError
from assistant.audit.impact.outline import ImpactReport, in_short, report
from assistant.audit.impact.released import ReleasedError, read_released
from assistant.audit.impact.sides import KnowledgeSide, Side
from assistant.audit.impact.version import is_later, released_version
from assistant.audit.impact.writers import as_markdown, as_object, as_text
from assistant.cases.space import ConflictInSpace, TooEntangledError
from assistant.cli.knowledge import unraised
from assistant.cli.revisions import RevisionError, knowledge_at, knowledge_now
from assistant.cli.words import WordParser, fail
from assistant.i18n import N_, Language
from assistant.knowledge import KnowledgeError
from assistant.messages import not_allowed
from assistant.places import came_along, knowledge_folder

Read = TypeVar("Read")


def add_arguments(parser: WordParser) -> None:
    """The words that `impact` takes."""
    gettext = parser.speaks.gettext
    either = gettext("a folder of knowledge, or a revision of git")
    parser.word("old", nargs="?", metavar=gettext("OLD"), help=f"{either} (HEAD)")
    parser.word("new", nargs="?", metavar=gettext("NEW"), help=gettext("the same (default: the knowledge in use)"))
    parser.option("--release", action="store_true", help=gettext("in place of OLD: the version released last"))
    parser.option("--topic", metavar=gettext("TOPIC"), default="", help=gettext("only what is said on this topic"))
    parser.option("--region", metavar=gettext("REGION"), default="", help=gettext("only cases of this region"))
    parser.option("--short", action="store_true", help=gettext("only a line for each change"))
    parser.option("--json", action="store_true", help=gettext("as data"))
    parser.option("--markdown", action="store_true", help=gettext("as Markdown, for a review"))


def run(words: argparse.Namespace, speaks: Language) -> int:
    """Print the impact: 0 if there is none, 1 if there is some, 2 if a side cannot be read."""
    if words.release:
        words.old, words.new = speaks.gettext("released"), words.old
        old: Side = _read(words.old, lambda: read_released(knowledge_folder()), speaks)
    else:
        words.old = words.old or "HEAD"
        old = KnowledgeSide(_read(words.old, lambda: knowledge_at(words.old), speaks))
    now = words.new or str(knowledge_folder())
    new = KnowledgeSide(_read(now, lambda: knowledge_at(words.new) if words.new else knowledge_now(), speaks))
    _allow("topic", words.topic, (*old.knowledge.topics, *new.knowledge.topics), speaks)
    _allow("region", words.region, (*old.knowledge.regions, *new.knowledge.regions), speaks)
    found = _compared(old, new, words, speaks)
    names = words.old, words.new or speaks.gettext("now")
    if words.json:
        written = json.dumps(as_object(found, names), ensure_ascii=False, indent=2)
    else:
        told = _report(found, names, words, speaks)
        written = (as_markdown if words.markdown else as_text)(in_short(told) if words.short else told, speaks)
    sys.stdout.write(written + "\n")
    return int(found.has_effect)


def _report(found: Impact, names: tuple[str, str], words: argparse.Namespace, speaks: Language) -> ImpactReport:
    """The impact in words, with a line where readers see a change and the version is not later than the one released last."""
    told = report(found, names, speaks)
    folder = Path(words.new) if words.new and not words.release else knowledge_folder()
    since = found.old.version if words.release else released_version(folder)
    if not found.has_effect or not since or is_later(found.new.version, since):
        return told
    return told._replace(head=(*told.head, unraised(found.new.version, speaks)))


def _read(name: str, read: Callable[[], Read], speaks: Language) -> Read:
    """A side; ends with its first mistake if it has any."""
    try:
        return read()
    except (RevisionError, ReleasedError) as error:
        fail(error.text(speaks))
    except KnowledgeError as error:
        first = (error.problems[0].in_folder(Path(name)) if Path(name).is_dir() else error.problems[0]).text(speaks)
        more = len(error.problems) - 1
        rest = " " + speaks.ngettext("({number} more mistake)", "({number} more mistakes)", more) if more else ""
        fail(f"{name}: {first}{rest}")


def _compared(old: Side, new: Side, words: argparse.Namespace, speaks: Language) -> Impact:
    try:
        return impact(old, new, words.topic, words.region, _asking(words.new))
    except NothingInCommonError as error:
        fail(error.text(speaks))
    except TooEntangledError as error:
        fail(error.text(speaks))
    except ConflictInSpace as error:
        rules = {**old.knowledge.rules, **new.knowledge.rules}
        message = N_(
            "{place}: {rule} derives another value of {fact} than {other} does; “vardlots check” shows the case."
        )
        rule, other = error.rules[1], error.rules[0]
        fail(speaks.gettext(message, place=rules[rule].place, rule=rule, fact=error.fact, other=other))


def _asking(new: str | None) -> str:
    """What the commands need to answer by the newer knowledge."""
    folder = new if new and Path(new).is_dir() else None if came_along(knowledge_folder()) else str(knowledge_folder())
    return f"--knowledge {shlex.quote(folder)}" if folder else ""


def _allow(name: str, word: str, allowed: tuple[str, ...], speaks: Language) -> None:
    if word and word not in allowed:
        message = N_("--{name} cannot be “{word}”. Allowed: {allowed}.")
        fail(not_allowed(message, word, dict.fromkeys(allowed), name=name).text(speaks))
