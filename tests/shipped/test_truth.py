"""Laws found by readers with the sources in hand: what is known is said, where it is asked for, and no line says more than its clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

import pytest

from assistant.answer import Adviser
from assistant.cases.case import Case, case_from_words
from assistant.cases.space import NONE, Cases
from assistant.i18n import Language, language
from assistant.knowledge.model import LONGEST_LEAD, WARNING, Rule, Statement
from assistant.words.outline import CHECK, FORM, outline, sections
from assistant.words.wording import Wording

FREE_FOR_THE_YOUNG = [("vgr", "visit_fee"), ("vgr", "maternity"), ("rjl", "visit_fee"), ("rjl", "maternity")]
"""Regions and topics on which a page says that nobody under 20 pays (G04; R02, J10, J20)."""


def spoken(adviser: Adviser) -> Iterator[tuple[Rule, Statement, Cases]]:
    """Every statement of the day, with the cases in which it holds."""
    for id, holds in adviser.space.rules.items():
        rule = adviser.knowledge.rules[id]
        if rule.statement is not None:
            yield rule, rule.statement, holds


def test_each_line_is_short_with_its_amounts_and_numbers(adviser: Adviser, each_language: Language) -> None:
    wording = Wording(adviser.knowledge, each_language)
    leads = {rule.id: wording.rule_lead(rule) for rule, said, _ in spoken(adviser) if said.lead}
    assert leads
    assert {id: len(lead) for id, lead in leads.items() if len(lead) > LONGEST_LEAD} == {}


def test_a_clause_that_rests_on_another_page_too_shows_it(adviser: Adviser) -> None:
    """Its summary names that page; the reader, who is not shown the summary, sees it where the clause stands."""
    documents = adviser.knowledge.documents
    resting = {
        (clause.id, other): clause.at
        for clause in adviser.knowledge.clauses.values()
        for other in re.findall(r"\(([\w-]+)[,)]", clause.says)
        if other in documents and other != clause.document
    }
    assert resting
    for (id, other), at in resting.items():
        assert documents[other].publisher in at and documents[other].date in at, (id, other)


def test_what_an_old_page_makes_free_tells_its_age_in_the_sentence_itself(
    adviser: Adviser, each_language: Language
) -> None:
    """Nobody reads the list of sources before not charging: the year of a page that bears one stands where the amount stands."""
    knowledge, wording, seen = adviser.knowledge, Wording(adviser.knowledge, each_language), 0
    for rule, said, _ in spoken(adviser):
        old = [knowledge.clauses[id] for id in rule.sources if knowledge.grade(knowledge.clauses[id]) == "C"]
        dated = [clause for clause in old if re.search(r"20\d\d", knowledge.documents[clause.document].date)]
        if said.fee is not None and said.fee.amount == 0 and dated:
            years = {
                year for clause in dated for year in re.findall(r"20\d\d", knowledge.documents[clause.document].date)
            }
            text = wording.rule_text(rule)
            assert any(year in text for year in years), (rule.id, text)
            seen += 1
    assert seen > 10


@pytest.mark.parametrize(("region", "topic"), FREE_FOR_THE_YOUNG)
def test_what_a_page_makes_free_for_the_young_is_not_called_unknown(adviser: Adviser, region: str, topic: str) -> None:
    """Whatever gives them care: an act, or the population register. (Västra Götaland's page names visits and treatment, not admissions.
    Nor is a visit that was missed one.)"""
    space = adviser.space
    here = space.having("region", region) & ~space.having("visit", "inpatient") & ~space.having("visit", "missed")
    here &= union_of_ages(adviser, 19) & ~space.having("care_act", "none") & ~space.having("status", "resident")
    unknown = [
        rule.id
        for rule, said, holds in spoken(adviser)
        if said.topic == topic and said.fee is not None and said.fee.amount is None and holds & here
    ]
    assert unknown == []


def union_of_ages(adviser: Adviser, last: int) -> Cases:
    """The cases of everybody up to an age."""
    question = adviser.knowledge.questions["age_group"]
    found = NONE
    for value in question.values:
        if value.high is not None and value.high <= last:
            found |= adviser.space.having("age_group", value.id)
    assert found
    return found


@pytest.mark.parametrize("topic", ["dental", "maternity"])
def test_a_line_without_an_amount_says_the_right_first_where_no_fee_was_asked_about(
    adviser: Adviser, topic: str
) -> None:
    """No question about a fee belongs to these topics, and the right is known: the line rests on the clause that gives it."""
    rights = [
        (rule, holds) for rule, said, holds in spoken(adviser) if said.kind == "entitlement" and said.topic == topic
    ]
    lines = [
        (rule, holds)
        for rule, said, holds in spoken(adviser)
        if said.topic == topic and said.lead and said.fee is not None and said.fee.amount is None
    ]
    assert lines
    for line, holds in lines:
        giving = {clause for rule, where in rights if where & holds for clause in rule.sources} - {"N08"}
        assert giving & set(line.sources), line.id


def test_what_an_old_page_gives_the_young_beyond_the_act_stands_beside_the_act(adviser: Adviser) -> None:
    """At 18 and 19 in Jönköping R03 gives asylum seekers more than N03, which ranks above it: a right told from the one names the other."""
    young = adviser.space.having("region", "rjl") & adviser.space.having("age_group", "18_19")
    others = ~adviser.space.having("age_group", "18_19")
    told = {
        rule.id: set(rule.sources)
        for rule, said, holds in spoken(adviser)
        if said.kind == "entitlement" and "R03" in rule.sources and holds & young and not holds & others
    }
    assert len(told) > 4
    assert {id: sources for id, sources in told.items() if "N03" not in sources} == {}


def test_no_statement_sends_the_reader_to_others_below(adviser: Adviser, each_language: Language) -> None:
    """What stands below depends on the case: what a statement has to say it says itself."""
    wording = Wording(adviser.knowledge, each_language)
    told = {rule.id: wording.rule_text(rule) + wording.rule_lead(rule) for rule, _, _ in spoken(adviser)}
    assert [id for id, text in told.items() if re.search(r"\b(se nedan|see below)\b", text, re.IGNORECASE)] == []


def test_a_right_that_is_told_beside_its_fee_leaves_the_fee_to_it(adviser: Adviser) -> None:
    """That something is free of charge is told once: by the statement of its fee, not by that of the right to it as well."""
    free = re.compile(r"avgiftsfri|gratis")
    fees = [(said.topic, holds) for _, said, holds in spoken(adviser) if said.fee is not None and said.fee.amount == 0]
    rights = [(rule, said, holds) for rule, said, holds in spoken(adviser) if said.kind == "entitlement"]
    assert fees and rights
    twice = [
        rule.id
        for rule, said, holds in rights
        if free.search(said.text) and any(topic == said.topic and holds & where for topic, where in fees)
    ]
    assert twice == []


def test_a_line_that_sends_somebody_to_ask_for_an_undocumented_patient_says_how(
    adviser: Adviser, each_language: Language
) -> None:
    """Without saying who it is (A20): many read the line alone, and ring with the patient's name."""
    wording = Wording(adviser.knowledge, each_language)
    lines = {
        rule.id: wording.rule_lead(rule) for rule, said, _ in spoken(adviser) if said.lead and "A20" in rule.sources
    }
    assert lines
    guarded = re.compile(r"utan att säga vem|without saying who")
    assert [line for line in lines.values() if not guarded.search(line)] == []


def test_a_doctors_visit_on_referral_tells_the_amount_with_whose_referral_it_takes(
    adviser: Adviser, each_language: Language
) -> None:
    """Asylum seekers pay F01's amount on a referral from public primary care: no line tells it of every referral."""
    wording, seen = Wording(adviser.knowledge, each_language), 0
    space = adviser.space
    here = space.having("visit", "referred_doctor") & space.having("fee_scheme", "lma")
    here &= ~union_of_ages(adviser, 19)
    care = re.compile(r"primärvård|primary care")
    for rule, said, holds in spoken(adviser):
        if said.topic == "visit_fee" and said.lead and "F01" in rule.sources and holds & here:
            assert care.search(wording.rule_lead(rule)), rule.id
            seen += 1
    assert seen > 3


def test_a_missed_visit_is_never_told_the_fee_of_one_that_took_place(adviser: Adviser, each_language: Language) -> None:
    """No amount as its fee in any region, age or situation; every line of it names it, or that the rules for residents hold."""
    wording, missed = Wording(adviser.knowledge, each_language), adviser.space.having("visit", "missed")
    said = [(rule, statement) for rule, statement, holds in spoken(adviser) if holds & missed and not statement.always]
    fees = [(rule, each) for rule, each in said if each.topic == "visit_fee" and each.kind == "fee"]
    assert len(fees) > 5
    assert [rule.id for rule, each in fees if each.fee and each.fee.amount is not None] == []
    named = re.compile(r"[Uu]teblive|[Mm]issed|bosatta|residents")
    assert [rule.id for rule, _ in fees if not named.search(wording.rule_lead(rule))] == []


def test_what_is_said_with_every_topic_tells_no_number_to_register_by(
    adviser: Adviser, each_language: Language
) -> None:
    """Which number a patient gets belongs to registration: under another topic nobody has asked, and the clauses carry nothing there."""
    wording = Wording(adviser.knowledge, each_language)
    number = re.compile(
        r"[AC]-nummer|[AC]-number|vilket nummer|which number|reservnummer|reserve number", re.IGNORECASE
    )
    always = [
        (rule, wording.rule_text(rule) + wording.rule_lead(rule)) for rule, said, _ in spoken(adviser) if said.always
    ]
    assert always
    assert [rule.id for rule, text in always if number.search(text) or {"R01", "R06"} & {*rule.sources}] == []


def test_not_known_here_is_no_warning_where_a_region_that_may_be_the_readers_knows(adviser: Adviser) -> None:
    """While the region is open, a national warning in whose place a region has something to do waits for its condition."""
    knowledge, wording, seen = adviser.knowledge, Wording(adviser.knowledge, language("sv")), 0
    replaced = {
        id: rule.pack
        for rule in knowledge.rules.values()
        for id in rule.overrides
        if rule.statement is not None and rule.statement.kind != WARNING
    }
    national = {id for id in replaced if (said := knowledge.rules[id].statement) is not None and said.kind == WARNING}
    assert national
    for topic in knowledge.topics:
        answer = adviser.answer(case_from_words(knowledge, ["status=unknown", f"topic={topic}", "age=34"]))
        first = [section for section in sections(answer, wording) if section.name == WARNING]
        told = {item.said.id for section in first for item in section.items if item.said is not None}
        assert not told & national, topic
        seen += bool(told)
    assert seen > 5


@pytest.mark.parametrize("region", ["vgr", "rjl", "other"])
def test_under_20_no_journey_is_charged_without_a_word_on_what_the_regions_own_young_pay(
    adviser: Adviser, region: str, each_language: Language
) -> None:
    """The undocumented and asylum seekers alike: whatever is above nothing says whom to ask first."""
    wording, asking = Wording(adviser.knowledge, each_language), re.compile(r"fråga din chef|ask your manager", re.I)
    here = (
        adviser.space.having("region", region)
        & union_of_ages(adviser, 19)
        & ~adviser.space.having("travel", "other_region")
    )
    fees = [
        rule
        for rule, said, holds in spoken(adviser)
        if said.topic == "travel" and said.fee is not None and said.fee.amount != 0 and holds & here
    ]
    assert [rule.id for rule in fees if not asking.search(wording.rule_lead(rule))] == []


def test_who_shows_nothing_valid_is_promised_no_free_childbirth_that_the_undocumented_are_not(adviser: Adviser) -> None:
    """Maternity care and visits: where F05's freedom is told to whoever may have become undocumented, so is what then holds."""
    space = adviser.space
    here = space.having("status", "asylum_seeker") & (
        space.having("proof", "lma_expired") | space.having("proof", "none")
    )
    here &= ~space.having("visit", "missed")
    for topic in ("maternity", "visit_fee"):
        free = told = NONE
        for rule, said, holds in spoken(adviser):
            if said.topic == topic and "papperslös" in said.text:
                told |= holds
            elif said.topic == topic and "F05" in rule.sources:
                free |= holds
        free &= here & ~(space.having("region", "vgr") & union_of_ages(adviser, 19))
        assert free and not free & ~told, (topic, space.first(free & ~told))


def test_no_adults_limit_leads_where_a_childs_devices_are_asked_about(
    adviser: Adviser, each_language: Language
) -> None:
    """Whatever the card: each line on a child's devices that names what cannot be deferred says what children have too."""
    wording, space = Wording(adviser.knowledge, each_language), adviser.space
    here = union_of_ages(adviser, 17) & (space.having("care_act", "lma") | space.having("care_act", "undocumented"))
    for case in (space.first(here & space.having("region", region) & space.having("proof", proof) & space.having("status", status))
                 for region in ("vgr", "rjl") for status in ("asylum_seeker", "undocumented")
                 for proof in ("lma_valid", "lma_expired", "none")):  # fmt: skip
        told = {fact: case[fact] for fact in ("region", "status", "proof", "age_group")}
        lead = adviser.lead_on("assistive_devices", Case(told, {}, ("assistive_devices",)))
        assert lead is not None
        for rule in lead.rules:
            line = wording.rule_lead(rule)
            assert not re.search(r"inte kan anstå|cannot be deferred", line) or re.search(r"[Bb]arn|[Cc]hild", line), (
                told,
                rule.id,
            )


def test_a_confirmation_of_an_application_is_told_as_no_permit(adviser: Adviser) -> None:
    """The act and the fees name holders: in every region either whose document covers applicants too, or that the manager is asked."""
    space = adviser.space
    here = space.having("status", "temporary_protection") & space.having("care_act", "lma")
    here &= space.having("proof", "protection_application")
    told = NONE
    for rule, said, holds in spoken(adviser):
        if said.topic == "entitlement" and ("V16" in rule.sources or (said.always and "A16" in rule.sources)):
            told |= holds
    assert here and not here & ~told, space.first(here & ~told)


def test_who_is_certainly_under_temporary_protection_is_told_how_the_register_is_seen(adviser: Adviser) -> None:
    """On every topic, with a document of theirs; never while the situation is open, without a document, or for anybody else."""
    service = "registration.temporary_protection.service"
    for topic in adviser.knowledge.topics:
        for words, wanted in (
            (["status=temporary_protection", "proof=ut_card"], True),
            (["status=temporary_protection", "proof=protection_application"], True),
            (["status=temporary_protection"], False),
            (["status=temporary_protection", "proof=none"], False),
            (["status=unknown", "proof=ut_card"], False),
            (["proof=ut_card"], False),
            (["status=undocumented", "proof=ut_card"], False),
        ):
            answer = adviser.answer(case_from_words(adviser.knowledge, ["region=vgr", f"topic={topic}", *words]))
            assert (service in {said.id for said in answer.statements}) == wanted, (topic, words)


def test_a_form_says_to_who_reads_another_language_what_its_headings_are_for(
    adviser: Adviser, each_language: Language
) -> None:
    """The form stays Swedish, for the other system; in Swedish nothing is added to it."""
    wording = Wording(adviser.knowledge, each_language)
    case = case_from_words(
        adviser.knowledge, ["region=vgr", "status=asylum_seeker", "proof=lma_valid", "topic=home_care"]
    )
    items = [item for part in sections(adviser.answer(case), wording) if part.name == FORM for item in part.items]
    assert len(items) > 5
    for item in items:
        assert item.said is not None and item.said.statement.form is not None
        explained = item.notes[: len(item.notes) - len(item.said.statement.form.lines)]
        assert explained == (() if each_language.code == "sv" else (wording.rule_text(item.said.rule),))


def test_what_a_missed_visit_costs_is_told_of_every_group_or_of_none(adviser: Adviser) -> None:
    """Where one group is told it beside a visit that is booked, silence for another reads as its amount, or as nothing."""
    knowledge, seen = adviser.knowledge, 0
    groups = ("asylum_seeker", "temporary_protection", "undocumented")
    for region, age, visit in product(*(knowledge.values_of(fact) for fact in ("region", "age_group", "visit"))):
        if visit == "missed":
            continue
        told = set()
        for group in groups:
            known = {"region": region, "status": group, "registered": "no", "age_group": age, "visit": visit}
            certain = adviser.answer(Case(known, {}, ("visit_fee",))).certain
            told.add(any(said.statement.text.startswith("Uteblivet") for said in certain))
        assert len(told) == 1, (region, age, visit)
        seen += told == {True}
    assert seen


def test_an_e_mail_address_is_where_one_asks_and_no_way_to_send(adviser: Adviser) -> None:
    """No clause gives an address as the way for what tells of a patient (V24 says to whom, not how): so no line has it, nor a sentence on sending."""
    seen = 0
    for rule, said, _ in spoken(adviser):
        assert not any("{email}" in line for line in (said.lead, said.brief, said.own)), rule.id
        for sentence in re.split(r"[.!?] ", said.text):
            if "{email}" in sentence:
                assert not re.search("skicka", sentence.replace("innan du skickar", "")), (rule.id, sentence)
                seen += 1
    assert seen > 20


def test_an_old_handbook_on_the_emergency_department_is_told_whatever_card_is_shown(adviser: Adviser) -> None:
    """G11 names the ordinary fee where a referral is missing: who shows no valid card is told no less of it."""
    knowledge, seen = adviser.knowledge, 0
    groups = ("asylum_seeker", "temporary_protection")
    for group, proof in product(groups, knowledge.values_of("proof")):
        words = ["region=vgr", f"status={group}", "registered=no", f"proof={proof}", "age=40", "visit=emergency"]
        said = adviser.answer(case_from_words(knowledge, [*words, "topic=visit_fee"])).certain
        rests = [item.rule for item in said if {"F01", "F12"} <= set(item.rule.sources)]
        assert [rule.id for rule in rests if "G11" not in rule.sources] == [], (group, proof)
        seen += len(rests)
    assert seen


def test_a_line_on_housing_that_names_the_agency_names_personal_care_too(
    adviser: Adviser, each_language: Language
) -> None:
    """V20 speaks of both in one sentence: who reads of other housing alone takes personal care for another's."""
    wording = Wording(adviser.knowledge, each_language)
    care = {"sv": "omvårdnad", "en": "personal care"}[each_language.code]
    leads = [wording.rule_lead(rule) for rule, said, _ in spoken(adviser) if said.lead and "V20" in rule.sources]
    assert leads
    assert [lead for lead in leads if care not in lead.lower()] == []


def test_the_patient_first_is_said_of_other_housing_alone(adviser: Adviser, each_language: Language) -> None:
    """V40 has that order, of other housing: for personal care the patient or the treating unit makes the contact (V20)."""
    wording = Wording(adviser.knowledge, each_language)
    care, order = {
        "sv": ("omvårdnad", ("först", "inte går", "annars")), "en": ("personal care", ("first", "impossible", "otherwise")),
    }[each_language.code]  # fmt: skip
    leads = [wording.rule_lead(rule) for rule, said, _ in spoken(adviser) if said.lead and "V40" in rule.sources]
    assert leads
    sentences = [sentence for lead in leads for sentence in lead.lower().split(". ")]
    assert [one for one in sentences if care in one and any(word in one for word in order)] == []


def test_who_copies_a_card_into_a_form_checks_it_first(adviser: Adviser, each_language: Language) -> None:
    """G07 has the check among the steps of the form: a card that was shown may have ended since."""
    wording = Wording(adviser.knowledge, each_language)
    digits, check = {"sv": ("åtta första", "kontrollera"), "en": ("eight digits", "check")}[each_language.code]
    texts = [wording.rule_text(rule).lower() for rule, _, _ in spoken(adviser) if "G07" in rule.sources]
    forms = [text for text in texts if digits in text]
    assert forms
    assert [text for text in forms if check not in text] == []


def test_what_the_care_provider_decides_is_by_the_ordinance(adviser: Adviser) -> None:
    """F12 and F27 leave the fee of other care to the care provider: a fee that is left to it without them has no source.

    Nor has what is paid from 85 years for care that can be deferred without the ordinance's own amounts, where it has one.
    """
    left = [rule for rule, said, _ in spoken(adviser) if re.search("vårdgivaren( avgiften|\\.)", said.text)]
    assert left
    assert [rule.id for rule in left if not {"F12", "F27"} & set(rule.sources)] == []
    deferrable = [rule for rule, said, _ in spoken(adviser) if said.text.startswith("Kan vården anstå")]
    ordinances = {"F01", "F02", "F12", "F21", "F22", "F27"}
    assert deferrable
    assert [rule.id for rule in deferrable if not ordinances & set(rule.sources)] == []


def test_medicines_are_subsidised_and_have_no_rebate(adviser: Adviser) -> None:
    """M02 and M03 speak of a benefits scheme: a rebate is what a shop gives."""
    texts = {rule.id: f"{said.text} {said.lead} {said.brief}" for rule, said, _ in spoken(adviser)}
    assert any("subvention" in text for text in texts.values())
    assert [id for id, text in texts.items() if "rabatt" in text.lower()] == []


def test_what_a_refusal_means_is_told_where_the_situation_is_open(adviser: Adviser, each_language: Language) -> None:
    """N11 decides between the two that an expired card leaves: it stands in sight where the situation is to be found out."""
    answer = adviser.answer(case_from_words(adviser.knowledge, ["proof=lma_expired", "age=84", "topic=entitlement"]))
    parts = sections(answer, Wording(adviser.knowledge, each_language))
    told = " ".join(text for part in parts for item in part.items for text in (item.text, *item.notes))
    for word in {"sv": ("avslag på asyl", "håller sig undan"), "en": ("refused asylum", "in hiding")}[
        each_language.code
    ]:
        assert word in told.lower()


def test_what_an_oddity_is_read_by_is_cited_where_it_is_printed(adviser: Adviser) -> None:
    """A reader who is told of another page finds it among the sources, and among what is to be checked before use where it is old."""
    wording, seen = Wording(adviser.knowledge, language("sv")), set()
    for rule, said, holds in spoken(adviser):
        odd = [adviser.knowledge.clauses[id].anomaly for id in rule.sources]
        read_by = {id for each in odd if each is not None and said.topic in each.topics for id in each.sources}
        if not read_by or holds is NONE:
            continue
        answer = adviser.answer(Case(adviser.space.first(holds), {}, (said.topic,)))
        whole = outline(answer, wording)
        checked = " ".join(item.text for part in whole.sections if part.name == CHECK for item in part.items)
        assert all(id in " ".join(whole.sources) and id in checked for id in read_by), rule.id
        seen.add(rule.id)
    assert seen
