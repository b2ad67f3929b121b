"""What is asked about a metric that was just explained, without naming it."""

from __future__ import annotations

import re

from tandem.metrics.vary import judges
from tandem.questions import refers

SHORT = 5  # words of a question that need not say "it"
_CALCULATE = r"(?:calculat|comput|measur|determin|work(?:ed|ing)?\b.*\bout\b|figur(?:e|ed|ing)\b.*\bout\b)"
_HOW = re.compile(
    rf"\b(?:how|way)\b.*\b{_CALCULATE}|\bhow\b.* \b(?:get|find) (?:it|that)\W*$|\bformula\b", re.IGNORECASE
)
_LEADS = r"ok|okay|so|now|then|and|please|pls|just|can you|could you|would you|let'?s|i want to|i'd like to|help me"
_IT = r"(?:it|that|this|mine|ours)"
_ORDER = re.compile(
    rf"\W*(?:(?:{_LEADS})\W+)*(?:(?:calculate|compute|do) {_IT}|(?:work|figure) {_IT} out|(?:work|figure) out {_IT})\b",
    re.IGNORECASE,
)
_WORTH = re.compile(
    r"\bwhat(?:'?s| is| are| would be| counts as| should)\b.*"
    r"\b(?:good|bad|normal|typical|average|usual|healthy|decent|high|low|be)\b"
    r"(?: (?:one|value|number|rate|figure|level|range))?(?: for (?:it|that|this))?\W*$",
    re.IGNORECASE,
)
_ONE = re.compile(r"\b(?:one\W*$|(?:that|this) out\b)", re.IGNORECASE)

_JUDGED = re.compile(
    r"\W*(?:and |so |ok |but )?(?:is|are|isn'?t|would) (?:a |an )?[$€£]?\d[\d.,]*\s*[%\w]*"
    r"(?: be| a| an)?(?: (?:too|very|that|really))? (?:good|bad|ok|okay|normal|high|low|fine|healthy)\b[\w ]{0,20}\W*",
    re.IGNORECASE,
)


def formula(text: str) -> bool:
    """Whether a text asks how it is worked out."""
    return bool(_HOW.search(text)) and _of_it(text)


def result(text: str) -> bool:
    """Whether a text asks to work it out."""
    return bool(_ORDER.match(text))


def worth(text: str) -> bool:
    """Whether a text asks what a good value of it is."""
    return judges(text) or bool(_JUDGED.fullmatch(text)) or (bool(_WORTH.search(text)) and _of_it(text))


def _of_it(text: str) -> bool:
    return refers(text) or len(text.split()) <= SHORT or bool(_ONE.search(text))
