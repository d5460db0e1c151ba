"""What was answered is not told as a condition again, and what a reader cannot look up stands in no sentence."""

from __future__ import annotations

import re
from itertools import product

from assistant.answer import Adviser
from assistant.cases.case import case_from_words
from assistant.i18n import Language
from assistant.knowledge import Knowledge
from assistant.knowledge.conditions import literals
from assistant.knowledge.model import STEP, WARNING
from assistant.knowledge.texts import texts
from assistant.words.outline import CHECK, OPEN, OTHERS, POSSIBLE, outline, sections
from assistant.words.short import shortened
from assistant.words.wording import Wording
from tests.support.groups import answered

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


def test_no_line_stands_twice_under_the_same_answers(adviser: Adviser, each_language: Language) -> None:
    """Two statements may be led by one line: in a short answer it stands once under the answers that both hold with."""
    knowledge, wording, seen = adviser.knowledge, Wording(adviser.knowledge, each_language), 0
    some = ("", "status=asylum_seeker", "status=temporary_protection", "status=undocumented", "proof=none")
    for region, known, age, topic in product(
        knowledge.values_of("region"), some, ("", "age=9", "age=40"), knowledge.topics
    ):
        words = [f"region={region}", *known.split(), *age.split(), f"topic={topic}"]
        short = shortened(outline(adviser.answer(case_from_words(knowledge, words)), wording), wording, "more", "all")
        for group, items in (pair for section in short.sections if section.name == POSSIBLE for pair in section.groups):
            told = [item.text for item in items]
            assert len(told) == len(set(told)), (words, group, told)
            seen += len(told) > 1
    assert seen > 100


def test_a_card_that_has_run_out_is_spoken_of_under_that_answer_alone(
    adviser: Adviser, each_language: Language
) -> None:
    """Not beside a valid card; and while it is open what is shown, under the answer that it has run out, where no number hides the warning."""
    knowledge, wording, seen = adviser.knowledge, Wording(adviser.knowledge, each_language), 0
    ran_out = re.compile("gått ut|[Uu]tgång|expired|run out")
    topics = [topic.id for topic in knowledge.topics.values() if not topic.no_patient]
    for region, proof, topic in product(knowledge.values_of("region"), ("lma_valid", ""), topics):
        facts = {"region": region, "status": "asylum_seeker", "age_group": "20_84"}
        answer = answered(adviser, (topic,), **facts, proof=proof)
        whole = outline(answer, wording)
        for item in (
            item for section in whole.sections for item in section.items if section.name in (WARNING, STEP, OTHERS)
        ):
            assert not (item.said and ran_out.search(item.text)), (region, proof, topic, item.text)
        warned = {said.id for said in answer.possible if said.statement.kind == WARNING and not proof}
        short = [item for section in shortened(whole, wording, "more", "all").sections for item in section.items]
        assert warned <= {item.said.id for item in short if item.said}, (region, topic, warned)
        seen += bool(warned)
    assert seen > 10


def test_a_duty_is_told_once_on_a_topic(adviser: Adviser, each_language: Language) -> None:
    """That the care provider must state who is cared for (J32) is one statement of each topic that has it, and not a note on it as well."""
    wording, seen = Wording(adviser.knowledge, each_language), 0
    for topic in ("authority_enquiry", "confidentiality"):
        answer = answered(adviser, (topic,), region="rjl", status="undocumented", age_group="20_84")
        stating = [said for said in answer.certain if re.search("skyldig att|must state", wording.rule_text(said.rule))]
        assert len(stating) == 1 and "J32" in stating[0].rule.sources, topic
        seen += 1
    assert seen == 2


def test_no_text_says_beyond_its_clause_who_else_does_or_does_not(
    knowledge: Knowledge, each_language: Language
) -> None:
    """V44 names who pays, and J12 who is obliged: that a municipality does not, or that everybody is, stands in neither."""
    beyond = re.compile("inte kommunen, |not the municipality, |som alla andra|like everyone else")
    said = [(context, each_language.knowledge(context, source)) for context, source, _ in texts(knowledge)]
    assert [(context, text) for context, text in said if beyond.search(text)] == []


def test_a_line_tells_what_it_cites_the_ordinance_on_undocumented_patients_for(
    adviser: Adviser, each_language: Language
) -> None:
    """F25 beside an asylum seeker's medicines is for whoever has become undocumented: the line that leads says what that patient pays."""
    wording, seen = Wording(adviser.knowledge, each_language), 0
    for rule in adviser.statements.values():
        if rule.said.topic == "medicines" and rule.said.lead and "F25" in rule.sources:
            assert "50" in wording.rule_lead(rule), (rule.id, wording.rule_lead(rule))
            seen += 1
    assert seen > 2


def test_an_oddity_of_a_source_is_told_once_whatever_clauses_have_it(adviser: Adviser, each_language: Language) -> None:
    """J08 and J20 print the same wrong age limit: whoever reads both is told of it once."""
    wording, seen = Wording(adviser.knowledge, each_language), 0
    for age in ("under_18", "18_19"):
        answer = answered(adviser, ("dental", "entitlement"), region="rjl", status="undocumented", age_group=age)
        notes = [note for section in outline(answer, wording).sections for item in section.items for note in item.notes]
        odd = [note for note in notes if "(>18" in note]
        assert len(odd) == 1, (age, odd)
        seen += 1
    assert seen == 2


def test_no_document_is_named_that_another_was_shown_in_place_of(adviser: Adviser, each_language: Language) -> None:
    """At the pharmacy: whoever shows a confirmation is not told of a UT card, nor the other way."""
    wording, seen = Wording(adviser.knowledge, each_language), 0
    other = {"ut_card": "ekräftelse|onfirmation of", "protection_application": "UT-kort|UT card"}
    for region, proof, age in product(adviser.knowledge.values_of("region"), other, ("under_18", "20_84")):
        facts = {"region": region, "status": "temporary_protection", "age_group": age}
        answer = answered(adviser, ("medicines",), **facts, proof=proof)
        for said in (said for said in answer.certain if said.statement.topic == "medicines"):
            words = f"{wording.rule_text(said.rule)} {wording.rule_lead(said.rule)}"
            assert not re.search(other[proof], words), (facts, proof, words)
            seen += 1
    assert seen > 20


def test_what_is_free_in_each_situation_is_told_while_it_is_open(adviser: Adviser, each_language: Language) -> None:
    """A child's medicines are free by F08 and by F26: the line of an open situation does not say that the price depends on it."""
    wording = Wording(adviser.knowledge, each_language)
    for region in adviser.knowledge.values_of("region"):
        for status in ("", "unknown"):
            given = [f"region={region}", *([f"status={status}"] if status else []), "age=10", "topic=medicines"]
            (lead,) = adviser.answer(case_from_words(adviser.knowledge, given)).leads
            assert re.search("fritt|free", wording.lead(lead)), (given, wording.lead(lead))
