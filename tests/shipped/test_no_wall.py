"""Beside the question of the region the card leads with the answer: what may hold in one region or another is no wall below it."""

from collections.abc import Iterable

import pytest

from assistant.answer import Adviser
from assistant.cases.case import case_from_words
from assistant.i18n import language
from assistant.knowledge.model import REGION
from assistant.tui.chat.blocks import CardBlocks
from assistant.tui.chat.card import FOLD, FOLDED
from assistant.words.card import Fold, card
from assistant.words.emphasis import Emphasis
from assistant.words.outline import POSSIBLE
from assistant.words.wording import Wording

ROWS, WIDTH = 33, 78


@pytest.mark.parametrize("code", ["sv", "en"])
@pytest.mark.parametrize("age", ["7", "40"])
def test_what_turns_on_the_region_stays_folded_where_it_is_long(adviser: Adviser, code: str, age: str) -> None:
    wording = Wording(adviser.knowledge, language(code))
    seen = []
    for topic in adviser.knowledge.topics:
        case = case_from_words(adviser.knowledge, ["status=asylum_seeker", f"age={age}", f"topic={topic}"])
        made = card(adviser.answer(case), wording, asking=True)
        blocks = CardBlocks(wording, Emphasis(wording), frozenset(), lambda _: None, ROWS, WIDTH).blocks(made)
        possible = [group for group in made.folds if group.kind == POSSIBLE]
        open_rows = sum(len(block.lines(WIDTH)) for block in blocks if block.about in _rules(possible))
        if any(REGION in item.said.depends_on for group in possible for item in group.items if item.said is not None):
            assert open_rows * 2 <= ROWS, topic
            folded = {block.about for block in blocks if block.lead.startswith(FOLDED)}
            seen += [group for group in possible if FOLD + group.name in folded]
    assert seen


def _rules(groups: Iterable[Fold]) -> set[str]:
    return {item.said.id for group in groups for item in group.items if item.said is not None}
