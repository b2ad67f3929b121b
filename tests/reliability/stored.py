"""What a server keeps of conversations: in its database, and as its web channel gives it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

import sqlalchemy as sa

from tests.browser import Browser

KINDS = "('user', 'bot')"
SAID = f"SELECT sender_id, type_name, data FROM events WHERE type_name IN {KINDS} ORDER BY id"


class Turn(NamedTuple):
    """A message and what was answered."""

    text: str
    told: list[str]


Stored = dict[str, list[Turn]]


def read(database: Path | str) -> Stored:
    """The turns of each conversation in a database: the file of an SQLite, or an address."""
    url = f"sqlite:///{database}" if isinstance(database, Path) else database
    engine = sa.create_engine(url)
    found: Stored = {}
    with engine.connect() as connection:
        for sender, kind, data in connection.execute(sa.text(SAID)):
            _add(found.setdefault(sender, []), kind, json.loads(data).get("text") or "")
    engine.dispose()
    return found


def exported(browser: Browser) -> list[Turn]:
    """The turns that the web channel gives as a file."""
    if not browser.token:
        return []
    answer = browser.ask("GET", "/conversation")
    assert answer.status == 200, answer.body
    turns = answer.json["turns"]
    return [Turn(turn["text"], [json.dumps(reply) for reply in turn["replies"]]) for turn in turns]


def _add(turns: list[Turn], kind: str, text: str) -> None:
    if kind == "user":
        turns.append(Turn(text, []))
    elif turns:
        turns[-1].told.append(text)
