"""`vardlots stats`: how many questions each topic takes, exactly, and how much knowledge stands behind it."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from fractions import Fraction
from typing import Any

from assistant.answer import Adviser
from assistant.audit.keys import Keys
from assistant.audit.statistics import QuestionCount, Statistics, statistics
from assistant.cases.case import Case
from assistant.cli.columns import columns
from assistant.cli.days import add_on, day
from assistant.cli.knowledge import knowledge_or_fail
from assistant.cli.words import WordParser
from assistant.i18n import N_, Language
from assistant.knowledge.model import TOPIC, Knowledge
from assistant.words.wording import Wording

FORMATS = ("text", "json")


def add_arguments(parser: WordParser) -> None:
    """The words that `stats` takes."""
    parser.choice("format", FORMATS, "text", N_("how the statistics are written"))
    add_on(parser)


def run(words: argparse.Namespace, speaks: Language) -> int:
    """Print the statistics as of a day."""
    on = day(words.on, speaks)
    adviser = Adviser(knowledge_or_fail(speaks), on)
    knowledge, found = adviser.knowledge, statistics(adviser)
    if words.format == "json":
        written = json.dumps(as_object(found, knowledge, on), ensure_ascii=False, indent=2)
    else:
        written = "\n".join(as_lines(found, Wording(knowledge, speaks)))
    sys.stdout.write(written + "\n")
    return 0


def words_of(case: Case, knowledge: Knowledge) -> str:
    """A case as words for `vardlots ask`."""
    return " ".join([*(case.given(knowledge, fact) for fact in case.answers), f"{TOPIC}={','.join(case.topics)}"])


# -- text ----------------------------------------------------------------------------------------------------------------


def as_lines(found: Statistics, wording: Wording) -> list[str]:
    """Plain lines: a table with a row for each topic, a longest dialogue of each, and the totals."""
    speaks = wording.language
    heads = [
        N_("Topic"),
        N_("Most"),
        N_("Mean"),
        N_("Most, region known"),
        N_("Mean, region known"),
        N_("Keys"),
        N_("Mean keys"),
        N_("Rules"),
        N_("Clauses"),
        N_("Outcomes"),
    ]
    rows = [
        [
            wording.topic(topic.topic),
            _whole(topic.asked.most, speaks),
            _mean(topic.asked.mean, speaks),
            _whole(topic.region_known.most, speaks),
            _mean(topic.region_known.mean, speaks),
            _whole(topic.keys.most, speaks),
            _mean(topic.keys.mean, speaks),
            _whole(topic.rules, speaks),
            _whole(topic.clauses, speaks),
            _whole(topic.outcomes, speaks),
        ]
        for topic in found.topics
    ]
    explained = [
        N_("Most: questions in the longest dialogue. The question about the topic is not counted."),
        N_("Mean: over all cases, each as likely as the others. Both are exact: every dialogue is walked to its end."),
        N_(
            "These count every question that can change anything. Keys count what is needed until the answer is seen, the region known."
        ),
        N_("Outcomes: the different sets of statements that the cases lead to."),
    ]
    return [
        speaks.gettext("QUESTIONS BY TOPIC"),
        *columns([[speaks.gettext(head) for head in heads], *rows]),
        "",
        *(speaks.gettext(text) for text in explained),
        "",
        speaks.gettext("A LONGEST DIALOGUE OF EACH TOPIC, AS WORDS FOR “vardlots ask”"),
        *columns(
            [[wording.topic(topic.topic), words_of(topic.asked.longest, wording.knowledge)] for topic in found.topics],
            numbers=False,
        ),
        "",
        speaks.gettext(
            "{rules} rules in force rest on {clauses} clauses. {questions} questions make {cases} cases, "
            "which lead to {outcomes} outcomes.",
            rules=_whole(found.rules, speaks),
            clauses=_whole(found.clauses, speaks),
            questions=_whole(found.questions, speaks),
            cases=_whole(found.cases, speaks),
            outcomes=_whole(found.outcomes, speaks),
        ),
        *filter(None, (wording.elsewhere,)),
    ]


def _whole(number: int, speaks: Language) -> str:
    return _number(number, "#,##0", speaks)


def _mean(mean: Fraction, speaks: Language) -> str:
    return _number(float(mean), "0.00", speaks)


def _number(number: float, pattern: str, speaks: Language) -> str:
    from babel.numbers import format_decimal  # slow to import: only when numbers are shown

    return format_decimal(number, pattern, locale=speaks.code)


# -- JSON ----------------------------------------------------------------------------------------------------------------


def as_object(found: Statistics, knowledge: Knowledge, on: date) -> dict[str, Any]:
    """The statistics as one object; means rounded to four decimals, cases as words for `vardlots ask`."""
    return {
        "knowledge": knowledge.named,
        "on": on.isoformat(),
        "questions": found.questions,
        "rules": found.rules,
        "clauses": found.clauses,
        "cases": found.cases,
        "outcomes": found.outcomes,
        "topics": [
            {
                "id": topic.topic,
                "questions": _asked(topic.asked, knowledge),
                "questions_region_known": _asked(topic.region_known, knowledge),
                "keys": _asked(topic.keys, knowledge),
                "rules": topic.rules,
                "clauses": topic.clauses,
                "outcomes": topic.outcomes,
            }
            for topic in found.topics
        ],
    }


def _asked(asked: QuestionCount | Keys, knowledge: Knowledge) -> dict[str, Any]:
    return {"most": asked.most, "mean": round(float(asked.mean), 4), "longest": words_of(asked.longest, knowledge)}
