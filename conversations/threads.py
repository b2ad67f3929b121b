"""Threads for the database, so that one that hangs holds up nothing else."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")
LIMIT_SECONDS = 15.0  # how long the database is waited for
threads = ThreadPoolExecutor(16, "database")


async def in_thread(function: Callable[..., T], *arguments: Any) -> T:
    """Call `function`, which waits for the database, in a thread of its own.

    Raises:
        asyncio.TimeoutError: it takes too long.
    """
    work = asyncio.get_running_loop().run_in_executor(threads, function, *arguments)
    return await asyncio.wait_for(work, LIMIT_SECONDS)
