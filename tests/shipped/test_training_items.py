"""The items of the drill: each key is what the engine concludes, every rule and every boundary is met, the words tell all that matters."""

from __future__ import annotations

import random
import re
import subprocess
import sys

import pytest

from assistant.answer import Adviser
from assistant.cases.space import ALL, NONE, Cases, Space, condition_cases
from assistant.engine import CaseEngine, Conclusions
from assistant.i18n import Language, language
from assistant.knowledge.model import REGION, Fee
from assistant.train.beside import Beside
from assistant.train.contrasts import Contrasts
from assistant.train.courses import Courses
from assistant.train.items import FEWEST, MOST, Contrast, DrillItem
from assistant.train.making import Maker
from assistant.train.outline import Judge
from assistant.train.story import Teller, case_of, number_of
from assistant.train.verdict import Grounds, Verdict
from assistant.words.wording import Wording
from tests.support.here import ROOT, TODAY
from tests.support.share import Share, params
from tests.support.shipped import shipped
from tests.support.training import items


@pytest.fixture(scope="module")
def contrasts(adviser: Adviser) -> tuple[Contrast, ...]:
    return Contrasts(adviser).of_all()


@pytest.fixture(scope="module")
def asked(adviser: Adviser, contrasts: tuple[Contrast, ...]) -> tuple[Contrast, ...]:
    """Whatever anybody is asked: by the drill, and by the courses in every region."""
    regions = (None, *adviser.knowledge.values_of(REGION))
    courses = [item.contrast for region in regions for item in asked_in_courses(adviser, region)]
    return (*contrasts, *{contrast.id + str(contrast.told): contrast for contrast in courses}.values())


@pytest.fixture(scope="module")
def concluded(
    adviser: Adviser, contrasts: tuple[Contrast, ...], share: Share
) -> dict[tuple[str, int], tuple[DrillItem, Conclusions]]:
    """What the engine alone concludes of the whole case of each item: of the share, of some to each question about each fact and each rule."""
    engine, every = CaseEngine(adviser.program), {(item.contrast.id, item.side): item for item in items(contrasts)}

    def theme_and_fact(of: tuple[str, int]) -> tuple[str, str]:
        theme, _, fact = of[0].split("/")
        return theme, fact

    taken = share.of(every, theme_and_fact, lambda of: of[0].split("/")[1], one_in=8)
    return {id: (every[id], engine.infer(every[id].case)) for id in taken}


# -- the key -------------------------------------------------------------------------------------------------------------


def right_by(conclusions: Conclusions, item: DrillItem) -> list[int]:
    """The choices that are right by an engine's conclusions; "none of these" if no other is."""
    choices = item.contrast.choices
    found = [number for number, choice in enumerate(choices) if not choice.is_none and choice.holds(conclusions)]
    return found or [number for number, choice in enumerate(choices) if choice.is_none]


def test_the_key_of_every_item_is_what_the_engine_concludes(
    concluded: dict[tuple[str, int], tuple[DrillItem, Conclusions]],
) -> None:
    assert concluded and [id for id, (item, found) in concluded.items() if right_by(found, item) != [item.key]] == []


def test_the_story_tells_enough_for_the_key(adviser: Adviser, contrasts: tuple[Contrast, ...]) -> None:
    """Whatever the story leaves out may be anything: the engine concludes the same."""
    engine, chance = CaseEngine(adviser.program), random.Random(6)
    for item in items(contrasts):
        for _ in range(2):
            case = {fact: chance.choice(adviser.knowledge.values_of(fact)) for fact in adviser.knowledge.questions}
            assert right_by(engine.infer({**case, **item.told}), item) == [item.key], item.contrast.id


def test_the_story_tells_no_more_than_matters(adviser: Adviser, contrasts: tuple[Contrast, ...]) -> None:
    """Without any one of the facts told, but the one that the two cases differ in, an answer would no longer be settled, or not what else
    is paid, rung or answered for: by that a wrong choice is shown to be wrong.
    """
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
                    rules += beside(adviser, contrast, side)
                    for cases in [space.having(*side.right.derived)] if side.right.derived else rules:
                        within = space.completions(fewer)
                        held.add(cases & within in (NONE, within))
            assert held != {True}, (contrast.id, fact)


def beside(adviser: Adviser, contrast: Contrast, side: DrillItem) -> list[Cases]:
    """The cases of the other statements of the right one's kind on the topic, where that kind says what is paid or who answers."""
    rules = adviser.knowledge.rules
    kinds = {said.kind for rule in side.right.rules if (said := rules[rule].statement)} & {
        "fee",
        "contact",
        "responsibility",
    }
    return [
        holds
        for id, holds in adviser.space.rules.items()
        if (said := rules[id].statement) is not None and said.topic == contrast.topic and said.kind in kinds
    ]


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
            assert union(adviser.space, contrast.sides()[0].right.rules) == ALL
        differing = [fact for fact, value in contrast.cases[0].items() if contrast.cases[1][fact] != value]
        assert differing == [contrast.fact]


def test_choices_are_real_outcomes_of_cases_like_it(adviser: Adviser, contrasts: tuple[Contrast, ...]) -> None:
    """Each choice holds in one of the two cases, or in a case one told answer away from one of them."""
    space = adviser.space
    for contrast in contrasts:
        assert FEWEST <= len(contrast.choices) <= MOST
        near = NONE
        for item in contrast.sides():
            for fact in item.told:
                near |= space.completions({other: value for other, value in item.told.items() if other != fact})
        for choice in contrast.choices:
            cases = space.having(*choice.derived) if choice.derived else union(space, choice.rules)
            assert choice.is_none or cases & near, (contrast.id, choice)


# -- nothing true is ever wrong -----------------------------------------------------------------------------------------


def union(space: Space, rules: tuple[str, ...]) -> Cases:
    found = NONE
    for rule in rules:
        found |= space.rules[rule]
    return found


def fees_said(adviser: Adviser, item: DrillItem) -> list[Fee]:
    """Every fee that may be said of the told case on its topic."""
    answer = adviser.answer(case_of(adviser.knowledge.questions, item))
    return [
        said.fee for said in answer.statements if said.fee is not None and said.statement.topic == item.contrast.topic
    ]


def test_a_wrong_amount_is_charged_by_nothing_that_may_be_said(adviser: Adviser, asked: tuple[Contrast, ...]) -> None:
    """Worked out anew, by the answer alone: all fees are certain and known, and none comes to a wrong choice's amount."""
    rules, met = adviser.knowledge.rules, 0
    for item in items(asked):
        offered = [rules[choice.rules[0]].statement for choice in item.contrast.choices if choice.rules]
        fees = [said.fee for said in offered if said is not None and said.fee is not None]
        if not fees:
            continue
        met += 1
        assert len(fees) == len(item.contrast.choices)
        said = fees_said(adviser, item)
        amounts = [fee.amount for fee in said if fee.amount is not None]
        assert len(amounts) == len(said) > 0, item.contrast.id
        for number, fee in enumerate(fees):
            assert fee.amount is not None
            if number != item.key:
                assert fee.amount not in amounts, item.contrast.id
                assert not fee.maximum or max(amounts) == 0 or min(amounts) > fee.amount, item.contrast.id
                assert fee.amount == 0 or not any(
                    each.maximum and fee.amount <= each.amount for each in said if each.amount
                )
    assert met > 40


def test_a_wrong_value_is_one_that_the_patient_certainly_has_not(adviser: Adviser, asked: tuple[Contrast, ...]) -> None:
    """Of a derived fact exactly one value holds: the right one, whatever is not told; and the question calls none of the others right beside it."""
    questions, met = {question.id: question for question in adviser.knowledge.training.questions}, 0
    for item in items(asked):
        if item.right.derived is None:
            continue
        met += 1
        (fact, right), question = item.right.derived, questions[item.contrast.question]
        within = adviser.space.completions(item.told)
        assert not within & ~adviser.space.having(fact, right), item.contrast.id
        for choice in item.contrast.choices:
            if choice != item.right:
                assert choice.derived is not None and choice.derived[0] == fact
                wrong = choice.derived[1]
                assert wrong not in question.agrees.get(right, ()) and right not in question.agrees.get(wrong, ())
        if question.not_asked is not None:
            assert not within & condition_cases(adviser.knowledge, adviser.space, question.not_asked), item.contrast.id
    assert met > 60


def test_a_choice_that_calls_the_stay_temporary_is_of_visitors_alone(adviser: Adviser) -> None:
    """Of a registered person with temporary protection it is true as well that the acts do not decide: only the stay makes it wrong."""
    for fact, value in (("care_act", "none"), ("care_scope", "not_covered")):
        assert NONE != adviser.space.having(fact, value) <= adviser.space.having("status", "visitor")


def test_a_wrong_deed_is_one_that_the_right_one_opposes(adviser: Adviser, asked: tuple[Contrast, ...]) -> None:
    """And the two never hold of one patient: a check of the knowledge proves that too."""
    rules, met = adviser.knowledge.rules, 0

    def opposes(one: str, other: str) -> bool:
        said = rules[one].statement
        return said is not None and other in said.opposes

    for item in items(asked):
        said = rules[item.right.rules[0]].statement if item.right.rules else None
        if said is None or said.fee is not None or said.kind == "contact":
            continue
        met += 1
        for number, choice in enumerate(item.contrast.choices):
            if number != item.key:
                (wrong,), (right,) = choice.rules, item.right.rules
                assert opposes(wrong, right) or opposes(right, wrong)
                assert not adviser.space.rules[wrong] & adviser.space.rules[right]
    assert met > 10


def test_no_choice_is_that_nothing_is_known_or_that_none_applies(adviser: Adviser, asked: tuple[Contrast, ...]) -> None:
    silent = {
        (question.derived, value) for question in adviser.knowledge.training.questions for value in question.silent
    }
    assert silent
    for contrast in asked:
        assert not any(choice.is_none or choice.derived in silent for choice in contrast.choices), contrast.id


def test_nobody_is_taught_to_ring_whom_not_every_patient_may_be_led_to(
    adviser: Adviser, asked: tuple[Contrast, ...]
) -> None:
    for item in items(asked):
        for rule in item.right.rules:
            said = adviser.knowledge.rules[rule].statement
            assert said is not None
            assert said.kind != "contact" or not said.sends_to


def test_the_cases_can_be_met_at_a_desk(adviser: Adviser, contrasts: tuple[Contrast, ...]) -> None:
    """No visitor with a card for asylum seekers, no child of ninety: what the knowledge calls unlikely is told to nobody."""
    space, odd = adviser.space, NONE
    for condition in adviser.knowledge.training.unlikely:
        odd |= condition_cases(adviser.knowledge, space, condition)
    assert odd
    assert not any(space.completions(item.case) & odd for item in items(contrasts))


@params(("region",), ((region,) for region in shipped().values_of(REGION)), lambda of: "one of them")
def test_what_no_item_asks_is_listed(adviser: Adviser, region: str) -> None:
    """Each statement of a region is the right answer of an item there, or listed as left out; never both."""
    made = Contrasts(adviser, region)
    asked = {rule for item in items(made.of_all()) for rule in item.right.rules}
    left = set(made.left_out())
    here = adviser.space.having(REGION, region)
    said = {id for id, holds in adviser.space.rules.items() if adviser.knowledge.rules[id].statement and holds & here}
    assert asked and left and not asked & left
    assert said <= asked | left


def test_each_age_boundary_is_asked_from_both_sides(adviser: Adviser, contrasts: tuple[Contrast, ...]) -> None:
    ages = {
        tuple(sorted(number_of(adviser.knowledge.questions, item)["age_group"] for item in contrast.sides()))
        for contrast in contrasts
        if contrast.fact == "age_group"
    }
    assert ages == {(17, 18), (19, 20), (84, 85)}


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
            assert teller.phrase(fact, value, id, numbers.get(fact), item.told) in story, id
        assert not re.search(r"[{}]|  ", story), story
        assert not _ID.search(story), story
        assert story.endswith(".")
        assert story != teller.story(item.other) or item.key == item.other.key
        assert not any(text in story for text in teller.choices(item))


def test_choices_read_differently_and_one_is_right(
    adviser: Adviser, asked: tuple[Contrast, ...], each_language: Language
) -> None:
    teller = Teller(Wording(adviser.knowledge, each_language))
    for item in items(asked):
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
    assert found == {"17 år", "18 år", "19 år", "20 år", "23 år", "24 år", "84 år", "85 år", "omkring 90 år"}


def test_a_verdict_tells_why_by_which_clause_and_what_would_change_it(
    adviser: Adviser, contrasts: tuple[Contrast, ...], each_language: Language
) -> None:
    teller = Teller(Wording(adviser.knowledge, each_language))
    judge = Judge(adviser, teller)
    for item in items(contrasts[::7]):
        wrong = item.other.key
        right, mistaken = judge.explained(Verdict(item, item.key)), judge.explained(Verdict(item, wrong))
        assert right.right and not mistaken.right
        assert right.answer == teller.choices(item)[item.key]
        assert (
            right.because
            and right._replace(right=False, note=mistaken.note, neighbours=mistaken.neighbours) == mistaken
        )
        if item.key != item.other.key:
            assert teller.choices(item.other)[item.other.key] in right.contrast
            here, there = mistaken.neighbours
            assert (here.story, there.story) == (teller.story(item), teller.story(item.other))
            assert here.differs != there.differs and here.answer != there.answer and there.sources
        if item.right.rules:
            clauses = {clause for rule in item.right.rules for clause in adviser.knowledge.rules[rule].sources}
            cited = {teller.wording.source(source) for source in adviser.sources(clauses)}
            assert right.sources
            assert set(right.sources) <= cited
            assert judge.more(item)


def test_a_mistake_is_set_beside_the_nearest_case_in_which_it_would_be_right(
    adviser: Adviser, contrasts: tuple[Contrast, ...]
) -> None:
    """Also where the neighbour of the drill is another: who took a doctor for a nurse is not shown a limit of age."""
    teller, questions = Teller(Wording(adviser.knowledge, language("sv"))), adviser.knowledge.questions
    judge, beside = Judge(adviser, teller), Beside(adviser, Maker(adviser))
    met = 0
    mistakes = [
        Verdict(item, number)
        for item in items(contrasts[::3])
        for number in range(len(item.contrast.choices))
        if number not in (item.key, item.other.key)
    ]
    for round, verdict in enumerate(mistakes):
        item, told = verdict.item, judge.explained(verdict, round % 3)
        here, there = told.neighbours
        assert here.story == teller.story(item, round % 3), "as it was told"
        assert here.answer == teller.choices(item)[item.key]
        found = beside.taken_for(item, verdict.choice, 0)
        if found is None:
            assert not told.note, "what to look for is not what was missed"
            continue
        met += 1
        assert there.answer == teller.choices(item)[verdict.choice] and there.story != here.story
        assert found.other.right.holds(adviser.infer(case_of(questions, found.other))), item.contrast.id
    assert met > 0.8 * len(mistakes) > 15


def test_a_tutor_has_something_to_say_to_every_item(adviser: Adviser, contrasts: tuple[Contrast, ...]) -> None:
    grounds = Grounds(adviser)
    courses = [
        item for region in (None, *adviser.knowledge.values_of(REGION)) for item in asked_in_courses(adviser, region)
    ]
    without = [item.contrast.id for item in (*items(contrasts), *courses) if grounds.why(item) is None]
    assert without == []


def asked_in_courses(adviser: Adviser, region: str | None) -> list[DrillItem]:
    courses = Courses(adviser, region)
    return [item for course in courses.all for item in courses.items(course)]


def test_what_comes_back_is_told_as_another_story_of_the_same_case(
    adviser: Adviser, contrasts: tuple[Contrast, ...], each_language: Language
) -> None:
    teller, questions = Teller(Wording(adviser.knowledge, each_language)), adviser.knowledge.questions
    others = 0
    for item in items(contrasts):
        stories = {teller.story(item, round) for round in range(6)}
        others += len(stories) > 2
        for round in range(6):
            numbers = number_of(questions, item, round)
            told = [questions[fact].band(number) for fact, number in numbers.items()]
            assert told == [item.told[fact] for fact in numbers], item.contrast.id
    assert others == len(items(contrasts))


def test_no_story_contradicts_itself(adviser: Adviser) -> None:
    """Who shows an LMA card, even an old one, has applied for asylum; who has no valid card is an asylum seeker by their own word."""
    teller = Teller(Wording(adviser.knowledge, language("sv")))
    for number in range(40):
        seed = str(number)
        hidden = teller.phrase("status", "undocumented", seed, None, {"proof": "lma_expired"})
        assert "asylansökan" in hidden, hidden
        said = teller.phrase("status", "asylum_seeker", seed, None, {"proof": "none"})
        assert "säger" in said, said


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
    adviser: Adviser, asked: tuple[Contrast, ...]
) -> None:
    for item in items(asked):
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
