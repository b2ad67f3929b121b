"""What can be done with a conversation over the web."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import Any

from channels.errors import Refused
from channels.turns import Turns, reply_of_event
from channels.web.output import public
from conversations.history import MOST, Turn
from conversations.threads import in_thread

NAME = "web"


class Service:
    """Says, tells, keeps and forgets."""

    def __init__(self, turns: Turns) -> None:
        self._turns = turns

    async def say(self, person: str, id: str, text: str) -> dict[str, Any]:
        """The turn of a message; one that was sent before is not handled again.

        Raises:
            NotStored: nothing of it stays.
            Refused: nothing was answered.
        """
        said = await self._turns.say(person, id, text)
        if not said.replies:
            raise Refused(503, "failed", "nothing was answered; send the message again")
        return {"id": id, "text": text, "replies": list(map(public, said.replies))}

    async def history(self, person: str, *, most: int | None = MOST) -> list[dict[str, Any]]:
        """The turns, oldest first, with what was thought of them; of the last so many events where `most` is given."""
        turns, opinions = await asyncio.gather(
            in_thread(partial(self._turns.history.read, person, most=most)),
            in_thread(self._turns.feedback.read, person),
        )
        return [{**_shown(turn), "feedback": opinions.get(turn.id)} for turn in turns if turn.replies]

    async def judge(self, person: str, message: str, thumb: str, comment: str) -> None:
        """Keep what somebody thinks of what was answered to a message.

        Raises:
            Refused: there was no such message.
        """
        if not await self._turns.judge(person, message, thumb, comment):
            raise Refused(404, "no_such_message", f"no message {message!r} in this conversation lately")

    async def forget(self, person: str) -> None:
        """Delete a conversation, what was thought of it, and the files made for it."""
        await self._turns.forget(person)


def _shown(turn: Turn) -> dict[str, Any]:
    """A turn as the widget gets it."""
    replies = [public(reply_of_event(event)) for event in turn.replies]
    return {"id": turn.id, "text": turn.text, "time": turn.time, "replies": replies}
