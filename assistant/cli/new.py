"""`vardlots new`: makes all the files that a new region, question, topic, status or language needs, and tells what is left to do."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from assistant.audit.scaffold import (
    Plan,
    Remaining,
    ScaffoldError,
    new_language,
    new_question,
    new_region,
    new_status,
    new_topic,
    remaining,
)
from assistant.audit.scaffold.remaining import name_schemas, renew_schemas
from assistant.audit.scenarios import beside
from assistant.cli.holes_table import asked_of
from assistant.cli.knowledge import found_here, knowledge_or_fail, to_be_edited, told_here, untranslated
from assistant.cli.words import LONGEST, WordParser, fail
from assistant.i18n import N_, Language, language, languages
from assistant.knowledge.model import Knowledge
from assistant.messages import not_allowed
from assistant.places import from_here, knowledge_folder, knowledge_locales_folder, locales_folder
from assistant.texts import visible
from assistant.words.wording import Wording

REGION, QUESTION, TOPIC, STATUS, LANGUAGE = KINDS = ("region", "question", "topic", "status", "language")


def add_arguments(parser: WordParser) -> None:
    """The words that `new` takes."""
    gettext = parser.speaks.gettext
    parser.word("kind", metavar="{" + ",".join(KINDS) + "}", help=gettext("what is new"))
    parser.word("name", metavar=gettext("NAME"), help=gettext("its id, as skane; of a language its code, as fi"))
    parser.option(
        "--label", metavar=gettext("LABEL"), help=gettext("what people read, in the language of the knowledge")
    )
    parser.option("--values", default="", metavar="A,B", help=gettext("of a question: the ids of its answers"))
    parser.option(
        "--words",
        default="",
        metavar="A,B",
        help=gettext("of a region or a status: words by which people name it; those listed for another are moved"),
    )


def run(words: argparse.Namespace, speaks: Language) -> int:
    """Write the files and tell what is left."""
    if words.kind not in KINDS:
        message = N_("Nothing new can be “{word}”. Allowed: {allowed}.")
        fail(not_allowed(message, words.kind[:60], KINDS).text(speaks))
    folder = to_be_edited(knowledge_folder(), speaks)
    knowledge = knowledge_or_fail(speaks)
    try:
        plan = _plan(words, knowledge, folder)
    except ScaffoldError as error:
        fail(error.text(speaks))
    plan.write()
    name_schemas(folder)
    for path in plan.files:
        print(speaks.gettext("written: {path}", path=visible(from_here(path), LONGEST)))
    found = remaining(folder)
    renew_schemas(folder, found)
    print()
    print("\n".join(visible(line, LONGEST) for line in _left(words, plan, found, speaks)))
    return 0


def _plan(words: argparse.Namespace, knowledge: Knowledge, folder: Path) -> Plan:
    name, label = words.name.strip(), words.label
    match words.kind:
        case "region":
            return new_region(knowledge, folder, name, label, _listed(words.words))
        case "question":
            return new_question(knowledge, folder, name, label, _listed(words.values))
        case "topic":
            return new_topic(knowledge, folder, name, label)
        case "status":
            return new_status(knowledge, folder, name, label, _listed(words.words))
    return new_language(knowledge, locales_folder(), knowledge_locales_folder(), name)


def _listed(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())


# -- what is left ----------------------------------------------------------------------------------------------------------


def _left(words: argparse.Namespace, plan: Plan, found: Remaining, speaks: Language) -> Iterable[str]:
    """What to do next, as lines."""
    yield speaks.gettext("WHAT COMES NEXT")
    where = _where(knowledge_folder())
    yield from (f"- {message._replace(parts={**where, **message.parts}).text(speaks)}" for message in plan.next)
    if found.texts:
        yield speaks.gettext("STILL TO BE WRITTEN, WHERE “…” STANDS")
        yield from (f"- {found_here(place)}" for place in found.texts)
    if found.problems:
        yield speaks.gettext("WHAT “vardlots check” WILL SAY THEN")
        yield from (f"- {told_here(problem, speaks)}" for problem in found.problems)
    not_known = _not_known(words, found, speaks)
    if not_known:
        yield speaks.gettext("WHERE NOTHING IS KNOWN YET BUT WHOM TO ASK")
        yield from (f"- {line}" for line in not_known)
    if found.knowledge is not None:
        there = [language(code) for code in languages()]
        yield from (f"- {line}" for line in untranslated(found.knowledge, there, speaks))
    if not (found.texts or found.problems):
        yield speaks.gettext("“vardlots check” finds no mistake.")


def _where(folder: Path) -> dict[str, str]:
    """The files and folders of the knowledge that is edited, as they are found from where one stands."""
    within = {name: folder / name for name in ("questions", "packs", "words", "training", "invariants")}
    within["scenarios"] = beside(folder)
    found = {name: f"{from_here(path)}/" for name, path in within.items()}
    return found | {name: from_here(folder / f"{name}.yaml") for name in ("topics", "derived")}


def _not_known(words: argparse.Namespace, found: Remaining, speaks: Language) -> list[str]:
    """The topics on which nothing is known of what is new, with the answers or the regions for which that is so."""
    if found.knowledge is None or words.kind not in (REGION, TOPIC, STATUS):
        return []
    wording, asked = Wording(found.knowledge, speaks), asked_of(found.knowledge)
    holder = found.knowledge.questions[REGION] if words.kind == STATUS else asked
    return [
        f"{wording.topic(topic)}: {', '.join(wording.value(holder, value) for value in dict.fromkeys(values))}"
        for topic, values in found.not_known(asked.id, words.name.strip()).items()
    ]
