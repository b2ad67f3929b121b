"""Slack's published limits of Block Kit (docs.slack.dev/reference/block-kit/blocks), as a check."""

from __future__ import annotations

from typing import Any

KINDS = {"section", "context", "actions", "divider", "header"}
MOST = {"message": 50, "home": 100}


def problems(blocks: list[dict[str, Any]], place: str = "message") -> list[str]:
    """What Slack would refuse in these blocks."""
    found = [] if len(blocks) <= MOST[place] else [f"{len(blocks)} blocks"]
    ids = [block["block_id"] for block in blocks if "block_id" in block]
    found += [f"block_id {id} twice" for id in ids if ids.count(id) > 1]
    for block in blocks:
        found += [f"{block.get('type')}: {problem}" for problem in _of(block)]
    return found


def _of(block: dict[str, Any]) -> list[str]:
    kind = block.get("type")
    if kind not in KINDS:
        return ["no such kind"]
    if kind == "section":
        texts = block.get("fields", [])
        found = _text(block["text"], 3000) if "text" in block else ([] if texts else ["neither text nor fields"])
        found += [f"{len(texts)} fields"] if len(texts) > 10 else []
        return found + [problem for text in texts for problem in _text(text, 2000)]
    if kind == "context":
        elements = block["elements"]
        found = [] if 1 <= len(elements) <= 10 else [f"{len(elements)} elements"]
        return found + [problem for element in elements for problem in _text(element, 3000)]
    if kind == "header":
        return _text(block["text"], 150)
    return _actions(block["elements"]) if kind == "actions" else []


def _actions(elements: list[dict[str, Any]]) -> list[str]:
    found = [] if 1 <= len(elements) <= 25 else [f"{len(elements)} elements"]
    ids = [element["action_id"] for element in elements]
    found += ["action_id twice"] if len(set(ids)) < len(ids) else []
    for element in elements:
        if element["type"] == "button":
            found += _text(element["text"], 75)
            found += ["value too long"] if len(element.get("value", "")) > 2000 else []
        elif element["type"] == "static_select":
            options = element["options"]
            found += [] if 1 <= len(options) <= 100 else [f"{len(options)} options"]
            for option in options:
                found += _text(option["text"], 75) + (["option value too long"] if len(option["value"]) > 150 else [])
        else:
            found.append(f"unknown element {element['type']}")
    return found


def _text(text: dict[str, Any], most: int) -> list[str]:
    if text.get("type") not in ("plain_text", "mrkdwn"):
        return ["no text"]
    return [] if 1 <= len(text["text"]) <= most else [f"text of {len(text['text'])} characters, at most {most}"]
