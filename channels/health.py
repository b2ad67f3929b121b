"""`GET /health`: whether the server can answer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from tandem_rasa import server


class HealthInput(InputChannel):
    """No conversation: answers 200 if a model is loaded and not all actions hang, else 503."""

    @classmethod
    def name(cls) -> str:
        return "health"

    def url_prefix(self) -> str:
        return "/health"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        health = Blueprint("tandem_health")
        server.guard(health)

        @health.get("/")
        async def ready(request: Request) -> HTTPResponse:
            agent = request.app.ctx.agent
            ready = agent.is_ready() and not getattr(agent.action_endpoint, "all_stuck", False)
            return response.json({"ready": ready}, status=200 if ready else 503)

        return health
