"""Tailored tips, as one gets them from the running assistant."""

from __future__ import annotations

import pytest

from tests.talk import Talk

COMPLAINT = "we're 12 people, B2B software, sales says marketing's leads are junk"


@pytest.fixture
def advised(talk: Talk) -> Talk:
    """Somebody who has got tips for a company of 12 people with a CRM."""
    talk.say(COMPLAINT)
    talk.say("a crm")
    return talk


def test_what_the_message_says_is_not_asked_again(talk: Talk) -> None:
    assert "Where do you keep your leads" in talk.say(COMPLAINT)
    reply = talk.say("we use hubspot")
    assert "you are 12 people, you use a CRM, you sell to companies" in reply


def test_the_trouble_is_met_at_once_with_what_helps_first(talk: Talk) -> None:
    reply = talk.say(COMPLAINT)
    assert "marketing's leads are poor" in reply
    assert "How many were called in time?" in reply
    assert "Source: Practices" in reply


def test_one_message_with_all_facts_gets_its_tips_at_once(talk: Talk) -> None:
    reply = talk.say("500 employees, b2b, salesforce, deals take 9 months, both teams claim the same deal")
    assert 'Report "started" and "touched" apart' in reply
    for label in ("Why:", "First step:", "Owner:", "Effort:", "Watch:", "Pitfall:", "Based on:"):
        assert reply.count(label) >= 2


def test_the_reply_names_the_facts_that_led_to_a_tip(advised: Talk) -> None:
    reply = advised.say("tips")
    assert "You say that marketing's leads are poor (this is the first remedy), you are 12 people" in reply


def test_step_by_step_at_most_three_questions_are_asked(talk: Talk) -> None:
    assert "What hurts most" in talk.say("give me tips for my company")
    assert "How many people" in talk.say("the leads from marketing are useless")
    assert "Where do you keep" in talk.say("25")
    assert "1. Monthly look at real leads together" in talk.say("in a shared sheet")


def test_questions_can_be_answered_by_button(talk: Talk) -> None:
    talk.say("tips please")
    assert "Sales never follows up our leads" in talk.buttons
    talk.say("Sales never follows up our leads")
    assert talk.buttons == ["Just me", "2 to 10", "11 to 200", "More than 200"]
    reply = talk.say("More than 200")
    assert "Where do you keep" in reply


def test_numbers_in_words_are_understood(talk: Talk) -> None:
    talk.say("we only talk in a crisis, tips please")
    talk.say("give me tips")
    assert "you are 25 people" in talk.say("twenty-five people, hubspot, b2b")


def test_a_correction_changes_the_tips(advised: Talk) -> None:
    reply = advised.say("no, 500 people")
    assert "you are 500 people" in reply
    assert "you are 12 people" not in reply


def test_a_second_trouble_is_added(advised: Talk) -> None:
    advised.say("and nobody answers enquiries in time")
    reply = advised.say("don't know")
    assert "enquiries are answered too late" in reply
    assert "marketing's leads are poor" in reply


def test_another_company_with_the_same_trouble_gets_other_tips(talk: Talk, advised: Talk) -> None:
    alone = talk.another()
    alone.say("im a freelancer, consumers, everything on paper, my leads are junk")
    assert "Lead sheet when there is no CRM" in alone.say("tips")
    assert "Lead sheet when there is no CRM" not in advised.say("tips")


def test_a_question_in_the_middle_is_answered_and_then_it_goes_on(talk: Talk) -> None:
    talk.say(COMPLAINT)
    reply = talk.say("what is an sla?")
    assert "mutual promise" in reply
    assert "Back to where we were: Where do you keep your leads" in reply
    assert "Monthly look at real leads" in talk.say("crm")


def test_a_question_in_the_middle_that_nothing_answers_is_declined(talk: Talk) -> None:
    talk.say(COMPLAINT)
    reply = talk.say("what does a sales manager earn")
    assert "don't have an answer" in reply
    assert "Back to where we were" in reply


@pytest.mark.parametrize("refusal", ["don't know", "rather not say", "skip"])
def test_a_question_can_be_skipped(talk: Talk, refusal: str) -> None:
    talk.say(COMPLAINT)
    assert "1. Monthly look at real leads together" in talk.say(refusal)


def test_what_was_not_told_is_named_as_a_condition(talk: Talk) -> None:
    talk.say(COMPLAINT)
    assert "Only if: you keep a shared sheet at least" in talk.say("skip")


def test_stop_ends_the_questions_and_keeps_what_was_told(talk: Talk) -> None:
    talk.say(COMPLAINT)
    assert "I stop here" in talk.say("cancel")
    assert "Where do you keep" in talk.say("tips")


def test_nonsense_is_asked_again_once_and_then_left(talk: Talk) -> None:
    talk.say("the leads from marketing are useless")
    assert "I could not make out the answer. How many people" in talk.say("-5")
    assert "Where do you keep" in talk.say("blue")


def test_why_gives_reason_order_evidence_and_caution(advised: Talk) -> None:
    reply = advised.say("why the second one?")
    assert "Why “Agree and write down the stages”" in reply
    assert "62% of organisations" in reply
    assert "none of it proof" in reply


def test_another_tip_is_one_that_was_not_told(advised: Talk) -> None:
    reply = advised.say("another tip")
    assert "4. Short list of reasons" in reply
    assert "Monthly look" not in reply


def test_what_is_done_already_is_replaced_and_does_not_come_back(advised: Talk) -> None:
    assert "I leave “Agree and write down the stages” out" in advised.say("we already do the second one")
    assert "Agree and write down" not in advised.say("no, 14 people")


def test_too_much_gets_something_that_takes_less(advised: Talk) -> None:
    reply = advised.say("the third one is too much for us")
    assert "I leave out “Ideal customer profile built together” and what takes as long" in reply
    assert "4. " in reply


def test_where_nothing_is_lighter_the_lightest_is_named_and_it_goes_on(advised: Talk) -> None:
    replies = [advised.say("too much for us") for _ in range(4)]
    assert "nothing lighter" in replies[-1]
    assert "Its first step alone is worth doing" in replies[-1]
    assert "One more:" in advised.say("another tip")


def test_what_the_reps_do_is_told_as_a_trouble(talk: Talk) -> None:
    reply = talk.say("our reps ignore half of the leads, 30 ppl, hubspot")
    assert "sales does not follow leads up" in reply
    assert "Whom do you sell to?" in reply


def test_tips_are_still_meant_after_small_talk(advised: Talk) -> None:
    advised.say("ok thanks")
    assert "Why “Agree and write down" in advised.say("why the second one?")


def test_all_means_all_that_were_given(advised: Talk) -> None:
    advised.say("another tip")
    advised.say("add all of them to my plan")
    assert "Your plan has 4 practices" in advised.say("show my plan")


def test_a_number_is_corrected_after_the_tips(advised: Talk) -> None:
    assert "you are 150 people" in advised.say("no, 150")


def test_what_is_easy_enough_is_not_kept_back_for_ever(advised: Talk) -> None:
    first = advised.say("tips")
    advised.say("too much for us")
    assert advised.say("tips") == first


def test_it_says_why_it_asks(talk: Talk) -> None:
    talk.say("our leads are junk")
    reply = talk.say("why do you ask?")
    assert "only what would change the tips" in reply
    assert "How many people work" in reply


def test_an_answer_that_excludes_nothing_is_taken(talk: Talk) -> None:
    talk.say("our leads are junk, we are 40 people with a crm")
    assert "1. " in talk.say("both")


def test_what_it_would_take_is_told(advised: Talk) -> None:
    reply = advised.say("what would the first one take?")
    assert "45 minutes a month" in reply
    assert "our estimates" in reply


def test_a_team_that_gets_along_is_told_to_leave_it(talk: Talk) -> None:
    reply = talk.say("we get along fine, no problems between the teams")
    assert "leave it as it is" in reply
    assert "Harvard Business Review" in reply


def test_what_does_not_fit_is_left_out_with_the_reason(talk: Talk) -> None:
    reply = talk.say("im a solo baker with a shop, nobody knows what is advertised at the counter")
    assert "Left out for you: Brief shop and counter staff on every offer (not for a company of your size)" in reply


def test_asking_about_tips_before_there_are_any(talk: Talk) -> None:
    assert "I have given you no tips yet" in talk.say("another tip")


def test_an_answer_about_a_trouble_offers_tips(talk: Talk) -> None:
    assert "Source:" in talk.say("sales says our leads are junk. what is a marketing qualified lead?")
    assert "Give me tips for my company" in talk.buttons
    for answer in ("Give me tips for my company", "skip", "skip", "skip"):
        told = talk.say(answer)
    assert "marketing's leads are poor" in told


def test_where_several_troubles_may_be_meant_it_asks_which(talk: Talk) -> None:
    assert "Which of these comes nearest" in talk.say("our sales go badly")
    offered = talk.buttons
    assert 2 <= len(offered) <= 3
    assert "How many people" in talk.say(offered[1])
    talk.say("skip")
    assert "You say that" in talk.say("skip")


def test_which_trouble_is_meant_is_asked_only_once(talk: Talk) -> None:
    talk.say("our sales go badly")
    assert "How many people" in talk.say("well, our sales go badly")


def test_a_correction_does_not_use_the_open_question_up(talk: Talk) -> None:
    talk.say("tips")
    talk.say("sales never calls our leads")
    assert "Where do you keep" in talk.say("50 people")
    assert "Where do you keep" in talk.say("no, 120 people")
    assert "you are 120 people" in talk.say("a crm")


def test_figures_while_a_question_is_open_are_worked_out(talk: Talk) -> None:
    talk.say("tips")
    talk.say("sales never calls our leads")
    reply = talk.say("we lost 30 deals and won 10, win rate?")
    assert "Win rate: 25 %" in reply
    assert "Back to where we were: How many people" in reply
