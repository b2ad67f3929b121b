"""Calls to Slack that may fail without the rest being lost."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError

from tandem_rasa import progress

Listener = Callable[..., Awaitable[None]]
PAUSE = 1.0  # seconds before a call is tried again
FAILURES = (SlackClientError, aiohttp.ClientError, asyncio.TimeoutError, OSError)
logger = logging.getLogger(__name__)


def counted(listener: Listener) -> Listener:
    """Let a server that stops wait for what a listener does: Slack doesn't send it again."""

    @wraps(listener)  # Bolt reads the names of the parameters
    async def count(*arguments: Any, **named: Any) -> None:
        with progress.deliveries.track():
            await listener(*arguments, **named)

    return count


async def attempt(call: Callable[[], Awaitable[Any]], *, tries: int = 1) -> tuple[Any, str]:
    """What a call gives and "", or None and what went wrong, which is logged without what was said.

    What Slack itself refuses ("channel_not_found") is not tried again.
    """
    for left in reversed(range(tries)):
        try:
            return await call(), ""
        except SlackApiError as refused:
            return None, _refused(refused)
        except FAILURES as failed:
            logger.error("Slack could not be reached: %s", type(failed).__name__)
            if left:
                await asyncio.sleep(PAUSE)
    return None, "unreachable"


def _refused(refused: SlackApiError) -> str:
    answer = refused.response
    needed = f", it needs the scope {answer.get('needed')}" if answer.get("needed") else ""
    logger.error("Slack refused %s: %s%s", answer.api_url, answer.get("error"), needed)
    return str(answer.get("error"))
