"""The page without any script: what buttons and the line do, that nothing is lost on the way, and that the next patient is another one."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest
from starlette.testclient import TestClient

from assistant.answer import Adviser
from assistant.answer.explain import explain
from assistant.cases.case import Case, case_from_words
from assistant.i18n import language
from assistant.knowledge.model import STEP
from assistant.receipt import from_json
from assistant.words.beside import beside
from assistant.words.explanation import sections
from assistant.words.wording import Wording
from tests.support.here import data
from tests.support.page import Browser, Element, read
from tests.support.sweep import sweep

Opened = Callable[..., Browser]


def step(browser: Browser) -> str:
    """The step that the page is at, in the words of the case."""
    steps, at = browser.page.having("input", name="step"), browser.page.having("input", name="at")[0].get("value")
    form = browser.page.having("form", id="case")[0]
    return [each.get("value") for each in steps if any(each is one for one in form)][int(at)]


def case(browser: Browser) -> set[str]:
    """The words of the case."""
    return {word for word in step(browser).split() if not word.startswith("~")}


def question(browser: Browser) -> str:
    return browser.page.having("h2", id="question")[0].text


def panel(browser: Browser) -> Element | None:
    return next(iter(browser.page.having("section", class_="panel")), None)


def test_buttons_answer_one_question_after_the_other(opened: Opened) -> None:
    browser = opened()
    for value in ("vgr", "undocumented", "medicines", "43"):
        browser.answer(value)
    assert case(browser) == {"region=vgr", "status=undocumented", "topic=medicines", "age=43"}
    assert browser.leads and browser.leads[0].text in browser.text
    assert not browser.page.having("ul", class_="options")


def test_of_a_day_in_a_line_the_age_is_taken_and_nothing_else_stands_on_the_page(opened: Opened) -> None:
    browser = opened()
    browser.write("undocumented, medicines, born 1941-03-02")
    assert any(re.fullmatch(r"age=8\d", word) for word in case(browser))
    assert "1941" not in browser.html
    browser.write("qwertyuiop 1941-03-02")
    assert "1941" not in browser.html


def test_each_answer_shows_what_it_decides(opened: Opened, adviser: Adviser) -> None:
    browser = opened()
    for value in ("vgr", "undocumented", "medicines"):
        browser.answer(value)
    known = case_from_words(adviser.knowledge, case(browser))
    decides = beside(
        adviser, known, adviser.knowledge.questions["age_group"], Wording(adviser.knowledge, language("en"))
    )
    assert decides
    for value, amount in decides.items():
        assert amount in browser.button(f"answer:{value}").text


def test_a_line_is_understood_as_everywhere(opened: Opened) -> None:
    browser = opened("/?lang=sv")
    browser.answer("vgr")
    browser.write("papperslös 7-åring behöver tolk")
    assert case(browser) == {"region=vgr", "status=undocumented", "age=7", "topic=interpreter"}
    assert browser.page.having("p", class_="taken")


def test_the_sign_of_an_option_answers_in_the_line(opened: Opened) -> None:
    browser = opened()
    sign = next(each for each in browser.button("answer:rjl") if "key" in each.get("class").split()).text
    browser.write(sign)
    assert case(browser) == {"region=rjl"}


def test_a_line_that_is_not_understood_stays_to_be_mended(opened: Opened) -> None:
    browser = opened()
    browser.write("qwertyuiop zzz")
    assert browser.page.having("input", id="line")[0].get("value") == "qwertyuiop zzz"
    assert browser.page.having(id="heard")[0].text


def test_acute_words_come_before_anything_else_and_the_case_is_kept(opened: Opened) -> None:
    browser = opened()
    browser.answer("vgr")
    browser.write("undocumented, he is unconscious")
    raised = panel(browser)
    assert raised is not None and raised.get("role") == "alert"
    main = browser.page.having("main")[0]
    order = [each for each in main if each is raised or each.tag == "h1"]
    assert order[0] is raised
    assert case(browser) == {"region=vgr"}
    browser.press("choose:")
    assert case(browser) == {"region=vgr", "status=undocumented"}


def at(client: TestClient, words: str, line: str) -> Browser:
    """A line sent from the page of a case."""
    browser = Browser(client, "/?lang=sv")
    browser.send("/", [("lang", "sv"), ("step", words), ("at", "0"), ("do", "line"), ("line", line)])
    return browser


def test_a_line_does_on_the_page_what_it_is(client: TestClient) -> None:
    """By the lines of tests/dialogue, which the grammar itself is tested by: what they add to the case, offer or raise."""

    def does_so(of: tuple[dict[str, Any], str, str]) -> None:
        state, line, given = of
        what, _, words = given.partition(" ")
        browser = at(client, state["case"], line)
        shown = panel(browser)
        if what in ("answers", "tells") and shown is None:
            assert set(words.split()) <= case(browser)
        elif what in ("offers", "next", "alarms"):
            assert shown is not None
            assert ("alarm" in shown.get("class").split()) == (what == "alarms")
            assert len(shown.having("button", class_="option")) in ((0,) if what == "alarms" else (1, 2))
        elif what in ("wrong", "unread"):
            assert case(browser) == set(state["case"].split())
            assert browser.page.having(id="heard")[0].text

    lines = [(state, line, given) for state in data("dialogue/lines.yaml") for line, given in state["lines"].items()]
    sweep(((f"{state['case']}: {line}", (state, line, given)) for state, line, given in lines), does_so)


def test_who_is_the_patient_is_asked_and_chosen(client: TestClient) -> None:
    for number, known in (("1", {"status=asylum_seeker"}), ("2", {"age=3"})):
        browser = at(client, "region=vgr", "mamma asyl, barn 3 år")
        assert case(browser) == {"region=vgr"}
        browser.press(f"choose:{number}")
        assert case(browser) == {"region=vgr", *known}


def test_a_word_that_may_be_an_option_or_a_command(client: TestClient) -> None:
    browser = at(client, "region=vgr status=undocumented", "hjälp")
    browser.press("choose:1")
    assert "topic=assistive_devices" in case(browser)
    browser = at(client, "region=vgr status=undocumented", "hjälp")
    browser.press("choose:2")
    assert "open" in browser.page.having("details", class_="helped")[0].attributes
    browser = at(client, "region=vgr status=undocumented", "hjälp")
    browser.write("1")
    assert "topic=assistive_devices" in case(browser)


def test_what_is_offered_besides_what_was_taken_is_chosen_a_step_later(client: TestClient) -> None:
    browser = at(client, "region=vgr", "är hon papperslös, 34 år")
    assert "age=34" in case(browser)
    browser = at(client, "region=vgr", "34 år, kanske asylsökande")
    if panel(browser) is not None:
        browser.press("choose:1")
        assert case(browser) == {"region=vgr", "age=34", "status=asylum_seeker"}


def test_an_offer_is_left_by_its_button_and_by_no(opened: Opened) -> None:
    for leaving in ("leave", "no"):
        browser = opened()
        browser.answer("vgr")
        browser.write("34")  # no answer to the situation: an age, perhaps
        assert panel(browser) is not None
        browser.press("leave") if leaving == "leave" else browser.write("no")
        assert panel(browser) is None
        assert case(browser) == {"region=vgr"}


def test_an_offer_is_taken_by_its_button_and_by_an_empty_line(opened: Opened) -> None:
    for taking in ("choose:1", ""):
        browser = opened()
        browser.answer("vgr")
        browser.write("34")
        browser.press(taking) if taking else browser.write("")
        assert case(browser) == {"region=vgr", "age=34"}


def test_after_a_finished_case_another_patient_is_asked_about(opened: Opened) -> None:
    for choice, left in (("choose:1", {"region=vgr", "status=asylum_seeker"}), ("choose:2", None)):
        browser = opened()
        for value in ("vgr", "undocumented", "interpreter"):
            browser.answer(value)
        while browser.can("answer:unknown"):
            browser.answer("unknown")
        browser.write("asylum seeker")
        assert panel(browser) is not None
        browser.press(choice)
        if left is not None:
            assert case(browser) == left
            assert browser.page.having("input", name="step")[0].get("value") == step(browser), (
                "nothing of the last one is kept"
            )
        else:
            assert panel(browser) is None, "that it is a change has just been chosen"
            assert "status=asylum_seeker" in case(browser) and "topic=interpreter" in case(browser)


def test_a_change_is_shown_before_it_is_made_and_can_be_left(opened: Opened) -> None:
    browser = opened()
    for value in ("vgr", "undocumented", "medicines", "43"):
        browser.answer(value)
    before = case(browser)
    browser.press("again:status")
    browser.answer("asylum_seeker")
    assert panel(browser) is not None and case(browser) == before
    browser.press("keep")
    assert case(browser) == before and panel(browser) is None and "~again" not in step(browser)
    browser.press("again:status")
    browser.answer("asylum_seeker")
    browser.press("confirm")
    assert "status=asylum_seeker" in case(browser)
    browser.press("back")
    browser.press("back")
    assert case(browser) == before


def test_back_and_forward_lose_nothing(opened: Opened) -> None:
    browser = opened()
    seen = [(step(browser), question(browser))]
    for value in ("vgr", "undocumented", "medicines", "unknown"):
        browser.answer(value)
        seen.append((step(browser), question(browser)))
    for before in reversed(seen[:-1]):
        browser.press("back")
        assert (step(browser), question(browser)) == before
    assert not browser.can("back")
    for after in seen[1:]:
        browser.press("forward")
        assert (step(browser), question(browser)) == after


def test_the_next_patient_has_the_region_and_nothing_else(opened: Opened) -> None:
    browser = opened()
    for value in ("vgr", "undocumented", "medicines"):
        browser.answer(value)
    browser.press("new")
    assert case(browser) == {"region=vgr"}
    assert {each.get("value") for each in browser.page.having("input", name="step")} == {"region=vgr"}
    assert "undocumented" not in "".join(each.get("value") for each in browser.page.having("input"))
    assert not browser.can("back")


def test_several_topics_are_ticked_and_at_least_one(opened: Opened) -> None:
    browser = opened()
    for value in ("vgr", "undocumented"):
        browser.answer(value)
    browser.press("several")
    browser.press("topics")
    assert browser.page.having("input", type="checkbox") and browser.page.having(id="heard")[0].text
    browser.press("topics", topic=["medicines", "dental"])
    assert "topic=medicines,dental" in case(browser)
    browser.press("again:topic")
    browser.press("several")
    ticked = {each.get("value") for each in browser.page.having("input", name="topic") if "checked" in each.attributes}
    assert ticked == {"medicines", "dental"}


def test_a_number_out_of_reach_is_said_and_changes_nothing(opened: Opened) -> None:
    for wrong in ("0", "121", "-3", "7.5", "²", "", "seven", "1" * 3):
        browser = opened()
        for value in ("vgr", "undocumented", "medicines"):
            browser.answer(value)
        before = case(browser)
        browser.press("number", number=wrong)
        assert (case(browser) == before) == (wrong != "111"), wrong
        assert bool(browser.page.having(id="heard")[0].text) == (wrong != "111")


def test_a_step_is_ticked_off_and_stays_so_until_the_next_patient(opened: Opened) -> None:
    browser = opened()
    for value in ("vgr", "undocumented", "medicines", "43"):
        browser.answer(value)
    box = next(each for each in browser.page.having("button", role="checkbox"))
    assert box.get("aria-checked") == "false"
    browser.press(box)
    assert browser.page.having("button", role="checkbox")[0].get("aria-checked") == "true"
    browser.press("back")
    browser.press("forward")
    assert browser.page.having("button", role="checkbox")[0].get("aria-checked") == "true"
    browser.press(browser.page.having("button", role="checkbox")[0])
    assert browser.page.having("button", role="checkbox")[0].get("aria-checked") == "false"
    browser.write("done 1")
    assert browser.page.having("button", role="checkbox")[0].get("aria-checked") == "true"
    browser.press("new")
    assert not browser.page.having("input", name="done")


def test_why_a_statement_applies_stands_below_it_with_its_fold_open(opened: Opened, adviser: Adviser) -> None:
    browser = opened()
    for value in ("vgr", "undocumented", "medicines", "43"):
        browser.answer(value)
    for button in browser.page.having("button", class_="why"):
        rule = button.get("value").removeprefix("why:")
        browser.press(f"why:{rule}")
        (told,) = browser.page.having("div", id="why")
        found = explain(adviser, case_from_words(adviser.knowledge, case(browser)), rule)
        for section in sections(found, Wording(adviser.knowledge, language("en"))):
            for item in section.items:
                assert " ".join(item.text.split()) in told.text, rule
        folds = [each for each in browser.page.having("details") if any(one is told for one in each)]
        assert all("open" in each.attributes for each in folds)


def test_why_a_question_is_asked(opened: Opened) -> None:
    browser = opened()
    for value in ("vgr", "undocumented", "medicines"):
        browser.answer(value)
    browser.press("whyasked")
    assert panel(browser) is not None
    browser.answer("under_18")  # it can be answered all the same
    assert "age_group=under_18" in case(browser)


def test_the_language_changes_in_the_middle_of_a_case(opened: Opened) -> None:
    browser = opened("/?lang=sv")
    browser.answer("vgr")
    browser.write("papperslös")
    before = step(browser)
    for code in ("en", "sv"):
        browser.press(f"lang:{code}")
        assert browser.page.having("html")[0].get("lang") == code
        assert step(browser) == before
    browser.write("/english")
    assert browser.page.having("html")[0].get("lang") == "en"


def test_an_offer_outlasts_a_change_of_language(opened: Opened) -> None:
    browser = opened()
    browser.answer("vgr")
    browser.write("34")
    browser.press("lang:sv")
    browser.press("choose:1")
    assert case(browser) == {"region=vgr", "age=34"}


def test_whose_steps_come_first_can_be_chosen(opened: Opened, adviser: Adviser) -> None:
    browser = opened()
    for value in ("vgr", "undocumented", "medicines", "43"):
        browser.answer(value)
    for role in adviser.knowledge.roles:
        browser.press("reader", **{"as": role})
        answer = adviser.answer(_case(browser, adviser))
        wording = Wording(adviser.knowledge, language("en"), role)
        own = [
            said
            for said in answer.certain
            if said.statement.kind == STEP and wording.mine(said) and not said.statement.form
        ]
        assert len(browser.page.having("button", role="checkbox")) == len(
            {wording.rule_text(said.rule) for said in own}
        )


def _case(browser: Browser, adviser: Adviser) -> Case:
    return case_from_words(adviser.knowledge, case(browser))


def test_an_authority_on_the_phone(opened: Opened, adviser: Adviser) -> None:
    topics = ",".join(topic.id for topic in adviser.knowledge.topics.values() if topic.no_patient)
    for begin in ([], ["vgr"], ["vgr", "undocumented", "medicines"]):
        browser = opened()
        for value in begin:
            browser.answer(value)
        if browser.can("authority"):
            browser.press("authority")
        else:
            browser.answer(topics)
        assert f"topic={topics}" in case(browser)


def test_every_command_of_the_help_does_something(opened: Opened) -> None:
    browser = opened()
    nothing = language("en").gettext("“{word}” does nothing on this page.", word="\0").partition("\0")[2]
    words = [each.text for each in browser.page.having("dl", class_="commands")[0].having("dt")]
    assert len(words) > 12
    for word in words:
        for begin in ([], ["vgr", "undocumented", "medicines", "43"]):
            browser = opened()
            for value in begin:
                browser.answer(value)
            browser.write(word)
            assert nothing not in browser.text, word
    browser = opened()
    browser.write("/train")
    assert nothing in browser.text


def test_the_whole_answer_is_opened_by_its_button_and_by_the_line(opened: Opened) -> None:
    for way in ("unfold", "/answer"):
        browser = opened()
        for value in ("vgr", "undocumented", "medicines", "43"):
            browser.answer(value)
        browser.write(way) if way.startswith("/") else browser.press(way)
        folds = browser.page.having("section", class_="folds")[0].having("details")
        assert folds and all("open" in each.attributes for each in folds)


def test_looking_up_keeps_the_case_and_can_begin_one(opened: Opened) -> None:
    browser = opened()
    browser.answer("vgr")
    browser.press("find")
    assert browser.page.having("input", id="q")
    browser.press(next(each for each in browser.page.having("button", class_="thing")))
    assert browser.page.having("table")
    begin = next(each for each in browser.page.having("button") if each.get("value").startswith("begin:"))
    browser.press(begin)
    assert "region=vgr" in case(browser) and any(word.startswith("topic=") for word in case(browser))


def test_what_is_found_can_be_opened_and_come_back_from(opened: Opened) -> None:
    browser = opened()
    browser.write("/find medicines")
    assert browser.page.having("input", id="q")[0].get("value") == "medicines"
    titles = [each.text for each in browser.page.having("button", class_="thing")]
    browser.press(browser.page.having("button", class_="thing")[1])
    assert browser.page.having("h2", id="opened")
    browser.press(
        next(each for each in browser.page.having("button") if each.get("name") == "open" and not each.get("value"))
    )
    assert [each.text for each in browser.page.having("button", class_="thing")] == titles
    browser.press("")
    assert question(browser)


def test_what_leads_to_an_authority_is_not_found_for_a_patient_of_whom_it_is_not_certain(opened: Opened) -> None:
    """The lookup has its own laws; here: that the page looks up for the patient whose case is open, until all are asked for."""
    browser = opened()
    for value in ("vgr", "undocumented"):
        browser.answer(value)
    browser.press("find")
    mine = browser.text
    assert language("en").gettext("This patient") in mine
    browser.press(next(each for each in browser.page.having("button") if each.get("name") == "whom"))
    assert language("en").gettext("All patients") in browser.text


def test_acute_words_that_are_looked_up_raise_the_alarm(opened: Opened) -> None:
    browser = opened()
    browser.write("/find unconscious")
    assert browser.page.having("section", class_="alarm")


def test_what_is_taken_along_holds_no_exact_age(opened: Opened, client: TestClient) -> None:
    browser = opened()
    for value in ("vgr", "undocumented", "medicines", "43"):
        browser.answer(value)
    browser.press("take")
    form = browser.page.having("form", id="out")[0]
    offers = [each.get("value") for each in browser.page.having("button", name="form")]
    assert {"slip", "html", "text", "markdown", "receipt"} <= set(offers)
    for offer in offers:
        sent = {name: value for name, value in browser.fields(form) if name != "step"}
        steps = [value for name, value in browser.fields(form) if name == "step"]
        answer = client.post("/take", data={**sent, "step": steps, "form": offer})
        assert answer.status_code == 200
        assert not re.search(r"\b43\b", answer.text), offer
        saved = offer in ("text", "markdown", "receipt")
        assert answer.headers.get("content-disposition", "").startswith("attachment") == saved
    for text in browser.page.having("textarea"):
        assert text.text and not re.search(r"\b43\b", text.text)


def test_a_saved_receipt_verifies(opened: Opened, client: TestClient, tmp_path: object) -> None:
    browser = opened()
    for value in ("vgr", "undocumented", "medicines", "43"):
        browser.answer(value)
    browser.press("take")
    sent = browser.fields(browser.page.having("form", id="out")[0])
    data: dict[str, list[str]] = {}
    for name, value in sent:
        data.setdefault(name, []).append(value)
    answer = client.post("/take", data={**data, "form": "receipt"})
    assert from_json(answer.text) is not None
    assert json.loads(answer.text)


def saved_receipt(browser: Browser, client: TestClient) -> str:
    """The receipt of the case, as it would be saved."""
    browser.press("take")
    (form,) = browser.page.having("form", id="out")
    sent = [*browser.fields(form), ("form", "receipt")]
    return client.post(
        "/take", content=urlencode(sent), headers={"content-type": "application/x-www-form-urlencoded"}
    ).text


def opening(browser: Browser) -> Element:
    """The button that opens a receipt."""
    return next(each for each in browser.page.having("button") if browser.form_of(each).get("action") == "/receipt")


def test_a_saved_receipt_opens_its_case_again(opened: Opened, client: TestClient) -> None:
    browser = opened()
    browser.write("undocumented, 34, interpreter, region vgr")
    said = browser.statements
    receipt = saved_receipt(browser, client)
    again = opened()
    again.press(opening(again), receipt=receipt)
    assert case(again) == set(from_json(receipt).facts)
    assert again.statements == said != []


@pytest.mark.parametrize("text", ["", "{}", "no receipt", '{"receipt": 1}', "[" * 100_000])
def test_what_is_no_receipt_is_said_where_it_was_asked_for(opened: Opened, text: str) -> None:
    browser = opened()
    begun = case(browser)
    browser.press(opening(browser), receipt=text)
    (told,) = browser.page.having("p", role="alert")
    assert told.text and browser.form_of(told).get("action") == "/receipt"
    assert case(browser) == begun


def test_the_address_sets_the_desk_and_never_a_patient(opened: Opened) -> None:
    assert case(opened("/?lang=en&region=rjl")) == {"region=rjl"}
    for address in ("/?lang=en&status=undocumented&age=7&step=region%3Dvgr", "/?lang=en&region=nowhere&role=nobody"):
        assert step(opened(address)) == ""


@pytest.mark.parametrize("accepted", ["en-GB,sv;q=0.5", "de, en;q=0.8", "sv", "xx", ""])
def test_the_first_language_of_the_browser_that_there_is(client: TestClient, accepted: str) -> None:
    page = read(client.get("/", headers={"accept-language": accepted}).text)
    assert page.having("html")[0].get("lang") == ("en" if "en" in accepted else "sv")
