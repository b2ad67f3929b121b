"""The widget in a real browser, against the running assistant."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from launch.assistant import Assistant
from tests.widget.chat import Chat


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, without a window."""
    place = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if place is None:
        pytest.fail("no chromium: run tests/install-system-packages.sh, or name it in CHROMIUM")
    with sync_playwright() as playwright:
        alone = ["--no-sandbox"] if os.geteuid() == 0 else []  # Chromium's sandbox refuses root
        browser = playwright.chromium.launch(executable_path=place, args=alone)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Opens pages, each in a browser profile of its own; fails where one of them reports an error."""
    contexts, problems = [], []

    def open_one(url: str, **options: object) -> Page:
        context = chromium.new_context(**{"viewport": {"width": 1200, "height": 800}, **options})
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda m: problems.append(m.text) if "Content Security Policy" in m.text else None)
        page.goto(url)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert problems == []


@pytest.fixture
def chat(assistant: Assistant, open_page: Callable[..., Page]) -> Chat:
    """The chat of the assistant's own page."""
    return Chat(open_page(f"{assistant.url}/chat"))
