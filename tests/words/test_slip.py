"""The slip for the patient: what is certain, in two languages side by side, half a page, and nothing that tells on anybody."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

import pytest

from assistant.answer import Adviser, Answer
from assistant.i18n import language
from assistant.knowledge import Knowledge
from assistant.knowledge.model import FormPart
from assistant.records import replace
from assistant.texts import for_html
from assistant.words.handed import form_page, slip_lines, slip_page, slip_text
from assistant.words.slip import slip, slips
from assistant.words.wording import Wording

Ask = Callable[[str], Answer]
FEES = "region=vgr status=asylum_seeker age=30 visit=primary_doctor topic=visit_fee proof=lma_valid"


def with_slip(adviser: Adviser, answer: Answer, text: str, kind: str) -> Answer:
    """The answer, its first certain statement of a kind with words for the patient."""
    at = next(place for place, said in enumerate(answer.statements) if said.certain and said.statement.kind == kind)
    said = answer.statements[at]
    spoken = said._replace(rule=said.rule._replace(statement=said.statement._replace(slip=text)))
    return replace(answer, statements=(*answer.statements[:at], spoken, *answer.statements[at + 1 :]))


def test_a_certain_fee_stands_on_it_with_its_amount_in_both_languages(ask: Ask, adviser: Adviser) -> None:
    answer = ask(FEES)
    fee = next(said.fee for said in answer.certain if said.fee is not None)
    assert fee is not None and isinstance(fee.amount, Decimal)
    pages = slips(answer, Wording(adviser.knowledge, language("sv")))
    assert [page.language for page in pages] == ["sv", "en"]
    for page in pages:
        assert str(fee.amount) in " ".join(line for part in page.parts for line in part.lines)


def test_what_is_only_possible_does_not_stand_on_it(ask: Ask, adviser: Adviser) -> None:
    wording = Wording(adviser.knowledge, language("en"))
    answer = ask("region=vgr topic=visit_fee")
    assert any(said.fee is not None for said in answer.possible)
    assert "What it costs" not in [part.title for part in slip(answer, wording).parts]


def test_words_for_the_patient_stand_in_place_of_the_bare_amount(ask: Ask, adviser: Adviser) -> None:
    wording = Wording(adviser.knowledge, language("sv"))
    answer = with_slip(adviser, ask(FEES), "Hos doktorn: {fee}.", "fee")
    costs = next(part for part in slip(answer, wording).parts if part.title == "Vad det kostar")
    assert costs.lines[0].startswith("Hos doktorn: ") and "per besök" not in costs.lines[0]


def test_an_amount_against_which_another_reading_speaks_is_no_promise_on_paper(ask: Ask, adviser: Adviser) -> None:
    """It is a ceiling, and what may be free is asked about."""
    wording = Wording(adviser.knowledge, language("sv"))
    answer = ask(FEES)
    at = next(place for place, said in enumerate(answer.statements) if said.certain and said.statement.kind == "fee")
    said = answer.statements[at]
    assert said.fee is not None
    for amount, wanted in (
        (Decimal(70), ("högst", "70", "Fråga i receptionen först")),
        (Decimal(0), ("vad det kostar",)),
    ):
        fee = said.fee._replace(amount=amount, maximum=False)
        statement = said.statement._replace(slip="", doubts=(said.id,), fee=fee)
        doubted = said._replace(rule=said.rule._replace(statement=statement), statement=statement)
        telling = replace(answer, statements=(*answer.statements[:at], doubted, *answer.statements[at + 1 :]))
        costs = next(part for part in slip(telling, wording).parts if part.title == "Vad det kostar")
        assert all(word in costs.lines[0] for word in wanted), costs.lines
        assert "avgiftsfri" not in costs.lines[0]


def test_nothing_of_the_case_stands_on_it(ask: Ask, adviser: Adviser) -> None:
    """Neither the answers given, nor the clauses cited."""
    wording = Wording(adviser.knowledge, language("sv"))
    for words in (FEES, "region=vgr status=undocumented age=7 topic=visit_fee,medicines visit=primary_doctor"):
        answer = ask(words)
        text = "\n".join(slip_lines(slip(answer, wording)))
        for value in (
            wording.answered(answer.case, wording.knowledge.questions[fact]) for fact in ("status", "region")
        ):
            assert value not in text
        assert not re.search(r"\[[A-Z]\d\d", text)


@pytest.mark.parametrize("code", ["sv", "en"])
def test_the_text_stays_within_eighty_columns_and_says_what_the_page_says(
    ask: Ask, adviser: Adviser, code: str
) -> None:
    pages = slips(ask(FEES), Wording(adviser.knowledge, language(code)))
    text, page = slip_text(pages), slip_page(pages)
    assert max(map(len, text.splitlines())) <= 80
    for each in pages:
        for part in each.parts:
            assert for_html(part.title) in page and part.title.upper().split()[0] in text
    assert "<script" not in page and "http" not in page and "lang='sv'" in page and "lang='en'" in page


def test_the_print_is_large_where_the_texts_are_short_and_smaller_where_they_are_long(
    ask: Ask, adviser: Adviser
) -> None:
    wording = Wording(adviser.knowledge, language("sv"))

    def points(text: str) -> float:
        page = slip_page(slips(with_slip(adviser, ask(FEES), text, "fee"), wording))
        found = re.search(r"font-size:([\d.]+)pt", page)
        assert found is not None
        return float(found[1])

    assert points("Kort.") > points("Lång. " * 60) >= 12


# -- forms ---------------------------------------------------------------------------------------------------------------


def test_a_form_has_a_named_field_for_each_line_and_keeps_nothing(knowledge: Knowledge) -> None:
    parts = [FormPart("SAMSA", "Om <patienten>", ("Adress:", "Ort:")), FormPart("SAMSA", "Inskriven", ("Nej",))]
    page = form_page("SAMSA", parts, Wording(knowledge, language("en")))
    assert page.count("<textarea") == 3 and page.count("<label for=") == 2
    for id, label in re.findall(r"<label for='([^']+)'>([^<]+)</label>", page):
        assert f"id='{id}'" in page and not label.endswith(":")
    assert ">Nej</textarea>" in page and "Om &lt;patienten&gt;" in page
    assert "action=" not in page and "<script" not in page and "http" not in page
