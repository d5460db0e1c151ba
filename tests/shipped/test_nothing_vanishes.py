"""Nothing that is typed vanishes without a word: it is used, or offered, or told as not understood."""

from __future__ import annotations

import pytest

from assistant.answer import Adviser
from assistant.dialogue.conversation import Conversation
from assistant.dialogue.fitting import Fit
from assistant.dialogue.hearing import Ear
from assistant.dialogue.readings import Told
from assistant.typed import Listener
from assistant.wordforms import folded
from tests.support.here import TODAY, data
from tests.support.shipped import shipped
from tests.support.sweep import sweep

KNOWLEDGE = shipped()
SMALL = KNOWLEDGE.words.small
CODES = {"sv": ("sv", "en"), "en": ("en", "sv")}


@pytest.fixture(scope="module")
def listeners(users_world: None) -> dict[str, Listener]:
    return {code: Listener(KNOWLEDGE, codes) for code, codes in CODES.items()}


@pytest.mark.parametrize("code", CODES)
def test_a_word_is_hushed_that_says_nothing_by_itself_or_only_beside_what_is_asked(code: str) -> None:
    matters = {word for of in SMALL["matters"].values() for word in of}
    hushed = {word for kind in ("fillers", "ordinary") for word in SMALL[kind][code]}
    assert sorted(hushed - matters - {*data("shipped/closed_words.yaml")[code]}) == []
    assert (
        sorted({*SMALL["matters"][code]} - {word for of in ("fillers", "ordinary") for word in SMALL[of][code]}) == []
    )


@pytest.mark.parametrize(
    ("code", "patient", "beside"), [("sv", "papperslös 40", "tolk"), ("en", "undocumented 40", "interpreter")]
)
def test_each_word_that_may_be_the_matter_is_told_where_nothing_is_asked(
    listeners: dict[str, Listener], code: str, patient: str, beside: str
) -> None:
    def check(word: str) -> None:
        alone = listeners[code].hear(f"{patient}, {word}", TODAY)
        others = {one.words for of in (alone.heard, alone.denied, alone.unclear) for one in of} - {"40"}
        assert alone.topics or len(others) > 1 or folded(word) in folded(" ".join(alone.strange)), alone
        asked = listeners[code].hear(f"{beside}, {patient} {word}", TODAY)
        assert folded(word) not in map(folded, asked.strange)

    sweep(((word, word) for word in SMALL["matters"][code] if "{" not in word), check)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("papperslös 40 ska hem på fredag", "hem"),
        ("asylsökande 30, bara ett brev från advokat", "brev från advokat"),
        ("rumänsk medborgare, 47 år", "rumänsk medborgare"),
        ("undocumented 40, going home on friday", "home"),
        ("has a letter from a lawyer, asylum seeker", "letter from a lawyer"),
    ],
)
def test_what_may_be_the_matter_is_told(listeners: dict[str, Listener], line: str, told: str) -> None:
    assert told in listeners["sv"].hear(line, TODAY).strange
    asked = listeners["sv"].hear(f"{line}, tolk", TODAY)
    assert "interpreter" in dict(asked.topics)
    assert told not in asked.strange


@pytest.mark.parametrize("line", ["undocumented 30, halsont", "asylum seeker 33 earache"])
def test_what_somebody_has_is_what_is_asked_about(listeners: dict[str, Listener], line: str) -> None:
    alone = listeners["sv"].hear(line, TODAY)
    assert [topic for topic, _ in alone.topics] == ["entitlement"]
    assert alone.strange == ()
    asked = listeners["sv"].hear(f"{line}, tolk", TODAY)
    assert [topic for topic, _ in asked.topics] == ["interpreter"]


@pytest.mark.parametrize("line", ["papperslös, vem ringer jag", "who do I call, undocumented"])
def test_whom_to_call_is_not_dropped_where_the_matter_is_not_known(users_world: None, line: str) -> None:
    reading = Ear(KNOWLEDGE, ("sv", "en")).sentence(line, Conversation(Adviser(KNOWLEDGE, TODAY)), Fit())
    assert isinstance(reading, Told)
    assert reading.understood.calls_when_asked


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("Vem ringer jag, papperslös ska hem från sjukhuset, göteborg", "sv"),
        ("asylsökande 70 skrivs ut från Ryhov i morgon", "sv"),
        ("asylsökande kommer hem från avdelningen", "sv"),
        ("undocumented man is going home from the hospital on friday", "en"),
        ("asylum seeker 70 going home from Sahlgrenska", "en"),
    ],
)
def test_who_leaves_a_hospital_asks_about_care_at_home(listeners: dict[str, Listener], line: str, code: str) -> None:
    assert [*dict(listeners[code].hear(line, TODAY).topics)] == ["home_care"]


@pytest.mark.parametrize(
    "line", ["taxi hem från sjukhuset, asylsökande", "papperslös ska hem från sjukhuset, var ska han bo"]
)
def test_beside_another_question_it_is_none(listeners: dict[str, Listener], line: str) -> None:
    assert "home_care" not in dict(listeners["sv"].hear(line, TODAY).topics)
