"""Conversations through the widget, on the assistant's own page."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from launch.assistant import Assistant
from tests.widget.chat import LATE, Chat

FULL = """() => {
  Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };
}"""
SOON = """() => {
  const later = window.setTimeout;
  window.setTimeout = (run, time) => later(run, Math.min(time, 20));
}"""
COMPLAINT = "we're 12 people, B2B software, sales says marketing's leads are junk"


def test_a_comparison_stands_side_by_side(chat: Chat) -> None:
    turn = chat.say("how do sales and marketing differ in focus?")
    expect(turn.get_by_role("heading")).to_have_text(["Marketing", "Sales"])
    one, other = (section.bounding_box() for section in turn.locator(".columns section").all())
    assert one["y"] == other["y"]
    assert one["x"] < other["x"]


def test_steps_are_numbered_once(chat: Chat) -> None:
    turn = chat.say("how do i align both teams?")
    expect(turn.locator("ol li").first).to_have_text("Agree one goal and one picture of the customer.")


def test_a_source_opens_its_passage_and_escape_leads_back(chat: Chat) -> None:
    source = chat.say("how do sales and marketing differ in focus?").get_by_role("button", name="Focus > Sales")
    source.click()
    expect(chat.page.get_by_role("heading", name="Focus > Sales")).to_be_focused()
    expect(chat.page.locator(".passage")).to_contain_text("short term")
    chat.page.keyboard.press("Escape")
    expect(source).to_be_focused()


def test_suggestions_are_pressed_and_gone(chat: Chat) -> None:
    chat.press("How do sales and marketing differ?")
    assert chat.said == ["How do sales and marketing differ?"]
    expect(chat.page.locator("tandem-chat .chips")).to_have_count(1)


def test_a_form_is_answered_by_buttons_and_shows_how_far_it_is(chat: Chat) -> None:
    turn = chat.say(COMPLAINT)
    expect(turn.get_by_role("progressbar", name="Question 1 of 1")).to_be_visible()
    turn = chat.press("In a CRM")
    expect(turn.locator(".card").first.get_by_role("heading")).to_have_text("1. Monthly look at real leads together")
    expect(turn.locator(".card").first.locator("dt")).to_contain_text(["Why", "First step", "Owner"])


def test_the_assessment_ends_with_a_chart_that_can_be_read_and_heard(chat: Chat) -> None:
    chat.press("Take the self-assessment")
    chat.say("owner")
    turn = chat.say("short form")
    expect(turn.locator("ol li")).to_have_count(5)
    for level in ("2", "3", "2", "4", "3", "2"):
        turn = chat.press(level)
    chart = turn.get_by_role("img")
    assert "Goals and planning" in chart.get_attribute("alt")
    chart.scroll_into_view_if_needed()
    expect(chart).to_have_js_property("complete", True)
    assert chart.evaluate("image => image.naturalWidth") > 300


def test_the_plan_can_be_downloaded(chat: Chat) -> None:
    chat.say(COMPLAINT)
    chat.press("In a CRM")
    chat.say("add the first one to my plan")
    turn = chat.say("export my plan")
    with chat.page.expect_download() as download:
        turn.get_by_role("link", name="plan.pdf").click()
    assert download.value.path().read_bytes().startswith(b"%PDF")


def test_a_reload_keeps_the_conversation(chat: Chat) -> None:
    chat.say("how do sales and marketing differ in focus?")
    chat.page.reload()
    expect(chat.log).to_contain_text("Its main goal is to close deals")
    assert chat.said == ["how do sales and marketing differ in focus?"]
    expect(chat.say("why?")).to_contain_text("Focus > Why")


def test_a_second_tab_shows_the_same_conversation(chat: Chat) -> None:
    chat.say("how do sales and marketing differ in focus?")
    other = Chat(chat.page.context.new_page())
    other.page.goto(chat.page.url)
    expect(other.log).to_contain_text("Its main goal is to close deals")
    other.say("and in audience?")
    expect(chat.log).to_contain_text("Marketing addresses a broad audience")


def test_another_browser_has_a_conversation_of_its_own(
    chat: Chat, assistant: Assistant, open_page: Callable[..., Page]
) -> None:
    chat.say("how do sales and marketing differ in focus?")
    other = Chat(open_page(f"{assistant.url}/chat"))
    expect(other.log).to_contain_text("Hello!")
    assert other.said == []


def test_a_new_conversation_is_begun_from_the_menu(chat: Chat) -> None:
    chat.say(COMPLAINT)
    chat.page.get_by_role("button", name="More").click()
    chat.page.get_by_role("button", name="New conversation").click()
    expect(chat.messages).to_have_count(0)
    assert "12 people" not in chat.say("tips").inner_text()


def test_a_conversation_is_deleted_only_when_asked_twice(chat: Chat) -> None:
    chat.say(COMPLAINT)
    chat.page.get_by_role("button", name="More").click()
    chat.page.get_by_role("button", name="Delete this conversation").click()
    assert chat.said == [COMPLAINT]
    chat.page.get_by_role("button", name="Delete it for good?").click()
    expect(chat.messages).to_have_count(0)
    chat.page.reload()
    expect(chat.log).to_contain_text("Hello!")
    assert chat.said == []


def test_a_conversation_can_be_downloaded(chat: Chat) -> None:
    chat.say(COMPLAINT)
    chat.page.get_by_role("button", name="More").click()
    with chat.page.expect_download() as download:
        chat.page.get_by_role("button", name="Download this conversation").click()
    assert COMPLAINT in download.value.path().read_text(encoding="utf-8")


def test_a_thumb_down_asks_what_was_wrong(chat: Chat) -> None:
    turn = chat.say("how do sales and marketing differ in focus?")
    turn.get_by_role("button", name="This did not help").click()
    turn.get_by_label("What was missing or wrong?").fill("too short")
    turn.get_by_role("button", name="Send feedback").click()
    expect(turn).to_contain_text("Thank you.")
    chat.page.reload()
    expect(chat.page.get_by_role("button", name="This did not help")).to_have_attribute("aria-pressed", "true")


def test_the_same_things_to_ask_lead_into_the_chat(chat: Chat) -> None:
    chat.page.get_by_role("button", name="We spent $20k and won 40 customers").click()
    expect(chat.answered()).to_contain_text("$500")


def test_a_long_answer_is_shown_from_its_beginning(chat: Chat) -> None:
    chat.say(COMPLAINT)
    turn = chat.press("In a CRM")
    chat.page.wait_for_timeout(600)  # it scrolls smoothly
    top = chat.log.bounding_box()["y"]
    assert -20 < turn.bounding_box()["y"] - top < 60


def test_a_new_beginning_while_an_answer_is_under_way_stays_new(chat: Chat) -> None:
    chat.page.evaluate(LATE)
    chat.input.fill(COMPLAINT)
    chat.input.press("Enter")
    chat.page.get_by_role("button", name="More").click()
    chat.page.get_by_role("button", name="New conversation").click()
    chat.page.wait_for_timeout(2500)
    expect(chat.log).to_contain_text("Hello!")
    assert chat.said == []
    assert "12 people" not in chat.say("tips").inner_text()


def test_an_answer_under_way_is_shown_once_when_another_tab_speaks(chat: Chat) -> None:
    chat.say("what is a lead?")
    other = Chat(chat.page.context.new_page())
    other.page.goto(chat.page.url)
    expect(other.messages).to_have_count(1)
    chat.page.evaluate(LATE)
    chat.input.fill("what is churn?")
    chat.input.press("Enter")
    other.say("what is an SLA?")
    expect(chat.messages).to_have_count(3)
    chat.answered()
    assert sorted(chat.said) == ["what is a lead?", "what is an SLA?", "what is churn?"]
    expect(chat.page.locator("tandem-chat [data-answered]")).to_have_count(3)


def test_every_answer_of_a_long_conversation_is_followed(chat: Chat) -> None:
    for text in ("Give me tips for my company", "junk leads", "60 people", "Hubspot", "companies", "why?", "another"):
        turn = chat.say(text)
        assert chat.page.get_by_role("button", name="New answer below").is_hidden()
        assert turn.bounding_box()["y"] < chat.log.bounding_box()["y"] + chat.log.bounding_box()["height"] - 100


def test_what_fails_is_told(chat: Chat) -> None:
    chat.say(COMPLAINT)
    chat.page.context.set_offline(True)
    chat.page.get_by_role("button", name="More").click()
    chat.page.get_by_role("button", name="Delete this conversation").click()
    chat.page.get_by_role("button", name="Delete it for good?").click()
    expect(chat.log.get_by_role("alert")).to_contain_text("Something went wrong")
    chat.page.context.set_offline(False)
    assert chat.said == [COMPLAINT]


def test_a_conversation_that_cannot_be_loaded_is_not_shown_as_empty(chat: Chat) -> None:
    chat.say(COMPLAINT)
    chat.page.route("**/chat/messages", lambda route: route.fulfill(status=500, json={"error": {"code": "x"}}))
    chat.page.reload()
    expect(chat.log.get_by_role("alert")).to_contain_text("could not be loaded")
    chat.page.unroute("**/chat/messages")
    expect(chat.messages).to_have_text([COMPLAINT], timeout=10_000)


def test_a_message_that_the_server_cannot_answer_does_not_stop_the_next(chat: Chat) -> None:
    chat.page.route("**/chat/messages", lambda route: route.fulfill(status=503, json={"error": {"code": "failed"}}))
    chat.page.evaluate(SOON)
    chat.input.fill("hello")
    chat.input.press("Enter")
    expect(chat.turns.last).to_contain_text("Something went wrong here")
    chat.page.unroute("**/chat/messages")
    chat.input.fill("what is a lead?")
    chat.input.press("Enter")
    expect(chat.turns.last).to_contain_text("Source")


def test_a_browser_whose_storage_is_full_talks_all_the_same(chat: Chat) -> None:
    chat.page.evaluate(FULL)
    expect(chat.say("what is a lead?")).to_contain_text("Source")
    expect(chat.say("what is churn?")).to_contain_text("Source")


def test_a_new_beginning_in_one_tab_is_one_in_the_other(chat: Chat) -> None:
    chat.say(COMPLAINT)
    other = Chat(chat.page.context.new_page())
    other.page.goto(chat.page.url)
    expect(other.messages).to_have_count(1)
    chat.page.get_by_role("button", name="More").click()
    chat.page.get_by_role("button", name="New conversation").click()
    expect(other.messages).to_have_count(0)
