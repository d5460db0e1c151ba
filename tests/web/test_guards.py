"""What is sent that no page of ours sends: refused with a sentence, and nothing of it kept or told."""

from __future__ import annotations

import asyncio
import gc
import json
import logging
from collections.abc import MutableMapping
from itertools import product
from typing import Any
from urllib.parse import urlencode

import pytest
from starlette.testclient import TestClient

from assistant.answer import Adviser
from assistant.knowledge import Knowledge
from assistant.web.api import LONGEST_BATCH, LONGEST_CASE, MOST_CASES
from assistant.web.fields import LONGEST_FORM, MOST_FIELDS
from assistant.web.site import site
from tests.support.garbage import look_for_garbage
from tests.support.here import TODAY
from tests.support.page import read
from tests.support.sweep import sweep

FORM = {"content-type": "application/x-www-form-urlencoded"}
JSON = {"content-type": "application/json"}
PAGES = ("/", "/find", "/take", "/line")
PATIENTS = [
    f"region={region} status={status} age={age} topic={topic}"
    for region, status, age, topic in product(
        ("vgr", "rjl"),
        ("undocumented", "asylum_seeker", "visitor"),
        ("7", "18", "43", "85"),
        ("medicines", "dental", "referral", "travel", "housing"),
    )
]
"""More than a hundred cases."""
STEP = "step=region%3Dvgr&at=0&do="


@pytest.mark.parametrize("address", [*PAGES, "/api/ask", "/api/batch"])
async def test_of_an_endless_body_no_more_is_taken_than_is_allowed(client: TestClient, address: str) -> None:
    """Whoever sends without end gets an answer as soon as it is too much: nothing more is asked of the connection."""
    taken, told = 0, []

    async def receive() -> dict[str, Any]:
        nonlocal taken
        taken += 1
        return {"type": "http.request", "body": b"a" * 1024, "more_body": True}

    async def send(message: MutableMapping[str, Any]) -> None:
        told.append(message)

    headers = [(name.encode(), value.encode()) for name, value in (JSON if "api" in address else FORM).items()]
    scope = {
        "type": "http",
        "method": "POST",
        "path": address,
        "query_string": b"",
        "headers": headers,
        "root_path": "",
    }
    await client.app(scope, receive, send)
    longest = {"/api/ask": LONGEST_CASE, "/api/batch": LONGEST_BATCH}.get(address, LONGEST_FORM)
    assert told[0]["status"] == 413
    assert taken <= longest // 1024 + 1
    assert (b"connection", b"close") in told[0]["headers"]


async def test_a_body_that_does_not_come_is_not_waited_for_for_ever(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.web.guards.PATIENCE", 0.05)
    told = []

    async def receive() -> dict[str, Any]:
        await asyncio.sleep(0.04)
        return {"type": "http.request", "body": b"a", "more_body": True}

    async def send(message: MutableMapping[str, Any]) -> None:
        told.append(message)

    headers = [(name.encode(), value.encode()) for name, value in FORM.items()]
    scope = {"type": "http", "method": "POST", "path": "/", "query_string": b"", "headers": headers, "root_path": ""}
    await asyncio.wait_for(client.app(scope, receive, send), 5)
    assert told[0]["status"] == 408


async def test_many_cases_at_once_keep_nobody_waiting(client: TestClient) -> None:
    """While a request of many cases is answered, others are: each after a part of it."""
    ended: list[str] = []

    async def asks(method: str, address: str, body: bytes) -> None:
        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.body" and not message.get("more_body", False):
                ended.append(address)

        headers = [(name.encode(), value.encode()) for name, value in JSON.items()]
        scope = {"type": "http", "method": method, "path": address, "query_string": b"", "headers": headers, "root_path": "",
                 "http_version": "1.1", "asgi": {"spec_version": "2.4"}}  # fmt: skip
        await client.app(scope, receive, send)

    cases = json.dumps({"cases": [{"region": "vgr", "age": age} for age in range(60)]}).encode()
    many = [asyncio.create_task(asks("POST", "/api/batch", cases)) for _ in range(2)]
    await asyncio.sleep(0.02)
    await asyncio.wait_for(asks("GET", "/health", b""), 5)
    await asyncio.gather(*many)
    assert ended == ["/health", "/api/batch", "/api/batch"]


def test_a_length_that_is_too_long_is_refused_before_anything_is_read(client: TestClient) -> None:
    answer = client.post("/", content=b"do=", headers={**FORM, "content-length": str(10 * 1024 * 1024)})
    assert answer.status_code == 413


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize(
    ("kind", "body", "status"),
    [
        (FORM, b"&".join(b"a%d=1" % number for number in range(10_000)), 413),
        (FORM, b"line=\xff\xfe", 400),
        (FORM, b"line=%FF%FE", 400),
        (FORM, b"step=region%3Dnowhere&at=0&do=", 400),
        (FORM, b"step=region%3Dvgr&at=1&do=", 400),
        (FORM, b"step=region%3Dvgr&at=-1&do=", 400),
        (FORM, b"step=region%3Dvgr&at=%D9%A1&do=", 400),
        (FORM, b"step=region%3Dvgr&at=0&back=999999999999&do=", 400),
        (FORM, b"step=~again%3Dnothing&at=0&do=", 400),
        (FORM, b"step=~finding%3Dage_group&at=0&do=", 400),
        (FORM, b"step=topic%3Dnothing&at=0&do=", 400),
        (FORM, b"lang=xx&do=", 400),
        (FORM, b"role=nobody&do=", 400),
        (JSON, b"{}", 415),
        ({"content-type": "multipart/form-data; boundary=x"}, b"--x--", 415),
        ({}, b"do=", 415),
    ],
)
def test_a_wrong_form_is_refused_with_a_sentence(
    client: TestClient, address: str, kind: dict[str, str], body: bytes, status: int
) -> None:
    answer = client.post(address, content=body, headers=kind)
    assert answer.status_code == status
    assert len(read(answer.text).having("main")[0].having("p")[0].text) > 10


def test_more_fields_than_are_allowed(client: TestClient) -> None:
    fields = "&".join(f"x{number}=" for number in range(MOST_FIELDS))
    assert client.post("/", content=f"do=&{fields}", headers=FORM).status_code == 413
    assert client.post("/", content="do=&" + fields.rpartition("&x")[0], headers=FORM).status_code == 200


@pytest.mark.parametrize(
    "do",
    [
        "answer:nothing", "answer:", "again:nothing", "why:nothing", "tick:nothing", "begin:status=nothing", "lang:xx", "nothing", "confirm",
        "why:../../etc/passwd", "answer:__class__", "choose:9" * 20,
    ],
)  # fmt: skip
def test_a_button_that_there_is_not(client: TestClient, do: str) -> None:
    answer = client.post("/", content=f"{STEP}{do}".replace(":", "%3A").replace("/", "%2F"), headers=FORM)
    assert answer.status_code in (200, 400)
    if answer.status_code == 200:  # what leads nowhere leaves the case as it is
        assert do.startswith(("choose", "confirm"))


def test_what_is_typed_is_escaped_wherever_it_is_shown_again(client: TestClient) -> None:
    for hostile in (
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "{{ 7*7 }}",
        "' onmouseover='x",
        "<b>qwerty</b>",
    ):
        for address, name in (("/", "line"), ("/find", "q")):
            sent = urlencode({"step": "region=vgr", "at": "0", "do": "line", name: hostile})
            answer = client.post(address, content=sent, headers=FORM)
            page = read(answer.text)
            assert not page.having("img") and not page.having("b")
            assert len(page.having("script")) == 1
            assert not [each for each in page for attribute in each.attributes if attribute.startswith("on")]
            assert "49" not in page.having("main")[0].text


def test_long_numbers_are_covered_wherever_they_come_from(client: TestClient) -> None:
    for address, name in (("/", "line"), ("/find", "q"), ("/line", "line")):
        sent = urlencode({"step": "region=vgr", "at": "0", "do": "line", name: "papperslös 850709-9805 tolk"})
        answer = client.post(address, content=sent, headers=FORM)
        assert answer.status_code == 200
        assert "9805" not in answer.text and "850709" not in answer.text


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"}, {"origin": "null"}, {"origin": "http://testserver.evil.example"},
        {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"},
    ],
)  # fmt: skip
def test_what_another_site_sends_is_refused(client: TestClient, headers: dict[str, str]) -> None:
    for address in PAGES:
        assert client.post(address, content="do=", headers={**FORM, **headers}).status_code == 403
    for address in ("/api/ask", "/api/batch"):
        answer = client.post(address, content="{}", headers={**JSON, **headers})
        assert answer.status_code == 403 and answer.json()["error"]


@pytest.mark.parametrize(
    "path",
    [
        "/../etc/passwd", "/static/../site.py", "/static/%2e%2e/site.py", "/static/", "/static", "/templates/case.html", "/%00", "/find/",
        "/api", "/api/", "/static/page.css", "//etc/passwd", "/api/ask/..%2f..%2fx", "/%0d%0aset-cookie:x=1",
    ],
)  # fmt: skip
def test_a_trick_of_a_path_leads_nowhere(client: TestClient, path: str) -> None:
    answer = client.get(path, follow_redirects=False)
    assert answer.status_code in (404, 405, 307)
    assert "set-cookie" not in answer.headers
    if answer.status_code == 307:  # a slash too many
        assert answer.headers["location"].startswith("http://testserver/")


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_a_method_that_no_address_takes(client: TestClient, method: str) -> None:
    for address in ("/", "/api/ask", "/find", "/take"):
        answer = client.request(method, address)
        assert answer.status_code == 405 and "POST" in answer.headers["allow"]


def test_case_data_in_an_address_is_never_read(client: TestClient) -> None:
    assert client.get("/api/ask?status=undocumented").status_code == 405
    page = read(client.get("/find?q=medicines&step=status%3Dundocumented").text)
    assert page.having("input", id="q")[0].get("value") == ""
    assert {each.get("value") for each in page.having("input", name="step")} == {""}


def test_every_answer_forbids_what_it_does_not_need(client: TestClient) -> None:
    answers = [
        client.get("/"), client.post("/", content="do=", headers=FORM), client.get("/nothing"), client.post("/", content="x"),
        client.post("/api/ask", content='{"facts": {}}', headers=JSON), client.get("/health"), client.get("/ready"),
    ]  # fmt: skip
    for answer in answers:
        headers = answer.headers
        assert headers["cache-control"] == "no-store"
        assert (
            "default-src 'none'" in headers["content-security-policy"]
            and "unsafe" not in headers["content-security-policy"]
        )
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert "set-cookie" not in headers and "server" not in headers


def test_files_are_kept_for_good_and_nothing_else_is(client: TestClient) -> None:
    page = read(client.get("/").text)
    files = [each.get("href") or each.get("src") for each in page if each.tag in ("link", "script")]
    assert len(files) == 3
    for file in files:
        assert file.startswith("/static/")
        assert "immutable" in client.get(file).headers["cache-control"]


# -- what is wrong in JSON -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400), (b"{", 400), (b"[]", 400), (b"null", 400), (b'"x"', 400), (b"\xff", 400), (b'{"facts": {}, "facts": {}}', 400),
        (b'{"facts": []}', 400), (b'{"facts": {"age": 7.5}}', 400), (b'{"facts": {"age": null}}', 400), (b'{"facts": {"age": true}}', 400),
        (b'{"facts": {"topic": []}}', 400), (b'{"facts": {"topic": [1]}}', 400), (b'{"facts": {"age": 7, "age": 8}}', 400),
        (b'{"facts": {"stauts": "undocumented"}}', 400), (b'{"facts": {"status": "undocumentd"}}', 400), (b"{}", 400),
        (b'{"facts": {}, "lang": "xx"}', 400), (b'{"facts": {}, "lang": 1}', 400), (b'{"facts": {}, "role": "nobody"}', 400),
        (b'{"facts": {}, "on": "2026-13-01"}', 400), (b'{"facts": {}, "on": 7}', 400), (b'{"facts": {}, "on": "2026-W01-1"}', 400),
        (b'{"facts": {}, "explain": "x"}', 400), (b'{"facts": {}, "explain": ["nothing"]}', 400), (b'{"facts": {}, "next_question": 1}', 400),
        (b'{"facts": {}, "fact": {}}', 400), (b"[" * 50_000, 400), (b'{"facts": {"age": ' + b"9" * 40_000 + b"}}", 400),
        (b'{"facts": {"status": "' + b"x" * LONGEST_CASE + b'"}}', 413),
    ],
)  # fmt: skip
def test_wrong_json_is_refused_with_a_sentence(client: TestClient, body: bytes, status: int) -> None:
    answer = client.post("/api/ask", content=body, headers=JSON)
    assert answer.status_code == status, answer.text[:200]
    assert set(answer.json()) == {"error"} and len(answer.json()["error"]) < 3000


def test_the_error_is_that_of_ask(client: TestClient, adviser: Adviser) -> None:
    from tests.support.running import said

    for fact, value in (("stauts", "undocumented"), ("status", "undocumentd"), ("age", "121"), ("topic", "medicine")):
        done = said("ask", f"{fact}={value}", "--lang", "en")
        body = json.dumps({"facts": {fact: value}})
        answer = client.post("/api/ask", content=body, headers={**JSON, "accept-language": "en"})
        assert done.stderr == f"vardlots: {answer.json()['error']}\n"


def test_too_many_cases_and_too_long_a_batch(client: TestClient) -> None:
    for cases, status in (
        ([{}] * 20, 200),
        ([{}] * (MOST_CASES + 1), 413),
        ([{"status": "x" * LONGEST_BATCH}], 413),
    ):
        answer = client.post("/api/batch", content=json.dumps({"cases": cases}), headers=JSON)
        assert answer.status_code == status


# -- what is kept --------------------------------------------------------------------------------------------------------


def test_no_log_holds_anything_of_a_case(knowledge: Knowledge, caplog: pytest.LogCaptureFixture) -> None:
    client = TestClient(site(knowledge, "sv", lambda: TODAY))
    caplog.set_level(logging.DEBUG)
    for place, words in enumerate(PATIENTS[:100]):
        facts = dict(word.split("=") for word in words.split())
        client.post("/api/ask", content=json.dumps({"facts": facts}), headers=JSON)
        client.post(
            "/", content=urlencode({"step": words, "at": "0", "do": "line", "line": f"qwerty{place}"}), headers=FORM
        )
    ours = [record for record in caplog.records if not record.name.startswith(("httpx", "httpcore"))]
    for record in ours:
        told = record.getMessage() + str(record.exc_info or "")
        assert "qwerty" not in told
        for words in PATIENTS[:100]:
            assert words not in told


def test_a_fault_tells_its_kind_and_place_and_nothing_of_the_case(
    knowledge: Knowledge, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError("status=undocumented 850709")

    monkeypatch.setattr("assistant.web.pages.view", fails)
    client = TestClient(site(knowledge, "sv", lambda: TODAY), raise_server_exceptions=False)
    with caplog.at_level(logging.DEBUG):
        answer = client.post("/", content="step=region%3Dvgr&at=0&do=", headers=FORM)
    assert answer.status_code == 500 and read(answer.text).having("h1")
    assert "RuntimeError at" in caplog.text
    for text in (answer.text, caplog.text):
        assert "undocumented" not in text and "850709" not in text and "vgr" not in text


def test_nothing_typed_stays_in_memory(knowledge: Knowledge) -> None:
    """A word that was typed stands in no list, no dictionary and no memory of a function any more, once it is answered."""
    client = TestClient(site(knowledge, "sv", lambda: TODAY))
    strange = "".join(
        chr(ord("a") + number) for number in (25, 24, 23, 22, 21, 20, 19, 18, 17)
    )  # no constant of this test
    for address, name in (("/", "line"), ("/find", "q"), ("/line", "line")):
        sent = urlencode({"step": "region=vgr", "at": "0", "do": "line", name: f"papperslös {strange}"})
        assert client.post(address, content=sent, headers=FORM).status_code == 200
    look_for_garbage()
    assert not [
        type(one) for one in gc.get_objects() if isinstance(one, dict | list | tuple | set) and _holds(one, strange)
    ]


def _holds(one: Any, word: str) -> bool:
    """As its kind holds anything, whatever it says of itself."""
    kind = next(kind for kind in (dict, list, tuple, set) if isinstance(one, kind))
    return bool(kind.__contains__(one, word)) or (kind is dict and word in dict.values(one))


def test_two_at_once_see_nothing_of_each_other(client: TestClient) -> None:
    def alone(words: str) -> None:
        sent = urlencode({"step": words, "at": "0", "do": ""})
        first = client.post("/", content=sent, headers=FORM).text
        client.post("/", content=urlencode({"step": "region=rjl status=resident", "at": "0", "do": ""}), headers=FORM)
        assert client.post("/", content=sent, headers=FORM).text == first

    sweep(((words, words) for words in PATIENTS[:10]), alone)
