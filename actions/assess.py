"""The self-assessment of how well sales and marketing work together."""

from __future__ import annotations

from rasa_sdk import Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.base import CoreAction
from actions.reply import respond


class AssessAction(CoreAction):
    """Asks its questions one by one, tells the result, and compares two people's views."""

    def name(self) -> str:
        return "action_assess"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict) -> list[EventType]:
        return respond(dispatcher, tracker, to="assessment")
