"""`vardlots review`: the rules to read again since a clause that they cite has changed, with the words then and now; and ticking them off."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from pathlib import Path

import yaml

from assistant.audit.history import versions
from assistant.audit.reviewed import (
    Due,
    ReviewedPrints,
    as_text,
    changed,
    clause_print,
    due,
    print_of,
    read_reviewed,
    ticked,
)
from assistant.cli.knowledge import found_here, knowledge_or_fail, to_be_edited
from assistant.cli.words import LONGEST, WordParser, fail
from assistant.files import reason
from assistant.i18n import N_, Language
from assistant.knowledge import Knowledge, KnowledgeError, Problem
from assistant.knowledge.model import Clause
from assistant.knowledge.read.load import REVIEWED
from assistant.messages import not_allowed
from assistant.places import knowledge_folder
from assistant.texts import visible
from assistant.words.wording import Wording


def add_arguments(parser: WordParser) -> None:
    """The words that `review` takes."""
    gettext = parser.speaks.gettext
    parser.word(
        "document",
        nargs="?",
        metavar=gettext("DOCUMENT"),
        help=gettext("the document whose clauses are looked at, as vgr-2025 (default: all, in short)"),
    )
    parser.option(
        "--done",
        nargs="+",
        action="extend",
        default=[],
        metavar=gettext("RULE"),
        help=gettext("tick off: these rules were read with what they cite now"),
    )
    parser.option("--all", action="store_true", help=gettext("tick off all that is listed"))


def run(words: argparse.Namespace, speaks: Language) -> int:
    """List what is to be read: 0 if nothing has changed since it was read, else 1. Or tick off."""
    folder = knowledge_folder()
    knowledge = knowledge_or_fail(speaks)
    _allow(
        N_("There is no document “{word}”."), [words.document] if words.document else (), knowledge.documents, speaks
    )
    _allow(N_("There is no rule “{word}”."), words.done, knowledge.rules, speaks)
    reviewed = _read(folder, words.all, speaks)
    left = [each for each in due(knowledge, reviewed) if words.document in (None, each.clause.document)]
    if words.all or words.done:
        return _tick_off(words, folder, knowledge, reviewed, left, speaks)
    lines = _listed(left, knowledge, folder, speaks) if words.document else _in_short(left, knowledge, speaks)
    print("\n".join(visible(line, LONGEST) for line in lines))
    return 1 if changed(left) else 0


def _allow(message: str, words: Collection[str], allowed: Collection[str], speaks: Language) -> None:
    for word in words:
        if word not in allowed:
            fail(not_allowed(message, word[:60], allowed).text(speaks))


def _read(folder: Path, anew: bool, speaks: Language) -> ReviewedPrints:
    try:
        return read_reviewed(folder) or {}
    except KnowledgeError as error:
        if anew:
            return {}
        print(error.told(speaks, folder, True), file=sys.stderr)
        raise SystemExit(2) from None


def _tick_off(
    words: argparse.Namespace,
    folder: Path,
    knowledge: Knowledge,
    reviewed: ReviewedPrints,
    left: Sequence[Due],
    speaks: Language,
) -> int:
    path = to_be_edited(folder, speaks) / REVIEWED
    done = [each for each in left if words.all or each.rule.id in words.done]
    try:
        path.write_text(as_text(ticked(knowledge, reviewed, done)), encoding="utf-8")
    except OSError as error:
        fail(
            speaks.gettext(
                "{path} was not written: {reason}.", path=visible(path, LONGEST), reason=reason(error, speaks)
            )
        )
    rules = len({each.rule.id for each in done})
    print(speaks.ngettext("{number} rule is ticked off.", "{number} rules are ticked off.", rules))
    return 0


# -- what is listed ----------------------------------------------------------------------------------------------------------


def _in_short(left: Sequence[Due], knowledge: Knowledge, speaks: Language) -> Iterator[str]:
    """By document, how many rules are to be read."""
    if not left:
        yield speaks.gettext("Every rule was read with what it cites now.")
    for id in knowledge.documents:
        of_document = [each for each in left if each.clause.document == id]
        again = {each.rule.id for each in of_document if each.before}
        new = {each.rule.id for each in of_document if not each.before}
        if again:
            yield speaks.ngettext(
                "{id}: {number} rule to read again", "{id}: {number} rules to read again", len(again), id=id
            )
        if new:
            yield speaks.ngettext(
                "{id}: {number} rule that was never read with it",
                "{id}: {number} rules that were never read with it",
                len(new),
                id=id,
            )


def _listed(left: Sequence[Due], knowledge: Knowledge, folder: Path, speaks: Language) -> Iterator[str]:
    """Each clause then and now, with the words of the rules that cite it."""
    if not left:
        yield speaks.gettext("Every rule was read with what it cites now.")
    wording, then = Wording(knowledge, speaks), _Then(knowledge, folder)
    by_clause: dict[int, list[Due]] = {}
    for each in left:
        by_clause.setdefault(id(each.clause), []).append(each)
    for together in by_clause.values():
        clause = together[0].clause
        yield f"{clause.id} ({clause.document}{f', {clause.at}' if clause.at else ''})"
        words = {then.words(each) or speaks.gettext("not known any more"): None for each in together if each.before}
        yield from ("    " + speaks.gettext("then: {text}", text=text) for text in words)
        yield "    " + speaks.gettext("now: {text}", text=clause.says)
        for rule in (each.rule for each in together):
            yield f"    {rule.id}  ({found_here(rule.place)})"
            yield f"        {wording.rule_text(rule) if rule.statement is not None else '='.join(rule.derive or ())}"
        yield ""
    if left:
        example = left[0].rule.id
        yield speaks.gettext(
            "Read, and what is wrong mended? “vardlots review --done {rule} …” ticks off.", rule=example
        )


class _Then:
    """What clauses said when they were read: in an edition that still stands there, or in the history of the file."""

    def __init__(self, knowledge: Knowledge, folder: Path) -> None:
        self._knowledge, self._folder = knowledge, folder
        self._versions = cache(lambda file: tuple(map(_clauses_in, versions(folder, file))))

    def words(self, one: Due) -> str:
        """The words of the clause with which a rule was read; empty if they are nowhere to be found."""
        for clause in self._knowledge.editions_of(one.clause.id):
            if clause_print(self._knowledge, clause) in one.before:
                return _told(clause.at, clause.says, one.clause)
        for found in self._versions(one.clause.place.file):
            for document, at, says in found.get(one.clause.id, ()):
                if print_of(self._knowledge, document, at, says) in one.before:
                    return _told(at, says, one.clause)
        return ""


def _told(at: str, says: str, now: Clause) -> str:
    return says if at == now.at or not at else f"({at}) {says}"


def _clauses_in(source: str) -> dict[str, list[tuple[str, str, str]]]:
    """By id, the document, the place and the words of the clauses in a file of a pack as it once was."""
    try:
        top = yaml.load(source, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        found: dict[str, list[tuple[str, str, str]]] = {}
        for each in top.get("clauses") or ():
            at, says = str(each.get("at") or "").strip(), str(each["says"]).strip()
            found.setdefault(str(each["id"]), []).append((str(each["document"]), at, says))
        return found
    except (yaml.YAMLError, ValueError, KeyError, TypeError, AttributeError):
        return {}  # a version that nobody could read


# -- for `check` -------------------------------------------------------------------------------------------------------------


def misread(folder: Path) -> tuple[Problem, ...]:
    """What is wrong with the file in which it is kept what was read; nothing where there is no folder to keep it in."""
    try:
        if folder.is_dir():
            read_reviewed(folder)
    except KnowledgeError as error:
        return error.problems
    return ()


def unreviewed(knowledge: Knowledge, folder: Path, speaks: Language) -> Iterator[str]:
    """Lines on what is to be read again since it was read; none where nothing is kept."""
    reviewed = read_reviewed(folder)
    if reviewed is None:
        return
    left = list(due(knowledge, reviewed))
    for id, rules in changed(left).items():
        yield speaks.ngettext(
            "{clause} changed after this {number} rule was reviewed: {rules}. See “vardlots review {document}”.",
            "{clause} changed after these {number} rules were reviewed: {rules}. See “vardlots review {document}”.",
            len(rules), clause=id, rules=", ".join(rules),
            document=next(each.clause.document for each in left if each.clause.id == id and each.before),
        )  # fmt: skip
    new = {each.rule.id for each in left if not each.before}
    if new:
        yield speaks.ngettext(
            "{number} rule was never reviewed with all that it cites: see “vardlots review”.",
            "{number} rules were never reviewed with all that they cite: see “vardlots review”.",
            len(new),
        )
