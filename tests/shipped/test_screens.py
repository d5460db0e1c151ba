"""Every question of the shipped knowledge at every size, in both languages: its labels are longer than those that stand still."""

from __future__ import annotations

from itertools import product

import pytest

from assistant.answer import Adviser
from tests.support.app import EVERY_SIZE
from tests.support.share import params
from tests.support.sizes import look_at_every_question

SMALLEST = (60, 20)
"""Where some options may be a page away; at the other sizes none is."""


@pytest.mark.asyncio
@params(("size", "code"), product(EVERY_SIZE, ("sv", "en")), lambda of: of[0])
async def test_every_question_is_in_sight_with_its_options_and_the_answer(
    adviser: Adviser, size: tuple[int, int], code: str
) -> None:
    await look_at_every_question(adviser, code, size, roomy=size != SMALLEST)
