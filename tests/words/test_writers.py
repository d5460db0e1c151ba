"""What an answer looks like as text, Markdown, HTML and JSON, in both languages: the same facts everywhere, and no markup from outside."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from html.parser import HTMLParser

import pytest

from assistant.answer import Adviser
from assistant.cases.case import case_from_words
from assistant.i18n import Language, language, languages
from assistant.knowledge.model import UNKNOWN, Fee
from assistant.words.outline import OPEN, POSSIBLE, Section, sections
from assistant.words.wording import Wording
from assistant.words.writers import FORMATS, as_object, write

CASES = (
    "region=vgr status=asylum_seeker proof=lma_expired age=34 topic=medicines,registration",
    "region=rjl status=undocumented age=44 topic=visit_fee,dental visit=primary_doctor",
    "status=unknown topic=housing",
    "region=other status=undocumented age=7 topic=interpreter,home_care",
    "status=visitor topic=entitlement",
    "",
)
KINDS = {"entitlement", "responsibility", "fee", "contact", "step", "warning", "note"}
ACTORS = {
    "region_unit", "municipal_care", "asylum_unit", "migration_agency", "patient", "pharmacy", "dental_service", "reception", "manager",
}  # fmt: skip


@pytest.mark.parametrize("words", CASES)
def test_json_keeps_the_contract(adviser: Adviser, each_language: Language, words: str) -> None:
    case = case_from_words(adviser.knowledge, words.split())
    found = json.loads(write(adviser.answer(case), Wording(adviser.knowledge, each_language), "json"))
    assert {"knowledge", "facts", "derived", "answer", "open_questions"} <= found.keys()
    assert found["knowledge"].keys() == {"version", "engine"}
    for said in found["answer"]:
        assert said.keys() >= {
            "id",
            "topic",
            "kind",
            "certain",
            "depends_on",
            "actor",
            "text",
            "fee",
            "contact",
            "sources",
            "because",
        }
        assert said["kind"] in KINDS
        assert set(said["actor"]) <= ACTORS
        assert said["certain"] == (not said["depends_on"])
        assert said["text"] and "{" not in said["text"]
        assert said["sources"]
        for source in said["sources"]:
            assert source.keys() == {"clause", "document", "at", "date", "grade", "stale"}
        assert (said["fee"] is not None) == (said["kind"] == "fee")
        if said["fee"] is not None:
            assert said["fee"].keys() == {"amount", "currency", "max", "per"}
            assert said["fee"]["amount"] is None or Decimal(said["fee"]["amount"]) >= 0
        if said["contact"] is not None:
            assert said["contact"].keys() == {"name", "phone", "email", "fax"}
        assert said["certain"] or not said["because"]
    for open_question in found["open_questions"]:
        assert open_question.keys() == {"fact", "why"} and open_question["why"]


def test_json_gives_facts_as_they_were_given(adviser: Adviser) -> None:
    case = case_from_words(adviser.knowledge, ["region=vgr", "status=undocumented", "age=7", "topic=interpreter"])
    found = as_object(adviser.answer(case), Wording(adviser.knowledge, language("sv")))
    assert found["facts"] == {
        "region": "vgr",
        "status": "undocumented",
        "age": 7,
        "age_group": "under_18",
        "topic": ["interpreter"],
    }
    assert found["derived"]["care_scope"] == "as_residents"


@pytest.mark.parametrize("words", CASES)
def test_both_languages_state_the_same_facts(adviser: Adviser, words: str) -> None:
    answer = adviser.answer(case_from_words(adviser.knowledge, words.split()))
    swedish, english = (as_object(answer, Wording(adviser.knowledge, language(code))) for code in ("sv", "en"))
    for one, other in zip(swedish["answer"], english["answer"], strict=True):
        in_words = ("text", "lead_text", "contact", "sources")
        assert {key: value for key, value in one.items() if key not in in_words} == {
            key: value for key, value in other.items() if key not in in_words
        }
        assert one["text"] != other["text"], "not translated"


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("words", CASES)
def test_every_format_says_every_statement_and_source(
    adviser: Adviser, each_language: Language, form: str, words: str
) -> None:
    answer = adviser.answer(case_from_words(adviser.knowledge, words.split()))
    wording = Wording(adviser.knowledge, each_language)
    written = write(answer, wording, form)
    plain = squeezed(plain_text(written, form))
    for said in answer.statements:
        assert squeezed(wording.rule_text(said.rule)) in plain
        for source in said.sources:
            assert source.clause.id in plain
    assert adviser.knowledge.version in plain
    assert "\x1b" not in written
    assert written.endswith("\n")


def squeezed(text: str) -> str:
    return " ".join(text.split())


def plain_text(written: str, form: str) -> str:
    if form == "markdown":
        return re.sub(r"\\(.)", r"\1", written)
    if form == "json":
        return written.replace('\\"', '"')
    if form != "html":
        return written
    reader = Reader()
    reader.feed(written)
    return reader.text


class Reader(HTMLParser):
    """The text of a page, and a check that every tag is closed in order."""

    void = frozenset({"meta", "br", "!doctype"})

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        assert tag not in ("script", "img", "link", "iframe"), "the page loads or runs something"
        if tag not in self.void:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def possible(adviser: Adviser, speaks: Language, words: str) -> Section:
    answer = adviser.answer(case_from_words(adviser.knowledge, words.split()))
    found = sections(answer, Wording(adviser.knowledge, speaks))
    return next(section for section in found if section.name == POSSIBLE)


def test_what_one_answer_decides_stands_under_that_answer(adviser: Adviser, each_language: Language) -> None:
    wording = Wording(adviser.knowledge, each_language)
    section = possible(adviser, each_language, "region=vgr status=unknown topic=visit_fee,registration")
    assert [item for _, items in section.groups for item in items] == list(section.items)
    headings = [group for group, _ in section.groups]
    assert len(headings) == len(set(headings)) > 2
    for group, items in section.groups:
        for item in items:
            assert item.said is not None and not item.said.certain
            said = item.said
            # What the sub-heading says is not said again below each statement.
            if said.certain_if:
                fact, values = said.depends_on[0], said.certain_if
                besides: tuple[str, ...] = ()
            else:
                assert said.only_if is not None
                fact, values, besides = said.only_if
            assert wording.if_it_is(fact, values) == group
            assert (wording.depends_on(besides) in item.notes) == bool(besides)
            assert wording.short(fact) in group
            labels = [wording.value(adviser.knowledge.questions[fact], value) for value in values]
            assert all(label in group for label in labels)


def test_what_no_single_answer_excludes_stands_last(adviser: Adviser, each_language: Language) -> None:
    several = each_language.gettext("Depends on several answers")
    found = False
    for topic in adviser.knowledge.topics:
        groups = possible(adviser, each_language, f"topic={topic}").groups
        names = [group for group, _ in groups]
        assert several not in names[:-1]
        for group, items in groups:
            for item in items:
                assert item.said is not None
                found |= group == several
                assert (group == several) == (not item.said.certain_if and item.said.only_if is None)
    assert found or several


@pytest.mark.parametrize(
    ("words", "heading"),
    [
        ("region=vgr topic=registration", "If “Situation” is “Undocumented (without a permit)”"),
        (
            "region=vgr status=undocumented topic=visit_fee age_group=20_plus",
            "If “Visit” is “Emergency department”",
        ),
        ("region=vgr status=undocumented topic=medicines", "If “Age” is “18 or older”"),
    ],
)
def test_the_heading_names_every_value_with_which_it_holds(adviser: Adviser, words: str, heading: str) -> None:
    assert heading in [group for group, _ in possible(adviser, language("en"), words).groups]


def test_all_values_but_one_are_named_by_the_one(adviser: Adviser) -> None:
    answer = adviser.answer(case_from_words(adviser.knowledge, ["region=vgr", "topic=visit_fee"]))
    said = next(said for said in answer.possible if said.depends_on == ("status",))
    all_but_one = ("asylum_seeker", "temporary_protection", "undocumented", "resident")
    wording = Wording(adviser.knowledge, language("en"))
    assert wording.certain_if(said._replace(certain_if=all_but_one)) == (
        "If “Situation” is anything but “On a temporary visit”"
    )


@pytest.mark.parametrize(("form", "mark"), [("text", "\n{}:\n"), ("markdown", "\n### {}\n"), ("html", "<h3>{}</h3>")])
def test_sub_headings_stand_in_every_format_for_people(
    adviser: Adviser, each_language: Language, form: str, mark: str
) -> None:
    answer = adviser.answer(case_from_words(adviser.knowledge, ["region=vgr", "topic=registration"]))
    wording = Wording(adviser.knowledge, each_language)
    written = re.sub(r"\\(.)", r"\1", write(answer, wording, form))
    said = next(said for said in answer.possible if said.certain_if == ("undocumented",))
    assert mark.format(wording.certain_if(said)) in written


def test_who_does_not_know_is_told_how_to_find_out(adviser: Adviser, each_language: Language) -> None:
    wording = Wording(adviser.knowledge, each_language)
    answer = adviser.answer(case_from_words(adviser.knowledge, ["region=vgr", "status=unknown", "topic=registration"]))
    section = next(section for section in sections(answer, wording) if section.name == OPEN)
    for open_question, item in zip(answer.open_questions, section.items, strict=True):
        question = adviser.knowledge.questions[open_question.fact]
        told = any(wording.value_help(question, UNKNOWN) in note for note in item.notes)
        assert told == (open_question.fact == "status"), "only what was asked and not known"


def test_html_says_its_language_and_loads_nothing(adviser: Adviser, each_language: Language) -> None:
    page = write(
        adviser.answer(case_from_words(adviser.knowledge, [])), Wording(adviser.knowledge, each_language), "html"
    )
    assert f"<html lang='{each_language.code}'>" in page
    assert "src=" not in page and "@import" not in page and "url(" not in page


def test_markup_in_a_text_is_shown_and_does_nothing(adviser: Adviser) -> None:
    class Hostile(Wording):
        def rule_text(self, rule):
            return "<b>*x*</b> [y](javascript:z) & `q`"

    answer = adviser.answer(case_from_words(adviser.knowledge, ["topic=housing", "status=undocumented"]))
    wording = Hostile(adviser.knowledge, language("sv"))
    assert "<b>*x*" not in write(answer, wording, "html")
    assert "&lt;b&gt;*x*" in write(answer, wording, "html")
    assert r"\<b\>\*x\*\</b\> \[y\](javascript:z)" in write(answer, wording, "markdown")


@pytest.mark.parametrize(
    ("amount", "maximum", "per", "swedish", "english"),
    [
        ("50", False, "visit", "50 kr per besök", "SEK 50 per visit"),
        ("50", True, "dispensing", "högst 50 kr per uttag", "at most SEK 50 per dispensing"),
        ("12.50", False, None, "12,50 kr", "SEK 12.50"),
        ("1250", False, None, "1 250 kr", "SEK 1,250"),
        ("0", False, "visit", "avgiftsfritt", "free of charge"),
        (None, False, None, "beloppet är inte känt här", "amount not known here"),
    ],
)
def test_fees_are_written_as_each_language_does(
    adviser: Adviser, amount, maximum, per, swedish: str, english: str
) -> None:
    fee = Fee(None if amount is None else Decimal(amount), "SEK", maximum, per)
    for code, expected in (("sv", swedish), ("en", english)):
        assert Wording(adviser.knowledge, language(code)).fee(fee).replace("\u00a0", " ") == expected


def test_there_are_two_languages_swedish_first() -> None:
    assert languages() == ("sv", "en")
