"""Replies as Block Kit, within Slack's limits whatever they hold."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.slack import blocks
from channels.slack.text import bold, escaped, pieces
from tandem.phrases import Phrases
from tandem.reply import Reply, Source
from tandem.reply.reply import Card, Column
from tests.channels.slack.limits import problems

PHRASES = Phrases.load(Path("data/phrases"))
SMALL = Reply("answer", "Short.", sources=(Source("Document", "Section", "f.md", 1, "f/section"),))


def made(reply: Reply) -> list[blocks.Block]:
    return blocks.blocks(reply.to_dict(), PHRASES)


@pytest.mark.parametrize("count", [1, 5, 6, 25, 26, 100, 130])
def test_any_number_of_suggestions_can_be_chosen_from(count: int) -> None:
    [actions] = blocks.suggestions([f"{n}: {'x' * 90}" for n in range(count)], PHRASES)
    assert problems([actions]) == []
    first = actions["elements"][0]
    shown = first["options"] if first["type"] == "static_select" else actions["elements"]
    assert len(shown) == min(count, 100)


def test_a_long_text_is_split_and_nothing_of_it_lost() -> None:
    text = "\n\n".join(f"Paragraph {n}. " + "word " * 200 for n in range(20)).strip()
    sections = made(Reply("answer", text))
    assert problems(sections) == []
    assert " ".join(" ".join(s["text"]["text"] for s in sections).split()) == " ".join(text.split())


def test_columns_too_long_for_fields_stand_below_each_other() -> None:
    columns = (Column("Marketing", "x " * 1500), Column("Sales", "y"))
    assert problems(made(Reply("comparison", columns=columns))) == []


def test_many_cards_become_several_messages() -> None:
    cards = tuple(Card(str(n), (("Why", "x"),)) for n in range(60))
    groups = blocks.messages(made(replace(SMALL, cards=cards)))
    assert len(groups) == 3
    assert [problem for group in groups for problem in problems(group)] == []


@pytest.mark.parametrize(
    "attack", ["<!channel>", "<@U1>", "<http://x|y>", "*bold*", "_x_", "~x~", "`x`", "&lt;!here&gt;"]
)
def test_text_stays_text(attack: str) -> None:
    told = escaped(attack)
    assert "<" not in told
    assert ">" not in told
    assert all(f"{mark}\u200b" in told for mark in "*_~`" if mark in attack)


def test_bold_is_bold_line_by_line() -> None:
    assert bold("a\nb & c") == "*a*\n*b &amp; c*"


@given(st.text(min_size=1, max_size=400), st.integers(min_value=5, max_value=50))
def test_pieces_are_short_and_hold_all_words(text: str, longest: int) -> None:
    found = pieces(text, longest)
    assert all(len(piece) <= longest for piece in found)
    assert "".join("".join(found).split()) == "".join(text.split())


@given(st.lists(st.text(max_size=5000), max_size=5), st.text(max_size=4000))
def test_no_reply_breaks_a_limit(points: list[str], text: str) -> None:
    columns = (Column("A", text), Column("B", text[::-1], tuple(points)))
    reply = replace(SMALL, text=text, points=tuple(points), columns=columns, after=text[:50])
    assert [problem for group in blocks.messages(made(reply)) for problem in problems(group)] == []
