"""`GET /files/TOKEN/NAME`: charts and downloads that replies brought along."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, response
from sanic.exceptions import NotFound
from sanic.request import Request
from sanic.response import HTTPResponse

from tandem.settings import Settings
from tandem_rasa import server

PART = re.compile(r"[\w-]{1,64}(?:\.[a-z]{1,8})?")


class FilesInput(InputChannel):
    """No conversation: gives a file to who knows its address, which only its conversation was told."""

    @classmethod
    def name(cls) -> str:
        return "files"

    def url_prefix(self) -> str:
        return "/files"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        files = Blueprint("tandem_files")
        server.guard(files)
        folder = Settings.from_environment().files

        @files.get("/<token>/<name>")
        async def read(request: Request, token: str, name: str) -> HTTPResponse:
            place = folder / token / name
            if not (PART.fullmatch(token) and PART.fullmatch(name) and place.is_file()):
                raise NotFound("no such file")
            headers = {"Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff"}
            try:
                return await response.file(place, headers=headers)
            except OSError as error:  # it has just been deleted
                raise NotFound("no such file") from error

        return files
