"""The settings as rows, drawn from their schema: options to choose from, a number to type, or words to put in order.

One widget that draws itself. It decides nothing: `changed` is called with the setting's id and the value that the user wants.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from textual import events
from textual.content import Content
from textual.geometry import Region, Size
from textual.style import Style

from assistant.settings.schema import CHOICE, NUMBER, SEVERAL, Setting, SettingValue
from assistant.texts import harmless
from assistant.tui.widgets.rows import Rows

LEAD = 2
GAP = 3
"""Columns between two options."""
ON, OFF = "(•)", "( )"
LESS, MORE = "less", "more"


class SettingOption(NamedTuple):
    """A word that a setting may have, and what it is called; None: not set."""

    word: str | None
    label: str


class Described(NamedTuple):
    """A setting with its words in the language of the app, and its value."""

    setting: Setting
    label: str
    options: tuple[SettingOption, ...]
    value: SettingValue
    unit: str = ""


class SettingRow(NamedTuple):
    """A row that can be moved to: a setting, or one word of a setting that takes several."""

    of: Described
    option: SettingOption | None = None


class SettingRows(Rows, can_focus=False):
    """The rows, moved about in and changed by the line below them; everything can be clicked."""

    DEFAULT_CSS = "SettingRows { height: auto; width: 1fr; }"

    def __init__(self, *, changed: Callable[[str, SettingValue], None], looked: Callable[[], None], id: str) -> None:
        """`looked` is called when another row is looked at, or what is typed in it changes."""
        super().__init__(id=id)
        self._changed, self._looked = changed, looked
        self.described: tuple[Described, ...] = ()
        self.typed: str | None = None
        """The digits typed for a number that are not saved, or that the next digit goes on from."""

    def show(self, described: Sequence[Described]) -> None:
        """Show these settings; the place that is looked at stays."""
        self.described = tuple(described)
        self.at = max(0, min(self.at, len(self.rows) - 1))
        self.refresh(layout=True)

    @property
    def rows(self) -> list[SettingRow]:
        """Every row that can be moved to, from top to bottom."""
        rows: list[SettingRow] = []
        for each in self.described:
            several = each.setting.kind == SEVERAL
            rows += [SettingRow(each, option) for option in each.options] if several else [SettingRow(each)]
        return rows

    @property
    def row(self) -> SettingRow | None:
        """The row that is looked at."""
        rows = self.rows
        return rows[self.at] if rows else None

    @property
    def refused(self) -> bool:
        """Whether the digits typed are no value that is allowed."""
        return self.row is not None and self.typed is not None and not _in_range(self.row.of.setting, self.typed)

    # -- keys ------------------------------------------------------------------------------------------------------

    def digit(self, character: str) -> bool:
        """A digit: types a number where one is looked at, else goes to the setting with that number. Returns whether it did anything."""
        row = self.row
        if row is None or row.of.setting.kind != NUMBER:
            return self.go_to_setting(int(character) - 1)
        longest = len(str(row.of.setting.greatest))
        begun = self.typed if self.typed is not None and len(self.typed) < longest else ""
        self._type(row, begun + character)
        return True

    def go_to_setting(self, place: int) -> bool:
        """To the first row of the setting at this place; whether there is one."""
        if not 0 <= place < len(self.described):
            return False
        wanted = self.described[place]
        self.go_to(next(at for at, row in enumerate(self.rows) if row.of is wanted))
        return True

    def _type(self, row: SettingRow, digits: str) -> None:
        self.typed = digits
        if _in_range(row.of.setting, digits):
            self._changed(row.of.setting.id, int(digits))
        self.refresh()
        self._looked()

    def action_rub_out(self) -> None:
        """Take back the last digit. Nothing is saved until there is a number again."""
        row = self.row
        if row is not None and row.of.setting.kind == NUMBER:
            self._type(row, (str(row.of.value) if self.typed is None else self.typed)[:-1])

    def action_move(self, step: int) -> None:
        """Up or down."""
        self.go_to(self.at + step)

    def action_go(self, index: int) -> None:
        """To the first (0) or the last (-1)."""
        self.go_to(index if index >= 0 else len(self.rows) - 1)

    def go_to(self, index: int) -> None:
        """Look at a row. Digits that made no number are dropped."""
        self.at = max(0, min(index, len(self.rows) - 1))
        self.typed = None
        self.refresh()
        self._looked()
        self.call_after_refresh(self.bring_into_view)

    def action_next(self) -> None:
        """Enter: the next option, round and round; a tick set or taken away; a number is done."""
        row = self.row
        if row is None:
            return
        if row.option is not None:
            self._tick(row)
        elif row.of.setting.kind == CHOICE:
            self._choose(row, (self._place(row) + 1) % len(row.of.options))
        else:
            self.typed = None
            self.refresh()
            self._looked()

    def action_step(self, step: int) -> None:
        """Left and right: the option beside, a number less or more, a word earlier or later in its order."""
        row = self.row
        if row is None:
            return
        if row.option is not None:
            self._reorder(row, step)
        elif row.of.setting.kind == CHOICE:
            self._choose(row, max(0, min(self._place(row) + step, len(row.of.options) - 1)))
        else:
            self._count(row, step)

    # -- changing --------------------------------------------------------------------------------------------------

    def _place(self, row: SettingRow) -> int:
        return next((index for index, option in enumerate(row.of.options) if option.word == row.of.value), 0)

    def _choose(self, row: SettingRow, index: int) -> None:
        word = row.of.options[index].word
        if word != row.of.value:
            self._changed(row.of.setting.id, word)

    def _count(self, row: SettingRow, step: int) -> None:
        of, value = row.of.setting, row.of.value
        self.typed = None
        number = max(of.least, min((value if isinstance(value, int) else of.least) + step, of.greatest))
        if number != value:
            self._changed(of.id, number)
        self.refresh()
        self._looked()

    def _tick(self, row: SettingRow) -> None:
        assert row.option is not None and row.option.word is not None
        words, word = _words(row.of), row.option.word
        kept = tuple(each for each in words if each != word)
        self._changed(row.of.setting.id, kept if word in words else (*words, word))

    def _reorder(self, row: SettingRow, step: int) -> None:
        assert row.option is not None
        words = list(_words(row.of))
        if row.option.word not in words:
            return
        place = words.index(row.option.word)
        other = place + step
        if 0 <= other < len(words):
            words[place], words[other] = words[other], words[place]
            self._changed(row.of.setting.id, tuple(words))

    # -- mouse -----------------------------------------------------------------------------------------------------

    def on_click(self, event: events.Click) -> None:
        index = event.style.meta.get("row")
        if index is None or index >= len(self.rows):
            return
        event.stop()
        self.go_to(index)
        row, place = self.rows[index], event.style.meta.get("option")
        if place in (LESS, MORE):
            self._count(row, -1 if place == LESS else 1)
        elif row.option is not None:
            self._tick(row)
        elif place is not None:
            self._choose(row, place)

    # -- drawing ---------------------------------------------------------------------------------------------------

    def _label_width(self) -> int:
        return max((Content(self._numbered(each)).cell_length for each in self.described), default=0) + GAP

    def _numbered(self, each: Described) -> str:
        """What a setting is called, after the digit that leads to it."""
        return f"{self.described.index(each) + 1} {harmless(each.label)}"

    def lines_in(self, width: int) -> list[Content]:
        lines: list[Content] = []
        self.spots = {}
        index = 0
        for each in self.described:
            start = len(lines)
            if each.setting.kind == SEVERAL:
                lines += Content.styled(f"  {self._numbered(each)}", "bold").wrap(max(8, width))
                for option in each.options:
                    self.spots[index] = Region(0, len(lines) if option is not each.options[0] else start, width, 1)
                    lines += self._word_lines(each, option, index, width)
                    index += 1
            else:
                lines += self._setting_lines(each, index, width)
                self.spots[index] = Region(0, start, width, len(lines) - start)
                index += 1
        return lines

    def _look(self, index: int) -> tuple[str, str]:
        """The mark before a row, and its style."""
        here = index == self.at
        return ("› " if here else "  "), ("bold $cursor-on on $cursor" if here else "")

    def _setting_lines(self, each: Described, index: int, width: int) -> list[Content]:
        mark, look = self._look(index)
        label = self._numbered(each)
        room = self._label_width()
        lead = Content.styled(mark + label, look)
        lead = Content.assemble(lead, Content.blank(max(1, LEAD + room - lead.cell_length)))
        pieces = list(self._number_pieces(each, index) if each.setting.kind == NUMBER else self._option_pieces(each))
        lines: list[Content] = []
        for piece in pieces:
            if lines and lines[-1].cell_length + GAP + piece.cell_length <= width:
                lines[-1] = Content.assemble(lines[-1], Content.blank(GAP), piece)
            else:
                lines.append(Content.assemble(lead if not lines else Content.blank(lead.cell_length), piece))
        return [line.stylize(Style.from_meta({"row": index})) for line in lines]

    def _option_pieces(self, each: Described) -> Iterator[Content]:
        for place, option in enumerate(each.options):
            on = option.word == each.value
            piece = Content.assemble(
                (ON if on else OFF, "bold $primary" if on else ""), " ", (harmless(option.label), "bold" if on else "")
            )
            yield piece.stylize(Style.from_meta({"option": place}))

    def _number_pieces(self, each: Described, index: int) -> Iterator[Content]:
        text = self.typed if self.typed is not None and index == self.at else str(each.value)
        of = each.setting
        yield Content.styled("[−]", "bold $primary").stylize(Style.from_meta({"option": LESS}))
        yield Content.styled(text.rjust(len(str(of.greatest))), "bold")
        yield Content.styled("[+]", "bold $primary").stylize(Style.from_meta({"option": MORE}))
        if each.unit:
            yield Content(harmless(each.unit))
        yield Content.styled(f"({of.least}–{of.greatest})", "$muted")

    def _word_lines(self, each: Described, option: SettingOption, index: int, width: int) -> list[Content]:
        """A word that can be put in order: its place in the order, or none."""
        mark, look = self._look(index)
        words = _words(each)
        place = str(words.index(option.word) + 1) if option.word in words else ""
        lead = Content(f"{mark}  [{place:>2}] ")
        lines = Content(harmless(option.label)).wrap(max(8, width - lead.cell_length)) or [Content("")]
        cell = [
            Content.assemble(lead if not number else Content.blank(lead.cell_length), line)
            for number, line in enumerate(lines)
        ]
        meta = Style.from_meta({"row": index})
        look = look or ("bold" if place else "")
        return [line.stylize_before(look).stylize(meta) if look else line.stylize(meta) for line in cell]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self.lines_in(width)) if self.described else 0


def _words(each: Described) -> tuple[str, ...]:
    return each.value if isinstance(each.value, tuple) else ()


def _in_range(of: Setting, digits: str) -> bool:
    return digits.isdigit() and of.least <= int(digits) <= of.greatest
