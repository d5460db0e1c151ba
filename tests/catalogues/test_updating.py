"""Bringing catalogues up to date: nothing changes where nothing changed, and what is known is not asked for again."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

from assistant.audit.alike import unlike_texts
from assistant.catalogues.checking import problems, shares, whole
from assistant.catalogues.files import CatalogueError, CatalogueFile, as_text, catalogue_files, read
from assistant.catalogues.messages import by_key, strings_of
from assistant.catalogues.updating import compile_all, update
from assistant.i18n import CODE_DOMAIN, KNOWLEDGE_DOMAIN, SOURCE, language
from assistant.knowledge import Knowledge
from assistant.knowledge.texts import texts
from tests.support.made_language import MadeLanguage


@pytest.fixture
def finnish(tmp_path: Path, knowledge: Knowledge) -> MadeLanguage:
    made = MadeLanguage(tmp_path, "fi", knowledge)
    made.translate(KNOWLEDGE_DOMAIN, lambda key, text: f"fi {text}")
    return made


def test_running_it_twice_changes_nothing_and_so_does_the_order_of_an_older_file(
    finnish: MadeLanguage, knowledge: Knowledge
) -> None:
    list(update(finnish.locales, knowledge))
    before = {file.name: file.path.read_bytes() for file in catalogue_files(finnish.locales)}
    assert [done.changed for done in update(finnish.locales, knowledge)] == [False] * len(before)
    path = finnish.file(KNOWLEDGE_DOMAIN).path
    head, *entries = path.read_text(encoding="utf-8").split("\n\n")
    noisy = head.replace(
        '\n"Language', '\n"POT-Creation-Date: 2020-01-01 00:00+0000\\n"\n"Generated-By: Babel 9\\n"\n"Language'
    )
    path.write_text("\n\n".join([noisy, *reversed(entries)]).replace("\n\n\n", "\n\n"), encoding="utf-8")
    assert [done.file.name for done in update(finnish.locales, knowledge) if done.changed] == ["fi/knowledge"]
    assert {file.name: file.path.read_bytes() for file in catalogue_files(finnish.locales)} == before


def test_a_text_under_a_new_id_is_translated_as_it_was_under_another(
    finnish: MadeLanguage, knowledge: Knowledge
) -> None:
    file = finnish.file(KNOWLEDGE_DOMAIN)
    first = next(key for key in by_key(read(file)) if str(key[0]).startswith("rule."))
    text = file.path.read_text(encoding="utf-8")
    file.path.write_text(text.replace(f'msgctxt "{first[0]}"', 'msgctxt "rule.of.long.ago"'), encoding="utf-8")
    done = next(done for done in update(finnish.locales, knowledge) if done.file == file)
    assert (done.new, done.known, done.gone) == (1, 1, 1)
    assert strings_of(by_key(read(file))[first]) == (f"fi {first[1]}",)


def test_a_text_that_is_translated_in_two_ways_is_asked_for(finnish: MadeLanguage, knowledge: Knowledge) -> None:
    file = finnish.file(KNOWLEDGE_DOMAIN)
    by_text: dict[object, list[str]] = {}
    for context, text in by_key(read(file)):
        by_text.setdefault(text, []).append(str(context))
    one, two, *_ = next(contexts for contexts in by_text.values() if len(contexts) >= 3)
    finnish.translate(KNOWLEDGE_DOMAIN, lambda key, text: None if key[0] == two else f"{key[0] == one} {text}")
    written = file.path.read_text(encoding="utf-8")
    entry = next(entry for entry in written.split("\n\n") if f'msgctxt "{two}"\n' in entry)
    file.path.write_text(written.replace(f"{entry}\n", ""), encoding="utf-8")
    done = next(done for done in update(finnish.locales, knowledge) if done.file == file)
    assert (done.new, done.known) == (1, 0)


def test_what_is_marked_to_be_looked_at_is_kept_and_not_shown(finnish: MadeLanguage, knowledge: Knowledge) -> None:
    file = finnish.file(KNOWLEDGE_DOMAIN)
    first, before = (
        next(iter(by_key(read(file)))),
        len([True for message in by_key(read(file)).values() if strings_of(message)]),
    )
    text = file.path.read_text(encoding="utf-8")
    file.path.write_text(
        text.replace(f'\nmsgctxt "{first[0]}"', f'\n# Is this right?\n#, fuzzy\nmsgctxt "{first[0]}"'), encoding="utf-8"
    )
    list(update(finnish.locales, knowledge))
    after = file.path.read_text(encoding="utf-8")
    assert f'# Is this right?\n#, fuzzy\nmsgctxt "{first[0]}"' in after and f'msgstr "fi {first[1]}"' in after
    assert whole(shares(finnish.locales, knowledge)["fi"]).done == before - 1


def test_a_translation_that_says_another_number_is_told_by_check(finnish: MadeLanguage, knowledge: Knowledge) -> None:
    finnish.translate_all(lambda key, text: text.replace("20", "21"))
    told = [problem.text(SOURCE) for problem in unlike_texts(knowledge, [language("fi", finnish.locales)])]
    assert len(told) == sum("20" in text for _, text, _ in texts(knowledge)) > 0
    assert all("say the same in every language (fi): " in line for line in told)


def test_the_share_is_told_by_topic(finnish: MadeLanguage, knowledge: Knowledge) -> None:
    finnish.file(KNOWLEDGE_DOMAIN).path.unlink()
    rules = {
        f"rule.{rule.id}" for rule in knowledge.rules.values() if rule.statement and rule.statement.topic == "dental"
    }
    finnish.translate(KNOWLEDGE_DOMAIN, lambda key, text: text if key[0] in rules else None)
    topics = shares(finnish.locales, knowledge)["fi"]
    assert {topic: share.done for topic, share in topics.items() if share.done} == {"dental": len(rules)}
    assert set(knowledge.topics) <= topics.keys() and sum(share.of for share in topics.values()) > 700
    assert "not translated" not in "".join(problems(finnish.locales, knowledge)), (
        "a language that is begun is no mistake"
    )


def test_a_catalogue_that_cannot_be_read_is_named_with_its_line_and_none_is_changed(
    finnish: MadeLanguage, knowledge: Knowledge
) -> None:
    path = finnish.file(KNOWLEDGE_DOMAIN).path
    before = {file.path: file.path.read_bytes() for file in catalogue_files(finnish.locales)}
    for broken in (b'msgid "a"\nmsgstring "b"\n', b'msgid "\xff"\nmsgstr ""\n', b"<<<<<<< HEAD\n"):
        path.write_bytes(broken)
        with pytest.raises(CatalogueError) as raised:
            list(update(finnish.locales, knowledge))
        assert str(path) in str(raised.value)
    path.write_bytes(before[path])
    assert {file.path: file.path.read_bytes() for file in catalogue_files(finnish.locales)} == before


def test_a_lost_placeholder_and_an_amount_that_cannot_be_followed_are_found_and_never_compiled(
    finnish: MadeLanguage, knowledge: Knowledge
) -> None:
    finnish.translate(CODE_DOMAIN, lambda key, text: text.replace("{number}", "n") if "{number}" in text else text)
    assert any(
        "placeholders differ in '{number} mistake.'" in problem for problem in problems(finnish.locales, knowledge)
    )
    with pytest.raises(CatalogueError):
        compile_all(finnish.locales)
    finnish.file(CODE_DOMAIN).path.unlink()
    finnish.translate(CODE_DOMAIN, lambda key, text: "money" if text == "SEK 1,234.50" else text)
    assert any("no amount" in problem for problem in problems(finnish.locales, knowledge))


PO = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")) | st.sampled_from('\n\t"\\'), min_size=1, max_size=400
)


@given(PO, PO)
def test_whatever_is_written_is_read_again(text: str, string: str) -> None:
    from io import BytesIO

    from babel.messages.catalog import Catalog

    file = CatalogueFile("fi", KNOWLEDGE_DOMAIN, Path("fi.po"))
    catalogue = Catalog(locale="fi")
    catalogue.add(text, string, context="rule.a")
    again = read_po(BytesIO(as_text(file, catalogue).encode()), locale="fi")
    assert {key: message.string for key, message in by_key(again).items()} == {("rule.a", text): string}
    assert (
        all(len(line) <= 140 or " " not in line for line in as_text(file, catalogue).splitlines()[:-1])
        or "\\" in text + string
    )
