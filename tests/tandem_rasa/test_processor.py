"""A turn is all or nothing: what isn't stored isn't answered, and nothing of it stays."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.tracker_store import FailSafeTrackerStore
from sqlalchemy.exc import OperationalError

from conversations.locks import ConversationLocks
from conversations.store import EVENTS, ConversationStore
from tandem.files import Files
from tandem_rasa import processor, progress
from tandem_rasa.local_actions import LocalActions
from tandem_rasa.processor import TurnProcessor

COMPANY = "we're 12 people, B2B software, in a crm, our reps say the leads are junk"
FUNNEL = "12,000 visits, 240 leads, 72 MQLs, 5 SQLs, 4 opportunities and 2 won"
QUESTION = "what does marketing focus on?"
AGAIN = "send it again"


class Conversation:
    """A conversation with an agent in this process."""

    def __init__(self, agent: Agent, files: Path) -> None:
        self._agent, self._files = agent, files
        self.actions: dict[str, Callable[..., Any]] = agent.action_endpoint._executor.actions
        self.store: ConversationStore = processor.without_fallback(agent.tracker_store)

    async def send(self, text: str) -> str:
        """What is answered to `text`."""
        channel = CollectingOutputChannel()
        await self._agent.handle_message(UserMessage(text, channel, "me"))
        return "\n".join(reply.get("text", "") for reply in channel.messages)

    def say(self, text: str) -> str:
        return asyncio.run(self.send(text))

    @property
    def stored(self) -> list[str]:
        """The messages that are stored."""
        wanted = sa.select(EVENTS.c.data).where(EVENTS.c.type_name == "user").order_by(EVENTS.c.id)
        with self.store.engine.connect() as connection:
            return [row.data for row in connection.execute(wanted)]

    @property
    def files(self) -> list[Path]:
        return list(self._files.glob("*"))


@pytest.fixture(scope="module")
def model() -> Agent:
    processor.use_turn_processor()
    agent = Agent(lock_store=ConversationLocks(), action_endpoint=LocalActions())
    agent.load_model("models/tandem.tar.gz")
    return agent


@pytest.fixture
def conversation(model: Agent, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Conversation:
    """A new conversation; charts go to a folder of its own."""
    import actions.reply

    files = tmp_path / "files"
    for owner in (actions.reply.load()[2], model.processor._files, model.action_endpoint._files):
        monkeypatch.setattr(owner, "_folder", files)
    store = ConversationStore(model.domain, db=str(tmp_path / "c.db"))
    monkeypatch.setattr(model, "tracker_store", FailSafeTrackerStore(store))
    monkeypatch.setattr(model.processor, "tracker_store", store)
    monkeypatch.setattr(model, "lock_store", ConversationLocks())
    monkeypatch.setattr(model.action_endpoint._executor, "actions", dict(model.action_endpoint._executor.actions))
    return Conversation(model, files)


def test_rasas_agent_uses_it_without_the_store_in_memory(model: Agent) -> None:
    assert isinstance(model.processor, TurnProcessor)
    assert not isinstance(model.processor.tracker_store, FailSafeTrackerStore)


def test_a_turn_that_cannot_be_stored_is_not_answered(
    conversation: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    conversation.say(COMPANY)
    plan = conversation.say("show my plan")
    with monkeypatch.context() as broken:
        broken.setattr("conversations.store.Write._write", fail_with(disk_full()))
        assert AGAIN in conversation.say("add the first to my plan")
        assert AGAIN in conversation.say(FUNNEL)
    assert conversation.files == []
    assert len(conversation.stored) == 2
    assert conversation.say("show my plan") == plan
    assert "Added to your plan" in conversation.say("add the first to my plan")


def test_a_conversation_that_cannot_be_read_is_not_begun_anew(
    conversation: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    conversation.say(QUESTION)
    with monkeypatch.context() as broken:
        broken.setattr("conversations.window.Window.read", fail_with(disk_full()))
        assert AGAIN in conversation.say("and for sales?")
    assert len(conversation.stored) == 1
    assert "short term" in conversation.say("and for sales?")


def test_an_action_that_cannot_cope_asks_for_other_words_and_changes_nothing(
    conversation: Conversation, caplog: pytest.LogCaptureFixture
) -> None:
    conversation.say(QUESTION)
    answer = conversation.actions["action_answer"]
    conversation.actions["action_answer"] = fail_with(ValueError("leads are junk"))
    with caplog.at_level(logging.INFO):
        assert "another way" in conversation.say("why should the leads be junk?")
    assert "The action action_answer failed: ValueError" in caplog.text
    assert "junk" not in caplog.text
    conversation.actions["action_answer"] = answer
    assert "short term" in conversation.say("and for sales?")


def test_an_action_that_cannot_write_is_to_be_tried_again(conversation: Conversation) -> None:
    conversation.actions["action_answer"] = fail_with(OSError(28, "No space left on device"))
    assert AGAIN in conversation.say(QUESTION)
    assert conversation.stored == []


def test_an_action_that_hangs_is_given_up_and_what_it_writes_is_deleted(
    conversation: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    compute = conversation.actions["action_compute"].args[0]
    finished: list[bool] = []

    def slow(*arguments: Any) -> Any:
        time.sleep(0.5)
        told = compute(*arguments)
        finished.append(True)
        return told

    in_thread = conversation.actions["action_compute"].func
    conversation.actions["action_compute"] = lambda *told: in_thread(slow, *told)
    monkeypatch.setattr(processor, "TURN_SECONDS", 0.3)
    assert AGAIN in conversation.say(FUNNEL)
    deadline = time.monotonic() + 10
    while not finished or conversation.files:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert conversation.stored == []


def test_a_write_that_takes_too_long_is_rolled_back(
    conversation: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(*told: Any) -> None:
        if told[2].startswith("INSERT"):
            time.sleep(0.8)

    sa.event.listen(conversation.store.engine, "before_cursor_execute", slow)
    monkeypatch.setattr(processor, "TURN_SECONDS", 0.4)
    assert AGAIN in conversation.say(QUESTION)
    time.sleep(1)
    assert conversation.stored == []


def test_a_commit_that_has_begun_counts(conversation: Conversation, monkeypatch: pytest.MonkeyPatch) -> None:
    sa.event.listen(conversation.store.engine, "commit", lambda connection: time.sleep(0.8))
    monkeypatch.setattr(processor, "TURN_SECONDS", 0.5)
    assert "long term" in conversation.say(QUESTION)
    assert len(conversation.stored) == 1


def test_a_server_that_stops_finishes_what_it_works_on_and_takes_nothing_new(
    conversation: Conversation,
) -> None:
    async def work() -> tuple[str, str, bool]:
        first = asyncio.create_task(conversation.send(QUESTION))
        await asyncio.sleep(0.01)
        progress.turns.close()
        refused = await conversation.send("why?")
        done = await progress.turns.finished(until=time.monotonic() + 10)
        return await first, refused, done

    try:
        answered, refused, done = asyncio.run(work())
    finally:
        progress.turns.reopen()
    assert "long term" in answered
    assert AGAIN in refused
    assert done
    assert len(conversation.stored) == 1


def test_files_of_a_reply_are_deleted_with_it(tmp_path: Path) -> None:
    files = Files(tmp_path)
    kept = files.keep("chart.png", b"1")
    held = processor.HeldReplies(CollectingOutputChannel())
    asyncio.run(held.send_response("me", {"reply": {"attachments": [{"path": kept.path}]}}))
    held.discard(files)
    assert not Path(kept.path).exists()


def fail_with(error: Exception) -> Callable[..., Any]:
    def fail(*arguments: Any, **options: Any) -> Any:
        raise error

    return fail


def disk_full() -> OperationalError:
    return OperationalError("INSERT", {}, Exception("database or disk is full"))
