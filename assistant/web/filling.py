"""Templates, compiled once for each language: what they say in one text stands in them in that language already. All else is escaped."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, Environment, FileSystemLoader, StrictUndefined
from jinja2.runtime import Context
from markupsafe import escape

from assistant.i18n import Language

_FOLDER = Path(__file__).resolve().parent / "templates"
_SAID = re.compile(r'\{\{ gettext\("([^"\\]*)"\) \}\}')
"""A text without parts, which is the same on every page. A hundred of them stand on one: looked up each time they took a tenth of it."""
MOST_LANGUAGES = 16


def filled(name: str, speaks: Language, **shown: Any) -> str:
    """A template filled in."""
    return templates(speaks).get_template(name).render(gettext=speaks.gettext, ngettext=speaks.ngettext, **shown)


@lru_cache(maxsize=MOST_LANGUAGES)
def templates(speaks: Language) -> Environment:
    """The templates of a language; none is looked at again once it is compiled."""
    made = Environment(
        loader=_InLanguage(speaks),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        cache_size=-1,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.context_class = _Plain
    for name in made.list_templates():
        made.get_template(name)
    return made


class _Plain(Context):
    """What is called in a template is called as it is: nothing here asks for the context, and looking whether it does took a tenth of a page."""

    def call(self, /, called: Callable[..., Any], *args: Any, **named: Any) -> Any:
        """Call it, without what Jinja adds for those who ask for the context."""
        named.pop("_block_vars", None)
        named.pop("_loop_vars", None)
        return called(*args, **named)


class _InLanguage(BaseLoader):
    """Loads templates with their texts in one language."""

    def __init__(self, speaks: Language) -> None:
        self._speaks, self._files = speaks, FileSystemLoader(_FOLDER)

    def list_templates(self) -> list[str]:
        return self._files.list_templates()

    def get_source(self, environment: Environment, template: str) -> tuple[str, str | None, Any]:
        source, file, is_current = self._files.get_source(environment, template)
        return _SAID.sub(self._said, source), file, is_current

    def _said(self, found: re.Match[str]) -> str:
        """A text as it stands in the page; a brace in it opens nothing."""
        return str(escape(self._speaks.gettext(found[1]))).replace("{", "&#123;")
