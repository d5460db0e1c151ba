"""A drawing of how the knowledge hangs together: questions, derived facts in their layers, topics, and how many rules join them.

It is laid out here, in columns from the left to the right, as one SVG file that needs nothing else. What joins two boxes is written out in
its description too, for who cannot see it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from textwrap import wrap
from typing import NamedTuple

from assistant.answer import Adviser
from assistant.engine.program import ProgramRule
from assistant.texts import for_html
from assistant.words.wording import Wording

_LETTERS = 26
"""Characters in a line of a box."""
_WIDTH, _LINE, _PAD, _GAP, _BETWEEN, _TOP = 236, 19, 9, 16, 150, 64
"""Pixels: the width of a box, a line in it, the space around its text, below it, to the next column, and above all."""
_APART = 17
"""Pixels between the lines that meet a box: each has its number beside it."""
_STYLE = (
    "text{font:15px system-ui,'Segoe UI','Noto Sans','Liberation Sans',sans-serif;fill:#16202a}"
    ".paper{fill:#fff}.box{fill:#e3f1f7;stroke:#0b4f6c}.derived .box{fill:#fdf0e6;stroke:#8a2a00}"
    ".topic .box{fill:#e4f3e6;stroke:#1c5d2e}.head{font-weight:700}.count{font-size:14px;fill:#3d4954}"
    ".join{fill:none;stroke:#5f6c78;stroke-opacity:.55}"
    ".number{font-size:14px;font-weight:700;text-anchor:end;paint-order:stroke;stroke:#fff;stroke-width:4px}"
)
QUESTION, DERIVED, A_TOPIC = "question", "derived", "topic"
_Ends = tuple[str, str]


class _Box(NamedTuple):
    """A box: what it is, its lines, how many rules it takes to derive it or speak on it (0: of a question), and its joins on one side."""

    kind: str
    lines: tuple[str, ...]
    rules: int
    joins: int

    @property
    def height(self) -> int:
        return max(_LINE * (len(self.lines) + bool(self.rules)) + 2 * _PAD, _APART * (self.joins + 1))


def graph(adviser: Adviser, wording: Wording, topic: str = "") -> str:
    """The drawing as SVG: of all topics, or of one with what it rests on."""
    return _Graph(adviser, wording, topic).text()


def joined(rules: Iterable[tuple[str, ProgramRule]]) -> Counter[_Ends]:
    """How many rules join what they look at (first) with what they are for (second); each rule comes with what it is for."""
    return Counter((fact, to) for to, rule in rules for fact in {fact for way in rule.ways for fact, _ in way})


class _Graph:
    """What is drawn, and where. A box is known by the id of its fact, or as `topic:medicines`."""

    def __init__(self, adviser: Adviser, wording: Wording, topic: str) -> None:
        self.wording, self.gettext, self.topic = wording, wording.language.gettext, topic
        self.day = adviser.rules
        rules = list(self._rules_to())
        if topic:
            reached = self._reached(rules)
            rules = [(to, rule) for to, rule in rules if to in reached]
        self.joins = joined(rules)
        self.count = Counter(to for to, _ in rules)
        self.columns = self._columns({end for ends in self.joins for end in ends} | self.count.keys())
        self.boxes = {id: self._box(id) for column in self.columns for id in column}
        self.at = dict(self._places())

    def _rules_to(self) -> Iterator[tuple[str, ProgramRule]]:
        """Each rule with what it is for: the fact that it derives, or the topic on which it speaks."""
        for id, rule in self.day.in_force.items():
            if rule.derive is not None:
                yield rule.derive[0], self.day.by_id[id]
            elif rule.statement is not None:
                yield _topic_box(rule.statement.topic), self.day.by_id[id]

    def _reached(self, rules: Sequence[tuple[str, ProgramRule]]) -> set[str]:
        """The topic, and the derived facts on which it rests."""
        found: set[str] = set()
        needed = {_topic_box(self.topic)}
        while needed:
            found |= needed
            read = {fact for to, rule in rules if to in needed for way in rule.ways for fact, _ in way}
            needed = (read & self.day.derived.keys()) - found
        return found

    # -- where -----------------------------------------------------------------------------------------------------

    def _columns(self, ids: set[str]) -> list[list[str]]:
        """The boxes in columns: questions, derived facts level by level, topics; each near what it is joined with."""
        highest = max((self.day.derived[id].level for id in ids if id in self.day.derived), default=-1)
        levels = [[id for id in self.day.derived if self.day.derived[id].level == n] for n in range(highest + 1)]
        topics = [_topic_box(id) for id in self.wording.knowledge.topics]
        found = [[id for id in column if id in ids] for column in ([*self.day.asked], *levels, topics)]
        found = [column for column in found if column]
        place = {id: (n + 1) / (len(column) + 1) for column in found for n, id in enumerate(column)}
        for column in found[1:]:
            weight = {id: self._middle(id, place) for id in column}
            column.sort(key=lambda id: (weight[id], id))
            place |= {id: (n + 1) / (len(column) + 1) for n, id in enumerate(column)}
        return found

    def _middle(self, id: str, place: Mapping[str, float]) -> float:
        """Where the boxes that are joined with this one from the left lie, in the middle."""
        joins = [(place[start], number) for (start, end), number in self.joins.items() if end == id]
        return sum(at * number for at, number in joins) / max(1, sum(number for _, number in joins))

    def _places(self) -> Iterator[tuple[str, tuple[int, int]]]:
        """Where each box lies. Derived facts stand below what is left of them: a line from a question to a topic passes above them."""
        below = _TOP
        for number, column in enumerate(self.columns):
            top = _TOP if self.boxes[column[0]].kind == A_TOPIC else below
            for id in column:
                yield id, (_GAP + number * (_WIDTH + _BETWEEN), top)
                top += self.boxes[id].height + _GAP
            below = top

    def _ports(self, side: int) -> dict[_Ends, int]:
        """How far down each line meets its box on the left (1: where it ends) or leaves it (0): in the order of the other ends."""
        found: dict[_Ends, int] = {}
        for id, (_, top) in self.at.items():
            mine = sorted(
                (ends for ends in self.joins if ends[side] == id), key=lambda ends: self.at[ends[1 - side]][1]
            )
            step = self.boxes[id].height / (len(mine) + 1)
            found |= {ends: top + round(step * number) for number, ends in enumerate(mine, 1)}
        return found

    # -- what ------------------------------------------------------------------------------------------------------

    def _box(self, id: str) -> _Box:
        kind = A_TOPIC if id.startswith(_topic_box("")) else DERIVED if id in self.day.derived else QUESTION
        most = max(sum(id == start for start, _ in self.joins), sum(id == end for _, end in self.joins))
        return _Box(kind, tuple(wrap(self._name(id), _LETTERS)), self.count[id], most)

    def _name(self, id: str) -> str:
        if id.startswith(_topic_box("")):
            return self.wording.topic(id.removeprefix(_topic_box("")))
        if id in self.day.derived:
            return self.wording.derived(id, self.day.derived[id].otherwise)[0]
        return self.wording.short(id)

    def _rules(self, number: int) -> str:
        return self.wording.language.ngettext("{number} rule", "{number} rules", number)

    def _joins_in_words(self) -> list[str]:
        pairs = ((self._name(start), self._name(end), number) for (start, end), number in sorted(self.joins.items()))
        return [f"{start} → {end}: {self._rules(number)}" for start, end, number in pairs]

    # -- drawing ---------------------------------------------------------------------------------------------------

    def text(self) -> str:
        """The file."""
        ends = [(x + _WIDTH, y + self.boxes[id].height) for id, (x, y) in self.at.items()]
        width, height = max(x for x, _ in ends) + _GAP, max(y for _, y in ends) + _GAP
        title = self.gettext("Questions, derived facts and topics, and how many rules join them")
        if self.topic:
            title = f"{self.wording.topic(self.topic)}: {title[:1].lower()}{title[1:]}"
        lines = [
            f'<svg xmlns="http://www.w3.org/2000/svg" lang="{self.wording.language.code}" width="{width}" height="{height}" '
            f'viewBox="0 0 {width} {height}" role="img" aria-labelledby="title desc">',
            f'<title id="title">{for_html(title)}</title>',
            f'<desc id="desc">{for_html(". ".join(self._joins_in_words()))}.</desc>',
            f"<style>{_STYLE}</style>",
            f'<rect class="paper" width="{width}" height="{height}"/>',
            f'<text class="head" x="{_GAP}" y="28">{for_html(title)}</text>',
        ]
        return "\n".join((*lines, *self._drawn_joins(), *self._drawn_boxes(), "</svg>", ""))

    def _drawn_joins(self) -> Iterator[str]:
        leaves, meets = self._ports(0), self._ports(1)
        for (start, end), number in sorted(self.joins.items()):
            left, right, y, to = self.at[start][0] + _WIDTH, self.at[end][0], leaves[start, end], meets[start, end]
            bend = (right - left) // 2
            said = for_html(f"{self._name(start)} → {self._name(end)}: {self._rules(number)}")
            thick = min(5, 1 + number // 6)
            yield f'<path class="join" stroke-width="{thick}" d="M{left} {y}C{left + bend} {y} {right - bend} {to} {right} {to}">'
            yield f"<title>{said}</title></path>"
            yield f'<text class="number" x="{right - 6}" y="{to + 5}">{number}</text>'

    def _drawn_boxes(self) -> Iterator[str]:
        for id, (x, y) in self.at.items():
            box = self.boxes[id]
            yield f'<g class="{box.kind}"><rect class="box" x="{x}" y="{y}" width="{_WIDTH}" height="{box.height}" rx="8"/>'
            for number, line in enumerate(box.lines, 1):
                yield f'<text x="{x + _PAD}" y="{y + _PAD - 4 + number * _LINE}">{for_html(line)}</text>'
            if box.rules:
                below = y + _PAD - 4 + (len(box.lines) + 1) * _LINE
                yield f'<text class="count" x="{x + _PAD}" y="{below}">{for_html(self._rules(box.rules))}</text>'
            yield "</g>"


def _topic_box(topic: str) -> str:
    return f"topic:{topic}"
