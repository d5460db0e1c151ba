"""Words that only the look-up knows, and that no question needs, are offered to be looked up; what is offered finds its page."""

from __future__ import annotations

import pytest

from assistant.answer import Adviser
from assistant.cases.case import Case
from assistant.dialogue import Conversation
from assistant.dialogue.line import LineReader
from assistant.dialogue.readings import Asked, LineReading, Suggestion, Told
from assistant.i18n import language, languages
from assistant.knowledge.model import REGION
from assistant.lookup import Lookup
from tests.support.here import data

LINES: dict[str, str] = data("dialogue/looked_up.yaml")
NOTHING = "-"


@pytest.fixture(scope="module", params=["sv", "en"])
def reader(request: pytest.FixtureRequest, adviser: Adviser, users_world: None) -> LineReader:
    """For each language shown: names of the other are known too."""
    return LineReader(adviser.knowledge, (request.param, *(code for code in languages() if code != request.param)))


def offered(reading: LineReading) -> str:
    """The words that are offered to be looked up; `-` if none are."""
    offer = reading.offer if isinstance(reading, Told) else reading
    if not isinstance(offer, Suggestion) or not offer.single or offer.choices[0].fact:
        return NOTHING
    asked = offer.choices[0].reading
    assert isinstance(asked, Asked) and asked.name == "find"
    return asked.words


@pytest.mark.parametrize("line", LINES)
def test_what_is_offered_to_be_looked_up(line: str, reader: LineReader, adviser: Adviser) -> None:
    assert offered(reader.read(line, Conversation(adviser, Case({REGION: "vgr"})))) == LINES[line]


def test_every_contact_and_every_clause_is_offered_by_its_name(reader: LineReader, adviser: Adviser) -> None:
    talk, knowledge = Conversation(adviser, Case({REGION: "vgr"})), adviser.knowledge
    for name in (*(contact.name for contact in knowledge.contacts.values()), *knowledge.clauses):
        for line in (name, name.lower(), f"{name}?"):
            assert offered(reader.read(line, talk)) == name, line


def test_a_clause_finds_what_rests_on_it(lookup: Lookup, adviser: Adviser) -> None:
    for rule in adviser.statements.values():
        if rule.statement is None or rule.statement.while_open:
            continue
        for clause in rule.sources:
            case = Case(adviser.space.first(adviser.space.rules[rule.id]))
            found = lookup.find(clause, language("sv"), case, most=500)
            assert f"statement:{rule.id}" in {f"{hit.kind}:{hit.id}" for hit in found.hits}, clause
