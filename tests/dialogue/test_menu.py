"""The grammar beside choices, where no question about a patient is open: one for training, settings and look-up, in the app and in lines."""

from __future__ import annotations

import pytest

from assistant.dialogue.menu import MenuReader, MenuReading, OnMenu, Own, Picked
from assistant.dialogue.readings import Alarm, Asked, Nothing, Unread
from assistant.knowledge import Knowledge

MENU = (
    OnMenu("drill", "1", "Drill: up to 20 cases"),
    OnMenu("desk", "2", "As at the desk"),
    OnMenu("dark", "", "Dark"),
    OnMenu("back", "", "Back office"),
)
OWN = ("start a case",)
LINES: tuple[tuple[str, MenuReading], ...] = (
    ("", Nothing()),
    ("  ", Nothing()),
    ("1", Picked("drill")),
    ("9", Unread("9")),
    ("dri", Picked("drill")),
    ("up to", Picked("drill")),
    ("as", Picked("desk")),
    ("DARK", Picked("dark")),
    ("d", Unread("d")),
    ("q", Unread("q")),
    ("mupp", Unread("mupp")),
    ("start a case", Own("start a case")),
    ("/start a case", Own("start a case")),
    ("börja ett ärende", Own("start a case")),
    ("/back", Asked("back")),
    ("back", Picked("back")),
    ("/tillbaka", Asked("back")),
    ("tillbaka", Asked("back")),
    ("/find tolk", Asked("find", "tolk")),
    ("språk", Asked("language")),
    ("hjälp", Asked("help")),
)


@pytest.fixture(scope="module")
def reader(knowledge: Knowledge) -> MenuReader:
    return MenuReader(knowledge, ("en", "sv"))


@pytest.mark.parametrize(("line", "expected"), LINES, ids=[line or "nothing" for line, _ in LINES])
def test_what_a_line_is(reader: MenuReader, line: str, expected: MenuReading) -> None:
    assert reader.read(line, MENU, OWN) == expected


@pytest.mark.parametrize("line", ["andas inte", "not breathing", "hon har ont i bröstet"])
def test_what_is_acute_comes_before_everything_but_a_command(reader: MenuReader, line: str) -> None:
    assert isinstance(reader.read(line, MENU, OWN), Alarm)


@pytest.mark.parametrize("letter", "abcdefghijklmnopqrstuvwxyzåäö")
def test_no_letter_is_a_command_or_picks(reader: MenuReader, letter: str) -> None:
    assert reader.read(letter, MENU, OWN) == Unread(letter)


def test_what_two_options_begin_with_picks_neither(reader: MenuReader) -> None:
    two = (OnMenu("a", "", "Light red"), OnMenu("b", "", "Light blue"), OnMenu("c", "", "Light"))
    assert reader.read("lig", two) == Unread("lig")
    assert reader.read("light bl", two) == Picked("b")
    assert reader.read("light", two) == Picked("c"), "the one with that label before others"
