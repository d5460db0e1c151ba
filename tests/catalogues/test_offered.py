"""A language is offered once enough of it is translated; what is not is told in the next best language, and marked; and it runs as it is written."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from assistant.catalogues.files import catalogue_files
from assistant.catalogues.messages import MessageKey
from assistant.catalogues.updating import compile_all
from assistant.i18n import CODE_DOMAIN, KNOWLEDGE_DOMAIN, OFFERED_FROM, UNFINISHED_VARIABLE, translated
from assistant.knowledge import Knowledge
from assistant.texts import for_html
from tests.support.made_language import MadeLanguage
from tests.support.running import said

WORDS = ("ask", "region=vgr", "status=asylum_seeker", "age=30", "topic=medicines", "proof=lma_valid")
Made = Callable[..., MadeLanguage]


@pytest.fixture
def make(tmp_path: Path, knowledge: Knowledge) -> Made:
    return lambda code="uk": MadeLanguage(tmp_path, code, knowledge)


def some(percent: int) -> Callable[[MessageKey, str], str | None]:
    """So many texts of a hundred, in turn."""
    count = [0]

    def how(key: MessageKey, text: str) -> str | None:
        count[0] += 1
        return text if count[0] % 100 < percent else None

    return how


@pytest.mark.parametrize(
    ("program", "knowledge_", "offered", "compiled"),
    [
        (100, OFFERED_FROM - 5, False, True),
        (OFFERED_FROM - 5, 100, False, False),
        (OFFERED_FROM + 3, OFFERED_FROM + 3, True, True),
        (OFFERED_FROM + 3, OFFERED_FROM + 3, True, False),
    ],
)
def test_a_language_is_offered_from_a_share_on(
    make: Made, program: int, knowledge_: int, offered: bool, compiled: bool
) -> None:
    made = make()
    made.translate(CODE_DOMAIN, some(program))
    made.translate(KNOWLEDGE_DOMAIN, some(knowledge_))
    if compiled:
        compile_all(made.locales)
    done = said(*WORDS, "--lang", "uk", environment=made.environment)
    assert done.returncode == 0
    assert ("VARDLOTS_UNFINISHED=1" in done.stderr) is not offered, "another language answers, and it is said"
    doctor = said("doctor", "--lang", "en", environment=made.environment).stdout
    assert ("Language uk (українська): catalogues in place." in doctor) is offered
    told = re.search(rf"Language uk: (\d+) % translated, offered from {OFFERED_FROM} % on.", doctor)
    assert (told is None) is offered
    assert told is None or abs(int(told[1]) - min(program, knowledge_)) <= 3
    checked = said("language", "check", "--lang", "en", environment=made.environment)
    assert ("Not offered before" in checked.stdout) is not offered
    tried = said(*WORDS, "--lang", "uk", environment={**made.environment, UNFINISHED_VARIABLE: "1"})
    assert tried.returncode == 0


def test_an_empty_folder_and_half_a_language_are_not_offered(make: Made) -> None:
    made = make()
    (made.locales / "uk" / "LC_MESSAGES").mkdir(parents=True)
    assert said(*WORDS, "--lang", "uk", environment=made.environment).returncode == 2
    said("language", "update", environment=made.environment)
    assert made.file(KNOWLEDGE_DOMAIN).path.is_file()
    assert said(*WORDS, "--lang", "uk", environment=made.environment).returncode == 2
    assert said("ask", "--lang", "en", environment={**made.environment, "LANG": "uk_UA.UTF-8"}).returncode == 0


def test_the_quick_count_is_the_true_one(make: Made) -> None:
    made = make()
    made.translate(CODE_DOMAIN, some(97))
    made.translate(KNOWLEDGE_DOMAIN, some(93))
    for domain in (CODE_DOMAIN, KNOWLEDGE_DOMAIN):
        by_text = translated("uk", domain, made.locales)
        (file,) = (file for file in catalogue_files(made.locales) if (file.code, file.domain) == ("uk", domain))
        compile_all(made.locales)
        os.utime(file.path, ns=(0, 0))
        assert by_text == translated("uk", domain, made.locales)
        assert 0 < by_text[0] < by_text[1]
        file.path.with_suffix(".mo").unlink()


def test_what_is_not_translated_is_told_in_english_then_in_swedish_and_marked(make: Made) -> None:
    made = make()
    english = made.locales / "en" / "LC_MESSAGES" / "knowledge.po"
    made.translate(CODE_DOMAIN, lambda key, text: text)
    made.translate(KNOWLEDGE_DOMAIN, lambda key, text: None if str(key[0]).startswith("rule.medicines") else text)
    answer = json.loads(said(*WORDS, "--lang", "uk", "--format", "json", environment=made.environment).stdout)
    texts = {each["id"]: each["text"] for each in answer["answer"]}
    own = [text for id, text in texts.items() if not id.startswith("medicines")]
    assert own and not any(text.startswith("[") for text in own)
    told = [text for id, text in texts.items() if id.startswith("medicines")]
    assert told and all(text.startswith("[en] ") for text in told)
    fee = "medicines.fee.asylum_seeker.adult"
    assert texts[fee].startswith("[en] Prescription medicines") and "50" in texts[fee]
    text = english.read_text(encoding="utf-8")
    at = text.index(f'msgctxt "rule.{fee}"')
    end = text.index("\n\n", at)
    english.write_text(text[:at] + text[end + 2 :], encoding="utf-8")
    answer = json.loads(said(*WORDS, "--lang", "uk", "--format", "json", environment=made.environment).stdout)
    texts = {each["id"]: each["text"] for each in answer["answer"]}
    assert texts[fee].startswith("[sv] Receptläkemedel")
    answer = json.loads(said(*WORDS, "--lang", "en", "--format", "json", environment=made.environment).stdout)
    marked = [each["id"] for each in answer["answer"] if each["text"].startswith("[")]
    assert marked == [fee]


@pytest.mark.parametrize("broken", [b'msgid "\xff"\nmsgstr ""\n', b"", b"<<<<<<< HEAD\n"])
def test_a_catalogue_that_cannot_be_read_is_told_and_the_rest_is_said(make: Made, broken: bytes) -> None:
    made = make("en")
    (made.locales / "en" / "LC_MESSAGES" / "knowledge.po").write_bytes(broken)
    done = said(*WORDS, "--lang", "en", environment=made.environment)
    assert "Traceback" not in done.stderr and "program ended" not in done.stderr
    assert done.returncode == 0 and "[sv] " in done.stdout


@pytest.mark.parametrize("broken", [b'msgid "a"\nmsgid "\xff"\n', b'msgid "\x00\xfe\xff"\nmsgstr ""\n'])
def test_a_catalogue_that_cannot_be_read_keeps_no_other_language_from_answering(make: Made, broken: bytes) -> None:
    made = make("en")
    (made.locales / "en" / "LC_MESSAGES" / "knowledge.po").write_bytes(broken)
    done = said("chat", "--plain", "--lang", "sv", environment=made.environment, typed="papperslös 34\n/avsluta\n")
    assert done.returncode == 0 and not done.stderr and "Situation: Papperslös" in done.stdout


def test_check_tells_the_line_of_a_catalogue_that_cannot_be_read(make: Made) -> None:
    made = make("en")
    (made.locales / "en" / "LC_MESSAGES" / "knowledge.po").write_bytes(b'msgid ""\nmsgstr ""\n\nmsgid "\xff"\n')
    done = said("check", "--lang", "en", environment=made.environment)
    assert done.returncode == 2 and "/knowledge.po:4:1: " in done.stderr


def test_a_plural_of_which_forms_are_missing_is_none(make: Made) -> None:
    made = make("ar")
    made.translate_all()
    path = made.file(CODE_DOMAIN).path
    text = path.read_text(encoding="utf-8")
    at = text.index('msgid_plural "{number} mistakes."')
    path.write_text(text[:at] + re.sub(r'msgstr\[3\] "[^\n]+"', 'msgstr[3] ""', text[at:], count=1), encoding="utf-8")
    for compiled in (False, True):
        if compiled:
            compile_all(made.locales)
        bad = said("check", "--lang", "ar", environment={**made.environment, "VARDLOTS_KNOWLEDGE": str(made.locales)})
        assert bad.stderr.splitlines()[-1] == "1 mistake."


class Texts(HTMLParser):
    """The texts of a page with the elements that they stand in, each with its direction."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.found: list[tuple[str, tuple[tuple[str, str], ...]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("meta", "br"):
            self.open.append((tag, dict(attrs).get("dir") or ""))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.found.append((data, tuple(self.open)))


FORMS = (["--format", "html"], ["--slip", "--format", "html"])


@pytest.mark.parametrize("form", FORMS, ids=["answer", "slip"])
def test_a_page_in_a_language_from_the_right_runs_from_the_right(make: Made, form: list[str]) -> None:
    made = make("ar")
    made.translate_all(lambda key, text: text if key[1] == "SEK 1,234.50" else f"ع {text}")
    page = said(*WORDS, *form, "--lang", "ar", environment=made.environment).stdout
    assert re.search(r"<(html|section) lang='ar' dir='rtl'>", page)
    read = Texts()
    read.feed(page)
    cited = [(text, place) for text, place in read.found if re.fullmatch(r"\[[A-Z]\d+(, [A-Z]\d+)*\]", text.strip())]
    assert all(place[-1] == ("bdi", "ltr") for _, place in cited)
    assert cited or "--slip" in form
    days = [place for text, place in read.found if re.fullmatch(r"\d{4}-\d\d-\d\d", text)]
    assert days and all(
        place[-1] == ("bdi", "ltr") for place in days if ("section", "") not in place[:3] or "--slip" not in form
    )
    assert "--slip" in form or all(
        any(tag in ("li", "dd") and direction == "auto" for tag, direction in place)
        for text, place in read.found
        if any(tag == "li" for tag, _ in place)
    )
    plain = said(*WORDS, *form, "--lang", "en", environment=made.environment).stdout
    assert "rtl" not in plain.replace("[dir=rtl]", "") and "<bdi" not in plain and "dir='auto'" not in plain


def test_numbers_of_telephones_addresses_and_citations_are_kept_apart_and_escaped() -> None:
    made = for_html("اتصل 0700-82 54 88 أو a@b.se <x> & [F01, V14] 7", "rtl")
    kept = re.findall(r'<bdi dir="ltr">(.*?)</bdi>', made)
    assert kept == ["0700-82 54 88", "a@b.se", "[F01, V14]"]
    assert "&lt;x&gt; &amp;" in made and made.endswith(" 7")
    assert for_html("a 0700-82 54 88 's") == "a 0700-82 54 88 &#x27;s"
