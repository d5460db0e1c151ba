"""Answering: engine, space and composition of an answer, for the shipped rules; and whether an engine slows down with use.

    python -m benchmarks.answering

Times are given in milliseconds and as ratios to one pass over a fixed sum in the same run. Budget: 2 ms median for engine and answer.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from assistant.answer import Adviser
from assistant.cases.case import Case
from assistant.cases.space import Space
from assistant.engine import ENGINES, engine_problem
from assistant.engine.program import Program
from assistant.i18n import language
from assistant.knowledge import Knowledge, load_knowledge, shipped_knowledge
from assistant.knowledge.model import REGION
from assistant.places import knowledge_folder
from assistant.words.wording import Wording
from assistant.words.writers import write

CASES = 1000


def milliseconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def space_of(program: Program) -> Space:
    """A space with every rule in it: by itself it makes a rule's cases only when they are asked for."""
    space = Space(program)
    space.settle()
    return space


def cases(knowledge: Knowledge, count: int = CASES, regions: Sequence[str] = ()) -> list[Case]:
    """Cases as they occur: one or two topics, some questions not answered. `regions`: of these alone, if any are named."""
    pick = random.Random(3)
    found = []
    for _ in range(count):
        answers = {
            id: pick.choice(question.values).id for id, question in knowledge.questions.items() if pick.random() < 0.7
        }
        if regions and REGION in answers:
            answers[REGION] = pick.choice(regions)
        found.append(Case(answers, {}, tuple(pick.sample(sorted(knowledge.topics), pick.randint(1, 2)))))
    return found


def main() -> None:
    """Print a line for each measurement."""
    yardstick = statistics.median(milliseconds(lambda: sum(range(20_000))) for _ in range(200))

    def report(name: str, times: list[float]) -> None:
        ordered = sorted(times)
        median, late = statistics.median(ordered), ordered[int(len(ordered) * 0.95)]
        print(f"{name:<34} median {median:8.3f} ms ({median / yardstick:6.2f} x)   p95 {late:8.3f} ms")

    print(f"yardstick {yardstick:.3f} ms; {len(shipped_knowledge().rules)} rules")
    folder: Path = knowledge_folder()
    report("knowledge from YAML", [milliseconds(lambda: load_knowledge(folder)) for _ in range(5)])
    report("knowledge as shipped", [milliseconds(shipped_knowledge.__wrapped__) for _ in range(5)])
    knowledge = shipped_knowledge()
    report("space built", [milliseconds(lambda: space_of(Adviser(knowledge, date.today()).program)) for _ in range(5)])
    for name in ENGINES:
        if engine_problem(name) is None:
            report_engine(name, knowledge, report)


def report_engine(name: str, knowledge: Knowledge, report: Callable[[str, list[float]], None]) -> None:
    """Measure what one engine takes for the cases, and whether it slows down."""
    adviser = Adviser(knowledge, date.today(), name)
    wording = Wording(knowledge, language("sv"))
    todo = cases(knowledge)

    def times(work: Callable[[Case], object], of: list[Case]) -> list[float]:
        return [milliseconds(partial(work, case)) for case in of]

    times(adviser.answer, todo[:20])
    report(f"{name}: infer, compared with space", times(adviser.infer, todo))
    report(f"{name}: whole answer", times(adviser.answer, todo))
    report(f"{name}: written as text", times(lambda case: write(adviser.answer(case), wording, "text"), todo))
    report(f"{name}: next question", times(adviser.next_question, todo))
    early = times(adviser.infer, todo[:300])
    times(adviser.infer, todo * 3)
    late = times(adviser.infer, todo[:300])
    ratio = statistics.median(late) / statistics.median(early)
    print(f"{name:<34} the same 300 cases before and after 3,000 others: {ratio:.2f} x")


if __name__ == "__main__":
    main()
