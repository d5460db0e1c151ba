"""What was answered is not told as a condition again, and what a reader cannot look up stands in no sentence."""

from __future__ import annotations

import re
from itertools import product

from assistant.answer import Adviser
from assistant.cases.case import case_from_words
from assistant.i18n import Language
from assistant.knowledge import Knowledge
from assistant.knowledge.conditions import literals
from assistant.knowledge.texts import texts
from assistant.words.outline import CHECK, OPEN, POSSIBLE, sections
from assistant.words.wording import Wording

IF_REGISTERED = {
    "sv": r"(?<!nte )\bfolkbokförd:",
    "en": r"(^|\. )(in the (population )?register|registered):",
}
"""A condition that is not met where the patient is not in the register; with "not" before it, one that is met already."""
IF_NOT_REGISTERED = {
    "sv": r"\binte (är )?folkbokförd[^.:]*:|bara uppehållstillstånd:",
    "en": r"\bnot (in the (population )?register|registered)[^.:]*:|permit only:",
}


def test_no_sentence_names_a_clause_by_its_id(knowledge: Knowledge, each_language: Language) -> None:
    """ "As in J08" is for editors: the ids stand behind a sentence, in brackets, where they are looked up."""
    ids = re.compile(rf"\b({'|'.join(map(re.escape, knowledge.clauses))})\b")
    said = [(context, each_language.knowledge(context, source)) for context, source, _ in texts(knowledge)]
    assert len(said) > 1000
    assert [(context, text) for context, text in said if ids.search(text)] == []


def test_what_the_register_says_is_no_condition_once_it_is_answered(adviser: Adviser, each_language: Language) -> None:
    """On every topic, in every region, whatever is shown: "permit only: ask" is noise for whoever is in the register, and the other way."""
    knowledge, wording, seen = adviser.knowledge, Wording(adviser.knowledge, each_language), 0
    code = each_language.code
    other = {"yes": re.compile(IF_NOT_REGISTERED[code], re.I), "no": re.compile(IF_REGISTERED[code], re.I)}
    for region, status, proof, topic, answer in product(
        knowledge.values_of("region"),
        ("asylum_seeker", "temporary_protection", "resident"),
        ("lma_valid", "ut_card", "none"),
        knowledge.topics,
        other,
    ):
        words = [f"region={region}", f"status={status}", f"registered={answer}", f"proof={proof}", "age=40"]
        made = adviser.answer(case_from_words(knowledge, [*words, f"topic={topic}"]))
        for section in sections(made, wording):
            for item in section.items if section.name not in (POSSIBLE, OPEN, CHECK) else ():
                assert not other[answer].search(item.text), (words, topic, item.text)
                seen += 1
    assert seen > 3000


def test_no_step_tells_the_hour_that_it_holds_at(adviser: Adviser, each_language: Language) -> None:
    """It is asked for only where it matters, and where it is open the heading above the step has it."""
    knowledge, wording = adviser.knowledge, Wording(adviser.knowledge, each_language)
    hours, seen = knowledge.questions["hours"], 0
    told = {value.id: set(re.findall(r"\w{5,}", wording.value(hours, value.id).lower())) for value in hours.values}
    for id, rule in knowledge.rules.items():
        at = [value for has in literals(rule.when) if has.fact == "hours" for value in has.values] if rule.when else []
        if rule.statement is not None and len(at) == 1:
            said = {wording.rule_text(rule), wording.rule_lead(rule), wording.rule_brief(rule)}
            words = set(re.findall(r"\w+", " ".join(said).lower()))
            assert words.isdisjoint(told[at[0]]), (id, words & told[at[0]])
            seen += 1
    assert seen


def test_an_amount_that_the_answers_put_in_doubt_says_so_once_where_it_stands(
    adviser: Adviser, each_language: Language
) -> None:
    """SEK 50 beside "do not charge before your manager has answered" reads as what to charge."""
    knowledge, wording, seen = adviser.knowledge, Wording(adviser.knowledge, each_language), 0
    more = ["registered=yes", "age=40", "visit=primary_doctor", "travel=other"]
    for region, proof, topic in product(
        knowledge.values_of("region"), knowledge.values_of("proof"), ("visit_fee", "medicines", "travel", "dental")
    ):
        words = [f"region={region}", "status=asylum_seeker", f"proof={proof}", f"topic={topic}", *more]
        made = adviser.answer(case_from_words(knowledge, words))
        told = {id: said for said in made.certain if said.statement.if_answered for id in said.statement.doubts}
        for section in sections(made, wording):
            for item in section.items:
                doubter = told.get(item.said.id) if item.said is not None and item.said.fee is not None else None
                if doubter is not None and doubter.statement.always:
                    notes = [note for note in item.notes if wording.rule_brief(doubter.rule) in note]
                    assert len(notes) == 1, (words, item)
                    seen += 1
    assert seen > 20
