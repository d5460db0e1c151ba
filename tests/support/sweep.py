"""A sweep: one test over many items of data. It goes on after a failure, and fails with all that is wrong, each by its name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

import pytest

Item = TypeVar("Item")


def sweep(items: Iterable[tuple[str, Item]], check: Callable[[Item], None]) -> None:
    """Check each item. There must be some. Thousands of tests of a millisecond each would take longer to collect than to run."""
    wrong, count = [], 0
    for name, item in items:
        count += 1
        try:
            check(item)
        except AssertionError as error:
            wrong.append(f"{name}: {error}")
        except Exception as error:
            error.add_note(name)
            raise
    if not count:
        pytest.fail("there is nothing to check")
    if wrong:
        pytest.fail(f"{len(wrong)} of {count}:\n\n" + "\n\n".join(wrong), pytrace=False)
