"""What all of Tandem's channels ask of the server they run in."""

from __future__ import annotations

import asyncio
import ipaddress
import logging
import os
import sys
from urllib.parse import urlsplit

from rasa.core.agent import Agent
from sanic import Blueprint, Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from conversations.claim import Claim, DatabaseInUse
from conversations.locks import ConversationLocks
from tandem.settings import Settings
from tandem_rasa import progress
from tandem_rasa.errors import describe
from tandem_rasa.processor import without_fallback

MOST_BYTES = 1_000_000  # of a request; each channel has a limit of its own below it
STOP_SECONDS = 25.0  # how long messages being worked on are waited for when the server stops
CLAIM_PAUSE = 10.0  # seconds between two looks whether the database is still ours
logger = logging.getLogger(__name__)


def guard(channel: Blueprint) -> None:
    """Let a channel answer by known host names only, and the server start and stop in good order."""
    hosts = Hosts(Settings.from_environment())

    @channel.middleware("request")
    async def refuse_unknown_hosts(request: Request) -> HTTPResponse | None:
        if hosts.allow(request.host):
            return None
        message = "this server isn't known by that host name; start it with TANDEM_URL set to the address people use"
        return response.json({"error": {"code": "unknown_host", "message": message}}, 421)

    channel.listener(_limit_requests, "before_server_start")
    channel.listener(_claim_database, "after_server_start")
    channel.listener(_finish_work, "before_server_stop")


async def _limit_requests(app: Sanic, loop: object) -> None:
    app.config.REQUEST_MAX_SIZE = MOST_BYTES


class Hosts:
    """The names by which the server may be asked for.

    Other names are refused: a page elsewhere whose name was made to lead to this machine
    (DNS rebinding) could read conversations else. Addresses of digits can't be used for that.
    """

    def __init__(self, settings: Settings) -> None:
        named = (urlsplit(address).hostname for address in (settings.url, *settings.origins))
        self._names = frozenset(filter(None, named)) | {"localhost"}

    def allow(self, host: str) -> bool:
        """Whether a request's Host header may be answered; programs may send none."""
        if not host:
            return True
        try:
            name = urlsplit(f"//{host}").hostname or ""
        except ValueError:
            return False
        return name in self._names or name.endswith(".localhost") or _is_address(name)


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


async def _claim_database(app: Sanic, loop: object) -> None:
    """Stop at once if another server works on the same conversations."""
    claim = _claim_of(app.ctx.agent)
    if claim is None or hasattr(app.ctx, "claim"):  # another channel has done it
        return
    app.ctx.claim = claim
    try:
        await asyncio.to_thread(claim.take)
    except DatabaseInUse as error:
        print(error, file=sys.stderr, flush=True)
        os._exit(1)  # nothing has been taken in yet
    app.ctx.claim_check = asyncio.create_task(_keep(claim))


def _claim_of(agent: Agent) -> Claim | None:
    engine = getattr(without_fallback(agent.tracker_store), "engine", None)
    locks = agent.lock_store
    shared = not isinstance(locks, ConversationLocks) or locks.are_shared
    return Claim(engine.url, shared=shared) if engine is not None else None


async def _keep(claim: Claim) -> None:
    """Take the claim again after the database was restarted."""
    while True:
        await asyncio.sleep(CLAIM_PAUSE)
        try:
            await asyncio.to_thread(claim.check)
        except Exception as error:
            logger.warning("the claim on the database couldn't be checked: %s", describe(error))


async def _finish_work(app: Sanic, loop: object) -> None:
    """Take no more messages, and finish those being worked on."""
    if check := getattr(app.ctx, "claim_check", None):
        check.cancel()
    progress.turns.close()
    done = await progress.turns.finished(seconds=STOP_SECONDS)
    if not (done and await progress.deliveries.finished(seconds=STOP_SECONDS)):
        logger.warning("stopped while messages were being worked on; their senders may try again")
