"""What can be done with a conversation over the web."""

from __future__ import annotations

import asyncio
from typing import Any

from rasa.core.agent import Agent

from channels.turns import Handler, Turns, reply_of_event
from channels.web.errors import Refused
from channels.web.output import public
from conversations import store
from conversations.feedback import Feedback
from conversations.history import Turn
from tandem.files import Files

NAME = "web"


class Service:
    """Says, tells, keeps and forgets; `handle` passes a message on to Rasa."""

    def __init__(self, agent: Agent, handle: Handler, files: Files) -> None:
        self._turns, self._files = Turns(agent, handle, NAME), files
        self._feedback = Feedback(store.engine_of(agent.tracker_store))

    async def say(self, person: str, id: str, text: str) -> dict[str, Any]:
        """The turn of a message; one that was sent before is not handled again.

        Raises:
            Refused: nothing was answered.
        """
        said = await self._turns.say(person, id, text)
        if not said.replies:
            raise Refused(503, "failed", "nothing was answered; send the message again")
        return {"id": id, "text": text, "replies": list(map(public, said.replies))}

    async def history(self, person: str) -> list[dict[str, Any]]:
        """The last turns, oldest first, with what was thought of them."""
        turns, opinions = await asyncio.gather(
            asyncio.to_thread(self._turns.history.read, person), asyncio.to_thread(self._feedback.read, person)
        )
        return [{**_shown(turn), "feedback": opinions.get(turn.id)} for turn in turns if turn.replies]

    async def judge(self, person: str, message: str, thumb: str, comment: str) -> None:
        """Keep what somebody thinks of what was answered to a message.

        Raises:
            Refused: there was no such message.
        """
        if await asyncio.to_thread(self._turns.history.find, person, message) is None:
            raise Refused(404, "no_such_message", f"no message {message!r} in this conversation lately")
        await asyncio.to_thread(self._feedback.keep, person, message, thumb, comment)

    async def forget(self, person: str) -> None:
        """Delete a conversation, what was thought of it, and the files made for it."""
        turns = await asyncio.to_thread(self._turns.history.read, person)
        for attachment in (a for turn in turns for event in turn.replies for a in reply_of_event(event)["attachments"]):
            await asyncio.to_thread(self._files.remove, attachment["url"])
        await asyncio.to_thread(self._feedback.delete, person)
        await self._turns.forget(person)


def _shown(turn: Turn) -> dict[str, Any]:
    """A turn as the widget gets it."""
    replies = [public(reply_of_event(event)) for event in turn.replies]
    return {"id": turn.id, "text": turn.text, "time": turn.time, "replies": replies}
