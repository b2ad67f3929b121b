"""The edge cases of the metrics, each by its id: what an adviser says, and that no number is made up."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from tandem import checked
from tandem.advice.read import read as read_advice
from tandem.dialogue.message import Entity, Message
from tandem.documents.knowledge import Knowledge
from tandem.files import Files
from tandem.metrics import catalog
from tandem.metrics.figurer import Figurer
from tandem.metrics.funnelling import FunnelCheck
from tandem.metrics.state import Figures
from tandem.phrases import Phrases
from tandem.reply.text import plain

FOLDER = Path("data/advice")
CASES = [  # id, what is said message by message, whether there is a result in spite of it
    ("zero-leads", ["spent $500 and got no leads"], False),
    ("zero-leads-zero-cost", ["spent 0 and got 0 leads"], False),
    ("free-leads", ["spent 0, 12 leads"], True),
    ("zero-customers", ["spent 9000 and won 0 customers"], False),
    ("zero-visits", ["0 visits and 12 leads"], False),
    ("zero-opps", ["0 opportunities, win rate 25%, deal size 8000, 60 days"], True),
    ("no-decided", ["won 0 and lost 0"], False),
    ("all-won", ["won 5 and lost 0"], True),
    ("zero-won", ["won 0 and lost 12"], True),
    ("negative-spend", ["spent -500, 10 leads"], False),
    ("negative-count", ["spent 500, -3 leads"], False),
    ("negative-revenue", ["roas: revenue -200, spend 500"], False),
    ("missing-period", ["lost 14 of 400 customers"], True),
    ("mixed-period", ["spent 500 a month and won 40 customers a quarter"], False),
    ("gap", ["website traffic from 1000 to 1500, march is missing"], False),
    ("partial", ["spent 500, 40 leads so far this month"], True),
    ("rate-over-100", ["20 mqls and 27 sqls"], True),
    ("percent-fraction", ["250 a month, margin 80%, churn 0.5"], False),
    ("churn-zero", ["250 a month, margin 80%, churn 0%"], True),
    ("churn-100", ["250 a month, margin 80%, churn 100%"], True),
    ("churn-over-100", ["lost 14 of 10 customers"], False),
    ("start-zero", ["lost 0 of 0 customers"], False),
    ("margin-invalid", ["roas: revenue 17500, spend 5000, margin 130%"], False),
    ("margin-zero", ["roas: revenue 17500, spend 5000, margin 0%"], False),
    ("cycle-zero", ["40 opportunities, win rate 25%, deal size 8000, 0 days"], False),
    ("target-met", ["pipeline 900k, target 300k, already won 320k"], False),
    ("currency", ["spent $500 and 300 euros, 10 leads"], False),
    ("outlier", ["sales cycle 10, 12, 200 days"], True),
    ("tiny-n", ["won 3 and lost 2"], True),
    ("huge", ["cost per lead: spent 900000, 1 lead, deal size 800"], True),
    ("nonnumeric", ["compute our churn", "n/a"], False),
    ("future-date", ["sales cycle from 2026-05-10 to 2026-04-01, 20 days"], False),
    ("negative-time", ["response time -5, 10 minutes"], False),
    ("variant-clash", ["our cac is 900 without salaries, theirs is 4700 with salaries"], False),
    ("benchmark-missing", ["what is a good cac for a bakery"], False),
]


@pytest.fixture(scope="module")
def phrases() -> Phrases:
    return Phrases.load("data/phrases")


@pytest.fixture(scope="module")
def figurer(knowledge: Knowledge, phrases: Phrases, tmp_path_factory: pytest.TempPathFactory) -> Figurer:
    book = read_advice(FOLDER)
    known = catalog.read(FOLDER / "metrics.yml", checked.schemas(FOLDER / "schema.yml"), knowledge, book.practices)
    files = Files(tmp_path_factory.mktemp("files"))
    return Figurer(known, knowledge, FunnelCheck(known, book, phrases, files), phrases)


def told(figurer: Figurer, phrases: Phrases, texts: list[str]) -> str:
    """The reply to the last of `texts`."""
    state = Figures()
    for text in texts:
        industry = (Entity("industry", "hospitality"),) if "bakery" in text else ()
        message = Message(text, "compute_metric", (), entities=industry)
        replies, state = figurer.answer(message, state) or figurer.respond(message, state)
    return "\n".join(plain(reply, phrases) for reply in replies)


@pytest.mark.parametrize(("id", "texts", "computed"), CASES, ids=[id for id, *_ in CASES])
def test_edge(figurer: Figurer, phrases: Phrases, id: str, texts: list[str], computed: bool) -> None:
    reply = told(figurer, phrases, texts)
    said = yaml.safe_load(Path("data/phrases/figures.yml").read_text())[f"edge_{id}"]
    parts = [part for part in re.split(r"\{\w+\}", said) if part.strip()]
    assert all(part.strip() in reply for part in parts), reply
    assert bool(re.search(r"^[\w “”-]+: \S*\d", reply)) == computed, reply
    assert "inf" not in reply.lower().replace("influenced", "").replace("information", "")
    assert "nan" not in reply.split()


def test_every_edge_case_is_tested() -> None:
    keys = yaml.safe_load(Path("data/phrases/figures.yml").read_text())
    known = {key.removeprefix("edge_") for key in keys if key.startswith("edge_")}
    assert known - {id for id, *_ in CASES} == {"not-defined", "small-n"}
    assert len(CASES) == 35


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("spent $20k, won 40 customers", "Customer acquisition cost: $500."),
        ("9.000 € spent and 240 leads", "Cost per lead: €37.50."),
        ("ten thousand impressions and two hundred clicks", "Click-through rate: 2 %."),
        ("20-30k spent, 40 customers", "500 to 750"),
        ("ltv 8000, cac 4700", "LTV to CAC ratio: 1.7 : 1."),
        ("cac 4700, 250 a month, 80% margin", "CAC payback: 23.5 months."),
        ("14 left last month, 400 at the start", "34.8 % a year"),
        ("response time 4, 9, 12, 18, 25, 40, 55, 90, 600 and 2880 minutes, 2 never answered", "32.5 minutes"),
        ("pipeline 900k, target 300k, win rate 22%", "Missing pipeline: 463,636."),
        ("won revenue 500k, 180k sourced, 410k influenced", "Marketing-sourced and influenced revenue: 36 %."),
        ("MQL to SQL rate: 120 mqls 60 sqls", "MQL to SQL rate: 50 %."),
        ("cost per lead: 3000 / 150", "Cost per lead: 20."),
        ("LTV $50 a month margin 80% churn 2% a month", "Customer lifetime value: $2,000."),
        ("lead response time 5 hours", "Lead response time: 300 minutes."),
        ("pipeline coverage 1.2 million pipeline, 400k target", "Pipeline coverage: 3 : 1."),
        ("in Q3 2025 we spent 18k and won 36 customers", "Customer acquisition cost: 500."),
        ("funnel: 2000 visits, 100 leads, 5 customers", "leads to won: 5 %"),
        ("400 leads, 120 MQLs, 130 SQLs, 9 won", "MQLs to SQLs: 108.3 % More than went in"),
        ("600 of 1500 respondents named us", "Brand awareness as a number: 40 %."),
    ],
)
def test_numbers_are_taken_as_people_give_them(figurer: Figurer, phrases: Phrases, text: str, result: str) -> None:
    assert result in told(figurer, phrases, [text])


def test_every_metric_with_a_formula_can_be_asked_for_step_by_step(figurer: Figurer, phrases: Phrases) -> None:
    for metric in figurer._catalog.metrics.values():
        message = Message(f"compute {metric.names[-1]}", "compute_metric", ())
        replies, state = figurer.respond(message, Figures())
        for _ in range(len(metric.inputs) + 1):
            if not state.asking:
                break
            replies, state = figurer.answer(Message("30", "compute_metric", ()), state) or ([], state)
        assert replies[0].kind in ("figures", "notice"), metric.id
        assert not state.asking, metric.id


def test_the_weakest_stage_of_a_funnel_is_named_with_what_helps(figurer: Figurer, phrases: Phrases) -> None:
    reply = told(figurer, phrases, ["12,000 visits, 240 leads, 72 MQLs, 5 SQLs, 4 opportunities and 2 won"])
    assert "MQLs to SQLs: 6.9 %" in reply
    assert "Look first at the step from MQLs to SQLs" in reply
    assert "contradict each other" in reply
    assert "Monthly look at real leads together" in reply
