"""Finding: the index made, and queries as they are typed, letter by letter, cold and again; and the tables.

    python -m benchmarks.finding

Times are given in milliseconds and as ratios to one pass over a fixed sum in the same run. Budget: index 80 ms, a query 10 ms at p95.
"""

from __future__ import annotations

import statistics
from datetime import date
from functools import partial

from assistant.answer import Adviser
from assistant.cases.case import Case
from assistant.i18n import language, languages
from assistant.knowledge import shipped_knowledge
from assistant.lookup import Lookup, contacts_page, table, table_topics
from assistant.words.wording import Wording
from benchmarks.answering import milliseconds

QUERIES = (
    "medicin", "läkemedel papperslös", "vad kostar läkarbesök", "migrationsverket", "interpretor", "tandvårdsavgift", "asylenheten",
    "sjukresa taxi", "lma-kort som har gått ut", "who pays for the interpreter", "rulstol", "qqqqqqqq", "hälsoundersökning barn",
)  # fmt: skip


def main() -> None:
    """Print a line for each measurement."""
    yardstick = statistics.median(milliseconds(lambda: sum(range(20_000))) for _ in range(200))

    def report(name: str, times: list[float]) -> None:
        ordered = sorted(times)
        median, late = statistics.median(ordered), ordered[int(len(ordered) * 0.95)]
        print(
            f"{name:<34} median {median:8.3f} ms ({median / yardstick:6.2f} x)   p95 {late:8.3f} ms   worst {ordered[-1]:8.3f} ms"
        )

    knowledge = shipped_knowledge()
    adviser = Adviser(knowledge, date.today())
    all_languages = [language(code) for code in languages()]
    swedish = language("sv")
    print(f"yardstick {yardstick:.3f} ms; {len(knowledge.rules)} rules, {adviser.space.size} cases")
    report("index, the first in a process", [milliseconds(lambda: Lookup(adviser, all_languages).index)])
    report("index, again", [milliseconds(lambda: Lookup(adviser, all_languages).index) for _ in range(9)])
    lookup = Lookup(adviser, all_languages)
    report("first query, with its imports", [milliseconds(lambda: lookup.find("tolkn", swedish))])
    typed = [query[:end] for query in QUERIES for end in range(1, len(query) + 1)]
    report("a letter typed, new", [milliseconds(partial(lookup.find, query, swedish)) for query in typed])
    report("a letter typed, again", [milliseconds(partial(lookup.find, query, swedish)) for query in typed])
    known = Case({"region": "vgr", "status": "undocumented"})
    report("a query within a case", [milliseconds(partial(lookup.find, query, swedish, known)) for query in QUERIES])
    wording = Wording(knowledge, swedish)
    topics = list(table_topics(knowledge))
    vgr = Case({"region": "vgr"})
    report("a table", [milliseconds(partial(table, adviser, wording, topic, vgr)) for topic in topics])
    report("the contacts of a region", [milliseconds(partial(contacts_page, adviser, wording, vgr)) for _ in range(20)])


if __name__ == "__main__":
    main()
