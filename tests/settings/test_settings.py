"""Settings: what a file may hold, what is said of one that is wrong, and that saving never loses what the user wrote."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import tomllib
from pathlib import Path
from types import FrameType
from typing import Any

import platformdirs
import pytest
import tomlkit
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.i18n import Language, language, languages
from assistant.knowledge import shipped_knowledge
from assistant.settings import (
    DEFAULTS,
    SETTINGS,
    Settings,
    SettingsError,
    allowed,
    fits,
    help_lines,
    language_set,
    option_label,
    read_settings,
    save_settings,
    setting,
    settings_path,
)
from tests.support.here import ROOT

KNOWLEDGE = shipped_knowledge()
USUAL = """\
# our desk
region = "vgr"  # the west
topics_first = ["medicines", "dental"]
unknown_to_us = {kept = true}

[another.program]
key = 1
"""


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "settings.toml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def told(path: Path, speaks: Language | None = None) -> list[str]:
    problems = read_settings(path, KNOWLEDGE).problems
    return [problem.text(KNOWLEDGE, speaks or language("en")).removeprefix(f"{path}:") for problem in problems]


# -- the schema ----------------------------------------------------------------------------------------------------------


def test_every_setting_has_a_value_and_the_defaults_are_allowed() -> None:
    assert tuple(each.id for each in SETTINGS) == Settings._fields
    for each in SETTINGS:
        assert fits(each, each.default, KNOWLEDGE)
        assert getattr(DEFAULTS, each.id) == each.default


def test_the_words_come_from_the_knowledge_and_the_catalogues() -> None:
    words = {each.id: allowed(each, KNOWLEDGE) for each in SETTINGS}
    assert words["region"] == ("vgr", "rjl", "other")
    assert words["language"] == languages()
    assert words["topics_first"] == tuple(KNOWLEDGE.topics)
    assert words["role"] == ("reception", "care_staff", "manager", "municipality", "new")
    assert words["theme"] == ("dark", "light", "high_contrast")


def test_every_word_has_a_label_and_every_setting_its_help(each_language: Language) -> None:
    for each in SETTINGS:
        for word in allowed(each, KNOWLEDGE):
            assert option_label(each, word, KNOWLEDGE, each_language)
    lines = help_lines(KNOWLEDGE, each_language)
    assert [line.split(":")[0] for line in lines if not line.startswith(" ")] == [
        *(each.id for each in SETTINGS),
        "local",
    ]
    assert '"high_contrast"' in "\n".join(lines)


# -- reading -------------------------------------------------------------------------------------------------------------


def test_no_file_is_no_problem_and_gives_the_defaults(tmp_path: Path) -> None:
    reading = read_settings(tmp_path / "none" / "settings.toml", KNOWLEDGE)
    assert reading.settings == DEFAULTS
    assert not reading.problems and not reading.broken


def test_a_usual_file(tmp_path: Path) -> None:
    reading = read_settings(written(tmp_path, USUAL), KNOWLEDGE)
    assert reading.settings == DEFAULTS._replace(region="vgr", topics_first=("medicines", "dental"))
    assert not reading.broken


def test_a_topic_named_twice_counts_once(tmp_path: Path) -> None:
    path = written(tmp_path, 'topics_first = ["dental", "travel", "dental"]')
    assert read_settings(path, KNOWLEDGE).settings.topics_first == ("dental", "travel")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('region = "vrg"', ["1: region cannot be “vrg”", '"vgr", "rjl", "other"', "Did you mean vgr?"]),
        ('\n\ntheme = "drak"', ["3: theme cannot be “drak”", '"high_contrast"', "Did you mean dark?"]),
        ("idle_minutes = 1000", ["1: idle_minutes cannot be “1000”", "from 0 to 240"]),
        ("idle_minutes = -1", ["idle_minutes cannot be “-1”"]),
        ("idle_minutes = 2.5", ["idle_minutes cannot be “2.5”"]),
        ("idle_minutes = true", ["idle_minutes cannot be “True”"]),
        ('idle_minutes = "5"', ["a whole number"]),
        ("region = 2026-01-01", ["region cannot be “2026-01-01”"]),
        ("region = ['vgr']", ["region cannot be"]),
        ("[region]\nx = 1", ["1: region cannot be"]),
        ('topics_first = "dental"', ["topics_first cannot be “dental”", "as a list"]),
        ('topics_first = ["dental", "medicin"]', ["topics_first cannot be “medicin”", "Did you mean medicines?"]),
        ("topics_first = [1]", ["topics_first cannot be “1”"]),
        ('region = "\\u202e\\u0007x"', ["region cannot be “??x”"]),
        ("region = vgr", ["1:10: The file cannot be understood from here on"]),
        ('# one\nregion "vgr"', ["2:8: The file cannot be understood from here on"]),
        ('region = "vgr', ["1:1", "cannot be understood"]),
        ('region = "vgr"\nregion = "rjl"', ["2:", "second time"]),
        (b"\xff\xfer\x00e\x00", ["not text in UTF-8"]),
        ("x = " + "[" * 20_000, ["cannot be understood"]),
        ("x = " + "9" * 10_000, ["cannot be understood"]),
        ("#" * 200_000, ["too large"]),
    ],
)  # fmt: skip
def test_a_broken_file_says_what_is_wrong_and_is_never_overwritten(
    tmp_path: Path, text: str | bytes, says: list[str]
) -> None:
    path = written(tmp_path, text)
    reading = read_settings(path, KNOWLEDGE)
    assert reading.broken
    assert reading.settings == DEFAULTS
    (line,) = told(path)
    assert all(part in line for part in says), line
    assert "\n" not in line and line.isprintable()
    before = path.read_bytes()
    with pytest.raises(SettingsError) as refused:
        save_settings(path, {"theme": "light"}, KNOWLEDGE)
    assert line in refused.value.text(KNOWLEDGE, language("en"))
    assert path.read_bytes() == before


def test_what_is_right_counts_beside_what_is_wrong(tmp_path: Path) -> None:
    reading = read_settings(written(tmp_path, 'region = "rjl"\ntheme = "pink"\nidle_minutes = 0'), KNOWLEDGE)
    assert reading.settings == DEFAULTS._replace(region="rjl", idle_minutes=0)
    assert [problem.line for problem in reading.problems] == [2]


def test_every_mistake_is_told_in_one_reading(tmp_path: Path) -> None:
    lines = told(written(tmp_path, 'region = "x"\ntheme = "y"\nregoin = "vgr"\nidle_minutes = "z"'))
    assert [line.split(":")[0] for line in lines] == ["1", "2", "3", "4"]


def test_a_name_that_is_no_setting_is_told_and_does_no_harm(tmp_path: Path) -> None:
    path = written(tmp_path, 'regoin = "vgr"')
    (line,) = told(path)
    assert line.startswith("1: There is no setting “regoin”.") and line.endswith("Did you mean region?")
    assert not read_settings(path, KNOWLEDGE).broken
    assert save_settings(path, {"theme": "light"}, KNOWLEDGE).settings.theme == "light"
    assert "regoin" in path.read_text()


def test_a_mark_of_windows_before_the_first_letter_and_its_line_ends(tmp_path: Path) -> None:
    path = written(tmp_path, b'\xef\xbb\xbfregion = "vgr"\r\ntheme = "light"\r\n')
    assert read_settings(path, KNOWLEDGE).settings == DEFAULTS._replace(region="vgr", theme="light")
    assert not told(path)


def test_a_folder_or_a_device_in_the_place_of_the_file_is_left_alone(tmp_path: Path) -> None:
    for path in (tmp_path, Path(os.devnull)):
        assert read_settings(path, KNOWLEDGE).settings == DEFAULTS
        assert "this is " in told(path)[0]
        with pytest.raises(SettingsError):
            save_settings(path, {"theme": "light"}, KNOWLEDGE)
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


def test_links_in_a_circle_are_a_problem_and_are_left(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.symlink_to(tmp_path / "other")
    (tmp_path / "other").symlink_to(path)
    assert read_settings(path, KNOWLEDGE).settings == DEFAULTS
    assert "the links lead in a circle" in told(path)[0]
    with pytest.raises(SettingsError):
        save_settings(path, {"theme": "light"}, KNOWLEDGE)


@pytest.mark.parametrize(
    "text",
    ["[" + "a." * 20_000 + "a]", "[" * 20_000, "a = " + "[" * 20_000, "a." * 20_000 + "a = 1", "a = {b = " * 5_000],
    ids=["table", "tables", "lists", "name", "inline"],
)
def test_what_is_nested_without_end_is_a_problem(tmp_path: Path, text: str) -> None:
    path = written(tmp_path, text)
    assert read_settings(path, KNOWLEDGE).broken
    assert len(told(path)) == 1
    with pytest.raises(SettingsError):
        save_settings(path, {"theme": "light"}, KNOWLEDGE)
    assert path.read_text() == text


def test_of_many_names_that_are_no_settings_a_few_are_told_and_the_rest_is_counted(tmp_path: Path) -> None:
    path = written(tmp_path, 'theme = "light"\n' + "".join(f"key{number} = 1\n" for number in range(8_000)))
    calls = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal calls
        calls += event == "call"

    sys.setprofile(count)
    try:
        reading = read_settings(path, KNOWLEDGE)
    finally:
        sys.setprofile(None)
    assert reading.settings.theme == "light" and not reading.broken
    lines = told(path)
    assert len(lines) == 21 and "7980 more" in lines[-1]
    assert calls < 1_000_000


def test_without_a_home_there_is_no_file_of_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", nobody)
    assert settings_path({}) is None
    assert settings_path({"HOME": "~"}) is None
    assert settings_path({"XDG_CONFIG_HOME": "/x"}) == Path("/x/vardlots/settings.toml")


@given(st.binary(max_size=200) | st.text(alphabet="region theme=\"vgr[]{}.,#\n'1x\\", max_size=60).map(str.encode))
@settings(max_examples=100)
def test_whatever_the_file_holds_reading_gives_settings(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = written(tmp_path_factory.getbasetemp(), content)
    reading = read_settings(path, KNOWLEDGE)
    for each in SETTINGS:
        assert fits(each, getattr(reading.settings, each.id), KNOWLEDGE)
    for problem in reading.problems:
        assert problem.text(KNOWLEDGE, language("en"))
    try:
        save_settings(path, {"idle_minutes": 7}, KNOWLEDGE)
    except SettingsError:
        assert path.read_bytes() == content
    else:
        assert read_settings(path, KNOWLEDGE).settings == reading.settings._replace(idle_minutes=7)


@pytest.mark.parametrize(
    ("text", "code"),
    [('language = "en"', "en"), ('language = "en"\ntheme = "pink"', "en"), ('language = "tlh"', None), ("language = 1", None),
     ("theme =", None), ("", None)],
)  # fmt: skip
def test_the_language_is_known_before_the_knowledge_is(tmp_path: Path, text: str, code: str | None) -> None:
    assert language_set(written(tmp_path, text)) == code
    assert language_set(tmp_path / "none.toml") is None


# -- saving --------------------------------------------------------------------------------------------------------------


def test_saving_keeps_comments_order_and_what_others_wrote(tmp_path: Path) -> None:
    path = written(tmp_path, USUAL)
    reading = save_settings(path, {"region": "rjl", "theme": "light", "topics_first": ("travel",)}, KNOWLEDGE)
    assert reading.settings == DEFAULTS._replace(region="rjl", theme="light", topics_first=("travel",))
    text = path.read_text()
    assert "# our desk\n" in text and "# the west" in text
    assert tomllib.loads(text) == {
        "region": "rjl",
        "topics_first": ["travel"],
        "unknown_to_us": {"kept": True},
        "theme": "light",
        "another": {"program": {"key": 1}},
    }


def test_none_takes_a_setting_out_of_the_file(tmp_path: Path) -> None:
    path = written(tmp_path, USUAL)
    assert save_settings(path, {"region": None}, KNOWLEDGE).settings.region is None
    assert "region" not in tomllib.loads(path.read_text())


values = st.fixed_dictionaries(
    {},
    optional={
        "region": st.sampled_from([None, *allowed(setting("region"), KNOWLEDGE)]),
        "language": st.sampled_from([None, *languages()]),
        "theme": st.sampled_from(allowed(setting("theme"), KNOWLEDGE)),
        "idle_minutes": st.integers(0, 240),
        "topics_first": st.lists(st.sampled_from(list(KNOWLEDGE.topics)), unique=True).map(tuple),
        "role": st.sampled_from([None, *KNOWLEDGE.roles]),
    },
)


@given(values, values)
@settings(max_examples=60)
def test_what_is_saved_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, first: dict[str, Any], second: dict[str, Any]
) -> None:
    path = tmp_path_factory.mktemp("settings") / "a" / "b" / "settings.toml"
    assert save_settings(path, first, KNOWLEDGE).settings == DEFAULTS._replace(**first)
    expected = DEFAULTS._replace(**{**first, **second})
    assert save_settings(path, second, KNOWLEDGE).settings == expected
    assert read_settings(path, KNOWLEDGE) == (path, expected, ())
    assert tomlkit.parse(path.read_text()) is not None
    assert [file.name for file in path.parent.iterdir()] == ["settings.toml"]


def test_the_first_setting_needs_nothing_that_writes_around_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "tomlkit", None)  # a megabyte, which the app would hold all day
    path = tmp_path / "settings.toml"
    every: dict[str, Any] = {"region": "vgr", "topics_first": ("medicines",), "idle_minutes": 7}
    assert save_settings(path, every, KNOWLEDGE).settings == DEFAULTS._replace(**every)
    assert tomllib.loads(path.read_text())["topics_first"] == ["medicines"]


def test_only_its_owner_may_read_the_file(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "settings.toml"
    save_settings(path, {"theme": "light"}, KNOWLEDGE)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_link_to_the_file_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.toml").write_text('region = "vgr"')
    path = tmp_path / "settings.toml"
    path.symlink_to("real.toml")
    save_settings(path, {"theme": "light"}, KNOWLEDGE)
    assert path.is_symlink()
    assert 'theme = "light"' in (tmp_path / "real.toml").read_text()


@pytest.mark.parametrize(
    ("changes", "says"),
    [({"region": "vrg"}, "Did you mean vgr?"), ({"idle_minutes": 999}, "0 to 240"), ({"topics_first": ("x",)}, "“x”")],
)
def test_a_value_that_is_not_allowed_is_not_saved(tmp_path: Path, changes: dict[str, Any], says: str) -> None:
    path = tmp_path / "settings.toml"
    with pytest.raises(SettingsError) as refused:
        save_settings(path, {"theme": "light", **changes}, KNOWLEDGE)
    assert says in refused.value.text(KNOWLEDGE, language("en"))
    assert not path.exists()


def test_a_setting_that_there_is_not_is_a_fault_of_the_program(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        save_settings(tmp_path / "settings.toml", {"colour": "red"}, KNOWLEDGE)


def test_a_folder_that_cannot_be_written_to(tmp_path: Path, each_language: Language) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SettingsError) as refused:
        save_settings(tmp_path / "file" / "settings.toml", {"theme": "light"}, KNOWLEDGE)
    assert str(tmp_path) in refused.value.text(KNOWLEDGE, each_language)


def test_a_disk_that_fills_up_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, USUAL)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SettingsError) as refused:
        save_settings(path, {"theme": "light"}, KNOWLEDGE)
    assert "the disk is full" in refused.value.text(KNOWLEDGE, language("en"))
    assert path.read_text() == USUAL
    assert [file.name for file in tmp_path.iterdir()] == ["settings.toml"]


# -- where ---------------------------------------------------------------------------------------------------------------


def test_the_variable_names_the_file() -> None:
    assert settings_path({"VARDLOTS_CONFIG": "/x/y.toml", "XDG_CONFIG_HOME": "/z"}) == Path("/x/y.toml")


@pytest.mark.parametrize("home", [{}, {"XDG_CONFIG_HOME": "/somewhere"}, {"XDG_CONFIG_HOME": ""}, {"XDG_CONFIG_HOME": "relative"}])  # fmt: skip
def test_the_file_lies_where_the_platform_keeps_settings(home: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_CONFIG_HOME", "VARDLOTS_CONFIG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in home.items():
        monkeypatch.setenv(name, value)
    expected = platformdirs.user_config_path("vardlots", appauthor=False, roaming=True) / "settings.toml"
    assert settings_path() == settings_path(dict(os.environ)) == expected


def test_reading_loads_nothing_that_is_heavy(tmp_path: Path) -> None:
    path = written(tmp_path, USUAL)
    code = (
        "import sys; from pathlib import Path; from assistant.knowledge import shipped_knowledge;"
        "from assistant.settings import read_settings, settings_path;"
        f"settings_path(); print(read_settings(Path({str(path)!r}), shipped_knowledge()).settings.region, *sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    region, *modules = done.stdout.split()
    assert region == "vgr"
    assert not {"platformdirs", "tomlkit", "tempfile", "textual", "rapidfuzz"} & set(modules)
