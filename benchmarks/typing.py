"""Typing: how long a typed line takes to be understood, and the one-time preparation of the word lists.

    python -m benchmarks.typing

The lines are those of tests/utterances, each also with its letters shuffled, so that nearly every word is strange: the slowest that
somebody can type. Budget: 2 ms a line of at most 80 characters at the 95th percentile, 30 ms for 2,000 characters, 40 ms for the
preparation of the word lists (after the imports); and no more than in proportion for 1,000, 10,000 and 100,000 characters. Time is that
of the processor: what else the machine does is no matter.
"""

from __future__ import annotations

import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import yaml

from assistant.knowledge import shipped_knowledge
from assistant.masking import mask
from assistant.places import word_tables_file
from assistant.typed import Listener
from assistant.typed.lexicon import Lexicon, keep_words
from assistant.typed.lexicons import forget
from assistant.typed.listener import LONGEST_LINE

UTTERANCES = Path(__file__).resolve().parent.parent / "tests" / "utterances"
TODAY = date(2026, 11, 22)
SHORT = 80
FIRST_LINE = """
import time
from datetime import date
from assistant.knowledge import shipped_knowledge
from assistant.typed import Listener
listener = Listener(shipped_knowledge(), ("sv", "en"))
begun = time.perf_counter()
listener.hear("{line}", date(2026, 11, 22))
print((time.perf_counter() - begun) * 1000)
"""


def milliseconds(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return (time.process_time() - begun) * 1000


def first_line(line: str) -> float:
    """Milliseconds of the first line in a new process: imports and preparation included."""
    done = subprocess.run(
        [sys.executable, "-c", FIRST_LINE.format(line=line)], capture_output=True, text=True, check=True
    )
    return float(done.stdout)


def shuffled(line: str) -> str:
    """The line with the letters of each word in another order."""
    pick = random.Random(7)
    return " ".join("".join(pick.sample(word, len(word))) for word in line.split())


def hear_anew(listener: Listener, line: str) -> None:
    """Hear a line of which no word is remembered."""
    forget()
    listener.hear(line, TODAY)


def report(name: str, times: list[float]) -> None:
    """One line: median, 95th percentile and worst."""
    ordered = sorted(times)
    late = ordered[int(len(ordered) * 0.95)]
    print(f"{name:<34} median {statistics.median(ordered):7.3f} ms   p95 {late:7.3f} ms   worst {ordered[-1]:7.3f} ms")


def main() -> None:
    """Print a line for each measurement."""
    lines = [
        said["line"]
        for path in sorted(UTTERANCES.rglob("*.yaml"))
        for said in yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)  # as the tests read them
    ]
    keep_words(shipped_knowledge(), word_tables_file())  # as the build does
    report("first line, all listed", [first_line("papperslös 7-åring behöver tolk") for _ in range(5)])
    report("first line, with a mistake", [first_line("paperslös 7-åring behöver tolk") for _ in range(5)])
    knowledge = shipped_knowledge()
    report("making the word tables", [milliseconds(lambda: Lexicon(knowledge)) for _ in range(9)][1:])
    kept = word_tables_file()
    report("preparing the words", [milliseconds(lambda: Lexicon(knowledge, kept)) for _ in range(9)][1:])
    listener = Listener(knowledge, ("sv", "en"))
    listener.prepare()
    short = [line for line in lines if len(line) <= SHORT]
    report("a line, its words new", [milliseconds(partial(listener.hear, line, TODAY)) for line in short])
    report("a line again", [milliseconds(partial(listener.hear, line, TODAY)) for line in short])
    strange = [shuffled(line) for line in lines]
    report(
        "a line of strange words", [milliseconds(partial(hear_anew, listener, line)) for line in strange[: len(short)]]
    )
    for name, text in (("as typed", " ".join(lines)), ("strange", " ".join(strange))):
        for length in (1_000, LONGEST_LINE, 10_000, 100_000):
            cut = (text * (1 + length // len(text)))[:length]
            report(f"{length} characters {name}", [milliseconds(partial(hear_anew, listener, cut)) for _ in range(5)])
    report("masking after a key", [milliseconds(partial(mask, line)) for line in lines])
    for length in (1_000, 10_000, 100_000):
        for text in ("9" * length, "9 " * (length // 2), "a 9" * (length // 3)):
            report(f"masking {length} characters {text[:3]}…", [milliseconds(partial(mask, text)) for _ in range(5)])


if __name__ == "__main__":
    main()
