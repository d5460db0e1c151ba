"""What an authority is told of a patient: whatever states the duty says of whom, after what, and who decides."""

from __future__ import annotations

import re

from assistant.answer import Adviser
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
