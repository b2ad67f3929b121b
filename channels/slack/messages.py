"""What Slack says somebody said."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

LINK = re.compile(r"<(https?://|mailto:)?([^<>|]*)(?:\|([^<>]*))?>")


@dataclass(frozen=True)
class Place:
    """Where a conversation is: a direct message, a thread, or what one person asks by command in a channel.

    `key` names it among all; `thread` is the time stamp of what it hangs under, "" for nothing.
    """

    key: str
    channel: str
    thread: str = ""

    @classmethod
    def of(cls, team: str, event: Mapping[str, Any]) -> Place:
        """The place of a message: the direct message as a whole, or a thread, which a message outside of one begins."""
        channel, thread = event["channel"], event.get("thread_ts") or ""
        if event.get("channel_type") == "im" or channel.startswith("D"):
            return cls(f"{team}:{channel}", channel, thread)
        thread = thread or event["ts"]
        return cls(f"{team}:{channel}:{thread}", channel, thread)

    @classmethod
    def of_command(cls, command: Mapping[str, Any]) -> Place:
        """The place of a slash command: nobody but who typed it sees the answers."""
        key = f"{command['team_id']}:{command['channel_id']}:command:{command['user_id']}"
        return cls(key, command["channel_id"])


def is_said(event: Mapping[str, Any]) -> bool:
    """Whether a message is somebody's own words: no bot's, and no edit, join or deletion."""
    return not event.get("bot_id") and event.get("subtype") in (None, "file_share", "thread_broadcast")


def words(text: str, bot: str) -> str:
    """What was typed: without the mention of the bot, links and names as they are shown."""
    text = re.sub(rf"<@{re.escape(bot)}(?:\|[^<>]*)?>", " ", text)
    return html.unescape(LINK.sub(lambda match: match[3] or match[2].lstrip("@#!"), text)).strip()
