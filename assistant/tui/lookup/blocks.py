"""What the lookup screen shows as paragraphs: results, a table, contacts, and what is said in one of them.

What leads to an actor that not every patient may be led to is always read after its condition, on the screen and when copied.
What can be opened carries a word that says what it is, as `topic:medicines` (`Block.about`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from textual.content import Content

from assistant.answer.model import Source
from assistant.i18n import N_
from assistant.knowledge import Knowledge
from assistant.lookup import Cell, Condition, ContactCard, ContactsPage, Found, Hit, Table, TableRow, table_topics
from assistant.lookup.results import CONTACT_HIT, STATEMENT_HIT, TERM_HIT, TOPIC_HIT, Warned
from assistant.lookup.tables import FEE
from assistant.tui.hanging import GAP, NARROWEST, Block, harmless
from assistant.words.wording import Wording

CONTACTS, MORE, START = "contacts", "more", "start"
"""What can be opened or done besides the single things: the page of all contacts, more results, a case."""

FIRST_TABLES = ("visit_fee", "medicines", "entitlement", "travel", "dental")
"""The tables that are asked for most; shared/contract.md keeps these names, and one that is not known is left out."""

KEYS = 9
"""How many lines of the start page have a digit of their own."""

_KIND_NAMES = {TOPIC_HIT: N_("Topic"), CONTACT_HIT: N_("Contact"), TERM_HIT: N_("Word")}
_INDENT = "    "


@dataclass(frozen=True, slots=True)
class Columns(Block):
    """Texts side by side, each wrapped in a column of its own; `lead` stands before the first."""

    cells: tuple[str, ...] = ()

    def lines(self, width: int) -> list[Content]:
        lead = len(self.lead)
        each = max(NARROWEST, (width - lead) // max(1, len(self.cells)))
        columns = [Content.styled(harmless(cell), self.style).wrap(each - 2) for cell in self.cells]
        return [
            Content.assemble(
                Content.blank(lead),
                *(_padded(column[row] if row < len(column) else Content(""), each) for column in columns),
            )
            for row in range(max(map(len, columns), default=0))
        ]


def _padded(line: Content, width: int) -> Content:
    return line.pad_right(max(0, width - line.cell_length))


def columns(cells: Sequence[str], style: str = "") -> Columns:
    """These texts side by side, indented."""
    return Columns(" · ".join(cells), style, _INDENT, "", "", tuple(cells))


def subject(kind: str, id: str) -> str:
    """What a paragraph is about, as `statement:interpreter.book`."""
    return f"{kind}:{id}"


# -- the start page ------------------------------------------------------------------------------------------------------


class StartPage(NamedTuple):
    """What can be opened without a word, from top to bottom; `keyed`: what the keys 1, 2, … open."""

    tables: tuple[str, ...]
    others: tuple[str, ...]
    keyed: tuple[str, ...]


def start_page(knowledge: Knowledge) -> StartPage:
    """The tables that are asked for most, the contacts, and all other topics as the settings order them."""
    with_table = table_topics(knowledge)
    first = [topic for topic in FIRST_TABLES if topic in with_table]
    tables = [subject(TOPIC_HIT, topic) for topic in first]
    others = [subject(TOPIC_HIT, value.id) for value in knowledge.topic_question.values if value.id not in first]
    return StartPage(tuple(tables), tuple(others), (*tables, CONTACTS, *others)[:KEYS])


def start_blocks(start: StartPage, wording: Wording) -> list[Block]:
    """The start page, each line with the key that opens it."""
    gettext = wording.language.gettext

    def line(about: str, label: str) -> Block:
        key = str(start.keyed.index(about) + 1) if about in start.keyed else ""
        return Block(label, "", f"{key:>2}  ", "bold $primary", about)

    def topic(about: str) -> Block:
        return line(about, wording.topic(about.partition(":")[2]))

    return [
        Block(gettext("Tables by situation and age").upper(), "bold $success"),
        *map(topic, start.tables),
        GAP,
        Block(gettext("Contacts").upper(), "bold $success"),
        line(CONTACTS, gettext("All contacts, and for which patients each is")),
        GAP,
        Block(gettext("Other topics").upper(), "bold $success"),
        *map(topic, start.others),
    ]


# -- results -------------------------------------------------------------------------------------------------------------


def found_blocks(found: Found, wording: Wording) -> list[Block]:
    """The results, best first; those that do not hold for the patient named come last, under a heading that says so."""
    language = wording.language
    blocks: list[Block] = []
    for apt in (True, False):
        hits = [hit for hit in found.hits if hit.apt == apt]
        if hits and not apt:
            who = language.gettext("NOT FOR: {patient}", patient=", ".join(found.about_whom))
            blocks += [Block(who, "bold $warning")]
        for hit in hits:
            blocks += [*hit_blocks(hit, wording), GAP]
    if found.more:
        more = language.ngettext("{number} more result", "{number} more results", found.more)
        blocks.append(Block(more, "bold $primary", "  ", "", MORE))
    if not found.hits:
        blocks.append(Block(language.gettext("Nothing was found."), "bold"))
        if found.nearest:
            blocks.append(Block(language.gettext("Did you mean: {words}?", words=", ".join(found.nearest))))
    elif found.not_understood:
        words = ", ".join(found.not_understood)
        blocks.append(Block(language.gettext("Not found anywhere: {words}.", words=words), "$muted"))
    return blocks + withheld_blocks(found.withheld, wording)


def hit_blocks(hit: Hit, wording: Wording) -> list[Block]:
    """One result: what it is, what it says, and when that holds."""
    kind = wording.language.gettext(_KIND_NAMES[hit.kind]) if hit.kind in _KIND_NAMES else ""
    title = Block(hit.title, "bold", f" {kind}: " if kind else " ", "$muted")
    said = [Block(hit.text, "", _INDENT)] if hit.text else []
    when = condition_blocks(hit.condition, bool(hit.leads_to), wording)
    blocks = [title, *when, *said] if hit.leads_to else [title, *said, *when]
    return [replace(block, about=subject(hit.kind, hit.id)) for block in blocks]


def condition_blocks(condition: Condition | None, leads: bool, wording: Wording, indent: str = _INDENT) -> list[Block]:
    """When something holds. Before what leads to a sensitive actor it stands out; of what holds for everybody, nothing."""
    if condition is None:
        return []
    text = when_text(condition, leads, wording)
    return [Block(text, "bold $warning" if leads else "$muted", indent)]


def when_text(condition: Condition, leads: bool, wording: Wording) -> str:
    """When something holds, in a line."""
    gettext = wording.language.gettext
    if condition.always:
        return gettext("Holds in every case.")
    text = condition.text(wording)
    return (
        gettext("Applies only if {condition}", condition=text)
        if leads
        else gettext("Applies if {condition}", condition=text)
    )


def withheld_blocks(number: int, wording: Wording) -> list[Block]:
    """That something is not shown, and why."""
    if not number:
        return []
    text = wording.language.ngettext(
        "{number} result that leads to another authority is not shown: it is not certain for this patient.",
        "{number} results that lead to another authority are not shown: they are not certain for this patient.",
        number,
    )
    return [GAP, Block(text, "$muted")]


# -- one thing -----------------------------------------------------------------------------------------------------------


def said_blocks(hit: Hit, start: str, wording: Wording) -> list[Block]:
    """A statement or a word of the glossary, whole: text, contact, condition, sources, and the line `start` that begins a case."""
    ways = wording.contact_lines(hit.contact) if hit.kind == STATEMENT_HIT and hit.contact else []
    said = [Block(hit.text), *(Block(way, "bold" if not index else "", _INDENT) for index, way in enumerate(ways))]
    when = [GAP, *condition_blocks(hit.condition, bool(hit.leads_to), wording, "")] if hit.condition else []
    body = [*when[1:], *when[:1], *said] if hit.leads_to else [*said, *when]
    return [
        Block(hit.title, "bold $primary"),
        *body,
        *source_blocks(hit.sources, wording),
        *begin_blocks(start),
    ]


def source_blocks(sources: Sequence[Source], wording: Wording) -> list[Block]:
    """The sources, each with clause, publisher, heading and date."""
    if not sources:
        return []
    title = Block(wording.language.gettext("Sources").upper(), "bold $success")
    return [GAP, title, *(Block(wording.source(source), "$muted", "  ") for source in sources)]


def begin_blocks(start: str) -> list[Block]:
    """The line that begins a case, as `start` says it; nothing without any."""
    return [GAP, Block(start, "bold $primary", "→ ", "bold $primary", START)] if start else []


# -- contacts ------------------------------------------------------------------------------------------------------------


def contacts_blocks(page: ContactsPage, wording: Wording) -> list[Block]:
    """All contacts, each with its ways and for whom it is."""
    gettext = wording.language.gettext
    blocks = [Block(gettext("Contacts"), "bold $primary"), GAP]
    if not page.cards:
        text = gettext("No contact is known here. Ask your manager, or see your region's website for care staff.")
        blocks.append(Block(text))
    for card in page.cards:
        about = subject(CONTACT_HIT, card.contact.id)
        blocks += [*(replace(block, about=about) for block in _card(card, wording)), GAP]
    return blocks + withheld_blocks(page.withheld, wording)


def card_blocks(card: ContactCard, start: str, wording: Wording) -> list[Block]:
    """A contact, whole: its ways, for whom, what is said of it in which case, sources."""
    blocks = [*_card(card, wording), GAP, Block(wording.language.gettext("What is said").upper(), "bold $success")]
    for text, condition in card.says:
        when = condition_blocks(condition, bool(card.leads_to), wording)
        said = Block(text, "", "  " if card.leads_to else "· ", "$muted")
        blocks += [*when, said] if card.leads_to else [said, *when]
    return [*blocks, *source_blocks(card.sources, wording), *begin_blocks(start)]


def _card(card: ContactCard, wording: Wording) -> list[Block]:
    when = condition_blocks(card.condition, bool(card.leads_to), wording)
    ways = [Block(way, "", _INDENT) for way in card.lines[1:]]
    about = wording.language.gettext("Topics: {topics}", topics=", ".join(card.topics))
    said = [*when, *ways] if card.leads_to else [*ways, *when]
    return [Block(card.lines[0], "bold", " "), *said, Block(about, "$muted", _INDENT)]


# -- tables --------------------------------------------------------------------------------------------------------------


def table_blocks(table: Table, wording: Wording) -> list[Block]:
    """A table: fees side by side by age; longer texts below each other, each with the ages for which it holds."""
    blocks: list[Block] = []
    head = ""
    said: set[int] = set()  # what was said above is said again, but can be opened once
    for row in table.rows:
        if row.head != head:
            blocks += [*([GAP] if head else []), Block(row.head.upper(), "bold $success")]
            blocks += [columns(table.columns, "bold")] if table.kind == FEE else []
            head = row.head
        if row.label:
            blocks.append(Block(row.label, "$muted", "  "))
        blocks += [_side_by_side(row, wording)] if table.kind == FEE else _listed(table, row, said, wording)
    notes = [
        Block(
            f"{note.text} {cited(note.sources, wording)}",
            "",
            f"[{note.number}] ".rjust(5),
            "bold",
            subject(STATEMENT_HIT, note.rule.id),
        )
        for note in table.notes
        if table.kind == FEE
    ]
    title = Block(wording.language.gettext("WHAT THE NUMBERS SAY"), "bold $success")
    return [*blocks, *([GAP, title, *notes] if notes else [])]


def _side_by_side(row: TableRow, wording: Wording) -> Block:
    """The cells of a row; once only, if it is the same at every age."""
    cells = [_short(cell) for cell in row.cells]
    if len(cells) > 1 and len({*cells}) == 1:
        return Block(f"{wording.language.gettext('All ages')}: {cells[0]}", "", _INDENT)
    return columns(cells)


def _listed(table: Table, row: TableRow, said: set[int], wording: Wording) -> list[Block]:
    """The cells of a row below each other, ages for which the same holds together. `said`: numbers of what was said above."""
    together: dict[tuple[str, tuple[int, ...]], list[str]] = {}
    for age, cell in zip(table.columns, row.cells, strict=True):
        together.setdefault((cell.text, cell.notes), []).append(age)
    blocks: list[Block] = []
    for (text, numbers), ages in together.items():
        every = len(ages) == len(table.columns) > 1
        blocks.append(Block(wording.language.gettext("All ages") if every else ", ".join(ages), "bold", _INDENT))
        for note in table.notes:
            if note.number in numbers:
                about = "" if note.number in said else subject(STATEMENT_HIT, note.rule.id)
                blocks.append(Block(f"{note.text} {cited(note.sources, wording)}", "", "      ", "", about))
        said |= {*numbers}
        if not numbers:
            blocks.append(Block(text, "", "      "))
    return blocks


def _short(cell: Cell) -> str:
    return f"{cell.text} [{', '.join(map(str, cell.notes))}]" if cell.notes else cell.text


def cited(sources: Sequence[Source], wording: Wording) -> str:
    """The clauses of a statement in brackets, and which of them are to be checked before use."""
    text = f"[{', '.join(source.clause.id for source in sources)}]"
    old = [source.clause.id for source in sources if source.stale]
    return f"{text} {wording.language.gettext('Check before use: {sources}', sources=', '.join(old))}" if old else text


# -- the warnings, and what is copied ------------------------------------------------------------------------------------


def warning_text(warnings: Iterable[Warned]) -> str:
    """The warnings that stand with what is shown, each once, each in a line."""
    texts = (f"! {warned.text} [{', '.join(warned.rule.sources)}]" for warned in warnings)
    return "\n".join(dict.fromkeys(texts))


def hit_as_text(hit: Hit, warnings: Iterable[Warned], wording: Wording) -> str:
    """A result as it is copied: never without its condition, its clauses and the warning that belongs to it."""
    said = [hit.text, *(wording.contact_lines(hit.contact) if hit.kind == STATEMENT_HIT and hit.contact else [])]
    if hit.kind == CONTACT_HIT:
        said = hit.text.split(" · ")
    when = [when_text(hit.condition, bool(hit.leads_to), wording)] if hit.condition else []
    return _copied(hit.title, said, when, bool(hit.leads_to), hit.sources, warnings, wording)


def card_as_text(card: ContactCard, warnings: Iterable[Warned], wording: Wording) -> str:
    """A contact as it is copied."""
    when = [when_text(card.condition, bool(card.leads_to), wording)]
    return _copied(card.lines[0], card.lines[1:], when, bool(card.leads_to), card.sources, warnings, wording)


def _copied(
    title: str,
    said: Sequence[str],
    when: Sequence[str],
    leads: bool,
    sources: Sequence[Source],
    warnings: Iterable[Warned],
    wording: Wording,
) -> str:
    body = [*when, *said] if leads else [*said, *when]
    lines = [title, *body, *([cited(sources, wording)] if sources else []), warning_text(warnings)]
    return "\n".join(line for line in lines if line)
