"""Replies as the widget gets them."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit


def public(reply: dict[str, Any]) -> dict[str, Any]:
    """A reply without what concerns nobody outside: places in the file system, and what programs read."""
    return {
        **{name: value for name, value in reply.items() if name != "figures"},
        "attachments": [_attachment(attachment) for attachment in reply["attachments"]],
        "sources": [{name: source[name] for name in ("document", "section", "passage")} for source in reply["sources"]],
        "suggestions": [{"title": suggestion["title"]} for suggestion in reply["suggestions"]],
    }


def _attachment(attachment: dict[str, Any]) -> dict[str, Any]:
    """With its address on this server, by whatever name that is reached."""
    shown = {name: attachment[name] for name in ("kind", "title", "alt")}
    return {**shown, "url": urlsplit(attachment["url"]).path}
