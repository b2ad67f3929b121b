"""Conversations on disk: nothing is lost, and a turn reads a bounded part of them."""

from __future__ import annotations

import asyncio
from pathlib import Path
from random import Random
from unittest.mock import patch

import pytest
import sqlalchemy as sa
from rasa.core.tracker_store import FailSafeTrackerStore, SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActionReverted,
    ActiveLoop,
    AllSlotsReset,
    ConversationPaused,
    ConversationResumed,
    Event,
    Restarted,
    SessionStarted,
    SlotSet,
    UserUtteranceReverted,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.exceptions import RasaException

from conversations.store import INDEXES, ConversationStore
from conversations.window import Window

DOMAIN = Domain.from_dict(
    {"slots": {name: {"type": "any", "mappings": [{"type": "custom"}]} for name in ("size", "context")}}
)
START = [ActionExecuted("action_session_start"), SessionStarted(), ActionExecuted("action_listen")]


def turn(number: int) -> list[Event]:
    said = UserUttered(f"message {number}", intent={"name": "greet", "confidence": 1.0})
    return [said, SlotSet("context", number), ActionExecuted("action_answer"), ActionExecuted("action_listen")]


@pytest.fixture
def store(tmp_path: Path) -> ConversationStore:
    return ConversationStore(DOMAIN, db=str(tmp_path / "c.db"))


def add(store: SQLTrackerStore, *events: Event, person: str = "me") -> None:
    async def work() -> None:
        tracker = await store.get_or_create_tracker(person, append_action_listen=False)
        tracker.update_with_events(list(events), DOMAIN)
        await store.save(tracker)

    asyncio.run(work())


def read(store: SQLTrackerStore, person: str = "me") -> DialogueStateTracker | None:
    return asyncio.run(store.retrieve(person))


def stored(store: ConversationStore) -> int:
    with store.engine.connect() as connection:
        return int(connection.scalar(sa.text("select count(*) from events")))


def statements(store: ConversationStore) -> list[str]:
    seen: list[str] = []
    for engine in (store.engine, store.reader):
        sa.event.listen(engine, "before_cursor_execute", lambda *told: seen.append(told[2]))
    return seen


def test_what_was_said_is_there_again(store: ConversationStore) -> None:
    add(store, *START, *turn(1))
    assert read(store).latest_message.text == "message 1"
    assert read(store).get_slot("context") == 1
    assert read(store, person="somebody else") is None


def test_it_reads_what_rasas_own_store_wrote(tmp_path: Path) -> None:
    theirs = SQLTrackerStore(DOMAIN, db=str(tmp_path / "c.db"))
    add(theirs, *START, SlotSet("size", 12), *turn(1))
    for index in INDEXES:
        index.drop(theirs.engine)  # Rasa's store by itself makes none of them
    ours = ConversationStore(DOMAIN, db=str(tmp_path / "c.db"))
    assert read(ours).get_slot("size") == 12
    found = {index["name"] for index in sa.inspect(ours.engine).get_indexes("events")}
    assert {index.name for index in INDEXES} <= found


def test_a_tracker_made_elsewhere_is_stored_too(store: ConversationStore) -> None:
    asyncio.run(store.save(DialogueStateTracker.from_events("me", [*START, *turn(1)], DOMAIN.slots)))
    assert read(store).latest_message.text == "message 1"


def test_a_missing_driver_is_said(tmp_path: Path) -> None:
    with pytest.raises(RasaException, match="driver"):
        ConversationStore(DOMAIN, dialect="mysql+mysqlconnector", db="tandem")


def test_each_event_is_stored_once(store: ConversationStore) -> None:
    add(store, *START)
    for number in range(40):
        add(store, *turn(number))
    assert stored(store) == 3 + 40 * 4


def test_a_long_conversation_is_read_in_part_and_begins_with_a_turn(store: ConversationStore) -> None:
    add(store, *START, *(event for number in range(100) for event in turn(number)))
    tracker = read(store)
    assert len(tracker.events) < 40
    assert tracker.latest_message.text == "message 99"
    assert next(event for event in tracker.events if not isinstance(event, SlotSet)) == ActionExecuted("action_listen")


def test_what_was_set_long_ago_still_holds(store: ConversationStore) -> None:
    add(store, *START, SlotSet("size", 12), ActiveLoop("tips_form"))
    add(store, SlotSet("size", 120), *(event for number in range(100) for event in turn(number)))
    tracker = read(store)
    assert tracker.get_slot("size") == 120
    assert tracker.active_loop_name == "tips_form"


def test_a_form_left_long_ago_is_left(store: ConversationStore) -> None:
    add(store, *START, ActiveLoop("tips_form"), ActiveLoop(None))
    add(store, *(event for number in range(100) for event in turn(number)))
    assert read(store).active_loop is None


@pytest.mark.parametrize("reset", [Restarted(), SessionStarted()])
def test_what_was_set_before_a_new_beginning_is_gone(store: ConversationStore, reset: Event) -> None:
    add(store, *START, SlotSet("size", 12), reset)
    add(store, *(event for number in range(100) for event in turn(number)))
    assert read(store).get_slot("size") is None


@pytest.mark.parametrize("seed", range(20))
def test_the_state_is_that_of_the_whole_conversation(store: ConversationStore, seed: int) -> None:
    """Whatever happened, also what is undone, paused or emptied."""
    random = Random(seed)
    rare: list[Event] = [
        UserUtteranceReverted(),
        ActionReverted(),
        AllSlotsReset(),
        ConversationPaused(),
        ConversationResumed(),
        Restarted(),
        SessionStarted(),
    ]
    events = list(START)
    for number in range(60):
        events += turn(number)
        now_and_then = [SlotSet("size", number), ActiveLoop("tips_form"), ActiveLoop(None)]
        events += random.choices(now_and_then, k=random.randrange(2))
        if random.random() < 0.03:
            events += [random.choice(rare)]
    add(store, *events)
    ours, whole = read(store), DialogueStateTracker.from_events("me", events, DOMAIN.slots)
    assert ours.current_slot_values() == whole.current_slot_values()
    assert ours.active_loop_name == whole.active_loop_name
    assert ours.is_paused() == whole.is_paused()
    assert getattr(ours.latest_message, "text", None) == getattr(whole.latest_message, "text", None)


def test_going_back_ten_turns_keeps_what_was_set_before(store: ConversationStore) -> None:
    add(store, *START, SlotSet("size", 12), *(event for number in range(50) for event in turn(number)))
    for _ in range(10):
        add(store, UserUtteranceReverted())
    assert read(store).get_slot("size") == 12
    assert read(store).latest_message.text == "message 39"


def test_a_turn_longer_than_the_window_is_read_whole(store: ConversationStore) -> None:
    add(store, *START, *turn(1), UserUttered("long"), *(ActionExecuted(f"action_{n}") for n in range(50)))
    assert read(store).latest_message.text == "long"


def test_the_whole_conversation_can_still_be_had(store: ConversationStore) -> None:
    add(store, *START, *(event for number in range(100) for event in turn(number)))
    assert len(asyncio.run(store.retrieve_full_tracker("me")).events) == 403


def test_a_turn_takes_three_statements_however_long_the_conversation(store: ConversationStore) -> None:
    add(store, *START)
    seen = statements(store)
    add(store, *turn(0))
    assert len(seen) == 2
    add(store, *(event for number in range(1, 200) for event in turn(number)))
    seen.clear()
    add(store, *turn(200))
    assert len(seen) == 3


def test_no_statement_walks_through_the_whole_table(store: ConversationStore) -> None:
    add(store, *START, *(event for number in range(50) for event in turn(number)))
    seen = []
    sa.event.listen(store.reader, "before_cursor_execute", lambda c, cur, sql, values, *_: seen.append((sql, values)))
    read(store)
    with store.engine.connect() as connection:
        plans = [connection.exec_driver_sql(f"explain query plan {sql}", values).all() for sql, values in seen[:2]]
    steps = [str(step) for plan in plans for step in plan]
    assert any("SEARCH events" in step for step in steps)
    assert not [step for step in steps if "SCAN events" in step]


def test_a_conversation_that_could_not_be_read_once_is_not_begun_anew(store: ConversationStore) -> None:
    add(store, *START, *turn(1))
    safe = FailSafeTrackerStore(store)

    async def say_while_reading_fails() -> None:
        with patch.object(Window, "read", side_effect=ConnectionError):
            tracker = await safe.get_or_create_tracker("me", append_action_listen=False)
        tracker.update_with_events([*START, *turn(2)], DOMAIN)
        await safe.save(tracker)

    asyncio.run(say_while_reading_fails())
    kept = read(store)
    assert kept is not None
    assert kept.get_slot("context") == 1


def test_the_last_reset_is_looked_for_among_resets_only(store: ConversationStore) -> None:
    seen = statements(store)
    for number in range(10):
        add(store, *turn(number))
    reset = next(statement for statement in seen if "coalesce(max(" in statement)
    asked = f"EXPLAIN QUERY PLAN {reset}"
    with store.engine.connect() as connection:
        plan = [row.detail for row in connection.exec_driver_sql(asked, ("me",) * reset.count("?"))]
    assert not any("events_in_order" in step for step in plan)
