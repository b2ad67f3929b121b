"""What must hold of conversations after a disturbance."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.reliability.load import SCRIPT, Load
from tests.reliability.people import Conversation, Outcome, Sent
from tests.reliability.stored import Turn, read

SHOW_PLAN = "show my plan"
ADDS = [line for line in SCRIPT if line.startswith("add")]
ADDED = "Added to your plan"
SIZES = {"empty": 0, "one": 1}  # what it says of a plan, besides figures
WORKERS = 8
SHOWN = 5  # problems that a failed check names


def check(load: Load, database: Path | str, *, broken_may_be_stored: bool = True) -> None:
    """Whether all that was acknowledged is stored once and in order, and nothing else.

    Before that, each conversation is asked for its plan, which must be answered.
    """
    with ThreadPoolExecutor(WORKERS) as pool:
        fresh = list(pool.map(lambda talk: talk.say(SHOW_PLAN), load.conversations))
    assert [sent for sent in fresh if sent.outcome is not Outcome.ANSWERED] == []
    assert_refused_with_words(load.conversations)
    stored = read(database)
    found = (
        difference(talk.sent, talk.turns(stored), broken_may_be_stored=broken_may_be_stored)
        for talk in load.conversations
    )
    problems = [problem for problem in found if problem]
    assert problems[:SHOWN] == []
    plans = (wrong_plan(talk.sent) for talk in load.conversations)
    assert [problem for problem in plans if problem][:SHOWN] == []


def assert_refused_with_words(conversations: Iterable[Conversation]) -> None:
    """Whether each refusal is a 503 that says in JSON why."""
    for talk in conversations:
        for refusal in talk.refusals:
            assert refusal.status == 503, (refusal.status, refusal.body[:300])
            error = refusal.json["error"]
            assert error["code"], refusal.body
            assert error["message"], refusal.body
            assert b"Traceback" not in refusal.body


def difference(
    sent: Sequence[Sent],
    stored: Sequence[Turn],
    *,
    broken_may_be_stored: bool = True,
) -> str:
    """How what is stored cannot have come from what was sent; "" where it can.

    Keeps how many stored turns can be explained by the messages so far: more than one number,
    as what broke may be stored or not.
    """
    storable = {Outcome.ANSWERED, *([Outcome.BROKEN] if broken_may_be_stored else [])}
    explained = {0}
    for message in sent:
        before, explained = explained, set()
        if message.outcome is not Outcome.ANSWERED:
            explained |= before
        if message.outcome in storable:
            explained |= {n + 1 for n in before if n < len(stored) and _is(stored[n], message)}
        if not explained:
            return f"{message} does not follow in {_brief(stored[min(before) :])}"
    if len(stored) in explained:
        return ""
    return f"nobody was told of {_brief(stored[max(explained) :])}"


def wrong_plan(sent: Sequence[Sent]) -> str:
    """What is wrong with the plan that was shown last; "" where it holds what was added."""
    told = " ".join(sent[-1].told)
    match = re.search(r"Your plan (?:is|has) (\w+)", told)
    if not match:
        return f"no plan was shown: {told[:300]}"
    size = SIZES[match[1]] if match[1] in SIZES else int(match[1])
    added = sum(ADDED in " ".join(message.told) for message in sent)
    unsure = sum(m.outcome is Outcome.BROKEN and m.text in ADDS for m in sent)
    right = added <= size <= added + unsure
    return "" if right else f"{added} (perhaps {unsure} more) were added, the plan holds {size}"


def _is(turn: Turn, message: Sent) -> bool:
    if turn.text != message.text:
        return False
    if message.outcome is Outcome.BROKEN:  # whole, if at all
        return bool(turn.told)
    return bool(message.told) and _words(turn.told) == _words(message.told)


def _words(told: Iterable[str]) -> list[str]:
    """The words, as REST sends a paragraph for a message."""
    return " ".join(told).split()


def _brief(turns: Sequence[Turn]) -> list[tuple[str, int]]:
    return [(turn.text, len(turn.told)) for turn in turns[:3]]
