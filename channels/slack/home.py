"""The app's home in Slack: what to ask, the plan, and a new beginning."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from channels.slack.blocks import Block
from channels.slack.text import bold, escaped
from tandem.phrases import Phrases

ASK, OVER = "home-ask", "home-over"


def home(asks: Sequence[str], plan: Sequence[str], phrases: Phrases) -> dict[str, Any]:
    """The view, from things to ask and the names of the practices in the plan."""
    told = "\n".join(f"{n}. {escaped(name)}" for n, name in enumerate(plan, 1)) or escaped(phrases("home_no_plan"))
    parts: list[Block] = [
        {"type": "header", "text": _plain(phrases("home_title"))},
        _section(escaped(phrases("home_hello"))),
        _section(bold(phrases("home_ask"))),
        {"type": "actions", "elements": [_button(f"{ASK}-{n}", ask) for n, ask in enumerate(asks)]},
        {"type": "divider"},
        _section(bold(phrases("home_plan")) + "\n" + told),
        {"type": "actions", "elements": [{**_button(OVER, phrases("home_over")), "confirm": _confirm(phrases)}]},
    ]
    return {"type": "home", "blocks": parts}


def _confirm(phrases: Phrases) -> dict[str, Any]:
    return {
        "title": _plain(phrases("home_over")),
        "text": _plain(phrases("home_over_sure")),
        "confirm": _plain(phrases("home_over_yes")),
        "deny": _plain(phrases("home_over_no")),
        "style": "danger",
    }


def _section(text: str) -> Block:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text, "verbatim": True}}


def _button(id: str, title: str) -> dict[str, Any]:
    return {"type": "button", "action_id": id, "text": _plain(title), "value": title}


def _plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text, "emoji": False}
