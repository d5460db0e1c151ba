"""For whom things are looked up: a region, and the patient of the open case or all patients."""

from __future__ import annotations

from assistant.cases.case import Case
from assistant.knowledge.model import REGION, UNKNOWN, Knowledge
from assistant.records import record, replace
from assistant.words.wording import Wording


@record
class Scope:
    """`known`: the case that is open, or the region alone; `everybody`: its patient does not count, its region does."""

    known: Case
    everybody: bool = False

    @property
    def has_patient(self) -> bool:
        """Whether anything has been answered about a patient, "don't know" as well: the region is no patient."""
        return any(fact != REGION for fact in self.known.answers)

    @property
    def of_patient(self) -> bool:
        """Whether what is looked up is for the patient of the open case."""
        return self.has_patient and not self.everybody

    @property
    def within(self) -> Case:
        """What is known. What was asked about does not narrow what else can be looked up."""
        answers = {fact: value for fact, value in self.known.answers.items() if fact != REGION or value != UNKNOWN}
        if self.of_patient:
            return Case(answers, self.known.numbers)
        return Case({fact: value for fact, value in answers.items() if fact == REGION})

    @property
    def mine(self) -> Case | None:
        """The open case, where what is shown is for all patients: its own cells of a table are marked then."""
        return self.known if self.has_patient and self.everybody else None

    def next_region(self, knowledge: Knowledge) -> Scope:
        """The same for the next region."""
        regions = knowledge.values_of(REGION)
        now = self.known.answers.get(REGION)
        region = regions[(regions.index(now) + 1) % len(regions)] if now in regions else regions[0]
        return replace(self, known=replace(self.known, answers={**self.known.answers, REGION: region}))

    def other_patients(self) -> Scope:
        """For all patients, if it was for one, and the other way round."""
        return replace(self, everybody=not self.everybody)

    def words(self, wording: Wording) -> tuple[str, str]:
        """For whom: `All patients`, and what is known, as `Region: Västra Götaland`.

        What is not known narrows nothing, and is left out.
        """
        gettext, within = wording.language.gettext, self.within
        told = [
            f"{wording.short(fact)}: {wording.answered(within, question)}"
            for fact, question in wording.knowledge.questions.items()
            if fact in within.known
        ]
        whose = gettext("This patient") if self.of_patient else gettext("All patients")
        return whose, "; ".join(told) or gettext("all regions")
