"""The requests of the widget, as `openapi.yml` describes them."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from functools import wraps
from typing import Any

from rasa.shared.exceptions import RasaException
from sanic import Blueprint, response
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from channels.errors import Refused
from channels.web import body
from channels.web.limit import Limit
from channels.web.origins import Origins
from channels.web.passages import Passages
from channels.web.service import Service
from channels.web.token import Tokens
from tandem_rasa.errors import describe
from tandem_rasa.processor import NotStored, unavailable

Run = Callable[..., Awaitable[HTTPResponse]]
Route = Callable[..., Coroutine[Any, Any, HTTPResponse]]
STORE_FAILURES = (NotStored, DBAPIError, PoolTimeout, RasaException, OSError, asyncio.TimeoutError)
logger = logging.getLogger(__name__)


class Routes:
    """Reads requests, checks who asks and how often, and has them carried out.

    Args:
        limits: "conversation", "address" and "beginnings", see `channels.web.channel.SHARES`.
        service: gives what can be done with a conversation, once a model is loaded.
    """

    def __init__(
        self,
        tokens: Tokens,
        origins: Origins,
        limits: dict[str, Limit],
        passages: Passages,
        service: Callable[[Request], Awaitable[Service]],
    ) -> None:
        self._tokens, self._origins, self._limits = tokens, origins, limits
        self._passages, self._service = passages, service

    def add_to(self, web: Blueprint) -> None:
        """Add all of them, and what browsers ask before a page of another origin may send something."""
        served: list[tuple[str, str, Run]] = [
            ("GET", "/openapi.json", self._describe),
            ("POST", "/conversation", self._begin),
            ("GET", "/conversation", self._export),
            ("DELETE", "/conversation", self._forget),
            ("POST", "/messages", self._say),
            ("GET", "/messages", self._history),
            ("POST", "/feedback", self._judge),
            ("GET", "/passages/<id:path>", self._passage),
        ]
        for method, path, run in served:
            web.add_route(self._guarded(run), path, methods=[method], name=run.__name__)
        for number, path in enumerate(dict.fromkeys(path for _, path, _ in served)):
            web.add_route(_preflight, path, methods=["OPTIONS"], name=f"preflight{number}")

    async def _describe(self, request: Request) -> HTTPResponse:
        return response.json(body.openapi())

    async def _begin(self, request: Request) -> HTTPResponse:
        key = body.read(request, "Begin")["key"]
        self._count("beginnings", _address(request))
        return response.json({"token": self._tokens.issue(key)}, 201)

    async def _say(self, request: Request) -> HTTPResponse:
        person = self._person(request)
        said = body.read(request, "Message")
        self._count("conversation", person)
        self._count("address", _address(request))
        turn = (await self._service(request)).say(person, said["id"], said["text"])
        return response.json(await asyncio.shield(asyncio.ensure_future(turn)))  # whoever hangs up meanwhile

    async def _history(self, request: Request) -> HTTPResponse:
        person = self._person(request)
        return response.json({"turns": await (await self._service(request)).history(person)})

    async def _export(self, request: Request) -> HTTPResponse:
        person = self._person(request)
        told = {"turns": await (await self._service(request)).history(person, most=None)}
        return response.json(told, headers={"Content-Disposition": 'attachment; filename="conversation.json"'})

    async def _forget(self, request: Request) -> HTTPResponse:
        person = self._person(request)
        await (await self._service(request)).forget(person)
        return response.empty(204)

    async def _judge(self, request: Request) -> HTTPResponse:
        person = self._person(request)
        opinion = body.read(request, "Feedback")
        comment = opinion.get("comment", "")
        await (await self._service(request)).judge(person, opinion["message"], opinion["thumb"], comment)
        return response.empty(204)

    async def _passage(self, request: Request, id: str) -> HTTPResponse:
        found = self._passages.read(id)
        if found is None:
            raise Refused(404, "no_such_passage", f"no passage {id[:100]!r}")
        return response.json(found)

    def _guarded(self, run: Run) -> Route:
        """`run` for pages that may ask, with each refusal and failure as JSON."""

        @wraps(run)
        async def guarded(request: Request, **path: str) -> HTTPResponse:
            try:
                if not self._origins.allow(request.headers.get("origin"), request.host):
                    raise Refused(403, "origin", "this page's origin is not among TANDEM_ORIGINS")
                answer = await run(request, **path)
            except Refused as refused:
                answer = refused.response()
            except SanicException:
                raise
            except STORE_FAILURES as error:
                logger.error("a request of the web channel failed: %s", describe(error))
                answer = Refused(503, "not_stored", unavailable()).response()
            except Exception as error:
                logger.error("a request of the web channel failed: %s", describe(error))
                answer = Refused(500, "failed", "something went wrong here; try again").response()
            answer.headers.setdefault("Cache-Control", "no-store")
            return answer

        return guarded

    def _person(self, request: Request) -> str:
        token = (request.headers.get("authorization") or "").removeprefix("Bearer ")
        person = self._tokens.read(token, request.headers.get("x-tandem-key") or "")
        if person is None:
            raise Refused(401, "unknown", "no conversation of this browser; begin one")
        return person

    def _count(self, limit: str, key: str) -> None:
        if seconds := self._limits[limit].wait(key):
            raise Refused(429, "too_many", f"too many requests; wait {seconds} s", seconds=seconds)


async def _preflight(request: Request, **path: str) -> HTTPResponse:
    return response.empty(204)


def _address(request: Request) -> str:
    return request.remote_addr or request.ip  # the first where SANIC_PROXIES_COUNT names trusted proxies
