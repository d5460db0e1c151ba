"""The page: an answer as one HTML file that loads nothing, and prints on one A4 page wherever it can be read in print that small.

No script may run in it, so how large the print can be is reckoned here: from the lengths of the texts, with a margin.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from math import ceil
from typing import NamedTuple

from assistant.knowledge.model import STEP
from assistant.texts import for_html
from assistant.words.outline import FORM, Item, Outline, Section


class Print(NamedTuple):
    """How a page is printed: the size of its letters in points, its columns, and whether words and addresses of pages come along."""

    points: float
    columns: int
    full: bool


PRINTS = (
    *(Print(points, 1, True) for points in (11, 10.5, 10)),
    *(Print(points, 2, True) for points in (9.5, 9, 8.5)),
    *(Print(points, 2, False) for points in (8.5, 8.25, 8, 7.75, 7.5, 7.25, 7)),
)
"""The ways to print, the most readable first."""
SEVERAL_PAGES = Print(9, 2, True)
"""For an answer that no readable print brings onto one page."""

# A4 within margins of 8 mm, in points.
_WIDTH, _HEIGHT = 550.0, 796.0
_GAP = 17.0
_LETTER = 0.5  # mean width of a letter in ems (Arial and its like)
_LINE = 1.22  # from line to line, in ems
_USED = 0.98  # how much of the page is reckoned with (measured with Chromium: the reckoning is 0 to 13 % too high)

_ADDRESS = r"https?://[^\s<]+"

_STYLE = """\
body{font:16px/1.45 system-ui,sans-serif;max-width:44rem;margin:1.5rem auto;padding:0 1rem;color:#1b1b1b;background:#fff;overflow-wrap:anywhere}
h1{font-size:1.4rem}h2{font-size:1.05rem;border-bottom:1px solid #767676;margin-top:1.3rem}h3{font-size:1rem;margin:.8rem 0 .2rem}
dl{display:grid;grid-template-columns:auto 1fr;gap:.1rem 1rem}dt{font-weight:600}dd{margin:0}
li{margin:.35rem 0}.more{display:block;color:#444}.possible li{font-style:italic}
.tick{list-style:none;padding-inline-start:1.6em}
.tick>li::before{content:"";float:left;box-sizing:border-box;width:.85em;height:.85em;margin:.25em 0 0;margin-inline-start:-1.4em;border:1.5px solid #1b1b1b}
footer,.sources{color:#444;font-size:.85rem}
[dir=rtl] .tick>li::before{float:right}
"""

_PRINT_STYLE = """\
@page{size:A4;margin:8mm}
@media print{
body{font:%(points)spt/1.22 Arial,Helvetica,"Liberation Sans",sans-serif;max-width:none;margin:0;padding:0}
main{columns:%(columns)s;column-gap:6mm}
h1{font-size:1.3em;margin:0 0 .2em;column-span:all}
.facts{display:block;margin:0 0 .3em;column-span:all}dt,dd{display:inline}dt::after{content:": "}
dd::after{content:"";display:inline-block;width:1em}.terms dd::after{display:block;width:auto}
h2{font-size:1.1em;margin:.5em 0 .15em;border-bottom:.5pt solid #767676;break-after:avoid}h3{font-size:1em;margin:.3em 0 .1em;break-after:avoid}
ul,dl{margin:0;padding-inline-start:1.1em}dl{display:block;padding:0}
ul.tick{padding-inline-start:1.4em}.tick>li::before{margin:.15em 0 0;margin-inline-start:-1.3em;border-width:.75pt}
li{margin:.12em 0;break-inside:avoid}.more{display:inline;color:#333}.more::before{content:" — "}
.form .more{display:block}.form .more::before{content:""}
.sources{font-size:.85em;color:#333;margin-top:.5em}.sources h2{font-size:1.1em;margin-top:0}
.sources ul{padding:0}.sources li{display:inline;margin:0}.sources li+li::before{content:"• "}
footer{font-size:.85em;color:#333;margin-top:.3em}%(less)s
}
"""
_LESS = """
.terms,.address{display:none}.form .more{display:inline}.form .more::before{content:" "}"""


def as_html(answer: Outline) -> str:
    """A page of its own: nothing is loaded from anywhere, and it prints on A4."""
    put = partial(for_html, direction=answer.direction)
    style = _STYLE + print_style(fitting_print(answer) or SEVERAL_PAGES)
    parts = [f"<!doctype html><html {spoken(answer.language, answer.direction)}><head><meta charset='utf-8'>"]
    parts.append("<meta name='viewport' content='width=device-width'>")
    parts.append(f"<title>Vårdlots: {for_html(answer.title)}</title><style>{style}</style></head><body>")
    parts.append(f"<main><h1>{put(answer.title)}</h1><dl class='facts'>")
    parts += [f"<dt>{put(label)}</dt><dd>{put(value)}</dd>" for label, value in answer.facts]
    parts.append("</dl>")
    for section in answer.sections:
        parts += _section(section, put)
    if answer.terms:
        parts.append(f"<section class='terms'><h2>{put(answer.terms_title)}</h2><dl>")
        parts += [f"<dt>{put(label)}</dt><dd>{put(text)}</dd>" for label, text in answer.terms]
        parts.append("</dl></section>")
    parts.append("</main>")
    if answer.sources:
        parts.append(f"<section class='sources'><h2>{put(answer.sources_title)}</h2><ul>")
        parts += [f"<li>{re.sub(_ADDRESS, _address, put(source))}</li>" for source in answer.sources]
        parts.append("</ul></section>")
    parts.append(f"<footer>{put(answer.foot)}</footer></body></html>")
    page = "\n".join(part for part in parts if part) + "\n"
    return page if answer.direction == "ltr" else by_its_own_words(page)


def spoken(code: str, direction: str) -> str:
    """The attributes of what is written in a language."""
    return f"lang='{for_html(code)}'" + (f" dir='{direction}'" if direction != "ltr" else "")


def by_its_own_words(page: str) -> str:
    """A page in which each text runs as its own words do: one that is not translated runs from the left among those from the right."""
    return re.sub(r"<(li|dd|h3|footer|p)(?=[ >])", r"<\1 dir='auto'", page)


def _section(section: Section, put: Callable[[str], str]) -> Iterator[str]:
    yield f"<section class='{section.name}'><h2>{put(section.title)}</h2>"
    for group, items in section.groups:
        yield f"<h3>{put(group)}</h3>" if group else ""
        # The reader's own steps are done one by one: each gets a box to tick.
        yield "<ul class='tick'>" if section.name == STEP else "<ul>"
        yield from (_item(item, put) for item in items)
        yield "</ul>"
    yield "</section>"


def _item(item: Item, put: Callable[[str], str]) -> str:
    notes = "".join(f"<span class='more'>{put(note)}</span>" for note in item.notes)
    cited = f" <small>{put('[' + ', '.join(item.sources) + ']')}</small>" if item.sources else ""
    number = f"{item.numbered} " if item.number else ""
    return f"<li>{number}{put(item.text)}{cited}{notes}</li>"


def _address(found: re.Match[str]) -> str:
    return f"<span class='address'>{found[0]}</span>"


# -- print ---------------------------------------------------------------------------------------------------------------


def print_style(how: Print) -> str:
    """The style sheet for printing in this way."""
    return _PRINT_STYLE % {"points": how.points, "columns": how.columns, "less": "" if how.full else _LESS}


def fitting_print(answer: Outline) -> Print | None:
    """The most readable way to print that brings an answer onto one page; None if none does."""
    return next((how for how in PRINTS if _height(answer, how) <= _HEIGHT * _USED), None)


def _height(answer: Outline, how: Print) -> float:
    """The height that an answer takes on the page, in points."""
    column = (_WIDTH - _GAP * (how.columns - 1)) / how.columns
    blocks = sum(
        _rows(len(text), column, size, how.points) * size + space for text, size, space in _blocks(answer, how)
    )
    facts = sum(len(label) + len(value) + 5 for label, value in answer.facts)
    sources = sum(len(source if how.full else re.sub(_ADDRESS, "", source)) + 3 for source in answer.sources)
    ends = 1.8 + _rows(facts, _WIDTH, 1, how.points) + 2.5 + 0.85 * (_rows(sources, _WIDTH, 0.85, how.points) + 1)
    return (blocks / how.columns + ends) * how.points * _LINE


def _rows(letters: int, width: float, size: float, points: float) -> int:
    """The lines that so many letters take."""
    return max(1, ceil(letters * _LETTER * points * size / width))


def _blocks(answer: Outline, how: Print) -> Iterator[tuple[str, float, float]]:
    """The blocks of text in the columns: the text, the size of its letters, and the space around it in lines."""
    for section in answer.sections:
        yield section.title, 1.1, 0.6
        for group, items in section.groups:
            if group:
                yield group, 1, 0.4
            for item in items:
                cited = f" [{', '.join(item.sources)}]"
                if section.name == FORM and how.full:
                    yield item.text + cited, 1, 0.2
                    yield from ((note, 1, 0.0) for note in item.notes)
                else:
                    yield f"{item.text}{cited}{' — '.join(('', *item.notes))}....", 1, 0.2
    if answer.terms and how.full:
        yield answer.terms_title, 1.1, 0.6
        yield from ((f"{label}: {text}", 1, 0.0) for label, text in answer.terms)
