"""The settings that a browser keeps: a cookie, signed, so that what comes back is what was given. Nothing of a case can be in it."""

from __future__ import annotations

import hmac
import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from assistant import files
from assistant.settings.schema import SETTINGS

COOKIE = "vardlots"
PATH_VARIABLE = "VARDLOTS_SERVE_KEY"
"""Names the file of the key, which several servers of one workplace share."""
LONGEST = 4096
"""Letters of a cookie."""
_KEY_BYTES = 32


class Seal:
    """Signs settings, and knows its own signature."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def sealed(self, settings: Mapping[str, Any]) -> str:
        """Settings as a cookie keeps them; whatever else there is, is left out."""
        kept = {of.id: settings[of.id] for of in SETTINGS if settings.get(of.id) is not None}
        content = urlsafe_b64encode(json.dumps(kept).encode()).decode()
        return f"{content}.{self._signature(content)}"

    def opened(self, cookie: str) -> dict[str, Any]:
        """The settings of a cookie; none, if it is not ours."""
        content, _, signature = cookie[:LONGEST].partition(".")
        if not hmac.compare_digest(signature.encode(), self._signature(content).encode()):
            return {}
        found: dict[str, Any] = json.loads(urlsafe_b64decode(content))
        return found

    def _signature(self, content: str) -> str:
        return hmac.new(self._key, content.encode(), "sha256").hexdigest()


def own_seal() -> Seal:
    """The seal of this server: its key is kept in a file; where none can be, cookies hold until the server ends."""
    path = files.own_file(PATH_VARIABLE, files.DATA, "serve.key")
    made = secrets.token_hex(_KEY_BYTES)
    if path is None:
        return Seal(made.encode())
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        files.write_new(path, made)
    with suppress(OSError):
        made = (files.read(path, 1000) or made.encode()).decode(errors="replace").strip() or made
    return Seal(made.encode())
