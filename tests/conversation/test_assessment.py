"""The self-assessment, as one takes it in the running assistant."""

from __future__ import annotations

import re
import urllib.request
from datetime import date

import pytest

from launch.assistant import Assistant
from tests.talk import Talk

CODE = re.compile(r"[A-Z2-7]{4}(?:-[A-Z2-7]{4}){3}")
WORKED = ["2", "3", "2", "1", "2", "2", "3", "2", "3", "2", "2", "1", "3", "2", "3", "3", "2"]


def take(talk: Talk, who: str, levels: list[str], *, form: str = "All questions") -> str:
    """Take the whole assessment; the last reply."""
    for text in ("self-assessment", who, form, *levels):
        reply = talk.say(text)
    return reply


@pytest.fixture
def asked(talk: Talk) -> Talk:
    """Somebody at the first of all questions."""
    take(talk, "I work in sales", [])
    return talk


def test_the_result_gives_scores_band_practices_and_chart(talk: Talk) -> None:
    reply = take(talk, "sales", WORKED)
    assert "2.3 of 5 (31 %)" in reply
    assert "House rules" in reply
    assert "Definitions and hand-over: 1.7 of 5 ■■□□□" in reply
    assert "1. One named owner for every lead at once" in reply
    assert "Source: Self-assessment" in reply
    chart = re.search(r"http://\S+/files/\S+\.png", reply)
    assert chart
    with urllib.request.urlopen(chart[0]) as image:
        assert image.read(8) == b"\x89PNG\r\n\x1a\n"


def test_a_file_is_not_found_under_another_name(assistant: Assistant) -> None:
    for path in ("/files/abc/assessment.png", "/files/..%2F..%2Fetc/passwd", "/files/x/..%2Fconversations.db"):
        with pytest.raises(urllib.error.HTTPError, match="404"):
            urllib.request.urlopen(assistant.url + path)


def test_answers_by_number_word_or_description(asked: Talk) -> None:
    reply = asked.say("three")
    assert "How are lead or enquiry targets set?" in reply
    assert "Question 2 of 17" in reply
    assert "Who sees plans before they are final?" in asked.say("last year's figure plus a bit")
    assert "Would a seller and a marketer define" in asked.say("4")


@pytest.mark.parametrize(
    ("answer", "told"),
    [("7", "no level from 1 to 5"), ("2.5", "whole level"), ("-1", "no level"), ("blue", "no level")],
)
def test_what_is_no_level_is_asked_again(asked: Talk, answer: str, told: str) -> None:
    reply = asked.say(answer)
    assert told in reply
    assert "Do both teams work toward the same number?" in reply


def test_back_asks_the_question_before_again(asked: Talk) -> None:
    asked.say("3")
    assert "Do both teams work toward the same number?" in asked.say("back")
    assert "That was the first question" in asked.say("back")


def test_not_knowing_counts_only_for_what_is_then_not_in_use(asked: Talk) -> None:
    assert "I skip that one" in asked.say("don't know")
    for _ in range(2):
        asked.say("skip")
    assert "I count that as level 1" in asked.say("no idea")


def test_stopping_gives_what_there_is_and_it_goes_on_later(asked: Talk) -> None:
    asked.say("3")
    reply = asked.say("stop")
    assert "You have answered 1 of 17" in reply.replace("So far you have", "You have")
    asked.say("what is churn?")
    assert "How are lead or enquiry targets set?" in asked.say("go on with the assessment")


def test_a_question_in_the_middle_is_answered(asked: Talk) -> None:
    reply = asked.say("what is an sla?")
    assert "mutual promise" in reply
    assert "Back to where we were: Goals and planning" in reply


def test_the_short_form_has_six_questions(talk: Talk) -> None:
    assert "Your total is 3.0 of 5" in take(talk, "owner", ["3"] * 6, form="short form")


def test_equal_answers_are_asked_for_an_example(talk: Talk) -> None:
    assert "Is there an example" in take(talk, "owner", ["3"] * 6, form="short form")


def test_who_does_both_gets_other_questions_and_tips(talk: Talk) -> None:
    reply = take(talk, "I do sales and marketing alone", ["2"] * 14)
    assert "1. Fixed hours for each role when one person does both" in reply
    assert "(a single answer)" in reply
    assert not CODE.search(reply)


def test_two_people_of_a_company_see_where_their_views_differ(assistant: Assistant) -> None:
    sales, marketing = Talk(assistant.url), Talk(assistant.url)
    code = CODE.search(take(sales, "sales", WORKED))
    assert code
    assert "I have the answers from sales" in marketing.say(f"my code is {code[0]}")
    for text in ("marketing", "all questions", "4", "4", "4", *WORKED[3:]):
        reply = marketing.say(text)
    assert "Your views differ in: Goals and planning (4.0 against 2.3)" in reply
    assert "Both of you together: 2.4 of 5" in reply
    assert "1. Monthly look at real leads together" in reply


def test_the_code_of_another_company_is_refused(assistant: Assistant) -> None:
    results = [take(Talk(assistant.url), "owner", ["2"] * 6, form="short form") for _ in range(2)]
    one, other = (code for result in results for code in CODE.findall(result))
    talk = Talk(assistant.url)
    talk.say(f"code {one}")
    assert "belongs to another company" in talk.say(f"code {other}")


def test_a_mistyped_code_is_told(talk: Talk) -> None:
    assert "I can't read that code" in talk.say("my code is AAAA-BBBB-CCCC-DDDD")


def test_a_code_of_the_short_form_holds_all_six_answers(assistant: Assistant) -> None:
    code = CODE.search(take(Talk(assistant.url), "sales", ["4"] * 6, form="short form"))
    assert code
    other = Talk(assistant.url)
    other.say(code[0])
    for text in ("marketing", "short form", *"111111"):
        reply = other.say(text)
    assert reply.count("(1.0 against 4.0)") == 6
    assert "Both of you together: 2.5 of 5" in reply


def test_an_answer_may_be_explained_and_the_last_one_corrected(asked: Talk) -> None:
    assert "Question 2 of 17" in asked.say("4, because we do it monthly")
    assert "Question 2 of 17" in asked.say("I meant 3")
    assert "Question 3 of 17" in asked.say("4 out of 5")


def test_short_answers_at_the_beginning_are_understood(talk: Talk) -> None:
    talk.say("self-assessment")
    assert "Which do you want?" in talk.say("i do both")
    assert "Question 1 of 14" in talk.say("all")


SHORT = ["3", "2", "3", "1", "2", "3"]


def test_the_result_and_the_code_can_be_seen_again(talk: Talk) -> None:
    assert "have not taken" in talk.say("show my result")
    reply = take(talk, "sales", SHORT, form="The short form")
    code = CODE.search(reply)
    assert code
    assert "Your total is 2.3 of 5" in talk.say("show my result again")
    assert code[0] in talk.say("what was my code")


def test_tips_after_the_result_begin_with_what_it_named(talk: Talk) -> None:
    take(talk, "sales", SHORT, form="The short form")
    talk.say("tips for that")
    for text in ("40", "hubspot"):
        talk.say(text)
    reply = talk.say("companies")
    assert "1. One shared customer record" in reply
    assert "Why: Your self-assessment shows" in reply


def test_tips_after_the_result_heed_a_trouble_told_before_as_well(talk: Talk) -> None:
    talk.say("our reps ignore half of the leads, 30 ppl, hubspot, b2b")
    talk.say("2 months")
    take(talk, "sales", SHORT, form="The short form")
    reply = talk.say("tips for that")
    assert "You say that sales does not follow leads up" in reply
    assert "Why: Your self-assessment shows" in reply


def test_taken_again_it_is_compared_with_the_last_time(talk: Talk) -> None:
    take(talk, "sales", SHORT, form="The short form")
    reply = take(talk, "sales", ["4", "2", "3", "1", "2", "2"], form="The short form")
    today = f"{date.today():%-d %B %Y}"
    assert f"Since {today}: Goals and planning 3.0 to 4.0 and Customer experience 3.0 to 2.0." in reply


def test_somebody_of_the_other_side_is_not_compared_with_the_last_time(talk: Talk) -> None:
    take(talk, "sales", SHORT, form="The short form")
    assert "Since" not in take(talk, "marketing", ["4", "2", "3", "1", "2", "2"], form="The short form")


def test_the_questions_on_which_two_people_are_furthest_apart_are_named(assistant: Assistant) -> None:
    seller, marketer = Talk(assistant.url), Talk(assistant.url)
    code = CODE.search(take(seller, "sales", SHORT, form="The short form"))
    assert code
    marketer.say(code[0])
    reply = take(marketer, "marketing", ["3", "2", "3", "5", "4", "3"], form="The short form")
    assert (
        "“Where is the truth about a lead or customer?” (5 against 1); “When do the teams talk?” (4 against 2)" in reply
    )


def test_a_small_firm_in_which_nothing_hurts_is_told_to_leave_it(talk: Talk) -> None:
    talk.say("we are 6 people")
    talk.say("stop")
    assert "leave it as it is" in take(
        talk, "I lead the company", ["3", "3", "4", "3", "4", "3"], form="The short form"
    )


def test_with_a_very_good_score_results_are_to_be_trusted_more(talk: Talk) -> None:
    assert "trust them more" in take(talk, "sales", ["5", "5", "4", "5", "4", "5"], form="The short form")


def test_ones_own_code_is_not_the_other_side(talk: Talk) -> None:
    code = CODE.search(take(talk, "sales", SHORT, form="The short form"))
    assert code
    assert "your own answers" in talk.say(code[0])


def test_begun_again_and_stopped_the_last_result_is_still_there(talk: Talk) -> None:
    take(talk, "sales", SHORT, form="The short form")
    for text in ("self-assessment", "I work in marketing", "All questions", "4", "stop"):
        talk.say(text)
    assert "Your total is 2.3 of 5" in talk.say("show my result")


def test_it_says_why_it_asks(asked: Talk) -> None:
    assert "Each answer counts for one of six dimensions" in asked.say("why do you ask?")


def test_a_code_that_was_announced_is_waited_for(talk: Talk) -> None:
    assert "type the code" in talk.say("i have a code")


def test_a_level_is_corrected_and_said_to_be_and_a_question_is_no_level(talk: Talk) -> None:
    for said in ("start the self-assessment", "owner", "short", "3"):
        talk.say(said)
    assert "I changed the one before to 4." in talk.say("actually 4")
    assert "I'd rather not guess" in talk.say("is 2% good?")
    talk.say("2")
    reply = talk.say("show my result")
    assert "Goals and planning: 4.0 of 5" in reply
    assert "Definitions and hand-over: 2.0 of 5" in reply
