"""Is it understood what hurts? Tells the held-out troubles to the trained pipeline, in this process.

.venv/bin/python -m benchmarks.troubles
"""

from __future__ import annotations

import argparse
from pathlib import Path

import yaml

from benchmarks.results import keep
from benchmarks.understanding import Understanding
from tandem.dialogue.message import Message

QUESTIONS = Path("benchmarks/questions")


def main() -> None:
    """Print and keep the shares of troubles that are recognised, offered among others, and taken for another one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, default=Path("models"))
    parser.add_argument("--questions", type=Path, default=QUESTIONS / "troubles-heldout.yml")
    options = parser.parse_args()
    understanding = Understanding(options.model)
    rows = yaml.safe_load(options.questions.read_text(encoding="utf-8"))
    messages = [Message.from_parse(understanding.parse(row["q"])) for row in rows]
    recognised = sum(row["symptom"] in message.symptoms for row, message in zip(rows, messages))
    offered = sum(row["symptom"] in message.perhaps for row, message in zip(rows, messages))
    wrong = sum(bool(m.symptoms) and row["symptom"] not in m.symptoms for row, m in zip(rows, messages))
    row = {
        "what": "troubles in one's own words",
        "told": len(rows),
        "recognised": f"{100 * recognised / len(rows):.0f} %",
        "asked which, and it was among the offers": f"{100 * offered / len(rows):.0f} %",
        "taken for another": f"{100 * wrong / len(rows):.0f} %",
    }
    print(row)
    if options.questions.name == "troubles-heldout.yml":
        keep("troubles", [row])


if __name__ == "__main__":
    main()
