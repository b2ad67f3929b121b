"""The app's home in Slack: what to ask, the plan, and a new beginning."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from channels.slack.blocks import Block, button, plain, section
from channels.slack.text import bold, escaped
from tandem.phrases import Phrases

ASK, OVER = "home-ask", "home-over"


def home(asks: Sequence[str], plan: Sequence[str], phrases: Phrases) -> dict[str, Any]:
    """The view, from things to ask and the names of the practices in the plan."""
    told = "\n".join(f"{n}. {escaped(name)}" for n, name in enumerate(plan, 1)) or escaped(phrases("home_no_plan"))
    parts: list[Block] = [
        {"type": "header", "text": plain(phrases("home_title"))},
        section(escaped(phrases("home_hello"))),
        section(bold(phrases("home_ask"))),
        {"type": "actions", "elements": [button(f"{ASK}-{n}", ask) for n, ask in enumerate(asks)]},
        {"type": "divider"},
        section(bold(phrases("home_plan")) + "\n" + told),
        {"type": "actions", "elements": [{**button(OVER, phrases("home_over")), "confirm": _confirm(phrases)}]},
    ]
    return {"type": "home", "blocks": parts}


def _confirm(phrases: Phrases) -> dict[str, Any]:
    return {
        "title": plain(phrases("home_over")),
        "text": plain(phrases("home_over_sure")),
        "confirm": plain(phrases("home_over_yes")),
        "deny": plain(phrases("home_over_no")),
        "style": "danger",
    }
