"""`/chat`: the page, the widget, and the conversations of browsers."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from rasa.shared.exceptions import RasaException
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from channels.turns import Turns
from channels.web import static
from channels.web.limit import Limit
from channels.web.origins import Origins
from channels.web.passages import Passages
from channels.web.routes import Routes
from channels.web.service import NAME, Service
from channels.web.token import Tokens
from conversations.threads import in_thread
from tandem.advice.book import Book
from tandem.documents.knowledge import Knowledge
from tandem.files import Files
from tandem.phrases import Phrases
from tandem.settings import Settings
from tandem_rasa import server

MODELS, PHRASES = Path("models"), Path("data/phrases")
PER_MINUTE = "30"  # messages of one conversation
SHARES = {"conversation": 1, "address": 10, "beginnings": 4}  # an office shares one address


class WebInput(InputChannel):
    """Serves the chat page and the widget, and answers the widget.

    Args:
        per_minute: messages that one conversation may send; an address may send ten times as many, and begin four times
            as many conversations. Half of it at once.
    """

    def __init__(self, tokens: Tokens, origins: Origins, *, per_minute: float) -> None:
        self._tokens, self._origins = tokens, origins
        rates = {key: share * per_minute for key, share in SHARES.items()}
        self._limits = {key: Limit(per_minute=rate, burst=max(1, int(rate / 2))) for key, rate in rates.items()}
        self._service: Service | None = None

    @classmethod
    def name(cls) -> str:
        return NAME

    def url_prefix(self) -> str:
        return "/chat"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> WebInput:
        """With TANDEM_SECRET, TANDEM_ORIGINS and TANDEM_PER_MINUTE of the environment.

        Raises:
            RasaException: one of them cannot be used; says which and why.
        """
        try:
            settings = Settings.from_environment()
            tokens, origins = Tokens(settings.secret), Origins(settings.origins)
            return cls(tokens, origins, per_minute=float(os.environ.get("TANDEM_PER_MINUTE", PER_MINUTE)))
        except ValueError as error:
            raise RasaException(f"the web channel cannot start: {error}") from error

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        web = Blueprint("tandem_web")
        server.guard(web)
        files = Files(Settings.from_environment().files)

        async def service(request: Request) -> Service:
            if self._service is None:
                agent = request.app.ctx.agent
                turns = await in_thread(Turns, agent, on_new_message, NAME, files)  # it looks into the database
                self._service = Service(turns)
            return self._service

        @web.get("/")
        async def page(request: Request) -> HTTPResponse:
            return await static.send(static.PAGE)

        @web.get("/widget/<path:path>")
        async def file(request: Request, path: str) -> HTTPResponse:
            return await static.send(path)

        @web.middleware("response")
        async def let_pages_read(request: Request, answer: HTTPResponse) -> None:
            answer.headers.update(self._origins.headers(request.headers.get("origin")))

        Routes(self._tokens, self._origins, self._limits, _passages(), service).add_to(web)
        return web


def _passages() -> Passages:
    knowledge, book = Knowledge.load(MODELS / "knowledge.json"), Book.load(MODELS / "advice.json")
    return Passages(knowledge, book, Phrases.load(PHRASES))
