"""Previews of a change: each equals what the change then does, computed anew case by case with the engine alone.

The engine concludes for whole cases only, so "certain" is counted out here: what fires in every completion.
"""

from __future__ import annotations

import random
from itertools import product

import pytest

from assistant.answer import Adviser
from assistant.answer.saying import only_if_certain
from assistant.cases.case import Case, case_from_words
from assistant.dialogue import Conversation, preview
from assistant.dialogue.outline import sections
from assistant.i18n import language
from assistant.knowledge.model import TOPIC, UNKNOWN
from assistant.words.wording import Wording

MOST_OPEN = 3


class Counted:
    """What holds in a partial case, counted out over its completions."""

    def __init__(self, adviser: Adviser) -> None:
        self.adviser = adviser
        self.facts = list(adviser.knowledge.questions)
        self._fired: dict[tuple[str, ...], frozenset[str]] = {}

    def fired(self, values: tuple[str, ...]) -> frozenset[str]:
        """The rules that fire in a whole case."""
        if values not in self._fired:
            self._fired[values] = self.adviser.engine.infer(dict(zip(self.facts, values, strict=True))).rules
        return self._fired[values]

    def completions(self, known: dict[str, str]) -> list[tuple[str, ...]]:
        choices = [[known[fact]] if fact in known else self.adviser.knowledge.values_of(fact) for fact in self.facts]
        return list(product(*choices))

    def shown(self, case: Case) -> set[str]:
        """The statements that belong to the case's topics."""
        rules = self.adviser.knowledge.rules.values()
        return {
            rule.id
            for rule in rules
            if rule.statement is not None and (rule.statement.always or rule.statement.topic in case.topics)
        }

    def certain_and_possible(self, case: Case) -> tuple[set[str], set[str]]:
        found = [self.fired(values) & self.shown(case) for values in self.completions(case.known)]
        certain = set.intersection(*map(set, found))
        space = self.adviser.space
        left = space.left(case.known)
        leading = {
            id
            for id, rule in self.adviser.knowledge.rules.items()
            if only_if_certain(space, rule, left.of(space.rules[id]), left)
        }
        return certain, {id for rules in found for id in rules} - certain - leading

    def matters(self, case: Case, fact: str) -> bool:
        """Whether two completions that differ in this fact alone show different statements."""
        at = self.facts.index(fact)
        others = {other: value for other, value in case.known.items() if other != fact}
        shown = self.shown(case)
        outcomes: dict[tuple[str, ...], frozenset[str]] = {}
        for values in self.completions(others):
            rest = (*values[:at], *values[at + 1 :])
            here = frozenset(self.fired(values) & shown)
            if outcomes.setdefault(rest, here) != here:
                return True
        return False


@pytest.fixture(scope="module")
def counted(adviser: Adviser) -> Counted:
    return Counted(adviser)


def changes(adviser: Adviser, count: int, seed: int) -> list[tuple[Case, Case]]:
    """Random cases with few open questions, and the same with one or two answers changed (also to "don't know")."""
    pick = random.Random(seed)
    questions = list(adviser.knowledge.questions.values())
    found = []
    for _ in range(count):
        open_facts = pick.sample([question.id for question in questions], pick.randint(0, MOST_OPEN - 1))
        answers = {question.id: pick.choice(question.values).id for question in questions}
        answers = {fact: value for fact, value in answers.items() if fact not in open_facts}
        answers |= {fact: UNKNOWN for fact in open_facts if pick.random() < 0.3}
        topics = tuple(pick.sample(sorted(adviser.knowledge.topics), pick.randint(1, 3)))
        before = Case(answers, {}, topics)
        after = before
        for fact in pick.sample(sorted(before.known), pick.randint(1, 2)):
            question = adviser.knowledge.questions[fact]
            others = [value.id for value in question.values if value.id != answers[fact]]
            after = after.with_answer(question, pick.choice([*others, UNKNOWN] if len(open_facts) < 2 else others))
        found.append((before, after))
    return found


@pytest.mark.parametrize("number", range(60))
def test_a_preview_equals_the_recomputation(adviser: Adviser, counted: Counted, number: int) -> None:
    before, after = changes(adviser, 60, seed=11)[number]
    found = preview(adviser, before, after)
    was, might = counted.certain_and_possible(before)
    now, may = counted.certain_and_possible(after)
    difference = found.difference
    assert {said.id for said in difference.begins} == now - was
    assert {said.id for said in difference.ends} == (was | might) - (now | may)
    assert {said.id for said in difference.in_doubt} == was & may
    assert {said.id for said in difference.more} == may - was - might
    kept = {fact for fact in before.known if after.known.get(fact) == before.known[fact]}
    mattered = {fact for fact in kept if counted.matters(before, fact)}
    matter = {fact for fact in kept if counted.matters(after, fact)}
    assert set(found.stays) == mattered & matter
    assert set(found.falls_away) == mattered - matter
    assert set(found.counts_again) == matter - mattered
    assert set(found.changed) == {fact for fact in before.known if fact not in kept}
    unanswered = {fact for fact in counted.facts if fact not in after.answers}
    wanted = {fact for fact in unanswered if counted.matters(after, fact)}
    assert set(found.asked_anew) == {fact for fact in wanted if not counted.matters(before, fact)}


def test_an_answer_that_fell_away_counts_again_and_is_not_asked_again(adviser: Adviser) -> None:
    words = "region=vgr status=asylum_seeker proof=lma_expired age=34 topic=medicines"
    talk = Conversation(adviser, case_from_words(adviser.knowledge, words.split()))
    assert talk.question is None
    away = talk.ask_again("status").reply("undocumented")
    fallen = talk.preview_of(away)
    assert fallen is not None and fallen.falls_away == ("proof",)
    assert "proof" in away.idle and away.question is None
    again = away.ask_again("status").reply("asylum_seeker")
    returned = away.preview_of(again)
    assert returned is not None and returned.counts_again == ("proof",)
    assert again.question is None and again.answer == talk.answer


def test_what_only_adds_an_answer_or_a_topic_needs_no_preview(adviser: Adviser) -> None:
    talk = Conversation(adviser, case_from_words(adviser.knowledge, ["region=vgr", "status=unknown"]))
    assert talk.preview_of(talk.reply_topics(["medicines"])) is None
    known = talk.ask_again("status").reply("undocumented")
    assert talk.preview_of(known) is None
    assert talk.preview_of(known.ask_again(TOPIC).reply_topics(["dental"])) is None


@pytest.mark.parametrize(
    ("known", "looked_up", "numbers"),
    [
        ("age=7", "age=7 status=undocumented topic=interpreter", {"age": 7}),
        ("age=7", "age_group=under_18 topic=interpreter", {"age": 7}),
        ("", "age=7", {"age": 7}),
        ("age=7", "age_group=20_plus", {}),
    ],
)
def test_a_case_begun_from_the_lookup_keeps_exact_numbers(
    adviser: Adviser, known: str, looked_up: str, numbers: dict[str, int]
) -> None:
    case, begun = (case_from_words(adviser.knowledge, words.split()) for words in (known, looked_up))
    later = Conversation(adviser, case).begun(begun)
    assert later.case.numbers == numbers
    assert later.case.topics == begun.topics and {*begun.answers.items()} <= {*later.case.answers.items()}


def test_going_back_and_forward_loses_nothing(adviser: Adviser) -> None:
    steps = [Conversation(adviser)]
    for value in ("vgr", "undocumented"):
        steps.append(steps[-1].reply(value))
    steps.append(steps[-1].reply_topics(["visit_fee"]))
    at = steps[-1]
    for step in reversed(steps[:-1]):
        at = at.back()
        assert at == step
    assert at.back() == at
    for step in steps[1:]:
        at = at.forward()
        assert at == step
    assert at.forward() == at
    assert at.back().reply_topics(["dental"]).forward().case.topics == ("dental",), "a new reply has nothing after it"


def test_not_knowing_the_status_leads_to_what_the_patient_shows_or_tells(adviser: Adviser) -> None:
    talk = Conversation(adviser).reply("vgr")
    asked = talk.reply(UNKNOWN)
    assert asked.question is not None and asked.question.id == "status.find_out"
    assert asked.case == talk.case, "nothing is answered yet"
    assert asked.reply("receipt").case.answers == {
        "region": "vgr",
        "status": "asylum_seeker",
        "proof": "asylum_receipt",
    }
    assert asked.reply("without_permit").case.answers == {"region": "vgr", "status": "undocumented"}
    expired = asked.reply("expired_card").case.answers
    assert expired == {"region": "vgr", "status": UNKNOWN, "proof": "lma_expired"}, "a card that ran out says no status"
    assert asked.reply(UNKNOWN).case.answers == {"region": "vgr", "status": UNKNOWN}
    assert asked.back() == talk


def test_every_clue_names_its_clauses_and_gives_what_can_be_answered(adviser: Adviser) -> None:
    for question in adviser.knowledge.questions.values():
        for clue in question.find_out.clues.values() if question.find_out else ():
            assert clue.sources
            for fact, value in clue.gives.items():
                adviser.knowledge.questions[fact].value(value)


@pytest.mark.parametrize("code", ["sv", "en"])
def test_a_preview_in_words(adviser: Adviser, code: str) -> None:
    words = ["region=vgr", "status=asylum_seeker", "proof=lma_valid", "age=25", "topic=medicines"]
    talk = Conversation(adviser, case_from_words(adviser.knowledge, words))
    found = talk.preview_of(talk.ask_again("age_group").reply("under_18"))
    assert found is not None
    told = sections(found, Wording(adviser.knowledge, language(code)))
    assert [section.name for section in told] == ["changed", "lead", "begins", "ends", "answers"]
    change = told[0].items[0].text
    assert "25" in change and "18" in change and "age_group" not in change
    beginning, ending = ({item.text for item in section.items} for section in told[2:4])
    assert ending and beginning and not ending & beginning, "what stays the same in words is no change to the reader"
