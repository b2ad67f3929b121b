"""Many people who write at the same time, as long as a `with` lasts."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType

from tests.reliability.people import PAUSE, Conversation, Outcome, OverRest, OverWeb

PEOPLE, BROWSERS, STREAMS = 20, 4, 3  # of the people: who uses the web channel, who has REST stream
ENOUGH = 40  # turns that show that it goes on
SCRIPT = (
    "40 people, b2b, hubspot, sales says the leads are junk",
    "add the first to my plan",
    "what is a lead? ({number})",
    "add the second to my plan",
    "what is churn? ({number})",
    "add the third to my plan",
    "what is an SLA? ({number})",
)
NUMBERS = itertools.count(1000)  # of a message, which no other one has


class Load:
    """Has people begin one conversation after the other and send what `SCRIPT` says.

    What was refused is sent again, what broke is not, as nobody knows what became of it.
    """

    def __init__(self, url: str) -> None:
        self.conversations: list[Conversation] = []
        self._url, self._over = url, threading.Event()
        self._pool = ThreadPoolExecutor(PEOPLE)
        self._working: list[Future[None]] = []

    def __enter__(self) -> Load:
        self._working = [self._pool.submit(self._write, number) for number in range(PEOPLE)]
        return self

    def __exit__(
        self,
        kind: type | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._over.set()
        self._pool.shutdown()
        for person in self._working:
            person.result()

    def count(self, outcome: Outcome) -> int:
        """How many messages ended so."""
        sent = (message for talk in [*self.conversations] for message in [*talk.sent])
        return sum(message.outcome is outcome for message in sent)

    def refusals(self) -> int:
        """How many statuses other than 200 came."""
        return sum(len(talk.refusals) for talk in [*self.conversations])

    def goes_on(self, *, seconds: float = 90) -> None:
        """Wait until enough further messages are answered."""
        before = self.count(Outcome.ANSWERED)
        self.wait(lambda: self.count(Outcome.ANSWERED) >= before + ENOUGH, seconds=seconds)

    def wait(self, wanted: Callable[[], bool], *, seconds: float = 90) -> None:
        """Wait until something holds.

        Raises:
            AssertionError: it does not after `seconds`.
        """
        end = time.monotonic() + seconds
        while not wanted():
            told = {outcome.value: self.count(outcome) for outcome in Outcome}
            assert time.monotonic() < end, f"not within {seconds:.0f} s: {told}"
            assert any(not person.done() for person in self._working), "nobody writes any more"
            time.sleep(0.05)

    def _write(self, number: int) -> None:
        while not self._over.is_set():
            talk = self._conversation(number)
            self.conversations.append(talk)
            self._say_all(talk, SCRIPT)

    def _say_all(self, talk: Conversation, script: Sequence[str]) -> None:
        for line in script:
            text = line.format(number=next(NUMBERS))
            while not self._over.is_set():
                outcome = talk.say(text).outcome
                time.sleep(PAUSE)
                if outcome is not Outcome.REFUSED:
                    break

    def _conversation(self, number: int) -> Conversation:
        if number < BROWSERS:
            return OverWeb(self._url)
        return OverRest(self._url, stream=number < BROWSERS + STREAMS)
