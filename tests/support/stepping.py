"""An event loop that is stepped: between any two steps of any task, at every await, something can be delivered to an app.

What happens by chance once in a hundred openings (a second passes while a screen is half built) so happens each time.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from contextvars import Context, copy_context
from typing import Any, TypeVarTuple

from assistant.tui.app import VardlotsApp

Given = TypeVarTuple("Given")


class SteppingLoop(asyncio.SelectorEventLoop):
    """Calls `between` after every step that it runs; what `between` sets off is not counted as a step within itself."""

    def __init__(self) -> None:
        super().__init__()
        self.between: Callable[[], None] | None = None
        self._inside = False

    def call_soon(
        self, callback: Callable[[*Given], object], *args: *Given, context: Context | None = None
    ) -> asyncio.Handle:
        def step() -> None:
            callback(*args)
            if self.between is not None and not self._inside:
                self._inside = True
                try:
                    self.between()
                finally:
                    self._inside = False

        return super().call_soon(step, context=context)


def run_stepped(session: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Run a session of an app on a loop that can be stepped."""
    with asyncio.Runner(loop_factory=SteppingLoop) as runner:
        runner.run(session())


async def context_of(app: VardlotsApp) -> Context:
    """The context in which the app's own timers and messages are handled."""
    found: asyncio.Future[Context] = asyncio.get_running_loop().create_future()
    app.call_later(lambda: found.set_result(copy_context()))
    return await found


@contextmanager
def delivered(
    deed: Callable[[], object], within: Context, *, every: int = 1, most: int = 10_000
) -> Iterator[list[int]]:
    """Do the deed between steps, each time so many have passed, and not more often than `most`. Gives how often it was done."""
    loop = asyncio.get_running_loop()
    assert isinstance(loop, SteppingLoop)
    done, steps = [0], 0

    def between() -> None:
        nonlocal steps
        steps += 1
        if steps % every == 0 and done[0] < most:
            done[0] += 1
            within.copy().run(deed)

    loop.between = between
    try:
        yield done
    finally:
        loop.between = None
