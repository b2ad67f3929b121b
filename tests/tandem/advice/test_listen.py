"""What is understood of a company."""

from __future__ import annotations

from typing import Any

import pytest

from tandem.advice.listen import facts
from tandem.dialogue.message import Entity, Message


def told(text: str, *entities: tuple[str, str], asked: str = "") -> dict[str, Any]:
    return facts(Message(text, "tell_company", (), entities=tuple(Entity(*e) for e in entities)), asked=asked)


@pytest.mark.parametrize(
    ("text", "people", "size"),
    [
        ("we're 12 people", 12, "mid"),
        ("twelve of us", 12, "mid"),
        ("were about 8, b2b", 8, "small"),
        ("a team of five", 5, "small"),
        ("no, 120 people", 120, "mid"),
        ("no i meant 80", 80, "mid"),
        ("a 500-person company", 500, "large"),
        ("a dozen employees", 12, "mid"),
        ("5 to 8 people", 8, "small"),
        ("just me", 1, "solo"),
        ("im a freelancer", 1, "solo"),
    ],
)
def test_how_many_people(text: str, people: int, size: str) -> None:
    found = told(text)
    assert (found["people"], found["size"]) == (people, size)


@pytest.mark.parametrize("text", ["-5", "0", "a billion people", "we have 3 months", "we won 40 customers"])
def test_what_is_no_number_of_people(text: str) -> None:
    assert "size" not in told(text)


def test_a_bare_number_counts_where_it_was_asked_for() -> None:
    assert told("40", asked="size")["people"] == 40
    assert told("40") == {}


@pytest.mark.parametrize(
    ("text", "cycle"),
    [
        ("our deals take two weeks", "short"),
        ("sales cycle of 6 months", "long"),
        ("they decide within 2 months", "medium"),
        ("decisions take 3 months", "medium"),
        ("people buy within a day", "short"),
        ("long sales cycle", "long"),
        ("deals close in half a year", "long"),
    ],
)
def test_how_long_deals_take(text: str, cycle: str) -> None:
    assert told(text)["cycle"] == cycle


def test_records() -> None:
    assert told("we use hubspot", ("tool", "crm"))["records"] == "crm"
    assert told("no crm, just excel", ("tool", "crm"), ("tool", "sheet"))["records"] == "sheet"
    assert told("we don't have a crm", ("tool", "crm"))["records"] == "none"
    assert told("it's all on paper")["records"] == "none"


def test_a_shop_sells_to_its_customers_unless_told_otherwise() -> None:
    assert told("a bakery", ("industry", "hospitality"))["market"] == "shop"
    assert told("a shop, b2b", ("industry", "retail"), ("market", "b2b"))["market"] == "b2b"


@pytest.mark.parametrize("text", ["we don't use a crm", "we used to have hubspot", "we had Salesforce but dropped it"])
def test_what_is_not_used_is_no_record(text: str) -> None:
    assert told(text, ("tool", "crm"))["records"] == "none"


def test_who_sells_to_several_is_not_put_into_one_market() -> None:
    assert "market" not in told("b2b and b2c", ("market", "b2b"), ("market", "b2c"))


def test_a_team_inside_the_company_is_not_its_size() -> None:
    assert "size" not in told("we only have 2 sales people")
    assert told("two dozen people")["people"] == 24


def test_a_year_is_a_number_of_months() -> None:
    assert told("a deal takes a year")["cycle"] == "long"
