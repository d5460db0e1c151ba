"""Reach: whatever the knowledge says can be come to through the dialogue, and every clause has scenarios on both sides."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from assistant.answer import Adviser
from assistant.cases.case import Case
from assistant.cases.space import ALL, NONE
from assistant.dialogue import Conversation
from assistant.knowledge.model import FEE, NATIONAL, REGION, STEP, TOPIC, Role
from tests.support.here import ROOT, TODAY, data


def finished(adviser: Adviser, case: dict[str, str], topic: str) -> Conversation:
    """The dialogue about a topic with a receptionist who knows everything about this case, to its end."""
    talk = Conversation(adviser, further=True)
    while (question := talk.question) is not None:
        talk = talk.reply_topics([topic]) if question.id == TOPIC else talk.reply(case[question.id])
    return talk


def test_every_statement_is_reached_by_answering_the_questions(adviser: Adviser) -> None:
    for rule in adviser.knowledge.rules.values():
        if rule.statement is None or rule.id not in adviser.space.rules:
            continue
        if rule.statement.while_open:  # it is said until its question is answered
            region = {} if rule.pack == NATIONAL else {REGION: rule.pack}
            said = {said.id for said in adviser.answer(Case(region, {}, (rule.statement.topic,))).certain}
            assert rule.id in said
            continue
        case = adviser.space.first(adviser.space.rules[rule.id])
        told_only = not adviser.space.rules[rule.id].meets(adviser.space.completions({}))
        if (
            rule.statement.if_answered or rule.statement.until or told_only
        ):  # nobody is asked for its sake: it is said to who has told it anyway
            told = {fact: value for fact, value in case.items() if fact != rule.statement.until}
            assert rule.id in {said.id for said in adviser.answer(Case(told, {}, (rule.statement.topic,))).certain}
            continue
        talk = finished(adviser, case, rule.statement.topic)
        assert rule.id in {said.id for said in talk.answer.certain}, rule.id
        asks_nobody = adviser.knowledge.topics[
            rule.statement.topic
        ].no_patient  # what is always said may then stay open
        # What waits for an answer that nobody asks for stands as an exception, with that answer.
        asked_for = [said for said in talk.answer.possible if not said.statement.if_answered]
        in_doubt = [said.id for said in asked_for if not (asks_nobody and said.statement.always)]
        assert not in_doubt, "when no question is left, nothing is in doubt"


def test_nobody_is_asked_more_than_seven_questions(adviser: Adviser) -> None:
    for topic in adviser.knowledge.topics:
        for number in range(0, adviser.space.size, 1999):
            talk = finished(adviser, adviser.space.case(number), topic)
            assert len(talk.replied) <= 7, (topic, adviser.space.case(number))


def test_every_clause_has_a_scenario_where_it_applies_and_one_where_it_does_not(adviser: Adviser) -> None:
    applies: Counter[str] = Counter()
    not_: Counter[str] = Counter()
    for path in (ROOT / "tests" / "scenarios").glob("*.yaml"):
        for scenario in data(f"scenarios/{path.name}"):
            applies.update(scenario.get("cites", ()))
            applies.update([scenario["fee"]["clause"]] if "clause" in scenario.get("fee", {}) else [])
            not_.update(scenario.get("not", ()))
    everywhere = {
        clause
        for rule in adviser.knowledge.rules.values()
        if adviser.space.rules.get(rule.id) == ALL
        for clause in rule.sources
    }
    everywhere |= {id for change in adviser.knowledge.changes for id in change.sources}  # said of an answer, by no rule
    assert [id for id in adviser.knowledge.clauses if not applies[id] and id not in everywhere] == []
    assert [id for id in adviser.knowledge.clauses if not not_[id] and id not in everywhere] == []


def test_every_derived_value_is_reached(adviser: Adviser) -> None:
    for fact, spec in adviser.knowledge.derived.items():
        for value in spec.values:
            assert adviser.space.having(fact, value.id), f"{fact} is never {value.id}"


def test_on_every_day_of_change_nothing_is_said_that_is_not_in_force(adviser: Adviser) -> None:
    for day in (date(2013, 6, 30), date(2013, 7, 1), date(2025, 11, 4), date(2025, 11, 5), TODAY):
        on_day = Adviser(adviser.knowledge, day)
        for rule_id in on_day.space.rules:
            for clause in adviser.knowledge.rules[rule_id].sources:
                start = adviser.knowledge.documents[adviser.knowledge.clauses[clause].document].in_force_from
                assert start is None or start <= day


def test_past_its_review_every_source_says_so(adviser: Adviser) -> None:
    for document in adviser.knowledge.documents.values():
        last = Adviser(adviser.knowledge, document.review_by)
        after = Adviser(adviser.knowledge, document.review_by + timedelta(days=1))
        for clause in adviser.knowledge.clauses.values():
            if clause.document == document.id:
                (source,) = after.sources([clause.id])
                assert source.stale
                (source,) = last.sources([clause.id])
                assert source.stale == (source.grade == "C")


def test_what_is_needed_is_settled_when_the_questions_end(adviser: Adviser) -> None:
    """The line that answers and every amount, and where steps are looked for every contact, warning and step of one's own: none depends on
    what was not asked."""
    for role in adviser.knowledge.roles.values():
        for topic in adviser.knowledge.topics:
            for number in range(0, adviser.space.size, 4999):
                case = adviser.space.case(number)
                talk = Conversation(adviser, role=role)
                while (question := talk.question) is not None:
                    talk = talk.reply_topics([topic]) if question.id == TOPIC else talk.reply(case[question.id])
                if not adviser.knowledge.topics[topic].no_patient:
                    assert_settled(adviser, talk, role)


def assert_settled(adviser: Adviser, talk: Conversation, role: Role) -> None:
    for lead in talk.answer.leads:
        # What speaks of an answer that nobody asks for is told in the line as an exception: "except no paper: …".
        spoken = [one for rule in lead.rules if (one := rule.statement) is not None and not one.if_answered]
        lines = {(one.lead, one.fee, one.contact) for one in spoken}
        assert len(lines) <= 1 or lead.withheld, (lead.topic, dict(talk.case.answers))
    of_steps = {topic for topic in talk.case.topics if adviser.knowledge.topics[topic].first == STEP}
    rest = [said for said in talk.answer.possible if said.statement.kind == FEE or said.statement.topic in of_steps]
    rest = [said for said in rest if said.statement.kind in ("warning", "fee", "contact", "step")]
    rest = [said for said in rest if not said.statement.if_answered]
    needed = [said for said in rest if said.statement.kind != STEP or set(role.actors) & set(said.statement.actors)]
    for (
        said
    ) in needed:  # what is left differs in nothing that is paid, rung or done: some statement of these always holds
        alike = [
            adviser.space.rules[other.id]
            for other in adviser.knowledge.rules.values()
            if other.statement is not None and other.id in adviser.space.rules
            and said.statement.kind == other.statement.kind and said.statement.topic == other.statement.topic
            and (said.statement.fee == other.statement.fee if said.statement.kind == "fee"
                 else said.statement.contact == other.statement.contact if said.statement.kind == "contact"
                 else said.statement.text == other.statement.text)
        ]  # fmt: skip
        within = adviser.space.completions(talk.case.known)
        together = NONE
        for holds in alike:
            together |= holds
        assert together & within in (NONE, within), (said.id, dict(talk.case.answers))
