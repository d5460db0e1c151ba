"""The schemas in the hands of the real language server: what an editor is offered, and what is underlined while one types."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.audit.schema import kept, kind_of
from assistant.knowledge import Knowledge, load_knowledge
from assistant.knowledge.model import KINDS
from assistant.places import KNOWLEDGE_VARIABLE
from tests.support.here import FIXED
from tests.support.language_server import Server, installed, serving

pytestmark = pytest.mark.slow

PACK = "# yaml-language-server: $schema=../../.schema/pack.json\n"
RULE = (
    "rules:\n  - id: some.rule\n    say: note\n    topic: housing\n    actor: [reception]\n"
    '    text: "Något."\n    sources: [V27]\n'
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the fixed knowledge, with its schemas."""
    copied = Path(shutil.copytree(FIXED[KNOWLEDGE_VARIABLE], tmp_path_factory.mktemp("edited") / "knowledge"))
    kept(load_knowledge(copied), copied).write()
    return copied


@pytest.fixture(scope="module")
def server(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(installed(tmp_path_factory.mktemp("npm")), folder.parent) as server:
        yield server


@pytest.fixture
def pack(folder: Path) -> Path:
    return folder / "packs" / "vgr" / "some.yaml"


def test_nothing_is_underlined_in_a_sound_knowledge(server: Server, folder: Path) -> None:
    files = [path for path in sorted(folder.rglob("*.yaml")) if kind_of(path.relative_to(folder).as_posix())]
    complaints = {path.name: server.complaints(path, path.read_text(encoding="utf-8")) for path in files}
    assert {name: found for name, found in complaints.items() if found} == {}
    assert len(complaints) > 10


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("topic: housing", "topic: hosing", "housing"),
        ("text:", "tekst:", "tekst"),
        ("sources: [V27]", "sources: [V270]", "V27"),
        ("say: note", "say: remark", "note"),
        ("sources: [V27]", "sources: [V27]\n    when: {status: undocumentd}", "undocumented"),
        ("sources: [V27]", "sources: [V27]\n    valid_from: 5/11", ""),
        ("say: note", 'say: fee\n    fee: {amount: 50, per: visit}', "string"),
        ('text: "Något."', 'text: "Något {telefon}."', ""),
    ],
)  # fmt: skip
def test_a_slip_is_underlined(server: Server, pack: Path, right: str, wrong: str, told: str) -> None:
    assert server.complaints(pack, PACK + RULE) == []
    found = server.complaints(pack, PACK + RULE.replace(right, wrong))
    assert found
    assert told in " ".join(found)


def test_ids_are_offered_with_what_they_mean(server: Server, pack: Path, knowledge: Knowledge) -> None:
    topics = server.offers(pack, PACK + RULE.replace("topic: housing", "topic: |"))
    assert set(knowledge.topics) <= topics.keys()
    assert topics["housing"] == knowledge.topics["housing"].label
    clauses = server.offers(pack, PACK + RULE.replace("sources: [V27]", "sources:\n      - |"))
    assert set(knowledge.clauses) <= clauses.keys()
    assert knowledge.clauses["V27"].says in clauses["V27"]
    assert set(KINDS) <= server.offers(pack, PACK + RULE.replace("say: note", "say: |")).keys()


def test_facts_and_their_values_are_offered(server: Server, pack: Path, knowledge: Knowledge) -> None:
    facts = server.offers(pack, PACK + RULE + "    when:\n      |")
    assert {*knowledge.questions, *knowledge.derived, "age", "any", "all", "not"} <= facts.keys()
    values = server.offers(pack, PACK + RULE + "    when:\n      status: |")
    assert set(knowledge.values_of("status")) <= values.keys()
    assert not set(knowledge.values_of("proof")) & values.keys()


def test_keys_are_offered(server: Server, pack: Path) -> None:
    assert {"when", "lead", "slip", "overrides", "valid_from"} <= server.offers(pack, PACK + RULE + "    |").keys()
    assert {"rules", "clauses", "documents", "contacts"} <= server.offers(pack, PACK + "|").keys()


def test_the_values_of_a_word_list_are_those_of_its_fact(server: Server, folder: Path, knowledge: Knowledge) -> None:
    line = "# yaml-language-server: $schema=../.schema/words.json\n"
    path = folder / "words" / "proof.yaml"
    text = f'{line}fact: proof\nmeans:\n  - value: |\n    sv: ["kort"]\n'
    assert set(knowledge.values_of("proof")) <= server.offers(path, text).keys()
    assert server.complaints(path, text.replace("|", "lma_valid")) == []
    assert server.complaints(path, text.replace("|", "undocumented"))
