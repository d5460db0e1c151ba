"""Where the knowledge and the catalogues lie: inside an installed package, or at the top of a checkout, or where the environment says."""

import os
from pathlib import Path

KNOWLEDGE_VARIABLE = "VARDLOTS_KNOWLEDGE"
"""Names a folder of knowledge to use instead of the shipped one."""
LOCALES_VARIABLE = "VARDLOTS_LOCALES"
"""Names the folder with the catalogues of that knowledge; the program's own texts stay where they are."""

_PACKAGE = Path(__file__).resolve().parent


def _folder(name: str) -> Path:
    """The folder `name`: `assistant/_data/name` when installed from a wheel, else beside the package."""
    installed = _PACKAGE / "_data" / name
    return installed if installed.is_dir() else _PACKAGE.parent / name


def knowledge_folder() -> Path:
    """The folder of the knowledge (YAML): the one that the environment names, else the shipped one."""
    named = os.environ.get(KNOWLEDGE_VARIABLE)
    return Path(named) if named else _folder("knowledge")


def locales_folder() -> Path:
    """The folder of the program's catalogues: `<language>/LC_MESSAGES/*.mo`."""
    return _folder("locales")


def knowledge_locales_folder() -> Path:
    """The folder of the knowledge's catalogues: the one that the environment names, else the program's."""
    named = os.environ.get(LOCALES_VARIABLE)
    return Path(named) if named else locales_folder()


def snapshot_file() -> Path:
    """Where the build puts the knowledge as read and checked; it need not be there."""
    return _PACKAGE / "_data" / "knowledge.snapshot"
