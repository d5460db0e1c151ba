"""Comparing two answers: what applies now and did not before, what no longer does, and what is no longer certain."""

from __future__ import annotations

from typing import NamedTuple

from assistant.answer.model import Answer, Said


class Difference(NamedTuple):
    """What changes from one answer to another.

    `begins`: certain now, and not before. `ends`: shown before (certain or possible), and excluded now or not said any more.
    `in_doubt`: certain before, only possible now. `more`: neither before, possible now.
    """

    begins: tuple[Said, ...]
    ends: tuple[Said, ...]
    in_doubt: tuple[Said, ...]
    more: tuple[Said, ...]

    @property
    def nothing(self) -> bool:
        """Whether all stays as it was."""
        return not any(self)


def compare(before: Answer, after: Answer) -> Difference:
    """The difference between two answers, each part in the order of the answer it is taken from."""
    was = {said.id: said.certain for said in before.statements}
    now = {said.id: said.certain for said in after.statements}
    return Difference(
        begins=tuple(said for said in after.certain if not was.get(said.id, False)),
        ends=tuple(said for said in before.statements if said.id not in now),
        in_doubt=tuple(said for said in after.possible if was.get(said.id, False)),
        more=tuple(said for said in after.possible if said.id not in was),
    )
