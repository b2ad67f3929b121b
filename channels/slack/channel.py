"""`/slack/events`, or Socket Mode: Tandem in Slack."""

from __future__ import annotations

import logging
import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rasa.core.channels.channel import InputChannel, UserMessage
from rasa.shared.exceptions import RasaException
from sanic import Blueprint, Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from channels.slack.settings import Settings
from tandem.advice.book import Book
from tandem.files import Files
from tandem.phrases import Phrases
from tandem.settings import Settings as TandemSettings
from tandem_rasa import progress
from tandem_rasa.errors import describe
from tandem_rasa.server import guard

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncApp

MODELS, PHRASES = Path("models"), Path("data/phrases")
logger = logging.getLogger(__name__)


class SlackInput(InputChannel):
    """Listens to Slack, in the way whose tokens are set; not at all where none is."""

    def __init__(self, settings: Settings | None) -> None:
        self._settings = settings

    @classmethod
    def name(cls) -> str:
        return "slack"

    def url_prefix(self) -> str:
        return "/slack"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> SlackInput:
        """With the tokens of the environment, which Slack is asked about.

        Raises:
            RasaException: one is missing or wrong; says which and why.
        """
        try:
            settings = Settings.read(os.environ)
        except ValueError as problem:
            raise RasaException(f"the Slack channel cannot start: {problem}") from problem
        if settings:
            _check(settings)
        return cls(settings)

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        slack = Blueprint("tandem_slack")
        guard(slack)
        if self._settings:
            _listen(slack, self._settings, on_new_message)
        return slack


def _check(settings: Settings) -> None:
    """Ask Slack whether it knows the tokens."""
    from slack_sdk import WebClient
    from slack_sdk.errors import SlackApiError

    try:
        client = WebClient(settings.bot, base_url=settings.api)
        client.auth_test()
        if settings.app:
            client.apps_connections_open(app_token=settings.app)
    except SlackApiError as refused:
        error = refused.response.get("error")
        raise RasaException(f"the Slack channel cannot start: Slack refuses a token ({error})") from refused
    except OSError as unreachable:
        raise RasaException(
            f"the Slack channel cannot start: no way to {settings.api} ({unreachable})"
        ) from unreachable


def _listen(slack: Blueprint, settings: Settings, handle: Callable[[UserMessage], Awaitable[Any]]) -> None:
    from slack_bolt.adapter.sanic import AsyncSlackRequestHandler
    from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler

    from channels.slack.app import MALFORMED
    from channels.slack.signature import is_signed

    running: dict[str, Any] = {}

    @slack.listener("after_server_start")
    async def start(server: Sanic, loop: object) -> None:
        running["app"] = _app(server, settings, handle)
        if settings.app:
            running["socket"] = AsyncSocketModeHandler(running["app"], settings.app)
            await running["socket"].connect_async()

    @slack.listener("before_server_stop")
    async def stop(server: Sanic, loop: object) -> None:
        if "socket" in running:
            await running["socket"].close_async()

    if settings.signing:

        @slack.post("/events")
        async def events(request: Request) -> HTTPResponse:
            if progress.deliveries.is_closed:
                return response.text("stopping; send it again", 503)
            if not is_signed(request, settings.signing):
                return response.text("not signed by Slack, or too old", 401)
            try:
                return await AsyncSlackRequestHandler(running["app"]).handle(request)
            except MALFORMED as error:  # of Bolt; what listeners raise goes to `app.error`
                logger.warning("a request isn't one of Slack's kinds: %s", describe(error))
                return response.text("not a request that Slack sends", 400)


def _app(server: Sanic, settings: Settings, handle: Callable[[UserMessage], Awaitable[Any]]) -> AsyncApp:
    from channels.slack.app import build
    from channels.slack.conversations import Conversations

    book = Book.load(MODELS / "advice.json")
    ours = TandemSettings.from_environment()
    phrases = Phrases.load(PHRASES)
    conversations = Conversations(lambda: server.ctx.agent, handle, Files(ours.files), ours.secret, phrases)
    return build(settings, conversations, book)
