"""Is it understood what hurts? Asks the held-out troubles of the trained pipeline, in this process.

.venv/bin/python -m benchmarks.troubles
"""

from __future__ import annotations

import argparse
from pathlib import Path

import yaml

from benchmarks.results import keep
from benchmarks.understanding import Understanding

QUESTIONS = Path("benchmarks/questions/troubles.yml")


def main() -> None:
    """Print and keep the share of troubles that are recognised, and how many are taken for another one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, default=Path("models"))
    options = parser.parse_args()
    understanding = Understanding(options.model)
    rows = yaml.safe_load(QUESTIONS.read_text(encoding="utf-8"))
    found = [understanding.parse(row["q"])["understanding"]["symptoms"] for row in rows]
    told = [{symptom["id"] for symptom in symptoms if symptom["told"]} for symptoms in found]
    right = sum(row["symptom"] in ids for row, ids in zip(rows, told))
    wrong = sum(bool(ids) and row["symptom"] not in ids for row, ids in zip(rows, told))
    share = f"{100 * right / len(rows):.0f} % of {len(rows)}"
    row = {"what": "troubles in one's own words", "recognised": share, "taken for another": wrong}
    print(row)
    keep("troubles", [row])


if __name__ == "__main__":
    main()
