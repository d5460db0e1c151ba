"""Local additions in the app, on the page, in plain lines, in `ask` and in what is looked up: the same words, marked as local."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlencode

import pytest
from starlette.testclient import TestClient

from assistant.answer import Adviser, Answer
from assistant.cases.case import Case, case_from_words
from assistant.i18n import language
from assistant.knowledge import Knowledge, shipped_knowledge, with_local
from assistant.knowledge.local import NO_LOCAL
from assistant.lookup import Lookup
from assistant.lookup.contacts import contacts_page
from assistant.lookup.outline import opened_page
from assistant.lookup.writers import contacts_as_text, page_as_text
from assistant.places import LOCAL_VARIABLE
from assistant.records import replace
from assistant.settings import read_settings
from assistant.tui.app import VardlotsApp
from assistant.web.site import site
from assistant.words.slip import slip
from assistant.words.wording import Wording
from assistant.words.writers import as_object, write
from tests.support.app import WIDE, answer_text, settle
from tests.support.here import BARE, TODAY
from tests.support.running import said
from tests.support.textual_internals import in_no_time

TEXT = """\
contacts:
  - {name: {sv: "Vår enhetschef", en: "Our unit manager"}, phone: "010-00 00 01"}
notes:
  - {text: "Se den gröna pärmen.", topics: [medicines]}
"""
MANAGER, NUMBER, NOTE = "Local: Our unit manager", "Phone: 010-00 00 01", "Local: Se den gröna pärmen."
WORDS = ("region=vgr", "status=undocumented", "topic=medicines", "age=40")


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("local") / "local.yaml"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def added(knowledge: Knowledge, file: Path) -> Knowledge:
    return with_local(knowledge, file)


@pytest.fixture(scope="module")
def environment(file: Path) -> Mapping[str, str]:
    return {**BARE, LOCAL_VARIABLE: str(file)}


@pytest.fixture(scope="module")
def answer(added: Knowledge) -> Answer:
    return Adviser(added, TODAY).answer(case_from_words(added, list(WORDS)))


@pytest.fixture(scope="module")
def wording(added: Knowledge) -> Wording:
    return Wording(added, language("en"))


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_an_answer_says_them(answer: Answer, wording: Wording, form: str) -> None:
    told = write(answer, wording, form).replace("\\", "")
    assert MANAGER in told and NUMBER in told and NOTE in told
    assert "With local additions (local.yaml)." in told


def test_the_json_holds_them_apart_from_what_the_sources_say(answer: Answer, wording: Wording) -> None:
    found = as_object(answer, wording)
    assert found["local"] == [{"text": MANAGER, "ways": [NUMBER]}, {"text": NOTE, "ways": []}]
    assert not [one for one in found["answer"] if "Local" in one["text"]]
    assert as_object(answer, Wording(replace(wording.knowledge, local=NO_LOCAL), language("en")))["local"] == []


def test_plain_lines_say_them(environment: Mapping[str, str]) -> None:
    typed = "papperslös 40 år läkemedel västra götaland\n/answer\n"
    told = said("chat", "--plain", "--lang", "en", environment=environment, typed=typed).stdout
    assert MANAGER in told and NUMBER in told and NOTE in told and "With local additions" in told


def test_the_page_says_them_in_an_open_part(added: Knowledge) -> None:
    client = TestClient(site(added, "en", lambda: TODAY))
    sent = urlencode({"step": " ".join(WORDS), "at": "0", "do": ""})
    page = client.post("/", content=sent, headers={"content-type": "application/x-www-form-urlencoded"}).text
    part = next(part for part in page.split("<details")[1:] if MANAGER in part)
    assert " open" in part.partition(">")[0] and NUMBER in part and NOTE in part
    assert "With local additions (local.yaml)." in page


async def test_the_app_says_them(added: Knowledge) -> None:
    app = VardlotsApp(Adviser(added, TODAY), language("en"))
    with in_no_time():
        async with app.run_test(size=WIDE) as pilot:
            await settle(pilot)
            assert MANAGER in answer_text(app) and NUMBER in answer_text(app)
            assert NOTE not in answer_text(app)


def test_they_stand_among_the_contacts_and_on_their_topic(added: Knowledge, wording: Wording) -> None:
    lookup = Lookup(Adviser(added, TODAY), [language("en")])
    contacts = contacts_as_text(contacts_page(lookup.adviser, wording, Case({"region": "vgr"})), wording)
    assert MANAGER in contacts and NUMBER in contacts and NOTE not in contacts and "With local additions" in contacts
    topic = page_as_text(opened_page(lookup, "topic:medicines", wording, Case()), wording)
    assert NOTE in topic and MANAGER not in topic


def test_the_slip_for_the_patient_has_none(answer: Answer, wording: Wording) -> None:
    assert "Local" not in str(slip(answer, wording)) and "local additions" not in str(slip(answer, wording))


def test_what_has_a_mistake_is_left_out_and_nobody_is_served_by_it(knowledge: Knowledge, tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text(TEXT + "rules: []\n", encoding="utf-8")
    bad = with_local(knowledge, tmp_path / "bad.yaml")
    told = write(Adviser(bad, TODAY).answer(case_from_words(bad, list(WORDS))), Wording(bad, language("en")), "text")
    assert MANAGER not in told and "The local additions in bad.yaml have mistakes and are left out" in told
    (tmp_path / "serve.toml").write_text('local = "bad.yaml"\n', encoding="utf-8")
    environment = {**BARE, LOCAL_VARIABLE: str(tmp_path / "none.yaml")}
    done = said("serve", "--check", str(tmp_path / "serve.toml"), "--lang", "en", environment=environment)
    assert done.returncode == 2 and "bad.yaml:5:1: “rules” belongs" in done.stderr


def test_the_settings_name_the_file(file: Path, tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text(f'local = "{file}"\n', encoding="utf-8")
    environment = {**BARE, "VARDLOTS_CONFIG": str(tmp_path / "settings.toml"), LOCAL_VARIABLE: ""}
    done = said("doctor", "--lang", "en", environment=environment)
    assert f"Local additions: {file}" in done.stdout and "1 contact, 1 note" in done.stdout
    (tmp_path / "settings.toml").write_text('local = "none.yaml"\n', encoding="utf-8")
    (problem,) = read_settings(tmp_path / "settings.toml", shipped_knowledge()).problems
    assert "local must name a file that there is; “none.yaml” does not." in problem.text(
        shipped_knowledge(), language("en")
    )
