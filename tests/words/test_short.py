"""An answer in short: what may hold in one line each, others' steps in a line each, forms by their headings, and nothing lost without a word."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.answer import Adviser, Answer
from assistant.i18n import language
from assistant.words.outline import OTHERS, POSSIBLE, Outline, outline
from assistant.words.short import BY_GROUP, FEW, shortened
from assistant.words.wording import Wording

Ask = Callable[[str], Answer]
HOW = "All of it: --all."
UNKNOWN = "region=vgr status=unknown topic=medicines"
HOME_CARE = "region=vgr status=undocumented age=30 topic=home_care"


def both(ask: Ask, adviser: Adviser, words: str, code: str = "en") -> tuple[Outline, Outline]:
    wording = Wording(adviser.knowledge, language(code))
    whole = outline(ask(words), wording)
    return whole, shortened(whole, wording, HOW)


@pytest.mark.parametrize("words", [UNKNOWN, HOME_CARE, "topic=medicines", "region=rjl topic=registration,visit_fee"])
def test_every_statement_is_told_or_counted(ask: Ask, adviser: Adviser, words: str) -> None:
    whole, short = both(ask, adviser, words)
    assert [section.name for section in short.sections] == [section.name for section in whole.sections]
    for long, brief in zip(whole.sections, short.sections, strict=True):
        if long.name == POSSIBLE:
            for (group, items), (same, told) in zip(long.groups, brief.groups, strict=True):
                assert group == same
                counted = sum(int(item.text.split()[0]) for item in told if item.said is None)
                assert counted + sum(item.said is not None for item in told) == len(items)
                assert sum(item.said is not None for item in told) <= max(BY_GROUP, FEW)
        elif long.name == OTHERS:
            assert [item.said for item in long.items] == [item.said for item in brief.items]


def test_what_is_certain_is_told_whole(ask: Ask, adviser: Adviser) -> None:
    whole, short = both(ask, adviser, UNKNOWN)
    for long, brief in zip(whole.sections, short.sections, strict=True):
        if long.name not in (POSSIBLE, OTHERS, "form", "open"):
            assert long == brief


def test_what_may_hold_still_says_on_what_it_turns(ask: Ask, adviser: Adviser) -> None:
    """Each line in doubt says on what it depends just as the whole statement does."""
    checked = 0
    for topic in adviser.knowledge.topics:
        for region in adviser.knowledge.regions:
            whole, short = both(ask, adviser, f"region={region} topic={topic}")
            notes = {
                each.said.id: each.notes for part in whole.sections for each in part.items if each.said is not None
            }
            for part in short.sections:
                for each in part.items if part.name == POSSIBLE else ():
                    if each.said is not None and not each.said.certain:
                        checked += 1
                        assert each.notes[:1] == notes[each.said.id][:1] or not each.notes
                        if not each.notes:
                            assert each.group
    assert checked > 10


def test_it_says_how_to_get_the_whole_only_where_something_is_short(ask: Ask, adviser: Adviser) -> None:
    _, short = both(ask, adviser, UNKNOWN)
    assert short.foot.startswith(HOW)
    whole, same = both(ask, adviser, "region=vgr status=undocumented age=30 topic=interpreter")
    assert whole == same


@pytest.mark.parametrize("words", [UNKNOWN, HOME_CARE])
def test_who_is_told_everything_is_told_it_here_too(ask: Ask, adviser: Adviser, words: str) -> None:
    """Every other role has it in short, so that this says something."""
    for id, role in adviser.knowledge.roles.items():
        wording = Wording(adviser.knowledge, language("en"), id)
        whole = outline(ask(words), wording)
        assert (shortened(whole, wording, HOW) == whole) == role.in_full, id


def test_it_is_much_shorter(ask: Ask, adviser: Adviser) -> None:
    def words(told: Outline) -> int:
        texts = (text for section in told.sections for item in section.items for text in (item.text, *item.notes))
        return sum(len(text.split()) for text in texts)

    whole, short = both(ask, adviser, UNKNOWN)
    assert words(short) < 0.65 * words(whole)


def test_statements_in_the_same_words_are_told_for_every_case(ask: Ask, adviser: Adviser) -> None:
    """What two rules say in the same words is one statement with the values of both, never with those of one."""
    for words in (
        "region=rjl topic=visit_fee",
        "topic=medicines",
        "region=vgr topic=entitlement",
        "region=vgr topic=dental",
    ):
        answer = ask(words)
        wording = Wording(adviser.knowledge, language("en"))
        told = [item for part in outline(answer, wording).sections if part.name == POSSIBLE for item in part.items]
        first = {
            item.text for part in outline(answer, wording).sections if part.name != POSSIBLE for item in part.items
        }
        for said in answer.possible:
            text = wording.rule_text(said.rule)
            alike = [item for item in told if item.text == text]
            if said.certain_if and text not in first:
                meant = [
                    wording.value(wording.knowledge.questions[said.depends_on[0]], value) for value in said.certain_if
                ]
                assert any(all(value in item.group for value in meant) for item in alike), (words, said.id)


def test_of_a_group_that_is_told_what_leads_there(ask: Ask, adviser: Adviser) -> None:
    """Whoever has a permit pays as residents (G06): the line on every topic, "ask your manager", does not stand in its place."""
    seen = 0
    for region in adviser.knowledge.regions:
        answer = ask(f"region={region} status=unknown age=34 topic=visit_fee visit=primary_doctor")
        _, short = both(ask, adviser, f"region={region} status=unknown age=34 topic=visit_fee visit=primary_doctor")
        branches = {value: branch for fork in answer.leads[0].forks for value, branch in fork.branches}
        leading = {rule.id for branch in branches.values() if branch is not None for rule in branch.rules}
        for section in short.sections:
            for item in section.items if section.name == POSSIBLE else ():
                if item.said is not None and item.said.certain_if and item.said.statement.lead:
                    there = [branch for value in item.said.certain_if if (branch := branches.get(value)) is not None]
                    ids = {rule.id for branch in there for rule in branch.rules}
                    assert item.said.id in ids or not ids & leading, (region, item.text)
                    seen += 1
    assert seen > 2
