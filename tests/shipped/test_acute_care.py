"""Acute care stands before all else, except where nobody is at the desk: there it is told last, and told all the same."""

from __future__ import annotations

from itertools import product

from assistant.answer import Adviser
from assistant.answer.model import Said
from assistant.cases.case import case_from_words
from assistant.i18n import SOURCE
from assistant.knowledge.model import UNKNOWN, WARNING
from assistant.words.outline import LEAD, sections
from assistant.words.wording import Wording


def told(adviser: Adviser, region: str, status: str, topics: str) -> list[Said]:
    """The certain statements in the order in which they are told."""
    words = [f"region={region}", f"status={status}", f"topic={topics}", "proof=ut_card"]
    answer = adviser.answer(case_from_words(adviser.knowledge, words))
    made = sections(answer, Wording(adviser.knowledge, SOURCE))
    said = [item.said for section in made if section.name != LEAD for item in section.items if item.said is not None]
    return [one for one in said if one.certain]


def test_one_topic_in_every_region_and_situation(adviser: Adviser) -> None:
    knowledge = adviser.knowledge
    statuses = (*knowledge.values_of("status"), UNKNOWN)
    for region, status, topic in product(knowledge.values_of("region"), statuses, knowledge.topics.values()):
        order = told(adviser, region, status, topic.id)
        desk = [place for place, said in enumerate(order) if said.statement.at_the_desk]
        assert desk == ([len(order) - 1] if topic.back_office else [0]), (region, status, topic.id)
        others = [said.statement for said in order if not said.statement.at_the_desk]
        always = [said.always for said in others if said.kind == WARNING]
        assert always == sorted(always, reverse=True), (region, status, topic.id)


def test_with_one_topic_for_the_desk_among_several_it_stands_first(adviser: Adviser) -> None:
    assert told(adviser, "vgr", "undocumented", "invoicing,dental,records")[0].statement.at_the_desk
    assert told(adviser, "vgr", "undocumented", "invoicing,records")[-1].statement.at_the_desk
    assert told(adviser, "vgr", "undocumented", "invoicing,records")[0].statement.mentions == ("migration_agency",)
