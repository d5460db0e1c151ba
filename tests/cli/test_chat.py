"""`vardlots chat` that begins with a case: as words, or from a receipt; nothing has to be kept to go on with it later."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.answer import Adviser
from assistant.cases.case import case_from_words
from assistant.i18n import language
from assistant.receipt import receipt_of, to_json
from assistant.tui.app import VardlotsApp
from assistant.words.wording import Wording
from tests.support.app import SMALL, answer_text, settle
from tests.support.running import Done, said
from tests.support.textual_internals import in_no_time

WORDS = "region=vgr status=undocumented age=7 topic=medicines"


def chat(*words: str, typed: str = "/quit\n") -> Done:
    return said("chat", "--plain", *words, "--lang", "en", typed=typed)


@pytest.fixture
def receipt(adviser: Adviser, tmp_path: Path) -> Path:
    answer = adviser.answer(case_from_words(adviser.knowledge, WORDS.split()))
    file = tmp_path / "receipt.json"
    file.write_text(to_json(receipt_of(answer, Wording(adviser.knowledge, language("sv")))), encoding="utf-8")
    return file


def test_the_talk_begins_with_the_answer_to_the_words() -> None:
    done = chat(*WORDS.split())
    answer = json.loads(said("ask", *WORDS.split(), "--lang", "en", "--format", "json").stdout)["answer"]
    lead = next(each["lead_text"] for each in answer if each["lead"])
    assert done.returncode == 0
    assert lead in done.stdout
    assert "Question:" not in done.stdout


def test_a_receipt_begins_it_alike(receipt: Path) -> None:
    assert chat("--receipt", str(receipt)).stdout == chat(*WORDS.split()).stdout


def test_the_next_patient_begins_with_nothing_of_it() -> None:
    done = chat("status=undocumented", "topic=medicines", typed="/new\n/quit\n")
    _, after = done.stdout.split("New patient.")
    assert "Question: Which region do you work in?" in after and "Medicines" not in after


@pytest.mark.parametrize(
    ("words", "said_of_it"),
    [
        (["status=undocumentd"], "Did you mean undocumented?"),
        (["--receipt", "there-is-none.json"], "there-is-none.json"),
    ],
)
def test_wrong_words_end_in_one_line(words: list[str], said_of_it: str) -> None:
    done = chat(*words)
    assert (done.returncode, done.stdout) == (2, "")
    assert said_of_it in done.stderr and len(done.stderr.splitlines()) == 1


async def test_the_app_opens_with_the_answer(adviser: Adviser) -> None:
    case = case_from_words(adviser.knowledge, WORDS.split())
    app = VardlotsApp(adviser, language("en"), begun=case)
    with in_no_time():
        async with app.run_test(size=SMALL) as pilot:
            await settle(pilot)
            assert app.chat.conversation.case == case
            lead = app.chat.conversation.answer.leads[0]
            assert app.wording.lead(lead) in answer_text(app)
