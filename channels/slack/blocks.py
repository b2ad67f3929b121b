"""A reply as Block Kit blocks, within Slack's published limits (docs.slack.dev/reference/block-kit)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from channels.slack.text import bold, escaped, pieces, shortened
from tandem.phrases import Phrases

Block = dict[str, Any]
LONGEST = 2900  # characters of a section; Slack takes 3,000
LONGEST_FIELD, MOST_FIELDS = 1900, 10
LONGEST_BUTTON, LONGEST_VALUE = 75, 150  # LONGEST_VALUE: of an option of a menu
MOST_BUTTONS, MOST_OPTIONS = 25, 100
MOST_BLOCKS = 45  # of a message; Slack takes 50
SAY, MENU, THUMB = "say", "menu", "thumb"  # how the ids of actions begin
JUDGED = frozenset({"answer", "comparison", "decline", "tips", "result", "figures"})


def blocks(reply: dict[str, Any], phrases: Phrases) -> list[Block]:
    """The blocks of a reply without its suggestions."""
    parts = [_progress(reply, phrases), *_sections(escaped(reply["text"])), *_list(reply["points"])]
    parts += _comparison(reply["columns"])
    for card in reply["cards"]:
        rows = (f"*{escaped(label)}:* {escaped(text)}" for label, text in card["rows"])
        parts += [{"type": "divider"}, *_sections("\n".join([bold(card["title"]), *rows]))]
    parts += _sections(escaped(reply["after"]))
    parts += _sources(reply["sources"], phrases)
    return [part for part in parts if part]


def suggestions(titles: Iterable[str], phrases: Phrases) -> list[Block]:
    """What can be said next: buttons, or a menu where these are too many."""
    shown = list(titles)[:MOST_OPTIONS]
    if not shown:
        return []
    if len(shown) <= MOST_BUTTONS:
        return [
            {"type": "actions", "block_id": SAY, "elements": [button(f"{SAY}-{n}", t) for n, t in enumerate(shown)]}
        ]
    options = [{"text": plain(title), "value": title[:LONGEST_VALUE]} for title in shown]
    menu = {"type": "static_select", "action_id": MENU, "placeholder": plain(phrases("choose")), "options": options}
    return [{"type": "actions", "block_id": SAY, "elements": [menu]}]


def thumbs(message: str, phrases: Phrases) -> list[Block]:
    """Whether what was answered to the message of this id helped."""
    labels = {"up": phrases("thumb_up"), "down": phrases("thumb_down")}
    elements = [
        {"type": "button", "action_id": f"{THUMB}-{thumb}", "text": plain(label), "value": message}
        for thumb, label in labels.items()
    ]
    return [{"type": "actions", "block_id": THUMB, "elements": elements}]


def messages(parts: list[Block]) -> list[list[Block]]:
    """Blocks as messages, none of which has too many."""
    return [parts[at : at + MOST_BLOCKS] for at in range(0, len(parts), MOST_BLOCKS)]


def section(text: str) -> Block:
    """A section of `text`, which is escaped."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": text, "verbatim": True}}


def button(id: str, title: str) -> dict[str, Any]:
    """A button that says `title`."""
    return {"type": "button", "action_id": id, "text": plain(title), "value": title}


def plain(text: str) -> dict[str, Any]:
    """Text without formats, as buttons take it."""
    return {"type": "plain_text", "text": shortened(text, LONGEST_BUTTON), "emoji": False}


def _sections(text: str) -> list[Block]:
    found = pieces(text, LONGEST) if text else []
    return [section(piece) for piece in found]


def _list(points: Iterable[str]) -> list[Block]:
    return _sections("\n".join(f"•  {escaped(point)}" for point in points))


def _comparison(columns: list[dict[str, Any]]) -> list[Block]:
    """Side by side, which Slack stacks on a phone; what is too long for that below each other."""
    told = [_side(column) for column in columns]
    if not told:
        return []
    if len(told) > MOST_FIELDS or any(len(text) > LONGEST_FIELD for text in told):
        return [part for text in told for part in _sections(text)]
    return [{"type": "section", "fields": [{"type": "mrkdwn", "text": text, "verbatim": True} for text in told]}]


def _side(column: dict[str, Any]) -> str:
    points = (f"•  {escaped(point)}" for point in column["points"])
    return "\n".join(filter(None, [bold(column["title"]), escaped(column["text"]), *points]))


def _progress(reply: dict[str, Any], phrases: Phrases) -> Block | None:
    if not reply["progress"]:
        return None
    at, of = reply["progress"]
    return _context(escaped(phrases("progress", at=at, all=of)))


def _sources(sources: list[dict[str, Any]], phrases: Phrases) -> list[Block]:
    sections: dict[str, list[str]] = {}
    for source in sources:
        sections.setdefault(source["document"], []).append(source["section"])
    places = [f"{document}: {', '.join(dict.fromkeys(named))}" for document, named in sections.items()]
    told = phrases("source", places="; ".join(places)) if places else ""
    return [_context(escaped(shortened(told, LONGEST_FIELD)))] if told else []


def _context(text: str) -> Block:
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": text, "verbatim": True}]}
