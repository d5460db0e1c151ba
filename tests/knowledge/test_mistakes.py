"""Every mistake an editor can make gives its place and what is allowed: one file in tests/broken/ for each.

A file begins with `# in: <the file of the knowledge it is laid over>` and `# gives: <the errors>`, one a line. `_sound` is the small
knowledge without mistakes that they are laid over. To see what a new file gives: `python -m tests.knowledge.test_mistakes NAME`.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from pathlib import Path

import pytest

from assistant.audit.proof import prove
from assistant.i18n import SOURCE, language
from assistant.knowledge import KnowledgeError, Problem, load_knowledge
from tests.support.broken import lay_over, taken_apart
from tests.support.here import BROKEN

ANYWHERE = re.compile(r"^[^:]+:\*:")
PLACE = re.compile(r":\d+:\d+:")
FILES = sorted(BROKEN.glob("*.yaml"))


def problems_of(folder: Path) -> list[Problem]:
    try:
        return prove(load_knowledge(folder))
    except KnowledgeError as error:
        return list(error.problems)


def laid_over(path: Path, folder: Path) -> tuple[list[str], list[str]]:
    """Lay a broken file over the sound knowledge in `folder`; the errors it is to give, and those it gives."""
    broken = taken_apart(path)
    lay_over(broken, folder)
    return broken.gives, [problem.text(SOURCE) for problem in problems_of(folder)]


def test_the_sound_knowledge_has_no_mistake() -> None:
    assert problems_of(BROKEN / "_sound") == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_mistake(path: Path, tmp_path: Path) -> None:
    expected, found = laid_over(path, tmp_path)
    assert expected, "the file does not say what it gives"
    # Where a parser gives up differs between its versions: such a file says `file:*:` and any place in the file will do.
    anywhere = {each.split(":", 1)[0] for each in expected if ANYWHERE.search(each)}
    found = [PLACE.sub(":*:", each, count=1) if each.split(":", 1)[0] in anywhere else each for each in found]
    assert found == expected


def test_all_mistakes_come_in_one_run(tmp_path: Path) -> None:
    shutil.copytree(BROKEN / "_sound", tmp_path, dirs_exist_ok=True)
    (tmp_path / "topics.yaml").write_text("topics:\n  - {id: medicines}\n", encoding="utf-8")
    rules = tmp_path / "packs" / "national" / "rules.yaml"
    rules.write_text(
        rules.read_text(encoding="utf-8").replace("scope: full", "scope: ful").replace("[A1]", "[A9]"), encoding="utf-8"
    )
    (tmp_path / "actors.yaml").write_text("actors: [{}]", encoding="utf-8")
    files = {problem.place.file for problem in problems_of(tmp_path)}
    assert {"topics.yaml", "actors.yaml", "packs/national/rules.yaml"} <= files


def test_a_file_that_cannot_be_read_is_told_alone(tmp_path: Path) -> None:
    shutil.copytree(BROKEN / "_sound", tmp_path, dirs_exist_ok=True)
    (tmp_path / "topics.yaml").write_text("topics: [", encoding="utf-8")
    (tmp_path / "actors.yaml").write_text("actors:\n\t- {}", encoding="utf-8")
    assert [problem.place.file for problem in problems_of(tmp_path)] == ["actors.yaml", "topics.yaml"]


def test_a_file_that_was_copied_is_told_once(tmp_path: Path) -> None:
    shutil.copytree(BROKEN / "_sound", tmp_path, dirs_exist_ok=True)
    clauses = "".join(f'  - {{id: N{at}, document: north-2025, says: "No {at}."}}\n' for at in range(2, 7))
    for name in ("more.yaml", "more copy.yaml"):
        (tmp_path / "packs" / "north" / name).write_text(f"clauses:\n{clauses}", encoding="utf-8")
    (told,) = problems_of(tmp_path)
    assert told.text(SOURCE) == (
        "packs/north/more copy.yaml:1:1: 5 ids of this file stand in packs/north/more.yaml too: is it a copy of that?"
    )


def test_a_file_that_is_not_text_or_too_large_is_a_mistake(tmp_path: Path) -> None:
    shutil.copytree(BROKEN / "_sound", tmp_path, dirs_exist_ok=True)
    (tmp_path / "actors.yaml").write_bytes(b"actors: \xff\xfe")
    (tmp_path / "topics.yaml").write_text("#" * (1 << 20) + "#", encoding="utf-8")
    messages = [problem.message for problem in problems_of(tmp_path)]
    assert "The file is not UTF-8 text; save it as UTF-8." in messages
    assert "The file is larger than 1 MiB; split it." in messages


def test_an_alias_bomb_is_refused_at_once(tmp_path: Path) -> None:
    shutil.copytree(BROKEN / "_sound", tmp_path, dirs_exist_ok=True)
    bomb = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"] + [
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)
    ]
    (tmp_path / "derived.yaml").write_text("\n".join(bomb), encoding="utf-8")
    assert any("Aliases" in problem.message for problem in problems_of(tmp_path))


def test_mistakes_are_told_in_swedish_too() -> None:
    swedish = language("sv")
    messages = {message for path in FILES for message in [path.read_text(encoding="utf-8")] if "Unknown key" in message}
    assert messages
    assert swedish.gettext("Unknown key {word}. Allowed here: {allowed}.", word="x", allowed="y") != SOURCE.gettext(
        "Unknown key {word}. Allowed here: {allowed}.", word="x", allowed="y"
    )


def main(names: list[str]) -> None:
    """Write what the named files (or all) give into their heads; then read it."""
    for path in FILES:
        if names and path.stem not in names:
            continue
        with tempfile.TemporaryDirectory() as folder:
            _, found = laid_over(path, Path(folder))
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        body = [line for line in lines[1:] if not line.startswith("# gives:")]
        path.write_text(lines[0] + "".join(f"# gives: {error}\n" for error in found) + "".join(body), encoding="utf-8")
        print(path.stem, *found, sep="\n    ")


if __name__ == "__main__":
    main(sys.argv[1:])


@pytest.mark.parametrize("typed", ["femtio kronor", "Femtio kr", "12,50 kr"])
def test_an_amount_in_words_is_typed_too(typed: str, tmp_path: Path) -> None:
    """By the words for numbers that the word lists know."""
    shutil.copytree(BROKEN / "_sound", tmp_path, dirs_exist_ok=True)
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "ages.yaml").write_text("numbers: {sv: {femtio: 50}}\n", encoding="utf-8")
    path = tmp_path / "packs" / "national" / "rules.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Läkemedel: {fee}.", f"Läkemedel: {typed}."), encoding="utf-8")
    (told,) = [problem.text(SOURCE) for problem in problems_of(tmp_path)]
    assert f"“{typed}” is typed into the text of medicines.fee" in told
