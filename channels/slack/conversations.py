"""Conversations in Slack: take a message, have it answered, post the answer."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from rasa.core.agent import Agent
from slack_sdk.web.async_client import AsyncWebClient

from channels.slack.messages import Place
from channels.slack.post import Post, Send, send_all
from channels.turns import Handler, Said, Turns, name_of
from conversations import store
from conversations.feedback import Feedback
from tandem.phrases import Phrases

CHANNEL = "slack"
logger = logging.getLogger(__name__)


class Conversations:
    """What the listeners do.

    Args:
        agent: gives Rasa's agent, which the server loads after the channels are made.
        secret: keeps the names of conversations from being guessed.
    """

    def __init__(self, agent: Callable[[], Agent], handle: Handler, secret: str, phrases: Phrases) -> None:
        self._agent, self._handle, self._secret = agent, handle, secret
        self.phrases = phrases

    async def answer(self, client: AsyncWebClient, place: Place, id: str, text: str) -> None:
        """Answer a message where it was said; one that was delivered before is not answered again."""
        post = Post(client, place, self.phrases)
        said = await self._said(place, id, text)
        if said is None:
            await post.text(self.phrases("unavailable"))
        elif not said.before:
            await post.replies(said.replies, id)

    async def answer_alone(self, send: Send, place: Place, id: str, text: str) -> None:
        """Answer somebody by `send`, so that nobody else sees it; files cannot be sent so."""
        said = await self._said(place, id, text)
        if said is None:
            await send([], self.phrases("unavailable"))
        elif not said.before:
            await send_all(said.replies, id, send, self.phrases)
            if any(reply["attachments"] for reply in said.replies):
                await send([], self.phrases("files_elsewhere"))

    async def takes_part(self, place: Place) -> bool:
        """Whether Tandem was asked something at this place before."""
        return await asyncio.to_thread(self._turns().history.knows, self._person(place))

    async def judge(self, place: Place, message: str, thumb: str) -> None:
        """Keep what somebody thinks of an answer."""
        feedback = Feedback(store.engine_of(self._agent().tracker_store))
        await asyncio.to_thread(feedback.keep, self._person(place), message, thumb, "")

    async def plan(self, place: Place) -> list[str]:
        """The ids of the practices in the plan."""
        tracker = await self._agent().tracker_store.retrieve(self._person(place))
        plan = tracker.get_slot("plan") if tracker else None
        return list((plan or {}).get("practices", ()))

    async def forget(self, place: Place) -> None:
        """Delete a conversation."""
        await self._turns().forget(self._person(place))

    async def _said(self, place: Place, id: str, text: str) -> Said | None:
        """What is answered; None where it could not be."""
        try:
            said = await self._turns().say(self._person(place), id, text)
        except Exception:
            logger.exception("a message from Slack could not be answered")
            return None
        return said if said.replies else None

    def _turns(self) -> Turns:
        return Turns(self._agent(), self._handle, CHANNEL)

    def _person(self, place: Place) -> str:
        return name_of(self._secret, CHANNEL, place.key)
