from __future__ import annotations

import json
from pathlib import Path

import pytest
import sqlalchemy as sa

from conversations.feedback import Feedback
from conversations.history import RECENT, History
from conversations.store import EVENTS


@pytest.fixture
def engine(tmp_path: Path) -> sa.engine.Engine:
    made = sa.create_engine(f"sqlite:///{tmp_path}/c.db")
    EVENTS.create(made)
    return made


@pytest.fixture
def history(engine: sa.engine.Engine) -> History:
    return History(engine, EVENTS)


def say(engine: sa.engine.Engine, sender: str, id: str, text: str, *answers: str, **metadata: str) -> None:
    events = [{"event": "user", "message_id": id, "text": text, "timestamp": 1.5, "metadata": metadata}]
    events += [{"event": "slot"}, *({"event": "bot", "text": answer, "metadata": {}} for answer in answers)]
    rows = [{"sender_id": sender, "type_name": event["event"], "data": json.dumps(event)} for event in events]
    with engine.begin() as connection:
        connection.execute(EVENTS.insert(), rows)


def test_turns_are_messages_with_what_was_answered(engine: sa.engine.Engine, history: History) -> None:
    say(engine, "me", "1", "hi", "Hello.", "What now?")
    say(engine, "you", "2", "psst")
    say(engine, "me", "3", "restart", "Done.", written="/restart")
    told = [(turn.id, turn.text, [reply["text"] for reply in turn.replies]) for turn in history.read("me")]
    assert told == [("1", "hi", ["Hello.", "What now?"]), ("3", "/restart", ["Done."])]


def test_a_message_is_found_by_its_id(engine: sa.engine.Engine, history: History) -> None:
    say(engine, "me", "1", "hi", "Hello.")
    found = history.find("me", "1")
    assert found is not None
    assert found.text == "hi"
    assert history.find("me", "2") is None
    assert history.find("you", "1") is None


def test_of_a_long_conversation_the_end_is_read(engine: sa.engine.Engine, history: History) -> None:
    for number in range(RECENT):
        say(engine, "me", str(number), "hi", "Hello.")
    assert history.read("me", most=7)[-1].id == str(RECENT - 1)
    assert len(history.read("me", most=7)) == 3
    assert history.find("me", "0") is None


def test_deleting_one_conversation_leaves_the_others(engine: sa.engine.Engine, history: History) -> None:
    say(engine, "me", "1", "hi", "Hello.")
    say(engine, "you", "2", "hi", "Hello.")
    history.delete("me")
    assert history.read("me") == []
    assert len(history.read("you")) == 1


def test_the_last_opinion_counts(engine: sa.engine.Engine) -> None:
    feedback = Feedback(engine)
    feedback.keep("me", "1", "up", "")
    feedback.keep("me", "1", "down", "too short")
    feedback.keep("you", "1", "up", "")
    assert feedback.read("me") == {"1": {"thumb": "down", "comment": "too short"}}
    feedback.delete("me")
    assert feedback.read("me") == {}
    assert feedback.read("you") != {}
