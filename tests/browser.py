"""A browser's side of the web channel, without a browser."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
import uuid
from typing import Any


class Answer:
    """What came back: status, headers (lower case), and the JSON or None."""

    def __init__(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.status, self.headers, self.body = status, {k.lower(): v for k, v in headers.items()}, body

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def code(self) -> str:
        """The code of an error."""
        return str(self.json["error"]["code"])


class Browser:
    """Speaks with `/chat` of a server; `begin` makes it a conversation."""

    def __init__(self, url: str, *, origin: str | None = None) -> None:
        self.url, self.key, self.token = f"{url}/chat", uuid.uuid4().hex, ""
        self._origin = {"Origin": origin} if origin else {}

    def begin(self) -> Browser:
        self.token = self.ask("POST", "/conversation", {"key": self.key}).json["token"]
        return self

    def say(self, text: str, *, id: str | None = None) -> Answer:
        return self.ask("POST", "/messages", {"id": id or uuid.uuid4().hex, "text": text})

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> Answer:
        """A request; `body` is sent as JSON, bytes as they are."""
        sent = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
        who = {"Authorization": f"Bearer {self.token}", "X-Tandem-Key": self.key} if self.token else {}
        request = urllib.request.Request(
            self.url + path, sent, {"Content-Type": "application/json", **who, **self._origin, **headers}, method=method
        )
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return Answer(answer.status, dict(answer.headers), answer.read())
        except urllib.error.HTTPError as error:
            return Answer(error.code, dict(error.headers), error.read())
