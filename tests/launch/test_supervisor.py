"""When the server is started again, and when that is given up."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from launch import supervisor
from launch.assistant import NotStarted
from launch.supervisor import Supervisor


class Stopped(Exception):
    """The test has seen enough."""


class World:
    """A server and a clock: the server crashes at given times, or falls silent, or won't start."""

    def __init__(
        self,
        *,
        crashes: Iterable[float] = (),
        silent_from: float = 1e9,
        probes: Iterable[bool] = (),
    ) -> None:
        self.now, self.until = 0.0, 1e6
        self.restarts: list[float] = []
        self.will_start = True
        self._probes = iter(probes)
        self._crashes, self._silent_from = iter(crashes), silent_from
        self._next = next(self._crashes, 1e9)

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds
        if self.now > self.until:
            raise Stopped

    def ended(self) -> bool:
        return self.now >= self._next

    def answers(self) -> bool:
        answers = next(self._probes, self.now < self._silent_from)
        self.now += 0.01 if answers else 4
        return answers

    def restart(self) -> None:
        self.restarts.append(self.now)
        self._next, self._silent_from = next(self._crashes, 1e9), 1e9
        if not self.will_start:
            raise NotStarted("the server ended; its output: above")

    def supervise(self, *, until: float) -> int:
        self.until = until
        return Supervisor(self, clock=self.clock, sleep=self.sleep).run()


def test_crashes_far_apart_are_never_too_many() -> None:
    world = World(crashes=range(100, 200_000, 200))
    with pytest.raises(Stopped):
        world.supervise(until=20_000)
    assert len(world.restarts) == 100


def test_five_crashes_within_ten_minutes_are_too_many(capsys: pytest.CaptureFixture[str]) -> None:
    world = World(crashes=[10, 100, 200, 300, 400])
    assert world.supervise(until=10_000) == 1
    assert len(world.restarts) == 4
    assert "Tandem gives up; the reason stands above." in capsys.readouterr().err


def test_it_waits_longer_after_each_crash() -> None:
    world = World(crashes=[10, 20, 30, 40])
    with pytest.raises(Stopped):
        world.supervise(until=1000)
    pauses = [at - crash for at, crash in zip(world.restarts, (10, 20, 30, 40))]
    assert pauses == pytest.approx([0.5, 1, 2, 4], abs=supervisor.LOOK_EVERY)


def test_a_server_that_does_not_start_any_more_is_tried_five_times() -> None:
    world = World(crashes=[10])
    world.will_start = False
    assert world.supervise(until=10_000) == 1
    assert len(world.restarts) == supervisor.MOST_CRASHES - 1


def test_a_server_that_hangs_is_started_again(capsys: pytest.CaptureFixture[str]) -> None:
    world = World(silent_from=100)
    with pytest.raises(Stopped):
        world.supervise(until=1000)
    [restart] = world.restarts
    assert 100 < restart < 130
    assert "doesn't answer any more" in capsys.readouterr().err


def test_one_slow_answer_is_no_hang() -> None:
    world = World(probes=[True, False, True, False, False, True])
    with pytest.raises(Stopped):
        world.supervise(until=1000)
    assert world.restarts == []
