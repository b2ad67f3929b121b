"""Hand a reply of the core to Rasa."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml
from rasa_sdk import Tracker
from rasa_sdk.events import EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from tandem.advice import questions
from tandem.advice.adviser import Adviser
from tandem.advice.book import Book
from tandem.assessment.assessor import Assessor
from tandem.assessment.questionnaire import Questionnaire
from tandem.assessment.result import Result
from tandem.dialogue import Advisor, Message
from tandem.dialogue.desk import Desk
from tandem.dialogue.session import Session
from tandem.documents.knowledge import Knowledge
from tandem.files import Files
from tandem.metrics.catalog import Catalog
from tandem.metrics.figurer import Figurer
from tandem.metrics.funnelling import FunnelCheck
from tandem.phrases import Phrases
from tandem.plan.document import PlanDocument
from tandem.plan.planner import Planner
from tandem.reply import Reply
from tandem.reply.text import plain, terminal
from tandem.settings import Settings

MODELS = Path("models")
PHRASES = Path("data/phrases")
OPENERS, QUESTIONS = Path("data/openers.yml"), Path("data/advice/questions.yml")
SHELL = "cmdline"
WAIT = FollowupAction("action_listen")  # what all rules say, too; said here, Rasa need not look for a rule


def respond(dispatcher: CollectingDispatcher, tracker: Tracker, *, to: str) -> list[EventType]:
    """Answer the latest message: send the replies, keep in slots what the next message needs.

    `to` is the part of the core that the rules chose, see `tandem.dialogue.desk.Desk`.
    """
    desk, phrases, files = load()
    message = Message.from_parse(tracker.latest_message)
    with files.removed_on_error():
        replies, session = desk.respond(message, Session.from_slots(tracker.slots), to=to)
        _send(dispatcher, replies, phrases, shell=tracker.get_latest_input_channel() == SHELL)
        slots = session.to_slots().items()
        kept = [SlotSet(name, value) for name, value in slots if value != tracker.get_slot(name)]
    return [*kept, WAIT]


@cache
def load() -> tuple[Desk, Phrases, Files]:
    """The desk with all it knows, and where it keeps files; read once, when the server starts."""
    phrases = Phrases.load(PHRASES)
    openers = yaml.safe_load(OPENERS.read_text(encoding="utf-8"))
    book = Book.load(MODELS / "advice.json")
    settings = Settings.from_environment()
    files = Files(settings.files, url=settings.url)
    questionnaire = Questionnaire.load(MODELS / "assessment.json")
    knowledge = Knowledge.load(MODELS / "knowledge.json")
    catalog = Catalog.load(MODELS / "metrics.json")
    desk = Desk(
        Advisor(knowledge, phrases, openers=openers),
        Adviser(book, questions.load(QUESTIONS), phrases),
        Assessor(questionnaire, Result(questionnaire, book, phrases, files), phrases),
        Figurer(catalog, knowledge, FunnelCheck(catalog, book, phrases, files), phrases),
        Planner(book, PlanDocument.load(MODELS / "agreement.json", book, phrases), phrases, files),
        phrases,
    )
    return desk, phrases, files


def _send(dispatcher: CollectingDispatcher, replies: list[Reply], phrases: Phrases, *, shell: bool) -> None:
    """Send replies as text for stock channels, each with all its parts beside it for channels that know more.

    Rasa's shell turns buttons into a menu that hides the line to type in, so there they are part of the text; and it
    sets no line between messages, so there it is one.
    """
    if shell:
        dispatcher.utter_message(text=_unbroken("\n\n".join(terminal(reply, phrases) for reply in replies)))
        return
    for reply in replies:
        image = next((a.url or a.path for a in reply.attachments if a.kind == "image"), None)
        text, buttons = _unbroken(plain(reply, phrases)), _buttons(reply)
        dispatcher.utter_message(text=text, image=image, buttons=buttons, reply=reply.to_dict())


def _unbroken(text: str) -> str:
    """`text` with a space in its empty lines: Rasa's channels would cut it there into several messages."""
    return text.replace("\n\n", "\n \n")


def _buttons(reply: Reply) -> list[dict[str, Any]]:
    return [{"title": s.title, "payload": s.title} for s in reply.suggestions]
