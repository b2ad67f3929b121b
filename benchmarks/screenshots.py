"""The pictures of the README, taken of the running assistant.

.venv/bin/python -m benchmarks.screenshots
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from launch.assistant import Assistant

FOLDER = Path("docs/images")
DESKTOP, PHONE = {"width": 1200, "height": 800}, {"width": 375, "height": 740}
COMPLAINT = "we're 12 people, B2B software, sales says marketing's leads are junk"


def main() -> None:
    """Take all of them."""
    FOLDER.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        Assistant.keeping_all_in(Path(folder)) as assistant,
        sync_playwright() as playwright,
    ):
        alone = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=alone)
        url = f"{assistant.url}/chat"
        _take(browser, url, "page-light", ["how do sales and marketing differ in focus?"])
        _take(browser, url, "page-dark", [COMPLAINT, "in a crm"], color_scheme="dark")
        _take(browser, url, "phone", ["how do sales and marketing differ in audience?"], **_phone())
        levels = ["2", "3", "2", "4", "3", "2"]
        _take(browser, url, "assessment", ["take the self-assessment", "owner", "short form", *levels], end=True)
        browser.close()


def _phone() -> dict[str, Any]:
    return {"viewport": PHONE, "device_scale_factor": 2, "has_touch": True}


def _take(browser: Browser, url: str, name: str, messages: list[str], *, end: bool = False, **options: Any) -> None:
    context = browser.new_context(**{"viewport": DESKTOP, "reduced_motion": "reduce", **options})
    page = context.new_page()
    page.goto(url)
    for message in messages:
        _say(page, message)
    if end:
        page.get_by_role("log").get_by_role("img").scroll_into_view_if_needed()
        page.wait_for_timeout(500)
    page.locator("tandem-chat").scroll_into_view_if_needed()
    page.screenshot(path=FOLDER / f"{name}.png")
    context.close()


def _say(page: Page, message: str) -> None:
    page.get_by_label("Your message").fill(message)
    page.get_by_label("Your message").press("Enter")
    page.locator("tandem-chat .state").wait_for(state="detached")
    page.wait_for_timeout(200)


if __name__ == "__main__":
    main()
