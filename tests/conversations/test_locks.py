"""One message of a conversation at a time, in one server and in several."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest
from rasa.shared.exceptions import RasaException
from rasa.utils.endpoints import EndpointConfig
from redis.asyncio import Redis
from redis.asyncio.lock import Lock

from conversations import locks
from conversations.locks import ConversationLocks
from tests.services import running_redis


@pytest.fixture(scope="module")
def redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_redis(tmp_path_factory.mktemp("redis")) as url:
        yield url


def server(url: str) -> ConversationLocks:
    """The locks of one server."""
    return ConversationLocks(EndpointConfig(url=url))


class Room:
    """Where there is room for one; tells who was in it, in order."""

    def __init__(self) -> None:
        self.order: list[int] = []
        self.inside = self.most = 0

    async def use(self, store: ConversationLocks, number: int, conversation: str = "me") -> None:
        async with store.lock(conversation):
            self.inside += 1
            self.most = max(self.most, self.inside)
            self.order.append(number)
            await asyncio.sleep(0.01)
            self.inside -= 1


def run(work: Callable[[], Awaitable[object]]) -> None:
    async def all_of_it() -> None:
        await asyncio.wait_for(work(), 20)

    asyncio.run(all_of_it())


def test_messages_wait_for_each_other_in_the_order_in_which_they_came() -> None:
    room, store = Room(), ConversationLocks()
    run(lambda: asyncio.gather(*(room.use(store, number) for number in range(5))))
    assert (room.order, room.most) == ([0, 1, 2, 3, 4], 1)


def test_conversations_do_not_wait_for_each_other() -> None:
    room, store = Room(), ConversationLocks()
    run(lambda: asyncio.gather(*(room.use(store, number, str(number)) for number in range(5))))
    assert room.most == 5


def test_servers_that_share_redis_do_not_enter_at_the_same_time(redis: str) -> None:
    room = Room()

    async def work() -> None:
        servers = [server(redis) for _ in range(4)]
        await asyncio.gather(*(room.use(servers[n % 4], n) for n in range(24)))

    run(work)
    assert (len(room.order), room.most) == (24, 1)


def test_a_lock_is_given_back_when_the_work_fails(redis: str) -> None:
    async def work() -> None:
        with pytest.raises(KeyError):
            async with server(redis).lock("failing"):
                raise KeyError
        await Room().use(server(redis), 1, "failing")

    run(work)


def test_a_lock_is_kept_as_long_as_the_work_takes(redis: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locks, "LIFETIME", 0.3)
    room = Room()

    async def long() -> None:
        async with server(redis).lock("long"):
            await asyncio.sleep(1)
            assert room.order == []

    run(lambda: asyncio.gather(long(), room.use(server(redis), 1, "long")))
    assert room.order == [1]


def test_a_server_that_died_blocks_nobody_for_long(redis: str) -> None:
    async def work() -> None:
        await Lock(Redis.from_url(redis), "lock:left", timeout=0.3).acquire()  # and is never given back
        await Room().use(server(redis), 1, "left")

    run(work)


@pytest.mark.parametrize("url", ["redis://127.0.0.1:1/0", "localhost"])
def test_a_redis_that_is_not_there_stops_the_start(url: str) -> None:
    with pytest.raises(RasaException, match=f"endpoints.yml, lock_store: no Redis at '{url}'"):
        server(url)


def test_a_redis_that_ends_meanwhile_is_named(tmp_path: Path) -> None:
    with running_redis(tmp_path) as url:
        store = server(url)
    with pytest.raises(RasaException, match=r"endpoints\.yml, lock_store: Redis cannot be used"):
        run(lambda: Room().use(store, 1))
