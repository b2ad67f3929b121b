"""Metrics computed from the asker's own numbers."""

from __future__ import annotations

from rasa_sdk import Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.base import CoreAction
from actions.reply import respond


class ComputeAction(CoreAction):
    """Takes the numbers, asks for the missing ones, computes and explains."""

    def name(self) -> str:
        return "action_compute"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict) -> list[EventType]:
        return respond(dispatcher, tracker, to="figures")
