"""Asking in bulk."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from launch.assistant import ROOT

CONVERSATIONS = [
    {"id": "answers", "turns": ["what does marketing focus on?", "and for sales?", "what does a sales manager earn?"]},
    {"id": "figures", "turns": ["spent $20k, won 45 customers", "compute our churn"]},
    {"id": "funnel", "turns": ["12,000 visits, 240 leads, 72 MQLs, 5 SQLs, 4 opportunities and 2 won"]},
    {"id": "tips", "turns": ["we're 12 people, B2B software, sales says marketing's leads are junk", "a crm"]},
    {"id": "forgets", "turns": ["show my plan", "/restart", ""]},
]


def ask(folder: Path, lines: list[str], name: str = "out") -> tuple[int, list[dict[str, Any]], str]:
    """Exit status, the rows that were written, and what was said to stderr."""
    given, results = folder / "in.jsonl", folder / f"{name}.jsonl"
    given.write_text("\n".join(lines), encoding="utf-8")
    command = [sys.executable, "-W", "ignore", "-m", "benchmarks.ask", given, results]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    rows = [json.loads(line) for line in results.read_text(encoding="utf-8").splitlines()]
    return done.returncode, rows, done.stderr


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    """The turns of each conversation."""
    lines = [json.dumps(row) for row in CONVERSATIONS]
    status, rows, _ = ask(tmp_path_factory.mktemp("ask"), lines)
    assert status == 0
    assert [row["error"] for row in rows] == [""] * len(rows)
    return {row["id"]: row["turns"] for row in rows}


def test_an_answer_names_its_passages(told: dict[str, list[dict[str, Any]]]) -> None:
    marketing, sales, declined = told["answers"]
    assert marketing["user"] == "what does marketing focus on?"
    assert marketing["replies"][0]["sources"] == ["how-sales-and-marketing-differ/focus/marketing"]
    assert "What does sales focus on?" in marketing["replies"][0]["suggestions"]
    assert sales["replies"][0]["sources"] == ["how-sales-and-marketing-differ/focus/sales"]
    assert [turn["skill"] for turn in told["answers"]] == ["answers"] * 3
    assert [turn["declined"] for turn in told["answers"]] == [False, False, True]
    assert declined["text"]


def test_figures_are_unrounded_and_name_their_inputs(told: dict[str, list[dict[str, Any]]]) -> None:
    cac, asked = told["figures"]
    assert cac["figures"] == [{"metric": "cac", "value": 20_000 / 45, "inputs": {"cost": 20_000, "customers": 45}}]
    assert (cac["skill"], asked["skill"], asked["figures"]) == ("metrics", "metrics", [])


def test_a_funnel_tells_each_rate(told: dict[str, list[dict[str, Any]]]) -> None:
    [turn] = told["funnel"]
    rates = {figure["metric"]: figure["value"] for figure in turn["figures"]}
    assert rates == {
        "visitor-to-lead": 240 / 12_000,
        "lead-to-mql": 72 / 240,
        "mql-to-sql": 5 / 72,
        "sql-to-opportunity": 4 / 5,
        "opportunities-to-won": 2 / 4,
    }


def test_tips_name_symptoms_practices_and_the_company(told: dict[str, list[dict[str, Any]]]) -> None:
    first, tips = told["tips"]
    assert (first["skill"], first["symptoms"]) == ("advice", ["bad-leads"])
    assert first["profile"] == {
        "size": "mid",
        "market": "b2b",
        "people": 12,
        "industry": "software",
        "symptoms": ["bad-leads"],
    }
    assert tips["practices"][0] == "lead-review"
    assert tips["profile"]["records"] == "crm"
    assert tips["symptoms"] == []


def test_each_conversation_begins_with_nothing(told: dict[str, list[dict[str, Any]]]) -> None:
    assert [turn["profile"] for turn in told["forgets"]] == [{}, {}, {}]
    assert "empty" in told["forgets"][0]["text"]


def test_the_same_input_gives_the_same_file_and_what_is_no_conversation_is_named(tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": "one", "turns": ["export my plan", "is 2 % good?"]}),
        "no conversation",
        '{"id": "two", "turns": "not a list"}',
        '{"id": "three", "turns": [7]}',
        '{"turns": []}',
    ]
    status, rows, errors = ask(tmp_path, lines)
    assert ask(tmp_path, lines, "again")[1] == rows
    assert status == 1
    assert [row["id"] for row in rows] == ["one", 2, "two", "three", 5]
    assert [bool(row["error"]) for row in rows] == [False, True, True, True, True]
    assert "2: line 2 isn't a conversation" in errors
