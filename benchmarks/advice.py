"""The tips that twelve quite different companies get, with the reasons: writes docs/advice.md.

.venv/bin/python -m benchmarks.advice
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from tandem.advice.describe import Describe
from tandem.advice.profile import Profile
from tandem.advice.rank import rank
from tandem.advice.read import read
from tandem.phrases import Phrases

COMPANIES, PAGE = Path("benchmarks/questions/companies.yml"), Path("docs/advice.md")
INTRODUCTION = """# Twelve companies and their tips

Written by `.venv/bin/python -m benchmarks.advice` from `benchmarks/questions/companies.yml`; a test sees to it that
it is current.
"""
MOST = 3


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")


def page() -> str:
    """A table of companies, what they told, and their first three tips, each with its reasons."""
    book = read(Path("data/advice"))
    describe = Describe(book, Phrases.load("data/phrases"))
    lines = [INTRODUCTION, "| company | what hurts | first | second | third |", "| --- | --- | --- | --- | --- |"]
    for row in yaml.safe_load(COMPANIES.read_text(encoding="utf-8")):
        profile = company(row)
        tips = [f"**{t.practice.name}**: {describe.reasons(t, profile)}" for t in rank(book, profile)[:MOST]]
        troubles = "; ".join(book.symptoms[symptom].short for symptom in profile.symptoms)
        lines.append(f"| {' | '.join([row['name'], troubles, *tips])} |")
    return "\n".join(lines) + "\n"


def company(row: dict[str, Any]) -> Profile:
    """The profile of a row of the file."""
    return Profile.from_dict({name: value for name, value in row.items() if name != "name"})


if __name__ == "__main__":
    main()
