"""Ask in bulk: play conversations through the trained assistant and write down what came of each turn.

    .venv/bin/python -m benchmarks.ask IN.jsonl OUT.jsonl

Each line of IN is a conversation: {"id": ..., "turns": ["text", ...]}. Each begins with nothing known.
Each line of OUT tells of one, in the same order:

    {"id", "error", "turns": [{"user", "text",
        "replies": [{"kind", "text", "sources": [ids], "suggestions": [titles]}],
        "skill", "intent", "declined", "symptoms": [ids], "offered_symptoms": [ids], "practices": [ids],
        "profile": {...}, "figures": [{"metric", "value", "inputs"}]}]}

`text` is all that was said; `symptoms` are those that a turn took for told, `offered_symptoms` those it
asked about; `profile` is what is known of the company after the turn. What is missing is empty, values
are unrounded. `error` says what went wrong with a line, "" if nothing did. The same input gives the
same file. The assistant runs in this process, without a server; nothing is kept.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from launch import quietly
from launch.mends import tensorflow
from launch.model_archive import MODEL

PRACTICE = "practice/"  # how the id of a practice begins among the sources
Row = dict[str, Any]
SKILLS_BY_KIND = {
    "answer": "answers",
    "comparison": "answers",
    "source": "answers",
    "decline": "answers",
    "tips": "advice",
    "result": "assessment",
    "figures": "metrics",
    "plan": "plan",
}
SKILLS_BY_TASK = {"advice": "advice", "assessment": "assessment", "figures": "metrics"}
SKILLS_BY_INTENT = {
    "start_over": "reset",
    "plan_": "plan",
    "assess_": "assessment",
    "tip_": "advice",
    "tell_": "advice",
    "want_tips": "advice",
    "compute_metric": "metrics",
    **dict.fromkeys(("greet", "goodbye", "thanks", "affirm", "deny", "bot_challenge"), "small_talk"),
    **dict.fromkeys(("want_human", "capabilities"), "small_talk"),
}


def main() -> int:
    """Play all conversations; 1 if one of them could not be played to its end."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("conversations", type=Path, metavar="IN.jsonl")
    parser.add_argument("results", type=Path, metavar="OUT.jsonl")
    options = parser.parse_args()
    quietly.hush()
    tensorflow.leave_out()
    try:
        lines = options.conversations.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        parser.error(f"{options.conversations} can't be read: {error}")
    rows = ask_all([line for line in lines if line.strip()])
    text = "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)
    options.results.write_text(text, encoding="utf-8")
    failed = [row for row in rows if row["error"]]
    for row in failed:
        print(f"{row['id']}: {row['error']}", file=sys.stderr)
    print(f"{len(rows) - len(failed)} of {len(rows)} conversations: {options.results}")
    return 1 if failed else 0


def ask_all(lines: Sequence[str]) -> list[Row]:
    """What came of each conversation."""
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(_ask_all(lines, Path(folder)))


async def _ask_all(lines: Sequence[str], folder: Path) -> list[Row]:
    from benchmarks.conversation import load_agent

    agent = load_agent(MODEL, folder)
    return [await _ask(agent, number, line) for number, line in enumerate(lines, 1)]


async def _ask(agent: Any, number: int, line: str) -> Row:
    """What came of one conversation, as far as it could be played."""
    from benchmarks.conversation import Conversation

    row: Row = {"id": number, "error": "", "turns": []}
    try:
        asked = json.loads(line)
        row["id"] = asked["id"]
        texts = list(_texts(asked["turns"]))
    except (ValueError, KeyError, TypeError) as error:
        row["error"] = f"line {number} isn't a conversation: {type(error).__name__}: {error}"
        return row
    conversation = Conversation(agent, f"conversation-{number}")
    for text in texts:
        turn = await conversation.say(text)
        row["turns"].append(summary(text, turn))
        if any(reply["kind"] == "unavailable" for reply in turn.replies):
            row["error"] = f"turn {len(row['turns'])} could not be worked on"
            break
    return row


def _texts(turns: object) -> Iterator[str]:
    if not isinstance(turns, list):
        raise TypeError("turns must be a list")
    for text in turns:
        if not isinstance(text, str):
            raise TypeError("a turn must be a string")
        yield text


def summary(text: str, turn: Any) -> Row:
    """A turn as a row of the file."""
    replies = [
        {
            "kind": reply["kind"],
            "text": written(reply),
            "sources": [source["passage"] for source in reply["sources"]],
            "suggestions": [suggestion["title"] for suggestion in reply["suggestions"]],
        }
        for reply in turn.replies
    ]
    sources = (source for reply in replies for source in reply["sources"])
    profile = turn.after.advice.profile
    new = [symptom for symptom in profile.symptoms if symptom not in turn.before.advice.profile.symptoms]
    again = [symptom for symptom in turn.message.symptoms if symptom in profile.symptoms]
    return {
        "user": text,
        "text": "\n\n".join(reply["text"] for reply in replies),
        "replies": replies,
        "skill": skill(turn),
        "intent": turn.message.intent,
        "declined": any(reply["kind"] == "decline" for reply in replies),
        "symptoms": list(dict.fromkeys([*new, *again])),
        "offered_symptoms": list(turn.after.advice.perhaps),
        "practices": _unique(id.removeprefix(PRACTICE) for id in sources if id.startswith(PRACTICE)),
        "profile": {name: value for name, value in profile.to_dict().items() if value},
        "figures": [figure for reply in turn.replies for figure in reply["figures"]],
    }


def skill(turn: Any) -> str:
    """What answered: by the kind of the first reply, else by the open question, else by the intent."""
    kind = turn.replies[0]["kind"] if turn.replies else ""
    if kind == "answer" and turn.replies[0]["sources"][0]["passage"].startswith(PRACTICE):
        return "advice"
    if kind in SKILLS_BY_KIND:
        return SKILLS_BY_KIND[kind]
    if kind == "choice" or (kind == "question" and not turn.after.task):
        return "answers"
    if kind == "question":
        return SKILLS_BY_TASK[turn.after.task]
    intent = turn.message.intent
    return next((s for begin, s in SKILLS_BY_INTENT.items() if intent.startswith(begin)), "answers")


def written(reply: Row) -> str:
    """A reply's words, without its sources, suggestions and files."""
    columns = (f"{c['title']}: {' '.join([c['text'], *c['points']]).strip()}" for c in reply["columns"])
    cards = (
        "\n".join([card["title"], *(f"{label}: {text}" for label, text in card["rows"])]) for card in reply["cards"]
    )
    parts = [reply["text"], "\n".join(reply["points"]), *columns, *cards, reply["after"]]
    return "\n\n".join(part for part in parts if part)


def _unique(ids: Iterator[str]) -> list[str]:
    return list(dict.fromkeys(ids))


if __name__ == "__main__":
    sys.exit(main())
