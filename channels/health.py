"""`GET /health`: whether the server has a model and can answer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse


class HealthInput(InputChannel):
    """No conversation: answers 200 when a model is loaded, else 503."""

    @classmethod
    def name(cls) -> str:
        return "health"

    def url_prefix(self) -> str:
        return "/health"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        health = Blueprint("tandem_health")

        @health.get("/")
        async def ready(request: Request) -> HTTPResponse:
            loaded = request.app.ctx.agent.is_ready()
            return response.json({"ready": loaded}, status=200 if loaded else 503)

        return health
