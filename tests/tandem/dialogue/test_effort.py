"""No message costs more than its length: four times the text is about four times the work.

Work is counted: calls of functions, and characters that regular expressions are given to search.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tandem.dialogue import Message
from tandem.dialogue.desk import Desk
from tandem.dialogue.message import Question
from tandem.dialogue.session import Session

MODELS = Path("models")
SHORT, LONG = 500, 2000  # characters
MOST = 5  # times the work of a text a quarter as long; the square of the length would be 16
FLOODS = [
    "1 ",
    "9",
    "1,",
    "1k ",
    "1/",
    "$1 ",
    "5% ",
    "1 000 ",
    "1-",
    "one ",
    "first ",
    "1 to 2 ",
    "and 3 ",
    "in 2000 ",
    "last 5 days ",
    "5 last month ",
    "5 per ",
    "between 1 and ",
    "12 of 40 ",
    "12 visits, 5 leads, ",
    "10 won 20 lost ",
    "actually 5 ",
    "5 sorry 6 customers ",
    "5 people, sorry 6 in sales, ",
    "$5, sorry 6%, ",
    "lost 5 of 9, no wait, 4 of 8, ",
    "no, ",
    "no crm ",
    "we ",
    "a a ",
    "a",
    "( ",
    "? ",
    ". ",
    "- ",
    "and ",
    "is that ",
    "Xyzzy ",
    "é",
    "漢 ",
]
LATE = ["won 5, actually won 6 "]  # the short text does not reach all that is looked back at most
MOST_LATE = 8
OPENINGS = [
    Message("compute cac", "compute_metric", ()),
    Message("compute lead response time", "compute_metric", ()),
    Message("tips please", "want_tips", ()),
    Message("start the assessment", "assess_start", ()),
]
TO = {"compute_metric": "figures", "want_tips": "advice", "assess_start": "assessment"}


def flood(kind: str, length: int) -> str:
    return (kind * length)[:length]


class Counting:
    """A regular expression that counts the characters it is given to search."""

    def __init__(self, pattern: re.Pattern[str], work: list[int]) -> None:
        self._pattern, self._work = pattern, work

    def __getattr__(self, name: str) -> Any:
        return getattr(self._pattern, name)

    def _searching(self, name: str) -> Callable[..., Any]:
        def searched(*args: Any, **kwargs: Any) -> Any:
            start, end = (*args[1:3], *(0, sys.maxsize)[len(args[1:3]) :])
            self._work[0] += max(min(len(args[0]), end) - start, 0)
            return getattr(self._pattern, name)(*args, **kwargs)

        return searched

    search = property(lambda self: self._searching("search"))
    finditer = property(lambda self: self._searching("finditer"))
    findall = property(lambda self: self._searching("findall"))

    def split(self, text: str, *args: Any, **kwargs: Any) -> list[str]:
        self._work[0] += len(text)
        return self._pattern.split(text, *args, **kwargs)

    def sub(self, new: Any, text: str, *args: Any, **kwargs: Any) -> str:
        self._work[0] += len(text)
        return self._pattern.sub(new, text, *args, **kwargs)


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How much was done since `counted` began, in one place."""
    done = [0]
    compiled = re._compile  # type: ignore[attr-defined]
    monkeypatch.setattr(re, "_compile", lambda *args: Counting(compiled(*args), done))
    for name, module in list(sys.modules.items()):
        if name.startswith("tandem."):
            for key, value in list(vars(module).items()):
                if isinstance(value, re.Pattern):
                    monkeypatch.setattr(module, key, Counting(value, done))
    return done


@contextmanager
def counted(work: list[int]) -> Iterator[None]:
    def note(frame: Any, event: str, arg: Any) -> None:
        work[0] += event in ("call", "c_call")

    work[0] = 0
    sys.setprofile(note)
    try:
        yield
    finally:
        sys.setprofile(None)


@pytest.mark.parametrize("kind", [*FLOODS, *LATE])
def test_work_grows_with_the_length_alone(desk: Desk, work: list[int], kind: str) -> None:
    sessions = [Session(), *(desk.respond(m, Session(), to=TO[m.intent])[1] for m in OPENINGS)]

    def effort(length: int) -> int:
        text = flood(kind, length)
        with counted(work):
            for session in sessions:
                message = Message(text, "out_of_scope", (Question(text, "decline"),))
                desk.respond(message, session, to="documents")
            desk.respond(Message(text, "compute_metric", ()), Session(), to="figures")
        return work[0]

    effort(SHORT - 1)  # what is made once, for all texts
    most = MOST if kind in FLOODS else MOST_LATE
    assert effort(LONG) <= most * effort(SHORT)
