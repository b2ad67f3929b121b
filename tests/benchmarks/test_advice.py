from __future__ import annotations

import yaml

from benchmarks.advice import COMPANIES, PAGE, company, page
from tandem.advice.rank import rank
from tandem.advice.read import read


def test_the_page_is_what_the_advice_gives_now() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()


def test_twelve_companies_get_twelve_different_sets_of_tips() -> None:
    book = read(COMPANIES.parents[2] / "data/advice")
    rows = yaml.safe_load(COMPANIES.read_text(encoding="utf-8"))
    tips = {tuple(tip.practice.id for tip in rank(book, company(row))[:3]) for row in rows}
    assert len(rows) == len(tips) == 12
