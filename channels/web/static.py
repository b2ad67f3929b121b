"""The chat page and the widget's files."""

from __future__ import annotations

from pathlib import Path

from sanic import response
from sanic.exceptions import NotFound
from sanic.response import HTTPResponse

WIDGET = Path("widget")
PAGE = "page/index.html"
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)
KINDS = {".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}


def files() -> frozenset[str]:
    """The paths of what is served, relative to the widget's folder."""
    return frozenset(str(f.relative_to(WIDGET)) for f in WIDGET.rglob("*") if f.suffix in KINDS)


async def send(path: str) -> HTTPResponse:
    """A file of the widget. Its scripts may be loaded by any page; whether they are answered is another matter."""
    if path not in files():
        raise NotFound("no such file")
    kind = f"{KINDS[Path(path).suffix]}; charset=utf-8"
    headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "no-cache", "Access-Control-Allow-Origin": "*"}
    if path.endswith(".html"):
        headers |= {"Content-Security-Policy": POLICY, "Referrer-Policy": "no-referrer"}
    return await response.file(WIDGET / path, headers=headers, mime_type=kind)
