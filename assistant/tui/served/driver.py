"""The driver for a browser: Textual's own, whose files are handed to the browser, and which ends the app when the server is gone."""

from __future__ import annotations

import signal
from pathlib import Path
from typing import BinaryIO, Literal, TextIO

from textual import messages
from textual.drivers.web_driver import WebDriver

from assistant.tui.served.wire import LAST_SECONDS


class BrowserDriver(WebDriver):
    """Speaks with the server through standard input and output."""

    def run_input_thread(self) -> None:
        """Read until the server or the app is gone; Textual's own leaves the app running where nobody can reach it."""
        super().run_input_thread()
        if not self.exit_event.is_set():
            signal.alarm(LAST_SECONDS)
            self.process_message(messages.ExitApp())

    def deliver_binary(
        self,
        binary: BinaryIO | TextIO,
        *,
        delivery_key: str,
        save_path: Path,
        open_method: Literal["browser", "download"] = "download",
        encoding: str | None = None,
        mime_type: str | None = None,
        name: str | None = None,
    ) -> None:
        """Hand a file to the browser at once. It has no address, and the server keeps nothing of it."""
        with binary:
            content = binary.read()
        text = content if isinstance(content, str) else content.decode()
        self.write_meta({"type": "file", "name": save_path.name, "mime": mime_type or "text/plain", "text": text})
