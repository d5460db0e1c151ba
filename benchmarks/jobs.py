"""The single measurements of `benchmarks.country`, each run in a process of its own; the last line is what was found, as JSON.

python -m benchmarks.jobs JOB
"""

from __future__ import annotations

import gc
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from functools import partial

from assistant.answer import Adviser
from assistant.cases.case import Case
from assistant.engine import ENGINES, engine_problem
from assistant.i18n import language, languages
from assistant.knowledge import Knowledge, shipped_knowledge
from assistant.knowledge.model import REGION
from benchmarks.answering import cases, milliseconds
from benchmarks.growth import spread
from benchmarks.processes import painted_after, private_memory

ANSWERS = 300


def _cases(knowledge: Knowledge) -> list[Case]:
    """Cases as they occur in a region of the shipped knowledge."""
    return cases(knowledge, ANSWERS, ("vgr", "rjl", "other"))


def _median(begin: Callable[[], Callable[[Case], object]], todo: list[Case], others: list[Case]) -> float:
    """The median over the cases, each at its shortest of three; each time by an adviser that has answered others before, and none of these."""
    rounds = []
    for _ in range(3):
        work = begin()
        for case in others:
            work(case)
        rounds.append([milliseconds(partial(work, case)) for case in todo])
    return float(statistics.median([min(times) for times in zip(*rounds, strict=True)]))


def answers() -> dict[str, float]:
    """Milliseconds for conclusions, a whole answer and the next question, with each engine; of so many times the rules."""
    knowledge = shipped_knowledge()
    if len(sys.argv) > 2:
        knowledge = spread(knowledge, int(sys.argv[2]))
    asked, found = cases(knowledge, 2 * ANSWERS, ("vgr", "rjl", "other")), {}
    todo, others = asked[:ANSWERS], asked[ANSWERS:]
    for name in ENGINES:
        if engine_problem(name) is None:

            def adviser(name: str = name) -> Adviser:
                return Adviser(knowledge, date.today(), name)

            found[f"{name} infer"] = _median(lambda: adviser().infer, todo, others)
            found[f"{name} answer"] = _median(lambda: adviser().answer, todo, others)
            found["next question"] = _median(lambda: adviser().next_question, todo, others)
    return found


def step() -> dict[str, float]:
    """The first step: from the region told to the next question and what is said to everybody; and the memory of all that."""
    gc.disable()  # as the app, until a second after its first question
    knowledge = shipped_knowledge()
    before = _memory()
    begun = time.process_time()
    adviser = Adviser(knowledge, date.today())
    adviser.next_question(Case())
    first = Case({REGION: "vgr"})
    adviser.answer(first, general=True)
    adviser.next_question(first)
    adviser.relevant(first)
    taken = (time.process_time() - begun) * 1000
    for case in _cases(knowledge)[:100]:
        adviser.answer(Case({**case.answers, REGION: "vgr"}, {}, case.topics))
    return {"ms": taken, "mb": _memory(), "mb of engine and space": _memory() - before}


def stats() -> dict[str, float]:
    """Processor time of the statistics, which the command counts without looking for garbage."""
    from assistant.audit.statistics import statistics as counted

    gc.disable()
    adviser = Adviser(shipped_knowledge(), date.today())
    begun = time.process_time()
    counted(adviser)
    return {"ms": (time.process_time() - begun) * 1000}


def letter() -> dict[str, float]:
    """The first letter of the first search, and the next one, after an answer was given."""
    adviser = Adviser(shipped_knowledge(), date.today())
    known = Case({REGION: "vgr", "status": "undocumented"}, {}, ("medicines",))
    adviser.answer(known)
    speaks = [language(code) for code in languages()]
    begun = time.process_time()
    from assistant.lookup import Lookup

    lookup = Lookup(adviser, speaks)
    lookup.find("m", language("sv"), known)
    first = time.process_time()
    lookup.find("me", language("sv"), known)
    return {"first letter": (first - begun) * 1000, "second letter": (time.process_time() - first) * 1000}


def batch() -> dict[str, float]:
    """Cases a second, given to `ask --batch` in one file: 6,000 different ones (rather partial than whole, at random), and 300 twenty times.

    With the processor time of a case in milliseconds, which other work of the machine touches less.
    """
    knowledge = shipped_knowledge()
    different = cases(knowledge, 20 * ANSWERS, ("vgr", "rjl", "other"))
    rate, each = _batched(different)
    again, each_again = _batched(20 * different[:ANSWERS])
    return {"different": rate, "different ms": each, "again": again, "again ms": each_again}


def _batched(todo: list[Case]) -> tuple[float, float]:
    """Cases a second of `ask --batch`, and milliseconds of processor time for each, with what starting costs."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
        file.writelines(json.dumps({**case.answers, "topic": ",".join(case.topics)}) + "\n" for case in todo)
        file.flush()
        words = [sys.executable, "-P", "-m", "assistant", "ask", "--batch", file.name]
        used, begun = _of_children(), time.perf_counter()
        subprocess.run(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
        return len(todo) / (time.perf_counter() - begun), (_of_children() - used) * 1000 / len(todo)


def _of_children() -> float:
    """Seconds of processor time of all processes that this one has started and that have ended, and of theirs."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


# -- memory --------------------------------------------------------------------------------------------------------------


def _memory() -> float:
    """Private memory of this process in MB; where that is not told (not Linux), the most that it ever held."""
    try:
        return private_memory(os.getpid())
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def app() -> dict[str, float]:
    """Private memory (MB) of the app after its first question was answered, and of a bare app."""
    from benchmarks.first_paint import HELLO

    label = next(iter(shipped_knowledge().questions.values())).label
    bare = [_held(["-c", HELLO], "hello there") for _ in range(3)]
    ours = [_held(["-P", "-m", "assistant", "chat", "--lang", "sv"], label, "1") for _ in range(3)]
    return {"bare": statistics.median(bare), "ours": statistics.median(ours)}


def _held(words: list[str], text: str, keys: str = "") -> float:
    """What a program holds once it has shown a text and painted what follows on some keys, for somebody who never started it before."""
    with tempfile.TemporaryDirectory() as home:
        os.environ.update(HOME=home, XDG_CONFIG_HOME=home)
        return painted_after(words, text, memory=True, keys=keys).memory


JOBS = {job.__name__: job for job in (answers, step, stats, letter, batch, app)}

if __name__ == "__main__":
    print(json.dumps(JOBS[sys.argv[1]]()))
