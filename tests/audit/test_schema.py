"""The schemas for editors: they are schemas, take every sound file, refuse every broken one whose fault can be seen in it alone, and are kept."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft7Validator

from assistant.audit.proof import prove
from assistant.audit.schema import SCHEMAS, kept, kind_of, schemas
from assistant.audit.schema.files import SCENARIOS, without_a_shape
from assistant.audit.schema.keeping import written
from assistant.knowledge import Knowledge, KnowledgeError, Problem, load_knowledge
from assistant.knowledge.read import load, training, words
from assistant.places import KNOWLEDGE_VARIABLE
from tests.support.broken import Broken, taken_apart
from tests.support.here import BROKEN, FIXED
from tests.support.plain_yaml import plain
from tests.support.running import said
from tests.support.sweep import sweep

SOUND = BROKEN / "_sound"
SEEN = {
    "Unknown key {word}. Allowed here: {allowed}.",
    "The key {word} is missing.",
    "There is no topic {word}. Allowed: {allowed}.",
    "There is no actor {word}. Allowed: {allowed}.",
    "There is no phase {word}. Allowed: {allowed}.",
    "There is no fact {word}. Allowed: {allowed}.",
    "There is no contact {word}. Allowed: {allowed}.",
    "There is no derived fact {word}. Allowed: {allowed}.",
    "There is no training question {word}. Allowed: {allowed}.",
    "There is no clause {word}.",
    "There is no document {word}.",
    "There is no rule {word}.",
    "There is no rule {word} to override.",
    "There is no placeholder {word}. Allowed: {allowed}.",
    "{fact} has no value {word}. Allowed: {allowed}.",
    "{fact} goes from {least} to {greatest}; {word} is outside.",
    "No question asks for {word}. Allowed: {allowed}.",
    "No value is given for {word}.",
    "{word} is no amount; write it as \"50\" or \"12.50\", without the currency.",
    "{word} is no number to call: write digits, with spaces or hyphens between groups.",
    "{word} is no e-mail address; write it as name@example.org.",
    "{word} is no address of a page; write it as https://example.org/page.",
    "{word} is no time of the week: write days (Monday is 1) and hours, as “1-5 8-16”.",
    'YAML would not read {word} as a text: write it in quotes, "{word}".',
    "A text is missing here.",
    "A rule has either “say:” or “derive:”.",
    "A rule cites at least one clause.",
    "A rule derives one fact: one line of “fact: value”.",
    "A rule cannot depend on the topic: give the statement its “topic:” instead.",
    "A step needs “actor:”: whose it is.",
    "A contact needs at least one of phone, email, fax.",
    "A fee whose amount is not known has no “max:” and no “per:”.",
    "A statement of the kind “fee” needs “fee:” (with “amount: null” where no source gives the amount).",
    "A statement of the kind “contact” needs “contact:” with the id of a contact.",
    "Only a statement of the kind “fee” has “fee:”.",
    "Only a step has “phase:”.",
    "Expected lines of “key: value” here.",
    "This phrase must hold these placeholders and no others: {names}.",
    "This text holds a control character that nobody can see; type it anew.",
    "Say which statements are meant: {allowed}.",
    "An age needs exactly one of: {allowed}.",
    "At most one of these may stand here: {allowed}.",
}  # fmt: skip
"""Mistakes that can be seen in the file alone, with the ids of the others: a schema must see each of them."""


def pattern(message: str) -> re.Pattern[str]:
    """How a message looks with anything in its places: a word in most, several at its beginning and in those of what is allowed."""
    whole = re.sub(r"^\\{\w+\\}|\\{(allowed|names)\\}", ".*", re.escape(message))
    return re.compile(re.sub(r"\\{\w+\\}", r"\\S+", whole) + "( |$)")


PATTERNS = {message: pattern(message) for message in SEEN}
ELSEWHERE = {
    "derived_otherwise_unknown",  # the values are named in the same file
    "question_name_over_the_greatest",  # the number is named in the same file
}
"""Broken files with such a mistake whose right words stand in the file itself, where a schema does not look."""


def validators(knowledge: Knowledge) -> dict[str, Draft7Validator]:
    made = schemas(knowledge)
    for schema in made.values():
        Draft7Validator.check_schema(schema)
    return {kind: Draft7Validator(schema) for kind, schema in made.items()}


def files_of(folder: Path) -> Iterator[tuple[str, Path]]:
    return ((path.relative_to(folder).as_posix(), path) for path in sorted(folder.rglob("*.yaml")))


def accept(folder: Path) -> None:
    """Every file of a folder is accepted by the schema of its kind."""
    known = validators(load_knowledge(folder))

    def fits(path: Path) -> None:
        kind = kind_of(path.relative_to(folder).as_posix())
        assert kind is not None
        found = [f"{list(error.absolute_path)}: {error.message}" for error in known[kind].iter_errors(plain_of(path))]
        assert found == []

    sweep(files_of(folder), fits)


def plain_of(path: Path) -> object:
    return plain(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("folder", [FIXED[KNOWLEDGE_VARIABLE], SOUND], ids=["fixed", "sound"])
def test_every_sound_file_is_accepted(folder: str | Path) -> None:
    accept(Path(folder))


@pytest.fixture(scope="module")
def sound() -> Mapping[str, Draft7Validator]:
    return validators(load_knowledge(SOUND))


def problems_of(folder: Path) -> list[Problem]:
    try:
        return prove(load_knowledge(folder))
    except KnowledgeError as error:
        return list(error.problems)


def seen_in(broken: Broken) -> set[str]:
    """Those of `SEEN` that a broken file gives in itself: that it gives them is tested in tests/knowledge/test_mistakes.py."""
    inside = re.compile(rf"{re.escape(broken.name)}:\d+:\d+: ")
    told = [error[found.end() :] for error in broken.gives if (found := inside.match(error))]
    return {message for message, looks in PATTERNS.items() if any(map(looks.match, told))}


def test_every_mistake_that_can_be_seen_in_a_file_is_seen(sound: Mapping[str, Draft7Validator]) -> None:
    tried: set[str] = set()

    def is_seen(path: Path) -> None:
        broken = taken_apart(path)
        kind, messages = kind_of(broken.name), seen_in(broken)
        if kind is not None and messages and path.stem not in ELSEWHERE and can_be_read(broken.body):
            tried.update(messages)
            assert not sound[kind].is_valid(plain(broken.body)), messages

    sweep(((path.stem, path) for path in sorted(BROKEN.glob("*.yaml"))), is_seen)
    assert SEEN - tried == set(), "no broken file has this mistake"


def can_be_read(text: str) -> bool:
    """Whether it is YAML: what is not, the editor underlines without a schema."""
    try:
        return yaml.compose(text, Loader=yaml.SafeLoader) is not None
    except (yaml.YAMLError, RecursionError):
        return False


def test_of_every_key_it_is_known_what_may_stand_there() -> None:
    assert without_a_shape() == set()


def test_every_key_that_is_read_is_in_a_schema(knowledge: Knowledge) -> None:
    made = schemas(knowledge)
    assert set(load.PACK_KEYS) == set(made["pack"]["properties"])
    assert set(training.READERS) == set(made["training"]["properties"])
    assert set(words.KEYS) == set(made["words"]["properties"])
    assert all(made["words"]["properties"].values()), "what may stand there is told"


def test_each_file_that_is_read_has_a_kind_and_no_other() -> None:
    kinds = {kind_of(name) for folder in (SOUND, FIXED[KNOWLEDGE_VARIABLE]) for name, _ in files_of(Path(folder))}
    assert kinds | {kind_of("courses/reception.yaml")} == {*schemas(load_knowledge(SOUND))} - {SCENARIOS}
    for name in (
        "README.md",
        "packs/vgr.yaml",
        "packs/vgr/deep/x.yaml",
        "x.yaml",
        ".schema/pack.json",
        "questions/x.yml",
    ):
        assert kind_of(name) is None


# -- keeping them ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "tests" / "scenarios").mkdir(parents=True)
    (tmp_path / "tests" / "scenarios" / "some.yaml").write_text("- {ask: status=undocumented, certain_fee: none}\n")
    return Path(shutil.copytree(SOUND, tmp_path / "knowledge"))


def test_once_written_nothing_is_out_of_date(folder: Path) -> None:
    knowledge = load_knowledge(folder)
    first = kept(knowledge, folder)
    assert len(first.schemas) == len(schemas(knowledge))
    assert len(first.files) == len(list(folder.rglob("*.yaml"))) + 1
    first.write()
    again = load_knowledge(folder)
    assert kept(again, folder) == ((), ())
    assert problems_of(folder) == []
    line = (folder / "packs" / "national" / "rules.yaml").read_text(encoding="utf-8").splitlines()[0]
    assert line == "# yaml-language-server: $schema=../../.schema/pack.json"
    scenarios = (folder.parent / "tests" / "scenarios" / "some.yaml").read_text(encoding="utf-8")
    assert scenarios.startswith("# yaml-language-server: $schema=../../knowledge/.schema/scenarios.json\n- {ask")


def test_a_new_id_makes_them_out_of_date_and_a_wrong_first_line_is_mended(folder: Path) -> None:
    kept(load_knowledge(folder), folder).write()
    actors = folder / "actors.yaml"
    text = actors.read_text(encoding="utf-8")
    actors.write_text(
        f'# yaml-language-server: $schema=elsewhere\n{text.split(chr(10), 1)[1]}\n  - {{id: new_one, label: "Ny"}}\n',
        encoding="utf-8",
    )
    found = kept(load_knowledge(folder), folder)
    assert "pack.json" in {path.name for path, _ in found.schemas}
    assert [path.name for path, _ in found.files] == ["actors.yaml"]
    found.write()
    assert actors.read_text(encoding="utf-8").startswith(text.split("\n", 1)[0] + "\n")
    assert '"new_one"' in (folder / SCHEMAS / "pack.json").read_text(encoding="utf-8")


def test_a_schema_has_an_id_a_line(knowledge: Knowledge) -> None:
    lines = written(schemas(knowledge)["pack"]).splitlines()
    assert all(sum(f'"{topic}"' in line for topic in knowledge.topics) <= 1 for line in lines)


def test_the_command_writes_and_tells(folder: Path) -> None:
    checked = said("schema", str(folder), "--check", "--lang", "en")
    assert checked.returncode == 1 and not (folder / SCHEMAS).exists()
    assert "out of date: " in checked.stdout
    done = said("schema", str(folder), "--lang", "en")
    assert done.returncode == 0 and done.stdout.count("written: ") == checked.stdout.count("out of date: ")
    again = said("schema", str(folder), "--check", "--lang", "en")
    assert (again.returncode, again.stdout) == (
        0, "The schemas are those of this knowledge, and every file names its own.\n",
    )  # fmt: skip


def test_check_tells_that_they_are_out_of_date(folder: Path) -> None:
    kept(load_knowledge(folder), folder).write()
    told = "The schemas for editors are out of date"
    assert told not in said("check", str(folder), "--lang", "en").stdout
    path = folder / SCHEMAS / "pack.json"
    path.write_text("{}", encoding="utf-8")
    done = said("check", str(folder), "--lang", "en")
    assert done.returncode == 0 and told in done.stdout


def test_of_a_knowledge_with_mistakes_none_is_written(folder: Path) -> None:
    (folder / "actors.yaml").write_text("actors: [{}]", encoding="utf-8")
    done = said("schema", str(folder), "--lang", "en")
    assert done.returncode == 2 and not (folder / SCHEMAS).exists()
    assert done.stderr.startswith(f"{folder / 'actors.yaml'}:1:")
