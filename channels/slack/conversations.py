"""Conversations in Slack: take a message, have it answered, post the answer."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial

from rasa.core.agent import Agent

from channels.slack.messages import Place
from channels.slack.post import Aside, Post
from channels.turns import Handler, Said, Turns, name_of
from conversations.threads import in_thread
from tandem.files import Files
from tandem.phrases import Phrases
from tandem_rasa.errors import describe
from tandem_rasa.processor import without_fallback

CHANNEL = "slack"
logger = logging.getLogger(__name__)


class Conversations:
    """What the listeners do.

    Args:
        agent: gives Rasa's agent, which the server loads after the channels are made.
        secret: keeps the names of conversations from being guessed.
    """

    def __init__(
        self, agent: Callable[[], Agent], handle: Handler, files: Files, secret: str, phrases: Phrases
    ) -> None:
        self._agent, self._handle, self._files, self._secret = agent, handle, files, secret
        self._known: Turns | None = None
        self.phrases = phrases

    async def answer(self, post: Post | Aside, place: Place, id: str, text: str) -> None:
        """Answer a message by `post`; one that was delivered before is not answered again."""
        said = await self._said(place, id, text)
        if said is None:
            await post.say([], self.phrases("unavailable"))
        elif not said.before:
            await post.replies(said.replies, id)

    async def takes_part(self, place: Place) -> bool:
        """Whether Tandem was asked something at this place before."""
        turns = await self._turns()
        return await in_thread(turns.history.knows, self._person(place))

    async def judge(self, place: Place, message: str, thumb: str) -> None:
        """Keep what somebody thinks of an answer."""
        turns = await self._turns()
        await turns.judge(self._person(place), message, thumb)

    async def plan(self, place: Place) -> list[str]:
        """The ids of the practices in the plan."""
        store = without_fallback(self._agent().tracker_store)
        tracker = await store.retrieve(self._person(place))
        plan = tracker.get_slot("plan") if tracker else None
        return list((plan or {}).get("practices", ()))

    async def forget(self, place: Place) -> None:
        """Delete a conversation, what was thought of it, and the files made for it."""
        await (await self._turns()).forget(self._person(place))

    async def _said(self, place: Place, id: str, text: str) -> Said | None:
        """What is answered; None where it could not be."""
        try:
            said = await (await self._turns()).say(self._person(place), id, text)
        except Exception as error:
            logger.error("a message from Slack could not be answered: %s", describe(error))
            return None
        return said if said.replies else None

    async def _turns(self) -> Turns:
        if self._known is None:
            made = partial(Turns, self._agent(), self._handle, CHANNEL, self._files)
            self._known = await in_thread(made)  # it looks into the database
        return self._known

    def _person(self, place: Place) -> str:
        return name_of(self._secret, CHANNEL, place.key)
