"""Follow-ups: what "that", "those" and "the other one" mean, in real Rasa."""

from __future__ import annotations

import pytest

from tests.talk import Talk


@pytest.mark.parametrize("text", ["and for sales?", "what about sales", "no, I meant sales"])
def test_the_other_side_of_the_same_topic(talk: Talk, text: str) -> None:
    talk.say("what does marketing focus on?")
    reply = talk.say(text)
    assert "short term" in reply
    assert "long term" not in reply


def test_why(talk: Talk) -> None:
    talk.say("how do sales and marketing differ in approach?")
    assert "A crowd cannot be asked" in talk.say("why?")


def test_why_without_a_reason_is_said_honestly(talk: Talk) -> None:
    talk.say("what is an MQL?")
    assert "My documents give no reason" in talk.say("why?")


def test_an_exception(talk: Talk) -> None:
    talk.say("who does marketing talk to?")
    assert "account-based marketing" in talk.say("is there an exception?")


def test_a_side_of_an_overview_offers_that_side_of_its_points(talk: Talk) -> None:
    talk.say("what is the difference between sales and marketing?")
    talk.say("and marketing?")
    assert talk.buttons[0] == "What does marketing focus on?"


def test_a_side_after_a_decline_is_not_answered_from_elsewhere(talk: Talk) -> None:
    talk.say("what does a rep earn?")
    assert "Source:" not in talk.say("and for marketing?")


def test_a_question_about_it_is_not_answered_from_another_subject(talk: Talk) -> None:
    talk.say("what is an SLA between sales and marketing?")
    assert "Source:" not in talk.say("who signs it?")


def test_an_example(talk: Talk) -> None:
    talk.say("what is brand positioning?")
    assert "Two gyms" in talk.say("an example?")


def test_an_example_stays_on_the_topic_when_asked_twice(talk: Talk) -> None:
    talk.say("what is negotiated in sales?")
    first = talk.say("give me an example")
    assert "ten per cent" in first
    assert "no further example" in talk.say("another example?")


def test_tell_me_more_does_not_repeat(talk: Talk) -> None:
    replies = [talk.say("what is lead generation?"), talk.say("tell me more"), talk.say("more please")]
    assert len(set(replies)) == 3


def test_where_is_that_from_names_file_and_line(talk: Talk) -> None:
    talk.say("how does marketing create awareness?")
    reply = talk.say("where is that from?")
    assert "What marketing is" in reply
    assert "what-marketing-is.md, line" in reply


def test_which_of_those_is_about_cost(talk: Talk) -> None:
    talk.say("which metrics do they use?")
    assert "customer acquisition cost" in talk.say("which of those is about cost").lower()


def test_the_second_one_of_a_list(talk: Talk) -> None:
    talk.say("what does marketing do?")
    assert "lead" in talk.say("tell me about the second one").lower()


def test_follow_up_without_anything_before(talk: Talk) -> None:
    assert "haven't told you anything yet" in talk.say("why?")
    assert talk.buttons


def test_an_it_that_nothing_was_told_of_is_not_guessed(talk: Talk) -> None:
    assert "haven't told you anything yet" in talk.say("how do i calculate it")
    talk.say("what is an mql?")
    assert "“Marketing qualified lead”: I have no answer" in talk.say("how do i calculate it")


def test_a_number_takes_up_the_suggestion(talk: Talk) -> None:
    talk.say("what does marketing focus on?")
    assert talk.buttons[0] == "What does sales focus on?"
    assert "short term" in talk.say("1")


def test_a_new_topic_after_a_follow_up(talk: Talk) -> None:
    talk.say("what does marketing focus on?")
    talk.say("why?")
    assert "Negotiation" in talk.say("what is negotiated in sales?")


def test_not_what_i_asked_offers_the_next_readings(talk: Talk) -> None:
    talk.say("how do leads become customers?")
    reply = talk.say("that's not what I asked")
    assert "Sorry" in reply
    assert talk.buttons


def test_two_people_do_not_share_a_conversation(talk: Talk) -> None:
    talk.say("what does marketing focus on?")
    other = talk.another()
    assert "haven't told you anything yet" in other.say("why?")


@pytest.mark.parametrize("text", ["the third", "number 3", "the third one", "explain the 3rd point"])
def test_a_place_in_a_list_leads_to_what_the_point_names(talk: Talk, text: str) -> None:
    talk.say("what does marketing do?")
    assert "What marketing is, Brand positioning" in talk.say(text)


def test_a_numbered_step_is_found(talk: Talk) -> None:
    assert "3. Promise each other" in talk.say("how do I align sales and marketing?")
    assert "handed over" in talk.say("what is step 3?")


def test_the_second_of_the_offered_readings(talk: Talk) -> None:
    talk.say("leads")
    offered = talk.buttons[1]
    direct = talk.another().say(offered)
    assert talk.say("the second") == direct


def test_what_a_greeting_offers_is_taken_up_by_number(talk: Talk) -> None:
    for number, answer in (("1", "They differ in five ways"), ("2", "What hurts most"), ("the third", "Who are you?")):
        other = talk.another()
        other.say("hi")
        assert answer in other.say(number)


def test_the_other_side_after_a_why(talk: Talk) -> None:
    talk.say("what is the approach of sales?")
    talk.say("why?")
    assert "indirect means" in talk.say("and for marketing?")


def test_an_example_of_a_list_is_offered_for_its_points(talk: Talk) -> None:
    talk.say("what does sales do?")
    assert "Which do you mean?" in talk.say("an example?")
    assert "Source:" in talk.say(talk.buttons[0])


def test_no_source_is_claimed_for_a_declined_question(talk: Talk) -> None:
    talk.say("what does marketing focus on?")
    talk.say("what does a marketer earn?")
    assert "no source" in talk.say("source?")


def test_say_that_again(talk: Talk) -> None:
    told = talk.say("what is an MQL?").split("Source:")[0].strip()
    assert told in talk.say("say that again")


def test_start_over_forgets(talk: Talk) -> None:
    talk.say("what does marketing focus on?")
    assert "forgotten" in talk.say("start over")
    assert "haven't told you anything yet" in talk.say("why?")


def test_start_over_asks_before_something_is_lost(talk: Talk) -> None:
    talk.say("we're 12 people, B2B, we use hubspot, sales says marketing's leads are junk")
    talk.say("add the first to my plan")
    reply = talk.say("start over")
    assert "what you told me about your company" in reply
    assert "your plan" in reply
    assert "I keep it" in talk.say("no")
    assert "one practice" in talk.say("show my plan")
    talk.say("delete everything")
    assert "forgotten" in talk.say("yes")
    assert "plan is empty" in talk.say("show my plan")


@pytest.mark.parametrize("unsure", ["maybe", "hm", "?", "yes but keep the plan", "wait", "ok what is churn"])
def test_nothing_is_forgotten_without_a_clear_yes(talk: Talk, unsure: str) -> None:
    talk.say("we're 12 people, B2B, we use hubspot, sales says marketing's leads are junk")
    talk.say("add the first to my plan")
    talk.say("start over")
    assert "forgotten" not in talk.say(unsure)
    assert "one practice" in talk.say("show my plan")


def test_what_was_asked_before_beginning_anew_was_refused_is_asked_again(talk: Talk) -> None:
    talk.say("our leads are junk")
    talk.say("start over")
    assert "How many people work" in talk.say("no, keep it")


def test_nobody_is_promised_who_does_not_exist(talk: Talk) -> None:
    assert "no person here" in talk.say("i want to talk to a human")


@pytest.mark.parametrize("text", ["hi, what is sales?", "What is sales? 😀", "hello there! what is sales"])
def test_greetings_and_signs_do_not_hide_the_question(talk: Talk, text: str) -> None:
    assert "art, or craft, of closing" in talk.say(text)


def test_a_question_about_it_that_nothing_answers_is_declined_with_the_subject_named(talk: Talk) -> None:
    talk.say("what is an MQL?")
    reply = talk.say("who invented it?")
    assert "no answer" in reply
    assert "Marketing qualified lead" in reply


@pytest.mark.parametrize("asked", ["and in audience?", "what about audience", "and the audience?"])
def test_the_same_is_asked_of_another_topic(talk: Talk, asked: str) -> None:
    talk.say("how do sales and marketing differ in focus?")
    reply = talk.say(asked)
    assert "Marketing addresses a broad audience" in reply
    assert "Sales addresses individual prospects" in reply
