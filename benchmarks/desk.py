"""The desk: how long from a key until what it does is painted, and how much memory a hundred patients take.

    python -m benchmarks.desk [CASES]

The real app runs in a pseudo-terminal. A key is timed until it has painted: for a reply until the next question stands there, else
until the first that is painted for it. `settled` is the last byte painted for the key: Textual lays the screen out a second time and
paints what has not changed again. The processor time is all that the app uses for the key, which other programs on the machine hardly
touch. The same of a bare Textual app in the same run. Budgets: a reply until the next question is painted 50 ms, any key 80 ms, at
the 95th percentile on two quiet cores; a reply 3 times the processor's time of a bare key, the first letter in the lookup 40 ms of
it; a hundred cases 20 MiB. Knowledge and catalogues are compiled first, as in an installed package.
"""

from __future__ import annotations

import fcntl
import os
import pty
import random
import select
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time
from datetime import date
from pathlib import Path
from typing import NamedTuple

from assistant.answer import Adviser
from assistant.dialogue import Conversation
from assistant.dialogue.options import at_once, options
from assistant.i18n import language
from assistant.knowledge import shipped_knowledge
from assistant.knowledge.model import TOPIC, Question
from assistant.words.wording import Wording
from benchmarks.first_paint import as_installed

SIZES = ((80, 24), (140, 40))
QUIET = 0.15
"""Seconds without output after which everything has been painted."""
PATIENCE = 20.0
LANGUAGE = "sv"
REPLY_BUDGET, KEY_BUDGET, MEMORY_BUDGET = 50, 80, 20
REPLY_RATIO, LETTER_BUDGET = 3, 40
BARE = """
from textual.app import App
from textual.widgets import Input, Static
class Bare(App):
    def compose(self):
        yield Static("hello there", id="said")
        yield Input()
    def on_mount(self):
        self.query_one(Input).cursor_blink = False
    def on_input_changed(self, event):
        self.query_one("#said").update(f"hello there {event.value}")
Bare().run()
"""
WORDS = "papperslös kvinna 34 år behöver tolk"


class Painted(NamedTuple):
    """Milliseconds until it was painted, until the last byte came, and of the processor."""

    clock: float
    settled: float
    processor: float


class Terminal:
    """A program in a pseudo-terminal of a size in columns and lines."""

    def __init__(self, words: list[str], size: tuple[int, int], settings: Path) -> None:
        self.pid, self.file = pty.fork()
        if self.pid == 0:
            os.environ.update(TERM="xterm-256color", LANG="sv_SE.UTF-8", VARDLOTS_CONFIG=str(settings))
            time.sleep(0.1)  # until the terminal has its size
            os.execv(sys.executable, [sys.executable, *words])
        fcntl.ioctl(self.file, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))

    def wait_for(self, text: str) -> None:
        """Wait until a text has been painted, and all is quiet. Raises TimeoutError."""
        seen, until = b"", time.perf_counter() + PATIENCE
        while text.encode() not in seen:
            if time.perf_counter() > until:
                raise TimeoutError(f"{text!r} was not painted")
            seen += self._read(0.5)
        while self._read(0.6):
            pass

    def press(self, keys: str, expected: str = "") -> Painted:
        """Type keys at once, and wait until what they do has been painted. Raises TimeoutError if `expected` is not."""
        while self._read(0.02):
            pass
        used, begun = self._processor(), time.perf_counter()
        os.write(self.file, keys.encode())
        seen, painted, last = b"", 0.0, begun
        while found := self._read(QUIET if painted else 2.0):
            seen, last = seen + found, time.perf_counter()
            if not painted and expected.encode() in seen:
                painted = last
        if expected.encode() not in seen:
            raise TimeoutError(f"{expected!r} was not painted after {keys!r}")
        return Painted(((painted or last) - begun) * 1000, (last - begun) * 1000, (self._processor() - used) * 1000)

    def _read(self, patience: float) -> bytes:
        return os.read(self.file, 1 << 16) if select.select([self.file], [], [], patience)[0] else b""

    def _processor(self) -> float:
        """Seconds of processor time used so far by all threads (Linux)."""
        tasks = Path(f"/proc/{self.pid}/task").glob("*/schedstat")
        return sum(int(task.read_text(encoding="utf-8").split()[0]) for task in tasks) / 1e9

    @property
    def memory(self) -> float:
        """Resident memory in MiB (Linux)."""
        pages = int(Path(f"/proc/{self.pid}/statm").read_text(encoding="utf-8").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / (1 << 20)

    def close(self) -> None:
        """End the program."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.file)


class Receptionist:
    """Knows by the same conversation what the app asks, replies by chance, and waits for the next question."""

    def __init__(self, terminal: Terminal, seed: int) -> None:
        self.terminal, self.chance = terminal, random.Random(seed)
        knowledge = shipped_knowledge()
        self.talk = Conversation(Adviser(knowledge, date.today()))
        self.wording = Wording(knowledge, language(LANGUAGE))
        self.ended = self.wording.language.gettext("Another topic")  # offered when nothing is left to ask

    def question(self) -> str:
        """The first words of what is asked now, or what is offered when nothing is."""
        return self.wording.question(self.talk.question)[:12].rpartition(" ")[0] if self.talk.question else self.ended

    def case(self) -> list[Painted]:
        """Replies until nothing is asked any more."""
        found = []
        while (question := self.talk.question) is not None:
            before, last = self._go_on(question)
            if before:
                self.terminal.press(before)
            found.append(self.terminal.press(last, self.question()))
        return found

    def new_patient(self) -> Painted:
        """A new case: the region stays."""
        self.talk = self.talk.new_patient()
        return self.terminal.press("\x0e", self.question())

    def _go_on(self, question: Question) -> tuple[str, str]:
        """Reply by chance: the keys before the one that replies, and that one."""
        if question.id == TOPIC:
            sign, topic, _ = self.chance.choice(options(self.talk))
            keys = self._keys(sign)
            self.talk = self.talk.reply_topics([topic])
            return keys
        if question.number is not None and self.chance.random() < 0.7:
            number = self.chance.randint(20, 90)
            self.talk = self.talk.reply_number(number)
            return str(number)[:-1], str(number)[-1]
        value = self.chance.choice(question.values).id
        sign = next(sign for sign, id, _ in options(self.talk) if id == value)
        place = [known.id for known in question.values].index(value)
        keys = self._keys(sign)
        self.talk = self.talk.reply(value)
        return ("\x1b[B" * (place + 1), "\r") if question.number is not None else keys

    def _keys(self, sign: str) -> tuple[str, str]:
        """The keys of a sign: some wait for Enter."""
        return (sign[:-1], sign[-1]) if at_once(self.talk, sign) else (sign, "\r")


def late(times: list[float]) -> float:
    """The 95th percentile."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]


def report(name: str, found: list[Painted], bare: float, budget: int) -> None:
    """One line for the clock and the processor; the ratio to a key of the bare app."""
    clock, settled, used = ([each[kind] for each in found] for kind in range(3))
    print(
        f"  {name:<34} painted median {statistics.median(clock):5.0f} p95 {late(clock):5.0f} ms (budget {budget})   "
        f"settled {statistics.median(settled):5.0f} {late(settled):5.0f}   "
        f"processor {statistics.median(used):5.1f} {late(used):5.1f} ms, {statistics.median(used) / bare:4.1f} x"
        f"{f' (budget {REPLY_RATIO})' if budget == REPLY_BUDGET else ''}   n={len(found)}"
    )


def bare_key(size: tuple[int, int], folder: Path) -> float:
    """Milliseconds of the processor for a letter typed in a bare app, the median."""
    terminal = Terminal(["-c", BARE], size, folder / "none.toml")
    terminal.wait_for("hello there")
    found = [terminal.press(letter) for letter in "abcdefghij" * 4]
    terminal.close()
    bare = statistics.median(each.processor for each in found[10:])
    report("bare Textual: a letter typed", found[10:], bare, KEY_BUDGET)
    return bare


def measure(size: tuple[int, int], folder: Path, cases: int) -> None:
    """Print a line for each kind of key, and the memory."""
    print(f"{size[0]} x {size[1]}; load {os.getloadavg()[0]:.1f}")
    bare = bare_key(size, folder)
    terminal = Terminal(["-m", "assistant", "chat", "--lang", LANGUAGE], size, folder / f"{size[0]}.toml")
    someone = Receptionist(terminal, 5)
    terminal.wait_for(someone.question())
    first = someone.case()
    report("the replies of the first case", first, bare, REPLY_BUDGET)
    begun = terminal.memory
    replies, anew = [], []
    for number in range(1, cases):
        anew.append(someone.new_patient())
        replies += someone.case()
        if number in (10, cases - 1):
            print(
                f"  memory after {number + 1} cases: {terminal.memory:.1f} MiB, {terminal.memory - begun:+.1f} since the first"
            )
    print(f"  memory: budget {MEMORY_BUDGET} MiB for 100 cases")
    report("a reply, the next question painted", replies, bare, REPLY_BUDGET)
    report("a new patient", anew, bare, KEY_BUDGET)
    report("into the answer and back", [terminal.press("\t") for _ in range(20)], bare, KEY_BUDGET)
    report("the language", [terminal.press("\x1bOR") for _ in range(20)], bare, KEY_BUDGET)
    report("page down, page up", [terminal.press(key) for key in ["\x1b[6~", "\x1b[5~"] * 10], bare, KEY_BUDGET)
    report("why: opened", above(terminal, "\x1bOQ", 10), bare, KEY_BUDGET)
    report("lookup: opened the first time", above(terminal, "\x0b", 1), bare, KEY_BUDGET)
    report("lookup: opened again", above(terminal, "\x0b", 15), bare, KEY_BUDGET)
    terminal.press("\x0b")
    begun_with = terminal.press("m").processor  # the index is made for it
    print(f"  the first letter in the lookup: {begun_with:.0f} ms of the processor (budget {LETTER_BUDGET})")
    terminal.press("\x7f")
    report("lookup: a letter typed", [terminal.press(letter) for letter in WORDS], bare, KEY_BUDGET)
    for _ in range(3):
        terminal.press("\x1b")
    report("the line: a letter typed", [terminal.press(letter) for letter in WORDS], bare, KEY_BUDGET)
    print(f"  memory at the end: {terminal.memory:.1f} MiB, {terminal.memory - begun:+.1f} since the first case")
    terminal.close()


def above(terminal: Terminal, key: str, times: int) -> list[Painted]:
    """What opens above the conversation, opened and closed again."""
    found = []
    for _ in range(times):
        found.append(terminal.press(key))
        terminal.press("\x1b")
    return found


def main() -> None:
    """Print the measurements for both sizes."""
    as_installed()
    cases = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            measure(size, Path(folder), cases)


if __name__ == "__main__":
    main()
