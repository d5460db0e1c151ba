"""The pages: templates filled with what is shown. Everything that stands in them is escaped."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from markupsafe import Markup

from assistant.dialogue.line_outline import COMMAND_TEXTS, Chip
from assistant.i18n import KNOWLEDGE_DOMAIN, SOURCE_LANGUAGE, Language, language, languages
from assistant.knowledge.model import REGION
from assistant.lookup.outline import by_age, warning_lines
from assistant.settings.schema import option_label, setting
from assistant.typed.commands import shown
from assistant.web.commands import DONE
from assistant.web.desk import PageDesk
from assistant.web.filling import filled, templates
from assistant.web.looking_up import LookedUp
from assistant.web.taking_along import copied, printed, saved
from assistant.web.turn import HELP, READER, PageTurn
from assistant.web.view import view

STATIC = "/static/"
"""What the addresses of files begin with."""
_HERE = Path(__file__).resolve().parent
_TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"}


class File(NamedTuple):
    """A file of the pages: its type and what it holds. Its address changes with it, so it may be kept for good."""

    type: str
    content: bytes


@cache
def files() -> dict[str, File]:
    """The files of the pages by their addresses, below the root."""
    found = {}
    for path in sorted((_HERE / "static").iterdir()):
        content, kind = path.read_bytes(), path.suffix[1:]
        found[f"{STATIC}{path.stem}.{sha256(content).hexdigest()[:12]}.{kind}"] = File(_TYPES[kind], content)
    return found


def prepare() -> None:
    """Compile the templates and read the files now."""
    for code in languages():
        templates(language(code))
    files()


# -- pages ---------------------------------------------------------------------------------------------------------------


def case_page(turn: PageTurn, desk: PageDesk, root: str) -> str:
    """The conversation and its answer."""
    talk, wording = turn.talk, desk.wording
    return _filled(
        "case.html",
        desk,
        root,
        turn=turn,
        view=view(turn, desk),
        holds_case=bool(talk.case.topics or any(fact != REGION for fact in talk.case.answers) or turn.at),
        authority=[wording.topic(topic.id) for topic in desk.knowledge.topics.values() if topic.no_patient],
        about=_about(turn.to if turn.to in (READER, HELP) else "", desk, root),
    )


def _about(opened: str, desk: PageDesk, root: str) -> Markup:
    """Who reads, and help: below every page of the conversation, the same for every case. `opened`: which of them is open."""
    role = desk.wording.role
    return desk.voice.once(
        f"about {opened} {root}",
        lambda: Markup(
            _filled(
                "about.html",
                desk,
                root,
                opened=opened,
                reader=role.id if role is not None else "",
                roles=_labels("role", desk.knowledge.roles, desk),
                words=_words(desk),
            )
        ),
    )


def find_page(turn: PageTurn, desk: PageDesk, root: str, found: LookedUp) -> str:
    """What is looked up."""
    made = found.page.table
    return _filled(
        "find.html",
        desk,
        root,
        turn=turn,
        found=found,
        warnings=warning_lines(found.page.warnings),
        by_age=lambda row: by_age(made, row, desk.wording) if made is not None else [],
    )


def take_page(turn: PageTurn, desk: PageDesk, root: str) -> str:
    """What can be taken along. Raises what Adviser.answer raises."""
    answer = turn.talk.answer
    return _filled(
        "take.html",
        desk,
        root,
        turn=turn,
        printed=printed(answer, desk),
        saved=saved(answer, desk),
        copied=copied(answer, desk),
        fixed=SOURCE_LANGUAGE[KNOWLEDGE_DOMAIN],
    )


def error_page(text: str, desk: PageDesk, root: str) -> str:
    """That something went wrong, and how to begin anew."""
    return _filled("error.html", desk, root, text=text)


def heard_part(chips: tuple[Chip, ...], desk: PageDesk) -> str:
    """What is understood of a line so far: a part of a page."""
    return filled("heard.html", desk.wording.language, chips=chips)


def _filled(name: str, desk: PageDesk, root: str, turn: PageTurn | None = None, **shown: Any) -> str:
    wording = desk.wording
    return filled(
        name,
        wording.language,
        **shown,
        desk=desk,
        turn=turn,
        lang=desk.code,
        cleared=turn is not None and turn.cleared,
        marked=desk.marker.marked,
        short=wording.short,
        root=root,
        files=_addresses(root),
        codes=_names(),
        regions=desk.voice.once(REGION, lambda: _labels(REGION, desk.knowledge.values_of(REGION), desk)),
        by_which=wording.foot(desk.adviser.on),
    )


@cache
def _names() -> tuple[tuple[str, str], ...]:
    """Each language and its own name."""
    return tuple((code, language(code).name) for code in languages())


@cache
def _addresses(root: str) -> dict[str, str]:
    return {
        address.rpartition(".")[2] if address.endswith(("css", "js")) else "icon": f"{root}{address}"
        for address in files()
    }


def _labels(id: str, words: Any, desk: PageDesk) -> list[tuple[str, str]]:
    """The words of a setting, each as the user reads it."""
    of = setting(id)
    return [(word, option_label(of, word, desk.knowledge, desk.wording.language)) for word in words]


def _words(desk: PageDesk) -> list[tuple[str, str]]:
    """The commands of the line that do something here, and what."""
    speaks: Language = desk.wording.language
    words = desk.knowledge.words
    return [
        (f"/{shown(words, name, desk.code)}", speaks.gettext(text))
        for name, text in COMMAND_TEXTS.items()
        if name in DONE
    ]
