"""Statistics of the dialogue: counted again by walking full cases one by one, and shown as they are."""

from __future__ import annotations

import json
import random
from fractions import Fraction
from itertools import product

import pytest

from assistant.answer import Adviser
from assistant.audit.statistics import Statistics, statistics
from assistant.cases.case import Case, case_from_words
from assistant.cases.space import NONE
from assistant.cli import main
from assistant.cli.stats import as_lines
from assistant.dialogue import Conversation
from assistant.i18n import Language
from assistant.knowledge.model import REGION, TOPIC, Knowledge
from assistant.words.wording import Wording
from tests.support.dialogues import dialogues
from tests.support.here import TODAY
from tests.support.whole_space import bits


@pytest.fixture(scope="module")
def found(adviser: Adviser) -> Statistics:
    return statistics(adviser)


def answered(adviser: Adviser, full: dict[str, str], topic: str, beforehand: Case) -> Case:
    """Where the dialogue about a full case ends that begins with a partial one."""
    talk = Conversation(adviser, beforehand, further=True)
    while (question := talk.question) is not None:
        talk = talk.reply_topics([topic]) if question.id == TOPIC else talk.reply(full[question.id])
    return talk.case


@pytest.mark.parametrize("topic", ["interpreter", "registration", "travel"])
@pytest.mark.parametrize("region_known", [False, True])
def test_most_and_mean_are_what_one_counts_case_by_case(
    adviser: Adviser, found: Statistics, topic: str, region_known: bool
) -> None:
    """The facts that no rule of the topic reads change nothing, so they are the same in every case."""
    read = {question.id for _, question in dialogues(adviser, Case(), topic) if question and question.id != TOPIC}
    values = [
        adviser.knowledge.values_of(fact) if fact in read else adviser.knowledge.values_of(fact)[:1]
        for fact in adviser.knowledge.questions
    ]
    counts = []
    for case in product(*values):
        full = dict(zip(adviser.knowledge.questions, case, strict=True))
        beforehand = Case({REGION: full[REGION]} if region_known else {})
        counts.append(len(answered(adviser, full, topic, beforehand).answers) - len(beforehand.answers))
    row = next(row for row in found.topics if row.topic == topic)
    asked = row.region_known if region_known else row.asked
    assert (asked.most, asked.mean) == (max(counts), Fraction(sum(counts), len(counts)))


def test_the_longest_dialogue_takes_as_many_questions_as_it_says(adviser: Adviser, found: Statistics) -> None:
    for row in found.topics:
        for asked, given in ((row.asked, 0), (row.region_known, 1)):
            first = dict(list(asked.longest.answers.items())[:given])
            done = answered(adviser, dict(asked.longest.answers), row.topic, Case(first))
            assert done == asked.longest
            assert len(done.answers) - given == asked.most
            assert adviser.next_question(done) is None


def test_no_topic_takes_more_than_five_questions(found: Statistics) -> None:
    """A budget: an edit that makes the receptionist answer more is seen here."""
    assert max(row.asked.most for row in found.topics) <= 5
    assert max(row.region_known.most for row in found.topics) <= 4


def test_outcomes_are_the_different_sets_of_statements(adviser: Adviser, found: Statistics) -> None:
    for row in found.topics:
        shown = [
            adviser.space.rules[rule.id]
            for rule in adviser.knowledge.rules.values()
            if rule.statement and (rule.statement.always or rule.statement.topic == row.topic)
        ]
        written = [f"{bits(adviser.space, holds):0{adviser.space.size}b}" for holds in shown]
        assert row.outcomes == len(set(zip(*written, strict=True))), row.topic


def test_the_totals_count_what_is_in_force(adviser: Adviser, found: Statistics) -> None:
    cited = {clause for id in adviser.space.rules for clause in adviser.knowledge.rules[id].sources}
    assert (found.rules, found.clauses) == (len(adviser.space.rules), len(cited))
    assert (found.questions, found.cases) == (len(adviser.knowledge.questions), adviser.space.size)
    saying = [id for id in adviser.space.rules if adviser.knowledge.rules[id].statement]
    assert sum(row.rules for row in found.topics) == len(saying)
    assert found.outcomes >= max(row.outcomes for row in found.topics)


def test_text_is_an_aligned_table_in_each_language(
    adviser: Adviser, found: Statistics, each_language: Language
) -> None:
    wording = Wording(adviser.knowledge, each_language)
    lines = as_lines(found, wording)
    table = lines[1 : 2 + len(found.topics)]
    assert len(set(map(len, table))) == 1, "the last column ends at the same place in every line"
    for row, line in zip(found.topics, table[1:], strict=True):
        assert line.startswith(wording.topic(row.topic))
        numbers = line.removeprefix(wording.topic(row.topic)).split()
        assert numbers[0] == str(row.asked.most)
        assert numbers[-1] == str(row.outcomes)
        assert ("," if each_language.code == "sv" else ".") in numbers[1]
    assert (
        each_language.gettext("Most: questions in the longest dialogue. The question about the topic is not counted.")
        in lines
    )


@pytest.mark.parametrize("code", ["sv", "en"])
def test_the_command_shows_cases_that_can_be_asked(code: str, knowledge: Knowledge, capsys) -> None:
    assert main(["stats", "--lang", code, "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [topic["id"] for topic in told["topics"]] == list(knowledge.topics)
    for topic in told["topics"]:
        case = case_from_words(knowledge, topic["questions"]["longest"].split())
        assert len(case.answers) == topic["questions"]["most"]
        assert case.topics == (topic["id"],)
    assert main(["stats", "--lang", code]) == 0
    shown = capsys.readouterr().out
    assert all(topic["questions"]["longest"] in shown for topic in told["topics"])


# -- questions that share a place in the editor's order ------------------------------------------------------------------


def at_one_place(knowledge: Knowledge, order: int) -> Adviser:
    """The shipped knowledge with all questions at one place in the order, before or after the topic."""
    questions = {id: question._replace(order=order) for id, question in knowledge.questions.items()}
    return Adviser(type(knowledge)(**{**vars(knowledge), "questions": questions}), TODAY)


def left_undecided(adviser: Adviser, case: Case, topic: str, fact: str) -> Fraction:
    """The mean number of statements, over all full cases, that stay undecided when a question is answered."""
    counts = []
    for value in adviser.knowledge.values_of(fact):
        within = adviser.space.completions({**case.known, fact: value})
        undecided = [
            id
            for id, holds in adviser.space.rules.items()
            if (said := adviser.knowledge.rules[id].statement) is not None
            and (said.always or said.topic == topic)
            and holds & within not in (NONE, within)
        ]
        counts += [len(undecided)] * adviser.space.count(within)
    return Fraction(sum(counts), len(counts))


@pytest.mark.parametrize("topic", ["visit_fee", "travel", "registration"])
def test_of_questions_at_one_place_the_one_that_settles_most_is_asked(knowledge: Knowledge, topic: str) -> None:
    adviser = at_one_place(knowledge, knowledge.topic_question.order + 1)
    moments = list(dialogues(adviser, Case({}, {}, (topic,)), topic))
    for case, question in random.Random(topic).sample(moments, min(60, len(moments))):
        left = {
            fact: left_undecided(adviser, case, topic, fact)
            for fact in adviser.relevant(case)
            if fact not in case.answers
        }
        assert (question.id if question else None) == (min(left, key=lambda fact: left[fact]) if left else None)


def test_the_topic_comes_before_questions_at_its_place(knowledge: Knowledge) -> None:
    adviser = at_one_place(knowledge, knowledge.topic_question.order)
    first = adviser.next_question(Case())
    assert first is not None and first.id == TOPIC
    then = adviser.next_question(Case({REGION: "vgr"}))
    assert then is not None and then.id == TOPIC


def test_at_one_place_before_the_topic_the_first_question_is_the_one_that_settles_most(knowledge: Knowledge) -> None:
    adviser = at_one_place(knowledge, knowledge.topic_question.order - 1)
    question = adviser.next_question(Case())
    assert question is not None and question.id == "status", "most statements depend on who the patient is"
