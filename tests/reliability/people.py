"""People who write to a server that may fail, and who remember what became of each message."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
import uuid
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from http.client import HTTPException
from typing import Any
from urllib.error import URLError

from tests.browser import Answer, Browser
from tests.reliability.stored import Stored, Turn, exported

PATIENCE = 60.0  # seconds for an answer
PAUSE = 0.1  # seconds before a message is sent again


class Outcome(Enum):
    """What a sender knows of a message."""

    ANSWERED = "answered"
    REFUSED = "refused"  # with a status, or there was nobody to connect to
    BROKEN = "broken"  # the connection ended without a status


@dataclass(frozen=True)
class Sent:
    """A message, what became of it, and what was answered."""

    text: str
    outcome: Outcome
    told: tuple[str, ...] = ()


class Conversation(ABC):
    """One person's messages, one after the other; `refusals` are all statuses other than 200."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.sent: list[Sent] = []
        self.refusals: list[Answer] = []

    def say(self, text: str) -> Sent:
        """Send a message; what became of it is kept as well."""
        sent = self._sent(text)
        self.sent.append(sent)
        return sent

    @abstractmethod
    def turns(self, stored: Stored) -> list[Turn]:
        """What the server keeps of it."""

    @abstractmethod
    def _sent(self, text: str) -> Sent:
        """Send a message, and tell what became of it."""

    def _outcome(self, ask: Callable[[], Answer]) -> tuple[Outcome, Answer | None]:
        try:
            answer = ask()
        except URLError as error:
            refused = isinstance(error.reason, ConnectionRefusedError)
            return Outcome.REFUSED if refused else Outcome.BROKEN, None
        except (OSError, HTTPException):
            return Outcome.BROKEN, None
        if answer.status in (200, 201):
            return Outcome.ANSWERED, answer
        self.refusals.append(answer)
        return Outcome.REFUSED, None


class OverRest(Conversation):
    """Over the REST channel, where a message sent twice is two messages."""

    def __init__(self, url: str, *, person: str | None = None, stream: bool = False) -> None:
        super().__init__(url)
        self.person, self._stream = person or uuid.uuid4().hex, stream

    def turns(self, stored: Stored) -> list[Turn]:
        return stored.get(self.person, [])

    def _sent(self, text: str) -> Sent:
        body = {"sender": self.person, "message": text}
        outcome, answer = self._outcome(lambda: self._post(body))
        messages = self._messages(answer) if answer else []
        return Sent(text, outcome, tuple(message.get("text") or "" for message in messages))

    def _messages(self, answer: Answer) -> list[dict[str, Any]]:
        lines = answer.body.splitlines()
        return [json.loads(line) for line in lines] if self._stream else list(answer.json)

    def _post(self, body: dict[str, str]) -> Answer:
        address = f"{self.url}/webhooks/rest/webhook{'?stream=true' if self._stream else ''}"
        headers = {"Content-Type": "application/json"}
        request = urllib.request.Request(address, json.dumps(body).encode(), headers)
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                return Answer(answer.status, dict(answer.headers), answer.read())
        except urllib.error.HTTPError as error:
            return Answer(error.code, dict(error.headers), error.read())


class OverWeb(Conversation):
    """Over the web channel, where a message is sent again under its id until it is answered."""

    def __init__(self, url: str, *, patience: float = PATIENCE) -> None:
        super().__init__(url)
        self._browser, self._patience = Browser(url), patience

    def turns(self, stored: Stored) -> list[Turn]:
        return exported(self._browser)

    def _sent(self, text: str) -> Sent:
        if not self._browser.token and not self._begun():
            return Sent(text, Outcome.REFUSED)
        id = uuid.uuid4().hex
        outcome, answer = self._until_answered(lambda: self._browser.say(text, id=id))
        replies = answer.json["replies"] if answer else []
        return Sent(text, outcome, tuple(json.dumps(reply) for reply in replies))

    def _begun(self) -> bool:
        body = {"key": self._browser.key}
        _, answer = self._until_answered(lambda: self._browser.ask("POST", "/conversation", body))
        self._browser.token = answer.json["token"] if answer else ""
        return answer is not None

    def _until_answered(self, ask: Callable[[], Answer]) -> tuple[Outcome, Answer | None]:
        broken, end = False, time.monotonic() + self._patience
        while True:
            outcome, answer = self._outcome(ask)
            if answer:
                return outcome, answer
            broken = broken or outcome is Outcome.BROKEN
            if time.monotonic() >= end:
                return Outcome.BROKEN if broken else Outcome.REFUSED, None
            time.sleep(PAUSE)
