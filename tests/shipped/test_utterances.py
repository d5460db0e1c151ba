"""Utterances, as data: what a typed line gives. And every phrase of the word lists is heard as what it is listed for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from assistant.audit.utterances import known_misses, unheard, utterance, utterance_files
from assistant.i18n import language, languages
from assistant.knowledge.model import TOPIC
from assistant.knowledge.read.nodes import Mistakes, read_file
from assistant.typed import Listener
from tests.support.hearing import filled, listed_facts
from tests.support.here import ROOT, TODAY, data
from tests.support.shipped import shipped
from tests.support.sweep import sweep

KNOWLEDGE = shipped()
UTTERANCES: dict[str, list[dict[str, Any]]] = {code: data(f"utterances/{code}.yaml") for code in ("sv", "en")}
Listeners = Mapping[str, Listener]


@pytest.fixture(scope="module")
def listeners(users_world: None) -> Listeners:
    """One for each language shown."""
    return {"sv": Listener(KNOWLEDGE, ("sv", "en")), "en": Listener(KNOWLEDGE, ("en", "sv"))}


each_code = pytest.mark.parametrize("code", ["sv", "en"])


@pytest.mark.long
def test_every_line_is_heard_as_it_should_be(users_world: None) -> None:
    folder, mistakes = ROOT / "tests" / "utterances", Mistakes()
    items = [(path, read_file(path, path.name, mistakes)) for path in utterance_files(folder)]
    said = [utterance(entry, KNOWLEDGE, path) for path, item in items if item is not None for entry in item.items()]
    found = unheard([each for each in said if each], KNOWLEDGE, languages(), known_misses(folder, KNOWLEDGE))
    assert [(each.utterance.line, each.misses) for each in found] == []
    assert mistakes.problems == []


def test_there_are_enough_utterances_and_half_of_them_are_not_as_the_book_writes() -> None:
    kinds = [said["kind"] for of_language in UTTERANCES.values() for said in of_language]
    assert set(kinds) == {"plain", "typo", "colloquial", "negation", "masked", "unclear"}
    assert len(kinds) >= 220
    assert kinds.count("typo") + kinds.count("colloquial") >= 110


# -- the lists -------------------------------------------------------------------------------------------------------


def listed_topics() -> Iterator[tuple[str, str, str]]:
    for code, phrase, fact, values, _ in listed_facts(KNOWLEDGE):
        if fact == TOPIC:
            yield code, phrase, values[0]
    for topic in KNOWLEDGE.topics.values():
        for code, phrases in topic.synonyms.items():
            yield from ((code, phrase, topic.id) for phrase in phrases)


def test_every_topic_synonym_is_heard_as_itself(listeners: Listeners) -> None:
    def hear(listed: tuple[str, str, str]) -> None:
        code, phrase, topic = listed
        assert topic in dict(listeners[code].hear(filled(KNOWLEDGE, phrase), TODAY).topics)

    sweep(((" ".join(listed), listed) for listed in listed_topics()), hear)


@each_code
def test_every_label_of_a_topic_is_heard_as_itself(listeners: Listeners, code: str) -> None:
    for topic in KNOWLEDGE.topics.values():
        label = language(code).knowledge(f"topic.{topic.id}.label", topic.label)
        assert topic.id in dict(listeners[code].hear(label, TODAY).topics)


@each_code
def test_every_label_of_a_value_is_heard_as_itself(listeners: Listeners, code: str) -> None:
    of = language(code)
    for question in KNOWLEDGE.questions.values():
        for value in question.values:
            region = question.id == "region" and value.id in KNOWLEDGE.regions
            context = f"region.{value.id}.label" if region else f"question.{question.id}.{value.id}.label"
            label = of.knowledge(context, value.label)
            understood = listeners[code].hear(label, TODAY)
            if (question.id, value.id) == ("region", "other"):  # may be where the patient comes from
                assert [(one.fact, one.values) for one in understood.unclear] == [("region", ("other",))]
            elif question.id not in ("registered", "unaccompanied"):  # "yes" and "no" alone say nothing
                assert {"fact": question.id, "value": value.id} in [
                    {"fact": one.fact, "value": one.value} for one in understood.heard
                ], label


@each_code
def test_every_phrase_of_an_age_is_heard_as_itself(listeners: Listeners, code: str) -> None:
    def hear(said: str) -> None:
        understood = listeners[code].hear(said, TODAY)
        named = [one.fact for one in understood.heard] + [one.fact for one in understood.unclear]
        assert "age_group" in named
        assert not understood.strange

    lines = [
        filled(KNOWLEDGE, phrase, n=str(age.only[0].offset)) if age.only else filled(KNOWLEDGE, phrase)
        for age in KNOWLEDGE.words.ages
        for phrase in age.phrases.get(code, ())
    ]
    sweep(((line, line) for line in lines), hear)


def test_no_class_of_words_is_listed_for_nothing() -> None:
    """A class that no phrase names any more is read by every editor, and says nothing."""
    listed = "".join(path.read_text("utf-8") for path in sorted((ROOT / "knowledge" / "words").glob("*.yaml")))
    assert [name for name in KNOWLEDGE.words.classes if f"{{{name}}}" not in listed] == []
