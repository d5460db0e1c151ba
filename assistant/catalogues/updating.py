"""Bringing the catalogues up to date: exactly the texts there are, in their order, translated as far as they were.

A text that says the same as a translated one is translated by it: an id that is new, or a text that has moved, costs nobody anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Catalog

from assistant.catalogues.checking import wrong_in
from assistant.catalogues.files import CatalogueError, CatalogueFile, catalogue_files, compiled, read, write
from assistant.catalogues.messages import MessageKey, by_key, messages, strings_of
from assistant.i18n import N_
from assistant.knowledge import Knowledge


class Updated(NamedTuple):
    """What became of a catalogue: texts that are new, those of them whose translation was known, those that are gone."""

    file: CatalogueFile
    new: int
    known: int
    gone: int
    changed: bool


def update(locales: Path, knowledge: Knowledge) -> Iterator[Updated]:
    """Rewrite every catalogue. Raises CatalogueError before any is written if one cannot be read."""
    before = [(file, read(file)) for file in catalogue_files(locales)]
    for file, old in before:
        have, wanted = by_key(old), messages(file.domain, knowledge)
        new = [key for key in wanted if key not in have]
        made = up_to_date(file, old, wanted)
        known = sum(bool(strings_of(by_key(made)[key])) for key in new)
        yield Updated(file, len(new), known, len(have.keys() - set(wanted)), write(file, made))


def up_to_date(file: CatalogueFile, old: Catalog, wanted: list[MessageKey]) -> Catalog:
    """A catalogue of just these texts, translated by an older one."""
    made, have, known = Catalog(locale=file.code, fuzzy=False), by_key(old), memory(old)
    for key in wanted:
        context, text = key
        before = have.get(key)
        if before is not None and before.fuzzy:  # somebody is to look at it: it stays as it is
            made.add(text, before.string, context=context, flags=before.flags, user_comments=before.user_comments)
            continue
        string = (strings_of(before) if before is not None else ()) or known.get(text, ())
        comments = before.user_comments if before is not None else ()
        made.add(
            text, string if isinstance(text, tuple) else "".join(string[:1]), context=context, user_comments=comments
        )
    return made


def memory(catalogue: Catalog) -> dict[str | tuple[str, ...], tuple[str, ...]]:
    """Texts with their translation, where all that say the same are translated alike."""
    found: dict[str | tuple[str, ...], set[tuple[str, ...]]] = {}
    for (_, text), message in by_key(catalogue).items():
        if strings := strings_of(message):
            found.setdefault(text, set()).add(strings)
    return {text: next(iter(strings)) for text, strings in found.items() if len(strings) == 1}


def compile_all(locales: Path) -> list[Path]:
    """Compile every catalogue beside its text. Raises CatalogueError where a translation cannot be shown."""
    made = []
    for file in catalogue_files(locales):
        catalogue = read(file)
        if wrong := wrong_in(catalogue):
            raise CatalogueError(N_("{file}: {problems}"), file=file.name, problems="; ".join(wrong))
        made.append(compiled(file, catalogue))
    return made
