"""The page in a real browser: by keyboard alone, with and without script, at every width; nothing is kept, and nobody else is asked anything."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from assistant.i18n import language
from assistant.knowledge import Knowledge
from assistant.words.wording import Wording
from tests.support.served import Served, accessibility, chromium, served

WIDTHS = ((320, 640), (360, 740), (800, 1000), (1400, 900))
"""The first is 1280 enlarged to 400 %."""
Opening = Callable[..., Any]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("served") / "log.txt") as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as found:
        yield found


@pytest.fixture
def opened(browser: Any, site: Served) -> Iterator[Opening]:
    """Opens the page in a window of its own; at the end nothing may have gone wrong in it, nor been kept by it."""
    contexts: list[tuple[Any, list[str], list[str]]] = []

    def opens(address: str = "/?lang=en", **how: Any) -> Any:
        context = (
            browser.new_context(viewport={"width": 1000, "height": 900}, **how)
            if "viewport" not in how
            else browser.new_context(**how)
        )
        wrong: list[str] = []
        asked: list[str] = []
        page = context.new_page()
        page.on("console", lambda message: wrong.append(message.text))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        context.on("request", lambda request: asked.append(request.url))
        page.goto(site.address + address)
        contexts.append((context, wrong, asked))
        return page

    yield opens
    for context, wrong, asked in contexts:
        assert [
            text for text in wrong if "ERR_CACHE_MISS" not in text
        ] == []  # the browser's own, where it asks before it sends again
        assert all(url.startswith(site.address) for url in asked), "no third party"
        for url in asked:
            assert "?" not in url or re.search(r"/\?lang=\w\w(&region=\w+)?(&role=\w*)?$", url), url
        assert context.cookies() == []
        for page in context.pages:
            assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
        context.close()


def done(page: Any, act: Callable[[], Any]) -> None:
    """Do something that leads to another page, and wait for that, with and without script."""
    now = "performance.timeOrigin + ' ' + document.documentElement.dataset.turn"
    before = page.evaluate(now)
    act()
    for _ in range(100):
        with suppress(Exception):  # the page is on its way
            if page.evaluate(f"document.readyState === 'complete' && {now}") not in (before, False):
                return
        page.wait_for_timeout(50)
    raise AssertionError("nothing has come")


def asks(page: Any, text: str) -> None:
    """Wait until this is the question. A script that is waited for in the page would need `eval`, which the page forbids."""
    from playwright.sync_api import expect

    expect(page.locator("#question")).to_have_text(text, use_inner_text=True)


def question(page: Any) -> str:
    return str(page.locator("#question").inner_text())


def press(page: Any, do: str) -> None:
    """Click on the button that does this, and wait for what comes."""
    done(page, page.locator(f'button[value="{do}"]').first.click)


@pytest.mark.parametrize("code", ["sv", "en"])
@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_whole_case_by_keyboard_alone(opened: Opening, knowledge: Knowledge, code: str, script: bool) -> None:
    """Tab and Enter and the keys with letters: from the first question to why a statement applies, and on to the next patient."""
    wording = Wording(knowledge, language(code))
    page = opened(f"/?lang={code}", java_script_enabled=script)

    def to(name: str) -> None:
        for _ in range(150):
            page.keyboard.press("Tab")
            at = page.evaluate(
                "document.activeElement === document.body ? '' : document.activeElement.innerText || document.activeElement.id"
            )
            if at and name in at:
                return
        raise AssertionError(name)

    def enter() -> None:
        done(page, lambda: page.keyboard.press("Enter"))

    for fact, value in (("region", "vgr"), ("status", "undocumented")):
        to(wording.value(knowledge.questions[fact], value))
        enter()
    to("line")
    page.keyboard.type("43 " + ("år, medicin" if code == "sv" else "years, medicines"))
    enter()
    lead = page.locator(".lead").inner_text()
    assert lead
    to(wording.language.gettext("Why?"))
    enter()
    assert page.locator("#why").inner_text()
    assert page.locator(".lead").inner_text() == lead
    to(wording.language.gettext("New patient"))
    enter()
    assert page.locator(".lead").count() == 0
    assert question(page) == wording.question(knowledge.questions["status"])


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_after_each_step_one_is_at_the_question(opened: Opening, script: bool) -> None:
    page = opened(java_script_enabled=script)
    for value in ("vgr", "undocumented", "medicines"):
        press(page, f"answer:{value}")
        assert page.locator(":focus").get_attribute("id") == "question"
    page.locator("#line").fill("interpreter")
    done(page, lambda: page.locator("#line").press("Enter"))
    assert page.locator(":focus").get_attribute("id") == "line"


def test_the_second_half_of_a_double_click_answers_nothing(opened: Opening) -> None:
    page = opened()
    press(page, "answer:vgr")
    box = page.locator('button[value="answer:undocumented"]').bounding_box()
    page.mouse.move(box["x"] + 40, box["y"] + 10)
    for count, step in ((2, "region=vgr"), (1, "region=vgr status=undocumented")):
        page.mouse.down(click_count=count)
        page.mouse.up(click_count=count)
        page.wait_for_timeout(500)
        assert page.locator('#case input[name="step"]').last.get_attribute("value") == step


def test_back_and_forward_of_the_browser(opened: Opening) -> None:
    page = opened()
    seen = [question(page)]
    for value in ("vgr", "undocumented", "medicines"):
        press(page, f"answer:{value}")
        seen.append(question(page))
    for before in reversed(seen[:-1]):
        page.go_back()
        asks(page, before)
    for after in seen[1:]:
        page.go_forward()
        asks(page, after)
    page.go_back()
    press(page, "answer:dental")  # another way from here
    assert "dental" in page.locator('#case input[name="step"]').last.get_attribute("value")
    assert page.url.endswith("/?lang=en") or page.url.endswith("/")


def test_without_script_back_shows_what_was_once_it_is_sent_again(opened: Opening) -> None:
    """No answer is kept by a browser (`no-store`), so it asks whether to send the form once more; the page's own button need not ask."""
    page = opened(java_script_enabled=False)
    seen = [question(page)]
    for value in ("vgr", "undocumented", "medicines"):
        press(page, f"answer:{value}")
        seen.append(question(page))
    with suppress(Exception):  # it waits to be told to send
        page.go_back()
    page.wait_for_timeout(300)
    page.reload()  # yes
    assert question(page) == seen[2]
    press(page, "back")
    assert question(page) == seen[1]
    press(page, "forward")
    assert question(page) == seen[2]
    assert page.url.endswith("/")


def test_a_case_is_opened_again_from_its_file(opened: Opening, tmp_path: Path) -> None:
    page = opened(accept_downloads=True)
    for value in ("vgr", "undocumented", "medicines"):
        press(page, f"answer:{value}")
    asked = question(page)
    press(page, "take")
    with page.expect_download() as waited:
        page.locator('button[value="receipt"]').click()
    waited.value.save_as(file := tmp_path / waited.value.suggested_filename)
    for script in (True, False):
        again = opened(java_script_enabled=script)
        again.locator("#receipt").click()
        if script:
            done(again, partial(again.locator("#receipt-file").set_input_files, file))
        else:
            again.locator("#receipt-text").fill(file.read_text(encoding="utf-8"))
            done(again, again.locator('form[action="/receipt"] button').click)
        assert question(again) == asked


def test_the_last_patient_is_not_come_back_to(opened: Opening) -> None:
    page = opened()
    for value in ("vgr", "undocumented", "medicines"):
        press(page, f"answer:{value}")
    press(page, "new")
    page.go_back()
    page.wait_for_timeout(300)
    if page.url.startswith("http"):
        assert page.locator('input[name="step"]').first.get_attribute("value") in ("region=vgr", "")
        assert page.locator(".lead").count() == 0


def test_reloaded_it_begins_anew(opened: Opening) -> None:
    page = opened()
    for value in ("vgr", "undocumented"):
        press(page, f"answer:{value}")
    page.reload()
    assert "undocumented" not in str(
        [
            page.locator('input[name="step"]').nth(at).get_attribute("value")
            for at in range(page.locator('input[name="step"]').count())
        ]
    )


def test_what_is_understood_is_shown_while_one_writes(opened: Opening, knowledge: Knowledge) -> None:
    page = opened()
    press(page, "answer:vgr")
    page.locator("#line").press_sequentially("undocumented 7 years")
    wording = Wording(knowledge, language("en"))
    page.locator("#heard", has_text=wording.value(knowledge.questions["status"], "undocumented")).wait_for()


def test_long_numbers_are_covered_as_they_are_typed(opened: Opening) -> None:
    page = opened()
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.post_data or ""))
    for number in ("850709-9805", "19850709-9805", "8507099805", "850709 9805", "51-123456-7"):
        page.locator("#line").fill("")
        page.locator("#line").press_sequentially(f"undocumented {number}")
        page.wait_for_timeout(500)
        assert not re.search(r"\d{3}", page.locator("#line").input_value()), number
    for number in ("7 years", "2025", "43"):
        page.locator("#line").fill("")
        page.locator("#line").press_sequentially(number)
        assert page.locator("#line").input_value() == number
    assert not re.search(r"line=[^&]*\d{6}", "\n".join(sent))


def test_two_at_once_see_nothing_of_each_other(opened: Opening) -> None:
    one, other = opened(), opened()
    press(one, "answer:vgr")
    press(other, "answer:rjl")
    press(one, "answer:undocumented")
    press(other, "answer:asylum_seeker")
    for page, mine, theirs in ((one, "vgr", "asylum_seeker"), (other, "rjl", "undocumented")):
        steps = page.locator('#case input[name="step"]').last.get_attribute("value")
        assert mine in steps and theirs not in steps


def states(page: Any) -> Iterator[str]:
    """The page as it is in every kind of state, each by its name."""
    yield "begins"
    press(page, "answer:vgr")
    yield "situation"
    press(page, "whyasked")
    yield "why asked"
    press(page, "answer:asylum_seeker")
    press(page, "several")
    yield "several topics"
    page.locator('input[value="medicines"]').check()
    page.locator('input[value="visit_fee"]').check()
    press(page, "topics")
    yield "age"
    page.locator("#line").fill("unconscious medvetslös")
    done(page, lambda: page.locator("#line").press("Enter"))
    yield "alarm"
    press(page, "choose:")
    press(page, "again:status")
    press(page, "answer:undocumented")
    yield "change"
    press(page, "confirm")
    page.locator("#number").fill("43")
    press(page, "number")
    press(page, "unfold")
    yield "answer"
    done(page, page.locator("button.why").nth(2).click)
    yield "why"
    press(page, "take")
    yield "taking along"
    press(page, "")
    press(page, "find")
    yield "looking up"
    press(page, "topic:medicines")
    yield "table"
    page.locator("#q").fill("frikrot")
    done(page, lambda: page.locator("#q").press("Enter"))
    yield "found"


RULES = (
    "{runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations']}"
)


@pytest.mark.parametrize(
    ("code", "looks"),
    [("sv", [("light", "none", 0)]), ("en", [("dark", "none", 3), ("light", "active", 1)])],
)
def test_every_state_keeps_the_rules_of_accessibility(
    opened: Opening, code: str, looks: list[tuple[str, str, int]]
) -> None:
    """In each look of a state: its colours, and how wide the window is."""
    axe = accessibility()
    page = opened(f"/?lang={code}")
    for name in states(page):
        page.evaluate(axe)
        for scheme, colours, width in looks:
            wide, high = WIDTHS[width]
            page.emulate_media(color_scheme=scheme, forced_colors=colours)
            page.set_viewport_size({"width": wide, "height": high})
            found = page.evaluate(f"axe.run({RULES})")
            wrong = [f"{one['id']}: {[node['html'][:120] for node in one['nodes'][:3]]}" for one in found["violations"]]
            assert wrong == [], (name, scheme, colours, wide)


def test_nothing_is_wider_than_the_window(opened: Opening) -> None:
    """In every state the window is made as wide as each: what stands where is a matter of the style sheet alone."""
    page = opened()
    for name in states(page):
        for wide, high in WIDTHS:
            page.set_viewport_size({"width": wide, "height": high})
            assert page.evaluate("document.documentElement.scrollWidth") <= wide, (name, wide)
            small = page.evaluate(
                "[...document.querySelectorAll('button, input:not([type=hidden]), select, summary')].filter((one) => one.checkVisibility())"
                ".map((one) => [one.innerText, one.getBoundingClientRect()]).filter(([, box]) => box.width < 24 || box.height < 24).map(([text]) => text)"
            )
            assert small == [], (name, wide)


def test_with_larger_spaces_between_letters_and_lines_nothing_is_cut(opened: Opening) -> None:
    """WCAG 1.4.12."""
    page = opened(viewport={"width": 320, "height": 640})
    press(page, "answer:vgr")
    spaces = "one.style.lineHeight = '1.5'; one.style.letterSpacing = '.12em'; one.style.wordSpacing = '.16em';"
    page.evaluate(f"for (const one of document.querySelectorAll('*')) {{ {spaces} }}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    cut = page.evaluate(
        "[...document.querySelectorAll('button')].filter((one) => one.scrollHeight > one.clientHeight + 2).map((one) => one.innerText)"
    )
    assert cut == []


def test_a_screen_reader_is_told_the_question_and_its_answers(opened: Opening, knowledge: Knowledge) -> None:
    page = opened()
    press(page, "answer:vgr")
    tree = page.locator("main").aria_snapshot()
    wording, status = Wording(knowledge, language("en")), knowledge.questions["status"]
    assert f'heading "{wording.question(status)}" [level=2]' in tree
    for value in status.values:
        assert re.search(rf"button \"?.*{re.escape(wording.value(status, value.id))}", tree), value.id
    assert re.search(r"textbox \"", tree)
    press(page, "answer:undocumented")
    press(page, "answer:medicines")
    tree = page.locator("body").aria_snapshot()
    for role in ("banner", "navigation", "main", "contentinfo"):
        assert role in tree
    assert len(re.findall(r"\[level=1\]", tree)) == 1


def test_the_slip_prints_on_one_page_and_the_form_can_be_filled_in(opened: Opening) -> None:
    page = opened()
    for value in ("vgr", "undocumented", "medicines"):
        press(page, f"answer:{value}")
    press(page, "take")
    with page.context.expect_page() as waited:
        page.locator('button[value="slip"]').click()
    slip = waited.value
    slip.wait_for_load_state()
    assert slip.evaluate("document.styleSheets.length") == 1, "its own style is let in"
    assert slip.evaluate("getComputedStyle(document.querySelector('main')).display") == "flex"
    assert len(re.findall(rb"/Type\s*/Page\b", slip.pdf())) == 1


def test_the_page_itself_prints_with_an_age_as_a_range_and_all_of_the_answer(opened: Opening) -> None:
    page = opened()
    for value in ("vgr", "undocumented", "medicines"):
        press(page, f"answer:{value}")
    page.locator("#number").fill("43")
    press(page, "number")
    assert re.search(r"\b43\b", page.locator("body").inner_text())
    statements = page.locator(".said").all_text_contents()
    page.emulate_media(media="print")
    printed = " ".join(page.locator("body").inner_text().split())
    assert not re.search(r"\b43\b", printed)
    for statement in statements:
        assert " ".join(statement.split()) in printed
    assert not page.locator("button:visible").count()


def test_a_file_is_saved_under_a_name_without_a_case(opened: Opening) -> None:
    page = opened(accept_downloads=True)
    for value in ("vgr", "undocumented", "medicines"):
        press(page, f"answer:{value}")
    press(page, "take")
    with page.expect_download() as waited:
        page.locator('button[value="text"]').click()
    assert re.fullmatch(r"vardlots-\d{4}-\d\d-\d\d-\d{4}\.txt", waited.value.suggested_filename)


def test_a_desk_where_nobody_is_clears_itself_after_a_warning(opened: Opening) -> None:
    page = opened()
    page.clock.install()
    page.reload()
    press(page, "answer:vgr")
    press(page, "answer:undocumented")
    page.clock.run_for(280_000)
    assert page.locator(".absent").is_visible()
    page.keyboard.press("Shift")
    assert not page.locator(".absent").is_visible()
    page.clock.run_for(320_000)
    page.locator(".crumbs").wait_for(state="detached")
    assert "undocumented" not in str(page.locator("#case").inner_html())


def test_the_first_view_is_light(opened: Opening, site: Served, browser: Any) -> None:
    context = browser.new_context()
    page = context.new_page()
    sizes: list[int] = []
    page.on("response", lambda answer: sizes.append(len(answer.body())))
    page.goto(site.address, wait_until="networkidle")
    context.close()
    assert sum(sizes) <= 60 * 1024
