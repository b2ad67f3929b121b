"""`POST /webhooks/rest/webhook`: Rasa's REST channel, which checks what it is sent."""

from __future__ import annotations

import json
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from rasa.utils.endpoints import bool_arg
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from channels import body
from channels.errors import Refused
from channels.turns import plain_text
from tandem_rasa import server
from tandem_rasa.errors import describe
from tandem_rasa.processor import unavailable

NAME = "rest"
LONGEST_NAME = 255  # characters
Handler = Callable[[UserMessage], Awaitable[Any]]
logger = logging.getLogger(__name__)


class RestInput(InputChannel):
    """Takes Rasa's requests and gives Rasa's replies.

    What isn't a proper request gets 400 or 413, a turn that couldn't be stored 503; both come as
    {"error": {"code", "message"}}.
    """

    @classmethod
    def name(cls) -> str:
        return NAME

    def blueprint(self, on_new_message: Handler) -> Blueprint:
        rest = Blueprint("tandem_rest")
        server.guard(rest)

        @rest.get("/")
        async def health(request: Request) -> HTTPResponse:
            return response.json({"status": "ok"})

        @rest.post("/webhook")
        async def receive(request: Request) -> HTTPResponse:
            try:
                replies = await _answer(Incoming.read(request), on_new_message)
            except Refused as refused:
                return refused.response()
            if bool_arg(request, "stream", default=False):
                lines = "".join(f"{json.dumps(reply)}\n" for reply in replies)
                return HTTPResponse(lines, content_type="text/event-stream")
            return response.json(replies)

        return rest


@dataclass(frozen=True)
class Incoming:
    """A message as Rasa's clients send it."""

    sender: str
    message: str
    input_channel: str
    metadata: dict[str, Any] | None

    @classmethod
    def read(cls, request: Request) -> Incoming:
        """Check the body of a request.

        Raises:
            Refused: something is missing or isn't as it should be; says what.
        """
        sent = body.parse(request)
        if not isinstance(sent, dict):
            raise _invalid('the body must be an object: {"sender": "...", "message": "..."}')
        message, metadata = sent.get("message"), sent.get("metadata")
        if not isinstance(message, str):
            raise _invalid("message must be a string")
        if len(message) > body.MOST_CHARACTERS:
            most = f"a message has at most {body.MOST_CHARACTERS:,} characters; shorten it"
            raise Refused(413, "too_long", most)
        if not isinstance(metadata, dict | None):
            raise _invalid("metadata must be an object")
        sender, channel = _name(sent, "sender"), _name(sent, "input_channel", default=NAME)
        return cls(sender, message, channel, metadata)


class Replies(CollectingOutputChannel):
    """Collects replies in Rasa's format."""

    raises_not_stored = True


async def _answer(incoming: Incoming, handle: Handler) -> list[dict[str, Any]]:
    replies = Replies()
    text, metadata = plain_text(incoming.message), incoming.metadata
    message = UserMessage(text, replies, incoming.sender, input_channel=incoming.input_channel, metadata=metadata)
    try:
        await handle(message)
    except Exception as error:  # nothing stays, or the locks couldn't be reached before it began
        logger.error("a message over REST could not be worked on: %s", describe(error))
        raise Refused(503, "not_stored", unavailable()) from error
    return list(replies.messages)


def _name(sent: dict[str, Any], field: str, *, default: str | None = None) -> str:
    name = sent.get(field) or default
    if isinstance(name, str) and 0 < len(name) <= LONGEST_NAME and name.isprintable():
        return name
    raise _invalid(f"{field} must be a string of 1 to {LONGEST_NAME} printable characters")


def _invalid(message: str) -> Refused:
    return Refused(400, "invalid", message)
