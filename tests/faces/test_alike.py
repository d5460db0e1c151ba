"""Twenty conversations through the app, the page, plain lines and `ask`: the same statements, in the same order, and the same held back."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from io import StringIO
from typing import Any, NamedTuple

import pytest
from starlette.testclient import TestClient

from assistant.answer import Adviser
from assistant.cases.case import Case
from assistant.cases.space import NONE
from assistant.cli import main
from assistant.dialogue import Conversation
from assistant.i18n import Language, language
from assistant.knowledge.model import KINDS, STEP, TOPIC, UNKNOWN, Question
from assistant.plain import talk
from assistant.settings.preferences import Preferences
from assistant.tui.app import VardlotsApp
from assistant.tui.chat.card import FOLD
from assistant.web.site import site
from assistant.words.outline import outline
from assistant.words.short import shortened
from assistant.words.wording import Wording
from tests.support.app import WIDE, answer_text, open_all, reply, settle
from tests.support.here import TODAY, data
from tests.support.page import Browser
from tests.support.textual_internals import in_no_time

CONVERSATIONS: list[dict[str, Any]] = data("faces/conversations.yaml")


@pytest.fixture(scope="module")
def client(adviser: Adviser) -> TestClient:
    """Asks the page, as of the day of the tests."""
    return TestClient(site(adviser.knowledge, "sv", lambda: TODAY))


EACH = pytest.mark.parametrize("held", CONVERSATIONS, ids=lambda held: held["name"])
MARK = re.compile(r"(?:\[[ x]\] )?(?:[✓!→?·]|\d+\.)")


class Said(NamedTuple):
    """What a face said of the whole case, statement by statement, and all that it said on the way there."""

    statements: list[str]
    everything: str


def given(knows: dict[str, Any], question: Question) -> list[str]:
    """What the receptionist replies: ids of values, or a number."""
    if question.id == TOPIC:
        return [str(topic) for topic in knows[TOPIC]]
    if question.number is not None and question.number.id in knows:
        return [str(knows[question.number.id])]
    return [knows.get(question.id, UNKNOWN)]


def set_to(adviser: Adviser, role: str | None) -> Preferences:
    """The settings of somebody in this role."""
    preferences = Preferences(adviser.knowledge, None)
    preferences.remember("role", role)
    return preferences


async def in_the_app(adviser: Adviser, speaks: Language, knows: dict[str, Any], role: str | None) -> tuple[Said, Case]:
    """The conversation with the keys of the app, and the case that it ends with."""
    app = VardlotsApp(adviser, speaks, preferences=set_to(adviser, role))
    app.grace = 0
    app.breath = 0.0
    seen = []
    with in_no_time():
        async with app.run_test(size=WIDE) as pilot:
            await settle(pilot)
            while (question := app.chat.conversation.question) is not None:
                await reply(pilot, ",".join(given(knows, question)))
                await settle(pilot)
                seen.append(answer_text(app))
            await open_all(pilot)
            seen.append(answer_text(app))
            return Said(list(in_the_card(app)), plainly("\n".join(seen))), app.chat.conversation.case


def in_the_card(app: VardlotsApp) -> Iterator[str]:
    """The statements of the card, from top to bottom, without their clauses; not the words explained, nor the sources in full."""
    apart = {app.language.gettext(title) for title in ("Words explained", "Sources")}
    group = ""
    for block in app.chat.card.blocks:
        if block.about.startswith(FOLD):
            group = block.text.rpartition(" (")[0]
        elif group not in apart and MARK.fullmatch(block.lead.strip()):
            yield plainly(re.sub(r" \[[^]]*\]$", "", block.text))


def on_the_page(
    client: TestClient, adviser: Adviser, speaks: Language, knows: dict[str, Any], role: str | None
) -> Said:
    """The same conversation with the buttons of the page, without any script."""
    browser = Browser(client, f"/?lang={speaks.code}&role={role or ''}")
    while browser.page.having("ul", class_="options") or browser.can("topics"):
        question = open_on(browser, adviser, speaks)
        replies = given(knows, question)
        if len(replies) > 1:
            browser.press("several")
            browser.press("topics", topic=replies)
        else:
            browser.answer(replies[0])
            if replies == [UNKNOWN] and browser.can("answer:unknown") and open_on(browser, adviser, speaks) is question:
                browser.answer(UNKNOWN)  # nor does it help what the patient shows or tells
    return Said([plainly(text) for text in browser.statements], plainly("\n".join(browser.seen)))


def open_on(browser: Browser, adviser: Adviser, speaks: Language) -> Question:
    """The question that stands on the page; for one that is found out, the one whose answer is wanted."""
    wording, (title,) = Wording(adviser.knowledge, speaks), browser.page.having("h2", id="question")
    for question in (*adviser.knowledge.questions.values(), adviser.knowledge.topic_question):
        for put in (question, question.finding_out):
            if put is not None and plainly(wording.question(put)) == title.text:
                return question
    raise AssertionError(title.text)


def in_lines(adviser: Adviser, speaks: Language, case: Case, role: str | None) -> Said:
    """The same conversation, typed in plain lines, with the whole answer at the end."""
    typed = [*_typed(adviser, case, role)]
    before, after = (_talk(adviser, speaks, [*typed, *more], role) for more in ((), ("/answer",)))
    assert after.startswith(before)
    return Said(statements(after.removeprefix(before), questions(adviser, speaks)), plainly(before))


def _talk(adviser: Adviser, speaks: Language, typed: list[str], role: str | None) -> str:
    out = StringIO()
    lines = StringIO("".join(f"{line}\n" for line in typed))
    assert talk(adviser, speaks, lines, out, preferences=set_to(adviser, role)) == 0
    return out.getvalue()


def _typed(adviser: Adviser, case: Case, role: str | None) -> Iterator[str]:
    """What is typed in answer to each question that is asked on the way to this case."""
    at, read_by = Case(), adviser.knowledge.role(role or "")
    while (question := Conversation(adviser, at, role=read_by).question) is not None:
        ids = [value.id for value in question.values]
        if question.id == TOPIC:
            yield ",".join(str(ids.index(topic) + 1) for topic in case.topics)
            at = at.with_topics(case.topics)
            continue
        value, number = case.answers[question.id], None
        if question.number is not None and question.number.id in case.numbers:
            number = case.numbers[question.number.id]
            yield str(number)
        else:
            yield "0" if value == UNKNOWN else str(ids.index(value) + 1)
        if value == UNKNOWN and question.find_out is not None:
            yield "0"  # nor does it help what the patient shows or tells
        at = at.with_answer(question, value, number)


def asked(
    case: Case, adviser: Adviser, speaks: Language, form: str, role: str | None, capsys: pytest.CaptureFixture[str]
) -> str:
    """What `ask` prints for the case."""
    words = [case.given(adviser.knowledge, fact) for fact in case.answers]
    code = main(["ask", "--all", *words, f"topic={','.join(case.topics)}", "--lang", speaks.code, "--format", form,
                 "--on", TODAY.isoformat(), *(["--role", role] if role else [])])  # fmt: skip
    assert code == 0
    return capsys.readouterr().out


def statements(text: str, asked: Collection[str]) -> list[str]:
    """The statements of an answer as text, without their clauses, what answers the question itself first.

    Without the questions that are left: what is not needed, the app offers and does not list.
    """
    head = text.strip().split("\n\n")[0].splitlines()
    leads = [] if head[0].startswith("Region: ") else head  # the case itself begins with its region
    lines = [found[1] for line in text.splitlines() if (found := re.match(r"(?:[-?]|\d+\.) (.*)", line))]
    said = [plainly(line) for line in (*leads, *(re.sub(r" \[[^]]*\]$", "", line) for line in lines))]
    return [line for line in said if line not in asked]


def questions(adviser: Adviser, speaks: Language) -> set[str]:
    """What all questions ask."""
    wording = Wording(adviser.knowledge, speaks)
    return {plainly(wording.question(question)) for question in adviser.knowledge.questions.values()}


def words_for(one: dict[str, Any], adviser: Adviser) -> str:
    """By which words a statement of the JSON is known in an answer that is read: a part of a form by its heading, where it is certain."""
    statement = adviser.knowledge.rules[one["id"]].statement
    assert statement is not None
    return statement.form.heading if statement.form is not None and one["certain"] else plainly(one["text"])


def plainly(text: str) -> str:
    return " ".join(text.split())


@EACH
@pytest.mark.asyncio
async def test_every_face_says_the_same_in_the_same_order(
    held: dict[str, Any], adviser: Adviser, client: TestClient, capsys: pytest.CaptureFixture[str]
) -> None:
    speaks = language(held["language"])
    role = held.get("role")
    app, case = await in_the_app(adviser, speaks, held["knows"], role)
    capsys.readouterr()
    text = asked(case, adviser, speaks, "text", role, capsys)
    lines = in_lines(adviser, speaks, case, role)
    said_by_ask, left = statements(text, questions(adviser, speaks)), questions(adviser, speaks)
    in_app = [line for line in app.statements if line not in left]
    assert sorted(in_app) == sorted(said_by_ask), "the card says all of it, and nothing else"
    page = on_the_page(client, adviser, speaks, {**held["knows"], TOPIC: case.topics}, role)
    assert sorted(line for line in page.statements if line not in left) == sorted(said_by_ask), "as does the page"
    assert lines.statements == said_by_ask
    found = json.loads(asked(case, adviser, speaks, "json", role, capsys))["answer"]
    for kind in KINDS:  # the card has what answers, and what I do, above the rest; within a kind the order is the same
        of_kind = {words_for(one, adviser) for one in found if one["kind"] == kind}
        there = [each for each in said_by_ask if each in of_kind]
        if kind != STEP or len(case.topics) == 1:  # of several topics, my own steps on all of them stand first
            assert [each for each in in_app if each in of_kind] == there, kind
    for one in found:
        said = words_for(one, adviser)
        assert said in app.statements, one["id"]
    wording = Wording(adviser.knowledge, speaks, role)
    for item in (
        item
        for section in shortened(outline(adviser.answer(case), wording), wording, "").sections
        for item in section.items
    ):
        if item.said is not None:
            assert plainly(item.text) in lines.everything.rsplit(plainly(text), 1)[0], (
                f"{item.text} is not said as it becomes known"
            )
    held_back = set(held.get("held_back", ()))
    assert held_back == withheld(adviser, case)
    for id in held_back:
        said = plainly(wording.rule_text(adviser.knowledge.rules[id]))
        assert said not in app.everything and said not in lines.everything and said not in plainly(text), id
        assert said not in page.everything, id


def withheld(adviser: Adviser, case: Case) -> set[str]:
    """The rules on the topics of a case that could hold in it, and lead to an authority that must not be contacted in some of it."""
    cases = adviser.space.completions(case.known)
    found: set[str] = set()
    if not adviser.space.having("agency_contact", "forbidden") & cases:
        return found
    for id, holds in adviser.space.rules.items():
        said = adviser.knowledge.rules[id].statement
        if said is not None and said.sends_to and said.topic in case.topics and holds & cases not in (NONE, cases):
            found.add(id)
    return found


def test_every_role_is_held_by_somebody(adviser: Adviser) -> None:
    """Whoever reads, the faces agree: each role takes part in some conversation."""
    assert {held.get("role") for held in CONVERSATIONS} == {None, *adviser.knowledge.roles}


def test_some_hold_back_what_others_say(adviser: Adviser) -> None:
    """The conversations are worth holding: in some, what leads to another authority is held back, in others it is said."""
    assert len(CONVERSATIONS) == 20
    assert sum(bool(held.get("held_back")) for held in CONVERSATIONS) >= 4
