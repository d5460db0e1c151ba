"""Operating a server: what it counts, what it logs, when it is ready, and how its knowledge is renewed while it answers."""

from __future__ import annotations

import asyncio
import gc
import json
import logging
import re
import signal
import time
import weakref
from collections.abc import Iterator
from datetime import timedelta
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

import pytest
from starlette.testclient import TestClient

from assistant.cases.case import Case
from assistant.knowledge import Knowledge
from assistant.knowledge.model import REGION
from assistant.knowledge.snapshot import write_snapshot
from assistant.places import knowledge_folder
from assistant.records import replace
from assistant.web import api, warming
from assistant.web.configuration import Configuration
from assistant.web.counting import Counted
from assistant.web.desk import MOST_DAYS, House
from assistant.web.logs import JsonLines, LogLines, tell
from assistant.web.metrics import BOUNDS, Metrics
from assistant.web.renewal import Renewal
from assistant.web.serving import configured
from assistant.web.site import Site
from tests.support.edited import Edited
from tests.support.garbage import as_in_a_program
from tests.support.here import BARE, TODAY
from tests.support.served import Served, served

FORM = {"content-type": "application/x-www-form-urlencoded"}
JSON = {"content-type": "application/json"}
LINE = re.compile(r'[a-z_]+(\{[a-z]+="[^"\\\n]*"(,[a-z]+="[^"\\\n]*")*\})? [0-9.e+-]+')
"""A value as Prometheus reads it."""
SAID_OF_CASES = (
    "qwertz",
    "undocumented",
    "papperslös",
    "850709",
    "9805",
    "medicines",
    "vgr",
    "age",
    "secret",
    "stauts",
)


@pytest.fixture
def metrics() -> Metrics:
    return Metrics()


@pytest.fixture
def ours(knowledge: Knowledge, metrics: Metrics) -> Site:
    return Site(House(knowledge, "sv", lambda: TODAY), metrics)


@pytest.fixture
def client(ours: Site, metrics: Metrics) -> TestClient:
    return TestClient(Counted(ours.application(), metrics, ours.counted_as(), logged=True))


def value(text: str, name: str) -> float:
    """The value of a metric with its labels."""
    return float(next(line for line in text.splitlines() if line.startswith(f"{name} ")).rpartition(" ")[2])


# -- metrics -------------------------------------------------------------------------------------------------------------


def test_requests_are_counted_by_route_and_status(client: TestClient) -> None:
    client.get("/?lang=en")
    client.get("/undocumented?secret=1")
    client.get("/secret/wp-login.php")
    client.post("/api/ask", content=b'{"facts": {}}', headers=JSON)
    client.post("/api/ask", content=b'{"facts": {"stauts": 1}}', headers=JSON)
    answer = client.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    text = answer.text
    assert value(text, 'vardlots_requests_total{route="/",status="200"}') == 1
    assert value(text, 'vardlots_requests_total{route="other",status="404"}') == 2
    assert value(text, 'vardlots_requests_total{route="/api/ask",status="200"}') == 1
    assert value(text, 'vardlots_requests_total{route="/api/ask",status="400"}') == 1
    assert value(text, 'vardlots_request_seconds_count{route="/api/ask"}') == 2
    assert value(text, "vardlots_requests_open") == 1  # the one for the metrics
    for line in text.splitlines():
        assert line.startswith("# ") or LINE.fullmatch(line), line
        assert not any(word in line for word in ("undocumented", "secret", "stauts"))


def test_a_histogram_adds_up(metrics: Metrics) -> None:
    for seconds in (0.0001, 0.001, 0.02, 99.0):
        metrics.answered("/", 200, seconds)
    text = metrics.text()
    assert value(text, 'vardlots_request_seconds_bucket{route="/",le="0.001"}') == 2
    assert value(text, f'vardlots_request_seconds_bucket{{route="/",le="{BOUNDS[-1]:g}"}}') == 3
    assert value(text, 'vardlots_request_seconds_bucket{route="/",le="+Inf"}') == 4
    assert value(text, 'vardlots_request_seconds_sum{route="/"}') == pytest.approx(99.0211)


def test_a_label_cannot_end_its_line(metrics: Metrics) -> None:
    metrics.watch_labelled("strange", "Strange.", lambda: {(("version", '1"} 2\n\\'),): 1})
    assert 'strange{version="1\\"} 2\\n\\\\"} 1' in metrics.text()


# -- readiness, logs -----------------------------------------------------------------------------------------------------


def test_who_stops_is_alive_and_not_ready(ours: Site, client: TestClient) -> None:
    assert client.get("/ready").json()["status"] == "ready"
    ours.stopping = True
    assert client.get("/health").status_code == 200
    assert client.get("/ready").status_code == 503
    assert client.get("/").status_code == 200


@pytest.mark.parametrize("form", [LogLines(), JsonLines()])
def test_a_record_holds_what_happened_and_nothing_of_what_failed(
    form: logging.Formatter, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    tell("request", route="/", status=200, ms=1.5)
    try:
        raise ValueError("850709-9805")
    except ValueError:
        logging.getLogger("uvicorn.error").exception("Exception in ASGI application\n")
        logging.getLogger("asyncio").error("Exception in %s", "callback(850709-9805)", exc_info=True)
    told = [form.format(record) for record in caplog.records]
    assert all("\n" not in line and "9805" not in line for line in told)
    assert "route" in told[0] and "1.5" in told[0]
    assert "ValueError at" in told[1] and "ValueError at" in told[2]
    if isinstance(form, JsonLines):
        assert {**json.loads(told[0]), "time": ""} == {
            "time": "", "level": "info", "event": "request", "route": "/", "status": 200, "ms": 1.5
        }  # fmt: skip


def test_the_loop_is_the_same_whatever_else_is_installed(ours: Site) -> None:
    """By itself uvicorn takes uvloop where it is there, under which those who come under load wait for seconds."""
    assert configured(ours.application(), Configuration()).loop == "asyncio"


# -- a server as a process ---------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server by a configuration: it logs every request as an object."""
    folder = tmp_path_factory.mktemp("served")
    (folder / "serve.toml").write_text('log = "json"\nlog_requests = true\ndrain_seconds = 1\n', encoding="utf-8")
    with served(folder / "log.txt", more=("--config", str(folder / "serve.toml"))) as found:
        yield found


def asked(site: Served, method: str, address: str, body: bytes | None = None, kind: dict[str, str] = JSON) -> int:
    made = HTTPConnection("127.0.0.1", site.port, timeout=30)
    made.request(method, address, body, kind)
    answer = made.getresponse()
    answer.read()
    made.close()
    return answer.status


def test_after_a_hundred_cases_and_errors_the_log_holds_nothing_of_any(site: Served) -> None:
    for number in range(100):
        facts = {"region": "vgr", "status": "undocumented", "age": number + 1, "topic": ["medicines"]}
        assert asked(site, "POST", "/api/ask", json.dumps({"facts": facts}).encode()) == 200
        asked(site, "POST", "/api/ask", json.dumps({"facts": {"stauts": f"qwertz{number}"}}).encode())
        line = urlencode(
            {"step": "region=vgr", "at": 0, "do": "line", "line": f"qwertz{number} papperslös 850709-9805"}
        )
        asked(site, "POST", "/", line.encode(), FORM)
        asked(site, "POST", "/find", line.replace("line=", "q=").encode(), FORM)
        asked(site, "POST", f"/secret{number}?undocumented", line.encode(), FORM)
    lines = [json.loads(line) for line in site.log.read_text(encoding="utf-8").splitlines()]
    assert len([line for line in lines if line["event"] == "request"]) >= 500
    assert {line.get("route") for line in lines} <= {None, "/", "/find", "/api/ask", "/health", "other"}
    for line in lines:
        assert {*line} <= {"time", "level", "event", "route", "status", "ms", "knowledge", "port", "local"}
        assert not any(word in json.dumps(line, ensure_ascii=False) for word in SAID_OF_CASES)


def test_it_says_that_it_stops_before_it_does(site: Served) -> None:
    assert asked(site, "GET", "/ready") == 200
    site.process.send_signal(signal.SIGTERM)
    found, until = (0, 0), time.monotonic() + 0.8
    while found != (503, 200) and time.monotonic() < until:
        found = (asked(site, "GET", "/ready"), asked(site, "GET", "/health"))
    assert found == (503, 200)
    site.process.send_signal(signal.SIGTERM)  # who says it twice does not want to wait
    assert site.process.wait(20) in (0, -signal.SIGTERM)
    assert "Traceback" not in site.log.read_text(encoding="utf-8")


# -- renewal -------------------------------------------------------------------------------------------------------------

LEAVES = "sh", "-c", 'cp "$LEFT" "$4"'
"""A proof that leaves a snapshot which was made before."""


async def test_the_knowledge_is_renewed_by_what_was_proved(
    ours: Site, metrics: Metrics, knowledge: Knowledge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_snapshot(replace(knowledge, version="99.1"), knowledge_folder(), tmp_path / "left")
    monkeypatch.setenv("LEFT", str(tmp_path / "left"))
    renewal = Renewal(ours, metrics, LEAVES)
    before = ours.house
    await renewal.renew()
    assert ours.house is not before and ours.house.knowledge.version == "99.1"
    assert value(metrics.text(), 'vardlots_renewals_total{result="done"}') == 1
    assert value(metrics.text(), 'vardlots_knowledge_info{version="99.1"}') == 1


async def test_what_the_first_answer_on_a_topic_waits_for_is_made_before(
    ours: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While nobody asks, and not while somebody does. What is warm makes no part of the rules ready any more."""
    monkeypatch.setattr(gc, "freeze", lambda: None)
    monkeypatch.setattr(warming, "BETWEEN", 0)
    monkeypatch.setattr(warming, "MOST_PARTS", 2)
    asked = iter([True, True, *[False] * 20])
    topic, region = next(iter(ours.house.knowledge.topics)), ours.house.knowledge.values_of(REGION)[1]
    task = asyncio.create_task(warming.keep_warm(ours, lambda: next(asked)))
    for _ in range(10):
        await asyncio.sleep(0)
    task.cancel()
    assert len(list(asked)) == 18
    monkeypatch.setattr(ours.house.adviser.rules, "part", None)
    ours.house.adviser.answer(Case({REGION: region}, topics=(topic,)))
    with pytest.raises(TypeError):
        ours.house.adviser.answer(Case({REGION: region}, topics=tuple(ours.house.knowledge.topics)[-1:]))


@pytest.fixture
def program() -> Iterator[None]:
    """Garbage as in the program alone."""
    with as_in_a_program():
        yield


@pytest.mark.long
async def test_what_was_is_let_go_of(
    ours: Site, metrics: Metrics, knowledge: Knowledge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: None
) -> None:
    """A server that is renewed, or asked about ever more days, does not grow: no adviser is held by what it has worked out."""
    body = b'{"facts": {"region": "vgr", "status": "undocumented", "topic": ["medicines"]}, "on": "%s"}'
    first = weakref.ref(ours.house.as_of(TODAY + timedelta(1)))
    for number in range(1, MOST_DAYS + 2):
        api.ask("application/json", body % (TODAY + timedelta(number)).isoformat().encode(), ours.house)
    assert first() is None
    monkeypatch.setenv("LEFT", str(tmp_path / "left"))
    renewal, seen = Renewal(ours, metrics, LEAVES), []
    for version in ("99.1", "99.2"):
        write_snapshot(replace(knowledge, version=version), knowledge_folder(), tmp_path / "left")
        await renewal.renew()
        seen.append(weakref.ref(ours.house.knowledge))
    assert [known() is None for known in seen] == [True, False]


@pytest.mark.parametrize(
    ("does", "why"),
    [
        ('echo "rules.yaml:3:1: a fee without a source" >&2; exit 1', "it does not hold"),
        ("exec sleep 60", "takes too long"),
        ("exit 0", "was changed while it was proved"),
        ('echo nonsense > "$4"', "was changed while it was proved"),
    ],
)
async def test_what_does_not_hold_is_not_taken_and_said(
    ours: Site, metrics: Metrics, does: str, why: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("assistant.web.renewal.PATIENCE", 0.1 if "sleep" in does else 30)
    caplog.set_level(logging.INFO)
    before = ours.house
    await Renewal(ours, metrics, ("sh", "-c", does)).renew()
    assert ours.house is before
    assert "the old one stays" in caplog.text and why in caplog.text
    assert ("a fee without a source" in caplog.text) == ("echo rules" in does.replace('"', ""))
    assert value(metrics.text(), 'vardlots_renewals_total{result="refused"}') == 1


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            "kn/packs/vgr/travel.yaml:12:14: There is no clause X99. Did you mean X09?\n1 mistake.",
            [
                "knowledge has a mistake place=kn/packs/vgr/travel.yaml:12:14 mistake=There is no clause X99. Did you mean X09?"
            ],
        ),
        ("   a.yaml:1:2: one: two\n1 mistake. (3.2 s)", ["knowledge has a mistake place=a.yaml:1:2 mistake=one: two"]),
        ("vardlots: The knowledge has 1 mistake.", ["its proof tells said=vardlots: The knowledge has 1 mistake."]),
        ("Traceback:\nMemoryError", ["its proof tells said=MemoryError"]),
        (
            "\n".join(f"a.yaml:{line}:1: wrong" for line in range(1, 25)),
            [f"knowledge has a mistake place=a.yaml:{line}:1 mistake=wrong" for line in range(1, 21)]
            + ["its proof tells more=4"],
        ),
        ("", []),
    ],
)
async def test_a_refusal_tells_each_mistake_with_its_place(
    ours: Site, metrics: Metrics, said: str, told: list[str], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """And neither their number, which is no mistake, nor more of them than anybody reads in a log."""
    (tmp_path / "said").write_text(said, encoding="utf-8")
    await Renewal(ours, metrics, ("sh", "-c", f'cat "{tmp_path}/said" >&2; exit 2')).renew()
    assert [record.getMessage() for record in caplog.records if record.levelno == logging.ERROR][:-1] == told


async def test_signals_that_come_together_renew_once_more(ours: Site, metrics: Metrics, tmp_path: Path) -> None:
    renewal = Renewal(ours, metrics, ("sh", "-c", f'echo x >> "{tmp_path}/times"; exit 1'))
    for _ in range(5):
        renewal.begin()
    for _ in range(500):
        await asyncio.sleep(0.01)
        if value(metrics.text(), 'vardlots_renewals_total{result="refused"}') == 2:
            break
    assert (tmp_path / "times").read_text().count("x") == 2


@pytest.mark.slow
def test_a_signal_renews_it_while_requests_are_answered(tmp_path: Path) -> None:
    """The whole of it: a server, a changed knowledge that holds, one that does not, and requests all the while."""
    edited = Edited(tmp_path)
    environment = {**BARE, "VARDLOTS_KNOWLEDGE": str(edited.folder), "VARDLOTS_LOCALES": str(edited.locales)}
    with served(tmp_path / "log.txt", environment=environment) as found:
        for change, told in ((edited.change_the_fare, "knowledge is renewed"), (edited.spoil, "the old one stays")):
            change()
            found.process.send_signal(signal.SIGHUP)
            slowest, until = 0.0, time.monotonic() + 90
            while told not in found.log.read_text(encoding="utf-8") and time.monotonic() < until:
                begun = time.monotonic()
                body = b'{"facts": {"region": "vgr", "status": "asylum_seeker", "topic": "travel"}}'
                assert asked(found, "POST", "/api/ask", body) == 200
                slowest = max(slowest, time.monotonic() - begun)
            assert told in found.log.read_text(encoding="utf-8")
            assert slowest < 2, slowest
        assert "X99" in found.log.read_text(encoding="utf-8")
