"""What a message says about the company that asks."""

from __future__ import annotations

import re
from typing import Any

from tandem.advice.profile import cycle_of, size_of
from tandem.dialogue.message import Message
from tandem.nearby import right_before
from tandem.numbers import Number, digits, numbers
from tandem.spans import SPAN

_PEOPLE = r"people|ppl|persons?|employees|staff|colleagues|heads|headcount|ftes?|folks|workers|of us|members|strong"
_AFTER = re.compile(
    rf"\W{{0,2}}(?:\+\s*)?(?:(?!sales|marketing)\w+\s)?(?:{_PEOPLE})\b"
    r"|\s*(?:-\s*)?(?:person|people|man)\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?:\bwe(?:'re|\sare|re)(?:\s(?:about|around|roughly|only|just|now|actually|like))*"
    r"|\b(?:team|company|staff|firm|shop|agency) of"
    r"|\bno,?(?: we are| we're)?|\bactually|\bi meant)\s*$",
    re.IGNORECASE,
)
_BARE_END = re.compile(r"\s*(?:$|[.,;!?]|and\b|in\b)", re.IGNORECASE)
_ALONE = re.compile(
    r"\b(?:just me|only me|by myself|on my own|i work alone|i'?m alone|i am alone|solo|(?:one|1)[- ]?(?:wo)?man"
    r"|freelancer?|self[- ]employed|sole trader|solopreneur|nobody else|i do (?:it all|everything|both))\b",
    re.IGNORECASE,
)
_CRM = r"(?:crm|hubspot|salesforce|pipedrive|zoho|dynamics)"
_USES = re.compile(rf"\b{_CRM}\b", re.IGNORECASE)
_REFUSES = re.compile(r"\b(?:no|not|without|don'?t|doesn'?t|never|used to|dropped|had|isn'?t)\b", re.IGNORECASE)
_NO_RECORDS = re.compile(
    r"\bon paper\b|\bin (?:our|my|their|people'?s|everyone'?s)? ?heads?\b|\bsticky notes\b|\bpen and paper\b",
    re.IGNORECASE,
)
_DEALS = re.compile(r"\b(?:cycle|deals?|deci[ds]\w*|clos\w+|buy\w*|sales?|selling|sign\w*|purchase\w*)\b", re.I)
MOST_PEOPLE = 3_000_000  # no company has more
_MONTHS = {"hour": 1 / 720, "day": 1 / 30, "week": 7 / 30, "month": 1.0, "quarter": 3.0, "year": 12.0}
_ONE = re.compile(r"\b(?:an?|over an?)\s+(hour|day|week|month|quarter|year)\b", re.IGNORECASE)
_CYCLES = re.compile(r"\b(short|quick|fast|long|slow)\s+(?:sales\s+|selling\s+|buying\s+)?cycles?\b", re.IGNORECASE)
_SHOPS = ("retail", "hospitality")


def facts(message: Message, *, asked: str = "") -> dict[str, Any]:
    """The facts of `message`, as `Profile.told` takes them; `asked` is the fact that was asked for just before."""
    text = _ONE.sub(r"1 \1", digits(message.text))
    found = _size(text, numbers(text), asked) | _cycle(text, numbers(text), asked)
    named = {entity.label: entity.value for entity in message.entities}
    found |= {label: named[label] for label in ("role", "industry") if label in named}
    markets = {entity.value for entity in message.entities if entity.label == "market"}
    markets = markets or ({"shop"} if named.get("industry") in _SHOPS else set())
    if len(markets) == 1:  # who sells to several is not put into one
        found["market"] = markets.pop()
    if records := _records(text, message):
        found["records"] = records
    return found | ({"symptoms": message.symptoms} if message.symptoms else {})


def _size(text: str, figures: list[Number], asked: str) -> dict[str, Any]:
    if _ALONE.search(text):
        return {"size": "solo", "people": 1}
    for figure in figures:
        alone = asked == "size" and len(figures) == 1
        if (
            figure.low >= 1
            and figure.high <= MOST_PEOPLE
            and not figure.unit
            and (alone or _counts_people(text, figure))
        ):
            return {"size": size_of(figure.high), "people": round(figure.high)}
    return {}


def _counts_people(text: str, figure: Number) -> bool:
    if _AFTER.match(text, figure.end):
        return True
    bare = _BARE_END.match(text, figure.end) and not SPAN.match(text, figure.end)
    return bool(bare and right_before(_BEFORE, text, figure.start))


def _cycle(text: str, figures: list[Number], asked: str) -> dict[str, Any]:
    if named := _CYCLES.search(text):
        return {"cycle": "short" if named[1].lower() in ("short", "quick", "fast") else "long"}
    spans = [(figure, span[1].lower()) for figure in figures if (span := SPAN.match(text, figure.end))]
    spans = [(figure, unit) for figure, unit in spans if unit in _MONTHS]
    if not spans or not (asked == "cycle" or _DEALS.search(text)):
        return {}
    figure, unit = spans[0]
    return {"cycle": cycle_of(figure.high * _MONTHS[unit])}


def _records(text: str, message: Message) -> str:
    tools = {entity.value for entity in message.entities if entity.label == "tool"}
    refused = bool(_NO_RECORDS.search(text)) or any(map(_refuses, re.split("[,.;]", text)))
    if ("crm" in tools or _USES.search(text)) and not refused:
        return "crm"
    return "sheet" if "sheet" in tools else "none" if refused else ""


def _refuses(clause: str) -> bool:
    """Whether a clause says "no", and of a tool for records behind it."""
    no = _REFUSES.search(clause)
    return bool(no and _USES.search(clause, no.end()))
