"""A changed setting takes effect at once: on the language, the colours, the idle time, the region and the order of the topics."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from copy import copy
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from assistant.i18n import preferred_language
from assistant.knowledge.model import REGION
from assistant.settings.schema import Value
from assistant.tui.themes import BY_SETTING

if TYPE_CHECKING:
    from assistant.answer import Adviser
    from assistant.tui.app import VardlotsApp


def apply(app: VardlotsApp, id: str, value: Value) -> None:
    """Put a setting into force, by its id. A setting without an effect of its own here is read where it is used."""
    effect = _EFFECTS.get(id)
    if effect is not None:
        effect(app, value)


def offering(adviser: Adviser, topics: Iterable[str]) -> Adviser:
    """The same adviser with these topics offered first. What it has computed is kept: the order of the topics bears on no rule."""
    later = copy(adviser)
    # The order of the knowledge for all others, also where some were put first before.
    later.knowledge = adviser.knowledge.with_topics_first((*topics, *adviser.knowledge.topics))
    return later


def _language(app: VardlotsApp, code: Any) -> None:
    app.speak(code or preferred_language(dict(os.environ)))


def _theme(app: VardlotsApp, word: Any) -> None:
    app.theme = BY_SETTING[word]


def _idle(app: VardlotsApp, minutes: Any) -> None:
    app.idle.seconds = minutes * 60
    app.idle.touch()


def _region(app: VardlotsApp, region: Any) -> None:
    """For the present patient only if the region is not answered; for the next in any case."""
    chat = app.chat
    talk = chat.conversation
    if region is None or REGION in talk.case.answers:
        return
    question = talk.adviser.knowledge.questions[REGION]
    chat.go(replace(talk.told(talk.case.with_answer(question, region)), previous=talk.previous))


def _topics_first(app: VardlotsApp, topics: Any) -> None:
    app.adviser = offering(app.adviser, topics)
    chat = app.chat
    chat.go(replace(chat.conversation, adviser=app.adviser))


_EFFECTS: Mapping[str, Callable[[VardlotsApp, Any], None]] = {
    "language": _language,
    "theme": _theme,
    "idle_minutes": _idle,
    "region": _region,
    "topics_first": _topics_first,
}
