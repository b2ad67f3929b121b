"""A self-assessment as a code that somebody else can type in, to compare."""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Sequence

from tandem.assessment.score import Answers

WHO = ("sales", "marketing", "owner", "both")
COMPANIES = 2**15
_CODE = re.compile(r"\b((?:[A-Z2-7]{4}-){3}[A-Z2-7]{4})\b", re.IGNORECASE)
_SALT = b"tandem-assessment-1"


def encode(who: str, company: int, questions: Sequence[str], answers: Answers) -> str:
    """Who answered, for which company (a number below COMPANIES), and the answers to `questions` in their order."""
    packed = company << 2 | WHO.index(who)
    for id in questions:
        packed = packed << 3 | (answers.get(id) or 0)
    body = packed.to_bytes(9, "big")[-9:]
    text = base64.b32encode(_check(body) + body).decode().rstrip("=")
    return "-".join(text[at : at + 4] for at in range(0, len(text), 4))


def decode(text: str, questions: Sequence[str]) -> tuple[str, int, dict[str, int | None]] | None:
    """What `encode` was given, from a text that holds a code; None where it holds none, or a mistyped one."""
    match = _CODE.search(text)
    if not match:
        return None
    raw = base64.b32decode(match[1].replace("-", "").upper())
    check, body = raw[:1], raw[1:]
    if check != _check(body):
        return None
    packed, answers = int.from_bytes(body, "big"), {}
    for id in reversed(questions):
        answers[id] = (packed & 7) or None
        packed >>= 3
    if any(level is not None and level > 5 for level in answers.values()):
        return None
    return WHO[packed & 3], packed >> 2, {id: answers[id] for id in questions}


def holds_code(text: str) -> bool:
    """Whether a text holds something in the form of a code."""
    return bool(_CODE.search(text))


def _check(body: bytes) -> bytes:
    return (zlib.crc32(_SALT + body) & 0xFF).to_bytes(1, "big")
