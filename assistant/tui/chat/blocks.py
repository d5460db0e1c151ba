"""The answer as paragraphs of the card: a mark for each statement, its clauses behind it, and groups that can be folded.

What is certain and what is not differ by mark, by heading and by words ("depends on …"), never by colour alone; so does what is new.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass

from assistant.answer import Answer
from assistant.answer.model import Said
from assistant.knowledge.model import CONTACT, REGION, WARNING
from assistant.records import replace
from assistant.texts import harmless
from assistant.tui.chat.card import FOLD, FOLDED, NOT_TICKED, OPENED, TICKED
from assistant.tui.hanging import Block
from assistant.words.card import SOURCES, TERMS, Card, Fold
from assistant.words.emphasis import Emphasis
from assistant.words.outline import CHECK, FORM, LOCAL, NOT_KNOWN, OPEN, OTHERS, POSSIBLE, Item, Section
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
ROOMY = 16
"""Rows from which a card shows a part of a long group rather than nothing."""
WALL_FROM = 2
"""A group of what depends on more that takes more than one in so many rows of the card stays folded while the region is open."""
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
        warnings = [item for item in made.warnings if not self._is_spared(item, made, sparing)]
        told = self._warnings(warnings, in_full=self.at_rest)
        if sparing and sum(map(self._height, told)) >= self.rows:
            told = self._warnings(warnings)
        head = [*self._leads(made.leads), *told, *self._asked_while_open(made.while_open)]
        steps = self._steps(made.steps)
        folds = () if sparing else tuple(map(self._wanted_first, made.folds))
        opened = self._opened(folds, self.rows - sum(map(self._height, [*head, *steps])))
        asked = [group for group in folds if self._is_asked(group) and not self._is_asked_after(group, folds)]
        kept = [group for group in folds if group.in_sight and group.name not in opened]
        carrying = [group for group in folds if group.carries and group not in asked]
        rest = [group for group in folds if group not in (*asked, *kept, *carrying)]
        if self.rows <= ROOMY:  # a heading that tells something is not pushed out of sight by what stands open
            rest.sort(key=lambda group: group.name in opened or not group.gist)
        first = [group for group in carrying if self._is_told_first(group, opened)]
        others = [group for group in carrying if group not in first]
        head += self._groups(first, opened)
        above = [*self._groups(asked, opened), *steps, *self._groups(others, opened)]
        caution = self._groups(kept, opened)
        # Folded to one row, a caution stands as low as it is in sight, and there it stays when a group is opened by hand.
        by_hand = {group.name for group in folds if self.opens(group.name)}
        alone = opened - by_hand
        seen = [*self._groups(asked, alone), *steps, *self._groups(others, alone)] if by_hand else above
        low = sum(map(self._height, [*head, *seen, *caution])) <= self.rows
        parts = [*above, *caution] if low else [*caution, *above]
        return [*head, *parts, *self._groups(rest, opened), Block(made.foot, "$muted")]

    def _opened(self, folds: Sequence[Fold], room: int) -> set[str]:
        """The groups that stand open, room being left for so many rows: those that carry the answer first, then the others in order.

        A caution that is folded keeps one row; so does a heading that tells something, before a group opens whose heading does too. The
        other headings and the foot below what carries the answer have what is left.
        """
        first = sorted(
            (group for group in folds if self._comes_first(group)),
            key=lambda group: (group.led, not self._is_asked(group), bool(group.gist)),
        )
        rest = [group for group in folds if group not in first]
        found: set[str] = set()
        telling = sum(bool(group.gist) and not group.in_sight for group in rest)
        kept = sum(self._height(self._folded(self._group(group)[0], group)) for group in rest if group.in_sight)
        room = self._open(first, room - len(first) - kept, found, telling=telling)
        below = len(rest) - sum(group.in_sight for group in rest)
        folded = any(group.name not in found for group in first)
        self._open(rest, room - below - (self.rows > ROOMY), found, folded=folded)
        return found

    def _is_told_first(self, group: Fold, opened: Container[str]) -> bool:
        """Whether the row of a group stands above the steps: where rows are few, what carries the answer is not pushed out of sight by them."""
        few = self.rows <= ROOMY and CONTACT not in self.asked
        return few and group.first and bool(group.gist) and not group.led and group.name not in opened

    def _comes_first(self, group: Fold) -> bool:
        return group.carries or self._is_asked(group)

    def _is_asked(self, group: Fold) -> bool:
        """Whether the line asked for what stands in a group: of what depends on more, for whom to reach (what is paid, the line tells)."""
        if group.kind == POSSIBLE:  # what is asked for by a sign stands below the line
            return POSSIBLE in self.asked or (CONTACT in self.asked and _is_contact(group.items[0]))
        return group.kind in self.asked or self._is_asked_by_a_sign(group.items[0])

    def _is_asked_after(self, group: Fold, folds: Sequence[Fold]) -> bool:
        """Whether what was asked for stands above as certain, and a group tells more of it that depends on answers: where there are rows for it, it
        comes after what is done first, and does not push that out of sight."""
        told = any(one.kind in self.asked for one in folds)
        return told and self.rows > ROOMY and group.kind == POSSIBLE and group.kind not in self.asked

    def _is_wanted(self, item: Item) -> bool:
        return (CONTACT in self.asked and _is_contact(item)) or self._is_asked_by_a_sign(item)

    def _is_asked_by_a_sign(self, item: Item) -> bool:
        """Whether a statement answers what the line asks by a sign of its own: what comes back of what was paid."""
        return item.said is not None and item.said.statement.asked_by in self.asked

    def _wanted_first(self, group: Fold) -> Fold:
        """A group of what depends on more, or of what is asked for by a sign, with what the line asked for before the rest."""
        if group.kind != POSSIBLE and not any(map(self._is_asked_by_a_sign, group.items)):
            return group
        return group._replace(items=tuple(sorted(group.items, key=lambda item: not self._is_wanted(item))))

    def _open(
        self, folds: Sequence[Fold], room: int, found: set[str], *, folded: bool | None = None, telling: int = 0
    ) -> int:
        """Open these groups, in order, each where so many rows are left: their names into `found`. And the rows left after them.

        `folded`: whether something is folded that carries the answer; None where nothing stands above these. `telling`: rows below that
        tell something, which a group leaves free whose heading tells something.
        """
        for group in folds:
            _, inside = self._group(group)
            height = sum(map(self._height, inside))
            wish = self._wish(group, bool(folded), told=any(one.kind in self.asked for one in folds))
            ends = group is folds[-1] and (folded is None or self.rows > ROOMY)
            free = room - (telling if group.gist else 0)
            in_part = not (group.in_sight and group.gist) and self._is_worth_a_part(free, ends)
            fits = (height <= free or in_part) and not self._is_a_wall(group, height)
            if wish if wish is not None else fits:
                found.add(group.name)
                room -= height
            folded = folded or (folded is not None and group.kind in (OTHERS, POSSIBLE) and group.name not in found)
        return room

    def _is_a_wall(self, group: Fold, height: int) -> bool:
        """Whether a group tells at length what would hold in one region and in another, of which all but one fall away: its heading tells of it."""
        return height * WALL_FROM > self.rows and group.kind == POSSIBLE and any(map(_depends_on_region, group.items))

    def _wish(self, group: Fold, folded: bool, *, told: bool) -> bool | None:
        """Whether a group is to be open or folded, whatever rows are left; None: as they are left. `told`: what was asked for stands above as certain."""
        wish = self.opens(group.name)
        if wish is None and (group.in_full or (self._is_asked(group) and not self._is_told_in_brief(group, told=told))):
            return True
        # What is to be checked is read after what it is about.
        return False if wish is None and group.in_sight and folded else wish

    def _is_told_in_brief(self, group: Fold, *, told: bool) -> bool:
        """Whether what was asked for is told where rows are few without opening a group: by the line, or, of what depends on more, by its row.

        What is done first is not pushed out of sight by whom to ring in a case that may not be this one.
        """
        if self._is_asked_by_a_sign(group.items[0]):
            return False
        if self.rows > ROOMY or group.kind != POSSIBLE:
            return self.rows <= ROOMY and group.led
        row = self._folded(self._group(group)[0], group).text
        return told or (bool(group.gist) and group.gist in row)

    def _groups(self, folds: Sequence[Fold], opened: Container[str]) -> list[Block]:
        """Groups as headings, and what stands in those that are open."""
        found: list[Block] = []
        for group in folds:
            heading, inside = self._group(group)
            is_open = group.name in opened
            if is_open:
                found += [*self._open_heading(heading, group), *inside]
            else:
                found.append(self._folded(heading, group))
        return found

    def _open_heading(self, heading: Block, group: Fold) -> list[Block]:
        """The heading of a group that is open; of what depends on more with what is told of it, since it may be open in part.

        That stands in a row of its own where not both fit: under whom to reach with one answer, what holds with others would read as said of it.
        """
        told = self._folded(heading, group) if group.kind == POSSIBLE else heading
        opened = replace(told, lead=f"{OPENED} ")
        if told.text != harmless(group.gist):
            return [opened]
        return [replace(heading, lead=opened.lead), replace(told, lead="  ", press="")]

    def _folded(self, heading: Block, group: Fold) -> Block:
        """A heading alone, with what can be told of the group in the same row, if need be in the place of how much is in it.

        Nothing is cut: half a sentence may say another thing than the whole.
        """
        alone = ("",) if group.kind == POSSIBLE else ()
        titles = (
            (group.title,) if group.whole_gist else (heading.text, group.title, group.title.rpartition(": ")[2], *alone)
        )
        for title in titles if group.gist else ():
            text = f"{title}: {group.gist}" if title else group.gist
            if group.whole_gist or len(text) + len(heading.lead) <= self.width:
                return replace(heading, text=harmless(text), strong=self._strong(text))
        return heading

    def _is_worth_a_part(self, room: int, is_last: bool) -> bool:
        """Whether a group that is too long opens all the same: no third of the card stays empty for it, and no row below the last."""
        return (self.rows > ROOMY and room * 3 > self.rows) or (is_last and room >= WORTH)

    # -- the head --------------------------------------------------------------------------------------------------

    def _is_spared(self, item: Item, made: Card, sparing: bool) -> bool:
        """Whether a warning gets no row: it is in doubt before anything is asked, or rows are few and it is what the line says.

        What is said on every topic says more than its line does.
        """
        if item.said is None:
            return False
        told = item.said.id in made.led and not item.said.statement.always
        return (sparing and not item.said.certain) or (self.rows <= ROOMY and told)

    def _warnings(self, items: Iterable[Item], *, in_full: bool = False) -> list[Block]:
        """What is always to be heeded, in one row each, once it has been read in full."""
        told = [block for item in items for block in self._warning(item, in_full)]
        # In one row each, what two topics warn of in one sentence would read as said twice.
        rows = [block.lines(self.width)[0].plain if block.one_row else "" for block in told]
        return [block for at, block in enumerate(told) if not rows[at] or rows[at] not in rows[:at]]

    def _warning(self, item: Item, in_full: bool) -> list[Block]:
        general = item.said is not None and (item.said.statement.always or bool(item.said.statement.while_open))
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

    def _asked_while_open(self, items: Iterable[Item]) -> list[Block]:
        """What the line asks for by a sign, while it turns on one more answer: above all groups, since the question may leave few rows."""
        asked = (item for item in items if self._is_asked_by_a_sign(item))
        return [self._block(item, f"{POSSIBLE_MARK} ", "bold $accent") for item in asked]

    def _steps(self, steps: Sequence[Section]) -> list[Block]:
        found: list[Block] = []
        for section in steps:
            if not self._goes_without_title(section):
                found.append(Block(self._steps_title(section), "bold $success"))
            for phase, items in section.groups:
                found += [Block(phase, "bold", "  ")] if phase else []
                for item in items:
                    found += [self._step(item), *self._notes(item)]
        return found

    def _goes_without_title(self, section: Section) -> bool:
        """Whether the boxes and numbers tell that these are steps, where rows are few and the title names no topic beside others."""
        alone = section.title == self.wording.kind(section.name)
        return self.rows <= ROOMY and alone and not any(map(self._is_done, section.items))

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
        block = self._block(item, f"  {mark} ", f"bold {colour}")
        return [replace(block, one_row=self._may_be_cut(kind, block)), *self._notes(item)]

    def _may_be_cut(self, kind: str, block: Block) -> bool:
        """Whether a caution is one row: where rows are few, and its first sentence, which says it, fits."""
        first, dot, _ = block.text.partition(". ")
        return (
            kind == CHECK
            and self.rows <= ROOMY
            and bool(dot)
            and len(first) + len(". …") + len(block.lead) <= self.width
        )

    # -- one statement ---------------------------------------------------------------------------------------------

    def _block(self, item: Item, lead: str, lead_style: str, *, brief: bool = False) -> Block:
        about = item.said.id if item.said is not None else ""
        cited = f" [{', '.join(item.sources)}]" if item.sources and not brief else ""
        tag = self.wording.language.gettext("new") if self._is_new(item) else ""
        return Block(harmless(item.text + cited), "", lead, lead_style, about, strong=self._strong(item.text), tag=tag)

    def _notes(self, item: Item) -> list[Block]:
        about = item.said.id if item.said is not None else ""
        notes = (self._note(note, item.said) for note in item.notes)
        return [Block(harmless(note), "$muted", "    ", about=about, strong=self._strong(note)) for note in notes]

    def _note(self, note: str, said: Said | None) -> str:
        """A note; where rows are few, a page without its address, which takes three: it is told with what a statement stands on."""
        if said is None or self.rows > ROOMY or note != self.wording.link(said):
            return note
        return self.wording.link(said, address=False) or note

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


def _is_contact(item: Item) -> bool:
    return item.said is not None and item.said.statement.kind == CONTACT


def _depends_on_region(item: Item) -> bool:
    return item.said is not None and REGION in item.said.depends_on


def rows_of(text: str, width: int) -> int:
    """How many rows a text takes that is broken between words: counted, which takes a fraction of the time of breaking it."""
    rows, used = 1, 0
    for word in text.split(" ") if len(text) > width else ():
        if used and used + len(word) > width:
            rows, used = rows + 1, 0
        over = max(0, len(word) - 1) // width
        rows, used = rows + over, used + len(word) - over * width + 1
    return rows
