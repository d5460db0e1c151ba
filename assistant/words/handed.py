"""What is handed over on paper: the slip for the patient and a form of another system, as pages that load nothing and as text.

The slip takes the upper half of an A4 page, its languages side by side. A form has a field for each line: it is filled in in the
browser and printed or copied from there; nothing of it is kept anywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import chain, zip_longest
from math import ceil
from textwrap import wrap

from assistant.i18n import KNOWLEDGE_DOMAIN, SOURCE_LANGUAGE
from assistant.knowledge.model import FormPart
from assistant.texts import for_html
from assistant.words.page import by_its_own_words, spoken
from assistant.words.slip import Slip
from assistant.words.wording import Wording

COLUMN, GAP = 38, 4
"""Characters of a language's column in the text of a slip, and between two."""
SIZES = (18.0, 16.0, 14.0, 13.0, 12.0)
"""Letters of a printed slip, in points, the largest first: large print as far as half a page allows."""

# Half an A4 page within margins of 10 mm, in points; the mean width of a letter and the height of a line in ems.
_WIDTH, _HEIGHT, _LETTER, _LINE = 525.0, 380.0, 0.5, 1.3

_SLIP_STYLE = """\
body{font:18px/1.4 Arial,Helvetica,"Liberation Sans",sans-serif;max-width:60rem;margin:1rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}
main{display:flex;gap:2rem;flex-wrap:wrap}section{flex:1 1 18rem}h1{font-size:1.3em;margin:0 0 .3em}h2{font-size:1em;margin:.6em 0 .1em}
ul{margin:0;padding-inline-start:1.1em}footer{font-size:.7em;color:#444;margin-top:.6em}
@page{size:A4;margin:10mm}
@media print{body{font-size:%(points)spt;line-height:1.3;max-width:none;margin:0;padding:0}main{flex-wrap:nowrap}section{flex-basis:0}}
"""

_FORM_STYLE = """\
body{font:16px/1.45 system-ui,sans-serif;max-width:48rem;margin:1.5rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}
h1{font-size:1.4rem}fieldset{border:1px solid #767676;margin:0 0 1rem;padding:.4rem .9rem .8rem;break-inside:avoid}
legend{font-weight:700;padding:0 .3rem}label{display:block;margin-top:.5rem}
textarea{display:block;box-sizing:border-box;width:100%;font:inherit;border:1px solid #767676;min-height:2.6em;field-sizing:content}
p{color:#444}
@page{size:A4;margin:12mm}
@media print{body{font-size:11pt;max-width:none;margin:0;padding:0}.screen{display:none}}
"""


# -- the slip ------------------------------------------------------------------------------------------------------------


def slip_page(slips: Sequence[Slip]) -> str:
    """The slip as a page: one language beside the other, in letters as large as half a page allows."""
    style = _SLIP_STYLE % {"points": _points(slips)}
    title = " · ".join(slip.title for slip in slips)
    parts = [*_head(slips[0].language, slips[0].direction, title, style), "<main>"]
    for slip in slips:
        part_of = _slip(slip)
        parts.append(part_of if slip.direction == "ltr" else by_its_own_words(part_of))
    return "\n".join([*parts, "</main></body></html>"]) + "\n"


def _slip(slip: Slip) -> str:
    put = partial(for_html, direction=slip.direction)
    parts = [f"<section {spoken(slip.language, slip.direction)}><h1>{put(slip.title)}</h1>"]
    for part in slip.parts:
        lines = "".join(f"<li>{put(line)}</li>" for line in part.lines)
        parts.append(f"<h2>{put(part.title)}</h2><ul>{lines}</ul>")
    return "\n".join([*parts, f"<footer>{put(slip.foot)}</footer></section>"])


def slip_text(slips: Sequence[Slip]) -> str:
    """The slip as lines of text: one language beside the other, part by part, in at most 80 columns where there are two."""
    rows: list[tuple[str, ...]] = []
    for blocks in zip_longest(*(_blocks(slip) for slip in slips), fillvalue=()):
        rows += [*zip_longest(*blocks, fillvalue=""), ("",) * len(slips)]
    return "\n".join((" " * GAP).join(cell.ljust(COLUMN) for cell in row).rstrip() for row in rows[:-1]) + "\n"


def slip_lines(slip: Slip) -> list[str]:
    """One language of the slip, a line each: for whoever hears it."""
    lines = [slip.title]
    for part in slip.parts:
        lines += [f"{part.title}:", *(f"- {line}" for line in part.lines)]
    return [*lines, slip.foot]


def _blocks(slip: Slip) -> list[list[str]]:
    """The title, the parts and the foot of a slip, each as lines of a column."""
    blocks = [wrap(slip.title.upper(), COLUMN)]
    for part in slip.parts:
        lines = [wrap(line, COLUMN, initial_indent="- ", subsequent_indent="  ") for line in part.lines]
        blocks.append([*wrap(part.title.upper(), COLUMN), *chain.from_iterable(lines)])
    return [*blocks, wrap(slip.foot, COLUMN)]


def _points(slips: Sequence[Slip]) -> float:
    """The largest letters with which every language stays within half a page; the smallest if none does."""
    return next(
        (points for points in SIZES if all(_height(slip, len(slips), points) <= _HEIGHT for slip in slips)), 12.0
    )


def _height(slip: Slip, columns: int, points: float) -> float:
    """The height that one language takes in print, in points."""
    width = _WIDTH / columns - 1.5 * points
    texts = [slip.title, *(text for part in slip.parts for text in (part.title, *part.lines)), slip.foot]
    rows = sum(ceil(len(text) * _LETTER * points / width) for text in texts)
    return (rows + 0.7 * len(slip.parts) + 1.5) * points * _LINE


# -- a form ----------------------------------------------------------------------------------------------------------------


def form_page(name: str, parts: Sequence[FormPart], wording: Wording) -> str:
    """A form of another system as a page with a field for each of its lines. What is typed stays in the browser's page."""
    gettext = wording.language.gettext
    title = gettext("Form to copy: {name}", name=name)
    page = [
        *_head(wording.language.code, wording.language.direction, title, _FORM_STYLE),
        f"<h1>{for_html(title)}</h1>",
    ]
    hint = gettext(
        "Fill it in, then print it or copy it. Nothing is saved: when the page is closed, what was typed is gone."
    )
    page.append(f"<p class='screen'>{for_html(hint)}</p><form autocomplete='off'>")
    for number, part in enumerate(parts):
        page.append(
            f"<fieldset lang='{SOURCE_LANGUAGE[KNOWLEDGE_DOMAIN]}' dir='ltr'><legend>{for_html(part.heading)}</legend>"
        )
        page += [_field(f"f{number}-{place}", line) for place, line in enumerate(part.lines)]
        page.append("</fieldset>")
    return "\n".join([*page, "</form></body></html>"]) + "\n"


def _field(id: str, line: str) -> str:
    """A line of a form: a question gets an empty field, a given answer stands in its field."""
    label, asks = line.rstrip(": "), line.rstrip().endswith(":")
    if not asks:
        return f"<textarea aria-label='{for_html(label)}' rows='1'>{for_html(line)}</textarea>"
    return f"<label for='{id}'>{for_html(label)}</label><textarea id='{id}' rows='1'></textarea>"


def _head(code: str, direction: str, title: str, style: str) -> list[str]:
    return [
        f"<!doctype html><html {spoken(code, direction)}><head><meta charset='utf-8'>",
        "<meta name='viewport' content='width=device-width'>",
        f"<title>Vårdlots: {for_html(title)}</title><style>{style}</style></head><body>",
    ]
