"""Text is text, wherever it comes from: nothing of it is ever run."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from benchmarks.project import Project, run
from launch.assistant import Assistant
from tests.widget.chat import Chat

ATTACKS = [
    "<img src=x onerror=window.hacked=1>",
    "<script>window.hacked=1</script>",
    '"><svg onload=window.hacked=1>',
    "javascript:window.hacked=1",
    "<iframe srcdoc='<script>parent.hacked=1</script>'></iframe>",
    "{{constructor.constructor('window.hacked=1')()}}",
    "</textarea><img src=x onerror=window.hacked=1>",
]
FOREIGN = "img[onerror], script, svg[onload], iframe"


EVIL = """# Zebra <img src=x onerror=window.hacked=1>

## The zebra protocol &lt;img src=x onerror=window.hacked=1&gt;

The zebra protocol has four steps <script>window.hacked=1</script> and `<img src=x onerror=window.hacked=1>` is one.
It takes nine weeks "><svg onload=window.hacked=1>.
"""


@pytest.fixture(scope="module")
def infected(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The assistant with one more document, whose author means harm."""
    project = Project(tmp_path_factory.mktemp("infected") / "tandem")
    for built in (path for path in Path("models").iterdir() if path.name != "encoder"):
        (shutil.copytree if built.is_dir() else shutil.copy)(built, project.folder / "models" / built.name)
    (project.documents / "zebra.md").write_text(EVIL)
    run(project.folder, "tandem.build")
    with project.assistant() as assistant:
        yield assistant


def evil_turn(id: str, text: str) -> dict:
    """A turn all of whose texts are `text`, as a document of somebody else's could make it."""
    reply = {
        "kind": "tips",
        "text": text,
        "points": [text],
        "columns": [{"title": text, "text": text, "points": [text]}] * 2,
        "cards": [{"title": text, "rows": [[text, text]]}],
        "after": text,
        "attachments": [
            {"kind": "image", "title": text, "alt": text, "url": text},
            {"kind": "file", "title": text, "alt": text, "url": text},
        ],
        "progress": [1, 3],
        "sources": [{"document": text, "section": text, "passage": "a/b"}],
        "suggestions": [{"title": text}],
    }
    return {"id": id, "text": text, "replies": [reply]}


def unharmed(chat: Chat) -> bool:
    """Whether nothing ran, and no element came of it."""
    chat.page.wait_for_timeout(200)
    inside = chat.page.evaluate(
        f"document.querySelector('tandem-chat').shadowRoot.querySelectorAll('{FOREIGN}').length"
    )
    return chat.page.evaluate("window.hacked") is None and inside == 0


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_a_person_types(chat: Chat, attack: str) -> None:
    chat.say(attack)
    assert chat.said == [attack]
    assert unharmed(chat)
    chat.page.reload()
    expect(chat.messages).to_have_count(1)
    assert unharmed(chat)


def test_a_document_that_means_harm(infected: Assistant, open_page: Callable[..., Page]) -> None:
    chat = Chat(open_page(f"{infected.url}/chat"))
    turn = chat.say("how many steps has the zebra protocol?")
    expect(turn).to_contain_text("four steps")
    assert unharmed(chat)
    turn.locator("button.source").click()
    expect(chat.page.locator(".passage")).to_contain_text("nine weeks")
    assert unharmed(chat)


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_a_document_or_its_source_says(chat: Chat, attack: str) -> None:
    passage = {"document": attack, "section": attack, "paragraphs": [attack], "points": [attack]}
    passage["links"] = [{"title": attack, "url": attack}]

    def answer(route: Route) -> None:
        said = json.loads(route.request.post_data or "{}")
        route.fulfill(json=evil_turn(said["id"], attack))

    chat.page.route("**/chat/messages", answer)
    chat.page.route("**/chat/passages/**", lambda route: route.fulfill(json=passage))
    turn = chat.say("hello")
    expect(turn.locator(".card h3")).to_have_text(attack)
    turn.locator("button.source").click()
    expect(chat.page.locator(".passage h2")).to_have_text(attack)
    assert chat.page.locator(".passage a").count() == 0
    assert unharmed(chat)


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_an_attribute_says(chat: Chat, attack: str) -> None:
    chat.page.evaluate(
        """attack => {
          const chat = document.createElement("tandem-chat");
          for (const name of ["title", "greeting", "suggestions", "accent", "theme", "position"])
            chat.setAttribute(name, attack);
          chat.setAttribute("mode", "inline");
          document.querySelector("tandem-chat").replaceWith(chat);
        }""",
        attack,
    )
    expect(chat.page.locator("tandem-chat .title")).to_have_text(attack)
    assert unharmed(chat)
