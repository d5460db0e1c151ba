"""`vardlots impact` as a script or a person at a shell uses it."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.copied import FIXED_KNOWLEDGE, SOUND, Copy
from tests.support.here import BARE, ROOT
from tests.support.running import Done, said

PHONE = ("packs/vgr/contacts.yaml", "0700-82 54 88", "0700-82 54 99")


def impact(*words: str | Path, lang: str = "en", **environment: str) -> Done:
    return said("impact", *map(str, words), "--lang", lang, environment={**BARE, **environment})


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    """A copy of the fixed knowledge."""
    return Copy(FIXED_KNOWLEDGE, tmp_path / "knowledge")


@pytest.fixture
def dearer(copy: Copy) -> Copy:
    """A copy in which a national fee is another."""
    rule = copy.rule("packs/national/medicines.yaml", "medicines.fee.undocumented.adult")
    return copy.put("packs/national/medicines.yaml", rule, rule.replace('amount: "50"', 'amount: "55"'))


def test_no_effect_is_exit_code_0(copy: Copy) -> None:
    done = impact(FIXED_KNOWLEDGE, copy.folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Nothing that a reader sees is otherwise." in done.stdout


def test_an_effect_is_told_with_both_fees_its_cases_and_a_command(dearer: Copy) -> None:
    done = impact(FIXED_KNOWLEDGE, dearer.folder)
    assert (done.returncode, done.stderr) == (1, "")
    for expected in (
        "~ Medicines: medicines.fee.undocumented.adult says something else",
        "    For: Situation: Undocumented (without a permit); Age: 18 or older",
        "    - Fee: at most SEK 50 per medicine",
        "    + Fee: at most SEK 55 per medicine",
    ):
        assert expected in done.stdout
    assert all(len(line) <= 100 or "vardlots ask" in line for line in done.stdout.splitlines()[1:])


def test_the_command_of_a_change_shows_it(dearer: Copy) -> None:
    done = impact(FIXED_KNOWLEDGE, dearer.folder, lang="sv")
    (command,) = [line.strip() for line in done.stdout.splitlines() if "vardlots ask" in line and "--on 2026" in line]
    shown = said(*shlex.split(command)[1:], "--lang", "sv")
    assert "55 kr" in shown.stdout and "50 kr per läkemedel" not in shown.stdout
    assert "55 kr" in done.stdout


def test_data_has_every_condition_and_both_texts(dearer: Copy) -> None:
    found = json.loads(impact(FIXED_KNOWLEDGE, dearer.folder, "--json").stdout)
    assert found["effect"] is True
    change = found["changes"][0]
    assert (change["kind"], change["until"], change["differs"]) == ("changes", None, ["fee"])
    assert (change["old"]["fee"]["amount"], change["new"]["fee"]["amount"]) == ("50", "55")
    assert change["when"] and change["cases"] > 0 and change["ask"].startswith("vardlots ask ")


def test_markdown_for_a_review(dearer: Copy) -> None:
    lines = impact(FIXED_KNOWLEDGE, dearer.folder, "--markdown").stdout.splitlines()
    assert lines[0].startswith("# What the change does: ")
    assert "    | Fee | at most SEK 50 per medicine | at most SEK 55 per medicine |" in lines
    assert any(line.startswith("- `~` Medicines: ") for line in lines)


def test_narrowed_to_a_topic_or_a_region(dearer: Copy) -> None:
    assert impact(FIXED_KNOWLEDGE, dearer.folder, "--topic", "dental").returncode == 0
    assert impact(FIXED_KNOWLEDGE, dearer.folder, "--topic=medicines", "--region=vgr").returncode == 1


@pytest.mark.parametrize(("option", "word"), [("--topic", "dentl"), ("--region", "vg")])
def test_no_such_topic_or_region(copy: Copy, option: str, word: str) -> None:
    done = impact(FIXED_KNOWLEDGE, copy.folder, option, word)
    assert done.returncode == 2
    assert f"{option} cannot be “{word}”" in done.stderr and len(done.stderr.splitlines()) == 1


def test_a_side_with_a_mistake_is_told_in_one_line_with_its_place(copy: Copy) -> None:
    copy.edited("packs/vgr/contacts.yaml", "name: ", "nane: ")
    done = impact(FIXED_KNOWLEDGE, copy.folder)
    assert (done.returncode, done.stdout) == (2, "")
    (line,) = done.stderr.splitlines()
    assert f"{copy.folder}/packs/vgr/" in line and "more mistake" in line


def test_rules_that_contradict_each_other_are_told_with_their_place(tmp_path: Path) -> None:
    copy = Copy(SOUND, tmp_path / "knowledge")
    rule = "  - {id: scope.other, when: {status: undocumented}, derive: {scope: limited}, sources: [A1]}\n"
    copy.added("packs/national/more.yaml", f"rules:\n{rule}")
    done = impact(SOUND, copy.folder)
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert ".yaml:" in line and "scope" in line


def test_in_short_a_change_is_a_line(dearer: Copy) -> None:
    lines = impact(FIXED_KNOWLEDGE, dearer.folder, "--short").stdout.splitlines()
    assert any(line.startswith("~ Medicines: medicines.fee.undocumented.adult") for line in lines)
    assert not [line for line in lines if "vardlots ask" in line or line.startswith("    ")]


def test_since_the_release(copy: Copy) -> None:
    known = {"VARDLOTS_KNOWLEDGE": str(copy.folder)}
    missing = impact("--release", **known)
    assert missing.returncode == 2 and ".released.jsonl" in missing.stderr and len(missing.stderr.splitlines()) == 1
    subprocess.run([sys.executable, ROOT / "tools" / "release.py", copy.folder], check=True, capture_output=True)
    assert impact("--release", **known).returncode == 0
    copy.edited(*PHONE)
    since = impact("--release", **known)
    assert since.returncode == 1
    assert "released (" in since.stdout.splitlines()[0] and "+ Asylenheten VGR, 0700-82 54 99" in since.stdout
    assert impact("--release", FIXED_KNOWLEDGE, **known).returncode == 0


# -- revisions -----------------------------------------------------------------------------------------------------------


def git(folder: Path, *words: str) -> None:
    identity = ("-c", "user.name=Editor", "-c", "user.email=editor@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *identity, *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def checkout(copy: Copy) -> Copy:
    """The copy in a checkout, its first version committed."""
    git(copy.folder.parent, "init", "-q")
    git(copy.folder.parent, "add", ".")
    git(copy.folder.parent, "commit", "-q", "-m", "One")
    return copy


def test_without_words_the_last_commit_is_compared_with_the_knowledge_in_use(checkout: Copy) -> None:
    assert impact(VARDLOTS_KNOWLEDGE=str(checkout.folder)).returncode == 0
    checkout.edited(*PHONE)
    done = impact(VARDLOTS_KNOWLEDGE=str(checkout.folder))
    assert done.returncode == 1
    assert "HEAD (" in done.stdout.splitlines()[0]
    assert "- Asylenheten VGR, 0700-82 54 88" in done.stdout and "+ Asylenheten VGR, 0700-82 54 99" in done.stdout


def test_two_revisions(checkout: Copy) -> None:
    checkout.edited(*PHONE)
    git(checkout.folder.parent, "commit", "-q", "-a", "-m", "Two")
    known = {"VARDLOTS_KNOWLEDGE": str(checkout.folder)}
    assert impact("HEAD~1", "HEAD", **known).returncode == 1
    assert impact("HEAD", "HEAD", **known).returncode == 0
    assert impact("HEAD~1", **known).returncode == 1


@pytest.mark.parametrize("word", ["no-such-revision", "--", "HEAD:knowledge", "a\nb", "HEAD^{tree}"])
def test_what_is_no_revision(checkout: Copy, word: str) -> None:
    done = impact(word, VARDLOTS_KNOWLEDGE=str(checkout.folder))
    assert done.returncode == 2 and len(done.stderr.splitlines()) == 1, done.stderr


def test_a_folder_outside_any_checkout_has_no_revisions(copy: Copy) -> None:
    done = impact("HEAD", VARDLOTS_KNOWLEDGE=str(copy.folder), GIT_CEILING_DIRECTORIES=str(copy.folder.parent.parent))
    assert done.returncode == 2 and "“HEAD” is no folder, and no revision" in done.stderr


def test_without_git(copy: Copy) -> None:
    done = impact("HEAD", VARDLOTS_KNOWLEDGE=str(copy.folder), PATH="")
    assert done.returncode == 2 and "git cannot be run here" in done.stderr
