"""How long and how hard to read answers are: words of an answer to one topic, LIX of Swedish and Flesch of English statements.

    python -m benchmarks.brevity

Words are counted without facts, what to check, sources and the foot, over every region, situation and topic, for a child and a grown-up, the rest as it
mostly is at a desk. LIX: words per sentence + per cent of words of more than six letters (C.-H. Björnsson, 1968). Flesch: 206.835 - 1.015
words per sentence - 84.6 syllables per word (R. Flesch, 1948), syllables counted as groups of vowels.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import product
from statistics import median

from assistant.answer import Adviser
from assistant.cases.case import case_from_words
from assistant.i18n import Language, language
from assistant.knowledge import shipped_knowledge
from assistant.words.outline import CHECK, outline
from assistant.words.short import shortened
from assistant.words.wording import Wording

COMMON = ("registered=no", "visit=primary_doctor", "travel=public_transport", "episode=new", "hours=office")
PROOFS = {"asylum_seeker": "lma_valid", "temporary_protection": "ut_card"}
_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE = re.compile(r"[.!?:](?:\s|$)")
_VOWELS = re.compile(r"[aeiouy]+", re.IGNORECASE)
WORST = 10


def cases(adviser: Adviser) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each topic with the words of a case: every region and situation, seven and forty years old."""
    knowledge = adviser.knowledge
    for region, status, age, topic in product(
        knowledge.values_of("region"), (*knowledge.values_of("status"), "unknown"), (7, 40), knowledge.topics
    ):
        proof = PROOFS.get(status, "none")
        yield topic, (f"region={region}", f"status={status}", f"age={age}", f"proof={proof}", f"topic={topic}", *COMMON)


def words_of(texts: Iterable[str]) -> int:
    """How many words these texts have."""
    return sum(len(text.split()) for text in texts)


def lix(text: str) -> float:
    """The readability index LIX of a text with at least one word; above 50 is hard."""
    words = _WORD.findall(text)
    long = sum(len(word) > 6 for word in words)
    return len(words) / max(1, len(_SENTENCE.findall(text))) + 100 * long / len(words)


def flesch(text: str) -> float:
    """Flesch's reading ease of a text with at least one word; below 50 is hard."""
    words = _WORD.findall(text)
    syllables = sum(max(1, len(_VOWELS.findall(word))) for word in words)
    return 206.835 - 1.015 * len(words) / max(1, len(_SENTENCE.findall(text))) - 84.6 * syllables / len(words)


def report_length(adviser: Adviser, speaks: Language) -> None:
    """Print the median and the longest answers, in words."""
    wording = Wording(adviser.knowledge, speaks)
    lengths = []
    for topic, words in cases(adviser):
        answer = adviser.answer(case_from_words(adviser.knowledge, words))
        told = shortened(outline(answer, wording), wording, "").sections
        count = words_of(
            text
            for section in told
            if section.name != CHECK
            for item in section.items
            for text in (item.text, *item.notes)
        )
        lengths.append((count, topic, " ".join(words)))
    lengths.sort(reverse=True)
    print(f"{speaks.code}: {len(lengths)} answers, median {median(count for count, *_ in lengths):.0f} words")
    seen: set[str] = set()
    for count, topic, case in lengths:
        if topic not in seen:
            seen.add(topic)
            print(f"  {count:5} {topic}: {case}")
        if len(seen) == WORST:
            break


def report_reading(adviser: Adviser, speaks: Language) -> None:
    """Print the median readability of the statements, and the ten hardest."""
    wording = Wording(adviser.knowledge, speaks)
    rules = [rule for rule in adviser.knowledge.rules.values() if rule.statement is not None]
    texts = [(rule.id, wording.rule_text(rule)) for rule in rules]
    swedish = speaks.code == "sv"
    measured = sorted(((lix(text) if swedish else -flesch(text)), id) for id, text in texts if _WORD.search(text))
    name, sign = ("LIX", 1) if swedish else ("Flesch", -1)
    print(f"{speaks.code}: {name}, median {sign * median(value for value, _ in measured):.0f}; hardest:")
    for value, id in measured[: -WORST - 1 : -1]:
        print(f"  {sign * value:5.0f} {id}")


def main() -> None:
    """Print all four tables."""
    adviser = Adviser(shipped_knowledge(), date.today())
    for code in ("sv", "en"):
        report_length(adviser, language(code))
        report_reading(adviser, language(code))


if __name__ == "__main__":
    main()
