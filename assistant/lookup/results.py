"""Results of a lookup, as values in the reader's words: what was found, when it holds, and what must be read with it."""

from __future__ import annotations

from typing import NamedTuple

from assistant.answer.model import Source
from assistant.knowledge.model import Contact, Rule
from assistant.lookup.when import When

TOPIC_HIT, STATEMENT_HIT, CONTACT_HIT, TERM_HIT = "topic", "statement", "contact", "term"


class Hit(NamedTuple):
    """One thing found. Its text is whole: a text that is cut could say the opposite.

    kind        `topic`, `statement`, `contact` or `term`; `id` is its id in the knowledge
    title       what it is about, short; text: what it says, in the reader's language
    condition   when it holds, as far as the known case leaves that open; of a topic or a term, None: they hold for everybody
    certain     it holds in every completion of the known case (of a statement); False for a case that leaves it open
    apt         it can hold for the patient whom the query names ("papperslös"), if it names one
    names       the actors that it names and that not every patient may be led to, as `migration_agency`
    leads_to    those of them that it leads to: shown only together with its condition
    sources     what it rests on
    case_words  with which words a conversation about it begins, as `status=undocumented topic=medicines`: what is known of the
                patient, and what it presumes, unless anything that leads to a sensitive actor could hold then
    """

    kind: str
    id: str
    title: str
    text: str
    condition: When | None
    certain: bool
    apt: bool
    names: tuple[str, ...]
    leads_to: tuple[str, ...]
    sources: tuple[Source, ...]
    rule: Rule | None
    contact: Contact | None
    case_words: tuple[str, ...]


class Warned(NamedTuple):
    """A warning that must be read with the results: its text, for which patients it is given, the rule that says it, its clauses."""

    text: str
    condition: When
    rule: Rule
    cited: str


class Found(NamedTuple):
    """What a query finds, best first.

    `about_whom` are the values of questions that the query names, in words: hits that cannot hold for such a patient come last.
    `warnings` come before the hits, whatever else is cut. `more` counts the hits that were found and are not among `hits`.
    `withheld` counts statements and contacts that lead to an actor not every patient may be led to, and that are not certain
    for the known case: they are not shown. `not_understood` are the words that nothing has; `nearest` words that are known.
    """

    query: str
    about_whom: tuple[str, ...]
    warnings: tuple[Warned, ...]
    hits: tuple[Hit, ...]
    more: int
    withheld: int
    not_understood: tuple[str, ...]
    nearest: tuple[str, ...]
