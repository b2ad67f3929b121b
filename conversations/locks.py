"""Conversations in which one message at a time is handled, by one server or by several that share Redis."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager, nullcontext, suppress
from weakref import WeakValueDictionary

import redis
from rasa.core.lock import TicketLock
from rasa.core.lock_store import LockStore
from rasa.shared.exceptions import RasaException
from rasa.utils.endpoints import EndpointConfig
from redis.asyncio import Redis
from redis.asyncio.lock import Lock

LIFETIME = 30.0  # seconds until a lock of a server that died is free; it is renewed as long as one lives
PAUSE = 0.02  # seconds between two looks whether another server's lock is free
TIMEOUT = 10.0  # seconds that Redis may take
logger = logging.getLogger(__name__)


class ConversationLocks(LockStore):
    """Locks that are held in the order in which they were asked for, without Rasa's pause of a second.

    Rasa's own Redis lock store reads a lock and writes it back: two servers that do so at the same time both get it.

    Args:
        endpoint_config: `url` is that of a Redis that all servers share ("redis://host:6379/0"); where it is empty,
            there is one server.

    Raises:
        RasaException: there is no Redis at `url`.
    """

    def __init__(self, endpoint_config: EndpointConfig | None = None) -> None:
        url = endpoint_config.url if endpoint_config else None
        self._redis = _connected(url) if url else None
        self._queues: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        super().__init__()

    @property
    def are_shared(self) -> bool:
        """Whether other servers see these locks."""
        return self._redis is not None

    @asynccontextmanager
    async def lock(
        self, conversation_id: str, lock_lifetime: float = LIFETIME, wait_time_in_seconds: float = PAUSE
    ) -> AsyncGenerator[TicketLock, None]:
        """Hold the lock of a conversation; whoever asks for it meanwhile waits.

        Raises:
            RasaException: Redis cannot be reached.
        """
        queue = self._queues.setdefault(conversation_id, asyncio.Lock())
        shared = _shared(self._redis, f"lock:{conversation_id}") if self._redis else nullcontext()
        async with queue, shared:
            yield self.create_lock(conversation_id)


def _connected(url: str) -> Redis:
    """A client of the Redis at this address, which is asked whether it is there."""
    try:
        with redis.Redis.from_url(url, socket_timeout=TIMEOUT) as client:
            client.ping()
    except (ValueError, redis.RedisError) as error:
        shown = re.sub("//.*@", "//", url)  # without the password
        raise RasaException(f"endpoints.yml, lock_store: no Redis at {shown!r}: {error}") from error
    return Redis.from_url(url, socket_timeout=TIMEOUT)


@asynccontextmanager
async def _shared(client: Redis, name: str) -> AsyncIterator[None]:
    """Hold a lock that other servers see."""
    lock = Lock(client, name, timeout=LIFETIME, sleep=PAUSE)
    try:
        await lock.acquire()
    except redis.RedisError as error:
        raise RasaException(f"endpoints.yml, lock_store: Redis cannot be used: {error}") from error
    done = asyncio.Event()
    renewal = asyncio.create_task(_renewed(lock, done))
    try:
        yield
    finally:
        done.set()
        await renewal


async def _renewed(lock: Lock, done: asyncio.Event) -> None:
    """Renew a lock until the work is done, then give it back; the work goes on where Redis is gone by now."""
    try:
        while not await _is_set(done, LIFETIME / 3):
            await lock.reacquire()
        await lock.release()
    except redis.RedisError as error:
        logger.warning("endpoints.yml, lock_store: a lock was lost: %s", error)


async def _is_set(event: asyncio.Event, seconds: float) -> bool:
    """Whether an event is set within this time."""
    with suppress(asyncio.TimeoutError):
        await asyncio.wait_for(event.wait(), seconds)
    return event.is_set()
