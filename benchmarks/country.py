"""A country: what 21 and 101 regions, ten more questions and ten times the rules cost, against the knowledge as it is shipped.

    python -m benchmarks.country [--quick]

The regions and questions are made from the shipped packs in a temporary folder. Everything is measured in one run, each figure in a
process of its own, and told as a ratio to the shipped knowledge (or to the bare interpreter, or a bare app) in the same run.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from assistant.places import KNOWLEDGE_VARIABLE, knowledge_folder
from benchmarks.land import install, more_questions, more_regions

ROUNDS = 9
QUICK = "--quick" in sys.argv[1:]
REGIONS = (21,) if QUICK else (21, 101)
Row = tuple[str, str, str, str]


class Finding:
    """The table: what was measured, how much, its ratio, and the budget for that."""

    def __init__(self) -> None:
        self.rows: list[Row] = []

    def add(self, what: str, value: str, ratio: float | None = None, budget: float | None = None) -> None:
        """Print and keep a row; `budget` is the highest ratio allowed."""
        verdict = "" if budget is None or ratio is None else f"{budget:g} x: {'kept' if ratio <= budget else 'MISSED'}"
        row = (what, value, "" if ratio is None else f"{ratio:.2f} x", verdict)
        self.rows.append(row)
        print(f"{row[0]:<58} {row[1]:>14} {row[2]:>10}   {row[3]}", flush=True)

    def against(self, what: str, found: float, base: float, unit: str, budget: float | None = None) -> None:
        """A row for a figure and the one that it is compared with."""
        self.add(what, f"{found:.4g} {unit}", found / base, budget)


def measured(job: str, folder: Path, *words: str, **environment: str) -> dict[str, float]:
    """What a job of `benchmarks.jobs` finds with the knowledge in a folder, in a process of its own."""
    done = subprocess.run(
        [sys.executable, *(["-P"] if environment else []), "-m", "benchmarks.jobs", job, *words],
        env={**os.environ, KNOWLEDGE_VARIABLE: str(folder), **environment},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return dict(json.loads(done.stdout.splitlines()[-1]))


def processor(words: list[str], rounds: int = ROUNDS, **environment: str) -> tuple[float, float]:
    """Milliseconds of processor time that a Python process with these words takes, and the most memory it holds (MB): medians."""
    times, peaks = [], []
    for _ in range(rounds):
        child = subprocess.Popen([sys.executable, *words], env={**os.environ, **environment}, stdout=subprocess.DEVNULL)
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            raise subprocess.CalledProcessError(child.returncode, words)
        times.append((used.ru_utime + used.ru_stime) * 1000)
        peaks.append(used.ru_maxrss / 1024)
    return statistics.median(times), statistics.median(peaks)


def of_answers(found: Finding, shipped: Path) -> None:
    """An answer, and what ten times the rules and ten more questions make of it."""
    more = Path(tempfile.mkdtemp(prefix="questions-"))
    more_questions(shipped, more, 10)
    base, ten, asked = (
        measured("answers", shipped), measured("answers", shipped, "10"), measured("answers", more)
    )  # fmt: skip
    budgets = {"durable-rules infer": 0.15, "durable-rules answer": 0.45, "clips answer": 0.9}
    for what, taken in base.items():
        budget = budgets.get(what)
        kept = "" if budget is None else f"   budget {budget} ms: {'kept' if taken <= budget else 'MISSED'}"
        found.add(f"{what}, median", f"{taken:.3f} ms{kept}")
    for what, taken in ten.items():
        found.against(
            f"10 x the rules: {what}", taken, base[what], "ms", 1.5 if "infer" in what or "answer" in what else None
        )
    for what, taken in asked.items():
        found.against(f"ten more questions: {what}", taken, base[what], "ms", 1.5 if "answer" in what else None)


def of_regions(found: Finding, shipped: Path) -> None:
    """More regions: the first step, `check`, memory, `stats`."""
    jobs: dict[str, Callable[[Path], dict[str, float]]] = {
        "step": lambda folder: measured("step", folder),
        "stats": lambda folder: measured("stats", folder),
        "check": lambda folder: dict(
            zip(("ms", "mb"), processor(["-m", "assistant", "check", str(folder)], 1), strict=True)
        ),
    }
    budgets = {"step ms": 1.2, "step mb": 2.5, "stats ms": 8, "check ms": 7, "check mb": 2.5}
    base = {name: job(shipped) for name, job in jobs.items()}
    for count in REGIONS:
        folder = Path(tempfile.mkdtemp(prefix=f"regions-{count}-"))
        more_regions(shipped, folder, count)
        for name, job in jobs.items():
            if name == "stats" and count > 21:
                continue
            for key, value in job(folder).items():
                budget = budgets.get(f"{name} {key}") if count == 21 else None
                found.against(f"{count} regions: {name}", value, base[name][key], key, budget)


def of_processes(found: Finding) -> None:
    """Start and memory, against the bare interpreter and a bare app; the first letter of a search; many cases at once."""
    facts = ["region=vgr", "status=undocumented", "age=7", "topic=medicines"]
    installed = Path(tempfile.mkdtemp(prefix="installed-"))
    install(installed)
    own = installed / "assistant" / "_data" / "knowledge"  # a checkout's may be another, or its catalogues not compiled
    where = {"PYTHONPATH": f"{installed}{os.pathsep}{Path.cwd()}"}
    for engine in ("durable-rules", "clips"):
        bare, _ = processor(["-c", "pass"], ROUNDS, **where)
        asked, _ = processor(["-P", "-m", "assistant", "ask", *facts], ROUNDS, VARDLOTS_ENGINE=engine, **where)
        found.against(f"ask, processor time against python -c pass ({engine})", asked, bare, "ms", 6.5)
    for name, value in measured("letter", own, **where).items():
        kept = f"   budget 40 ms: {'kept' if value <= 40 else 'MISSED'}" if name == "first letter" else ""
        found.add(name, f"{value:.1f} ms{kept}")
    apps = measured("app", own, **where)
    found.against("private memory of the app after the first question", apps["ours"], apps["bare"], "MB", 1.4)
    rate = measured("batch", own, **where)
    for name, what in (("different", "different cases"), ("again", "the same cases twenty times")):
        kept = "kept" if rate[name] >= 4000 else "MISSED"
        found.add(f"batch, {what}, a second", f"{rate[name]:.0f} ({rate[f'{name} ms']:.2f} ms)   budget 4000: {kept}")


def main() -> None:
    """Print the table."""
    begun, shipped = time.perf_counter(), knowledge_folder()
    found = Finding()
    of_answers(found, shipped)
    of_processes(found)
    of_regions(found, shipped)
    print(f"{time.perf_counter() - begun:.0f} s")


if __name__ == "__main__":
    main()
