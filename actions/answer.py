"""Everything that is answered from the documents: questions, follow-ups, and what can be asked at all."""

from __future__ import annotations

from rasa_sdk import Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.base import CoreAction
from actions.reply import respond


class AnswerAction(CoreAction):
    """Answers, goes on from the last answer, offers readings or declines."""

    def name(self) -> str:
        return "action_answer"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict) -> list[EventType]:
        return respond(dispatcher, tracker, to="documents")
