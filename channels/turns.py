"""Messages that are handled once, however often they come, and who sent them."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import OutputChannel, UserMessage

from conversations import store
from conversations.history import History
from tandem.reply import Reply

Handler = Callable[[UserMessage], Awaitable[Any]]


class Replies(OutputChannel):
    """Collects what is said in one turn, each as a structured reply, see `tandem.reply.Reply.to_dict`."""

    def __init__(self, channel: str) -> None:
        self._channel = channel
        self.found: list[dict[str, Any]] = []

    def name(self) -> str:
        return self._channel

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        self.found.append(reply_of(message.get("reply"), message.get("text")))


@dataclass(frozen=True)
class Said:
    """What was answered to a message, and whether that was before."""

    replies: list[dict[str, Any]]
    before: bool


class Turns:
    """Passes the messages of one channel on to Rasa, by `handle`."""

    def __init__(self, agent: Agent, handle: Handler, channel: str) -> None:
        self._agent, self._handle, self._channel = agent, handle, channel
        self.history = History(store.engine_of(agent.tracker_store), store.EVENTS)

    async def say(self, person: str, id: str, text: str) -> Said:
        """What is answered to a message of this id; one that was handled before is not handled again."""
        async with self._agent.lock_store.lock(f"{person} {self._channel}"):  # its second coming waits for the first
            turn = await asyncio.to_thread(self.history.find, person, id)
            if turn and turn.replies:
                return Said([reply_of_event(event) for event in turn.replies], before=True)
            output = Replies(self._channel)
            await self._handle(self._message(person, id, text, output))
        return Said(output.found, before=False)

    async def forget(self, person: str) -> None:
        """Delete a conversation."""
        async with self._agent.lock_store.lock(person):
            await asyncio.to_thread(self.history.delete, person)

    def _message(self, person: str, id: str, text: str, output: Replies) -> UserMessage:
        """The message for Rasa, which takes one that begins with a slash for an order, and an empty one for none."""
        plain = text.strip().lstrip("/ ") or "?"
        metadata = {"written": text} if plain != text else None
        return UserMessage(plain, output, person, input_channel=self._channel, message_id=id, metadata=metadata)


def reply_of(reply: dict[str, Any] | None, text: str | None) -> dict[str, Any]:
    """The structured reply of a message; what has no parts is a notice."""
    return reply or Reply("notice", text or "").to_dict()


def reply_of_event(event: dict[str, Any]) -> dict[str, Any]:
    """The structured reply of an event of Rasa's kind "bot", as stored."""
    return reply_of((event.get("metadata") or {}).get("reply"), event.get("text"))


def name_of(secret: str, channel: str, key: str) -> str:
    """The id under which Rasa keeps a conversation: nobody who knows `key` alone can name it on another channel."""
    return f"{channel}-{hmac.new(secret.encode(), key.encode(), hashlib.sha256).hexdigest()}"
