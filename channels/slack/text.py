"""Text as Slack takes it."""

from __future__ import annotations

import re

FORMATS = re.compile(r"([*_~`])")
APART = "\u200b"  # of no width: what stands beside it is not read as a format


def escaped(text: str) -> str:
    """`text` for Slack's mrkdwn, showing just what it says: no mention, no link, no format comes of it."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return FORMATS.sub(rf"\1{APART}", text)


def bold(text: str) -> str:
    """`text`, which is escaped, in bold, line by line."""
    return "\n".join(f"*{line}*" if line.strip() else line for line in escaped(text).split("\n"))


def pieces(text: str, longest: int) -> list[str]:
    """`text` in pieces of at most `longest` characters, broken between paragraphs, lines, sentences or words."""
    found = []
    while len(text) > longest:
        cut = next((at for mark in ("\n\n", "\n", ". ", " ") if (at := text.rfind(mark, 1, longest)) > 0), longest - 1)
        found.append(text[: cut + 1].rstrip())
        text = text[cut + 1 :].lstrip()
    return [*found, text] if text or not found else found


def shortened(text: str, longest: int) -> str:
    """At most `longest` characters of `text`, with a sign where something is missing."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
