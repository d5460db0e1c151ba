"""The configuration of a server: what a file may hold, and what is said of one that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.i18n import language
from assistant.web.configuration import KEYS, Configuration, key_lines, read_configuration
from tests.support.here import FIXED, ROOT
from tests.support.running import said

EXAMPLE = ROOT / "docs" / "serving" / "serve.toml"


def told(path: Path, text: str) -> list[str]:
    """What is wrong with a file of this text, without its name."""
    path.write_text(text, encoding="utf-8")
    return [problem.text(language("en")).removeprefix(f"{path}:") for problem in read_configuration(path).problems]


def test_every_key_has_a_place_and_a_line_in_the_list() -> None:
    assert tuple(key.id for key in KEYS) == Configuration._fields
    assert [line.partition(":")[0] for line in key_lines(language("en")) if not line.startswith(" ")] == list(
        Configuration._fields
    )


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ('host = "x"\nprot = 80', "2: There is no key “prot”. Allowed: host, port,"),
        ("port = 0", "1: port cannot be “0”. Allowed: a whole number from 1 to 65535."),
        ("port = true", "1: port cannot be “true”. Allowed: a whole number from 1 to 65535."),
        ('log = "jsn"', '1: log cannot be “jsn”. Allowed: "lines", "json". Did you mean json?'),
        ("metrics = 1", "1: metrics cannot be “1”. Allowed: true or false."),
        ('root_path = "/x/"', '1: root_path cannot be “/x/”. Allowed: "", or a path'),
        ('local = "none.yaml"', "1: There is no file "),
        ('\nknowledge = "."', "2: There is no knowledge in "),
        ("host = x", "1:8: The file cannot be understood from here on."),
        ("port = 1\nport = 2", "2:1: The same name stands here a second time."),
        ("[server]\nport = 1", "1: There is no key “server”."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, text: str, wrong: str) -> None:
    (found,) = told(tmp_path / "serve.toml", text)
    assert found.startswith(wrong), found


def test_all_mistakes_are_told_at_once_in_their_order(tmp_path: Path) -> None:
    found = told(tmp_path / "serve.toml", 'metrics = 1\nprot = 80\nlanguage = "xx"')
    assert [line.partition(":")[0] for line in found] == ["1", "2", "3"]
    assert found[1].endswith("Did you mean port?")


def test_files_lie_beside_the_configuration(tmp_path: Path) -> None:
    (tmp_path / "ours.yaml").write_text("{}", encoding="utf-8")
    assert told(tmp_path / "serve.toml", 'local = "ours.yaml"') == []
    assert read_configuration(tmp_path / "serve.toml").configuration.local == str(tmp_path / "ours.yaml")


def test_the_example_says_every_key_with_its_default() -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    assert read_configuration(EXAMPLE).problems == ()
    for key, value in Configuration()._asdict().items():
        assert f"\n{key} = " in text or f"\n# {key} = " in text
        if f"\n{key} = " in text:
            assert getattr(read_configuration(EXAMPLE).configuration, key) == value


def test_the_command_checks_one_and_serves_by_none_that_is_wrong(tmp_path: Path) -> None:
    file = tmp_path / "serve.toml"
    file.write_text(f'port = 8123\nknowledge = "{next(iter(FIXED.values()))}"\n', encoding="utf-8")
    done = said("serve", "--check", str(file), "--lang", "en")
    assert done.returncode == 0 and "no mistakes" in done.stdout and ":8123" in done.stdout
    file.write_text("prot = 8123\n", encoding="utf-8")
    for option in ("--check", "--config"):
        done = said("serve", option, str(file), "--lang", "en")
        assert done.returncode == 2 and f"{file}:1: There is no key “prot”" in done.stderr
    assert said("serve", "--check", str(tmp_path / "none.toml"), "--lang", "en").returncode == 2
    assert "drain_seconds" in said("serve", "--keys").stdout
