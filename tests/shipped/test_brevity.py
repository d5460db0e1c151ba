"""Answers to one topic are short: no more words than somebody reads at a desk, whatever the patient's situation."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from statistics import median

from assistant.answer import Adviser
from assistant.cases.case import Case, case_from_words
from assistant.i18n import Language
from assistant.knowledge.model import LONGEST_LEAD, UNKNOWN
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


def test_a_long_process_is_told_much_shorter(adviser: Adviser, each_language: Language) -> None:
    """Each step in a line takes a third less than all that explains it, or nobody would have to ask for the whole."""
    wording = Wording(adviser.knowledge, each_language)
    whole = outline(
        adviser.answer(
            case_from_words(adviser.knowledge, ["region=vgr", "status=undocumented", "age=30", "topic=home_care"])
        ),
        wording,
    )
    long, short = (
        sum(
            len(text.split())
            for section in told.sections
            for item in section.items
            for text in (item.text, *item.notes)
        )
        for told in (whole, shortened(whole, wording, ""))
    )
    assert short < 0.65 * long


def test_no_number_stands_in_place_of_what_would_take_no_more_room(adviser: Adviser, each_language: Language) -> None:
    """ "1 more statement" hid that a UT card no longer counts (N09) in the row that it takes itself; "3 more" alone said nothing of a situation."""
    wording, seen = Wording(adviser.knowledge, each_language), 0
    knowledge = adviser.knowledge
    facts = product(knowledge.values_of("region"), (*knowledge.values_of("status"), UNKNOWN), ("ut_card", UNKNOWN))
    for (region, status, proof), topic in product(facts, knowledge.topics):
        case = Case({"region": region, "status": status, "proof": proof}, {}, (topic,))
        whole = outline(adviser.answer(case), wording)
        told = {section.name: section for section in shortened(whole, wording, "").sections}
        for section in whole.sections:
            if section.name != POSSIBLE:
                continue
            shown = dict(told[POSSIBLE].groups)
            for group, items in section.groups:
                lines = [item for item in shown[group] if item.said is not None or item.sources]
                assert lines, (case, group)
                left = {item.said.id for item in items if item.said is not None} - {
                    item.said.id for item in lines if item.said is not None
                }
                if len(left) == 1 and len(shown[group]) > len(lines):
                    (one,) = (knowledge.rules[id] for id in left)
                    assert len(wording.rule_lead(one) or wording.in_a_line(one)) > LONGEST_LEAD, (case, one.id)
                seen += 1
    assert seen > 100


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
