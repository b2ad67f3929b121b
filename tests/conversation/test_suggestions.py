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


def test_greeting_offers_a_question_tips_and_the_self_assessment(talk: Talk, knowledge: Knowledge) -> None:
    talk.say("hello")
    opener = knowledge.get(yaml.safe_load(Path("data/openers.yml").read_text())[0])
    assert opener
    tips, assessment = "Give me tips for my company", "How well do we work together? (self-assessment)"
    assert talk.buttons == [opener.question, tips, assessment]
