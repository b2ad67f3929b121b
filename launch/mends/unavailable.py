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

RESPONSE = "utter_unavailable"
logger = logging.getLogger(__name__)


def tell_when_actions_fail() -> None:
    """Answer with the domain's `utter_unavailable` where Rasa would log the failure and say nothing.

    The slots stay as they were before the message, so that it can be sent again.
    """
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
            message = await nlg.generate(RESPONSE, tracker, output_channel.name())
            if message is None:
                raise
            return [create_bot_utterance(message)]

    RemoteAction.run = run
