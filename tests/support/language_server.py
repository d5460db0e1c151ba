"""The language server for YAML that editors use, from npm, spoken to over its standard streams."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import Any

import pytest

VERSION = "1.25.0"
_LONGEST = 60
"""Seconds for one answer; the first takes the longest."""
_SETTINGS = {"yaml": {"validate": True, "completion": True, "hover": True, "schemaStore": {"enable": False}}}


def installed(folder: Path) -> Path:
    """The server, installed into a folder. Where that cannot be done, the test is skipped and says why."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        pytest.skip("there is no node and npm here")
    words = [npm, "install", "--no-audit", "--no-fund", "--prefix", str(folder), f"yaml-language-server@{VERSION}"]
    try:
        done = subprocess.run(words, capture_output=True, text=True, timeout=300, check=False)
    except subprocess.TimeoutExpired:
        pytest.skip("npm did not install yaml-language-server within five minutes")
    if done.returncode:
        pytest.skip(f"npm cannot install yaml-language-server: {done.stderr.strip().splitlines()[-1:]}")
    return folder / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"


class Server:
    """A conversation with it, about the files of a folder."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self._heard: Queue[dict[str, Any]] = Queue()
        self._number = 0
        Thread(target=self._listen, daemon=True).start()

    def begin(self, folder: Path) -> None:
        root = folder.as_uri()
        snippets = {"completion": {"completionItem": {"documentationFormat": ["plaintext"]}}}
        self.ask("initialize", processId=os.getpid(), rootUri=root, capabilities={"textDocument": snippets})
        self.tell("initialized")
        self.tell("workspace/didChangeConfiguration", settings=_SETTINGS)

    def complaints(self, path: Path, text: str) -> list[str]:
        """What it finds wrong in a file with this text."""
        uri = self._another(path)
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", textDocument=document)
        found = self._wait(
            lambda said: said.get("method") == "textDocument/publishDiagnostics" and said["params"]["uri"] == uri
        )
        return [each["message"] for each in found["params"]["diagnostics"]]

    def offers(self, path: Path, text: str) -> dict[str, str]:
        """What it offers where a text says `|`, each with what it means."""
        uri, before = self._another(path), text[: text.index("|")]
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text.replace("|", "", 1)}
        self.tell("textDocument/didOpen", textDocument=document)
        place = {"line": before.count("\n"), "character": len(before) - before.rfind("\n") - 1}
        found = self.ask("textDocument/completion", textDocument={"uri": uri}, position=place)
        items = found["items"] if isinstance(found, dict) else found or []
        return {item["label"]: _meaning(item.get("documentation", "")) for item in items}

    def _another(self, path: Path) -> str:
        """A file of its own beside this one: what is said of a text that was shown before is not taken for this one's."""
        self._number += 1
        return path.with_name(f"{path.stem}_{self._number}.yaml").as_uri()

    def ask(self, method: str, **parameters: Any) -> Any:
        self._number += 1
        number = self._number
        self._send({"id": number, "method": method, "params": parameters})
        return self._wait(lambda said: said.get("id") == number and "method" not in said).get("result")

    def tell(self, method: str, **parameters: Any) -> None:
        self._send({"method": method, "params": parameters})

    def _wait(self, wanted: Any) -> dict[str, Any]:
        while True:
            try:
                said = self._heard.get(timeout=_LONGEST)
            except Empty:
                pytest.fail("the language server says nothing")
            if "id" in said and "method" in said:  # it asks: nothing here has an answer
                self._send({"id": said["id"], "result": None})
            elif wanted(said):
                return said

    def _send(self, message: dict[str, Any]) -> None:
        content = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(f"Content-Length: {len(content)}\r\n\r\n".encode() + content)
        self._process.stdin.flush()

    def _listen(self) -> None:
        stream = self._process.stdout
        assert stream is not None
        while line := stream.readline():
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
                while stream.readline().strip():
                    pass
                self._heard.put(json.loads(stream.read(length)))


def _meaning(documentation: Any) -> str:
    return str(documentation["value"] if isinstance(documentation, dict) else documentation)


@contextmanager
def serving(program: Path, folder: Path) -> Iterator[Server]:
    """The server, while a test speaks with it about a folder."""
    words = ["node", str(program), "--stdio"]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        server = Server(process)
        try:
            server.begin(folder)
            yield server
        finally:
            process.kill()
