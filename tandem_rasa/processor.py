"""Rasa's message processor, in which a turn is all or nothing."""

from __future__ import annotations

import asyncio
import logging
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any

import rasa.core.agent
from rasa.core.actions.action import (
    Action,
    ActionExecutionRejection,
    RemoteAction,
    create_bot_utterance,
)
from rasa.core.channels.channel import CollectingOutputChannel, OutputChannel, UserMessage
from rasa.core.policies.policy import PolicyPrediction
from rasa.core.processor import MessageProcessor
from rasa.core.tracker_store import FailSafeTrackerStore, TrackerStore
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.exceptions import RasaException
from rasa.utils.endpoints import ClientResponseError

from tandem.files import Files
from tandem.phrases import Phrases
from tandem.reply import Reply
from tandem.settings import Settings
from tandem_rasa import progress
from tandem_rasa.errors import describe
from tandem_rasa.local_actions import LocalAction, LocalActions, delete_attachments

PHRASES = Path(__file__).resolve().parent.parent / "data/phrases"
NOT_STORED = "unavailable"  # kind of the reply, and key of its words
FAILED = "action_failed"  # key of the words
TURN_SECONDS = 20.0  # time that a message may take, waiting for its turn not counted
logger = logging.getLogger(__name__)


def unavailable() -> str:
    """What to tell a person whose message couldn't be worked on."""
    return _phrases()(NOT_STORED)


@cache
def _phrases() -> Phrases:
    return Phrases.load(PHRASES)


class NotStored(Exception):
    """Nothing of a turn stays. Raised to output channels with `raises_not_stored`; others get words."""


class ActionFailed(Exception):
    """An action failed or couldn't be reached."""


class TurnProcessor(MessageProcessor):
    """Handles a message as a transaction: what isn't stored isn't answered.

    Rasa's own processor answers first and stores later, goes on with a store in memory when that
    fails, and leaves out what an action was to say when the action fails. Here replies are held
    back until the turn is stored. If anything fails or takes too long, nothing of the turn stays
    (slots, files), and the person gets one reply of the kind "unavailable": send it again.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.tracker_store: TrackerStore = without_fallback(self.tracker_store)
        self._files = Files(Settings.from_environment().files)

    async def handle_message(self, message: UserMessage) -> list[dict[str, Any]] | None:
        """Answer a message; the replies reach its output channel once the turn is stored."""
        channel = message.output_channel
        message.output_channel = held = HeldReplies(channel)
        _turn.set(held)
        try:
            with progress.turns.track():
                await asyncio.wait_for(super().handle_message(message), TURN_SECONDS)
        except BaseException as error:
            if not held.stored:  # else its client hung up while it was being stored
                held.discard(self._files)
            if not isinstance(error, Exception):  # the client hung up, or the server is stopped
                raise
            logger.error("A message wasn't worked on, its sender is told: %s", describe(error))
            if getattr(channel, "raises_not_stored", False):
                raise NotStored from error
            reply = Reply(NOT_STORED, unavailable())
            told = {"text": reply.text, "reply": reply.to_dict()}
            await channel.send_response(message.sender_id, told)
        else:
            await held.release()
        return channel.messages if isinstance(channel, CollectingOutputChannel) else None

    async def save_tracker(self, tracker: DialogueStateTracker) -> None:
        """Store the turn."""
        await super().save_tracker(tracker)
        if turn := _turn.get():
            turn.stored = True

    async def _run_action(
        self,
        action: Action,
        tracker: DialogueStateTracker,
        output_channel: OutputChannel,
        nlg: Any,
        prediction: PolicyPrediction,
    ) -> bool:
        if type(action) is RemoteAction and isinstance(self.action_endpoint, LocalActions):
            action = LocalAction(action.name(), self.action_endpoint)
        watched: Any = WatchedAction(action)
        goes_on = await super()._run_action(watched, tracker, output_channel, nlg, prediction)
        if watched.error:
            raise ActionFailed from watched.error
        return bool(goes_on)


class WatchedAction:
    """An action that doesn't fail in silence; Rasa would log it, with what it quotes, and go on.

    If it can't be reached, or can't read or write something, that is its `error`. If it can't cope
    with the message, sending that again won't help: the person is asked to say it otherwise.
    """

    def __init__(self, action: Action) -> None:
        self._action = action
        self.error: Exception | None = None

    async def run(self, *arguments: Any) -> list[Event]:
        try:
            return list(await self._action.run(*arguments) or [])
        except ActionExecutionRejection:
            raise
        except Exception as error:
            logger.error("The action %s failed: %s", self._action.name(), describe(error))
            if not _is_ours(error):
                self.error = error
                return []
            reply = Reply("notice", _phrases()(FAILED))
            return [create_bot_utterance({"text": reply.text, "reply": reply.to_dict()})]

    def __getattr__(self, name: str) -> Any:
        return getattr(self._action, name)


def _is_ours(error: Exception) -> bool:
    """Whether an action's own code failed, here or in the action server."""
    if isinstance(error, RasaException):
        cause = error.__cause__
        return isinstance(cause, ClientResponseError) and cause.status == 500
    return not isinstance(error, OSError | asyncio.TimeoutError)


class HeldReplies(OutputChannel):
    """Stands in for a channel and keeps what is to be sent until the turn is `stored`."""

    def __init__(self, channel: OutputChannel) -> None:
        self._channel = channel
        self.stored = False
        self._held: list[tuple[str, dict[str, Any]]] = []

    def name(self) -> str:
        return str(self._channel.name())

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        self._held.append((recipient_id, message))

    async def release(self) -> None:
        """Send what was kept."""
        for recipient, message in self._held:
            await self._channel.send_response(recipient, message)

    def discard(self, files: Files) -> None:
        """Send nothing, and delete the files made for it."""
        delete_attachments([message for _, message in self._held], files)


_turn: ContextVar[HeldReplies | None] = ContextVar("the turn being handled", default=None)


def without_fallback(store: TrackerStore) -> TrackerStore:
    """The store itself, out of Rasa's wrapper that replaces it by memory on any error."""
    return store._tracker_store if isinstance(store, FailSafeTrackerStore) else store


def use_turn_processor() -> None:
    """Let Rasa's agent handle messages with `TurnProcessor`; Rasa has no setting for it."""
    rasa.core.agent.MessageProcessor = TurnProcessor
