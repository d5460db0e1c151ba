"""Where the knowledge and the catalogues lie: inside an installed package, at the top of a checkout, or where the user says."""

import os
import sys
from pathlib import Path

KNOWLEDGE_VARIABLE = "VARDLOTS_KNOWLEDGE"
"""Names a folder of knowledge to use instead of the one that came along; `--knowledge` says the same for one command."""
LOCALES_VARIABLE = "VARDLOTS_LOCALES"
"""Names the folder with the catalogues of that knowledge; the program's own texts stay where they are."""
LOCAL_VARIABLE = "VARDLOTS_LOCAL"
"""Names the file of local additions; the settings and the configuration of a server may name it too."""
HEAD = "knowledge.yaml"
"""The file by which a folder of knowledge is known."""

RELEASED = ".released.jsonl"
"""What the version released last said, in the folder of the knowledge; what begins with a dot is no part of what answers."""

PACKAGE = Path(__file__).resolve().parent
"""The folder of the code."""


def _folder(name: str) -> Path:
    """The folder `name`: `assistant/_data/name` when installed from a wheel, else beside the package."""
    installed = PACKAGE / "_data" / name
    return installed if installed.is_dir() else PACKAGE.parent / name


def _checkout() -> Path | None:
    """The checkout whose environment this program was installed into, as `tools/start.sh` does; None for any other."""
    if PACKAGE.parent.name != "site-packages":
        return None
    folder = Path(sys.prefix).parent
    return folder if (folder / "assistant").is_dir() and (folder / "knowledge" / HEAD).is_file() else None


def use_knowledge(folder: str) -> None:
    """From now on, here and in every process that is started, this folder of knowledge is the one in use."""
    os.environ[KNOWLEDGE_VARIABLE] = folder


def knowledge_folder() -> Path:
    """The folder of the knowledge (YAML) in use: the one that is named, else that of the checkout, else the one that came along."""
    named = os.environ.get(KNOWLEDGE_VARIABLE)
    if named:
        return Path(named)
    checkout = _checkout()
    return checkout / "knowledge" if checkout else _folder("knowledge")


def use_local(file: str) -> None:
    """From now on, here and in every process that is started, these are the local additions."""
    os.environ[LOCAL_VARIABLE] = file


def local_file() -> Path | None:
    """The file of local additions; None if none is named."""
    named = os.environ.get(LOCAL_VARIABLE, "").strip()
    return Path(named) if named else None


def came_along(folder: Path) -> bool:
    """Whether this is the folder of knowledge that came with the program."""
    return folder == _folder("knowledge")


def is_installed(folder: Path) -> bool:
    """Whether a folder belongs to an installed program: what is changed there is gone with its next version."""
    return folder.resolve().is_relative_to(PACKAGE / "_data")


def locales_folder() -> Path:
    """The folder of the program's catalogues: `<language>/LC_MESSAGES/*.mo`."""
    return _folder("locales")


def knowledge_locales_folder() -> Path:
    """The folder of the knowledge's catalogues: the one that is named, else the one beside the knowledge, else the program's."""
    named = os.environ.get(LOCALES_VARIABLE)
    if named:
        return Path(named)
    folder = knowledge_folder()
    if came_along(folder):
        return locales_folder()
    beside = Path(os.path.abspath(folder)).parent / "locales"  # noqa: PTH100 - a circle of links must not end it
    return beside if any(beside.glob("*/LC_MESSAGES/knowledge.*o")) else locales_folder()


def from_here(path: Path) -> str:
    """How a file is named to people: by the way that leads to it from where they stand, or from the root where it lies elsewhere."""
    absolute = Path(os.path.abspath(path))  # noqa: PTH100 - a circle of links must not end it
    try:
        here = Path.cwd()
    except OSError:  # the folder one stood in is gone
        return str(absolute)
    return absolute.relative_to(here).as_posix() if absolute.is_relative_to(here) else str(absolute)


def snapshot_file() -> Path:
    """Where the build puts the knowledge as read and checked; it need not be there."""
    return PACKAGE / "_data" / "knowledge.snapshot"


def word_tables_file() -> Path:
    """Where the build puts the tables of all listed words; it need not be there."""
    return PACKAGE / "_data" / "words.snapshot"
