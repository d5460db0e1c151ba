"""First paint: how long until the first question stands on the screen, against a bare Textual app that says hello.

    python -m benchmarks.first_paint [ROUNDS]

Both are started in a pseudo-terminal, turn by turn, and timed until their first text has been painted. Budget: 1.3 x.
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
    """Print the medians and their ratio."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    first_question = next(iter(shipped_knowledge().questions.values())).label
    bare, ours = [], []
    for _ in range(rounds + 1):
        bare.append(painted_after(["-c", HELLO], "hello there"))
        ours.append(painted_after(["-m", "assistant", "chat", "--lang", "sv"], first_question))
    for kind, name in enumerate(("clock", "processor")):
        # The first round fills caches.
        hello, app = (statistics.median(times[kind] for times in runs[1:]) for runs in (bare, ours))
        print(
            f"{name:<9} bare Textual {hello * 1000:.0f} ms, vardlots {app * 1000:.0f} ms: {app / hello:.2f} x (budget {BUDGET} x)"
        )


if __name__ == "__main__":
    main()
