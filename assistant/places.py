"""Where the knowledge and the catalogues lie: inside an installed package, or at the top of a checkout."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _folder(name: str) -> Path:
    """The folder `name`: `assistant/_data/name` when installed from a wheel, else beside the package."""
    installed = _PACKAGE / "_data" / name
    return installed if installed.is_dir() else _PACKAGE.parent / name


def knowledge_folder() -> Path:
    """The folder of the shipped knowledge (YAML)."""
    return _folder("knowledge")


def locales_folder() -> Path:
    """The folder of the catalogues: `<language>/LC_MESSAGES/*.mo`."""
    return _folder("locales")


def snapshot_file() -> Path:
    """Where the build puts the knowledge as read and checked; it need not be there."""
    return _PACKAGE / "_data" / "knowledge.snapshot"
