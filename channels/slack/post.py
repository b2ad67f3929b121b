"""Put replies into Slack, whatever Slack says to it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from channels.slack import blocks
from channels.slack.blocks import Block
from channels.slack.call import attempt
from channels.slack.messages import Place
from channels.slack.text import escaped, pieces, shortened
from tandem.phrases import Phrases

Send = Callable[[list[Block], str], Awaitable[Any]]
LONGEST_TEXT = 3_500  # characters of a message; Slack cuts behind 4,000
MORE = "…"  # the text of a message that goes on with the one before
TOO_MUCH = frozenset({"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "msg_too_long"})
logger = logging.getLogger(__name__)


class Post:
    """Posts to one place, for all to see."""

    def __init__(self, client: AsyncWebClient, place: Place, phrases: Phrases) -> None:
        self._client, self._place, self._phrases = client, place, phrases

    async def replies(self, replies: list[dict[str, Any]], message: str) -> None:
        """Post what was answered to the message of this id, with its charts and files."""
        await send_all(replies, message, self.say, self._phrases)
        for attachment in (a for reply in replies for a in reply["attachments"]):
            await attempt(partial(self._upload, attachment))

    async def say(self, parts: list[Block], text: str) -> None:
        """Post a message; where Slack does not take its blocks, its text."""
        where = {"channel": self._place.channel, "thread_ts": self._place.thread or None}
        shown = {"text": shortened(text, LONGEST_TEXT), "blocks": parts or None}
        quiet = {"unfurl_links": False, "unfurl_media": False}
        _, problem = await attempt(
            lambda: self._client.api_call("chat.postMessage", json=_set(where | shown | quiet)), tries=2
        )
        if parts and problem in TOO_MUCH:
            for piece in pieces(text, LONGEST_TEXT):
                await self.say([], piece)

    async def _upload(self, attachment: dict[str, Any]) -> None:
        file = Path(attachment["path"])
        await self._client.files_upload_v2(
            filename=file.name,
            content=await asyncio.to_thread(file.read_bytes),
            title=attachment["title"],
            alt_txt=attachment["alt"] or None,
            channel=self._place.channel,
            thread_ts=self._place.thread or None,
        )


class Aside:
    """Answers one person so that nobody else sees it, by the address that Slack gave for it; no files."""

    def __init__(self, respond: Callable[..., Awaitable[Any]], phrases: Phrases) -> None:
        self._respond, self._phrases = respond, phrases

    async def replies(self, replies: list[dict[str, Any]], message: str) -> None:
        """Tell what was answered to the message of this id."""
        await send_all(replies, message, self.say, self._phrases)
        if any(reply["attachments"] for reply in replies):
            await self.say([], self._phrases("files_elsewhere"))

    async def say(self, parts: list[Block], text: str) -> None:
        """Tell something; where Slack does not take its blocks, its text."""
        how = {"response_type": "ephemeral", "replace_original": False}
        answer, _ = await attempt(lambda: self._respond(shortened(text, LONGEST_TEXT), parts or None, **how), tries=2)
        if answer is not None and answer.status_code != 200:
            logger.error("Slack refused an answer to a command: %s", answer.status_code)
            if parts and answer.status_code == 400:
                await self.say([], text)


async def send_all(replies: list[dict[str, Any]], message: str, send: Send, phrases: Phrases) -> None:
    """Send replies by `send`, one message each (more where one is too long); the last one with what comes next."""
    for number, reply in enumerate(replies, 1):
        parts = blocks.blocks(reply, phrases)
        if number == len(replies):
            parts += blocks.suggestions([s["title"] for s in reply["suggestions"]], phrases)
            if any(told["kind"] in blocks.JUDGED for told in replies):
                parts += blocks.thumbs(message, phrases)
        for at, group in enumerate(blocks.messages(parts)):
            await send(group, MORE if at else spoken(reply))


def spoken(reply: dict[str, Any]) -> str:
    """A reply as text: what notifications and screen readers tell, and what is left where blocks are refused."""
    sides = [f"{column['title']}: {column['text']} {' '.join(column['points'])}" for column in reply["columns"]]
    rows = [f"{card['title']}. " + " ".join(f"{a}: {b}" for a, b in card["rows"]) for card in reply["cards"]]
    lines = [reply["text"], *reply["points"], *sides, *rows, reply["after"]]
    return escaped("\n".join(line for line in lines if line)) or MORE


def _set(arguments: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in arguments.items() if value is not None}
