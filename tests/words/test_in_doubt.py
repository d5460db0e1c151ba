"""What depends on more stands by the answers on which it depends: those first that go together with what is known."""

from __future__ import annotations

from assistant.answer import Adviser
from assistant.cases.case import Case
from assistant.i18n import Language
from assistant.words.outline import POSSIBLE, group_of, sections
from assistant.words.wording import Wording
from tests.support.sweep import sweep


def test_what_goes_together_with_a_document_stands_before_what_hardly_does(
    adviser: Adviser, each_language: Language
) -> None:
    wording, knowledge = Wording(adviser.knowledge, each_language), adviser.knowledge
    known = [
        (question.id, value.id, fact)
        for question in knowledge.questions.values()
        for value in question.values
        for fact, _ in value.of
        if not value.only_told
    ]

    def is_so(of: tuple[str, str, str]) -> None:
        given, value, fact = of
        for topic in knowledge.topics:
            answer = adviser.answer(Case({given: value}, {}, (topic,)))
            fitting = knowledge.fitting(fact, {given: value})
            in_doubt = [item for one in sections(answer, wording) if one.name == POSSIBLE for item in one.items]
            groups = [group_of(item.said) for item in in_doubt if item.said is not None]
            single = [group[1][0] in fitting for group in groups if group and group[0] == fact and len(group[1]) == 1]
            assert single == sorted(single, reverse=True), (topic, groups)

    sweep(((f"{given}={value}", (given, value, fact)) for given, value, fact in known), is_so)
