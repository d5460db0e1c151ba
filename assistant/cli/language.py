"""`vardlots language`: the catalogues brought up to date and checked, and a language handed to a translator as a table and taken back."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

from assistant import files
from assistant.catalogues.checking import Share, problems, shares, whole
from assistant.catalogues.files import CatalogueError, CatalogueFile, catalogue_files, locale_of, read, write
from assistant.catalogues.messages import PROGRAM, REST, MessageKey, by_key, messages, strings_of
from assistant.catalogues.table import Mistake, Taken, as_csv, rows_of, strangers, taken
from assistant.catalogues.updating import up_to_date, update
from assistant.cli.knowledge import knowledge_or_fail
from assistant.cli.words import WordParser, fail
from assistant.i18n import CODE_DOMAIN, N_, OFFERED_FROM, SOURCE_LANGUAGE, UNFINISHED_VARIABLE, Language
from assistant.knowledge import Knowledge
from assistant.messages import not_allowed
from assistant.places import knowledge_locales_folder
from assistant.texts import visible
from assistant.words.wording import Wording

JOBS = ("update", "check", "export", "import")
LARGEST = 32 << 20
"""Bytes of a table."""


def add_arguments(parser: WordParser) -> None:
    """The words that `language` takes."""
    gettext = parser.speaks.gettext
    parser.word(
        "job",
        metavar="{" + ",".join(JOBS) + "}",
        help=gettext("what to do; export and import take a language and a file"),
    )
    parser.word(
        "code", nargs="?", metavar=gettext("LANGUAGE"), help=gettext("as fi or pt_BR; it need not be there yet")
    )
    parser.word("file", nargs="?", type=Path, metavar=gettext("FILE.csv"), help=gettext("the table for the translator"))


def run(words: argparse.Namespace, speaks: Language) -> int:
    """Do one of the jobs; 1 if `check` finds anything, 2 if a table or a word is at fault."""
    if words.job not in JOBS:
        fail(not_allowed(N_("“{word}” is not understood here. Allowed: {allowed}."), words.job, JOBS).text(speaks))
    alone = words.job in JOBS[:2]
    if alone != (words.code is None) or alone != (words.file is None):
        text = (
            N_("“vardlots language {job}” takes no other word.")
            if alone
            else N_("Name a language and a file: “vardlots language {job} fi texts.csv”.")
        )
        fail(speaks.gettext(text, job=words.job))
    locales = knowledge_locales_folder()
    if not any(locales.glob("*/LC_MESSAGES/*.po")) and any(locales.glob("*/LC_MESSAGES/*.mo")):
        text = N_("In {folder} the translations are compiled and cannot be edited: work in a checkout.")
        fail(speaks.gettext(text, folder=visible(locales, 200)), 1)
    knowledge = knowledge_or_fail(speaks)
    try:
        if words.job == "update":
            return _update(locales, knowledge, speaks)
        if words.job == "check":
            return _check(locales, knowledge, speaks)
        locale_of(words.code)
        return (_export if words.job == "export" else _import)(words.code, words.file, locales, knowledge, speaks)
    except CatalogueError as error:
        fail(error.text(speaks))


def _update(locales: Path, knowledge: Knowledge, speaks: Language) -> int:
    for done in update(locales, knowledge):
        print(
            speaks.gettext(
                "{file}: {new} new, {known} of them translated as the same text elsewhere; {gone} gone",
                file=done.file.name, new=done.new, known=done.known, gone=done.gone,
            )
        )  # fmt: skip
    return 0


def _check(locales: Path, knowledge: Knowledge, speaks: Language) -> int:
    found = problems(locales, knowledge)
    for problem in found:
        print(visible(problem, 2000), file=sys.stderr)
    wording = Wording(knowledge, speaks)
    for code, topics in shares(locales, knowledge).items():
        print("\n".join(_told(code, topics, wording)))
    return 1 if found else 0


def _told(code: str, topics: Mapping[str, Share], wording: Wording) -> list[str]:
    """How much of a language is translated, topic by topic where something is missing, and whether it is offered."""
    gettext, named = wording.language.gettext, {PROGRAM: N_("The program"), REST: N_("What all topics share")}
    all_ = whole(topics)
    text = N_("{code}: {percent} % translated ({done} of {all})")
    lines = [gettext(text, code=code, percent=all_.percent, done=all_.done, all=all_.of)]
    for topic, share in topics.items():
        if share.done < share.of:
            label = gettext(named[topic]) if topic in named else wording.topic(topic)
            lines.append(f"  {share.percent:3} %  {label} ({share.done}/{share.of})")
    if not _offered(code, topics):
        lines.append("  " + _not_offered(wording.language))
    return lines


def _not_offered(speaks: Language) -> str:
    """That a language is not offered yet, and how it is looked at all the same."""
    text = N_(
        "Not offered before {percent} % of the program and of the knowledge are translated; {variable}=1 offers it for trying."
    )
    return speaks.gettext(text, percent=OFFERED_FROM, variable=UNFINISHED_VARIABLE)


def _offered(code: str, topics: Mapping[str, Share]) -> bool:
    program = topics.get(PROGRAM, Share(0, 0))
    knowledge = whole({topic: share for topic, share in topics.items() if topic != PROGRAM})
    return code in SOURCE_LANGUAGE.values() or min(program.percent, knowledge.percent) >= OFFERED_FROM


# -- tables ----------------------------------------------------------------------------------------------------------------


def _files_of(code: str, locales: Path) -> list[CatalogueFile]:
    """The catalogues of a language, which need not be there."""
    domains = {file.domain for file in catalogue_files(locales)} or set(SOURCE_LANGUAGE)
    return [
        CatalogueFile(code, domain, locales / code / "LC_MESSAGES" / f"{domain}.po")
        for domain, source in SOURCE_LANGUAGE.items()
        if domain in domains and source != code
    ]


def _english(file: CatalogueFile, locales: Path) -> Mapping[MessageKey, str]:
    """The English of texts that are written in another language, for translators who do not know that."""
    english = SOURCE_LANGUAGE[CODE_DOMAIN]
    if english in (SOURCE_LANGUAGE[file.domain], file.code):
        return {}
    there = read(CatalogueFile(english, file.domain, locales / english / "LC_MESSAGES" / f"{file.domain}.po"))
    return {key: "".join(strings_of(message)[:1]) for key, message in by_key(there).items()}


def _export(code: str, path: Path, locales: Path, knowledge: Knowledge, speaks: Language) -> int:
    made = [
        (file, up_to_date(file, read(file), messages(file.domain, knowledge)), _english(file, locales))
        for file in _files_of(code, locales)
    ]
    try:
        files.write_new(path, as_csv(code, made))
    except OSError as error:
        fail(f"{visible(path, 200)}: {files.reason(error, speaks)}")
    left = sum(not strings_of(message) for _, catalogue, _ in made for message in by_key(catalogue).values())
    print(speaks.gettext("{path} is written: {left} texts are not translated yet.", path=visible(path, 200), left=left))
    return 0


def _import(code: str, path: Path, locales: Path, knowledge: Knowledge, speaks: Language) -> int:
    """Take a table back: all of it, or, if anything is wrong in it, nothing."""
    try:
        content = files.read(path, LARGEST)
    except OSError as error:
        fail(f"{visible(path, 200)}: {files.reason(error, speaks)}")
    if content is None:
        missing = speaks.gettext("there is no such file or folder")
        fail(f"{visible(path, 200)}: {missing}")
    rows, found = rows_of(content), _files_of(code, locales)
    mistakes = strangers(rows, [file.domain for file in found])
    made: list[tuple[CatalogueFile, Taken]] = []
    for file in found:
        took, wrong = taken(file, up_to_date(file, read(file), messages(file.domain, knowledge)), rows)
        made.append((file, took))
        mistakes += wrong
    if mistakes:
        return _refused(path, mistakes, speaks)
    for file, took in made:
        write(file, took.catalogue)
        left = sum(not strings_of(message) for message in by_key(took.catalogue).values())
        print(
            speaks.gettext(
                "{file}: {changed} texts translated anew, {left} left", file=file.name, changed=took.changed, left=left
            )
        )
    return 0


def _refused(path: Path, mistakes: list[Mistake], speaks: Language) -> int:
    for mistake in sorted(mistakes, key=lambda mistake: mistake.row):
        text = speaks.gettext("row {row}: {problem}", row=mistake.row, problem=mistake.message.text(speaks))
        print(visible(f"{path}: {text}", 2000), file=sys.stderr)
    print(speaks.gettext("Nothing was taken over."), file=sys.stderr)
    return 2
