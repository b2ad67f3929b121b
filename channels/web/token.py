"""Who may read and go on with a conversation: the browser that began it, and nobody by naming it."""

from __future__ import annotations

import hashlib
import hmac
import secrets

import jwt

from channels.turns import name_of

ALGORITHM = "HS256"
SHORTEST = 32  # characters of the secret
CHANNEL = "web"


class Tokens:
    """Signs the ids of conversations.

    A token holds a random number and a digest of a key that only the browser knows, and the id under which Rasa keeps
    the conversation is worked out from the number and the secret: who gets hold of the token alone, from a log say, can
    do nothing with it, on other channels neither.

    Raises:
        ValueError: the secret is too short to be one.
    """

    def __init__(self, secret: str) -> None:
        if len(secret) < SHORTEST:
            raise ValueError(f"TANDEM_SECRET has {len(secret)} characters; make it {SHORTEST} random ones or more")
        self._secret = secret

    def issue(self, key: str) -> str:
        """A token for a new conversation of the browser that knows `key`."""
        claims = {"sub": secrets.token_urlsafe(24), "key": _digest(key)}
        return jwt.encode(claims, self._secret, algorithm=ALGORITHM)

    def read(self, token: str, key: str) -> str | None:
        """The id of the conversation; None where the token is not ours, or the key is not the one it is bound to."""
        if not (token.isascii() and key.isascii()):
            return None
        try:
            claims = jwt.decode(token, self._secret, algorithms=[ALGORITHM], options={"require": ["sub", "key"]})
        except jwt.InvalidTokenError:
            return None
        if not hmac.compare_digest(str(claims["key"]), _digest(key)):
            return None
        return name_of(self._secret, CHANNEL, str(claims["sub"]))


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
