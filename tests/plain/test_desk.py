"""The plain talk at the desk: looking up, taking along, settings, reports, new patients, in every language and through a pipe."""

from __future__ import annotations

import ast
import os
import pty
import re
import select
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from assistant import feedback
from assistant.answer import Adviser
from assistant.cases.case import Case
from assistant.i18n import Language, language, languages
from assistant.knowledge import shipped_knowledge
from assistant.knowledge.model import REGION, TOPIC, UNKNOWN
from assistant.knowledge.word_lists import COMMANDS as ALL_COMMANDS
from assistant.lookup import Lookup, table
from assistant.plain import looking_up, talk
from assistant.plain.commands import DO
from assistant.plain.lines import Lines
from assistant.plain.pages import table_lines
from assistant.settings import PATH_VARIABLE, read_settings
from assistant.settings.preferences import Preferences
from assistant.typed.commands import shown
from assistant.words.wording import Wording
from tests.support.here import BARE, ROOT

SESSIONS: list[dict[str, Any]] = yaml.safe_load(
    (ROOT / "tests" / "plain" / "sessions.yaml").read_text(encoding="utf-8")
)
SEEN_ONLY = set("│─┌┐└┘├┤╭╮╰╯█▌\x1b\r\t")
"""What needs eyes, or moves a cursor."""


@pytest.fixture(autouse=True)
def own_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Files of this user: in a folder of the test."""
    monkeypatch.setenv(feedback.PATH_VARIABLE, str(tmp_path / "feedback.jsonl"))
    monkeypatch.setenv(PATH_VARIABLE, str(tmp_path / "settings.toml"))
    return tmp_path


class Heard(NamedTuple):
    """What a talk said, and its exit code."""

    text: str
    code: int


def held(adviser: Adviser, speaks: Language, lines: list[str], **how: Any) -> Heard:
    out = StringIO()
    code = talk(adviser, speaks, StringIO("".join(f"{line}\n" for line in lines)), out, **how)
    return Heard(out.getvalue(), code)


def typed(lines: list[str], adviser: Adviser, speaks: Language, folder: Path) -> list[str]:
    """The lines of a session as somebody types them in this language."""
    return [_typed(line, adviser, speaks, folder) for line in lines]


def _typed(line: str, adviser: Adviser, speaks: Language, folder: Path) -> str:
    knowledge = adviser.knowledge
    if line.startswith("word: "):
        return speaks.gettext(line.removeprefix("word: "))
    fact, equals, value = line.partition("=")
    if equals and fact in (*knowledge.questions, TOPIC):
        values = [known.id for known in knowledge.question_for(fact).values]
        return str(values.index(value) + 1)
    return line.replace("{folder}", str(folder))


def pieces(message: str, speaks: Language) -> list[str]:
    """The parts of a text of the code that stand between its places."""
    return [part.strip() for part in re.split(r"\{\w+\}", speaks.gettext(message)) if part.strip()]


# -- sessions as data ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("session", SESSIONS, ids=lambda session: session["name"])
def test_a_session(session: dict[str, Any], adviser: Adviser, each_language: Language, own_files: Path) -> None:
    folder = own_files / "saved"
    folder.mkdir()
    lines = typed(session["lines"], adviser, each_language, folder)
    if lines[-1].startswith("form: "):
        lines[-1] = offered(held(adviser, each_language, lines[:-1]).text, lines[-1].removeprefix("form: "))
    heard = held(adviser, each_language, lines)
    assert heard.code == 0
    assert not set(heard.text) & SEEN_ONLY
    for message in session.get("says", ()):
        for part in pieces(message, each_language):
            assert part in heard.text, message
    for text in session.get("hears", ()):
        assert text in heard.text
    for text in session.get("never", ()):
        assert text not in heard.text
    for message in session.get("unsaid", ()):
        assert each_language.gettext(message) not in heard.text
    for message, count in session.get("lines_with", {}).items():
        found = [line for line in heard.text.splitlines() if line.startswith(f"{each_language.gettext(message)}: ")]
        assert (len(found), len(set(found))) == (count, 1), message
    for message, before in session.get("right_before", {}).items():
        *_, told = heard.text.rpartition(pieces(message, each_language)[0])[0].strip().split("\n\n")
        assert told.startswith(f"{each_language.gettext(before)}: "), message
    if "saves" in session:
        assert sorted(path.suffix for path in folder.iterdir()) == session["saves"]
    else:
        assert not list(folder.iterdir())


def offered(text: str, name: str) -> str:
    """The number of the last thing offered with this name in its line."""
    numbers = [
        line.partition(".")[0] for line in text.splitlines() if name in line and line.partition(".")[0].isdigit()
    ]
    return numbers[-1]


@pytest.mark.parametrize("session", SESSIONS, ids=lambda session: session["name"])
def test_the_input_may_end_at_any_prompt(session: dict[str, Any], adviser: Adviser, own_files: Path) -> None:
    speaks = language("en")
    lines = typed(session["lines"], adviser, speaks, own_files)
    for length in range(len(lines)):
        heard = held(adviser, speaks, lines[:length])
        assert heard.code == 0


@pytest.mark.parametrize(
    ("lines", "file"),
    [
        (["region=vgr", "/report", "1"], "feedback.jsonl"),
        (["/settings", "1"], "settings.toml"),
        (["region=vgr", "/take", "4"], "saved"),
    ],
)
def test_what_the_end_of_the_input_cuts_off_is_not_done(
    lines: list[str], file: str, adviser: Adviser, own_files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (own_files / "saved").mkdir()
    monkeypatch.setattr("assistant.taking.default_folder", lambda: own_files / "saved")
    before = sorted(own_files.rglob("*"))
    preferences = Preferences.of_user(adviser.knowledge)
    held(adviser, language("sv"), typed(lines, adviser, language("sv"), own_files), preferences=preferences)
    assert sorted(own_files.rglob("*")) == before, file


# -- commands as words ---------------------------------------------------------------------------------------------------

WORDS = [
    phrase
    for by_language in shipped_knowledge().words.commands.values()
    for of in by_language.values()
    for phrase in of
]
OF_LOOKUP = [word for word, _ in looking_up.OF_LOOKUP]


def all_said(word: str) -> set[str]:
    return {language(code).gettext(word).casefold() for code in languages()} | {word}


def test_no_word_of_the_lookup_is_another_or_a_command() -> None:
    said = [text for word in OF_LOOKUP for text in all_said(word)]
    assert len(said) == len(set(said))
    assert not set(said) & set(WORDS)


def test_a_letter_is_no_command_at_any_prompt(adviser: Adviser) -> None:
    """Not at a question, not while something is looked up: it answers nothing, clears nothing and ends nothing."""
    letters = "abcdefghijklmnopqrstuvwxyzåäö"
    for begin in (["1", "3"], ["1", "/tolk"]):
        text = held(adviser, language("en"), [*begin, *letters, "", "/change", ""]).text
        assert "New patient." not in text and "The language is now" not in text
        assert "1. Region: Västra Götaland" in text.rsplit("Which answer?", 1)[-1]


def test_each_command_does_something_or_says_that_it_does_not(adviser: Adviser) -> None:
    """Whatever the word list holds, the talk goes on: nothing that one may type ends it but the words for that."""
    for name in ALL_COMMANDS:
        word = adviser.knowledge.words.commands[name]["en"][0]
        heard = held(adviser, language("en"), ["1", "3", f"/{word}", "", "/change", "", "x"])
        assert heard.code == 0 and len(heard.text.splitlines()) > 10
        listed = "Which answer?" in heard.text or "Vilket svar?" in heard.text
        assert listed == (name != "quit"), name


def test_the_help_gives_each_command_as_one_types_it(adviser: Adviser, each_language: Language) -> None:
    told = held(adviser, each_language, ["/help"]).text.splitlines()
    for name in DO:
        word = shown(adviser.knowledge.words, name, each_language.code)
        assert any(line.startswith(f"/{word}: ") for line in told), name
    told = held(adviser, each_language, ["/tolk", "/help"]).text.splitlines()
    for word in OF_LOOKUP:
        assert any(line.startswith(f"{each_language.gettext(word)}: ") for line in told)


# -- looking up ----------------------------------------------------------------------------------------------------------


def test_every_result_has_a_number_and_says_when_it_holds(adviser: Adviser) -> None:
    text = held(adviser, language("en"), ["1", "/fee medicines", "/more"]).text.rsplit("Look up:", 2)[-2]
    blocks = re.split(r"\n(?=\d+\. )", text)[1:]
    assert [int(block.partition(".")[0]) for block in blocks] == list(range(1, len(blocks) + 1))
    statements = [block for block in blocks if not re.match(r"\d+\. (Topic|Word): ", block)]
    assert len(statements) > 10
    for block in statements:
        assert "Applies if " in block or "Applies only if " in block or "Holds in every case." in block


def test_what_leads_to_another_authority_is_read_after_its_condition(adviser: Adviser) -> None:
    text = held(adviser, language("en"), ["2", "/migration agency", "/more", "/more"]).text
    leading = [block for block in re.split(r"\n(?=\d+\. )", text) if "010-485 89 37" in block]
    assert leading
    for block in leading:
        assert 0 < block.index("Applies only if") < block.index("010-485 89 37")
    found = text.split("Look up for: ", 1)[1]
    assert found.index("Important: ") < found.index("010-485 89 37")


def test_an_opened_page_gives_the_condition_first_as_well(adviser: Adviser) -> None:
    phone, shown = "010-485 89 37", 0
    for number in range(1, len(adviser.knowledge.contacts) + 1):
        opened = held(adviser, language("en"), ["2", "/contacts", str(number)]).text.rsplit("Look up:", 2)[-2]
        if phone in opened:
            shown += 1
            assert opened.index("Important: ") < opened.index("Applies only if") < opened.index(phone)
    assert shown
    text = held(adviser, language("en"), ["2", "/migration agency", "/more", "/more"]).text
    place = next(line.partition(".")[0] for line in leading_lines(text))
    opened = held(adviser, language("en"), ["2", "/migration agency", "/more", "/more", place]).text.rsplit(
        "Look up:", 2
    )[-2]
    assert opened.count("Applies only if") == 1
    before, after = opened.split("Applies only if")
    assert len(before.split("Important: ")[-1].strip().splitlines()) == 2, "nothing but the title stands before it"
    assert len(after.strip().splitlines()) > 2


def leading_lines(text: str) -> list[str]:
    """The first lines of the statements found that lead to another authority."""
    blocks = re.split(r"\n(?=\d+\. )", text)
    return [block for block in blocks if "Applies only if" in block and not re.match(r"\d+\. Contact: ", block)]


def test_for_all_patients_more_is_found_than_for_this_one(adviser: Adviser) -> None:
    text = held(adviser, language("en"), ["1", "3", "/dispensing", "all patients", "all patients"]).text
    mine, everybody, again = (part.split("Look up: words")[0] for part in text.split("Look up for: ")[1:])
    assert "Applies if Situation: Asylum seeker" in everybody
    assert "Asylum seeker" not in mine and mine == again


def test_digits_are_looked_up_where_nothing_has_a_number_yet(adviser: Adviser) -> None:
    assert "is none of the numbers" not in held(adviser, language("en"), ["/2013"]).text
    assert "“2013” is none of the numbers" in held(adviser, language("en"), ["/tolk", "2013"]).text


def test_a_line_is_said_without_what_a_terminal_obeys() -> None:
    out = StringIO()
    Lines(StringIO(), out).say("a\x1b[2J\u202eb\x00\nc\u00a0d")
    assert out.getvalue() == "a?[2J?b?\nc\u00a0d\n"


def test_what_is_not_shown_for_this_patient_is_counted(adviser: Adviser, each_language: Language) -> None:
    within = Case({REGION: "rjl", "status": UNKNOWN})
    found = Lookup(adviser, [language(code) for code in languages()]).find("migrationsverket", each_language, within)
    assert found.withheld > 1
    heard = held(adviser, each_language, ["2", "0", "0", "/migrationsverket"]).text
    assert (
        each_language.ngettext(
            "{number} result that leads to another authority is not shown: it is not certain for this patient.",
            "{number} results that lead to another authority are not shown: they are not certain for this patient.",
            found.withheld,
        )
        in heard
    )


@pytest.mark.parametrize("topic", ["visit_fee", "medicines", "entitlement", "travel", "dental"])
def test_a_table_in_lines_says_what_the_core_says(topic: str, adviser: Adviser, each_language: Language) -> None:
    wording, within = Wording(adviser.knowledge, each_language), Case({REGION: "vgr"})
    made = table(adviser, wording, topic, within)
    lines = table_lines(made, wording)
    assert sum(line.startswith(f"{made.corner}: ") for line in lines) == len({row.head for row in made.rows})
    told = iter(lines)
    every = each_language.gettext("All ages")
    for row in made.rows:
        label = row.whole or each_language.gettext("in every case")
        assert next(line for line in told if line.strip() == label)
        cells = [
            next(told)
            for _ in {(cell.text if made.kind == "fee" or not cell.notes else "", cell.notes) for cell in row.cells}
        ]
        for age, cell in zip(made.column_values, row.cells, strict=True):
            same = [
                other
                for other, one in zip(made.column_values, row.cells, strict=True)
                if one.notes == cell.notes and (one.text == cell.text or (made.kind != "fee" and cell.notes))
            ]
            ages = ", ".join(wording.values(adviser.knowledge.questions["age_group"], same))
            line = next(line for line in cells if line.strip().startswith((f"{ages}: ", every)))
            assert age in same
            shown = line.partition(": ")[2]
            assert all(re.search(rf"\b{number}\b", shown) for number in cell.notes)
            assert made.kind != "fee" or cell.text in shown


def test_every_page_can_be_opened_in_every_region(adviser: Adviser, each_language: Language) -> None:
    pages = len(adviser.knowledge.topics) + 1
    for region in ("1", "2", "3"):
        opened = [line for number in range(1, pages + 1) for line in (str(number), "/back")]
        text = held(adviser, each_language, [region, "/find", *opened, str(pages + 1)]).text
        assert text.count(f"\n{each_language.gettext('Topic')}: ") >= pages - 1
        refused = each_language.gettext("“{word}” is none of the numbers.", word=str(pages + 1))
        assert (
            text.count(refused) == 1 and each_language.gettext("“{word}” is none of the numbers.", word="1") not in text
        )


def test_a_case_that_is_started_has_what_was_looked_up(adviser: Adviser) -> None:
    text = held(adviser, language("en"), ["1", "/interpreter", "1", "start a case", "/change", ""]).text
    promised = text.split("starts one with this: ")[1].splitlines()[0]
    listed = text.rsplit("Which answer?", 1)[-1]
    for part in promised.split("; "):
        assert part in listed


# -- taking along --------------------------------------------------------------------------------------------------------


def test_what_is_taken_along_holds_no_exact_age(adviser: Adviser, own_files: Path) -> None:
    case = ["region=vgr", "status=undocumented", "topic=medicines", "43"]
    take = ["/take", "1", *(word for number in "3456" for word in ("/take", number, str(own_files)))]
    speaks = language("en")
    text = held(adviser, speaks, typed([*case, *take], adviser, speaks, own_files)).text
    copied = text.split("Text to copy")[1].split("Here the text ends.")[0]
    saved = [path for path in own_files.iterdir() if path.name.startswith("vardlots-")]
    assert {path.suffix for path in saved} == {".txt", ".md", ".html", ".json"}
    for content in (copied, *(path.read_text(encoding="utf-8") for path in saved)):
        assert "SEK" in content and not re.search(r"\b43\b", content)


def test_without_a_home_the_present_folder_is_offered(adviser: Adviser, monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr("assistant.taking.default_folder", nobody)
    assert "In which folder? Enter for .:" in held(adviser, language("en"), ["1", "/take", "4"]).text


def test_a_folder_that_cannot_be_written_to_is_said(adviser: Adviser, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("assistant.taking.save", full)
    text = held(adviser, language("en"), ["1", "/take", "4", "/"]).text
    assert "Nothing was saved: No space left on device (/)." in text and "Saved:" not in text


# -- settings ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def set_up(adviser: Adviser, own_files: Path) -> Callable[..., Heard]:
    """Hold a talk with the file of the settings, which a `text` may have been written to before."""

    def hold(*lines: str, text: str | None = None, remembers: bool = False, code: str = "en") -> Heard:
        path = own_files / "settings.toml"
        if text is not None:
            path.write_text(text, encoding="utf-8")
        preferences = Preferences(adviser.knowledge, path)
        return held(adviser, language(code), [*lines], preferences=preferences, remembers=remembers)

    return hold


def kept(adviser: Adviser, folder: Path) -> Any:
    return read_settings(folder / "settings.toml", adviser.knowledge)


def test_each_setting_is_changed_and_kept(set_up: Callable[..., Heard], adviser: Adviser, own_files: Path) -> None:
    topics = [topic.id for topic in adviser.knowledge.topic_question.values]
    codes = languages()
    set_up(
        "/settings",
        "1",
        "2",
        "/settings",
        "2",
        str(codes.index("en") + 1),
        "/settings",
        "3",
        "3",
        "/settings",
        "4",
        "9",
        "/settings",
        "5",
        "4,1",
        "/settings",
        "6",
        "2",
    )
    found = kept(adviser, own_files)
    assert found.problems == ()
    assert found.settings == ("rjl", "en", "high_contrast", 9, (topics[3], topics[0]), [*adviser.knowledge.roles][1])
    set_up("/settings", "1", "0", "/settings", "2", "0", "/settings", "5", "0", "/settings", "6", "0")
    assert kept(adviser, own_files).settings == (None, None, "high_contrast", 9, (), None)


def test_settings_hold_when_the_talk_begins(set_up: Callable[..., Heard]) -> None:
    text = set_up("3", text='region = "rjl"\ntopics_first = ["interpreter"]\n').text
    assert "Region: Jönköping County. “/change” changes it for this patient." in text
    assert "Question: Which region" not in text
    assert "Question: What is it about?\n1. Interpreter\n" in text


def test_topics_first_hold_from_the_next_patient_on(set_up: Callable[..., Heard]) -> None:
    text = set_up("1", "3", "/settings", "5", "4", "/new", "3").text
    before, after = text.split("New patient.")
    assert "What is it about?\n1. Right to care" in before and "What is it about?\n1. Medicines" not in before
    assert "What is it about?\n1. Medicines\n2. Right to care" in after
    text = set_up("/new", "3", "/settings", "5", "0", "/new", "3").text
    assert "What is it about?\n1. Right to care" in text.rsplit("New patient.", 1)[-1]


def test_a_language_that_is_set_is_spoken_at_once(set_up: Callable[..., Heard]) -> None:
    text = set_up("1", "/settings", "2", str(languages().index("sv") + 1)).text
    assert "Fråga:" in text.rsplit("Språket är nu svenska.", 1)[-1]


@pytest.mark.parametrize("broken", ['region = "nowhere"\n', "region = \n", "\x00"])
def test_a_broken_file_is_said_and_left_as_it_is(broken: str, set_up: Callable[..., Heard], own_files: Path) -> None:
    text = set_up("/settings", "1", "2", "3", "/new", text=broken).text
    assert "settings.toml" in text.split("Question:")[0], "it is said before anything is asked"
    assert "The settings were not saved." in text and "What is changed here holds until you quit." in text
    assert "Region: Jönköping County" in text.split("New patient.")[1], "it holds all the same"
    assert (own_files / "settings.toml").read_text(encoding="utf-8") == broken


def test_region_and_language_are_remembered_where_somebody_sits(
    set_up: Callable[..., Heard], adviser: Adviser, own_files: Path
) -> None:
    text = set_up("1", "3", "/language", remembers=True, code="en").text
    assert text.count("The region is remembered for the next time. “/settings” changes that.") == 1
    assert kept(adviser, own_files).settings[:2] == ("vgr", "sv")
    set_up("/change", "1", "2", "1", remembers=True)
    assert kept(adviser, own_files).settings.region == "vgr", "another region for one patient is not remembered"


def test_in_a_pipe_nothing_is_remembered_by_itself(set_up: Callable[..., Heard], own_files: Path) -> None:
    set_up("1", "3", "/language", "/new")
    assert not (own_files / "settings.toml").exists()


# -- reports -------------------------------------------------------------------------------------------------------------


def test_a_report_names_the_rules_and_no_patient(adviser: Adviser, own_files: Path) -> None:
    speaks = language("sv")
    case = typed(["region=vgr", "status=undocumented", "topic=interpreter"], adviser, speaks, own_files)
    text = held(
        adviser, speaks, [*case, "/report", "2, 1", "fel för 19850709-9805", "/report", "0", "fel", "/report", "1", ""]
    ).text
    path = own_files / "feedback.jsonl"
    assert str(path) in text
    first, whole, wordless = feedback.read_entries(path).entries
    assert len(first.rules) == 2 and len(whole.rules) > 2 and wordless.rules == (first.rules[1],)
    assert (whole.words, wordless.words) == ("fel", "")
    assert "9805" not in path.read_text(encoding="utf-8") and "undocumented" not in first.words


@pytest.mark.parametrize("word", ["/quit", "avsluta", "exit"])
def test_who_quits_while_reporting_reports_nothing(adviser: Adviser, own_files: Path, word: str) -> None:
    assert held(adviser, language("sv"), ["1", "/report", "1", word, "x"]).code == 0
    assert not (own_files / "feedback.jsonl").exists()


def test_a_report_that_cannot_be_kept_says_so(
    adviser: Adviser, own_files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(feedback.PATH_VARIABLE, str(own_files))
    text = held(adviser, language("en"), ["1", "/report", "1", "wrong"]).text
    assert "Your words were not kept" in text and "Kept for the knowledge editor" not in text


# -- whatever is typed ---------------------------------------------------------------------------------------------------

TYPED = st.one_of(
    st.sampled_from([*"nbfawyetprolhqmskg", *(f"/{word}" for word in WORDS), *WORDS, *OF_LOOKUP]),
    st.integers(-1, 25).map(str),
    st.sampled_from(
        ["", "1,4", "0-17", "/tolk", "/ läkemedel", "papperslös 7 år tolk", "asylum seeker", "850709-9805", "²"]
    ),
    st.text(max_size=8),
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(TYPED, max_size=25), code=st.sampled_from(languages()))
@example(lines=["0", "0", ":R"], code="sv")
def test_whatever_is_typed_the_talk_goes_on_and_ends_well(
    lines: list[str], code: str, adviser: Adviser, own_files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.taking.default_folder", lambda: own_files)
    lines = [line.replace("\n", " ") for line in lines]
    heard = held(adviser, language(code), lines, preferences=Preferences.of_user(adviser.knowledge))
    assert heard.code == 0
    assert not set(heard.text) & SEEN_ONLY
    assert "9805" not in heard.text
    (own_files / "settings.toml").unlink(missing_ok=True)


# -- the real command ----------------------------------------------------------------------------------------------------

PLAIN = f"{sys.executable} -m assistant chat --plain --lang en"


def environment(folder: Path) -> dict[str, str]:
    """A user of whom nothing is known, with a home in the folder of the test."""
    return {**BARE, "HOME": str(folder)}


def files(folder: Path) -> Iterator[str]:
    return (path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*")) if path.is_file())


def test_a_case_through_a_pipe_leaves_no_trace(own_files: Path) -> None:
    line = f"printf '1\\n3\\n/tolk\\n1\\n\\n5\\n/answer\\n/new\\n/quit\\n' | {PLAIN}"
    done = subprocess.run(["bash", "-c", line], capture_output=True, cwd=ROOT, env=environment(own_files), check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    text = done.stdout.decode()
    assert "V27" in text and "New patient." in text and not set(text) & SEEN_ONLY
    assert list(files(own_files)) == []


def test_a_talk_in_numbers_loads_nothing_heavy(own_files: Path) -> None:
    code = "import sys; from assistant.cli import main; main(['--plain']); print(sorted(sys.modules), file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", code], input="1\n3\n/help\n", capture_output=True, text=True, cwd=ROOT, check=False,
        env=environment(own_files),
    )  # fmt: skip
    loaded = {name.split(".")[0] for name in ast.literal_eval(done.stderr.splitlines()[-1])}
    assert not loaded & {"textual", "rich", "rapidfuzz", "Stemmer", "platformdirs", "tomlkit", "fsrs"}


def test_in_a_pipe_the_settings_are_read_and_not_written(own_files: Path) -> None:
    path = own_files / "desk.toml"
    path.write_text('region = "rjl"\nlanguage = "sv"\n', encoding="utf-8")
    before = path.read_bytes()
    for words, expected in (
        (PLAIN, "Region: Jönköping County."),
        (PLAIN.replace(" --lang en", ""), "Region: Region Jönköping"),
    ):
        done = subprocess.run(
            ["bash", "-c", f"printf 'l\\ne\\n1\\n1\\n1\\n' | {words}"],
            capture_output=True, text=True, cwd=ROOT, env={**environment(own_files), PATH_VARIABLE: str(path)}, check=False,
        )  # fmt: skip
        assert done.returncode == 0 and expected.split()[1] in done.stdout
    assert path.read_bytes() == before and list(files(own_files)) == ["desk.toml"]


def test_in_a_terminal_the_region_is_remembered_and_nothing_moves_the_cursor(own_files: Path) -> None:
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        PLAIN.split(), stdin=theirs, stdout=theirs, stderr=theirs, cwd=ROOT, start_new_session=True,
        env={**environment(own_files), "TERM": "xterm-256color"},
    )  # fmt: skip
    os.close(theirs)
    seen = b""
    until = time.monotonic() + 60
    try:
        for awaited, line in ((b"Which region", b"1\n"), (b"situation?", b"/quit\n"), (b"", b"")):
            while time.monotonic() < until and (not awaited or awaited not in seen):
                if not select.select([ours], [], [], 1)[0]:
                    continue
                try:
                    seen += os.read(ours, 65536)
                except OSError:  # the terminal is closed: it has ended
                    break
            if line:
                os.write(ours, line)
        assert process.wait(10) == 0
    finally:
        process.kill()
        process.wait()
        os.close(ours)
    assert b"\x1b" not in seen
    assert list(files(own_files)) == [".config/vardlots/settings.toml"]
    assert 'region = "vgr"' in (own_files / ".config/vardlots/settings.toml").read_text(encoding="utf-8")
