"""Figures computed from the asker's own numbers, in the running assistant."""

from __future__ import annotations

import re
import urllib.request

import pytest

from tests.talk import Talk


def test_numbers_in_one_message_are_computed_and_explained(talk: Talk) -> None:
    reply = talk.say("spent $20k, won 40 customers")
    assert "Customer acquisition cost: $500." in reply
    assert "Computed from: spent $20,000, new customers 40." in reply
    assert "Formula: cost of winning customers / new customers." in reply
    assert "Source: Metrics explained, Customer acquisition cost" in reply


def test_missing_numbers_are_asked_for_one_by_one(talk: Talk) -> None:
    assert "How many customers left?" in talk.say("compute our churn")
    assert "at the start?" in talk.say("14")
    assert "Churn: 3.5 %" in talk.say("four hundred")


def test_a_question_in_the_middle_is_answered_and_it_goes_on(talk: Talk) -> None:
    talk.say("work out our roas")
    reply = talk.say("what is an sla?")
    assert "mutual promise" in reply
    assert "Back to where we were: To work out “Return on ad spend”" in reply
    talk.say("17500")
    assert "3.5 : 1" in talk.say("5k")


def test_a_number_that_is_not_known_is_not_made_up(talk: Talk) -> None:
    talk.say("compute our churn")
    reply = talk.say("don't know")
    assert "I do not have this number" in reply
    assert "%" not in reply


def test_what_a_metric_is_comes_from_the_documents(talk: Talk) -> None:
    assert "what one new customer costs" in talk.say("what is cac")
    assert "open pipeline value due in the period" in talk.say("how do I compute pipeline coverage")


def test_a_funnel_gets_rates_its_weakest_stage_and_a_chart(talk: Talk) -> None:
    reply = talk.say("12,000 visits, 240 leads, 72 MQLs, 5 SQLs, 4 opportunities and 2 won")
    assert "Look first at the step from MQLs to SQLs" in reply
    chart = re.search(r"http://\S+/files/\S+\.png", reply)
    assert chart
    with urllib.request.urlopen(chart[0]) as image:
        assert image.read(8) == b"\x89PNG\r\n\x1a\n"


def test_two_counts_of_a_funnel_are_enough_where_they_are_all_that_is_told(talk: Talk) -> None:
    reply = talk.say("we closed 12 of 300 leads")
    assert "leads to won: 4 %" in reply
    assert "nothing is published" in reply


def test_people_are_no_days_of_a_sales_cycle(talk: Talk) -> None:
    talk.say("our reps never call the leads back, we are 15 people, b2b, hubspot, sales cycle is 2 months")
    reply = talk.say("another tip")
    assert "Sales cycle length" not in reply
    assert "17.3 days" in talk.say("sales cycle 10, 12 and 30 days")


@pytest.mark.parametrize("said", ["win rate 12/40", "we won 12 of 40 deals"])
def test_deals_won_of_all_make_a_win_rate(talk: Talk, said: str) -> None:
    assert "Win rate: 30 %" in talk.say(said)


def test_deals_won_of_all_answer_the_open_question(talk: Talk) -> None:
    talk.say("compute our win rate")
    assert "Win rate: 30 %" in talk.say("12 out of 40")


def test_the_period_that_was_asked_for_is_taken(talk: Talk) -> None:
    talk.say("lost 5 customers, had 80 at the start")
    assert "customers lost 5 a quarter" in talk.say("a quarter")


def test_counts_beside_a_trouble_do_not_hide_it(talk: Talk) -> None:
    assert "leads are poor" in talk.say("we get 300 leads and close 3, sales says they are junk")


@pytest.mark.parametrize("text", ["spent 500 euros and got no leads", "we spent $500 and 300 euros, 10 leads"])
def test_what_is_not_defined_gets_no_number(talk: Talk, text: str) -> None:
    reply = talk.say(text)
    assert "no cost per lead" in reply or "one currency" in reply
    assert "Cost per lead:" not in reply


@pytest.mark.parametrize("correction", ["actually it was 25k", "no, 25k"])
def test_a_number_can_be_corrected_while_others_are_asked_for(talk: Talk, correction: str) -> None:
    talk.say("work out CAC")
    talk.say("20k")
    assert "How many new customers" in talk.say(correction)
    assert "spent 25,000, new customers 3" in talk.say("3")


def test_a_labelled_number_is_not_taken_for_what_was_asked(talk: Talk) -> None:
    talk.say("work out CAC")
    assert "How much did you spend" in talk.say("40 customers")
    assert "Customer acquisition cost: 500" in talk.say("20k")


def test_an_unclear_rate_is_asked_for_once_more(talk: Talk) -> None:
    assert "Do you mean 50 % or 0.5 %?" in talk.say("250 a month, margin 80%, churn 0.5")
    assert "Customer lifetime value: 4,000." in talk.say("5%")


def test_figures_in_the_middle_of_tips_lead_back_to_them(talk: Talk) -> None:
    talk.say("leads are junk, b2b, 12 people")
    reply = talk.say("spent 20k, won 40 customers")
    assert "Customer acquisition cost: 500." in reply
    assert "Back to where we were: Where do you keep" in reply
    assert "Monthly look at real leads" in talk.say("hubspot")


def test_a_figure_is_worked_out_again_with_another_number(talk: Talk) -> None:
    assert "$500" in talk.say("we spent $20k and won 40 customers, what is our cac")
    assert "$750" in talk.say("what if we spent 30k?")
    assert "$600" in talk.say("and with 50 customers")


def test_whether_a_figure_is_good_is_not_guessed(talk: Talk) -> None:
    talk.say("we spent $20k and won 40 customers, what is our cac")
    reply = talk.say("is that good?")
    assert "beside margin, lifetime and payback" in reply
    assert "no reliable figure for your trade" in reply
    assert "Source: Metrics explained" in reply


@pytest.mark.parametrize(
    "message", ["we won 30 of 200 opportunities, what is our win rate", "win rate if 200 opportunities and 30 wins?"]
)
def test_a_number_that_is_called_something_else_is_not_taken_for_what_is_missing(talk: Talk, message: str) -> None:
    assert "How many deals were lost?" in talk.say(message)
    assert "Win rate: 15 %" in talk.say("170")


@pytest.mark.parametrize("asked", ["how do i calculate it", "whats the formula?", "and how is that computed"])
def test_how_a_metric_is_worked_out_that_was_just_explained(talk: Talk, asked: str) -> None:
    talk.say("what is cac?")
    reply = talk.say(asked)
    assert "The formula of “Customer acquisition cost”: cost of winning customers / new customers." in reply
    assert "Source: Metrics explained, Customer acquisition cost" in reply
    assert "How much did you spend" in talk.say(talk.buttons[0])
    talk.say("$20k")
    assert "Customer acquisition cost: $500." in talk.say("40")


def test_a_metric_that_was_just_explained_is_worked_out(talk: Talk) -> None:
    talk.say("what is win rate?")
    assert "Win rate: 30 %." in talk.say("calculate it: we won 12, lost 20 and 8 no decision")
    talk.say("what is churn")
    assert "How many customers left?" in talk.say("can you work it out for me")


def test_what_a_good_value_is_of_a_metric_that_was_just_explained(talk: Talk) -> None:
    talk.say("what is roas")
    reply = talk.say("and what is a good one?")
    assert "your own break-even" in reply
    assert "no reliable figure for your trade" in reply
    assert "Source: Metrics explained, Return on ad spend" in reply


@pytest.mark.parametrize("taken", ["1", "yes please"])
def test_the_offer_to_calculate_is_taken_up_by_its_place_or_by_yes(talk: Talk, taken: str) -> None:
    talk.say("what is cac?")
    talk.say("how do i calculate it")
    assert "How much did you spend" in talk.say(taken)


def test_how_a_metric_is_worked_out_leaves_the_open_task_open(talk: Talk) -> None:
    talk.say("calculate my churn")
    talk.say("start the self-assessment")
    talk.say("owner")
    talk.say("short")
    talk.say("what is cac?")
    assert "The formula of “Customer acquisition cost”" in talk.say("how do i calculate it?")
    assert "customers" not in talk.say("3")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("velocity 50 opportunities 20% win rate $10k deal 3 months cycle", "Sales velocity: $1,111."),
        ("cac payback: cac $500, customer pays $600 per year, margin 80%", "CAC payback: 12.5 months."),
        ("ltv: $50 a month, 70% margin, 24% churn a year", "Customer lifetime value: $1,548."),
        ("spent $20k won 40 customers, actually 50", "Customer acquisition cost: $400."),
        ("lost 5 of 200 customers, actually 6 customers", "Churn: 3 %."),
        ("we spent $20k last month. Actually 40 customers came. What is our cac?", "Customer acquisition cost: $500."),
        ("churn: 40 customers left, sorry, 800 at the start", "Churn: 5 %."),
        ("win rate: 12 won, wait, 20 lost", "Win rate: 37.5 %."),
    ],
)
def test_units_of_time_and_corrections_are_read(talk: Talk, said: str, expected: str) -> None:
    assert expected in talk.say(said)


def test_what_is_said_beside_the_question_is_no_number_for_it(talk: Talk) -> None:
    talk.say("calculate my churn")
    talk.say("one moment please")
    talk.say("what is a good one?")
    talk.say("5")
    assert "Churn: 2.5 %." in talk.say("200")


@pytest.mark.parametrize(
    ("then", "expected"),
    [
        ("no, we lost 5 of 200 customers", "Churn: 2.5 %."),
        ("actually we're 12 people, leads are junk", "marketing's leads are poor"),
        ("sorry, 2 questions: what is churn and what is ltv", "Churn is the share"),
        ("sorry 25k", "Customer acquisition cost: $625."),
        ("no wait, 50", "Customer acquisition cost: $400."),
        ("how is it calculated", "The formula of “Customer acquisition cost”"),
        ("is $500 ok", "beside margin, lifetime and payback"),
    ],
)
def test_what_follows_a_figure_is_about_it_or_something_else(talk: Talk, then: str, expected: str) -> None:
    talk.say("spent $20k won 40 customers")
    assert expected in talk.say(then)


def test_a_total_is_no_number_of_lost_deals(talk: Talk) -> None:
    talk.say("calculate win rate")
    talk.say("20")
    assert "Win rate: 40 %." in talk.say("50 in total")


@pytest.mark.parametrize("asked", ["is that good?", "what is a good one"])
def test_what_is_no_metric_is_not_judged(talk: Talk, asked: str) -> None:
    talk.say("what is an mql?")
    assert "I'd rather not guess" in talk.say(asked)


def test_a_formula_of_nothing_is_not_guessed(talk: Talk) -> None:
    talk.say("what is ebitda")
    assert "name a metric such as CAC" in talk.say("formula?")


@pytest.mark.parametrize(
    "text", ["12 leads, -1 customers", "12 leads -1 won", "MQL 12 -1 won", "12 visits, 5 leads, -2 won"]
)
def test_a_count_below_zero_is_asked_about(talk: Talk, text: str) -> None:
    assert "A count cannot be below zero." in talk.say(text)


def test_parts_of_people_are_no_error(talk: Talk) -> None:
    assert "Your funnel" in talk.say("MQL 0.1, won 0.05")
