"""Texts as HTML: escaped, with what is looked for in them in bold, and each number and address of a contact as a link."""

from __future__ import annotations

import re
from functools import lru_cache

from markupsafe import Markup, escape

from assistant.texts import harmless
from assistant.words.emphasis import Emphasis
from assistant.words.wording import Wording


class Marker:
    """Makes HTML of texts in one language. What it makes of a text of the knowledge is kept."""

    def __init__(self, wording: Wording) -> None:
        self._emphasis = Emphasis(wording)
        contacts = wording.knowledge.contacts.values()
        self._links = {
            **{one.phone: f"tel:{_dialled(one.phone)}" for one in contacts if one.phone},
            **{one.email: f"mailto:{one.email}" for one in contacts if one.email},
        }
        self.marked = lru_cache(maxsize=4096)(self._marked)

    def _marked(self, text: str) -> Markup:
        text = harmless(text, " ")
        parts, end = [], 0
        for start, stop in self._emphasis.spans(text):
            parts += [escape(text[end:start]), self._strong(text[start:stop])]
            end = stop
        return Markup("").join([*parts, escape(text[end:])])

    def _strong(self, text: str) -> Markup:
        link = self._links.get(text)
        if link is not None:
            return Markup('<a href="{}">{}</a>').format(link, text)
        return Markup("<strong>{}</strong>").format(text)


def _dialled(phone: str) -> str:
    """A number as a telephone dials it."""
    return re.sub(r"[^\d+]", "", phone)
