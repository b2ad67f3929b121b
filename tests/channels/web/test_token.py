from __future__ import annotations

import jwt
import pytest

from channels.web.token import Tokens

SECRET, KEY = "s" * 40, "k" * 40


def test_the_browser_that_began_it_is_known_again() -> None:
    tokens = Tokens(SECRET)
    token = tokens.issue(KEY)
    person = tokens.read(token, KEY)
    assert person is not None
    assert person.startswith("web-")
    assert tokens.read(tokens.issue(KEY), KEY) != person
    assert person.removeprefix("web-") not in str(jwt.decode(token, options={"verify_signature": False}))


@pytest.mark.parametrize("forged", ["", "x", "a.b.c"])
def test_what_is_no_token_is_nobody(forged: str) -> None:
    assert Tokens(SECRET).read(forged, KEY) is None


def test_a_token_alone_is_not_enough() -> None:
    tokens = Tokens(SECRET)
    assert tokens.read(tokens.issue(KEY), "another key") is None


def test_a_token_of_another_secret_or_of_none_is_refused() -> None:
    claims = {"sub": "web-somebody", "key": "x"}
    for token in (Tokens("t" * 40).issue(KEY), jwt.encode(claims, None, algorithm="none"), jwt.encode({}, SECRET)):
        assert Tokens(SECRET).read(token, KEY) is None


def test_a_short_secret_is_refused() -> None:
    with pytest.raises(ValueError, match="TANDEM_SECRET has 5 characters"):
        Tokens("short")
