"""How heavy is the widget, and how soon can one type? Beside two that one would use instead, on the same page.

    .venv/bin/python -m benchmarks.widget

Needs `npm`, which fetches the two others, and Chromium. Pages and scripts come from this machine, so the times are
those of reading and running the scripts, not of the network. Medians of several loads, each in a fresh browser profile.
"""

from __future__ import annotations

import argparse
import gzip
import os
import shutil
import statistics
import subprocess
import tarfile
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from benchmarks.results import keep

PAGE = "<!doctype html><html><head><title>Shop</title></head><body><h1>Shop</h1>{tags}</body></html>"
WATCH = """
const begin = () => {
  const found = FIND;
  if (found && found.getClientRects().length) window.ready = performance.now();
  else requestAnimationFrame(begin);
};
requestAnimationFrame(begin);
"""


@dataclass(frozen=True)
class Widget:
    """A widget: its scripts, what puts it on a page, and the JavaScript that finds where to type or what to open."""

    name: str
    scripts: tuple[str, ...]
    tags: str
    find: str


OURS = Widget(
    "Tandem",
    tuple(f"widget/{path.name}" for path in sorted(Path("widget").glob("*.js"))),
    '<script type="module" src="/widget/widget.js" data-mode="inline"></script>',
    "document.querySelector('tandem-chat')?.shadowRoot?.querySelector('textarea')",
)
PEERS = {
    "deep-chat@2.4.2": Widget(
        "deep-chat 2.4.2",
        ("deep-chat/dist/deepChat.bundle.js",),
        '<script type="module" src="/deep-chat/dist/deepChat.bundle.js"></script><deep-chat></deep-chat>',
        "document.querySelector('deep-chat')?.shadowRoot?.querySelector('#text-input')",
    ),
    "rasa-webchat@1.0.1": Widget(
        "rasa-webchat 1.0.1",
        ("rasa-webchat/lib/index.js",),
        '<script src="/rasa-webchat/lib/index.js"></script>'
        "<script>WebChat.default({hideWhenNotConnected: false})</script>",
        "document.querySelector('.rw-launcher') && document.body",  # built, but hidden until its server is connected
    ),
}


def main() -> None:
    """Measure all three in turn, several times."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--loads", type=int, default=15)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        shutil.copytree("widget", root / "widget")
        widgets = [OURS, *(_fetched(package, peer, root) for package, peer in PEERS.items())]
        with _served(root) as url, sync_playwright() as playwright:
            alone = ["--no-sandbox"] if os.geteuid() == 0 else []
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=alone)
            times = {
                widget.name: [_load(browser, url, root, widget) for _ in range(options.loads)] for widget in widgets
            }
            browser.close()
        keep("widget", [_row(widget, root, times[widget.name]) for widget in widgets])


def _fetched(package: str, widget: Widget, root: Path) -> Widget:
    packed = subprocess.run(["npm", "pack", "--silent", package], cwd=root, check=True, capture_output=True, text=True)
    with tarfile.open(root / packed.stdout.strip()) as archive:
        archive.extractall(root)
    (root / "package").rename(root / package.split("@")[0])
    return widget


@contextmanager
def _served(root: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(root)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        """Nothing."""


def _load(browser: Browser, url: str, root: Path, widget: Widget) -> tuple[float, float]:
    """Milliseconds from the page's start to the first paint, and to where one can type or open the chat."""
    (root / "page.html").write_text(PAGE.format(tags=widget.tags), encoding="utf-8")
    page = browser.new_page()
    page.add_init_script(WATCH.replace("FIND", widget.find))
    page.goto(f"{url}/page.html")
    page.wait_for_function("window.ready", timeout=20_000)
    painted = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
    found = float(page.evaluate(painted)), float(page.evaluate("window.ready"))
    page.close()
    return found


def _row(widget: Widget, root: Path, times: list[tuple[float, float]]) -> dict[str, str]:
    sizes = [len(gzip.compress((root / script).read_bytes())) for script in widget.scripts]
    paint, ready = (statistics.median(values) for values in zip(*times))
    return {
        "widget": widget.name,
        "scripts, KB gzip": f"{sum(sizes) / 1024:.1f}",
        "first paint, ms": f"{paint:.0f}",
        "ready to type or open, ms": f"{ready:.0f}",
    }


if __name__ == "__main__":
    main()
