"""A lexicon whose tables a file keeps is the one that is made; the words of another knowledge are its own."""

from __future__ import annotations

from pathlib import Path

from assistant.knowledge import shipped_knowledge
from assistant.records import replace
from assistant.typed.lexicon import Lexicon, keep_words
from assistant.typed.tree import place_after

KNOWLEDGE = shipped_knowledge()


def test_what_is_read_is_what_is_made(tmp_path: Path) -> None:
    file = tmp_path / "words"
    keep_words(KNOWLEDGE, file)
    made, kept = Lexicon(KNOWLEDGE), Lexicon(KNOWLEDGE, file)
    assert vars(kept.vocabulary) == vars(made.vocabulary)
    assert kept.after_number == made.after_number
    for word in made.vocabulary:
        assert kept.alone(word) == made.alone(word)
        assert [name for name, _ in kept.classes_from(word)] == [name for name, _ in made.classes_from(word)]
    for meaning in KNOWLEDGE.words.meanings:
        for phrase in (phrase for of in meaning.phrases.values() for phrase in of):
            words = phrase.split()
            places = [place_after(lexicon.root.next, words) for lexicon in (made, kept)]
            assert [place and place.entries for place in places[1:]] == [places[0] and places[0].entries]


def test_words_of_another_knowledge_are_its_own(tmp_path: Path) -> None:
    file = tmp_path / "words"
    keep_words(KNOWLEDGE, file)
    first, *others = KNOWLEDGE.words.meanings
    more = replace(
        KNOWLEDGE, words=replace(KNOWLEDGE.words, meanings=(first._replace(phrases={"sv": ("frumps",)}), *others))
    )
    assert Lexicon(more, file).alone("frumps") and not Lexicon(KNOWLEDGE, file).alone("frumps")
