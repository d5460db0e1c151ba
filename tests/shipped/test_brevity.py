"""Answers to one topic are short: no more words than somebody reads at a desk, whatever the patient's situation."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from statistics import median

from assistant.answer import Adviser
from assistant.cases.case import Case, case_from_words
from assistant.i18n import Language
from assistant.words.outline import CHECK, POSSIBLE, group_of, outline
from assistant.words.short import shortened
from assistant.words.wording import Wording
from benchmarks.brevity import cases

MEDIAN, MOST, MOST_OF_HOME_CARE = 120, 350, 500


def lengths(adviser: Adviser, speaks: Language) -> Iterator[tuple[str, str, int]]:
    """Topic, case and the words of its answer, without what to check and sources, for each case that the benchmark measures."""
    wording = Wording(adviser.knowledge, speaks)
    for topic, words in cases(adviser):
        told = shortened(outline(adviser.answer(case_from_words(adviser.knowledge, words)), wording), wording, "")
        texts = [
            text
            for section in told.sections
            if section.name != CHECK
            for item in section.items
            for text in (item.text, *item.notes)
        ]
        yield topic, " ".join(words), sum(len(text.split()) for text in texts)


def test_answers_are_short(adviser: Adviser, each_language: Language) -> None:
    found = list(lengths(adviser, each_language))
    assert median(words for *_, words in found) <= MEDIAN
    long = [
        (case, words) for topic, case, words in found if words > (MOST_OF_HOME_CARE if topic == "home_care" else MOST)
    ]
    assert long == []


def test_a_line_that_tells_several_halves_carries_the_clauses_of_each(
    adviser: Adviser, each_language: Language
) -> None:
    """ "Registered: as residents. Not registered: free of charge": what stands on the one clause does not stand on the other."""
    wording, seen = Wording(adviser.knowledge, each_language), 0
    regions, ages = adviser.knowledge.values_of("region"), (None, "under_18", "85_plus")
    for topic, region, age in product(adviser.knowledge.topics, regions, ages):
        case = Case({"region": region} | ({"age_group": age} if age else {}), {}, (topic,))
        answer = adviser.answer(case)
        told = shortened(outline(answer, wording), wording, "")
        for item in (item for section in told.sections if section.name == POSSIBLE for item in section.items):
            at = group_of(item.said) if item.said is not None else None
            forks = [fork for lead in answer.leads for fork in lead.forks if at is not None and fork.fact == at[0]]
            leads = [lead for fork in forks for value, lead in fork.branches if at is not None and value in at[1]]
            rules = {rule.id: rule for lead in leads if lead is not None and lead.depends_on for rule in lead.rules}
            if item.said is None or item.text in (wording.rule_text(item.said.rule), wording.rule_lead(item.said.rule)):
                continue
            for rule in rules.values():
                if f": {wording.rule_brief(rule).removesuffix('.')}".lower() in item.text.lower():
                    assert set(wording.cited_by(rule)) <= set(item.sources), (case, item.text, rule.id)
                    seen += 1
    assert seen > 20


def test_what_answers_on_the_topic_is_told_of_a_group_before_what_is_said_on_every_topic(
    adviser: Adviser, each_language: Language
) -> None:
    """ "Permit only: ask your manager" is said on every topic; of the fee there is a source (G06), and it is the fee that is asked about."""
    wording, seen = Wording(adviser.knowledge, each_language), 0
    for topic, region in product(adviser.knowledge.topics, adviser.knowledge.values_of("region")):
        answer = adviser.answer(Case({"region": region, "age_group": "24_84"}, {}, (topic,)))
        whole, told = outline(answer, wording), shortened(outline(answer, wording), wording, "")
        shown = {section.name: dict(section.groups) for section in told.sections}.get(POSSIBLE, {})
        for group, items in {s.name: dict(s.groups) for s in whole.sections}.get(POSSIBLE, {}).items():
            leading = [item.said for item in items if item.said is not None and item.said.statement.lead]
            first = [item.said for item in shown[group] if item.said is not None][:1]
            if first and {said.statement.always for said in leading} == {True, False}:
                assert not first[0].statement.always, (topic, region, group)
                seen += 1
    assert seen
