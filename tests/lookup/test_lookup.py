"""Quick lookup: what a query finds and what it must not show, when a statement holds, the tables, and the contacts."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import pytest

from assistant.answer import Adviser
from assistant.cases.case import Case, case_from_words
from assistant.cases.space import ALL, NONE
from assistant.i18n import Language, language, languages
from assistant.knowledge.model import REGION
from assistant.lookup import Cell, Hit, Lookup, Table, When, contacts_page, table, table_topics
from assistant.lookup.entries import IndexEntry, Spoken, ValueName
from assistant.lookup.index import Index
from assistant.lookup.writers import WIDTH, found_as_text, table_as_csv, write_table
from assistant.words.wording import Wording
from tests.support.covers import union
from tests.support.here import data

QUERIES = [asked["query"] for asked in data("lookup/queries.yaml")]
LANGUAGES = [language(code) for code in languages()]
TABLES = ("visit_fee", "medicines", "entitlement", "travel", "dental")


@pytest.fixture(scope="session")
def lookup(adviser: Adviser) -> Lookup:
    return Lookup(adviser, LANGUAGES)


def named(hits: tuple[Hit, ...], most: int | None = None) -> list[str]:
    return [f"{hit.kind}:{hit.id}" for hit in hits[:most]]


# -- what is found -------------------------------------------------------------------------------------------------------


def test_better_matches_come_first() -> None:
    """The same word in a name: exact, then stem, then beginning, then mistyped; and each in a name before it in a text."""

    def entry(id: str, label: str = "", text: str = "") -> IndexEntry:
        return IndexEntry("term", id, (Spoken("sv", label),), (Spoken("sv", text),), ())

    made = [
        entry("text_prefix", text="avgiftsfri"),
        entry("text_stem", text="avgifter"),
        entry("text_exact", text="en avgift"),
        entry("label_prefix", label="avgiftsfri"),
        entry("label_stem", label="avgifter"),
        entry("label_exact", label="min avgift"),
        entry("whole", label="avgift"),
    ]
    index = Index(made, [])
    found = [made[scored.entry].id for scored in index.read("avgift").found]
    expected = ["whole", "label_exact", "label_stem", "label_prefix", "text_exact", "text_stem", "text_prefix"]
    assert found == expected
    mistyped = Index([entry("text", text="avgift"), entry("label", label="avgift")], [])
    assert [scored.entry for scored in mistyped.read("avigft").found] == [1, 0]
    assert index.read("avgift") == index.read("avgift")


def test_getting_ready_changes_nothing_that_is_found_and_is_done_once(adviser: Adviser, lookup: Lookup) -> None:
    early, speaks = Lookup(adviser, [language(code) for code in languages()]), language("sv")
    assert len(list(early.prepared())) > 2, "in steps, between which a key can be read"
    assert list(early.prepared()) == []
    for query in ("m", "papperslös medicin", "qqqqqq"):
        assert early.find(query, speaks) == lookup.find(query, speaks)


def test_nothing_found_says_what_is_near(lookup: Lookup) -> None:
    found = lookup.find("xqtolkzq", language("sv"))
    assert (found.hits, found.not_understood) == ((), ("xqtolkzq",))
    assert "tolk" in " ".join(found.nearest)


@pytest.mark.parametrize(
    ("code", "near"), [("sv", "medicin"), ("en", "medical")], ids=["Swedish shown", "English shown"]
)
def test_what_is_near_is_told_in_the_language_shown(code: str, near: str, lookup: Lookup) -> None:
    found = lookup.find("medisyn", language(code))
    assert found.hits == () and found.nearest[0] == near


def test_a_word_of_another_language_is_near_only_if_it_is_nearer() -> None:
    def index(*labels: tuple[str, str]) -> Index:
        return Index([IndexEntry("term", text, (Spoken(code, text),), (), ()) for code, text in labels], [])

    assert index(("sv", "medicin"), ("en", "medical")).near("medisyn", "sv") == ("medicin",)
    assert index(("sv", "medikin"), ("en", "medisin")).near("medisyn", "sv") == ("medikin", "medisin")
    assert index(("en", "medical")).near("medisyn", "sv") == ("medical",), "better than nothing"


def test_a_word_that_nothing_has_is_named(lookup: Lookup) -> None:
    found = lookup.find("medicin qqqqqqq", language("sv"))
    assert found.not_understood == ("qqqqqqq",)
    assert named(found.hits, 1) == ["topic:medicines"]


# -- what is shown ----------------------------------------------------------------------------------------------


def test_what_is_not_for_the_patient_named_comes_last_and_says_so(lookup: Lookup) -> None:
    found = lookup.find("papperslös läkemedel", language("en"), most=500)
    apt = [hit.apt for hit in found.hits]
    assert apt == sorted(apt, reverse=True)
    undocumented = lookup.adviser.space.having("status", "undocumented")
    for hit in found.hits:
        if hit.kind == "statement":
            assert hit.apt == bool(lookup.adviser.space.rules[hit.id] & undocumented)
    text = found_as_text(found, Wording(lookup.knowledge, language("en")))
    assert "NOT FOR: Undocumented" in text


def test_a_number_that_may_be_a_patients_is_not_shown_again(lookup: Lookup) -> None:
    found = lookup.find("tolk 19121212 121212-1212 qqqqqqq", language("sv"))
    assert found.not_understood == ("qqqqqqq",)
    assert "1212" not in found_as_text(found, Wording(lookup.knowledge, language("sv")))


def test_a_result_opens_with_what_it_presumes(lookup: Lookup) -> None:
    hits = {hit.id: hit for hit in lookup.find("läkemedel papperslös", language("sv"), most=500).hits}
    assert hits["medicines.fee.undocumented.adult"].case_words == ("status=undocumented", "topic=medicines")
    assert hits["medicines"].case_words == ("topic=medicines",)


# -- when it holds -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("speaks", LANGUAGES, ids=lambda each: each.code)
def test_a_condition_in_words_names_each_value(speaks: Language, lookup: Lookup) -> None:
    wording = Wording(lookup.knowledge, speaks)
    for query in QUERIES:
        for hit in lookup.find(query, speaks).hits:
            condition = hit.condition
            if condition is None or condition.always:
                continue
            assert len(condition.words) + condition.more == len(condition.rows)
            for row, text in zip(condition.rows, condition.words, strict=False):
                for fact, values in row.items():
                    question = lookup.knowledge.questions[fact]
                    assert wording.short(fact) in text
                    if question.number is not None:  # bands that touch are told as one
                        assert all(span in text for span in wording.values(question, values))
                        continue
                    shown = [value for value in question.values if wording.value(question, value.id) in text]
                    left_out = [value for value in question.values if value.id not in values]
                    assert {value.id for value in shown} >= set(values) or shown == left_out


def test_a_long_condition_says_how_many_cases_it_leaves_out(lookup: Lookup) -> None:
    wording = Wording(lookup.knowledge, language("en"))
    condition = When(({"status": ("resident",)},) * 6, ("Situation: Resident",) * 4, 2)
    assert "2" in condition.text(wording)


# -- tables --------------------------------------------------------------------------------------------------------------


def every_cell(made: Table) -> Iterator[Cell]:
    return (cell for row in made.rows for cell in row.cells)


def test_what_has_fees_or_rights_has_a_table(adviser: Adviser) -> None:
    assert {*TABLES} <= {*table_topics(adviser.knowledge)}


@pytest.mark.parametrize("topic", TABLES)
def test_a_table_without_a_region_says_only_what_is_certain_in_all(topic: str, adviser: Adviser) -> None:
    wording = Wording(adviser.knowledge, language("en"))
    made = table(adviser, wording, topic, Case())
    by_region = {
        region: table(adviser, wording, topic, Case({REGION: region})) for region in adviser.knowledge.values_of(REGION)
    }
    covered = NONE
    for cell in every_cell(made):
        covered |= cell.cases
        texts = {
            other.text for regional in by_region.values() for other in every_cell(regional) if other.cases & cell.cases
        }
        if made.kind == "fee":
            assert cell.certain == (len(texts) == 1), (cell.text, texts)
        if not cell.certain:
            assert cell.depends_on
            assert not cell.rules
            assert wording.short(cell.depends_on[0]) in cell.text
        elif made.kind == "fee":
            assert texts == {cell.text}
    assert covered is ALL


def test_a_table_of_a_known_patient_has_one_row_and_column(adviser: Adviser) -> None:
    case = case_from_words(adviser.knowledge, ["region=vgr", "status=undocumented", "age=7", "visit=emergency"])
    made = table(adviser, Wording(adviser.knowledge, language("sv")), "visit_fee", case)
    assert [len(row.cells) for row in made.rows] == [1]
    assert made.rows[0].cells[0].text == language("sv").gettext("free of charge")


@pytest.mark.parametrize("topic", TABLES)
def test_a_situation_has_grids_whose_rows_are_one_question(topic: str, adviser: Adviser) -> None:
    """The rows of a grid differ in one question only, and each situation stands once, in the order of its question."""
    made = table(adviser, Wording(adviser.knowledge, language("sv")), topic, Case({REGION: "vgr"}))
    heads = [grid.head for grid in made.grids if grid.first]
    assert len(heads) == len({*heads}) == len(adviser.knowledge.values_of("status"))
    for grid in made.grids:
        asked = [dict(row.answers.items()) for row in grid.rows]
        differ = {fact for answers in asked for fact in answers if len({each.get(fact) for each in asked}) > 1}
        assert len(differ) <= 1


def test_texts_in_the_same_words_share_a_number(adviser: Adviser) -> None:
    for topic in table_topics(adviser.knowledge):
        made = table(adviser, Wording(adviser.knowledge, language("en")), topic, Case({REGION: "vgr"}))
        texts = [note.text for note in made.notes]
        assert len(texts) == len({*texts})
        for cell in every_cell(made):
            told = {rule.id for note in made.notes if note.number in cell.notes for rule in note.rules}
            assert {*cell.rules} <= told


def test_the_cells_of_the_open_case_are_marked_in_a_table_for_all(adviser: Adviser) -> None:
    wording = Wording(adviser.knowledge, language("en"))
    mine = case_from_words(adviser.knowledge, ["region=vgr", "status=undocumented", "age=30", "visit=primary_doctor"])
    made = table(adviser, wording, "visit_fee", Case({REGION: "vgr"}), mine)
    marked = [cell for cell in every_cell(made) if cell.mine]
    assert len(marked) == 1
    assert adviser.space.completions(mine.known) & marked[0].cases
    assert marked[0].in_grid in write_table(made, wording, "text")
    assert not any(cell.mine for cell in every_cell(table(adviser, wording, "visit_fee", Case({REGION: "vgr"}))))


@pytest.mark.parametrize("speaks", LANGUAGES, ids=lambda each: each.code)
@pytest.mark.parametrize("topic", TABLES)
def test_a_table_in_text_fits_and_explains_its_numbers(topic: str, speaks: Language, adviser: Adviser) -> None:
    wording = Wording(adviser.knowledge, speaks)
    made = table(adviser, wording, topic, Case({REGION: "vgr"}))
    text = write_table(made, wording, "text")
    assert max(map(len, text.splitlines())) <= WIDTH
    assert "\x1b" not in text
    for note in made.notes:
        assert f"[{note.number}] " in text
        for source in note.sources:
            assert wording.cited(source) in " ".join(text.split())
    assert made.on.isoformat() in text


@pytest.mark.parametrize("topic", TABLES)
def test_a_table_in_csv_and_markdown_has_every_cell(topic: str, adviser: Adviser) -> None:
    wording = Wording(adviser.knowledge, language("sv"))
    made = table(adviser, wording, topic, Case({REGION: "rjl"}))
    read = list(csv.DictReader(io.StringIO(table_as_csv(made, wording))))
    cells = list(every_cell(made))
    assert [line["text"] for line in read] == [cell.text for cell in cells]
    assert [line["rules"].split() for line in read] == [list(cell.rules) for cell in cells]
    markdown = write_table(made, wording, "markdown")
    assert sum(line.startswith("|") for line in markdown.splitlines()) == len(made.rows) + 2


def test_a_topic_without_fees_or_rights_has_no_table(adviser: Adviser) -> None:
    assert "referral" not in table_topics(adviser.knowledge)
    with pytest.raises(KeyError):
        table(adviser, Wording(adviser.knowledge, language("sv")), "referral", Case())


# -- contacts ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("region", ["vgr", "rjl", "other"])
def test_the_contacts_of_a_region_say_for_which_patients_they_are(region: str, adviser: Adviser) -> None:
    knowledge, space = adviser.knowledge, adviser.space
    page = contacts_page(adviser, Wording(knowledge, language("sv")), Case({REGION: region}))
    assert [card.contact.id for card in page.cards] == [
        contact.id for contact in knowledge.contacts.values() if contact.pack in ("national", region)
    ]
    for card in page.cards:
        naming = NONE
        for id, holds in space.rules.items():
            said = knowledge.rules[id].statement
            naming |= holds if said is not None and said.contact == card.contact.id else NONE
        within = space.having(REGION, region)
        assert union(space, card.condition.rows) & within == naming & within
        if card.leads_to:
            assert page.warnings
            assert not naming & space.having("status", "undocumented")


@pytest.mark.parametrize(
    "case", ["status=undocumented", "region=rjl status=unknown", "region=rjl age=30", "region=rjl proof=none"]
)
def test_a_contact_that_is_not_certainly_for_the_patient_is_withheld(case: str, adviser: Adviser) -> None:
    page = contacts_page(
        adviser, Wording(adviser.knowledge, language("sv")), case_from_words(adviser.knowledge, case.split())
    )
    assert not any(card.leads_to for card in page.cards)
    assert page.withheld == (2 if "rjl" in case else 0)


def test_the_number_for_a_card_is_shown_to_an_asylum_seeker_who_has_none(adviser: Adviser) -> None:
    case = case_from_words(adviser.knowledge, ["region=rjl", "status=asylum_seeker", "proof=none"])
    page = contacts_page(adviser, Wording(adviser.knowledge, language("sv")), case)
    assert [card.leads_to for card in page.cards] == [("migration_agency",)] * 2
    assert all(card.condition.always for card in page.cards)


# -- words that name a patient -------------------------------------------------------------------------------------------


def test_a_name_of_several_words_is_named_only_whole() -> None:
    names = [ValueName("visit", "inpatient", Spoken("sv", "inskriven på sjukhus"))]
    index = Index([IndexEntry("topic", "x", (Spoken("sv", "sjukhus"),), (), ())], names)
    assert index.read("sjukhus").implied == ()
    assert index.read("inskriven på sjukus").implied == (("visit", "inpatient"),)
