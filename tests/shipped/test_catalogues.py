"""The catalogues: every text of the code and of the knowledge is translated, nothing stale is left, no placeholder is lost."""

from __future__ import annotations

import ast
import re
import shutil
from pathlib import Path

from assistant.catalogues.files import as_text, catalogue_files, read
from assistant.catalogues.messages import code_messages, messages
from assistant.catalogues.updating import up_to_date
from assistant.i18n import Language, language, languages, preferred_language
from assistant.knowledge import Knowledge
from assistant.knowledge.texts import texts
from assistant.records import replace
from tests.support.here import ROOT
from tests.support.sweep import sweep
from tools.catalogues import problems


def test_every_text_is_translated_and_none_is_stale() -> None:
    assert problems() == []


def test_bringing_them_up_to_date_leaves_a_clean_clone_as_it_is(knowledge: Knowledge) -> None:
    """Else whoever changes one text hands in a file of others' line breaks with it."""
    for file in catalogue_files(ROOT / "locales"):
        made = up_to_date(file, read(file), messages(file.domain, knowledge))
        assert as_text(file, made).encode() == file.path.read_bytes(), file.name


def test_the_code_has_texts_at_all() -> None:
    assert len(set(code_messages())) > 100


def test_every_text_of_the_knowledge_is_found_under_its_context(knowledge: Knowledge, each_language: Language) -> None:
    missing = [context for context, source, _ in texts(knowledge) if not each_language.has_knowledge(context, source)]
    assert missing == []


def asked_for(call: ast.Call) -> str | None:
    """What the context of a text may be that the code asks for, as an expression: the parts filled in may be anything."""
    context = (
        call.args[0] if isinstance(call.func, ast.Attribute) and call.func.attr == "knowledge" and call.args else None
    )
    if not isinstance(context, ast.JoinedStr):
        return None
    parts = (re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".+" for part in context.values)
    return "".join(parts)


def test_every_context_that_the_code_asks_for_is_one_of_a_text(knowledge: Knowledge) -> None:
    """A wrong one would be told in Swedish in every language, and nobody would be told."""
    contacts = {id: contact._replace(hours="9-16") for id, contact in knowledge.contacts.items()}  # none has any today
    known = "\n".join(context for context, *_ in texts(replace(knowledge, contacts=contacts)))
    calls = [
        (path.relative_to(ROOT).as_posix(), asked)
        for path in sorted((ROOT / "assistant").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and (asked := asked_for(node))
    ]
    assert len(calls) > 40
    assert [call for call in calls if not re.search(rf"^{call[1]}$", known, re.MULTILINE)] == []


def test_english_has_one_word_for_using_the_telephone() -> None:
    """Who reads "ring" in one line and "call" in the next looks for a difference. (A telephone rings.)"""
    file = next(file for file in catalogue_files(ROOT / "locales") if file.code == "en" and file.domain == "knowledge")
    said = [str(message.string) for message in read(file)]
    other = re.compile(r"\b([Rr]ing|[Rr]ang|(?<!telephone )rings)\b")
    assert any(re.search(r"\b[Cc]all\b", text) for text in said)
    assert [text for text in said if other.search(text)] == []


def test_an_empty_text_stays_empty() -> None:
    assert language("sv").gettext("") == ""
    assert language("en").knowledge("rule.none", "") == ""


def test_the_environment_chooses_the_language_and_swedish_is_the_default() -> None:
    assert preferred_language({"LANG": "en_GB.UTF-8"}) == "en"
    assert preferred_language({"LANG": "en_GB.UTF-8", "LC_ALL": "sv_SE.UTF-8"}) == "sv"
    assert preferred_language({"LANG": "C"}) == preferred_language({}) == preferred_language({"LANG": "fi_FI"}) == "sv"


def test_a_third_language_is_a_folder(tmp_path: Path, knowledge: Knowledge) -> None:
    shutil.copytree(ROOT / "locales", tmp_path, dirs_exist_ok=True)
    finnish = tmp_path / "fi" / "LC_MESSAGES"
    finnish.mkdir(parents=True)
    shutil.copy(tmp_path / "sv" / "LC_MESSAGES" / "vardlots.po", finnish)
    languages.cache_clear()
    try:
        assert languages(tmp_path) == ("sv", "en"), "half a language is none"
        shutil.copy(tmp_path / "en" / "LC_MESSAGES" / "knowledge.po", finnish)
        languages.cache_clear()
        assert languages(tmp_path) == ("sv", "en", "fi")
        found = language("fi", tmp_path)
        assert found.gettext("Sources") == language("sv").gettext("Sources")
        assert found.name == "suomi"
        assert all(found.has_knowledge(context, source) for context, source, _ in texts(knowledge))
    finally:
        languages.cache_clear()


def test_texts_are_said_by_a_name_under_which_they_are_found() -> None:
    """What collects the texts knows `gettext`, `ngettext` and `N_` only: under another name a text would stay English."""
    sweep(((str(path), path) for path in sorted((ROOT / "assistant").rglob("*.py"))), names_are_kept)


def names_are_kept(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Assign):
            pairs = zip(
                node.targets[0].elts if isinstance(node.targets[0], ast.Tuple) else node.targets,
                node.value.elts if isinstance(node.value, ast.Tuple) else [node.value],
                strict=False,
            )
            for target, value in pairs:
                if isinstance(value, ast.Attribute) and value.attr in ("gettext", "ngettext"):
                    # `self.gettext(…)` is found like `gettext(…)`: what collects looks at the last name.
                    assert ast.unparse(target).removeprefix("self.") == value.attr, ast.unparse(node)


def formed_texts(tree: ast.AST) -> list[str]:
    """The texts that are asked for inside an f-string. With Python 3.11 the catalogues do not see them there; with later ones they do, so
    that they stand in another order."""
    return [
        str(call.args[0].value)
        for formed in ast.walk(tree)
        if isinstance(formed, ast.JoinedStr)
        for call in ast.walk(formed)
        if isinstance(call, ast.Call) and ast.unparse(call.func).split(".")[-1] in {"gettext", "ngettext"}
        if call.args and isinstance(call.args[0], ast.Constant)
    ]


def test_no_text_is_asked_for_where_the_catalogues_do_not_see_it() -> None:
    assert formed_texts(ast.parse("f\"{speaks.gettext('Before')}\"")) == ["Before"]
    trees = (ast.parse(path.read_text("utf-8")) for path in (ROOT / "assistant").rglob("*.py"))
    assert [text for tree in trees for text in formed_texts(tree)] == []
