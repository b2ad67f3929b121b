"""Put replies into Slack, whatever Slack says to it."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from channels.slack import blocks
from channels.slack.blocks import Block
from channels.slack.messages import Place
from channels.slack.text import escaped, pieces, shortened
from tandem.phrases import Phrases

Send = Callable[[list[Block], str], Awaitable[Any]]
LONGEST_TEXT = 3_500  # characters of a message; Slack cuts behind 4,000
SHORT = 300  # characters of what a notification shows
TOO_MUCH = frozenset({"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "msg_too_long"})
logger = logging.getLogger(__name__)


class Post:
    """Posts to one place."""

    def __init__(self, client: AsyncWebClient, place: Place, phrases: Phrases) -> None:
        self._client, self._place, self._phrases = client, place, phrases

    async def replies(self, replies: list[dict[str, Any]], message: str) -> None:
        """Post what was answered to the message of this id, with its charts and files."""
        await send_all(replies, message, self._say, self._phrases)
        for attachment in (a for reply in replies for a in reply["attachments"]):
            await self._upload(attachment)

    async def text(self, text: str) -> None:
        """Post a plain text."""
        await self._say([], text)

    async def _say(self, parts: list[Block], text: str) -> None:
        try:
            await self._client.chat_postMessage(
                channel=self._place.channel,
                thread_ts=self._place.thread or None,
                text=shortened(text, LONGEST_TEXT),
                blocks=parts or None,
                unfurl_links=False,
                unfurl_media=False,
            )
        except SlackApiError as refused:
            if not parts or refused.response.get("error") not in TOO_MUCH:
                tell(refused)
                return
            logger.error("Slack does not take the blocks (%s); sent as text", refused.response.get("error"))
            for piece in pieces(text, LONGEST_TEXT):
                await self._say([], piece)

    async def _upload(self, attachment: dict[str, Any]) -> None:
        file = Path(attachment["path"])
        what = {"filename": file.name, "title": attachment["title"], "alt_txt": attachment["alt"] or None}
        try:
            await self._client.files_upload_v2(
                **what, content=file.read_bytes(), channel=self._place.channel, thread_ts=self._place.thread or None
            )
        except SlackApiError as refused:
            tell(refused)


async def send_all(replies: list[dict[str, Any]], message: str, send: Send, phrases: Phrases) -> None:
    """Send replies by `send`, one message each (more where one is too long); the last one with what comes next."""
    for number, reply in enumerate(replies, 1):
        parts = blocks.blocks(reply, phrases)
        if number == len(replies):
            parts += blocks.suggestions([s["title"] for s in reply["suggestions"]], phrases)
            if any(told["kind"] in blocks.JUDGED for told in replies):
                parts += blocks.thumbs(message, phrases)
        groups = blocks.messages(parts)
        for at, group in enumerate(groups):
            await send(group, spoken(reply) if len(groups) == 1 else spoken(reply)[: SHORT * (at == 0) or 1])


def spoken(reply: dict[str, Any]) -> str:
    """A reply as text: what notifications and screen readers tell, and what is left where blocks are refused."""
    sides = [f"{column['title']}: {column['text']} {' '.join(column['points'])}" for column in reply["columns"]]
    rows = [f"{card['title']}. " + " ".join(f"{a}: {b}" for a, b in card["rows"]) for card in reply["cards"]]
    lines = [reply["text"], *reply["points"], *sides, *rows, reply["after"]]
    return escaped("\n".join(line for line in lines if line)) or "…"


def tell(refused: SlackApiError) -> None:
    """Log what Slack refused, without what was said."""
    answer = refused.response
    needed = f", it needs the scope {answer.get('needed')}" if answer.get("needed") else ""
    logger.error("Slack refused %s: %s%s", refused.response.api_url, answer.get("error"), needed)
