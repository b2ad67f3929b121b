"""A conversation with a running assistant over the stock REST channel."""

from __future__ import annotations

import json
import urllib.request
import uuid


class Talk:
    """Says things as one person and gives what came back."""

    def __init__(self, url: str, person: str | None = None) -> None:
        self.url, self.person = url, person or uuid.uuid4().hex
        self.buttons: list[str] = []

    def another(self) -> Talk:
        """A conversation of somebody else with the same assistant."""
        return Talk(self.url)

    def say(self, text: str) -> str:
        """Everything that is answered to `text`, as one string; the buttons are kept."""
        messages = self.messages(text)
        self.buttons = [b["title"] for m in messages for b in m.get("buttons", [])]
        return "\n".join(m.get("text") or m["image"] for m in messages)

    def messages(self, text: str) -> list[dict]:
        """The messages that are answered to `text`, as Rasa gives them."""
        body = json.dumps({"sender": self.person, "message": text}).encode()
        address = f"{self.url}/webhooks/rest/webhook"
        request = urllib.request.Request(address, body, {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)
