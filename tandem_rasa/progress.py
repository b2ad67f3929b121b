"""Which messages are being worked on, so that a server can finish them before it stops."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager

PAUSE = 0.02  # seconds between two looks


class Stopping(Exception):
    """The server is about to stop and takes no more messages."""


class WorkInProgress:
    """Counts what is being worked on; after `close` nothing new is let in."""

    def __init__(self) -> None:
        self._count, self._closed = 0, False

    @contextmanager
    def track(self) -> Iterator[None]:
        """Count what is done inside the block.

        Raises:
            Stopping: the server is about to stop.
        """
        if self._closed:
            raise Stopping
        self._count += 1
        try:
            yield
        finally:
            self._count -= 1

    @property
    def is_closed(self) -> bool:
        """Whether nothing new is let in."""
        return self._closed

    def close(self) -> None:
        """Let nothing new in."""
        self._closed = True

    def reopen(self) -> None:
        """Let work in again."""
        self._closed = False

    async def finished(self, *, until: float) -> bool:
        """Wait until nothing is being worked on; False if that isn't so by `until` (monotonic)."""
        while self._count and time.monotonic() < until:
            await asyncio.sleep(PAUSE)
        return not self._count


turns = WorkInProgress()  # messages that Rasa is working on
deliveries = WorkInProgress()  # answers on their way to a service such as Slack
