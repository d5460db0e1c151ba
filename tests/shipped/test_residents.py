"""Who lives here or is on a visit has other rules: the answer says where they stand or whom to ask, and nothing that is not about them."""

from __future__ import annotations

from itertools import product

import pytest

from assistant.answer import Adviser
from assistant.cases.case import Case
from assistant.i18n import Language
from assistant.words.outline import CHECK, LEAD, outline
from assistant.words.wording import Wording


@pytest.mark.parametrize(("status", "registered"), [("resident", "yes"), ("resident", "no"), ("visitor", "no")])
def test_who_has_other_rules_is_told_where_they_stand(
    adviser: Adviser, each_language: Language, status: str, registered: str
) -> None:
    """ "Use the region's ordinary rules" without a word on where they are leaves the desk where it was."""
    knowledge, wording = adviser.knowledge, Wording(adviser.knowledge, each_language)
    where = {"sv": ("webbplats", "chef", "Vårdgivarwebben"), "en": ("website", "manager", "Vårdgivarwebben")}
    for region, topic in product(knowledge.values_of("region"), knowledge.topics):
        if knowledge.topics[topic].no_patient:
            continue
        answers = {"region": region, "status": status, "registered": registered, "age_group": "24_84"}
        told = outline(adviser.answer(Case(answers, {}, (topic,))), wording).sections
        texts = [item.text for part in told if part.name not in (LEAD, CHECK) for item in part.items]
        assert any(word in text for text in texts for word in where[each_language.code]), (region, topic)


def test_rules_on_asylum_seekers_are_no_doubt_of_an_answer_about_residents(
    adviser: Adviser, each_language: Language
) -> None:
    """The Union's rules on asylum of June 2026 say nothing of who is registered; of an asylum seeker the answer does say that they are to be checked."""
    wording = Wording(adviser.knowledge, each_language)
    change = wording.change(adviser.knowledge.changes[0])

    def checked(status: str, registered: str) -> list[str]:
        answers = {
            "region": "vgr",
            "status": status,
            "registered": registered,
            "age_group": "24_84",
            "visit": "primary_doctor",
        }
        told = outline(adviser.answer(Case(answers, {}, ("visit_fee",))), wording).sections
        return [item.text for part in told if part.name == CHECK for item in part.items]

    assert change not in checked("resident", "yes")
    assert change in checked("asylum_seeker", "no")
