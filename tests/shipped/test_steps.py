"""Whose steps stand first in the shipped knowledge: what the desk does itself is not looked for among what others do."""

from __future__ import annotations

from itertools import product

import pytest

from assistant.answer import Adviser
from assistant.cases.case import case_from_words
from assistant.i18n import Language, language
from assistant.knowledge.model import STEP, WARNING
from assistant.words.outline import LEAD, OTHERS, outline, sections
from assistant.words.short import shortened
from assistant.words.wording import Wording


@pytest.mark.parametrize("status", ["asylum_seeker", "undocumented"])
def test_home_care_begins_with_the_one_step_of_the_reception(
    adviser: Adviser, each_language: Language, status: str
) -> None:
    case = case_from_words(adviser.knowledge, ["region=vgr", f"status={status}", "age=40", "topic=home_care"])
    made = sections(adviser.answer(case), Wording(adviser.knowledge, each_language))
    own, *rest = [part for part in made if part.name not in (LEAD, WARNING)]  # what must never be done stands above all
    assert own.name == STEP and [item.number for item in own.items] == [1]
    process = [part for part in rest if part.name == OTHERS]
    assert rest[: len(process)] == process, "then the others, before anything else"
    assert sum(len(part.items) for part in process) > 10


@pytest.mark.parametrize(
    ("case", "told"),
    [
        ("region=rjl status=undocumented age=24 topic=referral", "referral.rjl.letter"),
        ("region=vgr status=undocumented age=8 topic=assistive_devices", "assistive_devices.vgr.order"),
        ("region=vgr status=undocumented age=30 topic=home_care", "home_care.vgr.identity.undocumented"),
    ],
)
def test_a_short_answer_about_steps_tells_those_of_the_own_unit(
    adviser: Adviser, each_language: Language, case: str, told: str
) -> None:
    """What its own unit does is what was asked for."""
    wording = Wording(adviser.knowledge, each_language)
    short = shortened(outline(adviser.answer(case_from_words(adviser.knowledge, case.split())), wording), wording, "")
    shown = {
        item.said.id for part in short.sections if part.name == OTHERS for item in part.items if item.said is not None
    }
    assert told in shown


def test_no_step_is_left_out_of_a_short_answer(adviser: Adviser, each_language: Language) -> None:
    """ "7 more steps" left out consent, the care request, SIP and follow-up, and of the municipality all: each has its line, for whoever reads.

    Only what explains it is left out; and where a process is long, no line is longer than is read at a glance.
    """
    knowledge, shorter = adviser.knowledge, 0
    facts = product(
        knowledge.values_of("region"), knowledge.values_of("status"), ("lma_valid", "none"), knowledge.topics
    )
    for (region, status, proof, topic), role in product(facts, knowledge.roles):
        words = [f"region={region}", f"status={status}", f"proof={proof}", "registered=no", "age=7", f"topic={topic}"]
        whole = outline(
            adviser.answer(case_from_words(knowledge, words)), wording := Wording(knowledge, each_language, role)
        )
        for long, short in zip(whole.sections, shortened(whole, wording, "").sections, strict=True):
            if long.name != OTHERS:
                continue
            assert [item.said for item in long.items] == [item.said for item in short.items], (words, role)
            for one, told in zip(long.items, short.items, strict=True):
                assert len(told.text) <= len(one.text)
                shorter += told.text != one.text
                if len(long.items) > 6 and role == next(iter(knowledge.roles)):
                    assert len(told.text) <= 120, (told.text, role)
    assert shorter > 20


def test_the_numbers_that_are_read_begin_with_one_and_leave_none_out(adviser: Adviser) -> None:
    """On every topic, for everybody who reads: "5." at the top looks as if four steps were missing, and 2 before 1 as a mistake."""
    knowledge, numbered = adviser.knowledge, 0
    for region, status, proof, topic, role in product(
        knowledge.values_of("region"),
        knowledge.values_of("status"),
        ("lma_valid", "none"),
        knowledge.topics,
        knowledge.roles,
    ):
        words = [f"region={region}", f"status={status}", "registered=no", f"proof={proof}", "age=7", f"topic={topic}"]
        made = sections(adviser.answer(case_from_words(knowledge, words)), Wording(knowledge, language("sv"), role))
        steps = [part for part in made if part.name in (STEP, OTHERS)]
        numbers = [item.number for item in steps[0].items] if steps else []
        if any(item.number for part in steps for item in part.items):
            assert numbers == list(range(1, len(numbers) + 1)), (words, role)
            numbered += 1
        others = [item.number for part in steps if part.name == OTHERS for item in part.items]
        if any(
            others
        ):  # 1, then 5, 8 and 17 under other names, with ten without a number between them, look as if steps were lost
            every = [item.number for part in steps for item in part.items]
            assert every == list(range(1, len(every) + 1)), (words, role)
    assert numbered > 200


def test_no_step_that_stands_alone_is_counted_in_place_of_being_told(adviser: Adviser, each_language: Language) -> None:
    """ "1 step" takes the row that the step itself would, and that one may be the answer: whom the patient asks about housing."""
    knowledge, wording, seen = adviser.knowledge, Wording(adviser.knowledge, each_language), 0
    facts = product(knowledge.values_of("region"), knowledge.values_of("status"), ("8", "40"), ("lma_valid", "none"))
    for region, status, age, proof in facts:
        words = [f"region={region}", f"status={status}", f"age={age}", f"proof={proof}", "registered=no"]
        for topic in knowledge.topics:
            answer = adviser.answer(case_from_words(knowledge, [*words, f"topic={topic}"]))
            whole = outline(answer, wording)
            told = {part.title: part for part in shortened(whole, wording, "").sections if part.name == OTHERS}
            for alone in (part for part in whole.sections if part.name == OTHERS and len(part.items) == 1):
                assert told[alone.title].items == alone.items, (words, topic)
                seen += 1
    assert seen > 50


def test_the_form_says_what_its_rules_warn_of(adviser: Adviser) -> None:
    """Readers see the lines of a form and not the texts of its rules: whom a text names, a line names too."""
    names = {contact.name.split()[0] for contact in adviser.knowledge.contacts.values()}
    told = [rule.statement for rule in adviser.knowledge.rules.values() if rule.statement and rule.statement.form]
    named = [(said, name) for said in told for name in names if name in said.text]
    assert named
    assert not [said.text for said, name in named if said.form and not any(name in line for line in said.form.lines)]
