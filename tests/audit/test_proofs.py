"""The seven proofs hold for the knowledge that stands still, and each of them fails where what it proves is not so."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from assistant.answer import Adviser
from assistant.audit.proofs.all import PROOFS, Proved, prove_all
from assistant.audit.proofs.counting import COUNTING
from assistant.audit.proofs.dated import DATED
from assistant.audit.proofs.engines import AGREEING
from assistant.audit.proofs.ground import Proof, ProofGround, ProofPart
from assistant.audit.proofs.ledger import LEDGER
from assistant.audit.proofs.not_knowing import NOT_KNOWING
from assistant.audit.proofs.plain import Plain
from assistant.audit.proofs.translated import TRANSLATED
from assistant.cases.space import NONE
from assistant.engine import CaseEngine, Conclusions
from assistant.i18n import SOURCE, Language, language, languages
from assistant.knowledge.model import Knowledge
from assistant.records import replace
from tests.support.here import TODAY

TOPIC = "interpreter"


def ground_of(knowledge: Knowledge) -> ProofGround:
    return ProofGround(knowledge, TODAY, [language(code) for code in languages()])


@pytest.fixture(scope="module")
def proved(knowledge: Knowledge) -> tuple[Proved, ...]:
    return prove_all(ground_of(knowledge))


@pytest.fixture
def ground(knowledge: Knowledge) -> ProofGround:
    return ground_of(knowledge)


def first_part(proof: Proof, ground: ProofGround, named: str = "") -> ProofPart:
    part = next(part for part in proof.parts(ground) if named in part)
    return proof.prove(ground, part)


def told(part: ProofPart) -> list[str]:
    return [problem.text(SOURCE) for problem in part.problems]


def test_all_seven_hold_and_each_has_counted_something(proved: tuple[Proved, ...], knowledge: Knowledge) -> None:
    assert [each.proof for each in proved] == list(PROOFS)
    assert len(proved) == 7
    for each in proved:
        assert each.problems == (), each.proof.id
        assert each.counts and all(number for name, number in each.counts.items() if name != "courses"), each.proof.id
        assert each.proof.says.format(**each.counts)
    counts = {each.proof.id: each.counts for each in proved}
    assert counts["cases"]["cases"] == Adviser(knowledge, TODAY).space.size
    assert counts["laws"]["invariants"] == len(knowledge.invariants)
    assert counts["ledger"]["clauses"] == len(knowledge.clauses)


def test_a_dialogue_that_never_reaches_some_cases_is_told(ground: ProofGround, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Adviser.next_question

    def without_the_last_answer(self, case, own=None):
        question = whole(self, case, own)
        return question and (question._replace(values=question.values[:-1]) if question.id == "status" else question)

    monkeypatch.setattr(Adviser, "next_question", without_the_last_answer)
    (problem,) = told(first_part(COUNTING, ground, TOPIC))
    assert f"The dialogues on {TOPIC} reach" in problem


def test_an_engine_that_forgets_a_rule_is_told_with_a_case(
    ground: ProofGround, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = CaseEngine.infer

    def forgetful(self, facts: Mapping[str, str], topics=None) -> Conclusions:
        found = whole(self, facts, topics)
        return replace(found, firings=found.firings[:-1]) if facts["status"] == "undocumented" else found

    monkeypatch.setattr(CaseEngine, "infer", forgetful)
    (problem,) = told(first_part(AGREEING, ground, TOPIC))
    assert "vardlots ask" in problem and "status=undocumented" in problem and f"topic={TOPIC}" in problem


def test_a_certainty_that_some_completion_belies_is_told(ground: ProofGround) -> None:
    space = ground.adviser.space
    space.settle()
    id = next(id for id, rule in ground.adviser.statements.items() if rule.statement and rule.statement.topic == TOPIC)
    space.rules = {**space.rules, id: ~space.rules[id]}
    assert any(f"Whether {id} is certain" in problem for problem in told(first_part(NOT_KNOWING, ground, TOPIC)))


def test_what_is_said_for_want_of_an_answer_must_not_harm(ground: ProofGround, knowledge: Knowledge) -> None:
    waiting = next(rule for rule in knowledge.rules.values() if rule.statement and not rule.statement.fee)
    paid = next(rule.statement.fee for rule in knowledge.rules.values() if rule.statement and rule.statement.fee)
    assert waiting.statement is not None
    warned_by = next(promise.warned_by for promise in knowledge.promises if promise.warned_by)
    warning = knowledge.rules[warned_by]
    assert warning.statement is not None
    rules = {
        **knowledge.rules,
        waiting.id: waiting._replace(statement=waiting.statement._replace(while_open="status", fee=paid)),
        warned_by: warning._replace(statement=warning.statement._replace(if_answered=True)),
    }
    problems = told(first_part(NOT_KNOWING, ground_of(replace(knowledge, rules=rules)), "harmless"))
    assert [f"{waiting.id} is said only while status is open" in problems[0], f"{warned_by} keeps" in problems[1]]


def test_a_translation_with_another_number_or_none_at_all_is_told(
    ground: ProofGround, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Language.knowledge

    def one_more(self: Language, context: str, source: str) -> str:
        text = whole(self, context, source)
        return f"{text} 7" if self.code == "en" and context.startswith("lead.") else text

    monkeypatch.setattr(Language, "knowledge", one_more)
    problems = told(first_part(TRANSLATED, ground, "en"))
    assert problems and all("7 stands in one and not in the other" in problem for problem in problems)
    monkeypatch.setattr(Language, "knowledge", whole)
    monkeypatch.setattr(Language, "has_knowledge", lambda self, context, source: False)
    assert any("is not translated: en" in problem for problem in told(first_part(TRANSLATED, ground, "en")))


def test_a_rule_said_before_its_document_is_in_force_is_told(
    ground: ProofGround, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.engine.day.is_in_force", lambda knowledge, rule, on: True)
    assert any("is in force on a day on which it is not" in problem for problem in told(first_part(DATED, ground)))


def test_what_is_past_its_review_and_does_not_say_so_is_told(
    ground: ProofGround, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        Adviser,
        "sources",
        lambda self, ids, whole=Adviser.sources: tuple(source._replace(stale=False) for source in whole(self, ids)),
    )
    problems = [told(DATED.prove(ground, part)) for part in DATED.parts(ground)]
    assert any("is past its review and not marked so" in problem for each in problems for problem in each)


def test_a_clause_that_nothing_uses_any_more_is_told(knowledge: Knowledge) -> None:
    clause = next(
        id
        for id, each in knowledge.clauses.items()
        if not each.disposition
        and sum(id in rule.sources for rule in knowledge.rules.values()) == 1
        and not any(id in contact.sources for contact in knowledge.contacts.values())
    )
    rules = {id: rule for id, rule in knowledge.rules.items() if clause not in rule.sources}
    problems = told(first_part(LEDGER, ground_of(replace(knowledge, rules=rules))))
    assert any(f"{clause} is used by no rule" in problem for problem in problems)


def test_the_plain_meaning_of_a_rule_is_where_the_space_says(ground: ProofGround) -> None:
    space, plain = ground.adviser.space, Plain(ground.adviser.rules.knowledge, TODAY)
    assert set(plain.rules) == set(space.rules)
    for id, holds in space.rules.items():
        for known, (some, every) in plain.table(id).partial():
            within = space.completions(known)
            assert (holds & within is not NONE, within <= holds) == (some, every), (id, known)
