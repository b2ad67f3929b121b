"""Whether a request comes from Slack."""

from __future__ import annotations

from sanic.request import Request
from slack_sdk.signature import SignatureVerifier

TIMESTAMP, SIGNATURE = "x-slack-request-timestamp", "x-slack-signature"
LONGEST_TIMESTAMP = 12  # digits


def is_signed(request: Request, secret: str) -> bool:
    """Check signature and age; Slack's own check raises on headers that Slack wouldn't send."""
    timestamp, signature = (request.headers.get(name, "") for name in (TIMESTAMP, SIGNATURE))
    digits = timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= LONGEST_TIMESTAMP
    if not (digits and signature.isascii()):
        return False
    try:
        return SignatureVerifier(secret).is_valid(request.body, timestamp, signature)
    except UnicodeDecodeError:
        return False
