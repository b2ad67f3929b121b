from __future__ import annotations

import pytest

from channels.web.origins import Origins

HOST = "tandem.example:5005"


@pytest.mark.parametrize(
    ("origin", "allowed"),
    [
        (None, True),
        ("http://tandem.example:5005", True),
        ("https://shop.example", True),
        ("http://shop.example", False),
        ("https://shop.example.evil.example", False),
        ("http://tandem.example", False),
        ("null", False),
        ("http://[", False),
    ],
)
def test_which_pages_may_ask(origin: str | None, allowed: bool) -> None:
    assert Origins(["https://shop.example/", ""]).allow(origin, HOST) is allowed


def test_only_an_allowed_page_may_read_the_answer() -> None:
    origins = Origins(["https://shop.example"])
    assert origins.headers("https://shop.example")["Access-Control-Allow-Origin"] == "https://shop.example"
    assert origins.headers("https://evil.example") == {"Vary": "Origin"}
    assert origins.headers(None) == {"Vary": "Origin"}


@pytest.mark.parametrize("wrong", ["*", "shop.example", "https://shop.example/page", "ftp://shop.example"])
def test_what_is_no_origin_is_named(wrong: str) -> None:
    with pytest.raises(ValueError, match="is no origin"):
        Origins([wrong])
