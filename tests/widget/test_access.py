"""The widget for everybody: by keyboard, on a small screen, with a screen reader."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from launch.assistant import Assistant
from tests.widget.chat import LATE, Chat

COMPLAINT = "we're 12 people, B2B software, sales says marketing's leads are junk"
OpenPage = Callable[..., Page]


def violations(page: Page) -> list[str]:
    """What axe-core finds on the page, the widget's inside included."""
    found = Axe().run(page).response["violations"]
    return [f"{v['id']}: {v['help']} {[node['html'][:120] for node in v['nodes']]}" for v in found]


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_nothing_in_any_state(assistant: Assistant, open_page: OpenPage, colours: str) -> None:
    chat = Chat(open_page(f"{assistant.url}/chat", color_scheme=colours, reduced_motion="reduce"))
    page = chat.page
    found = {"greeting": violations(page)}
    chat.say("how do sales and marketing differ in focus?")
    found["comparison"] = violations(page)
    page.get_by_role("button", name="This did not help").click()
    found["feedback"] = violations(page)
    page.get_by_role("button", name="Focus > Sales").click()
    expect(page.get_by_role("heading", name="Focus > Sales")).to_be_visible()
    found["passage"] = violations(page)
    page.keyboard.press("Escape")
    chat.say(COMPLAINT)
    found["question"] = violations(page)
    chat.press("In a CRM")
    found["tips"] = violations(page)
    chat.say("40000 visitors, 800 leads, 200 mqls, 60 sqls, 12 customers")
    found["chart"] = violations(page)
    page.get_by_role("button", name="More").click()
    found["menu"] = violations(page)
    page.keyboard.press("Escape")
    page.context.set_offline(True)
    chat.input.fill("hello")
    chat.input.press("Enter")
    expect(page.get_by_text("Not sent yet")).to_be_visible()
    found["waiting"] = violations(page)
    assert {state: problems for state, problems in found.items() if problems} == {}


def test_everything_can_be_done_by_keyboard(assistant: Assistant, open_page: OpenPage) -> None:
    page = open_page("about:blank")
    tag = '<script type="module" src="/chat/widget/widget.js"></script>'
    page.route("**/shop", lambda route: route.fulfill(body=f'<a href="#">Shop</a>{tag}', content_type="text/html"))
    page.goto(f"{assistant.url}/shop")
    launcher = page.get_by_role("button", name="Open the chat")
    expect(launcher).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(launcher).to_be_focused()
    page.keyboard.press("Enter")
    chat = Chat(page)
    expect(chat.input).to_be_focused()
    page.keyboard.type("how do sales and")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("marketing differ in focus?")
    page.keyboard.press("Enter")
    turn = chat.answered()
    assert chat.said == ["how do sales and\nmarketing differ in focus?"]
    for _ in range(12):
        page.keyboard.press("Shift+Tab")
        if turn.get_by_role("button", name="Focus > Sales").evaluate("e => e.matches(':focus')"):
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Focus > Sales")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(launcher).to_be_focused()
    expect(chat.log).to_be_hidden()


def test_enter_that_picks_a_character_sends_nothing(chat: Chat) -> None:
    chat.input.fill("にほん")
    chat.input.evaluate(
        """e => e.dispatchEvent(new KeyboardEvent("keydown", {key: "Enter", isComposing: true, bubbles: true}))"""
    )
    assert chat.said == []
    assert chat.input.input_value() == "にほん"


@pytest.mark.parametrize("width", [320, 640])
def test_nothing_is_cut_off_on_a_small_screen(assistant: Assistant, open_page: OpenPage, width: int) -> None:
    chat = Chat(open_page(f"{assistant.url}/chat", viewport={"width": width, "height": 700}))
    turn = chat.say("how do sales and marketing differ in focus?")
    one, other = (section.bounding_box() for section in turn.locator(".columns section").all())
    assert (one["y"] < other["y"]) is (width == 320)
    chat.say(COMPLAINT)
    chat.press("In a CRM")
    chat.say("w" * 200)
    assert chat.page.evaluate("document.documentElement.scrollWidth") <= width
    assert chat.log.evaluate("e => e.scrollWidth <= e.clientWidth")


def test_whoever_scrolled_back_is_not_carried_off(chat: Chat) -> None:
    chat.say(COMPLAINT)
    chat.press("In a CRM")
    chat.say("why?")
    chat.input.fill("how do sales and marketing differ in focus?")
    chat.page.emulate_media(reduced_motion="reduce")  # which scrolls at once
    chat.page.evaluate(LATE)
    chat.input.press("Enter")
    chat.log.evaluate("e => e.scrollTo({top: 0, behavior: 'instant'})")
    newer = chat.page.get_by_role("button", name="New answer below")
    expect(newer).to_be_visible()
    assert chat.log.evaluate("e => e.scrollTop") == 0
    newer.click()
    expect(newer).to_be_hidden()


def test_what_is_said_is_announced_politely_and_the_past_is_not(chat: Chat) -> None:
    expect(chat.log).to_have_attribute("role", "log")
    chat.say("what is a lead?")
    expect(chat.log).not_to_have_attribute("aria-busy", "true")


def test_the_keyboard_stays_in_the_chat_when_what_was_pressed_is_gone(chat: Chat) -> None:
    chat.log.get_by_role("button", name="How do sales and marketing differ?").press("Enter")
    turn = chat.answered()
    expect(chat.log).to_be_focused()
    turn.get_by_role("button", name="This helped").press("Enter")
    expect(turn.get_by_role("status")).to_be_focused()


@pytest.mark.parametrize(("accent", "letters"), [("#0b5", "rgb(17, 17, 17)"), ("navy", "rgb(255, 255, 255)")])
def test_letters_can_be_read_on_any_colour(chat: Chat, accent: str, letters: str) -> None:
    chat.page.locator("tandem-chat").evaluate("(chat, accent) => chat.setAttribute('accent', accent)", accent)
    expect(chat.page.locator("tandem-chat header")).to_have_css("color", letters)
