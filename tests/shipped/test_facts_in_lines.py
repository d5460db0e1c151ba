"""What was answered is in the line: where an answer changes what is to be done or paid, it changes the line too, or it is listed here why not."""

from __future__ import annotations

from itertools import product

from assistant.answer import Adviser
from assistant.cases.space import Cases
from assistant.knowledge.model import REGION

KEPT = {
    ("maternity", "age_group"): (
        "other rjl vgr",
        "childbirth and the midwife's visits cost the same at any age (F05), and the line is on them; the right is told below",
    ),
    ("home_care", "age_group"): (
        "other rjl vgr",
        "the line is whom the desk hands over to; the extent of the care is decided by others",
    ),
    ("home_care", "proof"): ("vgr", "as for the age; housing has a topic of its own, whose line says it"),
    ("assistive_devices", "age_group"): (
        "other rjl",
        "the right is told below; in the line it would cost everybody the question of the age",
    ),
    ("consumables", "age_group"): (
        "other rjl vgr",
        "the line is how they are ordered; what they cost stands first below",
    ),
    ("entitlement", "proof"): (
        "other rjl vgr",
        "both acts give an adult the same care; who the patient is settled below",
    ),
    ("entitlement", "unaccompanied"): ("rjl", "the same right as the line tells every child"),
    ("travel", "proof"): ("vgr", "the number is for who orders the journey; the line is the fee"),
    ("registration", "hours"): (
        "rjl",
        "the line is which of two numbers an asylum seeker gets; where one is got is the first step below",
    ),
    ("registration", "detention"): (
        "vgr",
        "whoever is held has no price list to be looked up for; the line is the number, and that Asylenheten is asked",
    ),
    ("invoicing", "proof"): ("vgr", "the line is the unit that all invoices go through"),
}
"""By topic and fact: in which regions, and why."""

KINDS = ("fee", "step", "entitlement", "contact", "warning", "responsibility")
"""What is to be done, paid or given; a note makes nothing of it narrower."""


def test_an_answer_that_changes_what_holds_changes_the_line_or_is_kept_for_a_reason(adviser: Adviser) -> None:
    space, knowledge = adviser.space, adviser.knowledge
    groups = ("asylum_seeker", "temporary_protection", "undocumented")
    spoken = [(said, holds) for id, holds in space.rules.items() if (said := knowledge.rules[id].statement) is not None]
    facts = [fact for fact in knowledge.questions if fact not in (REGION, "status", "registered")]
    deaf: dict[tuple[str, str], set[str]] = {}
    for topic, region, status in product(knowledge.topics, knowledge.values_of(REGION), groups):
        here = space.having(REGION, region) & space.having("status", status) & space.having("registered", "no")
        told = [(said, holds & here) for said, holds in spoken if said.topic == topic and holds & here]
        for fact in facts:
            values = [space.having(fact, value) for value in knowledge.values_of(fact)]
            lines = [holds for said, holds in told if said.lead]
            others = [holds for said, holds in told if said.kind in KINDS and not said.always]
            if any(_turns(each, values) for each in others) and not any(_turns(each, values) for each in lines):
                deaf.setdefault((topic, fact), set()).add(region)
    found = {pair: " ".join(sorted(regions)) for pair, regions in deaf.items()}
    assert found == {pair: where for pair, (where, _) in KEPT.items()}


def _turns(holds: Cases, values: list[Cases]) -> bool:
    """Whether something holds with some answers to a question only."""
    return not all(holds & value for value in values)
