"""Say that something went wrong when the action server does not answer."""

from __future__ import annotations

import logging

from rasa.core.actions.action import RemoteAction, create_bot_utterance
from rasa.core.channels.channel import OutputChannel
from rasa.core.nlg.generator import NaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.exceptions import RasaException

from launch.assistant import ROOT
from tandem.phrases import Phrases
from tandem.reply import Reply

PHRASES = ROOT / "data/phrases"
logger = logging.getLogger(__name__)


def tell_when_actions_fail() -> None:
    """Answer with the phrase "unavailable" where Rasa would log the failure and say nothing.

    The slots stay as they were before the message, so that it can be sent again.
    """
    told = Phrases.load(PHRASES)("unavailable")
    call = RemoteAction.run

    async def run(
        action: RemoteAction,
        output_channel: OutputChannel,
        nlg: NaturalLanguageGenerator,
        tracker: DialogueStateTracker,
        domain: Domain,
    ) -> list[Event]:
        try:
            return list(await call(action, output_channel, nlg, tracker, domain))
        except RasaException as problem:
            logger.error("the action server failed: %s", problem)
            return [create_bot_utterance({"text": told, "reply": Reply("unavailable", told).to_dict()})]

    RemoteAction.run = run
