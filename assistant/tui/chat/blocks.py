"""The answer as paragraphs of the card: a mark for each statement, its clauses behind it, and groups that can be folded.

What is certain and what is not differ by mark, by heading and by words ("depends on …"), never by colour alone; so does what is new.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass

from assistant.answer import Answer
from assistant.records import replace
from assistant.texts import harmless
from assistant.tui.chat.card import FOLD, FOLDED, NOT_TICKED, OPENED, TICKED
from assistant.tui.hanging import Block
from assistant.words.card import SOURCES, TERMS, Card, Fold
from assistant.words.emphasis import Emphasis
from assistant.words.outline import CHECK, FORM, LOCAL, NOT_KNOWN, OPEN, OTHERS, POSSIBLE, WARNING, Item, Section
from assistant.words.wording import Wording

CERTAIN_MARK, WARNING_MARK, STEP_MARK, POSSIBLE_MARK, OPEN_MARK = "✓", "!", "→", "?", "·"
_MARKS = {
    OTHERS: STEP_MARK,
    WARNING: WARNING_MARK, POSSIBLE: POSSIBLE_MARK, NOT_KNOWN: OPEN_MARK, FORM: OPEN_MARK, OPEN: OPEN_MARK, CHECK: OPEN_MARK, LOCAL: OPEN_MARK,
    SOURCES: OPEN_MARK, TERMS: OPEN_MARK,
}  # fmt: skip
_COLOURS = {
    CHECK: "$muted",
    POSSIBLE: "$accent",
    LOCAL: "$accent",
    NOT_KNOWN: "$muted",
    OPEN: "$muted",
    SOURCES: "$muted",
    TERMS: "$muted",
}
ROOMY = 15
"""Rows from which a card shows a part of a long group rather than nothing."""
WORTH = 3
"""Rows in which the beginning of the last group is worth showing: nothing but the foot stands below it."""
Opens = Callable[[str], bool | None]


def heading(topics: str, answer: Answer, wording: Wording, width: int) -> str:
    """The title of the card: what it is about, and how much is certain and how much is not; in full where it fits."""
    whole = f"{topics}  {count_line(answer, wording)}"
    if len(whole) <= width:
        return whole
    possible = f" · {POSSIBLE_MARK} {len(answer.possible)}" if answer.possible else ""
    counted = f"{CERTAIN_MARK} {len(answer.certain)}{possible}"
    return f"{shortened(topics, max(8, width - len(counted) - 2))}  {counted}"


def shortened(text: str, room: int) -> str:
    """A text that is cut where it is longer than there is room."""
    return text if len(text) <= room else f"{text[: room - 1].rstrip(', ')}…"


def count_line(answer: Answer, wording: Wording) -> str:
    """How much is certain and how much depends on more, as `✓ 7 apply · ? 2 depend on more`."""
    ngettext = wording.language.ngettext
    certain = ngettext("{number} statement applies", "{number} statements apply", len(answer.certain))
    possible = ngettext("{number} depends on more", "{number} depend on more", len(answer.possible))
    parts = [f"{CERTAIN_MARK} {certain}", *([f"{POSSIBLE_MARK} {possible}"] if answer.possible else [])]
    return " · ".join(parts)


@dataclass(frozen=True)
class CardBlocks:
    """Makes the paragraphs of a card.

    `new`: the rules whose statements are new. `opens`: for a group's name, whether the user has opened or folded it (None: neither).
    `rows`, `width`: the room there is: groups open by themselves as long as they fit. `at_rest`: nothing is asked about yet.
    `done`: the rules of the steps that are ticked off. `asked`: kinds that the line asked for: their groups stand right below what
    answers, so that both are in sight together.
    """

    wording: Wording
    emphasis: Emphasis
    new: frozenset[str]
    opens: Opens
    rows: int
    width: int
    at_rest: bool = False
    done: frozenset[str] = frozenset()
    asked: Container[str] = ()

    def blocks(self, made: Card) -> list[Block]:
        """All of it: what answers, warnings in a row each, what I do, the groups, the foot."""
        # Before anything is asked, what could depend on everything is worth no row that the certain warnings need.
        sparing = self.at_rest and self.rows <= ROOMY
        warnings = [item for item in made.warnings if not sparing or item.said is None or item.said.certain]
        told = self._warnings(warnings, in_full=self.at_rest)
        if sparing and sum(map(self._height, told)) >= self.rows:
            told = self._warnings(warnings)
        head, steps = [*self._leads(made.leads), *told], self._steps(made.steps)
        folds = () if sparing else made.folds
        foot = Block(made.foot, "$muted")
        counted = [*head, *steps, foot] if self.rows > ROOMY else [*head, *steps]  # a group tells more than the foot
        room = self.rows - sum(map(self._height, counted)) - len(folds)
        asked = [group for group in folds if group.kind in self.asked]
        found, room = self._groups(asked, room)
        rest, _ = self._groups([group for group in folds if group not in asked], room, to_foot=True)
        return [*head, *found, *steps, *rest, foot]

    def _groups(self, folds: Sequence[Fold], room: int, *, to_foot: bool = False) -> tuple[list[Block], int]:
        """The groups, in order: each opens by itself where so many rows are left. And the rows left after them.

        `to_foot`: nothing but the foot stands below the last.
        """
        found: list[Block] = []
        folded_steps = False
        for group in folds:
            heading, inside = self._group(group)
            wish, height = self.opens(group.name), sum(map(self._height, inside))
            wish = True if wish is None and group.in_full else wish
            # What is to be checked is read after the steps that it is about.
            wish = False if wish is None and group.kind == CHECK and folded_steps else wish
            is_last = to_foot and group is folds[-1]
            is_open = wish if wish is not None else height <= room or self._is_worth_a_part(room, is_last)
            room -= height if is_open else 0
            folded_steps = folded_steps or (group.kind == OTHERS and not is_open)
            mark = OPENED if is_open else FOLDED
            found += [replace(heading, lead=f"{mark} "), *(inside if is_open else [])]
        return found, room

    def _is_worth_a_part(self, room: int, is_last: bool) -> bool:
        """Whether a group that is too long opens all the same: no third of the card stays empty for it, and no row below the last."""
        return self.rows > ROOMY and (room * 3 > self.rows or (is_last and room >= WORTH))

    # -- the head --------------------------------------------------------------------------------------------------

    def _warnings(self, items: Iterable[Item], *, in_full: bool = False) -> list[Block]:
        """What is always to be heeded, in one row each, once it has been read in full."""
        return [block for item in items for block in self._warning(item, in_full)]

    def _warning(self, item: Item, in_full: bool) -> list[Block]:
        general = item.said is not None and item.said.statement.always
        known = general and not in_full and not self._is_new(item)
        mark = POSSIBLE_MARK if item.said is not None and not item.said.certain else WARNING_MARK
        block = self._block(item, f"{mark} ", "bold $warning", brief=known)
        if known:
            return [replace(block, one_row=True)]
        return [block, *self._notes(item)]

    def _leads(self, items: Iterable[Item]) -> list[Block]:
        return [
            Block(
                harmless(item.text), "bold $primary", f"{STEP_MARK} ", "bold $primary", strong=self._strong(item.text)
            )
            for item in items
        ]

    def _steps(self, steps: Sequence[Section]) -> list[Block]:
        found: list[Block] = []
        for section in steps:
            found.append(Block(self._steps_title(section), "bold $success"))
            for phase, items in section.groups:
                found += [Block(phase, "bold", "  ")] if phase else []
                for item in items:
                    found += [self._step(item), *self._notes(item)]
        return found

    def _steps_title(self, section: Section) -> str:
        """What the steps are called; once any is done, how many are."""
        done = sum(self._is_done(item) for item in section.items)
        title = section.title.upper()
        if not done:
            return title
        count = self.wording.language.gettext("{done} of {all} done", done=done, all=len(section.items))
        return f"{title} ({count})"

    def _step(self, item: Item) -> Block:
        """A step of one's own, which can be ticked off: by a box, never by colour alone."""
        done = self._is_done(item)
        lead = f"{TICKED if done else NOT_TICKED} {item.numbered or STEP_MARK} "
        block = self._block(item, lead, "$muted" if done else "bold $primary")
        return replace(block, style="$muted" if done else "", press=item.said.id if item.said is not None else "")

    def _is_done(self, item: Item) -> bool:
        return item.said is not None and item.said.id in self.done

    # -- groups ----------------------------------------------------------------------------------------------------

    def _group(self, group: Fold) -> tuple[Block, list[Block]]:
        """The heading of a group with its count, and what stands in it."""
        colour = _COLOURS.get(group.kind, "$success")
        fresh = sum(self._is_new(item) for item in group.items)
        gettext = self.wording.language.gettext
        count = gettext("{number}, {new} new", number=len(group.items), new=fresh) if fresh else str(len(group.items))
        heading = Block(f"{group.title} ({count})", f"bold {colour}", f"{FOLDED} ", f"bold {colour}", FOLD + group.name)
        inside: list[Block] = []
        under = ""
        for item in group.items:
            if item.group != under:
                under = item.group
                inside.append(Block(f"{under}:", "bold", "  "))
            inside += self._item(item, group.kind, colour)
        return heading, inside

    def _item(self, item: Item, kind: str, colour: str) -> list[Block]:
        in_doubt = item.said is not None and not item.said.certain
        mark = POSSIBLE_MARK if in_doubt else item.numbered or _MARKS.get(kind, CERTAIN_MARK)
        return [self._block(item, f"  {mark} ", f"bold {colour}"), *self._notes(item)]

    # -- one statement ---------------------------------------------------------------------------------------------

    def _block(self, item: Item, lead: str, lead_style: str, *, brief: bool = False) -> Block:
        about = item.said.id if item.said is not None else ""
        cited = f" [{', '.join(item.sources)}]" if item.sources and not brief else ""
        tag = self.wording.language.gettext("new") if self._is_new(item) else ""
        return Block(harmless(item.text + cited), "", lead, lead_style, about, strong=self._strong(item.text), tag=tag)

    def _notes(self, item: Item) -> list[Block]:
        about = item.said.id if item.said is not None else ""
        return [Block(harmless(note), "$muted", "    ", about=about, strong=self._strong(note)) for note in item.notes]

    def _is_new(self, item: Item) -> bool:
        return item.said is not None and item.said.id in self.new

    def _strong(self, text: str) -> tuple[tuple[int, int], ...]:
        return self.emphasis.spans(text) if harmless(text) == text else ()

    def _height(self, block: Block) -> int:
        """How many rows a paragraph takes."""
        tag = [f" {block.tag}  "] if block.tag else []
        return (
            1 if block.one_row else rows_of("".join([*tag, harmless(block.text)]), max(8, self.width - len(block.lead)))
        )


def rows_of(text: str, width: int) -> int:
    """How many rows a text takes that is broken between words: counted, which takes a fraction of the time of breaking it."""
    rows, used = 1, 0
    for word in text.split(" ") if len(text) > width else ():
        if used and used + len(word) > width:
            rows, used = rows + 1, 0
        over = max(0, len(word) - 1) // width
        rows, used = rows + over, used + len(word) - over * width + 1
    return rows
