"""Answers as JSON on one line, as programs read many of them: the object of `writers`, where what is said again is not written out again.

A separate module, so that whoever writes text does not import JSON.
"""

from __future__ import annotations

import json
from collections.abc import Hashable

from assistant.answer.model import Answer, Said
from assistant.words.outline import beside_amounts
from assistant.words.wording import Wording
from assistant.words.writers import after_statements, before_statements, led_by, statement_object

MOST_WRITTEN = 4096
"""Statements that are kept written out: some 4 MB."""

encoded = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Compact:
    """Writes the answers of one adviser, or of several days, in the words of one reader."""

    def __init__(self, wording: Wording) -> None:
        self.wording = wording
        self._written: dict[Hashable, str] = {}

    def written(self, answer: Answer) -> str:
        """The answer as an object of JSON, without a line break."""
        led, doubted, notes = led_by(answer), answer.doubted, beside_amounts(answer, self.wording)
        statements = ",".join(
            [
                self._statement(said, answer, said.rule.id in led, doubted.get(said.rule.id, ()), notes(said))
                for said in answer.as_told_to_programs()
            ]
        )
        before, after = before_statements(answer, self.wording), after_statements(answer, self.wording)
        return f'{encoded(before)[:-1]},"answer":[{statements}],{encoded(after)[1:]}'

    def _statement(
        self, said: Said, answer: Answer, leads: bool, doubted_by: tuple[str, ...], notes: tuple[str, ...]
    ) -> str:
        if said.coming is not None:
            return encoded(statement_object(said, self.wording, leads, doubted_by, notes))
        # By the day, since what is stale changes; the rest of a statement is its rule's.
        key = (
            answer.on,
            said.rule.id,
            said.certain,
            said.depends_on,
            said.because,
            said.number,
            leads,
            doubted_by,
            notes,
        )
        found = self._written.get(key)
        if found is None:
            if len(self._written) >= MOST_WRITTEN:
                self._written.clear()
            found = self._written[key] = encoded(statement_object(said, self.wording, leads, doubted_by, notes))
        return found
