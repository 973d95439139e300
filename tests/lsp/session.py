"""A client of the language server that speaks the protocol by hand, over the pipes of a real process."""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

WAIT = 120
"""Seconds: the first process after a change of the code reads all shipped files anew, be the machine ever so busy."""


class Session:
    """A session with `eventrules lsp`; everything it says is kept in order."""

    def __init__(self, *, options: dict[str, Any] | None = None, encodings: list[str] | None = None) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "eventrules", "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        self.messages: queue.Queue[dict[str, Any]] = queue.Queue()
        self.notices: list[dict[str, Any]] = []
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self._number = 0
        self._open: list[str] = []
        capabilities = {"general": {"positionEncodings": encodings}} if encodings else {}
        answer = self.ask(
            "initialize", {"processId": None, "rootUri": None, "capabilities": capabilities, "initializationOptions": options}
        )
        self.capabilities = answer["capabilities"]
        self.tell("initialized", {})

    def __enter__(self) -> Session:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
        self._reader.join(WAIT)
        for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
            pipe.close()

    # --- messages --------------------------------------------------------------------------------------------

    def _read(self) -> None:
        stream = self.process.stdout
        while header := stream.readline():
            length = int(header.split(b":")[1])
            while stream.readline().strip():
                pass
            self.messages.put(json.loads(stream.read(length)))

    def send(self, content: bytes) -> None:
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(content), content))
        self.process.stdin.flush()

    def tell(self, method: str, params: Any) -> None:
        self.send(json.dumps({"jsonrpc": "2.0", "method": method, "params": params}).encode())

    def ask(self, method: str, params: Any) -> Any:
        answer = self.answer(method, params)
        assert "error" not in answer, answer
        return answer["result"]

    def answer(self, method: str, params: Any) -> dict[str, Any]:
        """The whole answer to a request; notices that come before it are kept."""
        self._number += 1
        self.send(json.dumps({"jsonrpc": "2.0", "id": self._number, "method": method, "params": params}).encode())
        while True:
            message = self.messages.get(timeout=WAIT)
            if message.get("id") == self._number and "method" not in message:
                return message
            self.notices.append(message)

    def notice(self, method: str, uri: str | None = None) -> dict[str, Any]:
        """The next notice of a kind (about a document), which is taken."""
        while True:
            for message in self.notices:
                if message["method"] == method and uri in (None, message["params"].get("uri")):
                    self.notices.remove(message)
                    return message["params"]
            self.notices.append(self.messages.get(timeout=WAIT))

    # --- documents -------------------------------------------------------------------------------------------

    def open(self, path: Path | str, text: str, *, stays: bool = False) -> str:
        uri = path if isinstance(path, str) else path.as_uri()
        self._open += [] if stays else [uri]
        self.tell("textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": "eventrules", "version": 1, "text": text}})
        return uri

    def change(self, uri: str, text: str, version: int = 2) -> None:
        self.tell("textDocument/didChange", {"textDocument": {"uri": uri, "version": version}, "contentChanges": [{"text": text}]})

    def close_all(self) -> None:
        for uri in self._open:
            self.tell("textDocument/didClose", {"textDocument": {"uri": uri}})
        self._open.clear()

    def diagnostics(self, uri: str) -> list[dict[str, Any]]:
        return self.notice("textDocument/publishDiagnostics", uri)["diagnostics"]

    def at(self, method: str, uri: str, line: int, character: int) -> Any:
        return self.ask(f"textDocument/{method}", {"textDocument": {"uri": uri}, "position": {"line": line, "character": character}})

    def end(self) -> tuple[int, bytes]:
        """Say goodbye as an editor does: the exit code, and all that came out on standard error."""
        self.ask("shutdown", None)
        self.tell("exit", None)
        code = self.process.wait(WAIT)
        return code, self.process.stderr.read()
