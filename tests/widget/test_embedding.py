"""The widget on other sites, by one script tag."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from launch.assistant import Assistant
from tests.widget.chat import Chat
from tests.widget.site import Site

PAGE = "<!doctype html><html{html}><head><title>Shop</title></head><body><h1>Shop</h1>{tag}</body></html>"
TAG = '<script type="module" src="{server}/chat/widget/widget.js"{more}></script>'
ADDRESS = "__SERVER__"
OpenPage = Callable[..., Page]


class Shop(Site):
    """A site whose page is set once the assistant's address is known."""

    def __init__(self) -> None:
        super().__init__("")

    def show(self, server: str, *, html: str = "", more: str = "", body: str = "", **headers: str) -> str:
        """Puts the tag on the page, and gives the page's address."""
        self.page = PAGE.format(html=html, tag=body + TAG.format(server=server, more=more))
        self.headers = {name: value.replace(ADDRESS, server) for name, value in headers.items()}
        return self.url


@pytest.fixture(scope="module")
def shop() -> Iterator[Shop]:
    with Shop() as site:
        yield site


@pytest.fixture(scope="module")
def embedded(shop: Shop, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant that the shop may embed."""
    with Assistant.keeping_all_in(tmp_path_factory.mktemp("embedded"), TANDEM_ORIGINS=shop.url) as running:
        yield running


def opened(page: Page) -> Chat:
    page.get_by_role("button", name="Open the chat").click()
    return Chat(page)


def test_one_tag_is_enough_on_an_allowed_site(shop: Shop, embedded: Assistant, open_page: OpenPage) -> None:
    chat = opened(open_page(shop.show(embedded.url)))
    expect(chat.say("how do sales and marketing differ in focus?")).to_contain_text("close deals")
    expect(chat.say("40000 visitors, 800 leads, 12 customers").get_by_role("img")).to_be_visible()
    chat.page.reload()
    assert opened(chat.page).log.is_visible()
    expect(chat.messages).to_have_count(2)


def test_a_site_that_is_not_allowed_is_told_so(shop: Shop, assistant: Assistant, open_page: OpenPage) -> None:
    chat = opened(open_page(shop.show(assistant.url)))
    turn = chat.page.locator("tandem-chat .turn").last
    chat.input.fill("hello")
    chat.input.press("Enter")
    expect(turn.get_by_role("alert")).to_have_text("This site is not set up to use the assistant.")


def test_the_tag_sets_title_greeting_colour_offers_and_place(
    shop: Shop, embedded: Assistant, open_page: OpenPage
) -> None:
    more = ' data-title="Ask us" data-greeting="Welcome." data-accent="rgb(1, 90, 60)"'
    more += ' data-suggestions="What is a lead?|Tips" data-position="left" data-theme="dark" data-open=""'
    page = open_page(shop.show(embedded.url, more=more))
    chat = Chat(page)
    expect(page.get_by_role("dialog", name="Ask us")).to_be_visible()
    expect(chat.log).to_contain_text("Welcome.")
    expect(chat.log.get_by_role("button")).to_have_text(["What is a lead?", "Tips"])
    assert page.locator("tandem-chat header").evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(1, 90, 60)"
    assert page.locator("tandem-chat .panel").bounding_box()["x"] < 100


def test_it_works_under_a_strict_policy_of_the_site(shop: Shop, embedded: Assistant, open_page: OpenPage) -> None:
    sources = "; ".join(f"{kind} {ADDRESS}" for kind in ("script-src", "connect-src", "img-src"))
    policy = f"default-src 'none'; {sources}; require-trusted-types-for 'script'"
    chat = opened(open_page(shop.show(embedded.url, Content_Security_Policy=policy)))
    expect(chat.say("how do sales and marketing differ in focus?")).to_contain_text("close deals")
    assert chat.page.locator("tandem-chat header").evaluate("e => getComputedStyle(e).display") == "flex"


def test_styles_of_the_site_do_not_reach_in(shop: Shop, embedded: Assistant, open_page: OpenPage) -> None:
    body = "<style>* { font-size: 40px !important; color: red !important; display: block !important }</style>"
    chat = opened(open_page(shop.show(embedded.url, body=body)))
    assert chat.input.evaluate("e => getComputedStyle(e).fontSize") == "15px"


def test_it_stands_right_on_a_page_written_from_right_to_left(
    shop: Shop, embedded: Assistant, open_page: OpenPage
) -> None:
    chat = opened(open_page(shop.show(embedded.url, html=' dir="rtl" lang="ar"')))
    turn = chat.say("how do sales and marketing differ in focus?")
    assert turn.locator(".columns").evaluate("e => getComputedStyle(e).direction") == "ltr"
    assert chat.page.locator("tandem-chat .panel").bounding_box()["x"] > 600


def test_the_site_can_open_send_and_listen(shop: Shop, embedded: Assistant, open_page: OpenPage) -> None:
    page = open_page(shop.show(embedded.url))
    page.wait_for_function("Boolean(customElements.get('tandem-chat'))")
    heard = page.evaluate(
        """() => new Promise((resolve) => {
          const chat = document.querySelector("tandem-chat"), heard = [];
          for (const name of ["open", "message", "reply", "close"])
            chat.addEventListener(`tandem-${name}`, (event) => {
              heard.push([name, event.detail?.text ?? ""]);
              if (name === "reply") chat.close();
              if (name === "close") resolve(heard);
            });
          chat.send("what is a lead?");
        })"""
    )
    assert heard == [["open", ""], ["message", "what is a lead?"], ["reply", "what is a lead?"], ["close", ""]]


def test_the_server_ends_in_mid_conversation_and_nothing_is_lost(
    shop: Shop, embedded: Assistant, open_page: OpenPage
) -> None:
    chat = opened(open_page(shop.show(embedded.url)))
    chat.say("we're 12 people, B2B software, sales says marketing's leads are junk")
    embedded.kill("server")
    chat.input.fill("a crm")
    chat.input.press("Enter")
    expect(chat.turns.last).to_contain_text("Not sent yet; I keep trying.")
    embedded.restart("server")
    expect(chat.turns.last).to_contain_text("you are 12 people", timeout=30_000)
    assert chat.said == ["we're 12 people, B2B software, sales says marketing's leads are junk", "a crm"]


def test_what_waits_to_be_sent_outlives_a_reload(shop: Shop, embedded: Assistant, open_page: OpenPage) -> None:
    chat = opened(open_page(shop.show(embedded.url)))
    chat.say("what is a lead?")
    embedded.kill("server")
    chat.input.fill("who does marketing talk to?")
    chat.input.press("Enter")
    expect(chat.turns.last).to_contain_text("Not sent yet")
    embedded.restart("server")
    chat.page.reload()
    opened(chat.page)
    expect(chat.turns.last).to_contain_text("broad audience", timeout=30_000)
    assert chat.said == ["what is a lead?", "who does marketing talk to?"]
