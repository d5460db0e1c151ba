"""A page of the handbook as HTML: headings in order, tables with their heads, links to the same page elsewhere and in other languages.

Nothing in it needs a script, a style of its own or anything from elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from assistant.export.index import WordEntry
from assistant.knowledge.model import FEE
from assistant.lookup.outline import Group, Page, Shown, by_age, warning_lines
from assistant.lookup.tables import Cell, Grid, Table
from assistant.texts import for_html
from assistant.words.wording import Wording

_NOTHING: Mapping[str, str] = {}


class PageFrame(NamedTuple):
    """A language of the handbook: its code, its own name, and the direction in which it is read."""

    code: str
    name: str
    direction: str


class Sheet(NamedTuple):
    """What stands on a page. Paths are those within the folder of the language.

    place      the region that it is for; empty for all
    up         the page above it; empty for the first one
    page       what the lookup shows, with the line that answers the question itself before it (`lead`)
    elsewhere  the same page of the other regions
    links      titles with the pages under them
    lists      titles with the lines under them
    letters    the index of words; `terms`: words with what they mean
    """

    path: str
    title: str
    as_of: str
    place: str = ""
    up: str = "index.html"
    page: Page | None = None
    lead: str = ""
    cites: tuple[str, ...] = ()
    elsewhere: Mapping[str, str] = _NOTHING
    links: Mapping[str, Mapping[str, str]] = {}
    lists: Mapping[str, tuple[str, ...]] = {}
    letters: tuple[tuple[str, tuple[WordEntry, ...]], ...] = ()
    terms: tuple[tuple[str, str], ...] = ()


class Html:
    """Lays out the pages of one language."""

    def __init__(self, wording: Wording, frames: Sequence[PageFrame]) -> None:
        self.wording, self.frames = wording, frames
        self.language, self.gettext = wording.language, wording.language.gettext

    def put(self, text: str) -> str:
        """Text between tags."""
        return for_html(text, self.language.direction)

    def languages(self) -> str:
        """The first page of all: the languages."""
        title = self.gettext("Handbook")
        items = "".join(f"<li>{_link(f'{frame.code}/index.html', frame)}</li>" for frame in self.frames)
        body = f"<main id='main'><h1>{self.put(title)}</h1><ul class='links'>{items}</ul></main>"
        return self._document(title, "", body)

    def page(self, sheet: Sheet) -> str:
        """A page whole."""
        up = "../" * (sheet.path.count("/") + 1)
        title = f"{sheet.title} – {sheet.place}" if sheet.place else sheet.title
        body = "\n".join((*self._top(sheet, up), *self._main(sheet, title, up[3:]), *self._foot(sheet)))
        return self._document(title, up, body)

    def _document(self, title: str, up: str, body: str) -> str:
        head = (
            f'<!DOCTYPE html>\n<html lang="{self.language.code}" dir="{self.language.direction}">\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"<title>{for_html(title)} – Vårdlots</title>\n"
            f'<link rel="stylesheet" href="{up}handbook.css">\n<script src="{up}handbook.js" defer></script>\n</head>\n<body>\n'
        )
        to_content = self.gettext("To the content")  # not within the braces: there the catalogues would not find it
        skip = f'<a class="skip" href="#main">{self.put(to_content)}</a>\n'
        return f"{head}{skip}{body}\n</body>\n</html>\n"

    # -- around ----------------------------------------------------------------------------------------------------

    def _top(self, sheet: Sheet, up: str) -> Iterator[str]:
        here, book, languages = up[3:], self.gettext("Handbook"), self.gettext("Language")
        yield f'<header class="top"><nav aria-label="{for_html(book)}"><ul>'
        for path, text in (
            ("index.html", book),
            ("words.html", self.gettext("Words from A to Z")),
            ("sources.html", self.gettext("Sources")),
        ):
            current = ' aria-current="page"' if path == sheet.path else ""
            yield f'<li><a href="{here}{path}"{current}>{self.put(text)}</a></li>'
        yield "</ul></nav>"
        if len(self.frames) > 1:
            yield f'<nav class="languages" aria-label="{for_html(languages)}"><ul>'
            for frame in self.frames:
                current = ' aria-current="true"' if frame.code == self.language.code else ""
                yield f"<li>{_link(f'{up}{frame.code}/{sheet.path}', frame, current)}</li>"
            yield "</ul></nav>"
        search, label = self.gettext("Search"), self.gettext("Search for a word")
        query = f'<label for="q">{self.put(label)}</label>'
        yield f'<form role="search" action="{here}words.html" method="get">{query}<span class="together">'
        yield '<input id="q" name="q" type="search" maxlength="80" autocomplete="off" spellcheck="false">'
        yield f'<button type="submit">{self.put(search)}</button></span></form></header>'

    def _foot(self, sheet: Sheet) -> Iterator[str]:
        made = self.gettext("Made by Vårdlots from its rules. It holds no patient data.")
        yield f'<footer class="foot"><p>{self.put(sheet.as_of)}. {self.put(made)}</p></footer>'

    # -- the content -----------------------------------------------------------------------------------------------

    def _main(self, sheet: Sheet, title: str, here: str) -> Iterator[str]:
        yield '<main id="main">'
        if sheet.place:
            yield f'<p class="up"><a href="{here}{sheet.up}">{self.put(sheet.place)}</a></p>'
        yield f"<h1>{self.put(title)}</h1>"
        if sheet.lead:
            yield f'<p class="lead">{self.put(sheet.lead)}</p>'
        if sheet.page is not None:
            yield from self._page(sheet.page)
        for heading, links in sheet.links.items():
            yield f"<section><h2>{self.put(heading)}</h2>{self._links(links, here)}</section>"
        for heading, lines in sheet.lists.items():
            yield f"<section><h2>{self.put(heading)}</h2>{self._list(lines)}</section>"
        if sheet.letters:
            yield from self._words(sheet, here)
        if sheet.cites:
            sources = self.put(self.gettext("Sources"))
            yield f'<section class="cites"><h2>{sources}</h2>{self._list(sheet.cites)}</section>'
        if sheet.elsewhere:
            other = self.put(self.gettext("The same in another region"))
            yield f'<section class="elsewhere"><h2>{other}</h2>{self._links(sheet.elsewhere, here)}</section>'
        yield "</main>"

    def _links(self, links: Mapping[str, str], here: str) -> str:
        items = "".join(f'<li><a href="{here}{path}">{self.put(text)}</a></li>' for text, path in links.items())
        return f'<ul class="links">{items}</ul>'

    def _list(self, lines: Sequence[str]) -> str:
        return f"<ul>{''.join(f'<li>{self.put(text)}</li>' for text in lines)}</ul>"

    def _page(self, page: Page) -> Iterator[str]:
        if page.about is not None:
            yield from self._lines(page.about)
        for text in warning_lines(page.warnings):
            label = self.put(self.gettext("Important"))
            yield f'<p class="warned"><strong>{label}:</strong> {self.put(text)}</p>'
        if page.table is not None:
            yield from self._table(page.table)
        for group, things in page.numbered:
            yield from self._group(group, things, page.table is not None)
        for text in (*page.remarks, page.withheld):
            if text:
                yield f'<p class="remark">{self.put(text)}</p>'

    def _group(self, group: Group, things: Sequence[tuple[int, Shown]], has_table: bool) -> Iterator[str]:
        numbered = group.in_table and has_table
        yield "<section>"
        if group.title:
            yield f"<h2>{self.put(group.title)}</h2>"
        heading = "h3" if group.title else "h2"
        for number, thing in things:
            key = f'<span class="key">{number}</span> ' if numbered else ""
            anchor = f' id="n{number}"' if numbered else ""
            yield f"<article{anchor}><{heading}>{key}{self.put(thing.title)}</{heading}>"
            yield from self._lines(thing)
            if thing.cited:
                yield f'<p class="cited">{self.put(thing.cited)}</p>'
            yield "</article>"
        yield "</section>"

    def _lines(self, thing: Shown) -> Iterator[str]:
        for line in thing.lines:
            if line.text:
                yield f'<p class="{line.role}">{self.put(line.text)}</p>'

    # -- tables ----------------------------------------------------------------------------------------------------

    def _table(self, table: Table) -> Iterator[str]:
        for grid in table.grids:
            if grid.first:
                yield f"<h2>{self.put(grid.head)}</h2>"
            if grid.only is not None:
                for cell in by_age(table, grid.only, self.wording):
                    notes = _notes(cell.notes)
                    yield f"<p class='cell'><strong>{self.put(cell.ages)}:</strong> {self.put(cell.text)}{notes}</p>"
            else:
                yield from self._grid(table, grid)

    def _grid(self, table: Table, grid: Grid) -> Iterator[str]:
        if grid.group:
            yield f"<h3>{self.put(grid.group)}</h3>"
        name = for_html(", ".join(text for text in (grid.head, grid.group) if text))
        columns = "".join(f'<th scope="col">{self.put(column)}</th>' for column in table.columns)
        yield f'<div class="scroll" role="region" tabindex="0" aria-label="{name}">'
        yield f"<table><thead><tr><td></td>{columns}</tr></thead><tbody>"
        for row in grid.rows:
            label = self.put(row.label or self.gettext("in every case"))
            yield f'<tr><th scope="row">{label}</th>{"".join(self._cell(table, cell) for cell in row.cells)}</tr>'
        yield "</tbody></table></div>"

    def _cell(self, table: Table, cell: Cell) -> str:
        said = (cell.brief or cell.text) if table.kind == FEE or not cell.notes else ""
        return f"<td>{self.put(said)}{_notes(cell.notes)}</td>"

    # -- words -----------------------------------------------------------------------------------------------------

    def _words(self, sheet: Sheet, here: str) -> Iterator[str]:
        nothing = for_html(self.gettext("Nothing was found."))
        yield f'<p id="found" role="status" data-nothing="{nothing}"></p>'
        jumps = "".join(
            f'<li><a href="#w{place}">{self.put(letter)}</a></li>' for place, (letter, _) in _with_place(sheet)
        )
        yield f'<nav class="letters" aria-label="{for_html(sheet.title)}"><ul>{jumps}</ul></nav>'
        for place, (letter, entries) in _with_place(sheet):
            yield f'<section class="letter" id="w{place}"><h2>{self.put(letter)}</h2><ul class="index">'
            for entry in entries:
                see = f" → {self.put(entry.see)}" if entry.see else ""
                links = ", ".join(f'<a href="{here}{path}">{self.put(text)}</a>' for text, path in entry.pages)
                yield f"<li><strong>{self.put(entry.word)}</strong>{see}: {links}</li>"
            yield "</ul></section>"
        if sheet.terms:
            explained = self.put(self.gettext("Words explained"))
            yield f'<section class="letter"><h2>{explained}</h2><dl>'
            for label, text in sheet.terms:
                yield f"<div><dt>{self.put(label)}</dt><dd>{self.put(text)}</dd></div>"
            yield "</dl></section>"


def _with_place(sheet: Sheet) -> Iterator[tuple[int, tuple[str, tuple[WordEntry, ...]]]]:
    return enumerate(sheet.letters, 1)


def _notes(notes: Sequence[int]) -> str:
    return "".join(f' <a class="ref" href="#n{note}">[{note}]</a>' for note in notes)


def _link(path: str, frame: PageFrame, current: str = "") -> str:
    """A link to a page in another language, in that language's own name."""
    name = for_html(frame.name)
    return f'<a href="{path}" lang="{frame.code}" hreflang="{frame.code}" dir="{frame.direction}"{current}>{name}</a>'
