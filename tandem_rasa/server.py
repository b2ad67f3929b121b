"""What all of Tandem's channels ask of the server they run in."""

from __future__ import annotations

import asyncio
import ipaddress
import logging
import os
import sys
import time
from urllib.parse import urlsplit

from rasa.core.agent import Agent
from sanic import Blueprint, Sanic, response
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse
from sqlalchemy.engine.url import make_url

from conversations.claim import Claim, DatabaseInUse
from conversations.locks import ConversationLocks
from conversations.store import ConversationStore
from conversations.threads import in_thread
from tandem.settings import Settings
from tandem_rasa import progress
from tandem_rasa.errors import describe
from tandem_rasa.processor import unavailable, without_fallback
from tandem_rasa.strict_http import use_strict_http

MOST_BYTES = 1_000_000  # of a request; each channel has a limit of its own below it
STOP_SECONDS = 25.0  # how long messages being worked on are waited for when the server stops
CLAIM_PAUSE = 10.0  # seconds between two looks whether the database is still ours
logger = logging.getLogger(__name__)


def guard(channel: Blueprint) -> None:
    """Let a channel answer by known host names only, and the server start and stop in good order."""
    use_strict_http()
    hosts = Hosts(Settings.from_environment())

    @channel.middleware("request")
    async def refuse(request: Request) -> HTTPResponse | None:
        if not hosts.allow(request.host):
            message = "this server isn't known by that host name; set TANDEM_URL to its address"
            return _refusal(421, "unknown_host", message)
        if not (hasattr(request.app.ctx, "claim") and request.app.ctx.agent.is_ready()):
            return _refusal(503, "not_ready", "the server isn't ready yet; try again in a moment")
        return None

    channel.exception(SanicException)(_as_json)
    channel.listener(_limit_requests, "before_server_start")
    channel.listener(_claim_database, "after_server_start")
    channel.listener(_finish_work, "before_server_stop")


def _as_json(request: Request, error: SanicException) -> HTTPResponse:
    """Sanic's own refusals, in the same form as ours."""
    if error.status_code == 503:  # it waited too long: for its own body, or behind other messages
        if request.stream and request.stream.request_bytes_left:
            return _refusal(408, "timeout", "the request didn't arrive in full; send it again")
        return _refusal(503, "not_stored", unavailable())
    code = type(error).__name__.lower()
    return _refusal(error.status_code, code, str(error) or "this can't be done here")


def _refusal(status: int, code: str, message: str) -> HTTPResponse:
    return response.json({"error": {"code": code, "message": message}}, status)


async def _limit_requests(app: Sanic, loop: object) -> None:
    app.config.REQUEST_MAX_SIZE = MOST_BYTES


class Hosts:
    """The names by which the server may be asked for.

    Other names are refused: otherwise a page elsewhere whose name was made to lead to this machine
    (DNS rebinding) could read conversations. IP addresses can't be used for that.
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
    """Answer from now on, or end at once if another server works on the same conversations."""
    if hasattr(app.ctx, "claim_check"):  # another channel has done it
        return
    claim = _claim_of(app.ctx.agent)
    app.ctx.claim_check = asyncio.create_task(_keep(claim, app))
    try:
        await in_thread(claim.take)
    except DatabaseInUse as error:
        print(error, file=sys.stderr, flush=True)
        os._exit(1)  # nothing has been taken in yet
    app.ctx.claim = claim


def _claim_of(agent: Agent) -> Claim:
    store, locks = without_fallback(agent.tracker_store), agent.lock_store
    shared = not isinstance(locks, ConversationLocks) or locks.are_shared
    url = store.engine.url if isinstance(store, ConversationStore) else make_url("sqlite://")
    return Claim(url, shared=shared)


async def _keep(claim: Claim, app: Sanic) -> None:
    """Take the claim again after the database was restarted, or stop if another server has it."""
    while True:
        await asyncio.sleep(CLAIM_PAUSE)
        try:
            await in_thread(claim.check)
        except DatabaseInUse as error:
            print(error, file=sys.stderr, flush=True)
            app.stop()
            return
        except Exception as error:
            logger.warning("the claim on the database couldn't be checked: %s", describe(error))


async def _finish_work(app: Sanic, loop: object) -> None:
    """Take no more messages, and finish those being worked on."""
    check = vars(app.ctx).pop("claim_check", None)
    if check is None:  # another channel has done it
        return
    check.cancel()
    end = time.monotonic() + STOP_SECONDS
    progress.deliveries.close()
    delivered = await progress.deliveries.finished(until=end)
    progress.turns.close()
    if not (await progress.turns.finished(until=end) and delivered):
        logger.warning("stopped while messages were being worked on; their senders may try again")
