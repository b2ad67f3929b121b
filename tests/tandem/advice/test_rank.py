"""Which practices a company is advised, and why."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.advice.book import Book
from tandem.advice.profile import CYCLES, FACTS, MARKETS, RECORDS, SIZES, Profile
from tandem.advice.rank import Tip, deciding, fits, rank


def ids(book: Book, most: int = 3, **facts: Any) -> list[str]:
    return [tip.practice.id for tip in rank(book, Profile(**facts))[:most]]


def test_the_remedies_of_a_symptom_come_in_their_order(book: Book) -> None:
    assert ids(book, symptoms=("bad-leads",)) == ["lead-review", "glossary", "icp"]


def test_the_same_symptom_gets_other_tips_in_another_company(book: Book) -> None:
    large = ids(book, symptoms=("bad-leads",), size="large", market="b2b", records="crm", cycle="long")
    small = ids(book, symptoms=("bad-leads",), size="small", market="b2b", records="none")
    alone = ids(book, symptoms=("bad-leads",), size="solo", market="b2c", records="none")
    assert len({tuple(large), tuple(small), tuple(alone)}) == 3
    assert small[0] == "sheet"
    assert "sheet" not in large


def test_what_only_the_records_stand_against_is_made_possible_first(book: Book) -> None:
    first = rank(book, Profile(symptoms=("bad-leads",), size="small", market="b2b", records="none"))[0]
    assert (first.practice.id, first.enables) == ("sheet", "lead-review")


def test_what_helps_against_two_symptoms_comes_before_what_helps_against_one(book: Book) -> None:
    tips = ids(
        book, symptoms=("different-goals", "credit-fight"), size="mid", market="b2b", records="crm", cycle="long"
    )
    assert tips[0] == "shared-goal"


def test_definitions_come_before_what_needs_them(book: Book) -> None:
    symptoms = [s.id for s in book.symptoms.values()]
    for pair in itertools.combinations(symptoms, 2):
        order = ids(book, 99, symptoms=pair, size="mid", market="b2b", records="crm", cycle="long")
        for later in ("sla", "accept-step", "lead-score", "dashboard"):
            if later in order:
                assert order.index("glossary") < order.index(later), pair


def test_permission_comes_first_and_then_an_owner_for_enquiries(book: Book) -> None:
    assert ids(book, symptoms=("ignored-leads", "bad-leads"), size="mid", records="crm")[0] == "routing"
    assert ids(book, symptoms=("ignored-leads", "unwanted-contact"), size="mid", records="crm")[:2] == [
        "consent",
        "routing",
    ]


def test_nothing_is_asked_that_would_not_change_the_tips(book: Book) -> None:
    known = Profile(symptoms=("mixed-message",), size="mid", records="crm", market="b2b", cycle="long")
    assert deciding(book, known, most=3) == []
    for symptom in book.symptoms:
        for fact in deciding(book, Profile(symptoms=(symptom,)), most=3):
            assert len({tuple(ids(book, symptoms=(symptom,), **{fact: v})) for v in FACTS[fact]}) > 1


@pytest.mark.parametrize("fact", ["size", "market", "cycle", "records"])
def test_each_fact_changes_the_tips_against_some_symptom(book: Book, fact: str) -> None:
    assert any(fact in deciding(book, Profile(symptoms=(symptom,)), most=3) for symptom in book.symptoms)


profiles = st.builds(
    Profile,
    size=st.sampled_from(["", *SIZES]),
    market=st.sampled_from(["", *MARKETS]),
    cycle=st.sampled_from(["", *CYCLES]),
    records=st.sampled_from(["", *RECORDS]),
    symptoms=st.lists(
        st.sampled_from(["bad-leads", "ignored-leads", "cac-up", "one-person", "counter-gap"]), unique=True
    ).map(tuple),
)


@given(profile=profiles)
def test_every_company_gets_two_tips_that_fit_it_always_the_same(book: Book, profile: Profile) -> None:
    tips = rank(book, profile)
    assert len(tips) >= 2
    assert tips == rank(book, profile)
    assert all(fits(tip.practice, profile) or tip.enables for tip in tips)


@given(profile=profiles)
def test_the_reasons_are_facts_that_were_told(book: Book, profile: Profile) -> None:
    def true(tip: Tip) -> bool:
        return all(getattr(profile, fact) for fact in tip.facts) and set(tip.symptoms) <= set(profile.symptoms)

    assert all(map(true, rank(book, profile)))
