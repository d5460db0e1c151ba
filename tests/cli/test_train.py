"""`vardlots train` and `vardlots tutor` as typed: lines in, lines out, both languages, and what happens when nothing can be saved."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from io import StringIO
from pathlib import Path

import pytest

from assistant import knowledge as reading
from assistant.answer import Adviser
from assistant.cli import main
from assistant.i18n import Language, language
from assistant.places import KNOWLEDGE_VARIABLE
from assistant.plain.lines import Lines
from assistant.plain.shift import at_the_desk
from assistant.plain.training import Training, drill
from assistant.train.contrasts import Contrasts
from assistant.train.courses import Courses
from assistant.train.items import Contrast
from assistant.train.keeper import Keeper
from assistant.train.problems import FULL, GOES_ON
from assistant.train.schedule import plan
from assistant.train.sound import Learner
from assistant.train.store import TrainingStore
from assistant.train.story import Teller
from assistant.words.wording import Wording
from tests.support.here import FIXED
from tests.support.training import COURSE, NOW, mastered, one_more

Vardlots = Callable[..., tuple[int, str, str]]


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "training.sqlite3"
    monkeypatch.setenv("VARDLOTS_TRAINING", str(path))
    return path


@pytest.fixture
def vardlots(path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Vardlots:
    """Run the command with these words, and `typed` on its input: exit code, output, errors."""

    def run(*words: str, typed: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", StringIO(typed))
        try:
            code = main(words)
        except SystemExit as end:
            code = int(str(end.code))
        out, err = capsys.readouterr()
        return code, out, err

    return run


def talk(adviser: Adviser, path: Path, speaks: Language, typed: str) -> str:
    """A drill on interpreters in Västra Götaland, in lines."""
    out = StringIO()
    assert drill(session(adviser, path, speaks, typed, out), ("interpreter",), 6) == 0
    return out.getvalue()


def session(adviser: Adviser, path: Path, speaks: Language, typed: str, out: StringIO) -> Training:
    """What Bo in Västra Götaland trains with."""
    keeper = Keeper(TrainingStore(path), Learner("Bo", "vgr"))
    return Training(adviser, Contrasts(adviser, "vgr"), speaks, keeper, Lines(StringIO(typed), out))


def keys(contrasts: tuple[Contrast, ...], count: int) -> list[str]:
    return [str(item.key + 1) for item in plan(contrasts, {}, NOW, count)]


# -- the drill -----------------------------------------------------------------------------------------------------------


def test_right_answers_are_said_to_be_right_and_saved(adviser: Adviser, path: Path, each_language: Language) -> None:
    typed = keys(Contrasts(adviser, "vgr").of("interpreter"), 6)
    text = talk(adviser, path, each_language, "\n".join(typed) + "\n")
    assert text.count(f"\n{each_language.gettext('Right.')}\n") == 6
    assert each_language.gettext("Right at the first answer: {right} of {asked}.", right=6, asked=6) in text
    records = TrainingStore(path).records("Bo")
    assert len(records) == 3 and all(record.sides == (True, True) for record in records.values())


def test_a_choice_is_taken_by_its_words_and_acute_words_raise_the_alarm(
    adviser: Adviser, path: Path, each_language: Language
) -> None:
    """The lines have the grammar of the app: what is acute comes first, the beginning of one choice alone takes it."""
    first = plan(Contrasts(adviser, "vgr").of("interpreter"), {}, NOW, 6)[0]
    right = Teller(Wording(adviser.knowledge, each_language)).choices(first)[first.key]
    acute = {"sv": "andas inte", "en": "not breathing"}[each_language.code]
    text = talk(adviser, path, each_language, f"{acute}\n{right}\nquit\n")
    assert each_language.gettext("GET CARE STAFF NOW") in text
    assert text.index(each_language.gettext("GET CARE STAFF NOW")) < text.index(each_language.gettext("Right.") + "\n")
    assert sum(record.answers for record in TrainingStore(path).records("Bo").values()) == 1


def test_each_answer_is_saved_at_once(adviser: Adviser, path: Path) -> None:
    talk(adviser, path, language("sv"), "1\n")
    assert sum(record.answers for record in TrainingStore(path).records("Bo").values()) == 1


def test_a_wrong_answer_gets_the_right_one_why_the_clause_and_what_would_change_it(
    adviser: Adviser, path: Path, each_language: Language
) -> None:
    first = plan(Contrasts(adviser, "vgr").of("interpreter"), {}, NOW, 6)[0]
    text = talk(adviser, path, each_language, f"{first.key % 2 + 1 if first.key else 2}\nquit\n")
    told = Teller(Wording(adviser.knowledge, each_language))
    assert each_language.gettext("Not right. The right answer: {text}", text=told.choices(first)[first.key]) in text
    for label in ("Because: {conditions}.", "Source: {text}", "Its neighbour: {text}", "Right there: {text}"):
        assert each_language.gettext(label).split("{")[0] in text


def test_letters_tell_more_change_the_language_and_end(adviser: Adviser, path: Path) -> None:
    first = plan(Contrasts(adviser, "vgr").of("interpreter"), {}, NOW, 6)[0]
    text = talk(adviser, path, language("sv"), f"more\n{first.key + 1}\nmore\nlanguage\n0\n99\nx\n\nquit\n1\n")
    swedish, english = language("sv"), language("en")
    assert swedish.gettext("There is no answer yet.") in text
    assert (
        swedish.gettext("How it follows") in text or swedish.gettext("There is no more to tell about this one.") in text
    )
    assert english.gettext("Question: {text}", text="")[:9] in text
    assert text.count(english.gettext("“{word}” is no answer to this question.", word="").split("”")[1]) == 3
    assert sum(record.answers for record in TrainingStore(path).records("Bo").values()) == 1


def test_lines_are_plain(adviser: Adviser, path: Path, each_language: Language) -> None:
    text = talk(adviser, path, each_language, "1\n2\nmore\n1\n2\n1\n2\n1\n2\n1\n")
    assert not re.search(r"[\u2500-\u257f\u2580-\u259f\x1b{}]", text)
    assert not re.search(r"\b[a-z]+\.(?:vgr|rjl|unknown)\.[a-z]+", text), "no ids"


def test_nothing_due_is_said(adviser: Adviser, path: Path) -> None:
    store = TrainingStore(path)
    for contrast in Contrasts(adviser, "vgr").of("interpreter"):
        record = mastered(contrast)
        later = record.memory._replace(due=record.memory.due.replace(year=2099))
        store.save("Bo", contrast.id, "2026-11-22", lambda _, record=record, later=later: record._replace(memory=later))  # type: ignore[misc]
    assert language("sv").gettext("Nothing is due now, and nothing is new. Come back another day.") in talk(
        adviser, path, language("sv"), ""
    )


def test_what_changed_is_called_new_since_you_last_trained(adviser: Adviser, path: Path) -> None:
    contrast = Contrasts(adviser, "vgr").of("interpreter")[0]
    record = mastered(contrast)._replace(print="as it was")
    TrainingStore(path).save("Bo", contrast.id, "2026-11-01", lambda _: record)
    text = talk(adviser, path, language("en"), "q\n")
    assert "New since you last trained:" in text


def test_a_full_disk_is_said_once_and_the_session_goes_on(
    adviser: Adviser, path: Path, monkeypatch: pytest.MonkeyPatch, each_language: Language
) -> None:
    connect = sqlite3.connect

    def connected(*words, **more):
        connection = connect(*words, **more)
        connection.execute("PRAGMA max_page_count = 1")
        return connection

    monkeypatch.setattr(sqlite3, "connect", connected)
    typed = keys(Contrasts(adviser, "vgr").of("interpreter"), 6)
    text = talk(adviser, path, each_language, "\n".join(typed) + "\n")
    said = f"{each_language.gettext(FULL, path=str(path))} {each_language.gettext(GOES_ON)}"
    assert text.count(said) == 1
    assert each_language.gettext("Right at the first answer: {right} of {asked}.", right=6, asked=6) in text


@pytest.mark.parametrize("content", [b"no database " * 200, b"SQLite format 3\x00" + b"\x00" * 500])
def test_a_damaged_file_does_not_keep_anybody_from_training(vardlots: Vardlots, path: Path, content: bytes) -> None:
    path.write_bytes(content)
    code, out, _ = vardlots("train", "--lang", "en", "--learner", "Bo", "--topic", "interpreter", typed="1\nquit\n")
    assert code == 0
    assert str(path) in out and "the progress is not saved" in out
    assert "Because: " in out or "applies" in out
    assert path.read_bytes() == content
    for words in (["--progress"], ["--export"], ["--delete", "--yes"], ["--certificate", "c.md"]):
        code, _, err = vardlots("train", "--lang", "en", "--learner", "Bo", *words)
        assert code == 1 and len(err.splitlines()) == 1 and str(path) in err
    assert path.read_bytes() == content


# -- as in the talk ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", [drill, at_the_desk])
def test_what_may_identify_somebody_is_not_said_back(adviser: Adviser, path: Path, mode: Callable[..., int]) -> None:
    out = StringIO()
    mode(session(adviser, path, language("sv"), "850709-9805\n\x1b[31mx\n", out), ("visit_fee",), 2)
    assert "9805" not in out.getvalue() and "\x1b" not in out.getvalue()
    assert "”••••••-••••” är inget svar på den här frågan." in out.getvalue()


@pytest.mark.parametrize("word", ["/quit", "quit", "avsluta", "exit"])
@pytest.mark.parametrize("mode", [drill, at_the_desk])
def test_every_word_for_it_ends_the_training(
    adviser: Adviser, path: Path, each_language: Language, mode: Callable[..., int], word: str
) -> None:
    out = StringIO()
    assert mode(session(adviser, path, each_language, f"{word}\n1\n", out), ("visit_fee",), 2) == 0
    assert word not in out.getvalue().splitlines()[-1]
    assert each_language.gettext("“{word}” is no answer to this question.", word=word) not in out.getvalue()
    assert not path.exists()


@pytest.mark.parametrize("word", ["/avsluta", "avsluta", "quit", "EXIT"])
def test_who_quits_at_the_name_is_no_learner(vardlots: Vardlots, path: Path, word: str) -> None:
    code, out, err = vardlots("train", "--lang", "sv", "--topic", "infection", typed=f"{word}\n1\n1\n")
    assert (code, err) == (0, "") and len(out.splitlines()) == 1
    assert not path.exists()


def test_a_region_that_is_none_of_the_numbers_is_asked_for_again(vardlots: Vardlots, path: Path) -> None:
    code, out, _ = vardlots("train", "--lang", "en", "--topic", "infection", typed="Kim\n9\n2\nquit\n")
    assert code == 0 and "“9” is none of the numbers." in out
    assert TrainingStore(path).learner("Kim") == Learner("Kim", "rjl")


# -- the rest of the command ---------------------------------------------------------------------------------------------


def test_a_learner_s_day(vardlots: Vardlots, path: Path, tmp_path: Path) -> None:
    code, out, _ = vardlots(
        "train", "--lang", "en", "--region", "vgr", "--topic", "interpreter", "--count", "4", typed="Bo\n1\n2\n"
    )
    assert code == 0 and "Your name or an alias" in out
    assert TrainingStore(path).learner("bo") == Learner("Bo", "vgr"), "name and region are remembered"
    code, out, _ = vardlots("train", "--lang", "en", "--progress")
    assert code == 0 and "Learner: Bo" in out and "Interpreter: 0 of" in out
    code, out, _ = vardlots("train", "--lang", "en", "--certificate", str(tmp_path / "c.html"))
    assert code == 1 and "no certificate yet" in out and not (tmp_path / "c.html").exists()
    code, out, _ = vardlots("train", "--export")
    exported = json.loads(out)
    assert code == 0 and exported["learner"] == "Bo" and exported["cards"]
    (tmp_path / "bo.json").write_text(out, encoding="utf-8")
    code, out, _ = vardlots("tutor", "--lang", "en", "--csv", str(tmp_path / "bo.json"))
    assert code == 0 and out.splitlines()[0].startswith("Learner,") and out.splitlines()[1].startswith("Bo,")
    assert vardlots("tutor", "--lang", "en", "--csv")[1] == out, "the learners on this computer are the same one"
    code, out, _ = vardlots("train", "--lang", "en", "--delete", typed="Kim\n")
    assert code == 1 and "Nothing was deleted" in out
    code, out, _ = vardlots("train", "--lang", "en", "--delete", typed="bo\n")
    assert code == 0 and TrainingStore(path).learners() == ()


def test_a_newcomer_is_asked_for_a_name_and_a_region(vardlots: Vardlots, path: Path) -> None:
    code, out, _ = vardlots("train", "--lang", "en", "--topic", "infection", typed="Kim\n2\n1\nquit\n")
    assert code == 0 and "2. Jönköping" in out
    assert TrainingStore(path).learner("Kim") == Learner("Kim", "rjl")
    code, _, _ = vardlots("train", "--region", "any", "--topic", "infection", typed="q\n")
    assert code == 0 and TrainingStore(path).learner("Kim") == Learner("Kim", None)


def test_the_certificate_is_written(vardlots: Vardlots, path: Path, tmp_path: Path, adviser: Adviser) -> None:
    today = Adviser(adviser.knowledge, date.today())
    store = TrainingStore(path)
    connection_saved = [mastered(contrast) for contrast in Contrasts(today, "other").of_all()]
    for record in connection_saved:
        store.save("Bo", record.card, "2026-11-22", lambda _, record=record: record)  # type: ignore[misc]
    store.choose_region("Bo", "other")
    code, _, _ = vardlots("train", "--certificate", str(tmp_path / "c.md"))
    assert code == 0
    assert (tmp_path / "c.md").read_text(encoding="utf-8").startswith("# ")
    (tmp_path / "c.md").write_text("mine")
    code, _, err = vardlots("train", "--lang", "en", "--certificate", str(tmp_path / "c.md"))
    assert code == 2 and "there is such a file already" in err
    assert (tmp_path / "c.md").read_text() == "mine"
    code, _, err = vardlots("train", "--lang", "en", "--certificate", str(tmp_path / "none" / "c.html"))
    assert code == 2 and "there is no such file or folder" in err


@pytest.mark.parametrize("words", [["train", "--progress"], ["train", "--delete", "--yes"], ["tutor"]])
def test_where_nothing_goes_on_nothing_is_said_to_go_on(vardlots: Vardlots, path: Path, words: list[str]) -> None:
    TrainingStore(path).choose_region("Bo", "vgr")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        code, out, err = vardlots(*words, "--lang", "en")
    assert code == 1 and not out
    assert "does not let go" in err and "goes on" not in err


def test_an_answer_is_saved_before_it_is_told(adviser: Adviser, path: Path) -> None:
    """Whoever is told that they were right finds it saved, whenever the program is killed."""
    out = StringIO()
    training = session(
        adviser, path, language("en"), "\n".join(keys(Contrasts(adviser, "vgr").of("interpreter"), 4)), out
    )
    saved: list[int] = []

    def keep(*words: object) -> None:
        saved.append(out.getvalue().count("Right.") + out.getvalue().count("Not right."))

    training.keep = keep  # type: ignore[method-assign,assignment]
    drill(training, ("interpreter",), 4)
    assert saved == list(range(len(saved))) and len(saved) == 4


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["train", "--topic", "dentl"], "dental"),
        (["train", "--region", "vg"], "vgr"),
        (["train", "--count", "0"], "1"),
        (["train", "--count", "two"], "two"),
        (["train", "--count", "0000001991"], "200"),
        (["train", "--learner", "quit"], "Use another name"),
        (["train", "--learner", "850101-1234"], "alias"),
        (["train", "--learner", "Bo", "--certificate", "c.docx"], "c.docx"),
        (["train", "--lerner", "Bo"], "--learner"),
        (["tutor", "no_such_file.json"], "no_such_file.json"),
        (["tutor", "--cvs"], "--csv"),
    ],
)
def test_a_wrong_word_is_one_line_that_helps(vardlots: Vardlots, path: Path, words: list[str], said: str) -> None:
    code, out, err = vardlots(*words, "--lang", "en")
    assert code == 2 and out == ""
    assert len(err.splitlines()) == 1 and said in err
    assert not path.exists()


@pytest.mark.parametrize(
    "content", ["", "{", "[]", "null", '{"format": "vardlots-training", "version": 9}', "[" * 90_000]
)
def test_a_file_that_is_no_export_is_one_line(vardlots: Vardlots, tmp_path: Path, content: str) -> None:
    (tmp_path / "x.json").write_text(content, encoding="utf-8")
    code, out, err = vardlots("tutor", str(tmp_path / "x.json"))
    assert code == 2 and out == "" and len(err.splitlines()) == 1


def test_nothing_saved_is_said(vardlots: Vardlots) -> None:
    for words in (["train", "--export"], ["train", "--delete"], ["tutor"], ["train", "--learner", "Bo", "--export"]):
        code, out, err = vardlots(*words)
        assert code == 1 and out == "" and len(err.splitlines()) == 1


def test_a_session_at_the_end_of_input_saves_nothing(vardlots: Vardlots, path: Path) -> None:
    code, _, _ = vardlots("train", "--learner", "Bo", "--topic", "infection")
    assert code == 0 and not path.exists()
    code, _, err = vardlots("train", "--progress")
    assert code == 1 and len(err.splitlines()) == 1, "there is nobody to show"


def test_several_learners_in_one_file(vardlots: Vardlots, path: Path) -> None:
    for name in ("Bo", "Åsa"):
        TrainingStore(path).save(name, "a/b/c", "2026-11-22", one_more)
    code, out, _ = vardlots("tutor", "--lang", "en")
    assert code == 0 and len(out.splitlines()) == 2 and "Åsa" in out


def test_every_item_can_be_read_with_what_none_asks(vardlots: Vardlots) -> None:
    code, out, _ = vardlots("train", "--lang", "en", "--items", "--region", "vgr", "--topic", "dental")
    assert code == 0
    blocks = re.split(r"\n(?=[A-Z])", out.partition("\n\n")[0])
    assert blocks and all(block.count("\n  * ") == 1 and block.count("\n  - ") >= 1 for block in blocks)
    assert "No item asks these" in out


# -- courses -------------------------------------------------------------------------------------------------------------


COURSE_FILE = """
id: one
order: 1
name: "Dag ett"
intro: "Det första."
cases:
"""


@pytest.fixture
def with_course(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """The fixed knowledge with a course of three cases; its folder."""
    folder = tmp_path / "knowledge"
    shutil.copytree(FIXED[KNOWLEDGE_VARIABLE], folder)
    (folder / "courses").mkdir()
    cases = "".join(f'  - {{id: {id}, case: "{told}", ask: {ask}}}\n' for id, told, ask in COURSE)
    (folder / "courses" / "one.yaml").write_text(COURSE_FILE + cases, encoding="utf-8")
    monkeypatch.setenv(KNOWLEDGE_VARIABLE, str(folder))
    reading.shipped_knowledge.cache_clear()
    yield folder
    reading.shipped_knowledge.cache_clear()


def course_keys(region: str | None = "vgr") -> list[int]:
    """The numbers of the right answers, in the order of the course."""
    courses = Courses(Adviser(reading.shipped_knowledge(), date.today()), region)
    return [item.key + 1 for item in courses.items(courses.all[0])]


def test_a_course_is_taken_what_was_missed_comes_back_and_the_certificate_is_written(
    vardlots: Vardlots, path: Path, tmp_path: Path, with_course: Path
) -> None:
    first, second, third = course_keys()
    wrong = 1 if first != 1 else 2
    typed = f"{wrong}\n{second}\nquit\n"
    code, out, _ = vardlots(
        "train", "--lang", "en", "--course", "one", "--learner", "Bo", "--region", "vgr", typed=typed
    )
    assert code == 0 and out.splitlines()[0].startswith("This is not the knowledge that came along, but that in /")
    assert out.splitlines()[1].startswith("You practise as Bo: the answers are kept under that name.")
    assert "Right at the first answer: 1 of 2." in out and "Dag ett: 1 of 3 cases right" in out
    page = tmp_path / "c.html"
    code, out, _ = vardlots("train", "--lang", "en", "--course", "--certificate", str(page))
    assert code == 1 and "no certificate yet" in out and not page.exists()
    code, out, _ = vardlots("train", "--lang", "en", "--course", typed=f"{wrong}\n{third}\n{first}\n")
    assert code == 0 and out.count("Once more:") == 1, "what was missed comes when all else is asked"
    missed, once_more = out.split("Once more:")
    assert "Its neighbour:" in missed and "What would change it:" in missed
    assert "Right." in once_more and "What would change it:" not in once_more, "the neighbour has been shown"
    assert "Dag ett: done, all 3 cases right" in out
    code, out, _ = vardlots("train", "--lang", "en", "--progress")
    assert out.splitlines()[:2] == ["Learner: Bo", "Dag ett: done, all 3 cases right"]
    code, _, _ = vardlots("train", "--lang", "sv", "--course", "--certificate", str(page))
    text = page.read_text(encoding="utf-8")
    assert code == 0 and "lang='sv'" in text and "Bo har gått kursen ”Dag ett”" in text
    assert set(TrainingStore(path).records("Bo")) == {f"course/one/{id}/{ask}" for id, _, ask in COURSE}


def test_a_course_that_is_done_can_be_taken_again(vardlots: Vardlots, path: Path, with_course: Path) -> None:
    typed = "".join(f"{key}\n" for key in course_keys())
    for _ in range(2):
        code, out, _ = vardlots("train", "--lang", "sv", "--course", "--learner", "Bo", "--region", "vgr", typed=typed)
        assert code == 0 and "Rätt på första svaret: 3 av 3." in out and "klar, alla 3 fall rätt" in out


def test_the_items_of_a_course_can_be_read(vardlots: Vardlots, with_course: Path) -> None:
    code, out, _ = vardlots("train", "--lang", "en", "--items", "--course", "--region", "vgr")
    assert code == 0 and out.count("\n  * ") == 3


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--course", "on"], "Did you mean one?"),
        (["--course", "one", "--topic", "dental"], "--topic"),
        (["--course", "one", "--guided"], "--guided"),
        (["--course", "one", "--count", "3"], "--count"),
    ],
)
def test_what_does_not_go_with_a_course_is_one_line(
    vardlots: Vardlots, path: Path, with_course: Path, words: list[str], said: str
) -> None:
    code, out, err = vardlots("train", *words, "--lang", "en")
    assert code == 2 and out == "" and said in err and len(err.splitlines()) == 1 and not path.exists()


def test_without_any_course_none_can_be_named(vardlots: Vardlots, path: Path) -> None:
    code, out, err = vardlots("train", "--course", "--lang", "en")
    assert code == 2 and out == "" and len(err.splitlines()) == 1


def test_check_tells_where_a_course_teaches_what_the_rules_do_not_say(vardlots: Vardlots, with_course: Path) -> None:
    assert vardlots("check", str(with_course))[0] == 0
    file = with_course / "courses" / "one.yaml"
    file.write_text(COURSE_FILE + '  - {id: a, case: "topic=dental", ask: act}\n', encoding="utf-8")
    code, _, err = vardlots("check", "--lang", "en", str(with_course))
    assert code == 1 and err.startswith(f"{with_course}/courses/one.yaml:7:19: No item can be made of this case")


# -- who practises ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", [[], ["--guided"]])
def test_who_it_is_kept_for_is_said_before_the_first_case(vardlots: Vardlots, path: Path, mode: list[str]) -> None:
    words = ("train", "--plain", *mode, "--topic", "interpreter")
    vardlots(*words, "--learner", "Bo", "--region", "vgr", typed="1\nquit\n")
    for speaks, said in (("sv", "Du övar som Bo"), ("en", "You practise as Bo")):
        code, out, _ = vardlots(*words, "--lang", speaks, typed="quit\n")
        first = language(speaks).gettext("Case: {text}", text="").strip()
        assert code == 0 and out.index(said) < out.index(first)


@pytest.mark.parametrize("word", ["q", "Q", " h ", "?", "1"])
def test_a_single_letter_is_no_name(vardlots: Vardlots, path: Path, word: str) -> None:
    code, _, err = vardlots("train", "--lang", "en", "--plain", "--region", "vgr", typed=f"{word}\n1\n")
    assert code == 2 and "A single letter is no name" in err and not path.exists()


def test_who_has_a_single_letter_already_can_go_on_and_delete_it(vardlots: Vardlots, path: Path) -> None:
    TrainingStore(path).save("q", "a/b/c", "2026-11-22", one_more)
    assert vardlots("train", "--learner", "Q", "--export")[0] == 0
    assert vardlots("train", "--learner", "q", "--delete", "--yes")[0] == 0
    assert TrainingStore(path).learners() == ()


# -- the tutor -----------------------------------------------------------------------------------------------------------


def test_the_tutor_has_a_table_in_a_terminal_and_a_page(
    vardlots: Vardlots, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("Bo", "Åsa"):
        TrainingStore(path).save(name, "a/b/c", "2026-11-22", one_more)
    code, lines, _ = vardlots("tutor", "--lang", "en")
    assert (
        code == 0
        and lines.startswith("Learner: ")
        and vardlots("tutor", "--lang", "en", "--format", "lines")[1] == lines
    )
    code, page, _ = vardlots("tutor", "--lang", "sv", "--format", "html")
    assert code == 0 and page.startswith("<!doctype html><html lang='sv'>") and page.count("Åsa") >= 2
    code, table, _ = vardlots("tutor", "--lang", "en", "--format", "table")
    assert code == 0 and table.splitlines()[0].startswith("Learner  Last trained")
    assert vardlots("tutor", "--format", "csv")[1] == vardlots("tutor", "--csv")[1]
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    assert vardlots("tutor", "--lang", "en")[1] == table
    code, _, err = vardlots("tutor", "--format", "pdf")
    assert code == 2 and "html" in err
