"""For everyone: a nurse with a phone, a receptionist with a screen reader and a script get the same answer to twenty cases, statement by statement."""

from __future__ import annotations

import json
import os
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any, NamedTuple
from urllib.request import Request, urlopen

import pytest

from assistant.cli import main
from assistant.i18n import Language, language
from assistant.knowledge import Knowledge
from assistant.knowledge.model import TOPIC, UNKNOWN, Question
from assistant.words.wording import Wording
from tests.support.here import data
from tests.support.served import Served, chromium, served

CASES: list[dict[str, Any]] = data("faces/everyone.yaml")
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
NOW = "performance.timeOrigin + ' ' + document.documentElement.dataset.turn"
ASKED = """() => ({
    title: document.getElementById('question').innerText,
    ids: [...document.querySelectorAll('button[value^="answer:"]')].map((one) => one.value.slice(7)),
})"""
SEEN = """() => [...document.querySelectorAll('.statement')].map((one) => [
    one.querySelector('button.why')?.value.slice(4) ?? '', one.querySelector('.said').innerText, !one.matches('.doubt'), one.checkVisibility(),
])"""
LEADS = "[...document.querySelectorAll('.lead .said')].map((one) => one.innerText)"


class Heard(NamedTuple):
    """A statement as somebody got it."""

    text: str
    certain: bool


class Told(NamedTuple):
    """An answer as somebody got it: what answers, and each statement by the id of its rule."""

    leads: list[str]
    statements: dict[str, Heard]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server with what is shipped."""
    bare = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
    with served(tmp_path_factory.mktemp("served") / "log.txt", environment=bare) as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as found:
        yield found


def plainly(text: str) -> str:
    return " ".join(text.split())


class Nurse:
    """Taps on a phone until nothing more is asked; what she does not know, she answers so."""

    def __init__(self, page: Any, knowledge: Knowledge, speaks: Language) -> None:
        self._page = page
        wording = Wording(knowledge, speaks)
        self._titles: dict[str, Question] = {}
        for question in (*knowledge.questions.values(), knowledge.topic_question):
            for put in (question, question.finding_out):
                if put is not None:
                    self._titles[plainly(wording.question(put))] = question

    def answers(self, knows: dict[str, Any]) -> None:
        """All questions, with what is known."""
        while (asked := self._page.evaluate(ASKED))["ids"]:
            question = self._titles[plainly(asked["title"])]
            if question.id == TOPIC:
                self._topics(knows[TOPIC])
            elif question.number is not None and question.number.id in knows:
                self._page.fill("#number", str(knows[question.number.id]))
                self._taps('button[value="number"]')
            else:
                self._taps(f'button[value="answer:{knows.get(question.id, UNKNOWN)}"]')
        if self._page.locator('button[value="unfold"]').count():
            self._taps('button[value="unfold"]')

    def _topics(self, topics: list[str]) -> None:
        if len(topics) == 1:
            self._taps(f'button[value="answer:{topics[0]}"]')
            return
        self._taps('button[value="several"]')
        for topic in topics:
            self._page.tap(f'input[value="{topic}"]')
        self._taps('button[value="topics"]')

    def _taps(self, button: str) -> None:
        """Tap, and wait for what comes, with and without script."""
        before = self._page.evaluate(NOW)
        for _ in range(
            2
        ):  # the second of two taps in one place is not taken, if it comes as fast as that of a double tap
            self._page.tap(button)
            for _ in range(50):
                with suppress(Exception):  # the page is on its way
                    if self._page.evaluate(f"document.readyState === 'complete' && {NOW}") not in (before, False):
                        return
                time.sleep(0.01)
        raise AssertionError("nothing has come")

    @property
    def told(self) -> Told:
        """What she sees."""
        seen = self._page.evaluate(SEEN)
        assert all(shown for *_, shown in seen), "nothing is folded away"
        statements = {id: Heard(plainly(text), certain) for id, text, certain, _ in seen if id}
        return Told([plainly(text) for text in self._page.evaluate(LEADS)], statements)


class Reader:
    """A screen reader: it has the tree of a page as the browser gives it, and reads it out."""

    def __init__(self, page: Any) -> None:
        session = page.context.new_cdp_session(page)
        nodes = session.send("Accessibility.getFullAXTree")["nodes"]
        session.detach()
        self._nodes = {node["nodeId"]: node for node in nodes}
        self._top = nodes[0]

    def told(self, speaks: Language) -> tuple[list[str], list[Heard]]:
        """What answers, and the statements in their order, as their paragraphs are read out; the button behind each must name the same."""
        why, short, leads, statements = f"{speaks.gettext('Why?')} ", speaks.gettext("In short"), [], []
        for node in self._below(self._top):
            if (_role(node), _name(node)) == ("region", short):
                leads = [self._read_out(one) for one in self._below(node) if _role(one) == "paragraph"]
            if _role(node) == "paragraph":
                for button in self._below(node):
                    if _role(button) == "button" and _name(button).startswith(why):
                        named, read = plainly(_name(button).removeprefix(why)), self._read_out(node)
                        assert named in read, "what is read out is not what the button names"
                        statements.append(Heard(named, certain=not read.startswith("? ")))
        return leads, statements

    def _below(self, node: Any) -> Iterator[Any]:
        for id in node.get("childIds", ()):
            if id in self._nodes:
                yield self._nodes[id]
                yield from self._below(self._nodes[id])

    def _read_out(self, node: Any) -> str:
        return plainly("".join(_name(one) for one in self._below(node) if _role(one) == "StaticText"))


def _role(node: Any) -> str:
    return "" if node["ignored"] else str(node["role"]["value"])


def _name(node: Any) -> str:
    return str(node.get("name", {}).get("value", ""))


def by_script(site: Served, held: dict[str, Any], facts: dict[str, Any]) -> dict[str, Any]:
    """What `POST /api/ask` gives."""
    sent = {"facts": facts, "lang": held["language"], "role": held.get("role")}
    request = Request(f"{site.address}/api/ask", json.dumps(sent).encode(), {"content-type": "application/json"})
    with urlopen(request, timeout=30) as answer:
        found: dict[str, Any] = json.load(answer)
    return found


def by_command(held: dict[str, Any], facts: dict[str, Any], on: str, capsys: pytest.CaptureFixture[str]) -> Any:
    """What `vardlots ask` gives."""
    words = [f"{name}={','.join(value) if isinstance(value, list) else value}" for name, value in facts.items()]
    role = ["--role", held["role"]] if "role" in held else []
    assert main(["ask", *words, "--lang", held["language"], "--format", "json", "--on", on, *role]) == 0
    return json.loads(capsys.readouterr().out)


def told_in(found: dict[str, Any], wording: Wording) -> Told:
    """What an answer as data says; of a form that is to be filled in, its heading; of leads that differ, each by its topics."""
    statements, leads = {}, defaultdict[str, list[str]](list)
    for one in found["answer"]:
        said = wording.knowledge.rules[one["id"]].statement
        assert said is not None
        text = said.form.heading if said.form and one["certain"] else one["text"]
        statements[one["id"]] = Heard(plainly(text), one["certain"])
    for lead in found["leads"]:
        leads[plainly(lead["text"])].append(wording.topic_short(lead["topic"]))
    if len(leads) == 1:
        return Told([*leads], statements)
    return Told([f"{', '.join(topics)}: {text}" for text, topics in leads.items()], statements)


def facts_on(page: Any) -> dict[str, Any]:
    """The case that the page has come to."""
    words = page.locator('#case input[name="step"]').last.get_attribute("value").split()
    facts = dict(word.split("=", 1) for word in words if not word.startswith("~"))
    return {**facts, TOPIC: facts[TOPIC].split(",")}


@pytest.fixture(scope="module")
def phones(browser: Any) -> Iterator[Callable[[bool], Any]]:
    """A phone with and one without script."""
    made: dict[bool, Any] = {}

    def phone(script: bool) -> Any:
        if script not in made:
            made[script] = browser.new_context(**PHONE, java_script_enabled=script).new_page()
        return made[script]

    yield phone
    for page in made.values():
        page.context.close()


@pytest.mark.slow  # a minute of taps
@pytest.mark.parametrize("held", CASES, ids=lambda held: held["name"])
def test_a_nurse_a_receptionist_and_a_script_get_the_same_answer(
    held: dict[str, Any],
    knowledge: Knowledge,
    site: Served,
    phones: Callable[[bool], Any],
    capsys: pytest.CaptureFixture[str],
) -> None:
    speaks, seen = language(held["language"]), []
    for script in (True, False):
        page = phones(script)
        page.goto(f"{site.address}/?lang={speaks.code}&role={held.get('role', '')}")
        nurse = Nurse(page, knowledge, speaks)
        nurse.answers(held["knows"])
        told = nurse.told
        assert Reader(page).told(speaks) == (told.leads, [*told.statements.values()]), "the receptionist"
        seen.append((told, facts_on(page)))
    assert seen[0] == seen[1], "with and without script"
    told, facts = seen[0]
    found = by_script(site, held, facts)
    by_data = told_in(found, Wording(knowledge, speaks))
    assert told.leads == by_data.leads
    said = {*by_data.statements.values()}
    said = {one for one in said if one.certain or one._replace(certain=True) not in said}
    assert {*told.statements.values()} == said, "of rules that say the same, people read one"
    assert told.statements.items() <= by_data.statements.items()
    assert by_command(held, facts, found["on"], capsys) == found


def test_they_are_of_every_kind(knowledge: Knowledge) -> None:
    """The cases are worth asking: every region, situation, topic and role is in some, and both languages in half."""
    known = [held["knows"] for held in CASES]
    assert len(CASES) == 20 and sum(held["language"] == "en" for held in CASES) == 10
    for fact in ("region", "status"):
        assert {knows.get(fact, UNKNOWN) for knows in known} == {*knowledge.values_of(fact), UNKNOWN}
    assert {topic for knows in known for topic in knows[TOPIC]} == {*knowledge.topics}
    assert {held.get("role") for held in CASES} == {None, *knowledge.roles}
