"""Messages that are handled once, however often they come, and conversations that are forgotten altogether."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import OutputChannel, UserMessage

from conversations import store
from conversations.feedback import Feedback
from conversations.history import History
from conversations.threads import in_thread
from tandem.files import Files
from tandem.questions import clean
from tandem.reply import Reply

Handler = Callable[[UserMessage], Awaitable[Any]]


def plain_text(text: str) -> str:
    """A message as Rasa shall read it: never a command, which begins with a slash, nor empty.

    Rasa looks at the text without what can't be seen, so that is taken off before the slash too.
    """
    if not text.lstrip().startswith("/") and not clean(text).startswith("/"):
        return text.strip() or "?"
    return clean(text).lstrip("/ ") or "?"


class Replies(OutputChannel):
    """Collects what is said in one turn, each as a structured reply, see `tandem.reply.Reply.to_dict`."""

    raises_not_stored = True

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
    """The conversations of one channel; `handle` passes a message on to Rasa."""

    def __init__(self, agent: Agent, handle: Handler, channel: str, files: Files) -> None:
        self._agent, self._handle, self._channel, self._files = agent, handle, channel, files
        engine = store.engine_of(agent.tracker_store)
        self.history, self.feedback = History(engine, store.EVENTS), Feedback(engine)

    async def say(self, person: str, id: str, text: str) -> Said:
        """What is answered to a message of this id; one that was handled before is not handled again.

        Raises:
            NotStored: it could not be stored; nothing of it stays.
        """
        async with self._agent.lock_store.lock(self._once(person)):  # its second coming waits for the first
            turn = await in_thread(self.history.find, person, id)
            if turn and turn.replies:
                return Said([reply_of_event(event) for event in turn.replies], before=True)
            output = Replies(self._channel)
            await self._handle(self._message(person, id, text, output))
        return Said(output.found, before=False)

    async def judge(self, person: str, message: str, thumb: str, comment: str = "") -> bool:
        """Keep what somebody thinks of what was answered to a message; False if there was none."""
        async with self._agent.lock_store.lock(self._once(person)):  # it may be deleted meanwhile
            if await in_thread(self.history.find, person, message) is None:
                return False
            await in_thread(self.feedback.keep, person, message, thumb, comment)
            return True

    async def forget(self, person: str) -> None:
        """Delete a conversation, what was thought of it, and the files made for it."""
        async with self._agent.lock_store.lock(self._once(person)), self._agent.lock_store.lock(person):
            await in_thread(self._delete, person)

    def _delete(self, person: str) -> None:
        for turn in self.history.read(person, most=None):
            for attachment in (a for event in turn.replies for a in reply_of_event(event)["attachments"]):
                self._files.remove(attachment["url"])
        self.feedback.delete(person)
        self.history.delete(person)

    def _once(self, person: str) -> str:
        """The lock for all that is done with a conversation here; Rasa's own is called like the person."""
        return f"{person} {self._channel}"

    def _message(self, person: str, id: str, text: str, output: Replies) -> UserMessage:
        """The message for Rasa, with what was written beside it if Rasa is to read something else."""
        plain = plain_text(text)
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
