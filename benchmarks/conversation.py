"""Conversations with the trained assistant in this process: Rasa's agent, no server."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import OutputChannel, UserMessage

from channels.turns import plain_text, reply_of
from conversations.locks import ConversationLocks
from conversations.store import ConversationStore
from launch.rasa_cli import mend
from launch.server import configure_logging
from tandem.dialogue import Message
from tandem.dialogue.session import Session
from tandem_rasa.local_actions import LocalActions
from tandem_rasa.processor import without_fallback

CHANNEL = "benchmark"


def load_agent(model: Path, folder: Path) -> Agent:
    """The trained assistant, which keeps its conversations and files in `folder`."""
    os.environ["TANDEM_FILES"] = str(folder / "files")
    configure_logging()
    mend()
    store, locks = ConversationStore(db=str(folder / "conversations.db")), ConversationLocks()
    agent = Agent(tracker_store=store, lock_store=locks, action_endpoint=LocalActions())
    agent.load_model(model)
    return agent


@dataclass(frozen=True)
class Turn:
    """How a message was understood, what was answered (as data), and the state before and after."""

    message: Message
    replies: list[dict[str, Any]]
    before: Session
    after: Session


class Conversation:
    """Says things as one person."""

    def __init__(self, agent: Agent, person: str) -> None:
        self._agent, self._person, self._state = agent, person, Session()

    async def say(self, text: str) -> Turn:
        """Say something; gives what came of it."""
        replies, before = Collected(), self._state
        message = UserMessage(plain_text(text), replies, self._person, input_channel=CHANNEL)
        await self._agent.handle_message(message)
        tracker = await without_fallback(self._agent.tracker_store).retrieve(self._person)
        if tracker is None or tracker.latest_message is None:
            return Turn(Message("", "", ()), replies.found, before, before)
        self._state = Session.from_slots(tracker.current_slot_values())
        parsed = Message.from_parse(tracker.latest_message.parse_data)
        return Turn(parsed, replies.found, before, self._state)


class Collected(OutputChannel):
    """Keeps replies as data."""

    def __init__(self) -> None:
        self.found: list[dict[str, Any]] = []

    def name(self) -> str:
        return CHANNEL

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        self.found.append(reply_of(message.get("reply"), message.get("text")))
