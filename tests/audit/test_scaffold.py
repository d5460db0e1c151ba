"""Scaffolds: what is new is read at once, all that is left is told with its place, nothing is half written, and nothing else is touched."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from assistant import places
from assistant.audit.scaffold import (
    Plan,
    ScaffoldError,
    new_language,
    new_question,
    new_region,
    new_status,
    new_topic,
    remaining,
)
from assistant.audit.scaffold.editing import added, top_of, value_at, without
from assistant.audit.scaffold.remaining import name_schemas, renew_schemas
from assistant.audit.schema import kept
from assistant.catalogues.files import CatalogueFile, read, write
from assistant.catalogues.messages import by_key
from assistant.i18n import SOURCE, languages
from assistant.knowledge import Knowledge, KnowledgeError, load_knowledge
from assistant.knowledge.model import REGION
from assistant.places import KNOWLEDGE_VARIABLE
from tests.support.here import BARE, FIXED, ROOT
from tests.support.running import said


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return with_towns(tmp_path)


def with_towns(folder: Path) -> Path:
    """A copy of the fixed knowledge, with a word list in which towns stand for regions."""
    copied = Path(shutil.copytree(FIXED[KNOWLEDGE_VARIABLE], folder / "knowledge"))
    if not any("fact: region" in path.read_text(encoding="utf-8") for path in (copied / "words").glob("*.yaml")):
        (copied / "words" / "region.yaml").write_text(WORDS, encoding="utf-8")
    return copied


WORDS = """\
# Towns stand for their region.
fact: region
means:
  - {value: vgr, sv: ["göteborg"]}
  - value: other
    sv: ["skåne", "region skåne", "malmö", "umeå"]   # and more
    en: ["malmo"]
"""


def known(folder: Path) -> Knowledge:
    return load_knowledge(folder)


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    """What the folder says before anything is written."""
    return known(with_towns(tmp_path_factory.mktemp("before")))


def written(folder: Path, plan: Plan) -> dict[str, tuple[str, str]]:
    """Write a plan; of each file that it changes the text before and after."""
    before = {path: path.read_text(encoding="utf-8") if path.exists() else "" for path in plan.files}
    plan.write()
    return {
        path.relative_to(folder).as_posix(): (text, path.read_text(encoding="utf-8")) for path, text in before.items()
    }


def test_a_new_region_is_sound_and_tells_where_nothing_is_known(folder: Path, before: Knowledge) -> None:
    plan = new_region(before, folder, "skane", "Skåne", ("malmö", "ystad"))
    changed = written(folder, plan)
    assert {"packs/skane/region.yaml", "packs/skane/sources.yaml", "packs/skane/contacts.yaml"} <= changed.keys()
    found = remaining(folder)
    assert (found.texts, [problem.text(SOURCE) for problem in found.problems]) == ((), [])
    assert "skane" in known(folder).values_of(REGION)
    not_known = found.not_known("status", "skane")
    assert not_known and set(not_known) <= set(known(folder).topics)
    assert any("overrides" in message.text(SOURCE) for message in plan.next)


def test_its_words_are_taken_from_the_region_that_had_them(folder: Path) -> None:
    (folder / "words" / "region.yaml").write_text(WORDS, encoding="utf-8")
    written(folder, new_region(known(folder), folder, "skane", "Skåne", ("malmö", "ystad")))
    text = (folder / "words" / "region.yaml").read_text(encoding="utf-8")
    assert '    sv: ["umeå"]   # and more\n' in text, "the others stay as they are, with what stands beside them"
    meanings = yaml.safe_load(text)["means"]
    assert meanings[-1] == {"value": "skane", "sv": ["region skåne", "malmö", "ystad"], "en": ["malmo"]}
    assert meanings[-2] == {"value": "other", "sv": ["umeå"]}, "of a language without a word no line is left"
    assert text.startswith("# Towns stand for their region.\n")


def test_a_new_question_tells_what_is_still_to_be_written(folder: Path, before: Knowledge) -> None:
    changed = written(folder, new_question(before, folder, "smoker", "Röker patienten?", ("daily", "never")))
    assert set(changed) >= {"questions/smoker.yaml", "training/stories.yaml"}
    with pytest.raises(KnowledgeError) as told:
        known(folder)
    places = [str(place) for problem in told.value.problems for place in (problem.place, *problem.also)]
    assert {problem.message for problem in told.value.problems} == {"This text is still to be written."}
    found = remaining(folder)
    assert [str(place) for place in found.texts] == places, "check names the very places"
    assert [problem.text(SOURCE).split(": ", 1)[1] for problem in found.problems] == [
        "No rule turns on the question smoker: nobody needs to answer it."
    ]


def test_a_new_topic_is_known_and_says_nothing_yet(folder: Path, before: Knowledge) -> None:
    written(folder, new_topic(before, folder, "smoking", "Tobaksavvänjning"))
    found = remaining(folder)
    assert found.knowledge is not None and "smoking" in found.knowledge.topics
    assert {place.file for place in found.texts} == {"topics.yaml", "training/stories.yaml"}
    assert set(found.not_known("status", "smoking")) == {"smoking"}


def test_a_new_status_tells_what_is_derived_for_it_by_default(folder: Path, before: Knowledge) -> None:
    plan = new_status(before, folder, "quota_refugee", "Kvotflyktingen")
    changed = written(folder, plan)
    old, new = changed["questions/status.yaml"]
    assert len(new.splitlines()) == len(old.splitlines()) + 3
    assert any("care_act" in str(message.parts.get("ids")) for message in plan.next)
    found = remaining(folder)
    assert found.knowledge is not None and "quota_refugee" in found.knowledge.values_of("status")
    assert not [problem for problem in found.problems if "No story can tell" in problem.message]
    assert found.not_known("status", "quota_refugee")


def test_only_lines_are_put_in_and_none_is_changed(folder: Path, before: Knowledge) -> None:
    for plan in (
        new_topic(before, folder, "smoking", "Tobaksavvänjning"),
        new_question(before, folder, "smoker", None, ("daily", "never")),
        new_status(before, folder, "quota_refugee", "Helt nytt ord"),
    ):
        for path, text in plan.files.items():
            if path.exists():
                old, new = path.read_text(encoding="utf-8").splitlines(), text.splitlines()
                left = iter(new)
                assert all(line in left for line in old), path


@pytest.mark.parametrize(
    "name", ["", "Skåne", "skåne", "a b", "a.b", "unknown", "../x", "vgr", "other", "national", "-x"]
)
def test_a_wrong_or_taken_name_makes_nothing(name: str, folder: Path, before: Knowledge) -> None:
    with pytest.raises(ScaffoldError) as told:
        new_region(before, folder, name)
    assert told.value.text(SOURCE)


def test_what_is_there_already_is_not_made_again(folder: Path, before: Knowledge) -> None:
    makes: tuple[Callable[[], Plan], ...] = (
        lambda: new_topic(before, folder, "housing"),
        lambda: new_status(before, folder, "resident"),
        lambda: new_question(before, folder, "status", None, ("a", "b")),
        lambda: new_question(before, folder, "age", None, ("a", "b")),
        lambda: new_question(before, folder, "care_act", None, ("a", "b")),
        lambda: new_question(before, folder, "lonely", None, ("a",)),
        lambda: new_question(before, folder, "wrong", None, ("a", "b c")),
    )
    for make in makes:
        with pytest.raises(ScaffoldError):
            make()


# -- languages -------------------------------------------------------------------------------------------------------------


@pytest.fixture
def locales(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "tests" / "fixed" / "locales", tmp_path / "locales"))


def test_a_new_language_has_every_text_and_is_offered_when_it_is_finished(
    folder: Path, before: Knowledge, locales: Path, tmp_path: Path
) -> None:
    program = tmp_path / "program"
    catalogue = program / "sv" / "LC_MESSAGES" / "vardlots.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "Sources"\nmsgstr "Källor"\n',
        encoding="utf-8",
    )
    plan = new_language(before, program, locales, "fi")
    plan.write()
    text = (locales / "fi" / "LC_MESSAGES" / "knowledge.po").read_text(encoding="utf-8")
    assert 'msgctxt "topic.housing.label"' in text
    assert 'msgid "Sources"\nmsgstr ""' in (program / "fi" / "LC_MESSAGES" / "vardlots.po").read_text(encoding="utf-8")
    shutil.copytree(program, locales, dirs_exist_ok=True)
    languages.cache_clear()
    assert "fi" not in languages(locales)
    for domain in ("vardlots", "knowledge"):
        file = CatalogueFile("fi", domain, locales / "fi" / "LC_MESSAGES" / f"{domain}.po")
        catalogue_of = read(file)
        for message in by_key(catalogue_of).values():
            message.string = message.id if isinstance(message.id, str) else tuple(message.id)
        write(file, catalogue_of)
    languages.cache_clear()
    assert "fi" in languages(locales)
    languages.cache_clear()
    with pytest.raises(ScaffoldError):
        new_language(before, program, locales, "fi")


@pytest.mark.parametrize("code", ["", "sv", "en", "xx1", "FI", "zz", "../fi", "suomi"])
def test_what_is_no_code_of_a_new_language_makes_nothing(
    code: str, folder: Path, before: Knowledge, locales: Path
) -> None:
    with pytest.raises(ScaffoldError):
        new_language(before, locales, locales, code)


# -- editing ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a:\n  - x\n", "a:\n  - x\n  - y\n"),
        ("a:\n- x", "a:\n- x\n- y\n"),
        ("a:\n  - x\n\n# of b\nb: 1\n", "a:\n  - x\n  - y\n\n# of b\nb: 1\n"),
        ("a:\n  - k: 1\n    l: 2  # beside\nb: 1\n", "a:\n  - k: 1\n    l: 2  # beside\n  - y\nb: 1\n"),
        ("a: []\nb: 1\n", "a:\n  - y\nb: 1\n"),
        ("a:\n  - {k: å}\nb: 1\n", "a:\n  - {k: å}\n  - y\nb: 1\n"),
    ],
)
def test_an_item_is_put_in_as_a_person_would(text: str, expected: str) -> None:
    assert added(text, value_at(top_of(text), "a"), ["- y"]) == expected


@pytest.mark.parametrize("text", ["a: [x]\n", "a: 1\n", "b: 1\n"])
def test_what_is_written_otherwise_is_left_to_a_person(text: str) -> None:
    with pytest.raises(ScaffoldError):
        added(text, value_at(top_of(text), "a"), ["- y"])


def test_words_are_taken_out_of_every_list() -> None:
    text = "a:\n  - {sv: [\"å\", 'b', c], en: [b]}  # beside\n  - x: 1\n"
    left, taken = without(text, top_of(text), lambda word: word == "b")
    assert left == 'a:\n  - {sv: ["å", c], en: []}  # beside\n  - x: 1\n'
    assert taken == ["b", "b"]


# -- the command -----------------------------------------------------------------------------------------------------------


def test_the_command_writes_tells_and_renews_the_schemas(folder: Path, before: Knowledge) -> None:
    kept(before, folder).write()
    done = said("new", "region", "skane", "--label", "Skåne", "--knowledge", str(folder), "--lang", "en")
    assert (done.returncode, done.stderr) == (0, "")
    assert f"written: {folder / 'packs' / 'skane' / 'region.yaml'}" in done.stdout
    assert "WHERE NOTHING IS KNOWN YET BUT WHOM TO ASK" in done.stdout
    assert "“vardlots check” finds no mistake." in done.stdout
    assert kept(known(folder), folder) == ((), ())
    assert said("check", str(folder), environment=BARE).returncode == 0


def test_the_places_told_are_those_of_the_files_as_they_are(folder: Path, before: Knowledge) -> None:
    kept(before, folder).write()
    done = said("new", "question", "smoker", "--values", "daily,never", "--knowledge", str(folder), "--lang", "en")
    places = re.findall(r"^- (\S+):(\d+):(\d+)$", done.stdout, re.MULTILINE)
    assert len(places) > 5
    for file, line, column in places:
        there = (folder / file).read_text(encoding="utf-8").splitlines()[int(line) - 1]
        assert there[int(column) - 1 :].startswith('"…"')


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("regoin", "skane"), "Did you mean region?"),
        (("region", "Skåne"), "cannot be a name"),
        (("region", "vgr"), "There is “vgr” already."),
        (("question", "smoker"), "--values"),
        (("language", "sv"), "There is “sv” already."),
    ],
)
def test_wrong_words_write_nothing(words: tuple[str, ...], told: str, folder: Path) -> None:
    before = sorted(path.name for path in folder.rglob("*"))
    done = said("new", *words, "--knowledge", str(folder), "--lang", "en")
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr
    assert sorted(path.name for path in folder.rglob("*")) == before


def test_without_schemas_none_are_made(folder: Path) -> None:
    before = sorted(folder.rglob("*"))
    name_schemas(folder)
    renew_schemas(folder, remaining(folder))
    assert sorted(folder.rglob("*")) == before


@pytest.mark.parametrize("words", [("new", "region", "skane"), ("schema",)])
def test_nothing_is_written_into_an_installed_program(
    words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed = Path(shutil.copytree(FIXED[KNOWLEDGE_VARIABLE], tmp_path / "assistant" / "_data" / "knowledge"))
    monkeypatch.setattr(places, "PACKAGE", tmp_path / "assistant")
    before = sorted(installed.rglob("*"))
    done = said(*words, "--knowledge", str(installed), "--lang", "en")
    assert (done.returncode, done.stdout) == (2, "")
    assert "copy it" in done.stderr
    assert sorted(installed.rglob("*")) == before
