"""The app in a real browser: a case by keyboard, files, settings, two users at once, and what is said when it ends; nobody else is asked anything."""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.support.here import BARE
from tests.support.served import Served, accessibility, chromium, served

pytestmark = pytest.mark.slow
TYPED = {"sv": "papperslös 43 år medicin", "en": "undocumented 43 years medicines"}
SAID = {"sv": "Papperslös", "en": "Undocumented"}
ASKED = {"sv": "Hur gammal är patienten", "en": "How old is the patient"}
TAPPED = {"sv": ("Jönköping", "Papperslös", "Läkemedel"), "en": ("Jönköping", "Undocumented", "Medicines")}
DRAWN = re.compile(r"\x1b\[(\d+);\d+H((?:[^\x1b]|\x1b\[[0-9;]*m)*)")
"""Where a piece of the terminal is drawn, and what."""
PATIENCE = 60.0
"""Seconds until something must have come, on a busy machine."""


class Browsing:
    """Somebody with a browser: what its terminal has shown, and what has gone wrong in it."""

    def __init__(self, browser: Any, **how: Any) -> None:
        self.context = browser.new_context(viewport={"width": 1400, "height": 900}, **how)
        self.page = self.context.new_page()
        self.wrong: list[str] = []
        self.asked: list[str] = []
        self._frames: list[bytes] = []
        self.page.on("console", lambda message: self.wrong.append(message.text))
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.context.on("request", lambda request: self.asked.append(request.url))
        self.page.on("websocket", self._begins)

    def _begins(self, opened: Any) -> None:
        """Another terminal than the one before, which still may have drawn while the page was left."""
        self.look_away()
        opened.on("framereceived", self._came)

    def _came(self, frame: Any) -> None:
        self._frames.append(frame if isinstance(frame, bytes) else b"")

    @property
    def shown(self) -> str:
        """All that has been drawn since it was last looked away, without colours and places."""
        return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "\n", b"".join(self._frames).decode(errors="replace"))

    def look_away(self) -> None:
        self._frames.clear()

    def open(self, address: str) -> None:
        self.look_away()
        self.page.goto(address)
        self.until(r"Jönköping")

    def until(self, pattern: str) -> None:
        """Wait until this is shown."""
        end = time.monotonic() + PATIENCE
        while not re.search(pattern, self.shown):
            assert time.monotonic() < end, (pattern, self.shown[-1000:], self.wrong)
            self.page.wait_for_timeout(50)

    def type(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def tap(self, words: str) -> None:
        """Tap the lowest line that begins with these words, behind its digit or without one."""
        drawn = DRAWN.findall(b"".join(self._frames).decode(errors="replace"))
        pieces = [(int(row), re.sub(r"\x1b\[[0-9;]*m", "", text).strip(" 0123456789")) for row, text in drawn]
        box = self.page.locator(".xterm-screen").bounding_box()
        assert box is not None
        row = max(row for row, text in pieces if text.startswith(words))
        height = box["height"] / max(row for row, _ in pieces)
        self.page.touchscreen.tap(box["x"] + 100, box["y"] + (row - 0.5) * height)

    def tell(self, line: str) -> None:
        """Type a line, as fast as a person."""
        self.page.keyboard.type(line, delay=10)
        self.type("Enter")

    def told_at_the_end(self) -> str:
        """What is said when it has ended."""
        self.page.wait_for_selector("#end[open]", timeout=1000 * PATIENCE)
        assert not self.page.locator("#terminal").is_visible(), "nothing of the case is left to be seen"
        assert self.page.evaluate("document.activeElement.id") == "anew"
        return str(self.page.locator("#end").inner_text())


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Served]:
    with served(tmp_path / "log.txt", environment={**BARE, "HOME": str(tmp_path)}) as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as found:
        yield found


@pytest.fixture
def somebody(browser: Any, site: Served) -> Iterator[Callable[..., Browsing]]:
    """Opens a browser of somebody; at the end nothing may have gone wrong in it."""
    all_of_them: list[Browsing] = []

    def opens(**how: Any) -> Browsing:
        all_of_them.append(Browsing(browser, **how))
        return all_of_them[-1]

    yield opens
    for one in all_of_them:
        noise = (
            "CLOSED",
            "GPU stall",
            "GL Driver Message",
        )  # the terminal's own, and the drawing of a machine without a screen
        assert [text for text in one.wrong if not any(word in text for word in noise)] == []
        assert all(url.startswith(site.address) or url.startswith("blob:") for url in one.asked), "no third party"
        one.context.close()


def children(pid: int) -> list[int]:
    """The processes that this one has begun."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[1]) == pid and fields[0] != "Z":
                found.append(int(entry.name))
    return found


def test_a_case_by_keyboard_in_both_languages_is_saved_and_gone_with_a_reload(
    somebody: Callable[..., Browsing], site: Served, tmp_path: Path
) -> None:
    for code in ("sv", "en"):
        user = somebody()
        user.open(f"{site.address}/terminal?lang={code}")
        user.type("1")  # the region
        user.until(SAID[code])
        user.look_away()
        user.page.wait_for_timeout(1000)  # a breath: what is typed sooner belongs to the digit
        user.tell(TYPED[code])
        user.until(rf"{SAID[code]}[\s\S]*43")
        user.type("F5")
        user.until("Spara som text" if code == "sv" else "Save as text")
        assert str(tmp_path) not in user.shown
        with user.page.expect_download(timeout=1000 * PATIENCE) as download:
            user.type("4")
        assert download.value.suggested_filename.endswith(".txt")
        assert SAID[code] in Path(download.value.path()).read_text(encoding="utf-8")
        (cookie,) = user.context.cookies()
        assert cookie["path"] == "/terminal" and cookie["sameSite"] == "Strict"
        user.look_away()
        with user.page.expect_websocket(timeout=1000 * PATIENCE):
            user.page.reload()
        user.until(SAID[code])  # the first question but that for the region, which is the browser's
        assert "43" not in user.shown and "Jönköping" not in user.shown
    kept = {path.name for path in tmp_path.rglob("*") if path.is_file()}
    assert kept == {"log.txt", "serve.key"}
    log = site.log.read_text(encoding="utf-8")
    assert "socket" not in log.lower() and "Undocumented" not in log


def test_a_case_by_touch_in_both_languages(somebody: Callable[..., Browsing], site: Served) -> None:
    for code, tapped in TAPPED.items():
        user = somebody(has_touch=True)
        user.open(f"{site.address}/terminal?lang={code}")
        for words, comes in pairwise((*tapped, ASKED[code])):
            user.page.wait_for_timeout(
                1000
            )  # all of it is drawn, and a tap so soon would be the second half of a double one
            user.tap(words)
            user.until(comes)


def test_two_users_at_once_see_nothing_of_each_other(somebody: Callable[..., Browsing], site: Served) -> None:
    first, second = somebody(), somebody()
    for user in (first, second):
        user.open(f"{site.address}/terminal?lang=en")
    first.type("1")
    first.until("Undocumented")
    first.tell("undocumented 43 years medicines")
    first.until("43")
    assert "Undocumented" not in second.shown and "43" not in second.shown
    second.type("1")
    second.until("Undocumented")
    assert "43" not in second.shown
    foreign = first.context.new_page()
    foreign.goto("data:text/html,<title>another site</title>")
    opened = f"""() => new Promise((done) => {{
        const made = new WebSocket("{site.address.replace("http", "ws")}/terminal/socket/en?width=80&height=24");
        made.onopen = () => done("open"); made.onclose = () => done("refused");
    }})"""
    assert foreign.evaluate(opened) == "refused"
    foreign.close()


def test_how_it_ends_is_said_and_it_starts_anew(somebody: Callable[..., Browsing], site: Served) -> None:
    user = somebody()
    user.open(f"{site.address}/terminal?lang=en")
    user.page.evaluate(accessibility())
    found = user.page.evaluate("axe.run({exclude: [['#terminal']]})")
    assert [one["id"] for one in found["violations"]] == []
    (nursery,) = children(site.process.pid)
    (session,) = children(nursery)
    os.kill(session, signal.SIGKILL)
    assert "ended from outside" in user.told_at_the_end()
    found = user.page.evaluate("axe.run(document.getElementById('end'))")
    assert [one["id"] for one in found["violations"]] == []
    user.look_away()
    user.type("Enter")  # start anew
    user.until("Jönköping")
    os.kill(nursery, signal.SIGKILL)
    user.type("Control+q")
    assert "You have left the app" in user.told_at_the_end()
    user.look_away()
    user.type("Enter")
    user.until("Jönköping")  # from another nursery
    (nursery,) = children(site.process.pid)
    (session,) = children(nursery)
    site.process.send_signal(signal.SIGTERM)
    assert "the network is down" in user.told_at_the_end()
    assert site.process.wait(PATIENCE) in (0, -signal.SIGTERM)
    for _ in range(100):
        if not any(Path(f"/proc/{pid}").exists() for pid in (nursery, session)):
            break
        time.sleep(0.1)
    else:
        raise AssertionError("a process has outlived its server")
