"""How a line is opened, closed, spaced and worded: none of it tells anything, so each line is heard as it is without, or in the listed words."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from assistant.typed import Listener
from assistant.typed.acute import Acute
from assistant.typed.lexicons import lexicons
from assistant.typed.tokens import phrase_keys
from tests.support.here import ROOT, data
from tests.support.share import Share
from tests.support.shipped import shipped

KNOWLEDGE = shipped()
SMALL = KNOWLEDGE.words.small
LINES = [
    (path.stem[-2:], str(said["line"]))
    for path in sorted((ROOT / "tests" / "utterances").glob("*/*-??.yaml"))
    for said in data(str(path.relative_to(ROOT / "tests")))
]
EARS = {
    code: (Listener(KNOWLEDGE, order), Acute(KNOWLEDGE, order))
    for code, order in {"sv": ("sv", "en"), "en": ("en", "sv")}.items()
}


def listed(kind: str, code: str, line: str) -> str:
    """One of the phrases of a kind; which one, the line decides."""
    phrases = SMALL[kind][code]
    return phrases[len(line) % len(phrases)]


FRAMES: dict[str, Callable[[str, str], str]] = {
    "greeted": lambda line, code: f"{listed('greetings', code, line)} {line}",
    "greeted, with a comma": lambda line, code: f"{listed('greetings', code, line).title()}, {line}",
    "opened": lambda line, code: f"{listed('openings', code, line)}: {line}",
    "greeted and opened": lambda line, code: (
        f"{listed('greetings', code, line)}! {listed('openings', code, line)} - {line}"
    ),
    "closed": lambda line, code: f"{line} {listed('closings', code, line)}",
    "closed, in a sentence": lambda line, code: f"{line.rstrip()}\n{listed('closings', code, line).title()}!",
    "signed": lambda line, code: f"{line.rstrip()}\n{listed('signatures', code, line)}, Zqvist Wrzy",
    "with wide gaps": lambda line, code: line.replace(" ", "   "),
}


def heard(code: str, line: str) -> tuple[Any, ...]:
    """What matters of a line: its facts, its topics, what it leaves open, and whether it raises the alarm."""
    listener, acute = EARS[code]
    said = listener.hear(line, KNOWLEDGE.date)
    facts = [(one.fact, one.value, one.number) for one in said.heard]
    return facts, [topic for topic, _ in said.topics], [one.fact for one in said.unclear], bool(acute.heard(line))


@pytest.mark.parametrize("frame", FRAMES)
def test_a_frame_tells_nothing(users_world: None, share: Share, frame: str) -> None:
    framed = FRAMES[frame]
    for code, line in share.of(LINES, one_in=40):
        assert heard(code, framed(line, code)) == heard(code, line), framed(line, code)


@pytest.mark.parametrize("code", ["sv", "en"])
@pytest.mark.parametrize("kind", ["greetings", "openings"])
def test_no_words_that_open_a_line_name_anything_there(code: str, kind: str) -> None:
    said = [EARS[code][0].hear(f"{phrase}, zqvist", KNOWLEDGE.date) for phrase in SMALL[kind][code]]
    assert said and not any(one.heard or one.topics or one.unclear for one in said)


PAIRS = [(code, *map(str.strip, pair.split("="))) for code, of in SMALL["reworded"].items() for pair in of]


@pytest.mark.parametrize("code", ["sv", "en"])
def test_what_is_read_as_other_words_is_heard_as_those_in_any_line(users_world: None, share: Share, code: str) -> None:
    known = lexicons(KNOWLEDGE).said.vocabulary
    for _, typed, read in (pair for pair in PAIRS if pair[0] == code):
        assert all(word in known for word in phrase_keys(read)), f"{typed}: {read} is no listed word"
        place = re.compile(rf"(?<![\w-]){re.escape(read)}(?![\w-])", re.IGNORECASE)
        said = [line for of, line in LINES if of == code and place.search(line)]
        for line in share.of(said, one_in=20)[:20] or [read]:
            other = place.sub(typed, line)
            assert heard(code, other) == heard(code, line), other
