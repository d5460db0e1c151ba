"""The items of the drill: each key is what the engine concludes, every rule and every boundary is met, the words tell all that matters."""

from __future__ import annotations

import random
import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise, permutations

import pytest

from assistant.answer import Adviser
from assistant.cases.space import Cases, Space
from assistant.engine import CaseEngine, Conclusions
from assistant.i18n import Language, language
from assistant.knowledge import Knowledge
from assistant.knowledge.model import REGION, Rule
from assistant.train.contrasts import Contrasts
from assistant.train.items import FEWEST, MOST, Contrast, DrillItem
from assistant.train.outline import Judge
from assistant.train.story import Teller, case_of, number_of
from assistant.train.verdict import Verdict
from assistant.words.wording import Wording
from tests.support.here import ROOT, TODAY
from tests.support.shipped import shipped
from tests.support.training import items


@pytest.fixture(scope="module")
def contrasts(adviser: Adviser) -> tuple[Contrast, ...]:
    return Contrasts(adviser).of_all()


@pytest.fixture(scope="module")
def concluded(adviser: Adviser, contrasts: tuple[Contrast, ...]) -> dict[tuple[str, int], Conclusions]:
    """What the engine alone concludes of the whole case of each item."""
    engine = CaseEngine(adviser.program)
    return {(item.contrast.id, item.side): engine.infer(item.case) for item in items(contrasts)}


# -- the key -------------------------------------------------------------------------------------------------------------


def right_by(conclusions: Conclusions, item: DrillItem) -> list[int]:
    """The choices that are right by an engine's conclusions; "none of these" if no other is."""
    choices = item.contrast.choices
    found = [number for number, choice in enumerate(choices) if not choice.is_none and choice.holds(conclusions)]
    return found or [number for number, choice in enumerate(choices) if choice.is_none]


def test_the_key_of_every_item_is_what_the_engine_concludes(
    contrasts: tuple[Contrast, ...], concluded: dict[tuple[str, int], Conclusions]
) -> None:
    wrong = [
        (item.contrast.id, item.side)
        for item in items(contrasts)
        if right_by(concluded[item.contrast.id, item.side], item) != [item.key]
    ]
    assert wrong == []


def test_the_story_tells_enough_for_the_key(adviser: Adviser, contrasts: tuple[Contrast, ...]) -> None:
    """Whatever the story leaves out may be anything: the engine concludes the same."""
    engine, chance = CaseEngine(adviser.program), random.Random(6)
    for item in items(contrasts):
        for _ in range(2):
            case = {fact: chance.choice(adviser.knowledge.values_of(fact)) for fact in adviser.knowledge.questions}
            assert right_by(engine.infer({**case, **item.told}), item) == [item.key], item.contrast.id


def test_the_story_tells_no_more_than_matters(adviser: Adviser, contrasts: tuple[Contrast, ...]) -> None:
    """Without any one of the facts told, but the one that the two cases differ in, an answer would no longer be settled."""
    space = adviser.space
    for contrast in contrasts:
        for fact in contrast.told:
            if fact == contrast.fact:
                continue
            held = set()
            for item in contrast.sides():
                fewer = {other: value for other, value in item.told.items() if other != fact}
                for side in contrast.sides():
                    rules = [space.rules[rule] for rule in side.right.rules]
                    for cases in [space.having(*side.right.derived)] if side.right.derived else rules:
                        within = space.completions(fewer)
                        held.add(cases & within in (0, within))
            assert held != {True}, (contrast.id, fact)


def test_a_learner_who_answers_by_the_documents_is_always_right(
    adviser: Adviser, contrasts: tuple[Contrast, ...]
) -> None:
    """They look up what `vardlots ask` says of the told answers, and nothing else."""
    for item in items(contrasts):
        answer = adviser.answer(case_of(adviser.knowledge.questions, item))
        said = {each.id for each in answer.certain}
        chosen = [
            number
            for number, choice in enumerate(item.contrast.choices)
            if said & set(choice.rules)
            or (choice.derived and answer.derived.get(choice.derived[0]) == choice.derived[1])
        ]
        none = [number for number, choice in enumerate(item.contrast.choices) if choice.is_none]
        assert (chosen or none) == [item.key], item.contrast.id


@pytest.mark.parametrize("habit", ["first", "last", "longest"])
def test_a_habit_does_not_pass(adviser: Adviser, contrasts: tuple[Contrast, ...], habit: str) -> None:
    teller = Teller(Wording(adviser.knowledge, language("sv")))
    right = 0
    for item in items(contrasts):
        texts = teller.choices(item)
        chosen = {"first": 0, "last": len(texts) - 1, "longest": max(range(len(texts)), key=lambda n: len(texts[n]))}
        right += Verdict(item, chosen[habit]).right
    assert right / len(items(contrasts)) < 0.5


def test_no_contrast_has_the_same_answer_on_both_sides_but_what_always_holds(
    adviser: Adviser, contrasts: tuple[Contrast, ...]
) -> None:
    for contrast in contrasts:
        if contrast.keys[0] == contrast.keys[1]:
            assert union(adviser.space, contrast.sides()[0].right.rules) == adviser.space.all
        differing = [fact for fact, value in contrast.cases[0].items() if contrast.cases[1][fact] != value]
        assert differing == [contrast.fact]


def test_choices_are_real_outcomes_of_cases_like_it(adviser: Adviser, contrasts: tuple[Contrast, ...]) -> None:
    """Each choice holds in one of the two cases, or in a case one told answer away from one of them."""
    space = adviser.space
    for contrast in contrasts:
        assert FEWEST <= len(contrast.choices) <= MOST
        near = 0
        for item in contrast.sides():
            for fact in item.told:
                near |= space.completions({other: value for other, value in item.told.items() if other != fact})
        for choice in contrast.choices:
            cases = space.having(*choice.derived) if choice.derived else union(space, choice.rules)
            assert choice.is_none or cases & near, (contrast.id, choice)


# -- coverage, worked out anew -------------------------------------------------------------------------------------------


def union(space: Space, rules: tuple[str, ...]) -> Cases:
    found = 0
    for rule in rules:
        found |= space.rules[rule]
    return found


def statements(adviser: Adviser) -> dict[str, Rule]:
    """The rules that say something of a whole case today."""
    rules = ((id, adviser.knowledge.rules[id]) for id in adviser.space.rules)
    return {id: rule for id, rule in rules if rule.statement is not None and not rule.statement.while_open}


def twins(adviser: Adviser) -> dict[str, Cases]:
    """For each statement, the cases in which its words are said on its topic in answer to its question, by whatever rule, with more words or
    fewer."""
    wording = Wording(adviser.knowledge, language("sv"))
    asked: dict[tuple[str, str], dict[str, str]] = {}
    for id, rule in statements(adviser).items():
        asked.setdefault(question_id(adviser.knowledge, id), {})[id] = wording.rule_text(rule).rstrip(".")
    return {
        id: union(adviser.space, tuple(other for other, words in texts.items() if says_as_much(text, words)))
        for texts in asked.values()
        for id, text in texts.items()
    }


def same_words(adviser: Adviser) -> dict[str, Cases]:
    """For each statement, the cases in which exactly its words are said in answer to its question."""
    wording = Wording(adviser.knowledge, language("sv"))
    said: dict[tuple[object, ...], list[str]] = {}
    for id, rule in statements(adviser).items():
        said.setdefault((question_id(adviser.knowledge, id), wording.rule_text(rule)), []).append(id)
    return {id: union(adviser.space, tuple(ids)) for ids in said.values() for id in ids}


def says_as_much(one: str, other: str) -> bool:
    """Whether two texts are the same, or the longer one begins with the shorter: nobody can say that the shorter is wrong."""
    return one.startswith(other) or other.startswith(one)


def question_of(knowledge: Knowledge, topic: str, kind: str) -> str:
    fitting = [question for question in knowledge.training.questions if kind in question.kinds]
    special = [question for question in fitting if topic in question.topics]
    (question,) = special or [question for question in fitting if not question.topics]
    return question.id


def steps(knowledge: Knowledge, fact: str) -> Iterator[tuple[tuple[str, str], ...]]:
    """The steps between values to choose from: each boundary of a number for itself, else any two values."""
    values = knowledge.values_of(fact)
    if knowledge.questions[fact].number is None:
        yield tuple(permutations(values, 2))
    else:
        for lower, upper in pairwise(values):
            yield (lower, upper), (upper, lower)


def moved(space: Space, cases: Cases, fact: str, value: str, other: str) -> Cases:
    """The cases with one answer changed from `value` to `other`."""
    here, there = space.having(fact, value), space.having(fact, other)
    gap = (there & -there).bit_length() - (here & -here).bit_length()
    cases &= here
    return cases << gap if gap >= 0 else cases >> -gap


def test_every_rule_and_every_boundary_is_met(
    adviser: Adviser, contrasts: tuple[Contrast, ...], concluded: dict[tuple[str, int], Conclusions]
) -> None:
    """For each rule that says something and each fact on which what is told depends, there is a contrast across that fact (across
    each boundary of an age) with the rule on one side and its words not on the other, and it is the right answer, or as right as it.
    """
    space, said, knowledge = adviser.space, twins(adviser), adviser.knowledge
    cases = same_words(adviser)
    met: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for contrast in contrasts:
        for item in contrast.sides():
            here = concluded[contrast.id, item.side].rules
            there = space.completions(item.other.case)
            step = item.case[contrast.fact], item.other.case[contrast.fact]
            for right in item.right.rules:
                for id in here:
                    alike = id in said and cases[id] == union(space, item.right.rules) and not said[id] & there
                    if alike and question_id(knowledge, id) == question_id(knowledge, right):
                        met.setdefault((id, contrast.fact), set()).add(step)
    missing, wanted = [], 0
    for id in statements(adviser):
        for fact in space.settling(space.rules[id], space.all, knowledge.questions):
            for choices in steps(knowledge, fact):
                possible = [step for step in choices if moved(space, space.rules[id], fact, *step) & ~said[id]]
                wanted += bool(possible)
                if possible and not met.get((id, fact), set()) & set(possible):
                    missing.append((id, fact, choices[0]))
    assert wanted > 1000
    assert missing == []


def question_id(knowledge: Knowledge, rule: str) -> tuple[str, str]:
    said = knowledge.rules[rule].statement
    assert said is not None
    return said.topic, question_of(knowledge, said.topic, said.kind)


def test_what_no_contrast_can_show_is_said_in_the_same_words_by_another_rule(adviser: Adviser) -> None:
    """Where a rule depends on a fact but no contrast is wanted, its words are said on the other side too."""
    space, said, knowledge = adviser.space, twins(adviser), adviser.knowledge
    for id in statements(adviser):
        for fact in space.settling(space.rules[id], space.all, knowledge.questions):
            for choices in steps(knowledge, fact):
                for step in choices:
                    after = moved(space, space.rules[id], fact, *step)
                    if not after & ~said[id]:
                        assert after & said[id] == after


def test_every_statement_is_the_right_answer_of_an_item(
    adviser: Adviser, contrasts: tuple[Contrast, ...], concluded: dict[tuple[str, int], Conclusions]
) -> None:
    wording = Wording(adviser.knowledge, language("sv"))
    shown = {
        wording.rule_text(adviser.knowledge.rules[rule])
        for item in items(contrasts)
        for rule in set(item.right.rules) & concluded[item.contrast.id, item.side].rules
    }
    missing = [id for id, rule in statements(adviser).items() if wording.rule_text(rule) not in shown]
    assert missing == []


def test_each_age_boundary_is_asked_from_both_sides(adviser: Adviser, contrasts: tuple[Contrast, ...]) -> None:
    ages = {
        tuple(sorted(number_of(adviser.knowledge.questions, item)["age_group"] for item in contrast.sides()))
        for contrast in contrasts
        if contrast.fact == "age_group"
    }
    assert ages == {(17, 18), (19, 20), (84, 85)}


@pytest.mark.parametrize("region", shipped().values_of(REGION))
def test_a_region_s_training_asks_what_is_said_there(adviser: Adviser, region: str) -> None:
    """Everything that is said in a region is the right answer of an item whose story can be told there.

    A topic on which the same is said to everybody there (an authority that asks) has no two cases to tell apart, and no item.
    """
    space = adviser.space
    shown = set()
    for item in items(Contrasts(adviser, region).of_all()):
        assert item.case[REGION] == region
        shown |= set(item.right.rules)
    here = space.having(REGION, region)
    spoken = ((id, rule.statement) for id, rule in statements(adviser).items() if space.rules[id] & here)
    told = {id: said.topic for id, said in spoken if said is not None}
    differing = {topic for id, topic in told.items() if here & ~space.rules[id]}
    assert [id for id, topic in told.items() if topic in differing and id not in shown] == []


# -- always the same -----------------------------------------------------------------------------------------------------


def test_contrasts_are_the_same_in_every_run(contrasts: tuple[Contrast, ...]) -> None:
    code = (
        "from datetime import date; from assistant.answer import Adviser\n"
        "from assistant.knowledge import shipped_knowledge; from assistant.train.contrasts import Contrasts\n"
        f"adviser = Adviser(shipped_knowledge(), date.fromisoformat({TODAY.isoformat()!r}))\n"
        "for contrast in Contrasts(adviser).of_all(('dental', 'travel')): print(contrast)"
    )
    environment = {"PYTHONHASHSEED": "4711", "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True)
    wanted = [str(each) for topic in ("dental", "travel") for each in contrasts if each.topic == topic]
    assert done.stdout.splitlines() == wanted


def test_ids_name_question_rule_and_fact_once(adviser: Adviser, contrasts: tuple[Contrast, ...]) -> None:
    assert len({contrast.id for contrast in contrasts}) == len(contrasts)
    for contrast in contrasts:
        theme, subject, fact = contrast.id.split("/")
        assert theme == f"{contrast.topic}.{contrast.question}"
        assert subject in adviser.knowledge.rules or "=" in subject
        assert fact.split(":")[0] == contrast.fact


# -- words ---------------------------------------------------------------------------------------------------------------

_ID = re.compile(r"[a-z]+_[a-z_0-9]+|\b(?:vgr|rjl|lma_|unknown)\b")


def test_stories_tell_every_fact_and_nothing_else(
    adviser: Adviser, contrasts: tuple[Contrast, ...], each_language: Language
) -> None:
    teller = Teller(Wording(adviser.knowledge, each_language))
    for item in items(contrasts):
        story, id = teller.story(item), item.contrast.id
        numbers = number_of(adviser.knowledge.questions, item)
        for fact, value in item.told.items():
            assert teller.phrase(fact, value, id, numbers.get(fact)) in story, id
        assert not re.search(r"[{}]|  ", story), story
        assert not _ID.search(story), story
        assert story.endswith(".")
        assert story != teller.story(item.other) or item.key == item.other.key
        assert not any(text in story for text in teller.choices(item))


def test_no_wrong_choice_only_says_less_or_more_than_the_right_one(
    adviser: Adviser, contrasts: tuple[Contrast, ...]
) -> None:
    teller = Teller(Wording(adviser.knowledge, language("sv")))
    for item in items(contrasts):
        texts = [text.rstrip(".") for text in teller.choices(item)]
        if item.right.rules:
            assert sum(says_as_much(text, texts[item.key]) for text in texts) == 1, item.contrast.id


def test_choices_read_differently_and_one_is_right(
    adviser: Adviser, contrasts: tuple[Contrast, ...], each_language: Language
) -> None:
    teller = Teller(Wording(adviser.knowledge, each_language))
    for item in items(contrasts):
        texts = teller.choices(item)
        assert len(set(texts)) == len(texts), item.contrast.id
        assert all(text.strip() and not re.search(r"[{}]", text) for text in texts)
        assert sum(Verdict(item, number).right for number in range(len(texts))) == 1
        assert teller.question(item).endswith("?")


def test_ages_are_at_a_boundary_or_about_ninety(adviser: Adviser, contrasts: tuple[Contrast, ...]) -> None:
    teller = Teller(Wording(adviser.knowledge, language("sv")))
    found = set()
    for item in items(contrasts):
        if "age_group" in item.told:
            ages = re.findall(r"(?:omkring )?\d+ år", teller.story(item))
            assert len(ages) == 1, teller.story(item)
            found |= set(ages)
    assert found == {"17 år", "18 år", "19 år", "20 år", "84 år", "85 år", "omkring 90 år"}


def test_a_verdict_tells_why_by_which_clause_and_what_would_change_it(
    adviser: Adviser, contrasts: tuple[Contrast, ...], each_language: Language
) -> None:
    teller = Teller(Wording(adviser.knowledge, each_language))
    judge = Judge(adviser, teller)
    for item in items(contrasts[::7]):
        wrong = next(number for number in range(len(item.contrast.choices)) if number != item.key)
        right, mistaken = judge.explained(Verdict(item, item.key)), judge.explained(Verdict(item, wrong))
        assert right.right and not mistaken.right
        assert right.answer == teller.choices(item)[item.key]
        assert right.because and right._replace(right=False, note=mistaken.note) == mistaken
        if item.key != item.other.key:
            assert teller.choices(item.other)[item.other.key] in right.contrast
        if item.right.rules:
            clauses = {clause for rule in item.right.rules for clause in adviser.knowledge.rules[rule].sources}
            cited = {teller.wording.source(source) for source in adviser.sources(clauses)}
            assert right.sources
            assert set(right.sources) <= cited
            assert judge.more(item)


def test_the_reason_is_enough(adviser: Adviser, contrasts: tuple[Contrast, ...]) -> None:
    """The answers that a verdict names are told, and they force the right choice."""
    wording = Wording(adviser.knowledge, language("sv"))
    judge = Judge(adviser, Teller(wording))
    for item in items(contrasts[::5]):
        because = judge.explained(Verdict(item, item.key)).because
        named = {fact: value for fact, value in item.told.items() if wording.condition(fact, (value,)) in because}
        within = adviser.space.completions(named)
        for choice in item.contrast.choices:
            cases = adviser.space.having(*choice.derived) if choice.derived else union(adviser.space, choice.rules)
            if choice == item.right and not choice.is_none:
                assert cases & within == within, item.contrast.id
            elif item.right.is_none:
                assert not cases & within, item.contrast.id


def test_an_undocumented_patient_is_never_led_to_the_migration_agency(
    adviser: Adviser, contrasts: tuple[Contrast, ...]
) -> None:
    for item in items(contrasts):
        if item.case["status"] == "undocumented":
            for rule in item.right.rules:
                said = adviser.knowledge.rules[rule].statement
                assert (
                    said is None
                    or not said.sends_to
                    or not adviser.space.rules[rule] & adviser.space.completions(item.case)
                )
            assert item.right.derived != ("agency_contact", "permitted")


def test_nobody_is_told_that_it_was_wrong_to_heed_a_warning(adviser: Adviser, contrasts: tuple[Contrast, ...]) -> None:
    """A warning that is shown on every topic is a choice only where it is right on one of the two sides."""
    for contrast in contrasts:
        right = {rule for item in contrast.sides() for rule in item.right.rules}
        for choice in contrast.choices:
            for rule in choice.rules:
                said = adviser.knowledge.rules[rule].statement
                assert said is not None
                assert not (said.always and said.kind == "warning") or rule in right, contrast.id
