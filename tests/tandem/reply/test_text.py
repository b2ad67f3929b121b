from __future__ import annotations

import pytest

from tandem.phrases import Phrases
from tandem.reply import Reply, Source, Suggestion
from tandem.reply.reply import Column
from tandem.reply.text import plain, terminal

LONG = "A sentence that is long enough to be broken into several lines on a terminal, whatever its width may be."
SOURCES = (Source("Doc", "Focus > Marketing", "d.md", 3, "a"), Source("Doc", "Focus > Sales", "d.md", 7, "b"))


@pytest.fixture(scope="module")
def phrases() -> Phrases:
    return Phrases.load("data/phrases")


@pytest.fixture(scope="module")
def comparison() -> Reply:
    columns = (Column("Marketing", LONG), Column("Sales", LONG, ("one point", "another " + LONG)))
    return Reply("comparison", columns=columns, sources=SOURCES, suggestions=(Suggestion("Why?", "c"),))


def test_a_comparison_stands_side_by_side_in_eighty_columns(comparison: Reply, phrases: Phrases) -> None:
    lines = terminal(comparison, phrases).splitlines()
    assert max(map(len, lines)) <= 80
    assert lines[0].split() == ["MARKETING", "SALES"]
    assert lines[2].count("A sentence that is long") == 2


def test_the_source_comes_last_in_plain_text(comparison: Reply, phrases: Phrases) -> None:
    assert plain(comparison, phrases).endswith("Source: Doc, Focus > Marketing and Focus > Sales")


def test_the_terminal_numbers_what_can_be_asked_next(comparison: Reply, phrases: Phrases) -> None:
    assert terminal(comparison, phrases).endswith("You can also ask:\n  1. Why?")


def test_points_are_listed(phrases: Phrases) -> None:
    assert plain(Reply("answer", "Lead.", ("one", "two")), phrases) == "Lead.\n\n- one\n- two"
