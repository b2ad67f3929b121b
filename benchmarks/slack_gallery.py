"""How replies look in Slack: writes `docs/slack-gallery.md`, so that a change of look can be reviewed.

.venv/bin/python -m benchmarks.slack_gallery
"""

from __future__ import annotations

import html
import json
from pathlib import Path
from typing import Any

from benchmarks.understanding import Understanding
from channels.slack import blocks
from tandem.dialogue import Message
from tandem.dialogue.session import Session
from tandem.phrases import Phrases

PAGE, PHRASES, MODELS = Path("docs/slack-gallery.md"), Path("data/phrases"), Path("models")
SHOWN = {
    "A comparison": ("documents", "how do sales and marketing differ in focus?"),
    "A list": ("documents", "which metrics does marketing use?"),
    "A refusal": ("documents", "what does a sales manager earn?"),
    "A question of a form": ("advice", "we're 12 people, B2B software, sales says marketing's leads are junk"),
    "Tips": ("advice", "500 employees, b2b, salesforce, deals take 9 months, both teams claim the same deal"),
    "A figure": ("figures", "We spent $20k and won 40 customers, what is our CAC?"),
    "A question of the self-assessment": ("assessment", "take the self-assessment"),
}


def main() -> None:
    """Answer each message in this process, and write the page."""
    PAGE.write_text(page(Understanding(MODELS)), encoding="utf-8")


def page(understanding: Understanding) -> str:
    """The page, from what the trained pipeline makes of the messages."""
    from actions.reply import load

    desk, phrases, _ = load()
    parts = ["# How replies look in Slack", "Written by `.venv/bin/python -m benchmarks.slack_gallery`."]
    for title, (to, text) in SHOWN.items():
        message = Message.from_parse(understanding.parse(text))
        replies, _ = desk.respond(message, Session(), to=to)
        shown = [block for reply in replies for block in _blocks(reply.to_dict(), phrases)]
        told = json.dumps({"blocks": shown}, indent=1, ensure_ascii=False)
        parts += [f"## {title}", f"> {text}", f"```\n{preview(shown)}\n```"]
        parts += [f"<details><summary>Blocks</summary>\n\n```json\n{told}\n```\n\n</details>"]
    return "\n\n".join(parts) + "\n"


def preview(shown: list[dict[str, Any]]) -> str:
    """The blocks as one reads them."""
    return html.unescape("\n\n".join(filter(None, map(_read, shown))).replace("\u200b", ""))


def _blocks(reply: dict[str, Any], phrases: Phrases) -> list[dict[str, Any]]:
    return blocks.blocks(reply, phrases) + blocks.suggestions([s["title"] for s in reply["suggestions"]], phrases)


def _read(block: dict[str, Any]) -> str:
    if block["type"] == "divider":
        return "─" * 40
    if block["type"] == "actions":
        return "  ".join(f"[ {element['text']['text']} ]" for element in block["elements"])
    if block["type"] == "context":
        return "  " + "  ".join(element["text"] for element in block["elements"])
    return "\n\n".join(text["text"] for text in block.get("fields", [block.get("text")]) if text)


if __name__ == "__main__":
    main()
