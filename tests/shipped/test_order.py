"""The order of an answer: acute care after the line that answers, what is looked for before what is good to know, and both branches or neither."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import combinations, product

from assistant.answer import Adviser, Answer
from assistant.cases.case import case_from_words
from assistant.i18n import Language
from assistant.knowledge.model import NOTE, UNKNOWN, WARNING
from assistant.words.outline import LEAD, POSSIBLE, Section, outline, sections, turns_on
from assistant.words.short import shortened
from assistant.words.wording import Wording


@cache
def answered(adviser: Adviser, *words: str) -> Answer:
    """The answer to a case, worked out once for every language in which it is told."""
    return adviser.answer(case_from_words(adviser.knowledge, words))


def test_with_a_topic_of_the_desk_among_them_acute_care_stands_right_after_the_lines_that_answer(
    adviser: Adviser, each_language: Language
) -> None:
    knowledge, wording = adviser.knowledge, Wording(adviser.knowledge, each_language)
    for pair in combinations(knowledge.topics.values(), 2):
        if all(topic.no_patient for topic in pair):
            continue
        for region, status in product(knowledge.values_of("region"), ("undocumented", UNKNOWN)):
            words = [f"region={region}", f"status={status}", f"topic={','.join(topic.id for topic in pair)}"]
            told = [each for each in sections(answered(adviser, *words), wording) if each.name != LEAD]
            place = next(number for number, each in enumerate(told) if _is_for_the_desk(each))
            assert (place == 0) == any(not topic.back_office for topic in pair), words


def _is_for_the_desk(section: Section) -> bool:
    first = section.items[0].said
    return section.name == WARNING and first is not None and first.statement.at_the_desk


def test_what_is_looked_for_stands_before_what_is_good_to_know_even_where_it_is_in_doubt(
    adviser: Adviser, each_language: Language
) -> None:
    knowledge, wording, seen = adviser.knowledge, Wording(adviser.knowledge, each_language), 0
    for region, status, topic in product(
        knowledge.values_of("region"), (*knowledge.values_of("status"), UNKNOWN), knowledge.topics.values()
    ):
        answer = answered(adviser, f"region={region}", f"status={status}", f"topic={topic.id}")
        looked_for = [said.certain for said in answer.statements if said.statement.kind == topic.first]
        names = [section.name for section in sections(answer, wording)]
        if looked_for and not any(looked_for) and NOTE in names:
            seen += 1
            assert names.index(NOTE) > names.index(POSSIBLE), (region, status, topic.id)
    assert seen > 10


def test_what_holds_with_one_answer_more_is_not_told_as_if_it_always_held(
    ask: Callable[[str], Answer], adviser: Adviser, each_language: Language
) -> None:
    """In short, under what one answer decides, a line that leads tells every branch of the question that remains."""
    wording, seen = Wording(adviser.knowledge, each_language), 0
    for region, topic, proof in product(adviser.knowledge.regions, adviser.knowledge.topics, ("", "proof=none")):
        answer = ask(f"region={region} status=unknown age=5 {proof} topic={topic}")
        forks = {fork.fact: dict(fork.branches) for lead in answer.leads for fork in lead.forks}
        for section in shortened(outline(answer, wording), wording, "").sections:
            for item in section.items if section.name == POSSIBLE else ():
                said = item.said
                if said is None or not said.statement.lead or not turns_on(said, wording, item.group):
                    continue
                branches = forks.get(said.only_if.fact if said.only_if else "", {})
                leads = [branches.get(value) for value in (said.only_if.values if said.only_if else ())]
                told = [lead for lead in leads if lead is not None and said.rule in lead.rules and lead.depends_on]
                if len(leads) == 1 and told:
                    seen += 1
                    assert item.text.endswith(wording.lead(told[0])), (region, topic)
    assert seen > 10


def test_what_is_said_of_children_is_no_adults_first_step_on_the_record(adviser: Adviser) -> None:
    words = ["region=rjl", "status=undocumented", "age=40", "topic=records"]
    steps = [said.id for said in adviser.answer(case_from_words(adviser.knowledge, words)).certain]
    assert steps.index("records.rjl.copy") < steps.index("records.rjl.child")
