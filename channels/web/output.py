"""Replies as the widget gets them."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from rasa.core.channels.channel import OutputChannel

from tandem.reply import Reply


class Replies(OutputChannel):
    """Collects what is said in one turn, each as a structured reply."""

    def __init__(self) -> None:
        self.found: list[dict[str, Any]] = []

    @classmethod
    def name(cls) -> str:
        return "web"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        self.found.append(public(message.get("reply"), message.get("text") or ""))


def public(reply: dict[str, Any] | None, text: str) -> dict[str, Any]:
    """A reply without what concerns nobody outside: places in the file system. What has no parts is a notice."""
    told = reply or Reply("notice", text).to_dict()
    return {
        **told,
        "attachments": [_attachment(attachment) for attachment in told["attachments"]],
        "sources": [{name: source[name] for name in ("document", "section", "passage")} for source in told["sources"]],
        "suggestions": [{"title": suggestion["title"]} for suggestion in told["suggestions"]],
    }


def _attachment(attachment: dict[str, Any]) -> dict[str, Any]:
    """With its address on this server, by whatever name that is reached."""
    shown = {name: attachment[name] for name in ("kind", "title", "alt")}
    return {**shown, "url": urlsplit(attachment["url"]).path}
