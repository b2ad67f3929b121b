"""What can be done with a conversation over the web."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage

from channels.web.errors import Refused
from channels.web.output import Replies, public
from conversations import store
from conversations.feedback import Feedback
from conversations.history import History, Turn
from tandem.files import Files

Handler = Callable[[UserMessage], Awaitable[Any]]
NAME = "web"


class Service:
    """Says, tells, keeps and forgets; `handle` passes a message on to Rasa."""

    def __init__(self, agent: Agent, handle: Handler, files: Files) -> None:
        engine = store.engine_of(agent.tracker_store)
        self._agent, self._handle, self._files = agent, handle, files
        self._history, self._feedback = History(engine, store.EVENTS), Feedback(engine)

    async def say(self, person: str, id: str, text: str) -> dict[str, Any]:
        """The turn of a message; one that was sent before is not handled again.

        Raises:
            Refused: nothing was answered.
        """
        async with self._agent.lock_store.lock(f"{person} {NAME}"):  # its second sending waits for the first
            turn = await asyncio.to_thread(self._history.find, person, id)
            if turn and turn.replies:
                return shown(turn)
            output = Replies()
            await self._handle(_message(person, id, text, output))
        if not output.found:
            raise Refused(503, "failed", "nothing was answered; send the message again")
        return {"id": id, "text": text, "replies": output.found}

    async def history(self, person: str) -> list[dict[str, Any]]:
        """The last turns, oldest first, with what was thought of them."""
        turns, opinions = await asyncio.gather(
            asyncio.to_thread(self._history.read, person), asyncio.to_thread(self._feedback.read, person)
        )
        return [{**shown(turn), "feedback": opinions.get(turn.id)} for turn in turns if turn.replies]

    async def judge(self, person: str, message: str, thumb: str, comment: str) -> None:
        """Keep what somebody thinks of what was answered to a message.

        Raises:
            Refused: there was no such message.
        """
        if await asyncio.to_thread(self._history.find, person, message) is None:
            raise Refused(404, "no_such_message", f"no message {message!r} in this conversation lately")
        await asyncio.to_thread(self._feedback.keep, person, message, thumb, comment)

    async def forget(self, person: str) -> None:
        """Delete a conversation, what was thought of it, and the files made for it."""
        turns = await asyncio.to_thread(self._history.read, person)
        attached = (a for turn in turns for event in turn.replies for a in _reply(event)["attachments"])
        for attachment in attached:
            await asyncio.to_thread(self._files.remove, attachment["url"])
        await asyncio.to_thread(self._feedback.delete, person)
        async with self._agent.lock_store.lock(person):
            await asyncio.to_thread(self._history.delete, person)


def _message(person: str, id: str, text: str, output: Replies) -> UserMessage:
    """The message for Rasa, which would take one that begins with a slash for an order, and an empty one for none."""
    plain = text.strip().lstrip("/ ") or "?"
    metadata = {"written": text} if plain != text else None
    return UserMessage(plain, output, person, input_channel=NAME, message_id=id, metadata=metadata)


def shown(turn: Turn) -> dict[str, Any]:
    """A turn as the widget gets it."""
    return {"id": turn.id, "text": turn.text, "time": turn.time, "replies": list(map(_reply, turn.replies))}


def _reply(event: dict[str, Any]) -> dict[str, Any]:
    return public((event.get("metadata") or {}).get("reply"), event.get("text") or "")
