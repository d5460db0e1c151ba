"""What changing answers would do, shown before it is done: what stays, what falls away, what is asked anew, what changes.

An answer is a fact about the patient, so it is never thrown away: one that falls away stays noted, changes nothing, and counts
again as soon as it can matter. Nothing has to be answered twice.
"""

from collections.abc import Mapping
from typing import NamedTuple

from assistant.answer import Adviser, Answer
from assistant.answer.compare import Difference, compare
from assistant.cases.case import Case
from assistant.knowledge.model import Question


class Preview(NamedTuple):
    """Facts by id, in the order of the questions. `after` is the case once the change is made.

    `changed`: the answers that differ, or are new. Of the others: `stays`, those that matter before and after;
    `falls_away`, those that matter no longer; `counts_again`, those that did not matter and now do. `asked_anew`: questions
    without an answer that matter only now. `answer` is that to the case before the change, `later` that after it.
    """

    before: Case
    after: Case
    changed: tuple[str, ...]
    stays: tuple[str, ...]
    falls_away: tuple[str, ...]
    counts_again: tuple[str, ...]
    asked_anew: tuple[str, ...]
    difference: Difference
    answer: Answer
    later: Answer


def preview(adviser: Adviser, before: Case, after: Case) -> Preview:
    """What going from one case to the other does. Raises what Adviser.answer raises."""
    facts = list(adviser.knowledge.questions)
    changed = tuple(fact for fact in facts if _given(before, fact) != _given(after, fact))
    kept = [fact for fact in facts if fact in before.known and fact in after.known and fact not in changed]
    mattered = {fact for fact in kept if adviser.matters(before, fact)}
    matters = {fact for fact in kept if adviser.matters(after, fact)}
    asked_before, asked_after = (
        {fact for fact in adviser.relevant(case) if case.leaves_open(adviser.knowledge.questions[fact])}
        for case in (before, after)
    )
    answer, later = (adviser.answer(case, general=True) for case in (before, after))
    return Preview(
        before=before,
        after=after,
        changed=changed,
        stays=tuple(fact for fact in kept if fact in mattered and fact in matters),
        falls_away=tuple(fact for fact in kept if fact in mattered and fact not in matters),
        counts_again=tuple(fact for fact in kept if fact not in mattered and fact in matters),
        asked_anew=tuple(fact for fact in facts if fact in asked_after and fact not in asked_before),
        difference=compare(answer, later),
        answer=answer,
        later=later,
    )


def takes_back(questions: Mapping[str, Question], before: Case, after: Case) -> bool:
    """Whether an answer that settled something is no longer said in the other case."""
    return any(not after.says(questions[fact], value) for fact, value in before.known.items())


def _given(case: Case, fact: str) -> str | None:
    return case.answers.get(fact)
