"""A language made for the tests beside a copy of the fixed knowledge: its texts are marked, so that one sees which language speaks."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from babel.messages.catalog import Catalog

from assistant.catalogues.files import CatalogueFile, read, write
from assistant.catalogues.messages import MessageKey, by_key, messages
from assistant.catalogues.updating import up_to_date
from assistant.i18n import CODE_DOMAIN, KNOWLEDGE_DOMAIN
from assistant.knowledge import Knowledge
from assistant.places import KNOWLEDGE_VARIABLE, LOCALES_VARIABLE
from tests.support.here import BARE, FIXED


class MadeLanguage:
    """A language in the copy; `translate` says how, and None leaves a text out."""

    def __init__(self, folder: Path, code: str, knowledge: Knowledge) -> None:
        self.code, self._knowledge = code, knowledge
        shutil.copytree(FIXED[KNOWLEDGE_VARIABLE], folder / "knowledge", dirs_exist_ok=True)
        self.locales = Path(shutil.copytree(FIXED[LOCALES_VARIABLE], folder / "locales", dirs_exist_ok=True))
        self.environment = {
            **BARE,
            KNOWLEDGE_VARIABLE: str(folder / "knowledge"),
            LOCALES_VARIABLE: str(self.locales),
        }

    def file(self, domain: str) -> CatalogueFile:
        return CatalogueFile(self.code, domain, self.locales / self.code / "LC_MESSAGES" / f"{domain}.po")

    def translate(self, domain: str, how: Callable[[MessageKey, str], str | None]) -> None:
        file = self.file(domain)
        made: Catalog = up_to_date(file, read(file), messages(domain, self._knowledge))
        for key, message in by_key(made).items():
            texts = (key[1],) if isinstance(key[1], str) else key[1]
            strings = [how(key, texts[min(form, len(texts) - 1)]) for form in range(made.num_plurals)]
            if all(strings):
                message.string = str(strings[0]) if isinstance(key[1], str) else tuple(map(str, strings))
        write(file, made)

    def translate_all(self, how: Callable[[MessageKey, str], str | None] = lambda key, text: text) -> None:
        for domain in (CODE_DOMAIN, KNOWLEDGE_DOMAIN):
            self.translate(domain, how)
