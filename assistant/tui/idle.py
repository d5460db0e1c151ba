"""Idle time at a public desk: after so long without a key or a click the case is cleared, and before that it is said."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

WARNING_SECONDS = 30.0
"""The countdown is shown for the last so many seconds, or for the last half of a shorter time."""


class IdleWatch:
    """Counts the seconds since somebody did something. `minutes` 0: never clears. `clock` gives seconds that only rise."""

    def __init__(self, minutes: float, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self.seconds = minutes * 60
        self._since = clock()

    def touch(self) -> None:
        """Somebody did something."""
        self._since = self._clock()

    @property
    def left(self) -> float | None:
        """Seconds until the case is cleared, 0 when it is time; None if it never is."""
        if self.seconds <= 0:
            return None
        return max(0.0, self.seconds - (self._clock() - self._since))

    @property
    def warns(self) -> bool:
        """Whether the countdown is to be shown."""
        left = self.left
        return left is not None and left <= min(WARNING_SECONDS, self.seconds / 2)
