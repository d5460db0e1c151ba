"""Checks of the words by which topics are named: a word stands for one topic, and is no small word that stands in any line."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.i18n import N_
from assistant.knowledge.model import TOPIC, Knowledge, Topic
from assistant.knowledge.read.nodes import Mistakes
from assistant.knowledge.word_lists import SAYING_NOTHING
from assistant.texts import folded


def check_synonyms(knowledge: Knowledge, mistakes: Mistakes) -> None:
    """Note each word of a topic that is another topic's too, or that is listed among those that name nothing."""
    first: dict[tuple[str, str], Topic] = {}
    for topic in knowledge.topics.values():
        for code, word in ((code, word) for code, words in topic.synonyms.items() for word in words):
            other = first.setdefault((code, folded(word)), topic)
            if other is not topic:
                message = N_("“{word}” is a synonym of {other} too ({at}): it would name both.")
                mistakes.add(topic.place, message, word=word, other=other.id, at=str(other.place))
    small = {
        (code, folded(word)): kind
        for kind in SAYING_NOTHING
        for code, words in knowledge.words.small.get(kind, {}).items()
        for word in words
    }
    for topic, code, word in _words_of_topics(knowledge):
        if kind := small.get((code, folded(word))):
            message = N_(
                "“{word}” is listed among the {kind} too: it stands in any line, and would name {topic} there."
            )
            mistakes.add(topic.place, message, word=word, kind=kind, topic=topic.id)


def _words_of_topics(knowledge: Knowledge) -> Iterator[tuple[Topic, str, str]]:
    """Each topic with the words by which a line names it, and their language."""
    for topic in knowledge.topics.values():
        yield from ((topic, code, word) for code, words in topic.synonyms.items() for word in words)
    for meaning in knowledge.words.meanings:
        if meaning.fact == TOPIC:
            topics = [knowledge.topics[value] for value in meaning.values if value in knowledge.topics]
            named = [(code, word) for code, words in meaning.phrases.items() for word in words]
            yield from ((topic, code, word) for topic in topics for code, word in named)
