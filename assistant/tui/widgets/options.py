"""What can be chosen, drawn as lines: the key of each, its label, what stands beside it, its help; in two columns where they are many.

A drawing only: it takes no key and holds no state, so that the same list can be drawn for any width and height.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from textual.content import Content
from textual.style import Style

from assistant.texts import harmless

LONG = 9
"""More options than this get two columns where they fit, and numbers of two digits after the first nine."""
OPTION = "option"
"""The key of a style's meta: which option a place belongs to."""
BETWEEN = " · "
NARROWEST = 8
"""Columns that a text has at least."""


def numbers(count: int) -> list[str]:
    """The numbers of so many choices, none of which begins another, so that it does not matter how fast they are typed.

    1 to 9, then 01 to 09 and 00; of more than 19, which are too many to choose from by hand, numbers as they come.
    """
    if count > 2 * LONG + 1:
        return [str(number) for number in range(1, count + 1)]
    return [str(number) for number in range(1, LONG + 1)][:count] + [
        f"0{number % 10}" for number in range(1, count - LONG + 1)
    ]


@dataclass(frozen=True, slots=True)
class Choosable:
    """Something to choose: the key that chooses it (may be none), its label, what it decides, a note as "answered", a help text."""

    id: str
    key: str
    label: str
    beside: str = ""
    note: str = ""
    help: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """How the options stand now: where the bar is (None: nowhere), what the mouse is over, what is ticked, what the typed words mean."""

    at: int | None = None
    hover: int | None = None
    ticked: frozenset[str] = frozenset()
    meant: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Heights:
    """How many lines the options take, and for each the first line that it stands in."""

    rows: int = 0
    first: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Drawn:
    """Lines, and for each option the first line that it stands in."""

    lines: list[Content] = field(default_factory=list)
    first: dict[int, int] = field(default_factory=dict)


def draw(options: Sequence[Choosable], look: Look, width: int, *, helps: bool, in_a_row: bool = False) -> Drawn:
    """The options as lines of this width. `helps`: with the help of each below it; `in_a_row`: side by side where they fit."""
    if in_a_row and (row := _row(options, look, width)) is not None:
        return Drawn([row], dict.fromkeys(range(len(options)), 0))
    columns = _columns(options, width)
    rows = -(-len(options) // len(columns)) if options else 0
    drawn = Drawn()
    for row_number in range(rows):
        places = range(row_number, len(options), rows)
        cells = [_cell(options, place, look, wide, helps) for place, wide in zip(places, columns, strict=False)]
        for place in places:
            drawn.first[place] = len(drawn.lines)
        for line in range(max(map(len, cells))):
            drawn.lines.append(
                Content.assemble(*(_part(cell, line, wide) for cell, wide in zip(cells, columns, strict=False)))
            )
    return drawn


def heights(options: Sequence[Choosable], width: int, *, helps: bool, in_a_row: bool = False) -> Heights:
    """How the options would stand, without drawing them."""
    if in_a_row and _row(options, Look(), width) is not None:
        return Heights(1, dict.fromkeys(range(len(options)), 0))
    columns, lead = _columns(options, width), _lead_width(options)
    rows = -(-len(options) // len(columns)) if options else 0
    total, first = 0, {}
    for row_number in range(rows):
        places = range(row_number, len(options), rows)
        first.update(dict.fromkeys(places, total))
        total += max(
            _height(options[place], max(NARROWEST, wide - lead), helps)
            for place, wide in zip(places, columns, strict=False)
        )
    return Heights(total, first)


def _height(option: Choosable, room: int, helps: bool) -> int:
    return len(_label_lines(option, room)) + (len(_help_lines(option.help, "", room)) if helps and option.help else 0)


def _part(cell: Sequence[Content], line: int, width: int) -> Content:
    return cell[line] if line < len(cell) else Content.blank(width)


def columns_of(options: Sequence[Choosable], width: int) -> int:
    """In how many columns they stand."""
    return len(_columns(options, width))


def _columns(options: Sequence[Choosable], width: int) -> list[int]:
    """The widths of the columns: two of a long list, if its labels fit into them; else one."""
    if len(options) <= LONG:
        return [width]
    rows = -(-len(options) // 2)
    lead = _lead_width(options)
    widths = [
        max(lead + Content(_label(option)).cell_length + 1 for option in options[start : start + rows])
        for start in (0, rows)
    ]
    spare = width - sum(widths)
    return [widths[0] + spare // 2, width - widths[0] - spare // 2] if spare >= 0 else [width]


def fit_in_a_row(options: Sequence[Choosable], width: int) -> bool:
    """Whether all of them stand in one line of so many columns."""
    return _row(options, Look(), width) is not None


def _row(options: Sequence[Choosable], look: Look, width: int) -> Content | None:
    """All of them in one line; None if they do not fit."""
    return next((line for line in _rows_tried(options, look) if line.cell_length <= width), None)


def _rows_tried(options: Sequence[Choosable], look: Look) -> Iterator[Content]:
    """With some room between them, and with as little as tells them apart."""
    cells = [
        _cell([option], 0, _of_one(look, place), 10_000, False)[0].rstrip() for place, option in enumerate(options)
    ]
    made = [cell.stylize(Style.from_meta({OPTION: place})) for place, cell in enumerate(cells)]
    yield Content("  ").join(made)
    yield Content("").join(made)


def _of_one(look: Look, place: int) -> Look:
    """How the options stand, of a list of this one alone."""
    return replace(look, at=0 if look.at == place else None, hover=0 if look.hover == place else None)


PACKED, APART = " /", "  "
"""Between options that share a row: those that decide the same, and others; behind it a column for the mark of what is looked at."""


@lru_cache(maxsize=64)
def packed(options: tuple[Choosable, ...], width: int) -> tuple[tuple[int, ...], ...]:
    """The options row by row where rows are few: neighbours that decide the same share one, and what that is stands once, behind the last.

    One that decides nothing, as "don't know", goes on in the row before it.
    """
    rows: list[list[int]] = []
    for place in range(len(options)):
        if rows and _joins(options, rows[-1], place, width - HANGING):
            rows[-1].append(place)
        else:
            rows.append([place])
    return tuple(map(tuple, rows))


def _joins(options: Sequence[Choosable], row: Sequence[int], place: int, room: int) -> bool:
    """Whether an option shares the row before it: what both decide may be broken over lines; what decides nothing only goes on in one."""
    joined, alone, before = (
        len(_packed_row(options, places, Look(), room)) for places in ([*row, place], [place], row)
    )
    if options[place].beside:
        return options[row[-1]].beside == options[place].beside and joined < alone + before
    return joined == before == 1


LEAD, HANGING = 1, 4
"""Columns before a row, and before the lines that it goes on in."""


def _packed_row(options: Sequence[Choosable], places: Sequence[int], look: Look, room: int) -> list[Content]:
    """Those that share a row, each by its key, what they decide behind the last: in lines, broken between labels rather than within one."""
    lines = [Content("")]
    for piece in _pieces(options, places, look):
        if lines[-1].plain and lines[-1].cell_length + piece.rstrip().cell_length > room:
            lines.append(Content(""))
        lines[-1] = Content.assemble(lines[-1], piece)
    return [part for line in lines for part in line.rstrip().wrap(max(NARROWEST, room))]


def _pieces(options: Sequence[Choosable], places: Sequence[int], look: Look) -> Iterator[Content]:
    for place, after in zip(places, [*places[1:], None], strict=True):
        option = options[place]
        follows = after is not None and options[after].beside == option.beside
        between = PACKED if follows and option.beside else APART
        decides = [] if follows or not option.beside else f"{BETWEEN}{harmless(option.beside)}".split(" ")[1:]
        yield Content.assemble(
            _packed_label(options, place, look), between if not decides and after is not None else ""
        )
        for number, word in enumerate(decides, 1):
            behind = " " if number < len(decides) else APART if after is not None else ""
            yield Content.assemble(" " if number == 1 else "", (word, "bold"), behind)


def _packed_label(options: Sequence[Choosable], place: int, look: Look) -> Content:
    option = options[place]
    key = Content.styled(f"{option.key} ", "bold" if place == look.at else "bold $primary") if option.key else ""
    mark = "›" if place == look.at or _meant(option, look) else " "
    text = f"{harmless(option.label)}{f'  {option.note}' if option.note else ''}"
    label = Content.styled(text, _styled(place, look, option))
    return Content.assemble(mark, key, label).stylize(Style.from_meta({OPTION: place}))


def _packed_lines(options: Sequence[Choosable], places: Sequence[int], look: Look, width: int) -> list[Content]:
    """The same as lines that begin below each other."""
    wrapped = _packed_row(options, places, look, width - HANGING)
    lines = [Content.assemble(Content.blank(LEAD if not at else HANGING), line) for at, line in enumerate(wrapped)]
    return [line.pad_right(max(0, width - line.cell_length)) for line in lines]


def draw_packed(options: Sequence[Choosable], look: Look, width: int) -> Drawn:
    """The options as lines of this width, those that decide the same in one."""
    drawn = Drawn()
    for places in packed(tuple(options), width):
        drawn.first.update(dict.fromkeys(places, len(drawn.lines)))
        drawn.lines.extend(_packed_lines(options, places, look, width))
    return drawn


def _label(option: Choosable) -> str:
    note = f"  {option.note}" if option.note else ""
    return harmless(f"{option.label}{BETWEEN + option.beside if option.beside else ''}{note}")


def _lead_width(options: Sequence[Choosable]) -> int:
    digits = max((len(option.key) for option in options), default=0)
    return 2 + (digits + 1 if digits else 0)


def _lead(options: Sequence[Choosable], place: int, look: Look) -> Content:
    option, here, likely = options[place], place == look.at, _meant(options[place], look)
    digits = max((len(each.key) for each in options), default=0)
    key = Content.styled(option.key.rjust(digits) + " " if digits else "", "bold" if here else "bold $primary")
    return Content.assemble("›" if here or likely else " ", "x" if option.id in look.ticked else " ", key)


def _meant(option: Choosable, look: Look) -> bool:
    return look.meant is not None and option.id in look.meant


def _styled(place: int, look: Look, option: Choosable) -> str:
    if place == look.at:
        return "bold $cursor-on on $cursor"
    if _meant(option, look):
        return "bold"
    if look.meant:
        return "$muted"
    return "underline" if place == look.hover else ""


def _cell(options: Sequence[Choosable], place: int, look: Look, width: int, helps: bool) -> list[Content]:
    """One option: its lines, each as wide as the column."""
    option, lead = options[place], _lead(options, place, look)
    room = max(NARROWEST, width - lead.cell_length)
    lines = _label_lines(option, room)
    if helps and option.help:
        lines = (*lines, *_help_lines(option.help, "" if place == look.at else "$muted", room))
    made = [
        Content.assemble(lead if not number else Content.blank(lead.cell_length), line)
        for number, line in enumerate(lines)
    ]
    look_of, meta = _styled(place, look, option), Style.from_meta({OPTION: place})
    wide = width if width < 10_000 else 0
    return [line.pad_right(max(0, wide - line.cell_length)).stylize_before(look_of).stylize(meta) for line in made]


def _label_lines(option: Choosable, room: int) -> tuple[Content, ...]:
    """Its label, wrapped. The same questions are asked of every patient; what one has answered is not kept."""
    return _wrapped_label.__wrapped__(option, room) if option.note else _wrapped_label(option, room)


@lru_cache(maxsize=512)
def _wrapped_label(option: Choosable, room: int) -> tuple[Content, ...]:
    text = Content(_label(option))
    if option.beside:
        start = len(harmless(option.label))
        text = text.stylize("bold", start, start + len(BETWEEN) + len(harmless(option.beside)))
    return tuple(text.wrap(room)) or (Content(""),)


@lru_cache(maxsize=512)
def _help_lines(help: str, style: str, room: int) -> tuple[Content, ...]:
    return tuple(Content.styled(harmless(help), style).wrap(room - 2))


Chosen = Callable[[tuple[str, ...]], None]
