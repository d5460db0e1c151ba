"""A line that answers for several answers at once: it says nothing that holds of none of them, and leaves nobody without what the topic is about."""

from __future__ import annotations

import re
from itertools import product

from assistant.answer import Adviser
from assistant.cases.case import Case
from assistant.i18n import Language
from assistant.words.wording import Wording


def _line(adviser: Adviser, wording: Wording, topic: str, **facts: str) -> str:
    """The line of one topic."""
    lead = adviser.lead_on(topic, Case(facts, {}, (topic,)))
    return wording.lead(lead) if lead is not None else ""


def test_what_holds_in_some_cases_is_not_told_as_usual(adviser: Adviser, each_language: Language) -> None:
    """No clause says how often an amount holds: a line of groups folds it as what perhaps holds."""
    wording, told = Wording(adviser.knowledge, each_language), []
    for region, topic in product(adviser.knowledge.values_of("region"), adviser.knowledge.topics):
        told += [_line(adviser, wording, topic, region=region)]
        told += [_line(adviser, wording, topic, region=region, age_group=age) for age in ("under_18", "18_19", "20_84")]
    told += [_line(adviser, wording, "visit_fee", region="rjl", visit="emergency", age_group="20_84")]
    assert not [line for line in told if re.search("oftast|usually", line)]
    assert [line for line in told if re.search("kanske|[Pp]erhaps", line)]


def test_no_interpreter_is_put_off_to_the_manager_where_the_document_is_open(
    adviser: Adviser, each_language: Language
) -> None:
    """Each document leads to booking, or to Asylenheten about the number (V27, K03): the line of them all invents no other way."""
    line = _line(
        adviser, Wording(adviser.knowledge, each_language), "interpreter", region="vgr", status="asylum_seeker"
    )
    assert re.search("boka|book", line, re.IGNORECASE), line
    assert not re.search("chef|manager", line), line
