"""The handbook: what its pages hold, where their links lead, that nothing in them comes from elsewhere, and how they are in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from itertools import product
from pathlib import Path, PurePosixPath
from posixpath import normpath
from typing import Any

import pytest

from assistant.answer import Adviser
from assistant.cases.case import Case
from assistant.export import handbook
from assistant.export.handbook import BESIDE
from assistant.export.index import WordEntry, letters
from assistant.i18n import language, languages
from assistant.knowledge import Knowledge
from assistant.knowledge.model import REGION
from assistant.lookup import table_topics
from assistant.texts import for_html
from assistant.words.wording import Wording
from tests.support.running import said
from tests.support.served import accessibility, chromium

ON = date(2026, 11, 22)


class Read(HTMLParser):
    """What a page refers to, what can be referred to in it, and its headings."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.refers: list[str] = []
        self.ids: list[str] = []
        self.levels: list[int] = []
        self.inline: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.refers += [given[name] for name in ("href", "src", "action") if name in given]
        self.ids += [given["id"]] if "id" in given else []
        self.levels += [int(tag[1])] if re.fullmatch("h[1-6]", tag) else []
        self.inline += [name for name in given if name == "style" or name.startswith("on")]
        self.inline += [tag] if tag == "style" or (tag == "script" and "src" not in given) else []


@pytest.fixture(scope="module")
def adviser(knowledge: Knowledge) -> Adviser:
    return Adviser(knowledge, ON)


@pytest.fixture(scope="module")
def files(adviser: Adviser) -> dict[str, str]:
    return handbook(adviser, [language(code) for code in languages()])


@pytest.fixture(scope="module")
def pages(files: dict[str, str]) -> dict[str, Read]:
    return {path: Read(text) for path, text in files.items() if path.endswith(".html")}


def test_every_topic_of_every_region_has_a_page_in_every_language(files: dict[str, str], knowledge: Knowledge) -> None:
    for code in languages():
        for region in knowledge.values_of(REGION):
            for name in ("index", "contacts", *knowledge.topics):
                assert f'<html lang="{code}"' in files[f"{code}/{region}/{name}.html"]
        for name in ("index", "words", "sources"):
            assert f"{code}/{name}.html" in files


def test_every_link_leads_to_a_page_and_a_place_that_there_is(files: dict[str, str], pages: dict[str, Read]) -> None:
    seen = 0
    for path, page in pages.items():
        for refers in page.refers:
            target, _, place = refers.partition("#")
            found = normpath(str(PurePosixPath(path).parent / target)) if target else path
            assert found in files, f"{path}: {refers}"
            assert not place or place in pages[found].ids, f"{path}: {refers}"
            seen += 1
    assert seen > 1000


def test_nothing_is_inline_or_from_elsewhere_and_headings_skip_no_level(pages: dict[str, Read]) -> None:
    for path, page in pages.items():
        assert page.inline == [], path
        assert not any("//" in refers for refers in page.refers), path
        assert len(page.ids) == len(set(page.ids)), path
        assert page.levels[:1] == [1] and page.levels.count(1) == 1, path
        assert all(after <= before + 1 for before, after in zip(page.levels, page.levels[1:], strict=False)), path


def test_the_line_that_answers_stands_first_and_the_table_is_that_of_the_lookup(
    files: dict[str, str], adviser: Adviser, knowledge: Knowledge
) -> None:
    leading = 0
    for code in languages():
        wording = Wording(knowledge, language(code))
        for region in knowledge.values_of(REGION):
            for topic in knowledge.topics:
                main = files[f"{code}/{region}/{topic}.html"].partition("<main")[2]
                lead = adviser.lead_on(topic, Case({REGION: region}, topics=(topic,)))
                if lead is not None:
                    leading += 1
                    after = main.partition("</h1>")[2].lstrip()
                    assert after.startswith(f'<p class="lead">{for_html(wording.lead(lead))}</p>')
    assert leading
    assert any("<table>" in files[f"sv/vgr/{topic}.html"] for topic in table_topics(knowledge))


def test_what_leads_to_an_authority_stands_after_its_condition(files: dict[str, str]) -> None:
    articles = [
        article
        for path, text in files.items() if path.endswith(".html")
        for article in re.findall("<article.*?</article>", text, re.S) if 'class="only_if"' in article
    ]  # fmt: skip
    assert articles
    for article in articles:
        for behind in ('class="said"', 'class="way"'):
            assert behind not in article or article.index('class="only_if"') < article.index(behind)


def test_the_same_knowledge_makes_the_same_bytes_and_another_day_says_so(
    files: dict[str, str], knowledge: Knowledge
) -> None:
    speaks = [language(code) for code in languages()]
    assert handbook(Adviser(knowledge, ON), speaks) == files
    later = handbook(Adviser(knowledge, date(2026, 11, 23)), speaks)
    assert later["sv/index.html"] != files["sv/index.html"]


def test_the_index_is_in_the_order_of_the_language() -> None:
    words = [WordEntry(word, "", ()) for word in ("öga", "Ärr", "zon", "åka", "Apa", "épi", "akut")]
    told = [(letter, [entry.word for entry in under]) for letter, under in letters(words, "sv")]
    assert told == [
        ("A", ["akut", "Apa"]), ("E", ["épi"]), ("Z", ["zon"]), ("Å", ["åka"]), ("Ä", ["Ärr"]), ("Ö", ["öga"]),
    ]  # fmt: skip
    assert [letter for letter, _ in letters(words, "en")] == ["A", "E", "O", "Z"]


def test_what_surrounds_a_page_is_in_its_language_and_its_day_has_a_year(files: dict[str, str]) -> None:
    for name in ("index", "words", "vgr/dental"):
        swedish, english = files[f"sv/{name}.html"], files[f"en/{name}.html"]
        for part in (
            '<a class="skip"[^>]*>(.*?)<',
            '<label for="q">(.*?)<',
            '<button type="submit">(.*?)<',
            "<footer[^>]*>(.*?)</",
        ):
            assert re.findall(part, swedish) and re.findall(part, swedish) != re.findall(part, english), part
        assert ON.isoformat() in swedish.partition("<footer")[2]


def test_a_source_is_named_once_on_a_page(files: dict[str, str]) -> None:
    lists = [
        re.findall("<li>(.*?)</li>", text.partition('class="cites"')[2].partition("</ul>")[0])
        for text in files.values()
    ]
    assert any(lists)
    assert all(len(told) == len(set(told)) for told in lists)


def test_the_index_names_a_contact_only_where_its_page_shows_it(files: dict[str, str], knowledge: Knowledge) -> None:
    wording = Wording(knowledge, language("sv"))
    named = 0
    for name in {for_html(wording.contact_name(contact)) for contact in knowledge.contacts.values()}:
        for entry in re.findall(rf"<li><strong>{re.escape(name)}</strong>.*?</li>", files["sv/words.html"]):
            for region in re.findall(r'href="(\w+)/contacts', entry):
                named += 1
                assert f"<h2>{name}</h2>" in files[f"sv/{region}/contacts.html"]
    assert named


def test_the_command_writes_one_language_where_it_is_named(tmp_path: Path) -> None:
    done = said("export", "handbook", str(tmp_path / "book"), "--lang", "en", "--on", ON.isoformat())
    assert (done.returncode, done.stderr) == (0, "")
    assert {path.name for path in (tmp_path / "book").iterdir()} == {"index.html", "en", *BESIDE}
    assert "files written to" in done.stdout
    (tmp_path / "usual").touch()
    written = tmp_path / "book" / "index.html"
    assert written.stat().st_mode == (tmp_path / "usual").stat().st_mode, "a web server may read it"


def test_the_command_refuses_another_form_and_a_file_in_place_of_the_folder(tmp_path: Path) -> None:
    wrong = said("export", "book", str(tmp_path), "--lang", "en")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "handbook" in wrong.stderr
    (tmp_path / "file").write_text("kept", encoding="utf-8")
    done = said("export", "handbook", str(tmp_path / "file"), "--lang", "en")
    assert done.returncode == 2
    assert "is no folder" in done.stderr
    assert (tmp_path / "file").read_text(encoding="utf-8") == "kept"


# -- in a browser --------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def book(files: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a handbook as a folder of files: no server is needed."""
    folder = tmp_path_factory.mktemp("book")
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder.as_uri()


@pytest.mark.parametrize(
    "name", ["index", "sv/index", "sv/vgr/index", "en/vgr/visit_fee", "sv/vgr/contacts", "sv/words", "en/sources"]
)
def test_pages_are_accessible_and_as_wide_as_the_window(browser: Any, book: str, name: str) -> None:
    rules = accessibility()
    page = browser.new_page()
    page.goto(f"{book}/{name}.html")
    page.evaluate(rules)
    for width, scheme in product((360, 1200), ("light", "dark")):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        found = page.evaluate("axe.run({preload: false, resultTypes: ['violations']})")["violations"]
        assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == [], (width, scheme)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, scheme
    page.close()


@pytest.mark.parametrize("script", [True, False])
def test_a_word_is_found_with_and_without_script(browser: Any, book: str, knowledge: Knowledge, script: bool) -> None:
    context = browser.new_context(java_script_enabled=script)
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    label = Wording(knowledge, language("sv")).topic("dental")
    page.goto(f"{book}/sv/vgr/index.html")
    page.fill("#q", label.upper())
    page.press("#q", "Enter")
    page.wait_for_url("**/words.html?q=*")
    shown = page.locator(".index li:visible")
    every = page.locator(".index li").count()
    assert (shown.count() < every) == script
    assert all(label.lower() in text.lower() for text in shown.all_inner_texts()) == script
    page.locator(".index li:visible", has_text=label).first.locator("a").first.click()
    assert page.locator("h1").inner_text().startswith(label)
    assert wrong == []
    context.close()
