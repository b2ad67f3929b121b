"""The plan of practices that a company takes up."""

from __future__ import annotations

from rasa_sdk import Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.base import CoreAction
from actions.reply import respond


class PlanAction(CoreAction):
    """Adds tips to the plan, shows it, changes it, and exports it as Markdown and PDF."""

    def name(self) -> str:
        return "action_plan"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict) -> list[EventType]:
        return respond(dispatcher, tracker, to="plan")
