"""Take a message apart into the questions it holds."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 600  # characters that are read of a message
MOST = 4  # questions, and clauses, of a message that are looked at
SHORTEST = 3  # words of a clause that is looked at by itself

_ASKS = (
    r"(?:what|whats|what's|wat|wats|wut|wht|waht|whta|hwat|which|wich|who|whom|whose|how|hows|how's|hwo|why|when|where"
    r"|is|are|do|does|did|can|could|should|would|will|tell|explain|give|name|list|define|describe|compare)"
)
# Here and below, a run of spaces or marks is looked at from its first one only: from each of them,
# a long run would take the square of its length.
_BREAK = re.compile(
    r"(?<=[?!.;])\s+|(?<!\s)\s*\n\s*"
    rf"|(?:,|(?<!\s))\s+(?:and|also|plus|but)(?:\s+(?:also|then))?\s+(?={_ASKS}\b)",
    re.I,
)
_GREETING = re.compile(
    r"^(?:hi|hello|hey|good (?:morning|afternoon|evening))(?: there| tandem| bot)?[,.!]+ (?=\w+ \w)", re.I
)
_REFERS = re.compile(
    r"\b(?:it|its|them|their|these|those|he|she|him|her|they(?! (?:both )?differ (?:in|on|by|about)\b))\b"
    r"|\b(?:this|that)\b(?=\W*$|\W+(?:is|was|does|do|did|will|can|has|means?|works?|helps?|one|then)\b)",
    re.I,
)
_CLAUSE = re.compile(
    r"(?<![,.;!?])[,.;!?]+\s+|(?<!\s)(?:\s+(?:and|but|so|because|while|plus)\s+|\s+-\s+|\s*\n\s*)", re.I
)
_US = re.compile(r"\b(?:we|were|we're|our|ours|us|i|im|i'm|my|me)\b", re.I)
_COLOURS = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
_PLAIN = str.maketrans("“”„«»‘’–—", '"""""' + "''--")
_QUESTION = re.compile(
    r"\?|(?:^\W*|(?<!\W)(?=\W*(?:[,.;!:]|\s-\s))\W+)"
    rf"(?:(?:and|so|ok|but|also|then)\s+)*{_ASKS}\b",
    re.I,
)


def clean(text: str) -> str:
    """`text` without control characters, a greeting before a question, or emoji beside words; white space folded.

    At most LONGEST characters. Of a longer one the beginning and the end are kept: people put their question at either.
    """
    text = _COLOURS.sub("", text)
    kept = "".join(" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in text).translate(_PLAIN)
    words = "".join(c for c in kept if _readable(c))
    kept = " ".join((words if re.search("[A-Za-z]{2}", words) else kept).split())
    kept = _GREETING.sub("", kept)
    if len(kept) <= LONGEST:
        return kept
    half = LONGEST // 2
    return f"{kept[:half].rsplit(' ', 1)[0]} {kept[-half:].split(' ', 1)[-1]}"


def without_end(text: str) -> str:
    """`text` without the marks at its end, which people set or leave out as they like."""
    return text.rstrip("?!. ") or text


def split(text: str) -> list[str]:
    """The questions of a message that holds several sentences or questions; none where it is one anyway.

    A part that refers back ("does it work?") cannot be understood by itself and is left out.
    """
    parts = [part.strip() for part in _BREAK.split(text) if part and part.strip()]
    questions = [p for p in parts if len(p.split()) > 1 and asks(p) and not refers(p)]
    return questions[:MOST] if len(parts) > 1 else []


def asks(text: str) -> bool:
    """Whether `text` has the form of a question, or of a request to tell something."""
    return bool(_QUESTION.search(text))


def speaks_of_us(text: str) -> bool:
    """Whether `text` speaks of the asker's own company ("we", "our reps", "I")."""
    return bool(_US.search(text))


def clauses(text: str) -> list[str]:
    """The parts of a message that may each tell something and ask nothing; none where there is one part only."""
    parts = [part.strip() for part in _CLAUSE.split(text) if len(part.split()) >= SHORTEST]
    return [part for part in parts if not asks(part)][:MOST] if parts != [text] else []


def refers(text: str) -> bool:
    """Whether `text` speaks of something said before ("how do I compute it?")."""
    return bool(_REFERS.search(text))


def _readable(character: str) -> bool:
    """Whether it is ASCII, a Latin letter or a currency sign."""
    kind = unicodedata.category(character)
    return character.isascii() or kind == "Sc" or (kind[0] == "L" and "LATIN" in unicodedata.name(character, ""))
