"""What is offered is answered."""

from __future__ import annotations

from pathlib import Path

import yaml

from launch.assistant import Assistant
from tandem.documents.knowledge import Knowledge
from tests.talk import Talk


def test_every_passage_answers_the_question_it_is_offered_by(assistant: Assistant, knowledge: Knowledge) -> None:
    wrong = []
    for passage in knowledge.passages:
        said = (passage.sentences or passage.points)[0]
        if passage.question and said not in Talk(assistant.url).say(passage.question):
            wrong.append((passage.question, passage.id))
    assert wrong == []


def test_greeting_offers_the_openers(talk: Talk, knowledge: Knowledge) -> None:
    talk.say("hello")
    openers = yaml.safe_load(Path("data/openers.yml").read_text())
    assert talk.buttons == [passage.question for passage in map(knowledge.get, openers) if passage]
