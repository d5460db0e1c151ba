"""The tree of phrases holds all that are listed, though a branch grows only when somebody comes to it; a tree above another leaves that as it was."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.typed.entries import LexiconEntry
from assistant.typed.tree import FirstWords, ListedPhrases, PlacesOfPhrases, TrieNode, WaysToWrite, keys_of

MEANINGS = [LexiconEntry("sv", "", fact, ("a",)) for fact in ("one", "two")]
phrases = st.lists(
    st.tuples(st.sampled_from(MEANINGS), st.lists(st.sampled_from(["b", "c", "d-e"]), min_size=1, max_size=3)),
    max_size=12,
).map(lambda found: [(meaning, " ".join(words)) for meaning, words in found])
Listed = list[tuple[LexiconEntry, str]]


def tree(listed: Listed, beneath: FirstWords | None = None) -> FirstWords:
    places = PlacesOfPhrases()
    for _, text in listed:
        places.add([text], WaysToWrite.to([text]), {})
    places.end({})
    return FirstWords(ListedPhrases([(meaning, [text]) for meaning, text in listed], places), beneath)


def at(words: FirstWords, keys: tuple[str, ...]) -> TrieNode | None:
    node: TrieNode | None = words.get(keys[0])
    for key in keys[1:]:
        node = node and node.next.get(key)
    return node


def meant(listed: Listed, keys: tuple[str, ...]) -> list[tuple[str, str]]:
    """The facts that phrases of these words mean, each with the phrase that says it first."""
    said = [(meaning.fact, text) for meaning, text in listed if keys in keys_of(text)]
    return [each for place, each in enumerate(said) if each[0] not in [fact for fact, _ in said[:place]]]


def told(words: FirstWords, keys: tuple[str, ...]) -> list[tuple[str, str]]:
    node = at(words, keys)
    return [(entry.fact, entry.phrase) for entry in node.entries] if node else []


@given(phrases, phrases)
def test_each_phrase_is_found_and_a_tree_above_leaves_the_other_as_it_was(below: Listed, more: Listed) -> None:
    base = tree(below)
    above = tree(more, base)
    every = {keys for _, text in (*below, *more) for keys in keys_of(text)}
    for keys in {part[:length] for part in every for length in range(1, len(part) + 1)}:
        assert told(above, keys) == meant([*below, *more], keys)
        assert told(base, keys) == meant(below, keys)
        assert (keys[0] in above) is (above.get(keys[0]) is not None)
    assert "x" not in above and above.get("x") is None


def test_only_what_is_asked_for_grows() -> None:
    words = tree([(MEANINGS[0], "b c"), (MEANINGS[1], "d-e")])
    assert "b" in words and "de" in words and not len(words)
    assert told(words, ("b", "c")) == [("one", "b c")] and list(words) == ["b"]
