"""Work shared by several processes, each with what was made before they parted."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_all_start_methods, get_context
from typing import Any, TypeVar

Task = TypeVar("Task")
Done = TypeVar("Done")


def cores() -> int:
    """How many processors this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not everywhere
        return os.cpu_count() or 1


def on_all_cores(work: Callable[[Any, Task], Done], shared: Any, tasks: Sequence[Task]) -> Iterator[tuple[Task, Done]]:
    """Each task with what `work(shared, task)` makes of it, as they are done; in this process where there is one processor.

    Where processes cannot fork, `shared` is sent to each of them.
    """
    count = min(cores(), len(tasks))
    if count < 2:
        yield from ((task, work(shared, task)) for task in tasks)
        return
    gc.freeze()  # what is shared stays shared: no process looks through it for garbage
    how = get_context("fork" if "fork" in get_all_start_methods() else None)
    with ProcessPoolExecutor(count, how, _begin, (work, shared)) as pool:
        waiting = {pool.submit(_go_on, task): task for task in tasks}
        try:
            for future in as_completed(waiting):
                yield waiting[future], future.result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


_work: tuple[Callable[[Any, Any], Any], Any] | None = None


def _begin(work: Callable[[Any, Any], Any], shared: Any) -> None:
    """In each process: Ctrl+C is for the one that the user started."""
    global _work
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _work = work, shared


def _go_on(task: Any) -> Any:
    assert _work is not None
    work, shared = _work
    return work(shared, task)
