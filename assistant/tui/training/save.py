"""Saving a file of the learner's own: the certificate, or all that is kept about them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import NamedTuple

from assistant.tui.dialogs.saving import Offer, SaveDialog


class Saving(NamedTuple):
    """Something that can be saved: what it is called (marked for translation), how its file's name ends, and its text."""

    label: str
    ending: str
    text: Callable[[], str]


class SaveAs(SaveDialog):
    """Offers to save these."""

    def __init__(
        self, title: str, savings: tuple[Saving, ...], folder: str, now: Callable[[], datetime] = datetime.now
    ) -> None:
        super().__init__(title, folder, now)
        self.savings = savings

    def offers(self) -> list[Offer]:
        gettext = self.app.language.gettext
        return [
            Offer(str(number), gettext(saving.label), "", partial(self._save, saving))
            for number, saving in enumerate(self.savings, 1)
        ]

    def _save(self, saving: Saving) -> None:
        self.save(saving.text(), saving.ending)
