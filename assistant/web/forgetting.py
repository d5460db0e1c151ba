"""Forgetting: what is remembered of an adviser that answers no longer is let go of, so that a server does not grow with each day and each renewal.

What an adviser, a wording or a lookup has worked out is remembered by the function, for all of its kind, and with it the one whose it is: for a
program that has one adviser that is its whole life. A server has one for each day that is asked about, and another knowledge now and then.
"""

from __future__ import annotations

import gc
from functools import lru_cache

from assistant.knowledge.kept import Kept


@lru_cache(maxsize=1)
def _none() -> None: ...


_Remembering = type(_none)


def forget_what_was() -> None:
    """Forget what methods remember, and of what is kept for whoever asks next all but the last. It takes a tenth of a second."""
    gc.unfreeze()  # what was made at the start is set apart from what is looked through
    for thing in gc.get_objects():
        if isinstance(thing, _Remembering):
            # Of a method, or of one with its parts: of somebody.
            if "." in getattr(thing.__wrapped__, "__qualname__", "."):
                thing.cache_clear()
        elif isinstance(thing, Kept):
            thing.keep_last()
    gc.collect()
    gc.freeze()
