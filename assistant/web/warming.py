"""Warming: what the first request on a topic in a region would wait for is made while nobody asks anything, a part at a time.

After the start, after midnight and after a renewal all rules are those of another adviser, and each first answer on a topic makes its own
part of them ready: ten times what an answer takes. Of very many regions only some are warmed; the others are as fast from their second answer.
"""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable
from contextlib import suppress
from itertools import islice

from assistant.answer import REFUSALS
from assistant.web.site import Site

BETWEEN = 0.2
"""Seconds between two parts, each of which takes some hundredths of one."""
LOOKED = 60.0
"""Seconds between two looks whether there is another adviser."""
MOST_PARTS = 256
"""Parts that are made before anybody asks: a ruleset takes more than a megabyte."""


async def keep_warm(site: Site, busy: Callable[[], bool]) -> None:
    """Keep what a site answers by ready until it is stopped. `busy`: whether somebody waits for an answer."""
    warm = None
    while True:
        if site.house.adviser is not warm:
            warm = site.house.adviser
            with suppress(*REFUSALS):  # whoever asks is told
                for _ in islice(site.house.warmed(), MOST_PARTS):
                    await _pause(busy)
            gc.freeze()  # it stays as long as the day
        await asyncio.sleep(LOOKED)


async def _pause(busy: Callable[[], bool]) -> None:
    await asyncio.sleep(BETWEEN)
    while busy():
        await asyncio.sleep(BETWEEN)
