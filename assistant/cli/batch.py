"""`vardlots ask --batch FILE.jsonl`: many cases, one a line in, one answer a line out, in the same order, on all cores.

Whatever is wrong with a line is said in its own place among the answers, with its number; the other lines are answered all the same.
"""

from __future__ import annotations

import gc
import signal
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from datetime import date
from functools import lru_cache, partial
from itertools import chain, islice
from multiprocessing import get_all_start_methods, get_context
from typing import BinaryIO, NamedTuple

from assistant.answer import REFUSALS, Adviser, refusal
from assistant.audit.workers import cores
from assistant.cases.case import BadInputError, case_from_words
from assistant.cases.given import decoded, words_of_facts
from assistant.cli.progress import LastLine
from assistant.i18n import N_, Language, language
from assistant.knowledge import shipped_knowledge
from assistant.messages import ToldError
from assistant.words.compact import Compact, encoded
from assistant.words.wording import Wording

LONGEST_LINE = 1 << 16
"""Bytes of a line; what is longer is no case."""
TOGETHER = 64
"""Lines given to a process at once."""
FEW = 4 * TOGETHER
"""Up to so many lines are answered in this process: starting others would take longer."""
REMEMBERED = 1024
"""Answers that a process remembers: some 10 MB."""
SELDOM = 50_000
"""Objects more, of those that may form circles, until it is looked for circles that nobody needs: answers form none, and there are many."""
AHEAD = 4
"""Pieces that each process may have waiting, so that a long file does not lie in memory."""

BatchLine = tuple[int, bytes | None]
"""Its number, and what it holds; None where it is too long."""


class LineError(ToldError):
    """A line is no case."""


class How(NamedTuple):
    """How all cases are answered. Small and plain: it is sent to other processes."""

    on: date
    language: str
    role: str | None


class Answered(NamedTuple):
    """The lines that answer some lines; how many of them were at fault, and whether an answer was refused."""

    lines: list[str]
    wrong: int
    refused: bool


def lines_of(stream: BinaryIO) -> Iterator[BatchLine]:
    """The lines of a stream, however long they are: never more than one of allowed length is held."""
    number = 0
    while line := stream.readline(LONGEST_LINE + 1):
        number += 1
        if len(line) <= LONGEST_LINE or line.endswith(b"\n"):
            yield number, line.rstrip(b"\r\n")
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(LONGEST_LINE)
        yield number, None


class Answerer:
    """Answers lines, in this process. Of the last different cases it remembers the answers: who asks many asks much twice."""

    def __init__(self, how: How) -> None:
        self.speaks = language(how.language)
        self._adviser = Adviser(shipped_knowledge(), how.on)
        self._compact = Compact(Wording(self._adviser.knowledge, self.speaks, how.role))
        self._told = lru_cache(maxsize=REMEMBERED)(self._told_of)

    def written(self, lines: Sequence[BatchLine]) -> Answered:
        """The lines that answer these, in their order."""
        found, wrong, refused = [], 0, False
        for number, line in lines:
            try:
                told = self._told(tuple(words_of(line)))
            except (LineError, BadInputError) as error:
                wrong += 1
                told = encoded({"error": error.text(self.speaks)})
            except REFUSALS as error:
                refused = True
                told = encoded({"error": refusal(error, self.speaks)})
            found.append(f'{{"line":{number},{told[1:]}')
        return Answered(found, wrong, refused)

    def _told_of(self, words: tuple[str, ...]) -> str:
        """The answer to a case as an object in JSON. Raises BadInputError, and what an adviser refuses."""
        case = case_from_words(self._adviser.knowledge, list(words))
        return self._compact.written(self._adviser.answer(case))


def words_of(line: bytes | None) -> list[str]:
    """The words of a case, as `ask` takes them, that a line gives. Raises LineError, or BadInputError for what stands in it."""
    if line is None:
        raise LineError(N_("The line is longer than {most} bytes."), most=str(LONGEST_LINE))
    try:
        facts = decoded(line)
    except BadInputError:
        raise
    except ValueError:  # what is no UTF-8 is one too
        raise LineError(N_("The line is no JSON.")) from None
    if not isinstance(facts, dict):
        raise LineError(N_("The line is no JSON object, as {example}."), example='{"status": "undocumented", "age": 7}')
    return words_of_facts(facts)


# -- all of them ---------------------------------------------------------------------------------------------------------


def answer_all(stream: BinaryIO, how: How, size: int | None = None) -> int:
    """Write the answers to standard output; returns the exit code. `size`: bytes of the whole, for the progress."""
    gc.enable()  # `ask` does without it for one answer
    gc.set_threshold(SELDOM)
    speaks = language(how.language)
    progress = LastLine(shown=not sys.stdout.isatty())  # there each answer tells how far it is
    lines = lines_of(stream)
    made = _made(lines, how)
    wrong, answered, refused = 0, 0, False
    for written in made:
        sys.stdout.write("".join(f"{line}\n" for line in written.lines))
        answered += len(written.lines)
        wrong += written.wrong
        refused = refused or written.refused
        progress.say(partial(_how_far, speaks, answered, stream.tell() if size else 0, size))
    sys.stdout.flush()
    progress.end()
    if wrong:
        text = speaks.ngettext("{number} line is at fault.", "{number} lines are at fault.", wrong)
        print(f"vardlots: {text}", file=sys.stderr)
    return 1 if refused else 2 if wrong else 0


def _made(lines: Iterator[BatchLine], how: How) -> Iterator[Answered]:
    """The first lines answered in this process, so that others begin with what it has made by then; if there are more, those in others."""
    global _answerer
    _answerer = Answerer(how)
    yield _go_on(list(islice(lines, FEW)))
    pieces = iter(lambda: list(islice(lines, TOGETHER)), [])
    if (first := next(pieces, None)) is not None:
        yield from _on_all_cores(chain([first], pieces), how)


def _on_all_cores(pieces: Iterator[list[BatchLine]], how: How) -> Iterator[Answered]:
    """What several processes write, in the order of the pieces; only a few pieces are read ahead."""
    gc.freeze()
    fork = "fork" in get_all_start_methods()
    count = cores()
    with ProcessPoolExecutor(count, get_context("fork" if fork else None), _begin, (how,)) as pool:
        waiting: deque[Future[Answered]] = deque()
        try:
            for piece in pieces:
                waiting.append(pool.submit(_go_on, piece))
                if len(waiting) >= AHEAD * count:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            pool.shutdown(
                wait=True, cancel_futures=True
            )  # `ask` ends at once: a process not told so would wait for ever


_answerer: Answerer | None = None


def _begin(how: How) -> None:
    """In each process: Ctrl+C is for the one that the user started."""
    global _answerer
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(SELDOM)
    if _answerer is None:  # else it came along as the processes parted
        _answerer = Answerer(how)


def _go_on(lines: list[BatchLine]) -> Answered:
    assert _answerer is not None
    return _answerer.written(lines)


def _how_far(speaks: Language, answered: int, read: int, size: int | None) -> str:
    """How many cases are answered; of a file how much of it, too."""
    text = speaks.ngettext("{number} case answered", "{number} cases answered", answered)
    return f"{text} ({min(99, 100 * read // size)} %)" if size else text
