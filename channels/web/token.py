"""Who may read and go on with a conversation: the browser that began it, and nobody by naming it."""

from __future__ import annotations

import hashlib
import hmac
import secrets

import jwt

ALGORITHM = "HS256"
SHORTEST = 32  # characters of the secret
PREFIX = "web-"  # before the id of a conversation


class Tokens:
    """Signs the ids of conversations.

    A token holds the id and a digest of a key that only the browser knows: who gets hold of the token alone, from a log
    say, can do nothing with it.

    Raises:
        ValueError: the secret is too short to be one.
    """

    def __init__(self, secret: str) -> None:
        if len(secret) < SHORTEST:
            raise ValueError(f"TANDEM_SECRET has {len(secret)} characters; make it {SHORTEST} random ones or more")
        self._secret = secret

    def issue(self, key: str) -> str:
        """A token for a new conversation of the browser that knows `key`."""
        claims = {"sub": PREFIX + secrets.token_urlsafe(24), "key": _digest(key)}
        return jwt.encode(claims, self._secret, algorithm=ALGORITHM)

    def read(self, token: str, key: str) -> str | None:
        """The id of the conversation; None where the token is not ours, or the key is not the one it is bound to."""
        try:
            claims = jwt.decode(token, self._secret, algorithms=[ALGORITHM], options={"require": ["sub", "key"]})
        except jwt.InvalidTokenError:
            return None
        return str(claims["sub"]) if hmac.compare_digest(str(claims["key"]), _digest(key)) else None


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
