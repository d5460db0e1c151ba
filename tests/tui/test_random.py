"""Random input: keys, words, pasted text, clicks, scrolling and resizing at every place of the app, as a stuck key or a cat would.

After each burst the app lives, the focus is on something that is shown, the bottom line shows keys, the case is one that the
knowledge answers, nobody is led astray, and nothing is written but what the user saves.

    VARDLOTS_RANDOM_STEPS=20000 pytest tests/tui/test_random.py       a long run: so many steps over many seeds
    VARDLOTS_RANDOM_SEED=37     pytest tests/tui/test_random.py       begins with this seed, which a failure names
"""

from __future__ import annotations

import os
import random
import sys
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.css.query import NoMatches
from textual.pilot import OutOfBounds, Pilot
from textual.screen import Screen
from textual.widget import Widget

from assistant import taking
from assistant.answer import Adviser
from assistant.feedback import PATH_VARIABLE as FEEDBACK_VARIABLE
from assistant.i18n import Language, language
from assistant.knowledge.model import REGION, UNKNOWN
from assistant.lookup.sensitive import leads_to
from assistant.settings.preferences import Preferences
from assistant.tui.app import VardlotsApp
from assistant.tui.dialogs.hidden import Hidden
from assistant.tui.idle import IdleWatch
from assistant.tui.lookup.screen import LookupScreen
from assistant.tui.widgets.key_bar import KeyBar
from assistant.tui.widgets.paragraphs import Paragraphs
from tests.support.app import SMALL, WIDE, screen_text, settle
from tests.support.here import ROOT, read_data
from tests.support.textual_internals import crash, forward

STEPS = 500
"""Steps of a session: a key, a click, a paste, a turn of the wheel, another size."""
IN_ALL = int(os.environ.get("VARDLOTS_RANDOM_STEPS", str(2 * STEPS)))
FIRST = int(os.environ.get("VARDLOTS_RANDOM_SEED", "1"))
SEEDS = range(FIRST, FIRST + max(1, IN_ALL // STEPS))
ASKED_FOR = "VARDLOTS_RANDOM_STEPS" in os.environ
"""Whether a long run is: else one session is for every day, and what goes on is slow."""

NAMED = [
    "enter", "space", "escape", "up", "down", "left", "right", "tab", "shift+tab", "home", "end", "pageup", "pagedown", "backspace",
    "delete", "f1", "f2", "f3", "f9", "f12", "ctrl+a", "ctrl+c", "ctrl+d", "ctrl+g", "ctrl+k", "ctrl+l", "ctrl+o", "ctrl+p", "ctrl+q",
    "ctrl+s", "ctrl+u", "ctrl+w", "ctrl+x", "ctrl+v", "ctrl+y", "ctrl+left", "shift+left", "ctrl+home", "shift+end", "insert", "full_stop",
]  # fmt: skip
TYPED = [*"0123456789", *"abcdefghijklmnopqrstuvwxyz", *"åäöÅ/[]()@.,-?!+*#<>|\\\"'€é漢"]
OPENING = [
    *("f1", "f2", "f3", "f4", "f5", "f6", "f7", "f8", "f9", "f10", "f12"),
    *("ctrl+p", "ctrl+k", "ctrl+t", "ctrl+r", "ctrl+f", "tab"),
]
PASTED = [
    "papperslös 7-åring", "850709-9805 Kalle Svensson", "[/b] [@click=app.exit]x[/]", "\x1b[31mred\x1b[0m", "two\nlines\r\nhere",
    "x" * 3000, "", "\u202egnissuf", "漢字かな交じり文", "/nowhere/at/all", "0 1 2", "migrationsverket",
]  # fmt: skip
SIZES = [SMALL, WIDE, (100, 24), (99, 30), (40, 10), (200, 60), (60, 15), (120, 20), (20, 5), (80, 8), (45, 50)]
ROOMY = SMALL
"""From this size on, what has the focus must be in sight, and the bottom line must show keys."""


def utterances() -> list[str]:
    """The lines that the tests of typed words are made of."""
    return [
        str(said["line"]) for path in sorted((ROOT / "tests" / "utterances").glob("*.yaml")) for said in read_data(path)
    ]


class Clock:
    """Seconds that pass when told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


# -- what is written -------------------------------------------------------------------------------------------------------

_watching: list[str] | None = None


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    if _watching is None:
        return
    if event == "open":
        path, mode, flags = arguments
        writes = bool(set(mode) & set("wax+")) if isinstance(mode, str) else bool(flags & (os.O_WRONLY | os.O_RDWR))
        if writes and isinstance(path, str | bytes):
            _watching.append(os.fsdecode(path))
    elif event in ("os.mkdir", "os.rename", "os.link", "os.symlink", "sqlite3.connect", "socket.connect"):
        _watching.append(str(arguments[1] if event in ("os.rename", "os.link", "os.symlink") else arguments[0]))
    elif event == "subprocess.Popen":
        _watching.append(event)


sys.addaudithook(_watch)


@contextmanager
def watching() -> Iterator[list[str]]:
    """What Python writes, meanwhile: files opened for writing, folders made, programs started, connections opened."""
    global _watching
    found: list[str] = []
    _watching = found
    try:
        yield found
    finally:
        _watching = None


# -- a session -------------------------------------------------------------------------------------------------------------


class Session:
    """Somebody who does anything at all, and remembers the last of it."""

    def __init__(self, pilot: Pilot[None], chance: random.Random, lines: list[str]) -> None:
        assert isinstance(pilot.app, VardlotsApp)
        self.pilot, self.app, self.chance, self.lines = pilot, pilot.app, chance, lines
        self.clock = Clock()
        self.done: list[str] = []
        self.seen: Counter[str] = Counter()
        self.leading = Leading(pilot.app.adviser)

    def note(self, what: str) -> None:
        self.done.append(what)

    def press(self, key: str) -> None:
        """A key, at once, as a fast typist or a stuck key does; Pilot would wait after each."""
        self.note(key)
        self.app.post_message(events.Key(key, "/" if key == "slash" else key if len(key) == 1 else None))

    async def burst(self) -> None:
        """Some steps of one kind, by chance, all at once."""
        weights: dict[Callable[[], Awaitable[None]], float] = {
            self.keys: 9, self.answer: 7, self.open: 6, self.click: 5, self.resize: 3, self.line: 2, self.scroll: 2, self.paste: 1,
            self.turn: 1, self.idle: 0.5, self.command: 0.5,
        }  # fmt: skip
        does = self.chance.choices(list(weights), list(weights.values()))[0]
        await does()
        await self.quiet()
        self.seen[type(self.app.screen).__name__] += 1

    async def quiet(self) -> None:
        """Wait until what was opened is there; on a busy machine that takes longer than Pilot waits."""
        for _ in range(100):
            await self.pilot.pause()
            screen = self.app.screen
            if screen.is_mounted and (screen.focused is not None or isinstance(screen, Hidden)):
                return
            await self.pilot.pause(0.02)

    async def keys(self) -> None:
        for _ in range(self.chance.randint(1, 20)):
            self.press(self.chance.choice(NAMED if self.chance.random() < 0.5 else TYPED))

    async def answer(self) -> None:
        """Go on with the open question, so that cases get deep."""
        for _ in range(2 if self.app.screen is not self.app.chat else 0):
            self.press("escape")
        await self.pilot.pause()
        options = self.app.chat.asking.options
        if options and self.app.chat.conversation.question is not None:
            chosen = self.chance.choice([one for one in options if one.id == "undocumented"] * 2 + [*options])
            for key in chosen.key or self.chance.choice(["7", "18", "34", "90"]):
                self.press(key)
            self.press("enter")

    async def open(self) -> None:
        for _ in range(self.chance.randint(1, 5)):
            self.press(self.chance.choice(OPENING))

    async def line(self) -> None:
        """A line in one's own words, in the chat, the lookup or wherever the focus is."""
        self.press(self.chance.choice(["tab", "f6", "ctrl+r", "right", "down"]))
        for character in self.chance.choice(self.lines)[: self.chance.randint(3, 40)]:
            self.press("space" if character == " " else character)
        self.press(self.chance.choice(["enter", "enter", "down", "escape", "tab"]))

    async def paste(self) -> None:
        text = self.chance.choice(PASTED)
        self.note(f"paste {text[:20]!r}")
        self.app.post_message(events.Paste(text))

    def _place(self) -> tuple[int, int]:
        width, height = self.app.size
        return self.chance.randrange(width), self.chance.choice([self.chance.randrange(height), height - 1])

    async def click(self) -> None:
        for _ in range(self.chance.randint(1, 3)):
            place, times = self._place(), self.chance.choice([1, 1, 1, 2, 3])
            self.note(f"click {place} x{times}")
            with suppress(OutOfBounds, NoMatches):
                await self.pilot.click(offset=place, times=times)

    async def scroll(self) -> None:
        x, y = self._place()
        kind = self.chance.choice([events.MouseScrollDown, events.MouseScrollUp])
        self.note(f"{kind.__name__} {x},{y}")
        for _ in range(self.chance.randint(1, 5)):
            event = kind(None, x, y, 0, 0, 0, False, False, False, x, y)
            forward(self.app.screen, event)
        with suppress(OutOfBounds):
            await self.pilot.hover(offset=(x, y))

    async def resize(self) -> None:
        for _ in range(self.chance.randint(1, 2)):
            size = self.chance.choice([*SIZES, (self.chance.randint(20, 200), self.chance.randint(5, 60))])
            self.note(f"resize {size}")
            await self.pilot.resize_terminal(*size)

    async def turn(self) -> None:
        """Another language or other colours, from anywhere."""
        if self.chance.random() < 0.6:
            self.note("language")
            self.app.action_next_language()
        else:
            self.note("theme")
            self.app.action_next_theme()

    async def idle(self) -> None:
        """Nobody is there, for a while."""
        self.app.idle = IdleWatch(5, self.clock)
        self.clock.now += self.chance.choice([100, 280, 299, 301])
        self.note(f"idle {self.clock.now}")
        held = self.app.chat.holds_something
        out = self.app.idle.left == 0
        self.app.mind_idleness()
        await self.pilot.pause()
        if held and out:
            assert self.app.screen is self.app.chat
            assert not self.app.chat.holds_something
            assert set(self.app.chat.conversation.case.answers) <= {REGION}

    async def command(self) -> None:
        """A command of the palette."""
        command = self.chance.choice(list(self.app.get_system_commands(self.app.screen)))
        if self.app.screen is self.app.chat:  # where the palette would run it
            self.note(command.title)
            command.callback()

    # -- what must hold ------------------------------------------------------------------------------------------------

    def look(self) -> None:
        """Everything that must hold at any moment."""
        assert self.app.is_running
        assert crash(self.app) is None
        self.look_at_focus()
        self.look_at_keys()
        self.look_at_case()
        self.look_at_words()

    def look_at_focus(self) -> None:
        screen = self.app.screen
        if isinstance(screen, Hidden):
            return  # nothing is there to be focused
        focused = screen.focused
        assert focused is not None, "the focus is lost"
        assert focused.is_attached and focused.screen is screen
        assert all(node.display for node in focused.ancestors_with_self if isinstance(node, Widget)), focused
        assert focused in screen.focus_chain, focused
        if self.roomy:
            assert focused.region.overlaps(screen.region), (focused, focused.region)

    @property
    def roomy(self) -> bool:
        return self.app.size.width >= ROOMY[0] and self.app.size.height >= ROOMY[1]

    def look_at_keys(self) -> None:
        screen, text = self.app.screen, screen_text(self.app)
        assert text.strip(), "nothing is on the screen"
        bars = screen.query(KeyBar)
        if bars:
            assert bars.first().text or bars.first().shown_keys()
            assert bars.first().region.bottom == self.app.size.height
            assert text.splitlines()[-1].strip() or self.app.size.width < 40, "the bottom line is empty"
        elif self.roomy and not isinstance(screen, Hidden):
            assert "Esc" in text or type(screen).__name__ == "Palette", "it says nowhere how to leave"

    def look_at_case(self) -> None:
        talk = self.app.chat.conversation
        knowledge, case = talk.adviser.knowledge, talk.case
        for fact, value in case.answers.items():
            assert value in (*knowledge.values_of(fact), UNKNOWN)
        for question in knowledge.questions.values():
            if question.number is not None and question.number.id in case.numbers:
                assert question.band(case.numbers[question.number.id]) == case.answers[question.id]
        assert set(case.topics) <= set(knowledge.topics)
        assert talk.adviser.space.completions(case.known)
        assert talk.answer.case == case

    def look_at_words(self) -> None:
        """Whoever is undocumented is never led to the actors that may do harm; they are named in warnings only."""
        screen = self.app.screen
        if self.app.chat.conversation.case.answers.get("status") != "undocumented":
            return
        if isinstance(screen, LookupScreen) and screen.scope.within.answers.get("status") != "undocumented":
            return  # of all patients: there everything stands with its condition, and the warning above it
        assert not self.leading.on(screen, screen_text(self.app))


class Leading:
    """What leads to an actor that not every patient may be led to: its statements in every language, its contacts."""

    def __init__(self, adviser: Adviser) -> None:
        knowledge = adviser.knowledge
        led = {rule.id: rule for rule in knowledge.rules.values() if rule.statement and rule.statement.sends_to}
        self.rules = frozenset(led)
        contacts = [contact for contact in knowledge.contacts.values() if leads_to(knowledge, contact)]
        assert led and contacts
        self.numbers = {contact.phone for contact in contacts if contact.phone}
        speaks: list[Language] = [language("sv"), language("en")]
        self.texts = {
            squeezed(each.knowledge(f"rule.{id}", rule.statement.text))[:60]
            for id, rule in led.items()
            for each in speaks
            if rule.statement is not None
        }

    def on(self, screen: Screen[Any], text: str) -> list[str]:
        """What leads there on a screen, scrolled out of sight or not."""
        shown = [part for part in screen.query(Paragraphs) if part.is_on_screen or part.display]
        whole = squeezed(" ".join([text, *(part.text for part in shown)]))
        found = [word for word in (*self.numbers, *self.texts) if squeezed(word) in whole]
        for part in shown:
            found += [about for about in part.subjects if about.rpartition(":")[2] in self.rules]
        return found


def squeezed(text: str) -> str:
    """A text without any white space, so that it is found across lines."""
    return "".join(text.split())


@pytest.fixture
def drawing() -> None:
    """Here every frame is drawn, as in a terminal, and not only what a test looks at."""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of one's own, and the only folder that is saved in."""
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_DOWNLOAD_DIR"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setenv(FEEDBACK_VARIABLE, str(tmp_path / "feedback.jsonl"))
    monkeypatch.chdir(tmp_path)
    save = taking.save

    def saved(text: str, folder: Path, when: datetime, ending: str) -> Path:
        if not folder.resolve().is_relative_to(tmp_path):
            raise PermissionError(13, "Not in this test")  # a folder field can be typed in, and lead anywhere
        return save(text, folder, when, ending)

    monkeypatch.setattr(taking, "save", saved)
    return tmp_path


@pytest.mark.parametrize(
    "seed", [pytest.param(seed, marks=() if seed == FIRST or ASKED_FOR else pytest.mark.slow) for seed in SEEDS]
)
async def test_whatever_is_typed_and_clicked_the_app_lives_and_leads_nobody_astray(
    adviser: Adviser, home: Path, seed: int, request: pytest.FixtureRequest
) -> None:
    chance = random.Random(seed)
    app = VardlotsApp(
        adviser,
        language(chance.choice(["sv", "en"])),
        preferences=Preferences(adviser.knowledge, home / "settings.toml"),
    )
    app.grace = 0.0
    app.breath = 0.0
    app.exit = lambda *_, **__: None  # type: ignore[method-assign]  # ctrl+q is no crash
    with watching() as written:
        async with app.run_test(size=WIDE) as pilot:
            await settle(pilot)
            session = Session(pilot, chance, utterances())
            try:
                while len(session.done) < STEPS:
                    await session.burst()
                    session.look()
            except BaseException:
                print(f"seed {seed}, size {app.size}, after: {' '.join(session.done[-80:])}")
                raise
    assert len(session.seen) >= 4, session.seen
    foreign = [path for path in written if not allowed(path, home)]
    assert not foreign


def allowed(path: str, home: Path) -> bool:
    """Whether this may be written: what the user saves; and what Python compiles when a screen is first opened."""
    return Path(path).is_relative_to(home) or "__pycache__" in path or path == os.devnull
