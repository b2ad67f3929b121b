"""Tips that fit the asker's company."""

from __future__ import annotations

from rasa_sdk import Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.base import CoreAction
from actions.reply import respond


class AdviseAction(CoreAction):
    """Asks what would change the advice, ranks the practices that fit, explains and replaces them."""

    def name(self) -> str:
        return "action_advise"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict) -> list[EventType]:
        return respond(dispatcher, tracker, to="advice")
