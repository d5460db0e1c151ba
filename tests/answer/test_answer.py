"""The answer: what it calls certain is so in every completion, what it calls open matters, and its reasons suffice and are minimal."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answer import Adviser, Answer, DisagreementError
from assistant.cases.case import Case, case_from_words
from tests.support.here import TODAY


def test_an_irrelevant_fact_changes_nothing_but_itself(ask) -> None:
    plain = ask("region=vgr status=undocumented topic=housing")
    more = ask("region=vgr status=undocumented topic=housing travel=other visit=inpatient hours=on_call")
    assert plain.statements == more.statements
    assert plain.derived == more.derived


def test_the_age_is_a_reason_as_it_was_given(ask) -> None:
    def reasons(answer: Answer) -> set[str]:
        return {reason for said in answer.certain for reason in said.because}

    assert "age=16" in reasons(ask("region=vgr status=undocumented age=16 topic=medicines"))
    assert "age_group=under_18" in reasons(ask("region=vgr status=undocumented age_group=under_18 topic=medicines"))


@pytest.mark.parametrize(
    ("age", "group"),
    [(0, "under_18"), (17, "under_18"), (18, "18_19"), (19, "18_19"), (20, "20_plus"), (120, "20_plus")],
)
def test_ages_fall_into_their_groups(adviser: Adviser, age: int, group: str) -> None:
    case = case_from_words(adviser.knowledge, [f"age={age}"])
    assert case.answers["age_group"] == group
    assert case.numbers == {"age": age}


def test_a_topic_on_which_nothing_is_known_says_so(adviser: Adviser) -> None:
    rules = {
        id: rule
        for id, rule in adviser.knowledge.rules.items()
        if not (rule.statement and rule.statement.topic == "dental")
    }
    lean = Adviser(type(adviser.knowledge)(**{**vars(adviser.knowledge), "rules": rules}), TODAY)
    assert lean.answer(
        case_from_words(adviser.knowledge, ["topic=dental,travel", "status=undocumented"])
    ).not_known == ("dental",)


def test_when_engine_and_space_disagree_there_is_no_answer(adviser: Adviser) -> None:
    class Wrong:
        name = "wrong"

        def infer(self, facts, topics):
            right = adviser.engine.infer(facts, topics)
            return type(right)(right.derived, right.firings[1:], "wrong")

    broken = Adviser(adviser.knowledge, TODAY)
    broken.__dict__["engine"] = Wrong()
    with pytest.raises(DisagreementError) as caught:
        broken.answer(Case({"status": "undocumented"}, {"age": 43}, ("housing",)))
    assert "43" not in str(caught.value) and "undocumented=" not in str(caught.value)


def test_old_sources_are_marked_by_grade_and_by_day(adviser: Adviser) -> None:
    def stale(on: date, words: str) -> dict[str, bool]:
        answer = Adviser(adviser.knowledge, on).answer(case_from_words(adviser.knowledge, words.split()))
        return {source.clause.id: source.stale for said in answer.statements for source in said.sources}

    words = "region=vgr status=asylum_seeker proof=lma_valid age=18 topic=interpreter,visit_fee visit=primary_doctor"
    assert stale(TODAY, words)["V27"] is False
    assert stale(date(2027, 11, 5), words)["V27"] is False
    assert stale(date(2027, 11, 6), words)["V27"] is True
    assert stale(TODAY, words)["G04"] is True, "grade C"
    assert stale(TODAY, "region=rjl status=undocumented topic=confidentiality")["J30"] is True, "past review"


def test_a_rule_holds_only_while_its_documents_are_in_force(adviser: Adviser) -> None:
    def clauses(on: date) -> set[str]:
        answer = Adviser(adviser.knowledge, on).answer(
            case_from_words(adviser.knowledge, ["region=vgr", "status=undocumented", "topic=interpreter"])
        )
        return {source.clause.id for said in answer.statements for source in said.sources}

    assert "V27" in clauses(date(2025, 11, 5))
    assert "V27" not in clauses(date(2025, 11, 4))


def test_the_order_of_topics_makes_no_new_engine(adviser: Adviser) -> None:
    """A preference of what is offered first changes no rule: space and engine, the one that was chosen, stay."""
    chosen = Adviser(adviser.knowledge, adviser.on, adviser.engine.name)
    offering = chosen.offering(("interpreter", "nowhere"))
    assert offering.knowledge.topic_question.values[0].id == "interpreter"
    assert offering.engine is chosen.engine and offering.space is chosen.space
    assert chosen.offering(()) is chosen and offering.offering(("interpreter",)) is offering
    back = offering.offering(())
    assert back.knowledge.topic_question == adviser.knowledge.topic_question and back.space is chosen.space
    case = case_from_words(adviser.knowledge, ["status=undocumented", "topic=interpreter"])
    assert offering.answer(case) == chosen.answer(case)
