from __future__ import annotations

from pathlib import Path

import pytest

from tandem.advice.book import Book
from tandem.advice.read import read


@pytest.fixture(scope="session")
def book() -> Book:
    """The project's own advice."""
    return read(Path("data/advice"))
