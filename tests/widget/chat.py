"""The widget, as somebody uses it."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

LATE = """() => {
  const send = window.fetch;
  window.fetch = (...what) => new Promise((go) => setTimeout(go, 700)).then(() => send(...what));
}"""  # a page whose requests take their time


class Chat:
    """The chat on a page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.log = page.get_by_role("log")
        self.input = page.get_by_label("Your message")

    def say(self, text: str) -> Locator:
        """Type a message, send it, and give the turn once it is answered."""
        self.input.fill(text)
        self.input.press("Enter")
        return self.answered()

    def press(self, title: str) -> Locator:
        """Press a suggestion, and give the turn once it is answered."""
        self.log.get_by_role("button", name=title, exact=True).click()
        return self.answered()

    def answered(self) -> Locator:
        """The last turn, once nothing is under way."""
        expect(self.page.locator("tandem-chat .state")).to_have_count(0, timeout=15_000)
        return self.turns.last

    @property
    def turns(self) -> Locator:
        """The turns of the conversation, the greeting among them."""
        return self.page.locator("tandem-chat .turn")

    @property
    def messages(self) -> Locator:
        """What the person said."""
        return self.page.locator("tandem-chat .said p")

    @property
    def said(self) -> list[str]:
        """What the person said, as shown."""
        return [text.strip() for text in self.messages.all_inner_texts()]
