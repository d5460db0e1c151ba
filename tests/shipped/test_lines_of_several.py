"""A line that answers for several answers at once: it says nothing that holds of none of them, and leaves nobody without what the topic is about."""

from __future__ import annotations

import re
from itertools import product

from assistant.answer import Adviser
from assistant.cases.case import Case
from assistant.i18n import Language
from assistant.words.wording import Wording


def _line(adviser: Adviser, wording: Wording, topic: str, **facts: str) -> str:
    """The line of one topic."""
    lead = adviser.lead_on(topic, Case(facts, {}, (topic,)))
    return wording.lead(lead) if lead is not None else ""


def test_what_holds_in_some_cases_is_not_told_as_usual(adviser: Adviser, each_language: Language) -> None:
    """No clause says how often an amount holds: a line of groups folds it as what perhaps holds."""
    wording, told = Wording(adviser.knowledge, each_language), []
    for region, topic in product(adviser.knowledge.values_of("region"), adviser.knowledge.topics):
        told += [_line(adviser, wording, topic, region=region)]
        told += [_line(adviser, wording, topic, region=region, age_group=age) for age in ("under_18", "18_19", "20_84")]
    told += [_line(adviser, wording, "visit_fee", region="rjl", visit="emergency", age_group="20_84")]
    assert not [line for line in told if re.search("oftast|usually", line)]
    assert [line for line in told if re.search("kanske|[Pp]erhaps", line)]


def test_no_interpreter_is_put_off_to_the_manager_where_the_document_is_open(
    adviser: Adviser, each_language: Language
) -> None:
    """Each document leads to booking, or to Asylenheten about the number (V27, K03): the line of them all invents no other way."""
    line = _line(
        adviser, Wording(adviser.knowledge, each_language), "interpreter", region="vgr", status="asylum_seeker"
    )
    assert re.search("boka|book", line, re.IGNORECASE), line
    assert not re.search("chef|manager", line), line


def test_the_short_words_of_maternity_care_name_it(adviser: Adviser, each_language: Language) -> None:
    """Whoever asks what the midwife costs is not answered with childbirth alone, nor with a right to abortion "too" (F05, N03, N07)."""
    wording, seen = Wording(adviser.knowledge, each_language), 0
    for rule in adviser.statements.values():
        said = rule.statement
        brief = wording.rule_brief(rule)
        if said is None or said.topic != "maternity" or not re.search("förlossning|abort|childbirth", brief):
            continue
        if re.search("avgiftsfritt, även|free of charge, also", brief):
            continue  # all is free there: nothing is left out
        seen += 1
        assert re.search("mödravård|bosatt|maternity|residents", brief), (rule.id, brief)
    assert seen >= 5


def test_no_line_sends_somebody_to_ask_for_what_the_answer_gives_for_free(
    adviser: Adviser, each_language: Language
) -> None:
    """Under 20 abortion is free in Jönköping (J20, R02): the line of maternity care asks for it from 20 years only."""
    wording = Wording(adviser.knowledge, each_language)
    for facts, age in product(
        ({"status": "asylum_seeker", "proof": "lma_valid"}, {"status": "undocumented"}), ("under_18", "18_19")
    ):
        line = _line(adviser, wording, "maternity", region="rjl", age_group=age, **facts)
        asked = re.search(r"\b(Abort|Abortion)\b([^.:]*): (fråga|ask)", line)
        assert asked is None or "20" in asked[2], line


def test_an_age_that_a_line_has_no_room_for_is_to_be_entered(adviser: Adviser, each_language: Language) -> None:
    """ "From 85: ask the age" asks for what was just said: an age is what one enters to read on."""
    question = adviser.knowledge.question_for("age_group")
    assert re.match("ange|enter", Wording(adviser.knowledge, each_language).ask(question))


def test_a_right_whose_document_is_open_is_told_with_what_nobody_is_refused(
    adviser: Adviser, each_language: Language
) -> None:
    """ "Depends on proof" reads as no paper, no care: immediate care is given whatever is shown (N12)."""
    wording = Wording(adviser.knowledge, each_language)
    for region, registered in product(("rjl", "other", ""), ("no", "")):
        facts = {"region": region, "status": "temporary_protection", "age_group": "20_84", "registered": registered}
        line = _line(adviser, wording, "entitlement", **{name: value for name, value in facts.items() if value})
        assert re.search("omedelbar vård|immediate care", line), (facts, line)


def test_no_line_of_ages_leaves_to_a_question_what_is_free_for_the_young(
    adviser: Adviser, each_language: Language
) -> None:
    """ "Under 20: depends on the visit. 20 to 84: SEK 50" hides that a child pays nothing, whatever the visit: another telling has room for it."""
    wording, seen = Wording(adviser.knowledge, each_language), 0
    left_open = re.compile(r"(?:^|[.?] )under (\d+): (?:beror på|depends on|välj|choose)", re.IGNORECASE)
    knowledge = adviser.knowledge
    documents = ("", *knowledge.values_of("proof"))
    for region, status, proof in product(knowledge.values_of("region"), ("asylum_seeker", "undocumented"), documents):
        facts = {name: value for name, value in (("region", region), ("status", status), ("proof", proof)) if value}
        line = _line(adviser, wording, "visit_fee", **facts)
        seen += bool(re.search("fri|free", line))
        for (
            which,
            age,
        ) in left_open.findall(line):
            band = knowledge.question_for("age_group").band(int(age) - (which.lower() == "under"))
            known = _line(adviser, wording, "visit_fee", **facts, age_group=band)
            assert not re.match("avgiftsfritt|fritt|free", known, re.IGNORECASE), (facts, line, known)
    assert seen > 5


def test_what_may_be_free_is_among_the_amounts_that_are_to_be_asked_about(
    adviser: Adviser, each_language: Language
) -> None:
    """Of a child with a confirmation only it is asked whether it holds already that nothing is paid: "SEK 50, or ask" left that out."""
    wording = Wording(adviser.knowledge, each_language)
    for region, topic in (("rjl", "medicines"), ("rjl", "dental"), ("other", "medicines"), ("other", "dental")):
        facts = {"region": region, "status": "temporary_protection", "proof": "protection_application"}
        line = _line(adviser, wording, topic, **facts)
        assert "50" in line and re.search("avgiftsfritt|free", line), (facts, topic, line)


def test_the_line_on_the_record_keeps_no_guardian_from_a_child_s_copy(
    adviser: Adviser, each_language: Language
) -> None:
    """While the age is open it holds for both: the patient always gets the copy (J25), and a child's guardian does (A27)."""
    line = _line(
        adviser, Wording(adviser.knowledge, each_language), "records", region="rjl", status="undocumented"
    ).casefold()
    assert re.search("vårdnadshavar|guardian", line) and re.search("alltid|always", line), line
    assert not re.search(r"\b(bara|only)\b", line), line


def test_the_short_words_of_an_amount_name_no_single_one_of_its_exceptions(
    adviser: Adviser, each_language: Language
) -> None:
    """An expired card in Västra Götaland: neither a resident nor on the price list of other regions (G05). Of one alone the other would not hold."""
    wording, seen = Wording(adviser.knowledge, each_language), 0
    for rule in adviser.statements.values():
        lead = wording.rule_lead(rule)
        if re.search("utomlänsp?r?i?s?list|out-of-county|price list", lead) and wording.rule_brief(rule):
            brief = wording.rule_brief(rule)
            both = re.search("prislist|price list", brief)
            assert both or not re.search("bosatt|resident", brief), (rule.id, brief)
            seen += 1
    assert seen > 1
