"""First paint: how long until the app stands on the screen, and until its first question does, against a bare Textual app.

    python -m benchmarks.first_paint [ROUNDS]

They are started in a pseudo-terminal, turn by turn, and timed until a text has been painted: of the bare app its hello; of ours
the curtain (the first paint; budget 1.3 x), and the first question, for which knowledge and screens have been loaded.
"""

from __future__ import annotations

import os
import pty
import select
import signal
import statistics
import sys
import time
from pathlib import Path

from assistant.knowledge import shipped_knowledge

HELLO = """
from textual.app import App
from textual.widgets import Static
class Hello(App):
    def compose(self):
        yield Static("hello there")
Hello().run()
"""
BUDGET = 1.3


def painted_after(words: list[str], text: str, patience: float = 20) -> tuple[float, float]:
    """Seconds from the start of a program until it has painted this text: of the clock, and of the processor.

    Raises TimeoutError.
    """
    begun = time.perf_counter()
    pid, terminal = pty.fork()
    if pid == 0:
        os.environ.update(TERM="xterm-256color", COLUMNS="100", LINES="30", LANG="sv_SE.UTF-8")
        os.execv(sys.executable, [sys.executable, *words])
    try:
        seen = b""
        while text.encode() not in seen:
            left = patience - (time.perf_counter() - begun)
            if left <= 0 or not select.select([terminal], [], [], left)[0]:
                raise TimeoutError(f"{text!r} was not painted")
            seen += os.read(terminal, 65536)
        return time.perf_counter() - begun, processor_time(pid)
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(terminal)


def processor_time(pid: int) -> float:
    """Seconds of processor time that a process has used so far (Linux); hardly touched by what else the machine does."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Print the medians and their ratios."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    ours = ["-m", "assistant", "chat", "--lang", "sv"]
    programs = {
        "bare Textual": (["-c", HELLO], "hello there"),
        "first paint": (ours, "Vårdlots …"),
        "first question": (ours, next(iter(shipped_knowledge().questions.values())).label),
    }
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in programs}
    for _ in range(rounds + 1):
        for name, (words, text) in programs.items():
            times[name].append(painted_after(words, text))
    for kind, what in enumerate(("clock", "processor")):
        # The first round fills caches.
        medians = {name: statistics.median(found[kind] for found in runs[1:]) for name, runs in times.items()}
        hello = medians["bare Textual"]
        for name, median in medians.items():
            budget = f" (budget {BUDGET} x)" if name == "first paint" else ""
            print(f"{what:<9} {name:<14} {median * 1000:4.0f} ms  {median / hello:.2f} x{budget}")


if __name__ == "__main__":
    main()
