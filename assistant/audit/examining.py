"""All that `check` finds in a folder: mistakes in its files, then the laws over all cases, then the courses, then what is heard."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from assistant.audit.alike import unlike_texts
from assistant.audit.heard import misheard
from assistant.audit.proof import prove
from assistant.i18n import N_, Language, language, languages
from assistant.knowledge import Knowledge, KnowledgeError, Problem, knowledge_in
from assistant.knowledge.problems import Place
from assistant.train.calls import call_problems
from assistant.train.courses import course_problems

_Shared = tuple[Knowledge, Sequence[Language]]
_Done = tuple[Problem, ...] | Exception


def examined(folder: Path, apart: bool = False) -> tuple[Knowledge | None, tuple[Problem, ...]]:
    """The knowledge in a folder, None if its files have mistakes; and every problem. Flawless is what has none.

    `apart`: the parts are looked at in processes of their own, which takes two processors half the time; not for a process with threads.
    """
    try:
        knowledge = knowledge_in(folder)
    except KnowledgeError as error:
        return None, error.problems
    spoken = [language(code) for code in languages()]
    if problems := tuple(_damaged(each, folder) for each in spoken if each.damage):
        return None, problems
    shared: _Shared = knowledge, spoken
    if apart:
        from assistant.audit.workers import on_all_cores

        done = dict(on_all_cores(_try, shared, range(len(_PARTS))))
    else:
        done = {0: _try(shared, 0)}
        done |= {} if done[0] else {part: _try(shared, part) for part in range(1, len(_PARTS))}
    return knowledge, KnowledgeError(_together(done)).problems


def _damaged(spoken: Language, folder: Path) -> Problem:
    """That a catalogue cannot be read, in the line of the first byte that is no text where that is why."""
    assert spoken.damage is not None
    file = Path(spoken.damage.filename or folder)
    line = 1
    with suppress(OSError):
        text = file.read_bytes()
        line += text.count(b"\n", 0, _first_that_is_no_text(text))
    place = Place(os.path.relpath(file, folder), line, 1)
    return Problem(
        place, N_("The catalogue cannot be read: {reason}."), {"reason": spoken.damage.strerror or ""}, unread=True
    )


def _first_that_is_no_text(text: bytes) -> int:
    try:
        text.decode()
    except UnicodeDecodeError as error:
        return error.start
    return 0


def _together(done: Mapping[int, _Done]) -> Iterator[Problem]:
    """The problems of all parts; of the laws alone where one is broken: what others make of such cases, or fail at, is no mistake of its own."""
    for _, found in sorted(done.items()):
        if isinstance(found, Exception):
            raise found
        yield from found
        if found is done[0] and found:
            return


def _proved(shared: _Shared) -> tuple[Problem, ...]:
    return tuple(prove(shared[0]))


def _heard(shared: _Shared) -> tuple[Problem, ...]:
    knowledge, spoken = shared
    return (*misheard(knowledge, spoken), *unlike_texts(knowledge, spoken[1:]))


def _taught(shared: _Shared) -> tuple[Problem, ...]:
    return (*course_problems(shared[0]), *call_problems(shared[0]))


_PARTS: tuple[Callable[[_Shared], tuple[Problem, ...]], ...] = (_proved, _heard, _taught)
"""What is looked at, the laws first; the longest parts first, so that none waits for them."""


def _try(shared: _Shared, part: int) -> _Done:
    """What one part finds; or how it failed, which is a fault only where no law is broken."""
    try:
        return _PARTS[part](shared)
    except Exception as error:  # noqa: BLE001 - raised again where no law is broken
        return error
