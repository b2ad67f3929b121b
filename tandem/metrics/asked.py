"""What is asked about a metric that was just explained or worked out, without naming it."""

from __future__ import annotations

import re

from tandem.numbers import digits, numbers
from tandem.questions import asks

_LEAD = r"\W*(?:(?:ok|okay|so|now|then|and|but|please|pls|just|well|hm+)\W+)*"
_IT = r"(?:it|that|this|one|them|mine|ours)"
_FOR_US = r"for (?:me|us|my company|our company)"
_END = rf"(?:\W+(?:{_FOR_US}|exactly|actually|please|pls|then|again|though|myself|ourselves))*\W*"
_WORK = rf"(?:(?:calculate|compute|measure|determine|work out|figure out) {_IT}|(?:work|figure) {_IT} out)"
_WHO = r"(?: (?:do|does|can|could|would|should|to))?(?: (?:i|we|you|u|one))?(?: (?:actually|exactly|even|best|then))*"
_HOW = re.compile(
    rf"{_LEAD}how{_WHO} (?:{_WORK}|get {_IT}|calculate|compute){_END}"
    rf"|{_LEAD}how(?:'?s| is| are| would| should| can) {_IT}(?: be)?(?: (?:actually|usually|even))?"
    rf" (?:calculated|computed|measured|determined|worked out|figured out){_END}",
    re.IGNORECASE,
)
# An "and" in front is part of the lead: were it part of this too, a run of them would be divided
# between the two in every way.
_SHOW = r"(?:what'?s|what is|show me|give me|the|its)"
_FORMULA = re.compile(
    rf"{_LEAD}(?:{_SHOW} (?:(?:{_SHOW}|and) )*)?formu?la(?: (?:for|of|behind) {_IT})?{_END}",
    re.IGNORECASE,
)
_ORDER = re.compile(
    rf"{_LEAD}(?:(?:(?:can|could|would|will) (?:you|u)|let'?s|i want to|i'd like to|help me)\W*)?(?:please )?"
    rf"(?:{_WORK}(?:{_END}|\W*(?::|,|with|using|for|from)\s.*)|do (?:it|that)(?:{_END}|\W+with (?:my|our) numbers\W*))",
    re.IGNORECASE | re.DOTALL,
)
_GOOD = r"(?:good|bad|ok|okay|normal|typical|average|usual|high|low|much|lot|fine|healthy|decent|reasonable)"
_VALUE = r"(?: (?:one|value|number|rate|figure|level|range|result))?"
_NUMBER = r"[$€£]?\d[\d.,]*\s?(?:k|m|%|percent|per cent|[$€£]|usd|eur)?(?: (?:a|per) (?:month|year|day|week))?"
_WORTH = re.compile(
    rf"{_LEAD}(?:what(?:'?s| is| are| would be| counts as)(?: considered)?(?: a| an| the)? {_GOOD}{_VALUE}"
    rf"(?: for {_IT})?"
    rf"|what should (?:it|that|this) be"
    rf"|(?:is|are|isn'?t|was|would) (?:a |an )?(?:it|that|this|these|{_NUMBER})(?: be)?"
    rf"(?: (?:a|an|too|very|really|pretty|even|that))* {_GOOD}{_VALUE}(?: or (?:bad|not|low|high))?"
    rf"|good or bad|how (?:good|bad) is (?:it|that|this)){_END}",
    re.IGNORECASE,
)
_IS_THAT = re.compile(r"\b(?:is|isn'?t|are|was) (?:that|this|it|these)\b", re.IGNORECASE)
_IS_GOOD = re.compile(rf".*\b{_GOOD}\b", re.IGNORECASE)
_HOW_GOOD = re.compile(r"\bgood or bad\b|\bhow (?:good|bad) is (?:that|this|it|these)\b", re.IGNORECASE)
_TOTAL = re.compile(r"\b(?:in total|total|out of|altogether|overall|all in all)\b", re.IGNORECASE)
_SUGGESTS = re.compile(r"\W*(?:how|what) about\b", re.IGNORECASE)
_NO_NUMBER = re.compile(
    r"\b(?:good|bad|first|last|next|which|that|this|another|big|small|other|right|wrong|the) ones?\b"
    r"|\b(?:\d+|one|two|three) (?:moment|sec|second|example|question|thing|tip)s?\b",
    re.IGNORECASE,
)
_STAFF = re.compile(
    r"\bwe(?:'?re| are)\W+(?:about |around |a team of )?\w+ (?:people|persons|folks|in total)\b"
    r"|\b(?:employees|staff)\b|\bpeople work|\bof us\b",
    re.IGNORECASE,
)


def formula(text: str) -> bool:
    """Whether a text asks how it is worked out."""
    return bool(_HOW.fullmatch(text)) or only_formula(text)


def only_formula(text: str) -> bool:
    """Whether a text asks for a formula and says nothing of what."""
    return bool(_FORMULA.fullmatch(text))


def result(text: str) -> bool:
    """Whether a text asks to work it out."""
    return bool(_ORDER.fullmatch(text))


def worth(text: str) -> bool:
    """Whether a text asks what a good value of it is."""
    return bool(_WORTH.fullmatch(text))


def judges(text: str) -> bool:
    """Whether a text asks, in whatever words, what to think of the figure that was just told."""
    return worth(text) or (any(map(_asks_opinion, text.split("\n"))) and not numbers(digits(text)))


def _asks_opinion(line: str) -> bool:
    """Whether a line asks "is that ... good", or the like; from the first "is that" on is enough."""
    said = _IS_THAT.search(line)
    return bool((said and _IS_GOOD.match(line, said.end())) or _HOW_GOOD.search(line))


def in_total(text: str) -> bool:
    """Whether a number is said to be that of all."""
    return bool(_TOTAL.search(text))


def speaks_aside(text: str) -> bool:
    """Whether a text with a number answers no question for one: "one moment", "we are 12 people"."""
    aside = _NO_NUMBER.search(text) or _STAFF.search(text)
    return bool(aside) or (asks(text) and not _SUGGESTS.match(text))
