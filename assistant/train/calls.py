"""Who asks in the middle of a case: that what is then called right holds on every day, whoever the patient is."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.answer import Adviser
from assistant.cases.space import ALL
from assistant.i18n import N_
from assistant.knowledge.dated import days_of_change
from assistant.knowledge.model import Knowledge
from assistant.knowledge.problems import Problem


def call_problems(knowledge: Knowledge) -> list[Problem]:
    """The calls whose right deed is none in some case, or is not what the desk finds on their topic; each is told once.

    Who calls is heard of before anything is known of the patient in question: so the rule must hold in every case.
    """
    found: dict[str, Problem] = {}
    if knowledge.training.calls:
        for day in sorted({knowledge.date, *(day for day in days_of_change(knowledge) if day > knowledge.date)}):
            for problem in _problems_on(Adviser(knowledge, day)):
                found.setdefault(str(problem.place), problem)
    return sorted(found.values(), key=lambda problem: problem.place)


def _problems_on(adviser: Adviser) -> Iterator[Problem]:
    for call in adviser.knowledge.training.calls:
        said = adviser.knowledge.rules[call.rule].statement
        if said is None or said.topic != call.topic:
            message = N_("The rule {word} says nothing on the topic of the call.")
        elif adviser.space.rules.get(call.rule) is not ALL:
            message = N_("The rule {word} does not hold in every case: a call may be about any patient.")
        elif said.text in call.wrong:
            message = N_("What the rule {word} says stands among what is wrong.")
        else:
            continue
        yield Problem(call.place, message, {"word": call.rule})
