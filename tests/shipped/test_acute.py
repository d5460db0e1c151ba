"""The shipped acute words: many enough, heard as they are listed, and raised by nothing that is ordinary at a desk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import cycle, product

import pytest

from assistant.i18n import Language, language, languages
from assistant.knowledge.model import REGION, TOPIC
from assistant.knowledge.word_lists import ACUTE, HERE_AGAIN, OVER_BEFORE, OVER_BEHIND
from assistant.typed.acute import Acute
from assistant.typed.outline import alarm_lines
from assistant.words.wording import Wording
from tests.support.hearing import ACUTE_LINES, CALM, UTTERANCES, acute_phrases, filled, listed_facts, with_each_word
from tests.support.here import data
from tests.support.share import Share
from tests.support.shipped import shipped

KNOWLEDGE = shipped()
FEWEST = 60
ALARMS: dict[str, list[str]] = data("shipped/alarms.yaml")
SIGNS = {"sv": ("bröstsmärta", "svimmade", "krampanfall"), "en": ("chest pain", "fainted", "seizure")}
"""Signs of which it is told that they are over, or here again."""
ON_TOPICS = {phrase for _, phrase, fact, *_ in listed_facts(KNOWLEDGE) if fact == TOPIC}


@pytest.fixture(scope="module", params=["sv", "en"])
def first(request: pytest.FixtureRequest) -> str:
    """The language that comes first."""
    code: str = request.param
    return code


@pytest.fixture(scope="module")
def acute(first: str, users_world: None) -> Acute:
    return Acute(KNOWLEDGE, (first, *(code for code in languages() if code != first)))


def heard_with(first: str, lines: Iterable[str], share: Share) -> Iterator[str]:
    """The lines that are heard with this language first: of the share each line is with one of them."""
    both = product(dict.fromkeys(lines), SIGNS)
    return (line for line, code in share.of(both, lambda one: one[0]) if code == first)


def test_each_language_has_enough_of_them(users_world: None) -> None:
    for code in languages():
        assert len(set(KNOWLEDGE.words.lines[ACUTE][code])) >= FEWEST


def test_the_alarm_says_what_never_stands_in_the_way(each_language: Language) -> None:
    """Whoever asks what it costs, or says that there is no money, is told: in the sentence of the warning that every answer carries."""
    wording = Wording(KNOWLEDGE, each_language)
    _, why = alarm_lines("-", wording)
    warnings = [rule for rule in KNOWLEDGE.rules.values() if rule.id.startswith("acute.care")]
    (said,) = {wording.rule_text(rule) for rule in warnings}
    assert any(word in why for word in ("pengar", "money")) and said.endswith(why.split(". ")[-1]), why
    assert any(word in why for word in ("aldrig receptionen", "never the reception")), (
        "nor does the desk decide what can wait"
    )


def test_alarms(acute: Acute) -> None:
    assert [line for line in ACUTE_LINES["alarms"] if not acute.heard(line)] == []


def test_it_is_raised_by_what_is_here_now(acute: Acute) -> None:
    assert [line for line in ALARMS["alarms"] if not acute.heard(line)] == []


def test_what_is_over_or_only_sounds_so_raises_none(acute: Acute) -> None:
    assert {line: heard for line in ALARMS["calm"] if (heard := acute.heard(line))} == {}


def over() -> Iterator[tuple[str, str]]:
    """Lines in which a sign is over, with their languages: told behind it and before it."""
    for code, signs in SIGNS.items():
        for sign in signs:
            yield from ((code, f"{sign} {filled(KNOWLEDGE, of)}") for of in KNOWLEDGE.words.lines[OVER_BEHIND][code])
            yield from ((code, f"{filled(KNOWLEDGE, of)} {sign}") for of in KNOWLEDGE.words.lines[OVER_BEFORE][code])
            yield code, f"{sign} {KNOWLEDGE.date.year - 1}"


def test_a_sign_that_is_over_raises_none(acute: Acute) -> None:
    assert {line: heard for _, line in over() if (heard := acute.heard(line))} == {}


def test_a_sign_that_is_over_and_here_again_or_beside_another_raises_it(acute: Acute, first: str, share: Share) -> None:
    """Whatever word says that it is here again, before it or behind; and whatever other sign the line tells."""
    words = {code: cycle(KNOWLEDGE.words.lines[HERE_AGAIN][code]) for code in SIGNS}
    code_of = {line: code for code, line in over()}
    for line in heard_with(first, code_of, share):
        code = code_of[line]
        again, before = next(words[code]), next(words[code])
        assert acute.heard(f"{line}, {again}") and acute.heard(f"{before}: {line}"), (line, again, before)
        for sign in SIGNS[code]:
            assert acute.heard(f"{line}, {sign}") and acute.heard(f"{sign}, {line}"), (line, sign)


def test_two_signs_are_an_alarm_where_each_alone_is_none(acute: Acute) -> None:
    """By whatever words, in either order; but not one that is denied, or over."""
    for one, other in (("blek", "svettig"), ("svettig", "håller om armen"), ("grey", "sweating"), ("hives", "puffing")):
        assert not acute.heard(f"asyl 40, {one}") and not acute.heard(f"asylum 40, {other}")
        assert acute.heard(f"asyl 40, {one}, {other}") and acute.heard(f"{other} and {one}")
    assert not acute.heard("blek men inte svettig") and not acute.heard("svettig förra året, blek")


def test_what_one_lives_with_is_none_where_its_care_is_the_matter(acute: Acute) -> None:
    """By its name alone: not what is suspected, is here now, or stands beside another sign."""
    for calm in ("SIP-möte, stroke, 72 år", "stroke, rehab?", "wheelchair, stroke, asylum 70"):
        assert not acute.heard(calm), calm
    for alarm in (
        "stroke",
        "misstänkt stroke, har rehab",
        "stroke nu på hemrehab",
        "SIP, stroke, andas inte",
        "having a stroke in his wheelchair",
    ):
        assert acute.heard(alarm), alarm


def test_no_alarm(acute: Acute) -> None:
    assert {line: heard for line in ACUTE_LINES["calm"] if (heard := acute.heard(line))} == {}


def test_every_phrase_is_heard_wherever_it_stands(acute: Acute, first: str, share: Share) -> None:
    for phrase in heard_with(first, acute_phrases(KNOWLEDGE), share):
        for line in (phrase, f"asylsökande man 52 år, {phrase}", f"{phrase}, undocumented"):
            assert acute.heard(line), line


def overlapping() -> Iterator[str]:
    """Acute phrases that go on from the end of one that only a patient's state is told by: "has been vomiting" and "vomiting blood"."""
    for code in languages():
        small = KNOWLEDGE.words.small
        listed = (
            *(one for one in small["wanting"].get(code, ()) if "{" not in one),
            *(one for phrase in small["ailments"].get(code, ())[:1] for one in with_each_word(KNOWLEDGE, code, phrase)),
        )
        states = [phrase.split() for phrase in listed if phrase not in ON_TOPICS]
        for acute in (filled(KNOWLEDGE, phrase).split() for phrase in KNOWLEDGE.words.lines[ACUTE][code]):
            for state, shared in product(states, range(1, len(acute))):
                if 0 < shared < len(state) and state[-shared:] == acute[:shared]:
                    yield " ".join((*state, *acute[shared:]))


def test_what_a_patient_does_takes_nothing_from_what_is_acute(acute: Acute) -> None:
    lines = set(overlapping())
    assert lines and [line for line in sorted(lines) if not acute.heard(line)] == []


def ordinary() -> Iterator[str]:
    """What is typed every day: utterances, searches, labels of answers and topics with their words, commands."""
    yield from CALM
    yield from (query["query"] for query in data("lookup/queries.yaml"))
    yield from (phrase for of in KNOWLEDGE.words.commands.values() for each in of.values() for phrase in each)
    for code in languages():
        wording = Wording(KNOWLEDGE, language(code))
        for topic in KNOWLEDGE.topics.values():
            yield wording.topic(topic.id)
            yield from (words for words in topic.synonyms.get(code, ()) if words not in {"akut"})
        for question in KNOWLEDGE.questions.values():
            yield from (wording.value(question, value.id) for value in question.values if question.id != REGION)


def test_nothing_ordinary_raises_it(acute: Acute, first: str, share: Share) -> None:
    assert {line: heard for line in heard_with(first, ordinary(), share) if (heard := acute.heard(line))} == {}


def test_an_utterance_that_is_acute_raises_it(acute: Acute) -> None:
    lines = [said["line"] for said in UTTERANCES if said.get("acute")]
    assert lines and [line for line in lines if not acute.heard(line)] == []
