"""Tandem itself: asked over REST."""

from __future__ import annotations

import json
import urllib.request
import uuid

from benchmarks.scoring import Answer
from tandem.phrases import Phrases

PHRASES = Phrases.load("data/phrases")
CLAIMS = (PHRASES("source", places=""), PHRASES("choice"))


def ask(url: str, text: str, *, person: str | None = None) -> list[dict]:
    """The messages that a Rasa server answers to `text`, as one person or as a new one."""
    body = json.dumps({"sender": person or uuid.uuid4().hex, "message": text}).encode()
    request = urllib.request.Request(f"{url}/webhooks/rest/webhook", body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=60) as reply:
        return list(json.load(reply))


def answer(url: str, text: str) -> Answer:
    """What the running assistant says to a new person; what names a source or offers readings claims to answer."""
    told = "\n".join(message.get("text", "") for message in ask(url, text))
    return Answer(told, any(claim in told for claim in CLAIMS))
