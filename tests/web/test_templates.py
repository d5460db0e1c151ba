"""The templates: each of their texts is found to be translated, as Jinja2 itself finds them."""

from __future__ import annotations

import re

from babel.messages.extract import extract_from_dir

from assistant.catalogues.messages import code_messages
from assistant.places import PACKAGE


def test_every_text_of_a_template_is_found() -> None:
    by_jinja = extract_from_dir(PACKAGE / "web", [("**.html", "jinja2.ext:babel_extract")])
    texts = {message for _, _, message, _, _ in by_jinja}
    assert len(texts) > 60
    assert texts <= {message for _, message in code_messages()}


def test_no_template_says_anything_untranslated() -> None:
    """Between tags stand expressions and signs, and the name of the program; no words of any language."""
    for path in sorted((PACKAGE / "web" / "templates").glob("*.html")):
        text = re.sub(
            r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<[^>]*>|&\w+;", " ", path.read_text(encoding="utf-8"), flags=re.DOTALL
        )
        assert set(re.findall(r"\w{2,}", text)) <= {"Vårdlots", "tabindex", "id", "autofocus"}, path.name
