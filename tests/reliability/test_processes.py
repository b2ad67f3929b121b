"""The server or its supervisor ends under load, or hangs: nothing that was acknowledged is lost."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest

from tests.reliability.checks import check
from tests.reliability.load import Load
from tests.reliability.server import Supervised, alive, wait


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Supervised]:
    supervised = Supervised(tmp_path_factory.mktemp("supervised")).start()
    yield supervised
    supervised.stop()


def test_a_server_that_is_killed_is_started_again(running: Supervised) -> None:
    killed = running.server
    with Load(running.url) as load:
        load.goes_on()
        os.kill(killed, signal.SIGKILL)
        load.goes_on()
    assert running.server != killed
    check(load, running.database)


def test_a_server_that_hangs_is_started_again(running: Supervised) -> None:
    hung = running.server
    with Load(running.url) as load:
        load.goes_on()
        os.kill(hung, signal.SIGSTOP)
        wait(lambda: not alive(hung), "the server that hangs is not ended")
        load.goes_on()
    assert running.server != hung
    check(load, running.database)


def test_a_turn_that_was_begun_is_finished_when_it_is_stopped(running: Supervised) -> None:
    with Load(running.url) as load:
        load.goes_on()
        assert running.stop() == 0
        running.start()
        load.goes_on()
    check(load, running.database, broken_may_be_stored=False)


def test_the_server_ends_after_its_supervisor_and_frees_the_port(running: Supervised) -> None:
    left = running.server
    with Load(running.url) as load:
        load.goes_on()
        running.kill()
        running.start()
        load.goes_on()
    assert not alive(left)
    check(load, running.database)
