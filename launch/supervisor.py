"""Keep the server running: start it again when it crashes or hangs."""

from __future__ import annotations

import sys
import time
from collections import deque
from collections.abc import Callable
from typing import Protocol

from launch.assistant import NotStarted

MOST_CRASHES, WINDOW = 5, 600.0  # crashes within so many seconds after which it gives up
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0  # seconds before the server is started again
PROBE_EVERY, MOST_SILENT = 3.0, 3  # seconds between probes; so many without answer mean it hangs
LOOK_EVERY = 0.5


class Server(Protocol):
    """What is supervised."""

    def ended(self) -> bool: ...

    def answers(self) -> bool: ...

    def restart(self) -> None: ...


class Supervisor:
    """Watches a server and starts it again.

    Args:
        clock, sleep: of the `time` module, or stand-ins.
    """

    def __init__(
        self,
        server: Server,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._server, self._clock, self._sleep = server, clock, sleep
        self._crashes: deque[float] = deque(maxlen=MOST_CRASHES)
        self._probed, self._silent = clock(), 0

    def run(self) -> int:
        """Watch until the server crashes too often; 1 then."""
        while True:
            if (problem := self._problem()) and not self._restarted(problem):
                return 1
            self._sleep(LOOK_EVERY)

    def _problem(self) -> str:
        """What is wrong with the server, "" if nothing is."""
        if self._server.ended():
            return "ended by itself"
        if self._clock() - self._probed < PROBE_EVERY:
            return ""
        self._silent = 0 if self._server.answers() else self._silent + 1
        self._probed = self._clock()
        if self._server.ended():
            return "ended by itself"
        return "doesn't answer any more" if self._silent >= MOST_SILENT else ""

    def _restarted(self, problem: str) -> bool:
        """Start the server again; False if it has crashed too often lately."""
        while problem:
            self._crashes.append(self._clock())
            if self._too_often():
                _say(
                    f"The server {problem}, for the {MOST_CRASHES}th time in"
                    f" {WINDOW / 60:.0f} minutes. Tandem gives up; the reason stands above."
                )
                return False
            _say(f"The server {problem}; starting it again.")
            self._sleep(min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (len(self._crashes) - 1)))
            problem = self._start()
        self._probed, self._silent = self._clock(), 0
        return True

    def _start(self) -> str:
        try:
            self._server.restart()
        except NotStarted as error:
            _say(str(error))
            return "did not start"
        return ""

    def _too_often(self) -> bool:
        """Whether the last MOST_CRASHES crashes lie within WINDOW; older ones are forgotten."""
        while self._clock() - self._crashes[0] > WINDOW:
            self._crashes.popleft()
        return len(self._crashes) == MOST_CRASHES


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
