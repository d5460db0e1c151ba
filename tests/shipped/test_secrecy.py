"""What an authority, or anybody else, is told or given of a patient: each short form says of whom, to whom, after what, and who decides."""

from __future__ import annotations

import re

from assistant.answer import Adviser
from assistant.cases.case import Case
from assistant.i18n import Language
from assistant.words.wording import Wording


def test_no_short_form_of_the_duty_to_state_leaves_out_of_whom(adviser: Adviser, each_language: Language) -> None:
    """An identifiable patient, after calling back; how far it goes the manager or the lawyer decides (J32, A12, A13): in text, line, own and brief."""
    wording, seen = Wording(adviser.knowledge, each_language), 0
    duty = re.compile(r"\b(skyldig att|måste)\b.*uppge|must( then)? state|has to state")
    for rule in adviser.statements.values():
        if "J32" not in rule.sources:
            continue
        forms = (wording.rule_text(rule), wording.rule_line(rule), wording.rule_brief(rule), wording.rule_own(rule))
        for form in filter(None, forms):
            if not duty.search(form):
                continue
            seen += 1
            assert re.search("identifierbar|identifiable", form), (rule.id, form)
            assert re.search("jurist|lawyer", form), (rule.id, form)
            assert re.search("ringer|[Nn]umret|calls|call back|[Nn]umber", form), (rule.id, form)
    assert seen >= 3


def test_a_copy_of_the_record_is_the_patients_and_nobody_elses(adviser: Adviser, each_language: Language) -> None:
    """A hidden woman's record in her husband's hands is the gravest harm here (J05, J25 say the patient; A26): each short form says to whom."""
    wording, seen = Wording(adviser.knowledge, each_language), 0
    handed = re.compile("journalkopia|kopia av journalen|record copy|copy of the record|utskrift av journalen|printout")
    to = re.compile("patient|vårdnadshavare|guardian")
    for rule in adviser.statements.values():
        said = rule.statement
        if said is None or said.topic != "records":
            continue
        for form in filter(
            None, (wording.rule_lead(rule) if said.lead else "", wording.rule_brief(rule), wording.rule_line(rule))
        ):
            if handed.search(form):
                seen += 1
                assert to.search(form), (rule.id, form)
    assert seen >= 4
    for region in ("", *adviser.knowledge.values_of("region")):
        facts = {"region": region} if region else {}
        told = [said.rule.id for said in adviser.answer(Case(facts, {}, ("records",))).certain]
        assert "records.others" in told, region


def test_the_line_on_secrecy_forbids_no_report_of_a_child_at_risk(adviser: Adviser, each_language: Language) -> None:
    """What is to be reported is, as for all patients (J31, A26): whoever reads one line takes it to the manager at once."""
    wording = Wording(adviser.knowledge, each_language)
    for region in adviser.knowledge.values_of("region"):
        lead = adviser.lead_on(
            "confidentiality", Case({"region": region, "status": "undocumented"}, {}, ("confidentiality",))
        )
        assert lead is not None
        assert re.search("[Bb]arn som far illa|[Cc]hild at risk", wording.lead(lead)), region
