"""The named tuples that every start makes have annotations that are objects: typing compiles each one that is a text, which took 3 ms of an answer."""

from __future__ import annotations

from types import ModuleType
from typing import ForwardRef

import pytest

from assistant.answer import model as of_answers
from assistant.knowledge import conditions, training, word_lists
from assistant.knowledge import model as of_knowledge
from assistant.typed import model as of_lines


@pytest.mark.parametrize("module", [conditions, of_knowledge, training, word_lists, of_answers, of_lines])
def test_only_what_is_named_before_it_is_made_is_a_text(module: ModuleType) -> None:
    kinds = [each for each in vars(module).values() if getattr(each, "__module__", "") == module.__name__]
    made = [kind for kind in kinds if isinstance(kind, type) and issubclass(kind, tuple)]
    texts = {annotation.__forward_arg__ for kind in made for annotation in kind.__annotations__.values() if isinstance(annotation, ForwardRef)}  # fmt: skip
    assert made and len(texts) <= 2  # a condition is made of conditions
