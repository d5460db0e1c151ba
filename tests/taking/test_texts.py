"""Taking an answer along: what is copied, what is saved, that it prints on one page, and that nothing in it identifies a patient."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answer import Adviser, Answer
from assistant.cases.case import case_from_words
from assistant.i18n import Language, language
from assistant.knowledge import shipped_knowledge
from assistant.receipt import receipt_of, to_json
from assistant.taking import (
    ENDINGS,
    answer_text,
    contact_text,
    default_folder,
    export,
    file_name,
    form_text,
    forms,
    save,
    statement_text,
    without_numbers,
)
from assistant.words.outline import outline
from assistant.words.page import PRINTS, as_html, fitting_print
from assistant.words.wording import Wording
from assistant.words.writers import write
from tests.support.here import TODAY

NOW = datetime(2026, 11, 22, 14, 5, 59)
ADVISER = Adviser(shipped_knowledge(), TODAY)
HOME_CARE = "region=vgr status=undocumented age=7 topic=home_care,medicines"
SAMSA = """\
Patientadministration
Kontaktuppgifter, patient:
Kontaktuppgifter, närstående:
Vistelseadress:
Fast vårdkontakt:

Inskriven i hemsjukvård
Nej

"""


def asked(words: str) -> Answer:
    return ADVISER.answer(case_from_words(ADVISER.knowledge, words.split()))


def spoken(code: str) -> Wording:
    return Wording(ADVISER.knowledge, language(code))


# -- copying -------------------------------------------------------------------------------------------------------------


def test_a_contact_has_every_way_to_reach_it(each_language: Language) -> None:
    wording = Wording(ADVISER.knowledge, each_language)
    for contact in ADVISER.knowledge.contacts.values():
        text = contact_text(contact, wording)
        assert text.splitlines()[0] == wording.contact_name(contact)
        for way in (contact.phone, contact.email, contact.fax):
            assert way is None or way in text


def test_a_contacts_hours_come_along() -> None:
    contact = next(iter(ADVISER.knowledge.contacts.values()))._replace(hours="vardagar 9–12")
    assert contact_text(contact, spoken("en")).splitlines()[-1] == "Hours: vardagar 9–12"


def test_a_statement_comes_with_its_notes_and_its_clauses_with_dates(each_language: Language) -> None:
    wording = Wording(ADVISER.knowledge, each_language)
    for said in asked(HOME_CARE).statements:
        text = statement_text(said, wording)
        assert text.startswith(wording.rule_text(said.rule) + "\n") and text.endswith("\n")
        for source in said.sources:
            line = next(line for line in text.splitlines() if line.startswith(f"{source.clause.id}: "))
            assert wording.date(source.document) in line


def test_the_form_for_samsa_is_swedish_with_headings_and_blank_lines() -> None:
    answer = asked(HOME_CARE)
    assert forms(answer) == ("SAMSA",)
    text = form_text(answer, "SAMSA")
    assert text.startswith(SAMSA)
    assert text.endswith("\n") and not text.endswith("\n\n")
    for part in (said.statement.form for said in answer.certain):
        assert part is None or "\n".join([part.heading, *part.lines]) in text


def test_an_answer_without_a_form_has_none_to_copy() -> None:
    answer = asked("region=vgr status=undocumented topic=interpreter")
    assert forms(answer) == () and form_text(answer, "SAMSA") == ""


def test_a_form_holds_only_what_is_certain() -> None:
    assert forms(asked("region=vgr topic=home_care")) == ()


# -- nothing identifies a patient ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("ages", [(0, 17), (18, 19), (20, 103)])
def test_every_export_is_the_same_for_all_ages_of_a_band(ages: tuple[int, int], each_language: Language) -> None:
    wording = Wording(ADVISER.knowledge, each_language)
    exported: list[list[str]] = []
    for age in ages:
        answer = asked(f"region=vgr status=asylum_seeker proof=lma_valid age={age} topic=medicines,dental,visit_fee")
        texts = [export(answer, wording, form) for form in ENDINGS]
        exported.append([*texts, answer_text(answer, wording), to_json(receipt_of(answer, wording))])
    assert exported[0] == exported[1]


def test_the_band_stands_where_the_age_stood() -> None:
    answer = asked("region=vgr status=undocumented age=7 topic=medicines")
    assert any("age=7" in said.because for said in answer.certain)
    kept = without_numbers(answer, ADVISER.knowledge)
    assert any("age_group=under_18" in said.because for said in kept.certain)
    assert "age=7" not in {word for said in kept.statements for word in said.because}
    assert not kept.case.numbers
    same = asked("region=vgr status=undocumented age_group=under_18 topic=medicines")
    assert (kept.case, kept.statements) == (same.case, same.statements)


def test_what_ask_prints_stays_as_the_contract_says() -> None:
    assert '"age": 7' in write(asked("status=undocumented age=7 topic=medicines"), spoken("en"), "json")


def test_a_format_that_there_is_not_is_a_fault_of_the_program() -> None:
    with pytest.raises(KeyError):
        export(asked(""), spoken("sv"), "pdf")


# -- saving --------------------------------------------------------------------------------------------------------------


def test_the_name_of_a_file_says_when_and_nothing_else(tmp_path: Path) -> None:
    assert file_name(NOW, ".html") == "vardlots-2026-11-22-1405.html"
    assert save("text", tmp_path, NOW, ".html").name == "vardlots-2026-11-22-1405.html"


def test_no_file_is_ever_overwritten(tmp_path: Path) -> None:
    paths = [save(text, tmp_path, NOW, ".txt") for text in ("one", "två", "three")]
    assert [path.name for path in paths] == [
        "vardlots-2026-11-22-1405.txt",
        "vardlots-2026-11-22-1405-2.txt",
        "vardlots-2026-11-22-1405-3.txt",
    ]
    assert [path.read_text(encoding="utf-8") for path in paths] == ["one", "två", "three"]


def test_a_link_that_waits_in_the_place_of_the_file_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / file_name(NOW, ".txt")).symlink_to(tmp_path / "elsewhere")
    assert save("text", tmp_path, NOW, ".txt").name == "vardlots-2026-11-22-1405-2.txt"
    assert not (tmp_path / "elsewhere").exists()


def test_a_folder_that_is_not_there_or_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for folder in (tmp_path / "none", tmp_path / "file"):
        with pytest.raises(OSError):
            save("text", folder, NOW, ".txt")


def test_nothing_is_left_of_a_file_that_could_not_be_written(tmp_path: Path) -> None:
    with pytest.raises(UnicodeEncodeError):
        save("whole \ud800", tmp_path, NOW, ".txt")
    assert not list(tmp_path.iterdir())


def test_files_are_saved_in_a_folder_that_there_is() -> None:
    assert default_folder().is_dir()


# -- the printed page ----------------------------------------------------------------------------------------------------

STATUSES = ("asylum_seeker", "temporary_protection", "undocumented", "resident", "visitor")


@pytest.mark.parametrize("status", STATUSES)
def test_an_answer_on_one_topic_prints_on_one_page(status: str, each_language: Language) -> None:
    wording = Wording(ADVISER.knowledge, each_language)
    for topic in ADVISER.knowledge.topics:
        for region in ("vgr", "rjl", "other"):
            for age in ("7", "34"):
                answer = asked(f"region={region} status={status} age={age} topic={topic}")
                assert fitting_print(outline(answer, wording)) is not None, (region, topic)


def test_a_short_answer_is_printed_large_and_a_long_one_small(ask: Callable[[str], Answer]) -> None:
    short = fitting_print(outline(ask("region=vgr status=undocumented topic=interpreter"), spoken("sv")))
    long = fitting_print(outline(ask(HOME_CARE.replace(",medicines", "")), spoken("sv")))
    assert short is not None and long is not None
    assert PRINTS.index(short) < PRINTS.index(long)
    assert (short.columns, long.columns) == (1, 2)


def test_what_no_readable_print_brings_onto_a_page_is_printed_on_several() -> None:
    everything = outline(asked(""), spoken("sv"))
    assert fitting_print(everything) is None
    assert "font:9pt" in as_html(everything)
    assert min(how.points for how in PRINTS) >= 7


def test_the_page_loads_nothing_and_says_its_language_and_its_headings(each_language: Language) -> None:
    wording = Wording(ADVISER.knowledge, each_language)
    page = export(asked(HOME_CARE), wording, "html")
    assert f"<html lang='{each_language.code}'>" in page and "@page{size:A4" in page
    assert not re.search(r"src=|href=|@import|url\(|<script|<link", page)
    levels = [int(level) for level in re.findall(r"<h(\d)>", page)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_steps_are_boxes_to_tick_and_sources_with_the_day_stand_at_the_foot() -> None:
    page = export(asked(HOME_CARE), spoken("en"), "html")
    steps = page.split("<section class='step'>")[1].split("</section>")[0]
    assert "<ul class='tick'>" in steps
    sections = [part.split("</section>")[0] for part in page.split("<section class='step'>")[1:]]
    assert page.count("class='tick'") == sum(section.count("class='tick'") for section in sections)
    foot = page.split("</main>")[1]
    assert "Sources" in foot and "2025-11-05" in foot and "2026-11-22" in foot and ADVISER.knowledge.version in foot


values = st.fixed_dictionaries(
    {},
    optional={
        fact: st.sampled_from([value.id for value in question.values])
        for fact, question in ADVISER.knowledge.questions.items()
    },
)


@given(values, st.lists(st.sampled_from(list(ADVISER.knowledge.topics)), max_size=3, unique=True))
@settings(max_examples=40)
def test_every_export_says_every_statement(facts: dict[str, Any], topics: list[str]) -> None:
    words = [f"{fact}={value}" for fact, value in facts.items()] + ([f"topic={','.join(topics)}"] if topics else [])
    answer = asked(" ".join(words))
    wording = spoken("sv")
    page, text = re.sub("<[^>]+>", "", export(answer, wording, "html")), answer_text(answer, wording)
    for said in answer.statements:
        if said.statement.always and not said.certain:
            continue  # a region's own words on acute care stand nowhere while the region is open: it does not depend on it
        form = said.statement.form
        told = form.heading if form is not None and said.certain else wording.rule_text(said.rule)
        assert told.replace("&", "&amp;").replace('"', "&quot;") in page
        assert told in text
