"""Answering: engine, space and composition of an answer, for the shipped rules; and whether an engine slows down with use.

    python -m benchmarks.answering

Times are given in milliseconds and as ratios to one pass over a fixed sum in the same run. Budget: 2 ms median for engine and answer.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from assistant.answer import Adviser
from assistant.answer.wording import Wording
from assistant.answer.writers import write
from assistant.case import Case
from assistant.engine import ENGINES, engine_problem
from assistant.i18n import language
from assistant.knowledge import Knowledge, load_knowledge, shipped_knowledge
from assistant.places import knowledge_folder
from assistant.space import Space

CASES = 1000


def milliseconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def cases(knowledge: Knowledge) -> list[Case]:
    """Cases as they occur: one or two topics, some questions not answered."""
    pick = random.Random(3)
    found = []
    for _ in range(CASES):
        answers = {
            id: pick.choice(question.values).id for id, question in knowledge.questions.items() if pick.random() < 0.7
        }
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
    report("space built", [milliseconds(lambda: Space(Adviser(knowledge, date.today()).program)) for _ in range(5)])
    for name in ENGINES:
        if engine_problem(name) is not None:
            continue
        adviser = Adviser(knowledge, date.today(), name)
        wording = Wording(knowledge, language("sv"))
        todo = cases(knowledge)
        for case in todo[:20]:
            adviser.answer(case)
        report(
            f"{name}: infer, compared with space",
            [milliseconds(lambda case=case: adviser.infer(case)) for case in todo],
        )  # type: ignore[misc]
        times = [milliseconds(lambda case=case: adviser.answer(case)) for case in todo]  # type: ignore[misc]
        report(f"{name}: whole answer", times)
        report(
            f"{name}: written as text",
            [milliseconds(lambda case=case: write(adviser.answer(case), wording, "text")) for case in todo],
        )  # type: ignore[misc]
        report(f"{name}: next question", [milliseconds(lambda case=case: adviser.next_question(case)) for case in todo])  # type: ignore[misc]
        again = [milliseconds(lambda case=case: adviser.infer(case)) for case in todo * 3]  # type: ignore[misc]
        print(
            f"{name:<34} last 500 cases against the first 500: {statistics.median(again[-500:]) / statistics.median(again[:500]):.2f} x"
        )


if __name__ == "__main__":
    main()
