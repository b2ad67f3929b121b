"""Conversations in a PostgreSQL."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import psycopg2
import pytest
import sqlalchemy as sa
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, UserUttered
from sqlalchemy.exc import DBAPIError

from conversations.store import EVENTS, ConversationStore
from tests.services import Postgres, running_postgres


@pytest.fixture(scope="module")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Postgres]:
    with running_postgres(tmp_path_factory.mktemp("postgres")) as running:
        yield running


@pytest.fixture
def store(postgres: Postgres) -> Iterator[ConversationStore]:
    made = ConversationStore(Domain.empty(), host=postgres.url)
    yield made
    with made.engine.begin() as connection:
        connection.execute(EVENTS.delete())
    made.engine.dispose()


async def say(store: ConversationStore, text: str) -> None:
    tracker = await store.get_or_create_tracker("me", append_action_listen=False)
    tracker.update_with_events([UserUttered(text), ActionExecuted("action_listen")], store.domain)
    await store.save(tracker)


def stored(store: ConversationStore) -> int:
    with store.engine.connect() as connection:
        wanted = sa.select(sa.func.count()).where(EVENTS.c.type_name == "user")
        return int(connection.execute(wanted).scalar())


def break_commit(store: ConversationStore, monkeypatch: pytest.MonkeyPatch, *, after: bool) -> None:
    """Let the connection break once, right before or after the database commits."""
    commit, left = store.engine.dialect.do_commit, [True]

    def broken(connection: Any) -> None:
        if not left:
            commit(connection)
            return
        left.clear()
        if after:
            commit(connection)
        raise psycopg2.OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr(store.engine.dialect, "do_commit", broken)


def test_a_turn_whose_commit_was_not_confirmed_but_done_counts(
    store: ConversationStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_commit(store, monkeypatch, after=True)
    asyncio.run(say(store, "hello"))
    assert stored(store) == 1


def test_a_turn_whose_commit_was_not_done_is_an_error(
    store: ConversationStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_commit(store, monkeypatch, after=False)
    with pytest.raises(DBAPIError):
        asyncio.run(say(store, "hello"))
    assert stored(store) == 0


def test_a_connection_that_a_restart_cut_is_not_used(store: ConversationStore, postgres: Postgres) -> None:
    asyncio.run(say(store, "hello"))
    postgres.restart()
    asyncio.run(say(store, "again"))
    assert stored(store) == 2


def test_no_other_database_is_made(
    store: ConversationStore, tmp_path: Any, monkeypatch: Any, postgres: Postgres
) -> None:
    monkeypatch.chdir(tmp_path)
    ConversationStore(Domain.empty(), host=postgres.url).engine.dispose()
    assert list(tmp_path.iterdir()) == []
