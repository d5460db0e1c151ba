"""`vardlots export`: the knowledge in forms for other hands, written into a folder or a file."""

from __future__ import annotations

import argparse
from pathlib import Path

from assistant.answer import Adviser
from assistant.cli.days import add_on, day
from assistant.cli.knowledge import knowledge_or_fail
from assistant.cli.words import LONGEST, WordParser, fail
from assistant.export import decision_tables, graph, handbook
from assistant.i18n import N_, Language, language, languages
from assistant.messages import not_allowed
from assistant.texts import visible
from assistant.words.wording import Wording

HANDBOOK, GRAPH, DMN = "handbook", "graph", "dmn"
FORMS = (HANDBOOK, GRAPH, DMN)


def add_arguments(parser: WordParser) -> None:
    """The words that `export` takes."""
    gettext = parser.speaks.gettext
    parser.word(
        "form",
        metavar=gettext("FORM"),
        help=gettext(
            "handbook: pages for every topic and region, in every language or the one of --lang; "
            "graph: facts, questions and topics as an SVG; dmn: decision tables for every topic (DMN 1.3)"
        ),
    )
    parser.word("target", type=Path, metavar=gettext("TARGET"), help=gettext("the folder or file that is written"))
    parser.option("--topic", metavar=gettext("TOPIC"), help=gettext("only this topic, and what it rests on (graph)"))
    add_on(parser)


def run(words: argparse.Namespace, speaks: Language) -> int:
    """Write what was asked for, and tell where."""
    if words.form not in FORMS:
        fail(not_allowed(N_("There is no form “{word}”. Allowed: {allowed}."), words.form[:60], FORMS).text(speaks))
    if words.topic is not None and words.form != GRAPH:
        fail(speaks.gettext("--topic is for the form {form} only.", form=GRAPH))
    adviser = Adviser(knowledge_or_fail(speaks), day(words.on, speaks))
    wording = Wording(adviser.knowledge, speaks)
    if words.form == GRAPH:
        drawn = graph(adviser, wording, _topic(words.topic, adviser, speaks))
        _write({words.target.name: drawn}, words.target.parent, speaks)
    elif words.form == DMN:
        _write(decision_tables(adviser, wording), words.target, speaks)
    else:
        chosen = [speaks] if words.language_named else [language(code) for code in languages()]
        _write(handbook(adviser, chosen), words.target, speaks)
    return 0


def _topic(word: str | None, adviser: Adviser, speaks: Language) -> str:
    topics = adviser.knowledge.topics
    if word is not None and word not in topics:
        fail(not_allowed(N_("There is no topic “{word}”. Allowed: {allowed}."), word[:60], topics).text(speaks))
    return word or ""


def _write(files: dict[str, str], folder: Path, speaks: Language) -> None:
    """Write files into a folder; others in it are left as they are. They hold no case and are made to be shared: the usual rights."""
    if folder.exists() and not folder.is_dir():
        fail(speaks.gettext("{path} is no folder.", path=visible(folder, LONGEST)))
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    told = speaks.ngettext(
        "{number} file written to {path}", "{number} files written to {path}", len(files), path=visible(folder, LONGEST)
    )
    print(told)
